"""Addresses of lots: delivered, controlled, sealed, proven; pages whose owner no code says."""

from django.urls import path

from maillage.metiers.numerisation.views import codage, controle, lots, preuves

urlpatterns = [
    path("lots/", lots.lots, name="lots"),
    path("lots/livrer/", lots.lot_livrer, name="lot_livrer"),
    path("lots/<int:pk>/", lots.lot, name="lot"),
    path("lots/<int:pk>/tirer/", controle.lot_tirer, name="lot_tirer"),
    path("lots/<int:pk>/controler/", controle.lot_controler, name="lot_controler"),
    path("lots/<int:pk>/verdict/", controle.lot_verdict, name="lot_verdict"),
    path("lots/<int:pk>/rapport/", controle.lot_rapport, name="lot_rapport"),
    path("lots/<int:pk>/verifier/", preuves.lot_verifier, name="lot_verifier"),
    path("lots/<int:pk>/auditeur/", preuves.lot_auditeur, name="lot_auditeur"),
    path("lots/controle/pages/<int:pk>/image/", controle.controle_image, name="controle_image"),
    path("controles/", controle.controles, name="controles"),
    path("controles/<int:pk>/decider/", controle.controle_decider, name="controle_decider"),
    path("a-attribuer/", codage.codage, name="codage"),
    path("a-attribuer/<int:pk>/bandeau/", codage.codage_bandeau, name="codage_bandeau"),
    path("a-attribuer/arbitrage/", codage.arbitrage, name="arbitrage"),
    path("a-attribuer/<int:pk>/page/", codage.arbitrage_image, name="arbitrage_image"),
]
