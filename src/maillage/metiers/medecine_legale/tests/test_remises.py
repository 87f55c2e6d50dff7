"""Deliveries: the sealed link, its code, what closes it, the delay it gives."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.remises import (
    ouvrir_lien,
    remettre_autrement,
    remettre_par_lien,
    revoquer_remise,
)
from maillage.metiers.medecine_legale.models import Certificat, Remise
from maillage.metiers.medecine_legale.regles.remises import EtatLien, etat_lien, normaliser, tirer_code
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.journal.models import Evenement

IDENTITE = actions.Identite(nom="Lefèvre", prenom="Zoé", constatations="Ecchymose de 3 cm.")


def jeton_de(lien):
    return lien.adresse.rstrip("/").rpartition("/")[2]


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
