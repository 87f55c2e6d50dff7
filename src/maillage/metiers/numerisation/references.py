"""Reference lists of paper records, published with the product; an administrator loads the next editions."""

from __future__ import annotations

from maillage.metiers.numerisation.actions.listes import CONSERVATION, LISTES, PIECES

PUBLIEES = {
    CONSERVATION: (
        "Durées de conservation des dossiers de santé au travail",
        "Code du travail, articles cités à chaque ligne",
    ),
    PIECES: (
        "Pièces d’un dossier de santé au travail et ce qu’en fait le tri",
        "Code du travail, R. 4624-45-4 ; proposition de l’éditeur pour le reste",
    ),
}


def charger() -> None:
    """Load the editions that come with the product."""
    LISTES.charger(PUBLIEES)
