"""Sealed, timestamped, checked afterwards: whatever was touched is seen, and said."""

import datetime as dt
import hashlib
import io
from dataclasses import replace

import pytest

from maillage.metiers.numerisation.chaine.couche import assembler, defauts_pdfa
from maillage.metiers.numerisation.chaine.horodatage import (
    HorodateurHTTP,
    horodater,
    lire_jeton,
)
from maillage.metiers.numerisation.chaine.lecture import ouvrir
from maillage.metiers.numerisation.chaine.refus import HorodatageImpossible, SceauImpossible
from maillage.metiers.numerisation.chaine.reglages import cachet as cachet_des_reglages
from maillage.metiers.numerisation.chaine.sceau import Cachet, charger_signataire, sceller, sceller_dossier
from maillage.metiers.numerisation.chaine.verification import (
    Confiance,
    preuve_du_fichier,
    racine_du_lot,
    verifier_fichier,
    verifier_lot,
    verifier_preuve,
)
from maillage.metiers.numerisation.demo.autorite import cachet_fictif, emettre, horodateur
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.tests.conftest import INSTANT

DOSSIERS = [Etiquette(GenreEtiquette.DOSSIER, "059C", rang) for rang in range(1, 6)]
FICHIERS = {dossier: hashlib.sha256(dossier.code.encode()).hexdigest() for dossier in DOSSIERS}


@pytest.fixture(scope="module")
def pdfa(livre):
    with ouvrir(livre) as livraison:
        return assembler(livraison, {})


@pytest.fixture(scope="module")
def scelle(pdfa, cachet):
    return sceller_dossier(pdfa, cachet)


@pytest.fixture(scope="module")
def confiance(cachet):
    return Confiance(cachet.autorites, cachet.autorites_horodatage)


# --- seal of a file


def test_the_seal_is_appended_and_everything_under_it_verifies(pdfa, scelle, confiance):
    assert scelle.octets.startswith(pdfa) and len(scelle.octets) - len(pdfa) < 40_000
    rapport = verifier_fichier(scelle.octets, scelle.temoin, confiance)
    assert rapport.defauts == () and rapport.est_conforme
    assert rapport.instant_sceau == INSTANT
    assert "4\u00a0images, octet pour octet celles du numériseur." in rapport.phrases
    assert any("Service de santé au travail (fictif)" in phrase for phrase in rapport.phrases)
    assert "révocation" in rapport.phrases[-1]


def test_one_flipped_byte_anywhere_is_seen(pdfa, scelle, confiance):
    taille = len(scelle.octets)
    for rang in (20, len(pdfa) // 2, len(pdfa) - 5, len(pdfa) + 50, taille - 200, taille - 3):
        touche = bytearray(scelle.octets)
        touche[rang] ^= 1
        rapport = verifier_fichier(bytes(touche), scelle.temoin, confiance)
        assert "empreinte" in rapport.defauts, rang
        assert rapport.phrases[0].startswith("Le fichier n’est plus")


def test_a_flipped_byte_is_seen_by_the_seal_alone_without_what_was_written_down(pdfa, scelle, confiance):
    touche = bytearray(scelle.octets)
    touche[len(pdfa) // 2] ^= 1
    faux_temoin = replace(scelle.temoin, sha256=hashlib.sha256(touche).hexdigest())
    assert {"sceau", "contenu"} <= set(verifier_fichier(bytes(touche), faux_temoin, confiance).defauts)


def test_an_image_that_was_exchanged_is_seen(scelle, confiance):
    autre = replace(scelle.temoin, images=(*scelle.temoin.images[:-1], "0" * 64))
    assert verifier_fichier(scelle.octets, autre, confiance).defauts == ("images",)


def test_what_is_added_after_the_seal_is_seen(scelle, confiance, cachet):
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    ecrivain = IncrementalPdfFileWriter(io.BytesIO(scelle.octets))
    ecrivain.root["/Lang"] = generic.pdf_string("fr")
    ecrivain.update_root()
    flux = io.BytesIO()
    ecrivain.write(flux)
    complete = flux.getvalue()
    temoin = replace(scelle.temoin, sha256=hashlib.sha256(complete).hexdigest())
    assert "sceau" in verifier_fichier(complete, temoin, confiance).defauts


def test_a_file_that_was_never_sealed_says_so(pdfa, scelle, confiance):
    assert "sceau" in verifier_fichier(pdfa, scelle.temoin, confiance).defauts
    assert "sceau" in verifier_fichier(b"rien", scelle.temoin, confiance).defauts


def test_the_seal_of_an_authority_that_is_not_ours_is_not_believed(pdfa, confiance):
    autre = sceller_dossier(pdfa, cachet_fictif(instant=INSTANT))
    assert verifier_fichier(autre.octets, autre.temoin, confiance).defauts == ("certificat", "horodatage")


def test_a_seal_is_still_right_once_its_certificate_has_expired(pdfa):
    racine = emettre("Racine")
    bref = emettre(
        "Bref",
        racine,
        debut=dt.datetime(2021, 1, 1, tzinfo=dt.UTC),
        fin=dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
    )
    temps = emettre("Temps", racine, horodate=True)
    signataire = charger_signataire(bref.en_pkcs12("p"), "p", [racine.asn1])
    confiance = Confiance([racine.asn1], [racine.asn1])

    def rapport(instant):
        cachet = Cachet(signataire, horodateur(temps, racine, instant), (racine.asn1,), (racine.asn1,))
        dossier = sceller_dossier(pdfa, cachet)
        return verifier_fichier(dossier.octets, dossier.temoin, confiance)

    assert rapport(dt.datetime(2021, 6, 1, tzinfo=dt.UTC)).defauts == ()
    assert rapport(dt.datetime(2023, 6, 1, tzinfo=dt.UTC)).defauts == ("certificat",)


def test_pdfa_is_checked_before_the_seal_because_it_cannot_be_after(pdfa, scelle):
    assert defauts_pdfa(pdfa) == []
    assert defauts_pdfa(scelle.octets[: scelle.temoin.taille_avant_sceau]) == []


def test_a_wrong_passphrase_and_a_broken_file_are_said(cachet):
    with pytest.raises(SceauImpossible):
        charger_signataire(emettre("X", emettre("R")).en_pkcs12("juste"), "fausse")
    with pytest.raises(SceauImpossible):
        sceller(b"rien", cachet)


# --- authority over HTTP, settings


def test_a_seal_asks_the_authority_of_the_settings(pdfa, cachet, confiance, autorite_http):
    par_http = replace(cachet, horodateur=HorodateurHTTP(autorite_http))
    dossier = sceller_dossier(pdfa, par_http)
    rapport = verifier_fichier(dossier.octets, dossier.temoin, confiance)
    assert rapport.est_conforme and rapport.instant_sceau == INSTANT


def test_an_authority_that_does_not_answer_stops_the_seal(pdfa, cachet):
    muette = HorodateurHTTP("http://127.0.0.1:9/")
    with pytest.raises(HorodatageImpossible):
        sceller_dossier(pdfa, replace(cachet, horodateur=muette))
    with pytest.raises(HorodatageImpossible):
        horodater(bytes(32), muette)
    with pytest.raises(ValueError, match="http"):
        HorodateurHTTP("file:///etc/passwd")


def test_the_settings_say_what_seals(pdfa, tmp_path, settings, autorite_http, cachet):
    from asn1crypto import pem

    racine = emettre("Racine")
    (tmp_path / "sceau.p12").write_bytes(emettre("Sceau des réglages", racine).en_pkcs12("phrase"))
    (tmp_path / "racine.pem").write_bytes(pem.armor("CERTIFICATE", racine.asn1.dump()))
    (tmp_path / "temps.pem").write_bytes(pem.armor("CERTIFICATE", cachet.autorites_horodatage[0].dump()))
    settings.SCEAU_PKCS12, settings.SCEAU_PHRASE = str(tmp_path / "sceau.p12"), "phrase"
    settings.SCEAU_AUTORITES, settings.HORODATAGE_AUTORITES = (
        str(tmp_path / "racine.pem"),
        str(tmp_path / "temps.pem"),
    )
    settings.HORODATAGE_ADRESSE = autorite_http
    charge = cachet_des_reglages()
    dossier = sceller_dossier(pdfa, charge)
    confiance = Confiance(charge.autorites, charge.autorites_horodatage)
    assert verifier_fichier(dossier.octets, dossier.temoin, confiance).est_conforme
    settings.HORODATAGE_ADRESSE = ""
    with pytest.raises(SceauImpossible, match="HORODATAGE_ADRESSE"):
        cachet_des_reglages()


# --- lot


@pytest.fixture(scope="module")
def racine_et_jeton(cachet):
    racine = racine_du_lot(FICHIERS)
    return racine, horodater(racine, cachet.horodateur)


def test_a_lot_is_proven_by_its_root_and_one_token(racine_et_jeton, confiance):
    racine, jeton = racine_et_jeton
    rapport = verifier_lot(dict(reversed(FICHIERS.items())), racine, jeton, confiance)
    assert rapport.est_conforme and rapport.instant_sceau == INSTANT
    assert "22/11/2026 à 9" in rapport.phrases[1]


def test_a_file_changed_added_removed_or_exchanged_is_seen(racine_et_jeton, confiance):
    racine, jeton = racine_et_jeton
    un, deux, *_ = DOSSIERS
    sans = {dossier: empreinte for dossier, empreinte in FICHIERS.items() if dossier != un}
    plus = {**FICHIERS, Etiquette(GenreEtiquette.DOSSIER, "059C", 99): "0" * 64}
    echange = {**FICHIERS, un: FICHIERS[deux], deux: FICHIERS[un]}
    for fichiers in (sans, plus, echange, {**FICHIERS, un: "0" * 64}):
        assert verifier_lot(fichiers, racine, jeton, confiance).defauts == ("racine",)


def test_one_file_is_proven_without_the_others(racine_et_jeton, confiance):
    racine, jeton = racine_et_jeton
    for dossier, empreinte in FICHIERS.items():
        preuve = preuve_du_fichier(FICHIERS, dossier)
        assert verifier_preuve(dossier, empreinte, preuve, racine, jeton, confiance).est_conforme
        assert verifier_preuve(dossier, "0" * 64, preuve, racine, jeton, confiance).defauts == ("preuve",)


def test_a_token_is_for_one_digest_and_one_authority(racine_et_jeton, confiance):
    racine, jeton = racine_et_jeton
    lu = lire_jeton(jeton, racine, confiance.autorites_horodatage)
    assert lu.est_valide and lu.instant == INSTANT and "Horodatage fictif" in lu.autorite
    assert not lire_jeton(jeton, bytes(32), confiance.autorites_horodatage).est_valide
    assert not lire_jeton(jeton, racine, [emettre("Autre").asn1]).est_valide
    for rang in range(0, len(jeton), 37):
        touche = bytearray(jeton)
        touche[rang] ^= 1
        lu_touche = lire_jeton(bytes(touche), racine, confiance.autorites_horodatage)
        assert not lu_touche.est_valide or lu_touche.instant == INSTANT
    assert not lire_jeton(b"rien", racine, confiance.autorites_horodatage).est_valide
