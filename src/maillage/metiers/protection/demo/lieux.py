"""Courts, directions and establishments of the demonstration: the Hauts-de-France, or the whole country."""

from __future__ import annotations

from dataclasses import dataclass, field

from maillage.commun.textes import de
from maillage.socle.annuaire.demo import AUTRES_VILLES, HAUTS_DE_FRANCE, hopital, organisation, tribunal
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation, Territoire
from maillage.socle.annuaire.rattachement import recalculer_rattachements

COURS = (
    "59350", "59178", "59183", "59606", "62041", "62119", "62160", "80021", "60057", "60159", "02408", "02691",
)  # fmt: skip
PREFECTURES = {"59": "59350", "62": "62041", "80": "80021", "60": "60057", "02": "02408"}
SIEGES = {"04": "04070", "07": "07186", "92": "92050"}
"""Court of the départements whose largest town has none."""
REGION = "32"
COMMUNES_PAR_RESSORT = 40
EHPAD_PAR_RESSORT = 4


@dataclass
class Ressort:
    """A court, the communes around it and the establishments where people live."""

    tribunal: Organisation
    commune: Commune
    communes: list[Commune] = field(default_factory=list)
    ehpads: list[Organisation] = field(default_factory=list)
    hopital: Organisation | None = None


@dataclass
class Departement:
    territoire: Territoire
    direction: Organisation
    ressorts: list[Ressort] = field(default_factory=list)


def creer_lieux(*, est_national: bool) -> list[Departement]:
    """Départements with their direction and their courts, in order of code."""
    villes = [*COURS, *(AUTRES_VILLES if est_national else ())]
    communes = Commune.objects.filter(code_insee__in={*villes, *HAUTS_DE_FRANCE}).select_related(
        "departement__parent"
    )
    par_code = {commune.code_insee: commune for commune in communes}
    groupes: dict[str, list[Commune]] = {}
    for code in dict.fromkeys(villes):
        commune = par_code[code]
        groupes.setdefault(commune.departement.code, []).append(commune)
    if est_national:
        groupes |= {ville.departement.code: [ville] for ville in _autres_sieges(set(groupes))}
    departements = [_departement(code, groupe) for code, groupe in sorted(groupes.items())]
    recalculer_rattachements()
    return departements


def _autres_sieges(deja: set[str]) -> list[Commune]:
    """One court in each other département: so many lists, each as long as in the country."""
    communes = (
        Commune.objects.exclude(departement__code__in=deja)
        .order_by("departement__code", "-population", "code_insee")
        .distinct("departement__code")
        .select_related("departement__parent")
    )
    corrigees = Commune.objects.filter(
        code_insee__in=[code for departement, code in SIEGES.items() if departement not in deja]
    ).select_related("departement__parent")
    sieges = {commune.departement.code: commune for commune in communes}
    return list((sieges | {commune.departement.code: commune for commune in corrigees}).values())


def _departement(code: str, villes: list[Commune]) -> Departement:
    territoire = villes[0].departement
    siege = next((ville for ville in villes if ville.code_insee == PREFECTURES.get(code)), villes[0])
    direction = organisation(
        TypeOrganisation.DIRECTION_DEPARTEMENTALE,
        f"Direction départementale de l’emploi, du travail et des solidarités, {territoire.nom}",
        siege,
        est_gestionnaire=True,
    )
    voisines = list(
        Commune.objects.filter(departement=territoire, latitude__isnull=False, population__gt=2_000).order_by(
            "-population", "code_insee"
        )
    )
    return Departement(territoire, direction, [_ressort(ville, voisines) for ville in villes])


def _ressort(ville: Commune, voisines: list[Commune]) -> Ressort:
    cour = tribunal(ville)
    if not cour.est_gestionnaire:
        cour.est_gestionnaire = True
        cour.save(update_fields=["est_gestionnaire"])
    proches = sorted(voisines, key=lambda commune: _eloignement(ville, commune))[:COMMUNES_PAR_RESSORT]
    ehpads = [
        organisation(
            TypeOrganisation.ETABLISSEMENT_MEDICO_SOCIAL, f"Résidence {nom} {de(commune.nom)}", commune
        )
        for nom, commune in zip(
            ("Les Tilleuls", "Beauséjour", "Les Glycines", "Saint-Roch"), proches, strict=False
        )
    ]
    return Ressort(cour, ville, proches or [ville], ehpads, hopital(ville))


def _eloignement(ville: Commune, commune: Commune) -> float:
    if None in (ville.latitude, ville.longitude, commune.latitude, commune.longitude):
        return 0.0 if ville == commune else 1e9
    return float(
        (ville.latitude - commune.latitude) ** 2  # type: ignore[operator]  # not None: said above
        + (0.65 * (ville.longitude - commune.longitude)) ** 2  # type: ignore[operator]
    )
