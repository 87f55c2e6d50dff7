"""Streaming exports; see the example in ``declaration``."""

from maillage.socle.echanges.exports.declaration import (
    EXPORTS,
    ColonneExport,
    DeclarationExport,
    declarer_export,
)

__all__ = ["EXPORTS", "ColonneExport", "DeclarationExport", "declarer_export"]
