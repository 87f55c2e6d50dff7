"""Addresses of the statistics."""

from django.urls import path

from maillage.socle.indicateurs import views

app_name = "indicateurs"
urlpatterns = [
    path("", views.catalogue, name="catalogue"),
    path("periodes/", views.gels, name="gels"),
    path("periodes/arreter/", views.arreter, name="arreter"),
    path("periodes/<int:pk>/", views.gel_fiche, name="gel"),
    path("<str:code>/", views.indicateur, name="indicateur"),
    path("<str:code>/methode/", views.methode, name="methode"),
    path("<str:code>/export/<slug:format_>/", views.exporter, name="exporter"),
]
