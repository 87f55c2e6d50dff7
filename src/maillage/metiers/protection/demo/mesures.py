"""Measures in number, each with a credible life; drawn from a fixed seed so that each run gives the same.

The lives are unrolled by the rules and written set by set: walls, constraints, history and rollups are those of any
other write.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from math import exp
from typing import Any

from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.actions.journal import bareme
from maillage.metiers.protection.demo.lieux import Ressort
from maillage.metiers.protection.demo.mandataires import Acteur
from maillage.metiers.protection.enums import (
    CauseSortie,
    Champ,
    LieuVie,
    Nature,
    Source,
    StatutMesure,
    TypeEtablissement,
    TypeEvenement,
    TypeMandataire,
)
from maillage.metiers.protection.models import EvenementMesure, Mesure, Mouvement
from maillage.metiers.protection.regles import Etat, Fait, Pas, derouler, points, terme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.imports.masse import inserer

ANNEES = 8
ANNEES_DU_PAYS = 2
"""Half a million measures held today, with all those closed in eight years, would take half an hour to write."""
LOT = 20_000
SORTIES_PAR_AN = 0.22
"""With as many openings each month, the stock of the last months is about steady."""
NATURES = {
    Nature.CURATELLE_RENFORCEE: 45, Nature.TUTELLE: 42, Nature.CURATELLE_SIMPLE: 5, Nature.SAUVEGARDE_JUSTICE: 4,
    Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE: 1, Nature.SUBROGE_TUTEUR: 2, Nature.MESURE_AD_HOC: 1,
}  # fmt: skip
LIEUX = {
    LieuVie.DOMICILE: 60,
    LieuVie.ETABLISSEMENT: 34,
    LieuVie.ETABLISSEMENT_CONSERVATION_DOMICILE: 4,
    LieuVie.SDF: 2,
}
CAUSES = {
    CauseSortie.DECES: 62, CauseSortie.MAINLEVEE: 16, CauseSortie.DESSAISISSEMENT_AUTRE_MJPM: 12,
    CauseSortie.DESSAISISSEMENT_FAMILLE: 5, CauseSortie.CADUCITE: 4, CauseSortie.MASP: 1,
}  # fmt: skip
TYPES = {
    TypeEtablissement.PERSONNE_AGEE: 60, TypeEtablissement.HANDICAPES: 22, TypeEtablissement.HOSPITALIER: 8,
    TypeEtablissement.PSYCHIATRIQUE: 7, TypeEtablissement.AUTRE_ESMS: 3,
}  # fmt: skip
CHAMPS_MESURE = (
    "tribunal", "gestionnaire", "type_gestionnaire", "departement", "numero_rg", "numero_dossier", "cabinet",
    "civilite", "annee_naissance", "date_premier_mesure", "est_urgente", "statut", "nature", "champ", "lieu_vie",
    "type_etablissement", "etablissement", "commune", "pays", "antenne", "date_nomination",
    "date_protection_en_cours", "date_decision", "duree_mois", "date_terme", "est_terme_presume", "nombre_revisions",
    "date_revision", "resultat_revision", "date_fin", "cause_sortie", "points", "auteur", "horodatage_creation",
)  # fmt: skip
CHAMPS_EVENEMENT = (
    "mesure", "tribunal", "gestionnaire", "type", "date_effet", "nature", "champ", "lieu_vie", "type_etablissement",
    "commune", "etablissement", "antenne", "duree_mois", "resultat", "cause", "est_annulation", "motif", "source",
    "auteur", "horodatage",
)  # fmt: skip
CHAMPS_MOUVEMENT = (
    "mesure", "tribunal", "gestionnaire", "type_gestionnaire", "date", "genre", "nature", "champ", "lieu_vie", "solde",
)  # fmt: skip


@dataclass
class Tiree:
    """A measure drawn: whose, where, its facts and what they come to."""

    acteur: Acteur
    ressort: Ressort
    numero: str
    faits: list[Fait]
    etat: Etat
    pas: list[Pas]
    premier: dt.date
    civilite: str
    naissance: int


def engendrer(acteurs: list[Acteur], hasard: random.Random, auteur: Agent, *, annees: int) -> int:
    """Write the measures opened in the last `annees` years; returns how many."""
    tirees = _tirer_toutes(acteurs, hasard, timezone.localdate(), annees)
    poids, total = bareme(), 0
    while lot := list(islice(tirees, LOT)):
        maintenant = timezone.now()
        cles = inserer(Mesure, CHAMPS_MESURE, (_mesure(t, poids, auteur, maintenant) for t in lot))
        inserer(
            EvenementMesure,
            CHAMPS_EVENEMENT,
            (
                _evenement(cle, t, fait, auteur, maintenant)
                for cle, t in zip(cles, lot, strict=True)
                for fait in t.faits
            ),
        )
        inserer(
            Mouvement,
            CHAMPS_MOUVEMENT,
            (_mouvement(cle, t, pas) for cle, t in zip(cles, lot, strict=True) for pas in t.pas),
        )
        total += len(lot)
    return total


def _tirer_toutes(
    acteurs: list[Acteur], hasard: random.Random, jour: dt.date, annees: int
) -> Iterator[Tiree]:
    """As many for each professional as leave him his target today, the others having ended since."""
    sorties = SORTIES_PAR_AN * annees
    par_vivante = sorties / (1 - exp(-sorties))
    numeros: dict[tuple[int, int], int] = {}
    for acteur in acteurs:
        for _ in range(round(acteur.cible * par_vivante)):
            ressort = acteur.ressorts[int(len(acteur.ressorts) * hasard.random() ** 1.7)]
            nomination = jour - dt.timedelta(days=int(annees * 365 * hasard.random()) + 1)
            cle = (ressort.tribunal.pk, nomination.year)
            numeros[cle] = numeros.get(cle, 0) + 1
            faits = _vie(hasard, acteur, ressort, nomination, jour)
            etat, pas = derouler(faits)
            assert etat is not None  # noqa: S101 (a life starts by an opening)
            reprise = faits[0].type == TypeEvenement.TRANSFERT_ENTRANT
            yield Tiree(
                acteur,
                ressort,
                f"{nomination:%y}{'BCD'[numeros[cle] // 100_000]}{numeros[cle] % 100_000:05d}",
                faits,
                etat,
                pas,
                nomination - dt.timedelta(days=700) if reprise else nomination,
                "monsieur" if hasard.random() < 0.55 else "madame",
                nomination.year - min(98, max(18, int(hasard.gauss(60, 18)))),
            )


def _vie(
    hasard: random.Random, acteur: Acteur, ressort: Ressort, nomination: dt.date, jour: dt.date
) -> list[Fait]:
    """Opened, perhaps changed, renewed when its term comes, perhaps ended: in this order, before today."""
    nature = hasard.choices(list(NATURES), weights=list(NATURES.values()))[0]
    entree = TypeEvenement.TRANSFERT_ENTRANT if hasard.random() < 0.08 else TypeEvenement.OUVERTURE
    duree = 60 if nature in (Nature.CURATELLE_RENFORCEE, Nature.TUTELLE, Nature.CURATELLE_SIMPLE) else None
    if hasard.random() < 0.15:
        duree = None
    antenne = hasard.choice(acteur.antennes) if acteur.antennes else None
    faits = [
        Fait(
            entree,
            nomination,
            nature=nature,
            champ=_champ(hasard, nature),
            duree_mois=duree,
            antenne=antenne.pk if antenne else None,
            **_lieu(hasard, acteur, ressort, hasard.choices(list(LIEUX), weights=list(LIEUX.values()))[0]),
        )
    ]
    suite = list(_suite(hasard, acteur, ressort, nature, nomination))
    fin = _fin(hasard, nature, nomination, jour)
    limite = fin or jour
    faits += [fait for fait in suite if nomination < fait.date < limite]
    if fin:
        cause = hasard.choices(list(CAUSES), weights=list(CAUSES.values()))[0]
        faits.append(Fait(TypeEvenement.CLOTURE, fin, cause=cause))
    faits.sort(key=lambda fait: fait.date)
    return faits


def _champ(hasard: random.Random, nature: Nature) -> str:
    if nature is Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE:
        return Champ.PROTECTION_BIEN
    return hasard.choices(list(Champ), weights=(12, 3, 85))[0]


def _lieu(hasard: random.Random, acteur: Acteur, ressort: Ressort, lieu: LieuVie) -> dict[str, Any]:
    if acteur.mandataire.type == TypeMandataire.PREPOSE:
        lieu = LieuVie.ETABLISSEMENT
    rang = int(len(ressort.communes) * hasard.random() ** 1.5)
    dit: dict[str, Any] = {"lieu_vie": lieu, "commune": ressort.communes[rang].pk}
    if lieu in (LieuVie.ETABLISSEMENT, LieuVie.ETABLISSEMENT_CONSERVATION_DOMICILE):
        genre = hasard.choices(list(TYPES), weights=list(TYPES.values()))[0]
        dit["type_etablissement"] = genre
        if genre is TypeEtablissement.PERSONNE_AGEE and ressort.ehpads:
            ehpad = hasard.choice(ressort.ehpads)
            dit |= {"etablissement": ehpad.pk, "commune": ehpad.commune_id}
    return dit


def _suite(
    hasard: random.Random, acteur: Acteur, ressort: Ressort, nature: Nature, nomination: dt.date
) -> Iterator[Fait]:
    if nature is Nature.SAUVEGARDE_JUSTICE:
        yield Fait(
            TypeEvenement.CHANGEMENT_NATURE,
            nomination + dt.timedelta(days=hasard.randint(150, 350)),
            nature=Nature.CURATELLE_RENFORCEE,
            duree_mois=60,
        )
    if nature is Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE:
        yield Fait(
            TypeEvenement.REVISION, ajouter_mois(nomination, 23), resultat="reconduction", duree_mois=24
        )
        return
    if hasard.random() < 0.08:
        vers = Nature.TUTELLE if nature is not Nature.TUTELLE else Nature.CURATELLE_RENFORCEE
        yield Fait(
            TypeEvenement.CHANGEMENT_NATURE,
            nomination + dt.timedelta(days=hasard.randint(400, 1600)),
            nature=vers,
        )
    if hasard.random() < 0.15:
        quand = nomination + dt.timedelta(days=hasard.randint(200, 2400))
        yield Fait(
            TypeEvenement.CHANGEMENT_LIEU, quand, **_lieu(hasard, acteur, ressort, LieuVie.ETABLISSEMENT)
        )
    if hasard.random() < 0.985:
        quand = ajouter_mois(nomination, 60) - dt.timedelta(days=hasard.randint(5, 240))
        yield Fait(
            TypeEvenement.REVISION, quand, resultat="reconduction", duree_mois=hasard.choice((60, 60, 120))
        )


def _fin(hasard: random.Random, nature: Nature, nomination: dt.date, jour: dt.date) -> dt.date | None:
    if nature is Nature.MESURE_ACCOMPAGNEMENT_JUDICIAIRE and ajouter_mois(nomination, 46) < jour:
        return ajouter_mois(nomination, 46)
    fin = nomination + dt.timedelta(days=1 + int(365 * hasard.expovariate(SORTIES_PAR_AN)))
    return fin if fin <= jour else None


def _mesure(t: Tiree, poids: Any, auteur: Agent, maintenant: dt.datetime) -> tuple[Any, ...]:
    etat, mandataire = t.etat, t.acteur.mandataire
    echeance = terme(etat.nature, etat.date_decision, etat.duree_mois) if etat.date_decision else None
    est_suivie = etat.statut == StatutMesure.EN_COURS and echeance is not None
    return (
        t.ressort.tribunal.pk, mandataire.organisation_id, mandataire.type, t.ressort.commune.departement_id, t.numero,
        "", str(1 + t.naissance % 4), t.civilite, t.naissance, t.premier, False, etat.statut, etat.nature, etat.champ,
        etat.lieu_vie, etat.type_etablissement, etat.etablissement, etat.commune, "FR", etat.antenne,
        etat.date_nomination, etat.date_protection_en_cours, etat.date_decision, etat.duree_mois,
        echeance.date if est_suivie and echeance else None, bool(est_suivie and echeance and echeance.est_presume),
        etat.nombre_revisions, etat.date_revision, etat.resultat_revision, etat.date_fin, etat.cause_sortie,
        points(etat.nature, etat.lieu_vie, poids), auteur.pk, maintenant,
    )  # fmt: skip


def _evenement(cle: int, t: Tiree, fait: Fait, auteur: Agent, maintenant: dt.datetime) -> tuple[Any, ...]:
    return (
        cle, t.ressort.tribunal.pk, t.acteur.mandataire.organisation_id, fait.type, fait.date, fait.nature, fait.champ,
        fait.lieu_vie, fait.type_etablissement, fait.commune, fait.etablissement, fait.antenne, fait.duree_mois,
        fait.resultat, fait.cause, False, "", Source.FICHIER, auteur.pk, maintenant,
    )  # fmt: skip


def _mouvement(cle: int, t: Tiree, pas: Pas) -> tuple[Any, ...]:
    mandataire = t.acteur.mandataire
    return (
        cle, t.ressort.tribunal.pk, mandataire.organisation_id, mandataire.type, pas.date, pas.genre, *pas.cellule,
        pas.solde,
    )  # fmt: skip
