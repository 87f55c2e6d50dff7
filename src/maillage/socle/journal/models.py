"""The journal: a table that only grows. Triggers write what changed; `traces` writes what was read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from maillage.socle.annuaire.models import Agent, Organisation


class Nature(models.TextChoices):
    CREATION = "creation", "création"
    MODIFICATION = "modification", "modification"
    SUPPRESSION = "suppression", "suppression"
    LECTURE = "lecture", "consultation"
    CONNEXION = "connexion", "connexion"
    EXPORT = "export", "export"
    EFFACEMENT = "effacement", "effacement en fin de conservation"


class Evenement(models.Model):
    """Who did what to which row, when and why. Readable by whoever supervises the organisation, and by its author.

    `avant` and `apres` hold the whole row for a creation or a suppression, only the changed columns for a
    modification. There is no foreign key: the journal outlives what it tells of.
    """

    nature = models.CharField("nature", max_length=20, choices=Nature)
    objet_type = models.CharField("table", max_length=80)
    objet_id = models.BigIntegerField("identifiant")
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    agent = models.ForeignKey(
        Agent, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    horodatage = models.DateTimeField("le")
    motif = models.CharField("motif", max_length=500, blank=True)
    requete = models.CharField("requête", max_length=64, blank=True)
    avant = models.JSONField("avant", null=True)
    apres = models.JSONField("après", null=True)

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"
        ordering = ["-horodatage", "-id"]
        indexes = [
            models.Index(fields=["objet_type", "objet_id", "id"], name="journal_objet"),
            models.Index(
                fields=["agent", "horodatage"], name="journal_lectures", condition=Q(nature=Nature.LECTURE)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nature} {self.objet_type} {self.objet_id}"


class Bloc(models.Model):
    """A sealed interval of the journal, `depuis` ≤ transaction < `jusqua`; see scellement.py."""

    numero = models.BigIntegerField("numéro", primary_key=True)
    epoque = models.SmallIntegerField("époque")
    depuis = models.BigIntegerField("depuis la transaction (incluse)")
    jusqua = models.BigIntegerField("jusqu’à la transaction (exclue)")
    nombre = models.PositiveIntegerField("nombre d’événements")
    racine = models.CharField("racine de Merkle", max_length=64)
    precedent = models.CharField("empreinte du bloc précédent", max_length=64, unique=True)
    empreinte = models.CharField("empreinte", max_length=64, unique=True)
    horodatage = models.DateTimeField("scellé le")

    class Meta:
        verbose_name = "bloc"
        verbose_name_plural = "blocs"
        ordering = ["numero"]

    def __str__(self) -> str:
        return f"Bloc {self.numero}"


class Effacement(models.Model):
    """An event whose content was erased at the end of retention: the hash it was sealed with, and the erasing event."""

    evenement_id = models.BigIntegerField("événement", primary_key=True)
    feuille = models.BinaryField("empreinte scellée")
    lot_id = models.BigIntegerField("événement d’effacement", db_index=True)

    class Meta:
        verbose_name = "effacement"
        verbose_name_plural = "effacements"

    def __str__(self) -> str:
        return f"Effacement de l’événement {self.evenement_id}"
