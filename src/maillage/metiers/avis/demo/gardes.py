"""Fictional rosters: two years behind for the lines of the cards, months for the others, six weeks ahead for all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.metiers.avis.actions.eligibilite import calendrier_de, dossiers
from maillage.metiers.avis.actions.plannings import expliquer_les_trous, preparer_planning
from maillage.metiers.avis.actions.trous import veiller
from maillage.metiers.avis.enums.gardes import (
    DemiJournee,
    GenreEchange,
    Preference,
    RangGarde,
    StatutEchange,
    StatutPlanning,
)
from maillage.metiers.avis.models import (
    EchangeGarde,
    Filiere,
    Garde,
    Indisponibilite,
    Planning,
    Souhait,
    Specialiste,
)
from maillage.metiers.avis.regles.eligibilite import est_eligible
from maillage.socle.acces.contexte import agent_systeme
from maillage.socle.annuaire.models import Agent

if TYPE_CHECKING:
    from maillage.metiers.avis.demo.lieux import Reseau

DES_CARTES = ("dermatologie", "cardiologie")
SEMAINES_DES_CARTES, SEMAINES_DES_AUTRES, A_VENIR = 104, 26, 6
TROUS_AU_DEBUT = 0.16
"""Share of half-days without anybody two years ago; there are fewer and fewer."""
ECHANGEES = 40


def engendrer_gardes(reseau: Reseau, hasard: Random) -> None:
    """In the name of the technical account, in bulk: one roster behind and one ahead for each line."""
    auteur = agent_systeme()
    lundi = timezone.localdate() - dt.timedelta(days=timezone.localdate().weekday())
    _disponibilites(reseau, lundi)
    for code, filiere in reseau.filieres.items():
        specialistes = [s for s in reseau.specialistes[code] if not s.est_suspendu]
        semaines = SEMAINES_DES_CARTES if code in DES_CARTES else SEMAINES_DES_AUTRES
        if specialistes:
            _publier(filiere, specialistes, auteur, lundi - dt.timedelta(weeks=semaines), lundi, hasard)
            fin = lundi + dt.timedelta(weeks=A_VENIR)
            planning = _publier(filiere, specialistes, auteur, lundi, fin, hasard, est_a_venir=True)
            expliquer_les_trous(planning)
    _echanges(reseau, auteur)
    veiller(auteur, timezone.localdate())
    debut = lundi + dt.timedelta(weeks=A_VENIR)
    preparer_planning(
        agent=auteur,
        filiere=reseau.filieres["dermatologie"],
        debut=debut,
        fin=debut + dt.timedelta(weeks=4, days=-1),
    )


def _publier(
    filiere: Filiere,
    specialistes: Sequence[Specialiste],
    auteur: Agent,
    debut: dt.date,
    fin: dt.date,
    hasard: Random,
    *,
    est_a_venir: bool = False,
) -> Planning:
    """Each in turn, by his quota; what is behind has some holes, and no backup."""
    planning = Planning.objects.create(
        filiere=filiere,
        gestionnaire=filiere.gestionnaire,
        version=2 if est_a_venir else 1,
        date_debut=debut,
        date_fin=fin - dt.timedelta(days=1),
        avec_renfort=est_a_venir,
        statut=StatutPlanning.PUBLIE,
        auteur=auteur,
        auteur_publication=auteur,
        horodatage_publication=timezone.now() - dt.timedelta(days=21),
    )
    calendrier, tour = calendrier_de(filiere), _tour(specialistes)
    pieces = dossiers(specialistes)
    gardes = []
    creneaux = calendrier.creneaux(debut, planning.date_fin)
    for rang, creneau in enumerate(creneaux):
        trous = 0.04 if est_a_venir else TROUS_AU_DEBUT * (1 - rang / len(creneaux))
        premiere = None if hasard.random() < trous else next(tour)
        renfort = next(tour) if est_a_venir else None
        for ligne, qui in ((RangGarde.PREMIERE, premiere), (RangGarde.RENFORT, renfort)):
            if ligne == RangGarde.RENFORT and not est_a_venir:
                continue
            tenue = qui if qui and (not est_a_venir or est_eligible(pieces[qui.pk], creneau.jour)) else None
            if ligne == RangGarde.RENFORT and tenue is premiere:
                tenue = None
            horaires = calendrier.bornes(creneau)
            gardes.append(
                Garde(
                    planning=planning,
                    gestionnaire_id=filiere.gestionnaire_id,
                    filiere=filiere,
                    specialiste=tenue,
                    exercice_id=tenue.exercice_id if tenue else None,
                    date=creneau.jour,
                    demi_journee=creneau.demi_journee,
                    rang=ligne,
                    horodatage_debut=horaires[0],
                    horodatage_fin=horaires[1],
                    est_publiee=True,
                )
            )
    Garde.objects.bulk_create(gardes, batch_size=1_000)
    return planning


def _tour(specialistes: Sequence[Specialiste]) -> Iterator[Specialiste]:
    """Each as often as the half-days he accepts."""
    while True:
        for passage in range(max(s.quota_demi_journees for s in specialistes)):
            yield from (s for s in specialistes if s.quota_demi_journees > passage)


def _disponibilites(reseau: Reseau, lundi: dt.date) -> None:
    """What some of them say of their week, and when they are away."""
    souhaits, absences = [], []
    for liste in reseau.specialistes.values():
        for rang, specialiste in enumerate(liste):
            commun = {
                "specialiste": specialiste,
                "exercice_id": specialiste.exercice_id,
                "gestionnaire_id": specialiste.gestionnaire_id,
            }
            dits = (
                (rang % 5, DemiJournee.MATIN, Preference.PREFERE),
                ((rang + 2) % 4, DemiJournee.APRES_MIDI, Preference.EVITE),
                (4, DemiJournee.APRES_MIDI, Preference.JAMAIS),
            )
            souhaits += [
                Souhait(jour=jour, demi_journee=demi, preference=dit, **commun)
                for jour, demi, dit in dits[: 1 + rang % 3]
            ]
            debut = lundi + dt.timedelta(weeks=A_VENIR, days=7 * (rang % 4))
            absences.append(
                Indisponibilite(date_debut=debut, date_fin=debut + dt.timedelta(days=4 + rang), **commun)
            )
    Souhait.objects.bulk_create(souhaits)
    Indisponibilite.objects.bulk_create(absences)


def _echanges(reseau: Reseau, auteur: Agent) -> None:
    """Duties taken over in the past; one of a colleague that the dermatologist of the card may take."""
    moi, *confreres = reseau.specialistes["dermatologie"]
    filiere = reseau.filieres["dermatologie"]
    passees = Garde.objects.filter(
        filiere=filiere, specialiste__isnull=False, date__lt=timezone.localdate()
    ).select_related("specialiste")
    EchangeGarde.objects.bulk_create(
        EchangeGarde(
            garde=garde,
            gestionnaire_id=garde.gestionnaire_id,
            genre=GenreEchange.CESSION,
            demandeur=confreres[rang % len(confreres)],
            exercice_id=confreres[rang % len(confreres)].exercice_id,
            statut=StatutEchange.CONCLU,
            repreneur=garde.specialiste,
            auteur=auteur,
            horodatage_conclusion=garde.horodatage_debut - dt.timedelta(days=3),
        )
        for rang, garde in enumerate(passees.order_by("id")[:: max(passees.count() // ECHANGEES, 1)])
    )
    tenues = set(
        Garde.objects.filter(specialiste=moi, est_publiee=True)
        .order_by("id")
        .values_list("date", "demi_journee")
    )
    for garde in (
        Garde.objects.filter(
            filiere=filiere,
            specialiste__in=confreres,
            rang=RangGarde.PREMIERE,
            date__gt=timezone.localdate() + dt.timedelta(days=7),
        )
        .select_related("specialiste")
        .order_by("horodatage_debut")
    ):
        if garde.specialiste and (garde.date, garde.demi_journee) not in tenues:
            EchangeGarde.objects.create(
                garde=garde,
                gestionnaire_id=garde.gestionnaire_id,
                genre=GenreEchange.CESSION,
                demandeur=garde.specialiste,
                exercice_id=garde.specialiste.exercice_id,
                auteur=auteur,
            )
            return
