"""What happens to a lot: one function writes the event and the state that follows. Nothing else moves a lot.

And the lots that wait for their proof.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.numerisation.enums.dossiers import EtatLot, TypeEvenementLot
from maillage.metiers.numerisation.models import EvenementLot, Lot, Verification
from maillage.metiers.numerisation.regles.etats import TransitionRefusee, appliquer_au_lot
from maillage.socle.annuaire.models import Agent

MOTIF_LECTURE = "Lecture d’un dossier numérisé"
MOTIF_SCELLEMENT = "Scellement d’un lot accepté"
MOTIF_VERIFICATION = "Vérification des preuves d’un lot"


def verrouiller_lot(pk: int) -> Lot:
    """The lot as it is now, until the end of the transaction."""
    return (
        Lot.objects.select_for_update(of=("self",))
        .select_related("service", "prestataire", "convention")
        .get(pk=pk)
    )


def avancer_lot(
    lot: Lot,
    evenement: TypeEvenementLot,
    *,
    auteur: Agent,
    precision: str = "",
    instant: dt.datetime | None = None,
    **champs: Any,
) -> EvenementLot:
    """Write what happened to a locked lot, and what it changes of it. Raises ValidationError when it cannot happen."""
    try:
        etat = appliquer_au_lot(EtatLot(lot.etat) if lot.pk and lot.etat else None, evenement)
    except TransitionRefusee as erreur:
        raise ValidationError(str(erreur)) from erreur
    lot.etat = etat
    for champ, valeur in champs.items():
        setattr(lot, champ, valeur)
    lot.save(update_fields=["etat", *champs])
    return noter_lot(lot, evenement, auteur=auteur, precision=precision, instant=instant)


def noter_lot(
    lot: Lot,
    evenement: TypeEvenementLot,
    *,
    auteur: Agent,
    precision: str = "",
    instant: dt.datetime | None = None,
) -> EvenementLot:
    return EvenementLot.objects.create(
        lot=lot,
        service_id=lot.service_id,
        prestataire_id=lot.prestataire_id,
        type=evenement,
        etat=lot.etat,
        livraison=lot.livraison,
        auteur=auteur,
        horodatage=instant or timezone.now(),
        precision=precision[:400],
    )


def lots_a_sceller() -> list[int]:
    """Accepted lots whose seal is not complete."""
    return list(Lot.objects.filter(etat__in=(EtatLot.ACCEPTE, EtatLot.SCELLE)).values_list("pk", flat=True))


def lots_a_verifier(depuis: dt.datetime) -> list[int]:
    """Sealed lots that were not checked since."""
    recents = Verification.objects.filter(horodatage__gte=depuis).values("lot")
    scelles = Lot.objects.filter(etat__in=(EtatLot.SCELLE, EtatLot.INTEGRE))
    return list(scelles.exclude(pk__in=recents).order_by("pk").values_list("pk", flat=True))
