"""Doors of files: the roll comes in."""

from maillage.metiers.audiences.echanges.role import ROLE

__all__ = ["ROLE"]
