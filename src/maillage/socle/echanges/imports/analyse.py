"""Dry run: reads the whole file, converts, validates, compares; writes only the staging table."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator

from django.utils import timezone

from maillage.commun.tableur import ErreurTableur, Lecture, Ligne, Limites, ouvrir
from maillage.socle.acces.exiger import exiger
from maillage.socle.echanges import progression
from maillage.socle.echanges.enums import NatureLigne, StatutImport
from maillage.socle.echanges.fichiers import sortir
from maillage.socle.echanges.imports.conversion_lot import Convertisseur
from maillage.socle.echanges.imports.correspondance import deviner, manquantes, signature
from maillage.socle.echanges.imports.declaration import (
    IMPORTS,
    Cle,
    Contexte,
    DeclarationImport,
    Erreur,
    LigneImport,
)
from maillage.socle.echanges.imports.difference import cle_de, comparer, lire_existants
from maillage.socle.echanges.imports.etagement import LOT, LigneAnalysee, etager
from maillage.socle.echanges.models import Importation, LigneImportee

ANALYSABLES = (
    StatutImport.DEPOSEE,
    StatutImport.A_ASSOCIER,
    StatutImport.ANALYSEE,
    StatutImport.EN_ECHEC,
)


def sujet(importation: Importation) -> str:
    """Name under which the progress of this import is announced."""
    return f"import-{importation.pk}"


def ouvrir_contexte(importation: Importation) -> Contexte:
    """Who, where and when, with what the service prepares for its lines; the right is checked again."""
    declaration = IMPORTS[importation.genre]
    exiger(importation.auteur, declaration.droit, importation.organisation)
    contexte = Contexte(
        importation.auteur, importation.organisation, timezone.localdate(), importation=importation
    )
    if declaration.preparer is not None:
        declaration.preparer(contexte)
    return contexte


def analyser(importation: Importation, limites: Limites | None = None) -> None:
    """Fill the staging table from the file, or say why it cannot be read. May be run again with another mapping."""
    if importation.statut not in ANALYSABLES:
        return
    declaration = IMPORTS[importation.genre]
    LigneImportee.objects.filter(importation=importation).delete()
    importation.message = ""
    try:
        with (
            sortir(importation.fichier) as chemin,
            ouvrir(chemin, feuille=importation.feuille or None, limites=limites) as lecture,
        ):
            _decrire(importation, lecture)
            if not _associer(importation, declaration):
                importation.statut = StatutImport.A_ASSOCIER
            else:
                comptes = _etager_tout(importation, declaration, lecture)
                _compter(importation, comptes)
                importation.statut = StatutImport.ANALYSEE
    except ErreurTableur as refus:
        LigneImportee.objects.filter(importation=importation).delete()
        _compter(importation, Counter())
        importation.statut, importation.message = StatutImport.EN_ECHEC, str(refus)
    importation.save()


def _decrire(importation: Importation, lecture: Lecture) -> None:
    importation.description = lecture.description[:200]
    importation.feuilles, importation.feuille = list(lecture.feuilles), lecture.feuille or ""
    entetes = list(lecture.entetes)
    if entetes != importation.entetes:
        importation.entetes, importation.correspondance = entetes, {}
    importation.signature = signature(entetes)
    importation.avertissements = list(lecture.avertissements)


def _associer(importation: Importation, declaration: DeclarationImport) -> bool:
    """Choose the mapping: the one given, else the last one for these headers here, else a guess. True when sure."""
    rangs = dict(importation.correspondance)
    if not rangs:
        rangs = (
            Importation.objects.filter(
                genre=importation.genre,
                organisation=importation.organisation,
                signature=importation.signature,
                statut__in=[StatutImport.ANALYSEE, StatutImport.APPLIQUEE],
            )
            .exclude(pk=importation.pk)
            .order_by("-id")
            .values_list("correspondance", flat=True)
            .first()
            or {}
        )
    if rangs:
        importation.correspondance = rangs
        return not manquantes(declaration, rangs)
    devinee = deviner(declaration, importation.entetes)
    importation.correspondance = devinee.rangs
    return devinee.est_sure


def _etager_tout(importation: Importation, declaration: DeclarationImport, lecture: Lecture) -> Counter[str]:
    contexte = ouvrir_contexte(importation)
    convertisseur = Convertisseur(declaration.colonnes, importation.correspondance, contexte)
    scelles = frozenset(colonne.code for colonne in declaration.colonnes if colonne.est_scelle)
    vues: dict[Cle, int] = {}
    comptes: Counter[str] = Counter()
    for lot in _par_lots(lecture.lignes()):
        progression.annoncer(sujet(importation), comptes.total(), 0)
        analysees = _analyser_lot(declaration, convertisseur, lot, contexte, vues)
        etager(importation, analysees, scelles)
        comptes.update(analysee.nature.value for analysee in analysees)
    if not comptes:
        raise ErreurTableur(
            "Le fichier ne contient aucune ligne sous les titres de colonnes.", "Vérifiez la feuille choisie."
        )
    return comptes


def _par_lots(lignes: Iterator[Ligne]) -> Iterator[list[Ligne]]:
    while lot := list(itertools.islice(lignes, LOT)):
        yield lot


def _analyser_lot(
    declaration: DeclarationImport,
    convertisseur: Convertisseur,
    lot: list[Ligne],
    contexte: Contexte,
    vues: dict[Cle, int],
) -> list[LigneAnalysee]:
    converties = convertisseur.convertir(lot)
    for ligne, erreurs in converties:
        if not erreurs and declaration.valider is not None:
            erreurs.extend(declaration.valider(ligne, contexte))
        _signaler_doublon(declaration, ligne, erreurs, vues)
    trouves = lire_existants(declaration, [ligne for ligne, erreurs in converties if not erreurs], contexte)
    return [
        LigneAnalysee(
            ligne, NatureLigne.ERREUR if erreurs else comparer(declaration, ligne, trouves), erreurs
        )
        for ligne, erreurs in converties
    ]


def _signaler_doublon(
    declaration: DeclarationImport, ligne: LigneImport, erreurs: list[Erreur], vues: dict[Cle, int]
) -> None:
    cle = cle_de(declaration, ligne)
    if not cle:
        return
    premiere = vues.setdefault(cle, ligne.numero)
    if premiere != ligne.numero:
        erreurs.append(Erreur(declaration.cle[-1], f"Cette valeur figure déjà ligne {premiere} du fichier."))


def _compter(importation: Importation, comptes: Counter[str]) -> None:
    importation.nombre_lignes = comptes.total()
    importation.nombre_erreurs = comptes[NatureLigne.ERREUR]
    importation.nombre_nouvelles = comptes[NatureLigne.NOUVELLE]
    importation.nombre_modifiees = comptes[NatureLigne.MODIFIEE]
    importation.nombre_identiques = comptes[NatureLigne.IDENTIQUE]
