"""A worker's paper record, whose it is, and what happened to it.

Who the worker is stands apart, sealed under the key of the record: the provider and quality control read `Dossier`
and `EvenementDossier`, and the wall gives them nothing of `IdentiteDossier`.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, GenreEtiquette, TypeEvenement
from maillage.metiers.numerisation.models.boites import Boite
from maillage.metiers.numerisation.models.campagnes import Campagne
from maillage.metiers.numerisation.models.champs import (
    AVANCEE,
    SUIVIE,
    choix,
    instant,
    jour,
    nombre,
    scelle,
    vers,
)
from maillage.metiers.numerisation.regles.etats import SituationDossier
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.models import Cle, ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class Dossier(ModeleProtege):
    """A record. Its state is the last event's; nothing here says whose it is."""

    perimetres: ClassVar[dict[str, Droit]] = SUIVIE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = AVANCEE

    centre = vers(Organisation, "centre", db_index=False)
    campagne = vers(Campagne, "campagne", related_name="dossiers")
    prestataire = vers(Organisation, "prestataire", est_facultatif=True, db_index=False)
    """Who scans it, once it was handed over."""
    cle = models.OneToOneField(Cle, verbose_name="clé", on_delete=models.PROTECT, related_name="+")
    numero = models.PositiveIntegerField("numéro dans le centre")
    code = models.CharField("étiquette", max_length=30, unique=True)
    """What its DataMatrix holds: `MAI1|DOS|…`."""
    reference = models.CharField("numéro dans le logiciel métier", max_length=40, blank=True)
    epaisseur = choix(EpaisseurDossier, "épaisseur", facultatif=False, default=EpaisseurDossier.MOYEN)
    rayonnage = models.CharField("rangement", max_length=40, blank=True)
    boite = vers(Boite, "boîte", est_facultatif=True, related_name="dossiers")
    etat = choix(EtatDossier, "état", facultatif=False, default=EtatDossier.INVENTORIE)
    est_retenu = models.BooleanField("retenu", default=False)
    date_fin_retenue = jour("retenu jusqu’au")
    """When somebody looks at the hold again; the record stays held until a person lifts it."""
    incidents_ouverts = nombre("incidents ouverts")
    pieces_a_rendre = nombre("pièces hors champ à rendre")
    version = nombre("rang du dernier événement")
    """Grows with each event: what was prepared for an older one is not applied."""
    horodatage_etat = instant("dans cet état depuis", facultatif=False)
    date_limite = jour("à conserver jusqu’au")
    """None: kept; a day could not be computed, or nobody said when the last visit was."""
    est_suspendu = models.BooleanField("fin de conservation suspendue", default=False)
    est_limite_a_confirmer = models.BooleanField("durée à confirmer", default=False)
    horodatage_effacement = models.DateTimeField("effacé le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "dossier papier"
        verbose_name_plural = "dossiers papier"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["centre", "numero"], name="numerisation_dossier_numero"),
            models.UniqueConstraint(
                fields=["centre", "reference"],
                condition=~Q(reference=""),
                name="numerisation_dossier_reference",
                violation_error_message="Un dossier de ce centre porte déjà ce numéro.",
            ),
        ]
        indexes = [
            models.Index(fields=["centre", "etat", "-id"], name="numerisation_dossier_centre"),
            models.Index(fields=["centre", "-id"], name="numerisation_dossier_liste"),
            models.Index(fields=["prestataire", "etat", "-id"], name="numerisation_dossier_prest"),
            models.Index(fields=["reference"], name="numerisation_dossier_ref"),
        ]

    def __str__(self) -> str:
        return f"Dossier {self.etiquette.lisible.removeprefix('DOS ')}"

    @property
    def etiquette(self) -> Etiquette:
        return Etiquette(GenreEtiquette.DOSSIER, self.code.split("|")[2], self.numero)

    @property
    def situation(self) -> SituationDossier:
        return SituationDossier(
            EtatDossier(self.etat),
            self.est_retenu,
            self.incidents_ouverts,
            est_efface=self.horodatage_effacement is not None,
        )


class IdentiteDossier(ModeleProtege):
    """Whose record it is, and what fixes its shelf life: visits, exposures. Sealed."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.IDENTITE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.INVENTAIRE_TENIR}

    dossier = models.OneToOneField(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="identite"
    )
    centre = vers(Organisation, "centre", db_index=False)
    contenu = scelle("identité chiffrée")
    repere = models.CharField("repère", max_length=20, blank=True)
    """Initials and year of birth, for the lists of the centre; emptied with the key."""
    marque_nom = models.CharField(max_length=64, blank=True, editable=False)
    """Finds a record by the name of the worker, and nothing else; emptied with the key."""
    marque_salarie = models.CharField(max_length=64, blank=True, editable=False)
    """Tells that two records are of the same worker; emptied with the key."""

    class Meta:
        verbose_name = "identité d’un dossier"
        verbose_name_plural = "identités des dossiers"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["centre", "marque_nom"], name="numerisation_identite_nom"),
            models.Index(fields=["centre", "marque_salarie"], name="numerisation_identite_salarie"),
        ]

    def __str__(self) -> str:
        return f"Identité du dossier {self.dossier_id}"


class EvenementDossier(ModeleProtege):
    """What happened: who, when, from, to, why. PostgreSQL refuses to change or delete a line."""

    perimetres: ClassVar[dict[str, Droit]] = SUIVIE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = AVANCEE

    dossier = models.ForeignKey(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="evenements", db_index=False
    )
    centre = vers(Organisation, "centre", db_index=False)
    prestataire = vers(Organisation, "prestataire", est_facultatif=True, db_index=False)
    type = choix(TypeEvenement, "événement", facultatif=False)
    avant = choix(EtatDossier, "état avant")
    apres = choix(EtatDossier, "état après", facultatif=False)
    version = models.PositiveIntegerField("rang")
    auteur = vers(Agent, "auteur", db_index=False)
    motif = models.CharField("motif", max_length=200, blank=True)
    horodatage = models.DateTimeField("horodatage", default=timezone.now)

    class Meta:
        verbose_name = "événement d’un dossier"
        verbose_name_plural = "événements des dossiers"
        ordering = ["dossier_id", "version"]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "version"], name="numerisation_evenement_unique"),
        ]
        indexes = [
            models.Index(fields=["centre", "type", "horodatage"], name="numerisation_evt_centre"),
            models.Index(fields=["prestataire", "type", "horodatage"], name="numerisation_evt_prest"),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} le {timezone.localtime(self.horodatage):%d/%m/%Y à %H h %M}"
