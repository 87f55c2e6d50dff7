"""What is owed after an answer: the practitioner closes within two weeks, then says what happened at thirty days."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions.parcours import au_nom_du_reseau
from maillage.metiers.avis.droits import AVIS_RENDRE, DEMANDE_ENVOYER, DEMANDE_PREPARER, RESEAU_GERER
from maillage.metiers.avis.models import Demande, PieceEligibilite, Suivi
from maillage.metiers.avis.regles.eligibilite import ALERTES
from maillage.metiers.avis.regles.parcours import CLOTURE as JOURS_CLOTURE
from maillage.metiers.avis.regles.parcours import RAPPELS_CLOTURE
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.echeances.minuteurs import minuteur
from maillage.socle.interface.alertes import prevenir

CLOTURE = declarer_genre_echeance(
    "avis.cloture",
    "Demande à clôturer",
    verbe="Dire ce que la réponse a changé",
    bouton="Clôturer",
    droit=DEMANDE_ENVOYER,
    rappels=tuple(JOURS_CLOTURE - jours for jours in RAPPELS_CLOTURE),
)
SUIVI = declarer_genre_echeance(
    "avis.suivi",
    "Suivi à trente jours",
    verbe="Dire ce qu’est devenu le patient",
    bouton="Répondre",
    droit=DEMANDE_PREPARER,
    rappels=(),
)
PIECE = declarer_genre_echeance(
    "avis.piece",
    "Pièce à renouveler",
    verbe="Renouveler une pièce d’éligibilité",
    bouton="Ouvrir",
    droit=RESEAU_GERER,
    rappels=ALERTES,
)


def attendre_la_cloture(demande: Demande, rang: int) -> None:
    """From the answer of this rank: the close-out is owed; the request closes by itself when nobody says anything."""
    assert demande.horodatage_reponse is not None  # noqa: S101 (called once it is answered)
    limite = demande.horodatage_reponse + dt.timedelta(days=JOURS_CLOTURE)
    with au_nom_du_reseau() as systeme:
        annuler_echeance(agent=systeme, genre=CLOTURE, objet=demande, motif="Nouvelle réponse")
        creer_echeance(
            agent=systeme,
            genre=CLOTURE,
            organisation=demande.requerant,
            objet=demande,
            libelle=f"Demande {demande.numero}, {demande.filiere.nom}",
            date_limite=timezone.localdate(limite),
            url=reverse("avis:clore", args=[demande.pk]),
        )
        minuteur(
            f"avis.cloture.{demande.pk}.{demande.version}",
            limite,
            "avis.clore_sans_retour",
            demande=demande.pk,
            rang=rang,
        )


def attendre_le_suivi(suivi: Suivi, demande: Demande) -> None:
    with au_nom_du_reseau() as systeme:
        creer_echeance(
            agent=systeme,
            genre=SUIVI,
            organisation=demande.requerant,
            objet=suivi,
            libelle=f"Demande {demande.numero}, {demande.filiere.nom}",
            date_limite=suivi.date_prevue + dt.timedelta(days=7),
            url=reverse("avis:suivi", args=[demande.pk]),
        )


def lever(demande: Demande) -> None:
    with au_nom_du_reseau() as systeme:
        lever_echeance(agent=systeme, genre=CLOTURE, objet=demande)


def lever_suivi(suivi: Suivi) -> None:
    with au_nom_du_reseau() as systeme:
        lever_echeance(agent=systeme, genre=SUIVI, objet=suivi)


def suivre_piece(piece: PieceEligibilite) -> None:
    """A proof that ends is owed anew before it does; the one it replaces is owed no more."""
    with au_nom_du_reseau() as systeme:
        memes = PieceEligibilite.objects.filter(specialiste=piece.specialiste_id, genre=piece.genre)
        for ancienne in memes.exclude(pk=piece.pk):
            lever_echeance(agent=systeme, genre=PIECE, objet=ancienne)
        if piece.date_fin:
            creer_echeance(
                agent=systeme,
                genre=PIECE,
                organisation=piece.gestionnaire,
                objet=piece,
                libelle=f"{piece.specialiste}, {piece.get_genre_display().lower()}",
                date_limite=piece.date_fin,
                url=reverse("avis:specialiste", args=[piece.specialiste_id]),
            )


def alerter_les_pieces(jour: dt.date) -> int:
    """Tell, at 60, 30 and 7 days, each specialist whose proof ends; the coordinator has his deadlines."""
    nombre = 0
    fins = [jour + dt.timedelta(days=reste) for reste in ALERTES]
    for piece in PieceEligibilite.objects.filter(
        date_fin__in=fins, horodatage_retrait=None, specialiste__est_suspendu=False
    ).select_related("exercice"):
        if PieceEligibilite.objects.filter(
            specialiste=piece.specialiste_id,
            genre=piece.genre,
            date_fin__gt=piece.date_fin,
            horodatage_retrait=None,
        ).exists():
            continue
        nombre += prevenir(
            piece.exercice,
            AVIS_RENDRE,
            texte="Une de vos pièces arrive à son terme.",
            detail=f"{piece.get_genre_display()} : valable jusqu’au {piece.date_fin:%d/%m/%Y}. Renouvelez-la pour"
            " rester de garde.",
            url=reverse("avis:mon_dossier"),
        )
    return nombre
