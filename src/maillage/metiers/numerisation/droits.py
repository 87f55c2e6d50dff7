"""Rights and roles of paper records.

A record belongs to a centre; people of a centre hold their role there, people of the whole service at the organisation
above. The scanning provider holds his at his own organisation: he sees the boxes and the records handed to him, never
an identity nor a page in the viewer. Only health professionals read what was written of a worker's health
(R. 4624-45-5 of the Code du travail).
"""

from maillage.socle.acces.droits import ANNUAIRE_GERER, COMPTES_GERER, JOURNAL_LIRE, REFERENTIELS_GERER
from maillage.socle.acces.vocabulaire import declarer_droit, declarer_role
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.echanges.droits import CLIENTS_GERER, IMPORTER
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.indicateurs.droits import GEL_LIRE

# --- what is decided
CAMPAGNE_LIRE = declarer_droit("numerisation.campagne.lire", "Consulter les campagnes et leurs centres")
CAMPAGNE_GERER = declarer_droit("numerisation.campagne.gerer", "Décider des campagnes et de leurs centres")
CONVENTION_LIRE = declarer_droit("numerisation.convention.lire", "Lire les conventions de numérisation")
CADENCE_LIRE = declarer_droit("numerisation.cadence.lire", "Suivre l’avancement par centre")
CADENCE_GERER = declarer_droit("numerisation.cadence.gerer", "Planifier l’avancement par centre")
SEANCE_LIRE = declarer_droit("numerisation.seance.lire", "Voir les séances de formation et d’information")
SEANCE_TENIR = declarer_droit(
    "numerisation.seance.tenir", "Enregistrer les séances de formation et d’information"
)
SATISFACTION_MENER = declarer_droit(
    "numerisation.satisfaction.mener", "Ouvrir et clore les enquêtes de satisfaction"
)
SATISFACTION_REPONDRE = declarer_droit(
    "numerisation.satisfaction.repondre", "Répondre à l’enquête de satisfaction de son centre"
)

# --- paper
DOSSIER_LIRE = declarer_droit("numerisation.dossier.lire", "Suivre les dossiers, sans identité ni contenu")
DOSSIER_AVANCER = declarer_droit(
    "numerisation.dossier.avancer", "Faire avancer les dossiers dans leur parcours"
)
IDENTITE_LIRE = declarer_droit("numerisation.identite.lire", "Lire à qui est un dossier")
INVENTAIRE_TENIR = declarer_droit("numerisation.inventaire.tenir", "Inventorier les dossiers papier")
INVENTAIRE_IMPORTER = declarer_droit("numerisation.inventaire.importer", "Importer un inventaire")
TRI_LIRE = declarer_droit("numerisation.tri.lire", "Voir le tri des dossiers")
TRI_TENIR = declarer_droit("numerisation.tri.tenir", "Trier les pièces d’un dossier")
TRI_SIGNER = declarer_droit("numerisation.tri.signer", "Décider qu’une pièce n’est pas transmissible")
AUDIT_LIRE = declarer_droit("numerisation.audit.lire", "Lire les audits du tri")
AUDIT_TENIR = declarer_droit("numerisation.audit.tenir", "Tirer et mener les audits du tri")
BOITE_LIRE = declarer_droit("numerisation.boite.lire", "Voir les boîtes et les expéditions")
BOITE_TENIR = declarer_droit("numerisation.boite.tenir", "Tenir les boîtes et les remettre au transporteur")
RECEPTION_TENIR = declarer_droit("numerisation.reception.tenir", "Recevoir les boîtes expédiées")
CONSERVATION_GERER = declarer_droit(
    "numerisation.conservation.gerer", "Retenir un dossier, tenir sa conservation"
)
DESTRUCTION_DEMANDER = declarer_droit(
    "numerisation.destruction.demander", "Demander la destruction du papier"
)
DESTRUCTION_APPROUVER = declarer_droit(
    "numerisation.destruction.approuver", "Approuver la destruction du papier"
)
DESTRUCTION_LIRE = declarer_droit(
    "numerisation.destruction.lire", "Voir les destructions et leurs certificats"
)

# --- files
LOT_LIRE = declarer_droit("numerisation.lot.lire", "Suivre les lots livrés")
LOT_LIVRER = declarer_droit("numerisation.lot.livrer", "Livrer des lots numérisés")
CONTROLE_LIRE = declarer_droit("numerisation.controle.lire", "Lire les contrôles et leurs verdicts")
CONTROLE_TENIR = declarer_droit("numerisation.controle.tenir", "Contrôler les lots livrés")
SAISIE_TENIR = declarer_droit("numerisation.saisie.tenir", "Saisir à qui est une page que rien ne désigne")
SAISIE_ARBITRER = declarer_droit("numerisation.saisie.arbitrer", "Trancher quand deux saisies diffèrent")
SCEAU_APPOSER = declarer_droit("numerisation.sceau.apposer", "Sceller les lots acceptés")
PREUVE_LIRE = declarer_droit("numerisation.preuve.lire", "Lire les preuves et le dossier de l’auditeur")

# --- pages
PAGE_LIRE = declarer_droit("numerisation.page.lire", "Lire les pages d’un dossier")
PAGE_ADMINISTRATIVE_LIRE = declarer_droit(
    "numerisation.page_administrative.lire", "Lire les pages d’identité et de poste d’un dossier"
)
DELEGATION_LIRE = declarer_droit("numerisation.delegation.lire", "Voir les délégations du médecin")
DELEGATION_DONNER = declarer_droit(
    "numerisation.delegation.donner",
    "Déléguer la lecture de l’identité et des postes, sous sa responsabilité",
)
DELEGATION_RECEVOIR = declarer_droit(
    "numerisation.delegation.recevoir", "Lire l’identité et les postes quand le médecin le délègue"
)
ACCES_FORCER = declarer_droit("numerisation.acces.forcer", "Ouvrir un dossier en urgence, avec un motif")
ACCES_LIRE = declarer_droit("numerisation.acces.lire", "Voir qui a lu les dossiers")
ACCES_EXAMINER = declarer_droit("numerisation.acces.examiner", "Dire si un accès d’exception était justifié")
ACCES_RELEVER = declarer_droit(
    "numerisation.acces.relever", "Établir le relevé des accès que le salarié demande"
)
COPIE_REMETTRE = declarer_droit(
    "numerisation.copie.remettre", "Remettre une copie au salarié ou à un autre service"
)
OPPOSITION_TENIR = declarer_droit("numerisation.opposition.tenir", "Enregistrer les oppositions du salarié")

# --- what goes wrong, what is counted
INCIDENT_LIRE = declarer_droit("numerisation.incident.lire", "Voir les incidents")
INCIDENT_DECLARER = declarer_droit("numerisation.incident.declarer", "Déclarer un incident")
INCIDENT_TRAITER = declarer_droit("numerisation.incident.traiter", "Traiter et clore les incidents")
VIOLATION_QUALIFIER = declarer_droit(
    "numerisation.violation.qualifier", "Qualifier une violation de données et dire qu’elle est notifiée"
)
STATISTIQUES_LIRE = declarer_droit("numerisation.statistiques.lire", "Lire les chiffres de la numérisation")

_ECHEANCES = (ECHEANCES_LIRE, ECHEANCES_TENIR)
_DOCUMENTS = (DOCUMENT_LIRE, DOCUMENT_PRODUIRE)
_CENTRE = (
    CAMPAGNE_LIRE,
    DOSSIER_LIRE,
    DOSSIER_AVANCER,
    IDENTITE_LIRE,
    INVENTAIRE_TENIR,
    TRI_LIRE,
    BOITE_LIRE,
    BOITE_TENIR,
    INCIDENT_LIRE,
    INCIDENT_DECLARER,
    CADENCE_LIRE,
    STATISTIQUES_LIRE,
    SATISFACTION_REPONDRE,
    *_DOCUMENTS,
    *_ECHEANCES,
)
_SUIVI = (CAMPAGNE_LIRE, CADENCE_LIRE, STATISTIQUES_LIRE, GEL_LIRE)

ASSISTANT = (*_CENTRE, PAGE_ADMINISTRATIVE_LIRE, DELEGATION_RECEVOIR, TRI_TENIR, SAISIE_TENIR)
SOIGNANT = (
    *ASSISTANT,
    TRI_SIGNER,
    PAGE_LIRE,
    ACCES_FORCER,
    ACCES_RELEVER,
    COPIE_REMETTRE,
    OPPOSITION_TENIR,
    SAISIE_ARBITRER,
    JOURNAL_LIRE,
)
MEDECIN = (*SOIGNANT, DELEGATION_LIRE, DELEGATION_DONNER)
COORDINATION = (
    *MEDECIN,
    *_SUIVI,
    SEANCE_LIRE,
    AUDIT_LIRE,
    ACCES_LIRE,
    CONSERVATION_GERER,
    DESTRUCTION_LIRE,
    DESTRUCTION_APPROUVER,
    INCIDENT_TRAITER,
)
RESPONSABLE = (
    *_CENTRE,
    *_SUIVI,
    DELEGATION_LIRE,
    INVENTAIRE_IMPORTER,
    IMPORTER,
    SEANCE_LIRE,
    SEANCE_TENIR,
    AUDIT_LIRE,
    LOT_LIRE,
    CONSERVATION_GERER,
    DESTRUCTION_LIRE,
    DESTRUCTION_DEMANDER,
    INCIDENT_TRAITER,
)
PRESTATAIRE = (
    CAMPAGNE_LIRE,
    CONVENTION_LIRE,
    DOSSIER_LIRE,
    DOSSIER_AVANCER,
    BOITE_LIRE,
    RECEPTION_TENIR,
    LOT_LIRE,
    LOT_LIVRER,
    CONTROLE_LIRE,
    INCIDENT_LIRE,
    INCIDENT_DECLARER,
    *_DOCUMENTS,
    *_ECHEANCES,
)
QUALITE = (
    *_SUIVI,
    SEANCE_LIRE,
    SEANCE_TENIR,
    SATISFACTION_MENER,
    CONVENTION_LIRE,
    DOSSIER_LIRE,
    DOSSIER_AVANCER,
    TRI_LIRE,
    AUDIT_LIRE,
    AUDIT_TENIR,
    BOITE_LIRE,
    LOT_LIRE,
    CONTROLE_LIRE,
    CONTROLE_TENIR,
    SCEAU_APPOSER,
    PREUVE_LIRE,
    DESTRUCTION_LIRE,
    INCIDENT_LIRE,
    INCIDENT_DECLARER,
    INCIDENT_TRAITER,
    JOURNAL_LIRE,
    *_DOCUMENTS,
    *_ECHEANCES,
)
PROTECTION_DONNEES = (
    *_SUIVI,
    SEANCE_LIRE,
    CONVENTION_LIRE,
    DOSSIER_LIRE,
    AUDIT_LIRE,
    LOT_LIRE,
    CONTROLE_LIRE,
    PREUVE_LIRE,
    ACCES_LIRE,
    ACCES_EXAMINER,
    ACCES_RELEVER,
    DELEGATION_LIRE,
    DESTRUCTION_LIRE,
    INCIDENT_LIRE,
    INCIDENT_DECLARER,
    INCIDENT_TRAITER,
    VIOLATION_QUALIFIER,
    CONSERVATION_GERER,
    DOSSIER_AVANCER,
    JOURNAL_LIRE,
    *_DOCUMENTS,
    *_ECHEANCES,
)
DEPLOIEMENT = (
    *_SUIVI,
    SEANCE_LIRE,
    SEANCE_TENIR,
    SATISFACTION_MENER,
    CAMPAGNE_GERER,
    CONVENTION_LIRE,
    CADENCE_GERER,
    DOSSIER_LIRE,
    BOITE_LIRE,
    LOT_LIRE,
    CONTROLE_LIRE,
    INCIDENT_LIRE,
    INCIDENT_DECLARER,
    DOCUMENT_LIRE,
    *_ECHEANCES,
    COMPTES_GERER,
    CLIENTS_GERER,
    ANNUAIRE_GERER,
    REFERENTIELS_GERER,
    JOURNAL_LIRE,
)

declarer_role(
    "numerisation.assistant_equipe", "Assistant d’équipe de santé au travail", droits=ASSISTANT, niveau=10
)
declarer_role(
    "numerisation.professionnel_sante", "Professionnel de santé au travail", droits=SOIGNANT, niveau=30
)
declarer_role("numerisation.medecin_travail", "Médecin du travail", droits=MEDECIN, niveau=40)
declarer_role("numerisation.responsable_centre", "Responsable de centre", droits=RESPONSABLE, niveau=30)
declarer_role("numerisation.prestataire", "Prestataire de numérisation", droits=PRESTATAIRE, niveau=20)
declarer_role("numerisation.medecin_coordinateur", "Médecin coordinateur", droits=COORDINATION, niveau=50)
declarer_role(
    "numerisation.controleur_qualite", "Contrôle qualité de la numérisation", droits=QUALITE, niveau=40
)
declarer_role("numerisation.dpo", "Délégué à la protection des données", droits=PROTECTION_DONNEES, niveau=50)
declarer_role(
    "numerisation.pilotage", "Pilotage de la numérisation", droits=_SUIVI, niveau=60, est_territorial=True
)
declarer_role(
    "numerisation.administrateur",
    "Administrateur du déploiement de la numérisation",
    droits=DEPLOIEMENT,
    niveau=90,
    est_territorial=True,
    double_authentification=True,
)
