"""The last place of a line of the list is taken once, whoever takes it: a reservation, or a proposal accepted."""

from __future__ import annotations

from decimal import Decimal

from django.core.exceptions import ValidationError

from maillage.metiers.protection.models import Inscription
from maillage.metiers.protection.models.charges import charges, place
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.appariement.reservation import PlusDePlace, prendre_place

COMPLET = "La dernière place vient d’être prise : choisissez un autre mandataire de la liste."


def prendre_la_place(inscription: int, poids: Decimal, *, sinon: str = COMPLET) -> Inscription:
    """Lock the line of the list until the end of the transaction: whoever comes second sees the place taken.

    In the name of the technical account: a court may not change a line, it may only take a place on it. Raises
    ValidationError, with `sinon`, when no place of this weight is left.
    """

    def il_reste(ligne: Inscription) -> bool:
        tenue = charges([ligne.organisation_id]).get((ligne.organisation_id, ligne.departement_id))
        return ligne.date_fin is None and place(ligne, tenue).peut_prendre(poids)

    try:
        with agir_comme(agent_systeme()):
            return prendre_place(Inscription.objects.filter(pk=inscription), il_reste=il_reste)
    except PlusDePlace as complet:
        raise ValidationError(sinon) from complet
