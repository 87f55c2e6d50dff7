"""Addresses of the service."""

app_name = "protection"

urlpatterns: list[object] = []
