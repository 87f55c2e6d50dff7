"""Who may be signed in: an active account, never the technical one."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend

from maillage.socle.annuaire.models import Agent


class CompteBackend(AuthenticationBackend):
    """E-mail and password; asked again at each request whether the account still may."""

    def user_can_authenticate(self, user: Any) -> bool:
        """Refuse a closed account and the technical account."""
        return isinstance(user, Agent) and user.is_active and not user.est_systeme

    def get_user(self, user_id: Any) -> Agent | None:
        """Return the agent of a session with his person, in one query; None ends the session."""
        agent = Agent.objects.select_related("personne").filter(pk=user_id).order_by().first()
        return agent if agent and self.user_can_authenticate(agent) else None
