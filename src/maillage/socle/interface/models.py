"""What an agent keeps in the interface, his alone (views, drafts, notifications), and what the site says to all."""

from __future__ import annotations

import json
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from maillage.commun.chiffrement import desceller, sceller
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import SOI, Droit


class VueEnregistree(ModeleProtege):
    """Filters and order of a list, kept under a name."""

    perimetres: ClassVar[dict[str, Droit]] = {"agent": SOI}

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    liste = models.CharField("liste", max_length=80)
    nom = models.CharField("nom", max_length=60)
    parametres = models.CharField("critères", max_length=2000, blank=True)

    class Meta:
        verbose_name = "vue enregistrée"
        verbose_name_plural = "vues enregistrées"
        ordering = ["nom", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agent", "liste", "nom"], name="interface_vue_nom_unique"),
        ]

    def __str__(self) -> str:
        return self.nom


class Brouillon(ModeleProtege):
    """What was typed in a form and not yet sent; sealed, since it may name people."""

    perimetres: ClassVar[dict[str, Droit]] = {"agent": SOI}

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    formulaire = models.CharField("formulaire", max_length=120)
    contenu = models.TextField("contenu chiffré")
    horodatage_modification = models.DateTimeField("enregistré le", auto_now=True)

    class Meta:
        verbose_name = "brouillon"
        verbose_name_plural = "brouillons"
        ordering = ["-horodatage_modification", "id"]
        constraints = [
            models.UniqueConstraint(fields=["agent", "formulaire"], name="interface_brouillon_unique"),
        ]

    def __str__(self) -> str:
        return self.formulaire

    @property
    def saisie(self) -> dict[str, list[str]]:
        """Field → values, as they were typed. Raises TexteIllisible when the master key has changed."""
        lue: dict[str, list[str]] = json.loads(
            desceller(self.contenu, cles=[settings.MAILLAGE_CLE_MAITRESSE], usage="brouillon")
        )
        return lue

    @saisie.setter
    def saisie(self, valeurs: dict[str, list[str]]) -> None:
        self.contenu = sceller(json.dumps(valeurs), cles=[settings.MAILLAGE_CLE_MAITRESSE], usage="brouillon")


class Notification(ModeleProtege):
    """A line under the bell. It never holds personal data: it says what happened, and leads to the record."""

    perimetres: ClassVar[dict[str, Droit]] = {"agent": SOI}

    agent = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    texte = models.CharField("texte", max_length=300)
    url = models.CharField("adresse", max_length=500, blank=True)
    horodatage = models.DateTimeField("reçue le", auto_now_add=True)
    horodatage_lecture = models.DateTimeField("lue le", null=True, blank=True)

    class Meta:
        verbose_name = "notification"
        verbose_name_plural = "notifications"
        ordering = ["-horodatage", "-id"]
        indexes = [
            models.Index(fields=["agent", "-horodatage", "-id"], name="interface_notification_liste"),
            models.Index(
                fields=["agent"], condition=Q(horodatage_lecture=None), name="interface_notification_nonlue"
            ),
        ]

    def __str__(self) -> str:
        return self.texte


class Annonce(models.Model):
    """A message shown on the sign-in and home pages between two days, to everybody or to one service.

    Public by nature: PostgreSQL lets everybody read it, and write it only who may publish.
    """

    texte = models.TextField("message", max_length=1000)
    date_debut = models.DateField("à partir du")
    date_fin = models.DateField("jusqu’au (inclus)")
    service = models.CharField("service", max_length=80, blank=True, help_text="Vide : tout le monde.")
    est_importante = models.BooleanField("importante", default=False)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="auteur", on_delete=models.PROTECT, related_name="+"
    )
    horodatage = models.DateTimeField("écrit le", auto_now_add=True)

    class Meta:
        verbose_name = "message"
        verbose_name_plural = "messages"
        ordering = ["-date_debut", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_fin__gte=models.F("date_debut")),
                name="interface_annonce_dates",
                violation_error_message="La fin précède le début.",
            ),
        ]

    def __str__(self) -> str:
        return self.texte[:60]


class DocumentSite(models.Model):
    """A version of a document of the footer, as a text or a PDF. Never changed: the latest is shown, all are kept."""

    class Code(models.TextChoices):
        """Documents that the footer names."""

        ACCESSIBILITE = "accessibilite", "Accessibilité"
        MENTIONS = "mentions-legales", "Mentions légales"
        DONNEES = "donnees-personnelles", "Données personnelles"
        COOKIES = "cookies", "Cookies"
        QUESTIONS = "questions-frequentes", "Questions fréquentes"
        GUIDE = "guide", "Guide d’utilisation"

    code = models.CharField("document", max_length=40, choices=Code)
    version = models.PositiveSmallIntegerField("version")
    texte = models.TextField("texte", blank=True)
    sha256 = models.CharField("empreinte du PDF", max_length=64, blank=True)
    motif = models.CharField("ce qui change", max_length=500, blank=True)
    auteur = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="publié par", on_delete=models.PROTECT, related_name="+"
    )
    horodatage = models.DateTimeField("publié le", auto_now_add=True)

    class Meta:
        verbose_name = "document du site"
        verbose_name_plural = "documents du site"
        ordering = ["code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="interface_document_version"),
            models.CheckConstraint(
                condition=Q(texte="") & ~Q(sha256="") | ~Q(texte="") & Q(sha256=""),
                name="interface_document_forme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_code_display()}, version {self.version}"
