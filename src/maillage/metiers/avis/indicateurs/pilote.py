"""The measures of a pilot between two days: numerators and denominators, in a few queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from maillage.metiers.avis.enums.bilan import ConduitePrevue, RecoursTrenteJours, SuiteAdressage
from maillage.metiers.avis.enums.demandes import StatutDemande
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.enums.gardes import RangGarde
from maillage.metiers.avis.enums.reponses import StatutAdressage
from maillage.metiers.avis.models import (
    Adressage,
    FaitDemande,
    Garde,
    PieceEligibilite,
    ReleveActivite,
    Specialiste,
)
from maillage.metiers.avis.regles.mesures import REPONSES_MINIMUM, Mesure, centile, mediane
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.models import Habilitation, Organisation

CONNU = ~Q(recours__in=["", RecoursTrenteJours.INCONNU])
AUX_URGENCES = Q(recours__in=[RecoursTrenteJours.URGENCES, RecoursTrenteJours.HOSPITALISATION])
OBTENUE = Q(statut__in=[StatutAdressage.PRIS, StatutAdressage.HONORE, StatutAdressage.NON_HONORE])
ECARTEES = (StatutDemande.ANNULEE, StatutDemande.REORIENTEE)
BONNE_NOTE = 4
PRATICIEN = "avis.medecin_generaliste"


def mesurer(gestionnaires: Collection[int], debut: dt.date, fin: dt.date) -> dict[str, Mesure]:
    """Every measure of these organisations between two days, both included."""
    faits = FaitDemande.objects.filter(gestionnaire__in=gestionnaires, date__range=(debut, fin))
    dites = Q(est_cloturee=True)
    c = faits.aggregate(
        envoyees=Count("pk"),
        valables=Count("pk", filter=~Q(statut__in=ECARTEES)),
        a_temps=Count("pk", filter=Q(est_a_temps=True) & ~Q(statut__in=ECARTEES)),
        cloturees=Count("pk", filter=dites),
        closes=Count("pk", filter=dites | Q(est_sans_retour=True)),
        sans_retour=Count("pk", filter=Q(est_sans_retour=True)),
        evites=Count("pk", filter=dites & Q(suite=SuiteAdressage.EVITE)),
        non_envisages=Count("pk", filter=dites & Q(suite=SuiteAdressage.NON_ENVISAGE)),
        suscites=Count("pk", filter=dites & Q(suite=SuiteAdressage.SUSCITE)),
        urgences=Count("pk", filter=Q(conduite_prevue=ConduitePrevue.URGENCES) & CONNU),
        urgences_evitees=Count(
            "pk", filter=Q(conduite_prevue=ConduitePrevue.URGENCES) & CONNU & ~AUX_URGENCES
        ),
        evites_suivis=Count("pk", filter=Q(suite=SuiteAdressage.EVITE) & CONNU),
        recours_malgre=Count(
            "pk", filter=Q(suite=SuiteAdressage.EVITE) & CONNU & ~Q(recours=RecoursTrenteJours.AUCUN)
        ),
        notees=Count("satisfaction"),
        satisfaites=Count("pk", filter=Q(satisfaction__gte=BONNE_NOTE)),
        notees_patient=Count("apport_patient"),
        utiles=Count("pk", filter=Q(apport_patient__gte=BONNE_NOTE)),
        informes=Count("pk", filter=Q(est_patient_informe=True)),
        consenties=Count("pk", filter=Q(est_consentie=True)),
        reassignees=Count("pk", filter=Q(refus__gt=0) | Q(expirations__gt=0)),
        praticiens=Count("praticien", distinct=True),
    )
    heures = _heures(faits)
    couvertes, prevues = _couverture(gestionnaires, debut, fin)
    mesures = (
        Mesure("a_temps", c["a_temps"], c["valables"]),
        Mesure("reponse_mediane", mediane(heures) or 0, 1 if heures else 0, est_pourcentage=False),
        Mesure("evites", c["evites"], c["cloturees"]),
        Mesure("sans_consultation", c["evites"] + c["non_envisages"], c["cloturees"]),
        Mesure("suscites", c["suscites"], c["cloturees"]),
        Mesure("urgences_evitees", c["urgences_evitees"], c["urgences"]),
        Mesure("recours_malgre", c["recours_malgre"], c["evites_suivis"]),
        Mesure("satisfaction", c["satisfaites"], c["notees"], minimum=REPONSES_MINIMUM),
        Mesure("apport_patient", c["utiles"], c["notees_patient"], minimum=REPONSES_MINIMUM),
        Mesure("sans_retour", c["sans_retour"], c["closes"]),
        Mesure("patients_informes", c["informes"], c["cloturees"]),
        Mesure("consentement", c["consenties"], c["envoyees"]),
        Mesure("reassignees", c["reassignees"], c["envoyees"]),
        Mesure("couverture", couvertes, prevues),
        Mesure("par_praticien", c["envoyees"], c["praticiens"], est_pourcentage=False),
        Mesure("formation", *_formes(gestionnaires, min(fin, timezone.localdate()))),
        Mesure("cout_par_avis", *_honoraires(gestionnaires, debut, fin), est_pourcentage=False),
        *_consultations(gestionnaires, debut, fin),
        Mesure("adoption", c["praticiens"], _inscrits(gestionnaires, fin)),
    )
    return {mesure.code: mesure for mesure in mesures}


def _formes(gestionnaires: Collection[int], jour: dt.date) -> tuple[int, int]:
    """Specialists trained on that day, and those of the network then. A figure: nobody is named to whoever reads it."""
    with agir_comme(agent_systeme()):
        actifs = Specialiste.objects.actifs().filter(gestionnaire__in=gestionnaires)
        valables = PieceEligibilite.objects.en_vigueur(jour).filter(specialiste__in=actifs)
        comptes = valables.aggregate(
            formes=Count("specialiste", distinct=True, filter=Q(genre=GenrePiece.FORMATION)),
            tous=Count("specialiste", distinct=True),
        )
    return comptes["formes"], comptes["tous"]


def _honoraires(gestionnaires: Collection[int], debut: dt.date, fin: dt.date) -> tuple[float, int]:
    """Fees stated and advice given, by the statements signed of the months that begin between these days."""
    with agir_comme(agent_systeme()):
        sommes = ReleveActivite.objects.filter(
            gestionnaire__in=gestionnaires, mois__range=(debut, fin)
        ).aggregate(montant=Sum(F("montant_actes") + F("montant_vacations")), avis=Sum("actes"))
    return float(sommes["montant"] or 0), sommes["avis"] or 0


def _consultations(gestionnaires: Collection[int], debut: dt.date, fin: dt.date) -> tuple[Mesure, Mesure]:
    """Of the consultations advised: those that have an appointment, and of these those that the specialist found."""
    with agir_comme(agent_systeme()):
        c = Adressage.objects.filter(
            demande__fait__gestionnaire__in=gestionnaires, demande__fait__date__range=(debut, fin)
        ).aggregate(
            toutes=Count("pk"),
            obtenues=Count("pk", filter=OBTENUE),
            trouvees=Count("pk", filter=OBTENUE & Q(est_par_specialiste=True)),
        )
    return (
        Mesure("consultations_obtenues", c["obtenues"], c["toutes"]),
        Mesure("consultations_organisees", c["trouvees"], c["obtenues"]),
    )


def _heures(faits: QuerySet[FaitDemande]) -> list[int]:
    """Hours of each request answered; the median is read from them one by one."""
    return [
        heures
        for heures in faits.filter(heures_reponse__isnull=False)
        .order_by("id")
        .values_list("heures_reponse", flat=True)
        if heures is not None
    ]


def delai_p90(gestionnaires: Collection[int], debut: dt.date, fin: dt.date) -> float | None:
    """The hours under which nine requests in ten are answered."""
    return centile(
        _heures(FaitDemande.objects.filter(gestionnaire__in=gestionnaires, date__range=(debut, fin))), 90
    )


def _couverture(gestionnaires: Collection[int], debut: dt.date, fin: dt.date) -> tuple[int, int]:
    """Half-days over, with somebody first, of those published."""
    gardes = Garde.objects.filter(
        gestionnaire__in=gestionnaires,
        est_publiee=True,
        rang=RangGarde.PREMIERE,
        date__range=(debut, fin),
        horodatage_fin__lte=timezone.now(),
    )
    with agir_comme(agent_systeme()):  # rosters are not read by whoever steers; how well they cover is
        c = gardes.aggregate(prevues=Count("pk"), couvertes=Count("specialiste"))
    return c["couvertes"], c["prevues"]


def _inscrits(gestionnaires: Collection[int], jour: dt.date) -> int:
    """Practitioners of the same départements with an account on that day."""
    departements = Organisation.objects.filter(pk__in=gestionnaires).values("commune__departement")
    with agir_comme(agent_systeme()):
        return (
            Habilitation.objects.actives(jour)
            .filter(role=PRATICIEN, organisation__commune__departement__in=departements)
            .aggregate(n=Count("agent", distinct=True))["n"]
        )
