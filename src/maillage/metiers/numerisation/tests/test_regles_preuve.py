"""What proves: a chain of events, and a manifest whose every refusal is said by file and by field."""

import datetime as dt
import json
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers import numerisation
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.regles.chainage import (
    ContenuInvalide,
    Maillon,
    chainer,
    ecrire_canonique,
    ruptures,
)
from maillage.metiers.numerisation.regles.confrontation import Exigences, FichierLivre, confronter
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.regles.manifeste import LigneManifeste, ManifesteRefuse, lire_manifeste

EVENEMENTS = [{"quoi": "réception", "rang": rang, "pages": [1, 2]} for rang in range(5)]


# --- chain


def test_a_chain_holds_and_goes_on_where_it_stopped():
    debut = chainer(EVENEMENTS[:2])
    tout = [*debut, *chainer(EVENEMENTS[2:], apres=debut[-1])]
    assert tout == chainer(EVENEMENTS)
    assert ruptures(tout, derniere_empreinte=tout[-1].empreinte) == []


@given(st.integers(0, 4), st.sampled_from(["contenu", "precedent", "empreinte", "rang"]))
def test_any_change_in_a_link_is_seen(rang, champ):
    chaine = chainer(EVENEMENTS)
    valeurs = {"contenu": "{}", "precedent": "1" * 64, "empreinte": "1" * 64, "rang": 9}
    chaine[rang] = replace(chaine[rang], **{champ: valeurs[champ]})
    assert ruptures(chaine, derniere_empreinte=chainer(EVENEMENTS)[-1].empreinte)


@given(st.integers(0, 4))
def test_a_link_taken_out_is_seen_even_the_last(rang):
    chaine = chainer(EVENEMENTS)
    ancre = chaine[-1].empreinte
    del chaine[rang]
    assert ruptures(chaine, derniere_empreinte=ancre)


def test_an_event_made_again_with_its_own_hash_breaks_what_follows():
    chaine = chainer(EVENEMENTS)
    faux = chainer([{"quoi": "autre"}], apres=chaine[1])[0]
    assert ruptures([*chaine[:2], faux, *chaine[3:]]) == ["L’événement 4 ne suit pas le précédent."]


def test_the_same_event_has_one_writing_only():
    assert (
        ecrire_canonique({"b": 1, "a": "e\u0301"})
        == '{"a":"é","b":1}'
        == ecrire_canonique({"a": "é", "b": 1})
    )
    impossibles: list[Any] = [1.5, {1}, dt.date(2026, 1, 1)]
    for valeur in impossibles:
        with pytest.raises(ContenuInvalide):
            ecrire_canonique({"a": valeur})
    assert isinstance(chainer([{}])[0], Maillon)


# --- manifest

BOITE = Etiquette(GenreEtiquette.BOITE, "059C", 12)
DOSSIERS = [Etiquette(GenreEtiquette.DOSSIER, "059C", rang) for rang in (1, 2)]
ATTENDUS = dict.fromkeys(DOSSIERS, BOITE)


def fichier(rang):
    return {
        "fichier": f"059C-{rang}.pdf", "boite": BOITE.code, "dossier": DOSSIERS[rang - 1].lisible, "pages": 4,
        "pages_vierges": [2, 4], "sha256": f"{rang:064x}", "taille": 1000, "numeriseur": "FJ-7700-12",
        "operateur": "op17", "resolution": 300, "profondeur": 24, "horodatage": "2026-11-19T10:22:00+01:00",
        "pdfa": "",
    }  # fmt: skip


def manifeste():
    return {
        "version": "1", "lot": "L2026-0042", "prestataire": "NumNord", "convention": "2026-1",
        "date": "2026-11-20", "fichiers": [fichier(1), fichier(2)],
    }  # fmt: skip


def lu(brut):
    return lire_manifeste(json.dumps(brut).encode())


def livres():
    return {f"059C-{rang}.pdf": FichierLivre(f"{rang:064x}", 1000, 4, 298, 24) for rang in (1, 2)}


def refus_de(brut):
    with pytest.raises(ManifesteRefuse) as erreur:
        lu(brut)
    return [(refus.fichier, refus.champ) for refus in erreur.value.refus]


def test_a_right_manifest_is_read_and_its_lot_taken():
    resultat = lu(manifeste())
    assert resultat.pages == 8 and resultat.lignes[0].dossier == DOSSIERS[0]
    assert resultat.lignes[0].pages_vierges == (2, 4)
    assert confronter(resultat, livres(), attendus=ATTENDUS, exigences=Exigences()) == []


def test_the_same_manifest_may_be_a_spreadsheet():
    brut = manifeste()
    colonnes = ["version", "lot", "prestataire", "convention", "date", *fichier(1)]
    lignes = [";".join(colonnes)]
    for ligne in brut["fichiers"]:
        valeurs = {**brut, **ligne, "pages_vierges": "2, 4"}
        lignes.append(";".join(str(valeurs[colonne]) for colonne in colonnes))
    texte = "\ufeff" + "\r\n".join(lignes)
    assert lire_manifeste(texte.encode()) == lu(brut)
    with pytest.raises(ManifesteRefuse) as erreur:
        lire_manifeste(texte.replace("L2026-0042", "L2026-0043", 1).encode())
    assert erreur.value.refus[0].champ == "lot"


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("fichier", "../../etc/passwd"),
        ("fichier", "page.exe"),
        ("fichier", None),
        ("boite", DOSSIERS[0].code),
        ("boite", "BOI 059C 0000012 AA"),
        ("dossier", 12),
        ("pages", 0),
        ("pages", "beaucoup"),
        ("pages", True),
        ("pages", 10**30),
        ("pages_vierges", [5]),
        ("pages_vierges", [2, 2]),
        ("pages_vierges", {"2": 1}),
        ("sha256", "abc"),
        ("sha256", "A" * 64),
        ("taille", -1),
        ("numeriseur", ""),
        ("operateur", "<script>"),
        ("resolution", 12),
        ("profondeur", 16),
        ("horodatage", "hier"),
        ("horodatage", "2026-11-19T10:22:00"),
        ("pdfa", "9z"),
    ],
)
def test_each_wrong_field_is_refused_under_its_file_and_its_name(champ, valeur):
    brut = manifeste()
    brut["fichiers"][1][champ] = valeur
    nom = "059C-2.pdf" if champ != "fichier" else (valeur or "n° 2")
    attendus = {(nom, champ)} | ({(nom, "pages_vierges")} if champ == "pages" and valeur != 10**30 else set())
    assert (nom, champ) in refus_de(brut)
    assert set(refus_de(brut)) <= attendus | {(nom, "pages_vierges")}


@pytest.mark.parametrize(
    ("champ", "valeur"),
    [
        ("version", "2"),
        ("lot", "a" * 61),
        ("prestataire", None),
        ("date", "20/11/2026"),
        ("fichiers", []),
        ("fichiers", {}),
    ],
)
def test_each_wrong_field_of_the_lot_is_refused(champ, valeur):
    assert ("", champ) in refus_de({**manifeste(), champ: valeur})


def test_everything_wrong_is_said_at_once():
    brut = manifeste()
    brut["date"] = "?"
    brut["fichiers"][0]["resolution"] = "?"
    brut["fichiers"][1]["sha256"] = "?"
    assert refus_de(brut) == [("", "date"), ("059C-1.pdf", "resolution"), ("059C-2.pdf", "sha256")]


@pytest.mark.parametrize("champ", ["fichier", "sha256", "dossier"])
def test_the_same_file_or_record_twice_is_refused(champ):
    brut = manifeste()
    brut["fichiers"][1][champ] = brut["fichiers"][0][champ]
    assert {c for _, c in refus_de(brut)} == {champ}


@pytest.mark.parametrize(
    "octets", [b"", b"\xff\xfe", b"[1]", b"{", b"{" * 10_000, b"a;b\n1;2", b"[" * 200_000, b'a;"b']
)
def test_what_is_not_a_manifest_is_refused(octets):
    with pytest.raises(ManifesteRefuse):
        lire_manifeste(octets)


champs = st.sampled_from([*fichier(1), "fichiers", "date"])
json_quelconque = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda interieur: st.lists(interieur, max_size=3) | st.dictionaries(champs, interieur, max_size=5),
    max_leaves=12,
)


@given(json_quelconque)
def test_any_json_is_read_or_refused_never_broken(brut):
    with pytest.raises(ManifesteRefuse):
        lu(brut)


@pytest.mark.parametrize(
    ("champ", "change"),
    [
        ("sha256", lambda li: li.update({"059C-1.pdf": FichierLivre("f" * 64, 1000, 4, 300, 24)})),
        ("taille", lambda li: li.update({"059C-1.pdf": FichierLivre(f"{1:064x}", 999, 4, 300, 24)})),
        ("pages", lambda li: li.update({"059C-1.pdf": FichierLivre(f"{1:064x}", 1000, 3, 300, 24)})),
        ("resolution", lambda li: li.update({"059C-1.pdf": FichierLivre(f"{1:064x}", 1000, 4, 293, 24)})),
        ("profondeur", lambda li: li.update({"059C-1.pdf": FichierLivre(f"{1:064x}", 1000, 4, 300, 8)})),
        ("fichier", lambda li: li.pop("059C-1.pdf")),
    ],
)
def test_a_delivery_that_differs_from_its_manifest_is_refused(champ, change):
    recus = livres()
    change(recus)
    refus = confronter(lu(manifeste()), recus, attendus=ATTENDUS, exigences=Exigences())
    assert [(r.fichier, r.champ) for r in refus] == [("059C-1.pdf", champ)]


def test_a_file_nobody_announced_a_record_nobody_sent_and_a_wrong_box_are_refused():
    recus = {**livres(), "surprise.pdf": FichierLivre("e" * 64, 1, 1, 300, 24)}
    autre = Etiquette(GenreEtiquette.BOITE, "059C", 13)
    refus = confronter(lu(manifeste()), recus, attendus={DOSSIERS[1]: autre}, exigences=Exigences())
    assert [(r.fichier, r.champ) for r in refus] == [
        ("059C-1.pdf", "dossier"), ("059C-2.pdf", "boite"), ("surprise.pdf", "fichier"),
    ]  # fmt: skip


def test_what_the_agreement_asks_is_asked_of_each_file():
    exigences = Exigences(resolution_minimale=400, profondeurs=frozenset({8}), niveau_pdfa="2b")
    refus = confronter(
        lu(manifeste()), livres(), attendus=ATTENDUS, exigences=exigences, deja_recus=[f"{1:064x}"]
    )
    assert [r.champ for r in refus if r.fichier == "059C-1.pdf"] == [
        "resolution",
        "profondeur",
        "pdfa",
        "sha256",
    ]
    assert all(r.phrase.endswith(".") for r in refus)


def test_the_published_schema_names_the_fields_that_are_read():
    schema = json.loads((Path(numerisation.__file__).parent / "donnees/manifeste.schema.json").read_text())
    elements = schema["properties"]["fichiers"]["items"]
    assert set(elements["properties"]) == {champ.name for champ in fields(LigneManifeste)}
    assert set(schema["required"]) == set(manifeste())
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.validate(manifeste(), schema)
