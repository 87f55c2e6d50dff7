"""The e-mail backend of the platform: a request never talks to the mail server, a job does.

The job belongs to the transaction of the request: no message for a write that was undone, no error page
because the mail server is down.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from maillage.socle.acces.differer import differer_lot
from maillage.socle.echeances.courriel import emballer
from maillage.socle.echeances.taches import expedier_courriel


class CourrielDiffere(BaseEmailBackend):
    """`EMAIL_BACKEND` of the demonstration and of production."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put one job a message in the queue."""
        a_envoyer = [message for message in email_messages if message.recipients()]
        differer_lot(expedier_courriel, [{"scelle": emballer(message)} for message in a_envoyer])
        return len(a_envoyer)
