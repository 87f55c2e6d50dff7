"""Everything that happened to a case on a passage: the roll, persons, offences, note, decisions, signatures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db import models

from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.models import (
    Audiencement,
    Comparution,
    Decision,
    EtapeDossier,
    Infraction,
    LigneNote,
    Partie,
    Renvoi,
)
from maillage.socle.interface.composants import Evenement
from maillage.socle.interface.historique import VERBES, evenements_de_plusieurs
from maillage.socle.journal.models import Nature

MAXIMUM = 200
SCELLE = "contenu"
"""What it holds is sealed: the history says that it changed, never the cipher."""
DITS = {
    Nature.CREATION: "a enregistré",
    Nature.MODIFICATION: "a modifié",
    Nature.SUPPRESSION: "a retiré",
}


def histoire(passage: Audiencement) -> list[Evenement]:
    """The latest events of the case and of what it holds, most recent first. Ten queries, whatever its size."""
    coffre = Coffre(passage.affaire)
    parties = {partie.pk: coffre.nom(partie) for partie in Partie.objects.filter(affaire=passage.affaire_id)}

    def de(rangee: Any) -> str:
        return f" de {parties.get(rangee.partie_id, 'la partie')}" if rangee.partie_id else ""

    sources: tuple[tuple[Iterable[models.Model], Callable[[Any], str]], ...] = (
        ([passage.affaire], lambda _: "l’affaire"),
        ([passage], lambda _: "ce passage"),
        (Partie.objects.filter(affaire=passage.affaire_id), lambda p: f"la fiche de {parties[p.pk]}"),
        (Infraction.objects.filter(affaire=passage.affaire_id), lambda i: f"l’infraction {i.rang}"),
        (Comparution.objects.filter(audiencement=passage), lambda c: f"la comparution{de(c)}"),
        (Decision.objects.filter(audiencement=passage), lambda d: f"la décision{de(d)}"),
        (Renvoi.objects.filter(audiencement=passage), lambda _: "le renvoi"),
        (EtapeDossier.objects.filter(audiencement=passage), lambda e: f"l’étape « {e.get_genre_display()} »"),
        (LigneNote.objects.filter(audiencement=passage), lambda n: f"une ligne de la note{de(n)}"),
    )
    evenements = [evenement for objets, nommer in sources for evenement in _dire(list(objets), nommer)]
    return list(_grouper(sorted(evenements, key=lambda e: e.horodatage, reverse=True)))[:MAXIMUM]


def _grouper(evenements: list[Evenement]) -> Iterator[Evenement]:
    """Readings of the same person one after the other are one line, that says how many."""
    for (est_lecture, auteur), suite in groupby(evenements, key=lambda e: (e.est_lecture, e.auteur)):
        lus = list(suite)
        if not est_lecture or len(lus) == 1:
            yield from lus
        else:
            yield replace(lus[0], auteur=auteur, verbe=f"a consulté l’affaire {len(lus)} fois", motif="")


def _dire(objets: list[models.Model], nommer: Callable[[Any], str]) -> Iterator[Evenement]:
    for objet, nature, evenement in evenements_de_plusieurs(objets, limite=MAXIMUM):
        if isinstance(objet, LigneNote) and nature is Nature.CREATION:
            continue  # the note itself says it, at its minute
        verbe = DITS.get(nature)
        yield replace(
            evenement,
            verbe=f"{verbe} {nommer(objet)}" if verbe else VERBES.get(nature, nature.label),
            changements=list(_lisibles(objet, evenement)),
        )


def _lisibles(objet: models.Model, evenement: Evenement) -> Iterator[tuple[str, object, object]]:
    scelle = next((str(c.verbose_name) for c in objet._meta.concrete_fields if c.name == SCELLE), "")
    for champ, avant, apres in evenement.changements:
        yield (champ, "", "modifié") if champ == scelle else (champ, avant, apres)
