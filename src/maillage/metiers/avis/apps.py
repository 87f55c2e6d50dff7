from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class AvisConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.avis"
    label = "avis"
    verbose_name = "avis de spécialistes"
    libelle = "Avis de spécialistes"
    entrees: ClassVar[list[Entree]] = [
        Entree("Filières", "avis:filieres", "avis.filiere.gerer", "Réseau"),
    ]
