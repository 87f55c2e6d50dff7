"""Addresses of duties: a specialist's own, and the rosters of whoever runs the lines."""

from django.urls import path

from maillage.metiers.avis.views import gardes, planning, plannings

urlpatterns = [
    path("mes-gardes/", gardes.mes_gardes, name="mes_gardes"),
    path("mes-gardes/agenda/", gardes.agenda, name="gardes_ics"),
    path("mes-gardes/disponibilites/", gardes.mes_disponibilites, name="mes_disponibilites"),
    path("mes-gardes/absences/<int:pk>/retirer/", gardes.absence_retirer, name="absence_retirer"),
    path("mes-gardes/<int:pk>/proposer/", gardes.garde_proposer, name="garde_proposer"),
    path("mes-gardes/echanges/<int:pk>/reprendre/", gardes.echange_reprendre, name="echange_reprendre"),
    path("mes-gardes/echanges/<int:pk>/retirer/", gardes.echange_retirer, name="echange_retirer"),
    path("plannings/", plannings.plannings, name="plannings"),
    path("plannings/preparer/", plannings.planning_preparer, name="planning_preparer"),
    path("plannings/<int:pk>/", planning.planning, name="planning"),
    path("plannings/<int:pk>/recalculer/", planning.planning_recalculer, name="planning_recalculer"),
    path("plannings/<int:pk>/publier/", planning.planning_publier, name="planning_publier"),
    path("plannings/<int:pk>/supprimer/", planning.planning_supprimer, name="planning_supprimer"),
    path("plannings/<int:pk>/tableau/", planning.planning_tableau, name="planning_tableau"),
    path("plannings/gardes/<int:pk>/attribuer/", planning.garde_attribuer, name="garde_attribuer"),
]
