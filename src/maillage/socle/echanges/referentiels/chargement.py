"""A new edition of a list: read, compared with the previous one, then applied. Closed codes are kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.commun.tableur import ErreurTableur, Limites, Valeur, ouvrir
from maillage.commun.textes import cle_recherche
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.fichiers import empreinte
from maillage.socle.echanges.imports.conversions import Inconvertible, en_booleen, en_date, en_texte
from maillage.socle.echanges.models import Edition, Entree, Referentiel

COLONNES = {
    "code": {"code", "identifiant", "id", "numero"},
    "libelle": {"libelle", "intitule", "label", "nom", "designation", "qualification"},
    "date_debut": {"date debut", "debut", "date d effet", "date de debut", "debut de validite"},
    "date_fin": {"date fin", "fin", "date de fin", "fin de validite", "date d abrogation"},
    "est_a_confirmer": {"a confirmer", "est a confirmer"},
}
_CODE_MAX, _LIBELLE_MAX = 60, 500


@dataclass(frozen=True)
class LigneEdition:
    """A code as the file gives it."""

    code: str
    libelle: str
    date_debut: dt.date | None = None
    date_fin: dt.date | None = None
    complement: dict[str, Any] = field(default_factory=dict)
    est_a_confirmer: bool = False


@dataclass(frozen=True)
class Changement:
    """A code whose label, dates or other columns differ."""

    avant: Entree
    apres: LigneEdition


@dataclass
class Difference:
    """What an edition would change."""

    ajouts: list[LigneEdition] = field(default_factory=list)
    changements: list[Changement] = field(default_factory=list)
    clotures: list[Entree] = field(default_factory=list)
    identiques: int = 0

    @property
    def est_vide(self) -> bool:
        return not (self.ajouts or self.changements or self.clotures)


def lire_edition(chemin: Path, limites: Limites | None = None) -> list[LigneEdition]:
    """Read a file of codes. Raises ErreurTableur, with every wrong line, when it cannot be used as it is."""
    lignes: dict[str, LigneEdition] = {}
    fautes: list[str] = []
    with ouvrir(chemin, limites=limites) as lecture:
        rangs = _reperer(lecture.entetes)
        for ligne in lecture.lignes():
            try:
                lue = _lire_ligne(ligne.valeurs, rangs, lecture.entetes)
            except Inconvertible as refus:
                fautes.append(f"ligne {ligne.numero} : {refus}")
                continue
            if lue.code in lignes:
                fautes.append(f"ligne {ligne.numero} : le code « {lue.code} » figure déjà plus haut.")
            lignes[lue.code] = lue
    if fautes:
        suite = f" … et {len(fautes) - 50} autres." if len(fautes) > 50 else ""  # noqa: PLR2004 (fits a page)
        raise ErreurTableur("Des lignes sont à corriger : " + " ; ".join(fautes[:50]) + suite)
    if not lignes:
        raise ErreurTableur("Le fichier ne contient aucun code.", "Vérifiez la feuille choisie.")
    return list(lignes.values())


def _reperer(entetes: tuple[str, ...]) -> dict[str, int]:
    titres = [cle_recherche(titre) for titre in entetes]
    rangs = {}
    for nom, alias in COLONNES.items():
        candidats = [rang for rang, titre in enumerate(titres) if titre in alias]
        if not candidats and nom in ("code", "libelle"):
            candidats = [
                r for r, titre in enumerate(titres) if titre.split(" ")[0] in alias or titre.endswith(nom)
            ]
        if candidats:
            rangs[nom] = candidats[0]
    manquants = [f"« {nom} »" for nom in ("code", "libelle") if nom not in rangs]
    if manquants:
        raise ErreurTableur(
            f"La colonne {' et la colonne '.join(manquants)} est introuvable (colonnes lues : {', '.join(entetes)}).",
            "Renommez les titres du fichier.",
        )
    return rangs


def _lire_ligne(valeurs: tuple[Valeur, ...], rangs: dict[str, int], entetes: tuple[str, ...]) -> LigneEdition:
    def prendre(nom: str) -> Valeur:
        return valeurs[rangs[nom]] if nom in rangs else None

    code, libelle = prendre("code"), prendre("libelle")
    if code is None or libelle is None:
        raise Inconvertible("le code et le libellé sont obligatoires.")
    code, libelle = en_texte(code), en_texte(libelle)
    if len(code) > _CODE_MAX or len(libelle) > _LIBELLE_MAX:
        raise Inconvertible(f"le code ({_CODE_MAX} caractères) ou le libellé ({_LIBELLE_MAX}) est trop long.")
    debut, fin, doute = prendre("date_debut"), prendre("date_fin"), prendre("est_a_confirmer")
    autres = {
        titre: en_texte(valeur)
        for rang, (titre, valeur) in enumerate(zip(entetes, valeurs, strict=True))
        if rang not in rangs.values() and valeur is not None
    }
    return LigneEdition(
        code,
        libelle,
        en_date(debut) if debut is not None else None,
        en_date(fin) if fin is not None else None,
        autres,
        en_booleen(doute) if doute is not None else False,
    )


def comparer(referentiel: Referentiel, lignes: list[LigneEdition]) -> Difference:
    """Difference with what is open today. An entry that the file closes itself is a change, not a closing."""
    ouvertes = {
        e.code: e for e in Entree.objects.filter(referentiel=referentiel, date_fin=None).order_by("id")
    }
    closes = set(
        Entree.objects.filter(referentiel=referentiel, date_fin__isnull=False).values_list(
            "code", "libelle", "date_fin"
        )
    )
    difference = Difference()
    for ligne in lignes:
        ancienne = ouvertes.pop(ligne.code, None)
        if ancienne is None:
            if (ligne.code, ligne.libelle, ligne.date_fin) in closes:
                difference.identiques += 1
            else:
                difference.ajouts.append(ligne)
        elif _differe(ancienne, ligne):
            difference.changements.append(Changement(ancienne, ligne))
        else:
            difference.identiques += 1
    difference.clotures = list(ouvertes.values())
    return difference


def _differe(ancienne: Entree, ligne: LigneEdition) -> bool:
    return (ancienne.libelle, ancienne.complement, ancienne.est_a_confirmer) != (
        ligne.libelle,
        ligne.complement,
        ligne.est_a_confirmer,
    ) or ligne.date_fin is not None


@transaction.atomic
def appliquer_edition(
    *,
    referentiel: Referentiel,
    nom: str,
    date_effet: dt.date,
    lignes: list[LigneEdition],
    auteur: Agent | None = None,
    somme: str = "",
    nom_fichier: str = "",
) -> Edition:
    """Write the edition. A changed label closes the old entry the day before and opens a new one."""
    Referentiel.objects.select_for_update().get(pk=referentiel.pk)
    derniere = Edition.objects.filter(referentiel=referentiel).order_by("-date_effet").first()
    if Edition.objects.filter(referentiel=referentiel, nom=nom).exists():
        raise ValidationError(f"L’édition « {nom} » est déjà chargée.")
    if derniere is not None and derniere.date_effet >= date_effet:
        raise ValidationError(
            f"La date d’effet doit suivre celle de la dernière édition ({derniere.date_effet:%d/%m/%Y})."
        )
    difference = comparer(referentiel, lignes)
    edition = Edition.objects.create(
        referentiel=referentiel,
        nom=nom,
        date_effet=date_effet,
        empreinte=somme,
        nom_fichier=nom_fichier,
        auteur=auteur,
        nombre_ajouts=len(difference.ajouts),
        nombre_changements=len(difference.changements),
        nombre_clotures=len(difference.clotures),
    )
    veille = date_effet - dt.timedelta(days=1)
    _clore(difference, veille)
    ordre = {ligne.code: rang for rang, ligne in enumerate(lignes)}
    debut_par_defaut = date_effet if derniere is not None else None
    nouvelles = [(ligne, ligne.date_debut or debut_par_defaut) for ligne in difference.ajouts] + [
        (changement.apres, date_effet)
        for changement in difference.changements
        if changement.apres.date_fin is None or changement.apres.date_fin >= date_effet
    ]
    Entree.objects.bulk_create(
        (
            Entree(
                referentiel=referentiel,
                code=ligne.code,
                libelle=ligne.libelle,
                cle_recherche=cle_recherche(ligne.libelle)[:_LIBELLE_MAX],
                date_debut=debut,
                date_fin=ligne.date_fin,
                complement=ligne.complement,
                est_a_confirmer=ligne.est_a_confirmer,
                edition=edition,
                ordre=ordre[ligne.code],
            )
            for ligne, debut in nouvelles
        ),
        batch_size=2_000,
    )
    return edition


def _clore(difference: Difference, veille: dt.date) -> None:
    fins: dict[dt.date, list[int]] = {}
    for entree in difference.clotures:
        fins.setdefault(veille, []).append(entree.pk)
    for changement in difference.changements:
        fin = changement.apres.date_fin
        fins.setdefault(min(fin, veille) if fin else veille, []).append(changement.avant.pk)
    for fin, ids in fins.items():
        Entree.objects.filter(pk__in=ids).update(date_fin=fin)


def charger_edition(
    *,
    code: str,
    nom: str,
    date_effet: dt.date,
    chemin: Path,
    libelle: str = "",
    source: str = "",
    licence: str = "",
    auteur: Agent | None = None,
) -> Edition:
    """Read and apply in one go, making the list when it is new: for set-up, commands and tests."""
    referentiel, _ = Referentiel.objects.get_or_create(
        code=code, defaults={"libelle": libelle or code, "source": source, "licence": licence}
    )
    return appliquer_edition(
        referentiel=referentiel,
        nom=nom,
        date_effet=date_effet,
        lignes=lire_edition(chemin),
        auteur=auteur,
        somme=empreinte(chemin),
        nom_fichier=chemin.name[-200:],
    )


def apercu(difference: Difference, limite: int = 100) -> Iterator[tuple[str, str, str, str]]:
    """Rows for the screen: what, code, before, after."""
    for changement in difference.changements[:limite]:
        yield "changé", changement.apres.code, changement.avant.libelle, changement.apres.libelle
    for ligne in difference.ajouts[:limite]:
        yield "ajouté", ligne.code, "", ligne.libelle
    for entree in difference.clotures[:limite]:
        yield "fermé", entree.code, entree.libelle, ""
