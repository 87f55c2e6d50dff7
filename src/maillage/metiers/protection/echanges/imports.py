"""Measures from the spreadsheet template that professionals already fill; its columns and labels are kept as they are.

End, cause and first day of protection are accepted beside the thirteen columns of the template.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.core.exceptions import ValidationError

from maillage.commun.tableur import Valeur
from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.actions.reprises import (
    Reprise,
    annuler_reprise,
    connues,
    controler_reprise,
    reprendre,
)
from maillage.metiers.protection.droits import MESURE_IMPORTER
from maillage.metiers.protection.enums import CauseSortie, Source, TypeEvenement
from maillage.metiers.protection.models import Antenne, Mandataire
from maillage.metiers.protection.regles import Fait, ValeursMesure, controler_rg, normaliser_rg
from maillage.metiers.protection.regles.tableur import est_etranger, lire_civilite, lire_residence, lire_type
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.echanges import imports
from maillage.socle.echanges.imports import (
    Cle,
    Colonne,
    Contexte,
    Erreur,
    Existant,
    LigneImport,
    Lot,
    RefusImport,
    declarer_import,
)

MOTIF = "Import d’un fichier de mesures"
CHAMPS = {
    "numero_rg": "numero_rg",
    "nature": "type",
    "civilite": "civilite",
    "annee_naissance": "annee",
    "date_nomination": "date_nomination",
    "date_premier_mesure": "date_premier_mesure",
    "lieu_vie": "residence",
    "type_etablissement": "residence",
    "etats": "date_fin",
}
"""Column of the template for each field of the rules."""


def _lire(lecteur: Callable[[str], Any], attendu: str) -> Callable[[Valeur], Any]:
    """A conversion that names what is expected when the cell is not one of the words."""

    def convertir(brut: Valeur) -> Any:
        lu = lecteur(str(brut).strip())
        if lu is None:
            raise ValueError(f"« {brut} » n’est pas connu : {attendu}.")
        return lu

    return convertir


def _type(brut: Valeur) -> str:
    lu = lire_type(str(brut))
    if lu is None:
        raise ValueError(
            f"« {brut} » n’est pas un type de mesure du modèle, par exemple « tutelle aux biens »."
        )
    return "|".join(lu)


def _rg(brut: Valeur) -> str:
    if refus := controler_rg(str(brut)):
        raise ValueError(refus)
    return normaliser_rg(str(brut))


COLONNES = (
    Colonne("date_nomination", "date_nomination", imports.Genre.DATE, alias=("date_ouverture", "Date de nomination"),
            est_obligatoire=True, exemple="15/03/2024"),
    Colonne("type", "type", alias=("Type de mesure",), est_obligatoire=True, convertir=_type,
            exemple="curatelle renforcée aux biens et à la personne"),
    Colonne("code_postal", "code_postal", alias=("Code postal",), longueur_max=10, exemple="59000"),
    Colonne("ville", "ville", longueur_max=120, exemple="Lille"),
    Colonne("civilite", "civilite", alias=("Civilité", "Sexe"), est_obligatoire=True,
            convertir=_lire(lire_civilite, "F ou H"), exemple="F"),
    Colonne("annee", "annee", imports.Genre.ENTIER, alias=("Année de naissance",), est_obligatoire=True,
            exemple="1950"),
    Colonne("numero_rg", "numero_rg", alias=("Numéro RG", "RG"), est_obligatoire=True, convertir=_rg,
            exemple="21B00167"),
    Colonne("numero_dossier", "numero_dossier", alias=("Numéro de dossier",), longueur_max=60, defaut=""),
    Colonne("residence", "residence", alias=("Lieu de vie",), est_obligatoire=True,
            convertir=_lire(lire_residence, "domicile, en établissement, en établissement avec conservation du"
                            " domicile, ou SDF"), exemple="domicile"),
    Colonne("tribunal_siret", "tribunal_siret", alias=("SIRET du tribunal",), est_obligatoire=True, longueur_max=20),
    Colonne("tribunal_cabinet", "tribunal_cabinet", alias=("Cabinet",), longueur_max=40, defaut=""),
    Colonne("antenne", "antenne", longueur_max=120),
    Colonne("date_premier_mesure", "date_premier_mesure", imports.Genre.DATE, alias=("Première mesure",)),
    Colonne("date_fin", "date_fin", imports.Genre.DATE, alias=("date_fin_mesure", "Date de fin")),
    Colonne("cause_sortie", "cause_sortie", imports.Genre.CHOIX, alias=("Cause de sortie",), choix=CauseSortie),
)  # fmt: skip


def preparer(contexte: Contexte) -> None:
    """Once an import: the professional, the courts by SIRET, the antennes by name."""
    tribunaux = Organisation.objects.filter(type__in=TRIBUNAUX, est_active=True).exclude(siret="")
    mandataire = (
        Mandataire.objects.filter(organisation=contexte.structure).select_related("organisation").first()
    )
    antennes = Antenne.objects.filter(organisation=contexte.structure, est_active=True).order_by("id")
    contexte.donnees |= {
        "mandataire": mandataire,
        "tribunaux": {
            tribunal.siret: tribunal for tribunal in tribunaux.select_related("commune").order_by("id")
        },
        "antennes": {cle_recherche(antenne.nom): antenne for antenne in antennes},
        "communes": {},
        "vus": {},
    }


def _tribunal(ligne: LigneImport, contexte: Contexte) -> Organisation | None:
    siret = "".join(c for c in str(ligne.valeurs["tribunal_siret"]) if c.isdigit())
    trouve: Organisation | None = contexte.donnees["tribunaux"].get(siret)
    return trouve


def _commune(ligne: LigneImport, contexte: Contexte) -> Commune | None:
    """The commune of this postal code and name; the most peopled of the code when the name is not given."""
    code, ville = str(ligne.valeurs.get("code_postal") or ""), cle_recherche(ligne.valeurs.get("ville") or "")
    if not code or est_etranger(code):
        return None
    connues_du_code: dict[str, list[Commune]] = contexte.donnees["communes"]
    if code not in connues_du_code:
        connues_du_code[code] = list(
            Commune.objects.filter(codes_postaux__contains=[code]).order_by("-population", "id")
        )
    trouvees = [commune for commune in connues_du_code[code] if not ville or commune.cle_recherche == ville]
    return trouvees[0] if trouvees else None


def _reprise(ligne: LigneImport, contexte: Contexte, tribunal: Organisation) -> Reprise:
    dit = ligne.valeurs
    nature, _, champ = dit["type"].partition("|")
    antenne = contexte.donnees["antennes"].get(cle_recherche(dit.get("antenne") or ""))
    code = str(dit.get("code_postal") or "")
    valeurs = ValeursMesure(
        numero_rg=dit["numero_rg"],
        nature=nature,
        champ=champ,
        lieu_vie=dit["residence"],
        date_nomination=dit["date_nomination"],
        civilite=dit["civilite"],
        annee_naissance=dit["annee"],
        cabinet=dit.get("tribunal_cabinet") or "",
        numero_dossier=dit.get("numero_dossier") or "",
        commune=_commune(ligne, contexte),
        antenne=antenne,
        pays="BE" if est_etranger(code) else "FR",
        date_premier_mesure=dit.get("date_premier_mesure"),
    )
    fin = dit.get("date_fin")
    suite = (Fait(TypeEvenement.CLOTURE, fin, cause=dit.get("cause_sortie") or ""),) if fin else ()
    return Reprise(tribunal, valeurs, suite)


def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:
    dit = ligne.valeurs
    if contexte.donnees["mandataire"] is None:
        yield Erreur("", "Cette structure n’est pas un mandataire : choisissez-en une autre.")
        return
    tribunal = _tribunal(ligne, contexte)
    if tribunal is None:
        yield Erreur("tribunal_siret", f"Aucun tribunal n’a le SIRET « {dit['tribunal_siret']} ».")
        return
    if (
        dit.get("code_postal")
        and not est_etranger(str(dit["code_postal"]))
        and _commune(ligne, contexte) is None
    ):
        lieu = f"{dit['code_postal']} {dit.get('ville') or ''}".strip()
        yield Erreur(
            "code_postal", f"« {lieu} » : cette commune n’existe pas, vérifiez le code postal et la ville."
        )
    if dit.get("antenne") and cle_recherche(dit["antenne"]) not in contexte.donnees["antennes"]:
        yield Erreur("antenne", f"« {dit['antenne']} » n’est pas une antenne ouverte de votre service.")
    if dit.get("date_fin") and not dit.get("cause_sortie"):
        yield Erreur("cause_sortie", "Une date de fin demande sa cause.")
    elif dit.get("cause_sortie") and not dit.get("date_fin"):
        yield Erreur("date_fin", "Une cause de sortie demande sa date de fin.")
    else:
        reprise = _reprise(ligne, contexte, tribunal)
        for champ, message in controler_reprise(reprise, aujourd_hui=contexte.jour).items():
            yield Erreur(CHAMPS.get(champ, ""), message)
    cle = (tribunal.pk, dit["numero_rg"])
    premiere = contexte.donnees["vus"].setdefault(cle, ligne.numero)
    if premiere != ligne.numero:
        yield Erreur("numero_rg", f"Ce numéro RG figure déjà ligne {premiere} pour ce tribunal.")


def existants(cles: list[Cle], contexte: Contexte) -> dict[Cle, Existant]:
    par_cle = {}
    for siret, numero in cles:
        tribunal = contexte.donnees["tribunaux"].get("".join(c for c in str(siret) if c.isdigit()))
        if tribunal is not None:
            par_cle[tribunal.pk, numero] = (siret, numero)
    trouvees = connues(contexte.donnees["mandataire"], par_cle) if contexte.donnees["mandataire"] else {}
    return {
        par_cle[cle]: Existant(
            mesure.pk,
            {
                "numero_dossier": mesure.numero_dossier,
                "tribunal_cabinet": mesure.cabinet,
                "civilite": mesure.civilite,
                "annee": mesure.annee_naissance,
                "date_fin": mesure.date_fin,
            },
        )
        for cle, mesure in trouvees.items()
        if cle in par_cle
    }


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    lignes = [*lot.nouvelles, *lot.modifiees]
    reprises = []
    for ligne in lignes:
        tribunal = _tribunal(ligne, contexte)
        assert tribunal is not None  # noqa: S101 (the line was checked)
        reprises.append(_reprise(ligne, contexte, tribunal))
    try:
        resultats = reprendre(
            agent=contexte.agent,
            mandataire=contexte.donnees["mandataire"],
            reprises=reprises,
            source=Source.FICHIER,
            motif=MOTIF,
        )
    except ValidationError as erreur:
        raise RefusImport(" ".join(erreur.messages)) from erreur
    return [mesure.pk for mesure, _ in resultats[: len(lot.nouvelles)]]


def annuler(lot: Lot, contexte: Contexte) -> None:
    if lot.modifiees:
        raise RefusImport(
            "Cet import a corrigé des mesures : corrigez-les une à une, ou importez l’ancien fichier."
        )
    try:
        annuler_reprise(
            agent=contexte.agent,
            mandataire=contexte.donnees["mandataire"],
            mesures=[ligne.objet_id for ligne in lot.nouvelles if ligne.objet_id],
            motif="Import annulé",
        )
    except ValidationError as erreur:
        raise RefusImport(" ".join(erreur.messages)) from erreur


MESURES = declarer_import(
    "protection.mesures",
    "Mesures de protection",
    droit=MESURE_IMPORTER,
    colonnes=COLONNES,
    cle=("tribunal_siret", "numero_rg"),
    preparer=preparer,
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    annuler=annuler,
    aide="Le modèle que vous connaissez : une ligne par mesure. Une mesure déjà présente est reconnue par son tribunal"
    " et son numéro RG : sa vie ne change pas, sauf la fin de mandat que le fichier apporte.",
)
