"""The layout of a certificate: blocks in an order, some fixed by what a certificate must say, some free.

A structure composes; it never writes the language of the templates. A text may name a datum between braces, and only
one of those listed here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

TITRE_PAR_DEFAUT = "Certificat de constatation"
LONGUEUR_TITRE, LONGUEUR_TEXTE, BLOCS_MAXIMUM = 120, 4_000, 30
REPERE = re.compile(r"\{([^{}]*)\}")


class GenreBloc(StrEnum):
    """A free paragraph, or a block filled from the act."""

    PARAGRAPHE = "paragraphe"
    IDENTITE = "identite"
    EXAMEN = "examen"
    MISSION = "mission"
    CONSTATATIONS = "constatations"
    CONCLUSION = "conclusion"
    SIGNATURE = "signature"


LIBELLES = {
    GenreBloc.PARAGRAPHE: "Paragraphe",
    GenreBloc.IDENTITE: "Identité de la personne",
    GenreBloc.EXAMEN: "Date, nature et lieu de l’examen",
    GenreBloc.MISSION: "Texte de la mission",
    GenreBloc.CONSTATATIONS: "Constatations",
    GenreBloc.CONCLUSION: "Conclusion et incapacité",
    GenreBloc.SIGNATURE: "Signature",
}
OBLIGATOIRES = frozenset(GenreBloc) - {GenreBloc.PARAGRAPHE, GenreBloc.MISSION}
REPERES = {
    "structure": "nom de la structure",
    "praticien": "médecin qui a examiné",
    "date_examen": "date de l’examen",
    "lieu": "lieu de l’examen",
    "numero_interne": "numéro interne",
    "numero_pv": "numéro de procès-verbal",
    "requerant": "service requérant",
}


@dataclass(frozen=True)
class Bloc:
    """One block: its kind, its heading (may be empty), its text (paragraphs only)."""

    genre: str
    titre: str = ""
    texte: str = ""


BLOCS_PAR_DEFAUT = (
    Bloc(
        GenreBloc.PARAGRAPHE,
        texte="Je soussigné(e), {praticien}, médecin exerçant à « {structure} », certifie avoir examiné la personne"
        " désignée ci-dessous.",
    ),
    Bloc(GenreBloc.IDENTITE, "Personne examinée"),
    Bloc(GenreBloc.EXAMEN, "Examen"),
    Bloc(GenreBloc.MISSION, "Mission"),
    Bloc(GenreBloc.CONSTATATIONS, "Constatations"),
    Bloc(GenreBloc.CONCLUSION, "Conclusion"),
    Bloc(
        GenreBloc.PARAGRAPHE,
        texte="Certificat établi pour servir et valoir ce que de droit, et remis à l’autorité requérante.",
    ),
    Bloc(GenreBloc.SIGNATURE),
)
"""The layout of a structure that has composed none."""


def controler_modele(titre: str, entete: str, blocs: Sequence[Bloc]) -> dict[str, str]:
    """Messages by field (`titre`, `entete`, `blocs`, `titre_2`, `texte_2`); empty when the layout is right."""
    erreurs: dict[str, str] = {}
    if not titre.strip():
        erreurs["titre"] = "Donnez un titre au certificat."
    textes = {"titre": titre, "entete": entete}
    for rang, bloc in enumerate(blocs):
        textes |= {f"titre_{rang}": bloc.titre, f"texte_{rang}": bloc.texte}
        if bloc.genre == GenreBloc.PARAGRAPHE and not bloc.texte.strip():
            erreurs[f"texte_{rang}"] = "Ce paragraphe est vide : écrivez-le ou retirez-le."
    for champ, texte in textes.items():
        if refus := _controler_texte(texte, LONGUEUR_TITRE if champ.startswith("titre") else LONGUEUR_TEXTE):
            erreurs.setdefault(champ, refus)
    if refus := _controler_composition([bloc.genre for bloc in blocs]):
        erreurs["blocs"] = refus
    return erreurs


def _controler_composition(genres: Sequence[str]) -> str:
    """What a certificate must hold, once; what it may hold, once at most."""
    if set(genres) - set(GenreBloc):
        return "Un des blocs est inconnu : retirez-le."
    if len(genres) > BLOCS_MAXIMUM:
        return f"Un modèle compte {BLOCS_MAXIMUM} blocs au plus."
    for genre in GenreBloc:
        if genre in OBLIGATOIRES and genres.count(genre) != 1:
            return f"Le bloc « {LIBELLES[genre]} » doit figurer une fois, et une seule."
    return "Le texte de la mission figure deux fois." if genres.count(GenreBloc.MISSION) > 1 else ""


def _controler_texte(texte: str, longueur: int) -> str:
    if len(texte) > longueur:
        return f"Ce texte dépasse {longueur} caractères."
    inconnus = [repere for repere in REPERE.findall(texte) if repere not in REPERES]
    if inconnus:
        return (
            f"« {{{inconnus[0]}}} » n’existe pas. Repères permis : {', '.join(f'{{{r}}}' for r in REPERES)}."
        )
    if set("{}") & set(REPERE.sub("", texte)):
        return "Une accolade est seule : un repère s’écrit {structure}."
    return ""


def composer(texte: str, valeurs: Mapping[str, str]) -> str:
    """Fill the data named between braces; a datum that is not known leaves a dotted line to fill by hand."""
    return REPERE.sub(lambda trouve: valeurs.get(trouve.group(1)) or "…" * 12, texte)
