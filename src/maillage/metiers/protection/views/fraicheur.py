"""How old the word of each account is, and what was done about it: the direction's page."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte
from maillage.metiers.protection.droits import ENQUETE_SUIVRE
from maillage.metiers.protection.forms.fraicheur import FiltreFraicheur, suivis
from maillage.metiers.protection.models import Mandataire
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR
from maillage.metiers.protection.views.annuaire import badge_fraicheur
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.interface.listes import Colonne, Liste


def _age(mandataire: Mandataire) -> str:
    confirme = mandataire.horodatage_confirmation
    if confirme is None:
        return "Jamais confirmées"
    jours = (timezone.localdate() - timezone.localdate(confirme)).days
    return compter(jours, "jour") if jours else "Aujourd’hui"


def _rappels(mandataire: Any) -> str:
    envoyes = [(seuil, getattr(mandataire, f"rappel_{seuil}")) for seuil in SEUILS_FRAICHEUR]
    return " · ".join(f"{seuil} j : {date_courte(timezone.localdate(le))}" for seuil, le in envoyes if le)


FRAICHEUR = Liste(
    code="protection.fraicheur",
    titre="Fraîcheur des données",
    nom=("mandataire", "mandataires"),
    colonnes=[
        Colonne("organisation.nom", "Mandataire", tri="organisation__nom"),
        Colonne("type", "Type"),
        Colonne("autorite.commune.departement.nom", "Département"),
        Colonne("age", "Âge", valeur=_age),
        Colonne("horodatage_confirmation", "Confirmées le", tri=True, genre="date",
                valeur=lambda m: timezone.localdate(m.horodatage_confirmation) if m.horodatage_confirmation else ""),
        Colonne("rappels", "Rappels envoyés", valeur=_rappels),
        Colonne("etat", "État", valeur=badge_fraicheur),
    ],
    tri="horodatage_confirmation",
    lien=lambda mandataire: reverse("protection:mandataire", args=[mandataire.pk]),
    filtre=FiltreFraicheur,
    exporter="protection.fraicheur",
    titre_vide="Aucun mandataire",
    vide="Les mandataires de votre ressort, et l’âge de leur dernière confirmation, apparaîtront ici. Ils sont prévenus"
    " à 30, 45 et 60 jours.",
)  # fmt: skip


@lecture(ENQUETE_SUIVRE)
def page(request: RequeteAgent) -> HttpResponseBase:
    """The oldest first: what judges can no longer rely on."""
    return FRAICHEUR.reponse(request, suivis(request.user))
