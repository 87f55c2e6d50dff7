"""Identity providers that this installation's environment opens."""

from __future__ import annotations

from typing import Any

from maillage.config.environnement import ReglageManquant, lire
from maillage.socle.acces.comptes.federation import NOMS, PROCONNECT, PSC

CONNUS: dict[str, dict[str, Any]] = {
    PROCONNECT: {"scope": ["openid"], "uid_field": "sub"},
    PSC: {
        "scope": ["openid", "scope_all"],
        "auth_params": {"acr_values": "eidas1"},
        "uid_field": "SubjectNameID",
    },
}
"""`uid_field`: the claim that designates a person for ever. Source of Pro Santé Connect's: ANS's own client."""


def fournisseurs() -> list[dict[str, Any]]:
    """Applications for allauth: `MAILLAGE_<CODE>_ADRESSE`, `_CLIENT` and `_SECRET` open one, all three or none."""
    return [
        {
            "provider_id": code,
            "name": NOMS[code],
            "client_id": reglages["CLIENT"],
            "secret": reglages["SECRET"],
            "settings": {
                **connu,
                "server_url": reglages["ADRESSE"],
                "token_auth_method": "client_secret_post",
                "oauth_pkce_enabled": True,
            },
        }
        for code, connu in CONNUS.items()
        if (reglages := _lire(code))
    ]


def _lire(code: str) -> dict[str, str]:
    noms = {nom: f"MAILLAGE_{code.upper()}_{nom}" for nom in ("ADRESSE", "CLIENT", "SECRET")}
    lus = {nom: lire(variable, "") for nom, variable in noms.items()}
    if not any(lus.values()):
        return {}
    if manquants := [noms[nom] for nom, valeur in lus.items() if not valeur]:
        raise ReglageManquant(
            f"{', '.join(manquants)} : renseignez aussi ce qui manque, ou retirez le reste."
        )
    return lus
