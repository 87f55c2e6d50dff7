"""Acts taken over in number from another tool: the same rules, one write for all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from maillage.metiers.medecine_legale.actions.actes import est_institut, preparer_acte
from maillage.metiers.medecine_legale.droits import ACTE_IMPORTER
from maillage.metiers.medecine_legale.models import ActeMedicoLegal
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

LOT = 2_000
CHAMPS_REPRIS = (
    "cle_interne", "cle_suite", "profil", "statut", "date_examen", "heure_debut", "periode_journee", "types_examen",
    "examens", "lieu", "age", "genre", "natures_violence", "contextes_violence", "cause_deces", "duree", "distance",
    "itt_jours", "numero_pv", "cle_pv", "requerant", "est_hors_requisition",
)  # fmt: skip


def reprendre_actes(
    *,
    agent: Agent,
    structure: Organisation,
    nouveaux: Iterable[tuple[ValeursActe, str, Organisation | None]],
    modifies: Mapping[int, tuple[ValeursActe, str, Organisation | None]],
) -> list[int]:
    """Record and correct acts in bulk; each is (values, PV number, requesting service). Returns the new ids, in order.

    The values were checked by `regles.controler_acte(…, est_reprise=True)` when the file was read; the database
    checks again.
    """
    exiger(agent, ACTE_IMPORTER, structure)
    institut = est_institut(structure)
    actes = [
        _acte(ActeMedicoLegal(structure=structure, auteur=agent), *repris, institut=institut)
        for repris in nouveaux
    ]
    crees = ActeMedicoLegal.objects.bulk_create(actes, batch_size=LOT)
    existants = ActeMedicoLegal.objects.filter(structure=structure).in_bulk(list(modifies))
    corriges = [_acte(existants[pk], *repris, institut=institut) for pk, repris in modifies.items()]
    ActeMedicoLegal.objects.bulk_update(corriges, CHAMPS_REPRIS, batch_size=LOT)
    return [acte.pk for acte in crees]


def annuler_reprise(*, agent: Agent, structure: Organisation, actes: Iterable[int]) -> int:
    """Cancel acts that an import had made; returns how many."""
    exiger(agent, ACTE_IMPORTER, structure)
    return ActeMedicoLegal.objects.filter(structure=structure, pk__in=list(actes)).update(est_annule=True)


def _acte(
    acte: ActeMedicoLegal,
    valeurs: ValeursActe,
    numero_pv: str,
    requerant: Organisation | None,
    *,
    institut: bool,
) -> ActeMedicoLegal:
    preparer_acte(
        acte, valeurs, numero_pv=numero_pv, requerant=requerant, institut=institut, est_reprise=True
    )
    return acte
