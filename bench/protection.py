"""Protection of adults, measured: what a judge, a ministry, a direction and a professional wait for.

Figures of the database are medians over `n` runs under row-level security, as agents of the demonstration; those of
the solvers are computed on drawn problems of the announced size, the same at each run. `optimum` says whether SciPy,
on the expanded problem, finds the same cost; it is a dependency of the tests alone: without it, nothing is said.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import Any

import numpy as np
from django.utils import timezone

from maillage.commun.mesure import chronometrer
from maillage.config.memoire import alleger_ramassage
from maillage.metiers.protection.actions.liste_restreinte import etablir_liste
from maillage.metiers.protection.enums import Nature
from maillage.metiers.protection.indicateurs import stock_et_flux
from maillage.metiers.protection.models import Inscription
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Habilitation
from maillage.socle.appariement.affectation import Affectation, affecter
from maillage.socle.appariement.distances import Point
from maillage.socle.appariement.tournee import Visite, planifier

JUGE = "juge.lille@demo.maillage.invalid"
NATIONALE = "direction.nationale@demo.maillage.invalid"
RUNS = 30
DEMANDES, OFFRES, REFUS = 5_000, 500, 1_000_000


def mesurer(volume: str) -> Iterator[dict[str, Any]]:
    alleger_ramassage()  # as the web server does
    yield _liste_restreinte()
    yield _stock_et_flux()
    yield from _affectation(est_verifiee=volume != "petit")
    yield _tournee()


def _liste_restreinte() -> dict[str, Any]:
    """The whole of what the judge waits for: two queries on the list of the département, then the ranking."""
    juge = Agent.objects.get(email=JUGE)
    tribunal = (
        Habilitation.objects.select_related("organisation__commune")
        .get(agent=juge, organisation__isnull=False)
        .organisation
    )
    assert tribunal is not None and tribunal.commune is not None  # noqa: S101, PT018 (the demonstration has one)
    cas = Cas(
        tribunal=tribunal.pk,
        departement=tribunal.commune.departement_id,
        nature=Nature.TUTELLE,
        lieu_vie="domicile",
        commune=tribunal.commune_id,
        langue="ar",
    )
    with agir_comme(juge):
        inscrits = Inscription.objects.ouvertes().filter(departement=cas.departement).count()
        mesure = chronometrer(
            "liste_restreinte",
            lambda: etablir_liste(agent=juge, tribunal=tribunal, cas=cas),
            n=RUNS,
            echauffement=3,
        )
        total = Inscription.objects.ouvertes().count()
    return {**mesure.ligne(), "inscrits_du_departement": inscrits, "inscrits": total}


def _stock_et_flux() -> dict[str, Any]:
    """The month of every court of the country."""
    nationale = Agent.objects.get(email=NATIONALE)
    jour = timezone.localdate()
    with agir_comme(nationale):
        mesure = chronometrer(
            "stock_et_flux_pays", lambda: stock_et_flux(jour, jour, axes=["tribunal"]), n=RUNS, echauffement=3
        )
    return mesure.ligne()


def _affectation(*, est_verifiee: bool) -> Iterator[dict[str, Any]]:
    hasard = np.random.default_rng(1)
    personnes, sieges = hasard.uniform(0, 120, (DEMANDES, 2)), hasard.uniform(0, 120, (OFFRES, 2))
    ecarts = np.linalg.norm(personnes[:, None] - sieges[None, :], axis=2)
    couts = np.rint(ecarts * 130).astype(np.int64)
    marginaux = [[200 * (rang + 1) for rang in range(int(n))] for n in hasard.integers(5, 18, OFFRES)]
    trouvees: list[Affectation] = []
    mesure = chronometrer(
        "affectation_5000_500",
        lambda: trouvees.append(affecter(couts, marginaux, cout_refus=REFUS)),
        n=5,
        echauffement=1,
    )
    ligne = mesure.ligne()
    if est_verifiee and importlib.util.find_spec("scipy"):
        ligne["optimum"] = trouvees[-1].cout == _optimum_scipy(couts, marginaux)
    yield ligne


def _optimum_scipy(couts: np.ndarray, marginaux: list[list[int]]) -> int:
    """Each place of each offer becomes a column: the same problem, another solver."""
    from scipy.optimize import linear_sum_assignment

    etendue = np.column_stack([couts[:, offre] + m for offre, liste in enumerate(marginaux) for m in liste])
    lignes, colonnes = linear_sum_assignment(etendue)
    assert len(lignes) == DEMANDES, "the problem must have a place for all"  # noqa: S101 (a bench that lies must fail)
    return int(etendue[lignes, colonnes].sum())


def _tournee() -> dict[str, Any]:
    hasard = np.random.default_rng(2)
    visites = [
        Visite(Point(50.63 + float(nord), 3.06 + float(est)), 30)
        for nord, est in hasard.uniform(-0.2, 0.2, (10, 2))
    ]
    depart = Point(50.63, 3.06)
    return chronometrer(
        "tournee_jour", lambda: planifier(depart, visites, [(540, 1080)]), n=10, echauffement=1
    ).ligne()
