from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class AudiencesConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.audiences"
    label = "audiences"
    verbose_name = "audiences pénales"
    libelle = "Audiences pénales"
    entrees: ClassVar[list[Entree]] = [
        Entree("Calendrier", "audiences:calendrier", "audiences.statistiques.lire", "Audiences"),
        Entree("Liste", "audiences:audiences", "audiences.statistiques.lire", "Audiences"),
        Entree("Phrases", "audiences:phrases", "audiences.audience.tenir", "Audiences"),
        Entree("Imports", "echanges:imports", "audiences.audience.importer", "Audiences"),
        Entree("Notes à viser", "audiences:a_viser", "audiences.note.viser"),
        Entree("Pilotage", "audiences:pilotage", "audiences.statistiques.lire"),
    ]
