"""Versioned reference lists: ``libelles``, ``valeurs`` and ``charger_edition``."""

from maillage.socle.echanges.referentiels.lecture import ValeurReference, libelle, libelles, valeurs

__all__ = ["ValeurReference", "libelle", "libelles", "valeurs"]
