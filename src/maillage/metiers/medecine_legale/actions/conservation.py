"""The end of retention: erase what tells of persons and of violence, keep what counts.

By batches, each in its own transaction: cut short, it goes on at the next run. Statistics do not move: an act erased
stays counted as it was (`fige` of its rollups).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Count, Exists, F, Model, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.requisitions import chemin_piece
from maillage.metiers.medecine_legale.droits import CONSERVATION_CONDUIRE
from maillage.metiers.medecine_legale.models import (
    ActeFacture,
    ActeMedicoLegal,
    Certificat,
    EffacementConservation,
    LigneMemoire,
    Memoire,
    MissionRequisition,
    PartieNominative,
    PieceRequisition,
    Remise,
    Requisition,
)
from maillage.metiers.medecine_legale.regles.conservation import JOURS_COMPTE_INACTIF, borne_effacement
from maillage.socle.acces.comptes.actions import desactiver_agent
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.documents.production import produire
from maillage.socle.echanges.imports.effacement import effacer_lignes
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.effacement import agents_connectes, effacer_contenus

DOCUMENT = "medecine_legale.effacement"
LOT = 1_000
DOCUMENTS_NOMINATIFS = (
    "medecine_legale.certificat",
    "medecine_legale.recepisse",
    "medecine_legale.attestation_mission",
)
DOCUMENT_MEMOIRE = "medecine_legale.memoire"
LIBELLE_EFFACE = "Effacé en fin de conservation"
MOTIF_EFFACE = "Motif effacé en fin de conservation"
EFFACE_DE_L_ACTE: dict[str, Any] = {
    "age": "", "genre": "", "natures_violence": [], "contextes_violence": [], "attentat": "", "cause_deces": "",
    "itt_jours": None, "numero_pv": "", "cle_pv": "", "cle_suite": "",
}  # fmt: skip
COMPTEURS = ("actes", "identites", "requisitions", "fichiers", "evenements")


@dataclass(frozen=True)
class Apercu:
    """What the next run would erase in a structure."""

    structure: Organisation
    actes: int
    requisitions: int


def actes_a_effacer(borne: dt.date) -> QuerySet[ActeMedicoLegal]:
    return ActeMedicoLegal.objects.filter(date_examen__lt=borne, horodatage_purge=None)


def requisitions_a_effacer(borne: dt.date) -> QuerySet[Requisition]:
    """Old requisitions of which no act is kept in full."""
    gardes = ActeMedicoLegal.objects.filter(requisition=OuterRef("pk"), horodatage_purge=None)
    return Requisition.objects.filter(date_requisition__lt=borne, horodatage_purge=None).exclude(
        Exists(gardes)
    )


def memoires_a_effacer(borne: dt.date) -> QuerySet[Memoire]:
    """Mémoires of which every claim is extinguished; their document still holds numbers and reasons."""
    vivants = ActeFacture.objects.filter(memoire=OuterRef("pk"), acte__date_examen__gte=borne)
    return Memoire.objects.filter(horodatage_purge=None).exclude(Exists(vivants))


def apercevoir(*, agent: Agent, jour: dt.date) -> list[Apercu]:
    """Counts by structure of what the next run would erase. Two queries and the structures."""
    exiger(agent, CONSERVATION_CONDUIRE)
    borne = borne_effacement(jour)
    actes = dict(
        actes_a_effacer(borne).order_by("structure").values_list("structure").annotate(n=Count("pk"))
    )
    anciennes = Requisition.objects.filter(date_requisition__lt=borne, horodatage_purge=None)
    requisitions = dict(anciennes.order_by("structure").values_list("structure").annotate(n=Count("pk")))
    structures = Organisation.objects.filter(pk__in={*actes, *requisitions}).order_by("nom", "pk")
    return [Apercu(s, actes.get(s.pk, 0), requisitions.get(s.pk, 0)) for s in structures]


def structures_concernees(borne: dt.date, creances: dt.date) -> list[Organisation]:
    """Structures that have something to erase, or an erasing cut short."""
    pk = {
        *memoires_a_effacer(creances).order_by().values_list("structure", flat=True).distinct(),
        *actes_a_effacer(borne).order_by().values_list("structure", flat=True).distinct(),
        *requisitions_a_effacer(borne).order_by().values_list("structure", flat=True).distinct(),
        *EffacementConservation.objects.filter(horodatage_fin=None)
        .order_by()
        .values_list("structure", flat=True),
    }
    return list(Organisation.objects.filter(pk__in=pk).order_by("pk"))


def effacer_un_lot(*, agent: Agent, structure: Organisation, borne: dt.date, creances: dt.date) -> bool:
    """Erase one batch of a structure: acts and requisitions before `borne`, mémoires of claims before `creances`.

    False when nothing was left: the report is then issued, once.
    """
    exiger(agent, CONSERVATION_CONDUIRE, structure)
    with transaction.atomic():
        suivi, _ = EffacementConservation.objects.select_for_update(of=("self",)).get_or_create(
            structure=structure, date_borne=borne, horodatage_fin=None
        )
        comptes = _effacer_actes(structure, borne)
        if not comptes:
            comptes = _effacer_requisitions(structure, borne)
        if not comptes:
            comptes = _effacer_memoires(structure, creances)
        if comptes:
            for nom in COMPTEURS:
                setattr(suivi, f"nombre_{nom}", F(f"nombre_{nom}") + comptes[nom])
            suivi.save(update_fields=[f"nombre_{nom}" for nom in COMPTEURS])
            return True
        effacer_lignes("medecine_legale.actes", Organisation.objects.filter(pk=structure.pk), avant=borne)
        if any(getattr(suivi, f"nombre_{nom}") for nom in COMPTEURS):
            suivi.horodatage_fin = timezone.now()
            suivi.save(update_fields=["horodatage_fin"])
            produire(DOCUMENT, suivi, agent=agent)
        else:
            suivi.delete()
    return False


def _effacer_actes(structure: Organisation, borne: dt.date) -> Counter[str]:
    verrou = actes_a_effacer(borne).filter(structure=structure).select_for_update(of=("self",))
    actes = list(verrou.order_by("date_examen", "id").values_list("pk", flat=True)[:LOT])
    comptes: Counter[str] = Counter()
    if not actes:
        return comptes
    identites = dict(PartieNominative.objects.filter(acte__in=actes).order_by("id").values_list("pk", "cle"))
    _detruire_cles(identites.values())
    certificats = list(Certificat.objects.filter(acte__in=actes).order_by("id").values_list("pk", flat=True))
    remises = list(
        Remise.objects.filter(certificat__in=certificats).order_by("id").values_list("pk", flat=True)
    )
    Certificat.objects.filter(pk__in=certificats).update(itt_jours=None)
    Certificat.objects.filter(pk__in=certificats).exclude(motif="").update(motif=MOTIF_EFFACE)
    Remise.objects.filter(pk__in=remises).update(destinataire="", courriel="")
    revoquees = Remise.objects.filter(pk__in=remises).exclude(motif_revocation="")
    revoquees.update(motif_revocation=MOTIF_EFFACE)
    factures = ActeFacture.objects.filter(acte__in=actes)
    memoires = list(factures.order_by("memoire").values_list("memoire", flat=True).distinct())
    lignes = list(
        LigneMemoire.objects.filter(acte_facture__in=factures).order_by("id").values_list("pk", flat=True)
    )
    LigneMemoire.objects.filter(pk__in=lignes).update(explication="")
    Memoire.objects.filter(pk__in=memoires).exclude(motif="").update(motif=MOTIF_EFFACE)
    ActeMedicoLegal.objects.filter(pk__in=actes).update(
        **EFFACE_DE_L_ACTE,
        numero_interne=Concat(Value("E-"), "pk"),
        cle_interne=Concat(Value("E"), "pk"),
        horodatage_purge=timezone.now(),
    )
    comptes["actes"], comptes["identites"] = len(actes), len(identites)
    comptes["fichiers"] = effacer_fichiers(Certificat, certificats, DOCUMENTS_NOMINATIFS)
    comptes["evenements"] += _effacer_echeances(ActeMedicoLegal, actes)
    comptes["evenements"] += _effacer_echeances(Certificat, certificats)
    for modele, objets in (
        (ActeMedicoLegal, actes),
        (PartieNominative, list(identites)),
        (Certificat, certificats),
        (Remise, remises),
        (LigneMemoire, lignes),
        (Memoire, memoires),
    ):
        comptes["evenements"] += effacer_contenus(modele._meta.db_table, objets)
    return comptes


def _detruire_cles(cles: Iterable[int]) -> None:
    Cle.objects.filter(pk__in=cles).exclude(enveloppe="").update(
        enveloppe="", horodatage_destruction=timezone.now()
    )


def _effacer_requisitions(structure: Organisation, borne: dt.date) -> Counter[str]:
    anciennes = requisitions_a_effacer(borne).filter(structure=structure).select_for_update(of=("self",))
    requisitions = list(anciennes.order_by("date_requisition", "id").values_list("pk", flat=True)[:LOT])
    comptes: Counter[str] = Counter()
    if not requisitions:
        return comptes
    pieces = list(
        PieceRequisition.objects.filter(requisition__in=requisitions)
        .order_by("id")
        .values_list("pk", "sha256")
    )
    Requisition.objects.filter(pk__in=requisitions).update(
        numero_pv=Concat(Value("E-"), "pk"),
        cle_pv="",
        numero_parquet="",
        cle_parquet="",
        nom_opj="",
        horodatage_purge=timezone.now(),
    )
    missions = dict(
        MissionRequisition.objects.filter(requisition__in=requisitions)
        .order_by("id")
        .values_list("pk", "cle")
    )
    _detruire_cles(missions.values())
    PieceRequisition.objects.filter(pk__in=[pk for pk, _ in pieces]).delete()
    comptes["requisitions"] = len(requisitions)
    comptes["fichiers"] = _effacer_pieces({sha256 for _, sha256 in pieces})
    comptes["fichiers"] += effacer_fichiers(Requisition, requisitions, DOCUMENTS_NOMINATIFS)
    comptes["evenements"] = effacer_contenus(Requisition._meta.db_table, requisitions)
    comptes["evenements"] += _effacer_echeances(Requisition, requisitions)
    comptes["evenements"] += effacer_contenus(PieceRequisition._meta.db_table, [pk for pk, _ in pieces])
    comptes["evenements"] += effacer_contenus(MissionRequisition._meta.db_table, list(missions))
    return comptes


def _effacer_memoires(structure: Organisation, creances: dt.date) -> Counter[str]:
    """The file of each mémoire; what was claimed, of whom, when, and what became of it stay, as accounts."""
    verrou = memoires_a_effacer(creances).filter(structure=structure).select_for_update(of=("self",))
    memoires = list(verrou.order_by("id").values_list("pk", flat=True)[:LOT])
    comptes: Counter[str] = Counter()
    if memoires:
        Memoire.objects.filter(pk__in=memoires).update(horodatage_purge=timezone.now())
        comptes["fichiers"] = effacer_fichiers(Memoire, memoires, [DOCUMENT_MEMOIRE])
        comptes["evenements"] = effacer_contenus(Memoire._meta.db_table, memoires)
    return comptes


def _effacer_echeances(modele: type[Model], objets: Sequence[int]) -> int:
    """What the to-do list said of them (a number of procès-verbal); the day and the outcome stay."""
    echeances = Echeance.objects.filter(objet_type=modele._meta.label_lower, objet_id__in=objets)
    identifiants = list(echeances.order_by("id").values_list("pk", flat=True))
    Echeance.objects.filter(pk__in=identifiants).update(libelle=LIBELLE_EFFACE)
    return effacer_contenus(Echeance._meta.db_table, identifiants)


def _effacer_pieces(empreintes: set[str]) -> int:
    """Files that no other requisition holds, deleted once the transaction is committed."""
    encore = set(
        PieceRequisition.objects.filter(sha256__in=empreintes).order_by().values_list("sha256", flat=True)
    )
    seuls = sorted(empreintes - encore)
    noms = [chemin_piece(sha256) for sha256 in seuls]

    def supprimer() -> None:
        for nom in noms:
            default_storage.delete(nom)

    transaction.on_commit(supprimer)
    return len(seuls)


def fermer_comptes_inactifs(*, agent: Agent, maintenant: dt.datetime) -> int:
    """Close the accounts of the service that nobody has used for a year. Returns how many."""
    exiger(agent, CONSERVATION_CONDUIRE)
    limite = maintenant - dt.timedelta(days=JOURS_COMPTE_INACTIF)
    du_service = (
        Agent.objects.filter(
            habilitations__role__startswith="medecine_legale.",
            is_active=True,
            est_systeme=False,
            personne__isnull=False,
            horodatage_creation__lt=limite,
        )
        .exclude(pk__in=agents_connectes(limite))
        .distinct()
        .order_by("pk")
    )
    inactifs = list(du_service)
    for inactif in inactifs:
        desactiver_agent(auteur=agent, cible=inactif, motif="Compte inutilisé depuis un an")
    return len(inactifs)
