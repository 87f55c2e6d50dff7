"""From the tables to the rules: a decision as `regles.peines` says it, whatever reads it (screen, document, figure)."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.enums import (
    DecisionPrevention,
    DecisionSanction,
    Execution,
    ModulationPeine,
    NaturePeine,
    Sursis,
)
from maillage.metiers.audiences.models import Decision, InfractionJugee, PeinePrononcee
from maillage.metiers.audiences.regles.peines import Duree, LigneDecision, Peine, Sort


@dataclass(frozen=True)
class DecisionLue:
    """A decision, what it says in figures, what was typed, and its reasons."""

    decision: Decision
    ligne: LigneDecision
    texte: str
    motivation: str


def lire_decisions(decisions: Collection[Decision], coffre: Coffre) -> list[DecisionLue]:
    """Decisions of one case, with their offences and penalties; two queries whatever their number."""
    return lire_decisions_de(decisions, lambda _: coffre)


def lire_decisions_de(
    decisions: Collection[Decision], coffre_de: Callable[[Decision], Coffre]
) -> list[DecisionLue]:
    """Decisions of several cases, each opened with the key of its own; the same two queries."""
    cles = [decision.pk for decision in decisions]
    jugees: dict[int, list[InfractionJugee]] = {cle: [] for cle in cles}
    peines: dict[int, list[PeinePrononcee]] = {cle: [] for cle in cles}
    for jugee in (
        InfractionJugee.objects.filter(decision__in=cles)
        .select_related("infraction")
        .order_by("infraction__rang")
    ):
        jugees[jugee.decision_id].append(jugee)
    for peine in PeinePrononcee.objects.filter(decision__in=cles).order_by("rang"):
        peines[peine.decision_id].append(peine)
    lues = []
    for decision in decisions:
        coffre = coffre_de(decision)
        contenu = coffre.ouvrir(decision.contenu)
        lues.append(
            DecisionLue(
                decision,
                _ligne(decision, jugees[decision.pk], peines[decision.pk], coffre),
                str(contenu.get("ligne", "")),
                str(contenu.get("motivation", "")),
            )
        )
    return lues


def _ligne(
    decision: Decision, jugees: list[InfractionJugee], peines: list[PeinePrononcee], coffre: Coffre
) -> LigneDecision:
    groupes: dict[tuple[str, str], list[int]] = {}
    for jugee in jugees:
        groupes.setdefault((jugee.issue, jugee.modulation), []).append(jugee.infraction.rang)
    return LigneDecision(
        sorts=tuple(
            Sort(
                DecisionPrevention(issue),
                tuple(rangs),
                ModulationPeine(modulation) if modulation else None,
            )
            for (issue, modulation), rangs in groupes.items()
        ),
        sanction=DecisionSanction(decision.sanction) if decision.sanction else None,
        date_ajournement=decision.date_ajournement,
        peines=tuple(peine_de(peine, coffre) for peine in peines),
        est_execution_provisoire=decision.est_execution_provisoire,
        est_hors_bulletin_2=decision.est_hors_bulletin_2,
        est_inscrit_fijais=decision.est_inscrit_fijais,
        est_en_delibere=decision.date_delibere is not None,
        date_delibere=decision.date_delibere,
    )


def peine_de(rangee: PeinePrononcee, coffre: Coffre) -> Peine:
    return Peine(
        nature=NaturePeine(rangee.nature),
        precision=rangee.precision,
        duree=_duree(rangee, "duree"),
        est_definitive=rangee.est_definitive,
        heures=rangee.heures,
        nombre=rangee.nombre,
        montant=rangee.montant,
        sursis=Sursis(rangee.sursis),
        duree_sursis=_duree(rangee, "sursis"),
        montant_sursis=rangee.montant_sursis,
        delai=_duree(rangee, "delai"),
        obligations=tuple(rangee.obligations),
        execution=Execution(rangee.execution),
        duree_defaut=_duree(rangee, "defaut"),
        montant_defaut=rangee.montant_defaut,
        objet=str(coffre.ouvrir(rangee.contenu).get("objet", "")),
        est_execution_provisoire=rangee.est_execution_provisoire,
    )


def _duree(rangee: PeinePrononcee, prefixe: str) -> Duree | None:
    annees, mois, jours = (getattr(rangee, f"{prefixe}_{unite}") for unite in ("annees", "mois", "jours"))
    return Duree(annees, mois, jours) if annees or mois or jours else None


def rangee_de(decision: Decision, rang: int, peine: Peine, coffre: Coffre) -> PeinePrononcee:
    """A penalty as it is stored."""
    return PeinePrononcee(
        decision=decision,
        chambre_id=decision.chambre_id,
        rang=rang,
        nature=peine.nature,
        precision=peine.precision,
        est_definitive=peine.est_definitive,
        heures=peine.heures,
        nombre=peine.nombre,
        montant=peine.montant,
        sursis=peine.sursis,
        montant_sursis=peine.montant_sursis,
        obligations=list(peine.obligations),
        execution=peine.execution,
        montant_defaut=peine.montant_defaut,
        contenu=coffre.sceller({"objet": peine.objet}),
        est_execution_provisoire=peine.est_execution_provisoire,
        **_quanta("duree", peine.duree),
        **_quanta("sursis", peine.duree_sursis),
        **_quanta("delai", peine.delai),
        **_quanta("defaut", peine.duree_defaut),
    )


def _quanta(prefixe: str, duree: Duree | None) -> dict[str, int]:
    if duree is None:
        return {}
    return {
        f"{prefixe}_annees": duree.annees,
        f"{prefixe}_mois": duree.mois,
        f"{prefixe}_jours": duree.jours,
    }
