"""What went wrong, doors broken open, copies owed."""

from __future__ import annotations

from maillage.metiers.numerisation.droits import ACCES_LIRE, COPIE_REMETTRE, INCIDENT_LIRE
from maillage.metiers.numerisation.enums.acces import AvisPorte, GenreCopie
from maillage.metiers.numerisation.enums.incidents import GraviteIncident, NatureIncident
from maillage.metiers.numerisation.indicateurs.commun import declarer, part
from maillage.socle.indicateurs.declarations import Cumul, Detail, Dimension
from maillage.socle.indicateurs.enums import Sens

INCIDENTS_COMPTES = Cumul(
    table="numerisation_cumul_incidents",
    dimensions=(
        Dimension("nature", "Nature", NatureIncident),
        Dimension("gravite", "Gravité", GraviteIncident),
    ),
    mesures=("clos", "clos_vite", "ecarts", "violations", "notifiees", "notifiees_a_temps"),
)
PORTES = Cumul(
    table="numerisation_cumul_portes",
    dimensions=(Dimension("avis", "Avis du DPO", AvisPorte),),
    mesures=("examinees", "justifiees"),
)
COPIES = Cumul(
    table="numerisation_cumul_copies",
    dimensions=(Dimension("genre", "Pour qui", GenreCopie),),
    mesures=("remises", "a_temps"),
)
DES_INCIDENTS = {
    "cumuls": (INCIDENTS_COMPTES,),
    "source": "Incidents déclarés, et ceux qu’ouvre un comptage",
    "droit_fait": INCIDENT_LIRE,
}
DES_PORTES = {
    "cumuls": (PORTES,),
    "source": "Accès d’exception, examinés par le DPO",
    "droit_fait": ACCES_LIRE,
}

INCIDENTS = declarer(
    "incidents",
    "Incidents",
    "Nombre d’incidents ouverts, à la date où ils le sont, clos depuis ou non.",
    ("incident", "incidents"),
    sens=Sens.BAISSE_FAVORABLE,
    detail=Detail("numerisation:incidents", {"nature": "nature", "organisation": "centre"}),
    **DES_INCIDENTS,
)
ECARTS = declarer(
    "ecarts",
    "Écarts de comptage",
    "Nombre d’incidents où une boîte ou un dossier manquait ou était de trop entre deux remises.",
    ("écart", "écarts"),
    mesure="ecarts",
    sens=Sens.BAISSE_FAVORABLE,
    **DES_INCIDENTS,
)
CLOS_VITE = part(
    "incidents_clos_vite",
    "Incidents clos en cinq jours",
    "Part des incidents clos cinq jours après leur ouverture au plus tard, parmi tous ceux ouverts dans la période.",
    "clos_vite",
    "nombre",
    sens=Sens.HAUSSE_FAVORABLE,
    **DES_INCIDENTS,
)
VIOLATIONS = declarer(
    "violations",
    "Violations de données",
    "Nombre d’incidents que le DPO a qualifiés de violation de données, notifiée ou consignée au registre.",
    ("violation", "violations"),
    mesure="violations",
    sens=Sens.BAISSE_FAVORABLE,
    **DES_INCIDENTS,
)
NOTIFIEES_A_TEMPS = part(
    "notifiees_a_temps",
    "Violations notifiées sous 72 heures",
    "Part des violations notifiées à l’autorité de contrôle dans les soixante-douze heures de leur connaissance, parmi"
    " celles qui ont été notifiées.",
    "notifiees_a_temps",
    "notifiees",
    sens=Sens.HAUSSE_FAVORABLE,
    **DES_INCIDENTS,
)
ACCES_EXCEPTION = declarer(
    "acces_exception",
    "Accès d’exception",
    "Nombre de dossiers ouverts pour une heure par un professionnel d’un autre centre, à la date de l’ouverture.",
    ("accès", "accès"),
    **DES_PORTES,
)
JUSTIFIES = part(
    "acces_justifies",
    "Accès d’exception justifiés",
    "Part des accès d’exception que le DPO a jugés justifiés, parmi ceux qu’il a examinés.",
    "justifiees",
    "examinees",
    sens=Sens.HAUSSE_FAVORABLE,
    **DES_PORTES,
)
COPIES_A_TEMPS = part(
    "copies_a_temps",
    "Copies remises dans le mois",
    "Part des copies remises dans le mois de leur demande, parmi toutes celles qui ont été demandées.",
    "a_temps",
    "nombre",
    cumuls=(COPIES,),
    source="Copies demandées par les salariés, leurs ayants droit et les nouveaux services",
    droit_fait=COPIE_REMETTRE,
    sens=Sens.HAUSSE_FAVORABLE,
)
