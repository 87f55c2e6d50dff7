"""A better distribution of what exceeds capacities and of cases that nobody took; each court decides its own."""

from __future__ import annotations

import datetime as dt
import statistics
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.protection.actions.avis import prevenir
from maillage.metiers.protection.actions.mesures import transferer
from maillage.metiers.protection.actions.places import prendre_la_place
from maillage.metiers.protection.actions.reservations import ValeursReservation, reserver, retirer
from maillage.metiers.protection.droits import LISTE_TENIR, MESURE_DESIGNER
from maillage.metiers.protection.enums import (
    Arbitrage,
    GenreProposition,
    StatutMesure,
    StatutProposition,
    StatutReservation,
    TypeMandataire,
)
from maillage.metiers.protection.models import (
    Inscription,
    Mandataire,
    Mesure,
    Proposition,
    Reservation,
    Simulation,
)
from maillage.metiers.protection.models.charges import places
from maillage.metiers.protection.regles import Place
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.acces.contexte import agent_systeme, agir_comme, motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.appariement.distances import Point, matrice, point

HECTOMETRES = 10
POIDS_CHARGE = {Arbitrage.TRAJETS: 50, Arbitrage.EQUILIBRE: 400, Arbitrage.CHARGE: 2_000}
"""Hundreds of metres that a professional's load going from nothing to full is worth."""
COUT_REFUS = 100_000
PRIORITE = 50_000
"""What leaving a case without anybody costs more than leaving a measure where it is."""
JOURS_RECENTS = 90
"""A case declined longer ago was taken up elsewhere (a relative, another court)."""
MESURES_MAX = 5_000
COMPLET = "{} n’a plus de place : écartez cette proposition."


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


@dataclass(frozen=True)
class _Demande:
    """A measure to place: `rang` is the offer of who holds it, or was asked last; `exclus` are not asked again."""

    mesure: Mesure
    rang: int
    genre: GenreProposition = GenreProposition.TRANSFERT
    exclus: frozenset[int] = frozenset()

    @property
    def est_tenue(self) -> bool:
        """Whether it takes a place where it is now."""
        return self.mesure.statut in (StatutMesure.EN_COURS, StatutMesure.EN_ATTENTE)


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
        offres = _offres(departement.pk)
        demandes = [*en_attente(offres, departement.pk), *_en_trop(offres, departement.pk)][:MESURES_MAX]
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


def en_attente(offres: Sequence[_Offre], departement: int) -> list[_Demande]:
    """Cases that a court still has to entrust: declined and asked of nobody since, or too long without an answer.

    Whoever could not, or did not answer, is not proposed again.
    """
    rangs = {offre.inscription.mandataire_id: rang for rang, offre in enumerate(offres)}
    reprises = Mesure.objects.filter(
        tribunal=OuterRef("tribunal"),
        numero_rg=OuterRef("mesure__numero_rg"),
        statut__in=(StatutMesure.EN_COURS, StatutMesure.EN_ATTENTE),
    ).exclude(pk=OuterRef("mesure"))
    depuis = timezone.now() - dt.timedelta(days=JOURS_RECENTS)
    reservations = (
        Reservation.objects.filter(
            Q(statut=StatutReservation.DECLINEE, horodatage__gte=depuis)
            | Q(statut=StatutReservation.EN_ATTENTE, horodatage_escalade__isnull=False),
            mesure__departement=departement,
            mesure__commune__latitude__isnull=False,
        )
        .exclude(Exists(reprises))
        .select_related("mesure__commune")
        .order_by("id")
    )
    par_affaire: dict[tuple[int, str], list[Reservation]] = defaultdict(list)
    for reservation in reservations:
        par_affaire[reservation.tribunal_id, reservation.mesure.numero_rg].append(reservation)
    return [
        _Demande(
            demandees[-1].mesure,
            rangs[demandees[-1].mandataire_id],
            GenreProposition.DESIGNATION,
            frozenset(reservation.mandataire_id for reservation in demandees),
        )
        for demandees in par_affaire.values()
        if demandees[-1].mandataire_id in rangs
    ]


def _en_trop(offres: Sequence[_Offre], departement: int) -> list[_Demande]:
    """What each holds beyond his capacity: the measures that are furthest from him."""
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
    en_trop: list[_Demande] = []
    for gestionnaire, siennes in sorted(par_gestionnaire.items()):
        rang, offre = sur[gestionnaire]
        if offre.lieu is None:
            continue
        (distances,) = matrice([offre.lieu], [_lieu(mesure) for mesure in siennes]).tolist()
        loin = sorted(zip(distances, siennes, strict=True), key=lambda un: (-un[0], un[1].pk))
        en_trop += [_Demande(mesure, rang) for _, mesure in loin[: offre.place.surcapacite]]
    return en_trop


def _lieu(mesure: Mesure) -> Point:
    commune = mesure.commune
    assert commune is not None and commune.latitude is not None and commune.longitude is not None  # noqa: S101, PT018 (filtered)
    return Point(commune.latitude, commune.longitude)


def _affecter(
    demandes: Sequence[_Demande], offres: Sequence[_Offre], arbitrage: Arbitrage
) -> tuple[tuple[int | None, ...], list[list[float]]]:
    """The cheapest distribution, and all distances. Who has no place, or not this nature, is never chosen."""
    import numpy as np

    from maillage.socle.appariement.affectation import INTERDIT, affecter

    lieux = [offre.lieu or Point(0, 0) for offre in offres]
    distances = matrice([_lieu(demande.mesure) for demande in demandes], lieux)
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


def _marginaux(offre: _Offre, poids: int) -> list[int]:
    """What each more costs: the fuller, the dearer. Never beyond the places left."""
    maximum = offre.place.nombre_max or 0
    libres = offre.place.disponibles if maximum else 0
    return [round(poids * (offre.place.occupees + n) / maximum) for n in range(1, libres + 1)]


def _resultats(
    demandes: Sequence[_Demande],
    offres: Sequence[_Offre],
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


def accepter_proposition(*, agent: Agent, proposition: Proposition, motif: str) -> Mesure:
    """The court hands the measure over today, or reserves, with its reason. Returns the measure that follows.

    Takes its place as a reservation does, under the lock of the same row. Raises ValidationError when it may no longer.
    """
    exiger(agent, MESURE_DESIGNER, proposition.tribunal)
    with transaction.atomic(), motiver(motif.strip() or "Proposition acceptée"):
        mesure = _ouverte(proposition, motif).mesure
        propose = Mandataire.objects.select_related("organisation").get(pk=proposition.propose_id)
        if proposition.genre == GenreProposition.DESIGNATION:
            suivante = reprendre(agent, mesure, propose, motif.strip())
        else:
            inscription = Inscription.objects.ouvertes().filter(
                mandataire=propose, departement=mesure.departement_id
            )
            cle = inscription.order_by("id").values_list("pk", flat=True).first()
            if cle is None:
                raise ValidationError(COMPLET.format(propose))
            prendre_la_place(cle, mesure.points, sinon=COMPLET.format(propose))
            suivante = transferer(agent=agent, mesure=mesure, date=timezone.localdate(), mandataire=propose)
        _decider(agent, proposition, StatutProposition.ACCEPTEE, motif)
    return suivante


def reprendre(agent: Agent, mesure: Mesure, propose: Mandataire, motif: str) -> Mesure:
    """The same case, reserved at somebody else; the request without an answer is taken back first."""
    ancienne = Reservation.objects.select_related("mesure", "tribunal", "gestionnaire").get(mesure=mesure)
    if ancienne.statut == StatutReservation.EN_ATTENTE:
        retirer(agent=agent, reservation=ancienne, motif=motif)
    elif ancienne.statut != StatutReservation.DECLINEE:
        raise ValidationError("Ce dossier a déjà trouvé son mandataire : écartez cette proposition.")
    return reserver(
        agent=agent,
        tribunal=ancienne.tribunal,
        mandataire=propose,
        cas=Cas(
            tribunal=mesure.tribunal_id,
            departement=mesure.departement_id,
            nature=mesure.nature,
            lieu_vie=mesure.lieu_vie,
            commune=mesure.commune_id,
            etablissement=mesure.etablissement_id,
            est_urgente=mesure.est_urgente,
        ),
        valeurs=ValeursReservation(
            numero_rg=mesure.numero_rg,
            civilite=mesure.civilite,
            annee_naissance=mesure.annee_naissance,
            priorite_familiale=ancienne.priorite_familiale,
            champ=mesure.champ,
            cabinet=mesure.cabinet,
            type_etablissement=mesure.type_etablissement,
            date_jugement_attendu=mesure.date_jugement_attendu,
        ),
    ).mesure


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
