"""The note, line by line, and how each person came: each command answers in its zone of the live page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.metiers.audiences.actions import comparutions, note
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import GenreLigne
from maillage.metiers.audiences.forms.direct import LigneForm, ModificationForm
from maillage.metiers.audiences.models import Audiencement, LigneNote, Partie
from maillage.metiers.audiences.views.acces import (
    fil_passage,
    noter,
    obtenir_audience,
    obtenir_partie,
    obtenir_passage,
    url_direct,
)
from maillage.metiers.audiences.views.direct import GABARIT, form_comparution, ouvrir, vues, zones
from maillage.metiers.audiences.views.dossier import dossier
from maillage.metiers.audiences.views.role import lignes_du_role
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture

HTTP_CONFLIT = 409
CHANGENT_LES_PERSONNES = (
    GenreLigne.IDENTITE, GenreLigne.SILENCE, GenreLigne.CONSTITUTION, GenreLigne.INTERPRETE,
    GenreLigne.JUGEMENT_IMMEDIAT,
)  # fmt: skip


@require_POST
@ecriture(AUDIENCE_TENIR)
def consigner(request: RequeteAgent, pk: int) -> HttpResponse:
    """A line of the note, sent by a button. Sent twice, it is written once."""
    passage = obtenir_passage(request, pk)
    if request.POST.get("agent", str(request.user.pk)) != str(request.user.pk):
        # A page left open by a colleague on this computer: the line is his, it waits for him.
        return HttpResponse("Cette page est celle d’un autre compte : rechargez-la.", status=HTTP_CONFLIT)
    form = LigneForm(request.POST, est_correction=passage.audience.est_close)
    if not form.is_valid():
        return _refuser(request, passage, "Ce bouton n’est plus connu : rechargez la page.")
    parties = list(Partie.objects.visibles_par(request.user).filter(affaire=passage.affaire_id))
    d = form.cleaned_data
    try:
        ligne = note.consigner(
            agent=request.user,
            passage=passage,
            genre=d["genre"],
            texte=d["texte"],
            partie=form.partie_parmi(parties),
            instant=d["horodatage"],
            cle_client=d["cle_client"],
            motif=form.motif_saisi,
        )
    except ValidationError as erreur:
        return _refuser(request, passage, " ".join(erreur.messages))
    if not getattr(request, "htmx", False):
        return redirect(f"{url_direct(passage)}#ligne-{ligne.pk}")
    (vue,) = vues(passage, LigneNote.objects.filter(pk=ligne.pk))
    contexte = _apres(request, passage)
    contexte |= {"vue": vue, "changent": ligne.genre in CHANGENT_LES_PERSONNES}
    return render(request, f"{GABARIT}#apres_ligne", contexte)


def _apres(request: RequeteAgent, passage: Audiencement) -> dict[str, Any]:
    """The zones read again after a command."""
    audience = obtenir_audience(request, passage.audience_id)
    roles = lignes_du_role(request.user, audience)
    return zones(request.user, audience, roles, ouvrir(roles, str(passage.pk)))


def _refuser(request: RequeteAgent, passage: Audiencement, message: str) -> HttpResponse:
    """Said beside the composer; what was typed stays on the page."""
    if getattr(request, "htmx", False):
        reponse = render(request, f"{GABARIT}#refus", {"message": message}, status=422)
        reponse["HX-Retarget"], reponse["HX-Reswap"] = "#refus-note", "innerHTML"
        return reponse
    messages.error(request, message)
    return redirect(url_direct(passage))


def _obtenir_ligne(request: RequeteAgent, pk: int) -> LigneNote:
    return obtenir(
        LigneNote.objects.visibles_par(request.user).select_related(
            "audiencement__audience__chambre__parent",
            "audiencement__affaire__cle",
            "partie",
            "auteur__personne",
        ),
        pk=pk,
    )


@ecriture(AUDIENCE_TENIR)
def ligne(request: RequeteAgent, pk: int) -> HttpResponse:
    """Change a line where it stands; by HTMX in the timeline, else on a page of its own."""
    ici = _obtenir_ligne(request, pk)
    passage = ici.audiencement
    texte = str(Coffre(passage.affaire).ouvrir(ici.contenu).get("texte", ""))
    form = ModificationForm(
        request.POST or None,
        est_correction=passage.audience.est_close,
        auto_id=f"l{pk}_%s",
        initial={"texte": texte, "heure": timezone.localtime(ici.horodatage).time(), "version": ici.version},
    )
    autre = ""
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            ici = note.modifier_ligne(
                agent=request.user,
                ligne=ici,
                texte=d["texte"],
                version=d["version"],
                instant=form.instant(ici.horodatage),
                motif=form.motif_saisi,
            )
        except note.VersionDepassee as erreur:
            autre = erreur.actuel
            form.add_error(None, erreur)
            donnees = request.POST.copy()
            donnees["version"] = str(erreur.ligne.version)
            form.data = donnees
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            return _ligne_ecrite(request, passage, ici)
    contexte = {
        "form": form,
        "ligne": ici,
        "autre": autre,
        "titre": "Modifier une ligne de la note",
        "libelle": "Enregistrer",
        "retour": f"{url_direct(passage)}#ligne-{pk}",
        "fil": fil_passage(passage, ("Modifier une ligne", "")),
    }
    gabarit = "audiences/ligne.html#formulaire" if getattr(request, "htmx", False) else "audiences/ligne.html"
    return render(request, gabarit, contexte, status=422 if form.is_bound else 200)


def _ligne_ecrite(request: RequeteAgent, passage: Audiencement, ici: LigneNote) -> HttpResponse:
    if not getattr(request, "htmx", False):
        return redirect(f"{url_direct(passage)}#ligne-{ici.pk}")
    (vue,) = vues(passage, LigneNote.objects.filter(pk=ici.pk))
    contexte = {**_apres(request, passage), "vue": vue, "changent": False}
    return render(request, f"{GABARIT}#apres_ligne", contexte)


@require_POST
@ecriture(AUDIENCE_TENIR)
def retirer_ligne(request: RequeteAgent, pk: int) -> HttpResponse:
    """Strike a line out, or put it back."""
    ici = _obtenir_ligne(request, pk)
    try:
        ici = note.retirer_ligne(
            agent=request.user,
            ligne=ici,
            est_retiree=request.POST.get("remettre", "") == "",
            motif=request.POST.get("motif", ""),
        )
    except ValidationError as erreur:
        return _refuser(request, ici.audiencement, " ".join(erreur.messages))
    return _ligne_ecrite(request, ici.audiencement, ici)


@require_POST
@ecriture(AUDIENCE_TENIR)
def comparution(request: RequeteAgent, pk: int, partie: int) -> HttpResponse:
    """How somebody came: saved at each change, the nature of the judgment is proposed from it."""
    passage = obtenir_passage(request, pk)
    concernee = obtenir_partie(request, passage, partie)
    form = form_comparution(passage, concernee, None, request.POST)
    message = ""
    if form.is_valid():
        try:
            comparutions.noter_comparution(
                agent=request.user,
                passage=passage,
                partie=concernee,
                valeurs=form.valeurs,
                champs=form.dits(request.POST.get("changes", "")),
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            message = " ".join(erreur.messages)
    else:
        message = "Une valeur n’est pas reconnue : rechargez la page."
    if not getattr(request, "htmx", False):
        if message:
            messages.error(request, message)
        return redirect(f"{url_direct(passage)}#partie-{partie}")
    vu = dossier(request.user, passage)
    personne = next(p for p in vu.personnes if p.partie.pk == concernee.pk)
    contexte = {"personne": personne, "message": message, "enregistre": timezone.now(), "peut_tenir": True}
    return render(request, f"{GABARIT}#apres_comparution", contexte, status=422 if message else 200)
