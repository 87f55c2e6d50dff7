"""The roll of a hearing, case by case, as several pages show it: who, where it stands, what it lacks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from maillage.commun.textes import enumerer
from maillage.metiers.audiences.actions.avancement import lire_faits
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.enums import DETENUS, JUGEABLES, VICTIMES, StatutPassage
from maillage.metiers.audiences.models import Audience, Audiencement, Partie
from maillage.metiers.audiences.regles.avancement import Faits, Manque, manques
from maillage.metiers.audiences.views.acces import passages_visibles
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import Badge, Ton

TONS: dict[str, Ton] = {
    StatutPassage.INSCRIT: "neutre",
    StatutPassage.APPELE: "info",
    StatutPassage.DEBATTU: "info",
    StatutPassage.JUGE: "succes",
    StatutPassage.RENVOYE: "attention",
    StatutPassage.DELIBERE: "nouveau",
}
NOMS_VISIBLES = 3


def badge_passage(passage: Audiencement) -> Badge:
    return Badge(str(StatutPassage(passage.statut).label), TONS[passage.statut])


@dataclass(frozen=True)
class LigneRole:
    """One case of the roll."""

    passage: Audiencement
    prevenus: list[str]
    victimes: list[str]
    detenus: int
    faits: Faits

    @property
    def badge(self) -> Badge:
        return badge_passage(self.passage)

    @property
    def qui(self) -> str:
        """« DUPONT Jean et 2 autres »."""
        noms = self.prevenus
        if not noms:
            return "Prévenu à enregistrer"
        if len(noms) <= NOMS_VISIBLES:
            return enumerer(noms)
        return f"{', '.join(noms[:2])} et {len(noms) - 2} autres"

    @property
    def manques(self) -> list[Manque]:
        return manques(self.faits)

    @property
    def est_effacee(self) -> bool:
        return bool(self.passage.affaire.est_effacee)

    @property
    def numero(self) -> str:
        return str(self.passage.affaire.reference)


def lignes_du_role(agent: Agent, audience: Audience) -> list[LigneRole]:
    """The whole roll; the same queries for one case and for fifty."""
    passages = list(passages_visibles(agent).filter(audience=audience).order_by("position", "id"))
    parties: dict[int, list[Partie]] = defaultdict(list)
    visibles = Partie.objects.visibles_par(agent).filter(affaire__in=[p.affaire_id for p in passages])
    for partie in visibles.order_by("rang"):
        parties[partie.affaire_id].append(partie)
    faits = lire_faits(passages)
    lignes = []
    for passage in passages:
        coffre, siennes = Coffre(passage.affaire), parties[passage.affaire_id]
        lignes.append(
            LigneRole(
                passage,
                [coffre.nom(partie) for partie in siennes if partie.statut in JUGEABLES],
                [coffre.nom(partie) for partie in siennes if partie.statut in VICTIMES],
                sum(partie.categorie_penale in DETENUS for partie in siennes),
                faits[passage.pk],
            )
        )
    return lignes
