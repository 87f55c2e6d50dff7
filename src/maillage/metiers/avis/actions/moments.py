"""Instants as a person says them."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.commun.textes import date_longue, heure


def moment(instant: dt.datetime | None) -> str:
    """« aujourd’hui à 16 h 30 », « demain à 9 h », « lundi 1er décembre à 9 h »; the year when it is another one."""
    if instant is None:
        return ""
    local, aujourd_hui = timezone.localtime(instant), timezone.localdate()
    jour = {-1: "hier", 0: "aujourd’hui", 1: "demain"}.get((local.date() - aujourd_hui).days)
    if jour is None:
        jour = date_longue(local.date(), avec_jour=True).removesuffix(f" {aujourd_hui.year}")
    return f"{jour} à {heure(local)}"
