"""An import in a real browser, from the drop to the undo: accessible, within its width, nothing refused by the policy.

`MAILLAGE_GALERIE=folder pytest …` also keeps the screenshots.
"""

import os
import re
import threading

import pytest
from django.urls import reverse
from tests import axe

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Organisation

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True)]
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")
LARGEURS = {"bureau": (1440, 900), "telephone": (390, 844)}


@pytest.fixture(params=LARGEURS)
def page(request, navigateur, live_server, client, alice):
    client.force_login(alice)
    largeur, hauteur = LARGEURS[request.param]
    contexte = navigateur.new_context(
        viewport={"width": largeur, "height": hauteur}, locale="fr-FR", reduced_motion="reduce"
    )
    cookie = client.cookies["sessionid"].value
    contexte.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    page = contexte.new_page()
    page.plaintes = []
    page.nom = request.param
    page.on("console", lambda m: page.plaintes.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda erreur: page.plaintes.append(str(erreur)))
    yield page
    contexte.close()


def examiner(page, nom: str) -> None:
    if DOSSIER:
        page.screenshot(path=f"{DOSSIER}/echanges-{page.nom}-{nom}.png", full_page=True)
    fautes = [*page.plaintes, *axe.examiner(page)]
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        fautes.append("wider than the screen")
    assert not fautes, f"{nom}: " + "\n".join(fautes)


def test_an_import_from_the_drop_to_the_undo(page, live_server, declaration, alice, tmp_path, travailler):
    with agir_comme(alice):
        Organisation.objects.create(finess="590000001", nom="Ancien nom", type="ministere")
    fichier = tmp_path / "organisations.csv"
    fichier.write_bytes(
        "n° finess;intitulé;genre\n590000001;Centre d’été;autre\n590000002;Centre B;ministère\n"
        "590000003;;autre\n590000004;Centre D;inconnue\n".encode("cp1252")
    )
    page.goto(live_server.url + reverse("echanges:imports"))
    examiner(page, "liste")
    page.get_by_role("link", name="Importer : Organisations").click()
    examiner(page, "depot")
    page.set_input_files("input[type=file]", fichier)
    page.get_by_role("button", name="Lire le fichier").click()
    page.get_by_label("Dénomination").select_option("intitulé")
    page.get_by_label("Nature").select_option("genre")
    examiner(page, "colonnes")
    page.get_by_role("button", name="Vérifier le fichier").click()
    page.get_by_text("Valeur obligatoire.").wait_for()
    examiner(page, "rapport")
    page.get_by_label("Laisser de côté").check(force=True)
    page.get_by_role("button", name=re.compile(r"Importer 2.lignes")).click()
    page.get_by_text("Import en cours", exact=True).first.wait_for()
    examiner(page, "progression")
    fil = threading.Thread(target=travailler)  # the browser keeps an event loop in this one
    fil.start()
    fil.join()
    page.get_by_text("Import terminé").wait_for()
    examiner(page, "resultat")
    page.get_by_role("link", name="Annuler cet import").click()
    examiner(page, "annuler")
    page.get_by_role("button", name="Annuler l’import").click()
    page.get_by_text("tout est redevenu comme avant").wait_for()
    with agir_comme(alice):
        assert Organisation.objects.get(finess="590000001").nom == "Ancien nom"
        assert not Organisation.objects.filter(finess="590000002").exists()
