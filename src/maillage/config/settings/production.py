"""Production: every setting from the environment, and no start on an unsafe or missing one."""

from maillage.config.environnement import lire, lire_liste
from maillage.config.settings.base import *  # noqa: F403 (a settings module extends the base one)

DEBUG = False
MAILLAGE_DEMO = False
SECRET_KEY = lire("MAILLAGE_SECRET_KEY")
ALLOWED_HOSTS = lire_liste("MAILLAGE_ALLOWED_HOSTS")
