"""Sign-in by an identity provider of the State: ProConnect for agents, Pro Santé Connect for health professionals.

OpenID Connect (authorization code, PKCE S256, state, nonce) by django-allauth; ours is who is recognised. Nobody is by
an e-mail address alone: an account is linked from « Mon compte », once its password was given; a health professional is
also recognised by the national number that Pro Santé Connect vouches for, when the directory has it.
"""

from __future__ import annotations

PROCONNECT, PSC = "proconnect", "psc"
NOMS = {PROCONNECT: "ProConnect", PSC: "Pro Santé Connect"}
