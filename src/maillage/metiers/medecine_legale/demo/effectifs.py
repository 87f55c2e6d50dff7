"""Staffing of the structures over two years: last year signed and closed here, with gaps there, this year under way."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from maillage.metiers.medecine_legale.actions import effectifs as actions
from maillage.metiers.medecine_legale.demo.structures import Structure
from maillage.metiers.medecine_legale.models import EtatEffectif, LigneEffectif
from maillage.metiers.medecine_legale.regles.effectifs import mois_de_l_annee
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent

RESPONSABLE = {"59350": "responsable.lille@demo.maillage.invalid"}
PART = {
    "medecin": Decimal(1), "secretaire": Decimal("0.5"), "aide_soignant": Decimal("0.25"),
    "cadre_sante": Decimal("0.1"), "ide": Decimal("0.4"), "agent_amphitheatre": Decimal("0.2"), "autre": Decimal(0),
}  # fmt: skip
"""Staff for one physician."""


def declarer_effectifs(structures: list[Structure]) -> None:
    """Figures for every structure in bulk; validations, signatures and closing by the people of the sign-in cards."""
    aujourd_hui = timezone.localdate()
    passes = [
        *mois_de_l_annee(aujourd_hui.year - 1),
        *mois_de_l_annee(aujourd_hui.year)[: aujourd_hui.month - 1],
    ]
    with agir_comme(agent_systeme(), motif=MOTIF):
        for rang, structure in enumerate(structures):
            _saisir(structure, rang, passes)
    for structure in structures:
        commune = structure.organisation.commune
        if commune is not None and (courriel := RESPONSABLE.get(commune.code_insee)):
            _signer(structure, Agent.objects.get(email=courriel), passes)


def _saisir(structure: Structure, rang: int, passes: list[dt.date]) -> None:
    """One structure out of four leaves the last months empty, one out of five a month in the middle."""
    medecins = Decimal(4 + rang % 4) if structure.est_institut else Decimal(2)
    attendus = {profession: (part * medecins).quantize(Decimal("0.05")) for profession, part in PART.items()}
    actions.fixer_reference(
        agent=agent_systeme(), structure=structure.organisation, date_debut=passes[0], valeurs=attendus
    )
    remplis = [
        mois
        for i, mois in enumerate(passes)
        if not ((rang % 4 == 3 and i >= len(passes) - 3) or (rang % 5 == 4 and i == 7))
    ]
    etats = EtatEffectif.objects.bulk_create(
        EtatEffectif(structure=structure.organisation, mois=mois, statut="saisi") for mois in remplis
    )
    LigneEffectif.objects.bulk_create(
        LigneEffectif(
            structure=structure.organisation,
            etat=etat,
            mois=etat.mois,
            profession=profession,
            etp=max(etp - Decimal("0.25") * ((etat.mois.month + rang) % 3), Decimal(0)) if etp >= 1 else etp,
        )
        for etat in etats
        for profession, etp in attendus.items()
    )


def _signer(structure: Structure, agent: Agent, passes: list[dt.date]) -> None:
    """Last year signed and closed; this year, all but the last month; the last one waits on the desk."""
    with agir_comme(agent, motif=MOTIF):
        for mois in passes[:-1]:
            etat = EtatEffectif.objects.get(structure=structure.organisation, mois=mois)
            actions.valider_mois(agent=agent, etat=etat)
            actions.signer_mois(agent=agent, etat=etat)
        if passes[-1].year > passes[0].year:
            actions.clore_annee(agent=agent, structure=structure.organisation, annee=passes[0].year)
        actions.attendre_mois(agent=agent, structure=structure.organisation, mois=passes[-1])
