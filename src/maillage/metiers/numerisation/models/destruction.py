"""The end of the paper: asked by one person, approved by another, once everything that replaces it is proven."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.acces import EtatDestruction, MethodeDestruction
from maillage.metiers.numerisation.models.boites import Boite
from maillage.metiers.numerisation.models.champs import choix, instant, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

LUE: dict[str, Droit] = {"centre": droits.DESTRUCTION_LIRE}
ECRITE: dict[str, Droit] = {"centre": droits.DESTRUCTION_LIRE}
"""Who asks and who approves hold different rights: the action asks for each, the wall for the common one."""


class Destruction(ModeleProtege):
    """The paper of some boxes of a centre: asked, approved, done; or given up."""

    perimetres: ClassVar[dict[str, Droit]] = LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    centre = vers(Organisation, "centre", db_index=False)
    etat = choix(EtatDestruction, "état", facultatif=False, default=EtatDestruction.DEMANDEE)
    nombre = models.PositiveIntegerField("dossiers")
    demandeur = vers(Agent, "demandée par", db_index=False)
    horodatage = models.DateTimeField("demandée le", default=timezone.now)
    approbateur = vers(Agent, "approuvée par", est_facultatif=True, db_index=False)
    horodatage_approbation = instant("approuvée le")
    date_execution = models.DateField("exécutée le", null=True, blank=True)
    methode = choix(MethodeDestruction, "méthode")
    executant = models.CharField("exécutée par", max_length=120, blank=True)
    poids_kg = models.PositiveIntegerField("poids (kg)", null=True, blank=True)
    motif_abandon = models.CharField("motif de l’abandon", max_length=300, blank=True)

    class Meta:
        verbose_name = "destruction"
        verbose_name_plural = "destructions"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approbateur=None) | ~Q(approbateur=F("demandeur")),
                name="numerisation_destruction_deux",
                violation_error_message="La même personne ne peut demander et approuver.",
            ),
            models.CheckConstraint(
                condition=~Q(etat__in=[EtatDestruction.APPROUVEE, EtatDestruction.FAITE])
                | Q(approbateur__isnull=False, horodatage_approbation__isnull=False),
                name="numerisation_destruction_approuvee",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatDestruction.FAITE)
                | (Q(date_execution__isnull=False, poids_kg__gt=0) & ~Q(methode="") & ~Q(executant="")),
                name="numerisation_destruction_faite",
            ),
            models.CheckConstraint(
                condition=~Q(etat=EtatDestruction.ABANDONNEE) | ~Q(motif_abandon=""),
                name="numerisation_destruction_abandon",
            ),
        ]
        indexes = [models.Index(fields=["centre", "etat", "-id"], name="numerisation_destruction_c")]

    def __str__(self) -> str:
        return f"Destruction {self.numero}"

    @property
    def numero(self) -> str:
        return f"{timezone.localdate(self.horodatage):%y}-{self.pk:04d}"


class LigneDestruction(ModeleProtege):
    """One record of a destruction, the box it is in, and the fingerprint of the sealed copy that replaces it."""

    perimetres: ClassVar[dict[str, Droit]] = LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITE

    destruction = models.ForeignKey(
        Destruction, verbose_name="destruction", on_delete=models.CASCADE, related_name="lignes"
    )
    centre = vers(Organisation, "centre", db_index=False)
    dossier = vers(Dossier, "dossier")
    boite = vers(Boite, "boîte", est_facultatif=True)
    empreinte = models.CharField("empreinte de la copie scellée", max_length=64)
    est_abandonnee = models.BooleanField("abandonnée", default=False)

    class Meta:
        verbose_name = "dossier à détruire"
        verbose_name_plural = "dossiers à détruire"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(est_abandonnee=False),
                name="numerisation_ligne_unique",
                violation_error_message="La destruction de ce dossier est déjà demandée.",
            ),
        ]
        indexes = [models.Index(fields=["centre"], name="numerisation_ligne_centre")]

    def __str__(self) -> str:
        return f"Ligne {self.pk}"
