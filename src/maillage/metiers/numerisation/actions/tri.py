"""The sort: piece by piece, codes and counts, no word about the worker."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.numerisation.actions.listes import GenrePiece, pieces_du
from maillage.metiers.numerisation.actions.parcours import avancer
from maillage.metiers.numerisation.droits import TRI_SIGNER, TRI_TENIR
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.enums.pieces import DecisionTri
from maillage.metiers.numerisation.models import Dossier, PieceTriee, Tri
from maillage.metiers.numerisation.regles.tri import PieceVue, a_rendre, motifs_de_non_fin, refus_de_la_piece
from maillage.socle.acces.exiger import exiger, peut
from maillage.socle.annuaire.models import Agent


def commencer(*, agent: Agent, dossier: Dossier) -> Tri:
    """Take a record to sort it, or take its sort again; twice is once."""
    exiger(agent, TRI_TENIR, dossier.centre)
    with transaction.atomic():
        if dossier.etat != EtatDossier.EN_TRI:
            avancer(dossier, TypeEvenement.DEBUT_TRI, auteur=agent)
        tri, _ = Tri.objects.get_or_create(
            dossier=dossier, defaults={"centre_id": dossier.centre_id, "auteur": agent}
        )
    return tri


def reprendre(*, agent: Agent, dossier: Dossier, motif: str) -> None:
    """Sort again a record that was sorted; the reason is kept."""
    exiger(agent, TRI_TENIR, dossier.centre)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi ce dossier est à trier de nouveau."})
    with transaction.atomic():
        avancer(dossier, TypeEvenement.REPRISE_TRI, auteur=agent, motif=motif)
        Tri.objects.filter(dossier=dossier).update(horodatage_fin=None)


def classer(*, agent: Agent, tri: Tri, genre: str, decision: str = "", nombre: int = 1) -> PieceTriee:
    """Say what is done of pieces of one kind; said again, it replaces. A health professional signs as he says it."""
    exiger(agent, TRI_TENIR, tri.centre)
    piece = _genre(genre)
    choisie = DecisionTri(decision or piece.decision)
    est_soignant = peut(agent, TRI_SIGNER, tri.centre)
    refus = refus_de_la_piece(
        proposee=piece.decision, decision=choisie, nombre=nombre, est_soignant=est_soignant
    )
    if refus:
        raise ValidationError(refus)
    est_signee = est_soignant and choisie == DecisionTri.NON_TRANSMISSIBLE
    with transaction.atomic():
        _en_tri(tri)
        ecrite, _ = PieceTriee.objects.update_or_create(
            tri=tri,
            genre=genre,
            decision=choisie,
            defaults={
                "centre_id": tri.centre_id,
                "nombre": nombre,
                "auteur": agent,
                "signataire": agent if est_signee else None,
                "horodatage_signature": timezone.now() if est_signee else None,
            },
        )
    return ecrite


def retirer(*, agent: Agent, piece: PieceTriee) -> None:
    """Take back what was said of pieces; what a health professional signed, he alone takes back."""
    exiger(agent, TRI_TENIR, piece.centre)
    if piece.signataire_id and not peut(agent, TRI_SIGNER, piece.centre):
        raise ValidationError("Un professionnel de santé a signé cette décision : lui seul peut la retirer.")
    with transaction.atomic():
        _en_tri(piece.tri)
        piece.delete()


def decider(*, agent: Agent, piece: PieceTriee, est_transmissible: bool) -> PieceTriee:
    """Sign that pieces may not be passed on, or that they are kept after all."""
    exiger(agent, TRI_SIGNER, piece.centre)
    with transaction.atomic():
        _en_tri(piece.tri)
        ecrite = PieceTriee.objects.select_for_update(of=("self",)).get(pk=piece.pk)
        if ecrite.decision != DecisionTri.NON_TRANSMISSIBLE or ecrite.signataire_id:
            raise ValidationError("Cette pièce n’attend plus de décision.")
        ecrite.signataire, ecrite.horodatage_signature = agent, timezone.now()
        if est_transmissible:
            deja = PieceTriee.objects.filter(
                tri=piece.tri_id, genre=ecrite.genre, decision=DecisionTri.CONSERVEE
            ).first()
            if deja:
                ecrite.nombre += deja.nombre
                deja.delete()
            ecrite.decision = DecisionTri.CONSERVEE
        ecrite.save()
    return ecrite


def terminer(*, agent: Agent, tri: Tri) -> Dossier:
    """Finish the sort. Raises ValidationError with all that stands in the way."""
    exiger(agent, TRI_TENIR, tri.centre)
    with transaction.atomic():
        ecrit = _en_tri(tri)
        pieces = [
            PieceVue(DecisionTri(piece.decision), piece.nombre, piece.signataire_id is not None)
            for piece in ecrit.pieces.all()
        ]
        if motifs := motifs_de_non_fin(pieces):
            raise ValidationError(motifs)
        ecrit.horodatage_fin = timezone.now()
        ecrit.save(update_fields=["horodatage_fin"])
        return avancer(
            ecrit.dossier, TypeEvenement.FIN_TRI, auteur=agent, pieces_a_rendre=_restent(ecrit, pieces)
        )


def rendre(*, agent: Agent, piece: PieceTriee) -> None:
    """Films and other pieces out of scope were given back to the worker or to the doctor."""
    exiger(agent, TRI_TENIR, piece.centre)
    if piece.decision != DecisionTri.HORS_CHAMP or piece.horodatage_restitution:
        raise ValidationError("Cette pièce n’est pas à rendre.")
    with transaction.atomic():
        dossier = Dossier.objects.select_for_update(of=("self",)).get(pk=piece.tri.dossier_id)
        piece.horodatage_restitution = timezone.now()
        piece.save(update_fields=["horodatage_restitution"])
        dossier.pieces_a_rendre = max(0, dossier.pieces_a_rendre - piece.nombre)
        dossier.save(update_fields=["pieces_a_rendre"])


def _restent(tri: Tri, pieces: list[PieceVue]) -> int:
    rendues = sum(
        tri.pieces.filter(decision=DecisionTri.HORS_CHAMP, horodatage_restitution__isnull=False).values_list(
            "nombre", flat=True
        )
    )
    return a_rendre(pieces) - rendues


def _en_tri(tri: Tri) -> Tri:
    """The sort, locked, of a record that is being sorted."""
    ecrit = Tri.objects.select_for_update(of=("self",)).select_related("dossier").get(pk=tri.pk)
    if ecrit.dossier.etat != EtatDossier.EN_TRI:
        raise ValidationError("Ce dossier n’est plus en tri : reprenez son tri pour le modifier.")
    return ecrit


def _genre(code: str) -> GenrePiece:
    trouve = pieces_du(timezone.localdate()).get(code)
    if trouve is None:
        raise ValidationError("Cette pièce n’est pas dans la liste.")
    return trouve
