"""One pass of the service's main job over HTTP: `./maillage demo --check`."""

from __future__ import annotations

import datetime as dt
import re
import time
import uuid
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse, attendre
from maillage.metiers.audiences.demo.lieux import AUTRE, CHEF, GREFFE, PRESIDENT, SIXIEME

RACINE = "/audiences"
OK, INTROUVABLE = 200, 404
Controle = tuple[str, bool, str]


def verifier(client: Client) -> Iterator[Controle]:
    """A hearing is held: case, note, decision, end, visa; the other chamber opens nothing, the head reads figures."""
    marque = f"{time.time_ns() // 1_000_000 % 1_000_000:06d}"
    client.connecter(GREFFE)
    page = client.obtenir(f"{RACINE}/")
    yield "calendrier", SIXIEME in page.texte, _duree(page)
    chambre = re.search(rf'<option value="(\d+)"[^>]*>{SIXIEME}', client.obtenir(f"{RACINE}/nouvelle/").texte)
    creee = client.envoyer(
        f"{RACINE}/nouvelle/",
        {
            "chambre": chambre.group(1) if chambre else "",
            "date": time.strftime("%d/%m/%Y"),
            "heure": f"{int(marque[:2]) % 24:02}:{int(marque[2:4]) % 60:02}",
            "type": "juge_unique",
            "nature": "correctionnelle",
        },
    )
    audience = _nombre(creee.adresse, r"/audiences/(\d+)/")
    yield "audience_creee", creee.statut == OK and bool(audience), _duree(creee)
    yield from _tenir(client, audience, marque)
    yield from _importer(client, chambre.group(1) if chambre else "", marque)
    client.connecter(AUTRE)
    ferme = client.obtenir(f"{RACINE}/{audience}/")
    yield "autre_chambre_ne_voit_rien", ferme.statut == INTROUVABLE, str(ferme.statut)
    client.connecter(CHEF)
    pilotage = client.obtenir(f"{RACINE}/pilotage/")
    yield "pilotage", "Taux de renvoi" in pilotage.texte and SIXIEME in pilotage.texte, _duree(pilotage)
    ferme = client.obtenir(f"{RACINE}/{audience}/direct/")
    yield "chef_de_juridiction_sans_dossier", ferme.statut == INTROUVABLE, str(ferme.statut)


def _tenir(client: Client, audience: str, marque: str) -> Iterator[Controle]:
    inscrite = client.envoyer(
        f"{RACINE}/{audience}/affaires/nouvelle/", {"numero_parquet": f"26 300 {marque}"}
    )
    passage = _nombre(inscrite.adresse, r"/passages/(\d+)/")
    dossier = f"{RACINE}/passages/{passage}"
    personne = client.envoyer(
        f"{dossier}/parties/nouvelle/",
        {"statut": "prevenu", "civilite": "monsieur", "nom": f"Essai{marque}", "prenoms": "Jean"},
    )
    partie = _nombre(personne.texte, r'id="partie-(\d+)"')
    client.envoyer(
        f"{dossier}/infractions/nouvelle/", {"natinf": "7151", "nature": "delit", "accuses": partie}
    )
    page = client.obtenir(f"{dossier}/")
    yield "dossier", "VOL" in page.texte and f"ESSAI{marque}" in page.texte, _duree(page)
    client.envoyer(f"{RACINE}/{audience}/seance/ouvrir/", {})
    envoi = {"genre": "identite", "partie": partie, "cle_client": str(uuid.uuid4())}
    client.envoyer(f"{dossier}/lignes/", envoi)
    direct = client.envoyer(f"{dossier}/lignes/", envoi)
    yield "note_sans_double", direct.texte.count("constate l’identité") == 1, _duree(direct)
    apercu = client.envoyer(
        f"{dossier}/parties/{partie}/decision/lecture/", {"ligne": "COUP ; EMP 8M SP 2A ; ZZZ"}
    )
    yield "ligne_lue", "HUIT MOIS" in apercu.texte and "<mark" in apercu.texte, _duree(apercu)
    decision = client.envoyer(
        f"{dossier}/parties/{partie}/decision/",
        {"ligne": "COUP ; EMP 8M SP 2A ; AM 300", "motivation": "Faits et situation.", "version": "0"},
    )
    yield "decision", "TROIS CENTS EUROS" in decision.texte, _duree(decision)
    fin = client.envoyer(f"{RACINE}/{audience}/seance/lever/", {})
    yield "audience_levee", "art. 453 CPP" in fin.texte, _duree(fin)
    pieces = client.envoyer(f"{RACINE}/{audience}/documents/tout/", {})
    yield "pieces_dues", "6 documents établis" in pieces.texte.replace("\xa0", " "), _duree(pieces)
    client.envoyer(f"{RACINE}/{audience}/etapes/note_signee/", {})
    client.connecter(PRESIDENT)
    note = client.obtenir(f"{RACINE}/{audience}/note/")
    visee = client.envoyer(f"{RACINE}/{audience}/etapes/note_visee/", {"retour": "viser"})
    yield "note_visee", "Viser la note" in note.texte and visee.statut == OK, _duree(visee)
    client.connecter(GREFFE)
    identite = {"statut": "prevenu", "civilite": "monsieur", "nom": f"Essai{marque}", "prenoms": "Jean"}
    client.envoyer(
        f"{dossier}/parties/{partie}/", {**identite, "profession": "couvreur", "motif": "Dite à l’audience"}
    )
    fin = client.obtenir(f"{RACINE}/{audience}/fin/")
    yield "correction_a_signer_de_nouveau", "corrigé le" in fin.texte, _duree(fin)


def _importer(client: Client, chambre: str, marque: str) -> Iterator[Controle]:
    """A roll of two persons, one of them wrong: it is named, the other is on the roll of its day."""
    client.connecter(GREFFE)
    jour = dt.date.today() + dt.timedelta(days=45)  # noqa: DTZ011
    titres = "Date d’audience;Heure;Numéro de parquet;Rang de la personne;Qualité;Nom;NATINF"
    juste = f"{jour:%d/%m/%Y};09:00;26 301 {marque};1;Prévenu;Import{marque};7151"
    faute = f"{jour:%d/%m/%Y};09:00;26 301 {marque};2;Prévenu;Import;999999"
    rapport = client.envoyer(
        "/echanges/imports/nouveau/audiences.role/",
        {"organisation": chambre},
        {"fichier": ("role.csv", f"{titres}\n{juste}\n{faute}".encode(), "text/csv")},
    )
    yield "import_rapport", "999999" in rapport.texte and f"Import{marque}" in rapport.texte, _duree(rapport)
    client.envoyer(f"{rapport.adresse}appliquer/", {"sans_les_erreurs": "oui"})
    affaire = f"Affaire 26 301 {marque}"
    trouve = attendre(client, "/recherche/", affaire, q=f"26301{marque}")
    yield "import_applique", affaire in trouve.texte, _duree(trouve)


def _nombre(texte: str, motif: str) -> str:
    trouve = re.search(motif, texte)
    return trouve.group(1) if trouve else ""


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
