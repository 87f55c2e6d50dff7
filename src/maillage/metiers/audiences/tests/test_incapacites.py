"""The incapacity of a victim arrives with the certificate: its days, their day, and its number as their source."""

import datetime as dt
import hashlib
from dataclasses import fields

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.audiences.actions import parties
from maillage.metiers.audiences.actions.identites import Coffre, Incapacite
from maillage.metiers.audiences.documents.commun import Dossier
from maillage.metiers.audiences.forms.incapacites import CERTIFICAT, lire_source, signer_source
from maillage.metiers.audiences.models import Partie
from maillage.metiers.audiences.regles.affaires import EtatCivil, controler_incapacite, est_la_meme_personne
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.documents.genre import obtenir_genre
from maillage.socle.documents.models import Empreinte
from maillage.socle.documents.rendu import Emetteur, Identite, rendre_pdf

NAISSANCE, EXAMEN = dt.date(1990, 1, 1), dt.date(2026, 3, 2)
SOURCE = "Certificat n° 2026-00012, Unité médico-judiciaire de Lille"


def certificat(**champs):
    """A certificate issued by another service, known here by its declared code alone."""
    genre = obtenir_genre(CERTIFICAT)
    vides: dict[str, object] = {champ.name: "" for champ in fields(genre.donnees)}
    vides |= {
        "types_examen": (),
        "blocs": (),
        "heure_debut": None,
        "date_reevaluation": None,
        "titre": "Certificat",
    }
    valeurs = {
        "nom": "Marchand",
        "prenom": "Ève",
        "date_naissance": NAISSANCE,
        "date_examen": EXAMEN,
        "itt_jours": 12,
    }
    identite = Identite(
        emetteur=Emetteur(nom="Unité médico-judiciaire de Lille"), horodatage=timezone.now().replace(microsecond=0),
        numero="2026-00012", code_controle="ABCD-EFGH-JKMN-PQRS", adresse_controle="https://exemple.invalid/",
    )  # fmt: skip
    return rendre_pdf(genre, genre.donnees(**{**vides, **valeurs, **champs}), identite)


@pytest.fixture
def emettre(db):
    def emettre(**champs):
        octets = certificat(**champs)
        with agir_comme(agent_systeme()):
            Empreinte.objects.create(
                code_controle=f"ABCD-EFGH-JKMN-{len(champs):04}", genre=CERTIFICAT,
                sha256=hashlib.sha256(octets).hexdigest(),
                libelle="Certificat", organisation_nom="Unité médico-judiciaire de Lille",
                date_production=EXAMEN, date_statut=EXAMEN,
            )  # fmt: skip
        return octets

    return emettre


@pytest.fixture
def victime(passage, alice):
    with agir_comme(alice):
        return Partie.objects.get(affaire=passage.affaire_id, statut="victime")


def deposer(client, adresse, octets, **saisie):
    donnees = {"reprendre_document": "1", "statut": "victime", **saisie}
    return client.post(adresse, {**donnees, "document_maillage": SimpleUploadedFile("recu.pdf", octets)})


def test_a_certificate_dropped_on_a_victim_gives_the_days_and_stays_their_source(
    emettre, connecter, alice, passage, victime
):
    client, adresse = connecter(alice), reverse("audiences:partie_modifier", args=[passage.pk, victime.pk])
    reponse = deposer(client, adresse, emettre(), nom="Marchand", prenoms="Ève", profession="couvreuse")
    page = reponse.content.decode()
    assert "n° 2026-00012, document authentique de « Unité médico-judiciaire de Lille »" in page
    form = reponse.context["form"]
    assert (form["jours_itt"].value(), form["date_itt"].value()) == (12, EXAMEN)
    assert 'value="couvreuse"' in page
    envoi = {nom: form[nom].value() or "" for nom in form.fields}
    client.post(adresse, {**envoi, "date_itt": "2026-03-02", "date_naissance": "1990-01-01"})
    with agir_comme(alice):
        victime.refresh_from_db()
        connue = Coffre(passage.affaire).incapacite(victime)
        assert connue == Incapacite(12, EXAMEN, SOURCE)
        assert (
            "ITT : 12\u00a0jours, le 02/03/2026 (certificat n° 2026-00012"
            in Dossier(passage).personne(victime).situation
        )
    page = client.get(reverse("audiences:passage", args=[passage.pk])).content.decode()
    assert "certificat n° 2026-00012" in page
    client.post(
        adresse, {**envoi, "date_itt": "2026-03-02", "jours_itt": "9", "date_naissance": "1990-01-01"}
    )
    with agir_comme(alice):
        victime.refresh_from_db()
        assert Coffre(passage.affaire).incapacite(victime) == Incapacite(9, EXAMEN, "")


def test_a_new_victim_takes_her_name_from_the_certificate(emettre, connecter, alice, passage):
    adresse = reverse("audiences:partie_ajouter", args=[passage.pk])
    client = connecter(alice)
    assert "Remplir depuis un document" not in client.get(adresse).content.decode()
    assert "Remplir depuis un document" in client.get(f"{adresse}?qualite=victime").content.decode()
    form = deposer(client, adresse, emettre(nom="Delaunay", prenom="Nour")).context["form"]
    assert [form[nom].value() for nom in ("nom", "prenoms", "date_naissance")] == [
        "Delaunay",
        "Nour",
        NAISSANCE,
    ]


def test_what_is_not_her_certificate_in_force_fills_nothing_and_says_why(
    emettre, connecter, alice, passage, victime
):
    client, adresse = connecter(alice), reverse("audiences:partie_modifier", args=[passage.pk, victime.pk])
    juste = emettre()
    refus = {
        "Document modifié ou inconnu": juste + b" ",
        "n&#x27;est pas un PDF": b"bonjour",
    }
    for attendu, octets in refus.items():
        reponse = deposer(client, adresse, octets, nom="Marchand")
        assert attendu in reponse.content.decode()
        assert reponse.context["form"]["jours_itt"].value() is None
    autre = deposer(client, adresse, juste, nom="Martin", prenoms="Ève")
    assert "concerne une autre personne" in autre.content.decode()
    with agir_comme(agent_systeme()):
        Empreinte.objects.update(statut="remplace")
    assert "remplacé par une version plus récente" in deposer(client, adresse, juste).content.decode()
    assert "ne fixe pas" in deposer(client, adresse, emettre(itt_jours=None)).content.decode()


def test_the_source_is_said_of_the_days_that_it_fixed_alone():
    signee = signer_source(Incapacite(12, EXAMEN, SOURCE))
    assert lire_source(signee, 12, EXAMEN) == SOURCE
    for jours, date in ((13, EXAMEN), (12, None), (None, EXAMEN)):
        assert lire_source(signee, jours, date) == ""
    assert lire_source(signee + "x", 12, EXAMEN) == lire_source("", 12, EXAMEN) == ""


def test_days_of_incapacity_are_those_of_a_victim_and_of_a_past_examination():
    jour = dt.date(2026, 11, 22)
    assert controler_incapacite(0, EXAMEN, jour, est_victime=True) == {}
    assert controler_incapacite(None, None, jour, est_victime=False) == {}
    assert "victime" in controler_incapacite(3, None, jour, est_victime=False)["jours_itt"]
    assert controler_incapacite(3, jour + dt.timedelta(days=1), jour, est_victime=True).keys() == {"date_itt"}
    assert controler_incapacite(None, EXAMEN, jour, est_victime=True).keys() == {"jours_itt"}


@pytest.mark.parametrize(
    ("connue", "est_la_meme"),
    [
        (EtatCivil(()), True),
        (EtatCivil(("DURAND", "Marchand"), "eve lise", NAISSANCE), True),
        (EtatCivil(("Marchand",), "Ève", dt.date(1991, 1, 1)), False),
        (EtatCivil(("Martin",), "Ève", NAISSANCE), False),
        (EtatCivil(("Marchand",), "Lise"), False),
    ],
)
def test_somebody_is_another_when_something_that_both_say_differs(connue, est_la_meme):
    assert est_la_meme_personne(connue, EtatCivil(("Marchand",), "Ève", NAISSANCE)) is est_la_meme


def test_the_incapacity_stays_when_somebody_else_corrects_the_identity(alice, passage, victime):
    with agir_comme(alice):
        coffre = Coffre(passage.affaire)
        identite, valeurs = coffre.identite(victime), parties.ValeursPartie(statut="victime")
        for incapacite in (Incapacite(12, EXAMEN), None):
            parties.modifier_partie(
                agent=alice,
                passage=passage,
                partie=victime,
                identite=identite,
                valeurs=valeurs,
                incapacite=incapacite,
            )
        victime.refresh_from_db()
        assert coffre.incapacite(victime).jours == 12
