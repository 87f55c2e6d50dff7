"""Addresses of the network and of its coordinator."""

from django.urls import path

from maillage.metiers.avis.views import coordination, filieres, reseau

urlpatterns = [
    path("tableau/", coordination.tableau, name="tableau"),
    path("tableau/toutes/", coordination.toutes, name="toutes"),
    path("tableau/<int:pk>/", coordination.suivre, name="suivre"),
    path("tableau/<int:pk>/orienter/", coordination.orienter, name="orienter"),
    path("reseau/", reseau.liste, name="reseau"),
    path("reseau/inscrire/", reseau.inscrire, name="specialiste_inscrire"),
    path("reseau/<int:pk>/", reseau.specialiste, name="specialiste"),
    path("reseau/<int:pk>/modifier/", reseau.modifier, name="specialiste_modifier"),
    path("reseau/<int:pk>/pieces/", reseau.verifier_piece, name="piece_verifier"),
    path("reseau/<int:pk>/suspendre/", reseau.suspendre, name="specialiste_suspendre"),
    path("reseau/<int:pk>/reprendre/", reseau.reprendre, name="specialiste_reprendre"),
    path("filieres/", filieres.liste, name="filieres"),
    path("filieres/ouvrir/", filieres.ouvrir, name="filiere_ouvrir"),
    path("filieres/<int:pk>/", filieres.modifier, name="filiere_modifier"),
]
