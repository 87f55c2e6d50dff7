"""Reference lists of advice, published with the product; an administrator loads the next editions."""

from __future__ import annotations

from maillage.metiers.avis.actions.listes import (
    BAREME,
    CONSERVATION,
    DELAIS,
    SIGNES_ALERTE,
    SPECIALITES,
    fichiers,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition
from maillage.socle.echanges.referentiels.chargement import charger_edition

LISTES = {
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
