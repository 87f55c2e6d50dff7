import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from maillage.commun.tableur import ErreurTableur
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.droits import REFERENTIELS_GERER
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.echanges.models import Edition, Entree, Referentiel
from maillage.socle.echanges.referentiels import libelle, libelles, valeurs
from maillage.socle.echanges.referentiels.chargement import charger_edition, comparer, lire_edition

E1 = "Code NATINF;Libellé;Article\n27718;Débarquement;L. 945-4\n20243;Effacement;\n1;Ancien;\n"
E2 = "Code NATINF;Libellé;Article\n27718;Débarquement hors port;L. 945-4\n20243;Effacement;\n3;Nouveau;\n"
JANVIER, JUILLET = dt.date(2026, 1, 1), dt.date(2026, 7, 1)


@pytest.fixture
def charger(db, tmp_path):
    def faire(texte: str, nom: str, date: dt.date, encodage="cp850"):
        chemin = tmp_path / f"{nom}.csv"
        chemin.write_bytes(texte.encode(encodage))
        with agir_comme(agent_systeme()):
            return charger_edition(
                code="essai.natinf",
                libelle="NATINF",
                nom=nom,
                date_effet=date,
                chemin=chemin,
                source="Justice",
            )

    return faire


@pytest.fixture
def administrateur(creer_agent, db, monkeypatch, france):
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    RoleDroit.objects.create(role="essai.administrateur", droit=REFERENTIELS_GERER)
    role = declarer_role("essai.administrateur", "Administrateur", droits=[REFERENTIELS_GERER], niveau=90)
    return creer_agent("odile", role.code, territoire=france)


def test_a_dos_file_is_read_with_its_accents_and_its_other_columns(charger):
    edition = charger(E1, "2026-1", JANVIER)
    assert edition.nombre_ajouts == 3
    assert libelles("essai.natinf", JANVIER) == {
        "27718": "Débarquement",
        "20243": "Effacement",
        "1": "Ancien",
    }
    assert valeurs("essai.natinf", JANVIER)[0].complement == {"Article": "L. 945-4"}


def test_labels_follow_the_date_and_closed_codes_are_kept(charger):
    charger(E1, "2026-1", JANVIER)
    edition = charger(E2, "2026-2", JUILLET)
    assert (edition.nombre_ajouts, edition.nombre_changements, edition.nombre_clotures) == (1, 1, 1)
    juin = dt.date(2026, 6, 30)
    assert libelle("essai.natinf", "27718", juin) == "Débarquement"
    assert libelle("essai.natinf", "27718", JUILLET) == "Débarquement hors port"
    assert "1" in libelles("essai.natinf", juin) and "1" not in libelles("essai.natinf", JUILLET)
    assert "3" not in libelles("essai.natinf", juin) and "3" in libelles("essai.natinf", JUILLET)
    assert Entree.objects.get(code="1").date_fin == juin
    assert libelle("essai.natinf", "inconnu") == "inconnu"


def test_the_first_edition_holds_for_the_past_too(charger):
    charger(E1, "2026-1", JANVIER)
    assert libelle("essai.natinf", "20243", dt.date(1999, 1, 1)) == "Effacement"


def test_an_edition_is_loaded_once_and_in_order(charger):
    charger(E1, "2026-1", JANVIER)
    with pytest.raises(ValidationError, match="déjà chargée"):
        charger(E1, "2026-1", JUILLET)
    with pytest.raises(ValidationError, match="doit suivre"):
        charger(E2, "2025-2", dt.date(2025, 7, 1))
    assert Edition.objects.count() == 1


def test_the_same_content_makes_no_difference(charger, tmp_path):
    charger(E1, "2026-1", JANVIER)
    difference = comparer(Referentiel.objects.get(), lire_edition(tmp_path / "2026-1.csv"))
    assert difference.est_vide
    assert difference.identiques == 3


def test_a_closed_code_may_come_back(charger):
    charger(E1, "2026-1", JANVIER)
    charger(E2, "2026-2", JUILLET)
    charger(E1, "2027-1", dt.date(2027, 1, 1))
    assert "1" in libelles("essai.natinf", dt.date(2027, 1, 1))
    assert "1" not in libelles("essai.natinf", dt.date(2026, 12, 31))


def test_dates_and_doubts_of_the_file_are_kept(charger):
    charger(
        "code;libellé;date début;date fin;à confirmer\nA;a;01/01/2020;31/12/2024;\nB;b;;;oui\n", "1", JANVIER
    )
    assert libelles("essai.natinf", dt.date(2024, 6, 1)) == {"A": "a", "B": "b"}
    assert libelles("essai.natinf", JANVIER) == {"B": "b"}
    assert valeurs("essai.natinf", JANVIER)[0].est_a_confirmer


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("a;b\n1;2\n", "La colonne « code » et la colonne « libelle » est introuvable"),
        ("code;libelle\n1;a\n1;b\n", "ligne 3 : le code « 1 » figure déjà"),
        ("code;libelle\n1;\n", "ligne 2 : le code et le libellé sont obligatoires"),
        ("code;libelle\n", "aucun code"),
    ],
)
def test_a_wrong_file_is_refused_whole(charger, texte, attendu):
    with pytest.raises(ErreurTableur, match=attendu):
        charger(texte, "x", JANVIER)
    assert not Entree.objects.exists()


def test_an_administrator_sees_the_differences_before_loading(client, charger, administrateur):
    charger(E1, "2026-1", JANVIER)
    client.force_login(administrateur)
    adresse = reverse("echanges:referentiel_edition")
    page = client.post(
        adresse,
        {
            "referentiel": Referentiel.objects.get().pk,
            "nom": "2026-2",
            "date_effet": "2026-07-01",
            "fichier": SimpleUploadedFile("n.csv", E2.encode("cp850")),
        },
    )
    assert "Rien n’est encore enregistré" in page.content.decode()
    assert Edition.objects.count() == 1
    jeton = page.context["jeton"]
    fin = client.post(adresse, {"jeton": jeton}, follow=True).content.decode()
    assert "1 ajouts, 1 changements, 1 codes fermés" in fin
    assert Edition.objects.get(nom="2026-2").auteur == administrateur
    assert "déjà été traitée" in client.post(adresse, {"jeton": jeton}, follow=True).content.decode()
    assert Edition.objects.count() == 2


def test_lists_are_read_by_all_and_loaded_by_administrators_only(client, charger, creer_agent):
    charger(E1, "2026-1", JANVIER)
    client.force_login(creer_agent("zoe"))
    assert "NATINF" in client.get(reverse("echanges:referentiels")).content.decode()
    page = client.get(
        reverse("echanges:referentiel", args=["essai.natinf"]), {"recherche": "debarq"}
    ).content.decode()
    assert "27718" in page and "20243" not in page
    assert client.get(reverse("echanges:referentiel_edition")).status_code == 404
    client.logout()
    assert client.get(reverse("echanges:referentiels")).status_code == 302
