"""When a failed job is tried again."""

from __future__ import annotations

import smtplib

from procrastinate.jobs import Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from maillage.commun.chiffrement import TexteIllisible

ERREUR_PERMANENTE = 500


class RepriseProgressive(BaseRetryStrategy):
    """Waits 30 s, then twice as long each time, never more than an hour; about a day in all."""

    tentatives = 30

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """Decide when, or None to give up and leave the job failed."""
        if job.attempts >= self.tentatives or self.est_definitive(exception):
            return None
        return RetryDecision(retry_in={"seconds": min(3600, 30 * 2 ** min(job.attempts, 10))})

    def est_definitive(self, exception: BaseException) -> bool:
        """Tell whether trying again is useless."""
        return isinstance(exception, TexteIllisible)


class RepriseCourriel(RepriseProgressive):
    """The same, but a mail server that answers « never » (5xx) is believed."""

    def est_definitive(self, exception: BaseException) -> bool:
        """Tell whether trying again is useless."""
        if isinstance(exception, smtplib.SMTPRecipientsRefused):
            return all(code >= ERREUR_PERMANENTE for code, _ in exception.recipients.values())
        if isinstance(exception, smtplib.SMTPAuthenticationError):
            return False  # a password being rotated: someone will put it right
        if isinstance(exception, smtplib.SMTPResponseException):
            return exception.smtp_code >= ERREUR_PERMANENTE
        return super().est_definitive(exception)
