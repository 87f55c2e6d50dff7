"""Rights and roles of advice.

A practitioner and a specialist each practise in an organisation of their own (their practice): what they ask and what
they answer belongs to it. A secretary works at the surgery above. A coordinator, at the organisation that runs the
lines, sees what waits and never what is said.
"""

from maillage.socle.acces.droits import ANNUAIRE_GERER, COMPTES_GERER, JOURNAL_LIRE, REFERENTIELS_GERER
from maillage.socle.acces.vocabulaire import declarer_droit, declarer_role
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.indicateurs.droits import GEL_LIRE

FILIERE_LIRE = declarer_droit("avis.filiere.lire", "Consulter les filières d’avis")
FILIERE_GERER = declarer_droit("avis.filiere.gerer", "Tenir les filières d’avis")
DEMANDE_LIRE = declarer_droit("avis.demande.lire", "Lire les demandes d’avis du cabinet et leurs réponses")
DEMANDE_PREPARER = declarer_droit(
    "avis.demande.preparer", "Préparer une demande d’avis et en suivre les suites"
)
DEMANDE_ENVOYER = declarer_droit(
    "avis.demande.envoyer", "Envoyer une demande d’avis, la compléter et la clore"
)
AVIS_RENDRE = declarer_droit("avis.avis.rendre", "Prendre une demande d’avis et y répondre")
AVIS_LIRE = declarer_droit("avis.avis.lire", "Lire les avis demandés ou rendus")
DEMANDE_SUIVRE = declarer_droit("avis.demande.suivre", "Suivre les demandes d’avis, sans leur contenu")
DEMANDE_ORIENTER = declarer_droit(
    "avis.demande.orienter", "Proposer une demande d’avis à un autre spécialiste"
)
RESEAU_LIRE = declarer_droit("avis.reseau.lire", "Consulter les spécialistes du réseau et leurs pièces")
RESEAU_GERER = declarer_droit("avis.reseau.gerer", "Tenir le réseau : spécialistes, pièces, filières")
STATISTIQUES_LIRE = declarer_droit("avis.statistiques.lire", "Lire les chiffres des avis")
RELEVE_LIRE = declarer_droit("avis.releve.lire", "Lire les relevés d’activité")
RELEVE_TENIR = declarer_droit("avis.releve.tenir", "Établir et signer ses relevés d’activité")
PILOTE_LIRE = declarer_droit("avis.pilote.lire", "Suivre le programme pilote")
PILOTE_GERER = declarer_droit("avis.pilote.gerer", "Conduire le programme pilote")
FORMATION_SUIVRE = declarer_droit("avis.formation.suivre", "Suivre les modules de formation")
GARDE_LIRE = declarer_droit("avis.garde.lire", "Consulter les plannings de garde")
GARDE_GERER = declarer_droit("avis.garde.gerer", "Établir et publier les plannings de garde")
GARDE_TENIR = declarer_droit("avis.garde.tenir", "Dire ses disponibilités et tenir ses gardes")

_ECHEANCES = (ECHEANCES_LIRE, ECHEANCES_TENIR)
_CABINET = (
    FILIERE_LIRE,
    AVIS_LIRE,
    DEMANDE_LIRE,
    DEMANDE_PREPARER,
    DOCUMENT_LIRE,
    DOCUMENT_PRODUIRE,
    FORMATION_SUIVRE,
    JOURNAL_LIRE,
    *_ECHEANCES,
)
_PILOTAGE = (FILIERE_LIRE, STATISTIQUES_LIRE, PILOTE_LIRE, GEL_LIRE)

SECRETAIRE = _CABINET
PRATICIEN = (*_CABINET, DEMANDE_ENVOYER)
SPECIALISTE = (
    FILIERE_LIRE,
    AVIS_LIRE,
    AVIS_RENDRE,
    GARDE_TENIR,
    FORMATION_SUIVRE,
    RELEVE_LIRE,
    RELEVE_TENIR,
    DOCUMENT_LIRE,
    DOCUMENT_PRODUIRE,
    JOURNAL_LIRE,
    *_ECHEANCES,
)
COORDINATION = (
    *_PILOTAGE,
    FILIERE_GERER,
    DEMANDE_SUIVRE,
    DEMANDE_ORIENTER,
    RESEAU_LIRE,
    RESEAU_GERER,
    GARDE_LIRE,
    GARDE_GERER,
    RELEVE_LIRE,
    PILOTE_GERER,
    DOCUMENT_LIRE,
    DOCUMENT_PRODUIRE,
    JOURNAL_LIRE,
    *_ECHEANCES,
)

declarer_role("avis.secretaire", "Secrétaire médicale", droits=SECRETAIRE, niveau=10)
declarer_role("avis.medecin_generaliste", "Médecin généraliste", droits=PRATICIEN, niveau=30)
declarer_role("avis.specialiste", "Médecin spécialiste du réseau", droits=SPECIALISTE, niveau=30)
declarer_role("avis.coordinateur", "Coordinateur du réseau d’avis", droits=COORDINATION, niveau=50)
declarer_role(
    "avis.pilotage", "Pilotage régional des avis", droits=_PILOTAGE, niveau=60, est_territorial=True
)
declarer_role(
    "avis.administrateur",
    "Administrateur national des avis",
    droits=(*_PILOTAGE, COMPTES_GERER, ANNUAIRE_GERER, REFERENTIELS_GERER, JOURNAL_LIRE),
    niveau=90,
    est_territorial=True,
    double_authentification=True,
)
