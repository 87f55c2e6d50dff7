"""Who may see a record besides those whose work it is, what its worker objects to, and what was given of it.

Each page shown is a line of the journal (who, when, why): there is no table of reads beside it.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.acces import (
    AvisPorte,
    GenreCopie,
    ModeRemise,
    PortionOpposee,
)
from maillage.metiers.numerisation.models.champs import choix, instant, scelle, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation


class PorteQuerySet(ProtegeQuerySet["Porte"]):
    def ouvertes(self, instant_: dt.datetime) -> PorteQuerySet:
        return self.filter(horodatage__lte=instant_, horodatage_fin__gt=instant_)


class Porte(ModeleProtege):
    """A door broken open: a professional of another centre reads one record for an hour, and says why.

    Its author writes and reads it; the DPO and the doctor of the record's centre read it, the DPO says what he thinks.
    """

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.ACCES_LIRE, "agent": SOI}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.ACCES_EXAMINER, "agent": SOI}

    dossier = models.ForeignKey(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="portes"
    )
    centre = vers(Organisation, "centre du dossier", db_index=False)
    agent = vers(Agent, "ouverte par", db_index=False)
    motif = models.CharField("motif", max_length=300)
    horodatage = models.DateTimeField("ouverte le", default=timezone.now)
    horodatage_fin = models.DateTimeField("refermée le")
    date = models.DateField("jour")
    avis = choix(AvisPorte, "avis du DPO", facultatif=False, default=AvisPorte.A_EXAMINER)
    commentaire = models.CharField("commentaire du DPO", max_length=500, blank=True)
    auteur_avis = vers(Agent, "examinée par", est_facultatif=True, db_index=False)
    horodatage_avis = instant("examinée le")

    objects = PorteQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "accès d’exception"
        verbose_name_plural = "accès d’exception"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(horodatage_fin__gt=F("horodatage")), name="numerisation_porte_duree"
            ),
            models.CheckConstraint(
                condition=Q(avis=AvisPorte.A_EXAMINER)
                | Q(auteur_avis__isnull=False, horodatage_avis__isnull=False),
                name="numerisation_porte_examinee",
            ),
            models.CheckConstraint(
                condition=Q(auteur_avis=None) | ~Q(auteur_avis=F("agent")),
                name="numerisation_porte_tiers",
                violation_error_message="Nul n’examine son propre accès.",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-id"], name="numerisation_porte_centre"),
            models.Index(fields=["agent", "dossier", "horodatage_fin"], name="numerisation_porte_agent"),
        ]

    def __str__(self) -> str:
        return f"Accès d’exception du {timezone.localtime(self.horodatage):%d/%m/%Y à %H h %M}"


class Opposition(ModeleProtege):
    """What a worker objects to (R. 4624-45-6); written down with its day, lifted with its own."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.DOSSIER_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.OPPOSITION_TENIR}

    dossier = models.ForeignKey(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="oppositions"
    )
    centre = vers(Organisation, "centre")
    portion = choix(PortionOpposee, "s’oppose à", facultatif=False)
    date = models.DateField("dite le")
    date_levee = models.DateField("levée le", null=True, blank=True)
    auteur = vers(Agent, "recueillie par", db_index=False)

    class Meta:
        verbose_name = "opposition"
        verbose_name_plural = "oppositions"
        ordering = ["-date", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "portion"],
                condition=Q(date_levee=None),
                name="numerisation_opposition_unique",
                violation_error_message="Cette opposition est déjà enregistrée.",
            ),
            models.CheckConstraint(
                condition=Q(date_levee=None) | Q(date_levee__gte=F("date")),
                name="numerisation_opposition_dates",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_portion_display())


class Copie(ModeleProtege):
    """A copy asked by the worker or his heirs (R. 4624-45-8), or a transfer to the new service (R. 4624-45-7)."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.DOSSIER_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.COPIE_REMETTRE}

    dossier = models.ForeignKey(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="copies"
    )
    centre = vers(Organisation, "centre", db_index=False)
    genre = choix(GenreCopie, "genre", facultatif=False)
    contenu = scelle("destinataire chiffré")
    """Sealed under the key of the record: who receives it, and in what quality."""
    mode = choix(ModeRemise, "remise")
    date_demande = models.DateField("demandée le")
    date_limite = models.DateField("à remettre avant le")
    date_remise = models.DateField("remise le", null=True, blank=True)
    empreinte = models.CharField("empreinte de ce qui est remis", max_length=64, blank=True)
    auteur = vers(Agent, "enregistrée par", db_index=False)

    class Meta:
        verbose_name = "copie remise"
        verbose_name_plural = "copies remises"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_remise=None) | ~Q(mode=""), name="numerisation_copie_remise"
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "-id"], name="numerisation_copie_centre"),
            models.Index(
                fields=["centre", "date_limite"],
                condition=Q(date_remise=None),
                name="numerisation_copie_due",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} du {self.date_demande:%d/%m/%Y}"
