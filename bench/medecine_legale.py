"""Forensic medicine, measured as its users meet it: one client, over HTTP, against the server of production.

Each figure is the median of `n` requests, after a few that do not count; `memoire` is the most memory the process
that answered has held, in MiB. On a machine that others use, elapsed times say more about the neighbours than about
us: `charge` is its load average, and `processeur` the processor time of one request, web server and PostgreSQL
together, in milliseconds, which is about what the request takes on a machine at rest; `etalon`, the time of a fixed
computation, tells two runs apart when the machine's own speed varies.
"""

from __future__ import annotations

import itertools
import os
import re
import statistics
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import connection, connections
from django.utils import timezone

from maillage.commun.mesure import chronometrer
from maillage.config.cli.client import Client, Reponse
from maillage.config.cli.demo import lancer_services
from maillage.config.cli.processus import Groupe, port_libre
from maillage.config.postgres import dossier_var
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.scellement import sceller

OK, REDIRECTION = 200, 302
NATIONAL = "national@demo.maillage.invalid"
LOCAL = "secretaire.lille@demo.maillage.invalid"
ACTES = "/medecine_legale/actes/"
INDICATEUR = "/indicateurs/medecine_legale.actes/"
BANC = "BANC-"
"""How the acts that a measure records are numbered: the next one takes its examples elsewhere."""
EXPORT = "/echanges/exports/nouveau/medecine_legale.actes/?format=xlsx"
PAGES, ECHAUFFEMENT = 40, 5
EXPORTS = 3
DELAI_EXPORT = 180


def mesurer(volume: str) -> Iterator[dict[str, Any]]:
    """Yield the figures; nothing but the acts recorded by the measure is left behind."""
    _mettre_au_repos()
    with Groupe(dossier_var() / "journaux") as groupe:
        adresse = lancer_services(groupe, port_libre(8000))
        groupe.attendre_reponse(f"{adresse}/pret?travailleur")
        web, travailleur = (groupe.processus[nom].pid for nom in ("web", "travailleur"))
        national, local = Client(adresse), Client(adresse)
        _connecter(national, NATIONAL)
        _connecter(local, LOCAL)
        for nom, client, chemin in _lectures(national, local):
            yield _page(nom, lambda c=client, u=chemin: c.obtenir(u), web)  # type: ignore[misc]
        yield from _creations(local, web)
        if volume != "decennal":  # a workbook has a million rows at most
            yield from _exports(national, travailleur)


def _mettre_au_repos() -> None:
    """Do at once what the hours after a load would: seal the journal, sweep the tables; nothing is left beside."""
    with agir_comme(agent_systeme()):
        while sceller():
            pass
    with connections["proprietaire"].cursor() as curseur:
        curseur.execute("VACUUM (ANALYZE)")


def _connecter(client: Client, courriel: str) -> None:
    """Sign in, and make sure of it: the page of sign-in, quick and always the same, would be measured instead."""
    client.connecter(courriel)
    page = _attendre(client.obtenir(ACTES))
    if page.adresse != ACTES:
        raise RuntimeError(f"{courriel} is not signed in: {ACTES} leads to {page.adresse}")


def _lectures(national: Client, local: Client) -> Iterator[tuple[str, Client, str]]:
    numero, pv = _exemples()
    yield "liste_nationale", national, ACTES
    yield "liste_structure", local, ACTES
    yield "recherche_numero_frequent", national, f"{ACTES}?recherche={numero[:4]}"
    yield "recherche_numero_rare", national, f"{ACTES}?recherche={numero}"
    yield "recherche_fin_zeros", national, f"{ACTES}?recherche=001"
    yield "recherche_fin_frequente", national, f"{ACTES}?recherche=123"
    yield "recherche_fin_rare", national, f"{ACTES}?recherche={numero.partition('-')[2]}"
    yield "recherche_pv_rare", national, f"{ACTES}?recherche={pv}"
    yield "recherche_sans_resultat", national, f"{ACTES}?recherche=99999999"
    yield "recherche_structure", local, f"{ACTES}?recherche={numero.partition('-')[2]}"
    yield "formulaire_acte", local, f"{ACTES}nouveau/"
    yield "page_suivante", national, _suivante(national)
    annee = timezone.localdate().year
    yield "statistiques_annee", national, f"{INDICATEUR}?debut={annee}-01&fin={annee}-12"
    yield "statistiques_par_type", national, f"{INDICATEUR}?debut={annee}-01&fin={annee}-12&par=type_examen"
    yield "statistiques_par_region", national, f"{INDICATEUR}?debut={annee}-01&fin={annee}-12&par=region"


def _exemples() -> tuple[str, str]:
    """The internal number and the PV number of a recent act."""
    with agir_comme(Agent.objects.get(email=NATIONAL)):
        anciens = ActeMedicoLegal.objects.exclude(numero_pv="").exclude(numero_interne__startswith=BANC)
        acte = anciens.order_by("-date_examen", "-id")[100]
    return acte.numero_interne, acte.numero_pv


def _suivante(client: Client) -> str:
    trouvee = re.search(r'href="([^"]*[?&](?:amp;)?curseur=[^"]+)"', _attendre(client.obtenir(ACTES)).texte)
    assert trouvee, "the list has no next page"  # noqa: S101 (a bench that measures nothing must fail)
    return trouvee.group(1).replace("&amp;", "&")


def _page(nom: str, demander: Callable[[], Reponse], processus: int) -> dict[str, Any]:
    return _releve(nom, lambda: _attendre(demander()), processus)


def _releve(nom: str, action: Callable[[], object], processus: int) -> dict[str, Any]:
    chronometrer(nom, action, n=ECHAUFFEMENT, echauffement=0)
    avant = _temps_processeur(processus)
    mesure = chronometrer(nom, action, n=PAGES, echauffement=0)
    depense = (_temps_processeur(processus) - avant) * 1000 / PAGES
    return {
        **mesure.ligne(),
        "processeur": round(depense, 1),
        "memoire": memoire(processus),
        "charge": _charge(),
        "etalon": _etalon(),
    }


def _etalon() -> float:
    """Milliseconds of a computation that never changes: how fast the machine itself is at this moment."""
    calcul = chronometrer("etalon", lambda: sum(nombre * nombre for nombre in range(100_000)), n=7)
    return round(calcul.valeur, 1)


def _temps_processeur(processus: int) -> float:
    """Seconds of processor spent so far by these processes and by the sessions of PostgreSQL on our database."""
    with connection.cursor() as curseur:
        curseur.execute("SELECT pid FROM pg_stat_activity WHERE datname = current_database()")
        sessions = [pid for (pid,) in curseur.fetchall()]
    total = 0.0
    for pid in {*_processus(processus), *sessions}:
        etat = Path(f"/proc/{pid}/stat")
        if etat.exists():
            champs = etat.read_text().rpartition(")")[2].split()
            total += (int(champs[11]) + int(champs[12])) / os.sysconf("SC_CLK_TCK")
    return total


def _attendre(reponse: Reponse) -> Reponse:
    if reponse.statut != OK or "/connexion/" in reponse.adresse:
        raise RuntimeError(f"{reponse.adresse} : {reponse.statut}")
    return reponse


class _Brut(urllib.request.HTTPErrorProcessor):
    """Return every answer as it comes, redirections included: the page that follows is another measure."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response


def _creations(local: Client, processus: int) -> Iterator[dict[str, Any]]:
    """Post the form of an act, as the browser does: rules, history and rollups included."""
    local.obtenir(f"{ACTES}nouveau/")
    local.navigateur = urllib.request.build_opener(
        urllib.request.HTTPCookieProcessor(local.temoins), _Brut(), urllib.request.ProxyHandler({})
    )
    saisie = _saisie()
    identite = {"nom": "Fictive", "prenom": "Personne", "date_naissance": "1990-05-04"}
    for nom, donnees in (("creation", saisie), ("creation_avec_identite", saisie | identite)):
        rangs = itertools.count(time.time_ns())

        def creer(donnees: Any = donnees, rangs: Any = rangs) -> None:
            _cree(local.envoyer(f"{ACTES}nouveau/", {**donnees, "numero_interne": f"{BANC}{next(rangs)}"}))

        yield _releve(nom, creer, processus)


def _saisie() -> dict[str, str | list[str]]:
    with agir_comme(Agent.objects.get(email=LOCAL)):
        deja = ActeMedicoLegal.objects.filter(numero_interne__startswith=BANC).values("requisition")
        requisition = Requisition.objects.exclude(pk__in=deja).order_by("-date_requisition", "-id")[0]
    return {
        "profil": "victime",
        "structure": str(requisition.structure_id),
        "requisition": str(requisition.pk),
        "date_examen": timezone.localdate().isoformat(),
        "heure_debut": "00:05",
        "statut": "realise",
        "types_examen": ["somatique"],
        "lieu": "umj",
        "age": "majeur",
        "genre": "feminin",
        "natures_violence": ["coups"],
        "contextes_violence": ["conjugale"],
        "itt_jours": "5",
    }


def _cree(reponse: Reponse) -> None:
    if reponse.statut != REDIRECTION:
        raise RuntimeError(f"The act is refused: {reponse.statut}\n{reponse.texte[:3000]}")


def _exports(national: Client, travailleur: int) -> Iterator[dict[str, Any]]:
    """From the click to the file: the job that a worker does, then its download."""
    durees, tailles = [], []
    oublier_memoire_maximale(travailleur)
    for _ in range(EXPORTS):
        debut = time.perf_counter()
        fiche = _attendre(national.obtenir(EXPORT)).adresse
        while "/fichier/" not in (page := _attendre(national.obtenir(fiche)).texte):
            if time.perf_counter() - debut > DELAI_EXPORT:
                raise RuntimeError(f"The export is not ready after {DELAI_EXPORT} s: {page[:2000]}")
            time.sleep(0.1)
        tailles.append(len(_attendre(national.obtenir(f"{fiche}fichier/")).contenu))
        durees.append(time.perf_counter() - debut)
    durees.sort()
    yield {
        "name": "export_xlsx_annee",
        "value": round(statistics.median(durees), 2),
        "unit": "s",
        "p95": round(durees[-1], 2),
        "n": EXPORTS,
        "memoire": memoire(travailleur),
        "taille_mo": round(tailles[-1] / 1e6, 1),
        "charge": _charge(),
    }


def _processus(pid: int) -> list[int]:
    """A process and those it started."""
    enfants = Path(f"/proc/{pid}/task/{pid}/children")
    return [
        pid,
        *(p for e in (enfants.read_text().split() if enfants.exists() else []) for p in _processus(int(e))),
    ]


def memoire(pid: int) -> float | None:
    """Most memory held by the biggest of these processes since it started (or was told to forget), in MiB."""
    maximum = re.compile(r"VmHWM:\s+(\d+) kB")
    lus = [Path(f"/proc/{p}/status") for p in _processus(pid)]
    trouves = [maximum.search(statut.read_text()) for statut in lus if statut.exists()]
    return max((round(int(t.group(1)) / 1024, 1) for t in trouves if t), default=None)


def oublier_memoire_maximale(pid: int) -> None:
    """Start again from the memory held now."""
    for processus in _processus(pid):
        marque = Path(f"/proc/{processus}/clear_refs")
        if marque.exists():
            marque.write_text("5")


def _charge() -> float:
    return round(os.getloadavg()[0], 1)
