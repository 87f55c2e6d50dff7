"""The paper's way: one object of each step, and who audits and receives; the other people are those of reading."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from maillage.metiers.numerisation.actions import audits, boites, expeditions, tri
from maillage.metiers.numerisation.actions.inventaire import inventorier_tous
from maillage.metiers.numerisation.models import (
    AuditTri,
    Boite,
    Dossier,
    DossierAudite,
    Expedition,
    PieceTriee,
)
from maillage.metiers.numerisation.tests.lieux import creer_prestataire, ligne
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation

if TYPE_CHECKING:
    from tests.monde import Monde

TROUPES_PAPIER = {
    # quality control, who runs the centre, the coordinating doctor, a nurse of another service, an assistant
    "papier_audit": ("quentin", "rachel", "maud", "odile", "agathe"),
    # the provider, an assistant of the centre, who runs it, a nurse of another service, quality control
    "papier_reception": ("piotr", "agathe", "rachel", "odile", "quentin"),
}


class MondePapier:
    """Built on demand beside the rest of the world."""

    def __init__(self, monde: Monde) -> None:
        self.monde = monde

    def __getattr__(self, nom: str) -> Agent:
        """Return somebody of the cast of reading."""
        personne: Agent = getattr(self.monde.consultation, nom)
        return personne

    @cached_property
    def quentin(self) -> Agent:
        return self.monde._creer(
            "quentin", "numerisation.controleur_qualite", self.monde.consultation.lieu.service
        )

    @cached_property
    def prestataire(self) -> Organisation:
        return creer_prestataire(self.monde.consultation.lieu, self.monde.lille.commune)

    @cached_property
    def piotr(self) -> Agent:
        return self.monde._creer("piotr", "numerisation.prestataire", self.prestataire)

    def inventorier(self, nombre: int = 1, **champs: Any) -> list[Dossier]:
        with agir_comme(self.agathe):
            lignes = [ligne("Lefèvre", **champs) for _ in range(nombre)]
            return inventorier_tous(agent=self.agathe, centre=self.monde.consultation.centre, lignes=lignes)

    def proposer(self, nombre: int = 1) -> list[PieceTriee]:
        """Pieces that an assistant proposes not to pass on."""
        dossiers = self.inventorier(nombre)
        with agir_comme(self.agathe):
            return [
                tri.classer(
                    agent=self.agathe,
                    tri=tri.commencer(agent=self.agathe, dossier=dossier),
                    genre="notes_personnelles",
                )
                for dossier in dossiers
            ]

    def trier(self, nombre: int = 1, **champs: Any) -> list[Dossier]:
        dossiers = self.inventorier(nombre, **champs)
        with agir_comme(self.agathe):
            for dossier in dossiers:
                ouvert = tri.commencer(agent=self.agathe, dossier=dossier)
                tri.classer(agent=self.agathe, tri=ouvert, genre="visite")
                tri.terminer(agent=self.agathe, tri=ouvert)
        return dossiers

    def ouvrir(self, nombre: int = 1) -> list[Boite]:
        with agir_comme(self.agathe):
            return boites.ouvrir(
                agent=self.agathe, centre=self.monde.consultation.centre, nombre=min(nombre, 24)
            )

    def remplir(self, nombre: int = 1) -> Boite:
        dossiers = self.trier(nombre)
        (boite,) = self.ouvrir()
        with agir_comme(self.agathe):
            for dossier in dossiers:
                boites.ranger(agent=self.agathe, boite=boite, lu=dossier.code)
        return boite

    def preparer(self, nombre: int = 1) -> Expedition:
        fermees = [self.remplir() for _ in range(nombre)]
        prestataire = self.prestataire
        with agir_comme(self.agathe):
            for boite in fermees:
                boites.fermer(agent=self.agathe, boite=boite, numero_scelle="S-1")
            return expeditions.preparer(
                agent=self.agathe,
                centre=self.monde.consultation.centre,
                prestataire=prestataire,
                date_prevue=timezone.localdate(),
                boites=[boite.pk for boite in fermees],
            )

    @cached_property
    def dossier(self) -> Dossier:
        return self.inventorier()[0]

    @cached_property
    def piece(self) -> PieceTriee:
        return self.proposer()[0]

    @cached_property
    def range(self) -> Dossier:
        """A record in an open box."""
        boite = self.boite
        with agir_comme(self.agathe):
            return Dossier.objects.get(boite=boite)

    @cached_property
    def boite(self) -> Boite:
        return self.remplir()

    @cached_property
    def expedition(self) -> Expedition:
        return self.preparer()

    @cached_property
    def audit(self) -> AuditTri:
        self.trier(2, epaisseur="gros")
        with agir_comme(self.quentin):
            return audits.tirer_audit(agent=self.quentin, centre=self.monde.consultation.centre)

    @cached_property
    def audite(self) -> DossierAudite:
        with agir_comme(self.quentin):
            return self.audit.dossiers.order_by("rang")[0]


def _pk(objet: str) -> Any:
    return lambda monde: {"pk": getattr(monde.papier, objet).pk}


ARGUMENTS_PAPIER: dict[str, Any] = {
    "numerisation:etiquettes": lambda _: {"genre": "dossiers"},
    **{
        f"numerisation:{nom}": _pk("dossier")
        for nom in (
            "dossier", "dossier_historique", "dossier_corriger", "dossier_retenir", "dossier_prolonger",
            "dossier_liberer", "dossier_effacer", "trier", "tri_terminer", "tri_reprendre",
        )
    },
    **{f"numerisation:piece_{verbe}": _pk("piece") for verbe in ("retirer", "rendre", "decider")},
    "numerisation:boite": _pk("boite"),
    **{f"numerisation:boite_{verbe}": _pk("boite") for verbe in ("ranger", "fermer", "rouvrir", "retirer")},
    "numerisation:dossier_sortir": _pk("range"),
    "numerisation:bordereau": _pk("expedition"),
    "numerisation:expedition": _pk("expedition"),
    **{
        f"numerisation:expedition_{verbe}": _pk("expedition")
        for verbe in ("remettre", "recevoir", "retrouver", "clore")
    },
    **{f"numerisation:audit{suite}": _pk("audit") for suite in ("", "_debriefer", "_clore")},
    "numerisation:audit_examiner": _pk("audite"),
    **{
        f"numerisation:{nom}": lambda m: {"pk": m.consultation.lieu.campagne.pk}
        for nom in ("campagne", "centre_inscrire", "convention_enregistrer")
    },
}  # fmt: skip
