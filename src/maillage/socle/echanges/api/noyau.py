"""The kernel's own part of the API: the token, who I am, and the reference lists."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from ninja import Field, Form, Query, Router, Schema, Status

from maillage.socle.acces.exiger import obtenir
from maillage.socle.echanges.api.debit import Debit
from maillage.socle.echanges.api.jetons import DUREE, emettre, portee
from maillage.socle.echanges.api.pages import Page, Pagination, paginer
from maillage.socle.echanges.api.problemes import RefusApi
from maillage.socle.echanges.models import Entree, Referentiel

ESSAIS = Debit(getattr(settings, "API_JETONS_PAR_MINUTE", 30))
router = Router(tags=["Noyau"])


class DemandeJeton(Schema):
    """RFC 6749, section 4.4; the client may also present itself by HTTP Basic."""

    grant_type: str = Field(max_length=50)
    client_id: str = Field("", max_length=100)
    client_secret: str = Field("", max_length=200)
    scope: str = Field("", max_length=5_000)


class Jeton(Schema):
    access_token: str
    token_type: str
    expires_in: int
    scope: str


class ErreurJeton(Schema):
    error: str
    error_description: str


class Moi(Schema):
    client: str
    portees: list[str]


class ReferentielLu(Schema):
    code: str
    libelle: str
    source: str
    licence: str


class EntreeLue(Schema):
    code: str
    libelle: str
    date_debut: dt.date | None
    date_fin: dt.date | None
    complement: dict[str, Any]
    est_a_confirmer: bool


class FiltreEntrees(Pagination):
    jour: dt.date | None = Field(None, description="Date de validité, aujourd’hui par défaut.")


@router.post(
    "/jeton",
    response={200: Jeton, 400: ErreurJeton, 401: ErreurJeton},
    auth=None,
    summary="Obtenir un jeton",
)
def obtenir_jeton(request: HttpRequest, demande: Form[DemandeJeton]) -> Any:
    """Exchange the client's credentials for a token of one hour."""
    identifiant, secret = _presentation(request, demande)
    attente = ESSAIS.demander(f"{request.META.get('REMOTE_ADDR', '')} {identifiant}")
    if attente:
        raise RefusApi(429, f"Trop d’essais : réessayez dans {attente} s.", Retry_After=str(attente))
    if demande.grant_type != "client_credentials":
        return Status(
            400,
            {
                "error": "unsupported_grant_type",
                "error_description": "Seul client_credentials est accepté.",
            },
        )
    emis = emettre(identifiant, secret, demande.scope.split())
    if emis is None:
        return Status(
            401,
            {
                "error": "invalid_client",
                "error_description": "Identifiant ou secret refusé, ou client fermé.",
            },
        )
    jeton, portees = emis
    corps = {"access_token": jeton, "token_type": "Bearer", "expires_in": DUREE, "scope": " ".join(portees)}
    return JsonResponse(corps, headers={"Cache-Control": "no-store"})


def _presentation(request: HttpRequest, demande: DemandeJeton) -> tuple[str, str]:
    genre, _, valeur = request.headers.get("Authorization", "").partition(" ")
    if genre.lower() == "basic":
        try:
            identifiant, _, secret = base64.b64decode(valeur, validate=True).decode().partition(":")
        except (binascii.Error, UnicodeDecodeError):
            return "", ""
        return identifiant, secret
    return demande.client_id, demande.client_secret


@router.get("/moi", response=Moi, auth=portee(), summary="Connaître son client et ses droits")
def moi(request: Any) -> Any:
    """Who the token stands for."""
    return {"client": request.client_api.libelle, "portees": sorted(request.portees)}


@router.get(
    "/referentiels", response=Page[ReferentielLu], auth=portee(), summary="Lister les listes de référence"
)
def lister_referentiels(request: HttpRequest, pagination: Query[Pagination]) -> Any:
    return paginer(Referentiel.objects.all(), pagination, tri="code")


@router.get(
    "/referentiels/{code}", response=ReferentielLu, auth=portee(), summary="Lire une liste de référence"
)
def lire_referentiel(request: HttpRequest, code: str) -> Any:
    return obtenir(Referentiel.objects.all(), code=code)


@router.get(
    "/referentiels/{code}/entrees",
    response=Page[EntreeLue],
    auth=portee(),
    summary="Lire les codes d’une liste de référence",
)
def lister_entrees(request: HttpRequest, code: str, filtre: Query[FiltreEntrees]) -> Any:
    referentiel = obtenir(Referentiel.objects.all(), code=code)
    entrees = Entree.objects.filter(referentiel=referentiel).en_vigueur(filtre.jour or timezone.localdate())
    return paginer(entrees, filtre, tri="code")
