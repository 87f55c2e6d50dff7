"""Stored files sealed by blocks, archives that bite, kinds of pieces, defects, the matrix of proofs."""

import io
import stat
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers.numerisation.chaine import archive, enveloppe
from maillage.metiers.numerisation.chaine.archive import ouvrir_archive
from maillage.metiers.numerisation.chaine.enveloppe import EnveloppeRompue, fermer, lire, nouvelle_cle
from maillage.metiers.numerisation.chaine.refus import FichierRefuse
from maillage.metiers.numerisation.enums.controle import ClasseDefaut, NatureDefaut
from maillage.metiers.numerisation.regles.classement import classer
from maillage.metiers.numerisation.regles.defauts import CLASSES, compter_par_classe
from maillage.metiers.numerisation.regles.preuves import Pieces, matrice

CLE = nouvelle_cle()
COMPLETES = Pieces(
    mode="Procédé électronique",
    dossiers=3,
    manifestes=1,
    mouvements=2,
    tirages=1,
    verdicts=1,
    est_accepte=True,
    scelles=3,
    a_un_jeton=True,
    verifications=1,
    est_verifie=True,
    evenements=9,
    evenements_prouves=7,
    audits_de_tri=1,
    formations=1,
    communications=1,
)


# --- files sealed by blocks


@pytest.fixture(autouse=True)
def petits_blocs(monkeypatch):
    monkeypatch.setattr(enveloppe, "BLOC", 64)


@given(st.binary(max_size=400), st.data())
def test_any_part_of_a_sealed_file_comes_back_as_it_was(octets, donnees):
    debut = donnees.draw(st.integers(0, len(octets)))
    longueur = donnees.draw(st.integers(0, len(octets) - debut))
    ferme = fermer(octets, CLE)
    assert lire(io.BytesIO(ferme), CLE, debut, longueur) == octets[debut : debut + longueur]
    assert lire(io.BytesIO(ferme), CLE) == octets


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_one_altered_bit_anywhere_is_seen(place, masque):
    ferme = bytearray(fermer(bytes(range(200)), CLE))
    ferme[place % len(ferme)] ^= masque
    with pytest.raises(EnveloppeRompue):
        lire(io.BytesIO(bytes(ferme)), CLE)


def test_blocks_cannot_be_exchanged_nor_cut_off_and_another_key_opens_nothing():
    ferme = fermer(bytes(range(192)), CLE)
    entete, pas = len(ferme) - 3 * 80, 80
    blocs = [ferme[entete + rang * pas : entete + (rang + 1) * pas] for rang in range(3)]
    for autre in (blocs[1] + blocs[0] + blocs[2], blocs[0] + blocs[1]):
        with pytest.raises(EnveloppeRompue):
            lire(io.BytesIO(ferme[:entete] + autre), CLE)
    with pytest.raises(EnveloppeRompue):
        lire(io.BytesIO(ferme), nouvelle_cle())


# --- archives


def zipper(*membres):
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w", zipfile.ZIP_DEFLATED) as ecrit:
        for nom, contenu in membres:
            ecrit.writestr(nom, contenu)
    flux.seek(0)
    return flux


def tout_lire(flux):
    with ouvrir_archive(flux) as ouverte:
        return [ouverte.lire(nom) for nom in ouverte.noms]


def code_du_refus(flux):
    with pytest.raises(FichierRefuse) as refus:
        tout_lire(flux)
    return refus.value.code


def test_a_plain_archive_gives_its_manifest_and_its_files():
    with ouvrir_archive(zipper(("manifeste.csv", "a;b"), ("d1.pdf", b"%PDF"))) as ouverte:
        assert (ouverte.manifeste, ouverte.noms, ouverte.lire("d1.pdf")) == (b"a;b", ("d1.pdf",), b"%PDF")


def test_a_bomb_a_link_and_what_is_no_archive_are_refused(monkeypatch):
    assert code_du_refus(io.BytesIO(b"PK rien")) == "zip"
    assert code_du_refus(zipper(("d1.pdf", "x"))) == "sans_manifeste"
    assert code_du_refus(zipper(("manifeste.csv", ""), ("manifeste.json", ""))) == "sans_manifeste"
    lien = zipfile.ZipInfo("d1.pdf")
    lien.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert code_du_refus(zipper(("manifeste.csv", ""), (lien, "/etc/passwd"))) == "chemin"
    monkeypatch.setattr(archive, "FICHIER_MAXIMAL", 1000)
    assert code_du_refus(zipper(("manifeste.csv", ""), ("d1.pdf", b"0" * 5000))) == "trop_gros"
    monkeypatch.setattr(archive, "ARCHIVE_MAXIMALE", 1000)
    assert code_du_refus(zipper(("manifeste.csv", ""), ("d1.pdf", b"0" * 5000))) == "trop_gros"


def test_an_archive_cut_in_the_middle_is_refused():
    octets = bytearray(zipper(("manifeste.csv", ""), ("d1.pdf", bytes(range(256)) * 9)).getvalue())
    octets[120] ^= 0xFF
    assert code_du_refus(io.BytesIO(bytes(octets))) in ("abime", "zip")


# --- what a page is, what is wrong with it


@pytest.mark.parametrize(
    ("lignes", "piece"),
    [
        (["AUDIOMÉTRIE TONALE", "Examen du 04/06/1997"], "audiometrie"),
        (["COURRIER AU MÉDECIN TRAITANT", "Cher confrère, l’audiogramme est stable"], "courrier"),
        (["FICHE D’APTITUDE", "Visite du 3 mars"], "avis"),
        (["Avis d’inaptitude au poste"], "inaptitude"),
        (["DOSSIER MÉDICAL EN SANTÉ AU TRAVAIL", "Nom : MARTEL"], "identification"),
        (["FICHE DE POSTE", "Solvants"], "poste"),
        (["", "Certificat de vaccination"], "vaccination"),
        (["Rien de tout cela"], ""),
        (["a", "b", "c", "d", "e", "f", "audiogramme"], ""),
    ],
)
def test_a_piece_is_known_by_the_words_of_its_head(lignes, piece):
    assert classer(lignes) == piece


def test_every_defect_has_a_class_and_a_page_counts_once_in_each():
    assert set(CLASSES) == set(NatureDefaut)
    nombres = compter_par_classe([["coupee", "deformee", "tache"], ["coupee"], []])
    assert nombres == {ClasseDefaut.CRITIQUE: 0, ClasseDefaut.MAJEUR: 2, ClasseDefaut.MINEUR: 1}


# --- the matrix


def test_a_complete_lot_leaves_only_what_the_platform_cannot_hold():
    manquent = [phrase for ligne in matrice(COMPLETES) for phrase in ligne.manques]
    assert len(manquent) == 3 and all(phrase.endswith("à joindre.") for phrase in manquent)


def test_an_empty_lot_meets_nothing_but_the_absence_of_incidents_and_each_article_is_there():
    lignes = matrice(Pieces())
    assert [ligne.reference for ligne in lignes[:7]] == [f"article {rang}" for rang in range(1, 8)]
    assert [ligne.reference for ligne in lignes if ligne.est_satisfaite] == ["anomalies"]
