"""What is decided for each accused, in figures; and why a case comes back another day."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from maillage.metiers.audiences.enums import (
    DecisionPrevention,
    DecisionSanction,
    Execution,
    FamilleRenvoi,
    MesureSurete,
    ModulationPeine,
    MotifRenvoi,
    NaturePeine,
    Sursis,
)
from maillage.metiers.audiences.models.affaires import Infraction, Partie
from maillage.metiers.audiences.models.champs import CHAMBRE_ECRITE, CHAMBRE_LUE, code, scelle, vers
from maillage.metiers.audiences.models.passages import Audiencement
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation


class DansPassage(ModeleProtege):
    """A row of a passage: the chamber of the hearing, alone."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = CHAMBRE_ECRITE

    chambre = vers(Organisation, "chambre", db_index=False)

    class Meta:
        abstract = True


class Decision(DansPassage):
    """The decision on one accused: what was typed is kept, sealed, beside what was understood of it."""

    audiencement = vers(Audiencement, "passage", related_name="decisions")
    partie = vers(Partie, "partie", related_name="decisions")
    sanction = code(DecisionSanction, "sanction")
    date_ajournement = models.DateField("peine ajournée au", null=True, blank=True)
    date_delibere = models.DateField("délibéré le", null=True, blank=True)
    est_execution_provisoire = models.BooleanField("exécution provisoire", default=False)
    est_hors_bulletin_2 = models.BooleanField("hors bulletin n° 2", default=False)
    est_inscrit_fijais = models.BooleanField("inscription au FIJAIS", default=False)
    est_incomplete = models.BooleanField("à compléter avant signature", default=False)
    """Something typed was not understood, or the law asks more: kept, shown, and the minute cannot be signed."""
    contenu = scelle("ligne tapée et motivation, chiffrées")
    version = models.PositiveSmallIntegerField("version", default=1)
    cle_client = models.UUIDField("identifiant de la saisie", default=uuid.uuid4)
    copie_de = vers("self", "copie de", est_facultatif=True)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("rendue le")
    horodatage_modification = models.DateTimeField("modifiée le", auto_now=True)

    class Meta:
        verbose_name = "décision"
        verbose_name_plural = "décisions"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["audiencement", "partie"],
                name="audiences_decision_unique",
                violation_error_message="Une décision est déjà enregistrée pour ce prévenu : corrigez-la.",
            ),
        ]
        indexes = [models.Index(fields=["chambre", "horodatage"], name="decision_chambre")]

    def __str__(self) -> str:
        return f"Décision de la partie {self.partie_id}"


class InfractionJugee(DansPassage):
    """What is decided on one offence, for one accused."""

    decision = vers(Decision, "décision", related_name="infractions", on_delete=models.CASCADE)
    infraction = vers(Infraction, "infraction")
    issue = code(DecisionPrevention, "décision", facultatif=False)
    modulation = code(ModulationPeine, "modulation")

    class Meta:
        verbose_name = "infraction jugée"
        verbose_name_plural = "infractions jugées"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["decision", "infraction"], name="audiences_infraction_jugee_unique"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_issue_display()} ({self.infraction_id})"


def _quantum(libelle: str) -> models.PositiveSmallIntegerField[int, int]:
    return models.PositiveSmallIntegerField(libelle, default=0)


class PeinePrononcee(DansPassage):
    """One penalty in figures, as `regles.peines.Peine` says it; a duration is kept as it was pronounced."""

    decision = vers(Decision, "décision", related_name="peines", on_delete=models.CASCADE)
    rang = models.PositiveSmallIntegerField("rang")
    nature = code(NaturePeine, "peine", facultatif=False)
    precision = models.CharField("précision", max_length=40, blank=True)
    duree_annees = _quantum("années")
    duree_mois = _quantum("mois")
    duree_jours = _quantum("jours")
    est_definitive = models.BooleanField("définitive", default=False)
    heures = models.PositiveSmallIntegerField("heures", null=True, blank=True)
    nombre = models.PositiveSmallIntegerField("nombre", null=True, blank=True)
    montant = models.DecimalField("montant", max_digits=14, decimal_places=2, null=True, blank=True)
    sursis = code(Sursis, "sursis")
    sursis_annees = _quantum("années de sursis")
    sursis_mois = _quantum("mois de sursis")
    sursis_jours = _quantum("jours de sursis")
    montant_sursis = models.DecimalField(
        "montant avec sursis", max_digits=14, decimal_places=2, null=True, blank=True
    )
    delai_annees = _quantum("délai en années")
    delai_mois = _quantum("délai en mois")
    delai_jours = _quantum("délai en jours")
    obligations = ArrayField(
        models.PositiveSmallIntegerField(), verbose_name="obligations", default=list, blank=True
    )
    execution = code(Execution, "exécution")
    defaut_annees = _quantum("années à défaut")
    defaut_mois = _quantum("mois à défaut")
    defaut_jours = _quantum("jours à défaut")
    montant_defaut = models.DecimalField(
        "amende à défaut", max_digits=14, decimal_places=2, null=True, blank=True
    )
    contenu = scelle("objet de la peine, chiffré")
    est_execution_provisoire = models.BooleanField("exécution provisoire", default=False)

    class Meta:
        verbose_name = "peine"
        verbose_name_plural = "peines"
        ordering = ["rang", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "rang"], name="audiences_peine_unique"),
            models.CheckConstraint(
                condition=Q(est_definitive=False) | Q(duree_annees=0, duree_mois=0, duree_jours=0),
                name="audiences_peine_definitive",
            ),
        ]
        indexes = [models.Index(fields=["chambre", "nature"], name="peine_chambre")]

    def __str__(self) -> str:
        return str(self.get_nature_display())


class Renvoi(DansPassage):
    """The next date, its motive and its family: only a true adjournment counts in the rate."""

    audiencement = models.OneToOneField(
        Audiencement, verbose_name="passage", on_delete=models.PROTECT, related_name="renvoi"
    )
    suivant = models.OneToOneField(
        Audiencement,
        verbose_name="passage suivant",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    date = models.DateField("renvoyée au")
    heure = models.TimeField("heure")
    motif = code(MotifRenvoi, "motif", facultatif=False)
    famille = code(FamilleRenvoi, "famille", facultatif=False)
    est_contradictoire = models.BooleanField("les parties présentes en ont été avisées", default=True)
    mesure_surete = code(MesureSurete, "mesure de sûreté")
    contenu = scelle("observations chiffrées")
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("décidé le")

    class Meta:
        verbose_name = "renvoi"
        verbose_name_plural = "renvois"
        ordering = ["id"]
        indexes = [models.Index(fields=["chambre", "date"], name="renvoi_chambre")]

    def __str__(self) -> str:
        return f"Renvoi au {self.date:%d/%m/%Y}"
