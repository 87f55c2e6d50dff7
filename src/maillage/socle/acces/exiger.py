"""The question every action asks first."""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.http import Http404

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation

M = TypeVar("M", bound=models.Model)


class AccesRefuse(Http404):
    """The agent may not. Shown as « introuvable », so that nothing tells a forbidden object from a missing one."""


def exiger(agent: Agent, droit: Droit, objet: models.Model | None = None) -> None:
    """Raise AccesRefuse unless the agent holds the right on this object.

    `objet` is an organisation, a protected object (its organisation fields are looked at, any may do), or None when
    the right does not depend on a place.
    """
    if not peut(agent, droit, objet):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")


def peut(agent: Agent, droit: Droit, objet: models.Model | None = None) -> bool:
    """The same question, as a boolean, for screens."""
    if objet is None:
        return a_droit(agent, droit)
    if isinstance(objet, Organisation):
        return objet.pk in perimetre(agent, droit)
    if isinstance(objet, ModeleProtege):
        declares = {**type(objet).perimetres, **type(objet).perimetres_ecriture}
        champs = [champ for champ, lecture in declares.items() if lecture is not SOI]
        return any(getattr(objet, f"{champ}_id") in perimetre(agent, droit) for champ in champs)
    raise TypeError(f"{type(objet).__name__} has no scope: give an organisation or a protected object.")


def obtenir(queryset: models.QuerySet[M], **criteres: object) -> M:
    """The only row of a visible queryset that meets the criteria, else 404."""
    try:
        return queryset.get(**criteres)
    except (ObjectDoesNotExist, ValueError) as erreur:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.") from erreur
