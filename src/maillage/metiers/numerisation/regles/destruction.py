"""When the paper may be destroyed: once everything is proven, after a delay, by two people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.commun.textes import date_courte
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot


@dataclass(frozen=True, slots=True)
class AvantDestruction:
    """What is known of a record and of its lot when its destruction is asked."""

    etat: EtatDossier
    etat_lot: EtatLot
    date_integration: dt.date | None
    date_verification: dt.date | None
    """Last day on which seal, token and fingerprints were all found right."""
    delai_jours: int
    est_retenu: bool = False
    incidents_ouverts: int = 0
    pieces_a_rendre: int = 0
    """Films and other pieces out of scope not yet given back."""
    demandeur: str = ""
    approbateur: str = ""


def motifs_de_non_destruction(avant: AvantDestruction, jour: dt.date) -> list[str]:
    """All that stands in the way, in sentences; nothing: the paper may be destroyed."""
    motifs = []
    if avant.etat != EtatDossier.INTEGRE:
        motifs.append("Le dossier n’est pas encore consultable à l’écran.")
    if avant.etat_lot not in (EtatLot.SCELLE, EtatLot.INTEGRE):
        motifs.append("Son lot n’est pas scellé.")
    motifs += _motifs_de_date(avant, jour)
    if avant.est_retenu:
        motifs.append("Une réclamation ou un contentieux le retient.")
    if avant.incidents_ouverts:
        motifs.append("Un incident est ouvert.")
    if avant.pieces_a_rendre:
        motifs.append(f"Pièces hors du champ de la copie encore à rendre : {avant.pieces_a_rendre}.")
    if not avant.demandeur or not avant.approbateur:
        motifs.append("Deux personnes doivent l’approuver.")
    elif avant.demandeur == avant.approbateur:
        motifs.append("La même personne ne peut demander et approuver.")
    return motifs


def _motifs_de_date(avant: AvantDestruction, jour: dt.date) -> list[str]:
    motifs = []
    if avant.date_integration:
        terme = avant.date_integration + dt.timedelta(days=avant.delai_jours)
        if jour < terme:
            motifs.append(f"Le délai de garde court jusqu’au {date_courte(terme)}.")
    if avant.date_verification is None:
        motifs.append("Ses scellés n’ont pas été vérifiés.")
    elif avant.date_integration and avant.date_verification < avant.date_integration:
        motifs.append("Ses scellés n’ont pas été vérifiés depuis la mise à disposition.")
    return motifs
