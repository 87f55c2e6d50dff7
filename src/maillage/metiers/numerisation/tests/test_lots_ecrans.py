"""Screens of lots: what the provider, the controller and whoever types see, and what they do not."""

from django.urls import reverse

from maillage.metiers.numerisation.actions.retenue import retenir
from maillage.metiers.numerisation.demo.livraisons import empaqueter
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.tests.livraisons import lot_zip, rafraichir
from maillage.socle.acces.contexte import agir_comme


def test_the_provider_delivers_on_screen_and_reads_why_he_is_refused(
    connecter, piotr, papiers, dossiers, quentin, prestataire
):
    client = connecter(piotr)
    faux = empaqueter(b"{}", {})
    faux.name = "lot.zip"
    reponse = client.post(
        reverse("numerisation:lot_livrer"), {"prestataire": prestataire.pk, "archive": faux}
    )
    assert reponse.status_code == 422 and "Un lot compte de 1 à" in reponse.content.decode()
    juste = lot_zip(papiers, dossiers)
    juste.name = "lot.zip"
    reponse = client.post(
        reverse("numerisation:lot_livrer"), {"prestataire": prestataire.pk, "archive": juste}, follow=True
    )
    assert "Lot L-1" in reponse.content.decode() and papiers[0].salarie.nom not in reponse.content.decode()
    assert "L-1" in connecter(quentin).get(reverse("numerisation:lots")).content.decode()


def test_control_on_screen_goes_from_page_to_page_to_the_verdict(connecter, lu, quentin, papiers):
    client = connecter(quentin)
    assert client.post(reverse("numerisation:lot_tirer", args=[lu.pk])).status_code == 302
    adresse = reverse("numerisation:lot_controler", args=[lu.pk])
    for _ in range(20):
        page = client.get(adresse)
        if page.status_code == 302:
            break
        texte = page.content.decode()
        assert papiers[0].salarie.nom not in texte
        tiree = page.context["tiree"]
        assert client.get(page.context["image"])["Cache-Control"] == "no-store, private"
        assert client.post(adresse, {"tiree": tiree.pk, "conforme": "1"}).status_code == 302
    verdict = client.get(page.url)
    assert "encore accepté une fois sur dix" in verdict.content.decode() or "toutes les pages sont vues" in (
        verdict.content.decode()
    )
    fini = client.post(reverse("numerisation:lot_verdict", args=[lu.pk]), {"observation": ""}, follow=True)
    assert "Rapport de contrôle" in fini.content.decode()
    assert rafraichir(lu).etat == EtatLot.ACCEPTE


def test_who_types_sees_the_top_of_the_page_alone_and_a_stranger_nothing(connecter, glissee, agathe, chloe):
    page = connecter(agathe).get(reverse("numerisation:codage"))
    assert "Seul le haut de la page" in page.content.decode()
    bandeau = page.context["image"]
    assert connecter(agathe).get(bandeau)["Content-Type"] == "image/jpeg"
    assert connecter(chloe).get(bandeau).status_code == 404


def test_a_provider_reads_that_a_record_is_held_and_never_why(connecter, piotr, maud, dossiers):
    ici = dossiers[0]
    with agir_comme(maud):
        retenir(agent=maud, dossier=ici, motif="Réclamation de Mme Lefèvre")
    adresse = reverse("numerisation:dossier", args=[ici.pk])
    du_service, du_prestataire = (connecter(qui).get(adresse).content.decode() for qui in (maud, piotr))
    assert "Réclamation de Mme Lefèvre" in du_service
    assert "Retenue (réclamation" in du_prestataire and "Lefèvre" not in du_prestataire
