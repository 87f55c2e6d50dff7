"""A line and its specialists as the rules take them: its working hours, their proofs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from maillage.commun.calendrier import Zone, zone_du_departement
from maillage.metiers.avis.models import Filiere, PieceEligibilite, Specialiste
from maillage.metiers.avis.regles.calendrier import Calendrier
from maillage.metiers.avis.regles.eligibilite import DossierSpecialiste, Piece, motifs_d_ineligibilite


def calendrier_de(filiere: Filiere) -> Calendrier:
    """The working half-days of a line, closed on the holidays of the place of who runs it."""
    commune = filiere.gestionnaire.commune
    zone = zone_du_departement(commune.departement.code) if commune else Zone.METROPOLE
    return Calendrier.lire(filiere.horaires, zone=zone)


def dossiers(specialistes: Iterable[Specialiste]) -> dict[int, DossierSpecialiste]:
    """By specialist; one query, as the caller may read."""
    connus = list(specialistes)
    pieces: dict[int, list[Piece]] = defaultdict(list)
    lues = PieceEligibilite.objects.filter(specialiste__in=connus, horodatage_retrait=None)
    for piece in lues.order_by("id"):
        pieces[piece.specialiste_id].append(
            Piece(
                piece.genre,
                date_debut=piece.date_debut,
                date_expiration=piece.date_fin,
                mentionne_teleexpertise=piece.mentionne_teleexpertise,
            )
        )
    return {
        specialiste.pk: DossierSpecialiste(
            statut_ordinal=specialiste.statut_ordinal,
            specialites=frozenset({specialiste.specialite}),
            mode_remuneration=specialiste.remuneration,
            pieces=tuple(pieces[specialiste.pk]),
            est_actif=not specialiste.est_suspendu,
        )
        for specialiste in connus
    }


def motifs(specialiste: Specialiste, jour: dt.date, *, specialites: Iterable[str] = ()) -> list[str]:
    """What prevents one specialist from advising on that day."""
    return motifs_d_ineligibilite(
        dossiers([specialiste])[specialiste.pk], jour, specialites_filiere=frozenset(specialites)
    )
