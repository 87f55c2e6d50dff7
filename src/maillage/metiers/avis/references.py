"""Reference lists of advice, published with the product; an administrator loads the next editions."""

from __future__ import annotations

from maillage.metiers.avis.actions.listes import (
    BAREME,
    CONSERVATION,
    DELAIS,
    LISTES,
    SIGNES_ALERTE,
    SPECIALITES,
)

PUBLIEES = {
    BAREME: (
        "Barème de la téléexpertise",
        "Convention médicale et ses avenants, cités à chaque ligne",
    ),
    CONSERVATION: (
        "Durées de conservation des demandes d’avis",
        "Proposition de l’éditeur, à fixer par chaque réseau",
    ),
    DELAIS: (
        "Délais des avis : sollicitations successives et réponse",
        "Proposition de l’éditeur, à fixer par chaque réseau",
    ),
    SPECIALITES: (
        "Spécialités ordinales (TRE_R38)",
        "Agence du numérique en santé, TRE_R38-SpecialiteOrdinale, 26 août 2022",
    ),
    SIGNES_ALERTE: (
        "Signes d’alerte qui arrêtent une demande d’avis",
        "Proposition de l’éditeur, à valider par chaque filière",
    ),
}


def charger() -> None:
    """Load the editions that come with the product."""
    LISTES.charger(PUBLIEES)
