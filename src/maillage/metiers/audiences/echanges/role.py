"""The roll of a chamber, one line a person: CSV, XLSX, ODS or JSON, described in docs/guide/audiences.md.

What names a person is sealed in the staged lines. A value that was typed wins over the one received, unless the line
says « oui » under « Remplacer » : the report shows both.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError

from maillage.commun.tableur import Valeur
from maillage.metiers.audiences.actions.listes import natinf
from maillage.metiers.audiences.actions.role_importe import (
    IDENTITE,
    QUALITE,
    PersonneDuRole,
    connus,
    importer_role,
)
from maillage.metiers.audiences.droits import AUDIENCE_IMPORTER
from maillage.metiers.audiences.enums import (
    JUGEABLES,
    CategoriePenale,
    ModeConvocation,
    ModePoursuite,
    NatureAudience,
    StatutPersonne,
    TypeAudience,
)
from maillage.metiers.audiences.regles.affaires import cle_parquet, controler_parquet
from maillage.socle.annuaire.enums import Civilite, TypeOrganisation
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

G = imports.Genre


def _parquet(brut: Valeur) -> str:
    if refus := controler_parquet(str(brut)):
        raise ValueError(refus)
    return " ".join(str(brut).split())


COLONNES = (
    Colonne("date", "Date d’audience", G.DATE, est_obligatoire=True, alias=("date",), exemple="12/01/2027"),
    Colonne("heure", "Heure", G.HEURE, est_obligatoire=True, exemple="13:30"),
    Colonne("type", "Composition", G.CHOIX, choix=TypeAudience, defaut=TypeAudience.COLLEGIAL.value,
            exemple="Collégiale"),
    Colonne("nature", "Nature de l’audience", G.CHOIX, choix=NatureAudience,
            defaut=NatureAudience.CORRECTIONNELLE.value),
    Colonne("numero_parquet", "Numéro de parquet", est_obligatoire=True, alias=("parquet", "n° parquet"),
            convertir=_parquet, exemple="26 325 000 123"),
    Colonne("personne", "Rang de la personne", G.ENTIER, est_obligatoire=True, alias=("rang",), exemple="1"),
    Colonne("statut", "Qualité", G.CHOIX, choix=StatutPersonne, est_obligatoire=True, alias=("statut",),
            exemple="Prévenu"),
    Colonne("civilite", "Civilité", G.CHOIX, choix=Civilite),
    Colonne("nom", "Nom", longueur_max=150, est_scelle=True, exemple="Dupont"),
    Colonne("prenoms", "Prénoms", alias=("prénom",), longueur_max=150, est_scelle=True, exemple="Jean"),
    Colonne("raison_sociale", "Raison sociale", longueur_max=200, est_scelle=True),
    Colonne("date_naissance", "Né le", G.DATE, alias=("date de naissance",), est_scelle=True),
    Colonne("lieu_naissance", "Lieu de naissance", longueur_max=150, est_scelle=True),
    Colonne("nationalite", "Nationalité", longueur_max=60, est_scelle=True),
    Colonne("adresse", "Adresse", longueur_max=300, est_scelle=True),
    Colonne("categorie_penale", "Situation pénale", G.CHOIX, choix=CategoriePenale, alias=("catégorie pénale",)),
    Colonne("mode_poursuite", "Mode de poursuite", G.CHOIX, choix=ModePoursuite),
    Colonne("mode_convocation", "Mode de convocation", G.CHOIX, choix=ModeConvocation),
    Colonne("date_convocation", "Convoqué le", G.DATE),
    Colonne("langue_interprete", "Interprète en", longueur_max=60),
    Colonne("natinf", "NATINF", est_multiple=True, longueur_max=10, exemple="7151 | 7215"),
    Colonne("date_faits", "Faits du", G.DATE),
    Colonne("commune_faits", "Commune des faits", longueur_max=120),
    Colonne("remplacer", "Remplacer", G.BOOLEEN, exemple="non",
            aide="« oui » : la valeur reçue remplace celle qui a été saisie. Vide : rien de saisi ne change."),
)  # fmt: skip


def preparer(contexte: Contexte) -> None:
    contexte.donnees["natinf"] = {}


def valider(ligne: LigneImport, contexte: Contexte) -> Iterator[Erreur]:
    dit = ligne.valeurs
    if contexte.structure.type != TypeOrganisation.CHAMBRE:
        yield Erreur("", "Le rôle s’importe dans une chambre : choisissez-en une.")
        return
    if dit["personne"] < 1:
        yield Erreur("personne", "Le rang commence à 1.")
    if not (dit.get("nom") or dit.get("raison_sociale")):
        yield Erreur("nom", "Indiquez le nom, ou la raison sociale.")
    naissance = dit.get("date_naissance")
    if isinstance(naissance, dt.date) and naissance > contexte.jour:
        yield Erreur("date_naissance", "La date de naissance est dans le futur.")
    faits = dit.get("date_faits")
    if isinstance(faits, dt.date) and faits > contexte.jour:
        yield Erreur("date_faits", "La date des faits est dans le futur.")
    if dit["statut"] == StatutPersonne.REPRESENTANT_LEGAL:
        yield Erreur("statut", "Un représentant légal se rattache à l’écran : ajoutez-le au dossier.")
    if dit["statut"] in JUGEABLES:
        for code in dit.get("natinf") or ():
            if not _est_connu(code, contexte):
                yield Erreur("natinf", f"« {code} » n’est pas dans la nomenclature NATINF chargée.")


def _est_connu(code: str, contexte: Contexte) -> bool:
    connues: dict[str, bool] = contexte.donnees["natinf"]
    if code not in connues:
        connues[code] = natinf(code, contexte.jour) is not None
    return connues[code]


def existants(cles: list[Cle], contexte: Contexte) -> dict[Cle, Existant]:
    """What was typed, or received before; compared field by field."""
    trouves = connus(contexte.agent, contexte.structure, cles)
    return {cle: Existant(pk, valeurs) for cle, (pk, valeurs) in trouves.items()}


def _personne(ligne: LigneImport) -> PersonneDuRole:
    dit = ligne.valeurs
    recu: dict[str, Any] = {nom: dit.get(nom) for nom in (*IDENTITE, *QUALITE)}
    return PersonneDuRole(
        date=dit["date"],
        heure=dit["heure"],
        type=dit["type"],
        nature=dit["nature"],
        numero_parquet=dit["numero_parquet"],
        rang=dit["personne"],
        dit=recu,
        natinf=tuple(dit.get("natinf") or ()),
        date_faits=dit.get("date_faits"),
        commune=dit.get("commune_faits") or "",
        remplaces=frozenset(ligne.avant) if dit.get("remplacer") else frozenset(),
    )


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    lignes = [*lot.nouvelles, *lot.modifiees]
    # A case of several persons is put on the roll once, its persons by rank.
    ordre = sorted(
        range(len(lignes)),
        key=lambda rang: (
            lignes[rang].valeurs["date"],
            lignes[rang].valeurs["heure"],
            cle_parquet(lignes[rang].valeurs["numero_parquet"]),
            lignes[rang].valeurs["personne"],
        ),
    )
    try:
        faites = importer_role(
            agent=contexte.agent,
            chambre=contexte.structure,
            lignes=[_personne(lignes[rang]) for rang in ordre],
        )
    except ValidationError as erreur:
        raise RefusImport(" ".join(erreur.messages)) from erreur
    par_rang = dict(zip(ordre, faites, strict=True))
    return [par_rang[rang] for rang in range(len(lot.nouvelles))]


ROLE = declarer_import(
    "audiences.role",
    "Rôle d’audience",
    droit=AUDIENCE_IMPORTER,
    colonnes=COLONNES,
    cle=("date", "numero_parquet", "personne"),
    preparer=preparer,
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    aide="Une ligne par personne. Ce qui a été saisi est gardé, sauf « oui » sous « Remplacer » ; rien ne quitte"
    " le rôle parce qu’il a quitté le fichier ; la même affaire à une autre date est un autre passage.",
)
