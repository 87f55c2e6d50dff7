"""The log of measures: facts are added, then the measure and the steps of the stock are read again from it.

One path for all doors, one measure or thousands: `consigner`.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.metiers.protection.enums import Source, StatutMesure
from maillage.metiers.protection.models import EvenementMesure, Mesure, Mouvement
from maillage.metiers.protection.regles import Etat, Fait, JournalIncoherent, Pas, derouler, points, terme
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges.referentiels.lecture import valeurs

LOT = 2_000
LOT_MODIFIE = 200  # an update of many rows compares each with all of its batch
PONDERATION = "protection.ponderation"
DELTAS = ("nature", "champ", "lieu_vie", "type_etablissement", "duree_mois", "resultat", "cause")
LIENS = ("commune", "etablissement", "antenne")
PAS = ("date", "genre", "nature", "champ", "lieu_vie", "solde")
PROJETES = (
    "statut", "nature", "champ", "lieu_vie", "type_etablissement", "etablissement", "commune", "antenne",
    "date_nomination", "date_protection_en_cours", "date_decision", "duree_mois", "date_terme", "est_terme_presume",
    "nombre_revisions", "date_revision", "resultat_revision", "date_fin", "cause_sortie", "points",
)  # fmt: skip


@dataclass(frozen=True)
class Ecriture:
    """A fact to add to the log of a measure; `remplace` names the one it corrects."""

    mesure: Mesure
    fait: Fait
    motif: str = ""
    remplace: EvenementMesure | None = None
    est_annulation: bool = False


def bareme(jour: dt.date | None = None) -> dict[str, Decimal]:
    """The scale of points in force on that day (reference list `protection.ponderation`)."""
    return {
        v.code: Decimal(str(v.complement.get("points", "1")).replace(",", "."))
        for v in valeurs(PONDERATION, jour)
    }


def consigner(
    ecritures: Sequence[Ecriture], *, agent: Agent, source: Source = Source.ECRAN
) -> list[EvenementMesure]:
    """Add facts to logs and bring the measures up to date. All or nothing.

    Raises ValidationError, in French, when facts cannot follow one another. The caller has checked the rights and
    locked the measures.
    """
    with transaction.atomic():
        evenements = EvenementMesure.objects.bulk_create(
            [_evenement(ecriture, agent, source) for ecriture in ecritures], batch_size=LOT
        )
        projeter({ecriture.mesure.pk: ecriture.mesure for ecriture in ecritures}.values())
    return evenements


def creer_en_nombre(
    nouvelles: Sequence[tuple[Mesure, Sequence[Fait]]], *, agent: Agent, source: Source
) -> list[Mesure]:
    """New measures with their whole log, in four writes. The values have been checked."""
    poids = bareme()
    pas: list[list[Pas]] = []
    for mesure, faits in nouvelles:
        etat, les_pas = derouler(replace(fait, rang=rang) for rang, fait in enumerate(faits))
        if etat is None:
            raise ValidationError(f"{mesure} : aucune ouverture.")
        _projeter(mesure, etat, poids)
        pas.append(les_pas)
    with transaction.atomic():
        mesures = Mesure.objects.bulk_create([mesure for mesure, _ in nouvelles], batch_size=LOT)
        EvenementMesure.objects.bulk_create(
            [
                _evenement(Ecriture(mesure, fait), agent, source)
                for mesure, faits in nouvelles
                for fait in faits
            ],
            batch_size=LOT,
        )
        Mouvement.objects.bulk_create(
            [
                _mouvement(mesure, _valeurs(un))
                for mesure, les_pas in zip(mesures, pas, strict=True)
                for un in les_pas
            ],
            batch_size=LOT,
        )
    return mesures


def _evenement(ecriture: Ecriture, agent: Agent, source: Source) -> EvenementMesure:
    mesure, fait, remplace = ecriture.mesure, ecriture.fait, ecriture.remplace
    return EvenementMesure(
        mesure=mesure,
        tribunal_id=mesure.tribunal_id,
        gestionnaire_id=mesure.gestionnaire_id,
        type=fait.type,
        date_effet=fait.date,
        motif=ecriture.motif,
        remplace=remplace,
        racine_id=(remplace.racine_id or remplace.pk) if remplace else None,
        est_annulation=ecriture.est_annulation,
        auteur=agent,
        source=source,
        **{champ: getattr(fait, champ) for champ in DELTAS},
        **{f"{lien}_id": _cle(getattr(fait, lien)) for lien in LIENS},
    )


def _cle(valeur: Any) -> int | None:
    """A fact may hold a place, or its identifier."""
    return getattr(valeur, "pk", valeur)


def faits_de(evenements: Iterable[EvenementMesure]) -> list[Fait]:
    """Facts that count: neither replaced nor cancelled, at the rank of the first that they correct."""
    tous = list(evenements)
    remplaces = {evenement.remplace_id for evenement in tous}
    return [
        fait(evenement)
        for evenement in tous
        if evenement.pk not in remplaces and not evenement.est_annulation
    ]


def fait(evenement: EvenementMesure) -> Fait:
    """A row of the log as the rules read it; places are identifiers."""
    return Fait(
        type=evenement.type,
        date=evenement.date_effet,
        rang=evenement.racine_id or evenement.pk,
        **{champ: getattr(evenement, champ) for champ in DELTAS},
        **{lien: getattr(evenement, f"{lien}_id") for lien in LIENS},
    )


def journaux(mesures: Collection[int]) -> dict[int, list[Fait]]:
    """Facts that count, of many measures, in one query."""
    lignes: dict[int, list[EvenementMesure]] = defaultdict(list)
    for evenement in EvenementMesure.objects.filter(mesure__in=mesures).order_by("id"):
        lignes[evenement.mesure_id].append(evenement)
    return {pk: faits_de(evenements) for pk, evenements in lignes.items()}


def projeter(mesures: Iterable[Mesure]) -> None:
    """Write again, from the log, what the measures say now and the steps that they make in the stock."""
    toutes = list(mesures)
    poids = bareme()
    logs = journaux([mesure.pk for mesure in toutes])
    pas: dict[int, list[Pas]] = {}
    for mesure in toutes:
        try:
            etat, pas[mesure.pk] = derouler(logs.get(mesure.pk, []))
        except JournalIncoherent as refus:
            raise ValidationError(f"{mesure} : {refus}") from refus
        # Without any fact left, the measure was entered by mistake: it stays readable and counts nowhere.
        _projeter(mesure, etat or _sans_suite(mesure), poids)
    Mesure.objects.bulk_update(toutes, PROJETES, batch_size=LOT_MODIFIE)
    _ecrire_mouvements(toutes, pas)


def _sans_suite(mesure: Mesure) -> Etat:
    return Etat(
        StatutMesure.ANNULEE, nature=mesure.nature, champ=mesure.champ, lieu_vie=mesure.lieu_vie,
        type_etablissement=mesure.type_etablissement, commune=mesure.commune_id, etablissement=mesure.etablissement_id,
        date_nomination=mesure.date_nomination,
    )  # fmt: skip


def _projeter(mesure: Mesure, etat: Etat, poids: dict[str, Decimal]) -> None:
    for champ in PROJETES:
        if champ in LIENS:
            setattr(mesure, f"{champ}_id", _cle(getattr(etat, champ)))
        elif hasattr(etat, champ):
            setattr(mesure, champ, getattr(etat, champ))
    echeance = terme(etat.nature, etat.date_decision, etat.duree_mois) if etat.date_decision else None
    est_suivie = etat.statut == StatutMesure.EN_COURS and echeance is not None
    mesure.date_terme = echeance.date if est_suivie and echeance else None
    mesure.est_terme_presume = bool(est_suivie and echeance and echeance.est_presume)
    mesure.points = points(etat.nature, etat.lieu_vie, poids)


def _ecrire_mouvements(mesures: Sequence[Mesure], pas: dict[int, list[Pas]]) -> None:
    """Only what differs is written: a new fact adds its step, a correction moves those after it."""
    existants: dict[int, list[tuple[int, tuple[Any, ...]]]] = defaultdict(list)
    lignes = Mouvement.objects.filter(mesure__in=mesures).order_by("date", "id")
    for pk, mesure_id, *valeurs_du_pas in lignes.values_list("pk", "mesure_id", *PAS):
        existants[mesure_id].append((pk, tuple(valeurs_du_pas)))
    perimes, nouveaux = [], []
    for mesure in mesures:
        voulus = [_valeurs(un) for un in pas[mesure.pk]]
        anciens = existants[mesure.pk]
        communs = 0
        while communs < min(len(voulus), len(anciens)) and voulus[communs] == anciens[communs][1]:
            communs += 1
        perimes += [pk for pk, _ in anciens[communs:]]
        nouveaux += [_mouvement(mesure, valeurs_du_pas) for valeurs_du_pas in voulus[communs:]]
    if perimes:
        Mouvement.objects.filter(pk__in=perimes).delete()
    Mouvement.objects.bulk_create(nouveaux, batch_size=LOT)


def _valeurs(pas: Pas) -> tuple[Any, ...]:
    return (pas.date, pas.genre, *pas.cellule, pas.solde)


def _mouvement(mesure: Mesure, valeurs_du_pas: tuple[Any, ...]) -> Mouvement:
    return Mouvement(
        mesure=mesure,
        tribunal_id=mesure.tribunal_id,
        gestionnaire_id=mesure.gestionnaire_id,
        type_gestionnaire=mesure.type_gestionnaire,
        **dict(zip(PAS, valeurs_du_pas, strict=True)),
    )
