"""The sentences that a button of the note writes. They are a start: the clerk completes them."""

from __future__ import annotations

from dataclasses import dataclass

from maillage.metiers.audiences.enums.audiences import GenreLigne


@dataclass(frozen=True, slots=True)
class Commande:
    """A button of the note: its key, its sentence, whom it is about.

    `porte_sur`: `prevenu`, `victime` or `tous` when the sentence names somebody; empty when it does not.
    `est_directe`: one press writes the line; else the text is completed first.
    """

    genre: GenreLigne
    touche: str
    phrase: str
    porte_sur: str = ""
    est_directe: bool = False


COMMANDES = (
    Commande(GenreLigne.APPEL, "a", "L’affaire est appelée.", est_directe=True),
    Commande(
        GenreLigne.IDENTITE,
        "i",
        "Le président constate l’identité de {qui}, et donne connaissance de l’acte qui saisit le tribunal.",
        "prevenu",
        est_directe=True,
    ),
    Commande(
        GenreLigne.SILENCE,
        "s",
        "Le président informe {qui} de son droit, au cours des débats, de faire des déclarations, de répondre aux"
        " questions ou de se taire.",
        "prevenu",
        est_directe=True,
    ),
    Commande(
        GenreLigne.JUGEMENT_IMMEDIAT,
        "c",
        "En présence de son avocat, {qui} consent à être jugé séance tenante.",
        "prevenu",
        est_directe=True,
    ),
    Commande(
        GenreLigne.INTERPRETE,
        "t",
        "L’interprète assiste {qui} et prête serment d’apporter son concours à la justice.",
        "tous",
        est_directe=True,
    ),
    Commande(GenreLigne.CONSTITUTION, "p", "{qui} se constitue partie civile.", "victime", est_directe=True),
    Commande(GenreLigne.EXCEPTION, "e", "", ""),
    Commande(
        GenreLigne.RAPPORT, "o", "Le président instruit l’affaire et rappelle les faits.", est_directe=True
    ),
    Commande(GenreLigne.DECLARATION, "d", "", "prevenu"),
    Commande(GenreLigne.VICTIME, "v", "", "victime"),
    Commande(GenreLigne.TEMOIN, "w", "", ""),
    Commande(GenreLigne.DEMANDE_CIVILE, "m", "", "victime"),
    Commande(GenreLigne.REQUISITIONS, "r", "Le ministère public est entendu en ses réquisitions : ", ""),
    Commande(GenreLigne.PLAIDOIRIE, "l", "L’avocat est entendu en sa plaidoirie pour {qui} : ", "prevenu"),
    Commande(GenreLigne.DERNIER_MOT, "f", "{qui} a la parole en dernier.", "prevenu", est_directe=True),
    Commande(GenreLigne.LIBRE, "n", "", ""),
)
"""In the order of a hearing. The text of a right read to somebody is our own; its article is cited in the guide."""
PAR_GENRE = {commande.genre: commande for commande in COMMANDES}


def phrase(genre: str, qui: str = "") -> str:
    """The sentence of a button, with whom it is about; empty for those that have none."""
    commande = PAR_GENRE.get(GenreLigne(genre))
    if commande is None:
        return ""
    if "{qui}" not in commande.phrase:
        return commande.phrase
    texte = commande.phrase.format(qui=qui or "le prévenu")
    return texte[:1].upper() + texte[1:]
