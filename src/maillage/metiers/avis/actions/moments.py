"""Instants as a person says them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.commun.textes import date_longue, heure


def moment(instant: dt.datetime | None) -> str:
    """« aujourd’hui à 16 h 30 », « demain à 9 h », « lundi 1er décembre 2026 à 9 h »."""
    if instant is None:
        return ""
    local = timezone.localtime(instant)
    ecart = (local.date() - timezone.localdate()).days
    jour = {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get(ecart) or date_longue(local.date(), avec_jour=True)
    return f"{jour} à {heure(local)}"
