"""Cases, their persons and their offences. What names somebody is sealed under the key of the case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from maillage.metiers.audiences.enums import (
    JUGEABLES,
    CategoriePenale,
    LienJuridique,
    ModaliteParticipation,
    ModeConvocation,
    ModePoursuite,
    NatureInfraction,
    StatutPersonne,
)
from maillage.metiers.audiences.models.champs import AFFAIRE_ECRITE, AFFAIRE_LUE, code, scelle, vers
from maillage.socle.acces.models import Cle, ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation

DERNIER_CARACTERE = "\U0010ffff"


class DansAffaire(ModeleProtege):
    """A row of a case: read and written by the chamber that holds it, and by the one that held it before."""

    perimetres: ClassVar[dict[str, Droit]] = AFFAIRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = AFFAIRE_ECRITE

    chambre = vers(Organisation, "chambre", db_index=False)
    chambre_precedente = vers(Organisation, "chambre précédente", est_facultatif=True, db_index=False)

    class Meta:
        abstract = True


class AffaireQuerySet(ProtegeQuerySet["Affaire"]):
    def rechercher(self, texte: str) -> AffaireQuerySet:
        """By the beginning of the prosecutor's number, separators ignored."""
        cle = "".join(c for c in texte.upper() if c.isalnum())
        if not cle:
            return self
        return self.filter(cle_parquet__gte=cle, cle_parquet__lt=cle + DERNIER_CARACTERE)


class Affaire(DansAffaire):
    """A prosecutor's file. It comes before several hearings, each passage keeping its own record."""

    juridiction = vers(Organisation, "juridiction", db_index=False)
    numero_parquet = models.CharField("numéro de parquet", max_length=40)
    cle_parquet = models.CharField(max_length=40, db_collation="C", editable=False)
    reference_externe = models.CharField("référence au registre", max_length=60, blank=True)
    cle = models.OneToOneField(Cle, verbose_name="clé", on_delete=models.PROTECT, related_name="+")
    date_saisine = models.DateField("saisine du", null=True, blank=True)
    est_scelle = models.BooleanField("scellés", default=False)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage_creation = models.DateTimeField("enregistrée le", auto_now_add=True)
    horodatage_purge = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)

    objects = AffaireQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "affaire"
        verbose_name_plural = "affaires"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["juridiction", "cle_parquet"],
                name="audiences_affaire_unique",
                violation_error_message="Ce numéro de parquet désigne déjà une affaire de ce tribunal.",
            ),
        ]
        indexes = [
            models.Index(fields=["chambre", "-id"], name="affaire_chambre"),
            models.Index(fields=["cle_parquet", "chambre"], name="affaire_parquet"),
        ]

    def __str__(self) -> str:
        return "Affaire effacée" if self.est_effacee else f"Affaire {self.numero_parquet}"

    @property
    def est_effacee(self) -> bool:
        """Past its retention: its figures stay, nothing of it can be read or changed any more."""
        return self.horodatage_purge is not None

    @property
    def reference(self) -> str:
        return "Numéro effacé" if self.est_effacee else str(self.numero_parquet)


class Partie(DansAffaire):
    """A person of the case: what he is in it, in clear; who he is, sealed."""

    affaire = vers(Affaire, "affaire", related_name="parties")
    rang = models.PositiveSmallIntegerField("rang")
    statut = code(StatutPersonne, "qualité", facultatif=False)
    est_personne_morale = models.BooleanField("personne morale", default=False)
    est_mineur = models.BooleanField("mineur", default=False)
    est_identifie = models.BooleanField("identité complète", default=False)
    """Name, birth and address are known: said in clear, so that progress is counted without opening anything."""
    contenu = scelle("identité chiffrée")
    categorie_penale = code(CategoriePenale, "situation pénale")
    mode_poursuite = code(ModePoursuite, "mode de poursuite")
    mode_convocation = code(ModeConvocation, "mode de convocation")
    date_convocation = models.DateField("convoqué le", null=True, blank=True)
    est_citee_a_personne = models.BooleanField("citation à personne, ou connue", default=False)
    est_aide_juridictionnelle = models.BooleanField("aide juridictionnelle", default=False)
    langue_interprete = models.CharField("interprète en", max_length=60, blank=True)
    represente = vers("self", "représente", est_facultatif=True, related_name="representants")
    lien_juridique = code(LienJuridique, "lien")
    reference_externe = models.CharField("référence au registre", max_length=60, blank=True)

    class Meta:
        verbose_name = "partie"
        verbose_name_plural = "parties"
        ordering = ["rang", "id"]
        constraints = [
            models.UniqueConstraint(fields=["affaire", "rang"], name="audiences_partie_unique"),
            models.CheckConstraint(
                condition=Q(represente=None) | ~Q(represente=F("id")), name="audiences_partie_represente"
            ),
        ]
        indexes = [models.Index(fields=["chambre", "affaire"], name="partie_chambre")]

    def __str__(self) -> str:
        return f"{self.get_statut_display()} {self.rang}"

    @property
    def est_jugeable(self) -> bool:
        return self.statut in JUGEABLES


class Infraction(DansAffaire):
    """An offence as charged, as the nomenclature named it then. A requalification is another one, that names it."""

    affaire = vers(Affaire, "affaire", related_name="infractions")
    rang = models.PositiveSmallIntegerField("rang")
    natinf = models.CharField("NATINF", max_length=10)
    edition = models.CharField("édition de la nomenclature", max_length=40, blank=True)
    qualification = models.CharField("qualification", max_length=300)
    nature = code(NatureInfraction, "nature", facultatif=False, default=NatureInfraction.DELIT)
    date_debut = models.DateField("faits du", null=True, blank=True)
    date_fin = models.DateField("au", null=True, blank=True)
    commune = models.CharField("commune", max_length=120, blank=True)
    contenu = scelle("lieu et qualification développée, chiffrés")
    remplace = vers("self", "requalifie", est_facultatif=True, related_name="requalifications")
    reference_externe = models.CharField("référence au registre", max_length=60, blank=True)

    class Meta:
        verbose_name = "infraction"
        verbose_name_plural = "infractions"
        ordering = ["rang", "id"]
        constraints = [
            models.UniqueConstraint(fields=["affaire", "rang"], name="audiences_infraction_unique"),
            models.CheckConstraint(
                condition=Q(date_fin=None) | Q(date_debut__isnull=False, date_fin__gte=F("date_debut")),
                name="audiences_infraction_dates",
                violation_error_message="La fin des faits précède leur début.",
            ),
        ]
        indexes = [models.Index(fields=["chambre", "affaire"], name="infraction_chambre")]

    def __str__(self) -> str:
        return f"{self.natinf} {self.qualification}"


class Prevention(DansAffaire):
    """Who answers for an offence, and how; put aside when the offence was requalified for this person."""

    affaire = vers(Affaire, "affaire", related_name="preventions")
    infraction = vers(Infraction, "infraction", related_name="preventions")
    partie = vers(Partie, "partie", related_name="preventions")
    modalite = code(ModaliteParticipation, "participation")
    est_disqualifiee = models.BooleanField("disqualifiée", default=False)

    class Meta:
        verbose_name = "prévention"
        verbose_name_plural = "préventions"
        ordering = ["infraction_id", "partie_id"]
        constraints = [
            models.UniqueConstraint(fields=["infraction", "partie"], name="audiences_prevention_unique"),
        ]
        indexes = [models.Index(fields=["chambre", "affaire"], name="prevention_chambre")]

    def __str__(self) -> str:
        return f"Prévention {self.infraction_id} de la partie {self.partie_id}"
