"""Requisitions received, acts done under them, and, apart and encrypted, who was examined."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from maillage.metiers.medecine_legale import droits
from maillage.metiers.medecine_legale.enums import PeriodeJournee, Reseau, StatutActe, StatutRequisition
from maillage.metiers.medecine_legale.models.table import ChoixReference, table_actes
from maillage.metiers.medecine_legale.regles import ATTENTAT, cle_numero, sans_zeros
from maillage.socle.acces.models import Cle, ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation, Personne

M = TypeVar("M", bound=ModeleProtege)
DERNIER_CARACTERE = "\U0010ffff"
DEBUT_UTILE, SUITE_UTILE = 3, 4
HABITUDES = dt.timedelta(days=60)


def codes(champ: str, libelle: str) -> ArrayField[Any, Any]:
    """Several codes of one list of the reference table."""
    return ArrayField(
        models.CharField(max_length=30, choices=ChoixReference(champ)),
        verbose_name=libelle,
        default=list,
        blank=True,
    )


def code(
    choix: type[models.TextChoices] | str, libelle: str, *, facultatif: bool = True, **options: Any
) -> Any:
    """One code: of an enumeration, or of a list of the reference table (its name)."""
    source: Any = ChoixReference(choix) if isinstance(choix, str) else choix
    return models.CharField(libelle, max_length=30, choices=source, blank=facultatif, **options)


def commence_par(champ: str, cle: str, *, utile: int = 0) -> Q:
    """Prefix search by comparison: unlike LIKE, PostgreSQL may use the index for it under row-level security.

    Under `utile` characters, the whole value is asked.
    """
    if len(cle) < utile:
        return Q(**{champ: cle})
    return Q(**{f"{champ}__gte": cle, f"{champ}__lt": cle + DERNIER_CARACTERE})


class RequisitionQuerySet(ProtegeQuerySet["Requisition"]):
    def rechercher(self, texte: str) -> RequisitionQuerySet:
        cle = cle_numero(texte)
        if not cle:
            return self
        return self.filter(commence_par("cle_pv", cle) | commence_par("cle_parquet", cle))

    def en_vigueur(self) -> RequisitionQuerySet:
        return self.exclude(statut=StatutRequisition.ANNULEE)

    def ouvertes(self) -> RequisitionQuerySet:
        return self.filter(statut__in=[StatutRequisition.RECUE, StatutRequisition.EN_COURS])


class Requisition(ModeleProtege):
    """A mission given to the structure by a magistrate or a judicial police officer."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.REQUISITION_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.REQUISITION_SAISIR}

    structure = models.ForeignKey(
        Organisation,
        verbose_name="structure requise",
        on_delete=models.PROTECT,
        related_name="requisitions_recues",
    )
    numero_pv = models.CharField("numéro de procès-verbal", max_length=60)
    numero_parquet = models.CharField("numéro de parquet", max_length=60, blank=True)
    cle_pv = models.CharField(max_length=60, db_collation="C", editable=False)
    cle_parquet = models.CharField(max_length=60, db_collation="C", blank=True, editable=False)
    requerant = models.ForeignKey(
        Organisation,
        verbose_name="service requérant",
        on_delete=models.PROTECT,
        related_name="requisitions_emises",
        help_text="Brigade, commissariat, tribunal…",
    )
    nom_opj = models.CharField("officier ou magistrat requérant", max_length=120, blank=True)
    juridiction = models.ForeignKey(
        Organisation,
        verbose_name="juridiction",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="requisitions_du_ressort",
    )
    date_requisition = models.DateField("date de la réquisition")
    horodatage_reception = models.DateTimeField("reçue le")
    version_mission = models.PositiveSmallIntegerField("version de la mission", default=0, db_default=0)
    """0: no text; it grows each time the text changes, so that the history says it without repeating it."""
    date_limite = models.DateField("à rendre avant le", null=True, blank=True)
    statut = code(StatutRequisition, "statut", facultatif=False, default=StatutRequisition.RECUE)
    horodatage_purge = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)

    objects = RequisitionQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "réquisition"
        verbose_name_plural = "réquisitions"
        ordering = ["-date_requisition", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_limite__isnull=True) | Q(date_limite__gte=F("date_requisition")),
                name="medecine_legale_requisition_limite",
                violation_error_message="La date limite précède la date de la réquisition.",
            ),
        ]
        indexes = [
            models.Index(fields=["structure", "-date_requisition", "-id"], name="requisition_liste"),
            models.Index(fields=["-date_requisition", "-id"], name="requisition_liste_nationale"),
            models.Index(fields=["cle_pv"], name="requisition_pv"),
            models.Index(fields=["cle_parquet"], name="requisition_parquet", condition=~Q(cle_parquet="")),
        ]

    def __str__(self) -> str:
        return f"PV {self.numero_pv}"


class MissionRequisition(ModeleProtege):
    """The text of the mission: it names people, so it is encrypted, apart from the requisition."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.IDENTITE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.REQUISITION_SAISIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    requisition = models.OneToOneField(Requisition, on_delete=models.PROTECT, related_name="texte_mission")
    cle = models.OneToOneField(Cle, on_delete=models.PROTECT, related_name="+")
    contenu = models.TextField("contenu chiffré")

    class Meta:
        verbose_name = "mission d’une réquisition"
        verbose_name_plural = "missions des réquisitions"

    def __str__(self) -> str:
        return f"Mission de la réquisition {self.requisition_id}"


class PieceRequisition(ModeleProtege):
    """A file received with the requisition. It is kept under its SHA-256: its own name may hold an identity."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.IDENTITE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.REQUISITION_SAISIR}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    requisition = models.ForeignKey(Requisition, on_delete=models.PROTECT, related_name="pieces")
    sha256 = models.CharField("empreinte", max_length=64)
    type_contenu = models.CharField("type", max_length=60)
    taille = models.PositiveBigIntegerField("taille (octets)")
    horodatage = models.DateTimeField("déposée le", auto_now_add=True)

    class Meta:
        verbose_name = "pièce"
        verbose_name_plural = "pièces"
        ordering = ["horodatage", "id"]
        constraints = [
            models.UniqueConstraint(fields=["requisition", "sha256"], name="medecine_legale_piece_unique"),
        ]

    def __str__(self) -> str:
        return f"Pièce du {timezone.localtime(self.horodatage):%d/%m/%Y}"


class ActeQuerySet(ProtegeQuerySet["ActeMedicoLegal"]):
    def en_vigueur(self) -> ActeQuerySet:
        return self.filter(est_annule=False)

    def comptes(self) -> ActeQuerySet:
        """Acts that count: done, and not cancelled."""
        return self.en_vigueur().filter(statut=StatutActe.REALISE)

    def derniers_de(self, agent: Agent) -> ActeQuerySet:
        """What the agent recorded of the last two months, latest first.

        Without these months, whoever records none would have every act of the structure read.
        """
        depuis = timezone.localdate() - HABITUDES
        siens = self.en_vigueur().filter(auteur=agent, date_examen__gte=depuis)
        return siens.order_by("-date_examen", "-id")

    def rechercher(self, texte: str) -> ActeQuerySet:
        """Acts whose internal number, its last figures, or PV number begin so; case and separators are ignored.

        Too few characters, or zeros alone, begin too many numbers to be of use: they are taken as the whole number.
        Last figures are said without their zeros (« 41 » finds « 2026-00041 »).
        """
        cle = cle_numero(texte)
        if not cle:
            return self
        suite = sans_zeros(cle)
        debut = DEBUT_UTILE if suite != "0" else len(cle) + 1
        return self.filter(
            commence_par("cle_interne", cle, utile=debut)
            | commence_par("cle_pv", cle, utile=debut)
            | commence_par("cle_suite", suite, utile=SUITE_UTILE)
        )


class ActeMedicoLegal(ModeleProtege):
    """One act: one person (or one study, one hearing), one mission, one time.

    What each profile asks is in the reference table; a trigger holds every write to it (migration 0012).
    """

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.ACTE_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"structure": droits.ACTE_SAISIR}

    structure = models.ForeignKey(
        Organisation,
        verbose_name="structure",
        on_delete=models.PROTECT,
        related_name="actes_medico_legaux",
        db_index=False,  # several indexes begin with it
    )
    requisition = models.ForeignKey(
        Requisition,
        verbose_name="réquisition",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="actes",
    )
    requerant = models.ForeignKey(
        Organisation,
        verbose_name="service requérant",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    juridiction = models.ForeignKey(
        Organisation,
        verbose_name="juridiction",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        editable=False,
    )
    date_requisition = models.DateField("date de la réquisition", null=True, blank=True, editable=False)
    est_hors_requisition = models.BooleanField("recueil de preuves sans plainte", default=False)
    numero_interne = models.CharField(
        "numéro interne",
        max_length=60,
        help_text="Désigne la personne, jamais par ses initiales. Exemple : 2026-23091",
    )
    numero_pv = models.CharField("numéro de procès-verbal", max_length=60, blank=True, editable=False)
    cle_interne = models.CharField(max_length=60, db_collation="C", editable=False)
    cle_suite = models.CharField(max_length=60, db_collation="C", blank=True, editable=False)
    cle_pv = models.CharField(max_length=60, db_collation="C", blank=True, editable=False)
    profil = code("profil", "profil", facultatif=False)
    statut = code(StatutActe, "statut", facultatif=False, default=StatutActe.REALISE)
    date_examen = models.DateField("date de l’acte")
    heure_debut = models.TimeField("heure de début", null=True, blank=True)
    periode_journee = code(PeriodeJournee, "moment de la journée")
    praticien = models.ForeignKey(
        Personne,
        verbose_name="praticien",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    second_praticien = models.ForeignKey(
        Personne,
        verbose_name="second praticien",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        help_text="Une autopsie faite à deux est un seul acte.",
    )
    reseau = code(
        Reseau, "réseau", facultatif=False, default=Reseau.STRUCTURE, db_default=Reseau.STRUCTURE.value
    )
    types_examen = codes("types_examen", "types d’examen")
    examens = codes("examens", "examens complémentaires")
    lieu = code("lieu", "lieu")
    age = code("age", "âge")
    genre = code("genre", "genre")
    natures_violence = codes("natures_violence", "nature des violences")
    contextes_violence = codes("contextes_violence", "contexte des violences")
    attentat = models.CharField(
        "attentat", max_length=60, choices=ChoixReference(ATTENTAT), blank=True, default="", db_default=""
    )
    cause_deces = code("cause_deces", "cause du décès")
    duree = code("duree", "durée")
    distance = code("distance", "distance (aller)")
    itt_jours = models.PositiveSmallIntegerField(
        "incapacité totale de travail (jours)", null=True, blank=True
    )
    est_annule = models.BooleanField("annulé", default=False)
    auteur = models.ForeignKey(
        Agent, verbose_name="auteur", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    horodatage_creation = models.DateTimeField("enregistré le", auto_now_add=True)
    horodatage_purge = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)

    objects = ActeQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "acte médico-légal"
        verbose_name_plural = "actes médico-légaux"
        ordering = ["-date_examen", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "cle_interne"],
                condition=Q(est_annule=False),
                name="medecine_legale_acte_unique",
                violation_error_message="Ce numéro interne désigne déjà un acte de votre structure.",
            ),
            models.CheckConstraint(
                condition=Q(est_hors_requisition=False) | Q(requisition__isnull=True),
                name="medecine_legale_acte_hors_requisition",
            ),
            models.CheckConstraint(
                condition=Q(second_praticien__isnull=True) | ~Q(second_praticien=F("praticien")),
                name="medecine_legale_acte_second_praticien",
                violation_error_message="Le second praticien est une autre personne que le premier.",
            ),
            models.CheckConstraint(condition=Q(reseau__in=Reseau.values), name="medecine_legale_acte_reseau"),
        ]
        indexes = [
            models.Index(fields=["structure", "-date_examen", "-id"], name="acte_liste"),
            models.Index(fields=["-date_examen", "-id"], name="acte_liste_nationale"),
            models.Index(fields=["requerant", "-date_examen", "-id"], name="acte_requerant"),
            # A search is narrowed to the perimeter inside its index, not by another that names every act of it.
            models.Index(fields=["cle_interne", "structure"], name="acte_numero_interne"),
            models.Index(fields=["cle_suite", "structure"], name="acte_suite", condition=~Q(cle_suite="")),
            models.Index(fields=["cle_pv", "structure"], name="acte_pv", condition=~Q(cle_pv="")),
        ]

    def __str__(self) -> str:
        return f"Acte {self.numero_interne}"

    @property
    def libelles_types(self) -> list[str]:
        return self.libelles("types_examen")

    def libelles(self, champ: str) -> list[str]:
        """Labels of the codes of a field that holds several."""
        table = table_actes()
        return [table.libelle(champ, valeur) for valeur in getattr(self, champ)]


class PartieNominative(ModeleProtege):
    """Who was examined and what was found: encrypted, apart from the act, read only to write a certificate."""

    perimetres: ClassVar[dict[str, Droit]] = {"structure": droits.IDENTITE_LIRE}

    structure = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    acte = models.OneToOneField(ActeMedicoLegal, on_delete=models.PROTECT, related_name="partie_nominative")
    cle = models.OneToOneField(Cle, on_delete=models.PROTECT, related_name="+")
    contenu = models.TextField("contenu chiffré")

    class Meta:
        verbose_name = "partie nominative"
        verbose_name_plural = "parties nominatives"

    def __str__(self) -> str:
        return f"Partie nominative de l’acte {self.acte_id}"
