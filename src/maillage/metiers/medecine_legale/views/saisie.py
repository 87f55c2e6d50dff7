"""Entry of an act, its correction, and what is told while one types a number."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.droits import ACTE_SAISIR
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.forms import ActeForm, CorrectionActeForm
from maillage.metiers.medecine_legale.forms.sources import valeurs_proposees
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition, table_actes
from maillage.metiers.medecine_legale.regles import MULTIPLES, cle_numero
from maillage.metiers.medecine_legale.views.actes import adresse_encore, fil, obtenir_acte
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.brouillons import charger, effacer, initial_de

BROUILLON = "medecine_legale.acte"
REPERES = 5


@ecriture(ACTE_SAISIR)
def saisir(request: RequeteAgent) -> HttpResponse:
    """One page. Changing the profile asks this page again for its fields, and keeps what was typed."""
    brouillon = charger(request.user, BROUILLON) if request.method == "GET" and not request.GET else None
    profil = _profil(request, initial_de(brouillon).get("profil"))
    if request.method == "POST" and "changer_profil" not in request.POST:
        form = ActeForm(request.POST, agent=request.user, profil=profil)
        if form.is_valid() and (acte := enregistrer(request, form)):
            effacer(request.user, BROUILLON)
            messages.success(request, f"L’acte {acte.numero_interne} est enregistré.")
            if "encore" in request.POST:
                return redirect(adresse_encore(acte))
            return redirect("medecine_legale:acte", acte.pk)
    else:
        initial = {**valeurs_proposees(request.user, profil), **reprises(request), **initial_de(brouillon)}
        form = ActeForm(agent=request.user, profil=profil, initial=initial)
    contexte = {
        "form": form,
        "profil": profil,
        "profils": table_actes().au(form.jour()).choix("profil"),
        "fil": [("Actes", reverse("medecine_legale:actes")), ("Nouvel acte", "")],
        "requisition": _requisition_choisie(form),
        "cle": BROUILLON,
        "brouillon": brouillon,
    }
    gabarit = "medecine_legale/acte_form.html"
    if request.htmx:  # type: ignore[attr-defined]
        gabarit += "#champs"
    return render(request, gabarit, contexte, status=422 if form.is_bound else 200)


def _profil(request: RequeteAgent, repris: str | None) -> str:
    demande = request.POST.get("profil") or request.GET.get("profil") or repris
    return demande if demande and demande in table_actes().profils else Profil.VICTIME.value


def reprises(request: RequeteAgent) -> dict[str, Any]:
    """What was typed before the profile changed, or what the address says (requisition, same again)."""
    donnees = request.POST if request.method == "POST" else request.GET
    return {
        nom: donnees.getlist(nom) if nom in MULTIPLES else donnees[nom] for nom in donnees if donnees[nom]
    }


def _requisition_choisie(form: ActeForm) -> Any:
    if "requisition" not in form.fields or not (valeur := form["requisition"].value()):
        return None
    return form.fields["requisition"].queryset.filter(pk=valeur).first()  # type: ignore[attr-defined]


def enregistrer(request: RequeteAgent, form: ActeForm) -> ActeMedicoLegal | None:
    try:
        return actions.saisir_acte(
            agent=request.user,
            structure=form.cleaned_data["structure"],
            requisition=form.cleaned_data.get("requisition"),
            nouvelle=form.nouvelle,
            praticien=form.cleaned_data["praticien"],
            second_praticien=form.cleaned_data.get("second_praticien"),
            identite=form.identite,
            valeurs=form.valeurs,
        )
    except ValidationError as erreur:
        form.recevoir(erreur)
        return None


@ecriture(ACTE_SAISIR)
def corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    acte = obtenir_acte(request, pk)
    form = CorrectionActeForm(request.POST or None, agent=request.user, acte=acte)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                _corriger(request, form, acte)
        except ValidationError as erreur:
            form.recevoir(erreur)
        else:
            messages.success(request, "La correction est enregistrée ; l’historique garde son motif.")
            return redirect("medecine_legale:acte", pk)
    contexte = {
        "form": form,
        "acte": acte,
        "profil": form.profil,
        "fil": [*fil(acte), ("Corriger", "")],
        "requisition": _requisition_choisie(form),
    }
    return render(request, "medecine_legale/acte_form.html", contexte, status=422 if form.is_bound else 200)


def _corriger(request: RequeteAgent, form: CorrectionActeForm, acte: ActeMedicoLegal) -> None:
    donnees = form.cleaned_data
    requisition = donnees.get("requisition")
    if form.nouvelle is not None:
        requisition = actions.recevoir_nouvelle(
            agent=request.user, structure=acte.structure, nouvelle=form.nouvelle
        )
    actions.corriger_acte(
        agent=request.user,
        acte=acte,
        motif=donnees["motif"],
        valeurs=form.valeurs,
        requisition=requisition,
        praticien=donnees["praticien"],
        second_praticien=donnees.get("second_praticien"),
    )


@lecture(ACTE_SAISIR)
def reperes(request: RequeteAgent) -> HttpResponse:
    """Under the number that is being typed: what already exists with it, and what will follow."""
    champ = request.GET.get("champ", "")
    cle = cle_numero(request.GET.get(champ, "")) if champ in ("numero_pv", "numero_interne") else ""
    siennes = perimetre(request.user, ACTE_SAISIR)
    if (structure := request.GET.get("structure", "")).isdigit():
        siennes &= {int(structure)}
    contexte: dict[str, Any] = {"champ": champ, "cle": cle}
    if cle and champ == "numero_interne":
        actes = ActeMedicoLegal.objects.visibles_par(request.user).en_vigueur()
        contexte["doublon"] = actes.filter(structure__in=siennes, cle_interne=cle).first()
    elif cle:
        requisitions = (
            Requisition.objects.visibles_par(request.user)
            .en_vigueur()
            .filter(structure__in=siennes, cle_pv=cle)
            .select_related("requerant")
        )
        contexte["requisitions"] = list(requisitions.order_by("-date_requisition", "-id")[:REPERES])
        contexte["actes"] = (
            ActeMedicoLegal.objects.visibles_par(request.user)
            .en_vigueur()
            .filter(structure__in=siennes, cle_pv=cle)
            .order_by("-date_examen", "-id")[:REPERES]
        )
    return render(request, "medecine_legale/_reperes.html", contexte)
