"""What is asked, how fast it is answered, and what it avoids."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from maillage.metiers.avis.droits import DEMANDE_SUIVRE, STATISTIQUES_LIRE
from maillage.metiers.avis.enums.bilan import SuiteAdressage
from maillage.metiers.avis.enums.urgences import Urgence
from maillage.metiers.avis.models import Filiere
from maillage.socle.indicateurs.declarations import Cumul, Dimension, Indicateur, declarer_indicateur
from maillage.socle.indicateurs.enums import Sens

SOURCE = "Demandes d’avis envoyées par les praticiens, réponses et clôtures"
DOMAINE = "Avis de spécialistes"


def noms_des_filieres(codes: Collection[str]) -> dict[str, str]:
    cles = [int(code) for code in codes if code]
    return {str(pk): nom for pk, nom in Filiere.objects.filter(pk__in=cles).values_list("pk", "nom")}


FILIERE = Dimension("filiere", "Filière", noms_des_filieres)
URGENCE = Dimension("urgence", "Urgence", Urgence)
SUITE = Dimension("suite", "Suite", SuiteAdressage)
ENVOYEES = Cumul(
    table="avis_cumul_demandes",
    dimensions=(FILIERE, URGENCE),
    mesures=(
        "valables", "repondues", "a_temps", "heures_reponse", "prises", "minutes_prise", "cloturees", "evites",
        "sans_consultation", "suscites", "urgences_prevues", "urgences_evitees", "evites_suivis", "recours_malgre",
        "notees", "satisfaites", "notees_patient", "apport_patient", "closes", "sans_retour", "informes",
        "consenties", "reassignees", "minutes_avis",
    ),
)  # fmt: skip
SUITES = Cumul(table="avis_cumul_suites", dimensions=(SUITE, FILIERE))


def declarer(code: str, libelle: str, definition: str, unite: tuple[str, str], **options: Any) -> Indicateur:
    """A figure of this service: read by whoever steers, small cells shown to whoever runs the lines."""
    parametres: dict[str, Any] = {
        "cumuls": (ENVOYEES,),
        "source": SOURCE,
        "droit_fait": DEMANDE_SUIVRE,
        **options,
    }
    return declarer_indicateur(
        Indicateur(
            code=f"avis.{code}",
            libelle=libelle,
            definition=definition,
            unite=unite,
            droit=STATISTIQUES_LIRE,
            domaine=DOMAINE,
            **parametres,
        )
    )


POUR_CENT, DEMANDE, HEURE, MINUTE = (
    ("%", "%"),
    ("demande", "demandes"),
    ("heure", "heures"),
    ("minute", "minutes"),
)
CLOTURES = (
    "sur les demandes clôturées par le praticien ; celles closes sans retour de sa part ne comptent pas."
)

DEMANDES = declarer(
    "demandes",
    "Demandes d’avis",
    "Nombre de demandes d’avis envoyées, à la date de l’envoi. Un brouillon ne compte pas ; une demande annulée ou"
    " réorientée ensuite compte.",
    DEMANDE,
)
A_TEMPS = declarer(
    "a_temps",
    "Réponses dans le délai",
    "Part des demandes répondues dans le délai de leur urgence, parmi les demandes envoyées, hors demandes annulées et"
    " réorientées en urgence. Une demande encore sans réponse compte au dénominateur.",
    POUR_CENT,
    numerateur="a_temps",
    denominateur="valables",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
DELAI_REPONSE = declarer(
    "delai_reponse",
    "Délai moyen de réponse",
    "Nombre moyen d’heures, nuits et jours fermés compris, entre l’envoi de la demande et la première réponse du"
    " spécialiste.",
    HEURE,
    numerateur="heures_reponse",
    denominateur="repondues",
    echelle=1,
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
DELAI_PRISE = declarer(
    "delai_prise",
    "Délai moyen de prise en charge",
    "Nombre moyen de minutes d’ouverture de la filière entre l’envoi de la demande et sa prise en charge par un"
    " spécialiste.",
    MINUTE,
    numerateur="minutes_prise",
    denominateur="prises",
    echelle=1,
    sens=Sens.BAISSE_FAVORABLE,
)
SUITES_DONNEES = declarer(
    "suites",
    "Suites données aux avis",
    "Nombre de demandes clôturées par le praticien, selon ce qu’il advient de la consultation avec un spécialiste.",
    DEMANDE,
    cumuls=(SUITES,),
)
EVITES = declarer(
    "adressages_evites",
    "Consultations évitées",
    f"Part des demandes où le praticien pensait adresser son patient et ne l’adresse plus, {CLOTURES}",
    POUR_CENT,
    numerateur="evites",
    denominateur="cloturees",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
SANS_CONSULTATION = declarer(
    "sans_consultation",
    "Réglé sans consultation",
    f"Part des demandes où le patient n’est pas adressé, que ce fût prévu ou non, {CLOTURES}",
    POUR_CENT,
    numerateur="sans_consultation",
    denominateur="cloturees",
    decimales=1,
)
SUSCITES = declarer(
    "adressages_suscites",
    "Consultations suscitées",
    f"Part des demandes où l’avis fait adresser un patient que le praticien ne pensait pas adresser, {CLOTURES}",
    POUR_CENT,
    numerateur="suscites",
    denominateur="cloturees",
    decimales=1,
)
URGENCES_EVITEES = declarer(
    "urgences_evitees",
    "Urgences évitées",
    "Part des patients que le praticien aurait envoyés aux urgences et qui n’y sont pas allés, ni n’ont été"
    " hospitalisés, dans les trente jours, parmi ceux dont le suivi est connu.",
    POUR_CENT,
    numerateur="urgences_evitees",
    denominateur="urgences_prevues",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
RECOURS_MALGRE = declarer(
    "recours_malgre",
    "Recours malgré une consultation évitée",
    "Part des consultations dites évitées où le patient a tout de même consulté un spécialiste, est allé aux urgences"
    " ou a été hospitalisé dans les trente jours, parmi celles dont le suivi est connu. C’est le garde-fou du taux de"
    " consultations évitées.",
    POUR_CENT,
    numerateur="recours_malgre",
    denominateur="evites_suivis",
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
SATISFACTION = declarer(
    "satisfaction",
    "Satisfaction des praticiens",
    "Part des clôtures où le praticien donne 4 ou 5 sur 5 à ce que l’avis lui a apporté, parmi celles qu’il a notées.",
    POUR_CENT,
    numerateur="satisfaites",
    denominateur="notees",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
APPORT_PATIENT = declarer(
    "apport_patient",
    "Apport pour le patient",
    "Part des clôtures où le praticien donne 4 ou 5 sur 5 à l’apport pour son patient, parmi celles qu’il a notées.",
    POUR_CENT,
    numerateur="apport_patient",
    denominateur="notees_patient",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
SANS_RETOUR = declarer(
    "sans_retour",
    "Clôtures sans retour",
    "Part des demandes closes d’elles-mêmes, faute de retour du praticien, parmi toutes les demandes closes.",
    POUR_CENT,
    numerateur="sans_retour",
    denominateur="closes",
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
INFORMES = declarer(
    "patients_informes",
    "Patients informés de la réponse",
    f"Part des demandes où le patient connaît la réponse, {CLOTURES}",
    POUR_CENT,
    numerateur="informes",
    denominateur="cloturees",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
CONSENTIES = declarer(
    "consentement",
    "Consentement enregistré",
    "Part des demandes envoyées dont le consentement du patient est enregistré, retiré ensuite ou non.",
    POUR_CENT,
    numerateur="consenties",
    denominateur="nombre",
    decimales=1,
    sens=Sens.HAUSSE_FAVORABLE,
)
REASSIGNEES = declarer(
    "reassignees",
    "Demandes déclinées ou laissées sans réponse",
    "Part des demandes qu’au moins un spécialiste a déclinées, rendues ou laissées sans réponse, parmi les demandes"
    " envoyées.",
    POUR_CENT,
    numerateur="reassignees",
    denominateur="nombre",
    decimales=1,
    sens=Sens.BAISSE_FAVORABLE,
)
TEMPS_AVIS = declarer(
    "temps_avis",
    "Temps passé par avis",
    "Nombre moyen de minutes que le spécialiste dit avoir passées à sa première réponse.",
    MINUTE,
    numerateur="minutes_avis",
    denominateur="repondues",
    echelle=1,
    decimales=1,
)
