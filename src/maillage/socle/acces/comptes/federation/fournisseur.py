"""What is asked of a provider, and what is believed of its answer."""

from __future__ import annotations

import secrets
from typing import Any

import jwt
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

NONCE = "federation_nonce"
ALGORITHMES = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]
ECART = 60
"""Seconds by which two clocks may differ."""


class AdaptateurOidc(OpenIDConnectOAuth2Adapter):
    """Both tokens are checked with the keys of the provider; who the person is may come as a signed JWT."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Return the address declared to the provider."""
        return request.build_absolute_uri(reverse("federation_callback", args=[self.provider_id]))

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **reponse: Any
    ) -> SocialLogin:
        """Return who signs in. Raises OAuth2Error when an answer is not what was asked, or not from the provider."""
        jeton = self._verifier(reponse["response"].get("id_token", ""), app)
        attendu = request.session.pop(NONCE, "")
        if not attendu or not secrets.compare_digest(str(jeton.get("nonce", "")), attendu):
            raise OAuth2Error("The nonce of the ID token is not the one that was sent.")
        personne = self._lire_personne(token.token, app)
        if personne.get("sub") != jeton["sub"]:
            raise OAuth2Error("The two answers are not of the same person.")
        connexion: SocialLogin = self.get_provider().sociallogin_from_response(request, {**jeton, **personne})
        return connexion

    def _lire_personne(self, acces: str, app: SocialApp) -> dict[str, Any]:
        """Claims of the person: JSON, or a JWT signed by the provider (ProConnect)."""
        with get_adapter().get_requests_session() as session:
            recue = session.get(self.profile_url, headers={"Authorization": f"Bearer {acces}"})
            recue.raise_for_status()
        if "application/jwt" in recue.headers.get("Content-Type", ""):
            return self._verifier(recue.text, app, exige=["iss", "aud", "sub"])
        lue: dict[str, Any] = recue.json()
        return lue

    def _verifier(self, jeton: str, app: SocialApp, exige: list[str] | None = None) -> dict[str, Any]:
        try:
            return jwt.decode(
                jeton,
                key=self._cle(jeton),
                algorithms=ALGORITHMES,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=ECART,
                options={"require": exige or ["iss", "aud", "sub", "exp", "iat"]},
            )
        except (jwt.PyJWTError, KeyError) as erreur:
            raise OAuth2Error("A token is not valid.") from erreur

    def _cle(self, jeton: str) -> Any:
        """The provider's key of that name; the only one when the token names none."""
        with get_adapter().get_requests_session() as session:
            recue: requests.Response = session.get(self.openid_config["jwks_uri"])
            recue.raise_for_status()
        cles = jwt.PyJWKSet.from_dict(recue.json()).keys
        nom = jwt.get_unverified_header(jeton).get("kid")
        trouvees = [cle for cle in cles if cle.key_id == nom] if nom else cles
        if len(trouvees) != 1:
            raise OAuth2Error("No key of the provider signs this token.")
        return trouvees[0].key


class Fournisseur(OpenIDConnectProvider):
    """An identity provider of the environment. Nothing of what it says of a person is kept but his identifier."""

    id = "federation"
    oauth2_adapter_class = AdaptateurOidc

    def get_callback_url(self) -> str:
        return reverse("federation_callback", args=[self.app.provider_id])

    def get_login_url(self, request: HttpRequest, **options: Any) -> str:
        return reverse("federation_login", args=[self.app.provider_id])

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """The address decides nothing of what is asked."""
        return list(self.get_scope())

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        """Tie the answer to this session."""
        request.session[NONCE] = secrets.token_urlsafe(24)
        return {**self.get_auth_params(), "nonce": request.session[NONCE]}

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        return []
