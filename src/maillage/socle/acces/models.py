"""The protected model: one declaration, from which both walls come."""

from __future__ import annotations

from typing import Any, ClassVar, Self, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q

from maillage.socle.acces import parmi as _parmi  # noqa: F401 (registers the lookup)
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent

M = TypeVar("M", bound="ModeleProtege")


class ProtegeQuerySet(models.QuerySet[M]):
    def visibles_par(self, agent: Agent) -> Self:
        """Rows that the agent may read. Costs one query per right the first time, none afterwards."""
        partout = self.model.lecture_partout
        if partout is not None and a_droit(agent, partout):
            return self.all()
        condition = Q()
        for champ, droit in self.model.perimetres.items():
            condition |= _condition(champ, droit, agent)
        return self.filter(condition)


def _condition(champ: str, droit: Droit, agent: Agent) -> Q:
    if droit is SOI:
        return Q(**{champ: agent})
    organisations = perimetre(agent, droit)
    if len(organisations) == 1:
        return Q(**{champ: next(iter(organisations))})
    return Q(**{f"{champ}__parmi": organisations})


class ModeleProtege(models.Model):
    """A table of which each agent sees only his part.

    `perimetres` maps a field to the right needed to read through it: the field points to an organisation, or to an
    agent with the mark SOI. `perimetres_ecriture` does the same for writes (default: the same). `lecture_partout`
    is the right that, held anywhere, reads every row: a directory that professionals of all places look up. The
    migration repeats the declaration with `Proteger(…)`; a coherence test compares them with the policies in
    PostgreSQL.
    """

    perimetres: ClassVar[dict[str, Droit]] = {}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {}
    lecture_partout: ClassVar[Droit | None] = None

    objects = ProtegeQuerySet.as_manager()

    class Meta:
        abstract = True

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        meta = cls.__dict__.get("Meta")
        if not getattr(meta, "abstract", False) and not cls.perimetres:
            raise ImproperlyConfigured(f"{cls.__name__} is protected and declares no perimetres.")


class RoleDroit(models.Model):
    """Copy of the vocabulary, read by `acces_organisations()`; written by `synchroniser_droits` alone."""

    pk = models.CompositePrimaryKey("role", "droit")
    role = models.CharField("rôle", max_length=80)
    droit = models.CharField("droit", max_length=120)

    class Meta:
        verbose_name = "droit d’un rôle"
        verbose_name_plural = "droits des rôles"


class Cle(models.Model):
    """The wrapped key of one record's personal content; destroying it erases the content, copies included.

    It is in a table of its own, without history, because the journal copies what it traces.
    """

    enveloppe = models.TextField("clé enveloppée", blank=True)
    horodatage_creation = models.DateTimeField("créée le", auto_now_add=True)
    horodatage_destruction = models.DateTimeField("détruite le", null=True)

    class Meta:
        verbose_name = "clé"
        verbose_name_plural = "clés"
