"""Addresses of the sort and of its audit."""

from django.urls import path

from maillage.metiers.numerisation.views import audits, tri

urlpatterns = [
    path("tri/", tri.a_trier, name="a_trier"),
    path("tri/lire/", tri.tri_lire, name="tri_lire"),
    path("tri/a-decider/", tri.a_signer, name="a_signer"),
    path("tri/<int:pk>/", tri.trier, name="trier"),
    path("tri/<int:pk>/terminer/", tri.tri_terminer, name="tri_terminer"),
    path("tri/<int:pk>/reprendre/", tri.tri_reprendre, name="tri_reprendre"),
    path("tri/pieces/<int:pk>/retirer/", tri.piece_retirer, name="piece_retirer"),
    path("tri/pieces/<int:pk>/rendre/", tri.piece_rendre, name="piece_rendre"),
    path("tri/pieces/<int:pk>/decider/", tri.piece_decider, name="piece_decider"),
    path("audits/", audits.liste, name="audits"),
    path("audits/tirer/", audits.audit_tirer, name="audit_tirer"),
    path("audits/<int:pk>/", audits.audit, name="audit"),
    path("audits/<int:pk>/debriefer/", audits.audit_debriefer, name="audit_debriefer"),
    path("audits/<int:pk>/clore/", audits.audit_clore, name="audit_clore"),
    path("audits/dossiers/<int:pk>/", audits.examiner, name="audit_examiner"),
]
