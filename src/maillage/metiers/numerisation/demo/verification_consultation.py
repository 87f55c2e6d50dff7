"""The second half of one pass: read, searched, locked, broken open, copied, an incident, the paper that goes."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass

from django.utils import timezone

from maillage.commun.navigation import Client, Reponse

RACINE = "/numerisation"
OK, REFUSEE, INTROUVABLE = 200, 422, 404
JPEG, ZIP = b"\xff\xd8", b"PK"
Controle = tuple[str, bool, str]


@dataclass(frozen=True)
class Comptes:
    """E-mail addresses of who goes through it."""

    medecin: str
    assistant: str
    responsable: str
    voisin: str
    dpo: str
    coordinateur: str


def verifier_consultation(client: Client, comptes: Comptes) -> Iterator[Controle]:
    """The record whose worker waits for a copy, and all that happens around it."""
    client.connecter(comptes.medecin)
    copie = _texte(client.obtenir(f"{RACINE}/copies/").texte, r"/numerisation/copies/(\d+)/")
    page = client.obtenir(f"{RACINE}/copies/{copie or 0}/")
    dossier = _texte(page.texte, r"/numerisation/consulter/(\d+)/") or "0"
    yield "copie_attendue", dossier != "0", _duree(page)
    yield from _lire(client, comptes, dossier)
    etiquette = yield from _forcer(client, comptes, dossier)
    yield from _copier(client, comptes, dossier)
    yield from _signaler(client, comptes, etiquette)
    yield from _detruire(client, comptes)
    chiffre = client.obtenir("/indicateurs/numerisation.numerises/")
    yield "indicateurs", "Dossiers numérisés" in chiffre.texte, _duree(chiffre)
    cadence = client.obtenir(f"{RACINE}/cadence/")
    yield "cadence", "dérive de" in cadence.texte, _duree(cadence)


def _lire(client: Client, comptes: Comptes, dossier: str) -> Iterator[Controle]:
    lecteur = f"{RACINE}/consulter/{dossier}"
    client.connecter(comptes.medecin)
    sans_motif = client.obtenir(f"{lecteur}/pages/1/")
    yield "page_fermee_sans_motif", sans_motif.statut == INTROUVABLE, str(sans_motif.statut)
    lue = client.envoyer(f"{lecteur}/ouvrir/", {"motif": "visite"})
    yield "visionneuse", "Page 1" in lue.texte, _duree(lue)
    image = client.obtenir(f"{lecteur}/pages/1/")
    yield "page_dechiffree", image.contenu.startswith(JPEG), _duree(image)
    cherchee = client.obtenir(f"{lecteur}/", q="audiogramme")
    yield "recherche_dans_le_dossier", "<mark>" in cherchee.texte, _duree(cherchee)
    sante = _texte(cherchee.texte, r"\?page=(\d+)&amp;q=audiogramme\">Page")
    client.connecter(comptes.assistant)
    vue = client.envoyer(f"{lecteur}/ouvrir/", {"motif": "classement"})
    yield "sante_verrouillee_pour_l_assistant", "réservée" in vue.texte, _duree(vue)
    yield "lu_par_delegation_du_medecin", "par délégation de" in vue.texte, _duree(vue)
    refusee = client.obtenir(f"{lecteur}/pages/{sante or 0}/")
    yield "page_de_sante_refusee", bool(sante) and refusee.statut == INTROUVABLE, str(refusee.statut)


def _forcer(client: Client, comptes: Comptes, dossier: str) -> Generator[Controle, None, str]:
    """Returns the label of the record."""
    lecteur = f"{RACINE}/consulter/{dossier}"
    client.connecter(comptes.medecin)
    titre = _texte(client.obtenir(f"{lecteur}/").texte, r"<h1>Dossier ([0-9A-Z ]+)</h1>")
    client.connecter(comptes.voisin)
    courte = client.envoyer(f"{RACINE}/portes/forcer/", {"etiquette": f"DOS {titre}", "motif": "pour voir"})
    yield "porte_fermee_sans_motif", courte.statut == REFUSEE, str(courte.statut)
    motif = "Chute d’une échelle, antécédents à connaître."
    ouverte = client.envoyer(f"{RACINE}/portes/forcer/", {"etiquette": f"DOS {titre}", "motif": motif})
    yield "porte_ouverte_une_heure", "Accès d’exception" in ouverte.texte, _duree(ouverte)
    client.connecter(comptes.dpo)
    page = client.obtenir(f"{RACINE}/confidentialite/")
    porte = _texte(page.texte, r"/numerisation/portes/(\d+)/")
    yield "dpo_prevenu", motif in page.texte and bool(porte), _duree(page)
    jugee = client.envoyer(f"{RACINE}/portes/{porte}/", {"avis": "justifie", "commentaire": ""})
    yield "porte_examinee", "Justifié" in jugee.texte, _duree(jugee)
    return f"DOS {titre}"


def _copier(client: Client, comptes: Comptes, dossier: str) -> Iterator[Controle]:
    lecteur = f"{RACINE}/consulter/{dossier}"
    client.connecter(comptes.medecin)
    releve = client.envoyer(f"{lecteur}/acces/releve/", {})
    yield "releve_des_acces", "Relevé des accès au dossier" in releve.texte, _duree(releve)
    demandee = client.envoyer(
        f"{lecteur}/copies/demander/", {"genre": "salarie", "mode": "main", "date_demande": _jour()}
    )
    copie = _texte(demandee.adresse, r"/copies/(\d+)/")
    paquet = client.envoyer(f"{RACINE}/copies/{copie}/paquet/", {})
    yield "copie_pour_le_salarie", paquet.contenu.startswith(ZIP), _duree(paquet)


ETAPES_DESTRUCTION = (
    "destruction_demandee",
    "destruction_approuvee_par_une_autre",
    "papier_detruit",
    "certificat_de_destruction",
)


def _jour() -> str:
    return timezone.localdate().isoformat()


def _signaler(client: Client, comptes: Comptes, etiquette: str) -> Iterator[Controle]:
    client.connecter(comptes.assistant)
    page = client.obtenir(f"{RACINE}/incidents/declarer/")
    centre = _texte(page.texte, r"name=\"organisation\"[^§]*?value=\"(\d+)\"")
    declare = client.envoyer(
        f"{RACINE}/incidents/declarer/",
        {
            "nature": "fuite",
            "description": "Une page imprimée est restée à l’accueil.",
            "etiquette": etiquette,
            "organisation": centre,
        },
    )
    incident = _texte(declare.adresse, r"/incidents/(\d+)/")
    yield "incident_declare", bool(incident), _duree(declare)
    client.connecter(comptes.dpo)
    compte = client.obtenir(f"{RACINE}/incidents/{incident}/")
    yield "soixante_douze_heures", "RGPD, art. 33" in compte.texte, _duree(compte)
    qualifie = client.envoyer(
        f"{RACINE}/incidents/{incident}/qualifier/",
        {"qualification": "sans_risque", "motif": "Page sans nom, retrouvée aussitôt."},
    )
    yield "violation_qualifiee", "consignée au registre" in qualifie.texte, _duree(qualifie)
    clos = client.envoyer(f"{RACINE}/incidents/{incident}/clore/", {"cause": "Imprimante partagée."})
    yield "incident_clos", "Clos" in clos.texte, _duree(clos)


def _detruire(client: Client, comptes: Comptes) -> Iterator[Controle]:
    """A box whose guard still runs is refused; the other goes, once two people agree."""
    client.connecter(comptes.responsable)
    page = client.obtenir(f"{RACINE}/destructions/demander/")
    boites = re.findall(r"name=\"boites\"[^>]*value=\"(\d+)\"", page.texte)
    refusees, demandee = 0, page
    for boite in boites:
        demandee = client.envoyer(f"{RACINE}/destructions/demander/", {"boites": [boite]})
        if demandee.statut != REFUSEE:
            break
        refusees += "délai de garde" in demandee.texte
    yield "destruction_refusee_pendant_la_garde", bool(refusees), f"{refusees} refus"
    destruction = _texte(demandee.adresse, r"/destructions/(\d+)/")
    if not destruction:
        yield from _deja_detruite(client)
        return
    adresse = f"{RACINE}/destructions/{destruction}"
    yield "destruction_demandee", True, _duree(demandee)
    client.connecter(comptes.coordinateur)
    approuvee = client.envoyer(f"{adresse}/approuver/", {})
    yield "destruction_approuvee_par_une_autre", "Approuvée, à exécuter" in approuvee.texte, _duree(approuvee)
    client.connecter(comptes.responsable)
    faite = client.envoyer(
        f"{adresse}/constater/",
        {
            "date_execution": _jour(),
            "methode": "broyage",
            "executant": "Papiers sûrs, bordereau 4512",
            "poids_kg": "9",
        },
    )
    yield "papier_detruit", "Papier détruit" in faite.texte, _duree(faite)
    certificat = client.envoyer(f"{adresse}/certifier/", {})
    yield "certificat_de_destruction", "Certificat de destruction" in certificat.texte, _duree(certificat)


def _deja_detruite(client: Client) -> Iterator[Controle]:
    """The only box that may go went at an earlier check of the same demonstration: its certificate says so."""
    liste = client.obtenir(f"{RACINE}/destructions/")
    destruction = _texte(liste.texte, r"/destructions/(\d+)/")
    page = client.obtenir(f"{RACINE}/destructions/{destruction}/")
    for nom in ETAPES_DESTRUCTION:
        yield nom, "Certificat de destruction" in page.texte, "déjà faite"


def _texte(texte: str, motif: str) -> str:
    trouve = re.search(motif, texte)
    return trouve.group(1).strip() if trouve else ""


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
