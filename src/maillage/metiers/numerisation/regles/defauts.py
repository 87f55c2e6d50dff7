"""Which class a defect is of: critical ones are never accepted, the others within the plan of their class."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from maillage.metiers.numerisation.enums.controle import ClasseDefaut, NatureDefaut

CLASSES: Mapping[NatureDefaut, ClasseDefaut] = {
    NatureDefaut.AUTRE_PERSONNE: ClasseDefaut.CRITIQUE,
    NatureDefaut.PAGE_MANQUANTE: ClasseDefaut.CRITIQUE,
    NatureDefaut.ILLISIBLE: ClasseDefaut.CRITIQUE,
    NatureDefaut.COUPEE: ClasseDefaut.MAJEUR,
    NatureDefaut.DEFORMEE: ClasseDefaut.MAJEUR,
    NatureDefaut.ORDRE: ClasseDefaut.MAJEUR,
    NatureDefaut.VIERGE_A_TORT: ClasseDefaut.MAJEUR,
    NatureDefaut.SENS: ClasseDefaut.MINEUR,
    NatureDefaut.TACHE: ClasseDefaut.MINEUR,
    NatureDefaut.CLASSEMENT: ClasseDefaut.MINEUR,
}


def classe_de(nature: str) -> ClasseDefaut:
    return CLASSES[NatureDefaut(nature)]


def compter_par_classe(natures_par_page: Iterable[Iterable[str]]) -> dict[ClasseDefaut, int]:
    """Defective pages of each class: a page with two defects of one class is one defective page (ISO 2859-1)."""
    nombres: Counter[ClasseDefaut] = Counter()
    for natures in natures_par_page:
        nombres.update({classe_de(nature) for nature in natures})
    return {classe: nombres[classe] for classe in ClasseDefaut}
