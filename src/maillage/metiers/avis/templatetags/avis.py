"""Template filters of the service: `{% load avis %}`."""

from __future__ import annotations

import datetime as dt

from django import template

from maillage.metiers.avis.actions import moments

register = template.Library()


@register.filter
def moment(valeur: dt.datetime | None) -> str:
    """« demain à 9 h »."""
    return moments.moment(valeur)
