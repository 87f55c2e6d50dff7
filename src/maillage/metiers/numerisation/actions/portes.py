"""A door broken open: one record of another centre of the service, for an hour, for a reason that others read."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import ACCES_EXAMINER, ACCES_FORCER, ACCES_LIRE, PAGE_LIRE
from maillage.metiers.numerisation.enums.acces import AvisPorte
from maillage.metiers.numerisation.models import Centre, Dossier, Porte
from maillage.metiers.numerisation.regles.acces import DUREE_PORTE, motifs_de_porte_fermee
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.exiger import exiger, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.alertes import prevenir


def forcer(*, agent: Agent, etiquette: Etiquette, motif: str) -> Porte:
    """Open a record by its label, exactly typed. The doctor and the DPO of its centre are told at once."""
    exiger(agent, ACCES_FORCER)
    dossier = _du_meme_service(agent, etiquette)
    motifs = motifs_de_porte_fermee(
        motif,
        est_du_service=dossier is not None,
        est_deja_lisible=dossier is not None and peut(agent, PAGE_LIRE, dossier.centre),
    )
    if motifs or dossier is None:
        raise ValidationError(motifs)
    maintenant = timezone.now()
    with transaction.atomic():
        porte = Porte(
            dossier=dossier,
            centre=dossier.centre,
            agent=agent,
            motif=motif.strip(),
            horodatage=maintenant,
            horodatage_fin=maintenant + DUREE_PORTE,
            date=timezone.localdate(maintenant),
        )
        porte.full_clean(exclude=["dossier", "centre", "agent"])
        porte.save()
        with au_nom_du_service():
            prevenir(
                dossier.centre,
                ACCES_LIRE,
                texte="Un dossier a été ouvert par un accès d’exception.",
                detail=f"Accès d’exception : {dossier}, par {agent}.",
                url=reverse("numerisation:porte", args=[porte.pk]),
            )
    return porte


def _du_meme_service(agent: Agent, etiquette: Etiquette) -> Dossier | None:
    """The record of this label, if it is of a service where the agent may break a door open."""
    siens = perimetre(agent, ACCES_FORCER)
    services = Centre.objects.filter(organisation__in=siens).order_by("pk").values_list("service", flat=True)
    with au_nom_du_service():
        du_service = Centre.objects.filter(service__in=list(services)).values("organisation")
        dossiers = Dossier.objects.select_related("centre").filter(centre__in=du_service)
        return dossiers.filter(code=etiquette.code).first()


def examiner(*, agent: Agent, porte: Porte, avis: str, commentaire: str) -> Porte:
    """What the DPO says of it: justified or not. Nobody examines his own."""
    exiger(agent, ACCES_EXAMINER, porte)
    if avis not in (AvisPorte.JUSTIFIE, AvisPorte.INJUSTIFIE):
        raise ValidationError({"avis": "Dites si cet accès était justifié."})
    if avis == AvisPorte.INJUSTIFIE and not commentaire.strip():
        raise ValidationError({"commentaire": "Dites pourquoi il ne l’était pas."})
    if porte.agent_id == agent.pk:
        raise ValidationError("Nul n’examine son propre accès.")
    with transaction.atomic():
        actuelle = Porte.objects.select_for_update(of=("self",)).get(pk=porte.pk)
        actuelle.avis, actuelle.commentaire = avis, commentaire.strip()
        actuelle.auteur_avis, actuelle.horodatage_avis = agent, timezone.now()
        actuelle.save(update_fields=["avis", "commentaire", "auteur_avis", "horodatage_avis"])
    return actuelle
