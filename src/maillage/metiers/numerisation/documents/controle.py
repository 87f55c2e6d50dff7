"""The control report of a lot: what was drawn, seen, and said, for the service and the provider. Nobody is named."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from maillage.commun.textes import pourcentage
from maillage.metiers.numerisation.actions.controle import accord_des_controleurs
from maillage.metiers.numerisation.actions.regimes import plan_de
from maillage.metiers.numerisation.droits import CONTROLE_LIRE, CONTROLE_TENIR
from maillage.metiers.numerisation.models import Lot
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class PlanRapport:
    classe: str
    regime: str
    nqa: str
    lettre: str
    taille: int
    accepte: int
    defauts: int
    qualite_limite: str
    est_a_confirmer: bool


@dataclass(frozen=True)
class DefautRapport:
    classe: str
    nature: str
    dossier: str
    page: int
    observation: str


@dataclass(frozen=True)
class RapportControleDonnees:
    SCHEMA: ClassVar[int] = 1

    lot: str
    livraison: int
    service: str
    prestataire: str
    convention: str
    livre_le: dt.date
    dossiers: int
    pages: int
    graine: str
    empreinte_population: str
    population: int
    tirees: int
    plans: tuple[PlanRapport, ...]
    defauts: tuple[DefautRapport, ...]
    est_accepte: bool
    raisons: tuple[str, ...]
    observation: str
    accord: str
    prononce_le: dt.date
    prononce_par: str


def donnees_rapport(lot: Lot) -> RapportControleDonnees:
    verdict = lot.verdicts.select_related("tirage", "auteur__personne").order_by("-pk")[0]
    tirage = verdict.tirage
    defauts = lot.defauts.filter(livraison=verdict.livraison).select_related("page__dossier").order_by("pk")
    return RapportControleDonnees(
        lot=lot.numero,
        livraison=verdict.livraison,
        service=lot.service.nom,
        prestataire=lot.prestataire.nom,
        convention=str(lot.convention),
        livre_le=timezone.localdate(lot.horodatage),
        dossiers=lot.nombre_fichiers,
        pages=lot.nombre_pages,
        graine=tirage.graine,
        empreinte_population=tirage.empreinte_population,
        population=tirage.population,
        tirees=tirage.taille,
        plans=tuple(
            PlanRapport(
                str(ligne.get_classe_display()),
                str(ligne.get_regime_display()).lower(),
                f"{plan_de(ligne).nqa} %".replace(".", ","),
                ligne.lettre,
                ligne.taille,
                ligne.accepte,
                ligne.defauts or 0,
                pourcentage(plan_de(ligne).qualite_limite),
                ligne.est_a_confirmer,
            )
            for ligne in tirage.plans.select_related("tirage")
        ),
        defauts=tuple(
            DefautRapport(
                str(defaut.get_classe_display()),
                str(defaut.get_nature_display()),
                defaut.page.dossier.etiquette.lisible,
                defaut.page.numero,
                defaut.observation,
            )
            for defaut in defauts
        ),
        est_accepte=verdict.est_accepte,
        raisons=tuple(verdict.raisons),
        observation=verdict.observation,
        accord=accord_des_controleurs(tirage).phrase,
        prononce_le=timezone.localdate(verdict.horodatage),
        prononce_par=str(verdict.auteur),
    )


RAPPORT = declarer_genre(
    code="numerisation.rapport_controle",
    libelle="Rapport de contrôle d’un lot",
    donnees=RapportControleDonnees,
    gabarit="rapport_controle.typ",
    droit=CONTROLE_TENIR,
    droit_lecture=CONTROLE_LIRE,
    construire=donnees_rapport,
    organisation="service",
    destinataire="prestataire",
)
