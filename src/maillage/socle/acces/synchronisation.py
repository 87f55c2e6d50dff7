"""Copies the vocabulary declared in Python to the table that PostgreSQL reads."""

from __future__ import annotations

from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import ROLE_SYSTEME, VOCABULAIRE, droits_du_role


def synchroniser_droits(using: str | None = None) -> int:
    """Make `acces_roledroit` equal to the declared roles; returns the number of lines added or removed."""
    voulus = {
        (role, str(droit)) for role in [*VOCABULAIRE.roles, ROLE_SYSTEME] for droit in droits_du_role(role)
    }
    lignes = RoleDroit.objects.using(using)
    presents = set(lignes.values_list("role", "droit"))
    for role, droit in presents - voulus:
        lignes.filter(role=role, droit=droit).delete()
    lignes.bulk_create([RoleDroit(role=role, droit=droit) for role, droit in sorted(voulus - presents)])
    return len(presents ^ voulus)
