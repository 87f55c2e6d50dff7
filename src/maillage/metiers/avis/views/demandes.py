"""The practitioner asks: his list, the line, the signs of alert, one page to fill."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.metiers.avis.actions import demandes as actions
from maillage.metiers.avis.actions import fichiers
from maillage.metiers.avis.actions.coffre import Clinique, Coffre, Patient
from maillage.metiers.avis.actions.eligibilite import calendrier_de
from maillage.metiers.avis.actions.listes import delais_du
from maillage.metiers.avis.actions.moments import moment
from maillage.metiers.avis.actions.plafond import du_demandeur
from maillage.metiers.avis.droits import AVIS_LIRE, DEMANDE_ENVOYER, DEMANDE_LIRE, DEMANDE_PREPARER
from maillage.metiers.avis.enums.demandes import StatutDemande
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.forms.demandes import (
    DemandeForm,
    FiltreDemande,
    PatientForm,
    initial_de_la_demande,
    initial_du_patient,
)
from maillage.metiers.avis.models import Consentement, Demande, Filiere, PieceJointe
from maillage.metiers.avis.regles.delais import echeancier
from maillage.metiers.avis.views.commun import badge, fil_demande, lien, noter, obtenir_demande
from maillage.socle.acces.chiffrement import ContenuDetruit
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.pieces import montrer
from maillage.socle.interface import brouillons
from maillage.socle.interface.alertes import titulaires
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture

DEMANDES = Liste(
    code="avis.demande",
    titre="Mes demandes d’avis",
    nom=("demande", "demandes"),
    colonnes=[
        Colonne("statut", "État", valeur=badge),
        Colonne("pk", "Numéro", valeur=lambda d: d.numero, tri=True),
        Colonne("identite.repere", "Patient"),
        Colonne("filiere.nom", "Filière"),
        Colonne("urgence", "Urgence", valeur=lambda d: d.get_urgence_display()),
        Colonne("specialiste", "Spécialiste", valeur=lambda d: d.specialiste or ""),
        Colonne("horodatage_limite_reponse", "Réponse attendue", valeur=lambda d: _attendue(d)),  # noqa: PLW0108 (defined below)
    ],
    tri="-pk",
    lien=lien_vers("avis:demande"),
    filtre=FiltreDemande,
    nouveau=ActionListe("Demander un avis", "avis:demander", DEMANDE_PREPARER),
    est_exportable=False,
    titre_vide="Aucune demande pour l’instant",
    vide="Demandez un avis : un spécialiste de garde vous répond par écrit, dans le délai que vous choisissez.",
)


def _attendue(demande: Demande) -> str:
    if demande.horodatage_reponse or demande.est_close:
        return ""
    return moment(demande.horodatage_limite_reponse)


@lecture(DEMANDE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    demandes = Demande.objects.filter(requerant__in=perimetre(request.user, DEMANDE_LIRE))
    return DEMANDES.reponse(request, demandes.select_related("filiere", "identite", "specialiste__personne"))


@lecture(DEMANDE_PREPARER)
def choisir(request: RequeteAgent) -> HttpResponse:
    """Which line: one card a line, with by when it answers."""
    maintenant = timezone.now()
    delais = delais_du(timezone.localdate())
    lignes = [
        (f, moment(echeancier(Urgence.STANDARD, maintenant, calendrier_de(f), delais).reponse))
        for f in Filiere.objects.visibles_par(request.user)
        .ouvertes()
        .select_related("gestionnaire__commune__departement")
    ]
    deja = _deja_connu(request)
    contexte = {
        "lignes": lignes,
        "est_a_confirmer": any(delai.est_a_confirmer for delai in delais.values()),
        "patient": deja.pk if deja else "",
        "repere": deja.identite.repere if deja else "",
        "fil": [("Mes demandes", reverse("avis:demandes")), ("Demander un avis", "")],
    }
    return render(request, "avis/choisir.html", contexte)


@ecriture(DEMANDE_PREPARER)
def demander(request: RequeteAgent, filiere: int) -> HttpResponse:
    """The signs of alert first; none of them, and the question is asked on one page."""
    ligne = obtenir(_ouvertes(request.user), pk=filiere)
    fil = [
        ("Mes demandes", reverse("avis:demandes")),
        ("Demander un avis", reverse("avis:demander")),
        (ligne.nom, ""),
    ]
    if request.method == "GET" and "signes" not in request.GET and ligne.signes_alerte:
        deja = _deja_connu(request)
        return render(
            request, "avis/signes.html", {"filiere": ligne, "fil": fil, "patient": deja.pk if deja else ""}
        )
    if request.method == "GET" and (coches := request.GET.getlist("signe")):
        return render(request, "avis/quinze.html", {"filiere": ligne, "signes": coches, "fil": fil})
    exercices = _exercices(request.user)
    if not exercices:
        raise AccesRefuse("Aucun praticien ne peut envoyer de demande pour vous.")
    if "patient_connu" in request.POST:
        return _patient_connu(request, exercices)
    deja = _deja_connu(request)
    # What was typed of somebody else never meets this patient's identity.
    cle = f"avis.demande.{ligne.pk}" + (f".{deja.pk}" if deja else "")
    brouillon = brouillons.charger(request.user, cle)
    form = DemandeForm(
        request.POST or None,
        request.FILES or None,
        filiere=ligne,
        delais=_delais(ligne),
        praticiens=[(o.pk, o.nom) for o in exercices],
        est_brouillon="garder" in request.POST,
        initial={**brouillons.initial_de(brouillon), **_patient_repris(request, deja)},
    )
    if request.method == "POST" and form.is_valid():
        exercice = next((o for o in exercices if str(o.pk) == form.cleaned_data.get("pour")), exercices[0])
        try:
            with transaction.atomic():  # what cannot be sent leaves nothing behind
                saisie: Any = {"requerant": exercice, "filiere": ligne, "saisie": form.saisie()}
                if double := actions.envoyee_a_l_instant(agent=request.user, **saisie):
                    messages.info(request, f"Cette demande était déjà enregistrée : {double.numero}.")
                    return redirect(lien(double))
                demande = actions.preparer(
                    agent=request.user, praticien=_praticien(request.user, exercice), **saisie
                )
                brouillons.effacer(request.user, cle)
                return _terminer(request, demande)
        except ValidationError as erreur:
            noter(form, erreur)
    return _page(request, form, ligne, fil, cle=cle, brouillon=brouillon)


def _deja_connu(request: RequeteAgent) -> Demande | None:
    """The request whose patient is asked about again, when the address names one of this practice."""
    pk = request.GET.get("patient", "")
    if not pk.isdigit():
        return None
    demande = obtenir_demande(request, int(pk))
    exiger(request.user, DEMANDE_PREPARER, demande.requerant)
    return demande


def _patient_repris(request: RequeteAgent, deja: Demande | None) -> dict[str, Any]:
    if deja is None or request.method == "POST":
        return {}
    tracer_lecture(deja, request.user, organisation_id=deja.requerant_id, motif="Nouvelle demande")
    return initial_du_patient(Patient.lire(Coffre.de(deja).ouvrir(deja.identite.contenu)))


def _patient_connu(
    request: RequeteAgent, exercices: list[Organisation], demande: Demande | None = None
) -> HttpResponse:
    """While the patient is typed: what these practices have already asked about him."""
    form = PatientForm(request.POST)
    empreinte = form.patient().empreinte if form.is_valid() else ""
    ouvertes, plafond = du_demandeur([o.pk for o in exercices], empreinte, sauf=demande.pk if demande else 0)
    return render(request, "avis/_patient_connu.html", {"ouvertes": ouvertes, "plafond": plafond})


def _terminer(request: RequeteAgent, demande: Demande) -> HttpResponse:
    """Sent when the practitioner asks it, else kept for him."""
    if "garder" in request.POST or not peut(request.user, DEMANDE_ENVOYER, demande.requerant):
        messages.success(request, f"La demande {demande.numero} est prête à être relue et envoyée.")
        return redirect(lien(demande))
    actions.envoyer(agent=request.user, demande=demande)
    messages.success(
        request,
        f"La demande {demande.numero} est envoyée. Réponse attendue {moment(demande.horodatage_limite_reponse)}.",
    )
    return redirect(lien(demande))


@ecriture(DEMANDE_PREPARER)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    """A draft, taken up again."""
    demande = obtenir_demande(request, pk)
    exiger(request.user, DEMANDE_PREPARER, demande.requerant)
    if "patient_connu" in request.POST:
        return _patient_connu(request, [demande.requerant], demande)
    tracer_lecture(demande, request.user, organisation_id=demande.requerant_id, motif="Modification")
    coffre = Coffre.de(demande)
    form = DemandeForm(
        request.POST or None,
        request.FILES or None,
        filiere=demande.filiere,
        delais=_delais(demande.filiere),
        praticiens=[],
        est_brouillon="garder" in request.POST,
        initial=initial_de_la_demande(
            Clinique.lire(coffre.ouvrir(demande.question.contenu)),
            Patient.lire(coffre.ouvrir(demande.identite.contenu)),
            demande.filiere,
            urgence=demande.urgence,
            conduite_prevue=demande.conduite_prevue,
            est_adressage_permis=demande.est_adressage_permis,
            mode_consentement=Consentement.objects.filter(demande=demande, horodatage_retrait=None)
            .values_list("mode", flat=True)
            .first()
            or "",
        ),
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                actions.modifier(agent=request.user, demande=demande, saisie=form.saisie())
                return _terminer(request, demande)
        except ValidationError as erreur:
            noter(form, erreur)
    fil = fil_demande(request.user, demande, ("Modifier", ""))
    return _page(request, form, demande.filiere, fil, demande=demande)


def _page(
    request: RequeteAgent,
    form: DemandeForm,
    filiere: Filiere,
    fil: list[tuple[str, str]],
    *,
    cle: str = "",
    brouillon: Any = None,
    demande: Demande | None = None,
) -> HttpResponse:
    exercices = [demande.requerant] if demande else _exercices(request.user)
    contexte = {
        "form": form,
        "filiere": filiere,
        "fil": fil,
        "cle": cle,
        "brouillon": brouillon,
        "est_repris": bool(form.initial.get("nom")),
        "retour": lien(demande) if demande else reverse("avis:demandes"),
        "peut_envoyer": any(peut(request.user, DEMANDE_ENVOYER, o) for o in exercices),
    }
    return render(request, "avis/demander.html", contexte, status=422 if form.errors else 200)


@require_POST
@ecriture(DEMANDE_ENVOYER)
def envoyer(request: RequeteAgent, pk: int) -> HttpResponse:
    """A draft read again, sent as it is."""
    demande = obtenir_demande(request, pk)
    try:
        actions.envoyer(agent=request.user, demande=demande)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
        est_brouillon = demande.statut == StatutDemande.BROUILLON
        return redirect("avis:modifier" if est_brouillon else "avis:demande", pk)
    messages.success(
        request, f"La demande est envoyée. Réponse attendue {moment(demande.horodatage_limite_reponse)}."
    )
    return redirect(lien(demande))


@consultation(AVIS_LIRE)
def piece(request: RequeteAgent, pk: int, piece: int) -> HttpResponse:
    """A file, opened in the page's own tab."""
    objet = obtenir(
        PieceJointe.objects.visibles_par(request.user).select_related("demande__cle"), pk=piece, demande=pk
    )
    tracer_lecture(objet, request.user, organisation_id=objet.requerant_id, motif="Pièce jointe")
    return reponse_fichier(objet.empreinte, objet.type_contenu, Coffre.de(objet.demande), f"piece-{objet.pk}")


def reponse_fichier(empreinte: str, type_contenu: str, coffre: Coffre, nom: str) -> HttpResponse:
    """Bytes of a file that we made ourselves: shown, never run."""
    try:
        octets = fichiers.lire(empreinte, coffre)
    except (ContenuDetruit, FileNotFoundError) as erreur:
        raise AccesRefuse("Ce fichier a été effacé à la fin de sa conservation.") from erreur
    return montrer(octets, type_contenu, nom)


@require_POST
@ecriture(DEMANDE_PREPARER)
def retirer_piece(request: RequeteAgent, pk: int, piece: int) -> HttpResponse:
    objet = obtenir(
        PieceJointe.objects.visibles_par(request.user).select_related("demande"), pk=piece, demande=pk
    )
    try:
        actions.retirer_piece(agent=request.user, piece=objet)
        messages.success(request, "Le fichier est retiré.")
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    return redirect("avis:demande", pk)


def _ouvertes(agent: Agent) -> QuerySet[Filiere]:
    siennes = Filiere.objects.visibles_par(agent).ouvertes()
    return siennes.select_related("gestionnaire__commune__departement")


def _exercices(agent: Agent) -> list[Organisation]:
    """The practices for which this agent prepares."""
    return list(
        Organisation.objects.filter(
            pk__in=perimetre(agent, DEMANDE_PREPARER), type=TypeOrganisation.EXERCICE_MEDICAL
        ).order_by("nom", "id")
    )


def _praticien(agent: Agent, exercice: Organisation) -> Agent:
    if peut(agent, DEMANDE_ENVOYER, exercice):
        return agent
    siens = titulaires(exercice, DEMANDE_ENVOYER)
    if not siens:
        raise ValidationError(
            {"pour": "Ce praticien n’a pas de compte : il ne pourrait pas envoyer la demande."}
        )
    return siens[0]


def _delais(filiere: Filiere) -> dict[str, str]:
    """By when each urgency is answered, if it is sent now."""
    maintenant, calendrier = timezone.now(), calendrier_de(filiere)
    delais = delais_du(timezone.localdate())
    return {
        urgence: f"avant {moment(echeancier(urgence, maintenant, calendrier, delais).reponse)}"
        for urgence in Urgence.values
    }
