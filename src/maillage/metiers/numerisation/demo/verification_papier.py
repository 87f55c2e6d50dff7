"""The first part of one pass: a record inventoried, sorted, put in a box, with the labels as a scanner reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse

RACINE = "/numerisation"
NOM = "Essaidemonstration"
Controle = tuple[str, bool, str]


def verifier_papier(client: Client, *, assistante: str) -> Iterator[Controle]:
    """From the shelf to the box, in the hands of an assistant."""
    client.connecter(assistante)
    inventorie = client.envoyer(
        f"{RACINE}/dossiers/inventorier/",
        {
            "nom": NOM,
            "prenom": "Ada",
            "date_naissance": "1971-06-02",
            "epaisseur": "moyen",
            "rayonnage": "Z-1",
        },
    )
    etiquette = _trouver(inventorie.texte, r"étiquette (DOS [0-9A-Z]+ \d{7} [0-9A-Z]{2})")
    yield "inventaire", bool(etiquette), _duree(inventorie)
    lu = client.envoyer(f"{RACINE}/tri/lire/", {"lu": etiquette})
    tri = _trouver(lu.adresse, r"/tri/(\d+)/")
    yield "tri_ouvert_par_l_etiquette", bool(tri), _duree(lu)
    client.envoyer(f"{RACINE}/tri/{tri}/", {"genre": "visite", "nombre": "4"})
    trie = client.envoyer(f"{RACINE}/tri/{tri}/terminer/", {})
    fiche = client.obtenir(f"{RACINE}/dossiers/{tri}/")
    yield "tri_termine", "Trié" in fiche.texte, _duree(trie)
    liste = client.obtenir(f"{RACINE}/boites/", statut="ouverte")
    boite = _trouver(liste.texte, r"/numerisation/boites/(\d+)/")
    range_ = client.envoyer(f"{RACINE}/boites/{boite}/ranger/", {"lu": etiquette})
    yield "mise_en_boite", etiquette.removeprefix("DOS ") in range_.texte, _duree(range_)
    envois = client.obtenir(f"{RACINE}/expeditions/")
    yield "expeditions", "/numerisation/expeditions/" in envois.texte, _duree(envois)


def _trouver(texte: str, motif: str) -> str:
    trouve = re.search(motif, texte)
    return trouve.group(1) if trouve else ""


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
