"""How often the same address may ask the public check page."""

from __future__ import annotations

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

ESSAIS = 30
FENETRE_SECONDES = 60


def est_trop_frequent(request: HttpRequest) -> bool:
    """Count one more request of this address; True once it exceeds ESSAIS in FENETRE_SECONDES.

    The address itself is not kept, only its hash, for the time of the window.
    """
    adresse = get_adapter(request).get_client_ip(request)  # knows how many proxies are ours
    cle = "documents.controle." + hashlib.sha256(adresse.encode()).hexdigest()
    if cache.add(cle, 1, FENETRE_SECONDES):
        return False
    try:
        return cache.incr(cle) > ESSAIS
    except ValueError:  # expired between the two lines
        return False
