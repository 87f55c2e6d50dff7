"""« Déposer un document Maillage »: dropping a document on a form fills its fields.

A form says which kinds it accepts and what it takes from each:

    class RoleForm(forms.ModelForm):
        genres_acceptes = {"medecine_legale.certificat": lambda d: {"jours_itt": d.jours_itt}}

and its view reads the drop before anything else (the same page, without JavaScript):

    depot = lire_depot(request, RoleForm)
    if depot.est_demande:
        form = RoleForm(initial=depot.initial)       # what was typed is kept, the document fills the rest
    elif request.method == "POST":
        form = RoleForm(request.POST)
    …
    return render(request, "…", {"form": form, "depot": depot})

The template draws it inside the `<form enctype="multipart/form-data">`: `{% include "documents/_depot.html" %}`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.http import HttpRequest

from maillage.socle.documents.genre import obtenir_genre
from maillage.socle.documents.lecture import DocumentLu, DocumentRefuse, Fichier, lire_document
from maillage.socle.documents.registre import provenance

NOM_CHAMP = "document_maillage"
NOM_BOUTON = "reprendre_document"

Reprise = Callable[[Any], Mapping[str, Any]]


@dataclass(frozen=True)
class Depot:
    """What happened to the drop, for the page: asked or not, taken from what, or refused why."""

    accepte: str = ""
    est_demande: bool = False
    initial: dict[str, Any] = field(default_factory=dict)
    document: DocumentLu[Any] | None = None
    libelle: str = ""
    champs_repris: tuple[str, ...] = ()
    erreur: str = ""


def remplir_depuis(fichier: Fichier, genres: Mapping[str, Reprise]) -> dict[str, Any]:
    """The initial values that a genuine document gives; raises DocumentRefuse, with the reason for the person."""
    return _reprendre(fichier, genres)[1]


def lire_depot(
    request: HttpRequest, formulaire: type[forms.BaseForm], genres: Mapping[str, Reprise] | None = None
) -> Depot:
    """The drop of this request on a form that has `genres_acceptes`; never raises for what a person may drop.

    `genres` stands for them when what is taken depends on what is already known; it may raise DocumentRefuse too.
    """
    genres = formulaire.genres_acceptes if genres is None else genres  # type: ignore[attr-defined]
    accepte = ", ".join(obtenir_genre(code).libelle for code in sorted(genres))
    if request.method != "POST" or NOM_BOUTON not in request.POST:
        return Depot(accepte=accepte)
    saisi = _saisie(request, formulaire)
    fichier = request.FILES.get(NOM_CHAMP)
    if fichier is None:
        return Depot(
            accepte=accepte, est_demande=True, initial=saisi, erreur="Choisissez d’abord un fichier PDF."
        )
    try:
        lu, valeurs = _reprendre(fichier, genres)
    except DocumentRefuse as refus:
        return Depot(accepte=accepte, est_demande=True, initial=saisi, erreur=refus.message)
    champs = formulaire.base_fields  # type: ignore[attr-defined]
    repris = tuple(str(champs[nom].label or nom) for nom in valeurs if nom in champs)
    return Depot(
        accepte=accepte,
        est_demande=True,
        initial={**saisi, **valeurs},
        document=lu,
        libelle=obtenir_genre(lu.genre).libelle,
        champs_repris=repris,
    )


def _reprendre(fichier: Fichier, genres: Mapping[str, Reprise]) -> tuple[DocumentLu[Any], dict[str, Any]]:
    lu = lire_document(fichier, genres=genres.keys(), provenance=provenance)
    return lu, dict(genres[lu.genre](lu.donnees))


def _saisie(request: HttpRequest, formulaire: type[forms.BaseForm]) -> dict[str, Any]:
    """What the person had already typed: a drop never loses it."""
    saisi = {}
    for nom, champ in formulaire.base_fields.items():  # type: ignore[attr-defined]
        valeur = champ.widget.value_from_datadict(request.POST, request.FILES, nom)
        if valeur not in (None, "", []) and not isinstance(champ, forms.FileField):
            saisi[nom] = valeur
    return saisi
