"""Hearings of a chamber: when, who sits, the intervals when it sat. Nothing here names a person of a case."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeBoundary, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone

from maillage.metiers.audiences import droits
from maillage.metiers.audiences.enums import NatureAudience, RoleMembre, StatutAudience, TypeAudience
from maillage.metiers.audiences.models.champs import (
    CHAMBRE_AVANCEE,
    CHAMBRE_ECRITE,
    CHAMBRE_LUE,
    code,
    vers,
)
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

TOUT_FAIT = 100


class AudienceQuerySet(ProtegeQuerySet["Audience"]):
    def a_venir(self) -> AudienceQuerySet:
        return self.filter(statut=StatutAudience.PREVUE)

    def a_finir(self) -> AudienceQuerySet:
        """Over, with something left to do."""
        return self.filter(statut=StatutAudience.CLOSE, avancement__lt=TOUT_FAIT)


class Audience(ModeleProtege):
    """A hearing. Its counters and its progress are a projection of its passages, read by those who see no case."""

    perimetres: ClassVar[dict[str, Droit]] = {"chambre": droits.STATISTIQUES_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_AVANCEE

    chambre = vers(Organisation, "chambre", db_index=False)
    date = models.DateField("date")
    heure = models.TimeField("heure")
    type = code(TypeAudience, "composition", facultatif=False)
    nature = code(NatureAudience, "nature", facultatif=False, default=NatureAudience.CORRECTIONNELLE)
    salle = models.CharField("salle", max_length=60, blank=True)
    dossiers_maximum = models.PositiveSmallIntegerField("dossiers au plus", null=True, blank=True)
    minutes_prevues = models.PositiveSmallIntegerField("durée prévue (minutes)", null=True, blank=True)
    statut = code(StatutAudience, "statut", facultatif=False, default=StatutAudience.PREVUE)
    horodatage_ouverture = models.DateTimeField("ouverte le", null=True, blank=True)
    horodatage_cloture = models.DateTimeField("levée le", null=True, blank=True)
    reference_externe = models.CharField("référence au registre", max_length=60, blank=True)
    # What follows is counted from the passages, written by `actions.avancement` alone.
    dossiers = models.PositiveSmallIntegerField("dossiers", default=0)
    juges = models.PositiveSmallIntegerField("jugés", default=0)
    renvoyes = models.PositiveSmallIntegerField("renvoyés", default=0)
    deliberes = models.PositiveSmallIntegerField("en délibéré", default=0)
    avancement = models.PositiveSmallIntegerField("avancement", default=0)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage_creation = models.DateTimeField("enregistrée le", auto_now_add=True)

    objects = AudienceQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "audience"
        verbose_name_plural = "audiences"
        ordering = ["-date", "-heure", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["chambre", "date", "heure", "nature"],
                name="audiences_audience_unique",
                violation_error_message="Cette chambre a déjà cette audience, à cette date et à cette heure.",
            ),
            models.UniqueConstraint(
                fields=["chambre", "reference_externe"],
                condition=~Q(reference_externe=""),
                name="audiences_audience_reference",
            ),
            models.CheckConstraint(
                condition=Q(statut=StatutAudience.PREVUE) | Q(horodatage_ouverture__isnull=False),
                name="audiences_audience_ouverte",
            ),
            models.CheckConstraint(
                condition=~Q(statut=StatutAudience.CLOSE) | Q(horodatage_cloture__isnull=False),
                name="audiences_audience_close",
            ),
            models.CheckConstraint(
                condition=Q(avancement__lte=TOUT_FAIT), name="audiences_audience_avancement"
            ),
        ]
        indexes = [models.Index(fields=["chambre", "-date", "-id"], name="audience_chambre")]

    def __str__(self) -> str:
        return f"Audience du {self.date:%d/%m/%Y}"

    @property
    def est_close(self) -> bool:
        return bool(self.statut == StatutAudience.CLOSE)

    @property
    def est_finie(self) -> bool:
        """It has risen and nothing is left to do."""
        return self.est_close and self.avancement == TOUT_FAIT

    @property
    def restants(self) -> int:
        """Cases that have not been judged, adjourned nor reserved."""
        return self.dossiers - self.juges - self.renvoyes - self.deliberes


class Seance(ModeleProtege):
    """An interval when the hearing sat; without an end, it is sitting now. Two never overlap."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_ECRITE

    audience = vers(Audience, "audience", related_name="seances")
    chambre = vers(Organisation, "chambre", db_index=False)
    horodatage_debut = models.DateTimeField("début")
    horodatage_fin = models.DateTimeField("fin", null=True, blank=True)
    auteur = vers(Agent, "auteur", db_index=False)

    class Meta:
        verbose_name = "séance"
        verbose_name_plural = "séances"
        ordering = ["horodatage_debut", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(horodatage_fin=None) | Q(horodatage_fin__gte=F("horodatage_debut")),
                name="audiences_seance_ordre",
                violation_error_message="La fin précède le début.",
            ),
            ExclusionConstraint(
                name="audiences_seance_sans_chevauchement",
                expressions=[
                    ("audience", RangeOperators.EQUAL),
                    (
                        Func(
                            "horodatage_debut",
                            "horodatage_fin",
                            RangeBoundary(),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    ),
                ],
                violation_error_message="Deux séances de cette audience se chevauchent.",
            ),
        ]

    def __str__(self) -> str:
        return f"Séance de {timezone.localtime(self.horodatage_debut):%H:%M}"


class Membre(ModeleProtege):
    """Who sits, for the hearing, or for one case of it when somebody is replaced."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_ECRITE

    audience = vers(Audience, "audience", related_name="membres")
    audiencement = vers(
        "audiences.Audiencement", "pour cette seule affaire", est_facultatif=True, related_name="remplacants"
    )
    chambre = vers(Organisation, "chambre", db_index=False)
    role = code(RoleMembre, "fonction", facultatif=False)
    nom = models.CharField("nom", max_length=150)
    agent = vers(Agent, "compte", est_facultatif=True)

    class Meta:
        verbose_name = "membre"
        verbose_name_plural = "membres"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "audiencement", "role"],
                name="audiences_membre_unique",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=~Q(nom=""), name="audiences_membre_nomme"),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} : {self.nom}"
