"""After the hearing: what each case lacks, the note signed and vised, the minutes, papers, the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, heure
from maillage.metiers.audiences.actions import audiences as audiences_actions
from maillage.metiers.audiences.actions import etapes as actions
from maillage.metiers.audiences.actions.echeances import limite_de_la_note
from maillage.metiers.audiences.actions.etapes import DROITS
from maillage.metiers.audiences.actions.reprises import NOTE
from maillage.metiers.audiences.droits import AUDIENCE_AVANCER, AUDIENCE_LIRE, AUDIENCE_TENIR, NOTE_VISER
from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape, StatutAudience
from maillage.metiers.audiences.forms.audiences import MotifForm
from maillage.metiers.audiences.models import Audience, Audiencement, EtapeDossier
from maillage.metiers.audiences.regles.avancement import applicables
from maillage.metiers.audiences.views.acces import (
    fil_audience,
    noter,
    obtenir_audience,
    obtenir_passage,
    passages_visibles,
)
from maillage.metiers.audiences.views.affaires import entete
from maillage.metiers.audiences.views.calendrier import saisie
from maillage.metiers.audiences.views.direct import duree_siegee, lignes_de, seances
from maillage.metiers.audiences.views.dossier import dossier
from maillage.metiers.audiences.views.role import LigneRole, lignes_du_role
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.listes import Colonne, Liste
from maillage.socle.journal.traces import tracer_lecture

BOUTONS = {
    Etape.NOTE_SIGNEE: "Signer toutes les notes",
    Etape.MINUTE_ETABLIE: "Toutes les minutes sont mises en forme",
    Etape.MINUTE_SIGNEE: "Toutes les minutes sont signées",
    Etape.PIECES_REMISES: "Toutes les pièces sont remises",
    Etape.REPORTE: "Tout est reporté au registre",
}


@dataclass(frozen=True)
class CaseEtape:
    """One step of one case: done by whom, to do, or of no concern."""

    etape: Etape
    est_applicable: bool
    faite: EtapeDossier | None
    peut_marquer: bool
    corrigee: dt.datetime | None = None
    """It was done, then what it signed was corrected: to be done again."""


@dataclass(frozen=True)
class RangeeFin:
    ligne: LigneRole
    cases: list[CaseEtape]


@consultation(AUDIENCE_LIRE)
def fin(request: RequeteAgent, pk: int) -> HttpResponse:
    """Each case with its steps, and one button a step for all of them."""
    audience = obtenir_audience(request, pk)
    tracer_lecture(audience, request.user, organisation_id=audience.chambre_id, motif="Fin d’audience")
    lignes = lignes_du_role(request.user, audience)
    faites = {
        (etape.audiencement_id, etape.genre): etape
        for etape in EtapeDossier.objects.visibles_par(request.user)
        .filter(audiencement__in=[ligne.passage.pk for ligne in lignes])
        .select_related("auteur__personne")
    }
    rangees = [
        RangeeFin(
            ligne,
            [
                CaseEtape(
                    etape,
                    etape in applicables(ligne.faits),
                    faites.get((ligne.passage.pk, etape)),
                    peut(request.user, DROITS[etape], audience),
                    _corrigee(ligne.passage, etape),
                )
                for etape in APRES_AUDIENCE
            ],
        )
        for ligne in lignes
    ]
    contexte = {
        **entete(request.user, audience),
        "fil": fil_audience(audience, ("Fin d’audience", "")),
        "etapes": APRES_AUDIENCE,
        "rangees": rangees,
        "boutons": [
            (etape, libelle)
            for etape, libelle in BOUTONS.items()
            if peut(request.user, DROITS[etape], audience)
            and any(
                case.etape == etape and case.est_applicable and case.faite is None
                for rangee in rangees
                for case in rangee.cases
            )
        ],
        "est_close": audience.statut == StatutAudience.CLOSE,
        "limite": limite_de_la_note(audience),
        "seances": seances(audience),
        "duree": duree_siegee(audience),
        "peut_tenir": peut(request.user, AUDIENCE_TENIR, audience),
        "peut_viser": peut(request.user, NOTE_VISER, audience),
    }
    # The one action of this page is not to come back to it.
    contexte["action"], contexte["autres"] = None, [contexte["action"], *contexte["autres"]]
    return render(request, "audiences/fin.html", contexte)


def _corrigee(passage: Audiencement, etape: Etape) -> dt.datetime | None:
    return passage.horodatage_reprise_note if etape in NOTE else passage.horodatage_reprise_minute


@require_POST
@ecriture(AUDIENCE_AVANCER)
def marquer(request: RequeteAgent, pk: int, etape: str) -> HttpResponse:
    """A step for the whole hearing, or for the cases ticked."""
    audience = obtenir_audience(request, pk)
    retour = (request.POST.get("retour") == "viser" and "audiences:a_viser") or "audiences:fin"
    choix = [cle for cle in request.POST.getlist("choix") if cle.isdigit()]
    passages = list(Audiencement.objects.filter(audience=audience, pk__in=choix)) if choix else None
    try:
        nombre = actions.marquer(agent=request.user, audience=audience, etape=Etape(etape), passages=passages)
    except ValueError:
        messages.error(request, "Cette étape n’existe pas.")
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        libelle = str(Etape(etape).label)
        messages.success(
            request,
            f"{libelle} : {compter(nombre, 'dossier')}." if nombre else "Il n’y avait plus rien à marquer.",
        )
    return redirect(retour) if retour == "audiences:a_viser" else redirect(retour, pk)


@ecriture(AUDIENCE_AVANCER)
def demarquer(request: RequeteAgent, pk: int, etape: str) -> HttpResponse:
    """A step said done by mistake."""
    passage = obtenir_passage(request, pk)
    retour = reverse("audiences:fin", args=[passage.audience_id])
    form = MotifForm(request.POST or None)
    if etape not in APRES_AUDIENCE:
        return redirect(retour)
    if request.method == "POST" and form.is_valid():
        try:
            actions.demarquer(
                agent=request.user, passage=passage, etape=Etape(etape), motif=form.cleaned_data["motif"]
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’étape est reprise.")
            return redirect(retour)
    return saisie(
        request,
        form,
        titre=f"Reprendre l’étape « {Etape(etape).label} »",
        texte=f"{passage} : l’étape redevient à faire, et celles qui la suivent.",
        libelle="Reprendre",
        retour=retour,
        fil=fil_audience(passage.audience, ("Reprendre une étape", "")),
    )


@ecriture(AUDIENCE_TENIR)
def rouvrir(request: RequeteAgent, pk: int) -> HttpResponse:
    """The hearing had not risen."""
    audience = obtenir_audience(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            audiences_actions.rouvrir(agent=request.user, audience=audience, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’audience est rouverte, suspendue : reprenez-la quand elle siège.")
            return redirect("audiences:direct", pk)
    return saisie(
        request,
        form,
        titre="Rouvrir l’audience",
        texte="Si elle a été levée par erreur. Pour corriger un dossier, il n’est pas besoin de la rouvrir.",
        libelle="Rouvrir",
        retour=reverse("audiences:fin", args=[pk]),
        fil=fil_audience(audience, ("Rouvrir", "")),
    )


def _badge_limite(audience: Audience) -> Badge | str:
    limite = limite_de_la_note(audience)
    if limite is None:
        return ""
    reste = (limite - timezone.localdate()).days
    if reste < 0:
        return Badge(f"En retard de {compter(-reste, 'jour')}", "erreur")
    if reste == 0:
        return Badge("Aujourd’hui", "attention")
    return Badge(f"Sous {compter(reste, 'jour')}", "info")


A_VISER = Liste(
    code="audiences.a_viser",
    titre="Notes à viser",
    nom=("audience", "audiences"),
    colonnes=[
        Colonne("date", "Audience", tri=True, genre="date"),
        Colonne("heure", "Heure", valeur=lambda a: heure(a.heure)),
        Colonne("chambre.nom", "Chambre"),
        Colonne("nature", "Nature"),
        Colonne("a_viser", "Notes signées", genre="nombre"),
        Colonne("limite", "À viser", valeur=_badge_limite),
    ],
    tri="date",
    lien=lambda audience: reverse("audiences:viser", args=[audience.pk]),
    est_exportable=False,
    titre_vide="Aucune note à viser",
    vide="Une note vient ici dès que le greffier l’a signée : le visa est dû dans les trois jours (art. 453 CPP).",
)


@lecture(NOTE_VISER)
def a_viser(request: RequeteAgent) -> HttpResponseBase:
    """Hearings whose note was signed and not yet vised, the oldest first."""
    signee = EtapeDossier.objects.filter(audiencement=OuterRef("pk"), genre=Etape.NOTE_SIGNEE)
    visee = EtapeDossier.objects.filter(audiencement=OuterRef("pk"), genre=Etape.NOTE_VISEE)
    attendent = Audiencement.objects.filter(Exists(signee), ~Exists(visee))
    audiences = (
        Audience.objects.visibles_par(request.user)
        .filter(horodatage_cloture__isnull=False)
        .filter(Exists(attendent.filter(audience=OuterRef("pk"))))
        .annotate(
            a_viser=Count(
                "audiencements__etapes",
                filter=Q(audiencements__etapes__genre=Etape.NOTE_SIGNEE),
                distinct=True,
            )
        )
        .select_related("chambre")
    )
    return A_VISER.reponse(request, audiences)


@consultation(AUDIENCE_LIRE)
def viser(request: RequeteAgent, pk: int) -> HttpResponse:
    """The whole note of a hearing, case after case; the president's visa at the end."""
    audience = obtenir_audience(request, pk)
    tracer_lecture(audience, request.user, organisation_id=audience.chambre_id, motif="Note d’audience")
    passages = list(passages_visibles(request.user).filter(audience=audience).order_by("position"))
    etapes: dict[int, set[str]] = {passage.pk: set() for passage in passages}
    for passage, genre in EtapeDossier.objects.filter(audiencement__in=etapes).values_list(
        "audiencement_id", "genre"
    ):
        etapes[passage].add(genre)
    numero = request.GET.get("dossier", "")
    ouvert = next((p for p in passages if str(p.pk) == numero), passages[0] if passages else None)
    contexte = {
        **entete(request.user, audience),
        "fil": fil_audience(audience, ("Note", "")),
        "passages": [
            (p, Etape.NOTE_SIGNEE in etapes[p.pk], Etape.NOTE_VISEE in etapes[p.pk]) for p in passages
        ],
        "ouvert": ouvert,
        "lignes": lignes_de(request.user, ouvert) if ouvert else [],
        "dossier": dossier(request.user, ouvert) if ouvert else None,
        "peut_viser": peut(request.user, NOTE_VISER, audience),
        "a_viser": sum(Etape.NOTE_SIGNEE in e and Etape.NOTE_VISEE not in e for e in etapes.values()),
        "non_signees": sum(Etape.NOTE_SIGNEE not in e for e in etapes.values()),
    }
    contexte["action"], contexte["autres"] = None, []
    return render(request, "audiences/viser.html", contexte)
