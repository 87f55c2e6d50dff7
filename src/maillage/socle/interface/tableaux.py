"""Tables: columns declared, values read from any objects, rows written as HTML in one pass.

The body is not a template: fifty rows of seven cells cost ten times less this way, and a list is the page most asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any, Literal

from django.urls import reverse
from django.utils.safestring import SafeString

from maillage.socle.interface.composants import Badge
from maillage.socle.interface.formats import texte

Genre = Literal["texte", "nombre", "date"]
TEXTE_COURT = 20  # an identifier


@dataclass(frozen=True)
class Colonne:
    """A column. `nom` is an attribute (`structure.nom` follows relations); `valeur` computes instead.

    `tri` is True, or the ORM field to sort by. A `Badge` is drawn as a status. Numbers are right-aligned.
    """

    nom: str
    titre: str
    valeur: Callable[[Any], object] | None = None
    tri: bool | str = False
    genre: Genre = "texte"
    aide: str = ""

    def lecteur(self) -> Callable[[Any], object]:
        """How the rows of one table are read. The words of a code are looked up once a table: its list may grow."""
        if self.valeur is not None:
            return self.valeur
        *chemin, dernier = self.nom.split(".")
        mots: dict[object, object] = {}

        def lire(objet: Any) -> object:
            for relation in chemin:
                objet = getattr(objet, relation, None)
            if objet is None:
                return None
            valeur = getattr(objet, dernier)
            try:
                return mots[valeur]
            except (KeyError, TypeError):  # not met yet, or a value that no dictionary holds
                return _en_mots(objet, dernier, valeur, mots)

        return lire

    @property
    def champ_tri(self) -> str:
        return self.tri if isinstance(self.tri, str) else self.nom.replace(".", "__")


def _en_mots(objet: Any, attribut: str, valeur: Any, mots: dict[object, object]) -> object:
    affichage = getattr(objet, f"get_{attribut}_display", None)
    if affichage is None:
        return valeur
    mots[valeur] = affichage()
    return mots[valeur]


class Cellule:
    """A value read once, and how it is written."""

    __slots__ = ("badge", "colonne", "texte")

    def __init__(self, colonne: Colonne, valeur: object) -> None:
        self.colonne = colonne
        self.badge = valeur if isinstance(valeur, Badge) else None
        self.texte = texte(valeur)

    @property
    def classe(self) -> str:
        """Numbers are right-aligned; numbers, dates and identifiers are never folded."""
        if self.colonne.genre != "texte":
            return f"ml-{self.colonne.genre}"
        return "ml-court" if len(self.texte) <= TEXTE_COURT and " " not in self.texte else ""


@dataclass(frozen=True)
class Ligne:
    cle: Any
    url: str
    cellules: list[Cellule]

    @property
    def nom(self) -> str:
        return self.cellules[0].texte


@dataclass(frozen=True)
class EnTete:
    colonne: Colonne
    url: str = ""
    sens: str = ""

    @property
    def aria(self) -> str:
        return {"montant": "ascending", "descendant": "descending"}.get(self.sens, "none")


@dataclass(frozen=True)
class Tableau:
    """A table outside a list page: `{% include "interface/composants/tableau.html" %}`. Made by `tableau(…)`."""

    legende: str
    en_tetes: list[EnTete]
    lignes: list[Ligne]
    densite: str = "aeree"
    est_selectionnable: bool = False

    @property
    def corps(self) -> SafeString:
        return corps(self.lignes)


def tableau(
    legende: str,
    colonnes: Sequence[Colonne],
    objets: Iterable[Any],
    lien: Callable[[Any], str] | None = None,
    *,
    est_compact: bool = False,
) -> Tableau:
    """A table of any objects (evaluate relations beforehand); `legende` is read by screen readers."""
    lignes = lire_lignes(objets, colonnes, lien)
    return Tableau(
        legende, [EnTete(colonne) for colonne in colonnes], lignes, "compacte" if est_compact else "aeree"
    )


def lien_vers(nom: str) -> Callable[[Any], str]:
    """Address of the record of each row: the name is resolved once, since only the key changes."""
    cle_fictive = 2**62

    @cache
    def autour() -> tuple[str, str, str]:
        return reverse(nom, args=[cle_fictive]).partition(str(cle_fictive))

    def lien(objet: Any) -> str:
        debut, _, fin = autour()
        return f"{debut}{objet.pk}{fin}"

    return lien


def lire_lignes(
    objets: Iterable[Any], colonnes: Sequence[Colonne], lien: Callable[[Any], str] | None
) -> list[Ligne]:
    lecteurs = [(colonne, colonne.lecteur()) for colonne in colonnes]
    return [
        Ligne(
            getattr(objet, "pk", rang),
            lien(objet) if lien else "",
            [Cellule(colonne, lire(objet)) for colonne, lire in lecteurs],
        )
        for rang, objet in enumerate(objets, 1)
    ]


ABSENT = '<span class="ml-absent" title="Non renseigné">–</span>'
COCHE = (
    '<td class="ml-coche" role="cell"><label class="ml-coche__zone"><input type="checkbox" form="lot" name="choix"'
    ' value="{cle}"><span class="fr-sr-only">Sélectionner {nom}</span></label></td>'
)


def corps(lignes: Iterable[Ligne], *, est_selectionnable: bool = False) -> SafeString:
    """Write the rows, the link on the first text. Everything that comes from the data is escaped here."""
    morceaux: list[str] = []
    titres: dict[str, str] = {}
    for ligne in lignes:
        cle = escape(str(ligne.cle))
        morceaux.append(f'<tr role="row" class="ml-ligne" id="ligne-{cle}">')
        if est_selectionnable:
            morceaux.append(COCHE.format(cle=cle, nom=escape(ligne.nom)))
        porteuse = next((c for c in ligne.cellules if c.badge is None and c.texte), ligne.cellules[0])
        for cellule in ligne.cellules:
            nom = cellule.classe
            classe = f' class="{nom}"' if nom else ""
            contenu = _contenu(cellule, ligne.url if cellule is porteuse else "")
            nu = cellule.colonne.titre
            titre = titres.get(nu) or titres.setdefault(nu, escape(nu))
            morceaux.append(f'<td role="cell" data-titre="{titre}"{classe}>{contenu}</td>')
        morceaux.append("</tr>")
    return SafeString("".join(morceaux))


def _contenu(cellule: Cellule, url: str) -> str:
    ecrit = escape(cellule.texte)
    if url:
        return f'<a class="ml-ligne__lien" href="{escape(url)}">{ecrit or "Ouvrir"}</a>'
    if badge := cellule.badge:
        return f'<span class="fr-badge fr-badge--sm ml-badge {badge.classe}">{ecrit}</span>'
    return ecrit or ABSENT
