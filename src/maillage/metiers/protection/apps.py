from typing import ClassVar

from maillage.socle.acces.service import Entree, ServiceConfig


class ProtectionConfig(ServiceConfig):
    default = True
    name = "maillage.metiers.protection"
    label = "protection"
    verbose_name = "protection des majeurs"
    libelle = "Protection des majeurs"
    entrees: ClassVar[list[Entree]] = []
