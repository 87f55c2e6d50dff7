"""Production: every setting from the environment, and no start on an unsafe or missing one."""

from maillage.config.production import lire_reglages
from maillage.config.settings.base import *  # noqa: F403 (a settings module extends the base one)
from maillage.config.settings.base import STORAGES
from maillage.config.settings.fichiers import stockage_documents

DEBUG = False
MAILLAGE_DEMO = False

_reglages = lire_reglages()

SECRET_KEY = _reglages.cle_secrete
MAILLAGE_CLE_MAITRESSE = _reglages.cle_maitresse
MAILLAGE_ADRESSE = _reglages.adresse
MAILLAGE_THEME = _reglages.theme
MAILLAGE_METRIQUES_JETON = _reglages.jeton_metriques
ALLOWED_HOSTS = _reglages.hotes
CSRF_TRUSTED_ORIGINS = [_reglages.adresse]

# --- TLS: ended by the reverse proxy, which must set X-Forwarded-Proto itself and drop the one it receives ---
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrftoken"
ALLAUTH_TRUSTED_PROXY_COUNT = _reglages.mandataires

# --- E-mail ---------------------------------------------------------------------------------------------------
EMAIL_HOST = _reglages.courriel.hote
EMAIL_PORT = _reglages.courriel.port
EMAIL_HOST_USER = _reglages.courriel.utilisateur
EMAIL_HOST_PASSWORD = _reglages.courriel.mot_de_passe
EMAIL_USE_SSL = _reglages.courriel.tls_implicite
EMAIL_USE_TLS = not _reglages.courriel.tls_implicite
DEFAULT_FROM_EMAIL = SERVER_EMAIL = _reglages.expediteur

# --- Files ----------------------------------------------------------------------------------------------------
STORAGES = {
    **STORAGES,
    "default": _reglages.stockage,
    "documents": stockage_documents(_reglages.stockage),
}
