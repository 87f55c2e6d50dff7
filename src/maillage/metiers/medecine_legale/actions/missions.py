"""The text of a mission: written with the requisition, read where people may be named."""

from __future__ import annotations

from maillage.metiers.medecine_legale.models import MissionRequisition, Requisition
from maillage.socle.acces.chiffrement import ContenuDetruit, chiffrer, dechiffrer


def ecrire_mission(requisition: Requisition, texte: str) -> None:
    """Keep the text, encrypted; the caller saved the requisition, and asked the right to write it."""
    if texte == lire_mission(requisition):
        return
    existante = MissionRequisition.objects.filter(requisition=requisition).select_related("cle").first()
    if existante is None:
        cle, contenu = chiffrer({"mission": texte})
        MissionRequisition.objects.create(
            structure=requisition.structure, requisition=requisition, cle=cle, contenu=contenu
        )
    else:
        _, existante.contenu = chiffrer({"mission": texte}, existante.cle)
        existante.save(update_fields=["contenu"])
    requisition.version_mission += 1
    requisition.save(update_fields=["version_mission"])


def lire_mission(requisition: Requisition) -> str:
    """The text, for whoever may see whom it names; empty for the others, without a text, and once erased.

    The page or the document that shows it leaves the trace: it is never shown alone.
    """
    if not requisition.version_mission:
        return ""
    mission = MissionRequisition.objects.filter(requisition=requisition).select_related("cle").first()
    if mission is None:
        return ""
    try:
        return str(dechiffrer(mission.cle, mission.contenu)["mission"])
    except ContenuDetruit:
        return ""
