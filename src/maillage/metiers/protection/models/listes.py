"""The departmental list (art. L. 471-2 CASF), version after version: what each professional is authorised to hold."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.protection import droits
from maillage.metiers.protection.enums import Nature
from maillage.metiers.protection.models.annuaire import Mandataire, codes, vers
from maillage.metiers.protection.regles import capacite
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation, Territoire


class ArreteListe(ModeleProtege):
    """A decision of the prefect that sets or changes the list of a département."""

    perimetres: ClassVar[dict[str, Droit]] = {"autorite": droits.LISTE_TENIR}
    lecture_partout: ClassVar[Droit | None] = droits.ANNUAIRE_LIRE

    autorite = vers(Organisation, "direction")
    departement = vers(Territoire, "département")
    numero = models.CharField("numéro de l’arrêté", max_length=60)
    date_arrete = models.DateField("signé le")
    date_effet = models.DateField("à compter du")

    class Meta:
        verbose_name = "arrêté"
        verbose_name_plural = "arrêtés"
        ordering = ["-date_effet", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["departement", "numero"], name="protection_arrete_unique"),
        ]

    def __str__(self) -> str:
        return f"Arrêté n° {self.numero} du {self.date_arrete:%d/%m/%Y}"


class InscriptionQuerySet(ProtegeQuerySet["Inscription"]):
    def au(self, jour: dt.date) -> InscriptionQuerySet:
        """The list as it was on that day."""
        return self.filter(Q(date_fin=None) | Q(date_fin__gte=jour), date_debut__lte=jour)

    def ouvertes(self) -> InscriptionQuerySet:
        return self.filter(date_fin=None)


class Inscription(ModeleProtege):
    """One line of a list: this professional, in this département, up to so many. A change closes it and opens another.

    What the professional wishes is beside what he is authorised: the smaller is his capacity. This row is the one to
    lock before giving a place.
    """

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": droits.PROFIL_TENIR}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {
        "organisation": droits.PROFIL_TENIR,
        "autorite": droits.LISTE_TENIR,
    }
    lecture_partout: ClassVar[Droit | None] = droits.ANNUAIRE_LIRE

    organisation = vers(Organisation, "organisation")
    mandataire = vers(Mandataire, "mandataire", related_name="inscriptions")
    autorite = vers(Organisation, "direction")
    departement = vers(Territoire, "département")
    arrete = vers(ArreteListe, "arrêté", related_name="inscriptions")
    arrete_fin = vers(ArreteListe, "arrêté qui y met fin", est_facultatif=True)
    natures = codes(Nature, "mesures autorisées")
    est_financeur = models.BooleanField("département financeur", default=False)
    nombre_autorise = models.PositiveIntegerField("mesures autorisées", null=True, blank=True)
    points_autorises = models.DecimalField(
        "points autorisés", max_digits=9, decimal_places=2, null=True, blank=True
    )
    nombre_souhaite = models.PositiveIntegerField("mesures souhaitées", null=True, blank=True)
    date_debut = models.DateField("du")
    date_fin = models.DateField("au", null=True, blank=True)

    objects = InscriptionQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "inscription"
        verbose_name_plural = "inscriptions"
        ordering = ["departement_id", "mandataire_id", "date_debut"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandataire", "departement"],
                condition=Q(date_fin=None),
                name="protection_inscription_unique",
            ),
            models.CheckConstraint(
                condition=Q(date_fin=None) | Q(date_fin__gte=F("date_debut")),
                name="protection_inscription_dates",
            ),
        ]
        indexes = [models.Index(fields=["departement", "date_fin"], name="inscription_departement")]

    def __str__(self) -> str:
        return f"{self.mandataire} · {self.departement}"

    @property
    def nombre_max(self) -> int | None:
        return capacite(self.nombre_autorise, self.nombre_souhaite)
