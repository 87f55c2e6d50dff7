"""What an act must say, profile by profile, as a table; and the checks that read it.

The profiles, their fields and their values are those in use in forensic units; the counting rules come from the
national counting guide: one act per person and per mission, an absent person is not an act, the time is that at
which the act begins, the distance is one way, the duration counts travel both ways, presence and report writing.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from maillage.metiers.medecine_legale.enums import (
    Age,
    CauseDeces,
    ContexteViolence,
    Distance,
    Duree,
    ExamenComplementaire,
    Genre,
    Lieu,
    NatureViolence,
    PeriodeJournee,
    Profil,
    StatutActe,
    TypeExamen,
)

POST_MORTEM = frozenset({TypeExamen.AUTOPSIE, TypeExamen.ANTHROPOLOGIE, TypeExamen.ODONTOLOGIE})
"""Done only in an institut médico-légal."""

AGES_VICTIME = (Age.DE_0_A_2, Age.DE_3_A_5, Age.DE_6_A_10, Age.DE_11_A_14, Age.DE_15_A_17, Age.MAJEUR)
AGES_SIMPLES = (Age.MINEUR, Age.MAJEUR, Age.NON_DETERMINE)
EXAMENS_COURANTS = (ExamenComplementaire.BIOLOGIE, ExamenComplementaire.IMAGERIE, ExamenComplementaire.AUTRES)
EXAMENS_VICTIME = (
    ExamenComplementaire.BIOLOGIE,
    ExamenComplementaire.IMAGERIE,
    ExamenComplementaire.TOXICOLOGIE,
    ExamenComplementaire.GENETIQUE,
    ExamenComplementaire.AUTRES,
)
DISTANCES = (Distance.MOINS_50, Distance.DE_50_A_150, Distance.PLUS_150)
DUREES_AUDIENCE = (Duree.MOINS_4, Duree.DE_4_A_8, Duree.PLUS_8)


@dataclass(frozen=True)
class ReglesProfil:
    """Fields of a profile. An empty tuple means that the field does not exist for it."""

    types: tuple[TypeExamen, ...] = ()
    examens: tuple[ExamenComplementaire, ...] = ()
    lieux: tuple[Lieu, ...] = ()
    lieu_facultatif: bool = False
    ages: tuple[Age, ...] = ()
    violences: bool = False
    causes_deces: tuple[CauseDeces, ...] = ()
    durees: tuple[Duree, ...] = ()
    distances: tuple[Distance, ...] = ()
    distance_si: TypeExamen | None = None
    absence: StatutActe | None = None

    @property
    def concerne_une_personne(self) -> bool:
        """A person was examined: gender and time of the act are asked."""
        return bool(self.types)


SOMATIQUE_OU_PSYCHIATRIQUE = (TypeExamen.SOMATIQUE, TypeExamen.PSYCHIATRIQUE)

PROFILS: dict[Profil, ReglesProfil] = {
    Profil.VICTIME: ReglesProfil(
        types=SOMATIQUE_OU_PSYCHIATRIQUE,
        examens=EXAMENS_VICTIME,
        lieux=(
            Lieu.UMJ,
            Lieu.SERVICE_PUBLIC,
            Lieu.SERVICE_PRIVE,
            Lieu.PENITENTIAIRE,
            Lieu.RETENTION,
            Lieu.MAISON_RETRAITE,
            Lieu.COMMISSARIAT,
            Lieu.GENDARMERIE,
            Lieu.UAPED,
        ),
        ages=AGES_VICTIME,
        violences=True,
        absence=StatutActe.RENDEZ_VOUS_NON_HONORE,
    ),
    Profil.GARDE_A_VUE: ReglesProfil(
        types=SOMATIQUE_OU_PSYCHIATRIQUE,
        examens=EXAMENS_VICTIME,
        lieux=(
            Lieu.UMJ,
            Lieu.COMMISSARIAT,
            Lieu.GENDARMERIE,
            Lieu.TRIBUNAL,
            Lieu.SERVICE_PUBLIC,
            Lieu.UAPED,
        ),
        ages=AGES_SIMPLES,
        absence=StatutActe.PERSONNE_ABSENTE,
    ),
    Profil.AGE_OSSEUX: ReglesProfil(
        types=SOMATIQUE_OU_PSYCHIATRIQUE,
        examens=(
            ExamenComplementaire.SCANNER,
            ExamenComplementaire.RADIOGRAPHIE,
            ExamenComplementaire.PANORAMIQUE_DENTAIRE,
        ),
        lieux=(Lieu.UAPED,),
        lieu_facultatif=True,
    ),
    Profil.OFPRA: ReglesProfil(
        types=(TypeExamen.SOMATIQUE,),
        examens=EXAMENS_COURANTS,
        lieux=(Lieu.UAPED,),
        lieu_facultatif=True,
        ages=AGES_SIMPLES,
    ),
    Profil.DECEDEE: ReglesProfil(
        types=(
            TypeExamen.EXAMEN_EXTERNE,
            TypeExamen.LEVEE_CORPS,
            TypeExamen.AUTOPSIE,
            TypeExamen.ANTHROPOLOGIE,
            TypeExamen.ODONTOLOGIE,
        ),
        examens=(
            ExamenComplementaire.BIOLOGIE,
            ExamenComplementaire.IMAGERIE,
            ExamenComplementaire.TOXICOLOGIE,
            ExamenComplementaire.ANATOMOPATHOLOGIE,
            ExamenComplementaire.GENETIQUE,
            ExamenComplementaire.AUTRES,
        ),
        ages=(*AGES_VICTIME, Age.NON_DETERMINE),
        causes_deces=tuple(CauseDeces),
        distances=DISTANCES,
        distance_si=TypeExamen.LEVEE_CORPS,
    ),
    Profil.RETENUE: ReglesProfil(
        types=SOMATIQUE_OU_PSYCHIATRIQUE,
        examens=EXAMENS_COURANTS,
        lieux=(Lieu.UMJ, Lieu.DOUANE, Lieu.RETENTION, Lieu.COMMISSARIAT, Lieu.GENDARMERIE),
        ages=AGES_SIMPLES,
    ),
    Profil.ROUTE: ReglesProfil(
        types=(TypeExamen.SOMATIQUE,),
        examens=EXAMENS_COURANTS,
        lieux=(Lieu.UMJ, Lieu.LIEU_CONTROLE, Lieu.COMMISSARIAT, Lieu.GENDARMERIE),
        ages=AGES_SIMPLES,
    ),
    Profil.IVRESSE: ReglesProfil(
        types=(TypeExamen.SOMATIQUE,),
        examens=(ExamenComplementaire.BIOLOGIE, ExamenComplementaire.AUTRES),
        lieux=(Lieu.UMJ, Lieu.COMMISSARIAT, Lieu.GENDARMERIE),
        ages=AGES_SIMPLES,
    ),
    Profil.ASSISES: ReglesProfil(durees=DUREES_AUDIENCE, distances=(Distance.VISIO, *DISTANCES)),
    Profil.RECONSTITUTION: ReglesProfil(durees=DUREES_AUDIENCE, distances=DISTANCES),
    Profil.DOSSIER: ReglesProfil(durees=(Duree.MOINS_2, Duree.DE_2_A_4, Duree.DE_4_A_8, Duree.PLUS_8)),
}

VIVANTS = tuple(profil for profil, regles in PROFILS.items() if regles.types and profil is not Profil.DECEDEE)


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
    valeurs: ValeursActe, *, aujourd_hui: dt.date, est_institut: bool, est_reprise: bool = False
) -> dict[str, str]:
    """Messages by field for what the profile's rules refuse; empty when the act is right.

    `est_institut`: the structure does autopsies. `est_reprise`: an import of old acts, for which the date may go
    back more than two years and the time of day may be unknown.
    """
    erreurs = Erreurs()
    _controler_identification(valeurs, erreurs, aujourd_hui, est_reprise)
    try:
        profil = Profil(valeurs.profil)
    except ValueError:
        erreurs.noter("profil", "Choisissez un profil dans la liste.")
        return erreurs.par_champ
    regles = PROFILS[profil]
    if valeurs.statut != StatutActe.REALISE:
        if valeurs.statut != regles.absence:
            erreurs.noter("statut", f"« {profil.label} » n’admet pas ce statut : indiquez un acte réalisé.")
        return erreurs.par_champ
    _controler_listes(valeurs, regles, erreurs)
    _controler_personne(valeurs, regles, erreurs, est_reprise)
    if not est_institut and POST_MORTEM & set(valeurs.types_examen):
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
    if valeurs.est_hors_requisition:
        if valeurs.profil != Profil.VICTIME:
            erreurs.noter(
                "est_hors_requisition", "Le recueil de preuves sans plainte ne concerne que les victimes."
            )
        if valeurs.a_requisition:
            erreurs.noter("requisition", "Un recueil de preuves sans plainte n’a pas de réquisition.")
    elif not valeurs.a_requisition and not est_reprise:
        erreurs.noter(
            "requisition", "Choisissez la réquisition, ou indiquez un recueil de preuves sans plainte."
        )
    if valeurs.itt_jours is not None and not 0 <= valeurs.itt_jours <= ITT_MAXIMALE:
        erreurs.noter("itt_jours", f"Indiquez un nombre de jours entre 0 et {ITT_MAXIMALE}.")


def _controler_listes(valeurs: ValeursActe, regles: ReglesProfil, erreurs: Erreurs) -> None:
    """Each value belongs to the profile's list; each list that the profile has is answered."""
    distance_attendue = regles.distances and (
        regles.distance_si is None or regles.distance_si in valeurs.types_examen
    )
    violences = (tuple(NatureViolence), tuple(ContexteViolence)) if regles.violences else ((), ())
    for champ, donnees, permises, obligatoire, nom in (
        ("types_examen", valeurs.types_examen, regles.types, bool(regles.types), "le type d’examen"),
        ("examens", valeurs.examens, regles.examens, False, "les examens complémentaires"),
        ("lieu", _un(valeurs.lieu), regles.lieux, bool(regles.lieux) and not regles.lieu_facultatif, "le lieu"),
        ("age", _un(valeurs.age), regles.ages, bool(regles.ages), "l’âge"),
        ("natures_violence", valeurs.natures_violence, violences[0], regles.violences, "la nature des violences"),
        ("contextes_violence", valeurs.contextes_violence, violences[1], regles.violences, "le contexte des violences"),
        ("cause_deces", _un(valeurs.cause_deces), regles.causes_deces, bool(regles.causes_deces), "la cause du décès"),
        ("duree", _un(valeurs.duree), regles.durees, bool(regles.durees), "la durée"),
        ("distance", _un(valeurs.distance), regles.distances if distance_attendue else (), bool(distance_attendue),
         "la distance"),
    ):  # fmt: skip
        if obligatoire and not donnees:
            erreurs.noter(champ, f"Indiquez {nom}.")
        elif set(donnees) - set(permises):
            erreurs.noter(champ, f"Ce choix n’existe pas pour ce profil : corrigez {nom}.")


def _un(valeur: str) -> tuple[str, ...]:
    return (valeur,) if valeur else ()


def _controler_personne(
    valeurs: ValeursActe, regles: ReglesProfil, erreurs: Erreurs, est_reprise: bool
) -> None:
    if not regles.concerne_une_personne:
        if valeurs.genre:
            erreurs.noter("genre", "Ce profil ne décrit pas de personne : laissez le genre vide.")
        return
    if valeurs.genre not in Genre.values:
        erreurs.noter("genre", "Indiquez le genre de la personne.")
    if (
        valeurs.heure_debut is None
        and valeurs.periode_journee not in PeriodeJournee.values
        and not est_reprise
    ):
        erreurs.noter("heure_debut", "Indiquez l’heure à laquelle l’acte a commencé.")


MATIN, MIDI_SAMEDI, SOIR_SAMEDI, SOIR = dt.time(8, 30), dt.time(12, 30), dt.time(18), dt.time(18, 30)
SAMEDI = 5


def periode_journee(jour: dt.date, heure: dt.time, *, est_ferie: bool) -> PeriodeJournee:
    """Period of the day in which an act begins; Saturday has its own division, a holiday has that of the week."""
    if heure < MATIN:
        return PeriodeJournee.NUIT
    if jour.weekday() == SAMEDI and not est_ferie:
        if heure < MIDI_SAMEDI:
            return PeriodeJournee.MATIN
        return PeriodeJournee.APRES_MIDI if heure < SOIR_SAMEDI else PeriodeJournee.SOIREE
    return PeriodeJournee.JOURNEE if heure < SOIR else PeriodeJournee.SOIREE


def cle_numero(texte: str) -> str:
    """A number as it is compared: letters and figures only, in capitals (« 2026-23 091 » → « 202623091 »)."""
    return "".join(filter(str.isalnum, texte.upper()))


def suite_numero(texte: str) -> str:
    """The last run of figures of a number, as people say it aloud (« 2026-23091 » → « 23091 »); else nothing."""
    groupes = re.findall(r"\d+", texte)
    return groupes[-1] if len(groupes) > 1 else ""


def prochain_numero(dernier: str) -> str:
    """The number that follows, keeping its zeros (« 2026-00041 » → « 2026-00042 »); nothing when it has no figure."""
    trouve = re.search(r"(\d+)(\D*)$", dernier)
    if not trouve:
        return ""
    suite, fin = trouve.groups()
    return f"{dernier[: trouve.start()]}{int(suite) + 1:0{len(suite)}d}{fin}"
