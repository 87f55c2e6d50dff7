"""Kinds of documents of criminal hearings, by subject."""

from maillage.metiers.audiences.documents.audiences import BORDEREAU, ROLE, ROLE_ANNOTE
from maillage.metiers.audiences.documents.condamnations import (
    AVIS_PAIEMENT,
    CONVOCATION_JAP,
    CONVOCATION_SPIP,
    RELEVE,
)
from maillage.metiers.audiences.documents.executions import EXECUTIONS
from maillage.metiers.audiences.documents.jugements import MINUTE
from maillage.metiers.audiences.documents.notes import NOTE
from maillage.metiers.audiences.documents.presences import (
    ATTESTATION_AIDE,
    ATTESTATION_INTERPRETE,
    EXTRACTION,
)
from maillage.metiers.audiences.documents.renvois import AVIS_RENVOI

__all__ = [
    "ATTESTATION_AIDE",
    "ATTESTATION_INTERPRETE",
    "AVIS_PAIEMENT",
    "AVIS_RENVOI",
    "BORDEREAU",
    "CONVOCATION_JAP",
    "CONVOCATION_SPIP",
    "EXECUTIONS",
    "EXTRACTION",
    "MINUTE",
    "NOTE",
    "RELEVE",
    "ROLE",
    "ROLE_ANNOTE",
]
