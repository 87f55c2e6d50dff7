"""One pass of the service's main job over HTTP: `./maillage demo --check`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse
from maillage.metiers.avis.demo.lieux import COORDINATION, MEDECIN, REGION, SECRETAIRE, SPECIALISTE
from maillage.metiers.avis.demo.verification_gardes import verifier_gardes

RACINE = "/avis"
OK, INTROUVABLE = 200, 404
Controle = tuple[str, bool, str]
NOM = "Essaidemonstration"


def verifier(client: Client) -> Iterator[Controle]:
    """A request: asked, proposed, taken without identity, answered, reported, closed; who may not see it does not."""
    client.connecter(MEDECIN)
    page = client.obtenir(f"{RACINE}/demander/")
    filiere = _nombre(page.texte, r"/avis/demander/(\d+)/\"[^>]*>Dermatologie")
    yield "filieres", bool(filiere), _duree(page)
    stop = client.obtenir(f"{RACINE}/demander/{filiere}/?signes=lus&signe=Purpura")
    yield "signe_alerte_arrete", "Appelez le 15" in stop.texte, _duree(stop)
    envoyee = client.envoyer(
        f"{RACINE}/demander/{filiere}/",
        {
            "question": "Faut-il revoir cette lésion dans trois mois ?",
            "urgence": "prioritaire",
            "nom": NOM,
            "prenom": "Ada",
            "date_naissance": "1960-02-03",
            "sexe": "feminin",
            "conduite_prevue": "adresser",
            "mode_consentement": "oral",
        },
    )
    demande = _nombre(envoyee.adresse, r"/avis/(\d+)/")
    yield "demande_envoyee", envoyee.statut == OK and bool(demande), _duree(envoyee)
    yield from _orienter(client, demande)
    yield from _repondre(client, demande)
    client.connecter(MEDECIN)
    lue = client.obtenir(f"{RACINE}/{demande}/")
    yield "reponse_lue", "Contrôle à trois mois" in lue.texte, _duree(lue)
    close = client.envoyer(f"{RACINE}/{demande}/clore/", {"apport": "confirme", "suite": "evite"})
    yield "demande_close", "Clôturée" in close.texte, _duree(close)
    yield from verifier_gardes(client, specialiste=SPECIALISTE, coordination=COORDINATION, region=REGION)
    client.connecter(SECRETAIRE)
    yield "secretaire_suit", client.obtenir(f"{RACINE}/{demande}/").statut == OK, ""


def _orienter(client: Client, demande: str) -> Iterator[Controle]:
    """The coordinator sees where it stands, never what it says, and asks the specialist of the card."""
    client.connecter(COORDINATION)
    tableau = client.obtenir(f"{RACINE}/tableau/")
    yield "tableau", f"/avis/tableau/{demande}/" in tableau.texte, _duree(tableau)
    suivie = client.obtenir(f"{RACINE}/tableau/{demande}/")
    yield "sans_contenu", "sur 100" in suivie.texte and NOM not in suivie.texte, _duree(suivie)
    ferme = client.obtenir(f"{RACINE}/{demande}/")
    yield "dossier_ferme_au_coordinateur", ferme.statut == INTROUVABLE, str(ferme.statut)
    choix = re.search(
        r"Marie-Claude Vasseur(?:(?!Proposer).)*?name=\"specialiste\" value=\"(\d+)\"",
        suivie.texte,
        re.DOTALL,
    )
    if choix:  # else she was asked first
        client.envoyer(f"{RACINE}/tableau/{demande}/orienter/", {"specialiste": choix.group(1)})


def _repondre(client: Client, demande: str) -> Iterator[Controle]:
    client.connecter(SPECIALISTE)
    a_traiter = client.obtenir(f"{RACINE}/a-traiter/")
    propositions = re.findall(r"/avis/propositions/(\d+)/", a_traiter.texte)
    proposition, page = "", a_traiter
    for numero in propositions:
        page = client.obtenir(f"{RACINE}/propositions/{numero}/")
        if "dans trois mois" in page.texte:
            proposition = numero
            break
    yield "proposition_sans_identite", bool(proposition) and NOM not in page.texte, _duree(page)
    prise = client.envoyer(f"{RACINE}/propositions/{proposition}/prendre/", {})
    yield "identite_ouverte", NOM.upper() in prise.texte, _duree(prise)
    reponse = client.envoyer(
        f"{RACINE}/{demande}/repondre/",
        {
            "conclusion": "confirme",
            "conduite": "Contrôle à trois mois, avec photo.",
            "certitude": "elevee",
            "minutes": "6",
        },
    )
    yield "compte_rendu", "Compte rendu de téléexpertise" in reponse.texte, _duree(reponse)


def _nombre(texte: str, motif: str) -> str:
    trouve = re.search(motif, texte)
    return trouve.group(1) if trouve else ""


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
