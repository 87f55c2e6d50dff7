"""Half-days that nobody holds: owed by the coordinator, reminded thirty, fourteen and seven days before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_longue
from maillage.metiers.avis.droits import GARDE_GERER
from maillage.metiers.avis.enums.gardes import RangGarde
from maillage.metiers.avis.models import Garde
from maillage.metiers.avis.regles.gardes import ALERTES_TROUS
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

TROU = declarer_genre_echeance(
    "avis.trou",
    "Demi-journée sans spécialiste",
    verbe="Trouver un spécialiste",
    bouton="Trouver",
    droit=GARDE_GERER,
    rappels=ALERTES_TROUS,
)


def suivre_trous(agent: Agent, gardes: Iterable[Garde], jour: dt.date | None = None) -> int:
    """Owe each hole of the next thirty days, and lift those that are filled. Returns how many are owed."""
    aujourd_hui = jour or timezone.localdate()
    horizon = aujourd_hui + dt.timedelta(days=max(ALERTES_TROUS))
    dus = 0
    for garde in gardes:
        if garde.rang != RangGarde.PREMIERE:
            continue
        if garde.specialiste_id:
            lever_echeance(agent=agent, genre=TROU, objet=garde)
        elif aujourd_hui <= garde.date <= horizon:
            creer_echeance(
                agent=agent,
                genre=TROU,
                organisation=garde.gestionnaire,
                objet=garde,
                libelle=f"{garde.filiere}, {date_longue(garde.date, avec_jour=True)},"
                f" {garde.get_demi_journee_display().lower()}",
                date_limite=garde.date,
                url=reverse("avis:garde_attribuer", args=[garde.pk]),
            )
            dus += 1
    return dus


def fermer_trou(agent: Agent, garde: Garde, motif: str) -> None:
    annuler_echeance(agent=agent, genre=TROU, objet=garde, motif=motif)


def veiller(agent: Agent, jour: dt.date) -> int:
    """Each night: holes that come within thirty days are owed; what is past is owed no more."""
    passees = Garde.objects.publiees().trous().filter(date__range=(jour - dt.timedelta(days=7), jour))
    for garde in passees.exclude(date=jour).order_by("id"):
        fermer_trou(agent, garde, "Demi-journée passée")
    prochaines = Garde.objects.publiees().trous().filter(date__gt=jour)
    horizon = jour + dt.timedelta(days=max(ALERTES_TROUS))
    return suivre_trous(
        agent,
        prochaines.filter(date__lte=horizon).select_related("filiere", "gestionnaire").order_by("id"),
        jour,
    )
