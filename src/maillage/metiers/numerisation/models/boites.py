"""Boxes, shipments, and who held them when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone

from maillage.metiers.numerisation.enums.boites import GenreMouvement, StatutBoite, StatutExpedition
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.models.champs import (
    REMISE,
    TRANSPORTEE,
    choix,
    instant,
    jour,
    nombre,
    vers,
)
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class Expedition(ModeleProtege):
    """Boxes that leave together: a delivery note, a handover when they leave, another when they arrive."""

    perimetres: ClassVar[dict[str, Droit]] = TRANSPORTEE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = REMISE

    centre = vers(Organisation, "centre", db_index=False)
    prestataire = vers(Organisation, "prestataire", db_index=False)
    numero = models.PositiveIntegerField("numéro dans le centre")
    code = models.CharField("étiquette", max_length=30, unique=True)
    statut = choix(StatutExpedition, "état", facultatif=False, default=StatutExpedition.PREPAREE)
    date_prevue = jour("enlèvement prévu le", facultatif=False)
    transporteur = models.CharField("transporteur", max_length=120, blank=True)
    remis_a = models.CharField("remise à", max_length=120, blank=True)
    """Who signed for the carrier, as written on the delivery note."""
    auteur_depart = vers(Agent, "remise par", est_facultatif=True, db_index=False)
    horodatage_depart = instant("partie le")
    auteur_arrivee = vers(Agent, "reçue par", est_facultatif=True, db_index=False)
    horodatage_arrivee = instant("arrivée le")
    boites_remises = nombre("boîtes remises")
    dossiers_remis = nombre("dossiers remis")
    boites_recues = nombre("boîtes reçues")
    dossiers_recus = nombre("dossiers reçus")
    date_limite_livraison = jour("à livrer avant le")
    """Days of the contract after the first box arrived; None before, or without a contract that says it."""
    date_livraison = jour("livrée le")
    """Once every record received of it was delivered, in one lot or several."""

    class Meta:
        verbose_name = "expédition"
        verbose_name_plural = "expéditions"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "numero"], name="numerisation_expedition_numero"),
        ]
        indexes = [
            models.Index(fields=["centre", "statut", "-id"], name="numerisation_exp_centre"),
            models.Index(fields=["prestataire", "statut", "-id"], name="numerisation_exp_prest"),
        ]

    def __str__(self) -> str:
        return f"Expédition {self.etiquette.lisible.removeprefix('EXP ')}"

    @property
    def etiquette(self) -> Etiquette:
        return Etiquette(GenreEtiquette.EXPEDITION, self.code.split("|")[2], self.numero)


class Boite(ModeleProtege):
    """A labelled box of records."""

    perimetres: ClassVar[dict[str, Droit]] = TRANSPORTEE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = REMISE

    centre = vers(Organisation, "centre", db_index=False)
    prestataire = vers(Organisation, "prestataire", est_facultatif=True, db_index=False)
    numero = models.PositiveIntegerField("numéro dans le centre")
    code = models.CharField("étiquette", max_length=30, unique=True)
    statut = choix(StatutBoite, "état", facultatif=False, default=StatutBoite.OUVERTE)
    expedition = vers(Expedition, "expédition", est_facultatif=True, related_name="boites")
    numero_scelle = models.CharField("numéro du scellé", max_length=40, blank=True)
    horodatage_creation = models.DateTimeField("ouverte le", default=timezone.now)
    horodatage_fermeture = instant("fermée le")

    class Meta:
        verbose_name = "boîte"
        verbose_name_plural = "boîtes"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "numero"], name="numerisation_boite_numero"),
        ]
        indexes = [
            models.Index(fields=["centre", "statut", "-id"], name="numerisation_boite_centre"),
            models.Index(fields=["prestataire", "statut", "-id"], name="numerisation_boite_prest"),
        ]

    def __str__(self) -> str:
        return f"Boîte {self.etiquette.lisible.removeprefix('BOI ')}"

    @property
    def etiquette(self) -> Etiquette:
        return Etiquette(GenreEtiquette.BOITE, self.code.split("|")[2], self.numero)


class Mouvement(ModeleProtege):
    """A box changes hands: who gave it, who holds it, its seal, how many records. Never changed nor deleted."""

    perimetres: ClassVar[dict[str, Droit]] = TRANSPORTEE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = REMISE

    boite = models.ForeignKey(
        Boite, verbose_name="boîte", on_delete=models.PROTECT, related_name="mouvements"
    )
    expedition = vers(Expedition, "expédition", related_name="mouvements")
    centre = vers(Organisation, "centre", db_index=False)
    prestataire = vers(Organisation, "prestataire", db_index=False)
    genre = choix(GenreMouvement, "mouvement", facultatif=False)
    numero_scelle = models.CharField("numéro du scellé", max_length=40, blank=True)
    est_scelle_intact = models.BooleanField("scellé intact", default=True)
    dossiers = nombre("dossiers")
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("horodatage", default=timezone.now)

    class Meta:
        verbose_name = "mouvement d’une boîte"
        verbose_name_plural = "mouvements des boîtes"
        ordering = ["boite_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["boite", "expedition", "genre"], name="numerisation_mouvement_unique"
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "horodatage"], name="numerisation_mvt_centre"),
            models.Index(fields=["prestataire", "horodatage"], name="numerisation_mvt_prest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} le {timezone.localtime(self.horodatage):%d/%m/%Y à %H h %M}"
