"""What is counted of the protection of adults."""

from maillage.metiers.protection.indicateurs.disponibilites import disponibilites, tribunaux_suivis
from maillage.metiers.protection.indicateurs.stocks import Ligne, regrouper, serie, stock_et_flux, total

__all__ = ["Ligne", "disponibilites", "regrouper", "serie", "stock_et_flux", "total", "tribunaux_suivis"]
