"""Rights and roles of forensic medicine."""

from maillage.socle.acces.droits import ANNUAIRE_GERER, COMPTES_GERER, JOURNAL_LIRE, REFERENTIELS_GERER
from maillage.socle.acces.vocabulaire import declarer_droit, declarer_role
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.indicateurs.droits import GEL_ARRETER, GEL_LIRE
from maillage.socle.interface.droits import CONTENUS_GERER

ACTE_LIRE = declarer_droit("medecine_legale.acte.lire", "Consulter les actes")
ACTE_SAISIR = declarer_droit("medecine_legale.acte.saisir", "Saisir et corriger les actes")
ACTE_IMPORTER = declarer_droit("medecine_legale.acte.importer", "Importer des actes")
REQUISITION_LIRE = declarer_droit("medecine_legale.requisition.lire", "Consulter les réquisitions")
REQUISITION_SAISIR = declarer_droit("medecine_legale.requisition.saisir", "Recevoir les réquisitions")
IDENTITE_LIRE = declarer_droit("medecine_legale.identite.lire", "Voir l’identité des personnes examinées")
CERTIFICAT_ETABLIR = declarer_droit("medecine_legale.certificat.etablir", "Établir les certificats")
STATISTIQUES_LIRE = declarer_droit("medecine_legale.statistiques.lire", "Consulter les indicateurs")
MODELE_GERER = declarer_droit("medecine_legale.modele.gerer", "Composer le modèle des certificats")
MEMOIRE_LIRE = declarer_droit("medecine_legale.memoire.lire", "Consulter les mémoires de frais")
MEMOIRE_ETABLIR = declarer_droit("medecine_legale.memoire.etablir", "Établir et suivre les mémoires de frais")
ETAT_ETABLIR = declarer_droit("medecine_legale.etat.etablir", "Établir les états d’activité")
ETAT_SIGNER = declarer_droit(
    "medecine_legale.etat.signer", "Signer les actes déclarés au titre de la dotation"
)
EFFECTIF_LIRE = declarer_droit("medecine_legale.effectif.lire", "Consulter les effectifs")
EFFECTIF_SAISIR = declarer_droit("medecine_legale.effectif.saisir", "Saisir et valider les effectifs")
EFFECTIF_SIGNER = declarer_droit(
    "medecine_legale.effectif.signer", "Signer les effectifs, clore l’année et fixer l’effectif de référence"
)
PROXIMITE_SAISIR = declarer_droit("medecine_legale.proximite.saisir", "Saisir un acte hors structure")
FINANCEMENT_GERER = declarer_droit(
    "medecine_legale.financement.gerer", "Fixer le mode de financement des structures"
)
TABLEAU_ANNUEL_IMPORTER = declarer_droit(
    "medecine_legale.tableau_annuel.importer", "Importer les tableaux annuels d’activité"
)
CONSERVATION_CONDUIRE = declarer_droit(
    "medecine_legale.conservation.conduire", "Suivre l’effacement des données en fin de conservation"
)

CONSULTATION = (
    ACTE_LIRE,
    REQUISITION_LIRE,
    STATISTIQUES_LIRE,
    EFFECTIF_LIRE,
    DOCUMENT_LIRE,
    ECHEANCES_LIRE,
    GEL_LIRE,
)
SAISIE_EFFECTIFS = (EFFECTIF_SAISIR, IMPORTER, ECHEANCES_TENIR, JOURNAL_LIRE)
SAISIE = (
    *CONSULTATION,
    ACTE_SAISIR,
    ACTE_IMPORTER,
    IMPORTER,
    REQUISITION_SAISIR,
    IDENTITE_LIRE,
    CERTIFICAT_ETABLIR,
    DOCUMENT_PRODUIRE,
    ECHEANCES_TENIR,
    JOURNAL_LIRE,
    MEMOIRE_LIRE,
    MEMOIRE_ETABLIR,
    ETAT_ETABLIR,
)

declarer_role(
    "medecine_legale.administrateur",
    "Administrateur d’une unité ou d’un institut",
    droits=(
        *SAISIE,
        *SAISIE_EFFECTIFS,
        EFFECTIF_SIGNER,
        COMPTES_GERER,
        GEL_ARRETER,
        MODELE_GERER,
        ETAT_SIGNER,
        TABLEAU_ANNUEL_IMPORTER,
    ),
    niveau=50,
    double_authentification=True,
)
declarer_role("medecine_legale.gestionnaire", "Gestionnaire d’actes", droits=SAISIE, niveau=20)
declarer_role(
    "medecine_legale.gestionnaire_effectifs",
    "Gestionnaire d’effectifs",
    droits=(
        ACTE_LIRE,
        STATISTIQUES_LIRE,
        EFFECTIF_LIRE,
        DOCUMENT_LIRE,
        ECHEANCES_LIRE,
        GEL_LIRE,
        *SAISIE_EFFECTIFS,
    ),
    niveau=20,
    description="Ressources humaines ou affaires médicales : lit les actes, tient les effectifs",
)
declarer_role(
    "medecine_legale.gestionnaire_general",
    "Gestionnaire d’actes et d’effectifs",
    droits=(*SAISIE, *SAISIE_EFFECTIFS),
    niveau=30,
)
declarer_role(
    "medecine_legale.invite",
    "Invité (inspection, contrôle)",
    droits=(*CONSULTATION, MEMOIRE_LIRE),
    niveau=10,
    description="Lecture seule, à dates fixées",
)
declarer_role(
    "medecine_legale.facturation",
    "Gestionnaire de facturation hospitalière",
    droits=(
        ACTE_LIRE,
        REQUISITION_LIRE,
        MEMOIRE_LIRE,
        MEMOIRE_ETABLIR,
        ETAT_ETABLIR,
        DOCUMENT_LIRE,
        DOCUMENT_PRODUIRE,
        ECHEANCES_LIRE,
        ECHEANCES_TENIR,
    ),
    niveau=15,
    description="Mémoires de frais, sans identité ni constatation",
)
declarer_role(
    "medecine_legale.praticien_proximite",
    "Praticien du réseau de proximité",
    droits=(
        ACTE_LIRE,
        ACTE_SAISIR,
        PROXIMITE_SAISIR,
        REQUISITION_LIRE,
        REQUISITION_SAISIR,
        IDENTITE_LIRE,
        CERTIFICAT_ETABLIR,
        STATISTIQUES_LIRE,
        MEMOIRE_LIRE,
        MEMOIRE_ETABLIR,
        DOCUMENT_LIRE,
        DOCUMENT_PRODUIRE,
        ECHEANCES_LIRE,
        ECHEANCES_TENIR,
        GEL_LIRE,
    ),
    niveau=15,
    description="Exerce hors structure : il saisit, certifie et facture ses propres actes",
)
declarer_role(
    "medecine_legale.superviseur_regional",
    "Superviseur régional",
    droits=CONSULTATION,
    niveau=60,
    est_territorial=True,
)
declarer_role(
    "medecine_legale.superviseur_national",
    "Superviseur national (ministères)",
    droits=CONSULTATION,
    niveau=70,
    est_territorial=True,
)
declarer_role(
    "medecine_legale.super_administrateur",
    "Administrateur national",
    droits=(
        *CONSULTATION,
        COMPTES_GERER,
        ANNUAIRE_GERER,
        REFERENTIELS_GERER,
        IMPORTER,
        CLIENTS_GERER,
        JOURNAL_LIRE,
        CONSERVATION_CONDUIRE,
        FINANCEMENT_GERER,
        CONTENUS_GERER,
        TABLEAU_ANNUEL_IMPORTER,
        DOCUMENT_PRODUIRE,
    ),
    niveau=90,
    est_territorial=True,
    double_authentification=True,
)
