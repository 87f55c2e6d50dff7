"""The papers of a hearing: what each case calls for, issued in one gesture; the slip as a table."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from maillage.commun.tableur import Feuille, ecrire_csv
from maillage.commun.textes import compter
from maillage.metiers.audiences.documents.audiences import COLONNES, passages_de, saisies_de
from maillage.metiers.audiences.documents.commun import Dossier, ouvrir_dossiers
from maillage.metiers.audiences.documents.jugements import MINUTE
from maillage.metiers.audiences.documents.pieces import (
    EtatPiece,
    etablir,
    etats,
    notes_modifiees,
    pieces_de_l_audience,
    pieces_du_dossier,
)
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.models import Audience, Audiencement
from maillage.metiers.audiences.views.acces import fil_audience, obtenir_audience, obtenir_passage
from maillage.metiers.audiences.views.affaires import entete
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.archive import repondre_archive
from maillage.socle.documents.production import ProductionImpossible, rediger
from maillage.socle.documents.rendu import RenduImpossible
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer, tracer_lecture

TOUT = "tout"
LOT = 40
"""Papers made in one click: about a second."""
MIME_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class DossierPieces:
    """A case and its papers."""

    passage: Audiencement
    qui: str
    pieces: list[EtatPiece]

    @property
    def nombre_a_etablir(self) -> int:
        return sum(piece.est_a_etablir for piece in self.pieces)

    @property
    def a_une_minute(self) -> bool:
        return any(piece.voulue.genre is MINUTE for piece in self.pieces)


def _dossiers(agent: Agent, audience: Audience) -> list[DossierPieces]:
    dossiers = ouvrir_dossiers(passages_de(audience))
    notes = notes_modifiees([dossier.passage.pk for dossier in dossiers])
    voulues = {d.passage.pk: pieces_du_dossier(d, notes.get(d.passage.pk)) for d in dossiers}
    connues = etats([piece for pieces in voulues.values() for piece in pieces], agent)
    par_cle = {etat.voulue.cle: etat for etat in connues}
    return [
        DossierPieces(
            dossier.passage,
            ", ".join(dossier.nom(partie) for partie in dossier.prevenus()),
            [par_cle[piece.cle] for piece in voulues[dossier.passage.pk]],
        )
        for dossier in dossiers
    ]


@consultation(AUDIENCE_LIRE)
def pieces(request: RequeteAgent, pk: int) -> HttpResponse:
    """What the hearing and each of its cases call for, made or not."""
    audience = obtenir_audience(request, pk)
    tracer_lecture(audience, request.user, organisation_id=audience.chambre_id, motif="Pièces")
    dossiers = _dossiers(request.user, audience)
    communes = etats(pieces_de_l_audience(audience), request.user)
    contexte = {
        **entete(request.user, audience),
        "fil": fil_audience(audience, ("Documents", "")),
        "nombre_a_etablir": sum(dossier.nombre_a_etablir for dossier in dossiers),
        "audience_pieces": communes,
        "nombre_etablies": sum(
            piece.document is not None
            for piece in [*communes, *(piece for dossier in dossiers for piece in dossier.pieces)]
        ),
        "dossiers": dossiers,
        "peut_tenir": peut(request.user, AUDIENCE_TENIR, audience),
    }
    contexte["action"], contexte["autres"] = None, []
    return render(request, "audiences/pieces.html", contexte)


@require_POST
@ecriture(AUDIENCE_TENIR)
def etablir_audience(request: RequeteAgent, pk: int, genre: str) -> HttpResponse:
    """The roll, the roll annotated or the slip, replaced when there is one; `tout`: what each case lacks."""
    audience = obtenir_audience(request, pk)
    if genre == TOUT:
        des_dossiers = [piece for dossier in _dossiers(request.user, audience) for piece in dossier.pieces]
        manquantes = [piece for piece in des_dossiers if piece.est_a_etablir]
        return _produire(request, manquantes[:LOT], pk, reste=len(manquantes[LOT:]))
    voulues = [piece for piece in pieces_de_l_audience(audience) if piece.genre.code == f"audiences.{genre}"]
    if not voulues:
        messages.error(request, "Ce document s’établit une fois l’audience levée.")
        return redirect("audiences:pieces", pk)
    (etat,) = etats(voulues, request.user)
    return _produire(request, [etat], audience.pk, est_force=True)


@require_POST
@ecriture(AUDIENCE_TENIR)
def etablir_dossier(request: RequeteAgent, pk: int) -> HttpResponse:
    """Every paper that the case calls for and lacks."""
    passage = obtenir_passage(request, pk)
    voulues = pieces_du_dossier(Dossier(passage), notes_modifiees([pk]).get(pk))
    return _produire(request, etats(voulues, request.user), passage.audience_id)


def _produire(
    request: RequeteAgent,
    choisies: list[EtatPiece],
    audience: int,
    *,
    est_force: bool = False,
    reste: int = 0,
) -> HttpResponse:
    try:
        documents = etablir(choisies, agent=request.user, est_force=est_force)
    except (ProductionImpossible, RenduImpossible) as refus:
        messages.error(request, str(refus))
    else:
        faits = compter(len(documents), "document établi", "documents établis", aucun="Tout est déjà établi")
        suite = f" ; il en reste {reste}, cliquez de nouveau" if reste else ""
        messages.success(request, f"{faits}{suite}.")
    return redirect("audiences:pieces", audience)


@consultation(AUDIENCE_LIRE)
def archive(request: RequeteAgent, pk: int) -> HttpResponseBase:
    """Every paper in force of the hearing and of its cases, as one ZIP; the reading of each is traced."""
    audience = obtenir_audience(request, pk)
    communes = etats(pieces_de_l_audience(audience), request.user)
    etablies = [
        *communes,
        *(piece for dossier in _dossiers(request.user, audience) for piece in dossier.pieces),
    ]
    documents = [piece.document for piece in etablies if piece.document]
    if not documents:
        messages.error(request, "Aucune pièce n’est établie : établissez-les, puis téléchargez-les ensemble.")
        return redirect("audiences:pieces", pk)
    nom = f"audience-{audience.date:%Y-%m-%d}-{audience.pk}"
    return repondre_archive(documents, agent=request.user, nom=nom, motif="Pièces de l’audience")


@consultation(AUDIENCE_TENIR)
def minute_docx(request: RequeteAgent, pk: int) -> HttpResponse:
    """A draft for the word processor: not numbered, not kept."""
    passage = obtenir_passage(request, pk)
    try:
        octets = rediger(MINUTE.code, passage, agent=request.user)
    except ProductionImpossible as refus:
        messages.error(request, str(refus))
        return redirect("audiences:pieces", passage.audience_id)
    reponse = HttpResponse(octets, content_type=MIME_DOCX)
    reponse["Content-Disposition"] = f'attachment; filename="minute-{passage.pk}.docx"'
    return reponse


@consultation(AUDIENCE_TENIR)
def bordereau_csv(request: RequeteAgent, pk: int) -> HttpResponse:
    """What is entered in the register, one line an accused, in the order of its screen."""
    audience = obtenir_audience(request, pk)
    tracer(
        Nature.EXPORT,
        objet=audience,
        agent=request.user,
        organisation_id=audience.chambre_id,
        motif="Bordereau de saisie au registre",
    )
    lignes = [
        [_cellule(getattr(saisie, champ)) for champ in COLONNES]
        for dossier in ouvrir_dossiers(passages_de(audience))
        for saisie in saisies_de(dossier)
    ]
    contenu = b"".join(ecrire_csv(Feuille("bordereau", list(COLONNES.values()), iter(lignes))))
    reponse = HttpResponse(contenu, content_type="text/csv; charset=utf-8")
    reponse["Content-Disposition"] = (
        f'attachment; filename="bordereau-{audience.date:%Y-%m-%d}-{audience.pk}.csv"'
    )
    return reponse


def _cellule(valeur: object) -> object:
    return " | ".join(valeur) if isinstance(valeur, tuple) else valeur
