"""Professionals: who they are, what they may take, where and how fast. Every agent of the service reads them."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection import droits
from maillage.metiers.protection.enums import (
    Fraicheur,
    Langue,
    MotifAbsence,
    MotifSuspension,
    Nature,
    Rythme,
    Specialite,
    TypeMandataire,
)
from maillage.metiers.protection.regles import fraicheur
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Commune, Organisation, Personne


def codes(choix: type[models.TextChoices], libelle: str) -> ArrayField[Any, Any]:
    """A list of codes of one enumeration."""
    return ArrayField(
        models.CharField(max_length=40, choices=choix), verbose_name=libelle, default=list, blank=True
    )


def code(choix: type[models.TextChoices], libelle: str, *, facultatif: bool = True, **options: Any) -> Any:
    return models.CharField(libelle, max_length=40, choices=choix, blank=facultatif, **options)


def vers(modele: Any, libelle: str, *, est_facultatif: bool = False, **options: Any) -> Any:
    """A foreign key without a way back, kept when its target would go."""
    parametres: dict[str, Any] = {"on_delete": models.PROTECT, "related_name": "+", **options}
    if est_facultatif:
        parametres |= {"null": True, "blank": True}
    return models.ForeignKey(modele, verbose_name=libelle, **parametres)


class FicheAnnuaire(ModeleProtege):
    """A row of the directory: read by every agent of the service, written by the professional."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": droits.PROFIL_TENIR}
    lecture_partout: ClassVar[Droit | None] = droits.ANNUAIRE_LIRE

    class Meta:
        abstract = True


OCCUPEES = """
(SELECT coalesce(sum(c.en_cours + c.en_attente), 0)::integer FROM protection_cumul_charge c
 WHERE c.organisation_id = protection_mandataire.organisation_id AND (%s::text IS NULL OR c.departement = %s::text))
"""
CAPACITE = """
(SELECT sum(least(i.nombre_autorise, i.nombre_souhaite))::integer FROM protection_inscription i
 WHERE i.mandataire_id = protection_mandataire.id AND i.date_fin IS NULL
   AND (%s::bigint IS NULL OR i.departement_id = %s::bigint))
"""


class MandataireQuerySet(ProtegeQuerySet["Mandataire"]):
    def avec_places(self, departement: int | None = None) -> MandataireQuerySet:
        """With `capacite`, `occupees` and `places` in one département, or the sum of all."""
        entier = models.IntegerField()
        return self.annotate(
            capacite=RawSQL(CAPACITE, [departement] * 2, output_field=entier),  # noqa: S611 (our own SQL)
            occupees=RawSQL(OCCUPEES, [departement] * 2, output_field=entier),  # noqa: S611
        ).annotate(places=F("capacite") - F("occupees"))

    def inscrits(self, departement: int) -> MandataireQuerySet:
        """On the list of this département today."""
        return self.filter(inscriptions__departement=departement, inscriptions__date_fin=None)

    def rechercher(self, texte: str) -> MandataireQuerySet:
        """By name or commune, in any order; accents and case are ignored."""
        requete = self
        for mot in cle_recherche(texte).split():
            requete = requete.filter(organisation__cle_recherche__contains=mot)
        return requete


class Mandataire(ModeleProtege):
    """A professional of the departmental lists; his name, address and SIRET are those of his organisation."""

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": droits.PROFIL_TENIR}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {
        "organisation": droits.PROFIL_TENIR,
        "autorite": droits.LISTE_TENIR,
    }
    lecture_partout: ClassVar[Droit | None] = droits.ANNUAIRE_LIRE

    organisation = models.OneToOneField(
        Organisation, verbose_name="organisation", on_delete=models.PROTECT, related_name="mandataire"
    )
    autorite = vers(Organisation, "direction de rattachement")
    type = code(TypeMandataire, "type", facultatif=False)
    personne = vers(Personne, "personne", est_facultatif=True)
    natures = codes(Nature, "mesures acceptées")
    langues = codes(Langue, "langues")
    est_langue_signes = models.BooleanField("langue des signes", default=False)
    specialites = codes(Specialite, "spécialités")
    rythme = code(Rythme, "rythme", facultatif=False, default=Rythme.PLEIN)
    date_rythme_fin = models.DateField("jusqu’au", null=True, blank=True)
    entrees_par_mois = models.PositiveSmallIntegerField("nouvelles mesures par mois", null=True, blank=True)
    est_suspendu = models.BooleanField("ne prend plus de mesure", default=False)
    motif_suspension = code(MotifSuspension, "motif")
    horodatage_confirmation = models.DateTimeField("données confirmées le", null=True, blank=True)

    objects = MandataireQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "mandataire"
        verbose_name_plural = "mandataires"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(est_suspendu=False) | ~Q(motif_suspension=""),
                name="protection_mandataire_suspension",
                violation_error_message="Dites pourquoi vous ne prenez plus de mesure.",
            ),
        ]
        indexes = [
            models.Index(fields=["type", "id"], name="mandataire_type"),
            models.Index(fields=["horodatage_confirmation", "id"], name="mandataire_fraicheur"),
        ]

    def __str__(self) -> str:
        return self.organisation.nom

    def fraicheur(self, aujourd_hui: dt.date) -> Fraicheur:
        confirme = self.horodatage_confirmation
        return fraicheur(timezone.localdate(confirme) if confirme else None, aujourd_hui)


class Confirmation(FicheAnnuaire):
    """The professional said that everything shown of him is right. Kept one after the other."""

    organisation = vers(Organisation, "organisation")
    mandataire = vers(Mandataire, "mandataire", related_name="confirmations")
    auteur = vers(Agent, "auteur")
    horodatage = models.DateTimeField("le", auto_now_add=True)

    class Meta:
        verbose_name = "confirmation"
        verbose_name_plural = "confirmations"
        ordering = ["-horodatage", "-id"]

    def __str__(self) -> str:
        return f"Confirmation du {timezone.localtime(self.horodatage):%d/%m/%Y}"


class RappelFraicheur(ModeleProtege):
    """The professional was told that his data are getting old: once a threshold, for one confirmation."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "organisation": droits.PROFIL_TENIR,
        "autorite": droits.ENQUETE_SUIVRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"organisation": droits.PROFIL_TENIR}

    organisation = vers(Organisation, "organisation")
    autorite = vers(Organisation, "direction")
    mandataire = vers(Mandataire, "mandataire", related_name="rappels")
    palier = models.PositiveSmallIntegerField("jours sans confirmation")
    horodatage_confirmation = models.DateTimeField("dernière confirmation", null=True, blank=True)
    horodatage = models.DateTimeField("envoyé le")
    destinataires = models.PositiveSmallIntegerField("personnes prévenues", default=0)

    class Meta:
        verbose_name = "rappel de confirmation"
        verbose_name_plural = "rappels de confirmation"
        ordering = ["-horodatage", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandataire", "palier", "horodatage_confirmation"],
                name="protection_rappel_unique",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"Rappel à {self.palier} jours"


class Antenne(FicheAnnuaire):
    """A place of a service, with what it may take of the service's capacity."""

    organisation = vers(Organisation, "service")
    mandataire = vers(Mandataire, "service mandataire", related_name="antennes")
    nom = models.CharField("nom", max_length=120)
    adresse = models.CharField("adresse", max_length=255, blank=True)
    commune = vers(Commune, "commune", est_facultatif=True)
    nombre_max = models.PositiveIntegerField("mesures au plus", null=True, blank=True)
    est_active = models.BooleanField("ouverte", default=True)

    class Meta:
        verbose_name = "antenne"
        verbose_name_plural = "antennes"
        ordering = ["nom", "id"]
        constraints = [
            models.UniqueConstraint(fields=["organisation", "nom"], name="protection_antenne_unique")
        ]

    def __str__(self) -> str:
        return self.nom


class Rattachement(FicheAnnuaire):
    """A préposé works for this establishment, from a day to another (art. L. 472-5 CASF)."""

    organisation = vers(Organisation, "préposé")
    mandataire = vers(Mandataire, "mandataire", related_name="rattachements")
    etablissement = vers(Organisation, "établissement")
    date_debut = models.DateField("du")
    date_fin = models.DateField("au", null=True, blank=True)

    class Meta:
        verbose_name = "établissement de rattachement"
        verbose_name_plural = "établissements de rattachement"
        ordering = ["date_debut", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mandataire", "etablissement", "date_debut"], name="protection_rattachement_unique"
            ),
        ]

    def __str__(self) -> str:
        return str(self.etablissement)


class Zone(FicheAnnuaire):
    """A court or a commune where the professional wishes to be called; he may still be called elsewhere."""

    organisation = vers(Organisation, "organisation")
    mandataire = vers(Mandataire, "mandataire", related_name="zones")
    tribunal = vers(Organisation, "tribunal", est_facultatif=True)
    commune = vers(Commune, "commune", est_facultatif=True)

    class Meta:
        verbose_name = "lieu d’intervention"
        verbose_name_plural = "lieux d’intervention"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tribunal__isnull=False, commune__isnull=True)
                | Q(tribunal__isnull=True, commune__isnull=False),
                name="protection_zone_un_lieu",
            ),
            models.UniqueConstraint(
                fields=["mandataire", "tribunal", "commune"],
                name="protection_zone_unique",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return str(self.tribunal or self.commune)


class Absence(FicheAnnuaire):
    """Days when the professional takes nothing new."""

    organisation = vers(Organisation, "organisation")
    mandataire = vers(Mandataire, "mandataire", related_name="absences")
    date_debut = models.DateField("du")
    date_fin = models.DateField("au")
    motif = code(MotifAbsence, "motif", facultatif=False)

    class Meta:
        verbose_name = "absence"
        verbose_name_plural = "absences"
        ordering = ["date_debut", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")),
                name="protection_absence_dates",
                violation_error_message="Le retour précède le départ.",
            ),
        ]

    def __str__(self) -> str:
        return f"Absence du {self.date_debut:%d/%m/%Y} au {self.date_fin:%d/%m/%Y}"
