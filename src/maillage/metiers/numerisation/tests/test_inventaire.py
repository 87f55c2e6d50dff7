"""Inventory and journey: a record is said once, its state is its last event's, nobody elsewhere sees it."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from maillage.metiers.numerisation.actions.coffre import Coffre, marque_du_nom
from maillage.metiers.numerisation.actions.inventaire import corriger, inventorier_tous
from maillage.metiers.numerisation.actions.parcours import avancer, avancer_tous, ecarts_d_etat
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import Campagne, Dossier, EvenementDossier, IdentiteDossier
from maillage.metiers.numerisation.tests.lieux import SALARIE, ligne
from maillage.socle.acces.chiffrement import detruire
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse


def test_a_record_gets_the_next_label_of_its_centre_and_its_first_event(inventorier, agathe):
    premier, second = inventorier("Lefèvre", "Martel")
    assert (premier.etiquette.lisible[:16], second.numero) == ("DOS 059A 0000001", 2)
    with agir_comme(agathe):
        assert EvenementDossier.objects.get(dossier=premier).type == TypeEvenement.INVENTAIRE
    assert inventorier()[0].numero == 3


def test_who_the_worker_is_is_sealed_and_leaves_with_the_key(inventorier, agathe):
    dossier = inventorier()[0]
    with agir_comme(agathe):
        identite = IdentiteDossier.objects.get(dossier=dossier)
        assert "Lefèvre" not in identite.contenu and identite.repere == "L. Z., 1962"
        assert identite.marque_nom == marque_du_nom("LEFEVRE")
        assert Coffre.de(dossier).salarie(identite).nom_complet == "LEFÈVRE Zoé"
        detruire(dossier.cle)
        dossier.cle.refresh_from_db()
        assert Coffre.de(dossier).salarie(identite) is None


def test_two_records_of_one_worker_bear_one_mark_and_the_number_decides():
    autre = SALARIE.__class__("Lefevre", "Zoe", SALARIE.date_naissance, SALARIE.nir)
    assert SALARIE.marque_salarie == autre.marque_salarie
    assert (
        SALARIE.marque_salarie != SALARIE.__class__("Lefèvre", "Zoé", SALARIE.date_naissance).marque_salarie
    )


def test_how_long_it_is_kept_is_computed_and_follows_a_correction(inventorier, agathe):
    dossier = inventorier()[0]
    assert dossier.date_limite == dt.date(2059, 3, 4) and not dossier.est_limite_a_confirmer
    with agir_comme(agathe):
        with pytest.raises(ValidationError, match="pourquoi"):
            corriger(agent=agathe, dossier=dossier, ligne=ligne(), motif=" ")
        corrigee = ligne("Martel", reference="S-1")
        assert corriger(agent=agathe, dossier=dossier, ligne=corrigee, motif="Mauvais nom").reference == "S-1"
        assert IdentiteDossier.objects.get().marque_nom == marque_du_nom("Martel")


def test_a_batch_with_one_wrong_record_writes_nothing(agathe, centre):
    with agir_comme(agathe):
        with pytest.raises(ValidationError, match="nom du salarié"):
            inventorier_tous(agent=agathe, centre=centre, lignes=[ligne(), ligne(" ")])
        assert not Dossier.objects.exists()


def test_a_number_of_the_business_software_names_one_record(inventorier, centre, agathe):
    inventorier(reference="S-1")
    with pytest.raises(ValidationError, match="déjà ce numéro"):
        inventorier(reference="S-1")


def test_another_service_sees_nothing_and_writes_nothing(inventorier, chloe, centre):
    dossier = inventorier()[0]
    with agir_comme(chloe):
        assert not Dossier.objects.exists() and not IdentiteDossier.objects.exists()
        assert Campagne.objects.count() == 2  # a campaign names nobody
        with pytest.raises(AccesRefuse):
            inventorier_tous(agent=chloe, centre=centre, lignes=[ligne()])
        with pytest.raises(ValidationError, match="pas accès"):
            avancer(dossier, TypeEvenement.DEBUT_TRI, auteur=chloe)


def test_quality_control_follows_records_and_never_reads_whose_they_are(inventorier, quentin):
    inventorier()
    with agir_comme(quentin):
        assert Dossier.objects.count() == 1 and not IdentiteDossier.objects.exists()


def test_an_event_moves_all_the_records_or_none(inventorier, agathe):
    un, deux = inventorier("Lefèvre", "Martel")
    with agir_comme(agathe):
        avancer(un, TypeEvenement.DEBUT_TRI, auteur=agathe)
        with pytest.raises(ValidationError, match="en tri"):
            avancer_tous([un.pk, deux.pk], TypeEvenement.DEBUT_TRI, auteur=agathe)
        deux.refresh_from_db()
        assert deux.etat == "inventorie" and deux.version == 1


def test_the_state_is_what_the_events_say_and_an_event_never_changes(inventorier, agathe):
    dossier = inventorier()[0]
    with agir_comme(agathe):
        avancer(dossier, TypeEvenement.DEBUT_TRI, auteur=agathe)
        ecrit = avancer(dossier, TypeEvenement.INCIDENT, auteur=agathe, motif="Page déchirée")
        assert (ecrit.etat, ecrit.incidents_ouverts, ecrit.version) == ("en_tri", 1, 3)
        assert ecarts_d_etat(ecrit) == []
        with pytest.raises(Error), transaction.atomic():
            EvenementDossier.objects.update(motif="")
        Dossier.objects.update(etat="trie")
        ecrit.refresh_from_db()
        assert ecarts_d_etat(ecrit)
