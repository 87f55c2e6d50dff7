"""Template tags and filters of the interface: `{% load maillage %}`."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from maillage.commun import textes
from maillage.socle.interface import formats
from maillage.socle.interface.cartes import carte
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.graphiques import Graphique, Serie, barres, courbes

register = template.Library()


@register.simple_tag
def icone(nom: str, classe: str = "") -> SafeString:
    """An icon, always beside text, therefore hidden from screen readers. Names: `css/icones.css`."""
    return format_html('<span class="fr-icon-{} {}" aria-hidden="true"></span>', nom, classe)


@register.inclusion_tag("interface/composants/badge_statut.html")
def badge(valeur: Badge) -> dict[str, Any]:
    return {"badge": valeur}


@register.inclusion_tag("interface/composants/graphique.html")
def graphique(valeur: Graphique) -> dict[str, Any]:
    return {"graphique": valeur}


@register.inclusion_tag("interface/composants/graphique.html")
def graphique_de(dessin: dict[str, Any]) -> dict[str, Any]:
    """Chart from plain data, for the rooms below this one.

    `dessin`: forme ("courbes" or "barres"), titre, categories, series (name, values, is a reference), unite, decimales;
    or forme "carte", titre, valeurs, noms, textes (by code of département), unite, decimales. With `sans_table`, the
    page shows the table itself.
    """
    graphique = _tracer(dessin)
    return {"graphique": replace(graphique, lignes=[]) if dessin.get("sans_table") else graphique}


def _tracer(dessin: dict[str, Any]) -> Graphique:
    if dessin["forme"] == "carte":
        return carte(
            dessin["titre"],
            dessin["valeurs"],
            dessin["noms"],
            dessin["textes"],
            unite=dessin["unite"],
            decimales=dessin["decimales"],
        )
    tracer = {"courbes": courbes, "barres": barres}[dessin["forme"]]
    series = [Serie(nom, valeurs, est_reference) for nom, valeurs, est_reference in dessin["series"]]
    return tracer(
        dessin["titre"],
        dessin["categories"],
        series,
        unite=dessin["unite"],
        decimales=dessin["decimales"],
        est_pleine_largeur=dessin["forme"] == "courbes",
    )


@register.filter
def ecrit(valeur: object) -> str:
    """Any value as a person reads it."""
    return formats.texte(valeur)


@register.filter
def nombre(valeur: formats.Nombre, decimales: int = 0) -> str:
    return textes.nombre(valeur, decimales)


@register.filter
def jour(valeur: dt.date) -> str:
    return formats.jour(valeur)


@register.filter
def heure(valeur: dt.datetime) -> str:
    return formats.heure(valeur)


@register.filter
def instant(valeur: dt.datetime) -> str:
    return formats.instant(valeur)


@register.filter
def quand(valeur: dt.date) -> str:
    """A near day in words."""
    if isinstance(valeur, dt.datetime):
        valeur = timezone.localtime(valeur).date() if timezone.is_aware(valeur) else valeur.date()
    return formats.quand(valeur, timezone.localdate())
