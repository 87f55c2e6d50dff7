"""What surrounds every operation: rate, one effect for a repeated request, a savepoint, an ETag."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from ninja import Schema
from ninja.responses import NinjaJSONEncoder

from maillage.socle.echanges.api.debit import Debit
from maillage.socle.echanges.api.problemes import RefusApi, repondre
from maillage.socle.echanges.models import ReponseGardee

DEBIT = Debit(getattr(settings, "API_DEBIT_PAR_MINUTE", 600))
CLE_MAX = 255
_RESERVER = """
INSERT INTO echanges_reponsegardee (agent_id, cle, empreinte, code, genre, entetes, corps, horodatage)
VALUES (%s, %s, %s, 0, '', '{}', '', clock_timestamp())
ON CONFLICT (agent_id, cle) DO NOTHING RETURNING id
"""
_OUBLIER = "DELETE FROM echanges_reponsegardee WHERE agent_id = %s AND horodatage < now() - interval '1 day'"
ENTETES_GARDES = ("ETag", "Location")
Operation = Callable[..., HttpResponse]


def envelopper(operation: Operation) -> Operation:
    """Decorate the run of an operation (`add_decorator(…, mode="view")`)."""

    @wraps(operation)
    def enveloppe(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        client = getattr(request, "client_api", None)
        attente = DEBIT.demander(str(client.pk) if client else request.META.get("REMOTE_ADDR", ""))
        if attente:
            return repondre(
                429, f"Trop de demandes : réessayez dans {attente} s.", entetes={"Retry-After": str(attente)}
            )
        if (
            "\0" in request.path
            or "%00" in request.META.get("QUERY_STRING", "")
            or _a_un_caractere_nul(request)
        ):
            return repondre(422, "Le caractère nul n’est pas accepté.")
        cle = request.headers.get("Idempotency-Key", "")
        if cle and client is not None and request.method in ("POST", "PATCH"):
            return _une_seule_fois(
                request, client.agent_id, cle, lambda: _executer(operation, request, args, kwargs)
            )
        reponse = _executer(operation, request, args, kwargs)
        return _marquer(request, reponse)

    return enveloppe


def _depose_des_fichiers(request: HttpRequest) -> bool:
    """Their body is not read as a whole: it may be larger than the memory."""
    return request.content_type == "multipart/form-data"


def _a_un_caractere_nul(request: HttpRequest) -> bool:
    if _depose_des_fichiers(request):
        return any("\0" in valeur for _, valeurs in request.POST.lists() for valeur in valeurs)
    return b"\\u0000" in request.body


def _empreinte(request: HttpRequest) -> str:
    """The same for the same request: where, and what was sent."""
    hachage = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if not _depose_des_fichiers(request):
        hachage.update(request.body)
        return hachage.hexdigest()
    hachage.update(json.dumps(sorted(request.POST.lists())).encode())
    for nom, fichier in sorted((nom, un) for nom, uns in request.FILES.lists() for un in uns):
        hachage.update(f"\n{nom} {fichier.size}\n".encode())
        for morceau in fichier.chunks():
            hachage.update(morceau)
        fichier.seek(0)
    return hachage.hexdigest()


def _executer(
    operation: Operation, request: HttpRequest, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponse:
    """Run in a savepoint: an answer that is an error leaves nothing written."""
    with transaction.atomic():
        reponse = operation(request, *args, **kwargs)
        if reponse.status_code >= 400:  # noqa: PLR2004 (HTTP)
            transaction.set_rollback(True)
    return reponse


def _une_seule_fois(
    request: HttpRequest, agent_id: int, cle: str, executer: Callable[[], HttpResponse]
) -> HttpResponse:
    """Claim the key in the transaction of the effect: a concurrent twin waits for it, then gets the same answer."""
    if len(cle) > CLE_MAX:
        return repondre(422, f"L’en-tête Idempotency-Key dépasse {CLE_MAX} caractères.")
    empreinte = _empreinte(request)
    with connection.cursor() as curseur:
        curseur.execute(_OUBLIER, [agent_id])
        curseur.execute(_RESERVER, [agent_id, cle, empreinte])
        reservee = curseur.fetchone()
    if reservee is None:
        gardee = ReponseGardee.objects.get(agent_id=agent_id, cle=cle)
        if gardee.empreinte != empreinte:
            return repondre(422, "Cette clé Idempotency-Key a déjà servi pour une autre demande.")
        return HttpResponse(
            bytes(gardee.corps),
            status=gardee.code,
            content_type=gardee.genre,
            headers={**gardee.entetes, "Idempotent-Replayed": "true"},
        )
    reponse = executer()
    ReponseGardee.objects.filter(pk=reservee[0]).update(
        code=reponse.status_code,
        genre=reponse.get("Content-Type", ""),
        corps=reponse.content,
        entetes={nom: reponse[nom] for nom in ENTETES_GARDES if nom in reponse},
    )
    return reponse


def _marquer(request: HttpRequest, reponse: HttpResponse) -> HttpResponse:
    """Give a read its ETag, and 304 to who already has it."""
    est_json = reponse.get("Content-Type", "").startswith("application/json")
    if request.method != "GET" or reponse.status_code != 200 or not est_json:  # noqa: PLR2004 (HTTP)
        return reponse
    etiquette = _etag(json.loads(reponse.content))
    reponse["ETag"] = etiquette
    reponse["Cache-Control"] = "private, no-cache"
    conditionnelle = get_conditional_response(request, etag=etiquette, response=reponse)
    return reponse if conditionnelle is None else conditionnelle


def _etag(corps: Any) -> str:
    texte = json.dumps(corps, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f'"{hashlib.sha256(texte.encode()).hexdigest()[:32]}"'


def etag_de(representation: Schema) -> str:
    """ETag that a GET answering this representation bears."""
    return _etag(json.loads(json.dumps(representation.model_dump(), cls=NinjaJSONEncoder)))


def exiger_version(request: HttpRequest, representation: Schema) -> None:
    """Before a change: the caller must have seen the current representation (``If-Match``)."""
    presentee = request.headers.get("If-Match", "")
    if not presentee:
        raise RefusApi(428, "Précisez dans If-Match l’ETag de la version que vous modifiez.")
    connues = {morceau.strip().removeprefix("W/") for morceau in presentee.split(",")}
    if "*" not in connues and etag_de(representation) not in connues:
        raise RefusApi(412, "L’objet a été modifié depuis votre lecture : relisez-le avant de le modifier.")
