"""The sort of a record, piece by piece, and its audit. Codes and counts only: no word is written of a worker."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.audits import StatutAudit
from maillage.metiers.numerisation.enums.pieces import DecisionTri
from maillage.metiers.numerisation.models.champs import choix, instant, jour, nombre, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

LU: dict[str, Droit] = {"centre": droits.TRI_LIRE}
TRIE: dict[str, Droit] = {"centre": droits.TRI_TENIR}
AUDITE_LU: dict[str, Droit] = {"centre": droits.AUDIT_LIRE}
AUDITE: dict[str, Droit] = {"centre": droits.AUDIT_TENIR}


class Tri(ModeleProtege):
    """The sort of one record; taken again, it is the same one."""

    perimetres: ClassVar[dict[str, Droit]] = LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = TRIE

    dossier = models.OneToOneField(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="tri"
    )
    centre = vers(Organisation, "centre", db_index=False)
    auteur = vers(Agent, "trié par")
    horodatage_debut = models.DateTimeField("commencé le", default=timezone.now)
    horodatage_fin = instant("terminé le")

    class Meta:
        verbose_name = "tri"
        verbose_name_plural = "tris"
        ordering = ["-id"]
        indexes = [models.Index(fields=["centre", "horodatage_fin"], name="numerisation_tri_centre")]

    def __str__(self) -> str:
        return f"Tri du dossier {self.dossier_id}"


class PieceTriee(ModeleProtege):
    """Pieces of one kind and what is done of them: the assistant proposes, a health professional signs."""

    perimetres: ClassVar[dict[str, Droit]] = LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = TRIE

    tri = models.ForeignKey(Tri, verbose_name="tri", on_delete=models.CASCADE, related_name="pieces")
    centre = vers(Organisation, "centre", db_index=False)
    genre = models.CharField("pièce", max_length=40)
    """A code of the list of pieces."""
    decision = choix(DecisionTri, "décision", facultatif=False)
    nombre = models.PositiveSmallIntegerField("nombre", default=1)
    auteur = vers(Agent, "proposée par")
    signataire = vers(Agent, "signée par", est_facultatif=True)
    horodatage_signature = instant("signée le")
    horodatage_restitution = instant("rendue le")
    """Films and other pieces out of scope go back to whom they belong."""

    class Meta:
        verbose_name = "pièce triée"
        verbose_name_plural = "pièces triées"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["tri", "genre", "decision"], name="numerisation_piece_unique"),
            models.CheckConstraint(
                condition=Q(signataire__isnull=True, horodatage_signature__isnull=True)
                | Q(signataire__isnull=False, horodatage_signature__isnull=False),
                name="numerisation_piece_signee",
            ),
        ]
        indexes = [models.Index(fields=["centre", "decision"], name="numerisation_piece_centre")]

    def __str__(self) -> str:
        return f"{self.genre} : {self.get_decision_display()}"


class AuditTri(ModeleProtege):
    """Thick records of a centre drawn by a kept seed, looked at one by one, then talked over."""

    perimetres: ClassVar[dict[str, Droit]] = AUDITE_LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = AUDITE

    centre = vers(Organisation, "centre", db_index=False)
    statut = choix(StatutAudit, "état", facultatif=False, default=StatutAudit.EN_COURS)
    graine = models.CharField("graine du tirage", max_length=64)
    population = nombre("gros dossiers triés du centre")
    empreinte_population = models.CharField("empreinte de la population", max_length=64)
    auditeur = vers(Agent, "auditeur")
    horodatage = models.DateTimeField("tiré le", default=timezone.now)
    date_debriefing = jour("débriefing le")
    conclusion = models.TextField("conclusion et actions", blank=True)
    horodatage_cloture = instant("clos le")

    class Meta:
        verbose_name = "audit du tri"
        verbose_name_plural = "audits du tri"
        ordering = ["-id"]
        indexes = [models.Index(fields=["centre", "-id"], name="numerisation_audit_centre")]

    def __str__(self) -> str:
        return f"Audit du tri du {timezone.localdate(self.horodatage):%d/%m/%Y}"


class DossierAudite(ModeleProtege):
    """A record drawn and its grid: what was found wrong, by point."""

    perimetres: ClassVar[dict[str, Droit]] = AUDITE_LU
    perimetres_ecriture: ClassVar[dict[str, Droit]] = AUDITE

    audit = models.ForeignKey(
        AuditTri, verbose_name="audit", on_delete=models.CASCADE, related_name="dossiers"
    )
    centre = vers(Organisation, "centre", db_index=False)
    dossier = vers(Dossier, "dossier")
    rang = models.PositiveSmallIntegerField("rang du tirage")
    est_conforme = models.BooleanField("conforme", null=True, blank=True)
    manquements = models.JSONField("points non conformes", default=list, blank=True)
    horodatage = instant("examiné le")

    class Meta:
        verbose_name = "dossier audité"
        verbose_name_plural = "dossiers audités"
        ordering = ["audit_id", "rang"]
        constraints = [
            models.UniqueConstraint(fields=["audit", "dossier"], name="numerisation_audite_unique"),
            models.CheckConstraint(
                condition=Q(est_conforme__isnull=True, horodatage__isnull=True)
                | Q(est_conforme__isnull=False, horodatage__isnull=False),
                name="numerisation_audite_examine",
            ),
        ]
        indexes = [models.Index(fields=["centre"], name="numerisation_audite_centre")]

    def __str__(self) -> str:
        return f"{self.rang}. {self.dossier_id}"
