"""« Profils et listes »: what may be entered, read by all, extended by the national administrator."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.medecine_legale.actions import reference as actions
from maillage.metiers.medecine_legale.droits import ACTE_LIRE
from maillage.metiers.medecine_legale.forms.reference import NouveauProfilForm, ProfilForm, ValeurForm
from maillage.metiers.medecine_legale.models import LISTES, ProfilActe, ValeurProfil, ValeurReference
from maillage.metiers.medecine_legale.regles import ATTENTAT
from maillage.socle.acces.droits import REFERENTIELS_GERER
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.historique import evenements_de

TITRE = "Profils et listes"


@lecture(ACTE_LIRE)
def liste(request: RequeteAgent) -> HttpResponse:
    """Every profile with what it asks, and every list."""
    jour = timezone.localdate()
    comptes = dict(ValeurReference.objects.order_by().values_list("champ").annotate(nombre=Count("pk")))
    profils = ProfilActe.objects.annotate(
        nombre=Count(
            "autorisations",
            filter=Q(autorisations__date_fin=None) | Q(autorisations__date_fin__gte=jour),
        )
    ).order_by("ordre", "id")
    contexte = {
        "titre": TITRE,
        "profils": profils,
        "listes": [(champ, nom, compter(comptes.get(champ, 0), "valeur")) for champ, nom in LISTES.items()],
        "peut_gerer": peut(request.user, REFERENTIELS_GERER),
        "jour": jour,
    }
    return render(request, "medecine_legale/reference.html", contexte)


@lecture(ACTE_LIRE)
def valeurs(request: RequeteAgent, champ: str) -> HttpResponse:
    """The values of a list, with the profiles that allow each."""
    autorisations = ValeurProfil.objects.select_related("profil", "valeur").order_by("profil__ordre", "id")
    lignes = (
        ValeurReference.objects.filter(champ=champ)
        .order_by("ordre", "id")
        .prefetch_related(Prefetch("autorisations", queryset=autorisations))
    )
    contexte = {
        "titre": _nom(champ),
        "champ": champ,
        "valeurs": lignes,
        "est_attentat": champ == ATTENTAT,
        "fil": _fil(),
        "peut_gerer": peut(request.user, REFERENTIELS_GERER),
        "jour": timezone.localdate(),
    }
    return render(request, "medecine_legale/reference_valeurs.html", contexte)


@ecriture(REFERENTIELS_GERER)
def ajouter(request: RequeteAgent, champ: str) -> HttpResponse:
    nom = _nom(champ)
    form = ValeurForm(request.POST or None, champ=champ)
    if request.method == "POST" and form.is_valid():
        try:
            valeur = actions.ajouter_valeur(agent=request.user, champ=champ, **form.donnees)
        except ValidationError as erreur:
            _recevoir(form, erreur)
        else:
            messages.success(request, f"« {valeur.libelle} » est dans la liste : elle se saisit dès sa date.")
            return redirect("medecine_legale:reference_valeurs", champ)
    return _formulaire(request, form, f"Ajouter une valeur : {nom.lower()}", "Ajouter", champ)


@ecriture(REFERENTIELS_GERER)
def modifier(request: RequeteAgent, champ: str, pk: int) -> HttpResponse:
    """Rename, open to a profile, close to another; the history of the value is below."""
    valeur = obtenir(ValeurReference.objects.filter(champ=champ), pk=pk)
    form = ValeurForm(request.POST or None, champ=champ, valeur=valeur)
    if request.method == "POST" and form.is_valid():
        try:
            actions.modifier_valeur(agent=request.user, valeur=valeur, **form.donnees)
            if champ == ATTENTAT:
                dit = form.cleaned_data
                valeur.refresh_from_db()
                actions.clore_attentat(
                    agent=request.user, valeur=valeur, date_fin=dit["date_fin"], motif=dit["motif"]
                )
        except ValidationError as erreur:
            _recevoir(form, erreur)
        else:
            messages.success(request, f"« {form.cleaned_data['libelle']} » est à jour.")
            return redirect("medecine_legale:reference_valeurs", champ)
    return _formulaire(request, form, valeur.libelle, "Enregistrer", champ, evenements_de(valeur))


@ecriture(REFERENTIELS_GERER)
def ajouter_profil(request: RequeteAgent) -> HttpResponse:
    form = NouveauProfilForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            profil = actions.ajouter_profil(agent=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            _recevoir(form, erreur)
        else:
            messages.success(request, f"Le profil « {profil.libelle} » existe : réglez ce qu’il demande.")
            return redirect("medecine_legale:profil_modifier", profil.pk)
    return _formulaire(request, form, "Ajouter un profil", "Ajouter")


@ecriture(REFERENTIELS_GERER)
def modifier_profil(request: RequeteAgent, pk: int) -> HttpResponse:
    profil = obtenir(ProfilActe.objects.all(), pk=pk)
    form = ProfilForm(request.POST or None, profil=profil)
    if request.method == "POST" and form.is_valid():
        try:
            actions.modifier_profil(agent=request.user, profil=profil, **form.cleaned_data)
        except ValidationError as erreur:
            _recevoir(form, erreur)
        else:
            messages.success(request, f"Le profil « {form.cleaned_data['libelle']} » est à jour.")
            return redirect("medecine_legale:reference")
    return _formulaire(request, form, profil.libelle, "Enregistrer", evenements=evenements_de(profil))


def _nom(champ: str) -> str:
    if champ not in LISTES:
        raise Http404
    return LISTES[champ]


def _fil(champ: str = "") -> list[tuple[str, str]]:
    fil = [(TITRE, reverse("medecine_legale:reference"))]
    if champ:
        fil.append((LISTES[champ], reverse("medecine_legale:reference_valeurs", args=[champ])))
    return fil


def _recevoir(form: Any, erreur: ValidationError) -> None:
    """Beside the field when the form has it."""
    if not hasattr(erreur, "error_dict"):
        form.add_error(None, erreur)
        return
    for champ, textes in erreur.message_dict.items():
        for texte in textes:
            form.add_error(champ if champ in form.fields else None, texte)


def _formulaire(
    request: RequeteAgent, form: Any, titre: str, libelle: str, champ: str = "", evenements: Any = ()
) -> HttpResponse:
    contexte = {
        "form": form,
        "titre": titre,
        "libelle": libelle,
        "fil": [*_fil(champ), (titre, "")],
        "retour": _fil(champ)[-1][1],
        "evenements": evenements,
    }
    return render(
        request, "medecine_legale/reference_form.html", contexte, status=422 if form.is_bound else 200
    )
