"""Several documents as one ZIP, written as it is read: constant memory whatever their number."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from django.http import StreamingHttpResponse

from maillage.socle.annuaire.models import Agent
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.journal.traces import tracer_lecture

Lecteur = Callable[[], bytes]


def repondre_archive(
    documents: Iterable[DocumentProduit], *, agent: Agent, nom: str, motif: str = ""
) -> StreamingHttpResponse:
    """Trace the reading of each document, then stream them. `nom` is neutral, without extension."""
    contenu: list[tuple[str, Lecteur]] = []
    pris: set[str] = set()
    for document in documents:
        tracer_lecture(document, agent, organisation_id=document.organisation_id, motif=motif)
        nom_fichier = document.nom_fichier
        if nom_fichier in pris:  # the same number in two structures
            nom_fichier = f"{nom_fichier.removesuffix('.pdf')}-{document.code_controle[:4]}.pdf"
        pris.add(nom_fichier)
        contenu.append((nom_fichier, partial(stockage.lire, document.sha256)))
    return repondre_fichiers(contenu, nom=nom)


def repondre_fichiers(contenu: Sequence[tuple[str, Lecteur]], *, nom: str) -> StreamingHttpResponse:
    """Stream these (name, function that reads it); the readings are traced by the caller, before."""
    reponse = StreamingHttpResponse(ecrire_archive(contenu), content_type="application/zip")
    reponse["Content-Disposition"] = f'attachment; filename="{nom}.zip"'
    reponse["Cache-Control"] = "private, no-store"
    return reponse


def ecrire_archive(contenu: Sequence[tuple[str, Lecteur]]) -> Iterator[bytes]:
    """The bytes of the ZIP, one file in memory at a time; the readers touch no database."""
    tampon = _Tampon()
    with zipfile.ZipFile(tampon, "w", zipfile.ZIP_STORED) as archive:
        for nom, lire in contenu:
            entree = zipfile.ZipInfo(nom, date_time=(1980, 1, 1, 0, 0, 0))
            entree.external_attr = 0o600 << 16
            archive.writestr(entree, lire())
            yield tampon.vider()
    yield tampon.vider()


class _Tampon(io.RawIOBase):
    """A stream that cannot go back: what was written is given away at once."""

    def __init__(self) -> None:
        self._morceaux: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, octets: bytes) -> int:  # type: ignore[override]
        self._morceaux.append(bytes(octets))
        return len(octets)

    def vider(self) -> bytes:
        contenu = b"".join(self._morceaux)
        self._morceaux.clear()
        return contenu
