"""Proofs that leave the application: that an event is in a sealed block, checked with its text and SHA-256 alone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection

from maillage.commun.merkle import PreuveInclusion, prouver_plusieurs
from maillage.socle.journal.models import Bloc
from maillage.socle.journal.scellement import feuilles_du_bloc

EVENEMENTS = """
SELECT e.id, e.epoque, e.transaction, jsonb_build_array(e.id, e.nature, e.objet_type, e.objet_id, e.organisation_id,
    e.agent_id, extract(epoch FROM e.horodatage), e.motif, e.requete, e.avant, e.apres, e.transaction)::text
FROM journal_evenement e LEFT JOIN journal_effacement f ON f.evenement_id = e.id
WHERE e.objet_type = %s AND e.objet_id = ANY (%s) AND f.evenement_id IS NULL ORDER BY e.id
"""
RANGS = """
SELECT id FROM journal_evenement WHERE epoque = %s AND transaction >= %s AND transaction < %s ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class PreuveEvenement:
    """An event as it was hashed, its place in its block, and the block."""

    evenement: int
    texte: str
    """The leaf is the SHA-256 of this text; the tree over the leaves is that of RFC 6962."""
    bloc: int
    racine: str
    empreinte_bloc: str
    preuve: PreuveInclusion


def prouver_evenements(objet_type: str, objets: Collection[int]) -> list[PreuveEvenement]:
    """Proofs of the events of these rows that a block already holds. To be asked as the technical account.

    An event whose content was erased has no text left to show: it is left out.
    """
    with connection.cursor() as curseur:
        curseur.execute(EVENEMENTS, [objet_type, list(objets)])
        lignes: list[tuple[int, int, int, str]] = curseur.fetchall()
    preuves: list[PreuveEvenement] = []
    for bloc in _blocs(lignes):
        siens = {pk: texte for pk, epoque, rang, texte in lignes if _tient(bloc, epoque, rang)}
        with connection.cursor() as curseur:
            curseur.execute(RANGS, [bloc.epoque, bloc.depuis, bloc.jusqua])
            rangs = {pk: rang for rang, (pk,) in enumerate(curseur.fetchall()) if pk in siens}
        trouvees = prouver_plusieurs(list(feuilles_du_bloc(bloc)), list(rangs.values()))
        preuves += [
            PreuveEvenement(pk, siens[pk], bloc.numero, bloc.racine, bloc.empreinte, preuve)
            for pk, preuve in zip(rangs, trouvees, strict=True)
        ]
    return preuves


def _blocs(lignes: list[tuple[int, int, int, str]]) -> list[Bloc]:
    """Blocks that hold at least one of these events."""
    if not lignes:
        return []
    transactions = [transaction for _, _, transaction, _ in lignes]
    possibles = Bloc.objects.filter(depuis__lte=max(transactions), jusqua__gt=min(transactions))
    return [
        bloc
        for bloc in possibles.order_by("numero")
        if any(_tient(bloc, epoque, transaction) for _, epoque, transaction, _ in lignes)
    ]


def _tient(bloc: Bloc, epoque: int, transaction: int) -> bool:
    return bloc.epoque == epoque and bloc.depuis <= transaction < bloc.jusqua
