"""What comes before the court and what becomes of it."""

from __future__ import annotations

from typing import Any

from maillage.metiers.audiences.droits import AUDIENCE_LIRE, STATISTIQUES_LIRE
from maillage.metiers.audiences.enums import FamilleRenvoi, MotifRenvoi, NatureAudience, StatutPassage
from maillage.socle.indicateurs.declarations import Cumul, Dimension, Indicateur, declarer_indicateur
from maillage.socle.indicateurs.enums import Sens

SOURCE = "Audiences, décisions et renvois enregistrés par les greffes"
DOMAINE = "Audiences pénales"
NATURE = Dimension("nature", "Nature de l’audience", NatureAudience)
ISSUE = Dimension("issue", "Issue", StatutPassage)
PASSAGES = Cumul(
    table="audiences_cumul_passages",
    dimensions=(NATURE,),
    mesures=(
        "examinees", "juges", "renvois", "deliberes", "jours_audiencement", "avec_saisine", "prevenus_juges",
        "prevenus_a_signifier", "prevenus_defaut", "minutes_a_etablir", "minutes_signees", "jours_minute",
        "minutes_a_temps", "notes_visees", "notes_a_temps",
    ),
)  # fmt: skip
ISSUES = Cumul(table="audiences_cumul_passages", dimensions=(NATURE, ISSUE), mesures=("examinees",))
RENVOIS = Cumul(
    table="audiences_cumul_renvois",
    dimensions=(
        Dimension("famille", "Suite donnée", FamilleRenvoi),
        Dimension("motif", "Motif", MotifRenvoi),
        NATURE,
    ),
)


def declarer(code: str, libelle: str, definition: str, unite: tuple[str, str], **options: Any) -> Indicateur:
    """A figure of this service: read by whoever follows a court, small cells shown to its chambers."""
    parametres: dict[str, Any] = {"cumuls": (PASSAGES,), **options}
    return declarer_indicateur(
        Indicateur(
            code=f"audiences.{code}",
            libelle=libelle,
            definition=definition,
            unite=unite,
            source=SOURCE,
            droit=STATISTIQUES_LIRE,
            droit_fait=AUDIENCE_LIRE,
            domaine=DOMAINE,
            **parametres,
        )
    )


AFFAIRE, POUR_CENT, JOUR = ("affaire", "affaires"), ("%", "%"), ("jour", "jours")

AUDIENCEES = declarer(
    "audiencees",
    "Affaires audiencées",
    "Nombre d’affaires inscrites au rôle d’une audience levée, ou déjà jugées, renvoyées ou mises en délibéré, à la"
    " date de l’audience. Une affaire renvoyée compte à chacune de ses audiences ; la lecture d’un délibéré ne compte"
    " pas.",
    AFFAIRE,
    mesure="examinees",
    cumuls=(ISSUES,),
)
JUGEES = declarer(
    "jugees",
    "Affaires jugées",
    "Nombre d’affaires audiencées dont tous les prévenus ont été jugés, à la date de l’audience où la décision a été"
    " rendue.",
    AFFAIRE,
    mesure="juges",
)
RENVOYEES = declarer(
    "suites",
    "Affaires revenant à une autre date",
    "Nombre d’affaires audiencées auxquelles une autre date a été fixée, par suite et par motif. Seule la suite"
    " « renvoi » est un renvoi : un délibéré, des intérêts civils ou une continuation n’en sont pas.",
    AFFAIRE,
    cumuls=(RENVOIS,),
)
TAUX_RENVOI = declarer(
    "taux_renvoi",
    "Taux de renvoi",
    "Part des affaires audiencées qui ont été renvoyées. Les mises en délibéré, les renvois sur intérêts civils, les"
    " ajournements et les continuations ne sont pas des renvois : ils ne comptent qu’au dénominateur, dont la lecture"
    " d’un délibéré est exclue.",
    POUR_CENT,
    numerateur="renvois",
    denominateur="examinees",
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
PART_A_SIGNIFIER = declarer(
    "part_a_signifier",
    "Jugements contradictoires à signifier",
    "Part des prévenus jugés par jugement contradictoire à signifier, parmi les prévenus des affaires jugées.",
    POUR_CENT,
    numerateur="prevenus_a_signifier",
    denominateur="prevenus_juges",
    decimales=1,
)
PART_DEFAUT = declarer(
    "part_defaut",
    "Jugements par défaut",
    "Part des prévenus jugés par défaut ou par itératif défaut, parmi les prévenus des affaires jugées.",
    POUR_CENT,
    numerateur="prevenus_defaut",
    denominateur="prevenus_juges",
    decimales=1,
)
DELAI_AUDIENCEMENT = declarer(
    "delai_audiencement",
    "Délai d’audiencement",
    "Nombre moyen de jours entre la saisine du tribunal et la première audience, pour les affaires dont la date de"
    " saisine est connue. Les audiences de renvoi ne comptent pas.",
    JOUR,
    numerateur="jours_audiencement",
    denominateur="avec_saisine",
    echelle=1,
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
