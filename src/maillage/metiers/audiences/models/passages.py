"""One passage of a case before a hearing: who came, what was said, what is done after."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.audiences.enums import (
    APRES_AUDIENCE,
    ISSUES,
    Etape,
    GenreLigne,
    ModeComparution,
    NatureJugement,
    StatutPassage,
)
from maillage.metiers.audiences.models.affaires import Affaire, Partie
from maillage.metiers.audiences.models.audiences import Audience
from maillage.metiers.audiences.models.champs import (
    CHAMBRE_AVANCEE,
    CHAMBRE_ECRITE,
    CHAMBRE_LUE,
    code,
    scelle,
    vers,
)
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class Audiencement(ModeleProtege):
    """A case before a hearing. The same case another day is another passage."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_AVANCEE

    audience = vers(Audience, "audience", related_name="audiencements")
    affaire = vers(Affaire, "affaire", related_name="audiencements")
    chambre = vers(Organisation, "chambre", db_index=False)
    position = models.PositiveSmallIntegerField("position au rôle")
    heure = models.TimeField("convoquée à", null=True, blank=True)
    precedent = models.OneToOneField(
        "self",
        verbose_name="passage précédent",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="suivant",
    )
    numero_minute = models.CharField("numéro de minute", max_length=20, blank=True)
    # What follows is read from what happened, written by `actions.avancement` alone.
    statut = code(StatutPassage, "état", facultatif=False, default=StatutPassage.INSCRIT)
    horodatage_appel = models.DateTimeField("appelée à", null=True, blank=True)
    horodatage_issue = models.DateTimeField("terminée à", null=True, blank=True)
    avancement = models.PositiveSmallIntegerField("avancement", default=0)
    horodatage_reprise_note = models.DateTimeField("note signée, corrigée le", null=True, blank=True)
    """Its time to be signed and vised runs again from that day."""
    horodatage_reprise_minute = models.DateTimeField("jugement ou suites, corrigés le", null=True, blank=True)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage_creation = models.DateTimeField("enregistré le", auto_now_add=True)

    class Meta:
        verbose_name = "passage"
        verbose_name_plural = "passages"
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["audience", "affaire"],
                name="audiences_audiencement_unique",
                violation_error_message="Cette affaire est déjà au rôle de cette audience.",
            ),
            models.CheckConstraint(
                condition=~Q(statut__in=ISSUES) | Q(horodatage_issue__isnull=False),
                name="audiences_audiencement_issue",
            ),
            models.CheckConstraint(
                condition=Q(avancement__lte=100), name="audiences_audiencement_avancement"
            ),
        ]
        indexes = [models.Index(fields=["chambre", "statut"], name="audiencement_chambre")]

    def __str__(self) -> str:
        return f"Dossier {self.position}"


class Comparution(ModeleProtege):
    """How one person came that day."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_ECRITE

    audiencement = vers(Audiencement, "passage", related_name="comparutions")
    partie = vers(Partie, "partie", related_name="comparutions")
    chambre = vers(Organisation, "chambre", db_index=False)
    mode = code(ModeComparution, "comparution")
    nature_jugement = code(NatureJugement, "nature du jugement")
    avocat = models.CharField("avocat", max_length=150, blank=True)
    est_interprete_present = models.BooleanField("interprète présent", default=False)
    est_visio = models.BooleanField("en visioconférence", default=False)
    est_extraction_defaillante = models.BooleanField("extraction défaillante", default=False)
    est_silence_notifie = models.BooleanField("droit au silence notifié", default=False)
    est_consentement = models.BooleanField("consent à être jugé ce jour", null=True, blank=True)

    class Meta:
        verbose_name = "comparution"
        verbose_name_plural = "comparutions"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["audiencement", "partie"], name="audiences_comparution_unique"),
        ]

    def __str__(self) -> str:
        return f"Comparution de la partie {self.partie_id}"


class LigneNote(ModeleProtege):
    """A line of the note, at its minute. Two clerks meet on a line, not on a page: it has its own version."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_ECRITE

    audiencement = vers(Audiencement, "passage", related_name="lignes")
    chambre = vers(Organisation, "chambre", db_index=False)
    cle_client = models.UUIDField("identifiant de la saisie", default=uuid.uuid4)
    """Given by the page that typed it: sent twice, the line exists once."""
    genre = code(GenreLigne, "genre", facultatif=False, default=GenreLigne.LIBRE)
    horodatage = models.DateTimeField("à")
    partie = vers(Partie, "partie", est_facultatif=True)
    contenu = scelle("texte chiffré")
    version = models.PositiveSmallIntegerField("version", default=1)
    est_retiree = models.BooleanField("retirée", default=False)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage_creation = models.DateTimeField("enregistrée le", auto_now_add=True)
    horodatage_modification = models.DateTimeField("modifiée le", auto_now=True)

    class Meta:
        verbose_name = "ligne de la note"
        verbose_name_plural = "lignes de la note"
        ordering = ["horodatage", "id"]
        constraints = [
            models.UniqueConstraint(fields=["audiencement", "cle_client"], name="audiences_ligne_unique"),
        ]
        indexes = [models.Index(fields=["audiencement", "horodatage", "id"], name="ligne_note")]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} à {timezone.localtime(self.horodatage):%H:%M}"


class EtapeDossier(ModeleProtege):
    """Done, by whom, when. Undone: the row goes, the history keeps it."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_AVANCEE

    audiencement = vers(Audiencement, "passage", related_name="etapes")
    chambre = vers(Organisation, "chambre", db_index=False)
    genre = code(Etape, "étape", facultatif=False)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("le")

    class Meta:
        verbose_name = "étape"
        verbose_name_plural = "étapes"
        ordering = ["horodatage", "id"]
        constraints = [
            models.UniqueConstraint(fields=["audiencement", "genre"], name="audiences_etape_unique"),
            models.CheckConstraint(condition=Q(genre__in=APRES_AUDIENCE), name="audiences_etape_apres"),
        ]
        indexes = [models.Index(fields=["chambre", "genre"], name="etape_chambre")]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} le {timezone.localtime(self.horodatage):%d/%m/%Y}"
