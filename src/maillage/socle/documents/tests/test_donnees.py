from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.socle.documents.donnees import (
    DonneesInvalides,
    SchemaInvalide,
    decoder,
    depuis_octets,
    encoder,
    encoder_pour_gabarit,
    verifier_schema,
    vers_octets,
)
from maillage.socle.documents.tests.exemple import ATTESTATION, AttestationDonnees, Module, Statut


def test_data_come_back_as_they_were() -> None:
    assert decoder(AttestationDonnees, depuis_octets(vers_octets(encoder(ATTESTATION)))) == ATTESTATION


TEXTES = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=40)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(
    nom=TEXTES,
    jours=st.integers(-(2**53) + 1, 2**53 - 1),
    total=st.decimals(-(10**12), 10**12, places=4),
    naissance=st.none() | st.dates(),
    statut=st.sampled_from(Statut),
)
def test_any_accepted_value_comes_back(
    nom: str, jours: int, total: Decimal, naissance: date | None, statut: Statut
) -> None:
    donnees = replace(ATTESTATION, nom=nom, jours=jours, total=total, date_naissance=naissance, statut=statut)
    assert decoder(AttestationDonnees, depuis_octets(vers_octets(encoder(donnees)))) == donnees


def test_every_wrong_field_is_named_at_once() -> None:
    valeur = encoder(ATTESTATION)
    valeur |= {"jours": True, "total": 12.5, "date_session": "2026-02-30", "statut": "inconnu", "surprise": 1}
    valeur["modules"][1]["duree"] = "NaN"
    valeur["horodatage_inscription"] = "2026-11-01T10:00:00"
    del valeur["nom"]
    with pytest.raises(DonneesInvalides) as refus:
        decoder(AttestationDonnees, valeur)
    assert refus.value.erreurs == {
        "nom": "champ absent",
        "surprise": "champ inconnu",
        "jours": "un nombre entier est attendu",
        "total": "un nombre décimal, écrit en texte (« 12.50 »), est attendu",
        "date_session": "une date (AAAA-MM-JJ) est attendue",
        "statut": "code inconnu de la liste",
        "modules[1].duree": "un nombre décimal, écrit en texte (« 12.50 »), est attendu",
        "horodatage_inscription": "une date et une heure avec leur fuseau sont attendues",
    }


@pytest.mark.parametrize("caractere", ["\x00", "\x07", "\u202e", "\u2066", "\ue000", "\ud800", "\ufeff"])
def test_a_character_that_lies_or_cannot_be_printed_is_refused(caractere: str) -> None:
    with pytest.raises(DonneesInvalides) as refus:
        encoder(replace(ATTESTATION, nom=f"a{caractere}b"))
    assert list(refus.value.erreurs) == ["nom"]


def test_a_value_of_the_wrong_python_type_is_refused_when_writing() -> None:
    for faux in ({"jours": Decimal(1)}, {"total": Decimal("Infinity")}, {"nom": 12}, {"modules": [Module]}):
        with pytest.raises(DonneesInvalides):
            encoder(replace(ATTESTATION, **faux))


def test_a_template_gets_words_and_paris_time() -> None:
    donnees = replace(ATTESTATION, horodatage_inscription=datetime(2026, 11, 21, 23, 30, tzinfo=UTC))
    valeur = encoder_pour_gabarit(donnees)
    assert valeur["statut"] == {"code": "stagiaire", "libelle": "Stagiaire"}
    assert valeur["horodatage_inscription"] == "2026-11-22T00:30:00+01:00"


@pytest.mark.parametrize(
    "texte", [b'{"a":1,"a":2}', b'{"a":NaN}', b"\xff", b"[" * 100_000, b"", b'{"a":1} x', b'"\\u0000']
)
def test_json_that_is_not_plain_is_refused(texte: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  every kind of it
        depuis_octets(texte)


def test_a_dataclass_that_cannot_be_carried_is_refused_at_registration() -> None:
    @dataclass(frozen=True)
    class SansVersion:
        nom: str

    @dataclass
    class PasGelee:
        SCHEMA: ClassVar[int] = 1
        nom: str = ""

    @dataclass(frozen=True)
    class Flottant:
        SCHEMA: ClassVar[int] = 1
        montant: float = 0.0

    @dataclass(frozen=True)
    class Liste:
        SCHEMA: ClassVar[int] = 1
        noms: list[str]

    for classe in (SansVersion, PasGelee, Flottant, Liste):
        with pytest.raises(SchemaInvalide):
            verifier_schema(classe)
    verifier_schema(AttestationDonnees)
