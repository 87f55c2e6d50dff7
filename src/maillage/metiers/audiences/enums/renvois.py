"""Why a case comes back another day. The family tells what counts as an adjournment."""

from django.db.models import TextChoices


class FamilleRenvoi(TextChoices):
    """Only a true adjournment counts in the rate of adjournments."""

    RENVOI = "renvoi", "Renvoi"
    DELIBERE = "delibere", "Délibéré"
    INTERETS_CIVILS = "interets_civils", "Intérêts civils"
    AUTRE = "autre", "Autre suite"


class MotifRenvoi(TextChoices):
    """The thirty motives of the ministry's register, as it words them."""

    DEMANDE_PARTIES = "demande_parties", "À la demande des parties"
    ABSENCE_AVIS_JAP = "absence_avis_jap", "Absence avis JAP"
    ABSENCE_ENQUETE = "absence_enquete_sociale", "Absence enquête sociale rapide"
    FOND_SUR_OPPOSITION = "fond_sur_opposition", "Au fond sur opposition"
    AUDIENCE_COLLEGIALE = "audience_collegiale", "Aux fins d’audience collégiale"
    FORMATION_CITOYENNE = "formation_citoyenne", "Aux fins d’audience en formation citoyenne"
    AVANT_DIRE_DROIT = "avant_dire_droit", "Avant dire droit et sursis à statuer sur l’action publique"
    DELAI_DEFENSE = "delai_defense", "Demande de délai pour préparer sa défense"
    CHAMBRE_CONSEIL = "chambre_du_conseil", "En chambre du conseil"
    CONTINUATION = "continuation", "En continuation"
    DELIBERE = "delibere", "En délibéré"
    DELIBERE_PROROGE = "delibere_proroge", "En délibéré prorogé"
    PROROGATION_AJOURNEMENT = "prorogation_ajournement", "En prorogation d’ajournement"
    ABSENCE_INTERPRETE = "absence_interprete", "Pour absence d’interprète"
    ABSENCE_B1 = "absence_b1", "Pour absence de bulletin N°1"
    CITATION = "citation", "Pour citation (témoin / partie civile)"
    COMPARUTION_PERSONNELLE = "comparution_personnelle", "Pour comparution personnelle"
    TRIBUNAL_MINEURS = (
        "tribunal_correctionnel_mineurs",
        "Pour compétence du tribunal correctionnel pour mineurs",
    )
    CONSIGNATION_AUTEUR = "consignation_auteur", "Pour consignation de l’auteur"
    CONSIGNATION_PARTIE_CIVILE = "consignation_partie_civile", "Pour consignation de la partie civile"
    DESIGNATION_AVOCAT = "designation_avocat", "Pour demande de désignation d’avocat"
    QUESTION_PREJUDICIELLE = "question_prejudicielle", "Pour examen de la question préjudicielle"
    INTERVENTION_FORCEE = "intervention_forcee", "Pour intervention forcée (CPAM, agent judiciaire du trésor)"
    INVESTIGATIONS = (
        "investigations_nouvelle_citation",
        "Pour investigations sur la personnalité… pour nouvelle citation",
    )
    DEFAUT_EXTRACTION = "defaut_extraction", "Pour présence obligatoire suite à défaut d’extraction"
    RECHERCHE_OPPOSANT = "recherche_opposant", "Pour recherche de l’opposant"
    AJOURNEMENT = "sur_ajournement", "Sur ajournement"
    INTERETS_CIVILS = "interets_civils", "Sur intérêts civils"
    VERS_COLLEGIALE = "vers_collegiale", "Vers la juridiction collégiale"
    AUTRE = "autre", "Autre cas"


FAMILLES: dict[str, FamilleRenvoi] = {
    MotifRenvoi.DELIBERE: FamilleRenvoi.DELIBERE,
    MotifRenvoi.DELIBERE_PROROGE: FamilleRenvoi.DELIBERE,
    MotifRenvoi.INTERETS_CIVILS: FamilleRenvoi.INTERETS_CIVILS,
    # Guilt is already declared (adjournments of the penalty), or the case goes on as it was planned.
    MotifRenvoi.AJOURNEMENT: FamilleRenvoi.AUTRE,
    MotifRenvoi.PROROGATION_AJOURNEMENT: FamilleRenvoi.AUTRE,
    MotifRenvoi.CONTINUATION: FamilleRenvoi.AUTRE,
    MotifRenvoi.CHAMBRE_CONSEIL: FamilleRenvoi.AUTRE,
    MotifRenvoi.FOND_SUR_OPPOSITION: FamilleRenvoi.AUTRE,
}
"""What is not a true adjournment; every other motive is one."""

OBSOLETES = frozenset({MotifRenvoi.FORMATION_CITOYENNE, MotifRenvoi.TRIBUNAL_MINEURS})
"""Kept for cases taken over, no longer proposed (to be confirmed)."""


def famille(motif: str) -> FamilleRenvoi:
    """The family of a motive."""
    return FAMILLES.get(motif, FamilleRenvoi.RENVOI)


class MesureSurete(TextChoices):
    """What becomes of the accused until the next date. Proposed list: the register's is not published."""

    AUCUNE = "", "Aucune"
    PLACEMENT_CJ = "placement_cj", "Placement sous contrôle judiciaire"
    MAINTIEN_CJ = "maintien_cj", "Maintien du contrôle judiciaire"
    MAINLEVEE_CJ = "mainlevee_cj", "Mainlevée du contrôle judiciaire"
    PLACEMENT_ARSE = "placement_arse", "Assignation à résidence avec surveillance électronique"
    MAINTIEN_ARSE = "maintien_arse", "Maintien de l’assignation à résidence"
    MAINLEVEE_ARSE = "mainlevee_arse", "Mainlevée de l’assignation à résidence"
    DETENTION = "detention_provisoire", "Placement en détention provisoire"
    MAINTIEN_DETENTION = "maintien_detention", "Maintien en détention provisoire"
    MISE_EN_LIBERTE = "mise_en_liberte", "Mise en liberté"
    MANDAT_ARRET = "mandat_arret", "Mandat d’arrêt"
