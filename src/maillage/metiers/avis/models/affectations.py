"""A request proposed to one specialist: why him, what he was shown, what he answered."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.avis import droits
from maillage.metiers.avis.enums.demandes import MotifDeclin, StatutAffectation
from maillage.metiers.avis.enums.urgences import Etape
from maillage.metiers.avis.models.champs import code, instant, scelle, vers
from maillage.metiers.avis.models.demandes import Demande
from maillage.metiers.avis.models.reseau import Specialiste
from maillage.socle.acces.models import Cle, ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation


class AffectationQuerySet(ProtegeQuerySet["Affectation"]):
    def en_attente(self) -> AffectationQuerySet:
        return self.filter(statut=StatutAffectation.PROPOSEE)


class Affectation(ModeleProtege):
    """A proposal. Its rank, score and reasons are kept, with the whole ranking, to be contested."""

    perimetres: ClassVar[dict[str, Droit]] = {
        "requis": droits.AVIS_RENDRE,
        "gestionnaire": droits.DEMANDE_SUIVRE,
        "requerant": droits.DEMANDE_LIRE,
    }
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"requis": droits.AVIS_RENDRE}

    demande = models.ForeignKey(
        Demande, verbose_name="demande", on_delete=models.CASCADE, related_name="affectations"
    )
    requerant = vers(Organisation, "exercice du demandeur", db_index=False)
    requis = vers(Organisation, "exercice du spécialiste", db_index=False)
    gestionnaire = vers(Organisation, "organisation qui tient la filière", db_index=False)
    specialiste = models.ForeignKey(
        Specialiste, verbose_name="spécialiste", on_delete=models.PROTECT, related_name="affectations"
    )
    etape = code(Etape, "recherche", facultatif=False)
    rang = models.PositiveSmallIntegerField("rang")
    score = models.FloatField("score")
    raisons = models.JSONField("raisons", default=list)
    classement = models.JSONField("classement", default=dict, blank=True)
    """The ranking it comes from, and who was put aside, why; kept on the first proposal of a round."""
    statut = code(StatutAffectation, "réponse", facultatif=False, default=StatutAffectation.PROPOSEE)
    motif = code(MotifDeclin, "motif")
    horodatage = models.DateTimeField("proposée le", default=timezone.now)
    horodatage_limite = instant("à prendre avant")
    horodatage_reponse = instant("réponse le")

    objects = AffectationQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "proposition"
        verbose_name_plural = "propositions"
        ordering = ["horodatage", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["demande", "specialiste"],
                condition=Q(statut=StatutAffectation.PROPOSEE),
                name="avis_affectation_unique",
                violation_error_message="Cette demande est déjà proposée à ce spécialiste.",
            ),
        ]
        indexes = [
            models.Index(fields=["requis", "statut"], name="avis_affectation_requis"),
            models.Index(fields=["requerant", "demande"], name="avis_affectation_requerant"),
            models.Index(fields=["gestionnaire", "demande"], name="avis_affectation_gestion"),
        ]

    def __str__(self) -> str:
        return f"Proposition de la demande {self.demande_id}"


class Apercu(ModeleProtege):
    """What a specialist is shown before he takes: age band, sex, question, files; never who. Kept as shown."""

    perimetres: ClassVar[dict[str, Droit]] = {"requis": droits.AVIS_RENDRE}

    affectation = models.OneToOneField(
        Affectation, verbose_name="proposition", on_delete=models.CASCADE, related_name="apercu"
    )
    requis = vers(Organisation, "exercice du spécialiste")
    cle = vers(Cle, "clé")
    contenu = scelle("aperçu chiffré")

    class Meta:
        verbose_name = "aperçu"
        verbose_name_plural = "aperçus"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"Aperçu de la proposition {self.affectation_id}"
