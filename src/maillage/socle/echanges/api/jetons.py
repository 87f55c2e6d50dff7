"""Clients and their tokens: OAuth 2 client credentials, signed tokens of one hour, revoked with the client."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.errors import AuthorizationError
from ninja.security.base import AuthBase

from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.portee import portee as portee_agent
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, Role, droits_du_role
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation
from maillage.socle.echanges.droits import CLIENTS_GERER
from maillage.socle.echanges.models import ClientApi

RACINE = "/api/"
DUREE = 3600
SEL = "echanges.jeton"
DROITS_DE_L_API: set[Droit] = set()
"""Every right that an operation asks: what a client may be given."""


def empreinte(secret: str) -> str:
    """SHA-256 is enough: the secret is drawn at random with 256 bits, it cannot be guessed from a dictionary."""
    return hashlib.sha256(secret.encode()).hexdigest()


def roles_ouvrables(auteur: Agent) -> list[Role]:
    """Roles that the author may give to a program: of the service by which he manages clients, and below his own."""
    if auteur.est_systeme:
        return list(VOCABULAIRE.roles.values())
    tenus = [role for role in portee_agent(auteur).roles if CLIENTS_GERER in role.droits]
    return [
        role
        for role in VOCABULAIRE.roles.values()
        if any(_service(role) == _service(tenu) and role.niveau < tenu.niveau for tenu in tenus)
    ]


def _service(role: Role) -> str:
    return role.code.partition(".")[0]


def clients_geres(auteur: Agent) -> QuerySet[ClientApi]:
    """Clients of the structures where the agent manages them."""
    lieux = Habilitation.objects.filter(organisation__in=perimetre(auteur, CLIENTS_GERER))
    return ClientApi.objects.filter(agent__habilitations__in=lieux).distinct()


@transaction.atomic
def ouvrir_client(
    *,
    auteur: Agent,
    libelle: str,
    role: str,
    organisation: Organisation,
    portees: Sequence[str],
    date_expiration: dt.date | None = None,
) -> tuple[ClientApi, str]:
    """Open a client of the API; the secret is returned once and kept nowhere.

    The client acts as a technical agent that holds ``role`` in ``organisation``; its scopes are among the
    rights of that role, and the role is of a level below the author's.
    """
    exiger(auteur, CLIENTS_GERER, organisation)
    if role not in {ouvrable.code for ouvrable in roles_ouvrables(auteur)}:
        raise ValidationError(
            "Un logiciel ne reçoit qu’un rôle de votre service, d’un niveau inférieur au vôtre."
        )
    inconnues = set(portees) - set(droits_du_role(role))
    if inconnues or not portees:
        raise ValidationError(
            f"Ce rôle ne donne pas : {', '.join(sorted(inconnues))}."
            if inconnues
            else "Choisissez au moins un droit."
        )
    identifiant = secrets.token_hex(8)
    agent = Agent.objects.create(email=f"{identifiant}@client.invalid", password="!")  # noqa: S106 (no password opens it)
    Habilitation.objects.create(
        agent=agent, role=role, organisation=organisation, date_debut=timezone.localdate()
    )
    secret = secrets.token_urlsafe(32)
    client = ClientApi.objects.create(
        identifiant=identifiant,
        libelle=libelle,
        empreinte_secret=empreinte(secret),
        agent=agent,
        portees=sorted(portees),
        date_expiration=date_expiration,
    )
    return client, secret


def changer_secret(*, auteur: Agent, client: ClientApi) -> str:
    """Give a new secret; tokens already given stop working at once."""
    _exiger_gestion(auteur, client)
    secret = secrets.token_urlsafe(32)
    client.empreinte_secret = empreinte(secret)
    client.save(update_fields=["empreinte_secret"])
    return secret


def fermer_client(*, auteur: Agent, client: ClientApi) -> None:
    """Close a client and its technical agent."""
    _exiger_gestion(auteur, client)
    client.est_actif = False
    client.save(update_fields=["est_actif"])
    Agent.objects.filter(pk=client.agent_id).update(is_active=False)


def _exiger_gestion(auteur: Agent, client: ClientApi) -> None:
    for habilitation in client.agent.habilitations.select_related("organisation"):
        exiger(auteur, CLIENTS_GERER, habilitation.organisation)


def emettre(identifiant: str, secret: str, portees: Sequence[str]) -> tuple[str, list[str]] | None:
    """Return a token and its scopes, or None when the client is not who it says."""
    client = ClientApi.objects.select_related("agent").filter(identifiant=identifiant).first()
    attendu = client.empreinte_secret if client else "0" * 64
    if not hmac.compare_digest(attendu, empreinte(secret)) or client is None or not est_ouvert(client):
        return None
    accordees = [p for p in client.portees if p in portees] if portees else list(client.portees)
    return signing.dumps([client.pk, client.empreinte_secret[:16], accordees], salt=SEL), accordees


def est_ouvert(client: ClientApi) -> bool:
    return (
        client.est_actif
        and client.agent.is_active
        and (client.date_expiration is None or client.date_expiration >= timezone.localdate())
    )


def reconnaitre(entete: str) -> tuple[ClientApi, frozenset[str]] | None:
    """Return the client of an ``Authorization`` header and the scopes of its token."""
    genre, _, jeton = entete.partition(" ")
    if genre.lower() != "bearer" or not jeton:
        return None
    try:
        pk, debut, portees = signing.loads(jeton.strip(), salt=SEL, max_age=DUREE)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    client = ClientApi.objects.select_related("agent").filter(pk=pk).first()
    if client is None or not client.empreinte_secret.startswith(debut) or not est_ouvert(client):
        return None
    return client, frozenset(portees) & frozenset(client.portees)


class JetonMiddleware:
    """Under /api/, the caller is the client of the token and nobody else: a session cookie opens nothing there.

    Placed before ContexteMiddleware, which then opens the transaction as the client's agent.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(RACINE):
            trouve = reconnaitre(request.headers.get("Authorization", ""))
            vise: Any = request
            vise.client_api, vise.portees = trouve or (None, frozenset())
            request.user = trouve[0].agent if trouve else AnonymousUser()
        return self.get_response(request)


class OAuth2(AuthBase):
    """What an operation asks: a token, and a right that both its scopes and the agent's habilitations hold."""

    openapi_type = "oauth2"
    openapi_flows = {"clientCredentials": {"tokenUrl": "/api/v1/jeton", "scopes": {}}}

    def __init__(self, droit: Droit | None = None) -> None:
        super().__init__()
        self.droit = droit

    def __call__(self, request: HttpRequest) -> ClientApi | None:
        client: ClientApi | None = getattr(request, "client_api", None)
        if client is None:
            return None
        if self.droit is not None and (
            self.droit not in getattr(request, "portees", ()) or not a_droit(client.agent, self.droit)
        ):
            raise AuthorizationError(message=f"Ce jeton ne porte pas le droit « {self.droit} ».")
        return client


def portee(droit: Droit | None = None) -> OAuth2:
    """``auth=portee(ACTE_LIRE)`` on an operation; without a right, any client."""
    if droit is not None:
        DROITS_DE_L_API.add(droit)
    return OAuth2(droit)
