"""Rights and roles of criminal hearings.

A clerk keeps the hearings of his chambers; a president reads, vises and signs in his; the director of the registry has
the whole court. Heads of court read progress and figures, never a case.
"""

from maillage.socle.acces.droits import ANNUAIRE_GERER, COMPTES_GERER, JOURNAL_LIRE, REFERENTIELS_GERER
from maillage.socle.acces.vocabulaire import declarer_droit, declarer_role
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.indicateurs.droits import GEL_LIRE

STATISTIQUES_LIRE = declarer_droit(
    "audiences.statistiques.lire", "Suivre les audiences, leur avancement et leurs chiffres"
)
AUDIENCE_LIRE = declarer_droit(
    "audiences.audience.lire", "Consulter les affaires, les notes et les décisions"
)
AUDIENCE_TENIR = declarer_droit("audiences.audience.tenir", "Tenir les audiences : rôle, note, décisions")
AUDIENCE_AVANCER = declarer_droit(
    "audiences.audience.avancer", "Faire avancer les audiences : signatures, visas, pièces"
)
NOTE_VISER = declarer_droit("audiences.note.viser", "Viser les notes d’audience et signer les minutes")
AUDIENCE_IMPORTER = declarer_droit("audiences.audience.importer", "Importer le rôle")

_ECHEANCES = (ECHEANCES_LIRE, ECHEANCES_TENIR)
_COMMUNS = (
    STATISTIQUES_LIRE,
    AUDIENCE_LIRE,
    AUDIENCE_AVANCER,
    DOCUMENT_LIRE,
    DOCUMENT_PRODUIRE,
    JOURNAL_LIRE,
)
GREFFE = (*_COMMUNS, AUDIENCE_TENIR, AUDIENCE_IMPORTER, IMPORTER, *_ECHEANCES)

declarer_role("audiences.greffier", "Greffier d’audience", droits=GREFFE, niveau=30)
declarer_role(
    "audiences.magistrat",
    "Président ou magistrat du siège",
    droits=(*_COMMUNS, NOTE_VISER, *_ECHEANCES),
    niveau=50,
)
declarer_role(
    "audiences.directeur_greffe",
    "Directeur des services de greffe",
    droits=(*GREFFE, GEL_LIRE, COMPTES_GERER),
    niveau=60,
)
declarer_role(
    "audiences.chef_juridiction", "Chef de juridiction", droits=(STATISTIQUES_LIRE, GEL_LIRE), niveau=65
)
declarer_role(
    "audiences.chef_cour",
    "Chef de cour d’appel",
    droits=(STATISTIQUES_LIRE, GEL_LIRE),
    niveau=70,
    est_territorial=True,
)
declarer_role(
    "audiences.administrateur",
    "Administrateur national des audiences",
    droits=(
        STATISTIQUES_LIRE,
        COMPTES_GERER,
        ANNUAIRE_GERER,
        REFERENTIELS_GERER,
        CLIENTS_GERER,
        JOURNAL_LIRE,
    ),
    niveau=90,
    est_territorial=True,
    double_authentification=True,
)
