"""What is counted, in words, and from which rollup."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from maillage.metiers.medecine_legale.droits import ACTE_LIRE, STATISTIQUES_LIRE
from maillage.metiers.medecine_legale.enums import (
    DelaiExamen,
    LieuCharge,
    Majorite,
    NatureCertificat,
    PeriodeJournee,
    Rattachement,
    Reseau,
    StatutActe,
)
from maillage.metiers.medecine_legale.models import LibellesReference
from maillage.socle.annuaire.models import Organisation
from maillage.socle.indicateurs.declarations import Cumul, Detail, Dimension, Indicateur, declarer_indicateur
from maillage.socle.indicateurs.enums import Sens

SOURCE = "Actes enregistrés par les structures de médecine légale"
DOMAINE = "Médecine légale"


def noms_organisations(codes: Collection[str]) -> Mapping[str, str]:
    """Names of requesters and courts, in order of name."""
    trouvees = Organisation.objects.filter(pk__in=[code for code in codes if code.isdecimal()])
    return {str(pk): nom for pk, nom in trouvees.order_by("nom", "pk").values_list("pk", "nom")}


PROFIL = Dimension("profil", "Profil", LibellesReference("profil"))
RATTACHEMENT = Dimension("rattachement", "Numéro de procès-verbal", Rattachement)
TYPE_EXAMEN = Dimension("type_examen", "Type d’examen", LibellesReference("types_examen"), est_multiple=True)
NATURE = Dimension("nature", "Nature des violences", LibellesReference("natures_violence"), est_multiple=True)
HEURES = {f"{heure:02d}": f"{heure} h" for heure in range(24)}
TAILLES = {str(taille): f"{taille} acte{'s' if taille > 1 else ''}" for taille in range(1, 5)} | {
    "5": "5 actes et plus"
}
HORS = ("hors_requisition",)

# The narrowest first: each question is answered by the first rollup that knows its dimensions.
MENSUEL = Cumul(
    table="medecine_legale_cumul_mensuel",
    dimensions=(
        Dimension("reseau", "Réseau", Reseau),
        RATTACHEMENT,
        Dimension("delai", "Délai depuis la réquisition", DelaiExamen),
    ),
    mesures=("hors_requisition", "jours_delai", "avec_delai"),
)
PAR_PROFIL = Cumul(table="medecine_legale_cumul_profil", dimensions=(PROFIL, RATTACHEMENT), mesures=HORS)
ACTIVITE = Cumul(
    table="medecine_legale_cumul_activite",
    dimensions=(PROFIL, TYPE_EXAMEN, Dimension("periode_journee", "Moment de la journée", PeriodeJournee)),
    mesures=HORS,
)
PERSONNE = Cumul(
    table="medecine_legale_cumul_personne",
    dimensions=(
        PROFIL,
        Dimension("age", "Âge", LibellesReference("age")),
        Dimension("genre", "Genre", LibellesReference("genre")),
    ),
)
VIOLENCE = Cumul(
    table="medecine_legale_cumul_violence",
    dimensions=(
        PROFIL,
        NATURE,
        Dimension(
            "contexte", "Contexte des violences", LibellesReference("contextes_violence"), est_multiple=True
        ),
    ),
)
ORIGINE = Cumul(
    table="medecine_legale_cumul_origine",
    dimensions=(
        Dimension("requerant", "Service requérant", noms_organisations, est_reservee=True),
        Dimension("juridiction", "Juridiction", noms_organisations, est_reservee=True),
    ),
)
HORAIRE = Cumul(
    table="medecine_legale_cumul_horaire", dimensions=(Dimension("heure", "Heure de début", HEURES),)
)
EXAMENS = Cumul(
    table="medecine_legale_cumul_examens",
    dimensions=(
        PROFIL,
        Dimension("examen", "Examens complémentaires", LibellesReference("examens"), est_multiple=True),
    ),
)
TEMPS = Cumul(
    table="medecine_legale_cumul_temps",
    dimensions=(
        PROFIL,
        TYPE_EXAMEN,
        NATURE,
        Dimension("majorite", "Majorité", Majorite),
        Dimension("lieu_charge", "Lieu", LieuCharge),
        Dimension("duree", "Durée", LibellesReference("duree")),
    ),
)
ABSENCE = Cumul(
    table="medecine_legale_cumul_absence",
    dimensions=(Dimension("statut", "Absence", StatutActe), PROFIL),
)
PV = Cumul(
    table="medecine_legale_cumul_pv_taille",
    dimensions=(Dimension("taille", "Actes du procès-verbal", TAILLES),),
    mesures=("actes", "partages"),
)
REMISE = Cumul(
    table="medecine_legale_cumul_remise",
    dimensions=(Dimension("nature", "Certificat", NatureCertificat),),
    mesures=("jours",),
)

PARAMETRES = {"organisation": "structure", "debut": "date_du", "fin": "date_au"}

ACTES = declarer_indicateur(
    Indicateur(
        code="medecine_legale.actes",
        libelle="Actes réalisés",
        definition=(
            "Nombre d’actes médico-légaux réalisés, à la date de l’acte. Un acte par personne et par mission ; un"
            " rendez-vous non honoré, une personne non présentée et un acte annulé ne comptent pas. Un acte de"
            " plusieurs types d’examen, ou de plusieurs natures de violences, compte une fois dans le total, et une"
            " fois dans chacun de ses types."
        ),
        unite=("acte", "actes"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(PAR_PROFIL, MENSUEL, HORAIRE, ACTIVITE, PERSONNE, VIOLENCE, ORIGINE, EXAMENS, TEMPS),
        detail=Detail(
            "medecine_legale:actes",
            {
                "profil": "profil",
                "type_examen": "type_examen",
                "age": "age",
                "genre": "genre",
                "nature": "nature",
                "contexte": "contexte",
                "requerant": "requerant",
                "juridiction": "juridiction",
                "reseau": "reseau",
                **PARAMETRES,
            },
            {"statut": StatutActe.REALISE.value},
        ),
        domaine=DOMAINE,
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
        cumuls=(PAR_PROFIL, MENSUEL, ACTIVITE),
        numerateur="hors_requisition",
        denominateur="nombre",
        decimales=1,
        domaine=DOMAINE,
    )
)

DELAI_EXAMEN = declarer_indicateur(
    Indicateur(
        code="medecine_legale.delai_examen",
        libelle="Délai de la réquisition à l’acte",
        definition=(
            "Nombre moyen de jours entre la date de la réquisition et celle de l’acte, sur les actes réalisés qui en"
            " relèvent. Un acte antérieur à sa réquisition (urgence régularisée) compte pour zéro jour."
        ),
        unite=("jour", "jours"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(MENSUEL,),
        numerateur="jours_delai",
        denominateur="avec_delai",
        echelle=1,
        decimales=1,
        sens=Sens.BAISSE_FAVORABLE,
        domaine=DOMAINE,
    )
)

DELAI_REMISE = declarer_indicateur(
    Indicateur(
        code="medecine_legale.delai_remise",
        libelle="Délai de la réquisition au certificat remis",
        definition=(
            "Nombre moyen de jours entre la date de la réquisition et la première remise du certificat, sur les"
            " certificats remis pendant la période."
        ),
        unite=("jour", "jours"),
        source="Certificats établis et remis par les structures de médecine légale",
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(REMISE,),
        numerateur="jours",
        denominateur="nombre",
        echelle=1,
        decimales=1,
        sens=Sens.BAISSE_FAVORABLE,
        domaine=DOMAINE,
    )
)

NOTE_PV = (
    " Les procès-verbaux sont comptés par structure et par année civile : toute l’année est rattachée à son mois de"
    " janvier, une période plus courte qui le comprend donne donc l’année entière."
)

ACTES_PAR_PV = declarer_indicateur(
    Indicateur(
        code="medecine_legale.actes_par_pv",
        libelle="Actes par procès-verbal",
        definition="Nombre moyen d’actes réalisés sous un même numéro de procès-verbal." + NOTE_PV,
        unite=("acte", "actes"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(PV,),
        numerateur="actes",
        denominateur="nombre",
        echelle=1,
        decimales=2,
        domaine=DOMAINE,
    )
)

PART_PV_PARTAGES = declarer_indicateur(
    Indicateur(
        code="medecine_legale.part_pv_partages",
        libelle="Actes partageant leur procès-verbal",
        definition=(
            "Part des actes dont le numéro de procès-verbal couvre au moins un autre acte de la même structure, dans"
            " les actes qui ont un numéro de procès-verbal." + NOTE_PV
        ),
        unite=("%", "%"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(PV,),
        numerateur="partages",
        denominateur="actes",
        decimales=1,
        domaine=DOMAINE,
    )
)

ABSENCES = declarer_indicateur(
    Indicateur(
        code="medecine_legale.absences",
        libelle="Absences",
        definition=(
            "Nombre de rendez-vous non honorés et de personnes gardées à vue non présentées. Ce ne sont pas des"
            " actes : l’équipe a été mobilisée, personne n’a été examiné."
        ),
        unite=("absence", "absences"),
        source=SOURCE,
        droit=STATISTIQUES_LIRE,
        droit_fait=ACTE_LIRE,
        cumuls=(ABSENCE,),
        sens=Sens.BAISSE_FAVORABLE,
        detail=Detail(
            "medecine_legale:actes",
            {"statut": "statut", "profil": "profil", **PARAMETRES},
            exiges=("statut",),
        ),
        domaine=DOMAINE,
    )
)
