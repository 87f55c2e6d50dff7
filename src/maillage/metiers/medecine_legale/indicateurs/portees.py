"""Over what a dashboard is computed: one's own structures, one of them, a région, the country."""

from __future__ import annotations

from dataclasses import dataclass, field

from maillage.metiers.medecine_legale.droits import STATISTIQUES_LIRE
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Agent, Appartenance, Organisation, Territoire

STRUCTURES_MIN = 2


@dataclass(frozen=True)
class Portee:
    """`filtres` for the indicators; `organisations` for what is summed directly (None: all of them)."""

    code: str
    libelle: str
    filtres: dict[str, tuple[str, ...]] = field(default_factory=dict)
    organisations: tuple[int, ...] | None = None
    est_masquee: bool = False
    """One structure alone, out of the agent's perimeter: what is not protected cell by cell is not shown."""

    @property
    def est_locale(self) -> bool:
        return self.code in ("perimetre", "structure")


def lire_portee(agent: Agent, code: str, structure: str, region: str) -> Portee:
    """Read the address. Raises AccesRefuse on a structure out of the perimeter; what is unknown falls back."""
    miennes = perimetre(agent, STATISTIQUES_LIRE)
    if structure.isdecimal():
        if int(structure) not in miennes:
            raise AccesRefuse("Cette structure n’existe pas, ou vous n’y avez pas accès.")
        nom = Organisation.objects.values_list("nom", flat=True).get(pk=int(structure))
        return Portee("structure", nom, {"organisation": (structure,)}, (int(structure),))
    if code == "region" and region:
        return _region(region, miennes)
    if code == "national" or not miennes:
        return national()
    libelle = "Mon périmètre"
    if len(miennes) == 1:
        libelle = Organisation.objects.values_list("nom", flat=True).get(pk=next(iter(miennes)))
    return Portee("perimetre", libelle, {"portee": ("perimetre",)}, tuple(sorted(miennes)))


def national() -> Portee:
    return Portee("national", "France")


def _region(code: str, miennes: frozenset[int]) -> Portee:
    territoire = Territoire.objects.filter(type=TypeTerritoire.REGION, code=code).first()
    if territoire is None:
        return national()
    organisations = tuple(
        Appartenance.objects.filter(territoire=territoire, organisation__est_gestionnaire=True)
        .order_by("organisation_id")
        .values_list("organisation_id", flat=True)
    )
    etrangeres = set(organisations) - miennes
    return Portee(
        "region",
        territoire.nom,
        {"region": (code,)},
        organisations,
        est_masquee=0 < len(etrangeres) < STRUCTURES_MIN,
    )


def region_de(organisations: tuple[int, ...] | None) -> str:
    """Code of the région in which all these structures are; empty when they are in several."""
    codes = set(
        Appartenance.objects.filter(
            organisation__in=organisations or (), territoire__type=TypeTerritoire.REGION
        ).values_list("territoire__code", flat=True)
    )
    return codes.pop() if len(codes) == 1 else ""
