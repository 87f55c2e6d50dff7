"""What `demo --check` tries of the entry: an export of the previous tool, the proximity network, a new value."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from maillage.commun.navigation import Client, attendre

SECRETAIRE = "secretaire.lille@demo.maillage.invalid"
PROXIMITE = "proximite@demo.maillage.invalid"
ADMINISTRATION = "administration@demo.maillage.invalid"
RACINE = "/medecine_legale"
PRECEDENT = (
    "ID;Numéro interne;Demandeur;Profil;Date d'examen;Auteur;Hôpital;Types d'examen;Examens;Genre personne;"
    "Âge personne;Horaire;Lieu;Nature violences;Contexte violences;Durée;Distance;Cause du décès"
)

Controle = tuple[str, bool, str]


def verifier_saisie(client: Client, marque: str) -> Iterator[Controle]:
    client.connecter(SECRETAIRE)
    yield _reprendre(client, marque)
    client.connecter(PROXIMITE)
    yield _exercer(client, marque)
    yield from _etendre(client, marque)


def _reprendre(client: Client, marque: str) -> Controle:
    """A line in the words of the previous tool becomes an act in ours."""
    jour = f"{dt.date.today():%d/%m/%Y}"  # noqa: DTZ011 (the day of the machine that checks)
    ligne = (
        f"1;R-{marque};;Gardé.e à vue;{jour};a@exemple.invalid;CHU;Somatique;;Masculin;Majeur;Nuit profonde;"
        "Service hosp. public;;;;;"
    )
    adresse = "/echanges/imports/nouveau/medecine_legale.actes/"
    page = client.obtenir(adresse).texte
    organisation = re.search(r'name="organisation"[^>]*value="(\d+)"', page) or re.search(
        r'<option value="(\d+)"', page
    )
    rapport = client.envoyer(
        adresse,
        {"organisation": organisation.group(1) if organisation else ""},
        {"fichier": ("Report.csv", f"{PRECEDENT}\n{ligne}".encode(), "text/csv")},
    )
    client.envoyer(f"{rapport.adresse}appliquer/", {})
    lien = f"R-{marque}</a>"
    liste = attendre(client, f"{RACINE}/actes/", lien, recherche=f"R-{marque}")
    est_repris = lien in liste.texte and "Personne gardée à vue" in liste.texte
    return "import_ancien_outil", est_repris, f"{liste.statut}, {liste.millisecondes:.0f} ms"


def _exercer(client: Client, marque: str) -> Controle:
    """Five answers outside any structure."""
    page = client.obtenir(f"{RACINE}/proximite/").texte
    reponse = client.envoyer(
        f"{RACINE}/proximite/",
        {
            "profil": "garde_a_vue",
            "structure": _cache(page, "structure"),
            "numero_pv": f"PX-{marque}",
            "requerant": _cache(page, "requerant"),
            "age": "majeur",
            "genre": "masculin",
            "date_examen": dt.date.today().isoformat(),  # noqa: DTZ011
            "heure_debut": "00:05",
            "lieu": "commissariat",
            "types_examen": ["somatique"],
            "numero_interne": f"PX-{marque}",
            "statut": "realise",
        },
    )
    est_saisi = f"PX-{marque}" in reponse.texte and "Réseau de proximité" in reponse.texte
    return "saisie_de_proximite", est_saisi, f"{reponse.statut}, {reponse.millisecondes:.0f} ms"


def _etendre(client: Client, marque: str) -> Iterator[Controle]:
    """The administrator adds a place; the secretary chooses it, without a release; then it is closed."""
    libelle = f"Lieu d’essai {marque}"
    liste = f"{RACINE}/profils/listes/lieu/"
    jour = dt.date.today().isoformat()  # noqa: DTZ011
    client.connecter(ADMINISTRATION)
    page = client.obtenir(f"{liste}nouvelle/").texte
    profil = re.search(r'name="profils" value="(\d+)"', page)
    envoi: dict[str, str | list[str]] = {
        "libelle": libelle,
        "profils": [profil.group(1) if profil else ""],
        "date_effet": jour,
        "motif": "Vérification de la démonstration",
    }
    ajoutee = client.envoyer(f"{liste}nouvelle/", envoi)
    client.connecter(SECRETAIRE)
    formulaire = attendre(client, f"{RACINE}/actes/nouveau/", libelle, profil="victime")
    yield "valeur_ajoutee", libelle in formulaire.texte, f"{ajoutee.statut}, {ajoutee.millisecondes:.0f} ms"
    client.connecter(ADMINISTRATION)
    page = client.obtenir(liste).texte
    lien = re.search(rf'href="({liste}\d+/)">{libelle}<', page)
    if lien:
        client.obtenir(lien.group(1))
        page = client.envoyer(lien.group(1), {**envoi, "profils": []}).texte
    yield "valeur_fermee", f"{libelle}</a></td><td>Aucun" in page, "plus aucun profil ne l’admet"


def _cache(page: str, nom: str) -> str:
    """Value of a hidden input, or of the first option of a group."""
    trouve = re.search(rf'name="{nom}"[^>]*value="(\d+)"', page)
    return trouve.group(1) if trouve else ""
