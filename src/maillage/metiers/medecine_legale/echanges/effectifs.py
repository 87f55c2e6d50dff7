"""Staffing from a spreadsheet and back, in the columns of the tool in use before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import DecimalField, F, Max, Q, QuerySet
from django.http import QueryDict

from maillage.commun.tableur import Valeur
from maillage.commun.textes import cle_recherche, mois_annee
from maillage.metiers.medecine_legale.actions import effectifs as actions
from maillage.metiers.medecine_legale.droits import EFFECTIF_LIRE, EFFECTIF_SAISIR
from maillage.metiers.medecine_legale.enums import StatutEtatEffectif
from maillage.metiers.medecine_legale.models import EtatEffectif, ExerciceEffectif, LigneEffectif
from maillage.metiers.medecine_legale.regles.effectifs import controler_etp, controler_mois
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges import imports
from maillage.socle.echanges.exports import ColonneExport, declarer_export
from maillage.socle.echanges.imports import (
    Colonne,
    Contexte,
    Erreur,
    Existant,
    LigneImport,
    Lot,
    RefusImport,
    declarer_import,
)

COLONNES_PROFESSION = {
    "medecin": "Médecins",
    "secretaire": "Secrétaires",
    "aide_soignant": "Aide soignant·e",
    "cadre_sante": "Cadre de santé",
    "ide": "IDE",
    "agent_amphitheatre": "Agent d'amphi.",
    "autre": "Autres",
}
ALIAS = {
    "medecin": ("médecin",),
    "secretaire": ("secrétaire",),
    "aide_soignant": ("aide soignant", "aides-soignants", "aide soignant.e"),
    "cadre_sante": ("cadres de santé",),
    "ide": ("infirmiers", "infirmier"),
    "agent_amphitheatre": ("agent d’amphithéâtre", "agents d’amphithéâtre"),
    "autre": ("autre",),
}
MOIS = {mois_annee(dt.date(2024, rang, 1)).partition(" ")[0]: rang for rang in range(1, 13)}


def numero_mois(brut: Valeur) -> int:
    """« 3 », « 03 » or « mars »."""
    texte = cle_recherche(str(brut))
    noms = {cle_recherche(nom): rang for nom, rang in MOIS.items()}
    rang = noms.get(texte) or (int(texte) if texte.isdecimal() else 0)
    if not 1 <= rang <= len(MOIS):
        raise ValueError(f"« {brut} » n’est pas un mois : écrivez 1 à 12, ou son nom.")
    return rang


COLONNES = (
    Colonne("annee", "Année", imports.Genre.ENTIER, est_obligatoire=True, exemple="2026"),
    Colonne("mois", "Mois", est_obligatoire=True, convertir=numero_mois, exemple="3"),
    Colonne("etablissement", "ID étab.", alias=("id etab", "id établissement"), longueur_max=60),
    Colonne("nom_etablissement", "Nom établissement", alias=("établissement",), longueur_max=300),
    *(
        Colonne(code, libelle, imports.Genre.DECIMAL, alias=ALIAS[code], exemple="4,5")
        for code, libelle in COLONNES_PROFESSION.items()
    ),
)


def _premier_jour(annee: int, mois: int) -> dt.date | None:
    try:
        return dt.date(annee, mois, 1)
    except ValueError:
        return None


def preparer(contexte: Contexte) -> None:
    etats = EtatEffectif.objects.filter(structure=contexte.structure, statut=StatutEtatEffectif.SIGNE)
    contexte.donnees["signes"] = set(etats.order_by("mois").values_list("mois", flat=True))
    exercices = ExerciceEffectif.objects.filter(
        structure=contexte.structure, horodatage_cloture__isnull=False
    )
    contexte.donnees["clos"] = set(exercices.order_by("annee").values_list("annee", flat=True))
    contexte.donnees["etablissement"] = None


def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:
    mois = _premier_jour(ligne.valeurs["annee"], ligne.valeurs["mois"])
    if mois is None:
        yield Erreur("annee", f"« {ligne.valeurs['annee']} » n’est pas une année.")
        return
    if refus := controler_mois(mois, contexte.jour):
        yield Erreur("mois", refus)
    if mois in contexte.donnees["signes"] or mois.year in contexte.donnees["clos"]:
        yield Erreur(
            "mois", f"{mois_annee(mois).capitalize()} est déjà signé : corrigez-le à l’écran, avec un motif."
        )
    for code in COLONNES_PROFESSION:
        if refus := controler_etp(ligne.valeurs.get(code)):
            yield Erreur(code, refus)
    if all(ligne.valeurs.get(code) is None for code in COLONNES_PROFESSION):
        yield Erreur("", "La ligne ne donne aucun effectif.")
    autre = ligne.valeurs.get("etablissement") or ligne.valeurs.get("nom_etablissement")
    if contexte.donnees["etablissement"] is None:
        contexte.donnees["etablissement"] = autre
    elif autre != contexte.donnees["etablissement"]:
        yield Erreur(
            "etablissement",
            f"Le fichier mêle deux établissements (« {contexte.donnees['etablissement']} » et « {autre} ») :"
            " importez chacun dans sa structure.",
        )


def existants(cles: list[tuple[Any, ...]], contexte: Contexte) -> dict[tuple[Any, ...], Existant]:
    lignes = LigneEffectif.objects.filter(
        structure=contexte.structure, mois__year__in={annee for annee, _ in cles}
    ).order_by("mois", "id")
    trouves: dict[tuple[Any, ...], Existant] = {}
    for etat, mois, profession, etp in lignes.values_list("etat_id", "mois", "profession", "etp"):
        cle = (mois.year, mois.month)
        if cle in cles:
            valeurs = dict(trouves[cle].valeurs) if cle in trouves else dict.fromkeys(COLONNES_PROFESSION)
            trouves[cle] = Existant(etat, {**valeurs, profession: etp})
    return trouves


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    valeurs: dict[dt.date, dict[str, Decimal | None]] = {}
    for ligne in (*lot.nouvelles, *lot.modifiees):
        dites = {code: ligne.valeurs[code] for code in COLONNES_PROFESSION if code in ligne.valeurs}
        valeurs[_mois(ligne)] = {code: etp for code, etp in dites.items() if etp is not None}
    try:
        etats = actions.enregistrer_effectifs(
            agent=contexte.agent, structure=contexte.structure, valeurs=valeurs
        )
    except ValidationError as refus:
        raise RefusImport(" ".join(refus.messages)) from refus
    pk_de = {etat.mois: etat.pk for etat in etats}
    return [pk_de[_mois(ligne)] for ligne in lot.nouvelles]


def _mois(ligne: LigneImport) -> dt.date:
    return dt.date(ligne.valeurs["annee"], ligne.valeurs["mois"], 1)


EFFECTIFS = declarer_import(
    "medecine_legale.effectifs",
    "Effectifs mensuels (ETP)",
    droit=EFFECTIF_SAISIR,
    colonnes=COLONNES,
    cle=("annee", "mois"),
    preparer=preparer,
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    aide="Une ligne par mois. Une case vide laisse la valeur en place ; un zéro est un zéro. Les mois importés restent"
    " à valider et à signer.",
)


def _effectifs(agent: Agent, criteres: QueryDict) -> QuerySet[EtatEffectif]:
    """One row a month and structure, one column a profession."""
    etats = EtatEffectif.objects.visibles_par(agent).exclude(statut=StatutEtatEffectif.ATTENDU)
    if (annee := str(criteres.get("annee", ""))).isdecimal():
        etats = etats.filter(mois__year=int(annee))
    if (structure := str(criteres.get("structure", ""))).isdecimal():
        etats = etats.filter(structure=int(structure))
    colonnes = {
        f"etp_{code}": Max("lignes__etp", filter=Q(lignes__profession=code), output_field=DecimalField())
        for code in COLONNES_PROFESSION
    }
    annee_mois = {"annee": F("mois__year"), "numero_mois": F("mois__month")}
    return etats.annotate(**annee_mois, **colonnes).order_by("-mois", "structure__nom", "id")


declarer_export(
    "medecine_legale.effectifs",
    "Effectifs mensuels (ETP)",
    droit=EFFECTIF_LIRE,
    nom_fichier="effectifs",
    queryset=_effectifs,
    colonnes=[
        ColonneExport("Année", "annee"),
        ColonneExport("Mois", "numero_mois"),
        ColonneExport("ID étab.", "structure__finess"),
        ColonneExport("Nom établissement", "structure__nom"),
        *(ColonneExport(libelle, f"etp_{code}") for code, libelle in COLONNES_PROFESSION.items()),
        ColonneExport("Statut", "statut", rendre=lambda code: StatutEtatEffectif(code).label),
    ],
)
