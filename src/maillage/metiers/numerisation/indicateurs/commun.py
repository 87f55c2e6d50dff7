"""What the figures of this service share: who reads them, under how many they are hidden."""

from __future__ import annotations

from typing import Any

from maillage.metiers.numerisation.droits import DOSSIER_LIRE, STATISTIQUES_LIRE
from maillage.socle.indicateurs.declarations import Indicateur, declarer_indicateur

DOMAINE = "Dossiers de santé au travail"
SECRET = 10
"""Below ten, a figure is hidden outside the organisation that owns it."""
POUR_CENT, DOSSIER, PAGE, JOUR = (
    ("%", "%"),
    ("dossier", "dossiers"),
    ("page", "pages"),
    ("jour", "jours"),
)


def declarer(code: str, libelle: str, definition: str, unite: tuple[str, str], **options: Any) -> Indicateur:
    parametres: dict[str, Any] = {"droit_fait": DOSSIER_LIRE, "seuil_secret": SECRET, **options}
    return declarer_indicateur(
        Indicateur(
            code=f"numerisation.{code}",
            libelle=libelle,
            definition=definition,
            unite=unite,
            droit=STATISTIQUES_LIRE,
            domaine=DOMAINE,
            **parametres,
        )
    )


def part(
    code: str, libelle: str, definition: str, numerateur: str, denominateur: str, **options: Any
) -> Indicateur:
    """A share, said with one decimal."""
    return declarer(
        code,
        libelle,
        definition,
        POUR_CENT,
        numerateur=numerateur,
        denominateur=denominateur,
        decimales=1,
        **options,
    )
