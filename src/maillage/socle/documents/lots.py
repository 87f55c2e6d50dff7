"""Many documents at once, made by a job: asked in a request, made in the background, followed, taken as one ZIP."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models, transaction
from django.db.models import Count, Q
from django.utils import timezone

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.differer import differer
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.acces.models import ModeleProtege
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.donnees import DonneesInvalides
from maillage.socle.documents.genre import obtenir_genre
from maillage.socle.documents.models import DocumentProduit, ElementLot, LotDocuments
from maillage.socle.documents.production import ProductionImpossible, produire
from maillage.socle.documents.rendu import RenduImpossible


@dataclass(frozen=True)
class Avancement:
    """What the progress bar shows."""

    titre: str
    total: int
    fait: int
    refuse: int

    @property
    def est_termine(self) -> bool:
        """Nothing waits any more."""
        return self.fait + self.refuse >= self.total

    @property
    def est_en_echec(self) -> bool:
        """Nothing could be made."""
        return self.est_termine and not self.fait and bool(self.total)

    @property
    def message(self) -> str:
        """In words."""
        refuses = _accorder(self.refuse, "refusé", "refusés")
        if not self.est_termine:
            return refuses if self.refuse else ""
        faits = _accorder(self.fait, "document produit", "documents produits")
        return f"{faits}, {refuses} : voyez le détail ci-dessous." if self.refuse else f"{faits}."


def produire_plus_tard(
    code: str, objets: Iterable[models.Model], *, agent: Agent, motif: str = ""
) -> LotDocuments:
    """Ask for one document per object. The job starts when the transaction commits, and acts as the same agent."""
    from maillage.socle.documents.taches import produire_lot

    genre = obtenir_genre(code)
    with transaction.atomic():
        lot = LotDocuments.objects.create(
            auteur=agent, genre=code, libelle=genre.libelle, motif=motif, horodatage_demande=timezone.now()
        )
        ElementLot.objects.bulk_create(
            ElementLot(lot=lot, auteur=agent, objet_type=objet._meta.label_lower, objet_id=objet.pk)
            for objet in objets
        )
        differer(produire_lot, verrou=f"documents.lot.{lot.pk}", lot_id=lot.pk, agent_id=agent.pk)
    return lot


def avancer(lot_id: int, agent: Agent) -> int:
    """Make what is still waiting in a lot, each document in its own transaction; returns how many were made.

    May be interrupted and started again, or run twice at once: an element is taken by one and done once.
    """
    with agir_comme(agent):
        lot = LotDocuments.objects.visibles_par(agent).get(pk=lot_id)
        attente = list(_en_attente(lot).values_list("pk", flat=True))
    faits = 0
    for element_id in attente:
        try:
            with agir_comme(agent, motif=lot.motif or f"Lot de documents {lot.pk}"):
                element = (
                    _en_attente(lot)
                    .select_for_update(of=("self",), skip_locked=True)
                    .filter(pk=element_id)
                    .first()
                )
                if element is None:
                    continue
                element.document = produire(lot.genre, _objet(element, agent), agent=agent)
                element.save(update_fields=["document"])
            faits += 1
        except (AccesRefuse, ObjectDoesNotExist):
            _refuser(agent, element_id, "Introuvable, ou hors de votre périmètre.")
        except DonneesInvalides as refus:
            _refuser(agent, element_id, "Données à compléter : " + ", ".join(sorted(refus.erreurs)))
        except (RenduImpossible, ProductionImpossible) as refus:
            _refuser(agent, element_id, str(refus))
    return faits


def avancement(lot: LotDocuments) -> Avancement:
    """Counted from the elements: never wrong after an interruption."""
    compte = lot.elements.aggregate(
        total=Count("pk"), fait=Count("document"), refuse=Count("pk", filter=~Q(erreur=""))
    )
    return Avancement(titre=f"Production : {lot.libelle}", **compte)


def documents_du_lot(lot: LotDocuments, agent: Agent) -> models.QuerySet[DocumentProduit]:
    """Those made so far that the agent may (still) read, in order."""
    faits = lot.elements.filter(document__isnull=False).values("document_id")
    return DocumentProduit.objects.visibles_par(agent).filter(pk__in=faits).order_by("id")


def _accorder(nombre: int, singulier: str, pluriel: str) -> str:
    return f"{nombre} {singulier if nombre in (0, 1) else pluriel}"


def _en_attente(lot: LotDocuments) -> models.QuerySet[ElementLot]:
    return ElementLot.objects.filter(lot_id=lot.pk, document__isnull=True, erreur="").order_by("pk")


def _objet(element: ElementLot, agent: Agent) -> models.Model:
    modele = apps.get_model(element.objet_type)
    lignes = modele._default_manager.all()
    if issubclass(modele, ModeleProtege):
        lignes = modele.objects.visibles_par(agent)
    objet: models.Model = lignes.get(pk=element.objet_id)
    return objet


def _refuser(agent: Agent, element_id: int, erreur: str) -> None:
    with agir_comme(agent):
        ElementLot.objects.filter(pk=element_id, document__isnull=True).update(erreur=erreur[:500])
