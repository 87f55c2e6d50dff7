"""What may happen to a record and to a lot, and where it leaves them. The state is the last event's; nothing sets it.

Holds and incidents stand beside: they stop the journey without moving the record.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from maillage.metiers.numerisation.enums.dossiers import (
    EtatDossier,
    EtatLot,
    TypeEvenement,
    TypeEvenementLot,
)

_D, _E = EtatDossier, TypeEvenement
TRANSITIONS_DOSSIER: Mapping[tuple[EtatDossier | None, TypeEvenement], EtatDossier] = {
    (None, _E.INVENTAIRE): _D.INVENTORIE,
    (_D.INVENTORIE, _E.DEBUT_TRI): _D.EN_TRI,
    (_D.EN_TRI, _E.FIN_TRI): _D.TRIE,
    (_D.TRIE, _E.AUDIT_TRI): _D.AUDITE,
    (_D.TRIE, _E.REPRISE_TRI): _D.EN_TRI,
    (_D.AUDITE, _E.REPRISE_TRI): _D.EN_TRI,
    (_D.TRIE, _E.MISE_EN_BOITE): _D.EN_BOITE,
    (_D.AUDITE, _E.MISE_EN_BOITE): _D.EN_BOITE,
    (_D.EN_BOITE, _E.SORTIE_DE_BOITE): _D.TRIE,
    (_D.EN_BOITE, _E.EXPEDITION): _D.EXPEDIE,
    (_D.EXPEDIE, _E.RECEPTION): _D.RECU,
    (_D.RECU, _E.NUMERISATION): _D.NUMERISE,
    (_D.REFUSE, _E.NUMERISATION): _D.NUMERISE,
    (_D.NUMERISE, _E.ACCEPTATION): _D.CONTROLE,
    (_D.NUMERISE, _E.REFUS): _D.REFUSE,
    (_D.CONTROLE, _E.SCELLEMENT): _D.SCELLE,
    (_D.SCELLE, _E.INTEGRATION): _D.INTEGRE,
    (_D.INTEGRE, _E.DESTRUCTION): _D.DETRUIT,
}
_L, _F = EtatLot, TypeEvenementLot
TRANSITIONS_LOT: Mapping[tuple[EtatLot | None, TypeEvenementLot], EtatLot] = {
    (None, _F.ANNONCE): _L.ANNONCE,
    (_L.ANNONCE, _F.REJET): _L.REJETE,
    (_L.ANNONCE, _F.RECEPTION): _L.RECU,
    (_L.REJETE, _F.NOUVELLE_LIVRAISON): _L.ANNONCE,
    (_L.RECU, _F.TRAITEMENT): _L.TRAITE,
    (_L.TRAITE, _F.TIRAGE): _L.EN_CONTROLE,
    (_L.EN_CONTROLE, _F.ACCEPTATION): _L.ACCEPTE,
    (_L.EN_CONTROLE, _F.REFUS): _L.REFUSE,
    (_L.REFUSE, _F.NOUVELLE_LIVRAISON): _L.ANNONCE,
    (_L.ACCEPTE, _F.SCELLEMENT): _L.SCELLE,
    (_L.SCELLE, _F.INTEGRATION): _L.INTEGRE,
}
_A_COTE = frozenset(
    {
        *(_E.RETENUE, _E.PROLONGATION_RETENUE, _E.LEVEE_RETENUE),
        *(_E.INCIDENT, _E.CLOTURE_INCIDENT, _E.EFFACEMENT),
    }
)
_DANS_LES_MAINS_DU_CENTRE = frozenset({_D.INVENTORIE, _D.EN_TRI, _D.TRIE, _D.AUDITE, _D.EN_BOITE})


class TransitionRefusee(ValueError):
    """The event cannot happen now; the sentence says why."""


@dataclass(frozen=True, slots=True)
class SituationDossier:
    """What the events of a record say of it today."""

    etat: EtatDossier | None = None
    est_retenu: bool = False
    incidents_ouverts: int = 0
    est_efface: bool = False

    @property
    def est_au_centre(self) -> bool:
        return self.etat in _DANS_LES_MAINS_DU_CENTRE


def motif_de_refus(situation: SituationDossier, evenement: TypeEvenement) -> str:
    """Why this event cannot happen to this record now; empty when it can."""
    if situation.est_efface:
        return "Ce dossier a été effacé à la fin de sa conservation : plus rien ne lui arrive."
    if evenement in _A_COTE:
        return _motif_a_cote(situation, evenement)
    if (situation.etat, evenement) not in TRANSITIONS_DOSSIER:
        ou = f"est « {situation.etat.label.lower()} »" if situation.etat else "n’est pas inventorié"
        return f"« {evenement.label} » n’est pas possible : le dossier {ou}."
    if evenement == _E.DESTRUCTION and situation.est_retenu:
        return "Le dossier est retenu par une réclamation ou un contentieux : il ne peut être détruit."
    if evenement in (_E.DESTRUCTION, _E.SCELLEMENT) and situation.incidents_ouverts:
        return "Un incident est ouvert sur ce dossier : closez-le d’abord."
    return ""


def _motif_a_cote(situation: SituationDossier, evenement: TypeEvenement) -> str:
    if situation.etat is None:
        return "Le dossier n’est pas inventorié."
    if evenement == _E.RETENUE and situation.est_retenu:
        return "Le dossier est déjà retenu."
    if evenement in (_E.LEVEE_RETENUE, _E.PROLONGATION_RETENUE) and not situation.est_retenu:
        return "Le dossier n’est pas retenu."
    if evenement == _E.CLOTURE_INCIDENT and not situation.incidents_ouverts:
        return "Aucun incident n’est ouvert sur ce dossier."
    if evenement == _E.EFFACEMENT:
        return _motif_de_garder(situation)
    return ""


def _motif_de_garder(situation: SituationDossier) -> str:
    """Why a record past its day may not be erased; whether it is past its day is not said by its events."""
    if situation.est_retenu:
        return "Le dossier est retenu par une réclamation ou un contentieux : il ne peut être effacé."
    if situation.incidents_ouverts:
        return "Un incident est ouvert sur ce dossier : closez-le d’abord."
    if situation.etat != _D.DETRUIT:
        return "Son papier existe encore : faites-le détruire d’abord."
    return ""


def appliquer(situation: SituationDossier, evenement: TypeEvenement) -> SituationDossier:
    """The record after this event."""
    if motif := motif_de_refus(situation, evenement):
        raise TransitionRefusee(motif)
    match evenement:
        case _E.RETENUE | _E.LEVEE_RETENUE:
            return replace(situation, est_retenu=evenement == _E.RETENUE)
        case _E.PROLONGATION_RETENUE:
            return situation
        case _E.INCIDENT:
            return replace(situation, incidents_ouverts=situation.incidents_ouverts + 1)
        case _E.CLOTURE_INCIDENT:
            return replace(situation, incidents_ouverts=situation.incidents_ouverts - 1)
        case _E.EFFACEMENT:
            return replace(situation, est_efface=True)
        case _:
            return replace(situation, etat=TRANSITIONS_DOSSIER[situation.etat, evenement])


def rejouer(evenements: Iterable[TypeEvenement]) -> SituationDossier:
    """The record as its events, in their order, leave it."""
    situation = SituationDossier()
    for evenement in evenements:
        situation = appliquer(situation, evenement)
    return situation


def evenements_possibles(situation: SituationDossier) -> tuple[TypeEvenement, ...]:
    """What may be proposed for this record now."""
    return tuple(evenement for evenement in TypeEvenement if not motif_de_refus(situation, evenement))


def appliquer_au_lot(etat: EtatLot | None, evenement: TypeEvenementLot) -> EtatLot:
    """The lot after this event."""
    suivant = TRANSITIONS_LOT.get((etat, evenement))
    if suivant is None:
        ou = f"est « {etat.label.lower()} »" if etat else "n’est pas annoncé"
        raise TransitionRefusee(f"« {evenement.label} » n’est pas possible : le lot {ou}.")
    return suivant
