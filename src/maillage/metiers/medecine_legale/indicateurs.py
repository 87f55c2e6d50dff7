"""Statistics of forensic medicine: what is counted, in words, and from which rollup."""

from maillage.metiers.medecine_legale.droits import ACTE_LIRE, STATISTIQUES_LIRE
from maillage.metiers.medecine_legale.enums import PeriodeJournee
from maillage.metiers.medecine_legale.models import LibellesReference
from maillage.socle.indicateurs.declarations import Cumul, Detail, Dimension, Indicateur, declarer_indicateur

SOURCE = "Actes enregistrés par les structures de médecine légale"

PROFIL = Dimension("profil", "Profil", LibellesReference("profil"))

# The narrowest first: each question is answered by the first rollup that knows its dimensions.
MENSUEL = Cumul(table="medecine_legale_cumul_mensuel", mesures=("hors_requisition",))
PAR_PROFIL = Cumul(table="medecine_legale_cumul_profil", dimensions=(PROFIL,), mesures=("hors_requisition",))
ACTIVITE = Cumul(
    table="medecine_legale_cumul_activite",
    dimensions=(
        PROFIL,
        Dimension("type_examen", "Type d’examen", LibellesReference("types_examen"), est_multiple=True),
        Dimension("periode_journee", "Moment de la journée", PeriodeJournee),
    ),
    mesures=("hors_requisition",),
)

ACTES = declarer_indicateur(
    Indicateur(
        code="medecine_legale.actes",
        libelle="Actes réalisés",
        definition=(
            "Nombre d’actes médico-légaux réalisés, à la date de l’acte. Un acte par personne et par mission ; un"
            " rendez-vous non honoré, une personne non présentée et un acte annulé ne comptent pas. Un acte de"
            " plusieurs types d’examen compte une fois dans le total, et une fois dans chacun de ses types."
        ),
        unite=("acte", "actes"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(MENSUEL, PAR_PROFIL, ACTIVITE),
        detail=Detail(
            "medecine_legale:actes",
            {
                "profil": "profil",
                "type_examen": "type_examen",
                "organisation": "structure",
                "debut": "date_du",
                "fin": "date_au",
            },
        ),
        domaine="Médecine légale",
    )
)

PART_HORS_REQUISITION = declarer_indicateur(
    Indicateur(
        code="medecine_legale.part_hors_requisition",
        libelle="Recueils de preuves sans plainte",
        definition=(
            "Part des actes réalisés hors réquisition judiciaire, pour recueillir des preuves avant tout dépôt de"
            " plainte, dans l’ensemble des actes réalisés."
        ),
        unite=("%", "%"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(MENSUEL, PAR_PROFIL, ACTIVITE),
        numerateur="hors_requisition",
        denominateur="nombre",
        decimales=1,
        domaine="Médecine légale",
    )
)
