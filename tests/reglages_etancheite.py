"""Settings of the server that is asked everything at once: those of the tests, with a pool and a view that fails."""

from maillage.config.settings.test import *  # noqa: F403 (a settings module extends another)
from maillage.config.settings.test import DATABASES

ROOT_URLCONF = "tests.adresses_etancheite"
# As many places as threads: each connection serves everybody in turn.
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 30}
