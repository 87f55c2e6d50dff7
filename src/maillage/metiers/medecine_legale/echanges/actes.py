"""Files in and out: acts taken over from a spreadsheet, and the list of acts."""

from __future__ import annotations

from typing import Any

from django.db import connection

from maillage.commun.textes import cle_recherche
from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.droits import ACTE_IMPORTER, ACTE_LIRE, REQUISITION_LIRE
from maillage.metiers.medecine_legale.echanges.traductions import Traduction, completer
from maillage.metiers.medecine_legale.enums import PeriodeJournee, Reseau, StatutActe, StatutRequisition
from maillage.metiers.medecine_legale.forms import FiltreActe, FiltreRequisition
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    LibellesReference,
    Requisition,
    table_actes,
)
from maillage.metiers.medecine_legale.regles import MULTIPLES, cle_numero
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges import imports
from maillage.socle.echanges.exports import ColonneExport, declarer_export
from maillage.socle.echanges.imports import (
    Colonne,
    Contexte,
    Erreur,
    Existant,
    LigneImport,
    Lot,
    declarer_import,
)

COMPARES = (
    "profil", "date_examen", "statut", "heure_debut", *sorted(MULTIPLES), "lieu", "age", "genre", "attentat",
    "cause_deces", "duree", "distance", "itt_jours", "numero_pv",
)  # fmt: skip


def _choix(code: str, libelle: str, choix: Any, *alias: str, **options: Any) -> Colonne:
    return Colonne(code, libelle, imports.Genre.CHOIX, choix=choix, alias=alias, **options)


def _liste(code: str, libelle: str, *alias: str, **options: Any) -> Colonne:
    """A column whose values are a list of the reference table, several in a cell when the field holds several."""
    if code in MULTIPLES:
        options |= {"est_multiple": True, "defaut": []}
    options["convertir"] = Traduction(code, libelle)
    return _choix(code, libelle, LibellesReference(code), *alias, **options)


COLONNES = (
    Colonne("numero_interne", "Numéro interne", alias=("n° interne",), est_obligatoire=True, longueur_max=60,
            convertir=lambda brut: str(brut).strip(), exemple="2026-00041"),
    Colonne("date_examen", "Date d’examen", imports.Genre.DATE, alias=("date", "date de l’acte"), est_obligatoire=True,
            exemple="21/11/2026"),
    _liste("profil", "Profil", est_obligatoire=True, exemple="Victime (vivante)"),
    _choix("statut", "Statut", StatutActe, defaut=StatutActe.REALISE.value),
    Colonne("heure_debut", "Heure de début", imports.Genre.HEURE, alias=("heure",)),
    _choix("periode_journee", "Horaire", PeriodeJournee, "moment de la journée"),
    _liste("types_examen", "Types d’examen", "type d’examen"),
    _liste("examens", "Examens", "examens complémentaires"),
    _liste("lieu", "Lieu"),
    _liste("age", "Âge personne", "âge"),
    _liste("genre", "Genre personne", "genre"),
    _liste("natures_violence", "Nature violences"),
    _liste("contextes_violence", "Contexte violences"),
    _liste("attentat", "Attentat"),
    _liste("cause_deces", "Cause du décès"),
    _liste("duree", "Durée"),
    _liste("distance", "Distance"),
    Colonne("itt_jours", "ITT (jours)", imports.Genre.ENTIER, alias=("itt",)),
    Colonne("numero_pv", "Numéro de PV", alias=("pv", "n° de pv"), longueur_max=60),
    Colonne("demandeur", "Demandeur", alias=("service requérant", "requérant"),
            aide="Nom du service, tel qu’il est dans l’annuaire."),
)  # fmt: skip


def preparer(contexte: Contexte) -> None:
    contexte.donnees["controleur"] = actions.Controleur(
        table_actes(), contexte.jour, actions.est_institut(contexte.structure)
    )
    contexte.donnees["requerants"] = {
        cle_recherche(nom): cle
        for cle, nom in Organisation.objects.filter(est_active=True, est_gestionnaire=False).values_list(
            "pk", "nom"
        )
    }
    contexte.donnees["absences"] = {
        code: regles.absence for code, regles in table_actes().profils.items() if regles.absence
    }
    contexte.donnees["demandeurs"] = {}
    contexte.donnees["vus"] = {}


def valider(ligne: LigneImport, contexte: Contexte) -> list[Erreur]:
    donnees, dit = contexte.donnees, ligne.valeurs
    if "attentat/" in "".join(dit.get("natures_violence") or ()) or not dit.get("types_examen"):
        completer(dit, donnees["absences"], dit.get("statut") not in (None, StatutActe.REALISE.value))
    erreurs = [Erreur(champ, message) for champ, message in donnees["controleur"].controler(dit).items()]
    if (demandeur := dit.get("demandeur")) and requerant(demandeur, contexte) is None:
        erreurs.append(
            Erreur(
                "demandeur", f"« {demandeur} » n’est pas dans l’annuaire : corrigez le nom, ou laissez vide."
            )
        )
    numero = dit.get("numero_interne") or ""
    premier = donnees["vus"].setdefault(cle_numero(numero), numero)
    if premier != numero:
        erreurs.append(
            Erreur("numero_interne", f"« {numero} » désigne la même personne que « {premier} », plus haut.")
        )
    return erreurs


def requerant(demandeur: str | None, contexte: Contexte) -> int | None:
    """The service of the directory that bears this name."""
    connus: dict[str, int | None] = contexte.donnees["demandeurs"]
    if demandeur and demandeur not in connus:
        connus[demandeur] = contexte.donnees["requerants"].get(cle_recherche(demandeur))
    return connus[demandeur] if demandeur else None


def existants(cles: list[tuple[Any, ...]], contexte: Contexte) -> dict[tuple[Any, ...], Existant]:
    """Under the walls, in one query that PostgreSQL reads as one array."""
    par_cle = {cle_numero(numero): (numero,) for (numero,) in cles}
    colonnes = ", ".join(("id", "cle_interne", *COMPARES))
    with connection.cursor() as curseur:
        curseur.execute(
            f"SELECT {colonnes} FROM {ActeMedicoLegal._meta.db_table}"  # noqa: S608 (names of columns)
            " WHERE structure_id = %s AND NOT est_annule AND cle_interne = ANY (%s)",
            [contexte.structure.pk, list(par_cle)],
        )
        return {
            par_cle[cle]: Existant(identifiant, dict(zip(COMPARES, valeurs, strict=True)))
            for identifiant, cle, *valeurs in curseur.fetchall()
        }


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    def repris(ligne: LigneImport) -> actions.Repris:
        return ligne.valeurs, requerant(ligne.valeurs.get("demandeur"), contexte)

    return actions.reprendre_actes(
        agent=contexte.agent,
        structure=contexte.structure,
        nouveaux=[repris(ligne) for ligne in lot.nouvelles],
        modifies={ligne.objet_id: repris(ligne) for ligne in lot.modifiees if ligne.objet_id},
    )


def annuler(lot: Lot, contexte: Contexte) -> None:
    actions.annuler_reprise(
        agent=contexte.agent,
        structure=contexte.structure,
        actes=[ligne.objet_id for ligne in lot.nouvelles if ligne.objet_id],
    )


ACTES = declarer_import(
    "medecine_legale.actes",
    "Actes médico-légaux",
    droit=ACTE_IMPORTER,
    colonnes=COLONNES,
    cle=("numero_interne",),
    preparer=preparer,
    valider=valider,
    existants=existants,
    appliquer=appliquer,
    annuler=annuler,
    aide="Une ligne par acte. Le numéro interne désigne la personne, jamais par ses initiales.",
)


declarer_export(
    "medecine_legale.actes",
    "Actes médico-légaux",
    droit=ACTE_LIRE,
    nom_fichier="actes",
    queryset=lambda agent, criteres: (
        FiltreActe(criteres, agent=agent)
        .filtrer(ActeMedicoLegal.objects.visibles_par(agent).en_vigueur())
        .order_by("-date_examen", "-id")
    ),
    colonnes=[
        ColonneExport("Numéro interne", "numero_interne"),
        ColonneExport("Demandeur", "requerant__nom"),
        ColonneExport("Profil", "profil", libelles=LibellesReference("profil")),
        ColonneExport("Statut", "statut", libelles=dict(StatutActe.choices)),
        ColonneExport("Date d’examen", "date_examen"),
        ColonneExport("Heure de début", "heure_debut"),
        ColonneExport("Horaire", "periode_journee", libelles=dict(PeriodeJournee.choices)),
        ColonneExport("Structure", "structure__nom"),
        ColonneExport("Types d’examen", "types_examen", libelles=LibellesReference("types_examen")),
        ColonneExport("Examens", "examens", libelles=LibellesReference("examens")),
        ColonneExport("Lieu", "lieu", libelles=LibellesReference("lieu")),
        ColonneExport("Âge personne", "age", libelles=LibellesReference("age")),
        ColonneExport("Genre personne", "genre", libelles=LibellesReference("genre")),
        ColonneExport("Nature violences", "natures_violence", libelles=LibellesReference("natures_violence")),
        ColonneExport(
            "Contexte violences",
            "contextes_violence",
            libelles=LibellesReference("contextes_violence"),
        ),
        ColonneExport("Cause du décès", "cause_deces", libelles=LibellesReference("cause_deces")),
        ColonneExport("Durée", "duree", libelles=LibellesReference("duree")),
        ColonneExport("Distance", "distance", libelles=LibellesReference("distance")),
        ColonneExport("Attentat", "attentat", libelles=LibellesReference("attentat")),
        ColonneExport("Réseau", "reseau", libelles=dict(Reseau.choices)),
        ColonneExport("ITT (jours)", "itt_jours"),
    ],
)


declarer_export(
    "medecine_legale.requisitions",
    "Réquisitions reçues",
    droit=REQUISITION_LIRE,
    nom_fichier="requisitions",
    queryset=lambda agent, criteres: (
        FiltreRequisition(criteres, agent=agent)
        .filtrer(Requisition.objects.visibles_par(agent))
        .order_by("-date_requisition", "-id")
    ),
    colonnes=[
        ColonneExport("Numéro de PV", "numero_pv"),
        ColonneExport("Numéro de parquet", "numero_parquet"),
        ColonneExport("Date", "date_requisition"),
        ColonneExport("Service requérant", "requerant__nom"),
        ColonneExport("Juridiction", "juridiction__nom"),
        ColonneExport("Structure", "structure__nom"),
        ColonneExport("À rendre avant le", "date_limite"),
        ColonneExport("Statut", "statut", libelles=dict(StatutRequisition.choices)),
    ],
)
