"""Settings of a worker started by the tests: theirs, and their job."""

from maillage.config.settings.test import *  # noqa: F403 (a settings module extends another)

PROCRASTINATE_IMPORT_PATHS = ["maillage.config.tests.taches_essai"]
