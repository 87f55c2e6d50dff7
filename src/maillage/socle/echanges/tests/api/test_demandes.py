"""Requests as another program sends them: repeated, dated by a version, wrong, paged, too many."""

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.echanges.api import enveloppe
from maillage.socle.echanges.api.debit import Debit
from maillage.socle.echanges.models import ReponseGardee
from maillage.socle.echanges.tests.api.conftest import noms


def test_a_repeated_request_has_one_effect_and_the_same_answer(appeler):
    premiere = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k1")
    seconde = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k1")
    assert premiere.status_code == seconde.status_code == 201
    assert premiere.content == seconde.content
    assert seconde["Idempotent-Replayed"] == "true"
    assert noms() == ["A"]
    autre = appeler("POST", "/api/essai/essai/organisations", {"nom": "B"}, Idempotency_Key="k1")
    assert autre.status_code == 422
    assert "déjà servi pour une autre demande" in autre.json()["detail"]
    appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k2")
    assert noms() == ["A", "A"]


def test_a_kept_answer_is_seen_by_its_client_alone(appeler, chloe):
    appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}, Idempotency_Key="k1")
    with agir_comme(chloe):
        assert not ReponseGardee.objects.exists()


def test_a_refused_operation_leaves_nothing(appeler):
    assert appeler("POST", "/api/essai/essai/organisations", {"nom": "refusé"}).status_code == 409
    assert noms() == []


def test_a_breakdown_is_a_french_problem_leaves_nothing_and_frees_the_key(appeler):
    reponse = appeler("POST", "/api/essai/essai/organisations", {"nom": "panne"}, Idempotency_Key="k")
    assert reponse.status_code == 500
    assert reponse.json()["detail"].startswith("La demande n’a pas abouti, rien n’a été enregistré")
    assert noms() == []


def test_a_change_needs_the_current_version(appeler):
    cree = appeler("POST", "/api/essai/essai/organisations", {"nom": "A"}).json()
    adresse = f"/api/essai/essai/organisations/{cree['id']}"
    lu = appeler("GET", adresse)
    etiquette = lu["ETag"]
    assert appeler("GET", adresse, If_None_Match=etiquette).status_code == 304
    assert appeler("PATCH", adresse, {"nom": "B"}).status_code == 404  # another structure's
    assert appeler("PATCH", adresse, {"nom": "B"}, If_Match='"faux"').status_code == 404


def test_if_match_refuses_a_version_already_passed(appeler, umj_lille):
    adresse = f"/api/essai/essai/organisations/{umj_lille.pk}"
    etiquette = appeler("GET", adresse)["ETag"]
    assert appeler("PATCH", adresse, {"nom": "B"}).status_code == 428
    assert appeler("PATCH", adresse, {"nom": "B"}, If_Match=etiquette).json()["nom"] == "B"
    reponse = appeler("PATCH", adresse, {"nom": "C"}, If_Match=etiquette)
    assert reponse.status_code == 412
    assert "relisez-le" in reponse.json()["detail"]
    umj_lille.refresh_from_db()
    assert umj_lille.nom == "B"


def test_errors_name_the_field_in_french(appeler, umj_lille):
    reponse = appeler("POST", "/api/essai/essai/organisations", {"nom": 3})
    assert reponse.status_code == 422
    assert reponse.json()["erreurs"] == [{"champ": "donnees.nom", "message": "Un texte est attendu."}]
    reponse = appeler("POST", "/api/essai/essai/organisations", {})
    assert reponse.json()["erreurs"][0]["message"] == "Ce champ est obligatoire."
    adresse = f"/api/essai/essai/organisations/{umj_lille.pk}"
    reponse = appeler("PATCH", adresse, {"nom": "x" * 300}, If_Match="*")
    assert reponse.status_code == 422
    assert reponse.json()["erreurs"][0]["champ"] == "nom"
    assert appeler("GET", "/api/essai/essai/organisations/0").json()["title"] == "Introuvable"


def test_too_many_requests_wait(appeler, monkeypatch):
    instant = [0.0]
    monkeypatch.setattr(enveloppe, "DEBIT", Debit(2, horloge=lambda: instant[0]))
    codes = [appeler("GET", "/api/v1/moi").status_code for _ in range(3)]
    assert codes == [200, 200, 429]
    assert appeler("GET", "/api/v1/moi")["Retry-After"] == "30"
    instant[0] = 30.0
    assert appeler("GET", "/api/v1/moi").status_code == 200


def test_pages_follow_each_other_without_hole_nor_double(appeler, liste):
    codes, curseur = [], ""
    while curseur is not None:
        page = appeler("GET", f"/api/v1/referentiels/essai/entrees?taille=3&curseur={curseur}").json()
        codes += [element["code"] for element in page["elements"]]
        curseur = page["suivant"]
    assert codes == [f"{n:03}" for n in range(7)]
    reponse = appeler("GET", "/api/v1/referentiels/essai/entrees?curseur=faux")
    assert reponse.status_code == 422
    assert "curseur" in reponse.json()["detail"]
    assert appeler("GET", "/api/v1/referentiels").json()["elements"][0]["code"] == "essai"
    assert appeler("GET", "/api/v1/referentiels/inconnu").status_code == 404
