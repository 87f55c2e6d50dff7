"""An incident: what it may mean for personal data, the seventy-two hours, and what is missing before it is closed.

RGPD, art. 33: the supervisory authority is told within seventy-two hours of the moment when the breach was known,
unless it is unlikely to be a risk for people; hours run through nights and holidays. Art. 33, 5: every breach is
written down, whatever was decided.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from maillage.commun.textes import compter
from maillage.metiers.numerisation.enums.incidents import GraviteIncident, NatureIncident, Qualification

HEURES_NOTIFICATION = 72
JOURS_ANCIEN = 5
"""Open longer than that, an incident is shown first."""
PRESUMEES = frozenset(
    {NatureIncident.PERTE, NatureIncident.PERSONNE, NatureIncident.FUITE, NatureIncident.SCELLE}
)
"""Natures by which a record may have been seen, changed or lost: only the DPO says that it was not."""
EN_ATTENTE_DU_DPO = frozenset({Qualification.A_QUALIFIER, Qualification.A_NOTIFIER})
_GRAVITES = {
    NatureIncident.PERTE: GraviteIncident.CRITIQUE,
    NatureIncident.PERSONNE: GraviteIncident.CRITIQUE,
    NatureIncident.FUITE: GraviteIncident.CRITIQUE,
    NatureIncident.SCELLE: GraviteIncident.MAJEURE,
    NatureIncident.ECART: GraviteIncident.MAJEURE,
    NatureIncident.DEGRADATION: GraviteIncident.MAJEURE,
    NatureIncident.ILLISIBLE: GraviteIncident.MAJEURE,
}


def gravite_proposee(nature: str) -> GraviteIncident:
    """What is chosen when nobody chose."""
    return _GRAVITES.get(NatureIncident(nature), GraviteIncident.MINEURE)


def qualification_initiale(nature: str) -> Qualification:
    """A presumed breach waits for the DPO; anything else is not one until somebody says so."""
    return Qualification.A_QUALIFIER if nature in PRESUMEES else Qualification.SANS_OBJET


def limite_de_notification(connaissance: dt.datetime) -> dt.datetime:
    """Art. 33, 1: seventy-two hours of the clock, counted in universal time, so that no change of hour moves them."""
    limite = connaissance.astimezone(dt.UTC) + dt.timedelta(hours=HEURES_NOTIFICATION)
    return limite.astimezone(connaissance.tzinfo)


def heures_restantes(connaissance: dt.datetime, maintenant: dt.datetime) -> int:
    """Whole hours left; negative once the limit has passed."""
    reste = limite_de_notification(connaissance) - maintenant
    return int(reste.total_seconds() // 3600)


def motifs_de_non_notification(
    qualification: str, connaissance: dt.datetime, notification: dt.datetime, retard: str
) -> list[str]:
    """Why this notification cannot be written down; late, it says why it is (art. 33, 1)."""
    motifs = []
    if qualification != Qualification.A_NOTIFIER:
        motifs.append("Seule une violation à notifier se notifie : qualifiez-la d’abord.")
    if notification < connaissance:
        motifs.append("La notification précède la connaissance de la violation.")
    elif notification > limite_de_notification(connaissance) and not retard.strip():
        motifs.append("Au-delà de soixante-douze heures, dites les motifs du retard (RGPD, art. 33).")
    return motifs


def motifs_de_non_cloture(qualification: str, actions_ouvertes: Sequence[str], cause: str) -> list[str]:
    """All that is missing before the incident is closed."""
    motifs = []
    if qualification == Qualification.A_QUALIFIER:
        motifs.append("Le DPO doit d’abord dire si des données personnelles sont en cause.")
    if qualification == Qualification.A_NOTIFIER:
        motifs.append("La notification à l’autorité de contrôle n’est pas enregistrée.")
    if actions_ouvertes:
        motifs.append(f"Encore à faire : {compter(len(actions_ouvertes), 'action')}.")
    if not cause.strip():
        motifs.append("Dites la cause : sans elle, l’incident reviendra.")
    return motifs


def est_ancien(ouverture: dt.date, jour: dt.date) -> bool:
    return (jour - ouverture).days > JOURS_ANCIEN
