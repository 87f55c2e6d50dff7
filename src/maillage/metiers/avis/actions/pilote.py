"""The pilot as one runs it: a programme, its phases and thresholds, its people, what they decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from maillage.metiers.avis.droits import PILOTE_GERER
from maillage.metiers.avis.enums.pilote import Comparaison, DecisionPhase
from maillage.metiers.avis.models import ActionProjet, MembreProjet, Phase, Programme, Reunion
from maillage.metiers.avis.regles.mesures import MESURES
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

M = TypeVar("M", Phase, MembreProjet, Reunion, ActionProjet)
SEUILS_PROPOSES = {
    "a_temps": (Comparaison.AU_MOINS, 90.0),
    "sans_consultation": (Comparaison.AU_MOINS, 50.0),
    "recours_malgre": (Comparaison.AU_PLUS, 15.0),
    "satisfaction": (Comparaison.AU_MOINS, 80.0),
    "couverture": (Comparaison.AU_MOINS, 95.0),
    "sans_retour": (Comparaison.AU_PLUS, 20.0),
    "formation": (Comparaison.AU_MOINS, 90.0),
}
"""A start, to be confirmed by each group."""


def ouvrir_programme(
    *, agent: Agent, gestionnaire: Organisation, nom: str, objectif: str, date_debut: dt.date
) -> Programme:
    exiger(agent, PILOTE_GERER, gestionnaire)
    programme = Programme(
        gestionnaire=gestionnaire,
        nom=nom.strip(),
        objectif=objectif.strip(),
        date_debut=date_debut,
        auteur=agent,
    )
    programme.full_clean(exclude=["gestionnaire", "auteur"])
    programme.save()
    return programme


def ajouter_phase(
    *, agent: Agent, programme: Programme, seuils: Mapping[str, float], valeurs: Mapping[str, Any]
) -> Phase:
    """The next phase, with what it has to reach: values by measure."""
    exiger(agent, PILOTE_GERER, programme)
    inconnus = seuils.keys() - SEUILS_PROPOSES.keys()
    if inconnus or seuils.keys() - MESURES.keys():
        raise ValidationError("Ce seuil n’existe pas.")
    with transaction.atomic():
        Programme.objects.select_for_update(of=("self",)).get(pk=programme.pk)
        rang = Phase.objects.filter(programme=programme).aggregate(m=Max("rang"))["m"] or 0
        return _ajouter(
            Phase(
                programme=programme,
                gestionnaire_id=programme.gestionnaire_id,
                rang=rang + 1,
                seuils=[
                    {"mesure": code, "comparaison": str(SEUILS_PROPOSES[code][0]), "valeur": valeur}
                    for code, valeur in seuils.items()
                ],
                **valeurs,
            )
        )


def decider_phase(*, agent: Agent, phase: Phase, decision: str, motif: str) -> Phase:
    """What the group decides of a phase; once, with its reason."""
    exiger(agent, PILOTE_GERER, phase)
    if decision not in DecisionPhase.values:
        raise ValidationError({"decision": "Choisissez ce que le groupe a décidé."})
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif est conservé."})
    with transaction.atomic():
        actuelle = Phase.objects.select_for_update(of=("self",)).get(pk=phase.pk)
        if actuelle.decision:
            raise ValidationError("Cette phase est déjà décidée.")
        actuelle.decision, actuelle.motif = decision, motif.strip()
        actuelle.date_decision = timezone.localdate()
        actuelle.save(update_fields=["decision", "motif", "date_decision"])
    return actuelle


def ajouter_membre(*, agent: Agent, programme: Programme, valeurs: Mapping[str, Any]) -> MembreProjet:
    exiger(agent, PILOTE_GERER, programme)
    return _ajouter(MembreProjet(programme=programme, gestionnaire_id=programme.gestionnaire_id, **valeurs))


def ajouter_reunion(*, agent: Agent, programme: Programme, valeurs: Mapping[str, Any]) -> Reunion:
    exiger(agent, PILOTE_GERER, programme)
    return _ajouter(Reunion(programme=programme, gestionnaire_id=programme.gestionnaire_id, **valeurs))


def ajouter_action(*, agent: Agent, programme: Programme, valeurs: Mapping[str, Any]) -> ActionProjet:
    exiger(agent, PILOTE_GERER, programme)
    return _ajouter(ActionProjet(programme=programme, gestionnaire_id=programme.gestionnaire_id, **valeurs))


def _ajouter(objet: M) -> M:
    objet.full_clean(exclude=["programme", "gestionnaire"])
    objet.save()
    return objet


def marquer_faite(*, agent: Agent, action: ActionProjet) -> ActionProjet:
    exiger(agent, PILOTE_GERER, action)
    if action.date_fait is None:
        action.date_fait = timezone.localdate()
        action.save(update_fields=["date_fait"])
    return action
