"""Reference lists of criminal hearings, published with the product; an administrator loads the next editions."""

from __future__ import annotations

from maillage.metiers.audiences.actions.listes import (
    BORNES,
    DELAIS,
    DROITS_FIXES,
    NATINF,
    OBLIGATIONS,
    fichiers,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import charger_edition

LISTES = {
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
LICENCE = "Licence Ouverte 2.0"


def charger() -> None:
    """Load each edition once, oldest first. Nothing is loaded under one that an administrator made."""
    with agir_comme(agent_systeme(), motif="Listes de référence publiées avec le produit"):
        for code, (libelle, source) in LISTES.items():
            connues = set(Edition.objects.filter(referentiel__code=code).values_list("date_effet", flat=True))
            for jour, chemin in fichiers(code).items():
                if connues and jour <= max(connues):
                    continue
                charger_edition(
                    code=code,
                    nom=f"{jour:%d/%m/%Y}",
                    date_effet=jour,
                    chemin=chemin,
                    libelle=libelle,
                    source=source,
                    licence=LICENCE,
                )
