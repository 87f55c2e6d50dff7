"""The specialists of a line as they are at an instant: what the ranking looks at. Read once, whatever their number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from statistics import median

from django.db.models import Count, Max
from django.utils import timezone

from maillage.metiers.avis.actions.eligibilite import calendrier_de, dossiers
from maillage.metiers.avis.actions.gardes import en_garde, prochaines_gardes
from maillage.metiers.avis.enums.demandes import EN_CHARGE, MotifDeclin, StatutAffectation
from maillage.metiers.avis.enums.gardes import RangGarde
from maillage.metiers.avis.models import Affectation, Demande, Filiere, Specialiste
from maillage.metiers.avis.regles.calendrier import minutes_ouvrees
from maillage.metiers.avis.regles.eligibilite import motifs_d_ineligibilite
from maillage.metiers.avis.regles.routage import CandidatAvis
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Appartenance

MEMOIRE = dt.timedelta(days=365)
REPONSES_REGARDEES = 200


def candidats(demande: Demande, instant: dt.datetime) -> list[CandidatAvis]:
    """Every specialist of the line, those who may not be asked too: each is said why."""
    filiere = demande.filiere
    membres = list(
        Specialiste.objects.filter(rattachements__filiere=filiere)
        .select_related("personne", "exercice")
        .order_by("pk")
    )
    jour = timezone.localdate(instant)
    dossier = dossiers(membres)
    de_garde = {garde.specialiste_id: garde.rang for garde in en_garde(filiere, instant)}
    prochaines = prochaines_gardes(filiere, instant)
    reponses = _reponses(filiere, instant)
    lieux = _territoires([demande.requerant_id, *(m.exercice_id for m in membres)])
    refus = _refus(demande)
    connus = set(
        Demande.objects.filter(praticien=demande.praticien, horodatage_reponse__isnull=False).values_list(
            "specialiste", flat=True
        )
    )
    du_patient = set(
        Demande.objects.filter(
            empreinte_patient=demande.empreinte_patient, horodatage_reponse__isnull=False
        ).values_list("specialiste", flat=True)
        if demande.empreinte_patient
        else ()
    )
    charges = dict(
        Demande.objects.filter(specialiste__in=membres, statut__in=EN_CHARGE)
        .order_by()
        .values_list("specialiste")
        .annotate(Count("pk"))
    )
    dernieres = dict(
        Affectation.objects.filter(specialiste__in=membres)
        .order_by()
        .values_list("specialiste")
        .annotate(Max("horodatage"))
    )
    ici = lieux[demande.requerant_id]
    return [
        CandidatAvis(
            specialiste=m.pk,
            nom=str(m),
            est_de_garde=de_garde.get(m.pk) == RangGarde.PREMIERE,
            est_renfort=de_garde.get(m.pk) == RangGarde.RENFORT,
            prochaine_garde=_a_l_heure(prochaines.get(m.pk)),
            motifs_ineligibilite=tuple(
                motifs_d_ineligibilite(dossier[m.pk], jour, specialites_filiere=filiere.specialites)
            ),
            a_decline=m.pk in refus["decline"],
            est_en_conflit=m.pk in refus["interet"],
            connait_patient=m.pk in du_patient,
            connait_praticien=m.pk in connus,
            meme_cpts=bool(ici[TypeTerritoire.CPTS] & lieux[m.exercice_id][TypeTerritoire.CPTS]),
            meme_departement=bool(
                ici[TypeTerritoire.DEPARTEMENT] & lieux[m.exercice_id][TypeTerritoire.DEPARTEMENT]
            ),
            meme_region=bool(ici[TypeTerritoire.REGION] & lieux[m.exercice_id][TypeTerritoire.REGION]),
            en_cours=charges.get(m.pk, 0),
            plafond=filiere.charge_maximale,
            delai_median=reponses.get(m.pk),
            derniere_affectation=dernieres.get(m.pk),
        )
        for m in membres
    ]


def _a_l_heure(instant: dt.datetime | None) -> dt.datetime | None:
    """By the clock on the wall: the reasons say it in words."""
    return timezone.localtime(instant) if instant else None


def _reponses(filiere: Filiere, instant: dt.datetime) -> dict[int, int]:
    """The usual delay of each, in minutes of opening, over his latest answers."""
    calendrier, mesures = calendrier_de(filiere), defaultdict(list)
    lues = (
        Demande.objects.filter(
            filiere=filiere, horodatage_reponse__gte=instant - MEMOIRE, horodatage_prise__isnull=False
        )
        .order_by("-horodatage_reponse")
        .values_list("specialiste", "horodatage_prise", "horodatage_reponse")[:REPONSES_REGARDEES]
    )
    for specialiste, prise, reponse in lues:
        if specialiste and prise and reponse:
            mesures[specialiste].append(minutes_ouvrees(calendrier, prise, reponse))
    return {specialiste: round(median(durees)) for specialiste, durees in mesures.items()}


def _territoires(organisations: list[int]) -> dict[int, dict[str, set[int]]]:
    lieux: dict[int, dict[str, set[int]]] = {pk: defaultdict(set) for pk in organisations}
    types = (TypeTerritoire.CPTS, TypeTerritoire.DEPARTEMENT, TypeTerritoire.REGION)
    for organisation, territoire, genre in Appartenance.objects.filter(
        organisation__in=organisations, territoire__type__in=types
    ).values_list("organisation_id", "territoire_id", "territoire__type"):
        lieux[organisation][genre].add(territoire)
    return lieux


def _refus(demande: Demande) -> dict[str, set[int]]:
    """Who said no to this request, or gave it back; who declared an interest in this practitioner's requests."""
    declinees = Affectation.objects.filter(statut=StatutAffectation.DECLINEE)
    rendues = demande.affectations.filter(statut=StatutAffectation.RENDUE)
    return {
        "decline": {
            *declinees.filter(demande=demande).values_list("specialiste", flat=True),
            *rendues.values_list("specialiste", flat=True),
        },
        "interet": set(
            declinees.filter(motif=MotifDeclin.INTERET, demande__praticien=demande.praticien).values_list(
                "specialiste", flat=True
            )
        ),
    }
