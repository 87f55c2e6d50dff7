"""Reference lists of paper records, published with the product; an administrator loads the next editions."""

from __future__ import annotations

from maillage.metiers.numerisation.actions.listes import CONSERVATION, LISTES, PIECES, SURVEILLANCE

PUBLIEES = {
    CONSERVATION: (
        "Durées de conservation des dossiers de santé au travail",
        "Code du travail, articles cités à chaque ligne",
    ),
    SURVEILLANCE: (
        "Repères au-delà desquels une lecture des dossiers est à regarder",
        "Proposition de l’éditeur, à confirmer",
    ),
    PIECES: (
        "Pièces d’un dossier de santé au travail et ce qu’en fait le tri",
        "Code du travail, R. 4624-45-4 ; proposition de l’éditeur pour le reste",
    ),
}


def charger() -> None:
    """Load the editions that come with the product."""
    LISTES.charger(PUBLIEES)
