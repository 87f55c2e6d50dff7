"""A request, for the practice that asks and for the specialist who took it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions.moments import moment
from maillage.metiers.avis.actions.orientation import attente
from maillage.metiers.avis.actions.plafond import du_demandeur, du_specialiste
from maillage.metiers.avis.actions.reponses import est_a_examiner
from maillage.metiers.avis.droits import AVIS_LIRE, DEMANDE_ENVOYER
from maillage.metiers.avis.enums.demandes import CHERCHEES, EN_CHARGE, StatutDemande
from maillage.metiers.avis.models import Demande, EvenementDemande
from maillage.metiers.avis.regles.parcours import est_rouvrable
from maillage.metiers.avis.views.commun import (
    badge,
    est_du_requerant,
    est_du_requis,
    fil_demande,
    obtenir_demande,
)
from maillage.metiers.avis.views.dossier import ouvrir_dossier, pieces_du_dossier
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, consultation, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.journal.traces import tracer_lecture


@consultation(AVIS_LIRE)
def demande(request: RequeteAgent, pk: int) -> HttpResponse:
    """Where it stands, then the answer, then what was asked. Who the patient is is traced as read."""
    ici = obtenir_demande(request, pk)
    tracer_lecture(ici, request.user, organisation_id=ici.requerant_id, motif="Dossier")
    dossier = ouvrir_dossier(request.user, ici)
    documents = DocumentProduit.objects.visibles_par(request.user)
    papiers = [d for vu in dossier.avis for d in documents.de(vu.avis)]
    papiers += [d for vu in dossier.avis if vu.adressage for d in documents.de(vu.adressage)]
    contexte = {
        **cadre(request.user, ici, "dossier"),
        "dossier": dossier,
        "pieces": pieces_du_dossier(dossier, est_brouillon=ici.statut == StatutDemande.BROUILLON),
        "documents": papiers,
        "phrase": _phrase(request.user, ici),
        "plafond": _plafond(request.user, ici),
        "suivi_du": bool(
            dossier.suivi and not dossier.suivi.recours and dossier.suivi.date_prevue <= timezone.localdate()
        ),
    }
    return render(request, "avis/demande.html", contexte)


@lecture(AVIS_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    """What happened, then who saw and who changed."""
    ici = obtenir_demande(request, pk)
    contexte = {
        **cadre(request.user, ici, "historique"),
        "etapes": list(
            EvenementDemande.objects.visibles_par(request.user)
            .filter(demande=ici)
            .select_related("auteur__personne", "specialiste__personne")
            .order_by("-version")
        ),
        "evenements": evenements_de(ici),
    }
    return render(request, "avis/historique.html", contexte)


def cadre(agent: Agent, ici: Demande, onglet: str) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""
    est_demandeur, est_specialiste = est_du_requerant(agent, ici), est_du_requis(agent, ici)
    action, autres = _gestes_du_demandeur(agent, ici) if est_demandeur else _gestes_du_specialiste(ici)
    return {
        "demande": ici,
        "titre": str(ici),
        "surtitre": ici.filiere.nom,
        "statut": badge(ici, est_specialiste=not est_demandeur),
        "action": action,
        "autres": autres,
        "faits": _faits(ici, est_demandeur=est_demandeur),
        "est_demandeur": est_demandeur,
        "est_specialiste": est_specialiste,
        "peut_envoyer": peut(agent, DEMANDE_ENVOYER, ici.requerant),
        "fil": fil_demande(agent, ici),
        "onglet": onglet,
        "onglets": [
            Onglet("dossier", "Dossier", reverse("avis:demande", args=[ici.pk])),
            Onglet("historique", "Historique", reverse("avis:historique", args=[ici.pk])),
        ],
    }


def _faits(ici: Demande, *, est_demandeur: bool) -> list[Fait]:
    autre = (
        Fait("Spécialiste", ici.specialiste or "pas encore")
        if est_demandeur
        else Fait("Demandée par", str(ici.praticien), str(ici.requerant.parent or ""))
    )
    echeance = (
        Fait("Répondue", moment(ici.horodatage_reponse))
        if ici.horodatage_reponse
        else Fait("Réponse attendue", moment(ici.horodatage_limite_reponse) or "–")
    )
    return [
        Fait("Urgence", ici.get_urgence_display()),
        autre,
        Fait("Envoyée", moment(ici.horodatage_publication) or "pas encore"),
        echeance,
    ]


def _bouton(libelle: str, nom: str, ici: Demande, **options: Any) -> Bouton:
    return Bouton(libelle, reverse(f"avis:{nom}", args=[ici.pk]), **options)


def _gestes_du_demandeur(agent: Agent, ici: Demande) -> tuple[Bouton | None, list[Bouton]]:
    envoie = peut(agent, DEMANDE_ENVOYER, ici.requerant)
    statut, action, autres = StatutDemande(ici.statut), None, []
    if statut == StatutDemande.BROUILLON:
        modifier = _bouton("Modifier", "modifier", ici, touche="m")
        action = _bouton("Envoyer", "envoyer", ici, methode="post", touche="e") if envoie else modifier
        autres += [modifier] if envoie else []
    if statut == StatutDemande.COMPLEMENT and envoie:
        action = _bouton("Répondre au spécialiste", "complement", ici, touche="r")
    if statut == StatutDemande.REPONDUE and envoie:
        action = _bouton("Clôturer", "clore", ici, touche="c")
    if (
        envoie
        and statut in (StatutDemande.REPONDUE, StatutDemande.CLOTUREE)
        and ici.horodatage_reponse
        and est_rouvrable(ici.horodatage_reponse, timezone.now())
    ):
        autres.append(_bouton("Poser une nouvelle question", "rouvrir", ici))
    if statut != StatutDemande.BROUILLON and not ici.horodatage_purge:
        adresse = f"{reverse('avis:demander')}?patient={ici.pk}"
        autres.append(Bouton("Autre avis pour ce patient", adresse))
    if ici.est_ouverte and envoie:
        autres.append(_bouton("Le patient s’aggrave", "reorienter", ici, est_dangereux=True))
    if ici.est_ouverte or statut == StatutDemande.BROUILLON:
        autres.append(_bouton("Annuler la demande", "annuler", ici, est_dangereux=True))
    if not ici.est_close or statut == StatutDemande.CLOTUREE:
        autres.append(
            _bouton("Le patient retire son accord", "retirer_consentement", ici, est_dangereux=True)
        )
    return action, autres


def _gestes_du_specialiste(ici: Demande) -> tuple[Bouton | None, list[Bouton]]:
    if ici.statut not in EN_CHARGE:
        return None, []
    autres = [_bouton("Rendre la demande", "rendre", ici, est_dangereux=True)]
    if ici.statut == StatutDemande.PRISE:
        autres.insert(0, _bouton("Demander un complément", "demander_complement", ici))
    return _bouton("Répondre", "repondre", ici, touche="r"), autres


def _plafond(agent: Agent, ici: Demande) -> str:
    """What the yearly cap says, as long as one may still decide otherwise."""
    if ici.statut == StatutDemande.BROUILLON and est_du_requerant(agent, ici):
        return du_demandeur([ici.requerant_id], ici.empreinte_patient, sauf=ici.pk)[1]
    if ici.statut in EN_CHARGE and ici.specialiste and est_du_requis(agent, ici):
        return du_specialiste(ici.specialiste, ici)
    return ""


def _phrase(agent: Agent, ici: Demande) -> str:
    """Where it stands, in one sentence, for whoever reads."""
    if not est_du_requerant(agent, ici):
        if ici.statut == StatutDemande.COMPLEMENT:
            return "Vous avez demandé un complément : la demande revient ici dès qu’il arrive."
        if ici.statut == StatutDemande.PRISE and est_a_examiner(ici):
            return "Déjà deux échanges : si le doute demeure, conseillez une consultation."
        return ""
    if ici.statut in CHERCHEES:
        return attente(ici)
    if ici.statut == StatutDemande.BROUILLON and not peut(agent, DEMANDE_ENVOYER, ici.requerant):
        return f"{ici.praticien} relit, puis envoie : personne d’autre ne la voit encore."
    return {
        StatutDemande.BROUILLON: "Relisez, puis envoyez : personne d’autre ne la voit encore.",
        StatutDemande.PRISE: f"{ici.specialiste} a pris votre demande {moment(ici.horodatage_prise)}.",
        StatutDemande.COMPLEMENT: f"{ici.specialiste} vous demande un complément.",
        StatutDemande.REPONDUE: "Dites en deux questions ce que la réponse a changé : la demande sera clôturée.",
    }.get(StatutDemande(ici.statut), "")
