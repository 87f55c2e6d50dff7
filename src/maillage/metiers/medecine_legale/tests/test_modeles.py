"""Layouts of the certificate: composed by a structure, never changed, only followed by another."""

import datetime as dt
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.certificats import publier_modele
from maillage.metiers.medecine_legale.regles.certificats import (
    BLOCS_PAR_DEFAUT,
    Bloc,
    GenreBloc,
    composer,
    controler_modele,
)
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de

IDENTITE = actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose de 3 cm.")


def test_the_common_layout_is_right():
    assert controler_modele("Certificat", "", BLOCS_PAR_DEFAUT) == {}


@pytest.mark.parametrize(
    ("texte", "refus"),
    [
        ("{inconnu}", "n’existe pas"),
        ("{structure", "accolade"),
        ("structure}", "accolade"),
        ("{}", "n’existe pas"),
    ],
)
def test_a_text_names_only_the_data_that_exist(texte, refus):
    blocs = [*BLOCS_PAR_DEFAUT, Bloc(GenreBloc.PARAGRAPHE, texte=texte)]
    assert refus in controler_modele("Certificat", "", blocs)[f"texte_{len(blocs) - 1}"]


@pytest.mark.parametrize("genre", ["identite", "examen", "constatations", "conclusion", "signature"])
def test_a_certificate_holds_once_each_block_that_it_must_hold(genre):
    sans = [bloc for bloc in BLOCS_PAR_DEFAUT if bloc.genre != genre]
    assert "une fois, et une seule" in controler_modele("Certificat", "", sans)["blocs"]
    assert "une fois" in controler_modele("Certificat", "", [*BLOCS_PAR_DEFAUT, Bloc(genre)])["blocs"]


def test_a_text_typed_by_a_structure_is_a_text_whatever_it_contains():
    assert composer("#panic() {structure}", {"structure": "{praticien}"}) == "#panic() {praticien}"
    assert "…" in composer("{praticien}", {"praticien": ""})


def test_a_certificate_keeps_the_layout_of_its_day(responsable, alice, umj_lille, certifier):
    jour = timezone.localdate()
    avant = certifier()
    blocs = [Bloc(GenreBloc.PARAGRAPHE, "Avertissement", "#strong[{structure}]"), *BLOCS_PAR_DEFAUT]
    modele = {"agent": responsable, "structure": umj_lille, "entete": "Poste 4217", "blocs": blocs}
    with agir_comme(responsable):
        publier_modele(**modele, titre="Certificat descriptif", date_debut=jour)
        publier_modele(**modele, titre="Certificat de demain", date_debut=jour + dt.timedelta(days=1))
        with pytest.raises(ValidationError, match="aujourd’hui ou plus tard"):
            publier_modele(**modele, titre="Antidaté", date_debut=jour - dt.timedelta(days=1))
    apres = certifier(nature="rectification", motif="Nouveau modèle")
    with agir_comme(alice):
        assert donnees_de(avant.document).titre == "Certificat de constatation"
        donnees = donnees_de(apres.document)
    assert (donnees.titre, donnees.entete) == ("Certificat descriptif", "Poste 4217")
    assert donnees.blocs[0].texte == f"#strong[{umj_lille.nom}]"


def test_only_a_manager_publishes_a_layout(alice, umj_lille):
    with agir_comme(alice), pytest.raises(AccesRefuse):
        publier_modele(
            agent=alice,
            structure=umj_lille,
            titre="T",
            entete="",
            blocs=BLOCS_PAR_DEFAUT,
            date_debut=timezone.localdate(),
        )


def test_a_layout_is_composed_by_buttons_previewed_then_published(
    connecter, responsable, umj_lille, creer_agent
):
    navigateur = connecter(responsable)
    adresse = reverse("medecine_legale:modele_composer", args=[umj_lille.pk])
    page = navigateur.get(adresse).content.decode()
    envoi = dict(re.findall(r'name="((?:genre|titre|texte)[\w]*|titre)"[^>]*value="([^"]*)"', page))
    envoi |= {
        "texte_0": "Je soussigné(e) {praticien}.",
        "texte_6": "Remis à {requerant}.",
        "entete": "Poste 4217",
        "date_debut": timezone.localdate().isoformat(),
    }
    ajoute = navigateur.post(adresse, {**envoi, "ajouter_6": "1"}).content.decode()
    assert 'name="texte_7"' in ajoute
    apercu = navigateur.post(adresse, {**envoi, "apercu": "1"})
    assert apercu.content.startswith(b"%PDF")
    refuse = navigateur.post(adresse, {**envoi, "texte_6": "{inconnu}", "publier": "1"})
    assert refuse.status_code == 422
    assert "n’existe pas" in refuse.content.decode()
    assert navigateur.post(adresse, {**envoi, "publier": "1"}).status_code == 302
    assert "En vigueur" in navigateur.get(reverse("medecine_legale:modeles")).content.decode()
    with agir_comme(responsable):
        assert not DocumentProduit.objects.exists()
