from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class AudiencesConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.audiences"
    label = "audiences"
    verbose_name = "audiences pénales"
    libelle = "Audiences pénales"
    entrees: ClassVar[list[Entree]] = []
