"""Severity of inspection of a provider, class by class: replayed from its judged lots and from decisions on it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Q

from maillage.metiers.numerisation.droits import CONTROLE_TENIR
from maillage.metiers.numerisation.enums.controle import ClasseDefaut, Regime
from maillage.metiers.numerisation.models import PlanControle, RepriseControle
from maillage.metiers.numerisation.regles.echantillonnage import Plan, PlanIntrouvable
from maillage.metiers.numerisation.regles.severite import ResultatLot, Severite, reduire, reprendre, suivre
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

CLASSES = (ClasseDefaut.MAJEUR, ClasseDefaut.MINEUR)


def severites(service_id: int, prestataire_id: int) -> dict[ClasseDefaut, Severite]:
    """Where a provider stands for each class: its judged lots and the decisions on it, replayed in their order."""
    faits: dict[ClasseDefaut, list[tuple[object, object]]] = {classe: [] for classe in CLASSES}
    criteres = Q(service_id=service_id, prestataire_id=prestataire_id)
    juges = PlanControle.objects.filter(criteres, defauts__isnull=False).select_related("tirage__verdict")
    for ligne in juges:
        faits[ClasseDefaut(ligne.classe)].append((ligne.tirage.verdict.horodatage, ligne))
    for decision in RepriseControle.objects.filter(criteres):
        faits[ClasseDefaut(decision.classe)].append((decision.horodatage, decision))
    return {
        classe: _rejouer([fait for _, fait in sorted(liste, key=lambda f: (f[0], f[1].pk))])  # type: ignore[attr-defined]
        for classe, liste in faits.items()
    }


def _rejouer(faits: Iterable[object]) -> Severite:
    etat = Severite()
    for fait in faits:
        if isinstance(fait, RepriseControle):
            etat = reprendre(etat) if fait.regime == Regime.RENFORCE else reduire(etat, est_reguliere=True)
        elif isinstance(fait, PlanControle) and etat.regime != Regime.ARRETE:
            resultat = ResultatLot(plan_de(fait), fait.defauts or 0, fait.est_premiere_presentation)
            etat = suivre(etat, resultat)
    return etat


def plan_de(ligne: PlanControle) -> Plan:
    """The rule's plan, out of what was written down of it."""
    return Plan(
        Regime(ligne.regime),
        ligne.lettre,
        Decimal(str(ligne.nqa)).normalize() if ligne.nqa % 1 else Decimal(f"{ligne.nqa:.1f}"),
        ligne.taille,
        ligne.accepte,
        ligne.tirage.population,
        ligne.est_a_confirmer,
    )


def classes_arretees(service_id: int, prestataire_id: int) -> list[str]:
    """Classes for which nothing is received any more."""
    return [
        str(classe.label).lower()
        for classe, etat in severites(service_id, prestataire_id).items()
        if etat.regime == Regime.ARRETE
    ]


def decider_du_controle(
    *, agent: Agent, service: Organisation, prestataire: Organisation, classe: str, regime: str, motif: str
) -> RepriseControle:
    """Take inspection up again after a stop, or reduce it when the score allows: a person decides, and says why."""
    exiger(agent, CONTROLE_TENIR, service)
    if not motif.strip():
        raise ValidationError(
            {"motif": "Dites ce que le prestataire a corrigé, ou ce qui justifie de réduire."}
        )
    etat = severites(service.pk, prestataire.pk)[ClasseDefaut(classe)]
    try:
        _ = reprendre(etat) if regime == Regime.RENFORCE else reduire(etat, est_reguliere=True)
    except PlanIntrouvable as erreur:
        raise ValidationError(str(erreur)) from erreur
    return RepriseControle.objects.create(
        service=service,
        prestataire=prestataire,
        classe=ClasseDefaut(classe),
        regime=Regime(regime),
        motif=motif.strip()[:500],
        auteur=agent,
    )
