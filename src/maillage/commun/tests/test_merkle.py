"""The tree of sealed blocks and lots, against its definition in RFC 6962, section 2.1."""

import hashlib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.commun.merkle import PreuveInclusion, est_incluse, prouver, racine_merkle

NOMBRES = [*range(1, 18), 31, 32, 33]


def definition(feuilles: list[bytes]) -> bytes:
    if not feuilles:
        return hashlib.sha256(b"").digest()
    if len(feuilles) == 1:
        return hashlib.sha256(b"\x00" + feuilles[0]).digest()
    coupe = 1 << (len(feuilles) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + definition(feuilles[:coupe]) + definition(feuilles[coupe:])).digest()


def chemin(rang: int, feuilles: list[bytes]) -> tuple[bytes, ...]:
    """The audit path as the RFC defines it (§ 2.1.1)."""
    if len(feuilles) == 1:
        return ()
    coupe = 1 << (len(feuilles) - 1).bit_length() - 1
    if rang < coupe:
        return (*chemin(rang, feuilles[:coupe]), definition(feuilles[coupe:]))
    return (*chemin(rang - coupe, feuilles[coupe:]), definition(feuilles[:coupe]))


def feuilles(nombre: int) -> list[bytes]:
    return [str(rang).encode() for rang in range(nombre)]


@pytest.mark.parametrize("nombre", [0, *NOMBRES, 1000])
def test_the_root_computed_in_one_pass_is_that_of_the_rfc(nombre):
    assert racine_merkle(iter(feuilles(nombre))) == (definition(feuilles(nombre)), nombre)


@pytest.mark.parametrize("nombre", NOMBRES)
def test_the_proof_of_each_leaf_is_that_of_the_rfc_and_holds(nombre):
    liste = feuilles(nombre)
    racine, _ = racine_merkle(liste)
    for rang, feuille in enumerate(liste):
        preuve = prouver(liste, rang)
        assert preuve.voisins == chemin(rang, liste)
        assert est_incluse(feuille, preuve, racine)


@pytest.mark.parametrize("nombre", NOMBRES)
def test_a_proof_vouches_for_one_leaf_at_one_rank_only(nombre):
    liste = feuilles(nombre)
    racine, _ = racine_merkle(liste)
    for rang, feuille in enumerate(liste):
        preuve = prouver(liste, rang)
        assert not est_incluse(b"autre", preuve, racine)
        assert not est_incluse(feuille, replace(preuve, rang=rang + nombre), racine)
        assert not est_incluse(feuille, replace(preuve, voisins=(*preuve.voisins, bytes(32))), racine)
        for autre in set(range(nombre)) - {rang}:
            assert not est_incluse(feuille, replace(preuve, rang=autre), racine)


def test_there_is_no_proof_of_what_is_not_in_the_tree():
    with pytest.raises(IndexError):
        prouver(feuilles(3), 3)
    assert not est_incluse(b"0", PreuveInclusion(0, 0, ()), racine_merkle([])[0])


@given(st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=20), st.data())
def test_changing_any_leaf_changes_the_root(liste, donnees):
    rang = donnees.draw(st.integers(0, len(liste) - 1))
    autres = [*liste[:rang], hashlib.sha256(liste[rang]).digest(), *liste[rang + 1 :]]
    assert racine_merkle(liste) != racine_merkle(autres)
    assert racine_merkle(liste) != racine_merkle(liste[:-1])
