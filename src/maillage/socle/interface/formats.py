"""How values are written on screen, over `commun.textes`: local time, signed differences, near days in words."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from maillage.commun import textes
from maillage.commun.textes import INSECABLE, nombre

Nombre = int | float | Decimal
PROCHE = 31  # days told in words


def ecart(valeur: Nombre, decimales: int = 0) -> str:
    """Write a difference with its sign: « +12 », « −1,4 », « 0 »."""
    texte_nu = nombre(valeur, decimales)
    est_nul = not texte_nu.strip("−0,")
    return nombre(0, decimales) if est_nul else f"+{texte_nu}" if valeur > 0 else texte_nu


def _local(valeur: dt.datetime) -> dt.datetime:
    return timezone.localtime(valeur) if timezone.is_aware(valeur) else valeur


def heure(valeur: dt.time | dt.datetime) -> str:
    return textes.heure(_local(valeur) if isinstance(valeur, dt.datetime) else valeur)


def jour(valeur: dt.date) -> str:
    """A day; of an instant, that of the place, which is not always that of universal time."""
    return textes.date_courte(_local(valeur) if isinstance(valeur, dt.datetime) else valeur)


def instant(valeur: dt.datetime) -> str:
    return textes.instant_court(_local(valeur))


def quand(valeur: dt.date, aujourd_hui: dt.date) -> str:
    """Write a near day in words: « aujourd’hui », « hier », « dans 3 jours »; else its date."""
    jours = (valeur - aujourd_hui).days
    proches = {-1: "hier", 0: "aujourd’hui", 1: "demain"}
    if jours in proches:
        return proches[jours]
    if -PROCHE <= jours < 0:
        return f"il y a {-jours}{INSECABLE}jours"
    if 0 < jours <= PROCHE:
        return f"dans {jours}{INSECABLE}jours"
    return f"le {textes.date_courte(valeur)}"


def texte(valeur: object) -> str:  # noqa: PLR0911 (one line a type)
    """Write any value as a person reads it; empty when there is none."""
    match valeur:
        case None | "":
            return ""
        case bool():
            return "Oui" if valeur else "Non"
        case int() | float() | Decimal():
            return nombre(valeur)
        case dt.datetime():
            return instant(valeur)
        case dt.date():
            return textes.date_courte(valeur)
        case dt.time():
            return heure(valeur)
        case dt.timedelta():
            return textes.duree(valeur)
        case _:
            return str(valeur)
