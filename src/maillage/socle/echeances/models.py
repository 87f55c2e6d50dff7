"""What is due, what was reminded, and the timers that act when nobody does."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.droits import ECHEANCES_LIRE, ECHEANCES_TENIR
from maillage.socle.echeances.enums import StatutEcheance, StatutMinuteur
from maillage.socle.echeances.genres import GENRES, GenreEcheance


class Echeance(ModeleProtege):
    """Something an organisation owes by a date, about one object. One line per kind and object."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": ECHEANCES_LIRE, "agent": SOI}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"organisation": ECHEANCES_TENIR}

    genre = models.CharField("genre", max_length=80)
    libelle = models.CharField("objet", max_length=200)
    organisation = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="echeances"
    )
    agent = models.ForeignKey(
        Agent,
        verbose_name="agent chargé",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="echeances",
    )
    objet_type = models.CharField("type d’objet", max_length=80)
    objet_id = models.BigIntegerField("identifiant de l’objet")
    url = models.CharField("adresse", max_length=255, blank=True)
    date_calculee = models.DateField("date calculée")
    date_limite = models.DateField("date limite")
    base_legale = models.CharField("base légale", max_length=200, blank=True)
    statut = models.CharField("statut", max_length=10, choices=StatutEcheance, default=StatutEcheance.A_FAIRE)
    motif = models.CharField("motif", max_length=300, blank=True)
    horodatage_creation = models.DateTimeField("créée le", auto_now_add=True)
    horodatage_cloture = models.DateTimeField("close le", null=True, blank=True)

    class Meta:
        verbose_name = "échéance"
        verbose_name_plural = "échéances"
        ordering = ["date_limite", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["genre", "objet_type", "objet_id"], name="echeances_une_par_genre_et_objet"
            ),
            models.CheckConstraint(
                condition=models.Q(statut=StatutEcheance.A_FAIRE, horodatage_cloture__isnull=True)
                | models.Q(horodatage_cloture__isnull=False) & ~models.Q(statut=StatutEcheance.A_FAIRE),
                name="echeances_cloture_horodatee",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "date_limite", "id"],
                condition=models.Q(statut=StatutEcheance.A_FAIRE),
                name="echeances_a_faire",
            ),
            models.Index(
                fields=["agent", "date_limite"],
                condition=models.Q(statut=StatutEcheance.A_FAIRE, agent__isnull=False),
                name="echeances_a_faire_agent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verbe} : {self.libelle}"

    @property
    def declaration(self) -> GenreEcheance | None:
        """The declared kind, or None when the service that declared it is no longer installed."""
        return GENRES.get(self.genre)

    @property
    def verbe(self) -> str:
        """What to do, in the imperative mood of the list: « Rendre le certificat »."""
        return self.declaration.verbe if self.declaration else "Traiter"

    @property
    def bouton(self) -> str:
        """The command shown on the line."""
        return self.declaration.bouton if self.declaration else "Ouvrir"


class Rappel(ModeleProtege):
    """One line per agent and day: the daily reminder was prepared. It is what makes it unique."""

    perimetres: ClassVar[dict[str, Droit]] = {"agent": SOI}

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    jour = models.DateField("jour")
    nombre = models.PositiveIntegerField("échéances rappelées", default=0)
    horodatage_creation = models.DateTimeField("préparé le", auto_now_add=True)

    class Meta:
        verbose_name = "rappel"
        verbose_name_plural = "rappels"
        ordering = ["jour", "agent_id"]
        constraints = [models.UniqueConstraint(fields=["agent", "jour"], name="echeances_un_rappel_par_jour")]

    def __str__(self) -> str:
        return f"{self.jour} · {self.nombre}"


class Minuteur(models.Model):
    """A timer: at that instant, unless disarmed, the named action runs once, as the technical account.

    Not protected by row: it holds a code, an action and identifiers, never personal data, and only the
    technical account acts on it.
    """

    code = models.CharField("code", max_length=160, unique=True)
    action = models.CharField("action", max_length=80)
    arguments = models.JSONField("arguments", default=dict)
    horodatage_prevu = models.DateTimeField("prévu le")
    statut = models.CharField("statut", max_length=10, choices=StatutMinuteur, default=StatutMinuteur.ARME)
    horodatage_cloture = models.DateTimeField("clos le", null=True, blank=True)

    class Meta:
        verbose_name = "minuteur"
        verbose_name_plural = "minuteurs"
        ordering = ["horodatage_prevu", "id"]

    def __str__(self) -> str:
        return self.code
