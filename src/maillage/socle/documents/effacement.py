"""Files of the documents at the end of retention; their rows stay, with their number and their hash, without reason."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Model

from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.journal.effacement import effacer_motifs


def effacer_fichiers(modele: type[Model], objets: Sequence[int], genres: Sequence[str]) -> int:
    """Delete, once the transaction is committed, the files of these kinds issued of these records; returns how many."""
    documents = DocumentProduit.objects.filter(
        genre__in=genres, objet_type=modele._meta.label_lower, objet_id__in=objets
    )
    trouves = dict(documents.order_by("id").values_list("pk", "sha256"))
    effacer_motifs(DocumentProduit._meta.db_table, list(trouves))

    def supprimer() -> None:
        for sha256 in trouves.values():
            stockage.effacer(sha256)

    transaction.on_commit(supprimer)
    return len(trouves)
