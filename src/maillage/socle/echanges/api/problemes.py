"""Errors of the API: RFC 9457 problem documents, in French."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import Any

from django.core.exceptions import ValidationError as ErreurDjango
from django.db import IntegrityError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

journal = logging.getLogger("maillage.api")

GENRE = "application/problem+json"
TITRES = {
    400: "Demande illisible",
    401: "Authentification nécessaire",
    403: "Droit insuffisant",
    404: "Introuvable",
    409: "Conflit avec ce qui est déjà enregistré",
    412: "L’objet a changé",
    422: "Données refusées",
    428: "Version à préciser",
    429: "Trop de demandes",
    500: "Erreur interne",
}
MESSAGES = {
    "missing": "Ce champ est obligatoire.",
    "int_parsing": "Un nombre entier est attendu.",
    "int_type": "Un nombre entier est attendu.",
    "int_from_float": "Un nombre entier est attendu.",
    "float_parsing": "Un nombre est attendu.",
    "float_type": "Un nombre est attendu.",
    "decimal_parsing": "Un nombre est attendu.",
    "bool_parsing": "Vrai ou faux (true, false) est attendu.",
    "bool_type": "Vrai ou faux (true, false) est attendu.",
    "string_type": "Un texte est attendu.",
    "list_type": "Une liste est attendue.",
    "dict_type": "Un objet est attendu.",
    "model_attributes_type": "Un objet est attendu.",
    "date_parsing": "Une date est attendue, par exemple 2026-11-21.",
    "date_from_datetime_parsing": "Une date est attendue, par exemple 2026-11-21.",
    "date_type": "Une date est attendue, par exemple 2026-11-21.",
    "datetime_parsing": "Un instant est attendu, par exemple 2026-11-21T14:05:00+01:00.",
    "time_parsing": "Une heure est attendue, par exemple 14:05.",
    "string_too_long": "Le texte est trop long ({max_length} caractères au plus).",
    "string_too_short": "Le texte est trop court ({min_length} caractères au moins).",
    "greater_than_equal": "La valeur doit être supérieure ou égale à {ge}.",
    "greater_than": "La valeur doit être supérieure à {gt}.",
    "less_than_equal": "La valeur doit être inférieure ou égale à {le}.",
    "less_than": "La valeur doit être inférieure à {lt}.",
    "enum": "Valeurs possibles : {expected}.",
    "literal_error": "Valeurs possibles : {expected}.",
    "extra_forbidden": "Ce champ n’est pas connu.",
    "json_invalid": "Le corps n’est pas du JSON lisible.",
    "too_long": "La liste est trop longue ({max_length} éléments au plus).",
    "too_short": "La liste est trop courte ({min_length} éléments au moins).",
}


class ErreurChamp(Schema):
    """What is wrong with one field."""

    champ: str
    message: str


class Probleme(Schema):
    """A problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    erreurs: list[ErreurChamp] = []


class RefusApi(Exception):
    """An answer other than success, raised by an operation; ``detail`` is a French sentence."""

    def __init__(self, statut: int, detail: str, **entetes: str) -> None:
        super().__init__(detail)
        self.statut, self.detail = statut, detail
        self.entetes = {nom.replace("_", "-"): valeur for nom, valeur in entetes.items()}


def repondre(
    statut: int,
    detail: str,
    erreurs: list[dict[str, str]] | None = None,
    entetes: dict[str, str] | None = None,
) -> HttpResponse:
    """Build a problem document."""
    corps: dict[str, Any] = {
        "type": "about:blank",
        "title": TITRES.get(statut, HTTPStatus(statut).phrase),
        "status": statut,
        "detail": detail,
        "erreurs": erreurs or [],
    }
    return JsonResponse(
        corps,
        status=statut,
        content_type=GENRE,
        headers=entetes,
        json_dumps_params={"ensure_ascii": False},
    )


def _validation(_request: HttpRequest, erreur: ValidationError) -> HttpResponse:
    erreurs = [
        {
            "champ": ".".join(str(morceau) for morceau in detail["loc"][1:]) or str(detail["loc"][0]),
            "message": traduire(detail),
        }
        for detail in erreur.errors
    ]
    return repondre(422, "Des champs sont à corriger.", erreurs)


def traduire(detail: dict[str, Any]) -> str:
    """French sentence for one error of validation."""
    if detail["type"] == "value_error":
        return str(detail.get("ctx", {}).get("error", "Valeur refusée."))
    modele = MESSAGES.get(detail["type"], "Valeur refusée.")
    return modele.format_map({cle: str(valeur) for cle, valeur in detail.get("ctx", {}).items()} | {"": ""})


def _django(_request: HttpRequest, erreur: ErreurDjango) -> HttpResponse:
    if hasattr(erreur, "error_dict"):
        erreurs = [
            {"champ": "" if champ == "__all__" else champ, "message": message}
            for champ, messages in erreur.message_dict.items()
            for message in messages
        ]
        return repondre(422, "Des champs sont à corriger.", erreurs)
    return repondre(422, " ".join(erreur.messages))


def _http(_request: HttpRequest, erreur: HttpError) -> HttpResponse:
    if isinstance(erreur, AuthenticationError):
        return repondre(
            401,
            "Présentez un jeton valable : Authorization: Bearer … (voir POST /api/v1/jeton).",
            entetes={"WWW-Authenticate": 'Bearer realm="maillage"'},
        )
    detail = {400: "Le corps de la demande n’est pas du JSON lisible."}.get(erreur.status_code, str(erreur))
    return repondre(erreur.status_code, detail)


def _inattendue(request: HttpRequest, erreur: Exception) -> HttpResponse:
    journal.error("API: unexpected error on %s", request.path, exc_info=erreur)
    return repondre(500, "La demande n’a pas abouti, rien n’a été enregistré. Réessayez plus tard.")


def installer(api: NinjaAPI) -> None:
    """Give the API its error answers."""
    ajouter: Any = api.add_exception_handler  # its type wants handlers that also take classes
    ajouter(ValidationError, _validation)
    ajouter(ErreurDjango, _django)
    ajouter(HttpError, _http)
    ajouter(Http404, lambda _r, _e: repondre(404, "Cet objet n’existe pas, ou vous n’y avez pas accès."))
    ajouter(IntegrityError, lambda _r, _e: repondre(409, "Un enregistrement identique existe déjà."))
    ajouter(RefusApi, lambda _r, e: repondre(e.statut, e.detail, entetes=e.entetes))
    ajouter(Exception, _inattendue)
