"""E-mails about accounts: a link, what it does and how long it lives; no name."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string


def envoyer(gabarit: str, objet: str, adresse: str, lien: str) -> None:
    """Write one message; the backend sends it from a job."""
    EmailMessage(
        subject=objet,
        body=render_to_string(
            f"comptes/courriels/{gabarit}.txt", {"lien": f"{settings.MAILLAGE_ADRESSE}{lien}"}
        ),
        to=[adresse],
    ).send()
