"""The pilot: where its phases stand against their thresholds, who meets, what is to be done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte, euros, nombre
from maillage.metiers.avis.actions import pilote as actions
from maillage.metiers.avis.droits import PILOTE_GERER, PILOTE_LIRE
from maillage.metiers.avis.enums.pilote import Comparaison, DecisionPhase
from maillage.metiers.avis.forms.pilote import (
    ActionForm,
    DecisionForm,
    MembreForm,
    PhaseForm,
    ProgrammeForm,
    ReunionForm,
)
from maillage.metiers.avis.indicateurs.pilote import delai_p90, mesurer
from maillage.metiers.avis.models import ActionProjet, Phase, Programme
from maillage.metiers.avis.regles.mesures import MESURES, Mesure, Seuil, bilan
from maillage.metiers.avis.views.commun import noter, saisie
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.composants import Badge, Ton

TONS: dict[str, Ton] = {
    DecisionPhase.POURSUIVRE: "succes",
    DecisionPhase.PROLONGER: "attention",
    DecisionPhase.ARRETER: "erreur",
}


@lecture(PILOTE_LIRE)
def pilote(request: RequeteAgent) -> HttpResponse:
    programmes = (
        Programme.objects.visibles_par(request.user)
        .select_related("gestionnaire")
        .annotate(nombre=Count("phases"))
        .order_by("-date_debut", "-id")
    )
    contexte = {
        "titre": "Programmes pilotes",
        "programmes": programmes[:50],
        "peut_gerer": peut(request.user, PILOTE_GERER),
    }
    return render(request, "avis/pilote.html", contexte)


@dataclass(frozen=True)
class LigneMesure:
    """A measure across the phases: its texts, and whether each threshold is reached."""

    libelle: str
    definition: str
    cases: list[CaseMesure]


@dataclass(frozen=True)
class CaseMesure:
    valeur: str
    calcul: str
    seuil: str
    est_atteint: bool | None


@dataclass(frozen=True)
class ColonnePhase:
    phase: Phase
    badge: Badge
    bilan: str
    p90: str


@lecture(PILOTE_LIRE)
def programme(request: RequeteAgent, pk: int) -> HttpResponse:
    lu = _obtenir(request, pk)
    phases = list(Phase.objects.visibles_par(request.user).filter(programme=lu).order_by("rang"))
    mesures = {phase.pk: mesurer([lu.gestionnaire_id], phase.date_debut, phase.date_fin) for phase in phases}
    seuils = {phase.pk: {s["mesure"]: Seuil(**s) for s in phase.seuils} for phase in phases}
    contexte = {
        "titre": lu.nom,
        "programme": lu,
        "colonnes": [_colonne(phase, mesures[phase.pk], seuils[phase.pk]) for phase in phases],
        "lignes": [
            LigneMesure(
                d.libelle,
                d.definition,
                [_case(mesures[p.pk][code], seuils[p.pk].get(code)) for p in phases],
            )
            for code, d in MESURES.items()
        ],
        "membres": lu.membreprojets.all(),
        "reunions": lu.reunions.all()[:20],
        "actions": lu.actionprojets.filter(date_fait=None)[:50],
        "faites": lu.actionprojets.exclude(date_fait=None).count(),
        "aujourd_hui": timezone.localdate(),
        "peut_gerer": peut(request.user, PILOTE_GERER, lu),
        "fil": [("Programmes pilotes", reverse("avis:pilote")), (lu.nom, "")],
    }
    return render(request, "avis/programme.html", contexte)


def _colonne(phase: Phase, mesures: dict[str, Mesure], seuils: dict[str, Seuil]) -> ColonnePhase:
    aujourd_hui = timezone.localdate()
    if phase.decision:
        badge = Badge(str(DecisionPhase(phase.decision).label), TONS[phase.decision])
    elif phase.date_debut > aujourd_hui:
        badge = Badge("À venir")
    elif phase.date_fin < aujourd_hui:
        badge = Badge("À décider", "attention")
    else:
        badge = Badge("En cours", "info")
    p90 = delai_p90([phase.gestionnaire_id], phase.date_debut, phase.date_fin)
    return ColonnePhase(
        phase,
        badge,
        bilan([seuil.est_atteint(mesures[code]) for code, seuil in seuils.items()]),
        f"neuf réponses sur dix en moins de {nombre(p90, 0)} h" if p90 is not None else "",
    )


def _case(mesure: Mesure, seuil: Seuil | None) -> CaseMesure:
    definition = MESURES[mesure.code]
    unite = "" if definition.unite == "demandes" else f"\N{NO-BREAK SPACE}{definition.unite}"
    if mesure.valeur is None:
        texte = "–"
        calcul = f"moins de {nombre(mesure.minimum)} notes" if mesure.est_trop_petite else ""
    elif definition.unite == "€":
        texte = euros(mesure.valeur)
        calcul = f"{euros(mesure.numerateur)} pour {compter(int(mesure.denominateur), 'avis', 'avis')}"
    else:
        texte = f"{nombre(mesure.valeur, 1)}{unite}"
        calcul = (
            f"{nombre(mesure.numerateur, 0)} sur {nombre(mesure.denominateur, 0)}"
            if definition.unite != "h"
            else ""
        )
    dit = f"{Comparaison(seuil.comparaison).label} {nombre(seuil.valeur)}{unite}" if seuil is not None else ""
    return CaseMesure(texte, calcul, dit, seuil.est_atteint(mesure) if seuil else None)


def _obtenir(request: RequeteAgent, pk: int) -> Programme:
    return obtenir(Programme.objects.visibles_par(request.user).select_related("gestionnaire"), pk=pk)


@ecriture(PILOTE_GERER)
def programme_ouvrir(request: RequeteAgent) -> HttpResponse:
    form = ProgrammeForm(request.POST or None, agent=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            cree = actions.ouvrir_programme(agent=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le programme est ouvert : ajoutez sa première phase.")
            return redirect("avis:programme", pk=cree.pk)
    return saisie(
        request,
        form,
        titre="Ouvrir un programme",
        texte="Un programme avance par phases : une communauté, une région, le pays. Chaque phase a ses seuils.",
        libelle="Ouvrir le programme",
        retour=reverse("avis:pilote"),
        fil=[("Programmes pilotes", reverse("avis:pilote")), ("Ouvrir", "")],
    )


def _ajouter(
    request: RequeteAgent, pk: int, form: forms.Form, faire: Callable[[Programme], object], **textes: str
) -> HttpResponse:
    """The same page for what is added to a programme."""
    lu = _obtenir(request, pk)
    retour = reverse("avis:programme", args=[pk])
    if request.method == "POST" and form.is_valid():
        try:
            faire(lu)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, textes["message"])
            return redirect(retour)
    fil = [("Programmes pilotes", reverse("avis:pilote")), (lu.nom, retour), (textes["titre"], "")]
    return saisie(request, form, titre=textes["titre"], texte=textes.get("texte", ""), retour=retour, fil=fil)


@ecriture(PILOTE_GERER)
def phase_ajouter(request: RequeteAgent, pk: int) -> HttpResponse:
    form = PhaseForm(request.POST or None)

    def faire(lu: Programme) -> object:
        return actions.ajouter_phase(
            agent=request.user, programme=lu, seuils=form.seuils, valeurs=form.valeurs
        )

    return _ajouter(
        request,
        pk,
        form,
        faire,
        titre="Ajouter une phase",
        texte="Les seuils sont proposés, à fixer par le groupe ; laissez vide ce que la phase n’a pas à atteindre.",
        message="La phase est ajoutée.",
    )


@ecriture(PILOTE_GERER)
def phase_decider(request: RequeteAgent, pk: int) -> HttpResponse:
    phase = obtenir(Phase.objects.visibles_par(request.user).select_related("programme"), pk=pk)
    form = DecisionForm(request.POST or None)
    retour = reverse("avis:programme", args=[phase.programme_id])
    if request.method == "POST" and form.is_valid():
        try:
            actions.decider_phase(agent=request.user, phase=phase, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La décision est enregistrée.")
            return redirect(retour)
    mesures = mesurer([phase.gestionnaire_id], phase.date_debut, phase.date_fin)
    seuils = [Seuil(**s) for s in phase.seuils]
    dit = bilan([seuil.est_atteint(mesures[seuil.mesure]) for seuil in seuils])
    return saisie(
        request,
        form,
        titre=f"Décider de la phase « {phase.nom} »",
        texte=f"Du {date_courte(phase.date_debut)} au {date_courte(phase.date_fin)}. {dit} Les chiffres conseillent,"
        " le groupe décide.",
        libelle="Enregistrer la décision",
        retour=retour,
        fil=[("Programmes pilotes", reverse("avis:pilote")), (phase.programme.nom, retour), ("Décider", "")],
    )


@ecriture(PILOTE_GERER)
def membre_ajouter(request: RequeteAgent, pk: int) -> HttpResponse:
    form = MembreForm(request.POST or None)
    return _ajouter(
        request,
        pk,
        form,
        lambda lu: actions.ajouter_membre(agent=request.user, programme=lu, valeurs=form.cleaned_data),
        titre="Ajouter un membre du groupe",
        message="Le membre est ajouté.",
    )


@ecriture(PILOTE_GERER)
def reunion_ajouter(request: RequeteAgent, pk: int) -> HttpResponse:
    form = ReunionForm(request.POST or None)
    return _ajouter(
        request,
        pk,
        form,
        lambda lu: actions.ajouter_reunion(agent=request.user, programme=lu, valeurs=form.cleaned_data),
        titre="Ajouter une réunion",
        message="La réunion est ajoutée.",
    )


@ecriture(PILOTE_GERER)
def action_ajouter(request: RequeteAgent, pk: int) -> HttpResponse:
    form = ActionForm(
        request.POST or None, initial={"date_echeance": timezone.localdate() + dt.timedelta(days=30)}
    )
    return _ajouter(
        request,
        pk,
        form,
        lambda lu: actions.ajouter_action(agent=request.user, programme=lu, valeurs=form.cleaned_data),
        titre="Ajouter une action",
        message="L’action est ajoutée.",
    )


@ecriture(PILOTE_GERER)
def action_faite(request: RequeteAgent, pk: int) -> HttpResponse:
    action = obtenir(ActionProjet.objects.visibles_par(request.user).select_related("programme"), pk=pk)
    if request.method == "POST":
        actions.marquer_faite(agent=request.user, action=action)
        messages.success(request, f"C’est fait : {action.libelle}.")
    return redirect("avis:programme", pk=action.programme_id)
