"""Which acts are paid one by one, and which of them no mémoire bills yet."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.metiers.medecine_legale.models.actes import ActeQuerySet
from maillage.metiers.medecine_legale.models.memoires import ActeFacture
from maillage.metiers.medecine_legale.regles.tarifs import Bareme
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Organisation

PAIEMENT_A_L_ACTE = "paiement_a_l_acte"
"""Mark of a structure outside the annual grant, in `Organisation.caracteristiques`."""


def est_payee_a_l_acte(structure: Organisation) -> bool:
    """A practitioner of the proximity network, or a structure outside the annual grant."""
    return structure.type == TypeOrganisation.RESEAU_PROXIMITE or bool(
        structure.caracteristiques.get(PAIEMENT_A_L_ACTE)
    )


def structures_payees_a_l_acte() -> QuerySet[Organisation]:
    """Those that keep files: the others are correspondents."""
    return Organisation.objects.filter(
        Q(type=TypeOrganisation.RESEAU_PROXIMITE) | Q(**{f"caracteristiques__{PAIEMENT_A_L_ACTE}": True}),
        est_gestionnaire=True,
        est_active=True,
    )


def a_facturer(actes: ActeQuerySet, bareme: Bareme) -> ActeQuerySet:
    """Acts done under a requisition, paid one by one, for which the tariff has a price and no mémoire claims it."""
    tarifes = Q(pk__in=[])
    for cotation in bareme.cotations:
        tarife = Q(profil__in=cotation.profils)
        tarifes |= tarife & Q(types_examen__overlap=list(cotation.types)) if cotation.types else tarife
    payes = Q(structure__type=TypeOrganisation.RESEAU_PROXIMITE) | Q(
        **{f"structure__caracteristiques__{PAIEMENT_A_L_ACTE}": True}
    )
    facture = ActeFacture.objects.filter(acte=OuterRef("pk"), est_libere=False)
    return actes.comptes().filter(payes, tarifes, ~Exists(facture), requisition__isnull=False)
