"""One pass of the service's main job over HTTP: `./maillage demo --check`."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator

from maillage.commun.navigation import Client, Reponse, attendre
from maillage.metiers.protection.demo.verification_designation import verifier_designation

MANDATAIRE = "mandataire@demo.maillage.invalid"
GREFFE = "greffe.protection@demo.maillage.invalid"
DIRECTION = "direction.nord@demo.maillage.invalid"
SERVICE = "service@demo.maillage.invalid"
RACINE = "/protection"
SIRET_LILLE = "17959350000017"
OK, INTROUVABLE, REFUSE = 200, 404, 422

Controle = tuple[str, bool, str]


def verifier(client: Client) -> Iterator[Controle]:
    """A measure is opened, changes, ends; stock and flux move and balance; a template is imported; papers are made."""
    jour = dt.date.today()  # noqa: DTZ011
    marque = f"{time.time_ns() // 1_000_000 % 100_000_000:08d}"
    client.connecter(DIRECTION)
    avant = _stock(client, jour)
    client.connecter(MANDATAIRE)
    ouverte = _ouvrir(client, marque, jour)
    yield "mesure", ouverte.statut == OK and marque in ouverte.texte, _duree(ouverte)
    double = _ouvrir(client, marque, jour)
    yield "doublon_refuse", double.statut == REFUSE, str(double.statut)
    pk = _dernier_nombre(ouverte.adresse)
    nature = client.envoyer(
        f"{RACINE}/mesures/{pk}/evenements/nature/", {"date": f"{jour:%d/%m/%Y}", "nature": "tutelle"}
    )
    yield "changement_de_nature", "Changement de nature" in nature.texte, _duree(nature)
    client.connecter(DIRECTION)
    pendant = _stock(client, jour)
    yield "stock_et_flux", pendant == avant + 1, f"{avant} → {pendant}"
    page = client.obtenir(f"{RACINE}/stocks/", lignes="nature")
    yield "stock_equilibre", "début + entrées − sorties = fin" in page.texte, _duree(page)
    client.connecter(MANDATAIRE)
    client.envoyer(
        f"{RACINE}/mesures/{pk}/evenements/fin/", {"date": f"{jour:%d/%m/%Y}", "cause": "mainlevee"}
    )
    client.connecter(DIRECTION)
    apres = _stock(client, jour)
    yield "fin_de_mandat", apres == avant, f"{pendant} → {apres}"
    schema = client.obtenir(f"{RACINE}/schema/")
    yield (
        "schema_regional",
        "Pour 1 000 habitants" in schema.texte and "fictif" in schema.texte,
        _duree(schema),
    )
    vue = client.obtenir(f"{RACINE}/mesures/{pk}/")
    yield "direction_ne_voit_aucun_dossier", vue.statut == INTROUVABLE, str(vue.statut)
    conservation = client.obtenir(f"{RACINE}/conservation/")
    yield "conservation", "Dernier passage le" in conservation.texte, _duree(conservation)
    fraicheur = client.obtenir(f"{RACINE}/fraicheur/", donnees="perimee")
    yield "fraicheur", "60 j : " in fraicheur.texte, _duree(fraicheur)
    yield from _confirmation(client)
    yield from _declaration(client)
    yield from _enquete(client)
    yield from _import(client, marque)
    yield from verifier_designation(client, marque)
    client.connecter(GREFFE)
    liste = client.obtenir(f"{RACINE}/mesures/renouvellements/")
    yield "renouvellements", "À renouveler avant le" in liste.texte, _duree(liste)
    export = client.obtenir("/echanges/exports/nouveau/protection.renouvellements/", format="csv")
    yield "export", export.statut == OK and b"RG" in export.contenu, f"{len(export.contenu)} octets"


def _ouvrir(client: Client, marque: str, jour: dt.date) -> Reponse:
    adresse = f"{RACINE}/mesures/nouvelle/"
    page = client.obtenir(adresse).texte
    tribunal = re.search(r'<option value="(\d+)"[^>]*>[^<]*Lille', page)
    return client.envoyer(
        adresse,
        {
            "mandataire": _valeur(page, "mandataire"),
            "tribunal": tribunal.group(1) if tribunal else "",
            "tribunal_recherche": "tribunal judiciaire de lille",
            "numero_rg": marque,
            "nature": "curatelle_renforcee",
            "champ": "protection_bien_personne",
            "date_nomination": f"{jour:%d/%m/%Y}",
            "civilite": "madame",
            "annee_naissance": "1950",
            "lieu_vie": "domicile",
        },
    )


def _stock(client: Client, jour: dt.date) -> int:
    """Measures at the end of the month, as the export says."""
    mois = f"{jour:%Y-%m}"
    fichier = client.obtenir(f"{RACINE}/stocks/export/csv/", debut=mois, fin=mois, lignes="departement")
    total = next(
        ligne for ligne in fichier.contenu.decode("utf-8-sig").splitlines() if ligne.startswith("Total")
    )
    return int(total.split(";")[7])


def _confirmation(client: Client) -> Iterator[Controle]:
    client.connecter(MANDATAIRE)
    profil = client.obtenir(f"{RACINE}/mon-profil/")
    fiche = client.envoyer(f"{profil.adresse}confirmer/", {})
    yield "rien_a_changer", "Confirmées aujourd’hui" in fiche.texte, _duree(fiche)


def _declaration(client: Client) -> Iterator[Controle]:
    adresse = f"{RACINE}/declarations/nouvelle/"
    page = client.obtenir(adresse).texte
    semestre = re.search(r'<option value="(\d{4}-\d\d-\d\d)"', page)
    faite = client.envoyer(
        adresse,
        {"date_arrete": semestre.group(1) if semestre else "", "nombre_secretaires": "0", "quotite": "100"},
    )
    lien = re.search(r'href="(/documents/\d+/fichier/)"', faite.texte)
    pdf = client.obtenir(lien.group(1)) if lien else faite
    yield "declaration_r472_10", pdf.contenu.startswith(b"%PDF"), f"{len(pdf.contenu)} octets"


def _enquete(client: Client) -> Iterator[Controle]:
    page = client.obtenir(f"{RACINE}/declarations/")
    lien = re.search(r'href="(/protection/enquete/reponses/\d+/)"', page.texte)
    reponse = client.obtenir(lien.group(1)) if lien else page
    yield (
        "enquete_deja_comptee",
        "au 31 décembre" in reponse.texte and "Comptée" in reponse.texte,
        _duree(reponse),
    )
    section = client.envoyer(
        f"{reponse.adresse}section/formation/", {"cnc_heures": "12", "qualification": "II"}
    )
    relue = client.obtenir(f"{reponse.adresse}section/formation/")
    yield (
        "enquete_section",
        "est enregistrée" in section.texte and 'value="12"' in relue.texte,
        _duree(section),
    )


def _import(client: Client, marque: str) -> Iterator[Controle]:
    """The template filled with a right line and twelve wrong ones: each is named, the right one becomes a measure."""
    client.connecter(SERVICE)
    adresse = "/echanges/imports/nouveau/protection.mesures/"
    page = client.obtenir(adresse).texte
    rapport = client.envoyer(
        adresse,
        {"organisation": _valeur(page, "organisation")},
        {"fichier": ("mesures.csv", "\n".join(_lignes(marque)).encode(), "text/csv")},
    )
    nommees = [mot for mot in ("péniche", "F ou H", "11111111111111", "59999") if mot in rapport.texte]
    yield "import_rapport", len(nommees) == 4, f"{nommees}, {_duree(rapport)}"
    client.envoyer(f"{rapport.adresse}appliquer/", {"sans_les_erreurs": "oui"})
    lien = f"Z{marque[1:]}</a>"
    liste = attendre(client, f"{RACINE}/mesures/", lien, recherche=f"Z{marque[1:]}")
    yield "import_applique", lien in liste.texte, _duree(liste)


def _lignes(marque: str) -> Iterator[str]:
    juste = {
        "date_nomination": "15/03/2024", "type": "Tutelle aux biens et à la personne", "code_postal": "59000",
        "ville": "Lille", "civilite": "F", "annee": "1950", "numero_rg": f"Z{marque[1:]}", "numero_dossier": "",
        "residence": "domicile", "tribunal_siret": SIRET_LILLE, "tribunal_cabinet": "3", "antenne": "", "date_fin": "",
        "cause_sortie": "",
    }  # fmt: skip
    fautes = (
        {"date_nomination": "31/02/2024"}, {"date_nomination": "15/03/2999"}, {"type": "tutelle partielle"},
        {"code_postal": "59999"}, {"civilite": "X"}, {"annee": "2015"}, {"numero_rg": "2021/B/00167"},
        {"residence": "péniche"}, {"tribunal_siret": "11111111111111"}, {"antenne": "Nulle part"},
        {"date_fin": "01/02/2025"}, {"date_fin": "01/02/2020", "cause_sortie": "Décès"},
    )  # fmt: skip
    yield ";".join(juste)
    yield ";".join(juste.values())
    for rang, faute in enumerate(fautes):
        yield ";".join({**juste, "numero_rg": f"Y{marque[3:]}{rang:02d}", **faute}.values())


def _valeur(page: str, nom: str) -> str:
    """Value of a hidden input, else the first real option of a select."""
    cache = re.search(rf'<input[^>]*name="{nom}"[^>]*value="(\d+)"', page)
    if cache:
        return cache.group(1)
    liste = re.search(rf'<select[^>]*name="{nom}".*?</select>', page, re.DOTALL)
    option = re.search(r'<option value="(\d+)"', liste.group(0)) if liste else None
    return option.group(1) if option else ""


def _dernier_nombre(adresse: str) -> str:
    return re.findall(r"\d+", adresse)[-1]


def _duree(reponse: Reponse) -> str:
    return f"{reponse.statut}, {reponse.millisecondes:.0f} ms"
