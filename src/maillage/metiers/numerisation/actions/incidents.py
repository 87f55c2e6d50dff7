"""An incident: opened by anybody who meets it, or by a count that does not fall right; qualified, treated, closed.

`ouvrir` is what the other subjects call when something goes wrong by itself:

    ouvrir(agent=…, organisation=centre, nature=NatureIncident.ECART, description="…", objet=expedition,
           libelle="Expédition 12", url="/numerisation/…", prestataire=…, est_automatique=True)

`dossier=` stops the journey of a record (no seal, no destruction) until the incident is closed.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer
from maillage.metiers.numerisation.droits import INCIDENT_DECLARER, INCIDENT_TRAITER, VIOLATION_QUALIFIER
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.enums.incidents import (
    EtatIncident,
    NatureIncident,
    Qualification,
)
from maillage.metiers.numerisation.models import ActionCorrective, Dossier, Incident
from maillage.metiers.numerisation.regles import incidents as regles
from maillage.socle.acces.chiffrement import Coffre, chiffrer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.interface.alertes import prevenir

DESCRIPTION_MINIMALE = 10
VIOLATION = declarer_genre_echeance(
    "numerisation.violation",
    "Violation de données à qualifier et à notifier",
    verbe="Qualifier une violation de données",
    bouton="Qualifier",
    droit=VIOLATION_QUALIFIER,
    rappels=(2, 1, 0),
)
ACTION = declarer_genre_echeance(
    "numerisation.action",
    "Action corrective",
    verbe="Faire une action corrective",
    bouton="Ouvrir",
    droit=INCIDENT_TRAITER,
    rappels=(3, 0),
)
QUALIFICATIONS_DU_DPO = (Qualification.AUCUNE, Qualification.SANS_RISQUE, Qualification.A_NOTIFIER)


def ouvrir(
    *,
    agent: Agent,
    organisation: Organisation,
    nature: str,
    description: str,
    gravite: str = "",
    dossier: Dossier | None = None,
    prestataire: Organisation | None = None,
    objet: models.Model | None = None,
    libelle: str = "",
    url: str = "",
    connaissance: dt.datetime | None = None,
    est_automatique: bool = False,
) -> Incident:
    """Write an incident down. A presumed breach of personal data starts the seventy-two hours and tells the DPO."""
    maintenant = timezone.now()
    connaissance = connaissance or maintenant
    if nature not in NatureIncident.values:
        raise ValidationError({"nature": "Choisissez ce qui s’est passé."})
    if len(description.strip()) < DESCRIPTION_MINIMALE:
        raise ValidationError(
            {"description": "Dites en une phrase ce qui s’est passé, sans nommer personne."}
        )
    if connaissance > maintenant:
        raise ValidationError({"connaissance": "L’instant où l’incident a été connu est dans le futur."})
    if dossier is not None and dossier.centre_id != organisation.pk:
        organisation = dossier.centre
    cible: models.Model | None = objet if objet is not None else dossier
    with transaction.atomic():
        cle, scelle = chiffrer({"description": description.strip()})
        incident = Incident(
            organisation=organisation,
            prestataire=prestataire,
            dossier=dossier,
            objet_type=cible._meta.label_lower if cible is not None else "",
            objet_id=cible.pk if cible is not None else None,
            objet_libelle=(libelle or (str(dossier) if dossier else ""))[:120],
            objet_url=url,
            nature=nature,
            gravite=gravite or regles.gravite_proposee(nature),
            qualification=regles.qualification_initiale(nature),
            est_automatique=est_automatique,
            cle=cle,
            contenu=scelle,
            auteur=agent,
            date=timezone.localdate(maintenant),
            horodatage=maintenant,
            horodatage_connaissance=connaissance,
        )
        exiger(agent, INCIDENT_DECLARER, incident)
        incident.full_clean(exclude=["organisation", "prestataire", "dossier", "cle", "auteur"])
        incident.save()
        if dossier is not None:
            _marquer(dossier, TypeEvenement.INCIDENT, incident, agent)
        _attendre_le_dpo(incident)
        _prevenir(incident)
    return incident


def recit(incident: Incident) -> dict[str, str]:
    """What was said of it, in clear; empty past retention."""
    return Coffre(incident.cle).ouvrir(incident.contenu)


def qualifier(*, agent: Agent, incident: Incident, qualification: str, motif: str) -> Incident:
    """What the DPO says: not a breach, a breach without risk (kept in the register), or one to notify."""
    exiger(agent, VIOLATION_QUALIFIER, incident)
    if qualification not in QUALIFICATIONS_DU_DPO:
        raise ValidationError({"qualification": "Choisissez l’une des trois qualifications."})
    if not motif.strip():
        raise ValidationError(
            {"motif": "Dites pourquoi : le registre des violations le conserve (RGPD, art. 33, 5)."}
        )
    with transaction.atomic():
        actuel = _verrouiller(incident)
        if actuel.qualification == Qualification.NOTIFIEE:
            raise ValidationError("Cette violation est déjà notifiée : elle ne se qualifie plus.")
        actuel.qualification = qualification
        _noter(actuel, "qualification", motif)
        actuel.save(update_fields=["qualification", "contenu"])
        _attendre_le_dpo(actuel)
    return actuel


def notifier(*, agent: Agent, incident: Incident, horodatage: dt.datetime, retard: str = "") -> Incident:
    """The supervisory authority has been told; late, the reasons of the delay are kept."""
    exiger(agent, VIOLATION_QUALIFIER, incident)
    if horodatage > timezone.now():
        raise ValidationError({"horodatage": "La notification est dans le futur."})
    with transaction.atomic():
        actuel = _verrouiller(incident)
        motifs = regles.motifs_de_non_notification(
            actuel.qualification, actuel.horodatage_connaissance, horodatage, retard
        )
        if motifs:
            raise ValidationError(motifs)
        actuel.qualification, actuel.horodatage_notification = Qualification.NOTIFIEE, horodatage
        _noter(actuel, "retard", retard)
        actuel.save(update_fields=["qualification", "horodatage_notification", "contenu"])
        with au_nom_du_service() as systeme:
            lever_echeance(agent=systeme, genre=VIOLATION, objet=actuel)
    return actuel


def ajouter_action(
    *, agent: Agent, incident: Incident, nature: str, libelle: str, responsable: str, date_echeance: dt.date
) -> ActionCorrective:
    exiger(agent, INCIDENT_TRAITER, incident)
    with transaction.atomic():
        actuel = _verrouiller(incident)
        action = ActionCorrective(
            incident=actuel,
            organisation_id=actuel.organisation_id,
            prestataire_id=actuel.prestataire_id,
            nature=nature,
            libelle=libelle.strip(),
            responsable=responsable.strip(),
            date_echeance=date_echeance,
        )
        action.full_clean(exclude=["incident", "organisation", "prestataire"])
        action.save()
        with au_nom_du_service() as systeme:
            creer_echeance(
                agent=systeme,
                genre=ACTION,
                organisation=actuel.organisation,
                objet=action,
                libelle=f"{actuel} : {action.libelle}"[:200],
                date_limite=date_echeance,
                url=_url(actuel),
            )
    return action


def faire_action(*, agent: Agent, action: ActionCorrective) -> ActionCorrective:
    """Done today. Twice is once."""
    exiger(agent, INCIDENT_TRAITER, action)
    with transaction.atomic():
        actuelle = ActionCorrective.objects.select_for_update(of=("self",)).get(pk=action.pk)
        if actuelle.date_fait is None:
            actuelle.date_fait = timezone.localdate()
            actuelle.save(update_fields=["date_fait"])
            with au_nom_du_service() as systeme:
                lever_echeance(agent=systeme, genre=ACTION, objet=actuelle)
    return actuelle


def verifier_action(*, agent: Agent, action: ActionCorrective, est_efficace: bool) -> ActionCorrective:
    """Somebody looked whether it worked; what did not asks for another action."""
    exiger(agent, INCIDENT_TRAITER, action)
    if action.date_fait is None:
        raise ValidationError("Une action se vérifie une fois faite.")
    action.est_efficace = est_efficace
    action.save(update_fields=["est_efficace"])
    return action


def clore(*, agent: Agent, incident: Incident, cause: str, suite: str = "") -> Incident:
    """Once the DPO has said, what had to be done is done and the cause is known."""
    exiger(agent, INCIDENT_TRAITER, incident)
    with transaction.atomic():
        actuel = _verrouiller(incident)
        ouvertes = [action.libelle for action in actuel.actions.filter(date_fait=None)]
        motifs = regles.motifs_de_non_cloture(actuel.qualification, ouvertes, cause)
        if motifs:
            raise ValidationError(motifs)
        actuel.etat, actuel.horodatage_cloture = EtatIncident.CLOS, timezone.now()
        _noter(actuel, "cause", cause)
        _noter(actuel, "suite", suite)
        actuel.save(update_fields=["etat", "horodatage_cloture", "contenu"])
        if actuel.dossier is not None:
            _marquer(actuel.dossier, TypeEvenement.CLOTURE_INCIDENT, actuel, agent)
    return actuel


def _verrouiller(incident: Incident) -> Incident:
    actuel = (
        Incident.objects.select_for_update(of=("self",))
        .select_related("cle", "organisation", "dossier__centre")
        .get(pk=incident.pk)
    )
    if not actuel.est_ouvert:
        raise ValidationError("Cet incident est clos : il ne change plus.")
    return actuel


def _marquer(dossier: Dossier, evenement: TypeEvenement, incident: Incident, auteur: Agent) -> None:
    """The journey of a record stops, or goes on; whoever meets an incident may not move records himself."""
    with au_nom_du_service():
        avancer(dossier, evenement, auteur=auteur, motif=str(incident))


def _noter(incident: Incident, nom: str, texte: str) -> None:
    if texte.strip():
        coffre = Coffre(incident.cle)
        incident.contenu = coffre.sceller({**coffre.ouvrir(incident.contenu), nom: texte.strip()})


def _url(incident: Incident) -> str:
    return reverse("numerisation:incident", args=[incident.pk])


def _attendre_le_dpo(incident: Incident) -> None:
    """Seventy-two hours from the moment when it was known; said by the day, the hour is on the page."""
    with au_nom_du_service() as systeme:
        if incident.qualification in regles.EN_ATTENTE_DU_DPO:
            creer_echeance(
                agent=systeme,
                genre=VIOLATION,
                organisation=incident.organisation,
                objet=incident,
                libelle=f"{incident}, {incident.get_nature_display().lower()}",
                date_limite=timezone.localdate(
                    regles.limite_de_notification(incident.horodatage_connaissance)
                ),
                url=_url(incident),
                base_legale="RGPD, art. 33",
            )
        else:
            annuler_echeance(agent=systeme, genre=VIOLATION, objet=incident, motif="Qualifiée")


def _prevenir(incident: Incident) -> None:
    detail = f"{incident} : {incident.get_nature_display().lower()}, {incident.organisation.nom}."
    prevenir(
        incident.organisation,
        INCIDENT_TRAITER,
        texte="Un incident est signalé.",
        detail=detail,
        url=_url(incident),
    )
    if incident.qualification == Qualification.A_QUALIFIER:
        prevenir(
            incident.organisation,
            VIOLATION_QUALIFIER,
            texte="Une violation de données est présumée : elle est à qualifier sous soixante-douze heures.",
            detail=f"{detail} À qualifier sous 72 heures.",
            url=_url(incident),
        )
