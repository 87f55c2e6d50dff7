"""REST API; see the example in ``registre``."""

from maillage.socle.echanges.api.enveloppe import etag_de, exiger_version
from maillage.socle.echanges.api.jetons import portee
from maillage.socle.echanges.api.pages import Page, Pagination, paginer
from maillage.socle.echanges.api.problemes import RefusApi
from maillage.socle.echanges.api.registre import declarer_api

__all__ = [
    "Page",
    "Pagination",
    "RefusApi",
    "declarer_api",
    "etag_de",
    "exiger_version",
    "paginer",
    "portee",
]
