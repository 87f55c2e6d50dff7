"""Incidents: the list, one, and each thing that is done of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, instant_court
from maillage.metiers.numerisation.actions import incidents as actions
from maillage.metiers.numerisation.droits import (
    INCIDENT_DECLARER,
    INCIDENT_LIRE,
    INCIDENT_TRAITER,
    VIOLATION_QUALIFIER,
)
from maillage.metiers.numerisation.enums.incidents import EtatIncident, GraviteIncident, Qualification
from maillage.metiers.numerisation.forms.incidents import (
    ActionForm,
    ClotureForm,
    FiltreIncident,
    IncidentForm,
    NotificationForm,
    QualificationForm,
)
from maillage.metiers.numerisation.models import ActionCorrective, Incident
from maillage.metiers.numerisation.regles import incidents as regles
from maillage.metiers.numerisation.views.commun import Fil, noter, saisie
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import Badge, Bouton, Fait, Ton
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture

GRAVITES: dict[str, Ton] = {
    GraviteIncident.MINEURE: "neutre",
    GraviteIncident.MAJEURE: "attention",
    GraviteIncident.CRITIQUE: "erreur",
}
QUALIFICATIONS: dict[str, tuple[str, Ton]] = {
    Qualification.A_QUALIFIER: ("À qualifier", "erreur"),
    Qualification.A_NOTIFIER: ("À notifier", "erreur"),
    Qualification.NOTIFIEE: ("Notifiée", "info"),
    Qualification.SANS_RISQUE: ("Au registre", "info"),
}
HEURES_URGENTES = 24


def badge_etat(incident: Incident) -> Badge:
    if not incident.est_ouvert:
        return Badge("Clos", "neutre")
    if regles.est_ancien(incident.date, timezone.localdate()):
        return Badge(
            f"Ouvert depuis {compter((timezone.localdate() - incident.date).days, 'jour')}", "erreur"
        )
    return Badge("Ouvert", "attention")


def _donnees(incident: Incident) -> object:
    libelle, ton = QUALIFICATIONS.get(incident.qualification, ("", "neutre"))
    return Badge(libelle, ton) if libelle else "–"


INCIDENTS = Liste(
    code="numerisation.incident",
    titre="Incidents",
    nom=("incident", "incidents"),
    colonnes=[
        Colonne("numero", "N°", tri="pk"),
        Colonne("etat", "État", valeur=badge_etat),
        Colonne("nature", "Nature"),
        Colonne("gravite", "Gravité", valeur=lambda i: Badge(i.get_gravite_display(), GRAVITES[i.gravite])),
        Colonne("objet_libelle", "Sur quoi"),
        Colonne("organisation.nom", "Centre"),
        Colonne("donnees", "Données personnelles", valeur=_donnees),
    ],
    tri="-pk",
    lien=lien_vers("numerisation:incident"),
    filtre=FiltreIncident,
    nouveau=ActionListe("Déclarer un incident", "numerisation:incident_declarer", INCIDENT_DECLARER),
    titre_vide="Aucun incident",
    vide="Un dossier perdu, un scellé brisé, une page d’une autre personne : déclarez-le, même réparé.",
)


@lecture(INCIDENT_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    vus = Incident.objects.visibles_par(request.user).select_related("organisation")
    return INCIDENTS.reponse(request, vus)


def _fil(*suite: tuple[str, str]) -> Fil:
    return [("Incidents", reverse("numerisation:incidents")), *suite]


def lien(incident: Incident) -> str:
    return reverse("numerisation:incident", args=[incident.pk])


@ecriture(INCIDENT_DECLARER)
def declarer(request: RequeteAgent) -> HttpResponse:
    form = IncidentForm(
        request.POST or None, agent=request.user, initial={"etiquette": request.GET.get("etiquette", "")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            incident = actions.ouvrir(agent=request.user, **form.valeurs())
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{incident} est enregistré. Qui doit le traiter est prévenu.")
            return redirect(lien(incident))
    return saisie(
        request, form, titre="Déclarer un incident", libelle="Déclarer",
        texte="Déclarez ce qui n’aurait pas dû arriver, même si c’est réparé.",
        retour=reverse("numerisation:incidents"), fil=_fil(("Déclarer", "")),
    )  # fmt: skip


def _obtenir(request: RequeteAgent, pk: int) -> Incident:
    vus = Incident.objects.visibles_par(request.user)
    return obtenir(
        vus.select_related("organisation", "prestataire", "dossier", "cle", "auteur__personne"), pk=pk
    )


@consultation(INCIDENT_LIRE)
def incident(request: RequeteAgent, pk: int) -> HttpResponse:
    """What happened, what the DPO says, what is done of it."""
    ici = _obtenir(request, pk)
    tracer_lecture(ici, request.user, organisation_id=ici.organisation_id, motif="Incident")
    contexte = {
        **_tete(request.user, ici),
        "incident": ici,
        "recit": actions.recit(ici),
        "compte": _compte_a_rebours(ici),
        "actions": list(ici.actions.all()),
        "aujourd_hui": timezone.localdate(),
        "peut_traiter": ici.est_ouvert and peut(request.user, INCIDENT_TRAITER, ici),
        "evenements": evenements_de(ici, limite=30),
        "fil": _fil((str(ici), "")),
    }
    return render(request, "numerisation/incident.html", contexte)


def _tete(agent: Agent, ici: Incident) -> dict[str, Any]:
    action, autres = _gestes(agent, ici)
    return {
        "titre": str(ici),
        "surtitre": ici.get_nature_display(),
        "statut": badge_etat(ici),
        "action": action,
        "autres": autres,
        "faits": [
            Fait("Sur quoi", ici.objet_libelle or "–", url=ici.objet_url),
            Fait("Centre", ici.organisation.nom),
            Fait("Gravité", ici.get_gravite_display()),
            Fait("Données personnelles", ici.get_qualification_display()),
            Fait("Signalé", instant_court(timezone.localtime(ici.horodatage)), precision=_par(ici)),
        ],
    }


def _par(ici: Incident) -> str:
    return "ouvert par le comptage" if ici.est_automatique else f"par {ici.auteur}"


def _gestes(agent: Agent, ici: Incident) -> tuple[Bouton | None, list[Bouton]]:
    """The gesture that the state calls for, and the others."""
    if not ici.est_ouvert:
        return None, []

    def bouton(libelle: str, nom: str, touche: str) -> Bouton:
        return Bouton(libelle, reverse(f"numerisation:incident_{nom}", args=[ici.pk]), touche=touche)

    gestes = []
    if peut(agent, VIOLATION_QUALIFIER, ici):
        if ici.qualification == Qualification.A_NOTIFIER:
            gestes.append(bouton("Enregistrer la notification", "notifier", "n"))
        gestes.append(bouton("Qualifier", "qualifier", "q"))
    if peut(agent, INCIDENT_TRAITER, ici):
        gestes += [bouton("Ajouter une action", "agir", "a"), bouton("Clore", "clore", "c")]
    return (gestes[0], gestes[1:]) if gestes else (None, [])


def _compte_a_rebours(ici: Incident) -> dict[str, Any] | None:
    """How long is left to tell the authority; nothing once it was told or need not be."""
    if ici.qualification not in regles.EN_ATTENTE_DU_DPO:
        return None
    limite = regles.limite_de_notification(timezone.localtime(ici.horodatage_connaissance))
    reste = regles.heures_restantes(ici.horodatage_connaissance, timezone.now())
    return {"limite": limite, "reste": reste, "est_urgent": reste < HEURES_URGENTES, "est_passee": reste < 0}


def _faire(
    request: RequeteAgent,
    pk: int,
    droit: Droit,
    form: Any,
    geste: Callable[[Incident], object],
    fait: str,
    **page: Any,
) -> HttpResponse:
    """The form until it is right, then the gesture, then back to the incident."""
    ici = _obtenir(request, pk)
    exiger(request.user, droit, ici)
    if request.method == "POST" and form.is_valid():
        try:
            geste(ici)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, fait)
            return redirect(lien(ici))
    return saisie(
        request, form, retour=lien(ici), fil=_fil((str(ici), lien(ici)), (page["titre"], "")), **page
    )


@ecriture(VIOLATION_QUALIFIER)
def qualifier(request: RequeteAgent, pk: int) -> HttpResponse:
    form = QualificationForm(request.POST or None)
    return _faire(
        request, pk, VIOLATION_QUALIFIER, form,
        lambda ici: actions.qualifier(agent=request.user, incident=ici, **form.cleaned_data),
        "La qualification est enregistrée.", titre="Qualifier l’incident",
        texte="Une violation se notifie sous soixante-douze heures, sauf si elle n’expose personne (RGPD, art. 33).",
    )  # fmt: skip


@ecriture(VIOLATION_QUALIFIER)
def notifier(request: RequeteAgent, pk: int) -> HttpResponse:
    form = NotificationForm(request.POST or None)
    return _faire(
        request, pk, VIOLATION_QUALIFIER, form,
        lambda ici: actions.notifier(agent=request.user, incident=ici, **form.cleaned_data),
        "La notification est enregistrée.", titre="Notification à l’autorité de contrôle",
        texte="Notifiez d’abord sur le site de l’autorité ; dites ensuite ici quand.",
    )  # fmt: skip


@ecriture(INCIDENT_TRAITER)
def agir(request: RequeteAgent, pk: int) -> HttpResponse:
    form = ActionForm(request.POST or None)
    return _faire(
        request, pk, INCIDENT_TRAITER, form,
        lambda ici: actions.ajouter_action(agent=request.user, incident=ici, **form.cleaned_data),
        "L’action est ajoutée ; elle sera rappelée.", titre="Ajouter une action", libelle="Ajouter",
    )  # fmt: skip


@ecriture(INCIDENT_TRAITER)
def clore(request: RequeteAgent, pk: int) -> HttpResponse:
    form = ClotureForm(request.POST or None)
    return _faire(
        request, pk, INCIDENT_TRAITER, form,
        lambda ici: actions.clore(agent=request.user, incident=ici, **form.cleaned_data),
        "L’incident est clos.", titre="Clore l’incident", libelle="Clore",
    )  # fmt: skip


def _action(request: RequeteAgent, pk: int) -> ActionCorrective:
    vues = ActionCorrective.objects.visibles_par(request.user).select_related("incident")
    return obtenir(vues, pk=pk, incident__etat=EtatIncident.OUVERT)


@require_POST
@ecriture(INCIDENT_TRAITER)
def action_faite(request: RequeteAgent, pk: int) -> HttpResponse:
    faite = actions.faire_action(agent=request.user, action=_action(request, pk))
    messages.success(request, "L’action est faite.")
    return redirect(lien(faite.incident))


@require_POST
@ecriture(INCIDENT_TRAITER)
def action_verifiee(request: RequeteAgent, pk: int) -> HttpResponse:
    """Whether it worked: `est_efficace=oui` or `non`."""
    action = _action(request, pk)
    try:
        actions.verifier_action(
            agent=request.user, action=action, est_efficace=request.POST.get("est_efficace") == "oui"
        )
        messages.success(request, "L’effet de l’action est noté.")
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    return redirect(lien(action.incident))
