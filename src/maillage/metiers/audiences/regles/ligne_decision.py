"""The line of decision: what is typed in the courtroom, read as penalties; what is not read is said, never lost.

The grammar is in `grammaire`. Two laws hold, and are tested: the pieces of a reading make the line again, character
for character; reading what was printed gives the same decision.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.metiers.audiences.regles import grammaire as g
from maillage.metiers.audiences.regles.mots import Curseur, Genre, Mot, decouper
from maillage.metiers.audiences.regles.peines import LigneDecision, Peine, Sort, defaut_de_forme

DEJA_DIT = "déjà indiqué plus haut"
SANS_PLACE = "n’est pas compris ici"


@dataclass(frozen=True, slots=True)
class Morceau:
    """A run of characters of the line: read, or not and why."""

    debut: int
    texte: str
    message: str = ""

    @property
    def est_lu(self) -> bool:
        return not self.message

    @property
    def fin(self) -> int:
        return self.debut + len(self.texte)


@dataclass(frozen=True, slots=True)
class Lecture:
    """What a line says, and what of it was not understood."""

    source: str
    ligne: LigneDecision
    morceaux: tuple[Morceau, ...] = ()

    @property
    def non_lus(self) -> tuple[Morceau, ...]:
        return tuple(morceau for morceau in self.morceaux if not morceau.est_lu)

    @property
    def est_complete(self) -> bool:
        return not self.non_lus

    @property
    def messages(self) -> tuple[str, ...]:
        return tuple(f"« {morceau.texte.strip()} » : {morceau.message}." for morceau in self.non_lus)


@dataclass
class _Partie:
    """One part of the line while it is read: which of its words are refused, and why."""

    mots: Sequence[Mot]
    refus: dict[int, str] = field(default_factory=dict)

    def refuser(self, debut: int, fin: int, message: str) -> None:
        for rang in range(debut, fin):
            self.refus.setdefault(rang, message)

    def refuser_tout(self, message: str) -> None:
        self.refus.clear()
        self.refuser(0, len(self.mots), message)


def lire(source: str) -> Lecture:
    """Read a typed line."""
    mots = decouper(source)
    ligne = LigneDecision()
    refus: dict[int, str] = {}
    for partie in _parties(mots):
        ligne = _lire_partie(partie, ligne)
        refus |= {partie.mots[rang].debut: message for rang, message in partie.refus.items()}
    return Lecture(source, ligne, tuple(_morceaux(mots, refus)))


def imprimer(ligne: LigneDecision) -> str:
    """The canonical line of a decision."""
    parties = [_ecrire_sort(sort) for sort in ligne.sorts]
    if ligne.sanction is not None:
        parties.append(_ecrire_sanction(ligne))
    parties += map(g.ecrire_peine, ligne.peines)
    if ligne.est_execution_provisoire:
        parties.append(g.PROVISOIRE[0])
    if ligne.est_hors_bulletin_2:
        parties.append(g.CASIER[0])
    if ligne.est_inscrit_fijais:
        parties.append(g.FIJAIS[0])
    if ligne.est_en_delibere:
        jour = f" {ligne.date_delibere:%d/%m/%Y}" if ligne.date_delibere else ""
        parties.append(f"{g.DELIB[0]}{jour}")
    return " ; ".join(parties)


def _ecrire_sort(sort: Sort) -> str:
    parties = [g.premier_mot(g.ISSUES, sort.issue)]
    if sort.infractions:
        parties.append(g.ecrire_liste(sort.infractions))
    if sort.modulation:
        parties.append(g.premier_mot(g.MODULATIONS, sort.modulation))
    return " ".join(parties)


def _ecrire_sanction(ligne: LigneDecision) -> str:
    if ligne.sanction in g.AJOURNEMENTS.values():
        jour = f" AU {ligne.date_ajournement:%d/%m/%Y}" if ligne.date_ajournement else ""
        return f"{g.AJOURN[0]} {g.premier_mot(g.AJOURNEMENTS, ligne.sanction)}{jour}"
    return g.premier_mot(g.SANCTIONS, ligne.sanction)


def _parties(mots: Sequence[Mot]) -> Iterator[_Partie]:
    groupe: list[Mot] = []
    for mot in mots:
        if mot.genre is Genre.FIN:
            if groupe:
                yield _Partie(groupe)
            groupe = []
        elif mot.genre is not Genre.BLANC:
            groupe.append(mot)
    if groupe:
        yield _Partie(groupe)


def _morceaux(mots: Sequence[Mot], refus: dict[int, str]) -> Iterator[Morceau]:
    """Runs of words read, or refused for one reason; blanks go with what is on both sides of them."""
    textes: list[str] = []
    message, debut = "", 0
    attente = ""
    for mot in mots:
        if mot.genre is Genre.BLANC:
            attente += mot.texte
            continue
        nouveau = refus.get(mot.debut, "")
        if nouveau == message:
            textes += [attente, mot.texte]
        else:
            if not message:
                textes.append(attente)
            lu = "".join(textes)
            if lu:
                yield Morceau(debut, lu, message)
            if message and attente:
                yield Morceau(mot.debut - len(attente), attente)
            textes, message, debut = [mot.texte], nouveau, mot.debut
        attente = ""
    if not message:
        textes.append(attente)
        attente = ""
    if lu := "".join(textes):
        yield Morceau(debut, lu, message)
    if attente:
        yield Morceau(debut + len(lu), attente)


def _lire_partie(partie: _Partie, ligne: LigneDecision) -> LigneDecision:
    curseur = Curseur(partie.mots)
    verbe = curseur.courant
    if verbe is None or verbe.genre is not Genre.MOT:
        partie.refuser_tout("commencez par un mot connu, par exemple COUP, REL, EMP ou AM")
        return ligne
    curseur.rang = 1
    if verbe.cle in g.ISSUES:
        return _lire_sort(partie, curseur, ligne, verbe.cle)
    if verbe.cle in g.PAR_MOT:
        peine = _lire_peine(partie, curseur, g.PAR_MOT[verbe.cle])
        return replace(ligne, peines=(*ligne.peines, peine)) if peine else ligne
    return _lire_mention(partie, curseur, ligne, verbe.cle)


def _lire_clauses(
    partie: _Partie, curseur: Curseur, clauses: Sequence[g.Clause]
) -> list[tuple[g.Champs, int, int]]:
    """What each clause found and where; the words that no clause takes are refused."""
    trouves: list[tuple[g.Champs, int, int]] = []
    connus: set[str] = set()
    while curseur.courant is not None:
        debut = curseur.rang
        for clause in clauses:
            champs = clause(curseur)
            if champs is not None:
                break
            curseur.rang = debut
        else:
            curseur.rang = debut + 1
            partie.refuser(debut, curseur.rang, SANS_PLACE)
            continue
        if connus & champs.keys():
            partie.refuser(debut, curseur.rang, DEJA_DIT)
        else:
            connus |= champs.keys()
            trouves.append((champs, debut, curseur.rang))
    return trouves


def _reunir(trouves: Sequence[tuple[g.Champs, int, int]]) -> dict[str, Any]:
    return {nom: valeur for champs, _, _ in trouves for nom, valeur in champs.items()}


_CLAUSES_SORT: tuple[g.Clause, ...] = (
    g.simple("infractions", Curseur.liste),
    g.table("modulation", g.MODULATIONS),
)


def _lire_sort(partie: _Partie, curseur: Curseur, ligne: LigneDecision, verbe: str) -> LigneDecision:
    champs = _reunir(_lire_clauses(partie, curseur, _CLAUSES_SORT))
    return replace(ligne, sorts=(*ligne.sorts, Sort(g.ISSUES[verbe], **champs)))


def _lire_peine(partie: _Partie, curseur: Curseur, verbe: g.Verbe) -> Peine | None:
    """The penalty of a part. A precision that cannot be is refused, and the rest is kept."""
    trouves = _lire_clauses(partie, curseur, (*verbe.clauses, g.EXECUTION_PROVISOIRE))
    while True:
        peine = Peine(verbe.nature, **_reunir(trouves))
        defaut = defaut_de_forme(peine)
        if defaut is None:
            return peine
        champ, message = defaut
        fautif = next((trouve for trouve in trouves if champ in trouve[0]), None)
        if fautif is None:
            partie.refuser_tout(message)
            return None
        partie.refuser(fautif[1], fautif[2], message)
        trouves.remove(fautif)


def _lire_mention(partie: _Partie, curseur: Curseur, ligne: LigneDecision, verbe: str) -> LigneDecision:
    date = ""
    if verbe in g.SANCTIONS:
        champs: dict[str, Any] = {"sanction": g.SANCTIONS[verbe]}
    elif verbe in g.AJOURN:
        champs, date = {"sanction": curseur.parmi(g.AJOURNEMENTS)}, "date_ajournement"
        if champs["sanction"] is None:
            partie.refuser_tout("précisez l’ajournement : SIMPLE, INJ, MAE, INV ou CONS")
            return ligne
    elif verbe in g.DELIB:
        champs, date = {"est_en_delibere": True}, "date_delibere"
    elif verbe in g.CASIER:
        champs = {"est_hors_bulletin_2": True}
    elif verbe in g.FIJAIS:
        champs = {"est_inscrit_fijais": True}
    elif verbe in g.PROVISOIRE:
        champs = {"est_execution_provisoire": True}
    else:
        proches = difflib.get_close_matches(verbe, g.TOUS_LES_MOTS, n=1)
        partie.refuser_tout(f"mot inconnu{f' : vouliez-vous {proches[0]} ?' if proches else ''}")
        return ligne
    return _noter(partie, curseur, ligne, champs, date)


def _noter(
    partie: _Partie, curseur: Curseur, ligne: LigneDecision, champs: dict[str, Any], date: str
) -> LigneDecision:
    """A mention is said once; a date may follow some."""
    if any(getattr(ligne, nom) for nom in champs):
        partie.refuser_tout(DEJA_DIT)
        return ligne
    if date:
        depart = curseur.rang
        curseur.mot("AU", "LE")
        jour = curseur.jour()
        if jour is None:
            curseur.rang = depart
        else:
            champs[date] = jour
    partie.refuser(curseur.rang, len(partie.mots), SANS_PLACE)
    return replace(ligne, **champs)
