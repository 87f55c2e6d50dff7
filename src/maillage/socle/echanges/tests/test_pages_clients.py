"""Programs are opened, given a new secret and closed from pages; a secret is seen once."""

import re

import pytest

from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.echanges.api.jetons import DROITS_DE_L_API, emettre
from maillage.socle.echanges.droits import CLIENTS_GERER
from maillage.socle.echanges.models import ClientApi

pytestmark = pytest.mark.django_db
GERANTE, LOGICIEL, AILLEURS = "essai_api.gerante", "essai_api.logiciel", "essai_autre.logiciel"


@pytest.fixture(scope="module", autouse=True)
def roles():
    droit = min(DROITS_DE_L_API)
    declarer_role(GERANTE, "Gérante", droits=[CLIENTS_GERER], niveau=50)
    declarer_role(LOGICIEL, "Logiciel métier", droits=[droit], niveau=10)
    declarer_role(AILLEURS, "Logiciel d’un autre service", droits=[droit], niveau=10)
    yield droit
    for code in (GERANTE, LOGICIEL, AILLEURS):
        del VOCABULAIRE.roles[code]


@pytest.fixture
def gerante(creer_agent, umj_lille, roles):
    RoleDroit.objects.create(role=GERANTE, droit=CLIENTS_GERER)
    RoleDroit.objects.create(role=LOGICIEL, droit=roles)
    return creer_agent("gerante", GERANTE, umj_lille)


def valeurs(page):
    """(identifier, secret) shown by the page."""
    identifiant, secret = re.findall(r"<dd><code>([^<]+)</code>", page.content.decode())
    return identifiant, secret


def ouvrir(connecter, gerante, umj_lille, roles, **autres):
    saisie = {
        "libelle": "DxCare",
        "organisation": umj_lille.pk,
        "role": LOGICIEL,
        "portees": [roles],
        **autres,
    }
    return connecter(gerante).post("/echanges/logiciels/nouveau/", saisie)


def test_the_secret_is_shown_once_and_opens_the_api(connecter, gerante, umj_lille, roles):
    page = ouvrir(connecter, gerante, umj_lille, roles)
    identifiant, secret = valeurs(page)
    assert emettre(identifiant, secret, [])[1] == [roles]
    assert "no-store" in page["Cache-Control"]
    liste = connecter(gerante).get("/echanges/logiciels/").content.decode()
    assert "DxCare" in liste and secret not in liste


def test_a_role_of_another_service_is_not_offered_and_is_refused(connecter, gerante, umj_lille, roles):
    assert AILLEURS not in connecter(gerante).get("/echanges/logiciels/nouveau/").content.decode()
    assert ouvrir(connecter, gerante, umj_lille, roles, role=AILLEURS).status_code == 422
    assert not ClientApi.objects.exists()


def test_a_new_secret_ends_the_former_one_and_closing_ends_both(connecter, gerante, umj_lille, roles):
    premier = valeurs(ouvrir(connecter, gerante, umj_lille, roles))
    client = ClientApi.objects.get()
    second = valeurs(connecter(gerante).post(f"/echanges/logiciels/{client.pk}/secret/"))
    assert emettre(premier[0], premier[1], []) is None and emettre(second[0], second[1], []) is not None
    connecter(gerante).post(f"/echanges/logiciels/{client.pk}/fermer/")
    assert emettre(second[0], second[1], []) is None


def test_the_programs_of_another_structure_do_not_exist(
    connecter, creer_agent, gerante, umj_lille, umj_amiens, roles
):
    ouvrir(connecter, gerante, umj_lille, roles)
    voisine = creer_agent("voisine", GERANTE, umj_amiens)
    assert "DxCare" not in connecter(voisine).get("/echanges/logiciels/").content.decode()
    assert (
        connecter(voisine).post(f"/echanges/logiciels/{ClientApi.objects.get().pk}/fermer/").status_code
        == 404
    )
