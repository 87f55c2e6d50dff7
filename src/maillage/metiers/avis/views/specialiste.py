"""The specialist: what waits for him, a proposal without identity, the answer, his file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.metiers.avis.actions import consultations
from maillage.metiers.avis.actions import reponses as actions
from maillage.metiers.avis.actions.coffre import Coffre
from maillage.metiers.avis.actions.moments import moment
from maillage.metiers.avis.actions.parcours import au_nom_du_reseau
from maillage.metiers.avis.actions.plafond import du_specialiste
from maillage.metiers.avis.actions.reponses import A_PRENDRE
from maillage.metiers.avis.actions.reseau import manques
from maillage.metiers.avis.documents import COMPTE_RENDU
from maillage.metiers.avis.droits import AVIS_RENDRE
from maillage.metiers.avis.enums.demandes import (
    EN_CHARGE,
    GenrePieceJointe,
    Sexe,
    StatutAffectation,
    StatutDemande,
)
from maillage.metiers.avis.forms.demandes import FiltreDemande, MessageForm
from maillage.metiers.avis.forms.reponses import DeclinForm, OrganisationForm, ReponseForm
from maillage.metiers.avis.models import (
    Adressage,
    Affectation,
    Apercu,
    Demande,
    PieceEligibilite,
    Specialiste,
)
from maillage.metiers.avis.views.commun import (
    badge,
    badge_urgence,
    fil_demande,
    lien,
    noter,
    obtenir_demande,
    saisie,
)
from maillage.metiers.avis.views.demandes import reponse_fichier
from maillage.metiers.avis.views.dossier import ouvrir_dossier, pieces_du_dossier
from maillage.metiers.avis.views.pieces import tableau_des_pieces
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.production import produire
from maillage.socle.interface import brouillons
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.listes import Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture

REPONSES = Liste(
    code="avis.reponse",
    titre="Mes réponses",
    nom=("demande", "demandes"),
    colonnes=[
        Colonne("statut", "État", valeur=lambda d: badge(d, est_specialiste=True)),
        Colonne("pk", "Numéro", valeur=lambda d: d.numero, tri=True),
        Colonne("identite.repere", "Patient"),
        Colonne("filiere.nom", "Filière"),
        Colonne("praticien", "Demandée par", valeur=lambda d: str(d.praticien)),
        Colonne("horodatage_reponse", "Répondue", valeur=lambda d: moment(d.horodatage_reponse)),
    ],
    tri="-pk",
    lien=lien_vers("avis:demande"),
    filtre=FiltreDemande,
    est_exportable=False,
    titre_vide="Aucune réponse pour l’instant",
    vide="Les demandes que vous prenez restent ici, avec votre réponse et ce que le praticien en a fait.",
)


@lecture(AVIS_RENDRE)
def a_traiter(request: RequeteAgent) -> HttpResponse:
    """Asked of me now, then what I have taken: the most urgent first."""
    exercices = perimetre(request.user, AVIS_RENDRE)
    propositions = list(
        Affectation.objects.filter(requis__in=exercices, statut__in=A_PRENDRE).order_by(
            "horodatage_limite", "id"
        )
    )
    demandes = _entetes(propositions)
    prises = list(
        Demande.objects.filter(requis__in=exercices, statut__in=EN_CHARGE)
        .select_related("filiere", "identite", "praticien__personne")
        .order_by("horodatage_limite_reponse", "id")
    )
    maintenant = timezone.now()
    contexte = {
        "propositions": [
            (a, demandes[a.demande_id], badge_urgence(demandes[a.demande_id]))
            for a in propositions
            if a.demande_id in demandes
        ],
        "a_repondre": [
            (
                d,
                badge_urgence(d),
                bool(d.horodatage_limite_reponse and d.horodatage_limite_reponse < maintenant),
            )
            for d in prises
            if d.statut == StatutDemande.PRISE
        ],
        "en_attente": [d for d in prises if d.statut == StatutDemande.COMPLEMENT],
    }
    return render(request, "avis/a_traiter.html", contexte)


def _entetes(propositions: list[Affectation]) -> dict[int, Demande]:
    """Line, urgency and delays of the requests proposed: what a specialist may know before he opens one."""
    with au_nom_du_reseau():
        return {
            d.pk: d
            for d in Demande.objects.filter(pk__in=[a.demande_id for a in propositions]).select_related(
                "filiere"
            )
        }


@lecture(AVIS_RENDRE)
def reponses(request: RequeteAgent) -> HttpResponseBase:
    siennes = Demande.objects.filter(requis__in=perimetre(request.user, AVIS_RENDRE))
    return REPONSES.reponse(request, siennes.select_related("filiere", "identite", "praticien__personne"))


def _proposition(request: RequeteAgent, pk: int) -> tuple[Affectation, Demande]:
    """A proposal made to this specialist. One closed shows nothing any more."""
    affectation = obtenir(
        Affectation.objects.filter(requis__in=perimetre(request.user, AVIS_RENDRE)).select_related(
            "requis", "specialiste"
        ),
        pk=pk,
    )
    return affectation, _entetes([affectation])[affectation.demande_id]


@consultation(AVIS_RENDRE)
def proposition(request: RequeteAgent, pk: int) -> HttpResponse:
    """The question without the identity: age band, sex, texts, files."""
    affectation, demande = _proposition(request, pk)
    if affectation.statut == StatutAffectation.PRISE:
        return redirect(lien(demande))
    est_ouverte = affectation.statut in A_PRENDRE
    apercu: dict[str, Any] = {"question": "", "paragraphes": []}
    if est_ouverte:
        ligne = obtenir(
            Apercu.objects.visibles_par(request.user).select_related("cle"), affectation=affectation
        )
        apercu |= Coffre(ligne.cle).ouvrir(ligne.contenu)
    tracer_lecture(affectation, request.user, organisation_id=affectation.requis_id, motif="Proposition")
    contexte = {
        "affectation": affectation,
        "demande": demande,
        "apercu": apercu,
        "pieces": _pieces(affectation, apercu),
        "plafond": du_specialiste(affectation.specialiste, demande) if est_ouverte else "",
        "titre": str(demande),
        "surtitre": demande.filiere.nom,
        "statut": Badge(affectation.get_statut_display(), "info" if est_ouverte else "neutre"),
        "est_ouverte": est_ouverte,
        "action": Bouton(
            "Je prends", reverse("avis:prendre", args=[pk]), methode="post", touche="p"
        ) if est_ouverte else None,
        "autres": [],
        "faits": [
            Fait("Urgence", demande.get_urgence_display()),
            Fait("Réponse attendue", moment(demande.horodatage_limite_reponse)),
            Fait("Patient", _age_et_sexe(apercu) or "–"),
            Fait("Documents", len(apercu.get("pieces", []))),
        ],
        "fil": [("À traiter", reverse("avis:a_traiter")), (str(demande), "")],
    }  # fmt: skip
    return render(request, "avis/proposition.html", contexte)


def _age_et_sexe(apercu: dict[str, Any]) -> str:
    sexe = str(Sexe(apercu["sexe"]).label).lower() if apercu.get("sexe") else ""
    return ", ".join(partie for partie in (apercu.get("tranche_age", ""), sexe) if partie)


def _pieces(affectation: Affectation, apercu: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        {
            "libelle": GenrePieceJointe(p["genre"]).label,
            "url": reverse("avis:proposition_piece", args=[affectation.pk, p["pk"]]),
            "url_retirer": "",
            "est_image": str(p["type"]).startswith("image/"),
        }
        for p in apercu.get("pieces", [])
    ]


@consultation(AVIS_RENDRE)
def proposition_piece(request: RequeteAgent, pk: int, piece: int) -> HttpResponse:
    affectation, _ = _proposition(request, pk)
    ligne = obtenir(Apercu.objects.visibles_par(request.user).select_related("cle"), affectation=affectation)
    coffre = Coffre(ligne.cle)
    trouvee = next((p for p in coffre.ouvrir(ligne.contenu).get("pieces", []) if p["pk"] == piece), None)
    if trouvee is None or affectation.statut not in A_PRENDRE:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    tracer_lecture(affectation, request.user, organisation_id=affectation.requis_id, motif="Pièce jointe")
    return reponse_fichier(trouvee["empreinte"], trouvee["type"], coffre, f"piece-{piece}")


@require_POST
@ecriture(AVIS_RENDRE)
def prendre(request: RequeteAgent, pk: int) -> HttpResponse:
    affectation, _ = _proposition(request, pk)
    try:
        demande = actions.prendre(agent=request.user, affectation=affectation)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
        return redirect("avis:a_traiter")
    messages.success(request, "La demande est à vous. L’identité du patient est ouverte.")
    return redirect(lien(demande))


@ecriture(AVIS_RENDRE)
def decliner(request: RequeteAgent, pk: int) -> HttpResponse:
    affectation, demande = _proposition(request, pk)
    form = DeclinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.decliner(agent=request.user, affectation=affectation, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "C’est noté : la demande est proposée à un confrère.")
            return redirect("avis:a_traiter")
    retour = reverse("avis:proposition", args=[pk])
    fil = [("À traiter", reverse("avis:a_traiter")), (str(demande), retour), ("Décliner", "")]
    return saisie(request, form, titre="Je ne peux pas répondre", libelle="Décliner", retour=retour, fil=fil)


def _la_mienne(request: RequeteAgent, pk: int) -> Demande:
    demande = obtenir_demande(request, pk)
    exiger(request.user, AVIS_RENDRE, demande.requis or demande)
    return demande


@ecriture(AVIS_RENDRE)
def demander_complement(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _la_mienne(request, pk)
    cle = f"avis.complement_demande.{demande.pk}"
    brouillon = brouillons.charger(request.user, cle)
    form = MessageForm(request.POST or None, initial=brouillons.initial_de(brouillon))
    del form.fields["pieces"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.demander_complement(agent=request.user, demande=demande, texte=form.cleaned_data["texte"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            brouillons.effacer(request.user, cle)
            messages.success(request, "Votre demande de complément est envoyée.")
            return redirect(lien(demande))
    texte = "Dites ce qui vous manque pour répondre, en une fois si possible."
    fil = fil_demande(request.user, demande, ("Complément", ""))
    return saisie(
        request,
        form,
        titre="Demander un complément",
        libelle="Envoyer",
        cle=cle,
        brouillon=brouillon,
        texte=texte,
        retour=lien(demande),
        fil=fil,
    )


@ecriture(AVIS_RENDRE)
def rendre(request: RequeteAgent, pk: int) -> HttpResponse:
    demande = _la_mienne(request, pk)
    form = DeclinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rendre(agent=request.user, demande=demande, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La demande est proposée à un confrère.")
            return redirect("avis:a_traiter")
    fil = fil_demande(request.user, demande, ("Rendre", ""))
    return saisie(request, form, titre="Rendre la demande", libelle="Rendre", retour=lien(demande), fil=fil)


@ecriture(AVIS_RENDRE)
def repondre(request: RequeteAgent, pk: int) -> HttpResponse:
    """The question on one side, the answer on the other; the report is issued at once."""
    demande = _la_mienne(request, pk)
    tracer_lecture(demande, request.user, organisation_id=demande.requerant_id, motif="Réponse")
    cle = f"avis.reponse.{demande.pk}"
    brouillon = brouillons.charger(request.user, cle)
    form = ReponseForm(
        request.POST or None,
        initial={"discipline": demande.filiere.nom, **brouillons.initial_de(brouillon)},
        est_adressage_permis=demande.est_adressage_permis,
    )
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():  # an answer never goes without its report
                avis = actions.repondre(agent=request.user, demande=demande, reponse=form.reponse())
                document = produire(COMPTE_RENDU.code, avis, agent=request.user)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            brouillons.effacer(request.user, cle)
            messages.success(
                request, f"Votre réponse est envoyée, avec son compte rendu n° {document.numero}."
            )
            return redirect(lien(demande))
    dossier = ouvrir_dossier(request.user, demande)
    contexte = {
        "form": form,
        "cle": cle,
        "brouillon": brouillon,
        "demande": demande,
        "dossier": dossier,
        "pieces": pieces_du_dossier(dossier),
        "retour": lien(demande),
        "fil": fil_demande(request.user, demande, ("Répondre", "")),
    }
    return render(request, "avis/repondre.html", contexte, status=422 if form.errors else 200)


@ecriture(AVIS_RENDRE)
def organiser(request: RequeteAgent, pk: int, adressage: int) -> HttpResponse:
    """The appointment that the specialist found for his colleague's patient."""
    demande = _la_mienne(request, pk)
    ligne = obtenir(
        Adressage.objects.visibles_par(request.user).select_related("demande__cle", "demande__praticien"),
        pk=adressage,
        demande=demande,
    )
    form = OrganisationForm(request.POST or None, initial={"date_rendez_vous": ligne.date_rendez_vous})
    if request.method == "POST" and form.is_valid():
        try:
            consultations.organiser(agent=request.user, adressage=ligne, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "C’est noté : votre confrère est prévenu.")
            return redirect(lien(demande))
    fil = fil_demande(request.user, demande, ("Consultation", ""))
    return saisie(
        request,
        form,
        titre="Organiser la consultation",
        texte=f"{ligne.discipline or demande.filiere.nom}, {ligne.get_delai_display().lower()}.",
        retour=lien(demande),
        fil=fil,
    )


@lecture(AVIS_RENDRE)
def mon_dossier(request: RequeteAgent) -> HttpResponse:
    """What lets him advise, and until when."""
    specialiste = _moi(request.user)
    pieces = PieceEligibilite.objects.filter(specialiste=specialiste, horodatage_retrait=None)
    contexte = {
        "specialiste": specialiste,
        "manques": manques([specialiste], timezone.localdate())[specialiste.pk] if specialiste else [],
        "pieces": tableau_des_pieces(list(pieces)),
        "filieres": [r.filiere for r in specialiste.rattachements.select_related("filiere")]
        if specialiste
        else [],
    }
    return render(request, "avis/mon_dossier.html", contexte)


def _moi(agent: Agent) -> Specialiste | None:
    siens = Specialiste.objects.filter(exercice__in=perimetre(agent, AVIS_RENDRE))
    return siens.select_related("personne", "gestionnaire").order_by("id").first()
