"""The viewer: a record found, its reason asked once a day, its pages one by one, each traced before it is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from maillage.metiers.numerisation.actions import lectures as actions
from maillage.metiers.numerisation.actions.coffre import marque_du_nom
from maillage.metiers.numerisation.actions.filigrane import filigraner
from maillage.metiers.numerisation.actions.lectures import Ouverture
from maillage.metiers.numerisation.actions.listes import GenrePiece, pieces_du
from maillage.metiers.numerisation.actions.pages import (
    ImagePage,
    corriger_piece,
    image_de,
    miniature_de,
    mots_de,
)
from maillage.metiers.numerisation.actions.rangement import FichierPerdu
from maillage.metiers.numerisation.droits import (
    ACCES_FORCER,
    ACCES_LIRE,
    COPIE_REMETTRE,
    IDENTITE_LIRE,
    PAGE_ADMINISTRATIVE_LIRE,
    PAGE_LIRE,
)
from maillage.metiers.numerisation.forms.lectures import MotifForm, PieceForm
from maillage.metiers.numerisation.models import Dossier, IdentiteDossier, Page
from maillage.metiers.numerisation.regles.etiquettes import EtiquetteInvalide, lire
from maillage.metiers.numerisation.regles.recherche import chercher
from maillage.metiers.numerisation.views.commun import Fil
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture

CLE_MOTIFS = "numerisation_motifs"
MOTIFS_GARDES = 200
TROUVES = 20
ACCES = PAGE_ADMINISTRATIVE_LIRE
"""Held by all who open a record; which pages follows from their role."""


# --- finding a record


@lecture(ACCES)
def consulter(request: RequeteAgent) -> HttpResponse:
    """By its label, its number in the business software, or the name of the worker, written whole."""
    question = request.GET.get("q", "").strip()
    trouves = _trouver(request, question) if question else []
    contexte = {
        "question": question,
        "trouves": trouves,
        "peut_forcer": peut(request.user, ACCES_FORCER),
        "url_porte": f"{reverse('numerisation:forcer')}?{urlencode({'etiquette': question})}",
    }
    return render(request, "numerisation/consulter.html", contexte)


def _trouver(request: RequeteAgent, question: str) -> list[Dossier]:
    siens = Dossier.objects.filter(centre__in=perimetre(request.user, ACCES))
    try:
        condition = Q(code=lire(question).code)
    except EtiquetteInvalide:
        du_nom = IdentiteDossier.objects.filter(
            centre__in=perimetre(request.user, IDENTITE_LIRE), marque_nom=marque_du_nom(question)
        )
        condition = Q(reference__iexact=question) | Q(pk__in=du_nom.values("dossier"))
    return list(siens.filter(condition).select_related("centre", "identite").order_by("-id")[:TROUVES])


# --- the reason of the day


def motif_du_jour(request: RequeteAgent, ouverture: Ouverture) -> str:
    """Why this agent opened this record today; a door carries its own reason."""
    if ouverture.est_effacee:
        return "Dossier effacé"  # nothing is left to read: no reason is asked any more
    if ouverture.porte is not None:
        return f"Accès d’exception : {ouverture.porte.motif}"
    gardes: dict[str, list[str]] = request.session.get(CLE_MOTIFS, {})
    jour, motif = gardes.get(str(ouverture.dossier.pk), ["", ""])
    if jour != timezone.localdate().isoformat():
        return ""
    return f"{motif}{_au_nom_de(ouverture)}"


def _au_nom_de(ouverture: Ouverture) -> str:
    """An assistant reads under the doctor's responsibility: each trace says whose."""
    return f", par délégation de {ouverture.delegation.medecin}" if ouverture.delegation else ""


def _garder_motif(request: RequeteAgent, pk: int, motif: str) -> None:
    jour = timezone.localdate().isoformat()
    gardes = {cle: valeur for cle, valeur in request.session.get(CLE_MOTIFS, {}).items() if valeur[0] == jour}
    recents = dict(list(gardes.items())[-MOTIFS_GARDES:])
    request.session[CLE_MOTIFS] = {**recents, str(pk): [jour, motif]}


@ecriture(ACCES)
def ouvrir(request: RequeteAgent, pk: int) -> HttpResponse:
    """Ask why, once a record and a day."""
    ouverture = actions.ouvrir(request.user, pk)
    if not ouverture.est_permise:
        return _sans_delegation(request, ouverture)
    if ouverture.est_effacee or (request.method == "GET" and motif_du_jour(request, ouverture)):
        return redirect("numerisation:lire", pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _garder_motif(request, pk, form.phrase)
        actions.tracer_dossier(ouverture, f"Ouverture : {form.phrase}{_au_nom_de(ouverture)}")
        return redirect("numerisation:lire", pk)
    contexte = {
        "form": form,
        "titre": str(ouverture.dossier),
        "retour": reverse("numerisation:consulter"),
        "fil": fil_lecture((str(ouverture.dossier), "")),
    }
    return render(request, "numerisation/motif.html", contexte, status=422 if form.errors else 200)


def _sans_delegation(request: RequeteAgent, ouverture: Ouverture) -> HttpResponse:
    """The record exists for this assistant; its pages wait for a doctor."""
    contexte = {
        "titre": str(ouverture.dossier),
        "centre": ouverture.dossier.centre.nom,
        "fil": fil_lecture((str(ouverture.dossier), "")),
    }
    return render(request, "numerisation/sans_delegation.html", contexte)


# --- the pages


@dataclass(frozen=True)
class PageVue:
    """A thumbnail: locked when the agent may not open it."""

    page: Page
    rang: int
    est_ouverte: bool
    est_courante: bool


@dataclass(frozen=True)
class PieceVue:
    """Pages of one kind that follow one another."""

    libelle: str
    pages: list[PageVue]


@consultation(ACCES)
def lire_dossier(request: RequeteAgent, pk: int) -> HttpResponse:
    """One page large, thumbnails by piece, search. The image traces itself when the browser asks for it."""
    ouverture = actions.ouvrir(request.user, pk)
    motif = motif_du_jour(request, ouverture)
    if not motif or not ouverture.est_permise:
        return redirect("numerisation:ouvrir", pk)
    pages = actions.pages_de(ouverture)
    question = request.GET.get("q", "").strip()
    trouvees = _rechercher(ouverture, pages, question, motif) if question else []
    courante = _courante(request, ouverture, pages, [page for page, _ in trouvees])
    genres = pieces_du(timezone.localdate())
    rang = pages.index(courante) if courante else 0
    ouvertes = [page for page in pages if ouverture.permet(page)]
    contexte = {
        "ouverture": ouverture,
        "dossier": ouverture.dossier,
        "titre": str(ouverture.dossier),
        "motif": motif,
        "pieces": _par_piece(ouverture, pages, courante, genres),
        "nombre": len(pages),
        "verrouillees": len(pages) - len(ouvertes),
        "courante": courante,
        "rang": rang + 1,
        "piece": genres[courante.piece].libelle if courante and courante.piece in genres else "",
        "precedente": _voisine(ouvertes, courante, -1),
        "suivante": _voisine(ouvertes, courante, 1),
        "question": question,
        "trouvees": trouvees,
        "surlignes": _surlignes(courante, question) if courante and question else [],
        "form_piece": PieceForm(initial={"piece": courante.piece})
        if courante and ouverture.est_soignant and ouverture.porte is None
        else None,
        "liens": _liens(request, ouverture),
        "fil": fil_lecture((str(ouverture.dossier), "")),
    }
    return render(request, "numerisation/visionneuse.html", contexte)


def fil_lecture(*suite: tuple[str, str]) -> Fil:
    return [("Consulter", reverse("numerisation:consulter")), *suite]


def _liens(request: RequeteAgent, ouverture: Ouverture) -> list[tuple[str, str]]:
    """What else is done of this record, from here."""
    centre, pk = ouverture.dossier.centre, ouverture.dossier.pk
    liens = []
    if ouverture.porte is None and peut(request.user, COPIE_REMETTRE, centre):
        liens.append(("Copies et oppositions", reverse("numerisation:copies_dossier", args=[pk])))
    if peut(request.user, PAGE_LIRE, centre) or peut(request.user, ACCES_LIRE, centre):
        liens.append(("Qui a lu ce dossier", reverse("numerisation:acces_dossier", args=[pk])))
    return liens


def _courante(
    request: RequeteAgent, ouverture: Ouverture, pages: Sequence[Page], trouvees: Sequence[Page]
) -> Page | None:
    """The page asked, else the first that was found, else the first that may be opened."""
    ouvertes = [page for page in pages if ouverture.permet(page)]
    demandee = request.GET.get("page", "")
    if demandee.isdigit():
        for page in ouvertes:
            if page.numero == int(demandee):
                return page
    return next(iter(trouvees or ouvertes), None)


def _voisine(ouvertes: Sequence[Page], courante: Page | None, pas: int) -> int:
    if courante is None:
        return 0
    rang = list(ouvertes).index(courante) + pas
    return ouvertes[rang].numero if 0 <= rang < len(ouvertes) else 0


def _par_piece(
    ouverture: Ouverture, pages: Sequence[Page], courante: Page | None, genres: Any
) -> list[PieceVue]:
    pieces: list[PieceVue] = []
    precedente: str | None = None
    for rang, page in enumerate(pages, start=1):
        if page.piece != precedente:
            genre: GenrePiece | None = genres.get(page.piece)
            pieces.append(PieceVue(genre.libelle if genre else "Pièce à classer", []))
            precedente = page.piece
        est_courante = courante is not None and page.pk == courante.pk
        pieces[-1].pages.append(PageVue(page, rang, ouverture.permet(page), est_courante))
    return pieces


def _rechercher(
    ouverture: Ouverture, pages: Sequence[Page], question: str, motif: str
) -> list[tuple[Page, Any]]:
    """What is shown around the words is read: each page of the answer is traced."""
    trouvees = actions.rechercher(ouverture, pages, question)
    for page, _ in trouvees:
        actions.tracer_page(ouverture, page, f"Recherche. {motif}")
    return trouvees


def _surlignes(page: Page, question: str) -> list[Any]:
    mots = mots_de(page)
    trouves = chercher([mot.texte for mot in mots], question)
    return [mots[rang] for trouve in trouves for rang in range(trouve.debut, trouve.fin)]


def _page(request: RequeteAgent, pk: int, numero: int) -> tuple[Ouverture, Page, str]:
    """A page that this agent may see, today, for a reason."""
    ouverture = actions.ouvrir(request.user, pk)
    motif = motif_du_jour(request, ouverture)
    vue = actions.page_de(ouverture, numero) if motif and not ouverture.est_effacee else None
    if vue is None:
        raise Http404("Cette page n’existe pas, ou vous n’y avez pas accès.")
    return ouverture, vue, motif


def _image(octets: bytes, type_contenu: str) -> HttpResponse:
    """Never kept by the browser: the next look is another read."""
    return HttpResponse(
        octets,
        content_type=type_contenu,
        headers={"Cache-Control": "no-store, private", "Content-Disposition": "inline"},
    )


@consultation(ACCES)
def page(request: RequeteAgent, pk: int, numero: int) -> HttpResponse:
    """The image of one page, and nothing else of the file."""
    ouverture, vue, motif = _page(request, pk, numero)
    actions.tracer_page(ouverture, vue, motif)
    image = _image_rangee(ouverture, vue)
    return _image(image.octets, image.type_contenu)


def _image_rangee(ouverture: Ouverture, vue: Page) -> ImagePage:
    try:
        with ouverture.lire():
            return image_de(vue)
    except FichierPerdu as erreur:
        raise Http404("L’image rangée manque ou a été altérée.") from erreur


@consultation(ACCES)
def vignette(request: RequeteAgent, pk: int, numero: int) -> HttpResponse:
    """Too small to be read: the opening of the record is its trace."""
    _, vue, _ = _page(request, pk, numero)
    return _image(miniature_de(vue), "image/jpeg")


@consultation(ACCES)
def page_imprimee(request: RequeteAgent, pk: int, numero: int) -> HttpResponse:
    """The page with, across it, who prints it and when."""
    ouverture, vue, motif = _page(request, pk, numero)
    actions.tracer_page(ouverture, vue, f"Impression. {motif}")
    image = _image_rangee(ouverture, vue)
    mention = f"Imprimé par {request.user}, le {timezone.localtime():%d/%m/%Y à %H h %M}"
    return _image(filigraner(image.octets, mention), "image/jpeg")


@lecture(ACCES)
def imprimer(request: RequeteAgent, pk: int, numero: int) -> HttpResponse:
    """A sheet with the page and nothing else."""
    ouverture, vue, _ = _page(request, pk, numero)
    contexte = {
        "titre": f"{ouverture.dossier}, page {vue.numero}",
        "dossier": ouverture.dossier,
        "page": vue,
        "retour": f"{reverse('numerisation:lire', args=[pk])}?page={numero}",
    }
    return render(request, "numerisation/imprimer.html", contexte)


@require_POST
@ecriture(PAGE_LIRE)
def classer(request: RequeteAgent, pk: int, numero: int) -> HttpResponse:
    """What a page is, said by a health professional: who may read it follows."""
    ouverture, vue, _ = _page(request, pk, numero)
    form = PieceForm(request.POST)
    if ouverture.porte is not None:
        raise Http404("Un accès d’exception ne classe rien.")
    if not form.is_valid():
        messages.error(request, "Choisissez une pièce de la liste.")
    else:
        try:
            corriger_piece(agent=request.user, page=vue, piece=form.cleaned_data["piece"])
            messages.success(request, f"La page {numero} est classée.")
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
    return redirect(f"{reverse('numerisation:lire', args=[pk])}?page={numero}")
