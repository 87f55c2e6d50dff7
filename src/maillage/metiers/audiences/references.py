"""Reference lists of criminal hearings, published with the product; an administrator loads the next editions."""

from __future__ import annotations

from maillage.metiers.audiences.actions.listes import (
    BORNES,
    DELAIS,
    DROITS_FIXES,
    LISTES,
    NATINF,
    OBLIGATIONS,
)

PUBLIEES = {
    NATINF: (
        "Nomenclature des infractions (NATINF), extrait de démonstration",
        "Ministère de la justice, liste des infractions en vigueur de la nomenclature NATINF, juillet 2026",
    ),
    DROITS_FIXES: (
        "Droits fixes de procédure et réduction pour paiement dans le mois",
        "Code général des impôts, art. 1018 A ; code de procédure pénale, art. 707-2",
    ),
    DELAIS: (
        "Délais des audiences pénales",
        "Code de procédure pénale, article cité à chaque ligne",
    ),
    BORNES: (
        "Bornes des peines contrôlées à la saisie",
        "Code pénal, article cité à chaque ligne",
    ),
    OBLIGATIONS: (
        "Obligations du sursis probatoire",
        "Code pénal, art. 132-45 ; libellés abrégés, à confirmer",
    ),
}


def charger() -> None:
    """Load the editions that come with the product."""
    LISTES.charger(PUBLIEES)
