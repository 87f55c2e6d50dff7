"""What is counted: one row a passage, one a hearing that rose, without anything that names a case.

They are projections, written by `actions.faits` alone in the transaction of what they tell: they have no history of
their own. They outlive the case: what its passages were counted for stays after its key is destroyed.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from maillage.metiers.audiences import droits
from maillage.metiers.audiences.enums import (
    FamilleRenvoi,
    MotifRenvoi,
    NatureAudience,
    StatutPassage,
    TypeAudience,
)
from maillage.metiers.audiences.models.audiences import Audience
from maillage.metiers.audiences.models.champs import CHAMBRE_LUE, code, vers
from maillage.metiers.audiences.models.passages import Audiencement
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation

ECRITURE: dict[str, Droit] = {"chambre": droits.AUDIENCE_AVANCER}


def compteur(libelle: str) -> Any:
    return models.PositiveSmallIntegerField(libelle, default=0)


def jours(libelle: str) -> Any:
    """A number of days; none when it does not apply or is not known."""
    return models.PositiveIntegerField(libelle, null=True, blank=True)


class FaitPassage(ModeleProtege):
    """A case on the roll of a hearing, and what became of it."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITURE

    audiencement = models.OneToOneField(
        Audiencement, verbose_name="passage", on_delete=models.CASCADE, related_name="fait"
    )
    chambre = vers(Organisation, "chambre", db_index=False)
    date = models.DateField("date")
    nature = code(NatureAudience, "nature de l’audience", facultatif=False)
    statut = code(StatutPassage, "état", facultatif=False)
    famille_renvoi = code(FamilleRenvoi, "suite")
    motif_renvoi = code(MotifRenvoi, "motif du renvoi")
    est_audience = models.BooleanField("audiencée", default=False)
    """The hearing has risen, or the case already has its issue."""
    est_lecture = models.BooleanField("lecture d’un délibéré", default=False)
    jours_audiencement = jours("jours de la saisine à l’audience")
    prevenus_juges = compteur("prévenus jugés")
    prevenus_a_signifier = compteur("jugés contradictoirement à signifier")
    prevenus_defaut = compteur("jugés par défaut")
    est_minute_etablie = models.BooleanField("minute mise en forme", default=False)
    est_minute_signee = models.BooleanField("minute signée", default=False)
    est_minute_a_temps = models.BooleanField("minute signée à temps", default=False)
    jours_minute = jours("jours de la décision à la minute signée")
    est_pieces_attendues = models.BooleanField("pièces d’exécution attendues", default=False)
    """Somebody was convicted: something is handed to him, or sent."""
    est_pieces_remises = models.BooleanField("pièces remises", default=False)
    est_pieces_le_jour_meme = models.BooleanField("pièces remises le jour même", default=False)
    jours_pieces = jours("jours de la décision à la remise des pièces")
    est_note_visee = models.BooleanField("note visée", default=False)
    est_note_visee_a_temps = models.BooleanField("note visée à temps", default=False)

    class Meta:
        verbose_name = "passage compté"
        verbose_name_plural = "passages comptés"
        ordering = ["id"]
        indexes = [models.Index(fields=["chambre", "date"], name="fait_passage_chambre")]

    def __str__(self) -> str:
        return f"Passage du {self.date:%d/%m/%Y}"


class FaitAudience(ModeleProtege):
    """A hearing that rose: how long it sat, on how many cases."""

    perimetres: ClassVar[dict[str, Droit]] = CHAMBRE_LUE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITURE

    audience = models.OneToOneField(
        Audience, verbose_name="audience", on_delete=models.CASCADE, related_name="fait"
    )
    chambre = vers(Organisation, "chambre", db_index=False)
    date = models.DateField("date")
    nature = code(NatureAudience, "nature", facultatif=False)
    type = code(TypeAudience, "composition", facultatif=False)
    minutes = compteur("minutes siégées")
    dossiers = compteur("dossiers")
    est_apres_21h = models.BooleanField("levée après 21 h", default=False)
    est_surchargee = models.BooleanField("plus de dossiers que prévu", default=False)

    class Meta:
        verbose_name = "audience comptée"
        verbose_name_plural = "audiences comptées"
        ordering = ["id"]
        indexes = [models.Index(fields=["chambre", "date"], name="fait_audience_chambre")]

    def __str__(self) -> str:
        return f"Audience du {self.date:%d/%m/%Y}"
