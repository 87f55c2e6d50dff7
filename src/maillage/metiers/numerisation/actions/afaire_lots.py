"""What lots make people owe: pages to attribute, lots to draw, to look at, to deliver again."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.codage import a_arbitrer, file_de
from maillage.metiers.numerisation.droits import (
    CONTROLE_TENIR,
    LOT_LIVRER,
    SAISIE_ARBITRER,
    SAISIE_TENIR,
)
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.models import Lot
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.registres import Tache

NOMBRE = 5
_VERBES = {EtatLot.TRAITE: ("Tirer l’échantillon", "Ouvrir"), EtatLot.EN_CONTROLE: ("Contrôler", "Contrôler")}


def taches_des_lots(agent: Agent) -> Iterator[Tache]:
    """All of them, the pages that hold up a lot first."""
    if a_droit(agent, SAISIE_ARBITRER) and (nombre := a_arbitrer(agent).count()):
        yield Tache(
            "Arbitrer",
            f"{compter(nombre, 'page')} à attribuer",
            reverse("numerisation:arbitrage"),
            precision="Deux personnes n’ont pas lu la même chose",
            bouton="Arbitrer",
        )
    if a_droit(agent, SAISIE_TENIR) and (nombre := file_de(agent).count()):
        yield Tache(
            "Attribuer",
            f"{compter(nombre, 'page')} que rien ne désigne",
            reverse("numerisation:codage"),
            bouton="Saisir",
        )
    if a_droit(agent, CONTROLE_TENIR):
        siens = Lot.objects.filter(service__in=perimetre(agent, CONTROLE_TENIR), etat__in=_VERBES)
        for lot in siens.select_related("prestataire").order_by("horodatage", "pk")[:NOMBRE]:
            verbe, bouton = _VERBES[EtatLot(lot.etat)]
            yield Tache(
                verbe,
                str(lot),
                reverse("numerisation:lot", args=[lot.pk]),
                precision=f"{lot.prestataire.nom}, {compter(lot.nombre_pages, 'page')}",
                bouton=bouton,
            )
    if a_droit(agent, LOT_LIVRER):
        refuses = Lot.objects.filter(
            prestataire__in=perimetre(agent, LOT_LIVRER), etat__in=(EtatLot.REJETE, EtatLot.REFUSE)
        )
        for lot in refuses.order_by("-horodatage", "pk")[:NOMBRE]:
            yield Tache(
                "Livrer de nouveau",
                str(lot),
                reverse("numerisation:lot", args=[lot.pk]),
                precision=str(lot.get_etat_display()),
                bouton="Voir pourquoi",
            )
