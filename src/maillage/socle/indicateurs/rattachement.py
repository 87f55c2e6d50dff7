"""The territory axis: the department, region and court of appeal of each organisation that has facts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import connection

from maillage.socle.annuaire.models import Appartenance, Organisation
from maillage.socle.indicateurs.cube import GROUPE
from maillage.socle.indicateurs.declarations import NON_RENSEIGNE, Cumul

TERRITOIRES = {"region": "Région", "departement": "Département", "cour_appel": "Cour d’appel"}
AUTRES = "*"
LIBELLES_AXES = {
    "mois": "Mois",
    "annee": "Année",
    "organisation": "Structure",
    "portee": "Portée",
    **TERRITOIRES,
}


@dataclass
class Rattachement:
    """For an axis on organisations: the category of each one, their labels, and the category above, if any."""

    categorie_de: dict[int, str]
    libelles: dict[str, str]
    parent_de: dict[str, str] = field(default_factory=dict)
    sensibles: frozenset[str] = frozenset()


def organisations_presentes(cumul: Cumul) -> list[int]:
    """Organisations that have at least one fact, by hopping along the key: one probe each, not a whole scan."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH RECURSIVE saut AS (
                SELECT min(organisation_id) AS id FROM {cumul.table}
                UNION ALL
                SELECT (SELECT min(organisation_id) FROM {cumul.table} WHERE organisation_id > saut.id)
                FROM saut WHERE saut.id IS NOT NULL
            )
            SELECT id FROM saut WHERE id IS NOT NULL
            """  # noqa: S608 (declared name, checked at start)
        )
        return [identifiant for (identifiant,) in cursor.fetchall()]


def par_organisation(presentes: Collection[int], detaillees: Collection[int]) -> Rattachement:
    """Each organisation of the perimeter is its own category; the others are one, never named. One query."""
    ouvertes = [o for o in presentes if o in detaillees]
    noms = dict(Organisation.objects.filter(pk__in=ouvertes).order_by("nom", "pk").values_list("pk", "nom"))
    libelles = {str(pk): nom for pk, nom in noms.items()} | {AUTRES: "Autres structures"}
    return Rattachement({o: str(o) if o in noms else AUTRES for o in presentes}, libelles)


def par_portee(presentes: Collection[int], detaillees: Collection[int]) -> Rattachement:
    """Inside the perimeter, or outside."""
    categories = {o: "perimetre" if o in detaillees else AUTRES for o in presentes}
    return Rattachement(categories, {"perimetre": "Mon périmètre", AUTRES: "Autres structures"})


def par_territoire(genre: str, presentes: Collection[int], detaillees: Collection[int]) -> Rattachement:
    """Each organisation in its territory. One query.

    A territory with a single organisation out of the agent's perimeter says what this organisation did: it is
    sensitive whatever its size.
    """
    lignes = (
        Appartenance.objects.filter(organisation__in=presentes, territoire__type=genre)
        .order_by("territoire__nom", "organisation_id")
        .values_list("organisation_id", "territoire__code", "territoire__nom", "territoire__parent__code")
    )
    categories: dict[int, str] = dict.fromkeys(presentes, "")
    libelles: dict[str, str] = {}
    parents: dict[str, str] = {}
    for organisation, code, nom, parent in lignes:
        categories[organisation] = code
        libelles[code] = nom
        if genre == "departement" and parent:
            parents[code] = f"{GROUPE}{parent}"
    if "" in categories.values():
        libelles[""] = NON_RENSEIGNE
    seules = Counter(code for o, code in categories.items() if o not in detaillees)
    sensibles = frozenset(code for code, nombre in seules.items() if nombre == 1)
    return Rattachement(categories, libelles, parents, sensibles)
