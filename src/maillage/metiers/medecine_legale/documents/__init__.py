"""Kinds of documents of forensic medicine, by subject."""

from maillage.metiers.medecine_legale.documents.actes import RECEPISSE
from maillage.metiers.medecine_legale.documents.certificats import APERCU, CERTIFICAT
from maillage.metiers.medecine_legale.documents.conservation import EFFACEMENT
from maillage.metiers.medecine_legale.documents.effectifs import ETAT_EFFECTIFS
from maillage.metiers.medecine_legale.documents.etats import ETAT_ACTIVITE
from maillage.metiers.medecine_legale.documents.memoires import ATTESTATION_MISSION, MEMOIRE

__all__ = [
    "APERCU",
    "ATTESTATION_MISSION",
    "CERTIFICAT",
    "EFFACEMENT",
    "ETAT_ACTIVITE",
    "ETAT_EFFECTIFS",
    "MEMOIRE",
    "RECEPISSE",
]
