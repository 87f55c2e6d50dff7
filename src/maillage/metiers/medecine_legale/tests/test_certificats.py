"""Certificates: versions tied together, the layout of a structure, the sealed link and its traces."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.remises import (
    remettre_autrement,
)
from maillage.metiers.medecine_legale.documents import CERTIFICAT
from maillage.metiers.medecine_legale.documents.certificats import CertificatDonnees
from maillage.metiers.medecine_legale.models import Certificat
from maillage.metiers.medecine_legale.views.delais import delais
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents import stockage
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.production import ProductionImpossible, donnees_de, produire
from maillage.socle.documents.tests.texte import extraire_texte
from maillage.socle.echeances.models import Echeance

IDENTITE = actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose de 3 cm.")


def test_a_reevaluation_is_tied_to_the_first_certificate_which_is_kept_and_marked_as_replaced(
    certifier, certificat, acte, alice
):
    nouveau = certifier(nature="reevaluation", motif="Complications", itt_jours=12)
    with agir_comme(alice):
        acte.refresh_from_db()
        anciens = {c.rang: c for c in Certificat.objects.filter(acte=acte).select_related("document")}
        donnees = donnees_de(nouveau.document)
    assert anciens[1].document.statut == StatutDocument.REMPLACE
    assert anciens[1].itt_jours == 5
    assert (nouveau.remplace_id, nouveau.document.remplace_id) == (anciens[1].pk, anciens[1].document_id)
    assert (acte.itt_jours, donnees.itt_jours) == (12, 12)
    assert anciens[1].document.numero in donnees.remplace
    assert donnees.motif == "Complications"


def test_the_printed_certificate_holds_what_was_said_block_after_block(certificat, acte):
    texte = extraire_texte(stockage.lire(certificat.document.sha256))
    attendus = ("certifieavoir", "LefèvreZoé", acte.numero_interne, "fixerl’incapacité", "Ecchymosede3", "5jours",
                "serviretvaloir", "Faitle")  # fmt: skip
    positions = [texte.find(attendu) for attendu in attendus]
    assert -1 not in positions, dict(zip(attendus, positions, strict=True))
    assert positions == sorted(positions)


def test_a_second_certificate_says_why_and_a_first_one_is_no_reevaluation(certifier):
    with pytest.raises(ValidationError, match="pas encore de certificat"):
        certifier(nature="reevaluation", motif="Complications")
    certifier()
    with pytest.raises(ValidationError, match="déjà un certificat"):
        certifier()
    with pytest.raises(ValidationError, match="pourquoi"):
        certifier(nature="rectification", motif=" ")


def test_a_provisional_incapacity_is_owed_until_it_is_reevaluated(certifier, alice):
    demain = timezone.localdate() + dt.timedelta(days=20)
    certifier(date_reevaluation=demain)
    with agir_comme(alice):
        echeance = Echeance.objects.get(genre="medecine_legale.reevaluation")
    assert (echeance.statut, echeance.date_limite) == ("a_faire", demain)
    certifier(nature="reevaluation", motif="Revue", itt_jours=8)
    with agir_comme(alice):
        echeance.refresh_from_db()
    assert echeance.statut == "faite"


def test_without_what_was_found_the_document_is_refused_in_words(alice, acte, umj_lille):
    with agir_comme(alice):
        vide = Certificat.objects.create(
            structure=umj_lille,
            acte=acte,
            rang=1,
            nature="initial",
            date_etablissement=timezone.localdate(),
            auteur=alice,
        )
        with pytest.raises(ProductionImpossible, match="L’identité et les constatations manquent"):
            produire(CERTIFICAT.code, vide, agent=alice)


def test_a_cancelled_act_is_not_certified_and_another_unit_certifies_nothing(certifier, acte, alice, chloe):
    with pytest.raises(AccesRefuse):
        certifier(agent=chloe)
    with agir_comme(alice):
        annule = actions.annuler_acte(agent=alice, acte=acte, motif="Doublon")
    with pytest.raises(ValidationError, match="non annulé"):
        certifier(acte=annule)


def test_a_certificate_of_the_first_schema_is_still_read():
    ancien = {
        "structure": "UMJ", "numero_interne": "1", "nom": "A", "prenom": "B", "date_naissance": None,
        "praticien": "Dr C", "date_examen": "2025-01-02", "heure_debut": None, "types_examen": ["Somatique"],
        "lieu": "UMJ", "numero_pv": "PV", "requerant": "R", "mission": "M", "constatations": "X", "itt_jours": 3,
    }  # fmt: skip
    donnees = CERTIFICAT.lire(1, ancien)
    assert isinstance(donnees, CertificatDonnees)
    assert donnees.itt_jours == 3
    assert "Dr C" in donnees.blocs[0].texte


# --------------------------------------------------------------------------------------------- screens


def test_the_next_version_starts_from_what_was_said_and_asks_why(connecter, alice, acte, certificat):
    adresse = reverse("medecine_legale:acte_certificat", args=[acte.pk])
    page = connecter(alice).get(adresse).content.decode()
    assert "Ecchymose de 3 cm." in page
    assert 'name="motif"' in page


def test_the_first_delivery_counts_even_of_a_later_version(certifier, certificat, alice, acte, requisition):
    second = certifier(nature="rectification", motif="Relecture")
    with agir_comme(alice):
        remettre_autrement(
            agent=alice, certificat=second, mode="courrier", destinataire="C", date=timezone.localdate()
        )
        etapes = delais(requisition, acte, list(Certificat.objects.filter(acte=acte)))
    assert [(etape.libelle, etape.ecart) for etape in etapes[2:]] == [
        ("Certificat", "le jour même"),
        ("Remise", "le jour même"),
    ]


def test_the_requisition_shows_its_delays(connecter, alice, requisition, certificat):
    page = (
        connecter(alice).get(reverse("medecine_legale:requisition", args=[requisition.pk])).content.decode()
    )
    assert "Pas encore" in page
    assert "le jour même" in page
