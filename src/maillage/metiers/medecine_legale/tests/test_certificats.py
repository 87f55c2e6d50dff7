"""Certificates: versions tied together, the layout of a structure, the sealed link and its traces."""

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import TOTP
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.certificats import etablir_certificat, publier_modele
from maillage.metiers.medecine_legale.actions.remises import (
    ouvrir_lien,
    remettre_autrement,
    remettre_par_lien,
    revoquer_remise,
)
from maillage.metiers.medecine_legale.documents import CERTIFICAT
from maillage.metiers.medecine_legale.documents.certificats import CertificatDonnees
from maillage.metiers.medecine_legale.models import Certificat, Remise
from maillage.metiers.medecine_legale.regles.certificats import (
    BLOCS_PAR_DEFAUT,
    Bloc,
    GenreBloc,
    composer,
    controler_modele,
)
from maillage.metiers.medecine_legale.regles.remises import EtatLien, etat_lien, normaliser, tirer_code
from maillage.metiers.medecine_legale.views.delais import delais
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents import stockage
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import ProductionImpossible, donnees_de, produire
from maillage.socle.documents.tests.texte import extraire_texte
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.models import Evenement

IDENTITE = actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose de 3 cm.")


@pytest.fixture
def certifier(alice, acte):
    def certifier(agent=alice, acte=acte, **champs):
        with agir_comme(agent):
            return etablir_certificat(
                agent=agent, acte=acte, identite=IDENTITE, **{"itt_jours": acte.itt_jours, **champs}
            )

    return certifier


@pytest.fixture
def certificat(certifier):
    return certifier()


@pytest.fixture
def lien(alice, certificat):
    with agir_comme(alice):
        return remettre_par_lien(
            agent=alice, certificat=certificat, destinataire="Commissariat", courriel="opj@exemple.invalid"
        )


@pytest.fixture
def responsable(creer_agent, umj_lille):
    agent = creer_agent("adele", "medecine_legale.administrateur", umj_lille)
    with agir_comme(agent):
        TOTP.activate(agent, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")  # his role demands a second factor
    return agent


def jeton_de(lien):
    return lien.adresse.rstrip("/").rpartition("/")[2]


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


# --------------------------------------------------------------------------------------------- layouts


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


# ------------------------------------------------------------------------------------------ deliveries


def test_the_message_holds_the_address_and_neither_the_code_nor_anybody(
    lien, django_capture_on_commit_callbacks
):
    (message,) = mail.outbox
    corps = f"{message.subject} {message.body}"
    assert lien.adresse in corps
    assert lien.code not in corps
    for secret in ("Lefèvre", "Zoé", "2026-00041", "2026/00123", "certificat", "victime"):
        assert secret.lower() not in corps.lower()


def test_neither_the_token_nor_the_code_is_in_the_database(lien, alice):
    with agir_comme(alice):
        remise = Remise.objects.get()
        traces = str(list(Evenement.objects.filter(objet_type="medecine_legale_remise").values_list("apres")))
    for secret in (jeton_de(lien), lien.code, lien.code.replace("-", "")):
        assert secret not in traces
        assert secret not in (remise.empreinte_jeton, remise.empreinte_code)


def test_the_right_code_opens_whatever_its_dashes_and_is_traced(lien, client, alice, certificat):
    page = reverse("medecine_legale:remise_ouvrir", args=[jeton_de(lien)])
    demande = client.get(page)
    assert "Saisissez le code" in demande.content.decode()
    assert (
        demande["Referrer-Policy"] == "same-origin"
    )  # with none, browsers post a null origin, which is refused
    assert client.get(f"{page}fichier/").status_code == 302
    reponse = client.post(page, {"code": lien.code.lower().replace("-", " ")})
    assert reponse.status_code == 302
    ouverte = client.get(page).content.decode()
    assert certificat.document.numero in ouverte
    assert "Lefèvre" not in ouverte
    assert client.get(f"{page}fichier/").content.startswith(b"%PDF")
    with agir_comme(alice):
        remise = Remise.objects.get()
        lectures = Evenement.objects.filter(nature="lecture", motif__startswith="Ouverture du lien")
        assert sorted(lectures.values_list("objet_type", "objet_id")) == [
            ("documents_documentproduit", certificat.document_id),
            ("medecine_legale_remise", remise.pk),
        ]
    assert (remise.nombre_ouvertures, remise.horodatage_ouverture is not None) == (1, True)


def test_the_code_of_one_link_opens_no_other(lien, client, enregistrer, certifier, alice):
    autre = certifier(acte=enregistrer(numero_interne="2026-00077"))
    with agir_comme(alice):
        autre_lien = remettre_par_lien(
            agent=alice, certificat=autre, destinataire="X", courriel="autre@exemple.invalid"
        )
    client.post(reverse("medecine_legale:remise_ouvrir", args=[jeton_de(lien)]), {"code": lien.code})
    page = reverse("medecine_legale:remise_ouvrir", args=[jeton_de(autre_lien)])
    assert client.get(f"{page}fichier/").status_code == 302
    assert client.post(page, {"code": lien.code}).status_code == 422


def test_five_wrong_codes_block_the_link_even_for_the_right_one(lien, client, alice):
    page = reverse("medecine_legale:remise_ouvrir", args=[jeton_de(lien)])
    for restantes in (4, 3, 2, 1):
        texte = client.post(page, {"code": "0000-0000"}).content.decode()
        assert f"restants\N{NO-BREAK SPACE}: {restantes}" in texte or f"restants : {restantes}" in texte
    assert "bloqué" in client.post(page, {"code": "0000-0000"}).content.decode()
    assert "bloqué" in client.post(page, {"code": lien.code}).content.decode()
    with agir_comme(alice):
        assert Remise.objects.get().nombre_ouvertures == 0


def test_an_expired_a_revoked_and_an_unknown_link_open_nothing(lien, client, alice):
    page = reverse("medecine_legale:remise_ouvrir", args=[jeton_de(lien)])
    with time_machine.travel(timezone.now() + dt.timedelta(days=15, seconds=1), tick=False):
        assert "ne s’ouvre plus" in client.get(page).content.decode()
        assert client.post(page, {"code": lien.code}).status_code == 422
    with agir_comme(alice):
        revoquer_remise(agent=alice, remise=lien.remise, motif="Mauvaise adresse")
        with pytest.raises(ValidationError, match="rien à révoquer"):
            revoquer_remise(agent=alice, remise=lien.remise, motif="Encore")
    assert "ne s’ouvre plus" in client.post(page, {"code": lien.code}).content.decode()
    inconnu = reverse("medecine_legale:remise_ouvrir", args=["x" * 43])
    assert "ne s’ouvre plus" in client.get(inconnu).content.decode()


def test_a_revocation_closes_a_link_that_was_already_open_in_a_browser(lien, client, alice):
    page = reverse("medecine_legale:remise_ouvrir", args=[jeton_de(lien)])
    client.post(page, {"code": lien.code})
    with agir_comme(alice):
        revoquer_remise(agent=alice, remise=lien.remise, motif="Mauvaise adresse")
    assert client.get(f"{page}fichier/").status_code == 404


def test_a_new_link_closes_the_former_and_a_new_version_closes_both(lien, alice, certificat, certifier):
    with agir_comme(alice):
        second = remettre_par_lien(
            agent=alice, certificat=certificat, destinataire="C", courriel="opj@exemple.invalid"
        )
    assert ouvrir_lien(jeton_de(lien), lien.code, adresse_ip="192.0.2.1")[1] is False
    certifier(nature="rectification", motif="Erreur de date")
    trouve, est_ouvert = ouvrir_lien(jeton_de(second), second.code, adresse_ip="192.0.2.1")
    assert (trouve.etat, est_ouvert) == (EtatLien.REMPLACE, False)
    with agir_comme(alice), pytest.raises(ValidationError, match="plus récente"):
        remettre_par_lien(agent=alice, certificat=certificat, destinataire="C", courriel="a@exemple.invalid")


def test_the_first_delivery_gives_the_delay_and_the_next_ones_do_not_change_it(certificat, alice):
    with agir_comme(alice):
        for mode in ("main_propre", "courrier"):
            remettre_autrement(
                agent=alice, certificat=certificat, mode=mode, destinataire="C", date=timezone.localdate()
            )
        certificat.refresh_from_db()
        with pytest.raises(ValidationError, match="futur"):
            remettre_autrement(
                agent=alice,
                certificat=certificat,
                mode="courrier",
                destinataire="C",
                date=timezone.localdate() + dt.timedelta(days=1),
            )
    assert (certificat.date_remise, certificat.delai_jours) == (timezone.localdate(), 0)


@pytest.mark.parametrize(
    ("champs", "etat"),
    [
        ({}, EtatLien.OUVRABLE),
        ({"maintenant": dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)}, EtatLien.EXPIRE),
        ({"maintenant": dt.datetime(2026, 11, 22, 11, 59, 59, tzinfo=dt.UTC)}, EtatLien.OUVRABLE),
        ({"tentatives": 4}, EtatLien.OUVRABLE),
        ({"tentatives": 5}, EtatLien.BLOQUE),
        ({"tentatives": 5, "est_revoque": True}, EtatLien.REVOQUE),
        ({"est_remplace": True}, EtatLien.REMPLACE),
    ],
)
def test_a_link_says_the_gravest_reason_and_ends_at_its_very_instant(champs, etat):
    valeurs = {
        "maintenant": dt.datetime(2026, 11, 21, tzinfo=dt.UTC),
        "expiration": dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC),
        "est_revoque": False,
        "tentatives": 0,
        "est_remplace": False,
    }
    assert etat_lien(**{**valeurs, **champs}) is etat


def test_a_code_is_read_as_it_is_said():
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}", tirer_code())
    assert normaliser("o1l0-kq2m") == "0110KQ2M"


# --------------------------------------------------------------------------------------------- screens


def test_from_the_act_to_the_link_the_code_is_shown_once(connecter, alice, acte):
    navigateur = connecter(alice)
    adresse = reverse("medecine_legale:acte_certificat", args=[acte.pk])
    envoi = {"nom": "Lefèvre", "prenom": "Zoé", "constatations": "Ecchymose.", "itt_jours": "5"}
    suite = navigateur.post(adresse, envoi)
    assert suite.url == reverse("medecine_legale:acte_certificats", args=[acte.pk])
    with agir_comme(alice):
        certificat = Certificat.objects.get()
    remettre = reverse("medecine_legale:certificat_remettre", args=[certificat.pk])
    sans_adresse = navigateur.post(remettre, {"mode": "lien", "destinataire": "C", "jours": "15"})
    assert sans_adresse.status_code == 422
    envoi = {"mode": "lien", "destinataire": "C", "courriel": "opj@exemple.invalid", "jours": "7"}
    reponse = navigateur.post(remettre, envoi)
    code = re.search(r'id="code">([^<]+)<', reponse.content.decode()).group(1)
    assert reponse["Cache-Control"] == "no-store"
    page = navigateur.get(suite.url).content.decode()
    assert "Pas encore ouvert" in page
    assert code not in page
    assert "le jour même" in page


def test_the_next_version_starts_from_what_was_said_and_asks_why(connecter, alice, acte, certificat):
    adresse = reverse("medecine_legale:acte_certificat", args=[acte.pk])
    page = connecter(alice).get(adresse).content.decode()
    assert "Ecchymose de 3 cm." in page
    assert 'name="motif"' in page


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
