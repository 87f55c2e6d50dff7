"""What a professional says of himself: profile, places, absences, wish; and that it is all still true."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.droits import PROFIL_TENIR
from maillage.metiers.protection.models import Absence, Confirmation, Inscription, Mandataire, Zone
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.echeances.actions import creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

CONFIRMATION = declarer_genre_echeance(
    "protection.confirmation",
    "Confirmation des données",
    verbe="Confirmer vos disponibilités et vos mesures",
    bouton="Confirmer",
    droit=PROFIL_TENIR,
    rappels=(),
)
"""Due sixty days after the last confirmation; at thirty, forty-five and sixty, see `actions.fraicheur`."""
PROFIL = (
    "natures", "langues", "est_langue_signes", "specialites", "rythme", "date_rythme_fin", "entrees_par_mois",
)  # fmt: skip


def confirmer(*, agent: Agent, mandataire: Mandataire) -> Confirmation:
    """« Rien à changer »: everything shown of this professional is right today."""
    exiger(agent, PROFIL_TENIR, mandataire.organisation)
    with transaction.atomic():
        precedente = Confirmation.objects.filter(mandataire=mandataire).order_by("-id").first()
        confirmation = Confirmation.objects.create(
            organisation_id=mandataire.organisation_id, mandataire=mandataire, auteur=agent
        )
        Mandataire.objects.filter(pk=mandataire.pk).update(horodatage_confirmation=confirmation.horodatage)
        mandataire.horodatage_confirmation = confirmation.horodatage
        if precedente is not None:
            lever_echeance(agent=agent, genre=CONFIRMATION, objet=precedente)
        creer_echeance(
            agent=agent,
            genre=CONFIRMATION,
            organisation=mandataire.organisation,
            objet=confirmation,
            libelle=f"Dernière confirmation le {timezone.localdate():%d/%m/%Y}",
            date_limite=timezone.localdate() + dt.timedelta(days=SEUILS_FRAICHEUR[-1]),
            url=reverse("protection:mandataire", args=[mandataire.pk]),
        )
    return confirmation


def modifier_profil(
    *, agent: Agent, mandataire: Mandataire, souhaits: Mapping[int, int | None], **champs: Any
) -> Mandataire:
    """Change what one may take and how fast; `souhaits` gives, by inscription, how many measures are wished.

    Saying what changed is saying that the rest is right: the data are confirmed by the same gesture.
    """
    exiger(agent, PROFIL_TENIR, mandataire.organisation)
    inconnus = set(champs) - set(PROFIL)
    if inconnus:
        raise TypeError(f"Unknown fields of a profile: {sorted(inconnus)}")
    with transaction.atomic():
        mandataire = Mandataire.objects.select_for_update(of=("self",)).get(pk=mandataire.pk)
        for champ, valeur in champs.items():
            setattr(mandataire, champ, sorted(set(valeur)) if isinstance(valeur, list | tuple) else valeur)
        mandataire.full_clean(exclude=["organisation", "autorite", "personne"])
        mandataire.save(update_fields=[*champs])
        inscriptions = Inscription.objects.select_for_update(of=("self",)).filter(
            mandataire=mandataire, pk__in=souhaits, date_fin=None
        )
        for inscription in inscriptions.order_by("id"):
            inscription.nombre_souhaite = souhaits[inscription.pk]
            inscription.save(update_fields=["nombre_souhaite"])
        confirmer(agent=agent, mandataire=mandataire)
    return mandataire


def choisir_zones(
    *,
    agent: Agent,
    mandataire: Mandataire,
    tribunaux: Collection[Organisation],
    communes: Collection[Commune],
) -> None:
    """Say at which courts and in which communes one wishes to be called; what is not named is withdrawn."""
    exiger(agent, PROFIL_TENIR, mandataire.organisation)
    if any(tribunal.type not in TRIBUNAUX for tribunal in tribunaux):
        raise ValidationError({"tribunaux": "Choisissez des tribunaux de l’annuaire."})
    voulues = {(tribunal.pk, None) for tribunal in tribunaux} | {(None, commune.pk) for commune in communes}
    with transaction.atomic():
        Mandataire.objects.select_for_update(of=("self",)).get(pk=mandataire.pk)
        actuelles = {
            (zone.tribunal_id, zone.commune_id): zone.pk
            for zone in Zone.objects.filter(mandataire=mandataire).order_by("id")
        }
        Zone.objects.filter(pk__in=[pk for lieu, pk in actuelles.items() if lieu not in voulues]).delete()
        Zone.objects.bulk_create(
            Zone(
                organisation_id=mandataire.organisation_id,
                mandataire=mandataire,
                tribunal_id=tribunal,
                commune_id=commune,
            )
            for tribunal, commune in sorted(voulues - set(actuelles), key=str)
        )


def declarer_absence(
    *, agent: Agent, mandataire: Mandataire, date_debut: dt.date, date_fin: dt.date, motif: str
) -> Absence:
    """Days when nothing new is taken."""
    exiger(agent, PROFIL_TENIR, mandataire.organisation)
    absence = Absence(
        organisation_id=mandataire.organisation_id,
        mandataire=mandataire,
        date_debut=date_debut,
        date_fin=date_fin,
        motif=motif,
    )
    absence.full_clean(exclude=["organisation", "mandataire"])
    absence.save()
    return absence


def retirer_absence(*, agent: Agent, absence: Absence) -> None:
    exiger(agent, PROFIL_TENIR, Organisation(pk=absence.organisation_id))
    Absence.objects.filter(pk=absence.pk).delete()


def suspendre(*, agent: Agent, mandataire: Mandataire, motif: str) -> Mandataire:
    """Take no new measure until further notice. The places shown fall to none; nothing else changes."""
    return _suspendre(agent, mandataire, motif, est_suspendu=True)


def reprendre(*, agent: Agent, mandataire: Mandataire) -> Mandataire:
    """Take new measures again."""
    return _suspendre(agent, mandataire, "", est_suspendu=False)


def _suspendre(agent: Agent, mandataire: Mandataire, motif: str, *, est_suspendu: bool) -> Mandataire:
    exiger(agent, PROFIL_TENIR, mandataire.organisation)
    if est_suspendu and not motif:
        raise ValidationError({"motif": "Dites pourquoi vous ne prenez plus de mesure."})
    mandataire.est_suspendu, mandataire.motif_suspension = est_suspendu, motif
    mandataire.save(update_fields=["est_suspendu", "motif_suspension"])
    return mandataire
