"""Addresses of the API, once every service has declared its part."""

from django.urls import path

from maillage.socle.echanges.api.noyau import router
from maillage.socle.echanges.api.registre import APIS, construire

api = construire({"": router, **APIS})
urlpatterns = [path("", api.urls)]
