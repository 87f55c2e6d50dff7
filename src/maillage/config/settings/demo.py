"""The demonstration: fictional data, local machine, no secret to give."""

import secrets

from maillage.config.settings.base import *  # noqa: F403 (a settings module extends the base one)
from maillage.config.settings.base import VAR

DEBUG = False
MAILLAGE_DEMO = True


def _cle() -> str:
    fichier = VAR / "cle-secrete"
    if not fichier.exists():
        VAR.mkdir(parents=True, exist_ok=True)
        fichier.touch(mode=0o600)
        fichier.write_text(secrets.token_urlsafe(50), encoding="utf-8")
    return fichier.read_text(encoding="utf-8")


SECRET_KEY = _cle()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
COURRIEL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "courriels"
