"""Which acts are paid one by one, and which of them no mémoire bills yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet

from maillage.commun.requete_figee import Parametre, RequeteFigee
from maillage.metiers.medecine_legale.enums import ModeFinancement
from maillage.metiers.medecine_legale.models.actes import ActeQuerySet
from maillage.metiers.medecine_legale.models.financement import FinancementStructure
from maillage.metiers.medecine_legale.models.memoires import ActeFacture
from maillage.metiers.medecine_legale.regles.tarifs import Bareme
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Organisation

_LIGNES_A_L_ACTE = RequeteFigee(  # asked at each act
    lambda: FinancementStructure.objects.filter(
        structure=Parametre("structure"), mode=ModeFinancement.A_L_ACTE
    ).values_list("pk")[:1]
)


def mode_le(structure: Organisation, jour: dt.date) -> ModeFinancement:
    """How acts done on that day are paid."""
    if structure.type == TypeOrganisation.RESEAU_PROXIMITE:
        return ModeFinancement.A_L_ACTE
    lignes = FinancementStructure.objects.filter(structure=structure, date_debut__lte=jour)
    mode = lignes.order_by("-date_debut").values_list("mode", flat=True).first()
    return ModeFinancement(mode) if mode else ModeFinancement.DOTATION


def est_payee_a_l_acte(structure: Organisation) -> bool:
    """A practitioner of the proximity network, or a structure that is, was or will be paid per act."""
    if structure.type == TypeOrganisation.RESEAU_PROXIMITE:
        return True
    return bool(_LIGNES_A_L_ACTE.lignes(structure=structure.pk))


def structures_payees_a_l_acte() -> QuerySet[Organisation]:
    """Those that keep files: the others are correspondents."""
    lignes = FinancementStructure.objects.filter(structure=OuterRef("pk"), mode=ModeFinancement.A_L_ACTE)
    return Organisation.objects.filter(
        Q(type=TypeOrganisation.RESEAU_PROXIMITE) | Q(Exists(lignes)), est_gestionnaire=True, est_active=True
    )


def periodes_a_l_acte() -> Iterator[tuple[int, dt.date, dt.date | None]]:
    """(structure, first day, day on which the grant takes over); one query, a few lines for the country."""
    lignes = list(
        FinancementStructure.objects.order_by("structure", "date_debut").values_list(
            "structure", "date_debut", "mode"
        )
    )
    for rang, (structure, debut, mode) in enumerate(lignes):
        suivante = lignes[rang + 1] if rang + 1 < len(lignes) else None
        fin = suivante[1] if suivante is not None and suivante[0] == structure else None
        if mode == ModeFinancement.A_L_ACTE:
            yield structure, debut, fin


def a_facturer(actes: ActeQuerySet, bareme: Bareme) -> ActeQuerySet:
    """Acts done under a requisition, paid one by one on their day, that the tariff prices and no mémoire claims."""
    tarifes = Q(pk__in=[])
    for cotation in bareme.cotations:
        tarife = Q(profil__in=cotation.profils)
        tarifes |= tarife & Q(types_examen__overlap=list(cotation.types)) if cotation.types else tarife
    payes = Q(structure__type=TypeOrganisation.RESEAU_PROXIMITE)
    for structure, debut, fin in periodes_a_l_acte():
        periode = Q(structure=structure, date_examen__gte=debut)
        payes |= periode & Q(date_examen__lt=fin) if fin else periode
    facture = ActeFacture.objects.filter(acte=OuterRef("pk"), est_libere=False)
    return actes.comptes().filter(payes, tarifes, ~Exists(facture), requisition__isnull=False)
