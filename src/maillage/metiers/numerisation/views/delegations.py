"""The doctor's delegations: who reads what under whose responsibility, until when."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.numerisation.actions import delegations as actions
from maillage.metiers.numerisation.droits import DELEGATION_DONNER, DELEGATION_LIRE
from maillage.metiers.numerisation.forms.dossiers import centres_de
from maillage.metiers.numerisation.forms.lectures import DelegationForm, RevocationForm
from maillage.metiers.numerisation.models import Delegation
from maillage.metiers.numerisation.views.commun import noter, saisie
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.composants import Badge, Fait
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

CLE_MAXIMALE = 19


def badge(delegation: Delegation) -> Badge:
    aujourd_hui = timezone.localdate()
    if delegation.horodatage_revocation:
        return Badge("Révoquée", "erreur")
    if delegation.date_fin < aujourd_hui:
        return Badge("Finie", "neutre")
    return Badge("À venir", "info") if delegation.date_debut > aujourd_hui else Badge("En vigueur", "succes")


DELEGATIONS = Liste(
    code="numerisation.delegation",
    titre="Délégations du médecin",
    nom=("délégation", "délégations"),
    colonnes=[
        Colonne("etat", "État", valeur=badge),
        Colonne("delegataire", "Assistant", valeur=lambda d: str(d.delegataire)),
        Colonne("medecin", "Médecin", valeur=lambda d: str(d.medecin)),
        Colonne("centre.nom", "Centre"),
        Colonne("dossier", "Dossiers", valeur=lambda d: d.dossier.etiquette.lisible if d.dossier else "Tous"),
        Colonne("date_debut", "Du", tri=True, genre="date"),
        Colonne("date_fin", "Au", tri=True, genre="date"),
    ],
    tri="-date_debut",
    lien=lien_vers("numerisation:delegation"),
    nouveau=ActionListe("Déléguer", "numerisation:delegation_accorder", DELEGATION_DONNER),
    est_exportable=False,
    titre_vide="Aucune délégation pour l’instant",
    vide="Sans délégation d’un médecin, un assistant n’ouvre aucune page (R. 4624-45-5 du code du travail).",
)


@lecture(DELEGATION_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    vues = Delegation.objects.visibles_par(request.user)
    return DELEGATIONS.reponse(
        request, vues.select_related("centre", "dossier", "medecin__personne", "delegataire__personne")
    )


def _suite(request: RequeteAgent) -> dict[str, Any]:
    """What renews one: the same assistant, records and reason, from the day after, for as long."""
    demandee = request.GET.get("suite", "")
    if not (demandee.isdecimal() and len(demandee) < CLE_MAXIMALE):
        return {}
    finie = (
        Delegation.objects.visibles_par(request.user).select_related("dossier").filter(pk=demandee).first()
    )
    if finie is None:
        return {}
    debut = max(finie.date_fin + dt.timedelta(days=1), timezone.localdate())
    return {
        "delegataire": f"{finie.centre_id}-{finie.delegataire_id}",
        "etiquette": finie.dossier.etiquette.lisible if finie.dossier else "",
        "date_debut": debut,
        "date_fin": debut + (finie.date_fin - finie.date_debut),
        "motif": finie.motif,
    }


@ecriture(DELEGATION_DONNER)
def delegation_accorder(request: RequeteAgent) -> HttpResponse:
    centres = [centre.organisation for centre in centres_de(request.user, DELEGATION_DONNER)]
    assistants = [(centre, agent) for centre in centres for agent in actions.delegataires_de(centre)]
    form = DelegationForm(request.POST or None, assistants=assistants, initial=_suite(request))
    if request.method == "POST" and form.is_valid():
        try:
            donnee = actions.accorder(agent=request.user, **form.donnees)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request, f"La délégation est donnée : un avis est envoyé à {donnee.delegataire}."
            )
            return redirect("numerisation:delegation", donnee.pk)
    return saisie(
        request, form, titre="Déléguer la lecture", libelle="Déléguer", retour=reverse("numerisation:delegations"),
        texte="Sous votre responsabilité, un assistant lit l’identité et les postes (1° et 2°), rien d’autre "
        "(R. 4624-45-5 du code du travail). Chaque page lue dit qu’elle l’est par votre délégation."
        if assistants
        else "Aucun assistant ne travaille dans vos centres.",
        fil=[("Délégations", reverse("numerisation:delegations")), ("Déléguer", "")],
    )  # fmt: skip


@ecriture(DELEGATION_LIRE)
def delegation(request: RequeteAgent, pk: int) -> HttpResponse:
    """One delegation; a doctor of the centre takes it back here."""
    vues = Delegation.objects.visibles_par(request.user).select_related(
        "centre", "dossier", "medecin__personne", "delegataire__personne", "auteur_revocation__personne"
    )
    ici = obtenir(vues, pk=pk)
    exiger(request.user, DELEGATION_LIRE, ici.centre)
    form = RevocationForm(request.POST or None)
    if request.method == "POST":
        exiger(request.user, DELEGATION_DONNER, ici.centre)
        if form.is_valid():
            try:
                actions.revoquer(agent=request.user, delegation=ici, **form.cleaned_data)
            except ValidationError as erreur:
                noter(form, erreur)
            else:
                messages.success(
                    request, "La délégation est révoquée : plus aucune page ne s’ouvre par elle."
                )
                return redirect("numerisation:delegation", pk)
    est_finie = ici.horodatage_revocation is not None or ici.date_fin < timezone.localdate()
    contexte = {
        "delegation": ici,
        "titre": str(ici.delegataire),
        "surtitre": f"Délégation · {ici.centre.nom}",
        "statut": badge(ici),
        "form": form,
        "renouveler": f"{reverse('numerisation:delegation_accorder')}?suite={pk}"
        if peut(request.user, DELEGATION_DONNER, ici.centre)
        else "",
        "peut_revoquer": not est_finie and peut(request.user, DELEGATION_DONNER, ici.centre),
        "faits": [
            Fait("Médecin", ici.medecin),
            Fait("Dossiers", ici.dossier.etiquette.lisible if ici.dossier else "Tous ceux du centre"),
            Fait("Du", date_courte(ici.date_debut)),
            Fait("Au", date_courte(ici.date_fin)),
        ],
        "fil": [("Délégations", reverse("numerisation:delegations")), (str(ici), "")],
    }
    return render(request, "numerisation/delegation.html", contexte, status=422 if form.errors else 200)
