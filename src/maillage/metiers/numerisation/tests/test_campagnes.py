"""A service decides: campaign, centres, editions of the contract. Then its centres may work."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.urls import reverse

from maillage.metiers.numerisation.actions import campagnes
from maillage.metiers.numerisation.actions.expeditions import prestataires_de
from maillage.metiers.numerisation.models import Convention
from maillage.metiers.numerisation.regles.couts import cout_centimes
from maillage.metiers.numerisation.tests.lieux import organisation
from maillage.metiers.numerisation.tests.livraisons import rafraichir
from maillage.metiers.numerisation.tests.test_indicateurs import valeur
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.indicateurs.verification import compter_les_ecarts

EDITION = {
    "date_effet": dt.date(2026, 6, 1), "nqa_majeur": Decimal("0.65"), "nqa_mineur": Decimal("2.5"), "resolution": 300,
    "est_couleur": True, "delai_livraison_jours": 10, "delai_garde_jours": 180, "mode": "procede",
}  # fmt: skip


@pytest.fixture
def armand(creer_agent, nordiste):
    return creer_agent("armand", "numerisation.administrateur", nordiste.service)


def test_a_new_edition_leaves_the_former_one_and_never_comes_before_it(
    armand, nordiste, prestataire, quentin
):
    with agir_comme(armand):
        seconde = campagnes.enregistrer_convention(
            agent=armand, campagne=nordiste.campagne, prestataire=prestataire, **EDITION
        )
        assert seconde.edition == 2 and Convention.objects.count() == 2
        with pytest.raises(ValidationError, match="plus récente"):
            campagnes.enregistrer_convention(
                agent=armand, campagne=nordiste.campagne, prestataire=prestataire,
                **{**EDITION, "date_effet": dt.date(2026, 2, 1)},
            )  # fmt: skip
    with agir_comme(quentin), pytest.raises(AccesRefuse):
        campagnes.enregistrer_convention(
            agent=quentin, campagne=nordiste.campagne, prestataire=prestataire, **EDITION
        )


def test_a_centre_takes_part_once_under_a_code_that_is_its_own(armand, nordiste, lille):
    nouveau = organisation(TypeOrganisation.CENTRE_SANTE_TRAVAIL, "Centre neuf", lille, nordiste.service)
    with agir_comme(armand):
        assert campagnes.centres_a_inscrire(nordiste.campagne) == [nouveau]
        with pytest.raises(ValidationError, match="déjà ce code"):
            campagnes.inscrire_centre(
                agent=armand, campagne=nordiste.campagne, organisation=nouveau, code="059a"
            )
        campagnes.inscrire_centre(agent=armand, campagne=nordiste.campagne, organisation=nouveau, code="neuf")
        assert campagnes.centres_a_inscrire(nordiste.campagne) == []


def test_who_is_under_contract_is_known_to_the_centre_and_the_contract_is_not(
    prestataire, centre, agathe, chloe
):
    with agir_comme(agathe):
        assert prestataires_de(centre) == [prestataire] and not Convention.objects.exists()
    with agir_comme(chloe):
        assert not campagnes.campagnes_de(chloe).exists()


def test_a_campaign_is_opened_for_ones_own_service_under_a_new_name(armand, nordiste, chloe):
    valeurs = {"service": nordiste.service, "perimetre": "", "date_debut": dt.date(2026, 9, 1)}
    with agir_comme(armand):
        assert campagnes.ouvrir_campagne(agent=armand, nom="Archives", **valeurs).pk
        with pytest.raises(ValidationError, match="déjà ce nom"):
            campagnes.ouvrir_campagne(agent=armand, nom="Archives", **valeurs)
    with agir_comme(chloe), pytest.raises(AccesRefuse):
        campagnes.ouvrir_campagne(agent=chloe, nom="Autre", **valeurs)


def test_an_accepted_lot_costs_its_pages_at_the_price_of_its_agreement(
    lu, accepter, prestataire, connecter, quentin, piotr
):
    with agir_comme(agent_systeme()):
        Convention.objects.filter(prestataire=prestataire).update(prix_page=Decimal("0.0475"))
    assert valeur("cout_page") is None
    accepter(lu)
    assert rafraichir(lu).cout_centimes == 38, "8 pages, rounded once"
    assert valeur("cout_page") == 38 / 8
    page = reverse("numerisation:lot", args=[lu.pk])
    for lecteur in (quentin, piotr):
        assert "0,38" in connecter(lecteur).get(page).content.decode()
    with agir_comme(agent_systeme()):
        assert compter_les_ecarts("numerisation_cumul_couts", connection) == 0


def test_no_price_no_cost_and_a_price_in_the_wrong_unit_is_refused(
    lu, accepter, armand, nordiste, prestataire
):
    assert cout_centimes(8, None) is None and cout_centimes(1000, Decimal("0.0005")) == 50
    accepter(lu)
    assert rafraichir(lu).cout_centimes is None
    with agir_comme(armand), pytest.raises(ValidationError) as refus:
        campagnes.enregistrer_convention(
            agent=armand,
            campagne=nordiste.campagne,
            prestataire=prestataire,
            **EDITION,
            prix_page=Decimal(45),
        )
    assert "prix_page" in refus.value.message_dict
