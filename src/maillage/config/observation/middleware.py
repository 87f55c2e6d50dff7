"""The outermost middlewares: probes, then the request's identifier, log line and metrics."""

import hmac
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from maillage.commun.requete import accepter_identifiant, agent_courant, requete
from maillage.config.observation import metriques, sondes

journal = logging.getLogger("maillage.requete")

Suite = Callable[[HttpRequest], HttpResponse]


class SondesMiddleware:
    """Answer the probes before anything else: an orchestrator knows neither our host name nor our sessions."""

    def __init__(self, get_response: Suite) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, or pass on."""
        match request.path:
            case "/sante":
                return HttpResponse("ok", content_type="text/plain")
            case "/pret":
                return _pret(exige_travailleur="travailleur" in request.GET)
            case "/metriques":
                return _metriques(request)
        return self.get_response(request)


def _pret(*, exige_travailleur: bool) -> HttpResponse:
    etat = sondes.etat()
    requis = ("base", "migrations", "travailleur") if exige_travailleur else ("base", "migrations")
    statut = 200 if all(etat[partie] == "ok" for partie in requis) else 503
    return HttpResponse(json.dumps(etat), status=statut, content_type="application/json")


def _metriques(request: HttpRequest) -> HttpResponse:
    attendu = settings.MAILLAGE_METRIQUES_JETON
    if not attendu:
        return HttpResponse(status=404)
    recu = request.headers.get("Authorization", "")
    if not hmac.compare_digest(recu.encode(), f"Bearer {attendu}".encode()):
        return HttpResponse(status=401, headers={"WWW-Authenticate": "Bearer"})
    return HttpResponse(metriques.exposer(), content_type="text/plain; version=0.0.4; charset=utf-8")


class RequeteMiddleware:
    """Give each request an identifier (the proxy's if it is one), return it, log and count the request."""

    def __init__(self, get_response: Suite) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve under the identifier."""
        identifiant = accepter_identifiant(request.headers.get("X-Request-Id", ""))
        request.identifiant = identifiant  # type: ignore[attr-defined] # read by the journal's context
        debut = time.perf_counter()
        with requete(identifiant):
            reponse = self.get_response(request)
            duree = time.perf_counter() - debut
            route = request.resolver_match.route if request.resolver_match else ""
            metriques.REQUETES.labels(request.method, route, reponse.status_code).inc()
            metriques.DUREE.labels(route).observe(duree)
            journal.info(
                "requête servie",
                extra={
                    "methode": request.method,
                    "route": route,
                    "statut": reponse.status_code,
                    "duree_ms": round(duree * 1000, 1),
                },
            )
        reponse["X-Request-Id"] = identifiant
        return reponse

    def process_view(self, request: HttpRequest, *_: Any) -> None:
        """Note who asks: here the session has been read, inside the request's transaction."""
        agent_courant.set(getattr(request, "user", None) and request.user.pk)
