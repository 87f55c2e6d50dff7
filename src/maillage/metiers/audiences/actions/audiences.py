"""A hearing: opened on the calendar, composed, then it sits, is suspended, resumes and rises."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.echeances import poser_echeances
from maillage.metiers.audiences.actions.faits import compter_audience, recompter_audience
from maillage.metiers.audiences.actions.reprises import reprendre, reprendre_la_note
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import NatureAudience, RoleMembre, StatutAudience
from maillage.metiers.audiences.models import Audience, Audiencement, Membre, Seance
from maillage.metiers.audiences.regles.affaires import controler_jour_audience
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation


@dataclass(frozen=True)
class ValeursAudience:
    """What is known of a hearing when it is put on the calendar."""

    date: dt.date
    heure: dt.time
    type: str
    nature: str = NatureAudience.CORRECTIONNELLE
    salle: str = ""
    dossiers_maximum: int | None = None
    minutes_prevues: int | None = None
    reference_externe: str = ""


DITS = ("date", "heure", "type", "nature")
"""What signed papers say of the hearing."""


def creer_audience(*, agent: Agent, chambre: Organisation, valeurs: ValeursAudience) -> Audience:
    exiger(agent, AUDIENCE_TENIR, chambre)
    audience = Audience(chambre=chambre, auteur=agent)
    return _enregistrer(audience, valeurs)


def modifier_audience(
    *, agent: Agent, audience: Audience, valeurs: ValeursAudience, motif: str = ""
) -> Audience:
    exiger(agent, AUDIENCE_TENIR, audience)
    with transaction.atomic():
        audience = verrouiller(audience)
        with correction(audience, motif):
            dits = [getattr(audience, champ) for champ in DITS]
            _enregistrer(audience, valeurs)
            passages = list(audience.audiencements.all())
            if dits != [getattr(audience, champ) for champ in DITS]:
                reprendre(agent, passages)
            recompter_audience(audience)
            recalculer(audience, passages)
            poser_echeances(agent, audience)
    return audience


def _enregistrer(audience: Audience, valeurs: ValeursAudience) -> Audience:
    for champ, valeur in vars(valeurs).items():
        setattr(audience, champ, valeur)
    audience.salle = audience.salle.strip()
    if refus := controler_jour_audience(audience.date, timezone.localdate()):
        raise ValidationError({"date": refus})
    audience.full_clean(exclude=["chambre", "auteur"])
    audience.save()
    return audience


def verrouiller(audience: Audience) -> Audience:
    return Audience.objects.select_for_update(of=("self",)).select_related("chambre").get(pk=audience.pk)


def composer(
    *,
    agent: Agent,
    audience: Audience,
    membres: Mapping[RoleMembre, str],
    passage: Audiencement | None = None,
    motif: str = "",
) -> None:
    """Say who sits, for the hearing or for one case of it; an empty name takes somebody off."""
    exiger(agent, AUDIENCE_TENIR, audience)
    with transaction.atomic(), correction(audience, motif):
        presents = {m.role: m for m in Membre.objects.filter(audience=audience, audiencement=passage)}
        change = False
        for role, saisi in membres.items():
            nom, present = saisi.strip(), presents.get(role)
            change |= nom != (present.nom if present else "")
            if present is None and nom:
                Membre.objects.create(
                    audience=audience,
                    audiencement=passage,
                    chambre_id=audience.chambre_id,
                    role=role,
                    nom=nom,
                )
            elif present is not None and not nom:
                present.delete()
            elif present is not None and present.nom != nom:
                present.nom = nom
                present.save(update_fields=["nom"])
        concernes = [passage] if passage else list(audience.audiencements.all())
        if change and reprendre(agent, concernes):
            recalculer(audience, concernes)


def ouvrir(*, agent: Agent, audience: Audience, instant: dt.datetime | None = None) -> Audience:
    """Open the hearing, or resume it. Opening twice changes nothing."""
    exiger(agent, AUDIENCE_TENIR, audience)
    instant = instant or timezone.now()
    with transaction.atomic():
        audience = verrouiller(audience)
        if audience.statut == StatutAudience.CLOSE:
            raise ValidationError("L’audience est levée. Pour la reprendre, rouvrez-la avec un motif.")
        if _en_cours(audience) is None:
            Seance.objects.create(
                audience=audience, chambre=audience.chambre, horodatage_debut=instant, auteur=agent
            )
        audience.statut = StatutAudience.EN_COURS
        audience.horodatage_ouverture = audience.horodatage_ouverture or instant
        audience.save(update_fields=["statut", "horodatage_ouverture"])
    return audience


def suspendre(*, agent: Agent, audience: Audience, instant: dt.datetime | None = None) -> Audience:
    exiger(agent, AUDIENCE_TENIR, audience)
    with transaction.atomic():
        audience = verrouiller(audience)
        if audience.statut == StatutAudience.EN_COURS:
            _arreter(audience, instant or timezone.now())
            audience.statut = StatutAudience.SUSPENDUE
            audience.save(update_fields=["statut"])
    return audience


def clore(*, agent: Agent, audience: Audience, instant: dt.datetime | None = None) -> Audience:
    """The hearing rises: the time to sign, vise and file starts. Twice changes nothing."""
    exiger(agent, AUDIENCE_TENIR, audience)
    instant = instant or timezone.now()
    with transaction.atomic():
        audience = verrouiller(audience)
        if audience.statut == StatutAudience.PREVUE:
            raise ValidationError("L’audience n’a pas été ouverte.")
        if audience.statut != StatutAudience.CLOSE:
            _arreter(audience, instant)
            audience.statut = StatutAudience.CLOSE
            audience.horodatage_cloture = instant
            audience.save(update_fields=["statut", "horodatage_cloture"])
            recompter_audience(audience)
            poser_echeances(agent, audience)
    return audience


def rouvrir(*, agent: Agent, audience: Audience, motif: str) -> Audience:
    """The hearing had not risen: with a reason, it is suspended again."""
    exiger(agent, AUDIENCE_TENIR, audience)
    with transaction.atomic():
        audience = verrouiller(audience)
        with correction(audience, motif):
            if audience.est_close:
                audience.statut = StatutAudience.SUSPENDUE
                audience.save(update_fields=["statut"])
                recompter_audience(audience)
    return audience


def _en_cours(audience: Audience) -> Seance | None:
    return Seance.objects.filter(audience=audience, horodatage_fin=None).first()


def _arreter(audience: Audience, instant: dt.datetime) -> None:
    seance = _en_cours(audience)
    if seance is not None:
        seance.horodatage_fin = max(instant, seance.horodatage_debut)
        seance.save(update_fields=["horodatage_fin"])


def corriger_seance(
    *, agent: Agent, seance: Seance, debut: dt.datetime, fin: dt.datetime | None, motif: str = ""
) -> Seance:
    """The clerk was late on the button: the times say what happened."""
    exiger(agent, AUDIENCE_TENIR, seance)
    with transaction.atomic(), correction(seance.audience, motif):
        change = (seance.horodatage_debut, seance.horodatage_fin) != (debut, fin)
        seance.horodatage_debut, seance.horodatage_fin = debut, fin
        seance.full_clean(exclude=["chambre", "auteur"])
        seance.save(update_fields=["horodatage_debut", "horodatage_fin"])
        compter_audience(seance.audience)
        passages = list(seance.audience.audiencements.all())
        if change and reprendre_la_note(agent, passages):
            recalculer(seance.audience, passages)
    return seance
