"""The provider's software: what it still owes, a lot delivered, what became of it. The same actions as the screens."""

from __future__ import annotations

import datetime as dt
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from ninja import Field, File, Form, Query, Router, Schema, Status, UploadedFile

from maillage.metiers.numerisation.actions.reception import LivraisonRefusee, livrer
from maillage.metiers.numerisation.droits import DOSSIER_LIRE, LOT_LIRE, LOT_LIVRER
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot
from maillage.metiers.numerisation.models import Dossier, Lot
from maillage.metiers.numerisation.taches import prendre_en_charge
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.api import Page, Pagination, declarer_api, paginer, portee

router = Router(tags=["Dossiers de santé au travail"])


class DossierAttendu(Schema):
    """A record in the provider's hands: its labels as the manifest writes them, the day by which it is owed."""

    dossier: str = Field(description="Étiquette du dossier.")
    boite: str = Field(description="Étiquette de la boîte où il est arrivé.")
    est_a_refaire: bool = Field(description="Vrai : son lot a été refusé.")
    date_limite: dt.date | None = Field(description="À livrer avant ce jour, selon la convention.")

    @staticmethod
    def resolve_dossier(dossier: Dossier) -> str:
        return dossier.etiquette.lisible

    @staticmethod
    def resolve_boite(dossier: Dossier) -> str:
        return dossier.boite.etiquette.lisible if dossier.boite else ""

    @staticmethod
    def resolve_est_a_refaire(dossier: Dossier) -> bool:
        return dossier.etat == EtatDossier.REFUSE

    @staticmethod
    def resolve_date_limite(dossier: Dossier) -> dt.date | None:
        expedition = dossier.boite.expedition if dossier.boite else None
        return expedition.date_limite_livraison if expedition else None


class RefusLu(Schema):
    fichier: str = Field(description="Vide : le lot entier.")
    champ: str
    phrase: str


class LotLu(Schema):
    """A lot. `refus`: why its last delivery was not taken; `raisons`: why its control refused it."""

    id: int
    numero: str
    etat: EtatLot
    livraison: int
    nombre_fichiers: int
    nombre_pages: int
    refus: list[RefusLu]
    raisons: list[str]

    @staticmethod
    def resolve_refus(lot: Lot) -> list[dict[str, str]]:
        recu = lot.manifestes.filter(livraison=lot.livraison).last()
        return (
            [dict(zip(("fichier", "champ", "phrase"), un, strict=True)) for un in recu.refus] if recu else []
        )

    @staticmethod
    def resolve_raisons(lot: Lot) -> list[str]:
        verdict = lot.verdicts.filter(livraison=lot.livraison, est_accepte=False).last()
        return list(verdict.raisons) if verdict else []


class LotResume(Schema):
    id: int
    numero: str
    etat: EtatLot
    livraison: int
    nombre_fichiers: int
    nombre_pages: int


class FiltreLots(Schema):
    etat: EtatLot | None = None
    numero: str | None = Field(None, max_length=60)


@router.get(
    "/dossiers-attendus",
    auth=portee(DOSSIER_LIRE),
    response=Page[DossierAttendu],
    summary="Lister les dossiers reçus, à livrer",
)
def lister_attendus(request: RequeteAgent, pagination: Query[Pagination]) -> Any:
    attendus = Dossier.objects.visibles_par(request.user).filter(
        prestataire__in=perimetre(request.user, LOT_LIVRER),
        etat__in=(EtatDossier.RECU, EtatDossier.REFUSE),
        boite__isnull=False,
    )
    return paginer(attendus.select_related("boite__expedition"), pagination, tri="numero")


@router.get("/lots", auth=portee(LOT_LIRE), response=Page[LotResume], summary="Lister les lots")
def lister_lots(request: RequeteAgent, filtre: Query[FiltreLots], pagination: Query[Pagination]) -> Any:
    criteres = filtre.model_dump(exclude_none=True)
    return paginer(Lot.objects.visibles_par(request.user).filter(**criteres), pagination, tri="-horodatage")


@router.get(
    "/lots/{int:pk}", auth=portee(LOT_LIRE), response=LotLu, summary="Lire un lot, ses refus et son verdict"
)
def lire_lot(request: RequeteAgent, pk: int) -> Lot:
    return obtenir(Lot.objects.visibles_par(request.user), pk=pk)


@router.post(
    "/lots",
    auth=portee(LOT_LIVRER),
    response={201: LotLu},
    summary="Livrer un lot : un ZIP, son manifeste et un PDF par dossier",
)
def livrer_lot(
    request: RequeteAgent,
    archive: File[UploadedFile],
    prestataire: Form[int | None] = None,
) -> Any:
    """All or nothing. A lot whose content does not match is written down as rejected, and `refus` says all of it.

    `prestataire`: for a client that delivers for several.
    """
    siens = Organisation.objects.filter(pk__in=perimetre(request.user, LOT_LIVRER))
    if prestataire is None and siens.count() != 1:
        raise ValidationError({"prestataire": "Précisez pour quel prestataire vous livrez."})
    ici = obtenir(siens, pk=prestataire) if prestataire is not None else siens.get()
    try:
        recu = livrer(agent=request.user, prestataire=ici, flux=cast(BinaryIO, archive.file))
    except LivraisonRefusee as erreur:
        phrases = [" ".join(filter(None, (un.fichier, un.champ, un.phrase))) for un in erreur.refus]
        raise ValidationError({"archive": phrases}) from erreur
    prendre_en_charge(recu)
    return Status(201, recu.lot)


declarer_api("numerisation", router)
