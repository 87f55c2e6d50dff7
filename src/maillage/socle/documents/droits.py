"""Rights of this room. A service adds them to its roles, beside its own right to issue each kind."""

from maillage.socle.acces.vocabulaire import declarer_droit

DOCUMENT_LIRE = declarer_droit("documents.document.lire", "Consulter les documents produits")
DOCUMENT_PRODUIRE = declarer_droit(
    "documents.document.produire", "Produire, corriger et annuler des documents"
)
