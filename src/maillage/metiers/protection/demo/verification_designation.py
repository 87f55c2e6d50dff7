"""From a case to the order, a week of visits, a better distribution: the second half of `demo --check`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse

JUGE = "juge.lille@demo.maillage.invalid"
MANDATAIRE = "mandataire@demo.maillage.invalid"
DIRECTION = "direction.nord@demo.maillage.invalid"
RACINE = "/protection"
OK = 200

Controle = tuple[str, bool, str]


def verifier_designation(client: Client, marque: str) -> Iterator[Controle]:
    """A case → the shortlist and its reasons → a reservation → the order; then the professional's answer."""
    client.connecter(JUGE)
    cas = _cas(client)
    liste = client.obtenir(f"{RACINE}/designer/", **cas)
    choix = re.findall(rf'href="{RACINE}/designer/(\d+)/', liste.texte)
    yield (
        "liste_restreinte",
        len(choix) > 1 and "sa capacité après cette mesure" in liste.texte,
        _duree(liste),
    )
    client.connecter(MANDATAIRE)
    moi = re.search(r"/mandataires/(\d+)/", client.obtenir(f"{RACINE}/mon-profil/").adresse)
    client.connecter(JUGE)
    prefere = moi.group(1) if moi and moi.group(1) in choix else choix[0]
    fiche = _reserver(client, prefere, cas, marque)
    yield "reservation", fiche.statut == OK and "Pourquoi ce mandataire" in fiche.texte, _duree(fiche)
    pk = fiche.adresse.rstrip("/").rpartition("/")[2]
    page = client.envoyer(f"{RACINE}/reservations/{pk}/ordonnance/", {})
    lien = re.search(r'href="(/documents/\d+/fichier/)"', page.texte)
    pdf = client.obtenir(lien.group(1)) if lien else page
    yield "ordonnance", pdf.contenu.startswith(b"%PDF"), f"{len(pdf.contenu)} octets"
    docx = client.obtenir(f"{RACINE}/reservations/{pk}/ordonnance/docx/")
    yield "ordonnance_modifiable", docx.contenu.startswith(b"PK"), f"{len(docx.contenu)} octets"
    if moi and prefere == moi.group(1):
        client.connecter(MANDATAIRE)
        jour = dt.date.today()  # noqa: DTZ011 (the day of the machine that checks)
        prise = client.envoyer(
            f"{RACINE}/reservations/{pk}/accepter/",
            {"date_nomination": f"{jour:%d/%m/%Y}", "duree_mois": "60"},
        )
        yield "acceptation", "/mesures/" in prise.adresse and prise.statut == OK, _duree(prise)
    yield from _tournee(client)
    yield from _et_si(client)


def _cas(client: Client) -> dict[str, str]:
    page = client.obtenir(f"{RACINE}/designer/").texte
    tribunal = re.search(r'name="tribunal"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="tribunal"', page)
    communes = re.findall(r'<option value="(\d+)"[^>]*>[^<]*\(59\)', page)
    return {
        "tribunal": next(filter(None, tribunal.groups())) if tribunal else "",
        "nature": "tutelle",
        "lieu_vie": "domicile",
        "commune": communes[0] if communes else "",
    }


def _reserver(client: Client, mandataire: str, cas: dict[str, str], marque: str) -> Reponse:
    requete = "&".join(f"{nom}={valeur}" for nom, valeur in cas.items())
    donnees = {
        "numero_rg": f"26/D/{marque[-5:]}",
        "cabinet": "1",
        "civilite": "madame",
        "annee_naissance": "1948",
        "champ": "protection_bien_personne",
        "priorite_familiale": "aucun_proche",
    }
    client.obtenir(f"{RACINE}/designer/{mandataire}/?{requete}")
    return client.envoyer(f"{RACINE}/designer/{mandataire}/?{requete}", donnees)


def _tournee(client: Client) -> Iterator[Controle]:
    client.connecter(MANDATAIRE)
    page = client.obtenir(f"{RACINE}/tournees/").texte
    mandataire = re.search(r'name="mandataire"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="mandataire"', page)
    semaine = {
        "mandataire": next(filter(None, mandataire.groups())) if mandataire else "",
        "semaine": f"{dt.date.today():%d/%m/%Y}",  # noqa: DTZ011
        "jours": "1",
        "debut": "09:00",
        "fin": "18:00",
        "domicile": "30",
        "etablissement": "30",
        "creneau": "journee",
    }
    plan = client.obtenir(f"{RACINE}/tournees/", **semaine)
    yield "tournee", "ml-jour" in plan.texte, _duree(plan)
    agenda = client.obtenir(f"{RACINE}/tournees/agenda/", **semaine)
    yield "tournee_agenda", agenda.contenu.startswith(b"BEGIN:VCALENDAR"), f"{len(agenda.contenu)} octets"


def _et_si(client: Client) -> Iterator[Controle]:
    client.connecter(DIRECTION)
    page = client.obtenir(f"{RACINE}/et-si/").texte
    autorite = re.search(r'name="autorite"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="autorite"', page)
    calculee = client.envoyer(
        f"{RACINE}/et-si/",
        {"autorite": next(filter(None, autorite.groups())) if autorite else "", "arbitrage": "equilibre"},
    )
    yield "et_si", "Proposé" in calculee.texte, _duree(calculee)
    prevues = client.obtenir(f"{RACINE}/previsions/")
    yield "previsions", "Saturation" in prevues.texte, _duree(prevues)


def _duree(reponse: Reponse) -> str:
    return f"{reponse.millisecondes:.0f} ms"
