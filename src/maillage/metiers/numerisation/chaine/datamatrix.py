"""The DataMatrix of a label, as it is printed."""

from __future__ import annotations

import zxingcpp

from maillage.metiers.numerisation.regles.etiquettes import Etiquette


def dessiner(etiquette: Etiquette) -> str:
    """SVG."""
    code = zxingcpp.create_barcode(etiquette.code, zxingcpp.BarcodeFormat.DataMatrix)
    return str(zxingcpp.write_barcode_to_svg(code))
