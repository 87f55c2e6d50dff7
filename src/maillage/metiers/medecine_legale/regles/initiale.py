"""The reference table as it is delivered: what the first migration writes, and what the tests of rules read.

Frozen: a place, a nature of violence or a profile is added on the page « Profils et listes », not here. The profiles,
their fields and their values are those in use in forensic units.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

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
    Profil,
    StatutActe,
    TypeExamen,
)
from maillage.metiers.medecine_legale.regles.table import ATTENTAT, ReglesProfil, TableActes, Valeur

POST_MORTEM = frozenset({TypeExamen.AUTOPSIE, TypeExamen.ANTHROPOLOGIE, TypeExamen.ODONTOLOGIE})
"""Done only in an institut médico-légal."""

FIN_DES_ANCIENS_AGES = dt.date(2024, 12, 31)
"""Age brackets that older acts carry; the day on which they closed is to be confirmed."""

ANCIENS_AGES = (
    Valeur("de_3_a_6", "3-6 ans (ancien)", fin=FIN_DES_ANCIENS_AGES),
    Valeur("de_3_a_17", "3-17 ans (ancien)", fin=FIN_DES_ANCIENS_AGES),
    Valeur("de_7_a_17", "7-17 ans (ancien)", fin=FIN_DES_ANCIENS_AGES),
)
ATTENTATS = (
    Valeur("2015-01-07-paris-montrouge", "Paris et Montrouge, 7 au 9 janvier 2015", dt.date(2015, 1, 7)),
    Valeur("2015-11-13-paris-saint-denis", "Paris et Saint-Denis, 13 novembre 2015", dt.date(2015, 11, 13)),
    Valeur("2016-07-14-nice", "Nice, 14 juillet 2016", dt.date(2016, 7, 14)),
    Valeur("2018-12-11-strasbourg", "Strasbourg, 11 décembre 2018", dt.date(2018, 12, 11)),
)

A_CONFIRMER = "date de fin à confirmer"


def est_fin_a_confirmer(code: str, fin: dt.date | None) -> bool:
    """The closing day of an old age bracket, as delivered: nobody has checked it; one that was corrected is right."""
    return fin == FIN_DES_ANCIENS_AGES and code in {age.code for age in ANCIENS_AGES}


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
SOMATIQUE_OU_PSYCHIATRIQUE = (TypeExamen.SOMATIQUE, TypeExamen.PSYCHIATRIQUE)

LISTES: dict[str, dict[str, Valeur]] = {
    champ: {
        code: Valeur(code, str(libelle), est_reservee=code in POST_MORTEM) for code, libelle in choix.choices
    }
    for champ, choix in {
        "types_examen": TypeExamen,
        "lieu": Lieu,
        "age": Age,
        "genre": Genre,
        "natures_violence": NatureViolence,
        "contextes_violence": ContexteViolence,
        "cause_deces": CauseDeces,
        "examens": ExamenComplementaire,
        "duree": Duree,
        "distance": Distance,
    }.items()
}
LISTES["age"] |= {age.code: age for age in ANCIENS_AGES}
LISTES[ATTENTAT] = {attentat.code: attentat for attentat in ATTENTATS}


def _profil(
    profil: Profil,
    valeurs: dict[str, Iterable[str]],
    anciens_ages: tuple[Valeur, ...] = (),
    facultatifs: tuple[str, ...] = (),
    **regles: Any,
) -> ReglesProfil:
    permises = {champ: tuple(LISTES[champ][str(code)] for code in codes) for champ, codes in valeurs.items()}
    if "types_examen" in permises:
        permises["genre"] = tuple(LISTES["genre"].values())
    if anciens_ages:
        permises["age"] += anciens_ages
    return ReglesProfil(
        profil.value, str(profil.label), permises, frozenset({"examens", *facultatifs}), **regles
    )


_PROFILS = (
    _profil(
        Profil.VICTIME,
        {
            "types_examen": SOMATIQUE_OU_PSYCHIATRIQUE,
            "examens": EXAMENS_VICTIME,
            "lieu": (
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
            "age": AGES_VICTIME,
            "natures_violence": NatureViolence,
            "contextes_violence": ContexteViolence,
        },
        anciens_ages=ANCIENS_AGES,
        absence=StatutActe.RENDEZ_VOUS_NON_HONORE.value,
        admet_recueil=True,
    ),
    _profil(
        Profil.GARDE_A_VUE,
        {
            "types_examen": SOMATIQUE_OU_PSYCHIATRIQUE,
            "examens": EXAMENS_VICTIME,
            "lieu": (
                Lieu.UMJ,
                Lieu.COMMISSARIAT,
                Lieu.GENDARMERIE,
                Lieu.TRIBUNAL,
                Lieu.SERVICE_PUBLIC,
                Lieu.UAPED,
            ),
            "age": AGES_SIMPLES,
        },
        absence=StatutActe.PERSONNE_ABSENTE.value,
    ),
    _profil(
        Profil.AGE_OSSEUX,
        {
            "types_examen": SOMATIQUE_OU_PSYCHIATRIQUE,
            "examens": (
                ExamenComplementaire.SCANNER,
                ExamenComplementaire.RADIOGRAPHIE,
                ExamenComplementaire.PANORAMIQUE_DENTAIRE,
            ),
            "lieu": (Lieu.UAPED,),
        },
        facultatifs=("lieu",),
    ),
    _profil(
        Profil.OFPRA,
        {
            "types_examen": (TypeExamen.SOMATIQUE,),
            "examens": EXAMENS_COURANTS,
            "lieu": (Lieu.UAPED,),
            "age": AGES_SIMPLES,
        },
        facultatifs=("lieu",),
    ),
    _profil(
        Profil.DECEDEE,
        {
            "types_examen": (
                TypeExamen.EXAMEN_EXTERNE,
                TypeExamen.LEVEE_CORPS,
                TypeExamen.AUTOPSIE,
                TypeExamen.ANTHROPOLOGIE,
                TypeExamen.ODONTOLOGIE,
            ),
            "examens": (
                ExamenComplementaire.BIOLOGIE,
                ExamenComplementaire.IMAGERIE,
                ExamenComplementaire.TOXICOLOGIE,
                ExamenComplementaire.ANATOMOPATHOLOGIE,
                ExamenComplementaire.GENETIQUE,
                ExamenComplementaire.AUTRES,
            ),
            "age": (*AGES_VICTIME, Age.NON_DETERMINE),
            "cause_deces": CauseDeces,
            "distance": DISTANCES,
        },
        anciens_ages=ANCIENS_AGES,
        distance_si=TypeExamen.LEVEE_CORPS.value,
    ),
    _profil(
        Profil.RETENUE,
        {
            "types_examen": SOMATIQUE_OU_PSYCHIATRIQUE,
            "examens": EXAMENS_COURANTS,
            "lieu": (Lieu.UMJ, Lieu.DOUANE, Lieu.RETENTION, Lieu.COMMISSARIAT, Lieu.GENDARMERIE),
            "age": AGES_SIMPLES,
        },
    ),
    _profil(
        Profil.ROUTE,
        {
            "types_examen": (TypeExamen.SOMATIQUE,),
            "examens": EXAMENS_COURANTS,
            "lieu": (Lieu.UMJ, Lieu.LIEU_CONTROLE, Lieu.COMMISSARIAT, Lieu.GENDARMERIE),
            "age": AGES_SIMPLES,
        },
    ),
    _profil(
        Profil.IVRESSE,
        {
            "types_examen": (TypeExamen.SOMATIQUE,),
            "examens": (ExamenComplementaire.BIOLOGIE, ExamenComplementaire.AUTRES),
            "lieu": (Lieu.UMJ, Lieu.COMMISSARIAT, Lieu.GENDARMERIE),
            "age": AGES_SIMPLES,
        },
    ),
    _profil(Profil.ASSISES, {"duree": DUREES_AUDIENCE, "distance": (Distance.VISIO, *DISTANCES)}),
    _profil(Profil.RECONSTITUTION, {"duree": DUREES_AUDIENCE, "distance": DISTANCES}),
    _profil(Profil.DOSSIER, {"duree": (Duree.MOINS_2, Duree.DE_2_A_4, Duree.DE_4_A_8, Duree.PLUS_8)}),
)

TABLE_INITIALE = TableActes({profil.code: profil for profil in _PROFILS}, LISTES, "initiale")
