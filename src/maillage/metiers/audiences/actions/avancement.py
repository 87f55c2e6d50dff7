"""The projection: what passages and hearings say of themselves is read again from what happened, and written here."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models import Count, Max, Q

from maillage.metiers.audiences.actions.corrections import sans_motif
from maillage.metiers.audiences.actions.faits import compter_passages
from maillage.metiers.audiences.enums import (
    DEBATS,
    ISSUES,
    JUGEABLES,
    DecisionPrevention,
    GenreLigne,
    StatutPassage,
)
from maillage.metiers.audiences.models import (
    Audience,
    Audiencement,
    Comparution,
    Decision,
    EtapeDossier,
    InfractionJugee,
    LigneNote,
    Partie,
    Prevention,
    Renvoi,
)
from maillage.metiers.audiences.regles import avancement as regles
from maillage.metiers.audiences.regles.avancement import Faits

_en_attente: ContextVar[dict[int, set[int] | None] | None] = ContextVar("recomptes_en_attente", default=None)
"""Hearings to count when the gestures of `recompte_unique` end: some passages, or all (None)."""


def lire_faits(passages: Collection[Audiencement]) -> dict[int, Faits]:
    """What is known of these passages, by their number; the same queries for one and for a whole roll."""
    cles = [passage.pk for passage in passages]
    affaires = {passage.affaire_id for passage in passages}
    parties = _par_affaire(
        Partie.objects.filter(affaire__in=affaires, statut__in=JUGEABLES).only(
            "pk", "affaire_id", "rang", "est_identifie", "mode_convocation", "mode_poursuite"
        )
    )
    accuses = set(
        Prevention.objects.filter(affaire__in=affaires, est_disqualifiee=False).values_list(
            "partie_id", flat=True
        )
    )
    genres = _genres(cles)
    renvois = dict(Renvoi.objects.filter(audiencement__in=cles).values_list("audiencement_id", "famille"))
    etapes: dict[int, set[str]] = defaultdict(set)
    for passage, genre in EtapeDossier.objects.filter(audiencement__in=cles).values_list(
        "audiencement_id", "genre"
    ):
        etapes[passage].add(genre)
    decisions: dict[int, list[Decision]] = defaultdict(list)
    for decision in Decision.objects.filter(audiencement__in=cles):
        decisions[decision.audiencement_id].append(decision)
    coupables = set(
        InfractionJugee.objects.filter(
            decision__audiencement__in=cles, issue=DecisionPrevention.CULPABILITE
        ).values_list("decision__audiencement_id", flat=True)
    )
    natures = set(
        Comparution.objects.filter(audiencement__in=cles)
        .exclude(nature_jugement="")
        .values_list("audiencement_id", "partie_id")
    )
    return {
        passage.pk: _faits(
            passage,
            parties[passage.affaire_id],
            accuses,
            natures,
            genres[passage.pk],
            decisions[passage.pk],
            est_coupable=passage.pk in coupables,
            famille=renvois.get(passage.pk, ""),
            etapes=frozenset(etapes[passage.pk]),
        )
        for passage in passages
    }


def _par_affaire(parties: Iterable[Partie]) -> dict[int, list[Partie]]:
    rangees: dict[int, list[Partie]] = defaultdict(list)
    for partie in parties:
        rangees[partie.affaire_id].append(partie)
    return rangees


def _genres(cles: list[int]) -> dict[int, set[str]]:
    genres: dict[int, set[str]] = defaultdict(set)
    lignes = LigneNote.objects.filter(audiencement__in=cles, est_retiree=False)
    for passage, genre in lignes.order_by().values_list("audiencement_id", "genre").distinct():
        genres[passage].add(genre)
    return genres


def _faits(
    passage: Audiencement,
    parties: list[Partie],
    accuses: set[int],
    natures: set[tuple[int, int]],
    genres: set[str],
    decisions: list[Decision],
    *,
    est_coupable: bool,
    famille: str,
    etapes: frozenset[str],
) -> Faits:
    rangs = {partie.pk: partie.rang for partie in parties}
    connues = [decision for decision in decisions if decision.partie_id in rangs]
    return Faits(
        jugeables=frozenset(rangs.values()),
        non_identifies=frozenset(partie.rang for partie in parties if not partie.est_identifie),
        non_convoques=frozenset(
            partie.rang for partie in parties if not (partie.mode_convocation or partie.mode_poursuite)
        ),
        sans_infraction=frozenset(partie.rang for partie in parties if partie.pk not in accuses),
        est_appele=passage.horodatage_appel is not None or GenreLigne.APPEL in genres,
        est_debattu=bool(genres & set(DEBATS)),
        decides=frozenset(rangs[d.partie_id] for d in connues if d.date_delibere is None),
        reserves=frozenset(rangs[d.partie_id] for d in connues if d.date_delibere is not None),
        incompletes=frozenset(rangs[d.partie_id] for d in connues if d.est_incomplete),
        sans_nature=frozenset(rang for partie, rang in rangs.items() if (passage.pk, partie) not in natures),
        est_coupable=est_coupable,
        famille_renvoi=famille,
        etapes=etapes,
    )


@contextmanager
def recompte_unique() -> Iterator[None]:
    """Gestures made together are counted once, at their end and in their transaction (a roll of two hundred persons).

    Meanwhile progress and counters are those of before.
    """
    if _en_attente.get() is not None:
        yield
        return
    attente: dict[int, set[int] | None] = {}
    with transaction.atomic():
        jeton = _en_attente.set(attente)
        try:
            yield
        finally:
            _en_attente.reset(jeton)
        for audience in Audience.objects.filter(pk__in=attente).order_by("pk"):
            cles = attente[audience.pk]
            recalculer(
                audience,
                None if cles is None else list(Audiencement.objects.filter(pk__in=cles).order_by("pk")),
            )


def _mettre_en_attente(
    attente: dict[int, set[int] | None], audience: Audience, passages: Collection[Audiencement] | None
) -> None:
    connus = attente.setdefault(audience.pk, set())
    if passages is None:
        attente[audience.pk] = None
    elif connus is not None:
        connus.update(passage.pk for passage in passages)


def recalculer(audience: Audience, passages: Collection[Audiencement] | None = None) -> None:
    """Read again these passages (all of the hearing when none is given), then the counters of the hearing."""
    if (attente := _en_attente.get()) is not None:
        _mettre_en_attente(attente, audience, passages)
        return
    voulus = list(passages) if passages is not None else list(audience.audiencements.all())
    faits = lire_faits(voulus)
    issues = _issues(voulus)
    changes = [p for p in voulus if _projeter(p, faits[p.pk], issues.get(p.pk))]
    Audiencement.objects.bulk_update(changes, ["statut", "avancement", "horodatage_issue"])
    compter_passages(voulus)
    _compter(audience)


def _issues(passages: list[Audiencement]) -> dict[int, dt.datetime]:
    """When each passage came to its issue: its last decision, else its adjournment."""
    cles = [passage.pk for passage in passages]
    renvois = dict(Renvoi.objects.filter(audiencement__in=cles).values_list("audiencement_id", "horodatage"))
    decisions = (
        Decision.objects.filter(audiencement__in=cles)
        .order_by()
        .values_list("audiencement_id")
        .annotate(derniere=Max("horodatage"))
    )
    return renvois | dict(decisions)


def _projeter(passage: Audiencement, faits: Faits, instant: dt.datetime | None) -> bool:
    """Write on the passage what its facts say; True when something changed."""
    statut, pourcentage = regles.statut(faits), regles.avancement(faits)
    issue = instant if statut in ISSUES else None
    if (passage.statut, passage.avancement, passage.horodatage_issue) == (statut, pourcentage, issue):
        return False
    passage.statut, passage.avancement, passage.horodatage_issue = statut, pourcentage, issue
    return True


def _compter(audience: Audience) -> None:
    passages = Audiencement.objects.filter(audience=audience)
    comptes = passages.aggregate(
        dossiers=Count("pk"),
        juges=Count("pk", filter=Q(statut=StatutPassage.JUGE)),
        renvoyes=Count("pk", filter=Q(statut=StatutPassage.RENVOYE)),
        deliberes=Count("pk", filter=Q(statut=StatutPassage.DELIBERE)),
    )
    comptes["avancement"] = regles.moyenne(list(passages.values_list("avancement", flat=True)))
    change = [nom for nom, valeur in comptes.items() if getattr(audience, nom) != valeur]
    if change:
        for nom in change:
            setattr(audience, nom, comptes[nom])
        with sans_motif():
            audience.save(update_fields=change)
