"""Compute the best distribution, and keep it with its figures before and after."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.protection.actions.optimisation.demandes import (
    Demande,
    Offre,
    en_attente,
    en_trop,
    lieu_de,
    offres_de,
)
from maillage.metiers.protection.droits import LISTE_TENIR, MESURE_DESIGNER
from maillage.metiers.protection.enums import (
    Arbitrage,
    GenreProposition,
    StatutProposition,
)
from maillage.metiers.protection.models import (
    Proposition,
    Simulation,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.appariement.distances import Point, matrice
from maillage.socle.interface.alertes import prevenir

HECTOMETRES = 10
POIDS_CHARGE = {Arbitrage.TRAJETS: 50, Arbitrage.EQUILIBRE: 400, Arbitrage.CHARGE: 2_000}
"""Hundreds of metres that a professional's load going from nothing to full is worth."""
COUT_REFUS = 100_000
PRIORITE = 50_000
"""What leaving a case without anybody costs more than leaving a measure where it is."""
MESURES_MAX = 5_000


def simuler(*, agent: Agent, autorite: Organisation, arbitrage: str) -> Simulation:
    """Compute and keep: what exceeds capacities in the département, and what nobody took, is offered to all others.

    Read in the name of the technical account: the direction sees sums, each court its own proposals.
    Raises AccesRefuse, or ValidationError when there is nothing to place.
    """
    exiger(agent, LISTE_TENIR, autorite)
    if autorite.commune is None:
        raise ValidationError({"autorite": "Cette direction n’a pas de commune : complétez l’annuaire."})
    departement = autorite.commune.departement
    with transaction.atomic(), agir_comme(agent_systeme()):
        offres = offres_de(departement.pk)
        demandes = [*en_attente(offres, departement.pk), *en_trop(offres, departement.pk)][:MESURES_MAX]
        if not demandes:
            raise ValidationError(
                "Aucun mandataire n’est en surcapacité et aucun dossier n’attend de mandataire : il n’y a rien à"
                " répartir autrement."
            )
        choix, distances = _affecter(demandes, offres, Arbitrage(arbitrage))
        _remplacer_les_precedentes(departement.pk)
        simulation = Simulation.objects.create(
            autorite=autorite,
            departement=departement,
            arbitrage=arbitrage,
            examinees=len(demandes),
            en_attente=sum(d.genre == GenreProposition.DESIGNATION for d in demandes),
            sans_place=sum(un is None for un in choix),
            auteur=agent,
            **_resultats(demandes, offres, choix, distances),
        )
        Proposition.objects.bulk_create(
            Proposition(
                simulation=simulation,
                tribunal_id=demande.mesure.tribunal_id,
                mesure=demande.mesure,
                genre=demande.genre,
                actuel=offres[demande.rang].inscription.mandataire,
                propose=offres[vers].inscription.mandataire,
                km_avant=min(round(distances[ligne][demande.rang]), 9_999),
                km_apres=min(round(distances[ligne][vers]), 9_999),
            )
            for ligne, (demande, vers) in enumerate(zip(demandes, choix, strict=True))
            if vers is not None and vers != demande.rang
        )
        _prevenir_les_tribunaux(simulation)
    return simulation


def _remplacer_les_precedentes(departement: int) -> None:
    """Proposals that nobody decided are of another day: the court is asked one thing of a measure at a time."""
    anciennes = Proposition.objects.filter(
        simulation__departement=departement, statut=StatutProposition.PROPOSEE
    )
    anciennes.update(
        statut=StatutProposition.ECARTEE,
        motif="Remplacée par une simulation plus récente",
        horodatage=timezone.now(),
    )


def _prevenir_les_tribunaux(simulation: Simulation) -> None:
    lignes = Proposition.objects.filter(simulation=simulation).order_by("tribunal").values_list("tribunal")
    for tribunal, nombre in lignes.annotate(nombre=Count("pk")):
        prevenir(
            Organisation(pk=tribunal),
            MESURE_DESIGNER,
            texte="La direction départementale propose de répartir des mesures autrement.",
            detail=f"{compter(nombre, 'mesure')} à confier à des mandataires qui ont de la place : vous décidez.",
            url=reverse("protection:propositions"),
        )


def _affecter(
    demandes: Sequence[Demande], offres: Sequence[Offre], arbitrage: Arbitrage
) -> tuple[tuple[int | None, ...], list[list[float]]]:
    """The cheapest distribution, and all distances. Who has no place, or not this nature, is never chosen."""
    import numpy as np

    from maillage.socle.appariement.affectation import INTERDIT, affecter

    lieux = [offre.lieu or Point(0, 0) for offre in offres]
    distances = matrice([lieu_de(demande.mesure) for demande in demandes], lieux)
    couts = np.rint(distances * HECTOMETRES).astype(np.int64)
    couts[[demande.genre == GenreProposition.TRANSFERT for demande in demandes]] += PRIORITE
    for colonne, offre in enumerate(offres):
        if not offre.peut_recevoir:
            couts[:, colonne] = INTERDIT
            continue
        permises = {*offre.inscription.natures} & {*offre.inscription.mandataire.natures}
        mandataire = offre.inscription.mandataire_id
        for ligne, demande in enumerate(demandes):
            if demande.mesure.nature not in permises or mandataire in demande.exclus:
                couts[ligne, colonne] = INTERDIT
    marginaux = [_marginaux(offre, POIDS_CHARGE[arbitrage]) for offre in offres]
    return affecter(couts, marginaux, cout_refus=COUT_REFUS + PRIORITE).choix, distances.tolist()


def _marginaux(offre: Offre, poids: int) -> list[int]:
    """What each more costs: the fuller, the dearer. Never beyond the places left."""
    maximum = offre.place.nombre_max or 0
    libres = offre.place.disponibles if maximum else 0
    return [round(poids * (offre.place.occupees + n) / maximum) for n in range(1, libres + 1)]


def _resultats(
    demandes: Sequence[Demande],
    offres: Sequence[Offre],
    choix: Sequence[int | None],
    distances: list[list[float]],
) -> dict[str, Any]:
    """Before and after. Kilometres are those of the measures handed over: a case without anybody has no « before »."""
    arrivees, departs = [0] * len(offres), [0] * len(offres)
    km_avant = km_apres = 0.0
    transferts = [d.genre == GenreProposition.TRANSFERT for d in demandes]
    for ligne, (demande, vers) in enumerate(zip(demandes, choix, strict=True)):
        if transferts[ligne]:
            km_avant += distances[ligne][demande.rang]
            km_apres += distances[ligne][demande.rang if vers is None else vers]
        if vers is not None:
            departs[demande.rang] += demande.est_tenue
            arrivees[vers] += 1
    attendus = len(demandes) - sum(transferts)
    places = sum(
        un is not None for un, est_transfert in zip(choix, transferts, strict=True) if not est_transfert
    )

    def chiffres(km: float, mouvements: Sequence[int], sans_mandataire: int) -> dict[str, float]:
        taux, surcapacite = [], 0
        for offre, mouvement in zip(offres, mouvements, strict=True):
            if maximum := offre.place.nombre_max:
                tenues = offre.place.occupees + mouvement
                taux.append(100 * tenues / maximum)
                surcapacite += max(tenues - maximum, 0)
        return {
            "km": round(km),
            "km_moyen": round(km / (sum(transferts) or 1), 1),
            "sans_mandataire": sans_mandataire,
            "surcapacite": surcapacite,
            "ecart": round(statistics.pstdev(taux), 1) if taux else 0,
            "maximum": round(max(taux, default=0)),
        }

    return {
        "proposees": sum(arrivees),
        "avant": chiffres(km_avant, [0] * len(offres), attendus),
        "apres": chiffres(
            km_apres, [a - d for a, d in zip(arrivees, departs, strict=True)], attendus - places
        ),
    }
