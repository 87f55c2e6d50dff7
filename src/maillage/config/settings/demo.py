"""The demonstration: fictional data, this machine only, no secret to give."""

import base64
import os
import secrets

from maillage.config.environnement import lire
from maillage.config.settings.base import *  # noqa: F403 (a settings module extends the base one)
from maillage.config.settings.base import VAR

DEBUG = False
MAILLAGE_DEMO = True


def _secret(nom: str) -> str:
    """Return a secret made once for this checkout, readable by its owner only."""
    fichier = VAR / nom
    VAR.mkdir(parents=True, exist_ok=True)
    try:
        descripteur = os.open(fichier, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return fichier.read_text(encoding="ascii")
    valeur = base64.b64encode(secrets.token_bytes(32)).decode()
    os.write(descripteur, valeur.encode())
    os.close(descripteur)
    return valeur


SECRET_KEY = _secret("cle-secrete")
MAILLAGE_CLE_MAITRESSE = _secret("cle-maitresse")
MAILLAGE_ADRESSE = lire("MAILLAGE_ADRESSE", "http://127.0.0.1:8000")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
COURRIEL_TRANSPORT = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR / "courriels"
SCEAU_FABRIQUE = "maillage.metiers.numerisation.demo.autorite.cachet_de_demonstration"
COMPTES_SECOND_FACTEUR = False  # the cards open every account, administrators included
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the demonstration is served without TLS on the local machine
