"""« Plus de critères »: the fields that few people open are drawn only for them.

With JavaScript they come when the panel opens; without, its link shows the same page with all of them. A panel that
holds a filter in use is drawn open at once.

    contexte["criteres"] = Criteres(request, est_ouvert=formulaire.a_secondaire_actif())     # in a view
    {% include "interface/composants/plus_de_criteres.html" with champs=formulaire.secondaires %}
"""

from __future__ import annotations

from collections.abc import Iterable

from django.forms.boundfield import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

PARAMETRE = "criteres"


class Criteres:
    """How the panel of a page is drawn."""

    def __init__(self, request: HttpRequest, *, est_ouvert: bool) -> None:
        self.est_ouvert = est_ouvert or PARAMETRE in request.GET
        parametres = request.GET.copy()
        parametres[PARAMETRE] = "1"
        self.url = f"{request.path}?{parametres.urlencode()}"


def est_fragment(request: HttpRequest) -> bool:
    """Whether the fields alone are asked, the page being already there."""
    return PARAMETRE in request.GET and bool(getattr(request, "htmx", False))


def fragment(request: HttpRequest, champs: Iterable[BoundField]) -> HttpResponse:
    return render(request, "interface/composants/criteres.html", {"champs": champs})
