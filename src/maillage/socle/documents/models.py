"""What was issued. The file holds the data; the tables hold what is needed to find it and to vouch for it.

The data of a document are kept once, in its file: they are neither in these tables nor, therefore, in the journal
that copies each row. `production.donnees_de(document)` reads them back.
"""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q

from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.droits import DOCUMENT_LIRE, DOCUMENT_PRODUIRE
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.genre import genres


class DocumentQuerySet(ProtegeQuerySet["DocumentProduit"]):
    """Documents that the agent may read: in his organisations, and of the kinds his rights there allow."""

    def visibles_par(self, agent: Agent) -> Self:
        """Reading asks for DOCUMENT_LIRE and for the right of the kind, where it was issued or where it was sent."""
        condition = Q(pk__in=[])
        for droit in sorted({genre.droit_lecture for genre in genres()}):
            organisations = perimetre(agent, droit) & perimetre(agent, DOCUMENT_LIRE)
            if organisations:
                ici = Q(organisation__in=organisations) | Q(destinataire__in=organisations)
                condition |= Q(droit_lecture=droit) & ici
        return self.filter(condition)

    def de(self, objet: models.Model) -> Self:
        """The documents made from one object, latest first."""
        return self.filter(objet_type=objet._meta.label_lower, objet_id=objet.pk).order_by("-id")


class DocumentProduit(ModeleProtege):
    """One issued document. Nothing of it changes but its status; nothing of it is deleted (a trigger sees to it)."""

    genre = models.CharField("genre", max_length=120)
    libelle = models.CharField("libellé", max_length=200)
    organisation = models.ForeignKey(
        Organisation, verbose_name="structure émettrice", on_delete=models.PROTECT, related_name="+"
    )
    destinataire = models.ForeignKey(
        Organisation,
        verbose_name="destinataire",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    annee = models.PositiveSmallIntegerField("année")
    rang = models.PositiveIntegerField("rang dans l’année")
    objet_type = models.CharField("type de l’objet", max_length=100)
    objet_id = models.BigIntegerField("identifiant de l’objet")
    droit_lecture = models.CharField("droit de lecture", max_length=120)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, unique=True)
    taille = models.PositiveIntegerField("taille en octets")
    code_controle = models.CharField("code de contrôle", max_length=19, unique=True)
    statut = models.CharField(
        "statut", max_length=20, choices=StatutDocument, default=StatutDocument.EN_VIGUEUR
    )
    remplace = models.OneToOneField(
        "self",
        verbose_name="remplace",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remplace_par",
    )
    horodatage_production = models.DateTimeField("produit le")
    auteur = models.ForeignKey(Agent, verbose_name="auteur", on_delete=models.PROTECT, related_name="+")
    motif_annulation = models.CharField("motif d’annulation", max_length=500, blank=True)
    horodatage_annulation = models.DateTimeField("annulé le", null=True, blank=True)

    objects = DocumentQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": DOCUMENT_LIRE, "destinataire": DOCUMENT_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"organisation": DOCUMENT_PRODUIRE}

    class Meta:
        verbose_name = "document produit"
        verbose_name_plural = "documents produits"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "genre", "annee", "rang"], name="documents_numero_unique"
            ),
            models.CheckConstraint(
                condition=Q(statut=StatutDocument.ANNULE, horodatage_annulation__isnull=False)
                & ~Q(motif_annulation="")
                | ~Q(statut=StatutDocument.ANNULE)
                & Q(horodatage_annulation__isnull=True, motif_annulation=""),
                name="documents_annulation_motivee",
            ),
        ]
        indexes = [
            models.Index(fields=["objet_type", "objet_id", "id"], name="documents_objet"),
            models.Index(fields=["organisation", "id"], name="documents_organisation"),
        ]

    def __str__(self) -> str:
        return f"{self.libelle} n° {self.numero}"

    @property
    def numero(self) -> str:
        """As printed: 2026-000123, counted per structure, kind and year."""
        return numero(self.annee, self.rang)

    @property
    def nom_fichier(self) -> str:
        """A name that tells nothing of the person concerned."""
        return f"{self.genre.partition('.')[2]}-{self.numero}.pdf"


def numero(annee: int, rang: int) -> str:
    """The printed form of a number."""
    return f"{annee}-{rang:06d}"


class Compteur(ModeleProtege):
    """The last number given, by structure, kind and year; see `numerotation`."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    genre = models.CharField("genre", max_length=120)
    annee = models.PositiveSmallIntegerField("année")
    dernier = models.PositiveIntegerField("dernier rang donné")

    perimetres: ClassVar[dict[str, Droit]] = {"organisation": DOCUMENT_PRODUIRE}

    class Meta:
        verbose_name = "compteur"
        verbose_name_plural = "compteurs"
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "genre", "annee"], name="documents_compteur_unique"
            )
        ]

    def __str__(self) -> str:
        return f"{self.genre} {numero(self.annee, self.dernier)}"


class Empreinte(models.Model):
    """What anyone who holds a document may know of it: that it is genuine, who issued it, and if it still stands.

    No row policy, on purpose: the check page is open to all, and another organisation recognises the documents it
    receives. So nothing here tells whom a document concerns, nor its number.
    """

    code_controle = models.CharField("code de contrôle", max_length=19, unique=True)
    sha256 = models.CharField("empreinte SHA-256", max_length=64, unique=True)
    genre = models.CharField("genre", max_length=120)
    libelle = models.CharField("libellé", max_length=200)
    organisation_nom = models.CharField("structure émettrice", max_length=200)
    date_production = models.DateField("produit le")
    statut = models.CharField(
        "statut", max_length=20, choices=StatutDocument, default=StatutDocument.EN_VIGUEUR
    )
    date_statut = models.DateField("depuis le")

    class Meta:
        verbose_name = "empreinte"
        verbose_name_plural = "empreintes"

    def __str__(self) -> str:
        return f"{self.libelle} {self.code_controle}"


class LotDocuments(ModeleProtege):
    """Documents asked for together, made by a job; seen by who asked for them."""

    auteur = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    genre = models.CharField("genre", max_length=120)
    libelle = models.CharField("libellé", max_length=200)
    motif = models.CharField("motif", max_length=500, blank=True)
    horodatage_demande = models.DateTimeField("demandé le")

    perimetres: ClassVar[dict[str, Droit]] = {"auteur": SOI}

    class Meta:
        verbose_name = "lot de documents"
        verbose_name_plural = "lots de documents"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"Lot {self.pk} : {self.libelle}"


class ElementLot(ModeleProtege):
    """One object of a lot: waiting, done (document) or refused (erreur). Each is done in its own transaction."""

    lot = models.ForeignKey(LotDocuments, on_delete=models.CASCADE, related_name="elements")
    auteur = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="+")
    objet_type = models.CharField("type de l’objet", max_length=100)
    objet_id = models.BigIntegerField("identifiant de l’objet")
    document = models.OneToOneField(
        DocumentProduit, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    erreur = models.CharField("erreur", max_length=500, blank=True)

    perimetres: ClassVar[dict[str, Droit]] = {"auteur": SOI}

    class Meta:
        verbose_name = "élément de lot"
        verbose_name_plural = "éléments de lot"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["lot", "objet_type", "objet_id"], name="documents_lot_sans_doublon"
            )
        ]

    def __str__(self) -> str:
        return f"{self.lot_id} : {self.objet_type} {self.objet_id}"
