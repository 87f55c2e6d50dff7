"""Measures taken over in number from a file or from business software: the same log, the same rules.

What another tool says of a measure is a whole life. `synchroniser` makes our log say the same: what is already said is
left, what differs is cancelled with a reason, what is missing is added. Said twice, it changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from maillage.metiers.protection.actions.echeances import est_a_suivre, suivre_termes
from maillage.metiers.protection.actions.journal import Ecriture, consigner, creer_en_nombre, faits_de
from maillage.metiers.protection.actions.mesures import preparer_mesure
from maillage.metiers.protection.droits import MESURE_IMPORTER, MESURE_TENIR
from maillage.metiers.protection.enums import Source, StatutMesure
from maillage.metiers.protection.models import EvenementMesure, Mandataire, Mesure
from maillage.metiers.protection.regles import (
    Fait,
    JournalIncoherent,
    ValeursMesure,
    controler_mesure,
    derouler,
    normaliser_rg,
    ordonner,
)
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

IDENTIFIANTS = ("numero_dossier", "cabinet", "civilite", "annee_naissance", "date_premier_mesure")
Cle = tuple[int, str]


@dataclass(frozen=True)
class Reprise:
    """A measure as another tool says it: its court, its opening, and the rest of its life."""

    tribunal: Organisation
    valeurs: ValeursMesure
    suite: tuple[Fait, ...] = ()

    @property
    def cle(self) -> Cle:
        return self.tribunal.pk, normaliser_rg(self.valeurs.numero_rg)


def controler_reprise(reprise: Reprise, *, aujourd_hui: dt.date) -> dict[str, str]:
    """Messages by field: those of a measure, then whether its life can be."""
    erreurs = controler_mesure(reprise.valeurs, aujourd_hui=aujourd_hui, est_reprise=True)
    if erreurs:
        return erreurs
    if any(fait.date > aujourd_hui for fait in reprise.suite):
        return {"etats": "Un événement est dans le futur : il s’enregistre une fois survenu."}
    try:
        derouler(_rangs([_ouverture(reprise.valeurs), *reprise.suite]))
    except JournalIncoherent as refus:
        return {"etats": str(refus)}
    return {}


def _ouverture(valeurs: ValeursMesure) -> Fait:
    genre = "transfert_entrant" if valeurs.est_transfert else "ouverture"
    champs = (
        "nature",
        "champ",
        "lieu_vie",
        "type_etablissement",
        "commune",
        "etablissement",
        "antenne",
        "duree_mois",
    )
    return Fait(genre, valeurs.date_nomination, **{champ: getattr(valeurs, champ) for champ in champs})


def _rangs(faits: Sequence[Fait]) -> list[Fait]:
    return [replace(fait, rang=rang) for rang, fait in enumerate(faits)]


def connues(mandataire: Mandataire, cles: Iterable[Cle]) -> dict[Cle, Mesure]:
    """Measures of the professional under these keys; of several lives of a number, the latest."""
    cles = list(cles)
    mesures = Mesure.objects.filter(
        gestionnaire=mandataire.organisation_id,
        tribunal__in={tribunal for tribunal, _ in cles},
        numero_rg__in={numero for _, numero in cles},
    ).exclude(statut="annulee")
    return {(mesure.tribunal_id, mesure.numero_rg): mesure for mesure in mesures.order_by("id")}


def reprendre(
    *, agent: Agent, mandataire: Mandataire, reprises: Sequence[Reprise], source: Source, motif: str
) -> list[tuple[Mesure, str]]:
    """Make our measures say what another tool says; returns each with « creee », « modifiee » or « inchangee ».

    All or nothing. The caller has checked each by `controler_reprise`. Raises ValidationError under the rank of the
    measure when a number comes twice.
    """
    exiger(agent, MESURE_IMPORTER if source == Source.FICHIER else MESURE_TENIR, mandataire.organisation)
    _refuser_les_doubles(reprises)
    existantes = connues(mandataire, [reprise.cle for reprise in reprises])
    nouvelles = [reprise for reprise in reprises if reprise.cle not in existantes]
    resultats: dict[Cle, tuple[Mesure, str]] = {}
    with transaction.atomic(), motiver(motif):
        couples = []
        for reprise in nouvelles:
            mesure, ouverture = preparer_mesure(
                mandataire=mandataire, tribunal=reprise.tribunal, valeurs=reprise.valeurs, agent=agent
            )
            couples.append((mesure, [ouverture, *reprise.suite]))
        creees = creer_en_nombre(couples, agent=agent, source=source)
        for reprise, mesure in zip(nouvelles, creees, strict=True):
            resultats[reprise.cle] = (mesure, "creee")
        modifiees = _synchroniser(
            {existantes[reprise.cle].pk: reprise for reprise in reprises if reprise.cle in existantes},
            agent=agent, source=source, motif=motif,
        )  # fmt: skip
        for reprise in reprises:
            if reprise.cle in existantes:
                mesure = existantes[reprise.cle]
                est_modifiee = mesure.pk in modifiees
                resultats[reprise.cle] = (
                    modifiees.get(mesure.pk, mesure),
                    "modifiee" if est_modifiee else "inchangee",
                )
        touchees = [
            mesure for mesure, effet in resultats.values() if effet != "inchangee" and est_a_suivre(mesure)
        ]
        suivre_termes(touchees)
    return [resultats[reprise.cle] for reprise in reprises]


def _refuser_les_doubles(reprises: Sequence[Reprise]) -> None:
    vues: set[Cle] = set()
    for rang, reprise in enumerate(reprises):
        if reprise.cle in vues:
            raise ValidationError(
                {f"mesures.{rang}.numero_rg": "Ce numéro RG figure déjà plus haut pour ce tribunal."}
            )
        vues.add(reprise.cle)


def _synchroniser(
    voulues: Mapping[int, Reprise], *, agent: Agent, source: Source, motif: str
) -> dict[int, Mesure]:
    """Measures whose log or identifiers had to change."""
    if not voulues:
        return {}
    verrouillees = Mesure.objects.select_for_update(of=("self",)).select_related("tribunal", "gestionnaire")
    mesures = {mesure.pk: mesure for mesure in verrouillees.filter(pk__in=voulues).order_by("id")}
    evenements: dict[int, list[EvenementMesure]] = {pk: [] for pk in mesures}
    for evenement in EvenementMesure.objects.filter(mesure__in=mesures).order_by("id"):
        evenements[evenement.mesure_id].append(evenement)
    ecritures: list[Ecriture] = []
    changees: dict[int, Mesure] = {}
    for pk, mesure in mesures.items():
        if source == Source.FICHIER:
            nouvelles = _fin(mesure, voulues[pk])
        else:
            nouvelles = _differences(mesure, evenements[pk], voulues[pk], motif)
        if nouvelles:
            ecritures += nouvelles
            changees[pk] = mesure
        if _identifier(mesure, voulues[pk].valeurs):
            changees[pk] = mesure
    if changees:
        Mesure.objects.bulk_update(changees.values(), IDENTIFIANTS, batch_size=200)
    if ecritures:
        consigner(ecritures, agent=agent, source=source)
    return changees


def _identifier(mesure: Mesure, valeurs: ValeursMesure) -> bool:
    """Put on the row what identifies the file; tells whether something changed."""
    voulus = {
        "numero_dossier": valeurs.numero_dossier.strip(),
        "cabinet": valeurs.cabinet.strip(),
        "civilite": valeurs.civilite,
        "annee_naissance": valeurs.annee_naissance,
        "date_premier_mesure": valeurs.date_premier_mesure or mesure.date_premier_mesure,
    }
    change = {champ: valeur for champ, valeur in voulus.items() if getattr(mesure, champ) != valeur}
    for champ, valeur in change.items():
        setattr(mesure, champ, valeur)
    return bool(change)


def _fin(mesure: Mesure, reprise: Reprise) -> list[Ecriture]:
    """A line of a spreadsheet knows an opening and an end, not a life: of a known measure it may only say the end."""
    if mesure.statut != StatutMesure.EN_COURS:
        return []
    return [Ecriture(mesure, fait) for fait in reprise.suite]


def _differences(
    mesure: Mesure, evenements: list[EvenementMesure], reprise: Reprise, motif: str
) -> list[Ecriture]:
    """Writes that bring the log from what it says to what is said: cancellations, then additions."""
    voulus = ordonner(_rangs([_ouverture(reprise.valeurs), *reprise.suite]))
    actuels = ordonner(faits_de(evenements))
    communs = 0
    while communs < min(len(actuels), len(voulus)) and _dit(actuels[communs]) == _dit(voulus[communs]):
        communs += 1
    derniers = {evenement.racine_id or evenement.pk: evenement for evenement in evenements}
    annules = [
        Ecriture(mesure, Fait(fait.type, fait.date), motif, derniers[fait.rang], est_annulation=True)
        for fait in actuels[communs:]
    ]
    return [*annules, *(Ecriture(mesure, fait) for fait in voulus[communs:])]


def _dit(fait: Fait) -> tuple[Any, ...]:
    """What a fact says, places by their identifier."""
    liens = (getattr(lien, "pk", lien) for lien in (fait.commune, fait.etablissement, fait.antenne))
    return (
        fait.type, fait.date, fait.nature, fait.champ, fait.lieu_vie, fait.type_etablissement, fait.duree_mois,
        fait.resultat, fait.cause, *liens,
    )  # fmt: skip


def annuler_reprise(*, agent: Agent, mandataire: Mandataire, mesures: Iterable[int], motif: str) -> int:
    """Cancel measures that an import had made, while nothing was added to them; returns how many."""
    exiger(agent, MESURE_IMPORTER, mandataire.organisation)
    ecritures = []
    with transaction.atomic(), motiver(motif):
        verrouillees = Mesure.objects.select_for_update(of=("self",)).filter(
            gestionnaire=mandataire.organisation_id, pk__in=list(mesures)
        )
        for mesure in verrouillees.order_by("id"):
            evenements = list(EvenementMesure.objects.filter(mesure=mesure).order_by("id"))
            if any(evenement.source != Source.FICHIER for evenement in evenements):
                raise ValidationError(f"{mesure} a changé depuis l’import : il ne s’annule plus.")
            ecritures += [
                Ecriture(mesure, Fait(e.type, e.date_effet), motif, e, est_annulation=True)
                for e in evenements
            ]
        consigner(ecritures, agent=agent, source=Source.FICHIER)
    return len({ecriture.mesure.pk for ecriture in ecritures})
