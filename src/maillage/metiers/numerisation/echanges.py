"""The inventory of a centre from a spreadsheet: each line gets its label; what names a worker is sealed on the way."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import ValidationError

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.coffre import Coffre, Salarie
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire, inventorier_tous
from maillage.metiers.numerisation.droits import INVENTAIRE_IMPORTER
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.models import Dossier
from maillage.metiers.numerisation.regles.inventaire import controler_salarie
from maillage.socle.echanges import imports
from maillage.socle.echanges.imports import (
    Cle,
    Colonne,
    Contexte,
    Erreur,
    Existant,
    LigneImport,
    Lot,
    RefusImport,
    declarer_import,
)

_DU_SALARIE = ("nom", "prenom", "date_naissance", "nir", "date_derniere_visite", "date_deces")
_DU_DOSSIER = ("epaisseur", "rayonnage")
COLONNES = (
    Colonne(
        "reference",
        "Numéro dans le logiciel métier",
        alias=("numéro", "matricule", "référence", "n° dossier"),
        est_obligatoire=True,
        longueur_max=40,
        exemple="LIL-40123",
    ),
    Colonne("nom", "Nom", est_obligatoire=True, longueur_max=80, est_scelle=True),
    Colonne("prenom", "Prénom", est_obligatoire=True, longueur_max=80, est_scelle=True),
    Colonne("date_naissance", "Date de naissance", imports.Genre.DATE, est_scelle=True),
    Colonne("nir", "Numéro de sécurité sociale", alias=("NIR", "sécu"), longueur_max=21, est_scelle=True),
    Colonne(
        "epaisseur", "Épaisseur", imports.Genre.CHOIX, choix=EpaisseurDossier, defaut=EpaisseurDossier.MOYEN
    ),
    Colonne("rayonnage", "Rangement", alias=("armoire", "rayon"), longueur_max=40, defaut=""),
    Colonne("date_derniere_visite", "Dernière visite", imports.Genre.DATE, est_scelle=True),
    Colonne("date_deces", "Décès", imports.Genre.DATE, est_scelle=True),
)


def _ligne(ligne: LigneImport) -> LigneInventaire:
    valeurs = ligne.valeurs
    return LigneInventaire(
        Salarie(
            nom=valeurs["nom"],
            prenom=valeurs["prenom"],
            date_naissance=valeurs.get("date_naissance"),
            nir=_nir(valeurs.get("nir")),
            date_derniere_visite=valeurs.get("date_derniere_visite"),
            date_deces=valeurs.get("date_deces"),
        ),
        reference=valeurs["reference"],
        epaisseur=valeurs.get("epaisseur") or EpaisseurDossier.MOYEN,
        rayonnage=valeurs.get("rayonnage") or "",
    )


def _nir(valeur: str | None) -> str:
    return "".join((valeur or "").split()).upper()


def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:
    """The same rule as the screen."""
    salarie = _ligne(ligne).salarie
    erreurs = controler_salarie(
        nom=salarie.nom,
        prenom=salarie.prenom,
        nir=salarie.nir,
        date_naissance=salarie.date_naissance,
        date_derniere_visite=salarie.date_derniere_visite,
        date_deces=salarie.date_deces,
        aujourd_hui=contexte.jour,
    )
    for champ, message in erreurs.items():
        yield Erreur(champ, message)


def existants(cles: list[Cle], contexte: Contexte) -> dict[Cle, Existant]:
    """What is known under these numbers: a file given twice changes nothing."""
    dossiers = Dossier.objects.filter(
        centre=contexte.structure, reference__in=[reference for (reference,) in cles]
    ).select_related("cle", "identite")
    return {(dossier.reference,): Existant(dossier.pk, _valeurs(dossier)) for dossier in dossiers}


def _valeurs(dossier: Dossier) -> dict[str, object]:
    salarie = Coffre.de(dossier).salarie(dossier.identite)
    connues: dict[str, object] = {nom: getattr(dossier, nom) for nom in _DU_DOSSIER}
    if salarie:
        connues |= {nom: getattr(salarie, nom) or None for nom in _DU_SALARIE}
    return connues


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    if lot.modifiees:
        dits = compter(len(lot.modifiees), "ligne change un dossier", "lignes changent un dossier")
        raise RefusImport(
            f"{dits} déjà inventorié : il se corrige sur sa fiche, avec un motif. Retirez-la du fichier."
        )
    try:
        dossiers = inventorier_tous(
            agent=contexte.agent, centre=contexte.structure, lignes=[_ligne(ligne) for ligne in lot.nouvelles]
        )
    except ValidationError as erreur:
        raise RefusImport(" ".join(erreur.messages)) from erreur
    return [dossier.pk for dossier in dossiers]


INVENTAIRE = declarer_import(
    "numerisation.inventaire",
    "Inventaire des dossiers papier",
    droit=INVENTAIRE_IMPORTER,
    colonnes=COLONNES,
    cle=("reference",),
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    aide="Un dossier par ligne. Chacun reçoit l’étiquette suivante du centre ; imprimez ensuite la planche.",
)
