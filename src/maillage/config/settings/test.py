"""The tests: real PostgreSQL under the application role, nothing leaves the machine."""

import base64
import os
import tempfile

from maillage.config import postgres

os.environ[postgres.ESSAIS] = "oui"  # before the settings are read, and for the processes that tests start

from maillage.config.settings.base import *  # noqa: F403 (a settings module extends the base one)
from maillage.config.settings.base import DATABASES

DEBUG = False
MAILLAGE_DEMO = False
SECRET_KEY = "tests-only"  # noqa: S105 (not a secret)
MAILLAGE_CLE_MAITRESSE = base64.b64encode(bytes(range(32))).decode()
MAILLAGE_ADRESSE = "http://testserver"
MAILLAGE_METRIQUES_JETON = "jeton-des-tests"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "documents": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
}
MEDIA_ROOT = tempfile.gettempdir()
STATIC_ROOT = None  # served by the finders; WhiteNoise must not look for a folder that does not exist
MEDECINE_LEGALE_LISTES_SECONDES = 3600  # counts of queries must not depend on the clock
LOGGING_CONFIG = None  # pytest captures the records
del DATABASES["default"]["OPTIONS"]["pool"]  # a test's threads must not share its connection
