"""Fixtures of the tests across rooms."""

from tests.monde import monde

__all__ = ["monde"]
