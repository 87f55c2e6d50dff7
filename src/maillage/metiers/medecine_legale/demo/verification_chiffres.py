"""The figures in `./maillage demo --check`: staffing signed, statistics recounted, open data, end of retention."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterator

from maillage.commun.navigation import Client

EFFECTIFS = "effectifs.lille@demo.maillage.invalid"
RESPONSABLE = "responsable.lille@demo.maillage.invalid"
ADMINISTRATION = "administration@demo.maillage.invalid"
RACINE = "/medecine_legale"
OK = 200
PROFESSIONS = ("medecin", "secretaire", "aide_soignant", "cadre_sante", "ide", "agent_amphitheatre", "autre")


def verifier_chiffres(client: Client) -> Iterator[tuple[str, bool, str]]:
    client.connecter(EFFECTIFS)
    yield from _etp(client)
    client.connecter(RESPONSABLE)
    yield _statistiques(client)
    yield _tableaux_annuels(client)
    page = client.obtenir(f"{RACINE}/donnees-ouvertes/")
    lien = re.search(r'href="([^"]+/fichier/)"', page.texte)
    fichier = client.obtenir(lien.group(1)) if lien else page
    yield "donnees_ouvertes", b"annee;mois;ventilation" in fichier.contenu, f"{len(fichier.contenu)} octets"
    client.connecter(ADMINISTRATION)
    conservation = client.obtenir(f"{RACINE}/conservation/")
    rapport = re.search(r"N° (\d{4}-\d{6})", conservation.texte)
    yield "purge", bool(rapport), f"rapport {rapport.group(1)}" if rapport else "aucun rapport"


def _etp(client: Client) -> Iterator[tuple[str, bool, str]]:
    """The month under way, entered and validated by the hospital, signed by the head of the unit."""
    jour = dt.date.today()  # noqa: DTZ011 (the day of the machine that checks)
    grille = client.obtenir(f"{RACINE}/effectifs/")
    adresse = grille.adresse
    version = re.search(r'name="version" value="(\w*)"', grille.texte)
    actuelles = dict(re.findall(r'name="(\d{4}-\d{2}\.\w+)" value="([^"]*)"', grille.texte))
    medecins = f"{time.time_ns() // 1_000_000 % 500 / 100:.2f}".replace(".", ",")
    saisie = {f"{jour:%Y-%m}.{p}": medecins if p == "medecin" else "1" for p in PROFESSIONS}
    envoi = {**actuelles, **saisie, "version": version.group(1) if version else "", "motif": "Contrôle"}
    enregistree = client.envoyer(f"{adresse}enregistrer/", envoi)
    yield (
        "etp_saisis",
        f'value="{medecins.rstrip("0").rstrip(",")}' in enregistree.texte,
        f"{enregistree.statut}",
    )
    mois = re.findall(r'href="(/medecine_legale/effectifs/mois/\d+/)"', enregistree.texte)[jour.month - 1]
    client.envoyer(f"{mois}valider/", {})
    client.connecter(RESPONSABLE)
    signe = client.envoyer(f"{mois}signer/", {})
    yield (
        "etp",
        "État des effectifs n°" in signe.texte and "Signé" in signe.texte,
        f"{signe.millisecondes:.0f} ms",
    )


def _tableaux_annuels(client: Client) -> tuple[str, bool, str]:
    """Years before the acts are in the series, under their own name, and opened on the table they come from."""
    page = client.obtenir(f"{RACINE}/statistiques/")
    liste = client.obtenir(f"{RACINE}/tableaux-annuels/")
    bien = "Série par année, avec les tableaux annuels" in page.texte and "En vigueur" in liste.texte
    return "tableaux_annuels", bien, f"{liste.statut}, {liste.millisecondes:.0f} ms"


def _statistiques(client: Client) -> tuple[str, bool, str]:
    """The year's figure, the file of the acts behind it, and the page."""
    annee = dt.date.today().year  # noqa: DTZ011
    reponse = client.obtenir(
        "/indicateurs/medecine_legale.actes/export/json/", debut=f"{annee}-01", fin=f"{annee}-12"
    )
    chiffre = int(json.loads(reponse.contenu)["total"]["valeur"] or 0)
    export = client.obtenir(
        "/echanges/exports/nouveau/medecine_legale.actes/",
        format="csv",
        statut="realise",
        date_du=f"{annee}-01-01",
        date_au=f"{annee}-12-31",
    )
    actes = len(export.contenu.decode("utf-8-sig").strip().splitlines()) - 1
    page = client.obtenir(f"{RACINE}/statistiques/", debut=f"{annee}-01", fin=f"{annee}-12")
    return (
        "statistiques_recomptees",
        page.statut == OK and chiffre == actes,
        f"{chiffre} affichés, {actes} comptés",
    )
