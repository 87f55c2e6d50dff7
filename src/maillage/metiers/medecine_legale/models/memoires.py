"""Mémoires de frais: what is claimed for acts paid one by one, and the statements of activity."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.medecine_legale import droits
from maillage.metiers.medecine_legale.enums import NatureEtat, NatureMemoire, StatutMemoire
from maillage.metiers.medecine_legale.models.actes import ActeMedicoLegal, Requisition, code
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


def montant(libelle: str) -> models.DecimalField:
    return models.DecimalField(libelle, max_digits=10, decimal_places=2)


class Memoire(ModeleProtege):
    """A claim sent to one court for one requisition, or for all those of a month. Its lines never change."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.MEMOIRE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.MEMOIRE_ETABLIR}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="+"
    )
    nature = code(NatureMemoire, "nature", facultatif=False)
    juridiction = models.ForeignKey(
        Organisation, verbose_name="juridiction", on_delete=models.PROTECT, related_name="+"
    )
    requisition = models.ForeignKey(
        Requisition,
        verbose_name="réquisition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="memoires",
    )
    mois = models.DateField("mois", null=True, blank=True)
    date_etablissement = models.DateField("établi le")
    montant = montant("montant")
    statut = code(StatutMemoire, "statut", facultatif=False, default=StatutMemoire.ETABLI)
    date_forclusion = models.DateField("à déposer avant le")
    represente = models.OneToOneField(
        "self",
        verbose_name="présente de nouveau",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="nouvelle_presentation",
    )
    reference_depot = models.CharField("référence du dépôt", max_length=60, blank=True)
    date_depot = models.DateField("déposé le", null=True, blank=True)
    date_rejet = models.DateField("rejeté le", null=True, blank=True)
    motif = models.CharField("motif du rejet ou de l’abandon", max_length=500, blank=True)
    date_paiement = models.DateField("payé le", null=True, blank=True)
    auteur = models.ForeignKey(
        Agent, verbose_name="établi par", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    horodatage_creation = models.DateTimeField("enregistré le", auto_now_add=True)
    horodatage_purge = models.DateTimeField("pièce effacée le", null=True, blank=True, editable=False)

    class Meta:
        verbose_name = "mémoire de frais"
        verbose_name_plural = "mémoires de frais"
        ordering = ["-date_etablissement", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nature=NatureMemoire.SIMPLE, requisition__isnull=False, mois__isnull=True)
                | Q(nature=NatureMemoire.GROUPE, requisition__isnull=True, mois__isnull=False),
                name="medecine_legale_memoire_nature",
            ),
            models.CheckConstraint(condition=Q(montant__gt=0), name="medecine_legale_memoire_montant"),
            models.CheckConstraint(
                condition=Q(statut=StatutMemoire.ETABLI, date_depot__isnull=True, motif="")
                | Q(statut=StatutMemoire.DEPOSE, date_depot__isnull=False, motif="")
                | Q(statut=StatutMemoire.PAYE, date_depot__isnull=False, date_paiement__gte=F("date_depot"))
                | Q(statut=StatutMemoire.REJETE, date_depot__isnull=False, date_rejet__gte=F("date_depot"))
                & ~Q(motif="")
                | Q(statut=StatutMemoire.ABANDONNE, date_depot__isnull=True) & ~Q(motif=""),
                name="medecine_legale_memoire_statut",
            ),
        ]
        indexes = [
            models.Index(fields=["structure", "-date_etablissement", "-id"], name="memoire_liste"),
        ]

    def __str__(self) -> str:
        if self.mois:
            return f"Bordereau de {self.mois:%m/%Y}"
        return f"Mémoire du {self.date_etablissement:%d/%m/%Y}"


class ActeFacture(ModeleProtege):
    """An act in a mémoire. It is in one at a time: the rejection, or the abandon, of a mémoire frees it."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.MEMOIRE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.MEMOIRE_ETABLIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    memoire = models.ForeignKey(Memoire, on_delete=models.PROTECT, related_name="actes")
    acte = models.ForeignKey(ActeMedicoLegal, on_delete=models.PROTECT, related_name="facturations")
    montant = montant("montant")
    est_libere = models.BooleanField("libéré", default=False)

    class Meta:
        verbose_name = "acte facturé"
        verbose_name_plural = "actes facturés"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["acte"],
                condition=Q(est_libere=False),
                name="medecine_legale_acte_facture_une_fois",
                violation_error_message="Cet acte est déjà dans un mémoire.",
            ),
        ]

    def __str__(self) -> str:
        return f"Acte {self.acte_id}"


class LigneMemoire(ModeleProtege):
    """One amount and its reason, as the tariff of the day gave them."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.MEMOIRE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.MEMOIRE_ETABLIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    acte_facture = models.ForeignKey(ActeFacture, on_delete=models.PROTECT, related_name="lignes")
    code = models.CharField("code du tarif", max_length=60)
    libelle = models.CharField("libellé", max_length=500)
    calcul = models.CharField("calcul", max_length=200)
    montant = montant("montant")
    explication = models.CharField("explication", max_length=500)
    source = models.CharField("source", max_length=500, blank=True)
    est_a_confirmer = models.BooleanField("à confirmer", default=False)

    class Meta:
        verbose_name = "ligne de mémoire"
        verbose_name_plural = "lignes de mémoire"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.libelle


class EtatActivite(ModeleProtege):
    """Acts of a period declared to a court, or signed as evidence for the annual grant. Its document is the proof."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.ACTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.ETAT_ETABLIR}

    structure = models.ForeignKey(
        Organisation, verbose_name="structure", on_delete=models.PROTECT, related_name="+"
    )
    nature = code(NatureEtat, "nature", facultatif=False)
    juridiction = models.ForeignKey(
        Organisation,
        verbose_name="juridiction",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    date_debut = models.DateField("du")
    date_fin = models.DateField("au")
    nombre_actes = models.PositiveIntegerField("actes")
    empreinte = models.CharField("empreinte des actes déclarés", max_length=64)
    est_signe = models.BooleanField("signé", default=False)
    remplace = models.OneToOneField(
        "self",
        verbose_name="remplace",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remplace_par",
    )
    auteur = models.ForeignKey(
        Agent, verbose_name="établi par", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    horodatage = models.DateTimeField("établi le", auto_now_add=True)

    class Meta:
        verbose_name = "état d’activité"
        verbose_name_plural = "états d’activité"
        ordering = ["-horodatage", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(nature=NatureEtat.JURIDICTION, juridiction__isnull=False)
                | Q(nature=NatureEtat.DOTATION, juridiction__isnull=True, est_signe=True),
                name="medecine_legale_etat_nature",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__gte=F("date_debut")), name="medecine_legale_etat_periode"
            ),
            models.UniqueConstraint(
                fields=["structure", "nature", "juridiction", "date_debut", "date_fin"],
                condition=Q(remplace__isnull=True),
                nulls_distinct=False,
                name="medecine_legale_etat_unique",
                violation_error_message="Cet état existe déjà pour cette période.",
            ),
        ]
        indexes = [models.Index(fields=["structure", "-horodatage", "-id"], name="etat_activite_liste")]

    def __str__(self) -> str:
        return f"{self.get_nature_display()}, du {self.date_debut:%d/%m/%Y} au {self.date_fin:%d/%m/%Y}"
