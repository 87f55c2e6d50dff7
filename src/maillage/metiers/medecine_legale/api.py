"""Acts and requisitions for hospital software: the same actions as the screens."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from ninja import Field, ModelSchema, Query, Router, Schema, Status

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions import effectifs
from maillage.metiers.medecine_legale.droits import (
    ACTE_LIRE,
    ACTE_SAISIR,
    EFFECTIF_LIRE,
    EFFECTIF_SAISIR,
    REQUISITION_LIRE,
    REQUISITION_SAISIR,
)
from maillage.metiers.medecine_legale.enums import Reseau, StatutActe
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    EtatEffectif,
    LigneEffectif,
    Requisition,
    table_actes,
)
from maillage.metiers.medecine_legale.regles import ValeursActe
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.annuaire.models import Organisation, Personne
from maillage.socle.echanges.api import Page, Pagination, declarer_api, paginer, portee

router = Router(tags=["Médecine légale"])


class RequisitionEcrite(Schema):
    structure: int = Field(description="Identifiant de la structure requise.")
    requerant: int = Field(description="Identifiant du service requérant dans l’annuaire.")
    numero_pv: str = Field(max_length=60)
    date_requisition: dt.date
    mission: str = Field(max_length=4000)
    numero_parquet: str = Field("", max_length=60)
    nom_opj: str = Field("", max_length=120)
    juridiction: int | None = None
    date_limite: dt.date | None = None


class RequisitionLue(ModelSchema):
    class Meta:
        model = Requisition
        fields = ["id", "structure", "requerant", "numero_pv", "numero_parquet", "date_requisition", "date_limite",
                  "statut"]  # fmt: skip


class ActeEcrit(Schema):
    """An act. What each profile asks is told by the rules; a refusal names the field."""

    structure: int = Field(description="Identifiant de la structure.")
    profil: str = Field(description="Code d’un profil de l’opération « Lire les profils et les listes ».")
    numero_interne: str = Field(max_length=60, description="Désigne la personne, jamais par ses initiales.")
    date_examen: dt.date
    requisition: int | None = None
    est_hors_requisition: bool = False
    statut: StatutActe = StatutActe.REALISE
    heure_debut: dt.time | None = None
    types_examen: list[str] = []
    examens: list[str] = []
    lieu: str | None = None
    age: str | None = None
    genre: str | None = None
    natures_violence: list[str] = []
    contextes_violence: list[str] = []
    attentat: str | None = None
    cause_deces: str | None = None
    duree: str | None = None
    distance: str | None = None
    itt_jours: int | None = Field(None, ge=0, le=3650)
    praticien: int | None = Field(None, description="Identifiant de la personne dans l’annuaire.")
    second_praticien: int | None = Field(None, description="Une autopsie faite à deux est un seul acte.")


class ActeLu(ModelSchema):
    class Meta:
        model = ActeMedicoLegal
        fields = ["id", "structure", "requisition", "numero_interne", "numero_pv", "profil", "statut", "date_examen",
                  "heure_debut", "periode_journee", "types_examen", "examens", "lieu", "age", "genre",
                  "natures_violence", "contextes_violence", "attentat", "cause_deces", "duree", "distance", "itt_jours",
                  "reseau", "est_annule"]  # fmt: skip


class FiltreActes(Schema):
    structure: int | None = None
    profil: str | None = None
    reseau: Reseau | None = None
    depuis: dt.date | None = Field(None, description="Premier jour, inclus.")
    jusqua: dt.date | None = Field(None, description="Dernier jour, inclus.")


class ValeurLue(Schema):
    code: str
    libelle: str


class ProfilLu(Schema):
    """A profile on a day: its fields with their values; those of `facultatifs` may be left empty."""

    code: str
    libelle: str
    champs: dict[str, list[ValeurLue]]
    facultatifs: list[str]
    absence: str
    admet_recueil: bool


@router.get(
    "/profils", auth=portee(ACTE_LIRE), response=list[ProfilLu], summary="Lire les profils et les listes"
)
def lire_profils(request: RequeteAgent, jour: dt.date | None = None) -> Any:
    profils = table_actes().au(jour or timezone.localdate()).profils.values()
    return [
        {
            "code": profil.code,
            "libelle": profil.libelle,
            "champs": {
                champ: [{"code": valeur.code, "libelle": valeur.libelle} for valeur in valeurs]
                for champ, valeurs in profil.valeurs.items()
            },
            "facultatifs": sorted(profil.facultatifs),
            "absence": profil.absence,
            "admet_recueil": profil.admet_recueil,
        }
        for profil in profils
    ]


@router.get("/actes", auth=portee(ACTE_LIRE), response=Page[ActeLu], summary="Lister les actes")
def lister_actes(request: RequeteAgent, filtre: Query[FiltreActes], pagination: Query[Pagination]) -> Any:
    return paginer(_filtrer(request, filtre), pagination, tri="-date_examen")


@router.get("/actes/{int:pk}", auth=portee(ACTE_LIRE), response=ActeLu, summary="Lire un acte")
def lire_acte(request: RequeteAgent, pk: int) -> ActeMedicoLegal:
    return obtenir(ActeMedicoLegal.objects.visibles_par(request.user), pk=pk)


@router.post("/actes", auth=portee(ACTE_SAISIR), response={201: ActeLu}, summary="Enregistrer un acte")
def enregistrer_acte(request: RequeteAgent, donnees: ActeEcrit) -> Status:
    dit = {champ: valeur for champ, valeur in donnees.dict().items() if valeur is not None}
    requisition = dit.pop("requisition", None)
    structure = obtenir(Organisation.objects.all(), pk=dit.pop("structure"))
    praticiens = {
        nom: obtenir(Personne.objects.all(), pk=dit.pop(nom))
        for nom in ("praticien", "second_praticien")
        if nom in dit
    }
    listes = {champ: tuple(valeur) for champ, valeur in dit.items() if isinstance(valeur, list)}
    acte = actions.enregistrer_acte(
        agent=request.user,
        structure=structure,
        **praticiens,
        requisition=obtenir(Requisition.objects.visibles_par(request.user), pk=requisition)
        if requisition
        else None,
        valeurs=ValeursActe(a_requisition=requisition is not None, **{**dit, **listes}),
    )
    return Status(201, acte)


@router.get(
    "/requisitions",
    auth=portee(REQUISITION_LIRE),
    response=Page[RequisitionLue],
    summary="Lister les réquisitions",
)
def lister_requisitions(request: RequeteAgent, pagination: Query[Pagination]) -> Any:
    return paginer(Requisition.objects.visibles_par(request.user), pagination, tri="-date_requisition")


@router.post(
    "/requisitions",
    auth=portee(REQUISITION_SAISIR),
    response={201: RequisitionLue},
    summary="Enregistrer une réquisition reçue",
)
def recevoir_requisition(request: RequeteAgent, donnees: RequisitionEcrite) -> Status:
    dit = donnees.dict()
    organisations = Organisation.objects.filter(est_active=True)
    for champ in ("structure", "requerant", "juridiction"):
        dit[champ] = obtenir(organisations, pk=dit[champ]) if dit[champ] is not None else None
    return Status(201, actions.recevoir_requisition(agent=request.user, **dit))


def _filtrer(request: RequeteAgent, filtre: FiltreActes) -> QuerySet[ActeMedicoLegal]:
    criteres = {
        "structure": filtre.structure,
        "profil": filtre.profil,
        "reseau": filtre.reseau,
        "date_examen__gte": filtre.depuis,
        "date_examen__lte": filtre.jusqua,
    }
    actes = ActeMedicoLegal.objects.visibles_par(request.user).en_vigueur()
    return actes.filter(**{critere: valeur for critere, valeur in criteres.items() if valeur is not None})


class EffectifsEcrits(Schema):
    """Full-time equivalents by profession (codes of the reference list). null empties a cell: it is not zero."""

    valeurs: dict[str, Decimal | None]
    motif: str = Field("", max_length=500, description="Obligatoire pour un mois déjà signé.")


class EffectifsLus(Schema):
    id: int
    structure: int
    mois: dt.date
    statut: str
    rang: int
    valeurs: dict[str, Decimal]


def _effectifs(etats: list[EtatEffectif]) -> list[EffectifsLus]:
    valeurs: dict[int, dict[str, Decimal]] = {etat.pk: {} for etat in etats}
    lignes = LigneEffectif.objects.filter(etat__in=etats).order_by("id")
    for etat, profession, etp in lignes.values_list("etat_id", "profession", "etp"):
        valeurs[etat][profession] = etp
    return [
        EffectifsLus(
            id=etat.pk,
            structure=etat.structure_id,
            mois=etat.mois,
            statut=etat.statut,
            rang=etat.rang,
            valeurs=valeurs[etat.pk],
        )
        for etat in etats
    ]


@router.get(
    "/effectifs/{int:structure}/{int:annee}",
    auth=portee(EFFECTIF_LIRE),
    response=list[EffectifsLus],
    summary="Lire les effectifs d’une année",
)
def lire_effectifs(request: RequeteAgent, structure: int, annee: int) -> list[EffectifsLus]:
    visibles = EtatEffectif.objects.visibles_par(request.user)
    return _effectifs(list(visibles.filter(structure=structure, mois__year=annee).order_by("mois")))


@router.put(
    "/effectifs/{int:structure}/{int:annee}/{int:mois}",
    auth=portee(EFFECTIF_SAISIR),
    response=EffectifsLus,
    summary="Écrire les effectifs d’un mois",
)
def ecrire_effectifs(
    request: RequeteAgent, structure: int, annee: int, mois: int, donnees: EffectifsEcrits
) -> EffectifsLus:
    trouvee = obtenir(effectifs.structures_declarantes(), pk=structure)
    try:
        jour = dt.date(annee, mois, 1)
    except ValueError:
        raise ValidationError({"mois": f"« {annee}-{mois} » n’est pas un mois."}) from None
    effectifs.enregistrer_effectifs(
        agent=request.user, structure=trouvee, valeurs={jour: donnees.valeurs}, motif=donnees.motif
    )
    etats = EtatEffectif.objects.visibles_par(request.user).filter(structure=trouvee, mois=jour)
    return _effectifs(list(etats))[0]


declarer_api("medecine_legale", router)
