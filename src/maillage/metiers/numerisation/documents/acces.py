"""The report of accesses to a record, for the worker who asks for it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.numerisation.actions.lectures import acces_au_dossier
from maillage.metiers.numerisation.droits import ACCES_RELEVER
from maillage.metiers.numerisation.models import Dossier
from maillage.socle.documents.genre import declarer_genre
from maillage.socle.journal.models import Nature


@dataclass(frozen=True)
class LigneReleve:
    horodatage: dt.datetime
    professionnel: str
    objet: str
    motif: str


@dataclass(frozen=True)
class ReleveDonnees:
    """The record by its label: the paper is given to the worker, and says nothing else of him."""

    SCHEMA: ClassVar[int] = 1

    dossier: str
    reference: str
    centre: str
    acces: tuple[LigneReleve, ...]


def donnees_releve(dossier: Dossier) -> ReleveDonnees:
    return ReleveDonnees(
        dossier=dossier.etiquette.lisible,
        reference=dossier.reference,
        centre=dossier.centre.nom,
        acces=tuple(
            LigneReleve(
                horodatage=acces.horodatage,
                professionnel=acces.agent,
                objet="Copie"
                if acces.nature == Nature.EXPORT
                else f"Page {acces.page}"
                if acces.page
                else "Dossier",
                motif=acces.motif,
            )
            for acces in acces_au_dossier(dossier)
        ),
    )


RELEVE = declarer_genre(
    code="numerisation.releve_acces",
    libelle="Relevé des accès au dossier",
    donnees=ReleveDonnees,
    gabarit="releve_acces.typ",
    droit=ACCES_RELEVER,
    construire=donnees_releve,
    organisation="centre",
)
