"""A thousand requests at once, of everybody, errors included, on the real server: nobody sees another's records."""

from __future__ import annotations

import datetime as dt
import http.client
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone

from maillage.config.cli.processus import port_libre
from maillage.config.postgres import RACINE
from maillage.metiers.medecine_legale.actions import enregistrer_acte
from maillage.metiers.medecine_legale.enums import Profil
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent, Organisation, Territoire
from maillage.socle.journal.models import Evenement
from tests.adresses_etancheite import MOTIF
from tests.distribution import CreerAgent

pytestmark = [
    pytest.mark.lent,
    pytest.mark.django_db(transaction=True, databases=["default", "proprietaire"]),
]

NOMBRE = 1000
EN_MEME_TEMPS = 32
ACTES_PAR_UNITE = 20
DELAI = 120
JETON = "a" * 32
ACTES = "/medecine_legale/actes/"


@dataclass(frozen=True)
class Demande:
    """One request: who, what, the answer expected, and the marks that the answer must not bear."""

    qui: str
    chemin: str
    statut: int
    interdits: tuple[str, ...]
    donnees: dict[str, str] | None = None


@dataclass(frozen=True)
class Recue:
    """What came back."""

    demande: Demande
    statut: int
    texte: str


@pytest.fixture
def actes(umj_lille: Organisation, umj_amiens: Organisation, creer_agent: CreerAgent) -> dict[str, list[int]]:
    """Acts of each unit, whose numbers bear its name."""
    faits: dict[str, list[int]] = {}
    for nom, marque, unite in (("alice", "LILLE", umj_lille), ("chloe", "AMIENS", umj_amiens)):
        agent = creer_agent(nom, "medecine_legale.gestionnaire", unite)
        faits[nom] = [_enregistrer(agent, unite, f"{marque}-{rang:05d}") for rang in range(ACTES_PAR_UNITE)]
    return faits


def _enregistrer(agent: Agent, unite: Organisation, numero: str) -> int:
    valeurs = ValeursActe(
        profil=Profil.VICTIME,
        date_examen=timezone.localdate(),
        numero_interne=numero,
        heure_debut=dt.time(0, 5),
        est_hors_requisition=True,
        a_requisition=False,
        types_examen=("somatique",),
        lieu="umj",
        age="majeur",
        genre="feminin",
        natures_violence=("coups",),
        contextes_violence=("conjugale",),
    )
    with agir_comme(agent):
        return enregistrer_acte(agent=agent, structure=unite, valeurs=valeurs).pk


@pytest.fixture
def serveur(actes: dict[str, list[int]]) -> Iterator[int]:
    """The web server of production on the database of this test; its port."""
    port = port_libre(0)
    environnement = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.reglages_etancheite",
        "MAILLAGE_BASE": connection.settings_dict["NAME"],
        "PYTHONPATH": f"{RACINE / 'src'}{os.pathsep}{RACINE}",
    }
    commande = [
        sys.executable,
        "-m",
        "maillage.config.cli.serveur_web",
        "--port",
        str(port),
        "--processus",
        "2",
    ]
    processus = subprocess.Popen(  # noqa: S603 (our own command)
        commande,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environnement,
    )
    try:
        _attendre(port, processus)
        yield port
    finally:
        processus.terminate()
        processus.wait(30)


def _attendre(port: int, processus: subprocess.Popen[bytes]) -> None:
    limite = time.monotonic() + DELAI
    while processus.poll() is None and time.monotonic() < limite:
        try:
            if _demander(port, Demande("", "/sante", 200, ()), {}).statut == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def _demander(port: int, demande: Demande, temoins: dict[str, str]) -> Recue:
    connexion = http.client.HTTPConnection("127.0.0.1", port, timeout=DELAI)
    entetes = {"Cookie": f"csrftoken={JETON}; {temoins.get(demande.qui, '')}", "X-CSRFToken": JETON}
    corps = None
    if demande.donnees is not None:
        corps = urlencode(demande.donnees)
        entetes["Content-Type"] = "application/x-www-form-urlencoded"
    try:
        connexion.request("GET" if corps is None else "POST", demande.chemin, corps, entetes)
        reponse = connexion.getresponse()
        return Recue(demande, reponse.status, reponse.read().decode())
    finally:
        connexion.close()


def _demandes(actes: dict[str, list[int]]) -> Iterator[Demande]:
    """Everybody asks everything, in turn, so that each connection goes from one to another."""
    autre = {"alice": "chloe", "bruno": "chloe", "chloe": "alice"}
    marques = {
        "alice": ("AMIENS-0", "Amiens"),
        "bruno": ("AMIENS-0", "Amiens"),
        "chloe": ("LILLE-0", "Lille"),
    }
    propres = {"alice": "alice", "bruno": "alice", "chloe": "chloe"}
    for rang in range(NOMBRE):
        qui = ("alice", "chloe", "bruno", "denis", "anonyme")[rang % 5]
        tour, genre = divmod(rang // 5, 8)
        un = actes[propres.get(qui, "alice")][tour % ACTES_PAR_UNITE]
        etranger = actes[autre.get(qui, "chloe")][tour % ACTES_PAR_UNITE]
        chemins: tuple[tuple[str, int, dict[str, str] | None], ...] = (
            (ACTES, 200, None),
            (f"{ACTES}{un}/", 200, None),
            (f"{ACTES}{etranger}/", 404, None),
            (f"{ACTES}?recherche={'AMIENS' if qui in ('alice', 'bruno') else 'LILLE'}", 200, None),
            ("/indicateurs/medecine_legale.actes/?portee=perimetre", 200, None),
            (f"{ACTES}nouveau/", 422, {"profil": "victime", "statut": "realise"}),
            ("/casser/", 500, {}),
            ("/", 200, None),
        )
        chemin, statut, donnees = chemins[genre]
        if qui == "anonyme":
            yield Demande(qui, chemin, 302, ("AMIENS-0", "LILLE-0", "Amiens", "Lille"), donnees)
        elif qui == "denis":  # sees both units, writes nowhere
            yield Demande(qui, chemin, 404 if donnees is not None else 200, (), donnees)
        else:
            yield Demande(qui, chemin, statut, marques[qui], donnees)


def test_a_thousand_concurrent_requests_leak_nothing(
    serveur: int,
    actes: dict[str, list[int]],
    creer_agent: CreerAgent,
    umj_lille: Organisation,
    hauts_de_france: Territoire,
) -> None:
    agents = {
        "alice": creer_agent("alice"),
        "chloe": creer_agent("chloe"),
        "bruno": creer_agent("bruno", "medecine_legale.gestionnaire", umj_lille),
        "denis": creer_agent("denis", "medecine_legale.superviseur_regional", territoire=hauts_de_france),
    }
    temoins = {nom: _session(agent) for nom, agent in agents.items()}
    demandes = list(_demandes(actes))
    with ThreadPoolExecutor(EN_MEME_TEMPS) as executeur:
        recues = list(executeur.map(lambda d: _demander(serveur, d, temoins), demandes))

    inattendues = [
        (r.demande.qui, r.demande.chemin, r.statut) for r in recues if r.statut != r.demande.statut
    ]
    assert not inattendues, inattendues[:10]
    fuites = [
        (r.demande.qui, r.demande.chemin, marque)
        for r in recues
        for marque in r.demande.interdits
        if marque in r.texte
    ]
    assert not fuites, fuites[:10]
    vues = [r.texte for r in recues if r.demande.chemin == ACTES and r.statut == 200]
    assert all(texte.count("-000") >= ACTES_PAR_UNITE for texte in vues)  # the pages did show something

    with agir_comme(agent_systeme()):
        assert ActeMedicoLegal.objects.count() == 2 * ACTES_PAR_UNITE
        assert not ActeMedicoLegal.objects.filter(est_annule=True).exists()
        assert not Evenement.objects.filter(motif=MOTIF).exists()


def test_two_hundred_identical_posts_at_once_leave_one_act_and_one_requisition(
    serveur: int, creer_agent: CreerAgent, umj_lille: Organisation
) -> None:
    """Whoever presses twice, or two desks with the same paper: the first is kept, the others are told."""
    with agir_comme(agent_systeme()):
        commissariat = Organisation.objects.create(type="commissariat", nom="Commissariat de Lille")
    alice = creer_agent("alice")
    donnees = {
        "structure": str(umj_lille.pk),
        "profil": "garde_a_vue",
        "numero_pv": "2026/00999",
        "autre_requerant": str(commissariat.pk),
        "numero_interne": "2026-00999",
        "date_examen": timezone.localdate().isoformat(),
        "heure_debut": "00:05",
        "statut": "realise",
        "types_examen": "somatique",
        "lieu": "umj",
        "age": "majeur",
        "genre": "masculin",
    }
    demande = Demande("alice", f"{ACTES}nouveau/", 302, (), donnees)
    temoins = {"alice": _session(alice)}
    with ThreadPoolExecutor(EN_MEME_TEMPS) as executeur:
        recues = list(executeur.map(lambda _: _demander(serveur, demande, temoins), range(200)))
    assert sorted({recue.statut for recue in recues}) == [302, 422]
    assert sum(recue.statut == 302 for recue in recues) == 1
    assert all("désigne déjà un acte" in recue.texte for recue in recues if recue.statut == 422)
    with agir_comme(alice):
        assert ActeMedicoLegal.objects.filter(numero_interne="2026-00999").count() == 1
        assert Requisition.objects.filter(numero_pv="2026/00999").count() == 1


def _session(agent: Agent) -> str:
    client = Client()
    client.force_login(agent)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
