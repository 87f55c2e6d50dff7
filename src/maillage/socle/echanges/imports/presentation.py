"""What the pages show of an import: errors by line, differences field by field, the mapping."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from maillage.commun.tableur import Feuille, lettres
from maillage.socle.echanges.enums import NatureLigne
from maillage.socle.echanges.imports.conversion_lot import choix_de
from maillage.socle.echanges.imports.conversions import relire
from maillage.socle.echanges.imports.declaration import IMPORTS, Colonne, Contexte, DeclarationImport
from maillage.socle.echanges.imports.etagement import ouvrir_valeur
from maillage.socle.echanges.models import Importation, LigneImportee

APERCU = 100
LIGNES_ERREUR = 200


@dataclass(frozen=True)
class ErreurAffichee:
    numero: int
    colonne: str
    message: str


@dataclass(frozen=True)
class Changement:
    """One field of one line."""

    champ: str
    avant: object
    apres: object


@dataclass(frozen=True)
class LigneAffichee:
    """A line of the preview: its key in words, and what changes (or what is new)."""

    numero: int
    cle: str
    changements: list[Changement]


class Presentation:
    """Reads an import for the screen, with the labels of the codes."""

    def __init__(self, importation: Importation) -> None:
        self.importation = importation
        self.declaration: DeclarationImport = IMPORTS[importation.genre]
        contexte = Contexte(importation.auteur, importation.organisation, timezone.localdate())
        self.choix: dict[str, Mapping[str, str]] = {
            colonne.code: choix_de(colonne, contexte)
            for colonne in self.declaration.colonnes
            if colonne.choix or colonne.liste
        }

    def erreurs(self, limite: int | None = LIGNES_ERREUR) -> Iterator[ErreurAffichee]:
        """Errors of the wrong lines, in the order of the file."""
        lignes = (
            LigneImportee.objects.filter(importation=self.importation, nature=NatureLigne.ERREUR)
            .order_by("numero")
            .values_list("numero", "erreurs")
        )
        for numero, erreurs in lignes[:limite] if limite else lignes.iterator(chunk_size=1_000):
            for code, message in erreurs:
                yield ErreurAffichee(numero, self.nommer(code), message)

    def nommer(self, code: str) -> str:
        """Label of a column, with its letter in the file."""
        colonne = self.declaration.par_code.get(code)
        if colonne is None:
            return "Toute la ligne"
        rang = self.importation.correspondance.get(code)
        return f"{colonne.libelle} ({lettres(rang)})" if rang is not None else colonne.libelle

    def feuille_erreurs(self) -> Feuille:
        """The report to download."""
        lignes = ([e.numero, e.colonne, e.message] for e in self.erreurs(limite=None))
        return Feuille("À corriger", ["Ligne", "Colonne", "Ce qu’il faut corriger"], lignes)

    def apercu(self, nature: NatureLigne, apres: int = 0) -> list[LigneAffichee]:
        """A page of lines of this nature."""
        lignes = LigneImportee.objects.filter(
            importation=self.importation, nature=nature, numero__gt=apres
        ).order_by("numero")[:APERCU]
        return [self._afficher(ligne) for ligne in lignes]

    def _afficher(self, ligne: LigneImportee) -> LigneAffichee:
        est_modifiee = ligne.nature == NatureLigne.MODIFIEE
        changements = [
            Changement(
                colonne.libelle,
                self.lire(colonne, ligne.avant.get(colonne.code)),
                self.lire(colonne, ligne.valeurs.get(colonne.code)),
            )
            for colonne in self.declaration.colonnes  # JSON forgets the order
            if colonne.code not in self.declaration.cle
            and (
                colonne.code in ligne.avant
                if est_modifiee
                else ligne.valeurs.get(colonne.code) not in (None, [], "")
            )
        ]
        cle = " · ".join(
            str(self.lire(self.declaration.par_code[code], ligne.valeurs.get(code)))
            for code in self.declaration.cle
        )
        return LigneAffichee(ligne.numero, cle, changements)

    def lire(self, colonne: Colonne, valeur: Any) -> object:
        """A stored value as a person reads it: labels rather than codes."""
        valeur = ouvrir_valeur(valeur)
        libelles = self.choix.get(colonne.code)
        if libelles is not None:
            codes = valeur if isinstance(valeur, list) else [valeur]
            return ", ".join(str(libelles.get(code, code)) for code in codes if code is not None)
        if isinstance(valeur, list):
            return ", ".join(str(relire(colonne.genre, element)) for element in valeur)
        return relire(colonne.genre, valeur)
