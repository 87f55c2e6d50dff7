"""The tree of the sealed blocks, against its definition in RFC 6962, section 2.1."""

import hashlib

import pytest

from maillage.socle.journal.scellement import racine_merkle


def definition(feuilles: list[bytes]) -> bytes:
    if not feuilles:
        return hashlib.sha256(b"").digest()
    if len(feuilles) == 1:
        return hashlib.sha256(b"\x00" + feuilles[0]).digest()
    coupe = 1 << (len(feuilles) - 1).bit_length() - 1
    return hashlib.sha256(b"\x01" + definition(feuilles[:coupe]) + definition(feuilles[coupe:])).digest()


@pytest.mark.parametrize("nombre", [*range(18), 31, 32, 33, 1000])
def test_the_root_computed_in_one_pass_is_that_of_the_rfc(nombre):
    feuilles = [str(rang).encode() for rang in range(nombre)]
    assert racine_merkle(iter(feuilles)) == (definition(feuilles), nombre)
