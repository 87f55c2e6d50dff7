"""The professional keeps his own record: confirms it in one click, or changes it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.metiers.protection import actions
from maillage.metiers.protection.droits import PROFIL_TENIR
from maillage.metiers.protection.forms.annuaire import AbsenceForm, ProfilForm, SuspensionForm, ZonesForm
from maillage.metiers.protection.forms.filtres import mandataires_de
from maillage.metiers.protection.models import Absence, Inscription, Mandataire
from maillage.metiers.protection.views.annuaire import MANDATAIRES
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture


@lecture(PROFIL_TENIR)
def mon_profil(request: RequeteAgent) -> HttpResponseBase:
    """One's own record; the choice, for who works for several."""
    tenus = list(mandataires_de(request.user, PROFIL_TENIR)[:2])
    if len(tenus) == 1:
        return redirect("protection:mandataire", tenus[0].pk)
    return MANDATAIRES.reponse(request, mandataires_de(request.user, PROFIL_TENIR))


@require_POST
@ecriture(PROFIL_TENIR)
def confirmer(request: RequeteAgent, pk: int) -> HttpResponse:
    actions.confirmer(agent=request.user, mandataire=_obtenir(request, pk))
    messages.success(request, "Merci : vos données sont confirmées à ce jour, et les juges le voient.")
    return redirect("protection:mandataire", pk)


@ecriture(PROFIL_TENIR)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    mandataire = _obtenir(request, pk)
    inscriptions = list(
        Inscription.objects.filter(mandataire=mandataire, date_fin=None)
        .select_related("departement")
        .order_by("departement__code", "id")
    )
    form = ProfilForm(request.POST or None, mandataire=mandataire, inscriptions=inscriptions)
    return _saisir(
        request,
        form,
        mandataire,
        lambda: actions.modifier_profil(
            agent=request.user, mandataire=mandataire, souhaits=form.souhaits, **form.champs
        ),
        titre="Modifier mon profil",
        texte="Enregistrer confirme aussi toutes vos données à la date du jour.",
        succes="Votre profil est enregistré, et vos données confirmées.",
    )


@ecriture(PROFIL_TENIR)
def zones(request: RequeteAgent, pk: int) -> HttpResponse:
    mandataire = _obtenir(request, pk)
    departements = list(
        Inscription.objects.filter(mandataire=mandataire, date_fin=None)
        .order_by("id")
        .values_list("departement", flat=True)
    )
    form = ZonesForm(request.POST or None, mandataire=mandataire, departements=departements)
    return _saisir(
        request,
        form,
        mandataire,
        lambda: actions.choisir_zones(
            agent=request.user,
            mandataire=mandataire,
            tribunaux=list(form.cleaned_data["tribunaux"]),
            communes=list(form.cleaned_data["communes"]),
        ),
        titre="Choisir mes lieux d’intervention",
        texte="Les tribunaux et les communes où vous souhaitez être désigné. Un juge peut vous appeler ailleurs.",
        succes="Vos lieux d’intervention sont enregistrés.",
    )


@ecriture(PROFIL_TENIR)
def absence(request: RequeteAgent, pk: int) -> HttpResponse:
    mandataire = _obtenir(request, pk)
    form = AbsenceForm(request.POST or None)
    return _saisir(
        request,
        form,
        mandataire,
        lambda: actions.declarer_absence(agent=request.user, mandataire=mandataire, **form.cleaned_data),
        titre="Déclarer une absence",
        texte="Pendant ces jours, vous n’êtes pas proposé aux juges.",
        succes="Votre absence est enregistrée.",
    )


@require_POST
@ecriture(PROFIL_TENIR)
def retirer_absence(request: RequeteAgent, pk: int) -> HttpResponse:
    objet = obtenir(Absence.objects.visibles_par(request.user), pk=pk)
    actions.retirer_absence(agent=request.user, absence=objet)
    messages.success(request, "L’absence est retirée.")
    return redirect("protection:mandataire", objet.mandataire_id)


@ecriture(PROFIL_TENIR)
def suspendre(request: RequeteAgent, pk: int) -> HttpResponse:
    mandataire = _obtenir(request, pk)
    form = SuspensionForm(request.POST or None)
    return _saisir(
        request,
        form,
        mandataire,
        lambda: actions.suspendre(
            agent=request.user, mandataire=mandataire, motif=form.cleaned_data["motif"]
        ),
        titre="Ne plus prendre de mesure",
        texte="Les juges verront que vous êtes interrompu, et pourquoi. Vos mesures en cours ne changent pas.",
        succes="Vous n’êtes plus proposé aux juges.",
        libelle="Ne plus prendre de mesure",
    )


@require_POST
@ecriture(PROFIL_TENIR)
def reprendre(request: RequeteAgent, pk: int) -> HttpResponse:
    actions.reprendre(agent=request.user, mandataire=_obtenir(request, pk))
    messages.success(request, "Vous êtes de nouveau proposé aux juges.")
    return redirect("protection:mandataire", pk)


def _obtenir(request: RequeteAgent, pk: int) -> Mandataire:
    return obtenir(mandataires_de(request.user, PROFIL_TENIR), pk=pk)


def _saisir(
    request: RequeteAgent,
    form: Any,
    mandataire: Mandataire,
    action: Any,
    *,
    titre: str,
    texte: str,
    succes: str,
    libelle: str = "Enregistrer",
) -> HttpResponse:
    """One form, one action, back to the record."""
    retour = reverse("protection:mandataire", args=[mandataire.pk])
    est_soumis = request.method == "POST"
    if est_soumis and form.is_valid():
        try:
            action()
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, succes)
            return redirect(retour)
    contexte = {
        "form": form,
        "titre": titre,
        "texte": texte,
        "libelle": libelle,
        "retour": retour,
        "fil": [("Mandataires", reverse("protection:mandataires")), (str(mandataire), retour), (titre, "")],
    }
    return render(request, "protection/saisie.html", contexte, status=422 if est_soumis else 200)
