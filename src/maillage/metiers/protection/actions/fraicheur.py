"""Reminding professionals whose data are getting old: at thirty, forty-five and sixty days, once each, and kept."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.protection.droits import PROFIL_TENIR
from maillage.metiers.protection.models import Mandataire, RappelFraicheur
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR, palier_fraicheur
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.alertes import prevenir


def a_rappeler(instant: dt.datetime) -> list[int]:
    """Professionals whose data have passed a threshold of which nobody told them, by identifier."""
    limite = instant - dt.timedelta(days=SEUILS_FRAICHEUR[0])
    anciens = Mandataire.objects.filter(
        Q(horodatage_confirmation=None) | Q(horodatage_confirmation__lte=limite), inscriptions__date_fin=None
    ).distinct()
    dits = set(
        RappelFraicheur.objects.order_by().values_list("mandataire", "palier", "horodatage_confirmation")
    )
    jour = timezone.localdate(instant)
    retenus = []
    for pk, confirme in anciens.order_by("id").values_list("pk", "horodatage_confirmation"):
        palier = palier_fraicheur(timezone.localdate(confirme) if confirme else None, jour)
        if palier and (pk, palier, confirme) not in dits:
            retenus.append(pk)
    return retenus


def rappeler(*, agent: Agent, mandataire: int, instant: dt.datetime) -> RappelFraicheur | None:
    """Tell this professional, and keep that he was told. Twice is once; None when there is nothing to tell."""
    with transaction.atomic():
        ligne = (
            Mandataire.objects.select_for_update(of=("self",))
            .select_related("organisation")
            .get(pk=mandataire)
        )
        exiger(agent, PROFIL_TENIR, ligne.organisation)
        confirme = ligne.horodatage_confirmation
        date = timezone.localdate(confirme) if confirme else None
        palier = palier_fraicheur(date, timezone.localdate(instant))
        if not palier:
            return None
        rappel, est_nouveau = RappelFraicheur.objects.get_or_create(
            mandataire=ligne,
            palier=palier,
            horodatage_confirmation=confirme,
            defaults={
                "organisation": ligne.organisation,
                "autorite_id": ligne.autorite_id,
                "horodatage": instant,
            },
        )
        if not est_nouveau:
            return None
        depuis = f"depuis le {date_courte(date)}" if date else "encore jamais"
        rappel.destinataires = prevenir(
            ligne.organisation,
            PROFIL_TENIR,
            texte=f"Vos disponibilités n’ont pas été confirmées {depuis}.",
            detail=f"Vos données n’ont pas été confirmées {depuis} : un clic suffit, « Rien à changer ».",
            url=reverse("protection:mandataire", args=[ligne.pk]),
        )
        rappel.save(update_fields=["destinataires"])
    return rappel
