"""How far the records are, how many move, how long it takes from the box to the screen."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count

from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.indicateurs.commun import DOSSIER, JOUR, declarer, part
from maillage.metiers.numerisation.models import FaitDossier
from maillage.metiers.numerisation.regles.mesures import centile
from maillage.socle.indicateurs.declarations import Cumul, Dimension
from maillage.socle.indicateurs.enums import Sens

SOURCE = "Événements des dossiers, dits là où ils se passent"
ETAT = "État des dossiers, que leurs événements laissent"
DOSSIERS = Cumul(
    table="numerisation_cumul_dossiers",
    dimensions=(Dimension("epaisseur", "Épaisseur", EpaisseurDossier),),
    mesures=("tries", "audites", "expedies", "numerises", "scelles", "integres", "detruits"),
)
DELAIS = Cumul(table="numerisation_cumul_delais", mesures=("jours",))
ETAPES = Cumul(
    table="numerisation_cumul_etapes",
    mesures=(
        "inventories", "tries", "expedies", "numerises", "repris", "juges", "refuses", "integres",
    ),
)  # fmt: skip
CADENCES = Cumul(table="numerisation_cumul_cadences", mesures=("prevus",))
COHORTE = "parmi ceux inventoriés dans la période, quel que soit le jour où ils l’ont été."

INVENTORIES = declarer(
    "inventories",
    "Dossiers inventoriés",
    "Nombre de dossiers papier inventoriés, à la date de l’inventaire.",
    DOSSIER,
    cumuls=(DOSSIERS,),
    source=SOURCE,
)
TRIES = part(
    "part_tries",
    "Part des dossiers triés",
    f"Part des dossiers dont le tri est terminé et n’est pas à reprendre, {COHORTE}",
    "tries",
    "nombre",
    cumuls=(DOSSIERS,),
    source=ETAT,
    sens=Sens.HAUSSE_FAVORABLE,
)
AUDITES = part(
    "part_audites",
    "Part des tris audités",
    f"Part des dossiers dont le tri a été audité et n’a pas été repris depuis, {COHORTE}",
    "audites",
    "nombre",
    cumuls=(DOSSIERS,),
    source=ETAT,
)
EXPEDIES = part(
    "part_expedies",
    "Part des dossiers expédiés",
    f"Part des dossiers remis au transporteur ou plus loin dans leur parcours, {COHORTE}",
    "expedies",
    "nombre",
    cumuls=(DOSSIERS,),
    source=ETAT,
    sens=Sens.HAUSSE_FAVORABLE,
)
SCELLES = part(
    "part_scelles",
    "Part des dossiers scellés",
    f"Part des dossiers dont la copie est scellée, {COHORTE}",
    "scelles",
    "nombre",
    cumuls=(DOSSIERS,),
    source=ETAT,
    sens=Sens.HAUSSE_FAVORABLE,
)
DETRUITS = part(
    "part_detruits",
    "Part des dossiers dont le papier est détruit",
    f"Part des dossiers dont le papier a été détruit avec un certificat, {COHORTE}",
    "detruits",
    "nombre",
    cumuls=(DOSSIERS,),
    source=ETAT,
)
NUMERISES = declarer(
    "numerises",
    "Dossiers numérisés",
    "Nombre de dossiers livrés numérisés pour la première fois, à la date de la livraison. Un dossier repris après un"
    " refus ne compte qu’une fois.",
    DOSSIER,
    mesure="numerises",
    cumuls=(ETAPES,),
    source=SOURCE,
    sens=Sens.HAUSSE_FAVORABLE,
)
PREVUS = declarer(
    "prevus",
    "Dossiers prévus",
    "Nombre de dossiers à numériser selon le plan du centre, au mois du lundi de chaque semaine planifiée.",
    DOSSIER,
    mesure="prevus",
    cumuls=(CADENCES,),
    source="Plan par centre et par semaine",
)
REPRIS = declarer(
    "repris",
    "Dossiers numérisés de nouveau",
    "Nombre de livraisons de dossiers déjà livrés une fois et refusés au contrôle, à la date de la nouvelle livraison.",
    DOSSIER,
    mesure="repris",
    cumuls=(ETAPES,),
    source=SOURCE,
    sens=Sens.BAISSE_FAVORABLE,
)
REFUSES = part(
    "part_refuses",
    "Dossiers refusés au contrôle",
    "Part des dossiers dont le lot est refusé, parmi ceux dont le lot est jugé, à la date du verdict. Un dossier jugé"
    " deux fois compte deux fois.",
    "refuses",
    "juges",
    cumuls=(ETAPES,),
    source=SOURCE,
    sens=Sens.BAISSE_FAVORABLE,
)
INTEGRES = declarer(
    "integres",
    "Dossiers mis à disposition",
    "Nombre de dossiers devenus consultables à l’écran, à la date où ils le sont devenus.",
    DOSSIER,
    mesure="integres",
    cumuls=(ETAPES,),
    source=SOURCE,
    sens=Sens.HAUSSE_FAVORABLE,
)
DELAI_ECRAN = declarer(
    "delai_ecran",
    "Délai moyen de la boîte à l’écran",
    "Nombre moyen de jours entre la dernière mise en boîte d’un dossier et le jour où il devient consultable, à la date"
    " de ce jour.",
    JOUR,
    numerateur="jours",
    denominateur="nombre",
    echelle=1,
    decimales=1,
    cumuls=(DELAIS,),
    source=SOURCE,
    sens=Sens.BAISSE_FAVORABLE,
)


@dataclass(frozen=True)
class DelaiEcran:
    """Days from the box to the screen: half of the records under the first, nine in ten under the second."""

    nombre: int
    median: int
    neuf_sur_dix: int


def delai_ecran(centres: Collection[int], depuis: dt.date) -> DelaiEcran | None:
    """Read from the delays counted one by one, so that it is exact; None when no record came on screen."""
    faits = FaitDossier.objects.filter(
        centre__in=centres, date_integration__gte=depuis, jours_ecran__isnull=False
    )
    effectifs: Counter[int] = Counter()
    for jours, nombre in faits.order_by().values_list("jours_ecran").annotate(nombre=Count("pk")):
        effectifs[jours] = nombre
    median, neuf = centile(effectifs, 50), centile(effectifs, 90)
    if median is None or neuf is None:
        return None
    return DelaiEcran(effectifs.total(), median, neuf)
