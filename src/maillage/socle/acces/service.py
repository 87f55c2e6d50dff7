"""What a service says of itself: its name, its menu, and the modules that the kernel reads at start."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig, apps
from django.utils.module_loading import module_has_submodule

from maillage.socle.acces.vocabulaire import Droit

MODULES_DECLARATIFS = ("droits", "indicateurs", "documents", "echanges", "api", "taches", "accueil")


@dataclass(frozen=True)
class Entree:
    """One entry of the service's menu, shown to whoever holds the right.

    Entries of one `groupe` share a place in the menu, under its name; tabs lead from one to the other.
    `aussi`: how the addresses of its other pages begin, when they do not begin as its own (`/service/memoires/`).
    """

    libelle: str
    url: str
    droit: Droit | str
    groupe: str = ""
    aussi: tuple[str, ...] = ()


class ServiceConfig(AppConfig):
    """Base of the `apps.py` of each service: it registers what the service declares, in a fixed order.

    The subclass says `default = True`; without it Django would hesitate between the two classes and use neither.
    """

    default = False
    default_auto_field = "django.db.models.BigAutoField"
    libelle: ClassVar[str]
    entrees: ClassVar[list[Entree]] = []

    def ready(self) -> None:
        for nom in MODULES_DECLARATIFS:
            if module_has_submodule(self.module, nom):
                import_module(f"{self.name}.{nom}")


def services() -> list[ServiceConfig]:
    return [config for config in apps.get_app_configs() if isinstance(config, ServiceConfig)]
