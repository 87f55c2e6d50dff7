"""The journal is sealed in blocks, so that nobody, not even the database's owner, rewrites it unseen.

Every few seconds the events of the transactions that have ended since the last block are hashed, gathered under a
Merkle root, and chained to the previous block. Nothing is locked on the write path: a transaction number is stored
with each event, and a block takes the interval below which PostgreSQL guarantees that every transaction is over.
`verifier` recomputes everything and tells any event altered, removed or inserted afterwards.

An event whose content was erased at the end of retention keeps the hash it was sealed with. The erasing is itself an
event, sealed like the others: it holds the hash of all it erased and of what is left of each, so that neither a hash
nor who, what and when can be changed under cover of an erasing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from maillage.commun.merkle import racine_merkle
from maillage.socle.journal.models import Bloc

GENESE = bytes(32)
LOT = 10_000

FEUILLES = """
SELECT coalesce(f.feuille, sha256(convert_to(jsonb_build_array(
           e.id, e.nature, e.objet_type, e.objet_id, e.organisation_id, e.agent_id,
           extract(epoch FROM e.horodatage), e.motif, e.requete, e.avant, e.apres, e.transaction
       )::text, 'UTF8')))
FROM journal_evenement e LEFT JOIN journal_effacement f ON f.evenement_id = e.id
WHERE e.epoque = %s AND e.transaction >= %s AND e.transaction < %s
ORDER BY e.id
"""


LOTS_FAUX = """
SELECT l.lot_id FROM (SELECT DISTINCT lot_id FROM journal_effacement) l
LEFT JOIN journal_evenement e ON e.id = l.lot_id AND e.nature = 'effacement'
WHERE e.apres ->> 'empreinte' IS DISTINCT FROM journal_empreinte_effacement(l.lot_id)
ORDER BY 1
"""


class BaseRestauree(RuntimeError):
    """Transaction numbers went back: this database was restored elsewhere; a new epoch must be opened."""


@dataclass(frozen=True)
class Anomalie:
    """A block that does not verify, and why."""

    bloc: int
    raison: str


def sceller() -> Bloc | None:
    """Seal what has been committed since the last block; None when there is nothing. Run by one job at a time."""
    with transaction.atomic(), connection.cursor() as curseur:
        curseur.execute("SELECT pg_advisory_xact_lock(hashtext('journal_scellement'))")
        curseur.execute("SELECT journal_epoque(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        epoque, jusqua = curseur.fetchone()
        dernier = Bloc.objects.order_by("-numero").first()
        depuis = dernier.jusqua if dernier and dernier.epoque == epoque else 0
        if jusqua < depuis:
            raise BaseRestauree("Les numéros de transaction ont reculé : ouvrez une époque (journal_epoque).")
        racine, nombre = racine_merkle(_feuilles(epoque, depuis, jusqua))
        if not nombre:
            return None
        bloc = Bloc(
            numero=dernier.numero + 1 if dernier else 1,
            epoque=epoque,
            depuis=depuis,
            jusqua=jusqua,
            nombre=nombre,
            racine=racine.hex(),
            precedent=dernier.empreinte if dernier else GENESE.hex(),
            horodatage=timezone.now(),
        )
        bloc.empreinte = empreinte(bloc)
        bloc.save(force_insert=True)
        return bloc


def empreinte(bloc: Bloc) -> str:
    """Hash of a block: it covers its interval, its root, its time and the block before it."""
    texte = "|".join(
        str(partie)
        for partie in (
            bloc.numero, bloc.epoque, bloc.depuis, bloc.jusqua, bloc.nombre, bloc.racine, bloc.precedent,
            bloc.horodatage.timestamp(),
        )
    )  # fmt: skip
    return hashlib.sha256(texte.encode()).hexdigest()


def verifier(blocs: Iterable[Bloc] | None = None) -> list[Anomalie]:
    """Recompute every block from the events that the table holds today; an empty list means that all is intact."""
    anomalies = []
    precedent: Bloc | None = None
    for bloc in blocs if blocs is not None else Bloc.objects.order_by("numero").iterator():
        anomalies += [Anomalie(bloc.numero, raison) for raison in _defauts(bloc, precedent)]
        precedent = bloc
    with connection.cursor() as curseur:
        curseur.execute(LOTS_FAUX)
        anomalies += [
            Anomalie(0, f"l’effacement {lot} ne correspond plus à ce qu’il a effacé") for (lot,) in curseur
        ]
    return anomalies


def _defauts(bloc: Bloc, precedent: Bloc | None) -> Iterator[str]:
    if bloc.precedent != (precedent.empreinte if precedent else GENESE.hex()):
        yield "ne suit pas le bloc précédent"
    suit_la_meme_epoque = precedent is not None and precedent.epoque == bloc.epoque
    if bloc.depuis != (precedent.jusqua if precedent and suit_la_meme_epoque else 0):
        yield "son intervalle ne suit pas celui du bloc précédent"
    if bloc.empreinte != empreinte(bloc):
        yield "le bloc lui-même a été modifié"
    racine, nombre = racine_merkle(_feuilles(bloc.epoque, bloc.depuis, bloc.jusqua))
    if nombre != bloc.nombre:
        yield f"il contient {nombre} événements au lieu de {bloc.nombre}"
    elif racine.hex() != bloc.racine:
        yield "un de ses événements a été modifié"


def _feuilles(epoque: int, depuis: int, jusqua: int) -> Iterator[bytes]:
    with connection.chunked_cursor() as curseur:  # a block may hold millions of events
        curseur.execute(FEUILLES, [epoque, depuis, jusqua])
        while lignes := curseur.fetchmany(LOT):
            yield from (bytes(feuille) for (feuille,) in lignes)


def feuilles_du_bloc(bloc: Bloc) -> Iterator[bytes]:
    """Hashes of the events of a block, in the order of its tree."""
    return _feuilles(bloc.epoque, bloc.depuis, bloc.jusqua)
