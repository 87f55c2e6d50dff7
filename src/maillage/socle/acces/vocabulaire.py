"""The vocabulary of rights and roles.

A right is a word `service.ressource.verbe`; a role is a named set of rights. Both are declared once, by the service
they belong to (`droits.py`), and copied to the table `acces_roledroit`, from which PostgreSQL computes the scopes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

GRAMMAIRE = re.compile(r"[a-z][a-z_]*(\.[a-z][a-z_]*){2}")


class Droit(str):
    """The code of a right; `libelle` is what a person reads."""

    libelle: str
    __slots__ = ("libelle",)


SOI = Droit("acces.soi.lire")
"""Not a declared right: marks rows that belong to one agent, who alone sees them."""


@dataclass(frozen=True)
class Role:
    """A set of rights.

    `niveau` orders the roles of a service: an account manager creates only roles of a level strictly below the highest
    of his own. `est_territorial` tells whether it may be given on a territory (a supervisor) rather than in an
    organisation. `double_authentification` makes a second factor compulsory.
    """

    code: str
    libelle: str
    droits: frozenset[Droit]
    niveau: int
    est_territorial: bool = False
    double_authentification: bool = False
    description: str = ""


@dataclass
class Vocabulaire:
    droits: dict[str, Droit] = field(default_factory=dict)
    roles: dict[str, Role] = field(default_factory=dict)


VOCABULAIRE = Vocabulaire()
ROLE_SYSTEME = "acces.systeme"


def declarer_droit(code: str, libelle: str) -> Droit:
    """Declare the right `service.ressource.verbe`. Raises ValueError on a bad or doubled code."""
    if not GRAMMAIRE.fullmatch(code):
        raise ValueError(f"Right {code!r} is not written service.ressource.verbe.")
    if code in VOCABULAIRE.droits:
        raise ValueError(f"Right {code!r} is declared twice.")
    droit = Droit(code)
    droit.libelle = libelle
    VOCABULAIRE.droits[code] = droit
    return droit


def declarer_role(
    code: str,
    libelle: str,
    *,
    droits: Iterable[Droit],
    niveau: int,
    est_territorial: bool = False,
    double_authentification: bool = False,
    description: str = "",
) -> Role:
    """Declare a role. Raises ValueError when it is declared twice or holds an undeclared right."""
    ensemble = frozenset(droits)
    inconnus = [droit for droit in ensemble if droit not in VOCABULAIRE.droits]
    if inconnus:
        raise ValueError(f"Role {code!r} holds undeclared rights: {', '.join(inconnus)}.")
    if code in VOCABULAIRE.roles:
        raise ValueError(f"Role {code!r} is declared twice.")
    role = Role(code, libelle, ensemble, niveau, est_territorial, double_authentification, description)
    VOCABULAIRE.roles[code] = role
    return role


def droits_du_role(code: str) -> frozenset[Droit]:
    """Rights of a role; the technical account's role holds them all; an unknown role holds none."""
    if code == ROLE_SYSTEME:
        return frozenset(VOCABULAIRE.droits.values())
    role = VOCABULAIRE.roles.get(code)
    return role.droits if role else frozenset()
