"""What has to be placed, and who may receive it, in a département."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from maillage.metiers.protection.enums import (
    GenreProposition,
    StatutMesure,
    StatutReservation,
    TypeMandataire,
)
from maillage.metiers.protection.models import (
    Inscription,
    Mandataire,
    Mesure,
    Reservation,
)
from maillage.metiers.protection.models.charges import places
from maillage.metiers.protection.regles import Place
from maillage.socle.appariement.distances import Point, matrice, point

JOURS_RECENTS = 90
"""A case declined longer ago was taken up elsewhere (a relative, another court)."""


@dataclass
class Offre:
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
class Demande:
    """A measure to place: `rang` is the offer of who holds it, or was asked last; `exclus` are not asked again."""

    mesure: Mesure
    rang: int
    genre: GenreProposition = GenreProposition.TRANSFERT
    exclus: frozenset[int] = frozenset()

    @property
    def est_tenue(self) -> bool:
        """Whether it takes a place where it is now."""
        return self.mesure.statut in (StatutMesure.EN_COURS, StatutMesure.EN_ATTENTE)


def offres_de(departement: int) -> list[Offre]:
    inscriptions = list(
        Inscription.objects.ouvertes()
        .filter(departement=departement)
        .select_related("mandataire__organisation__commune")
        .order_by("id")
    )
    tenues = places(inscriptions)
    return [Offre(i, tenues[i.pk], _siege(i.mandataire)) for i in inscriptions]


def _siege(mandataire: Mandataire) -> Point | None:
    commune = mandataire.organisation.commune
    return point(commune.latitude, commune.longitude) if commune else None


def en_attente(offres: Sequence[Offre], departement: int) -> list[Demande]:
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
        Demande(
            demandees[-1].mesure,
            rangs[demandees[-1].mandataire_id],
            GenreProposition.DESIGNATION,
            frozenset(reservation.mandataire_id for reservation in demandees),
        )
        for demandees in par_affaire.values()
        if demandees[-1].mandataire_id in rangs
    ]


def en_trop(offres: Sequence[Offre], departement: int) -> list[Demande]:
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
    en_trop: list[Demande] = []
    for gestionnaire, siennes in sorted(par_gestionnaire.items()):
        rang, offre = sur[gestionnaire]
        if offre.lieu is None:
            continue
        (distances,) = matrice([offre.lieu], [lieu_de(mesure) for mesure in siennes]).tolist()
        loin = sorted(zip(distances, siennes, strict=True), key=lambda un: (-un[0], un[1].pk))
        en_trop += [Demande(mesure, rang) for _, mesure in loin[: offre.place.surcapacite]]
    return en_trop


def lieu_de(mesure: Mesure) -> Point:
    commune = mesure.commune
    assert commune is not None and commune.latitude is not None and commune.longitude is not None  # noqa: S101, PT018 (filtered)
    return Point(commune.latitude, commune.longitude)
