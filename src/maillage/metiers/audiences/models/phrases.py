"""Sentences that a clerk, or a whole chamber, writes often: `#raccourci` puts them in the note."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from maillage.metiers.audiences import droits
from maillage.metiers.audiences.models.champs import vers
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import SOI, Droit
from maillage.socle.annuaire.models import Agent, Organisation


class PhraseQuerySet(ProtegeQuerySet["Phrase"]):
    def pour(self, chambre: Organisation, agent: Agent) -> PhraseQuerySet:
        """Those of the chamber and one's own."""
        return self.filter(Q(chambre=chambre) | Q(chambre=None, auteur=agent)).order_by("raccourci", "id")


class Phrase(ModeleProtege):
    """With a chamber, its clerks share it; without, it is its author's alone. It never names anybody."""

    perimetres: ClassVar[dict[str, Droit]] = {"chambre": droits.AUDIENCE_TENIR, "auteur": SOI}

    chambre = vers(Organisation, "partagée avec", est_facultatif=True)
    auteur = vers(Agent, "auteur")
    raccourci = models.CharField("raccourci", max_length=30)
    texte = models.TextField("texte", max_length=2_000)
    horodatage_modification = models.DateTimeField("modifiée le", auto_now=True)

    objects = PhraseQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "phrase"
        verbose_name_plural = "phrases"
        ordering = ["raccourci", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["chambre", "raccourci"],
                condition=Q(chambre__isnull=False),
                name="audiences_phrase_chambre",
                violation_error_message="Cette chambre a déjà une phrase sous ce raccourci.",
            ),
            models.UniqueConstraint(
                fields=["auteur", "raccourci"],
                condition=Q(chambre=None),
                name="audiences_phrase_auteur",
                violation_error_message="Vous avez déjà une phrase sous ce raccourci.",
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.raccourci}"
