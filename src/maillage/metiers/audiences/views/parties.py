"""Persons and offences of a case: added, corrected, taken off; an offence requalified."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.metiers.audiences.actions import parties as actions
from maillage.metiers.audiences.actions.identites import Coffre, Incapacite
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import JUGEABLES
from maillage.metiers.audiences.forms.incapacites import (
    CERTIFICAT,
    reprendre_certificat,
    signer_source,
    source_de,
)
from maillage.metiers.audiences.forms.parties import IDENTITE, QUALITE, InfractionForm, PartieForm
from maillage.metiers.audiences.models import Audiencement, Infraction, Partie, Prevention
from maillage.metiers.audiences.views.acces import fil_passage, noter, obtenir_partie, obtenir_passage
from maillage.metiers.audiences.views.calendrier import saisie
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.depot import Depot, lire_depot


def _nommees(agent: Agent, passage: Audiencement, **criteres: Any) -> list[tuple[Partie, str]]:
    coffre = Coffre(passage.affaire)
    visibles = Partie.objects.visibles_par(agent).filter(affaire=passage.affaire_id, **criteres)
    return [(partie, coffre.nom(partie)) for partie in visibles.order_by("rang")]


def _retour(passage: Audiencement) -> str:
    return reverse("audiences:passage", args=[passage.pk])


def _lire_certificat(request: RequeteAgent, connu: dict[str, Any]) -> Depot:
    """The certificate dropped on a victim: her days, their day, and its number as the source of both."""
    naissance = PartieForm.base_fields["date_naissance"]
    saisi = {nom: request.POST.get(nom) or connu.get(nom, "") for nom in ("nom", "nom_usage", "prenoms")}
    try:
        saisi["date_naissance"] = naissance.clean(
            request.POST.get("date_naissance") or connu.get("date_naissance")
        )
    except ValidationError:
        saisi["date_naissance"] = None
    depot = lire_depot(request, PartieForm, {CERTIFICAT: lambda lu: reprendre_certificat(lu, saisi)})
    if depot.document is None:
        return depot
    repris = Incapacite(depot.initial["jours_itt"], depot.initial["date_itt"], source_de(depot.document))
    return replace(depot, initial={**depot.initial, "source_itt": signer_source(repris)})


@ecriture(AUDIENCE_TENIR)
def ajouter(request: RequeteAgent, pk: int) -> HttpResponse:
    passage = obtenir_passage(request, pk)
    depot = _lire_certificat(request, {})
    form = PartieForm(
        None if depot.est_demande else request.POST or None,
        autres=_nommees(request.user, passage),
        est_correction=passage.audience.est_close,
        initial={
            "statut": request.GET.get("qualite", "prevenu"),
            "nationalite": "française",
            **depot.initial,
        },
    )
    if form.is_bound and form.is_valid():
        try:
            actions.ajouter_partie(
                agent=request.user,
                passage=passage,
                identite=form.identite,
                valeurs=form.valeurs,
                incapacite=form.incapacite,
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La personne est au dossier.")
            if "encore" in request.POST:
                return redirect("audiences:partie_ajouter", pk)
            return redirect(_retour(passage))
    return saisie(
        request,
        form,
        titre="Ajouter une victime" if form.est_victime else "Ajouter une personne",
        depot=depot if form.est_victime else None,
        secondaire="Enregistrer et ajouter une autre personne",
        retour=_retour(passage),
        fil=fil_passage(passage, ("Nouvelle personne", "")),
    )


@ecriture(AUDIENCE_TENIR)
def modifier(request: RequeteAgent, pk: int, partie: int) -> HttpResponse:
    passage = obtenir_passage(request, pk)
    connue = obtenir_partie(request, passage, partie)
    identite = Coffre(passage.affaire).identite(connue)
    incapacite = Coffre(passage.affaire).incapacite(connue)
    depot = _lire_certificat(request, {nom: getattr(identite, nom) for nom in IDENTITE})
    initial = {
        **{nom: getattr(identite, nom) for nom in IDENTITE},
        "jours_itt": incapacite.jours,
        "date_itt": incapacite.date,
        "source_itt": signer_source(incapacite),
        **{nom: getattr(connue, nom) for nom in QUALITE if nom != "represente"},
        "represente": str(connue.represente_id or ""),
        **depot.initial,
    }
    autres = [(autre, nom) for autre, nom in _nommees(request.user, passage) if autre.pk != connue.pk]
    form = PartieForm(
        None if depot.est_demande else request.POST or None,
        autres=autres,
        est_correction=passage.audience.est_close,
        initial=initial,
    )
    if form.is_bound and form.is_valid():
        try:
            actions.modifier_partie(
                agent=request.user,
                passage=passage,
                partie=connue,
                identite=form.identite,
                valeurs=form.valeurs,
                incapacite=form.incapacite,
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La personne est modifiée.")
            return redirect(_retour(passage))
    return saisie(
        request,
        form,
        titre="Corriger une personne",
        depot=depot if form.est_victime else None,
        retour=_retour(passage),
        fil=fil_passage(passage, ("Corriger une personne", "")),
    )


@ecriture(AUDIENCE_TENIR)
def retirer(request: RequeteAgent, pk: int, partie: int) -> HttpResponse:
    passage = obtenir_passage(request, pk)
    connue = obtenir_partie(request, passage, partie)
    if request.method == "POST":
        try:
            actions.retirer_partie(
                agent=request.user, passage=passage, partie=connue, motif=request.POST.get("motif", "")
            )
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
        else:
            messages.success(request, "La personne est retirée du dossier.")
        return redirect(_retour(passage))
    contexte = {
        "titre": "Retirer une personne du dossier",
        "texte": f"{Coffre(passage.affaire).nom(connue)}. Seule une personne ajoutée par erreur se retire : rien ne"
        " doit avoir été noté ni décidé pour elle.",
        "libelle": "Retirer du dossier",
        "retour": _retour(passage),
        "fil": fil_passage(passage, ("Retirer une personne", "")),
        "est_correction": passage.audience.est_close,
    }
    return render(request, "audiences/confirmer.html", contexte)


@ecriture(AUDIENCE_TENIR)
def ajouter_infraction(request: RequeteAgent, pk: int) -> HttpResponse:
    passage = obtenir_passage(request, pk)
    form = InfractionForm(
        request.POST or None,
        jugeables=_nommees(request.user, passage, statut__in=JUGEABLES),
        est_correction=passage.audience.est_close,
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.ajouter_infraction(
                agent=request.user,
                passage=passage,
                valeurs=form.valeurs,
                accuses=form.accuses_choisis,
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’infraction est au dossier.")
            if "encore" in request.POST:
                return redirect("audiences:infraction_ajouter", pk)
            return redirect(_retour(passage))
    return saisie(
        request,
        form,
        titre="Ajouter une infraction",
        secondaire="Enregistrer et ajouter une autre infraction",
        retour=_retour(passage),
        fil=fil_passage(passage, ("Nouvelle infraction", "")),
    )


def _preparer(
    request: RequeteAgent, pk: int, infraction: int
) -> tuple[Audiencement, Infraction, InfractionForm]:
    passage = obtenir_passage(request, pk)
    connue = obtenir(
        Infraction.objects.visibles_par(request.user).filter(affaire=passage.affaire_id), pk=infraction
    )
    contenu = Coffre(passage.affaire).ouvrir(connue.contenu)
    accuses = Prevention.objects.filter(infraction=connue, est_disqualifiee=False)
    noms = ("natinf", "qualification", "nature", "date_debut", "date_fin", "commune")
    form = InfractionForm(
        request.POST or None,
        jugeables=_nommees(request.user, passage, statut__in=JUGEABLES),
        est_correction=passage.audience.est_close,
        initial={
            **{nom: getattr(connue, nom) for nom in noms},
            "lieu": contenu.get("lieu", ""),
            "developpee": contenu.get("developpee", ""),
            "accuses": [str(cle) for cle in accuses.values_list("partie_id", flat=True)],
        },
    )
    return passage, connue, form


@ecriture(AUDIENCE_TENIR)
def modifier_infraction(request: RequeteAgent, pk: int, infraction: int) -> HttpResponse:
    passage, connue, form = _preparer(request, pk, infraction)
    return _enregistrer(
        request, passage, connue, form, actions.modifier_infraction, "Corriger une infraction", "Enregistrer"
    )


@ecriture(AUDIENCE_TENIR)
def requalifier(request: RequeteAgent, pk: int, infraction: int) -> HttpResponse:
    """The court changes the offence for the persons ticked; what was charged stays readable."""
    passage, connue, form = _preparer(request, pk, infraction)
    if "accuses" in form.fields:
        form.fields["accuses"].label = "Requalifiée pour"
    return _enregistrer(
        request, passage, connue, form, actions.requalifier, "Requalifier une infraction", "Requalifier"
    )


def _enregistrer(
    request: RequeteAgent,
    passage: Audiencement,
    connue: Infraction,
    form: InfractionForm,
    verbe: Any,
    titre: str,
    libelle: str,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            verbe(
                agent=request.user,
                passage=passage,
                infraction=connue,
                valeurs=form.valeurs,
                accuses=form.accuses_choisis,
                motif=form.motif_saisi,
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’infraction est enregistrée.")
            return redirect(_retour(passage))
    return saisie(
        request,
        form,
        titre=titre,
        libelle=libelle,
        retour=_retour(passage),
        fil=fil_passage(passage, (titre, "")),
    )
