"""Agréments and authorised capacity against measures, inhabitants and the needs of the schéma régional.

What is authorised is public (art. L. 471-2 CASF). What is held is counted: a figure under five is not shown, nor those
that would give it back, whatever the criterion asked.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from django.db.models import Sum

from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.indicateurs.disponibilites import Departement, Somme, disponibilites
from maillage.metiers.protection.indicateurs.previsions import previsions
from maillage.metiers.protection.models import ObjectifSchema
from maillage.socle.annuaire.models import Agent, Commune
from maillage.socle.indicateurs.secret import Ligne as Addition
from maillage.socle.indicateurs.secret import masquer

SEUIL = 5
TOUT = ""
Cellule = tuple[str, str]
"""(territory, kind of professional); an empty text is all of them."""


@dataclass(frozen=True)
class LigneSchema:
    """One territory. `tenues` and `points` None: hidden. `objectif` None: not said, or not for all its départements."""

    code: str
    nom: str
    population: int
    inscrits: Mapping[str, int]
    autorise: int
    points_autorises: Decimal
    tenues: int | None
    points: Decimal | None
    objectif: int | None
    date_saturation: dt.date | None = None
    est_sature: bool = False

    @property
    def couverture(self) -> float | None:
        """Authorised places for a thousand inhabitants."""
        return 1_000 * self.autorise / self.population if self.population else None

    @property
    def occupation(self) -> float | None:
        """Measures held for a hundred authorised."""
        return 100 * self.tenues / self.autorise if self.tenues is not None and self.autorise else None

    @property
    def ecart(self) -> int | None:
        """What is authorised beyond what is wanted; negative: places to open."""
        return None if self.objectif is None else self.autorise - self.objectif


@dataclass
class Schema:
    """The lines asked, their sum, and how many départements have their objective."""

    lignes: list[LigneSchema]
    total: LigneSchema
    objectifs: int
    departements: int
    masquees: int = 0


@dataclass
class _Territoire:
    code: str
    nom: str
    departements: list[Departement] = field(default_factory=list)


def schema(agent: Agent, *, annee: int, par: str, genre: str, jour: dt.date) -> Schema:
    """The territories that the agent follows, by département or by région, for all kinds or one."""
    departements = disponibilites(agent)
    prevues = {ligne.code: ligne for ligne in previsions(agent, jour, departements)}
    populations = _populations(departements)
    objectifs = {
        objectif.departement_id: objectif.places(genre)
        for objectif in ObjectifSchema.objects.visibles_par(agent)
        .filter(annee=annee, departement__in=[d.pk for d in departements])
        .order_by("id")
    }
    masquees = _masquer(departements)

    def ligne(territoire: _Territoire, cle: str) -> LigneSchema:
        siens = territoire.departements
        sommes = [somme for d in siens for somme in d.par_type if genre in (TOUT, somme.code)]
        somme = sum(sommes, start=Somme())
        dits = [n for d in siens if (n := objectifs.get(d.pk)) is not None]
        dates = [p.date_saturation for d in siens if (p := prevues[d.code].prevision).date_saturation]
        est_cachee = (cle, genre) in masquees
        return LigneSchema(
            code=territoire.code,
            nom=territoire.nom,
            population=sum(populations.get(d.pk, 0) for d in siens),
            inscrits=_inscrits(siens),
            autorise=somme.autorise,
            points_autorises=somme.points_autorises,
            tenues=None if est_cachee else somme.en_cours + somme.en_attente,
            points=None if est_cachee else somme.points,
            objectif=sum(dits) if dits and len(dits) == len(siens) else None,
            date_saturation=min(dates, default=None),
            est_sature=jour in dates,
        )

    territoires = _territoires(departements, par)
    lignes = [ligne(t, f"{par}:{t.code}") for t in territoires]
    total = ligne(_Territoire("", "Ensemble", departements), TOUT)
    return Schema(
        lignes=lignes,
        total=replace(total, date_saturation=None),
        objectifs=sum(objectifs.get(d.pk) is not None for d in departements),
        departements=len(departements),
        masquees=sum(une.tenues is None for une in lignes),
    )


def _territoires(departements: Iterable[Departement], par: str) -> list[_Territoire]:
    groupes: dict[str, _Territoire] = {}
    for departement in departements:
        code, nom = (
            (departement.code, departement.nom)
            if par == "departement"
            else (departement.code_region, departement.region)
        )
        groupes.setdefault(code, _Territoire(code, nom)).departements.append(departement)
    return sorted(groupes.values(), key=lambda groupe: groupe.code)


def _inscrits(departements: Iterable[Departement]) -> dict[str, int]:
    nombres: dict[str, int] = dict.fromkeys(TypeMandataire.values, 0)
    for departement in departements:
        for somme in departement.par_type:
            nombres[somme.code] += somme.inscrits
    return nombres


def _populations(departements: Iterable[Departement]) -> dict[int, int]:
    communes = Commune.objects.filter(departement__in=[d.pk for d in departements]).order_by()
    return {
        pk: total or 0 for pk, total in communes.values_list("departement").annotate(total=Sum("population"))
    }


def _masquer(departements: Iterable[Departement]) -> set[Cellule]:
    """Cells hidden in the whole table of territories and kinds, so that no criterion shows what another hides."""
    valeurs: dict[Cellule, float] = {}
    parties: dict[Cellule, set[Cellule]] = defaultdict(set)
    for d in departements:
        dep, reg = f"departement:{d.code}", f"region:{d.code_region}"
        for somme in d.par_type:
            tenues = somme.en_cours + somme.en_attente
            for lieu in (dep, reg, TOUT):
                for genre in (somme.code, TOUT):
                    valeurs[lieu, genre] = valeurs.get((lieu, genre), 0) + tenues
            for lieu in (dep, reg, TOUT):
                parties[lieu, TOUT].add((lieu, somme.code))
            for genre in (somme.code, TOUT):
                parties[reg, genre].add((dep, genre))
                parties[TOUT, genre].add((reg, genre))
    additions = []
    for somme_, cellules in parties.items():
        # A cell may be the sum of its kinds and that of its territories: two additions.
        par_genre = tuple(sorted(c for c in cellules if c[0] == somme_[0] and valeurs[c]))
        par_lieu = tuple(sorted(c for c in cellules if c[0] != somme_[0] and valeurs[c]))
        additions += [Addition(groupe, somme_) for groupe in (par_genre, par_lieu) if groupe]
    return masquer(valeurs, additions, seuil=SEUIL)
