"""The home page: what the agent owes, the figures of his perimeter, what he touched last."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.socle.acces.exiger import peut
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.a_faire import a_faire
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.registres import REGISTRES, Resultat, Tache

CHIFFRES_MAXIMAUX = 4
RECENTS_MAXIMAUX = 8
PAR_GROUPE = 20
PAR_RECHERCHE = 5
TEXTE_MINIMAL = 2


@dataclass
class GroupeTaches:
    code: str
    libelle: str
    total: int
    taches: list[Tache]

    @property
    def reste(self) -> int:
        return self.total - len(self.taches)


@dataclass
class Accueil:
    groupes: list[GroupeTaches]
    plus_tard: int
    prochaine: Tache | None
    chiffres: list[ChiffreCle]
    recents: list[Resultat]


@dataclass
class GroupeResultats:
    libelle: str
    resultats: list[Resultat]


def composer(agent: Agent, aujourd_hui: dt.date) -> Accueil:
    """Gather the page. Queries: two for deadlines, then those of each declared function."""
    echeances = a_faire(agent, aujourd_hui, lignes=PAR_GROUPE)
    groupes = [
        GroupeTaches(
            groupe.code,
            groupe.libelle,
            groupe.total,
            [Tache(e.verbe, e.libelle, e.url, e.date_limite, e.base_legale, e.bouton) for e in groupe.lignes],
        )
        for groupe in echeances
    ]
    dimanche = aujourd_hui + dt.timedelta(days=6 - aujourd_hui.weekday())
    par_code = {groupe.code: groupe for groupe in groupes}
    for fonction in REGISTRES.a_faire:
        for tache in fonction(agent):
            groupe = par_code[_code(tache.date_limite, aujourd_hui, dimanche)]
            groupe.taches.append(tache)
            groupe.total += 1
    for groupe in groupes:
        groupe.taches.sort(key=lambda tache: tache.date_limite or dimanche)
    plus_tard = par_code["plus_tard"]
    calcules = (fonction(agent) for _, fonction in sorted(REGISTRES.chiffres, key=lambda couple: couple[0]))
    return Accueil(
        groupes=[groupe for groupe in groupes if groupe.total and groupe is not plus_tard],
        plus_tard=plus_tard.total,
        prochaine=plus_tard.taches[0] if plus_tard.taches else None,
        chiffres=[chiffre for chiffre in calcules if chiffre is not None][:CHIFFRES_MAXIMAUX],
        recents=[recent for fonction in REGISTRES.recents for recent in fonction(agent)][:RECENTS_MAXIMAUX],
    )


def _code(jour: dt.date | None, aujourd_hui: dt.date, dimanche: dt.date) -> str:
    if jour is None or aujourd_hui < jour <= dimanche:
        return "cette_semaine"
    if jour < aujourd_hui:
        return "en_retard"
    return "aujourd_hui" if jour == aujourd_hui else "plus_tard"


def rechercher(agent: Agent, texte: str, *, par_groupe: int = PAR_RECHERCHE) -> list[GroupeResultats]:
    """Return the groups that found something, at most `par_groupe` lines each. Two letters at least."""
    texte = texte.strip()
    if len(texte) < TEXTE_MINIMAL:
        return []
    groupes = []
    for recherche in REGISTRES.recherches.values():
        if recherche.droit is not None and not peut(agent, recherche.droit):
            continue
        resultats = [r for _, r in zip(range(par_groupe), recherche.chercher(agent, texte), strict=False)]
        if resultats:
            groupes.append(GroupeResultats(recherche.libelle, resultats))
    return groupes
