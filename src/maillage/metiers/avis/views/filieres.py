"""Lines of advice."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpResponseBase

from maillage.commun.textes import compter
from maillage.metiers.avis.droits import FILIERE_GERER
from maillage.metiers.avis.models import Filiere
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.listes import Colonne, Liste

FILIERES = Liste(
    code="avis.filiere",
    titre="Filières d’avis",
    nom=("filière", "filières"),
    colonnes=[
        Colonne("nom", "Filière", tri=True),
        Colonne("specialites", "Spécialités", valeur=lambda f: ", ".join(f.specialites)),
        Colonne("sujets", "Sujets", valeur=lambda f: ", ".join(f.sujets)),
        Colonne("signes_alerte", "Signes d’alerte", valeur=lambda f: compter(len(f.signes_alerte), "signe")),
        Colonne("membres", "Spécialistes", genre="nombre"),
        Colonne(
            "est_active",
            "État",
            valeur=lambda f: Badge("Ouverte", "succes") if f.est_active else Badge("Fermée", "neutre"),
        ),
    ],
    tri="nom",
    titre_vide="Aucune filière",
    vide="Une filière réunit les spécialistes qui répondent aux mêmes questions.",
)


@lecture(FILIERE_GERER)
def liste(request: RequeteAgent) -> HttpResponseBase:
    """Those that the agent's organisations run."""
    filieres = Filiere.objects.filter(gestionnaire__in=perimetre(request.user, FILIERE_GERER))
    return FILIERES.reponse(request, filieres.annotate(membres=Count("rattachements")))
