"""The tree of RFC 6962 (leaves prefixed by 0, nodes by 1): one hash vouches for many, a short proof for one of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def _feuille(contenu: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + contenu).digest()


def _noeud(gauche: bytes, droite: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + gauche + droite).digest()


def racine_merkle(feuilles: Iterable[bytes]) -> tuple[bytes, int]:
    """Root of the tree and number of leaves, read once.

    Only the roots of the complete sub-trees so far are held: one for each 1 in the binary writing of the number.
    """
    complets: list[bytes] = []
    nombre = 0
    for feuille in feuilles:
        noeud = _feuille(feuille)
        reste = nombre
        while reste & 1:  # as one carries when adding 1
            noeud = _noeud(complets.pop(), noeud)
            reste >>= 1
        complets.append(noeud)
        nombre += 1
    if not complets:
        return hashlib.sha256(b"").digest(), 0
    racine = complets.pop()
    while complets:
        racine = _noeud(complets.pop(), racine)
    return racine, nombre


@dataclass(frozen=True, slots=True)
class PreuveInclusion:
    """That a leaf is the one of that rank in a tree: its neighbours on the way up (RFC 6962, § 2.1.1)."""

    rang: int
    nombre: int
    voisins: tuple[bytes, ...]


def prouver(feuilles: Sequence[bytes], rang: int) -> PreuveInclusion:
    """The proof of the leaf of that rank."""
    return prouver_plusieurs(feuilles, [rang])[0]


def prouver_plusieurs(feuilles: Sequence[bytes], rangs: Sequence[int]) -> list[PreuveInclusion]:
    """Proofs of several leaves of one tree, which is made once."""
    if any(not 0 <= rang < len(feuilles) for rang in rangs):
        raise IndexError("This leaf is not in the tree.")
    niveau = [_feuille(feuille) for feuille in feuilles]
    places = list(rangs)
    voisins: list[list[bytes]] = [[] for _ in rangs]
    while len(niveau) > 1:
        for numero, place in enumerate(places):
            if place ^ 1 < len(niveau):
                voisins[numero].append(niveau[place ^ 1])
            places[numero] = place // 2
        seul = [niveau[-1]] if len(niveau) % 2 else []
        paires = zip(niveau[::2], niveau[1::2], strict=False)
        niveau = [_noeud(gauche, droite) for gauche, droite in paires] + seul
    return [
        PreuveInclusion(rang, len(feuilles), tuple(siens)) for rang, siens in zip(rangs, voisins, strict=True)
    ]


def est_incluse(feuille: bytes, preuve: PreuveInclusion, racine: bytes) -> bool:
    """Check a proof with the leaf, the proof and the root alone (RFC 9162, § 2.1.3.2)."""
    if not 0 <= preuve.rang < preuve.nombre:
        return False
    rang, dernier = preuve.rang, preuve.nombre - 1
    noeud = _feuille(feuille)
    for voisin in preuve.voisins:
        if not dernier:
            return False
        if rang & 1 or rang == dernier:
            noeud = _noeud(voisin, noeud)
            while not rang & 1 and rang:
                rang, dernier = rang >> 1, dernier >> 1
        else:
            noeud = _noeud(noeud, voisin)
        rang, dernier = rang >> 1, dernier >> 1
    return not dernier and noeud == racine
