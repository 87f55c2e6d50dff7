"""The year of a professional, as the annual survey asks it, read from the log of his measures and from nothing else.

The stock of 1 January is what was true at the end of 31 December before it. A change of nature or of place moves a
measure from a row to another: it is neither new nor an exit, and has its own column, so that each row balances. A
measure taken over from another professional, or handed over, is new or an exit of the professional.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from maillage.metiers.protection.enums import (
    EN_ETABLISSEMENT,
    CauseSortie,
    Champ,
    GenreMouvement,
    Nature,
    ResultatRevision,
    TypeEtablissement,
    TypeEvenement,
)
from maillage.metiers.protection.regles.journal import Cellule, Etat, Fait, derouler, etat_au

CURATELLES_ET_TUTELLE = (Nature.TUTELLE, Nature.CURATELLE_SIMPLE, Nature.CURATELLE_RENFORCEE)
RANGEES = {
    "curatelle_renforcee": "Curatelle renforcée",
    "curatelle_simple": "Curatelle simple",
    "tutelle": "Tutelle",
    "mesure_accompagnement_judiciaire": "Mesure d’accompagnement judiciaire",
    "aux_biens": "Tutelle ou curatelle aux biens",
    "a_la_personne": "Tutelle ou curatelle à la personne",
}
SANS_LIEU = {
    "subroge": "Subrogé tuteur ou curateur",
    "sauvegarde_justice": "Sauvegarde de justice",
    "mesure_ad_hoc": "Mesure ad hoc",
    "mandat_protection_future": "Mandat de protection future",
}
COLONNES = ("janvier", "nouvelles", "sorties", "changements", "decembre")
GROUPES = {
    "tutelle": "Tutelle",
    "curatelle": "Curatelle",
    "maj": "Mesure d’accompagnement judiciaire",
    "sauvegarde": "Sauvegarde de justice",
    "autres": "Autres",
}
AGES = (("moins_25", "Moins de 25 ans", 25), ("25_39", "25 à 39 ans", 40), ("40_59", "40 à 59 ans", 60),
        ("60_74", "60 à 74 ans", 75), ("75_plus", "75 ans et plus", 1_000))  # fmt: skip
ANCIENNETES = (("moins_1", "Moins d’un an", 1), ("1_3", "1 à 3 ans", 3), ("3_5", "3 à 5 ans", 5),
               ("5_10", "5 à 10 ans", 10), ("10_plus", "10 ans et plus", 1_000))  # fmt: skip
SEXES = {"madame": "Femmes", "monsieur": "Hommes"}
REVISIONS = {
    "mainlevee": "Mainlevée",
    "masp": "Mainlevée et passage en MASP",
    "reconduction": "Reconduction",
    "changement": "Aggravation ou allègement",
    "autre": "Dessaisissement",
}
SORTIES = {
    GenreMouvement.MAINLEVEE: "Mainlevée",
    GenreMouvement.MASP: "Passage en MASP",
    GenreMouvement.DECES: "Décès",
    GenreMouvement.CADUCITE: "Caducité",
    GenreMouvement.FAMILLE: "Famille",
    GenreMouvement.TRANSFERT_SORTANT: "Autre mandataire ou tribunal",
}
ENTREES = (GenreMouvement.OUVERTURE, GenreMouvement.REOUVERTURE, GenreMouvement.TRANSFERT_ENTRANT)
CHANGEMENTS = (GenreMouvement.CHANGEMENT_ENTRANT, GenreMouvement.CHANGEMENT_SORTANT)


@dataclass(frozen=True)
class Vie:
    """A measure as the survey needs it: its facts, and three things that they do not say."""

    faits: Sequence[Fait]
    civilite: str
    annee_naissance: int
    date_premier_mesure: dt.date


@dataclass
class Annee:
    """The tables of the survey; keys are codes, every value a whole number."""

    activite: Counter[str] = field(default_factory=Counter)
    revisions: Counter[str] = field(default_factory=Counter)
    sorties: Counter[str] = field(default_factory=Counter)
    ages: Counter[str] = field(default_factory=Counter)
    anciennetes: Counter[str] = field(default_factory=Counter)
    structures: Counter[str] = field(default_factory=Counter)
    etablissements: Counter[str] = field(default_factory=Counter)

    def en_json(self) -> dict[str, dict[str, int]]:
        return {nom: dict(sorted(table.items())) for nom, table in vars(self).items()}

    @classmethod
    def de_json(cls, brut: dict[str, dict[str, int]]) -> Annee:
        return cls(**{nom: Counter(brut.get(nom, {})) for nom in cls.__dataclass_fields__})

    def ajouter(self, autre: Annee) -> None:
        """Sum another reply into this one."""
        for nom, table in vars(autre).items():
            getattr(self, nom).update(table)

    def valeur(self, rangee: str, colonne: str) -> int:
        return self.activite[f"{rangee}.{colonne}"]

    def du_groupe(self, famille: str) -> int:
        """Measures held on 31 December, of one group of natures."""
        return sum(nombre for cle, nombre in self.ages.items() if cle.startswith(f"{famille}."))

    def total(self, colonne: str) -> int:
        return sum(nombre for cle, nombre in self.activite.items() if cle.endswith(f".{colonne}"))


def rangees() -> dict[str, str]:
    """Code → label of each row of the activity, in the order of the survey."""
    lieux = {"etablissement": "en établissement", "domicile": "à domicile"}
    doubles = {
        f"{code}.{lieu}": f"{libelle}, {mots}"
        for code, libelle in RANGEES.items()
        for lieu, mots in lieux.items()
    }
    return {**doubles, **SANS_LIEU}


def rangee(cellule: Cellule) -> str:
    """The row of the activity in which a measure is."""
    nature = Nature(cellule.nature)
    if nature in (Nature.SUBROGE_CURATEUR, Nature.SUBROGE_TUTEUR):
        return "subroge"
    if nature in SANS_LIEU:
        return str(nature)
    code = str(nature)
    if nature in CURATELLES_ET_TUTELLE and cellule.champ == Champ.PROTECTION_BIEN:
        code = "aux_biens"
    elif nature in CURATELLES_ET_TUTELLE and cellule.champ == Champ.PROTECTION_PERSONNE:
        code = "a_la_personne"
    return f"{code}.{'etablissement' if cellule.lieu_vie in EN_ETABLISSEMENT else 'domicile'}"


def groupe(nature: str) -> str:
    match Nature(nature):
        case Nature.TUTELLE:
            return "tutelle"
        case Nature.CURATELLE_SIMPLE | Nature.CURATELLE_RENFORCEE:
            return "curatelle"
        case Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE:
            return "maj"
        case Nature.SAUVEGARDE_JUSTICE:
            return "sauvegarde"
    return "autres"


def tranche(valeur: float, bornes: Sequence[tuple[str, str, int]]) -> str:
    return next(code for code, _, borne in bornes if valeur < borne)


def compter_annee(vies: Iterable[Vie], annee: int) -> Annee:
    """The tables of one year."""
    resultat = Annee()
    veille, fin = dt.date(annee - 1, 12, 31), dt.date(annee, 12, 31)
    for vie in vies:
        _compter(resultat, vie, veille, fin)
    return resultat


def _compter(resultat: Annee, vie: Vie, veille: dt.date, fin: dt.date) -> None:
    avant, apres = etat_au(vie.faits, veille), etat_au(vie.faits, fin)
    if avant and avant.est_en_stock:
        resultat.activite[f"{rangee(avant.cellule)}.janvier"] += 1
    if apres and apres.est_en_stock:
        resultat.activite[f"{rangee(apres.cellule)}.decembre"] += 1
        _population(resultat, vie, apres, fin)
    for pas in derouler(vie.faits)[1]:
        if not veille < pas.date <= fin:
            continue
        ligne = rangee(pas.cellule)
        if pas.genre in CHANGEMENTS:
            resultat.activite[f"{ligne}.changements"] += pas.solde
        elif pas.genre in ENTREES:
            resultat.activite[f"{ligne}.nouvelles"] += 1
        else:
            resultat.activite[f"{ligne}.sorties"] += 1
            resultat.sorties[pas.genre] += 1
    _reviser(resultat, vie, veille, fin)


def _reviser(resultat: Annee, vie: Vie, veille: dt.date, fin: dt.date) -> None:
    """What reviews decided; passing to an administrative measure is told by the end of the mandate."""
    for fait in vie.faits:
        if not veille < fait.date <= fin:
            continue
        if fait.type == TypeEvenement.REVISION:
            resultat.revisions[_revision(fait.resultat)] += 1
        elif fait.type == TypeEvenement.CLOTURE and fait.cause == CauseSortie.MASP:
            resultat.revisions["masp"] += 1


def _revision(resultat: str) -> str:
    if resultat in (ResultatRevision.MAINLEVEE, ResultatRevision.RECONDUCTION):
        return resultat
    if resultat in (ResultatRevision.AGGRAVATION, ResultatRevision.ALLEGEMENT):
        return "changement"
    return "autre"


def _population(resultat: Annee, vie: Vie, etat: Etat, fin: dt.date) -> None:
    famille = groupe(etat.nature)
    age = tranche(fin.year - vie.annee_naissance, AGES)
    resultat.ages[f"{famille}.{age}.{vie.civilite}"] += 1
    annees = (fin - vie.date_premier_mesure).days / 365.25
    resultat.anciennetes[f"{famille}.{tranche(annees, ANCIENNETES)}"] += 1
    if etat.lieu_vie in EN_ETABLISSEMENT:
        resultat.structures[f"{famille}.{etat.type_etablissement or TypeEtablissement.AUTRE}"] += 1
        if etat.etablissement:
            resultat.etablissements[str(getattr(etat.etablissement, "pk", etat.etablissement))] += 1


def photographie(vies: Iterable[Vie], jour: dt.date) -> dict[str, int]:
    """Measures held at the end of that day, by nature."""
    tenues: Counter[str] = Counter()
    for vie in vies:
        etat = etat_au(vie.faits, jour)
        if etat and etat.est_en_stock:
            tenues[etat.nature] += 1
    return dict(tenues)


def semestre(jour: dt.date) -> dt.date:
    """Last day of the half-year that ended last before that day (art. R. 472-10 CASF)."""
    if jour >= dt.date(jour.year, 7, 1):
        return dt.date(jour.year, 6, 30)
    return dt.date(jour.year - 1, 12, 31)


def lignes_activite(annee: Annee) -> list[tuple[str, list[int]]]:
    """(label, January, new, exits, changes, December) of each row."""
    return [
        (libelle, [annee.valeur(code, colonne) for colonne in COLONNES])
        for code, libelle in rangees().items()
    ]


def est_equilibree(annee: Annee) -> bool:
    """Every row: January + new − exits + changes = December."""
    return all(
        janvier + nouvelles - sorties + changements == decembre
        for _, (janvier, nouvelles, sorties, changements, decembre) in lignes_activite(annee)
    )
