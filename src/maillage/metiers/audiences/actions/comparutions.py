"""How each person came: filled by the note's buttons, completed in the structured zone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.faits import compter_passages
from maillage.metiers.audiences.actions.reprises import reprendre
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import ModeComparution, NatureJugement, StatutPersonne
from maillage.metiers.audiences.models import Audiencement, Comparution, Partie
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent


@dataclass(frozen=True)
class ValeursComparution:
    mode: str = ""
    nature_jugement: str = ""
    avocat: str = ""
    est_interprete_present: bool = False
    est_visio: bool = False
    est_extraction_defaillante: bool = False
    est_silence_notifie: bool = False
    est_consentement: bool | None = None
    statut: str = ""


def comparution_de(passage: Audiencement, partie: Partie) -> Comparution:
    comparution, _ = Comparution.objects.get_or_create(
        audiencement=passage, partie=partie, defaults={"chambre_id": passage.chambre_id}
    )
    return comparution


def noter_comparution(
    *,
    agent: Agent,
    passage: Audiencement,
    partie: Partie,
    valeurs: ValeursComparution,
    champs: Collection[str] | None = None,
    motif: str = "",
) -> Comparution:
    """Write how somebody came: these fields of it, all when none is named. `statut` makes a civil party of a victim."""
    exiger(agent, AUDIENCE_TENIR, passage)
    if valeurs.mode and valeurs.mode not in ModeComparution.values:
        raise ValidationError({"mode": "Ce mode de comparution n’existe pas."})
    if valeurs.nature_jugement and valeurs.nature_jugement not in NatureJugement.values:
        raise ValidationError({"nature_jugement": "Cette nature de jugement n’existe pas."})
    with transaction.atomic(), correction(passage.audience, motif):
        comparution = comparution_de(passage, partie)
        voulu = {nom: valeur for nom, valeur in vars(valeurs).items() if nom != "statut"}
        voulu["avocat"] = valeurs.avocat.strip()
        if champs is not None:
            voulu = {nom: valeur for nom, valeur in voulu.items() if nom in champs}
        change = [nom for nom, valeur in voulu.items() if getattr(comparution, nom) != valeur]
        if change:
            for nom in change:
                setattr(comparution, nom, voulu[nom])
            comparution.save(update_fields=change)
            compter_passages([passage])
        if valeurs.statut and (champs is None or "statut" in champs) and valeurs.statut != partie.statut:
            if valeurs.statut not in StatutPersonne.values:
                raise ValidationError({"statut": "Cette qualité n’existe pas."})
            change.append("statut")
            partie.statut = valeurs.statut
            partie.save(update_fields=["statut"])
        if change and reprendre(agent, [passage]):
            recalculer(passage.audience, [passage])
    return comparution
