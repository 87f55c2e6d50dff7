"""One pass of the service's main job over HTTP: `./maillage demo --check`."""

from __future__ import annotations

import datetime as dt
import json
import re
import time
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse, attendre
from maillage.metiers.medecine_legale.demo.verification_chiffres import verifier_chiffres
from maillage.metiers.medecine_legale.demo.verification_saisie import verifier_saisie
from maillage.metiers.medecine_legale.demo.verification_sorties import (
    verifier_etat,
    verifier_facturation,
    verifier_remise,
)

SECRETAIRE = "secretaire.lille@demo.maillage.invalid"
AUTRE_UNITE = "secretaire.amiens@demo.maillage.invalid"
RACINE = "/medecine_legale"
OK, INTROUVABLE, REFUSE = 200, 404, 422

Controle = tuple[str, bool, str]


def verifier(client: Client) -> Iterator[Controle]:
    """A requisition becomes an act, a certificate, a deadline, a figure and a trace, from one entry."""
    marque = f"{time.time_ns() // 1_000_000}"
    client.connecter(SECRETAIRE)
    avant = _actes_du_mois(client)
    requisition = _recevoir(client, marque)
    yield "requisition", requisition.statut == OK and marque in requisition.texte, _duree(requisition)
    identifiant = _dernier_nombre(requisition.adresse)
    accueil = client.obtenir("/")
    yield "echeance_a_l_accueil", marque in accueil.texte, _duree(accueil)
    acte = _saisir(client, identifiant, marque)
    yield "acte", acte.statut == OK and f"V-{marque}" in acte.texte, _duree(acte)
    refuse = _saisir(client, identifiant, marque)
    yield "doublon_refuse", refuse.statut == REFUSE, str(refuse.statut)
    liste = client.obtenir(f"{RACINE}/actes/", recherche=f"V-{marque}")
    yield "recherche", f"V-{marque}" in liste.texte, _duree(liste)
    yield from _certificat(client, acte.adresse)
    yield from verifier_remise(client, acte.adresse)
    yield from verifier_etat(client)
    apres = _actes_du_mois(client)
    yield "indicateur", apres == avant + 1, f"{avant} → {apres}"
    historique = client.obtenir(f"{acte.adresse}historique/")
    yield "trace", "a créé la fiche" in historique.texte, _duree(historique)
    yield from _import(client, marque)
    export = client.obtenir(
        "/echanges/exports/nouveau/medecine_legale.actes/", format="csv", recherche=f"V-{marque}"
    )
    yield "export", f"V-{marque}".encode() in export.contenu, f"{len(export.contenu)} octets"
    yield from verifier_saisie(client, marque)
    client.connecter(AUTRE_UNITE)
    ailleurs = client.obtenir(acte.adresse)
    yield "autre_unite_ne_voit_rien", ailleurs.statut == INTROUVABLE, str(ailleurs.statut)
    yield from verifier_facturation(client)
    yield from verifier_chiffres(client)


def _recevoir(client: Client, marque: str) -> Reponse:
    page = client.obtenir(f"{RACINE}/requisitions/nouvelle/").texte
    donnees = {
        "structure": _valeur(page, "structure"),
        "requerant": _premiere_option(page, "requerant"),
        "numero_pv": f"PV-{marque}",
        "date_requisition": dt.date.today().isoformat(),  # noqa: DTZ011 (the day of the machine that checks)
        "date_limite": dt.date.today().isoformat(),  # noqa: DTZ011
        "mission": "Examiner la personne et fixer l’incapacité totale de travail.",
    }
    fichiers = {"fichier": ("requisition.pdf", b"%PDF-1.7\nfictif\n", "application/pdf")}
    return client.envoyer(f"{RACINE}/requisitions/nouvelle/", donnees, fichiers)


def _saisir(client: Client, requisition: str, marque: str) -> Reponse:
    page = client.obtenir(f"{RACINE}/actes/nouveau/", requisition=requisition).texte
    donnees: dict[str, str | list[str]] = {
        "profil": "victime",
        "structure": _valeur(page, "structure"),
        "requisition": requisition,
        "numero_interne": f"V-{marque}",
        "date_examen": dt.date.today().isoformat(),  # noqa: DTZ011
        "statut": "realise",
        "heure_debut": "08:35",
        "types_examen": ["somatique"],
        "lieu": "umj",
        "age": "majeur",
        "genre": "feminin",
        "natures_violence": ["coups"],
        "contextes_violence": ["conjugale"],
        "itt_jours": "5",
        "nom": "Personne",
        "prenom": "Fictive",
    }
    return client.envoyer(f"{RACINE}/actes/nouveau/", donnees)


def _certificat(client: Client, adresse: str) -> Iterator[Controle]:
    client.obtenir(f"{adresse}certificat/")
    donnees = {
        "nom": "Personne",
        "prenom": "Fictive",
        "constatations": "Ecchymose de 3 cm à l’avant-bras gauche.",
        "itt_jours": "5",
    }
    page = client.envoyer(f"{adresse}certificat/", donnees)
    lien = re.search(r'href="(/documents/\d+/)"', page.texte)
    pdf = client.obtenir(f"{lien.group(1)}fichier/") if lien else page
    yield (
        "certificat",
        pdf.contenu.startswith(b"%PDF"),
        f"{len(pdf.contenu)} octets, {page.millisecondes:.0f} ms",
    )


def _actes_du_mois(client: Client) -> int:
    """Acts of the month in the agent's structure, as the indicator's JSON says."""
    mois = f"{dt.date.today():%Y-%m}"  # noqa: DTZ011
    reponse = client.obtenir("/indicateurs/medecine_legale.actes/export/json/", debut=mois, fin=mois)
    return int(json.loads(reponse.contenu)["total"]["valeur"] or 0)


def _import(client: Client, marque: str) -> Iterator[Controle]:
    """A right line and a wrong one: the wrong one is named, the right one becomes an act."""
    jour = f"{dt.date.today():%d/%m/%Y}"  # noqa: DTZ011
    lignes = (
        "Numéro interne;Date d’examen;Profil;Durée;Distance;Types d’examen;Lieu;Âge personne;Genre personne",
        f"I-{marque};{jour};Reconstitution;4 à 8 heures;Moins de 50 km;;;;",
        f"J-{marque};{jour};Ivresse publique et manifeste;;;Somatique;Commissariat;Majeur inconnu;Masculin",
    )
    adresse = "/echanges/imports/nouveau/medecine_legale.actes/"
    page = client.obtenir(adresse).texte
    rapport = client.envoyer(
        adresse,
        {"organisation": _valeur(page, "organisation")},
        {"fichier": ("actes.csv", "\n".join(lignes).encode(), "text/csv")},
    )
    yield "import_rapport", "Majeur inconnu" in rapport.texte, _duree(rapport)
    client.envoyer(f"{rapport.adresse}appliquer/", {"sans_les_erreurs": "oui"})
    lien = f"I-{marque}</a>"
    liste = attendre(client, f"{RACINE}/actes/", lien, recherche=f"I-{marque}")
    yield "import_applique", lien in liste.texte, _duree(liste)


def _valeur(page: str, nom: str) -> str:
    """Value of a hidden input, else the first real option of a select."""
    cache = re.search(rf'<input[^>]*name="{nom}"[^>]*value="(\d+)"', page)
    return cache.group(1) if cache else _premiere_option(page, nom)


def _premiere_option(page: str, nom: str) -> str:
    liste = re.search(rf'<select[^>]*name="{nom}".*?</select>', page, re.DOTALL)
    option = re.search(r'<option value="(\d+)"', liste.group(0)) if liste else None
    return option.group(1) if option else ""


def _dernier_nombre(adresse: str) -> str:
    return re.findall(r"\d+", adresse)[-1]


def _duree(reponse: Reponse) -> str:
    return f"{reponse.statut}, {reponse.millisecondes:.0f} ms"
