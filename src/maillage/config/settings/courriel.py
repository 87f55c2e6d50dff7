"""Outgoing e-mail: a job hands each message to the transport; a request never does."""

from maillage.config.environnement import lire

EMAIL_BACKEND = "maillage.socle.echeances.expedition.CourrielDiffere"
COURRIEL_TRANSPORT = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 10
EMAIL_SUBJECT_PREFIX = ""
DEFAULT_FROM_EMAIL = lire("MAILLAGE_COURRIEL_EXPEDITEUR", "Maillage <ne-pas-repondre@maillage.invalid>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
MAILLAGE_ADRESSE = lire("MAILLAGE_ADRESSE", "http://localhost:8000").rstrip(
    "/"
)  # where links in e-mails lead
