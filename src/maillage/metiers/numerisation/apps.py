from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class NumerisationConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.numerisation"
    label = "numerisation"
    verbose_name = "dossiers de santé au travail"
    libelle = "Dossiers de santé au travail"
    entrees: ClassVar[list[Entree]] = [
        Entree("Cadence", "numerisation:cadence", "numerisation.cadence.lire", "Suivi"),
        Entree("Incidents", "numerisation:incidents", "numerisation.incident.lire", "Suivi"),
    ]
