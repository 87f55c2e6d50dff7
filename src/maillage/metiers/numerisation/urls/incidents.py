"""Addresses of incidents."""

from django.urls import path

from maillage.metiers.numerisation.views import incidents

urlpatterns = [
    path("incidents/", incidents.liste, name="incidents"),
    path("incidents/declarer/", incidents.declarer, name="incident_declarer"),
    path("incidents/<int:pk>/", incidents.incident, name="incident"),
    path("incidents/<int:pk>/qualifier/", incidents.qualifier, name="incident_qualifier"),
    path("incidents/<int:pk>/notifier/", incidents.notifier, name="incident_notifier"),
    path("incidents/<int:pk>/agir/", incidents.agir, name="incident_agir"),
    path("incidents/<int:pk>/clore/", incidents.clore, name="incident_clore"),
    path("incidents/actions/<int:pk>/faite/", incidents.action_faite, name="action_faite"),
    path("incidents/actions/<int:pk>/verifiee/", incidents.action_verifiee, name="action_verifiee"),
]
