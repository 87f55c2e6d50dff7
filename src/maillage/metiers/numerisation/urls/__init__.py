"""Addresses of the service, by subject: each file has its own `urlpatterns`, added here."""

from django.urls import URLPattern

app_name = "numerisation"

urlpatterns: list[URLPattern] = []
