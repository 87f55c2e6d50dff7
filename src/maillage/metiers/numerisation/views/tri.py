"""The sort at the keyboard: the next record, one letter a piece; and what waits for a health professional."""

from __future__ import annotations

import string
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.metiers.numerisation.actions import tri as actions
from maillage.metiers.numerisation.actions.listes import GenrePiece, pieces_du
from maillage.metiers.numerisation.actions.numeros import lire_etiquette, trouver
from maillage.metiers.numerisation.droits import TRI_SIGNER, TRI_TENIR
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, GenreEtiquette
from maillage.metiers.numerisation.enums.pieces import DecisionTri
from maillage.metiers.numerisation.forms.dossiers import FiltreDossier, MotifForm
from maillage.metiers.numerisation.models import Dossier, PieceTriee, Tri
from maillage.metiers.numerisation.views.commun import (
    badge_dossier,
    fil_dossier,
    lien,
    noter,
    obtenir_dossier,
    refuser,
    saisie,
)
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.listes import Colonne, Liste, lien_vers

A_TRIER = Liste(
    code="numerisation.a_trier",
    titre="À trier",
    nom=("dossier", "dossiers"),
    colonnes=[
        Colonne("etat", "État", valeur=badge_dossier),
        Colonne("code", "Étiquette", valeur=lambda d: d.etiquette.lisible, tri="pk"),
        Colonne("identite.repere", "Salarié"),
        Colonne("rayonnage", "Rangement", tri=True),
        Colonne("epaisseur", "Épaisseur"),
        Colonne(
            "horodatage_etat",
            "Depuis le",
            valeur=lambda d: timezone.localdate(d.horodatage_etat),
            genre="date",
        ),
    ],
    tri="pk",
    lien=lien_vers("numerisation:trier"),
    filtre=FiltreDossier,
    est_exportable=False,
    gabarit="numerisation/a_trier.html",
    titre_vide="Rien à trier",
    vide="Les dossiers inventoriés apparaîtront ici.",
)
TOUCHES = [*(lettre for lettre in string.ascii_lowercase if lettre not in "hjknx"), *string.digits[1:]]
"""Keys for pieces; h, j, k, n, x have a meaning everywhere."""
GROUPES = (
    ("Identité et poste (1° et 2°)", (1, 2)),
    ("Santé (3°)", (3,)),
    ("Courriers, avis, droits (4° à 7°)", (4, 5, 6, 7)),
    ("Ne se numérise pas tel quel", (None,)),
)


@dataclass(frozen=True)
class Touche:
    """A kind of piece and its letter."""

    genre: GenrePiece
    lettre: str


@dataclass(frozen=True)
class PieceVue:
    """What was said of pieces, and what this person may do of it."""

    piece: PieceTriee
    libelle: str
    attend: bool
    peut_decider: bool


@lecture(TRI_TENIR)
def a_trier(request: RequeteAgent) -> HttpResponseBase:
    """By scanning a label, or in the order of the shelves."""
    siens = Dossier.objects.filter(
        centre__in=perimetre(request.user, TRI_TENIR), etat__in=(EtatDossier.INVENTORIE, EtatDossier.EN_TRI)
    )
    return A_TRIER.reponse(
        request, siens.select_related("identite", "centre"), {"url_scan": reverse("numerisation:tri_lire")}
    )


@require_POST
@ecriture(TRI_TENIR)
def tri_lire(request: RequeteAgent) -> HttpResponse:
    """A label was read: its record opens."""
    try:
        etiquette = lire_etiquette(request.POST.get("lu", ""), GenreEtiquette.DOSSIER)
        dossier = trouver(request.user, Dossier, etiquette, centre__in=perimetre(request.user, TRI_TENIR))
    except ValidationError as erreur:
        refuser(request, erreur)
        return redirect("numerisation:a_trier")
    return redirect("numerisation:trier", dossier.pk)


@ecriture(TRI_TENIR)
def trier(request: RequeteAgent, pk: int) -> HttpResponse:
    """One record: opened by whoever takes it, then one letter a piece."""
    dossier = _dossier(request, pk)
    if request.method == "POST":
        try:
            tri = actions.commencer(agent=request.user, dossier=dossier)
            actions.classer(
                agent=request.user,
                tri=tri,
                genre=request.POST.get("genre", ""),
                decision=_decision(request),
                nombre=_nombre(request),
            )
        except ValidationError as erreur:
            if not getattr(request, "htmx", False):
                refuser(request, erreur)
                return redirect("numerisation:trier", pk)
            return _page(request, _dossier(request, pk), " ".join(erreur.messages))
        if not getattr(request, "htmx", False):
            return redirect("numerisation:trier", pk)
        return _page(request, _dossier(request, pk))
    return _page(request, dossier)


def _dossier(request: RequeteAgent, pk: int) -> Dossier:
    dossier = obtenir_dossier(request, pk)
    exiger(request.user, TRI_TENIR, dossier.centre)
    return dossier


def _nombre(request: RequeteAgent) -> int:
    ecrit = request.POST.get("nombre", "1").strip() or "1"
    return int(ecrit) if ecrit.isdigit() else 0


def _decision(request: RequeteAgent) -> str:
    decision = request.POST.get("decision", "")
    return decision if decision in DecisionTri.values else ""


def _page(request: RequeteAgent, dossier: Dossier, refus: str = "") -> HttpResponse:
    agent = request.user
    tri = Tri.objects.filter(dossier=dossier).first()
    pieces = _pieces(agent, tri)
    contexte = {
        "dossier": dossier,
        "titre": f"Tri, {dossier.etiquette.lisible}",
        "statut": badge_dossier(dossier),
        "tri": tri,
        "est_ouvert": dossier.etat in (EtatDossier.INVENTORIE, EtatDossier.EN_TRI),
        "groupes": _groupes(),
        "pieces": pieces,
        "attendent": sum(vue.attend for vue in pieces),
        "total": sum(vue.piece.nombre for vue in pieces),
        "decisions": DecisionTri.choices,
        "refus": refus,
        "peut_reprendre": dossier.etat in (EtatDossier.TRIE, EtatDossier.AUDITE),
        "fil": [("À trier", reverse("numerisation:a_trier")), (str(dossier), "")],
    }
    gabarit = "numerisation/trier.html"
    if getattr(request, "htmx", False):
        gabarit += "#pieces"
    return render(request, gabarit, contexte)


def _groupes() -> list[tuple[str, list[Touche]]]:
    genres = list(pieces_du(timezone.localdate()).values())
    touches = _touches([genre.code for genre in genres])
    return [
        (titre, [Touche(genre, touches[genre.code]) for genre in genres if genre.partie in parties])
        for titre, parties in GROUPES
    ]


def _touches(codes: list[str]) -> dict[str, str]:
    """A key for each kind: a letter of its name while there is one, in the order of the list."""
    libres = dict.fromkeys(TOUCHES)
    touches = {}
    for code in codes:
        touche = next((lettre for lettre in code if lettre in libres), next(iter(libres), ""))
        libres.pop(touche, None)
        touches[code] = touche
    return touches


def _pieces(agent: Agent, tri: Tri | None) -> list[PieceVue]:
    if tri is None:
        return []
    genres = pieces_du(timezone.localdate())
    peut_signer = peut(agent, TRI_SIGNER, tri.centre)
    vues = []
    for piece in tri.pieces.select_related("signataire__personne").order_by("-pk"):
        attend = piece.decision == DecisionTri.NON_TRANSMISSIBLE and piece.signataire_id is None
        libelle = genres[piece.genre].libelle if piece.genre in genres else piece.genre
        vues.append(PieceVue(piece, libelle, attend, attend and peut_signer))
    return vues


def _piece(request: RequeteAgent, pk: int, droit: Any) -> PieceTriee:
    pieces = PieceTriee.objects.visibles_par(request.user).select_related("tri__dossier", "centre")
    piece = obtenir(pieces, pk=pk)
    exiger(request.user, droit, piece.centre)
    return piece


@require_POST
@ecriture(TRI_TENIR)
def piece_retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    piece = _piece(request, pk, TRI_TENIR)
    dossier = piece.tri.dossier_id
    try:
        actions.retirer(agent=request.user, piece=piece)
    except ValidationError as erreur:
        refuser(request, erreur)
    return redirect("numerisation:trier", dossier)


@require_POST
@ecriture(TRI_TENIR)
def piece_rendre(request: RequeteAgent, pk: int) -> HttpResponse:
    piece = _piece(request, pk, TRI_TENIR)
    try:
        actions.rendre(agent=request.user, piece=piece)
        messages.success(request, "La pièce est rendue.")
    except ValidationError as erreur:
        refuser(request, erreur)
    return redirect("numerisation:trier", piece.tri.dossier_id)


@require_POST
@ecriture(TRI_TENIR)
def tri_terminer(request: RequeteAgent, pk: int) -> HttpResponse:
    """Finished: the next one of the same shelves is proposed."""
    dossier = _dossier(request, pk)
    try:
        tri = actions.commencer(agent=request.user, dossier=dossier)
        actions.terminer(agent=request.user, tri=tri)
    except ValidationError as erreur:
        refuser(request, erreur)
        return redirect("numerisation:trier", pk)
    messages.success(request, f"{dossier} est trié.")
    return redirect("numerisation:a_trier")


@ecriture(TRI_TENIR)
def tri_reprendre(request: RequeteAgent, pk: int) -> HttpResponse:
    dossier = _dossier(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.reprendre(agent=request.user, dossier=dossier, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            return redirect("numerisation:trier", pk)
    return saisie(
        request,
        form,
        titre="Reprendre le tri",
        texte="Le dossier redevient « en tri » ; ce qui était classé reste, et se corrige.",
        libelle="Reprendre",
        retour=lien(dossier),
        fil=fil_dossier(dossier, ("Reprendre le tri", "")),
    )


@lecture(TRI_SIGNER)
def a_signer(request: RequeteAgent) -> HttpResponse:
    """What assistants propose not to pass on: a health professional looks at the paper, and decides."""
    genres = pieces_du(timezone.localdate())
    pieces = (
        PieceTriee.objects.filter(
            centre__in=perimetre(request.user, TRI_SIGNER),
            decision=DecisionTri.NON_TRANSMISSIBLE,
            signataire__isnull=True,
            tri__dossier__etat=EtatDossier.EN_TRI,
        )
        .select_related("tri__dossier__identite", "auteur__personne", "centre")
        .order_by("pk")[:100]
    )
    contexte = {
        "pieces": [(genres[p.genre].libelle if p.genre in genres else p.genre, p) for p in pieces],
        "titre": "À décider",
    }
    return render(request, "numerisation/a_signer.html", contexte)


@require_POST
@ecriture(TRI_SIGNER)
def piece_decider(request: RequeteAgent, pk: int) -> HttpResponse:
    piece = _piece(request, pk, TRI_SIGNER)
    dossier = piece.tri.dossier_id
    est_transmissible = request.POST.get("decision") == "transmettre"
    try:
        actions.decider(agent=request.user, piece=piece, est_transmissible=est_transmissible)
        messages.success(
            request,
            "La pièce sera transmise." if est_transmissible else "Signé : la pièce n’est pas transmissible.",
        )
    except ValidationError as erreur:
        refuser(request, erreur)
    if request.POST.get("retour") == "tri":
        return redirect("numerisation:trier", dossier)
    return redirect("numerisation:a_signer")
