"""The spreadsheet template that professionals already fill: its words, read into ours.

Twenty-one labels say nature and field together; case, accents and punctuation do not matter.
"""

from __future__ import annotations

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.enums import Champ, LieuVie, Nature

_A_CHAMP = {
    "curatelle simple": Nature.CURATELLE_SIMPLE,
    "curatelle renforcée": Nature.CURATELLE_RENFORCEE,
    "tutelle": Nature.TUTELLE,
}
_CHAMPS = {
    "aux biens": Champ.PROTECTION_BIEN,
    "à la personne": Champ.PROTECTION_PERSONNE,
    "aux biens et à la personne": Champ.PROTECTION_BIEN_PERSONNE,
}
TYPES: dict[str, tuple[str, str]] = {
    "curatelle": (Nature.CURATELLE_SIMPLE, ""),
    **{libelle: (nature, "") for libelle, nature in _A_CHAMP.items()},
    **{
        f"{libelle} {suite}": (nature, champ)
        for libelle, nature in _A_CHAMP.items()
        for suite, champ in _CHAMPS.items()
    },
    "sauvegarde de justice": (Nature.SAUVEGARDE_JUSTICE, ""),
    "sauvegarde de justice avec mandat spécial": (Nature.SAUVEGARDE_JUSTICE, ""),
    "maj": (Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE, ""),
    "mesure d’accompagnement judiciaire": (Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE, ""),
    "subrogé curateur": (Nature.SUBROGE_CURATEUR, ""),
    "subrogé tuteur": (Nature.SUBROGE_TUTEUR, ""),
    "mandat de protection future": (Nature.MANDAT_PROTECTION_FUTURE, ""),
    "mesure ad hoc": (Nature.MESURE_AD_HOC, ""),
}
"""Label → (nature, field)."""

RESIDENCES = {
    "à domicile": LieuVie.DOMICILE,
    "domicile": LieuVie.DOMICILE,
    "en établissement": LieuVie.ETABLISSEMENT,
    "établissement": LieuVie.ETABLISSEMENT,
    "en établissement avec conservation du domicile": LieuVie.ETABLISSEMENT_CONSERVATION_DOMICILE,
    "sdf": LieuVie.SDF,
}
CIVILITES = {"F": "madame", "H": "monsieur"}

_TYPES = {cle_recherche(libelle): valeur for libelle, valeur in TYPES.items()}
_RESIDENCES = {cle_recherche(libelle): valeur for libelle, valeur in RESIDENCES.items()}


def lire_type(texte: str) -> tuple[str, str] | None:
    """(nature, field) of a label; None when it is not one of the template."""
    return _TYPES.get(cle_recherche(texte))


def lire_residence(texte: str) -> str | None:
    return _RESIDENCES.get(cle_recherche(texte))


def lire_civilite(texte: str) -> str | None:
    return CIVILITES.get(texte.strip().upper())


def est_etranger(code_postal: str) -> bool:
    """Four figures: a Belgian postal code."""
    return len(code_postal) == 4 and code_postal.isdigit()  # noqa: PLR2004
