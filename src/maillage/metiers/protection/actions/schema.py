"""The needs of the schéma régional: the direction says them, département by département and year by year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.metiers.protection.droits import SCHEMA_FIXER
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.models import ObjectifSchema
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation


def fixer_objectif(
    *,
    agent: Agent,
    autorite: Organisation,
    annee: int,
    places: Mapping[str, int | None],
    points: Decimal | None,
    reference: str,
    date_decision: dt.date,
    motif: str = "",
) -> ObjectifSchema:
    """Say, or say again with a reason, what is wanted in the département of this direction for a year.

    Raises AccesRefuse, or ValidationError by field.
    """
    exiger(agent, SCHEMA_FIXER, autorite)
    if autorite.commune is None:
        raise ValidationError({"autorite": "Cette direction n’a pas de commune : complétez l’annuaire."})
    departement = autorite.commune.departement
    with transaction.atomic(), motiver(motif.strip() or f"Objectif {annee}"):
        objectif = (
            ObjectifSchema.objects.select_for_update(of=("self",))
            .filter(departement=departement, annee=annee)
            .order_by("id")
            .first()
        )
        if objectif is not None and not motif.strip():
            raise ValidationError(
                {
                    "motif": f"{objectif} est déjà enregistré : dites pourquoi il change, l’historique le garde."
                }
            )
        objectif = objectif or ObjectifSchema(departement=departement, annee=annee)
        objectif.autorite, objectif.auteur = autorite, agent
        for genre in TypeMandataire.values:
            setattr(objectif, f"places_{genre}", places.get(genre))
        objectif.points, objectif.reference = points, reference.strip()
        objectif.date_decision = date_decision
        objectif.full_clean(exclude=["autorite", "departement", "auteur"])
        objectif.save()
    return objectif
