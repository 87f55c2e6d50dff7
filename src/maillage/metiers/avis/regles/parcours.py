"""How a request moves: from which state each event starts, to which it leads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.metiers.avis.enums.demandes import CHERCHEES, EN_CHARGE, OUVERTES, StatutDemande, TypeEvenement

REOUVERTURE = dt.timedelta(days=30)
"""Within this time a new question goes to the same specialist, with the thread."""
SUIVI = 30
"""Days after the answer when one asks what happened to the patient."""
RAPPELS_CLOTURE = (2, 7)
CLOTURE = 14
"""Days after the answer: reminders, then the request closes by itself, and is counted apart."""
ALLERS_RETOURS = 2
"""Beyond, an examination of the patient is better than another message."""


@dataclass(frozen=True)
class Transition:
    """`vers` None: the state stays what it is."""

    depuis: frozenset[str]
    vers: StatutDemande | None


def _t(vers: StatutDemande | None, *depuis: StatutDemande) -> Transition:
    return Transition(frozenset(depuis), vers)


S, T = StatutDemande, TypeEvenement
TRANSITIONS: dict[TypeEvenement, Transition] = {
    T.PUBLICATION: _t(S.PUBLIEE, S.BROUILLON),
    T.ATTENTE: _t(S.PUBLIEE, *CHERCHEES),
    T.PROPOSITION: _t(S.PROPOSEE, *CHERCHEES),
    T.REFUS: _t(None, *CHERCHEES),
    T.EXPIRATION: _t(None, *CHERCHEES),
    T.SIGNALEMENT: _t(S.PUBLIEE, *CHERCHEES),
    T.ORIENTATION: _t(S.PROPOSEE, *CHERCHEES),
    T.PRISE: _t(S.PRISE, *CHERCHEES),
    T.COMPLEMENT_DEMANDE: _t(S.COMPLEMENT, S.PRISE),
    T.COMPLEMENT_APPORTE: _t(S.PRISE, S.COMPLEMENT),
    T.RENVOI: _t(S.PUBLIEE, *EN_CHARGE),
    T.RETARD: _t(None, *EN_CHARGE),
    T.REPONSE: _t(S.REPONDUE, *EN_CHARGE),
    T.CLOTURE: _t(S.CLOTUREE, S.REPONDUE),
    T.CLOTURE_AUTOMATIQUE: _t(S.CLOTUREE, S.REPONDUE),
    T.ANNULATION: _t(S.ANNULEE, S.BROUILLON, *OUVERTES),
    T.REORIENTATION: _t(S.REORIENTEE, *OUVERTES),
    T.REOUVERTURE: _t(S.PRISE, S.REPONDUE, S.CLOTUREE),
    T.RETRAIT_CONSENTEMENT: _t(None, *StatutDemande),
}
REFUS = {
    S.BROUILLON: "Cette demande n’est pas encore envoyée.",
    S.PUBLIEE: "Cette demande attend encore un spécialiste.",
    S.PROPOSEE: "Cette demande attend encore un spécialiste.",
    S.PRISE: "Cette demande est déjà prise en charge.",
    S.COMPLEMENT: "Un complément est attendu du praticien.",
    S.REPONDUE: "Cette demande a déjà reçu une réponse.",
    S.CLOTUREE: "Cette demande est clôturée.",
    S.ANNULEE: "Cette demande a été annulée.",
    S.REORIENTEE: "Cette demande a été réorientée.",
}


def passer(statut: str, evenement: TypeEvenement) -> StatutDemande | None:
    """The state after this event; None when it may not happen in this state."""
    transition = TRANSITIONS[evenement]
    if statut not in transition.depuis:
        return None
    return transition.vers or StatutDemande(statut)


def est_rouvrable(reponse: dt.datetime, instant: dt.datetime) -> bool:
    return instant - reponse <= REOUVERTURE
