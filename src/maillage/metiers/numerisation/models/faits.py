"""What is counted of a record: how far it is, how long it took. Nothing that names anyone.

A projection, written by `actions.faits` alone in the name of the technical account: it has no history of its own, and
outlives the content of the record.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from maillage.metiers.numerisation import droits
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models.champs import choix, jour, vers
from maillage.metiers.numerisation.models.dossiers import Dossier
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Organisation


class FaitDossier(ModeleProtege):
    """A record inventoried, at the date when it was, and where it is now."""

    perimetres: ClassVar[dict[str, Droit]] = {"centre": droits.STATISTIQUES_LIRE}
    perimetres_ecriture: ClassVar[dict[str, Droit]] = {"centre": droits.STATISTIQUES_LIRE}

    dossier = models.OneToOneField(
        Dossier, verbose_name="dossier", on_delete=models.CASCADE, related_name="fait"
    )
    centre = vers(Organisation, "centre", db_index=False)
    epaisseur = choix(EpaisseurDossier, "épaisseur", facultatif=False)
    etat = choix(EtatDossier, "état", facultatif=False)
    est_audite = models.BooleanField("tri audité", default=False)
    date = jour("inventorié le", facultatif=False)
    date_integration = jour("consultable depuis le")
    jours_ecran = models.PositiveIntegerField("jours de la boîte à l’écran", null=True, blank=True)

    class Meta:
        verbose_name = "dossier compté"
        verbose_name_plural = "dossiers comptés"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["centre", "date"], name="numerisation_fait_centre"),
            models.Index(
                fields=["centre", "date_integration"],
                condition=models.Q(jours_ecran__isnull=False),
                name="numerisation_fait_delai",
            ),
        ]

    def __str__(self) -> str:
        return f"Dossier du {self.date:%d/%m/%Y}"
