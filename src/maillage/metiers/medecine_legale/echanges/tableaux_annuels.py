"""Yearly tables of counts, in and out: one line a year, one column a kind of act.

The layout of the former national table is not known here to the letter (to be confirmed): its titles are mapped on the
import page, once, and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Max, PositiveIntegerField, Q, QuerySet
from django.http import QueryDict

from maillage.metiers.medecine_legale.actions import tableaux_annuels as actions
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, TABLEAU_ANNUEL_IMPORTER
from maillage.metiers.medecine_legale.enums import Rubrique
from maillage.metiers.medecine_legale.models import LigneTableauAnnuel, TableauAnnuel
from maillage.metiers.medecine_legale.regles.tableaux_annuels import controler_tableau
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges import imports
from maillage.socle.echanges.exports import ColonneExport, declarer_export
from maillage.socle.echanges.imports import (
    Colonne,
    Contexte,
    Erreur,
    Existant,
    LigneImport,
    Lot,
    RefusImport,
    declarer_import,
)

ALIAS: dict[Rubrique, tuple[str, ...]] = {
    Rubrique.VICTIMES: (
        "victimes",
        "victimes vivantes",
        "examens cliniques de victimes",
        "coups et blessures",
    ),
    Rubrique.GARDE_A_VUE: ("gardes à vue", "garde à vue", "GAV", "examens de GAV"),
    Rubrique.AGE_OSSEUX: ("âge osseux", "âges osseux", "détermination de l’âge"),
    Rubrique.AUTRES_VIVANTS: ("autres vivants", "autres examens cliniques"),
    Rubrique.LEVEES_CORPS: ("levée de corps", "levées de corps"),
    Rubrique.EXAMENS_EXTERNES: ("examen externe", "examens externes", "examens de corps"),
    Rubrique.AUTOPSIES: ("autopsie", "autopsies médico-légales"),
    Rubrique.AUTRES_DECEDES: ("anthropologie", "odontologie", "autres thanatologie"),
    Rubrique.ASSISES: ("assises", "dépositions", "cour d’assises"),
    Rubrique.AUTRES_MISSIONS: ("autres", "autres missions", "études de dossier"),
    Rubrique.BIOLOGIE: ("biologie", "actes de biologie"),
    Rubrique.IMAGERIE: ("imagerie", "radiologie", "actes d’imagerie"),
    Rubrique.TOXICOLOGIE: ("toxicologie", "analyses toxicologiques"),
    Rubrique.ANATOMOPATHOLOGIE: ("anapath", "anatomopathologie"),
}

COLONNES = (
    Colonne(
        "annee", "Année", imports.Genre.ENTIER, est_obligatoire=True, alias=("exercice",), exemple="2016"
    ),
    Colonne(
        "etablissement", "Établissement", alias=("structure", "nom établissement", "UMJ"), longueur_max=300
    ),
    *(
        Colonne(rubrique.value, rubrique.label, imports.Genre.ENTIER, alias=ALIAS[rubrique], exemple="120")
        for rubrique in Rubrique
    ),
)


def _quantites(ligne: LigneImport) -> dict[str, int | None]:
    return {rubrique.value: ligne.valeurs.get(rubrique.value) for rubrique in Rubrique}


def preparer(contexte: Contexte) -> None:
    contexte.donnees["etablissement"] = None


def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:
    erreurs = controler_tableau(ligne.valeurs["annee"], _quantites(ligne), annee_en_cours=contexte.jour.year)
    for champ, message in erreurs.items():
        yield Erreur(champ, message)
    etablissement = ligne.valeurs.get("etablissement")
    premier = contexte.donnees["etablissement"] = contexte.donnees["etablissement"] or etablissement
    if etablissement != premier:
        yield Erreur(
            "etablissement",
            f"Le fichier mêle « {premier} » et « {etablissement} » : importez chacun dans sa structure.",
        )


def existants(cles: list[tuple[Any, ...]], contexte: Contexte) -> dict[tuple[Any, ...], Existant]:
    tableaux = TableauAnnuel.objects.filter(
        structure=contexte.structure, annee__in=[annee for (annee,) in cles], est_en_vigueur=True
    )
    annees = dict(tableaux.order_by("id").values_list("pk", "annee"))
    valeurs: dict[int, dict[str, int | None]] = {pk: {r.value: None for r in Rubrique} for pk in annees}
    lignes = LigneTableauAnnuel.objects.filter(tableau__in=annees).order_by("id")
    for pk, rubrique, quantite in lignes.values_list("tableau", "rubrique", "quantite"):
        valeurs[pk][rubrique] = quantite
    return {(annee,): Existant(pk, valeurs[pk]) for pk, annee in annees.items()}


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    """A year already known gets a new version: what the file leaves empty keeps its former quantity."""
    source = contexte.importation
    if source is None:
        raise RuntimeError("An import knows the file it comes from.")
    anciennes = existants([(ligne.valeurs["annee"],) for ligne in lot.modifiees], contexte)
    crees = []
    try:
        for ligne in (*lot.nouvelles, *lot.modifiees):
            annee = ligne.valeurs["annee"]
            avant = anciennes[(annee,)].valeurs if (annee,) in anciennes else {}
            dites = {code: quantite for code, quantite in _quantites(ligne).items() if quantite is not None}
            tableau = actions.enregistrer_tableau(
                agent=contexte.agent,
                structure=contexte.structure,
                annee=annee,
                quantites={**avant, **dites},
                nom_fichier=source.nom_fichier,
                empreinte=source.empreinte,
                importation=source,
            )
            crees.append(tableau.pk)
    except ValidationError as refus:
        raise RefusImport(" ".join(refus.messages)) from refus
    return crees[: len(lot.nouvelles)]


def annuler(lot: Lot, contexte: Contexte) -> None:
    for ligne in (*lot.nouvelles, *lot.modifiees):
        actions.retirer_tableau(
            agent=contexte.agent, structure=contexte.structure, annee=ligne.valeurs["annee"]
        )


TABLEAUX = declarer_import(
    "medecine_legale.tableaux_annuels",
    "Tableaux annuels d’activité (avant les actes individuels)",
    droit=TABLEAU_ANNUEL_IMPORTER,
    colonnes=COLONNES,
    cle=("annee",),
    preparer=preparer,
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    annuler=annuler,
    aide="Une ligne par année, une colonne par nature d’acte, des quantités. La forme exacte de l’ancien tableau"
    " national est à confirmer : associez ses titres aux nôtres, la correspondance est retenue. Aucun acte n’est créé.",
)


def _tableaux(agent: Agent, criteres: QueryDict) -> QuerySet[TableauAnnuel]:
    """One row a structure and year in force, one column a kind of act."""
    tableaux = TableauAnnuel.objects.visibles_par(agent).filter(est_en_vigueur=True)
    if (structure := str(criteres.get("structure", ""))).isdecimal():
        tableaux = tableaux.filter(structure=int(structure))
    colonnes = {
        f"quantite_{rubrique.value}": Max(
            "lignes__quantite", filter=Q(lignes__rubrique=rubrique), output_field=PositiveIntegerField()
        )
        for rubrique in Rubrique
    }
    return tableaux.annotate(numero=F("annee"), **colonnes).order_by("-annee", "structure__nom", "id")


declarer_export(
    "medecine_legale.tableaux_annuels",
    "Tableaux annuels d’activité",
    droit=ACTE_LIRE,
    nom_fichier="tableaux-annuels",
    queryset=_tableaux,
    colonnes=[
        ColonneExport("Année", "numero"),
        ColonneExport("Établissement", "structure__nom"),
        *(ColonneExport(rubrique.label, f"quantite_{rubrique.value}") for rubrique in Rubrique),
        ColonneExport("Version", "version"),
        ColonneExport("Fichier", "nom_fichier"),
    ],
)
