"""Settings shared by the demonstration, the tests and production; nothing here is secret or optional."""

from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from maillage.config import postgres, roles
from maillage.config.adresses import lire_adresse
from maillage.config.environnement import lire, lire_booleen, lire_entier
from maillage.config.observation import journaux
from maillage.config.settings.fichiers import stockage_documents

RACINE = postgres.RACINE
VAR = postgres.dossier_var()

# --- Applications -----------------------------------------------------------------------------------------
METIERS = [
    "maillage.metiers.medecine_legale",
    "maillage.metiers.protection",
    "maillage.metiers.audiences",
    "maillage.metiers.avis",
    "maillage.metiers.numerisation",
]
SOCLE = [  # the highest first: its templates and commands win over those below, and over the packages' own
    "maillage.socle.interface",
    "maillage.socle.echanges",
    "maillage.socle.echeances",
    "maillage.socle.indicateurs",
    "maillage.socle.documents",
    "maillage.socle.acces.comptes",
    "maillage.socle.acces",
    "maillage.socle.journal",
    "maillage.socle.annuaire",
]

INSTALLED_APPS = [
    "maillage.config",
    *METIERS,
    *SOCLE,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "maillage.config.fichiers_statiques.FichiersStatiques",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "dsfr",
    "ninja",
    "procrastinate.contrib.django",
    "template_partials",
    "widget_tweaks",
]

MIDDLEWARE = [
    "maillage.config.observation.middleware.SondesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "maillage.config.observation.middleware.RequeteMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "maillage.socle.echanges.api.jetons.JetonMiddleware",
    "maillage.socle.acces.middleware.ContexteMiddleware",
    "maillage.socle.acces.comptes.middleware.SecondFacteurMiddleware",
]

ROOT_URLCONF = "maillage.config.urls"
WSGI_APPLICATION = "maillage.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "annuaire.Agent"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "maillage.config.cartes.contexte",
                "maillage.socle.interface.theme.contexte",
            ],
        },
    },
]

# --- Database: two roles on one database ------------------------------------------------------------------
BASE_EMBARQUEE = not (lire("DATABASE_URL", "") or lire("MAILLAGE_DATABASE_PROPRIETAIRE_URL", ""))
if BASE_EMBARQUEE:
    _serveur = postgres.serveur()
    _base = lire("MAILLAGE_BASE", postgres.BASE)
    _adresse_application = _serveur.adresse(roles.APPLICATION, _base)
    _adresse_proprietaire = _serveur.adresse(roles.PROPRIETAIRE, _base)
else:
    _adresse_application = lire("DATABASE_URL")
    _adresse_proprietaire = lire("MAILLAGE_DATABASE_PROPRIETAIRE_URL", _adresse_application)

FILS = lire_entier("MAILLAGE_FILS", 8)  # threads of one web process; the pool must not be smaller
DATABASES: dict[str, dict[str, Any]] = {
    "default": lire_adresse(_adresse_application),
    "proprietaire": lire_adresse(_adresse_proprietaire, nom="MAILLAGE_DATABASE_PROPRIETAIRE_URL"),
}
if lire_booleen("MAILLAGE_REQUETES_PREPAREES", defaut=True):
    DATABASES["default"]["OPTIONS"]["prepare_threshold"] = (
        1  # of the queries written once, see commun.requete_figee
    )
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": FILS + 2, "timeout": 10}

# --- Language and time ------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_I18N = True

# --- Files ------------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT: Path | None = VAR / "static"
NPM = VAR / "npm" / "node_modules"  # locked in package-lock.json, installed by ./maillage
POLICE = NPM / "@fontsource-variable" / "source-sans-3"  # of the neutral theme; system fonts without it
STATICFILES_DIRS: list[Path | tuple[str, Path]] = [
    *([VAR / "assets"] if (VAR / "assets").is_dir() else []),
    *([("interface/police", POLICE)] if POLICE.is_dir() else []),
]
MEDIA_ROOT: Path | str = VAR / "fichiers"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "maillage.config.fichiers_statiques.Stockage"},
    "documents": stockage_documents(
        {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(MEDIA_ROOT)},
        }
    ),
}

# --- Interface --------------------------------------------------------------------------------------------
MAILLAGE_THEME = lire("MAILLAGE_THEME", "neutre")
FORM_RENDERER = "maillage.socle.interface.rendu.RenduFormulaire"
CSRF_FAILURE_VIEW = "maillage.socle.interface.erreurs.csrf_refuse"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

TESSDATA = Path(lire("MAILLAGE_TESSDATA", str(VAR / "tessdata")))
SCEAU_PKCS12 = lire("MAILLAGE_SCEAU_PKCS12", "")  # path of the seal certificate and its key
SCEAU_PHRASE = lire("MAILLAGE_SCEAU_PHRASE", "")
SCEAU_AUTORITES = lire("MAILLAGE_SCEAU_AUTORITES", "")  # PEM of the certificates that are believed
HORODATAGE_ADRESSE = lire("MAILLAGE_HORODATAGE_ADRESSE", "")  # RFC 3161 over http(s)
HORODATAGE_AUTORITES = lire("MAILLAGE_HORODATAGE_AUTORITES", "")
SCEAU_FABRIQUE = ""  # of the demonstration: a function that makes a seal that nobody else believes

# --- Security: the same in the demonstration and in production, production adds TLS -------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-src": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# --- Jobs -------------------------------------------------------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "taches"

# --- Watching ---------------------------------------------------------------------------------------------
MAILLAGE_METRIQUES_JETON = lire("MAILLAGE_METRIQUES_JETON", "")
LOGGING = journaux.reglages(lire("MAILLAGE_NIVEAU_JOURNAL", "INFO"))

from maillage.config.settings.comptes import *  # noqa: E402, F403 (one concern a file)
from maillage.config.settings.courriel import *  # noqa: E402, F403 (one concern a file)
