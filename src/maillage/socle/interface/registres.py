"""What services add to the common pages: to-dos, key figures, recent records, search, help. Declared in `accueil.py`.

    from maillage.socle.interface.registres import Resultat, declarer_recherche

    def chercher(agent, texte):
        for acte in ActeMedicoLegal.objects.visibles_par(agent).filter(…)[:5]:
            yield Resultat(acte.numero_interne, reverse("medecine_legale:acte", args=[acte.pk]), "Examen du 21/11/2026")

    declarer_recherche("medecine_legale.acte", "Actes", chercher)

Each function receives the agent, reads through `visibles_par`, and costs a number of queries that does not depend on
the data. Legal deadlines reach the home page by themselves (echeances); declare here only what is not a deadline.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import ChiffreCle


@dataclass(frozen=True)
class Tache:
    """One line of the home page: a verb, its object, a date, and the button that does it."""

    verbe: str
    objet: str
    url: str
    date_limite: dt.date | None = None
    precision: str = ""
    bouton: str = "Ouvrir"


@dataclass(frozen=True)
class Resultat:
    libelle: str
    url: str
    precision: str = ""


@dataclass(frozen=True)
class Recherche:
    code: str
    libelle: str
    chercher: Callable[[Agent, str], Iterable[Resultat]]
    droit: Droit | None = None


@dataclass(frozen=True)
class Aide:
    """Help of a service: what one comes to do, and how; the keys of its pages."""

    service: str
    libelle: str
    taches: Sequence[tuple[str, str]]
    raccourcis: Sequence[tuple[str, str]] = ()
    droit: Droit | None = None


@dataclass
class Registres:
    a_faire: list[Callable[[Agent], Iterable[Tache]]] = field(default_factory=list)
    chiffres: list[tuple[int, Callable[[Agent], ChiffreCle | None]]] = field(default_factory=list)
    recents: list[Callable[[Agent], Iterable[Resultat]]] = field(default_factory=list)
    recherches: dict[str, Recherche] = field(default_factory=dict)
    aides: dict[str, Aide] = field(default_factory=dict)


REGISTRES = Registres()


def declarer_a_faire(fonction: Callable[[Agent], Iterable[Tache]]) -> None:
    REGISTRES.a_faire.append(fonction)


def declarer_chiffre_cle(fonction: Callable[[Agent], ChiffreCle | None], *, ordre: int = 100) -> None:
    """`fonction` returns None for whom the figure does not concern; the four first by order are shown."""
    REGISTRES.chiffres.append((ordre, fonction))


def declarer_recents(fonction: Callable[[Agent], Iterable[Resultat]]) -> None:
    """`fonction` gives the records that the agent touched last, latest first."""
    REGISTRES.recents.append(fonction)


def declarer_recherche(
    code: str,
    libelle: str,
    fonction: Callable[[Agent, str], Iterable[Resultat]],
    *,
    droit: Droit | None = None,
) -> None:
    """Add a group of results to the search; with a right, for whoever holds it."""
    if code in REGISTRES.recherches:
        raise ValueError(f"Search {code!r} is declared twice.")
    REGISTRES.recherches[code] = Recherche(code, libelle, fonction, droit)


def declarer_aide(
    service: str,
    libelle: str,
    *,
    taches: Sequence[tuple[str, str]],
    raccourcis: Sequence[tuple[str, str]] = (),
    droit: Droit | None = None,
) -> None:
    """Add a service to the help page: tasks are (« Saisir un acte », how), shortcuts (key, effect)."""
    if service in REGISTRES.aides:
        raise ValueError(f"The help of {service!r} is declared twice.")
    REGISTRES.aides[service] = Aide(service, libelle, taches, raccourcis, droit)
