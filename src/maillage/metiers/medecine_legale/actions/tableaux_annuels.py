"""Yearly tables of counts: a new version from a file, or the former one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maillage.metiers.medecine_legale.droits import TABLEAU_ANNUEL_IMPORTER
from maillage.metiers.medecine_legale.models import LigneTableauAnnuel, TableauAnnuel
from maillage.metiers.medecine_legale.regles.tableaux_annuels import controler_tableau
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.models import Importation


def enregistrer_tableau(
    *,
    agent: Agent,
    structure: Organisation,
    annee: int,
    quantites: Mapping[str, int | None],
    nom_fichier: str,
    empreinte: str,
    importation: Importation | None = None,
) -> TableauAnnuel:
    """Keep what a file says of a year, over the version in force. Raises ValidationError by field."""
    exiger(agent, TABLEAU_ANNUEL_IMPORTER, structure)
    annee_en_cours = timezone.localdate().year
    if erreurs := controler_tableau(annee, quantites, annee_en_cours=annee_en_cours):
        raise ValidationError(erreurs.get("", erreurs))
    with transaction.atomic():
        versions = TableauAnnuel.objects.filter(structure=structure, annee=annee)
        precedent = versions.select_for_update(of=("self",)).filter(est_en_vigueur=True).first()
        if precedent is not None:
            _placer(precedent, est_en_vigueur=False)
        tableau = TableauAnnuel.objects.create(
            structure=structure,
            annee=annee,
            version=(versions.aggregate(derniere=Max("version"))["derniere"] or 0) + 1,
            remplace=precedent,
            importation=importation,
            nom_fichier=nom_fichier,
            empreinte=empreinte,
            auteur=agent,
        )
        LigneTableauAnnuel.objects.bulk_create(
            LigneTableauAnnuel(
                structure=structure,
                tableau=tableau,
                date_debut=dt.date(annee, 1, 1),
                rubrique=rubrique,
                quantite=quantite,
            )
            for rubrique, quantite in quantites.items()
            if quantite is not None
        )
    return tableau


def retirer_tableau(*, agent: Agent, structure: Organisation, annee: int) -> None:
    """Undo the version in force: the one that it replaced is in force again; it stays readable."""
    exiger(agent, TABLEAU_ANNUEL_IMPORTER, structure)
    with transaction.atomic():
        courant = (
            TableauAnnuel.objects.select_for_update(of=("self",))
            .select_related("remplace")
            .get(structure=structure, annee=annee, est_en_vigueur=True)
        )
        _placer(courant, est_en_vigueur=False)
        if courant.remplace is not None:
            _placer(courant.remplace, est_en_vigueur=True)


def quantites_de(tableau: TableauAnnuel) -> dict[str, int]:
    return dict(tableau.lignes.order_by("id").values_list("rubrique", "quantite"))


def _placer(tableau: TableauAnnuel, *, est_en_vigueur: bool) -> None:
    tableau.est_en_vigueur = est_en_vigueur
    tableau.save(update_fields=["est_en_vigueur"])
    LigneTableauAnnuel.objects.filter(tableau=tableau).update(est_remplacee=not est_en_vigueur)
