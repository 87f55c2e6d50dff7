"""Where each service adds its part of the API.

It writes this in its ``api.py``, read at start::

    from ninja import Query, Router, Schema
    from maillage.socle.echanges.api import Page, Pagination, declarer_api, exiger_version, paginer, portee

    router = Router(tags=["Médecine légale"])

    class ActeLu(Schema):
        id: int
        numero_interne: str

    @router.get("/actes", auth=portee(ACTE_LIRE), response=Page[ActeLu], summary="Lister les actes")
    def lister(request, pagination: Query[Pagination]):
        return paginer(Acte.objects.visibles_par(request.user), pagination, tri="-date_examen")

    @router.post("/actes", auth=portee(ACTE_SAISIR), response={201: ActeLu}, summary="Enregistrer un acte")
    def creer(request, donnees: ActeEcrit):
        return saisir_acte(agent=request.user, **donnees.dict())

    @router.patch("/actes/{int:pk}", auth=portee(ACTE_SAISIR), response=ActeLu, summary="Corriger un acte")
    def corriger(request, pk: int, donnees: ActeCorrige):
        acte = obtenir(Acte.objects.visibles_par(request.user), pk=pk)
        exiger_version(request, ActeLu.from_orm(acte))          # If-Match: 412 when somebody was quicker
        return corriger_acte(agent=request.user, acte=acte, **donnees.dict(exclude_unset=True))

    declarer_api("medecine_legale", router)                     # /api/v1/medecine_legale/actes

``request.user`` is the client's technical agent: both walls apply. The kernel adds the token, ``Idempotency-Key``,
ETag, rates, French problem documents and their description in OpenAPI; an error undoes what the operation wrote.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from ninja import NinjaAPI, Router
from ninja.openapi.schema import OpenAPISchema

from maillage.socle.acces.vocabulaire import VOCABULAIRE
from maillage.socle.echanges.api.enveloppe import envelopper
from maillage.socle.echanges.api.problemes import GENRE, TITRES, Probleme, installer

APIS: dict[str, Router] = {}
_ECRITURES = ("post", "put", "patch", "delete")


def declarer_api(code: str, router: Router) -> None:
    """Mount a router at ``/api/v1/<code>/``. Raises ValueError when the code is taken."""
    if code in APIS:
        raise ValueError(f"API {code!r} is declared twice.")
    APIS[code] = router


class ApiMaillage(NinjaAPI):
    """The API, whose description also says what every operation may answer besides success."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        schema = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        probleme = Probleme.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"].update(probleme.pop("$defs", {}))
        schema["components"]["schemas"]["Probleme"] = probleme
        for schemas in schema["components"].get("securitySchemes", {}).values():
            if schemas.get("type") == "oauth2":
                schemas["flows"] = copy.deepcopy(schemas["flows"])
                schemas["flows"]["clientCredentials"]["scopes"] = {
                    str(droit): droit.libelle for droit in VOCABULAIRE.droits.values()
                }
        for chemin in schema["paths"].values():
            for methode, operation in chemin.items():
                _decrire(methode, operation)
        return schema


def _decrire(methode: str, operation: dict[str, Any]) -> None:
    codes = [422, 429]
    if operation.get("security"):
        codes += [401, 403, 404]
    if methode in _ECRITURES:
        codes += [400, 409]
    if methode in ("put", "patch", "delete"):
        codes += [412, 428]
        operation["parameters"].append(_entete("If-Match", "ETag de la version modifiée."))
    if methode in ("post", "patch") and operation.get("security"):
        operation["parameters"].append(
            _entete("Idempotency-Key", "Clé de votre choix : la même demande répétée n’a qu’un effet.")
        )
    if methode == "get":
        operation["responses"].setdefault(304, {"description": "Inchangé depuis l’ETag présenté."})
    for code in codes:
        operation["responses"].setdefault(
            code,
            {
                "description": TITRES[code],
                "content": {GENRE: {"schema": {"$ref": "#/components/schemas/Probleme"}}},
            },
        )


def _entete(nom: str, description: str) -> dict[str, Any]:
    return {
        "in": "header",
        "name": nom,
        "required": False,
        "description": description,
        "schema": {"type": "string", "maxLength": 255},
    }


def construire(routeurs: Mapping[str, Router], *, espace: str = "api-v1") -> ApiMaillage:
    """Make an API of these routers."""
    api = ApiMaillage(
        title="API de Maillage",
        version="1.0.0",
        description="Échanges entre logiciels. Jeton OAuth 2 (client credentials), erreurs au format RFC 9457.",
        urls_namespace=espace,
        docs_url=None,
        openapi_url="/openapi.json",
    )
    api.add_decorator(envelopper, mode="view")
    installer(api)
    for code, routeur in sorted(routeurs.items()):
        api.add_router(f"/{code}" if code else "", routeur)
    return api
