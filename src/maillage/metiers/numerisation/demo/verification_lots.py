"""A lot over HTTP: refused with its reasons, controlled page by page, accepted, sealed by a worker, proven."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse, attendre

RACINE = "/numerisation"
OK, INTROUVABLE, REFUSE = 200, 404, 422
Controle = tuple[str, bool, str]
LOT_A_CONTROLER, LOT_SCELLE = "26-115", "26-112"
PAGES_AU_PLUS = 40


def verifier_lots(client: Client, *, prestataire: str, qualite: str, assistante: str) -> Iterator[Controle]:
    """Reception, control, seal, proofs, typing: by whom, with the accounts of the demonstration."""
    client.connecter(prestataire)
    faux = client.envoyer(
        f"{RACINE}/lots/livrer/", {}, {"archive": ("lot.zip", b"ceci n'est pas un ZIP", "application/zip")}
    )
    yield "lot_refuse", faux.statut == REFUSE and "ZIP" in faux.texte, _duree(faux)
    client.connecter(qualite)
    liste = client.obtenir(f"{RACINE}/lots/")
    yield "lots", LOT_SCELLE in liste.texte, _duree(liste)
    yield from _controler(client, _numero(client, LOT_A_CONTROLER))
    yield from _prouver(client, _numero(client, LOT_SCELLE))
    client.connecter(assistante)
    page = client.obtenir(f"{RACINE}/a-attribuer/")
    bandeau = re.search(r"/numerisation/a-attribuer/(\d+)/bandeau/", page.texte)
    image = client.obtenir(bandeau.group(0)) if bandeau else page
    yield "page_a_attribuer", bool(bandeau) and image.contenu[:2] == b"\xff\xd8", _duree(image)
    entiere = client.obtenir(f"{RACINE}/a-attribuer/{bandeau.group(1) if bandeau else 0}/page/")
    yield "page_entiere_fermee", entiere.statut == INTROUVABLE, str(entiere.statut)


def _numero(client: Client, lot: str) -> str:
    texte = client.obtenir(f"{RACINE}/lots/", recherche=lot).texte
    trouve = re.search(rf'href="{RACINE}/lots/(\d+)/"[^>]*>{lot}<', texte)
    return trouve.group(1) if trouve else "0"


def _controler(client: Client, lot: str) -> Iterator[Controle]:
    """Draw, look at each page, accept; the worker seals, and the records are on screen."""
    if "Consultable à l’écran" in client.obtenir(f"{RACINE}/lots/{lot}/").texte:
        return  # done by an earlier pass on the same data
    tire = client.envoyer(f"{RACINE}/lots/{lot}/tirer/", {})
    yield "tirage", tire.statut == OK and "Ce qui est attendu" in tire.texte, _duree(tire)
    page, vues = tire, 0
    while (cle := re.search(r'name="tiree" value="(\d+)"', page.texte)) and vues < PAGES_AU_PLUS:
        page = client.envoyer(f"{RACINE}/lots/{lot}/controler/", {"tiree": cle.group(1), "conforme": "1"})
        vues += 1
    yield "controle", vues > 0 and "accepté" in page.texte, f"{vues} pages"
    verdict = client.envoyer(f"{RACINE}/lots/{lot}/verdict/", {"observation": ""})
    yield "verdict", "Rapport de contrôle" in verdict.texte, _duree(verdict)
    scelle = attendre(client, f"{RACINE}/lots/{lot}/", "Consultable à l’écran")
    yield "lot_scelle", "Racine du lot horodatée" in scelle.texte, _duree(scelle)


def _prouver(client: Client, lot: str) -> Iterator[Controle]:
    fiche = client.obtenir(f"{RACINE}/lots/{lot}/")
    yield "preuves_verifiees", "Tout est conforme" in fiche.texte, _duree(fiche)
    dossier = client.obtenir(f"{RACINE}/lots/{lot}/auditeur/")
    with zipfile.ZipFile(io.BytesIO(dossier.contenu)) as archive:
        noms = set(archive.namelist())
    complet = {"matrice.html", "SHA256SUMS", "scelles/jeton.der", "chaine-de-garde.csv"} <= noms
    yield "dossier_auditeur", complet, _duree(dossier)


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
