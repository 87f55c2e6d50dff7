"""Addresses of boxes and shipments."""

from django.urls import path

from maillage.metiers.numerisation.views import boites, expeditions

urlpatterns = [
    path("boites/", boites.liste, name="boites"),
    path("boites/ouvrir/", boites.boites_ouvrir, name="boites_ouvrir"),
    path("boites/<int:pk>/", boites.boite, name="boite"),
    path("boites/<int:pk>/ranger/", boites.boite_ranger, name="boite_ranger"),
    path("boites/<int:pk>/fermer/", boites.boite_fermer, name="boite_fermer"),
    path("boites/<int:pk>/rouvrir/", boites.boite_rouvrir, name="boite_rouvrir"),
    path("boites/<int:pk>/retirer/", expeditions.boite_retirer, name="boite_retirer"),
    path("boites/dossiers/<int:pk>/sortir/", boites.dossier_sortir, name="dossier_sortir"),
    path("expeditions/", expeditions.liste, name="expeditions"),
    path("expeditions/preparer/", expeditions.expedition_preparer, name="expedition_preparer"),
    path("expeditions/<int:pk>/", expeditions.expedition, name="expedition"),
    path("expeditions/<int:pk>/bordereau/", expeditions.bordereau, name="bordereau"),
    path("expeditions/<int:pk>/remettre/", expeditions.expedition_remettre, name="expedition_remettre"),
    path("expeditions/<int:pk>/recevoir/", expeditions.expedition_recevoir, name="expedition_recevoir"),
    path("expeditions/<int:pk>/retrouver/", expeditions.expedition_retrouver, name="expedition_retrouver"),
    path("expeditions/<int:pk>/clore/", expeditions.expedition_clore, name="expedition_clore"),
]
