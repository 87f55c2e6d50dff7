"""Rights and roles of the protection of adults.

A court sees the measures of its own files; a professional, those entrusted to him; a direction of the State sees the
directory, its lists and what is counted, never a file. The directory itself is read by all of them.
"""

from maillage.socle.acces.droits import ANNUAIRE_GERER, COMPTES_GERER, JOURNAL_LIRE, REFERENTIELS_GERER
from maillage.socle.acces.vocabulaire import declarer_droit, declarer_role
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.indicateurs.droits import GEL_LIRE

ANNUAIRE_LIRE = declarer_droit("protection.annuaire.lire", "Consulter l’annuaire des mandataires")
PROFIL_TENIR = declarer_droit("protection.profil.tenir", "Tenir son profil et ses disponibilités")
LISTE_TENIR = declarer_droit("protection.liste.tenir", "Tenir la liste départementale des mandataires")
MESURE_LIRE = declarer_droit("protection.mesure.lire", "Consulter les mesures")
MESURE_TENIR = declarer_droit("protection.mesure.tenir", "Tenir les mesures qui lui sont confiées")
MESURE_DESIGNER = declarer_droit(
    "protection.mesure.designer", "Désigner un mandataire, tenir le rôle du cabinet"
)
MESURE_IMPORTER = declarer_droit("protection.mesure.importer", "Importer des mesures")
STATISTIQUES_LIRE = declarer_droit("protection.statistiques.lire", "Consulter stocks et flux")
DECLARATION_ETABLIR = declarer_droit("protection.declaration.etablir", "Établir les déclarations et enquêtes")
SCHEMA_FIXER = declarer_droit("protection.schema.fixer", "Fixer les objectifs du schéma régional")
DECLARATION_LIRE = declarer_droit("protection.declaration.lire", "Lire les déclarations semestrielles")
ENQUETE_SUIVRE = declarer_droit("protection.enquete.suivre", "Suivre et valider l’enquête annuelle")
ENQUETE_OUVRIR = declarer_droit("protection.enquete.ouvrir", "Ouvrir l’enquête annuelle")

_ECHEANCES = (ECHEANCES_LIRE, ECHEANCES_TENIR)
MANDATAIRE = (
    ANNUAIRE_LIRE, PROFIL_TENIR, MESURE_LIRE, MESURE_TENIR, MESURE_IMPORTER, IMPORTER, DECLARATION_ETABLIR,
    DECLARATION_LIRE, DOCUMENT_LIRE, DOCUMENT_PRODUIRE, JOURNAL_LIRE, *_ECHEANCES,
)  # fmt: skip
GREFFE = (
    ANNUAIRE_LIRE, MESURE_LIRE, MESURE_DESIGNER, STATISTIQUES_LIRE, DOCUMENT_LIRE, DOCUMENT_PRODUIRE, JOURNAL_LIRE,
    *_ECHEANCES,
)  # fmt: skip
DIRECTION = (
    ANNUAIRE_LIRE, STATISTIQUES_LIRE, ENQUETE_SUIVRE, DECLARATION_LIRE, GEL_LIRE, DOCUMENT_LIRE, *_ECHEANCES,
)  # fmt: skip

declarer_role(
    "protection.mandataire_individuel",
    "Mandataire individuel",
    droits=(*MANDATAIRE, COMPTES_GERER),
    niveau=40,
)
declarer_role("protection.prepose", "Préposé d’établissement", droits=(*MANDATAIRE, COMPTES_GERER), niveau=40)
declarer_role(
    "protection.service_administrateur",
    "Responsable d’un service mandataire",
    droits=(*MANDATAIRE, COMPTES_GERER),
    niveau=50,
)
declarer_role("protection.service_membre", "Membre d’un service mandataire", droits=MANDATAIRE, niveau=20)
declarer_role(
    "protection.magistrat", "Magistrat, juge des contentieux de la protection", droits=GREFFE, niveau=50
)
declarer_role("protection.greffier", "Greffier de la protection", droits=GREFFE, niveau=30)
declarer_role(
    "protection.direction_departementale",
    "Direction départementale",
    droits=(*DIRECTION, LISTE_TENIR, SCHEMA_FIXER, JOURNAL_LIRE, COMPTES_GERER),
    niveau=60,
    est_territorial=True,
)
declarer_role(
    "protection.direction_regionale",
    "Direction régionale",
    droits=(*DIRECTION, SCHEMA_FIXER, JOURNAL_LIRE),
    niveau=65,
    est_territorial=True,
)
declarer_role(
    "protection.direction_nationale",
    "Direction nationale",
    droits=(*DIRECTION, ENQUETE_OUVRIR),
    niveau=70,
    est_territorial=True,
)
declarer_role(
    "protection.administrateur",
    "Administrateur national de la protection",
    droits=(
        ANNUAIRE_LIRE, STATISTIQUES_LIRE, LISTE_TENIR, COMPTES_GERER, ANNUAIRE_GERER, REFERENTIELS_GERER,
        CLIENTS_GERER, JOURNAL_LIRE,
    ),
    niveau=90,
    est_territorial=True,
    double_authentification=True,
)  # fmt: skip
