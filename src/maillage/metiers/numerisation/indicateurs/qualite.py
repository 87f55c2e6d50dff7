"""Pages read, what nobody recognises, defects by class, lots refused."""

from __future__ import annotations

from maillage.metiers.numerisation.droits import CONTROLE_LIRE, CONVENTION_LIRE, LOT_LIRE
from maillage.metiers.numerisation.enums.controle import ClasseDefaut, NatureDefaut
from maillage.metiers.numerisation.indicateurs.commun import PAGE, declarer, part
from maillage.socle.indicateurs.declarations import Cumul, Dimension
from maillage.socle.indicateurs.enums import Sens

PARTIES = {
    "1": "1° Identité",
    "2": "2° Postes et expositions",
    "3": "3° Santé",
    "4": "4° Correspondance",
    "5": "5° Avis et attestations",
    "7": "7° Consentement, opposition",
}
PAGES_COMPTEES = Cumul(
    table="numerisation_cumul_pages",
    dimensions=(Dimension("partie", "Partie du dossier", PARTIES),),
    mesures=("vierges", "douteuses", "non_reconnues", "ecartees"),
)
DEFAUTS_COMPTES = Cumul(
    table="numerisation_cumul_defauts",
    dimensions=(Dimension("classe", "Classe", ClasseDefaut), Dimension("nature", "Nature", NatureDefaut)),
    mesures=("autres_personnes",),
)
VERDICTS = Cumul(table="numerisation_cumul_verdicts", mesures=("refuses",))
DES_PAGES = {"cumuls": (PAGES_COMPTEES,), "source": "Pages livrées, lues une à une", "droit_fait": LOT_LIRE}
DES_DEFAUTS = {
    "cumuls": (DEFAUTS_COMPTES,),
    "source": "Contrôle des lots livrés",
    "droit_fait": CONTROLE_LIRE,
}

PAGES = declarer(
    "pages",
    "Pages lues",
    "Nombre de pages livrées et lues, à la date de la lecture, vierges comprises.",
    PAGE,
    sens=Sens.HAUSSE_FAVORABLE,
    **DES_PAGES,
)
VIERGES = part(
    "pages_vierges",
    "Pages vierges",
    "Part des pages lues où la machine ne voit pas d’encre. Elles sont marquées et gardées, jamais retirées.",
    "vierges",
    "nombre",
    **DES_PAGES,
)
NON_RECONNUES = part(
    "pages_non_reconnues",
    "Pages que rien ne désigne",
    "Part des pages lues dont la machine n’a pas su dire à qui elles sont, et qu’une personne a eu à confirmer ou à"
    " saisir.",
    "non_reconnues",
    "nombre",
    sens=Sens.BAISSE_FAVORABLE,
    **DES_PAGES,
)
DEFAUTS = declarer(
    "defauts",
    "Défauts vus au contrôle",
    "Nombre de défauts relevés sur les pages livrées, tirées ou non, à la date où ils sont vus.",
    ("défaut", "défauts"),
    sens=Sens.BAISSE_FAVORABLE,
    **DES_DEFAUTS,
)
AUTRES_PERSONNES = declarer(
    "autres_personnes",
    "Pages d’une autre personne",
    "Nombre de défauts où une page du dossier est d’une autre personne. La cible est zéro : un seul refuse le lot.",
    ("page", "pages"),
    mesure="autres_personnes",
    sens=Sens.BAISSE_FAVORABLE,
    **DES_DEFAUTS,
)
LOTS_REFUSES = part(
    "lots_refuses",
    "Lots refusés",
    "Part des verdicts qui refusent le lot, parmi tous les verdicts, à leur date. Un lot livré deux fois est jugé deux"
    " fois.",
    "refuses",
    "nombre",
    cumuls=(VERDICTS,),
    source="Verdicts du contrôle des lots",
    droit_fait=CONTROLE_LIRE,
    sens=Sens.BAISSE_FAVORABLE,
)
COUT_PAGE = declarer(
    "cout_page",
    "Coût d’une page",
    "Coût hors taxe des lots acceptés, divisé par leurs pages, à la date du verdict : au prix de la convention de"
    " chaque lot. Ne comptent ni un lot refusé, ni un lot dont la convention ne dit pas le prix ; le tri, la"
    " logistique et le contrôle n’y sont pas.",
    ("centime", "centimes"),
    numerateur="centimes",
    denominateur="pages",
    echelle=1,
    decimales=2,
    cumuls=(Cumul(table="numerisation_cumul_couts", mesures=("centimes", "pages")),),
    source="Lots acceptés et prix de leur convention",
    droit_fait=CONVENTION_LIRE,
    sens=Sens.BAISSE_FAVORABLE,
)
