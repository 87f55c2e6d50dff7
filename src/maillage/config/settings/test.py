"""The tests: real PostgreSQL under the application role, nothing leaves the machine."""

import tempfile

from maillage.config.settings.base import *  # noqa: F403 (a settings module extends the base one)
from maillage.config.settings.base import DATABASES

DEBUG = False
MAILLAGE_DEMO = False
SECRET_KEY = "tests-only"  # noqa: S105 (not a secret)
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MEDIA_ROOT = tempfile.gettempdir()
del DATABASES["default"]["OPTIONS"]["pool"]  # a test's threads must not share its connection
WHITENOISE_AUTOREFRESH = True  # static files are read where they are: tests collect nothing
WHITENOISE_USE_FINDERS = True
