"""All addresses; each app brings its own ``urls``, mounted under its name."""

from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = []
