"""Rosters: what each can and wishes, a roster of a line with its versions, its half-days, and those that change hands.

A half-day that nobody holds is a `Garde` without anybody: a hole has a place, its reasons, and somebody who finds one.
Nothing of a patient is here. A specialist reads his own rows; the organisation that runs the network reads all of its
own. What colleagues of a line read of each other passes through an action, which looks at the line first.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.avis import droits
from maillage.metiers.avis.enums.gardes import (
    DemiJournee,
    GenreEchange,
    Preference,
    RangGarde,
    StatutEchange,
    StatutPlanning,
)
from maillage.metiers.avis.models.champs import code, instant, vers
from maillage.metiers.avis.models.reseau import DuSpecialiste, Filiere, Specialiste
from maillage.metiers.avis.regles.calendrier import Creneau
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

GARDE_LUE: dict[str, Droit] = {"exercice": droits.GARDE_TENIR, "gestionnaire": droits.GARDE_LIRE}
GARDE_ECRITE: dict[str, Droit] = {"exercice": droits.GARDE_TENIR, "gestionnaire": droits.GARDE_GERER}


class Indisponibilite(DuSpecialiste):
    """Days when he cannot, from one to another, both included. No reason is asked."""

    perimetres: ClassVar[dict[str, Droit]] = GARDE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = GARDE_ECRITE

    specialiste = models.ForeignKey(
        Specialiste, verbose_name="spécialiste", on_delete=models.CASCADE, related_name="indisponibilites"
    )
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)")
    demi_journee = code(DemiJournee, "demi-journée")
    """Empty: the whole day."""

    class Meta:
        verbose_name = "indisponibilité"
        verbose_name_plural = "indisponibilités"
        ordering = ["date_debut", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="avis_indisponibilite_dates",
                violation_error_message="La fin de l’absence précède son début.",
            ),
        ]
        indexes = [
            models.Index(fields=["specialiste", "date_fin"], name="avis_indispo_specialiste"),
            models.Index(fields=["exercice"], name="avis_indispo_exercice"),
            models.Index(fields=["gestionnaire", "date_fin"], name="avis_indispo_gestion"),
        ]

    def __str__(self) -> str:
        if self.date_debut == self.date_fin:
            return f"Absence du {self.date_debut:%d/%m/%Y}"
        return f"Absence du {self.date_debut:%d/%m/%Y} au {self.date_fin:%d/%m/%Y}"


class Souhait(DuSpecialiste):
    """What he says of a half-day of every week: prefers, avoids, never."""

    perimetres: ClassVar[dict[str, Droit]] = GARDE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = GARDE_ECRITE

    specialiste = models.ForeignKey(
        Specialiste, verbose_name="spécialiste", on_delete=models.CASCADE, related_name="souhaits"
    )
    jour = models.PositiveSmallIntegerField("jour de la semaine")
    demi_journee = code(DemiJournee, "demi-journée", facultatif=False)
    preference = code(Preference, "souhait", facultatif=False)

    class Meta:
        verbose_name = "souhait"
        verbose_name_plural = "souhaits"
        ordering = ["jour", "-demi_journee"]
        constraints = [
            models.UniqueConstraint(
                fields=["specialiste", "jour", "demi_journee"], name="avis_souhait_unique"
            ),
            models.CheckConstraint(condition=Q(jour__lte=6), name="avis_souhait_jour"),
        ]
        indexes = [
            models.Index(fields=["exercice"], name="avis_souhait_exercice"),
            models.Index(fields=["gestionnaire"], name="avis_souhait_gestionnaire"),
        ]

    def __str__(self) -> str:
        return f"{self.get_preference_display()} : {self.get_demi_journee_display().lower()}"


class Planning(ModeleProtege):
    """A roster of a line between two days. Published, it is changed by the next version only, or duty by duty."""

    perimetres: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.GARDE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"gestionnaire": droits.GARDE_GERER}

    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    filiere = vers(Filiere, "filière", related_name="plannings")
    version = models.PositiveIntegerField("version")
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)")
    avec_renfort = models.BooleanField("avec un renfort à chaque demi-journée", default=True)
    statut = code(StatutPlanning, "état", facultatif=False, default=StatutPlanning.BROUILLON)
    est_optimal = models.BooleanField("meilleur planning prouvé", default=True)
    auteur = vers(Agent, "préparé par")
    horodatage = models.DateTimeField("préparé le", auto_now_add=True)
    auteur_publication = vers(Agent, "publié par", est_facultatif=True, db_index=False)
    horodatage_publication = instant("publié le")

    class Meta:
        verbose_name = "planning"
        verbose_name_plural = "plannings"
        ordering = ["-date_debut", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["filiere", "version"], name="avis_planning_version"),
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="avis_planning_dates",
                violation_error_message="La fin du planning précède son début.",
            ),
        ]
        indexes = [
            models.Index(fields=["gestionnaire", "statut", "-date_debut"], name="avis_planning_gestion")
        ]

    def __str__(self) -> str:
        return f"{self.filiere}, du {self.date_debut:%d/%m/%Y} au {self.date_fin:%d/%m/%Y}"

    @property
    def est_brouillon(self) -> bool:
        return self.statut == StatutPlanning.BROUILLON


class GardeQuerySet(ProtegeQuerySet["Garde"]):
    def publiees(self) -> GardeQuerySet:
        return self.filter(est_publiee=True)

    def tenues(self) -> GardeQuerySet:
        return self.filter(specialiste__isnull=False)

    def trous(self) -> GardeQuerySet:
        """First lines that nobody holds."""
        return self.filter(specialiste=None, rang=RangGarde.PREMIERE)

    def a_l_instant(self, instant: dt.datetime) -> GardeQuerySet:
        return self.filter(horodatage_debut__lte=instant, horodatage_fin__gt=instant)


class Garde(ModeleProtege):
    """One half-day of a roster, at one rank, and who holds it; nobody: a hole, and why."""

    perimetres: ClassVar[dict[str, Droit]] = GARDE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = GARDE_ECRITE

    planning = models.ForeignKey(
        Planning, verbose_name="planning", on_delete=models.CASCADE, related_name="gardes"
    )
    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    filiere = vers(Filiere, "filière", db_index=False)
    specialiste = models.ForeignKey(
        Specialiste,
        verbose_name="spécialiste",
        on_delete=models.PROTECT,
        related_name="gardes",
        null=True,
        blank=True,
    )
    exercice = vers(Organisation, "exercice du spécialiste", est_facultatif=True, db_index=False)
    date = models.DateField("date")
    demi_journee = code(DemiJournee, "demi-journée", facultatif=False)
    rang = code(RangGarde, "rang", facultatif=False)
    horodatage_debut = models.DateTimeField("commence le")
    horodatage_fin = models.DateTimeField("finit le")
    est_publiee = models.BooleanField("publiée", default=False)
    est_imposee = models.BooleanField("choisie par le coordinateur", default=False)
    """Planning again leaves it as it is."""
    motifs = models.JSONField("empêchements", default=list, blank=True)
    """Of a hole: [specialist, reason], one for each member of the line."""

    objects = GardeQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "garde"
        verbose_name_plural = "gardes"
        ordering = ["horodatage_debut", "rang", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["planning", "date", "demi_journee", "rang"], name="avis_garde_unique"
            ),
            models.UniqueConstraint(
                fields=["filiere", "date", "demi_journee", "rang"],
                condition=Q(est_publiee=True),
                name="avis_garde_publiee_unique",
                violation_error_message="Cette demi-journée est déjà au planning publié de la filière.",
            ),
            models.UniqueConstraint(
                fields=["specialiste", "date", "demi_journee"],
                condition=Q(est_publiee=True, specialiste__isnull=False),
                name="avis_garde_une_seule",
                violation_error_message="Ce spécialiste est déjà de garde à cette demi-journée.",
            ),
            models.CheckConstraint(
                condition=Q(specialiste=None, exercice=None)
                | Q(specialiste__isnull=False, exercice__isnull=False),
                name="avis_garde_tenue",
            ),
            models.CheckConstraint(
                condition=Q(horodatage_fin__gt=F("horodatage_debut")), name="avis_garde_heures"
            ),
        ]
        indexes = [
            models.Index(
                fields=["filiere", "horodatage_fin"],
                condition=Q(est_publiee=True),
                name="avis_garde_filiere",
            ),
            models.Index(fields=["exercice", "horodatage_debut"], name="avis_garde_exercice"),
            models.Index(fields=["gestionnaire", "horodatage_debut"], name="avis_garde_gestionnaire"),
        ]

    def __str__(self) -> str:
        return f"{self.filiere}, {self.date:%d/%m/%Y}, {self.get_demi_journee_display().lower()}"

    @property
    def creneau(self) -> Creneau:
        return Creneau(self.date, self.demi_journee)


class EchangeGarde(ModeleProtege):
    """A duty that its holder gives, or exchanges against one of a colleague, who says yes or nothing."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "exercice": droits.GARDE_TENIR,
        "exercice_destinataire": droits.GARDE_TENIR,
        "gestionnaire": droits.GARDE_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {
        "exercice": droits.GARDE_TENIR,
        "exercice_destinataire": droits.GARDE_TENIR,
        "gestionnaire": droits.GARDE_GERER,
    }

    garde = models.ForeignKey(Garde, verbose_name="garde", on_delete=models.CASCADE, related_name="echanges")
    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    genre = code(GenreEchange, "échange", facultatif=False)
    demandeur = vers(Specialiste, "demandé par", db_index=False)
    exercice = vers(Organisation, "exercice du demandeur", db_index=False)
    destinataire = vers(Specialiste, "demandé à", est_facultatif=True, db_index=False)
    """Empty: all the colleagues of the line."""
    exercice_destinataire = vers(
        Organisation, "exercice du destinataire", est_facultatif=True, db_index=False
    )
    contre = models.ForeignKey(
        Garde,
        verbose_name="contre la garde",
        on_delete=models.CASCADE,
        related_name="+",
        null=True,
        blank=True,
    )
    statut = code(StatutEchange, "état", facultatif=False, default=StatutEchange.OUVERT)
    repreneur = vers(Specialiste, "reprise par", est_facultatif=True, db_index=False)
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("demandé le", auto_now_add=True)
    horodatage_conclusion = instant("conclu le")

    class Meta:
        verbose_name = "échange de garde"
        verbose_name_plural = "échanges de gardes"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["garde"],
                condition=Q(statut=StatutEchange.OUVERT),
                name="avis_echange_ouvert",
                violation_error_message="Cette garde est déjà proposée à vos confrères.",
            ),
            models.CheckConstraint(
                condition=Q(genre=GenreEchange.CESSION, contre=None)
                | Q(genre=GenreEchange.TROC, contre__isnull=False, destinataire__isnull=False),
                name="avis_echange_genre",
            ),
        ]
        indexes = [
            models.Index(fields=["gestionnaire", "statut"], name="avis_echange_gestion"),
            models.Index(fields=["exercice", "statut"], name="avis_echange_exercice"),
            models.Index(fields=["exercice_destinataire", "statut"], name="avis_echange_destin"),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} : {self.garde}"
