"""A better distribution of the measures that exceed capacities: computed for a direction, decided by each court."""

from __future__ import annotations

import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.protection.actions.avis import prevenir
from maillage.metiers.protection.actions.mesures import transferer
from maillage.metiers.protection.droits import LISTE_TENIR, MESURE_DESIGNER
from maillage.metiers.protection.enums import Arbitrage, StatutMesure, StatutProposition, TypeMandataire
from maillage.metiers.protection.models import Inscription, Mandataire, Mesure, Proposition, Simulation
from maillage.metiers.protection.models.charges import places
from maillage.metiers.protection.regles import Place
from maillage.socle.acces.contexte import agent_systeme, agir_comme, motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.appariement.distances import Point, matrice, point

HECTOMETRES = 10
POIDS_CHARGE = {Arbitrage.TRAJETS: 50, Arbitrage.EQUILIBRE: 400, Arbitrage.CHARGE: 2_000}
"""Hundreds of metres that a professional's load going from nothing to full is worth."""
COUT_REFUS = 100_000
MESURES_MAX = 5_000


@dataclass
class _Offre:
    """A professional who may receive or give."""

    inscription: Inscription
    place: Place
    lieu: Point | None

    @property
    def peut_recevoir(self) -> bool:
        mandataire = self.inscription.mandataire
        return (
            not mandataire.est_suspendu
            and mandataire.type != TypeMandataire.PREPOSE
            and self.lieu is not None
        )


def simuler(*, agent: Agent, autorite: Organisation, arbitrage: str) -> Simulation:
    """Compute and keep. What exceeds the capacity of each professional of the département is offered to all others.

    Read in the name of the technical account: the direction sees sums, each court its own proposals.
    Raises AccesRefuse, or ValidationError when nobody is over capacity.
    """
    exiger(agent, LISTE_TENIR, autorite)
    if autorite.commune is None:
        raise ValidationError({"autorite": "Cette direction n’a pas de commune : complétez l’annuaire."})
    departement = autorite.commune.departement
    with transaction.atomic(), agir_comme(agent_systeme()):
        offres = _offres(departement.pk)
        mesures = _en_trop(offres, departement.pk)
        if not mesures:
            raise ValidationError(
                "Aucun mandataire n’est en surcapacité : il n’y a rien à répartir autrement."
            )
        choix, distances = _affecter(mesures, offres, Arbitrage(arbitrage))
        simulation = Simulation.objects.create(
            autorite=autorite,
            departement=departement,
            arbitrage=arbitrage,
            examinees=len(mesures),
            sans_place=sum(un is None for un in choix),
            auteur=agent,
            **_resultats(mesures, offres, choix, distances),
        )
        Proposition.objects.bulk_create(
            Proposition(
                simulation=simulation,
                tribunal_id=mesure.tribunal_id,
                mesure=mesure,
                actuel=offres[rang].inscription.mandataire,
                propose=offres[vers].inscription.mandataire,
                km_avant=min(round(distances[ligne][rang]), 9_999),
                km_apres=min(round(distances[ligne][vers]), 9_999),
            )
            for ligne, ((mesure, rang), vers) in enumerate(zip(mesures, choix, strict=True))
            if vers is not None and vers != rang
        )
        _prevenir_les_tribunaux(simulation)
    return simulation


def _prevenir_les_tribunaux(simulation: Simulation) -> None:
    lignes = Proposition.objects.filter(simulation=simulation).order_by("tribunal").values_list("tribunal")
    for tribunal, nombre in lignes.annotate(nombre=Count("pk")):
        prevenir(
            Organisation(pk=tribunal),
            MESURE_DESIGNER,
            texte="La direction départementale propose de répartir des mesures autrement.",
            detail=f"{compter(nombre, 'mesure')} à confier à d’autres mandataires, moins chargés : vous décidez.",
            url=reverse("protection:propositions"),
        )


def _offres(departement: int) -> list[_Offre]:
    inscriptions = list(
        Inscription.objects.ouvertes()
        .filter(departement=departement)
        .select_related("mandataire__organisation__commune")
        .order_by("id")
    )
    tenues = places(inscriptions)
    return [_Offre(i, tenues[i.pk], _siege(i.mandataire)) for i in inscriptions]


def _siege(mandataire: Mandataire) -> Point | None:
    commune = mandataire.organisation.commune
    return point(commune.latitude, commune.longitude) if commune else None


def _en_trop(offres: Sequence[_Offre], departement: int) -> list[tuple[Mesure, int]]:
    """What each holds beyond his capacity: the measures that are furthest from him, with his rank."""
    sur = {o.inscription.organisation_id: (rang, o) for rang, o in enumerate(offres) if o.place.surcapacite}
    par_gestionnaire: dict[int, list[Mesure]] = defaultdict(list)
    mesures = Mesure.objects.filter(
        gestionnaire__in=sur,
        departement=departement,
        statut=StatutMesure.EN_COURS,
        commune__latitude__isnull=False,
    )
    for mesure in mesures.select_related("commune").order_by("id"):
        par_gestionnaire[mesure.gestionnaire_id].append(mesure)
    en_trop: list[tuple[Mesure, int]] = []
    for gestionnaire, siennes in sorted(par_gestionnaire.items()):
        rang, offre = sur[gestionnaire]
        if offre.lieu is None:
            continue
        (distances,) = matrice([offre.lieu], [_lieu(mesure) for mesure in siennes]).tolist()
        loin = sorted(zip(distances, siennes, strict=True), key=lambda un: (-un[0], un[1].pk))
        en_trop += [(mesure, rang) for _, mesure in loin[: offre.place.surcapacite]]
    return en_trop[:MESURES_MAX]


def _lieu(mesure: Mesure) -> Point:
    commune = mesure.commune
    assert commune is not None and commune.latitude is not None and commune.longitude is not None  # noqa: S101, PT018 (filtered)
    return Point(commune.latitude, commune.longitude)


def _affecter(
    mesures: Sequence[tuple[Mesure, int]], offres: Sequence[_Offre], arbitrage: Arbitrage
) -> tuple[tuple[int | None, ...], list[list[float]]]:
    """The cheapest distribution, and all distances. Who has no place, or not this nature, is never chosen."""
    import numpy as np

    from maillage.socle.appariement.affectation import INTERDIT, affecter

    lieux = [offre.lieu or Point(0, 0) for offre in offres]
    distances = matrice([_lieu(mesure) for mesure, _ in mesures], lieux)
    couts = np.rint(distances * HECTOMETRES).astype(np.int64)
    for colonne, offre in enumerate(offres):
        if not offre.peut_recevoir:
            couts[:, colonne] = INTERDIT
            continue
        permises = {*offre.inscription.natures} & {*offre.inscription.mandataire.natures}
        for ligne, (mesure, _) in enumerate(mesures):
            if mesure.nature not in permises:
                couts[ligne, colonne] = INTERDIT
    marginaux = [_marginaux(offre, POIDS_CHARGE[arbitrage]) for offre in offres]
    return affecter(couts, marginaux, cout_refus=COUT_REFUS).choix, distances.tolist()


def _marginaux(offre: _Offre, poids: int) -> list[int]:
    """What each more costs: the fuller, the dearer. Never beyond the places left."""
    maximum = offre.place.nombre_max or 0
    libres = offre.place.disponibles if maximum else 0
    return [round(poids * (offre.place.occupees + n) / maximum) for n in range(1, libres + 1)]


def _resultats(
    mesures: Sequence[tuple[Mesure, int]],
    offres: Sequence[_Offre],
    choix: Sequence[int | None],
    distances: list[list[float]],
) -> dict[str, Any]:
    arrivees, departs = [0] * len(offres), [0] * len(offres)
    km_avant = km_apres = 0.0
    for ligne, ((_, rang), vers) in enumerate(zip(mesures, choix, strict=True)):
        km_avant += distances[ligne][rang]
        km_apres += distances[ligne][rang if vers is None else vers]
        if vers is not None:
            departs[rang] += 1
            arrivees[vers] += 1

    def chiffres(km: float, mouvements: Sequence[int]) -> dict[str, float]:
        taux, surcapacite = [], 0
        for offre, mouvement in zip(offres, mouvements, strict=True):
            if maximum := offre.place.nombre_max:
                tenues = offre.place.occupees + mouvement
                taux.append(100 * tenues / maximum)
                surcapacite += max(tenues - maximum, 0)
        return {
            "km": round(km),
            "km_moyen": round(km / len(mesures), 1),
            "surcapacite": surcapacite,
            "ecart": round(statistics.pstdev(taux), 1) if taux else 0,
            "maximum": round(max(taux, default=0)),
        }

    return {
        "proposees": sum(departs),
        "avant": chiffres(km_avant, [0] * len(offres)),
        "apres": chiffres(km_apres, [a - d for a, d in zip(arrivees, departs, strict=True)]),
    }


def accepter_proposition(*, agent: Agent, proposition: Proposition, motif: str) -> Mesure:
    """The court hands the measure over, today, with its reason. Raises ValidationError when it may no longer be."""
    exiger(agent, MESURE_DESIGNER, proposition.tribunal)
    with transaction.atomic(), motiver(motif.strip() or "Proposition acceptée"):
        mesure = _ouverte(proposition, motif).mesure
        propose = Mandataire.objects.select_related("organisation").get(pk=proposition.propose_id)
        inscription = (
            Inscription.objects.ouvertes()
            .filter(mandataire=propose, departement=mesure.departement_id)
            .first()
        )
        if inscription is None or not places([inscription])[inscription.pk].peut_prendre(mesure.points):
            raise ValidationError(f"{propose} n’a plus de place : écartez cette proposition.")
        suivante = transferer(agent=agent, mesure=mesure, date=timezone.localdate(), mandataire=propose)
        _decider(agent, proposition, StatutProposition.ACCEPTEE, motif)
    return suivante


def ecarter_proposition(*, agent: Agent, proposition: Proposition, motif: str) -> None:
    exiger(agent, MESURE_DESIGNER, proposition.tribunal)
    with transaction.atomic():
        _ouverte(proposition, motif)
        _decider(agent, proposition, StatutProposition.ECARTEE, motif)


def _ouverte(proposition: Proposition, motif: str) -> Proposition:
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif est conservé."})
    actuelle = (
        Proposition.objects.select_for_update(of=("self",))
        .select_related("mesure__tribunal")
        .get(pk=proposition.pk)
    )
    if actuelle.statut != StatutProposition.PROPOSEE:
        raise ValidationError("Cette proposition est déjà décidée.")
    return actuelle


def _decider(agent: Agent, proposition: Proposition, statut: StatutProposition, motif: str) -> None:
    proposition.statut, proposition.motif = statut, motif.strip()
    proposition.auteur, proposition.horodatage = agent, timezone.now()
    proposition.save(update_fields=["statut", "motif", "auteur", "horodatage"])
