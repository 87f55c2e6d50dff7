"""Duties, statements and the pilot in `./maillage demo --check`."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse

RACINE = "/avis"
OK, INTROUVABLE = 200, 404
Controle = tuple[str, bool, str]


def verifier_gardes(
    client: Client, *, specialiste: str, coordination: str, region: str
) -> Iterator[Controle]:
    """A specialist says his week and reads his duties; a roster is computed and read; a month and a pilot are there."""
    client.connecter(specialiste)
    page = client.obtenir(f"{RACINE}/mes-gardes/")
    yield "mes_gardes", "Qui est de garde" in page.texte, _duree(page)
    agenda = client.obtenir(f"{RACINE}/mes-gardes/agenda/")
    yield (
        "agenda_ics",
        agenda.texte.startswith("BEGIN:VCALENDAR"),
        f"{agenda.texte.count('BEGIN:VEVENT')} gardes",
    )
    note = client.envoyer(f"{RACINE}/mes-gardes/disponibilites/", {"quoi": "quota", "quota": "3"})
    yield "disponibilites", note.statut == OK and "C’est noté" in note.texte, _duree(note)
    releves = client.obtenir(f"{RACINE}/mes-releves/")
    yield "mes_releves", "À signer" in releves.texte, _duree(releves)
    ferme = client.obtenir(f"{RACINE}/plannings/")
    yield "plannings_fermes_au_specialiste", ferme.statut == INTROUVABLE, str(ferme.statut)
    client.connecter(coordination)
    lignes = client.obtenir(f"{RACINE}/plannings/")
    yield "plannings", "Planifiée jusqu’au" in lignes.texte, _duree(lignes)
    yield _tableau(client, lignes)
    formulaire = client.obtenir(f"{RACINE}/plannings/preparer/")
    filiere = re.search(r'<option value="(\d+)"[^>]*>Cardiologie', formulaire.texte)
    debut = time.strftime("%Y-%m-%d", time.localtime(time.time() + 120 * 86_400))
    prepare = client.envoyer(
        f"{RACINE}/plannings/preparer/",
        {
            "filiere": filiere.group(1) if filiere else "",
            "date_debut": debut,
            "semaines": "8",
            "avec_renfort": "on",
        },
    )
    couverture = re.search(r"couverture ([\d,]+)", prepare.texte)
    part = couverture[1] if couverture else "?"
    yield "planning_calcule", bool(couverture), f"{_duree(prepare)}, couverture {part} %"
    brouillon = re.search(r"/plannings/(\d+)/", prepare.adresse)
    if brouillon:
        client.envoyer(f"{RACINE}/plannings/{brouillon[1]}/supprimer/", {})
    client.connecter(region)
    pilote = client.obtenir(f"{RACINE}/pilote/")
    programme = re.search(r"/avis/pilote/(\d+)/", pilote.texte)
    lu = client.obtenir(f"{RACINE}/pilote/{programme[1] if programme else 0}/")
    yield "pilote", "seuils" in lu.texte and "Consultations évitées" in lu.texte, _duree(lu)
    chiffre = client.obtenir("/indicateurs/avis.couverture/")
    yield "indicateurs", "Demi-journées couvertes" in chiffre.texte, _duree(chiffre)


def _tableau(client: Client, lignes: Reponse) -> Controle:
    """The month's roster on paper, of a published planning."""
    publie = re.search(r"/plannings/(\d+)/", lignes.texte)
    adresse = f"{RACINE}/plannings/{publie[1] if publie else 0}/tableau/"
    fiche = client.envoyer(adresse, {"mois": time.strftime("%Y-%m")})
    fichier = re.search(r"/documents/\d+/fichier/", fiche.texte)
    pdf = client.obtenir(fichier[0] if fichier else adresse)
    return "tableau_de_garde", pdf.contenu.startswith(b"%PDF"), _duree(fiche)


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
