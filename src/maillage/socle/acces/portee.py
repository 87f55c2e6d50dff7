"""First wall: what an agent may do, and where, computed in Python from the habilitations in force.

The second wall is `acces_organisations()` in PostgreSQL, which computes the same thing on its own (operations.py).
"""

from __future__ import annotations

from itertools import starmap
from typing import Any, NamedTuple, cast

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from maillage.commun.requete_figee import Parametre, RequeteFigee
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, Role, droits_du_role
from maillage.socle.annuaire.models import Agent, Appartenance, Ascendance, Habilitation

ATTRIBUT = "_portee"
LUS = ("pk", "role", "organisation_id", "territoire_id", Coalesce("organisation__nom", "territoire__nom"))
HABILITATIONS = RequeteFigee(
    lambda: Habilitation.objects.actives(Parametre("jour")).filter(agent=Parametre("agent")).values_list(*LUS)
)
SOUS_ORGANISATIONS = RequeteFigee(
    lambda: Ascendance.objects.filter(ancetre__parmi=Parametre("lieux")).values_list("descendant_id")
)
SUR_TERRITOIRES = RequeteFigee(
    lambda: Appartenance.objects.filter(
        Q(organisation__est_gestionnaire=True), territoire__parmi=Parametre("lieux")
    ).values_list("organisation_id")
)


class HabilitationLue(NamedTuple):
    """What each page asks of an habilitation in force."""

    pk: int
    role: str
    organisation_id: int | None
    territoire_id: int | None
    lieu: str


class Portee:
    """Habilitations of one agent, read once, and the perimeters deduced from them, each computed once."""

    def __init__(self, agent: Agent) -> None:
        self.habilitations: list[HabilitationLue] = []
        if agent.is_active:
            lues = HABILITATIONS.lignes(agent=agent.pk, jour=timezone.localdate())
            self.habilitations = list(starmap(HabilitationLue, lues))
        self._perimetres: dict[str, frozenset[int]] = {}
        self._lieux: dict[tuple[frozenset[int], frozenset[int]], frozenset[int]] = {}

    @property
    def roles(self) -> list[Role]:
        codes = {habilitation.role for habilitation in self.habilitations}
        return [VOCABULAIRE.roles[code] for code in sorted(codes) if code in VOCABULAIRE.roles]

    def detient(self, droit: Droit) -> bool:
        return any(droit in droits_du_role(habilitation.role) for habilitation in self.habilitations)

    def perimetre(self, droit: Droit) -> frozenset[int]:
        """Identifiers of the organisations where the agent holds the right. Nothing held: nothing seen."""
        if droit not in self._perimetres:
            self._perimetres[droit] = self._calculer(droit)
        return self._perimetres[droit]

    def _calculer(self, droit: Droit) -> frozenset[int]:
        utiles = [h for h in self.habilitations if droit in droits_du_role(h.role)]
        organisations = frozenset(h.organisation_id for h in utiles if h.organisation_id)
        territoires = frozenset(h.territoire_id for h in utiles if h.territoire_id)
        lieux = (organisations, territoires)
        if lieux not in self._lieux:
            self._lieux[lieux] = self._lire(*lieux)
        return self._lieux[lieux]

    @staticmethod
    def _lire(organisations: frozenset[int], territoires: frozenset[int]) -> frozenset[int]:
        """One query for all the rights held in the same places, two when they are of both kinds."""
        lues: list[tuple[Any, ...]] = []
        if organisations:
            lues += SOUS_ORGANISATIONS.lignes(lieux=list(organisations))
        if territoires:
            lues += SUR_TERRITOIRES.lignes(lieux=list(territoires))
        return frozenset(cle for (cle,) in lues)


def portee(agent: Agent) -> Portee:
    """The agent's scope, kept on the instance until the next `agir_comme`, that is for the time of a request."""
    if not hasattr(agent, ATTRIBUT):
        setattr(agent, ATTRIBUT, Portee(agent))
    return cast(Portee, getattr(agent, ATTRIBUT))


def oublier_portee(agent: Agent) -> None:
    """Habilitations are read again at the next question."""
    if hasattr(agent, ATTRIBUT):
        delattr(agent, ATTRIBUT)


def a_droit(agent: Agent, droit: Droit) -> bool:
    return portee(agent).detient(droit)


def perimetre(agent: Agent, droit: Droit) -> frozenset[int]:
    return portee(agent).perimetre(droit)
