"""Measures for the business software of professionals: the same actions as the screens and the files."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from ninja import Field, ModelSchema, Query, Router, Schema, Status

from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.actions.reprises import Reprise, controler_reprise, reprendre
from maillage.metiers.protection.droits import MESURE_LIRE, MESURE_TENIR
from maillage.metiers.protection.enums import (
    CauseSortie,
    Champ,
    LieuVie,
    Nature,
    Source,
    StatutMesure,
    TypeEtablissement,
    TypeEvenement,
)
from maillage.metiers.protection.forms.filtres import mandataires_de
from maillage.metiers.protection.models import Antenne, Mandataire, Mesure
from maillage.metiers.protection.regles import Fait, ValeursMesure
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.echanges.api import Page, Pagination, declarer_api, paginer, portee

router = Router(tags=["Protection des majeurs"])
MAXIMUM = 1_000
MOTIF = "Synchronisation par le logiciel métier"


class EtatEcrit(Schema):
    """What the measure is from a day on."""

    date_changement_etat: dt.date
    nature_mesure: Nature
    lieu_vie: LieuVie
    champ_mesure: Champ | None = None
    type_etablissement: TypeEtablissement | None = None
    code_insee: str | None = Field(None, max_length=5, description="Commune, code INSEE.")


class MesureEcrite(Schema):
    """A measure and its whole life. Sent again, it changes nothing."""

    numero_rg: str = Field(max_length=30)
    tribunal_siret: str = Field(max_length=14)
    annee_naissance: int
    civilite: Civilite
    date_nomination: dt.date
    etats: list[EtatEcrit] = Field(min_length=1, max_length=100)
    date_premier_mesure: dt.date | None = None
    date_fin_mesure: dt.date | None = None
    cause_sortie: CauseSortie | None = None
    numero_dossier: str = Field("", max_length=60)
    tribunal_cabinet: str = Field("", max_length=40)
    antenne_id: int | None = None
    duree_mois: int | None = Field(None, ge=1, le=240)
    est_transfert: bool = Field(False, description="Mesure reprise d’un autre mandataire.")


class LotEcrit(Schema):
    mandataire: int | None = Field(
        None, description="Identifiant du mandataire ; inutile s’il n’y en a qu’un."
    )
    mesures: list[MesureEcrite] = Field(min_length=1, max_length=MAXIMUM)


class MesureResultat(Schema):
    id: int
    numero_rg: str
    effet: str = Field(description="creee, modifiee ou inchangee.")


class LotResultat(Schema):
    mesures: list[MesureResultat]


class MesureLue(ModelSchema):
    class Meta:
        model = Mesure
        fields = ["id", "tribunal", "gestionnaire", "numero_rg", "numero_dossier", "cabinet", "statut", "nature",
                  "champ", "lieu_vie", "type_etablissement", "civilite", "annee_naissance", "date_premier_mesure",
                  "date_nomination", "date_protection_en_cours", "date_terme", "est_terme_presume", "date_fin",
                  "cause_sortie", "points"]  # fmt: skip


class AntenneLue(ModelSchema):
    class Meta:
        model = Antenne
        fields = ["id", "nom", "adresse"]


class TribunalLu(ModelSchema):
    class Meta:
        model = Organisation
        fields = ["id", "nom", "siret", "adresse", "code_postal"]


@router.get("/mesures", auth=portee(MESURE_LIRE), response=Page[MesureLue], summary="Lister les mesures")
def lister_mesures(
    request: RequeteAgent, pagination: Query[Pagination], statut: StatutMesure | None = None
) -> Any:
    mesures = Mesure.objects.visibles_par(request.user).conservees()
    return paginer(
        mesures.filter(statut=statut) if statut else mesures, pagination, tri="-horodatage_creation"
    )


@router.get("/mesures/{int:pk}", auth=portee(MESURE_LIRE), response=MesureLue, summary="Lire une mesure")
def lire_mesure(request: RequeteAgent, pk: int) -> Mesure:
    return obtenir(Mesure.objects.visibles_par(request.user).conservees(), pk=pk)


@router.post(
    "/mesures/lot",
    auth=portee(MESURE_TENIR),
    response={200: LotResultat},
    summary="Créer ou mettre à jour jusqu’à 1 000 mesures",
    description="Tout ou rien : une erreur, nommée par mesure et par champ, et rien n’est écrit.",
)
def synchroniser_mesures(request: RequeteAgent, donnees: LotEcrit) -> Status:
    mandataire = _mandataire(request.user, donnees.mandataire)
    lecteur = _Lecteur(mandataire, donnees.mesures)
    reprises: list[Reprise] = []
    erreurs: dict[str, str] = {}
    for rang, mesure in enumerate(donnees.mesures):
        reprise, refus = lecteur.lire(mesure)
        if reprise is not None:
            reprises.append(reprise)
            refus |= controler_reprise(reprise, aujourd_hui=timezone.localdate())
        erreurs |= {f"mesures.{rang}.{champ}": message for champ, message in refus.items()}
    if erreurs:
        raise ValidationError(erreurs)
    resultats = reprendre(
        agent=request.user, mandataire=mandataire, reprises=reprises, source=Source.LOGICIEL, motif=MOTIF
    )
    lues = [{"id": mesure.pk, "numero_rg": mesure.numero_rg, "effet": effet} for mesure, effet in resultats]
    return Status(200, {"mesures": lues})


@router.get("/antennes", auth=portee(MESURE_LIRE), response=list[AntenneLue], summary="Lister ses antennes")
def lister_antennes(request: RequeteAgent) -> Any:
    tenus = mandataires_de(request.user, MESURE_LIRE)
    return list(Antenne.objects.filter(mandataire__in=tenus, est_active=True).order_by("nom", "id"))


@router.get("/tribunaux", auth=portee(MESURE_LIRE), response=Page[TribunalLu], summary="Lister les tribunaux")
def lister_tribunaux(request: RequeteAgent, pagination: Query[Pagination]) -> Any:
    return paginer(Organisation.objects.filter(type__in=TRIBUNAUX, est_active=True), pagination, tri="nom")


def _mandataire(agent: Agent, identifiant: int | None) -> Mandataire:
    tenus = mandataires_de(agent, MESURE_TENIR)
    if identifiant is not None:
        return obtenir(tenus, pk=identifiant)
    deux = list(tenus[:2])
    if len(deux) != 1:
        raise ValidationError(
            {"mandataire": "Précisez le mandataire : ce logiciel en tient plusieurs, ou aucun."}
        )
    return deux[0]


class _Lecteur:
    """Turns what the software says into what the rules read; courts, communes and antennes in three queries."""

    def __init__(self, mandataire: Mandataire, mesures: list[MesureEcrite]) -> None:
        sirets = {mesure.tribunal_siret for mesure in mesures}
        tribunaux = Organisation.objects.filter(type__in=TRIBUNAUX, siret__in=sirets - {""})
        self.tribunaux = {t.siret: t for t in tribunaux.select_related("commune").order_by("id")}
        codes = {etat.code_insee for mesure in mesures for etat in mesure.etats if etat.code_insee}
        self.communes = {c.code_insee: c for c in Commune.objects.filter(code_insee__in=codes).order_by("id")}
        antennes = Antenne.objects.filter(mandataire=mandataire).order_by("id")
        self.antennes = {antenne.pk: antenne for antenne in antennes}

    def lire(self, mesure: MesureEcrite) -> tuple[Reprise | None, dict[str, str]]:
        refus: dict[str, str] = {}
        tribunal = self.tribunaux.get(mesure.tribunal_siret)
        if tribunal is None:
            refus["tribunal_siret"] = f"Aucun tribunal n’a le SIRET « {mesure.tribunal_siret} »."
        if mesure.antenne_id is not None and mesure.antenne_id not in self.antennes:
            refus["antenne_id"] = "Cette antenne n’est pas de votre service."
        if bool(mesure.date_fin_mesure) is not bool(mesure.cause_sortie):
            refus["date_fin_mesure"] = "La date de fin et sa cause vont ensemble."
        inconnues = [e.code_insee for e in mesure.etats if e.code_insee and e.code_insee not in self.communes]
        if inconnues:
            refus["etats"] = f"Commune inconnue : {', '.join(str(code) for code in inconnues)}."
        if refus or tribunal is None:
            return None, refus
        return Reprise(tribunal, self._valeurs(mesure), tuple(self._suite(mesure))), {}

    def _valeurs(self, mesure: MesureEcrite) -> ValeursMesure:
        etat = min(mesure.etats, key=lambda un: un.date_changement_etat)
        return ValeursMesure(
            numero_rg=mesure.numero_rg,
            nature=etat.nature_mesure,
            champ=etat.champ_mesure or "",
            lieu_vie=etat.lieu_vie,
            type_etablissement=etat.type_etablissement or "",
            commune=self.communes.get(etat.code_insee or ""),
            date_nomination=mesure.date_nomination,
            civilite=mesure.civilite,
            annee_naissance=mesure.annee_naissance,
            cabinet=mesure.tribunal_cabinet,
            numero_dossier=mesure.numero_dossier,
            antenne=self.antennes.get(mesure.antenne_id or 0),
            date_premier_mesure=mesure.date_premier_mesure,
            duree_mois=mesure.duree_mois,
            est_transfert=mesure.est_transfert,
        )

    def _suite(self, mesure: MesureEcrite) -> list[Fait]:
        """Each state after the first is a change of nature, of place, or both."""
        etats = sorted(mesure.etats, key=lambda un: un.date_changement_etat)
        faits = []
        for avant, apres in pairwise(etats):
            jour = apres.date_changement_etat
            if (avant.nature_mesure, avant.champ_mesure) != (apres.nature_mesure, apres.champ_mesure):
                faits.append(
                    Fait(
                        TypeEvenement.CHANGEMENT_NATURE,
                        jour,
                        nature=apres.nature_mesure,
                        champ=apres.champ_mesure or "",
                    )
                )
            lieux = [(e.lieu_vie, e.type_etablissement, e.code_insee) for e in (avant, apres)]
            if lieux[0] != lieux[1]:
                faits.append(
                    Fait(
                        TypeEvenement.CHANGEMENT_LIEU,
                        jour,
                        lieu_vie=apres.lieu_vie,
                        type_etablissement=apres.type_etablissement or "",
                        commune=self.communes.get(apres.code_insee or ""),
                    )
                )
        if mesure.date_fin_mesure and mesure.cause_sortie:
            faits.append(Fait(TypeEvenement.CLOTURE, mesure.date_fin_mesure, cause=mesure.cause_sortie))
        return faits


declarer_api("protection", router)
