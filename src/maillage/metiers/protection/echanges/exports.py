"""Exports of the service: what each may read, in words."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from maillage.metiers.protection.droits import ANNUAIRE_LIRE, ENQUETE_SUIVRE, MESURE_LIRE
from maillage.metiers.protection.enums import (
    CauseSortie,
    Champ,
    LieuVie,
    Nature,
    StatutMesure,
    TypeEtablissement,
    TypeMandataire,
)
from maillage.metiers.protection.forms.declarations import FiltreDeclaration, attendus
from maillage.metiers.protection.forms.filtres import FiltreInscription, FiltreMandataire, FiltreMesure
from maillage.metiers.protection.forms.fraicheur import FiltreFraicheur, suivis
from maillage.metiers.protection.models import Inscription, Mandataire, Mesure
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.exports import ColonneExport, declarer_export


def _mesures(agent: Agent, criteres: QueryDict) -> QuerySet[Mesure]:
    filtrees = FiltreMesure(criteres, agent=agent).filtrer(Mesure.objects.visibles_par(agent).conservees())
    return filtrees.order_by("-date_nomination", "-id")


def _renouvellements(agent: Agent, criteres: QueryDict) -> QuerySet[Mesure]:
    filtrees = FiltreMesure(criteres, agent=agent).filtrer(Mesure.objects.visibles_par(agent).a_renouveler())
    return filtrees.order_by("date_terme", "id")


def _mesures_declarees(chiffres: Any) -> Any:
    return sum(sum(tribunal["natures"].values()) for tribunal in chiffres) if chiffres is not None else ""


def _detail_declare(chiffres: Any) -> str:
    return " ; ".join(
        f"{tribunal['tribunal']}, {Nature(nature).label.lower()} : {nombre}"
        for tribunal in chiffres or ()
        for nature, nombre in sorted(tribunal["natures"].items())
    )


MESURE = [
    ColonneExport("Numéro RG", "numero_rg"),
    ColonneExport("Tribunal", "tribunal__nom"),
    ColonneExport("Cabinet", "cabinet"),
    ColonneExport("Mandataire", "gestionnaire__nom"),
    ColonneExport("Type de mandataire", "type_gestionnaire", libelles=dict(TypeMandataire.choices)),
    ColonneExport("Statut", "statut", libelles=dict(StatutMesure.choices)),
    ColonneExport("Nature", "nature", libelles=dict(Nature.choices)),
    ColonneExport("Porte sur", "champ", libelles=dict(Champ.choices)),
    ColonneExport("À renouveler avant le", "date_terme"),
    ColonneExport("Durée présumée", "est_terme_presume"),
]

declarer_export(
    "protection.mesures",
    "Mesures de protection",
    droit=MESURE_LIRE,
    nom_fichier="mesures",
    queryset=_mesures,
    colonnes=[
        *MESURE,
        ColonneExport("Numéro de dossier", "numero_dossier"),
        ColonneExport("Civilité", "civilite"),
        ColonneExport("Année de naissance", "annee_naissance"),
        ColonneExport("Lieu de vie", "lieu_vie", libelles=dict(LieuVie.choices)),
        ColonneExport("Type d’établissement", "type_etablissement", libelles=dict(TypeEtablissement.choices)),
        ColonneExport("Commune", "commune__nom"),
        ColonneExport("Première mesure", "date_premier_mesure"),
        ColonneExport("Nomination", "date_nomination"),
        ColonneExport("Protection en cours depuis", "date_protection_en_cours"),
        ColonneExport("Fin de mandat", "date_fin"),
        ColonneExport("Cause de sortie", "cause_sortie", libelles=dict(CauseSortie.choices)),
        ColonneExport("Points", "points"),
    ],
)
declarer_export(
    "protection.renouvellements",
    "Mesures à renouveler",
    droit=MESURE_LIRE,
    nom_fichier="renouvellements",
    queryset=_renouvellements,
    colonnes=MESURE,
)
declarer_export(
    "protection.disponibilites",
    "Mandataires et disponibilités",
    droit=ANNUAIRE_LIRE,
    nom_fichier="disponibilites",
    queryset=lambda agent, criteres: (
        FiltreMandataire(criteres, agent=agent)
        .filtrer(Mandataire.objects.visibles_par(agent))
        .order_by("organisation__nom", "id")
    ),
    colonnes=[
        ColonneExport("Nom", "organisation__nom"),
        ColonneExport("Type", "type", libelles=dict(TypeMandataire.choices)),
        ColonneExport("Commune", "organisation__commune__nom"),
        ColonneExport("Département", "organisation__commune__departement__nom"),
        ColonneExport("Téléphone", "organisation__telephone"),
        ColonneExport("Adresse électronique", "organisation__courriel"),
        ColonneExport("Mesures au plus", "capacite"),
        ColonneExport("Mesures tenues", "occupees"),
        ColonneExport("Places", "places"),
        ColonneExport("Interrompu", "est_suspendu"),
        ColonneExport("Données confirmées le", "horodatage_confirmation"),
    ],
)
declarer_export(
    "protection.inscriptions",
    "Listes départementales des mandataires",
    droit=ANNUAIRE_LIRE,
    nom_fichier="liste-departementale",
    queryset=lambda agent, criteres: (
        FiltreInscription(criteres, agent=agent)
        .filtrer(Inscription.objects.visibles_par(agent))
        .order_by("departement__code", "organisation__nom", "id")
    ),
    colonnes=[
        ColonneExport("Département", "departement__nom"),
        ColonneExport("Mandataire", "organisation__nom"),
        ColonneExport("Type", "mandataire__type", libelles=dict(TypeMandataire.choices)),
        ColonneExport("Commune", "organisation__commune__nom"),
        ColonneExport("Mesures autorisées", "nombre_autorise"),
        ColonneExport("Points autorisés", "points_autorises"),
        ColonneExport("Du", "date_debut"),
        ColonneExport("Au", "date_fin"),
        ColonneExport("Arrêté", "arrete__numero"),
        ColonneExport("Signé le", "arrete__date_arrete"),
    ],
)
declarer_export(
    "protection.declarations_recues",
    "Déclarations semestrielles reçues",
    droit=ENQUETE_SUIVRE,
    nom_fichier="declarations-recues",
    queryset=lambda agent, criteres: (
        FiltreDeclaration(criteres, agent=agent).filtrer(attendus(agent)).order_by("organisation__nom", "id")
    ),
    colonnes=[
        ColonneExport("Mandataire", "organisation__nom"),
        ColonneExport("SIRET", "organisation__siret"),
        ColonneExport("Type", "type", libelles=dict(TypeMandataire.choices)),
        ColonneExport("Département", "autorite__commune__departement__nom"),
        ColonneExport("Déclaration reçue le", "horodatage_recue"),
        ColonneExport("Mesures", "chiffres", rendre=_mesures_declarees),
        ColonneExport("Détail par tribunal et nature", "chiffres", rendre=_detail_declare),
        ColonneExport("Secrétaires spécialisés", "secretaires"),
        ColonneExport("Autres activités", "activites"),
        ColonneExport("Part du temps (%)", "quotite"),
    ],
)
declarer_export(
    "protection.fraicheur",
    "Fraîcheur des données des mandataires",
    droit=ENQUETE_SUIVRE,
    nom_fichier="fraicheur",
    queryset=lambda agent, criteres: (
        FiltreFraicheur(criteres, agent=agent)
        .filtrer(suivis(agent))
        .order_by("horodatage_confirmation", "id")
    ),
    colonnes=[
        ColonneExport("Mandataire", "organisation__nom"),
        ColonneExport("Type", "type", libelles=dict(TypeMandataire.choices)),
        ColonneExport("Département", "autorite__commune__departement__nom"),
        ColonneExport("Adresse électronique", "organisation__courriel"),
        ColonneExport("Données confirmées le", "horodatage_confirmation"),
        *(ColonneExport(f"Rappel à {seuil} jours", f"rappel_{seuil}") for seuil in SEUILS_FRAICHEUR),
    ],
)
