"""A copy of a record: by when it is owed, and what stands in the way of a transfer.

RGPD, art. 12, 3: within one month of the request. R. 4624-45-8 of the Code du travail: on paper or not, to the worker
or his heirs. R. 4624-45-7: to the new service that asks for it, unless the worker objects, by secure messaging.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.numerisation.enums.acces import GenreCopie, ModeRemise, PortionOpposee

MOIS_DE_REPONSE = 1
_OPPOSABLES = frozenset({PortionOpposee.TRANSFERT, PortionOpposee.AUTRES_SERVICES})


def date_limite(demande: dt.date) -> dt.date:
    return ajouter_mois(demande, MOIS_DE_REPONSE)


def motifs_de_refus(genre: str, mode: str, oppositions: Collection[str]) -> list[str]:
    """Why this copy is not given, in sentences; nothing: it may be."""
    motifs = []
    if genre == GenreCopie.TRANSFERT:
        if _OPPOSABLES.intersection(oppositions):
            motifs.append(
                "Le salarié s’est opposé à ce que son dossier aille à un autre service (R. 4624-45-6)."
            )
        if mode and mode != ModeRemise.MESSAGERIE:
            motifs.append("Un transfert se fait par messagerie sécurisée de santé (R. 4624-45-7).")
    return motifs
