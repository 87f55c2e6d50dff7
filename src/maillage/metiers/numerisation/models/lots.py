"""What a provider delivers: a lot, its manifest, one file a record. Nothing here names anybody."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.numerisation.droits import (
    CONTROLE_TENIR,
    LOT_LIRE,
    LOT_LIVRER,
    PAGE_ADMINISTRATIVE_LIRE,
)
from maillage.metiers.numerisation.enums.dossiers import EtatLot, TypeEvenementLot
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models.campagnes import Convention
from maillage.metiers.numerisation.models.champs import choix, instant, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

LUE: dict[str, Droit] = {"service": LOT_LIRE, "prestataire": LOT_LIRE}
ECRITE: dict[str, Droit] = {"service": CONTROLE_TENIR, "prestataire": LOT_LIVRER}


class DuLot(ModeleProtege):
    """What a lot holds: the service reads it, and the provider of that lot."""

    perimetres: ClassVar[dict[str, Droit]] = LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    service = vers(Organisation, "service", db_index=False)
    prestataire = vers(Organisation, "prestataire", db_index=False)

    class Meta:
        abstract = True


class Lot(DuLot):
    """A delivery announced by its manifest. Its state is its last event's."""

    numero = models.CharField("numéro du prestataire", max_length=60)
    convention = vers(Convention, "convention", db_index=False)
    etat = choix(EtatLot, "état", facultatif=False, default=EtatLot.ANNONCE)
    livraison = models.PositiveSmallIntegerField("livraison", default=1)
    """Grows when the lot is delivered again; what was said of the first one stays."""
    nombre_fichiers = models.PositiveIntegerField("dossiers", default=0)
    nombre_pages = models.PositiveIntegerField("pages", default=0)
    date_numerisation = models.DateField("date du manifeste")
    horodatage = models.DateTimeField("livré le", default=timezone.now)
    horodatage_reception = instant("reçu le")
    horodatage_verdict = instant("contrôlé le")
    horodatage_integration = instant("consultable depuis le")
    cout_centimes = models.PositiveBigIntegerField("coût (centimes hors taxe)", null=True, blank=True)
    """Written when it is accepted, at the price of its agreement that day."""

    class Meta:
        verbose_name = "lot"
        verbose_name_plural = "lots"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["prestataire", "numero"], name="numerisation_lot_unique")
        ]
        indexes = [
            models.Index(fields=["service", "etat", "-id"], name="num_lot_service"),
            models.Index(fields=["prestataire", "-id"], name="num_lot_prestataire"),
        ]

    def __str__(self) -> str:
        return f"Lot {self.numero}"


class EvenementLot(DuLot):
    """Append-only: what happened to the lot, when, by whom, and the state in which it left it."""

    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="evenements")
    type = choix(TypeEvenementLot, "événement", facultatif=False)
    etat = choix(EtatLot, "état", facultatif=False)
    livraison = models.PositiveSmallIntegerField("livraison", default=1)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("le", default=timezone.now)
    precision = models.CharField("précision", max_length=400, blank=True)

    class Meta:
        verbose_name = "événement d’un lot"
        verbose_name_plural = "événements des lots"
        ordering = ["horodatage", "id"]

    def __str__(self) -> str:
        return f"{self.get_type_display()} du lot {self.lot_id}"


class Manifeste(DuLot):
    """What was announced with one delivery, and all that was refused of it; the file itself is kept by its hash."""

    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="manifestes")
    livraison = models.PositiveSmallIntegerField("livraison")
    sha256 = models.CharField("empreinte du manifeste", max_length=64)
    est_accepte = models.BooleanField("accepté")
    refus = models.JSONField("refus", default=list, blank=True)
    """[file, field, sentence]; empty when everything was right."""
    auteur = vers(Agent, "livré par", db_index=False)
    horodatage = models.DateTimeField("le", default=timezone.now)

    class Meta:
        verbose_name = "manifeste"
        verbose_name_plural = "manifestes"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Manifeste du lot {self.lot_id}, livraison {self.livraison}"


class Fichier(DuLot):
    """One delivered record: the provider's file and its PDF/A, stored sealed under the record's key."""

    perimetres: ClassVar[dict[str, Droit]] = {**LUE, "centre": PAGE_ADMINISTRATIVE_LIRE}

    centre = vers(Organisation, "centre", db_index=False)
    lot = models.ForeignKey(Lot, verbose_name="lot", on_delete=models.PROTECT, related_name="fichiers")
    dossier = models.ForeignKey(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="fichiers"
    )
    livraison = models.PositiveSmallIntegerField("livraison", default=1)
    nom = models.CharField("fichier", max_length=130)
    etat = choix(EtatFichier, "état", facultatif=False, default=EtatFichier.A_LIRE)
    refus = models.CharField("pourquoi", max_length=400, blank=True)
    boite = models.CharField("boîte", max_length=40)
    pages_annoncees = models.PositiveIntegerField("pages")
    pages_vierges = models.JSONField("pages annoncées vierges", default=list, blank=True)
    sha256 = models.CharField("empreinte du fichier livré", max_length=64)
    taille = models.BigIntegerField("taille")
    numeriseur = models.CharField("numériseur", max_length=60)
    operateur = models.CharField("opérateur", max_length=60)
    resolution = models.PositiveSmallIntegerField("points par pouce")
    profondeur = models.PositiveSmallIntegerField("bits par pixel")
    horodatage_numerisation = models.DateTimeField("numérisé le")
    horodatage_lecture = instant("lu le")
    cle_livree = models.TextField("clé du fichier livré, scellée", blank=True)
    rangement_livre = models.CharField("fichier livré, rangé", max_length=64)
    cle_pdfa = models.TextField("clé du PDF/A, scellée", blank=True)
    rangement_pdfa = models.CharField("PDF/A, rangé", max_length=64, blank=True)
    """Hash of the stored bytes: before the seal, then of the sealed file."""
    empreinte_pdfa = models.CharField("empreinte du PDF/A avant le sceau", max_length=64, blank=True)

    class Meta:
        verbose_name = "fichier livré"
        verbose_name_plural = "fichiers livrés"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=~Q(etat=EtatFichier.REMPLACE),
                name="numerisation_fichier_courant",
            )
        ]
        indexes = [
            models.Index(fields=["lot", "etat"], name="num_fichier_lot"),
            models.Index(fields=["sha256"], name="num_fichier_empreinte"),
            models.Index(fields=["centre"], name="num_fichier_centre"),
        ]

    def __str__(self) -> str:
        return self.nom
