"""Addresses of the deadlines."""

from django.urls import path

from maillage.socle.echeances import views

app_name = "echeances"
urlpatterns = [
    path("", views.liste, name="liste"),
    path("<int:pk>/faite/", views.faite, name="faite"),
    path("<int:pk>/reporter/", views.reporter, name="reporter"),
]
