"""What is offered before anybody types: the latest requisitions, the latest requesters, what was last used."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from maillage.metiers.medecine_legale.droits import ACTE_SAISIR, REQUISITION_LIRE
from maillage.metiers.medecine_legale.forms.requisitions import requerants
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import cle_numero, prochain_numero
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.interface.selection import declarer_source

FAVORIS = 5
RECENTES = 60
FENETRE = 20


def requisitions(agent: Agent) -> QuerySet[Requisition]:
    visibles = Requisition.objects.visibles_par(agent).select_related("requerant")
    return visibles.order_by("-date_requisition", "-id")


declarer_source(
    "medecine_legale.requisition",
    chercher=lambda agent, texte: requisitions(agent).rechercher(texte),  # type: ignore[attr-defined]
    recents=lambda agent: requisitions(agent).ouvertes(),  # type: ignore[attr-defined]
    droit=ACTE_SAISIR,
    libelle=lambda requisition: f"{requisition} · {requisition.requerant}",
)


def favoris(agent: Agent) -> list[Organisation]:
    """The services that requested last, latest first."""
    dernieres = (
        Requisition.objects.filter(structure__in=perimetre(agent, REQUISITION_LIRE))
        .order_by("-date_requisition", "-id")
        .values_list("requerant_id", flat=True)[:RECENTES]
    )
    ordre = list(dict.fromkeys(dernieres))[:FAVORIS]
    services = requerants().in_bulk(ordre)
    return [services[cle] for cle in ordre if cle in services]


def valeurs_proposees(agent: Agent, profil: str) -> dict[str, Any]:
    """Next number of the structure; practitioner and place as in the agent's last act of this profile."""
    siens = ActeMedicoLegal.objects.filter(structure__in=perimetre(agent, ACTE_SAISIR)).order_by(
        "-date_examen", "-id"
    )
    dernier = siens.values_list("numero_interne", flat=True).first()
    proposees: dict[str, Any] = {"numero_interne": _numero_libre(siens, dernier or "")}
    for acte in siens.derniers_de(agent).values("profil", "praticien_id", "lieu")[:RECENTES]:
        if acte["praticien_id"]:
            proposees.setdefault("praticien", acte["praticien_id"])
        if acte["profil"] == profil and acte["lieu"]:
            proposees.setdefault("lieu", acte["lieu"])
    return proposees


def _numero_libre(siens: QuerySet[ActeMedicoLegal], dernier: str) -> str:
    """The first number after the last one that no act of the structures has: two desks enter at the same time."""
    suivants: list[str] = []
    while len(suivants) < FENETRE and (dernier := prochain_numero(dernier)):
        suivants.append(dernier)
    cles = {cle_numero(numero): numero for numero in suivants}
    pris = set(
        siens.filter(est_annule=False, cle_interne__in=cles).order_by().values_list("cle_interne", flat=True)
    )
    return next((numero for cle, numero in cles.items() if cle not in pris), "")
