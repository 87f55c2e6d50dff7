from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class NumerisationConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.numerisation"
    label = "numerisation"
    verbose_name = "dossiers de santé au travail"
    libelle = "Dossiers de santé au travail"
    entrees: ClassVar[list[Entree]] = [
        Entree("Lots", "numerisation:lots", "numerisation.lot.lire", "Lots"),
        Entree("Contrôle", "numerisation:controles", "numerisation.controle.lire", "Lots"),
        Entree("À attribuer", "numerisation:codage", "numerisation.saisie.tenir"),
        Entree("Cadence", "numerisation:cadence", "numerisation.cadence.lire", "Suivi"),
        Entree("Incidents", "numerisation:incidents", "numerisation.incident.lire", "Suivi"),
    ]
