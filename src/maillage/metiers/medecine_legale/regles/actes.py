"""What an act must say, profile by profile: the checks that read the reference table.

The counting rules come from the national counting guide: one act per person and per mission, an absent person is not
an act, the time is that at which the act begins, the distance is one way, the duration counts travel both ways,
presence and report writing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field

from maillage.metiers.medecine_legale.enums import PeriodeJournee, StatutActe
from maillage.metiers.medecine_legale.regles.table import (
    ATTENTAT,
    CHAMPS,
    MULTIPLES,
    ReglesProfil,
    TableActes,
)


@dataclass(frozen=True, kw_only=True)
class ValeursActe:
    """What is said of an act, as codes; empty when not said."""

    profil: str
    date_examen: dt.date | None
    numero_interne: str
    statut: str = StatutActe.REALISE
    heure_debut: dt.time | None = None
    periode_journee: str = ""
    est_hors_requisition: bool = False
    a_requisition: bool = True
    types_examen: tuple[str, ...] = ()
    examens: tuple[str, ...] = ()
    lieu: str = ""
    age: str = ""
    genre: str = ""
    natures_violence: tuple[str, ...] = ()
    contextes_violence: tuple[str, ...] = ()
    attentat: str = ""
    cause_deces: str = ""
    duree: str = ""
    distance: str = ""
    itt_jours: int | None = None


@dataclass
class Erreurs:
    """Messages by field, in French, ready to be shown beside it."""

    par_champ: dict[str, str] = field(default_factory=dict)

    def noter(self, champ: str, message: str) -> None:
        self.par_champ.setdefault(champ, message)


ANNEES_DE_RATTRAPAGE = 2
ITT_MAXIMALE = 3650


def controler_acte(
    valeurs: ValeursActe,
    *,
    table: TableActes,
    aujourd_hui: dt.date,
    est_institut: bool,
    est_reprise: bool = False,
) -> dict[str, str]:
    """Messages by field for what the profile's rules refuse; empty when the act is right.

    The rules are those of the day of the act. `est_institut`: the structure does autopsies. `est_reprise`: an import
    of old acts, for which the date may go back more than two years, and the time of day, the requisition and the name
    of an attack may be unknown.
    """
    erreurs = Erreurs()
    _controler_identification(valeurs, erreurs, aujourd_hui, est_reprise)
    table_du_jour = table.au(valeurs.date_examen or aujourd_hui)
    regles = table_du_jour.profils.get(valeurs.profil)
    if regles is None:
        erreurs.noter("profil", "Choisissez un profil dans la liste.")
        return erreurs.par_champ
    _controler_requisition(valeurs, regles, erreurs, est_reprise)
    if valeurs.statut != StatutActe.REALISE:
        if valeurs.statut != regles.absence:
            erreurs.noter("statut", f"« {regles.libelle} » n’admet pas ce statut : indiquez un acte réalisé.")
        return erreurs.par_champ
    _controler_listes(valeurs, regles, erreurs)
    _controler_attentat(valeurs, table_du_jour, erreurs, est_reprise)
    if regles.concerne_une_personne and not est_reprise:
        _controler_moment(valeurs, erreurs)
    if not est_institut and _reserves(regles) & set(valeurs.types_examen):
        erreurs.noter(
            "types_examen",
            "Votre structure n’est pas un institut médico-légal : elle ne déclare pas cet examen.",
        )
    return erreurs.par_champ


def _controler_identification(
    valeurs: ValeursActe, erreurs: Erreurs, aujourd_hui: dt.date, est_reprise: bool
) -> None:
    if not valeurs.numero_interne.strip():
        erreurs.noter(
            "numero_interne", "Indiquez le numéro interne qui désigne la personne, sans ses initiales."
        )
    if valeurs.date_examen is None:
        erreurs.noter("date_examen", "Indiquez la date de l’acte.")
    elif valeurs.date_examen > aujourd_hui:
        erreurs.noter(
            "date_examen", "La date de l’acte est dans le futur : un acte se saisit après avoir eu lieu."
        )
    elif not est_reprise and valeurs.date_examen.year < aujourd_hui.year - ANNEES_DE_RATTRAPAGE:
        erreurs.noter(
            "date_examen",
            f"La date de l’acte est antérieure au 1er janvier {aujourd_hui.year - ANNEES_DE_RATTRAPAGE} :"
            " passez par l’import de reprise.",
        )
    if valeurs.itt_jours is not None and not 0 <= valeurs.itt_jours <= ITT_MAXIMALE:
        erreurs.noter("itt_jours", f"Indiquez un nombre de jours entre 0 et {ITT_MAXIMALE}.")


def _controler_requisition(
    valeurs: ValeursActe, regles: ReglesProfil, erreurs: Erreurs, est_reprise: bool
) -> None:
    if valeurs.est_hors_requisition:
        if not regles.admet_recueil:
            erreurs.noter(
                "est_hors_requisition", "Le recueil de preuves sans plainte ne concerne que les victimes."
            )
        if valeurs.a_requisition:
            erreurs.noter("requisition", "Un recueil de preuves sans plainte n’a pas de réquisition.")
    elif not valeurs.a_requisition and not est_reprise:
        erreurs.noter(
            "requisition", "Choisissez la réquisition, ou indiquez un recueil de preuves sans plainte."
        )


def _controler_listes(valeurs: ValeursActe, regles: ReglesProfil, erreurs: Erreurs) -> None:
    """Each value belongs to the profile's list; each list that the profile has is answered."""
    for champ, nom in CHAMPS.items():
        dit = getattr(valeurs, champ)
        donnees: Collection[str] = dit if champ in MULTIPLES else (dit,) if dit else ()
        permises, est_exige = regles.codes(champ), regles.exige(champ)
        if champ == "distance" and regles.distance_si and regles.distance_si not in valeurs.types_examen:
            permises, est_exige = (), False
        if not donnees:
            if est_exige:
                erreurs.noter(champ, f"Indiquez {nom}.")
        elif not permises:
            erreurs.noter(champ, f"Ce profil n’a pas ce champ : laissez vide {nom}.")
        elif not set(permises).issuperset(donnees):
            erreurs.noter(champ, f"Ce choix n’existe pas pour ce profil à cette date : corrigez {nom}.")


def _controler_attentat(
    valeurs: ValeursActe, table_du_jour: TableActes, erreurs: Erreurs, est_reprise: bool
) -> None:
    connus = table_du_jour.listes.get(ATTENTAT, {})
    if ATTENTAT not in valeurs.natures_violence:
        if valeurs.attentat:
            erreurs.noter("attentat", "Un attentat n’est nommé que si la nature des violences le dit.")
    elif valeurs.attentat and valeurs.attentat not in connus:
        erreurs.noter("attentat", "Cet attentat n’est pas dans la liste à cette date.")
    elif not valeurs.attentat and connus and not est_reprise:
        erreurs.noter("attentat", "Indiquez l’attentat.")


def _controler_moment(valeurs: ValeursActe, erreurs: Erreurs) -> None:
    if valeurs.heure_debut is None and valeurs.periode_journee not in PeriodeJournee.values:
        erreurs.noter("heure_debut", "Indiquez l’heure à laquelle l’acte a commencé.")


def _reserves(regles: ReglesProfil) -> frozenset[str]:
    return frozenset(valeur.code for valeur in regles.valeurs.get("types_examen", ()) if valeur.est_reservee)
