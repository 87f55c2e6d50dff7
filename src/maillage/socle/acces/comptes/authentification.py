"""Who may be signed in: an active account, never the technical one."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.db import connection

from maillage.commun.requete_figee import Parametre, RequeteFigee
from maillage.socle.annuaire.models import Agent, Personne

CHAMPS, CHAMPS_PERSONNE = (
    [champ.attname for champ in modele._meta.concrete_fields] for modele in (Agent, Personne)
)
AGENT = RequeteFigee(
    lambda: (
        Agent.objects.filter(pk=Parametre("agent"))
        .order_by()
        .values_list(*CHAMPS, *(f"personne__{champ}" for champ in CHAMPS_PERSONNE))
    )
)


class CompteBackend(AuthenticationBackend):
    """E-mail and password; asked again at each request whether the account still may."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Refuse a closed account and the technical account."""
        return isinstance(user, Agent) and user.is_active and not user.est_systeme

    def get_user(self, user_id: Any) -> Agent | None:
        """Return the agent of a session with his person, in one query; None ends the session."""
        lues = AGENT.lignes(agent=user_id)
        if not lues:
            return None
        champs, nom = lues[0][: len(CHAMPS)], lues[0][len(CHAMPS) :]
        agent = Agent.from_db(connection.alias, CHAMPS, champs)
        if agent.personne_id:
            agent.personne = Personne.from_db(connection.alias, CHAMPS_PERSONNE, nom)
        return agent if self.user_can_authenticate(agent) else None
