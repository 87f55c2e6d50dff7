"""Applies or undoes an import: one transaction for the whole file.

Why one transaction, rather than batches undone on failure: nobody ever sees half a file, a kill -9 leaves nothing to
clean (PostgreSQL has already undone it) and the job that starts again starts from the same staged lines. The price is
that the statistics rows of the structure and months concerned stay locked until the end, which is seconds for a usual
file. Progress is told outside the transaction (``progression``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.annonces import prevenir
from maillage.socle.echanges import progression
from maillage.socle.echanges.enums import NatureLigne, StatutImport
from maillage.socle.echanges.fichiers import jeter
from maillage.socle.echanges.imports.analyse import ouvrir_contexte, sujet
from maillage.socle.echanges.imports.declaration import (
    IMPORTS,
    Contexte,
    DeclarationImport,
    LigneImport,
    Lot,
    RefusImport,
)
from maillage.socle.echanges.imports.difference import cle_de, comparer, lire_existants, normaliser
from maillage.socle.echanges.imports.etagement import lire_lots, noter_objets
from maillage.socle.echanges.models import Importation

A_ECRIRE = (NatureLigne.NOUVELLE, NatureLigne.MODIFIEE)
RIEN = "Rien n’a été enregistré."


def appliquer(importation_id: int) -> None:
    """Write everything or nothing. Called twice, it writes once; the outcome is read in the import."""
    importation = _prendre(importation_id)
    if importation.statut != StatutImport.EN_APPLICATION:
        return
    _appliquer(importation)
    est_fait = importation.statut == StatutImport.APPLIQUEE
    prevenir(
        importation.auteur,
        "Votre import est enregistré." if est_fait else f"Votre import n’a pas pu être enregistré. {RIEN}",
        reverse("echanges:import", args=[importation.pk]),
    )


def _appliquer(importation: Importation) -> None:
    declaration = IMPORTS[importation.genre]
    try:
        with transaction.atomic():
            _appliquer_tout(importation, declaration, ouvrir_contexte(importation))
    except RefusImport as refus:
        _refuser(importation, f"{refus} {RIEN}")
        return
    except ValidationError as refus:
        _refuser(importation, f"{' '.join(refus.messages)} {RIEN}")
        return
    except IntegrityError:
        _refuser(
            importation,
            f"Une ligne est en contradiction avec ce qui est déjà enregistré. {RIEN} Relancez l’analyse du fichier.",
        )
        return
    importation.statut = StatutImport.APPLIQUEE
    importation.horodatage_application = timezone.now()
    importation.message = ""
    fichier, importation.fichier = importation.fichier, ""
    importation.save()
    transaction.on_commit(lambda: jeter(fichier))


def _prendre(importation_id: int) -> Importation:
    """Lock the import, so that two jobs never apply it together."""
    return (
        Importation.objects.select_for_update(of=("self",))
        .select_related("auteur", "organisation")
        .get(pk=importation_id)
    )


def _refuser(importation: Importation, message: str) -> None:
    importation.statut, importation.message = StatutImport.ANALYSEE, message
    importation.save(update_fields=["statut", "message"])


def _appliquer_tout(importation: Importation, declaration: DeclarationImport, contexte: Contexte) -> None:
    fait, total = 0, importation.nombre_a_appliquer
    for lignes in lire_lots(importation, declaration, A_ECRIRE):
        progression.annoncer(sujet(importation), fait, total)
        _verifier_inchange(declaration, lignes, contexte)
        lot = Lot(
            [ligne for nature, ligne in lignes if nature is NatureLigne.NOUVELLE],
            [ligne for nature, ligne in lignes if nature is NatureLigne.MODIFIEE],
        )
        objets = list(declaration.appliquer(lot, contexte) or [])
        if objets and len(objets) != len(lot.nouvelles):
            raise RuntimeError(
                f"{declaration.code}: appliquer returned {len(objets)} ids for {len(lot.nouvelles)}"
            )
        noter_objets(importation, [ligne.numero for ligne in lot.nouvelles], objets)
        fait += len(lignes)
    progression.annoncer(sujet(importation), fait, total)


def _verifier_inchange(
    declaration: DeclarationImport, lignes: list[tuple[NatureLigne, LigneImport]], contexte: Contexte
) -> None:
    """The report was shown on certain data: if somebody changed them since, the report must be read again."""
    trouves = lire_existants(declaration, [ligne for _, ligne in lignes], contexte)
    for nature, ligne in lignes:
        temoin = LigneImport(ligne.numero, ligne.valeurs)
        memes = comparer(declaration, temoin, trouves) is nature and {
            code: normaliser(valeur) for code, valeur in temoin.avant.items()
        } == {code: normaliser(valeur) for code, valeur in ligne.avant.items()}
        if not memes:
            raise RefusImport(
                f"Les données de la ligne {ligne.numero} ont changé dans Maillage depuis l’analyse : "
                "relancez l’analyse pour voir les différences à jour."
            )


def peut_annuler(importation: Importation) -> bool:
    """Tell whether undoing is offered; whether it succeeds depends on what was built since."""
    declaration = IMPORTS.get(importation.genre)
    return (
        importation.statut == StatutImport.APPLIQUEE
        and declaration is not None
        and declaration.annuler is not None
        and importation.nombre_a_appliquer > 0
    )


def annuler(importation_id: int) -> None:
    """Undo an applied import, unless something was built on it. Raises RefusImport with a French sentence."""
    importation = _prendre(importation_id)
    declaration = IMPORTS[importation.genre]
    if not peut_annuler(importation) or declaration.annuler is None:
        raise RefusImport("Cet import ne peut pas être annulé.")
    if not importation.lignes.exists():
        raise RefusImport("Le détail de cet import n’est plus conservé : il ne peut plus être annulé.")
    contexte = ouvrir_contexte(importation)
    try:
        with transaction.atomic():
            for lot in _lots_a_defaire(importation, declaration, contexte):
                declaration.annuler(lot, contexte)
    except (ProtectedError, RestrictedError, IntegrityError) as erreur:
        raise RefusImport(
            "Des éléments ont été rattachés depuis à ce qui a été importé : l’import ne peut plus être annulé. "
            "Corrigez les fiches une à une."
        ) from erreur
    except ValidationError as erreur:
        raise RefusImport(" ".join(erreur.messages)) from erreur
    importation.statut = StatutImport.ANNULEE
    importation.save(update_fields=["statut"])


def _lots_a_defaire(
    importation: Importation, declaration: DeclarationImport, contexte: Contexte
) -> Iterator[Lot]:
    for lignes in lire_lots(importation, declaration, A_ECRIRE):
        trouves = lire_existants(declaration, [ligne for _, ligne in lignes], contexte)
        for _, ligne in lignes:
            existant = trouves.get(cle_de(declaration, ligne))
            if declaration.cle and (existant is None or not _est_intact(ligne, existant.valeurs)):
                raise RefusImport(
                    f"La fiche importée ligne {ligne.numero} a été modifiée ou supprimée depuis : "
                    "l’import ne peut plus être annulé."
                )
        yield Lot(
            [ligne for nature, ligne in lignes if nature is NatureLigne.NOUVELLE],
            [ligne for nature, ligne in lignes if nature is NatureLigne.MODIFIEE],
        )


def _est_intact(ligne: LigneImport, valeurs: Mapping[str, Any]) -> bool:
    """Tell whether the record still holds what the import wrote."""
    ecrites = ligne.changements if ligne.avant else ligne.valeurs
    return all(
        normaliser(valeurs[code]) == normaliser(valeur)
        for code, valeur in ecrites.items()
        if code in valeurs and valeur not in (None, [])
    )
