"""The directory from a file: hospitals, courts, police stations, brigades… An operator imports the official list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from maillage.commun.identifiants import est_siret
from maillage.commun.textes import cle_recherche
from maillage.socle.acces.droits import ANNUAIRE_GERER
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements
from maillage.socle.echanges.imports import (
    Colonne,
    Contexte,
    Erreur,
    Existant,
    Genre,
    LigneImport,
    Lot,
    declarer_import,
)

COMPARES = ("sigle", "finess", "siret", "adresse", "code_postal", "telephone", "courriel")

COLONNES = (
    Colonne(
        "type", "Type", Genre.CHOIX, choix=TypeOrganisation, est_obligatoire=True, exemple="commissariat"
    ),
    Colonne("nom", "Nom", alias=("name", "libellé"), est_obligatoire=True, longueur_max=200),
    Colonne(
        "code_insee", "Code INSEE de la commune", alias=("insee", "code commune"), longueur_max=5, defaut=""
    ),
    Colonne("sigle", "Sigle", longueur_max=30, defaut=""),
    Colonne("finess", "FINESS", alias=("numéro finess", "nofinesset"), longueur_max=9, defaut=""),
    Colonne("siret", "SIRET", longueur_max=14, defaut=""),
    Colonne("adresse", "Adresse", longueur_max=255, defaut=""),
    Colonne("code_postal", "Code postal", longueur_max=5, defaut=""),
    Colonne("telephone", "Téléphone", longueur_max=20, defaut=""),
    Colonne("courriel", "Adresse électronique", alias=("mail", "courriel", "e-mail"), defaut=""),
)


def preparer(contexte: Contexte) -> None:
    contexte.donnees["communes"] = dict(Commune.objects.values_list("code_insee", "pk"))


def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:
    code = ligne.valeurs["code_insee"]
    if code and code not in contexte.donnees["communes"]:
        yield Erreur("code_insee", f"Aucune commune n’a le code INSEE « {code} ».")
    if ligne.valeurs["siret"] and not est_siret(ligne.valeurs["siret"]):
        yield Erreur("siret", "Ce numéro SIRET n’est pas valide : vérifiez ses 14 chiffres.")


def existants(cles: list[tuple[Any, ...]], _contexte: Contexte) -> dict[tuple[Any, ...], Existant]:
    """An organisation is known by its type and its name."""
    trouves = Organisation.objects.filter(nom__in={nom for _, nom in cles}).order_by("pk")
    return {
        (organisation.type, organisation.nom): Existant(
            organisation.pk,
            {
                "code_insee": organisation.commune.code_insee if organisation.commune else "",
                **{champ: getattr(organisation, champ) for champ in COMPARES},
            },
        )
        for organisation in trouves.select_related("commune")
    }


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    communes = contexte.donnees["communes"]
    nouvelles = Organisation.objects.bulk_create(
        _remplir(Organisation(type=ligne.valeurs["type"], nom=ligne.valeurs["nom"]), ligne, communes)
        for ligne in lot.nouvelles
    )
    connues = Organisation.objects.in_bulk([ligne.objet_id for ligne in lot.modifiees if ligne.objet_id])
    modifiees = [
        _remplir(connues[ligne.objet_id], ligne, communes) for ligne in lot.modifiees if ligne.objet_id
    ]
    Organisation.objects.bulk_update(modifiees, ["commune", "cle_recherche", *COMPARES], batch_size=500)
    recalculer_rattachements([organisation.pk for organisation in (*nouvelles, *modifiees)])
    return [organisation.pk for organisation in nouvelles]


def _remplir(organisation: Organisation, ligne: LigneImport, communes: dict[str, int]) -> Organisation:
    for champ in COMPARES:
        setattr(organisation, champ, ligne.valeurs[champ])
    organisation.commune_id = communes.get(ligne.valeurs["code_insee"])
    organisation.cle_recherche = cle_recherche(organisation.nom)
    return organisation


ORGANISATIONS = declarer_import(
    "annuaire.organisations",
    "Organisations de l’annuaire",
    droit=ANNUAIRE_GERER,
    colonnes=COLONNES,
    cle=("type", "nom"),
    preparer=preparer,
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    avec_organisation=False,
    aide="Une ligne par organisation : services requérants, tribunaux, établissements. Rien n’est supprimé.",
)
