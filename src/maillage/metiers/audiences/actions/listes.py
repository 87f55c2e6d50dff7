"""The lists in force on a day: offences, fixed duties, time limits, bounds and obligations, as the rules take them.

What the product ships (`donnees/`) stands in as long as nobody loaded an edition.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from decimal import Decimal
from pathlib import Path

from maillage.commun.textes import cle_recherche
from maillage.metiers.audiences.enums import NatureInfraction
from maillage.metiers.audiences.regles.controles import Borne
from maillage.metiers.audiences.regles.delais import Delai, Unite
from maillage.metiers.audiences.regles.droit_fixe import Montant
from maillage.socle.echanges.models import Edition, Entree
from maillage.socle.echanges.referentiels.lecture import ValeurReference
from maillage.socle.echanges.referentiels.livrees import ListesLivrees

DONNEES = Path(__file__).parents[1] / "donnees"
LISTES = ListesLivrees(DONNEES)
NATINF = "audiences.natinf"
DROITS_FIXES = "audiences.droits_fixes"
DELAIS = "audiences.delais"
BORNES = "audiences.bornes"
OBLIGATIONS = "audiences.obligations"
NATURES = {
    "Crime": NatureInfraction.CRIME,
    "Délit": NatureInfraction.DELIT,
    "Contravention de classe 5": NatureInfraction.CONTRAVENTION_5,
}
PROPOSITIONS = 20


def _nombre(valeur: ValeurReference, colonne: str) -> Decimal:
    return Decimal(str(valeur.complement[colonne]).replace(",", "."))


def droits_fixes_du(jour: dt.date) -> Mapping[str, Montant]:
    """The tariff of fixed duties and of the reduction for prompt payment."""
    return LISTES.par_code(
        DROITS_FIXES,
        jour,
        lambda v: Montant(
            v.code, v.libelle, _nombre(v, "Valeur"), str(v.complement.get("Article", "")), v.est_a_confirmer
        ),
    )


def delais_du(jour: dt.date) -> Mapping[str, Delai]:
    return LISTES.par_code(
        DELAIS,
        jour,
        lambda v: Delai(
            v.code,
            v.libelle,
            int(_nombre(v, "Nombre")),
            Unite(str(v.complement["Unité"])),
            str(v.complement.get("Article", "")),
            est_proroge=v.complement.get("Prorogé") == "oui",
            est_a_confirmer=v.est_a_confirmer,
        ),
    )


def bornes_du(jour: dt.date) -> Mapping[str, Borne]:
    return LISTES.par_code(
        BORNES,
        jour,
        lambda v: Borne(
            v.code,
            v.libelle,
            _nombre(v, "Valeur"),
            str(v.complement["Unité"]),
            str(v.complement.get("Article", "")),
            v.est_a_confirmer,
        ),
    )


def obligations_du(jour: dt.date) -> Mapping[int, str]:
    """Labels of the obligations of a probation, by number."""
    return {int(valeur.code): valeur.libelle for valeur in LISTES.en_vigueur(OBLIGATIONS, jour)}


def edition_natinf(jour: dt.date) -> str:
    """The name of the edition that held on that day, kept with each offence."""
    edition = (
        Edition.objects.filter(referentiel__code=NATINF, date_effet__lte=jour).order_by("-date_effet").first()
    )
    return edition.nom if edition else ""


def chercher_natinf(texte: str, jour: dt.date) -> list[Entree]:
    """Offences in force whose number starts with the text, or whose wording holds each of its words."""
    en_vigueur = Entree.objects.filter(referentiel__code=NATINF).en_vigueur(jour)
    saisi = texte.strip()
    if not saisi:
        return []
    if saisi.isdigit():
        trouvees = list(en_vigueur.filter(code__startswith=saisi)[: 10 * PROPOSITIONS])
        return sorted(trouvees, key=lambda entree: (len(entree.code), entree.code))[:PROPOSITIONS]
    for mot in cle_recherche(saisi).split():
        en_vigueur = en_vigueur.filter(cle_recherche__contains=mot)
    return list(en_vigueur.order_by("cle_recherche", "id")[:PROPOSITIONS])


def natinf(code: str, jour: dt.date) -> Entree | None:
    """The offence of this number on that day."""
    return Entree.objects.filter(referentiel__code=NATINF, code=code.strip()).en_vigueur(jour).first()


def natinfs(codes: Collection[str], jour: dt.date) -> dict[str, Entree]:
    """The offences of these numbers on that day, in one query."""
    en_vigueur = Entree.objects.filter(referentiel__code=NATINF, code__in=set(codes)).en_vigueur(jour)
    return {entree.code: entree for entree in en_vigueur}


def nature_infraction(entree: Entree) -> NatureInfraction:
    """Crime, délit or contravention, from the column of the official file."""
    lue = next((str(v) for titre, v in entree.complement.items() if titre.startswith("Nature")), "")
    autre = NatureInfraction.CONTRAVENTION if lue.startswith("Contravention") else NatureInfraction.DELIT
    return NATURES.get(lue, autre)
