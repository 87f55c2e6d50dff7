"""What comes out, over HTTP: the delivery of a certificate, a mémoire and its pieces, a statement of activity."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse

FACTURATION = "facturation.arras@demo.maillage.invalid"
PROXIMITE = "proximite@demo.maillage.invalid"
RACINE = "/medecine_legale"
OK, INTROUVABLE, REFUSE = 200, 404, 422
HIER = 1

Controle = tuple[str, bool, str]


def verifier_remise(client: Client, acte: str) -> Iterator[Controle]:
    """The certificate in force is given by a sealed link; an address that nobody was given opens nothing."""
    page = client.obtenir(f"{acte}certificats/").texte
    lien = re.search(rf'href="({RACINE}/certificats/\d+/remettre/)"', page)
    envoi: dict[str, str | list[str]] = {
        "mode": "lien",
        "destinataire": "Service requérant",
        "courriel": "opj@demo.maillage.invalid",
        "jours": "15",
    }
    reponse = client.envoyer(lien.group(1), envoi) if lien else client.obtenir(acte)
    code = re.search(r'id="code">([0-9A-Z]{4}-[0-9A-Z]{4})<', reponse.texte)
    suivi = client.obtenir(f"{acte}certificats/").texte
    yield "livraison", bool(code) and "Pas encore ouvert" in suivi, _duree(reponse)
    inconnu = client.obtenir(f"{RACINE}/remis/{'x' * 43}/")
    yield "livraison_adresse_inconnue", "ne s’ouvre plus" in inconnu.texte, _duree(inconnu)


def verifier_facturation(client: Client) -> Iterator[Controle]:
    """Acts ticked become a mémoire with its reasons, its pieces and its time limit."""
    client.connecter(FACTURATION)
    liste = client.obtenir(f"{RACINE}/facturation/")
    choix = re.search(r'name="choix" value="(\d+)"', liste.texte)
    yield "a_facturer", choix is not None, _duree(liste)
    if choix is None:
        return
    adresse = f"{RACINE}/memoires/nouveau/"
    page = client.envoyer(adresse, {"choix": choix.group(1)})
    yield "tarif_explique", "C × " in page.texte and "A. 43-6" in page.texte, _duree(page)
    memoire = client.envoyer(adresse, _formulaire(page.texte))
    yield "memoire", memoire.statut == OK and "avant la forclusion" in memoire.texte, _duree(memoire)
    pieces = client.obtenir(f"{memoire.adresse}pieces/")
    yield "memoire_pieces", pieces.contenu.startswith(b"PK"), f"{len(pieces.contenu)} octets"
    encore = client.envoyer(adresse, _formulaire(page.texte))
    yield (
        "acte_facture_une_fois",
        "ne sont à facturer" in encore.texte or "n’est à facturer" in encore.texte,
        _duree(encore),
    )
    client.connecter(PROXIMITE)
    proximite = client.obtenir(f"{RACINE}/facturation/")
    yield "proximite_a_facturer", 'name="choix"' in proximite.texte, _duree(proximite)


def verifier_etat(client: Client) -> Iterator[Controle]:
    """A statement for the court, counted from the acts; asked again without a change, it is the same one."""
    adresse = f"{RACINE}/facturation/etats/nouveau/"
    page = client.obtenir(adresse).texte
    jour = (dt.date.today() - dt.timedelta(days=HIER)).isoformat()  # noqa: DTZ011 (the day of the machine that checks)
    juridiction = re.search(r'<select[^>]*name="juridiction".*?<option value="(\d+)"', page, re.DOTALL)
    envoi: dict[str, str | list[str]] = {
        "structure": _valeur(page, "structure"),
        "nature": "juridiction",
        "juridiction": juridiction.group(1) if juridiction else "",
        "date_debut": jour,
        "date_fin": jour,
    }
    reponse = client.envoyer(adresse, envoi)
    est_etabli = reponse.statut == OK and "Actes déclarés" in reponse.texte
    yield "etat_activite", est_etabli or "existe déjà" in reponse.texte, _duree(reponse)


def _formulaire(page: str) -> dict[str, str | list[str]]:
    """What the page would post as it stands: hidden values, boxes ticked, options selected."""
    envoi: dict[str, str | list[str]] = {"etablir": "1"}
    for nom, valeur in re.findall(r'<input type="hidden" name="(choix)" value="(\d+)"', page):
        envoi[nom] = valeur
        envoi[f"acte_{valeur}"] = "on"
    for nom, options in re.findall(r'<select[^>]*name="([\w]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        choisie = re.search(r'<option value="([^"]*)" selected', options) or re.search(
            r'<option value="([^"]*)"', options
        )
        envoi[nom] = choisie.group(1) if choisie else ""
    return envoi


def _valeur(page: str, nom: str) -> str:
    cache = re.search(rf'<input[^>]*name="{nom}"[^>]*value="(\d+)"', page)
    return cache.group(1) if cache else ""


def _duree(reponse: Reponse) -> str:
    return f"{reponse.statut}, {reponse.millisecondes:.0f} ms"
