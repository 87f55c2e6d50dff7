"""Pages as they were read, and those whose owner no code says. What a page says is sealed under its record's key."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.numerisation.droits import (
    CONTROLE_TENIR,
    PAGE_ADMINISTRATIVE_LIRE,
    PAGE_LIRE,
    SAISIE_TENIR,
)
from maillage.metiers.numerisation.enums.lots import OUVERTS, IssueCodage, StatutCodage
from maillage.metiers.numerisation.enums.pieces import Encre, IssueRattachement
from maillage.metiers.numerisation.models.champs import choix, instant, scelle, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.metiers.numerisation.models.lots import Fichier
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class Page(ModeleProtege):
    """A page of a record: where its image is in the stored file, what it is, whose it is. Its text is sealed."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": PAGE_ADMINISTRATIVE_LIRE, "service": CONTROLE_TENIR}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": PAGE_LIRE, "service": CONTROLE_TENIR}

    service = vers(Organisation, "service", db_index=False)
    centre = vers(Organisation, "centre", db_index=False)
    dossier = models.ForeignKey(
        Dossier, verbose_name="dossier", on_delete=models.PROTECT, related_name="pages"
    )
    fichier = models.ForeignKey(
        Fichier, verbose_name="fichier", on_delete=models.PROTECT, related_name="pages"
    )
    numero = models.PositiveIntegerField("page")
    largeur = models.PositiveIntegerField("largeur")
    hauteur = models.PositiveIntegerField("hauteur")
    resolution = models.PositiveSmallIntegerField("points par pouce")
    quarts = models.PositiveSmallIntegerField("quarts de tour", default=0)
    """To show it upright; the stored image does not move."""
    empreinte_image = models.CharField("empreinte de l’image livrée", max_length=64)
    debut = models.BigIntegerField("début de l’image dans le PDF/A", null=True, blank=True)
    """Where the image is, when it is a JPEG: it is read alone. Else the page is drawn from the file."""
    longueur = models.BigIntegerField("longueur de l’image", null=True, blank=True)
    encre = models.CharField("encre", max_length=10, choices=Encre)
    part_encre = models.FloatField("part d’encre")
    est_annoncee_vierge = models.BooleanField("annoncée vierge", default=False)
    piece = models.CharField("pièce", max_length=40, blank=True)
    """Code of the list `pieces`: proposed by the words of its head, corrected by a person."""
    partie = models.CharField("partie du dossier (R. 4624-45-4)", max_length=2, blank=True)
    auteur_piece = vers(Agent, "pièce choisie par", est_facultatif=True, db_index=False)
    rattachement = choix(IssueRattachement, "rattachement", facultatif=False)
    raison = models.CharField("pourquoi", max_length=200, blank=True)
    est_ecartee = models.BooleanField("n’est pas de ce dossier", default=False)
    """Found to be of somebody else: never shown in this record."""
    contenu = scelle("texte, mots et vignette chiffrés")
    horodatage = models.DateTimeField("lue le", default=timezone.now)

    class Meta:
        verbose_name = "page"
        verbose_name_plural = "pages"
        ordering = ["fichier", "numero"]
        constraints = [models.UniqueConstraint(fields=["fichier", "numero"], name="numerisation_page_unique")]
        indexes = [
            models.Index(fields=["dossier", "numero"], name="num_page_dossier"),
            models.Index(fields=["centre"], name="num_page_centre"),
            models.Index(fields=["service"], name="num_page_service"),
        ]

    def __str__(self) -> str:
        return f"Page {self.numero}"

    @property
    def identifiant(self) -> str:
        """What a draw ranks: the file and the place, known before and after."""
        return f"{self.fichier_id}/{self.numero}"


class VideoCodage(ModeleProtege):
    """A page to be typed by two people, each alone: agreed, or raised to a health professional."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": SAISIE_TENIR}

    centre = vers(Organisation, "centre", db_index=False)
    page = models.OneToOneField(
        Page, verbose_name="page", on_delete=models.PROTECT, related_name="videocodage"
    )
    statut = choix(StatutCodage, "état", facultatif=False, default=StatutCodage.A_SAISIR)
    raison = models.CharField("pourquoi", max_length=200)
    issue = choix(IssueCodage, "issue")
    auteur_resolution = vers(Agent, "attribuée par", est_facultatif=True, db_index=False)
    horodatage = models.DateTimeField("en file depuis le", default=timezone.now)
    horodatage_resolution = instant("attribuée le")

    class Meta:
        verbose_name = "page à attribuer"
        verbose_name_plural = "pages à attribuer"
        ordering = ["horodatage", "id"]
        indexes = [
            models.Index(
                fields=["centre", "horodatage"],
                condition=Q(statut__in=[statut.value for statut in OUVERTS]),
                name="num_codage_file",
            )
        ]

    def __str__(self) -> str:
        return f"Page à attribuer {self.pk}"


class SaisieCodage(ModeleProtege):
    """What one person typed of a page, sealed under the record's key; the other never sees it."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": SAISIE_TENIR}

    centre = vers(Organisation, "centre", db_index=False)
    codage = models.ForeignKey(
        VideoCodage, verbose_name="page à attribuer", on_delete=models.PROTECT, related_name="saisies"
    )
    rang = models.PositiveSmallIntegerField("rang")
    contenu = scelle("traits saisis, chiffrés")
    auteur = vers(Agent, "saisi par", db_index=False)
    horodatage = models.DateTimeField("saisi le", default=timezone.now)

    class Meta:
        verbose_name = "saisie d’une page"
        verbose_name_plural = "saisies des pages"
        ordering = ["rang"]
        constraints = [
            models.UniqueConstraint(fields=["codage", "auteur"], name="numerisation_saisie_deux_personnes"),
            models.UniqueConstraint(fields=["codage", "rang"], name="numerisation_saisie_rang"),
        ]
        indexes = [models.Index(fields=["centre"], name="num_saisie_centre")]

    def __str__(self) -> str:
        return f"Saisie {self.rang} de la page à attribuer {self.codage_id}"
