"""Steering by chamber: what was called, what came of it, what is left to finish. The same figures as the clerks'."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Avg, Count, Q, Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import compter, mois_annee, nombre, pourcentage
from maillage.metiers.audiences.droits import STATISTIQUES_LIRE
from maillage.metiers.audiences.enums import StatutAudience
from maillage.metiers.audiences.forms.audiences import FiltreMois
from maillage.metiers.audiences.indicateurs import SuitesChambre, suites_par_chambre
from maillage.metiers.audiences.models import Audience
from maillage.socle.acces.vues import RequeteAgent, lecture


@dataclass(frozen=True)
class Rangee:
    """One chamber, or all of them."""

    nom: str
    audiences: int
    dossiers: int
    juges: int
    renvoyes: int
    deliberes: int
    a_finir: int
    avancement: int | None
    suites: SuitesChambre
    url: str = ""

    @property
    def taux(self) -> str:
        """The rate of the figures: true adjournments, out of the cases called."""
        return "–" if self.suites.taux_renvoi is None else pourcentage(self.suites.taux_renvoi)

    @property
    def mediane(self) -> str:
        """Days from decision to signed minute."""
        return "–" if self.suites.mediane_minute is None else nombre(self.suites.mediane_minute)

    @property
    def avancement_dit(self) -> str:
        return "–" if self.avancement is None else f"{self.avancement} %"


@lecture(STATISTIQUES_LIRE)
def pilotage(request: RequeteAgent) -> HttpResponse:
    filtre, aujourd_hui = FiltreMois.lire(request.GET, request.user), timezone.localdate()
    premier = filtre.premier_jour(aujourd_hui)
    suivant = ajouter_mois(premier, 1)
    visibles = Audience.objects.visibles_par(request.user).filter(date__gte=premier, date__lt=suivant)
    if chambre := filtre.chambre_choisie:
        visibles = visibles.filter(chambre=chambre)
    tenues = Q(statut=StatutAudience.CLOSE, dossiers__gt=0)
    comptes = list(
        visibles.order_by()
        .values("chambre", "chambre__nom")
        .annotate(
            audiences=Count("pk"),
            n_dossiers=Sum("dossiers"),
            n_juges=Sum("juges"),
            n_renvoyes=Sum("renvoyes"),
            n_deliberes=Sum("deliberes"),
            a_finir=Count("pk", filter=Q(statut=StatutAudience.CLOSE, avancement__lt=100)),
            moyen=Avg("avancement", filter=tenues),
        )
        .order_by("chambre__nom")
    )
    liste = reverse("audiences:audiences")
    periode = f"date_du={premier:%Y-%m-%d}&date_au={suivant - dt.timedelta(days=1):%Y-%m-%d}"
    suites, ensemble = suites_par_chambre([c["chambre"] for c in comptes], premier, premier)
    rangees = [
        Rangee(
            c["chambre__nom"],
            c["audiences"],
            c["n_dossiers"],
            c["n_juges"],
            c["n_renvoyes"],
            c["n_deliberes"],
            c["a_finir"],
            int(c["moyen"]) if c["moyen"] is not None else None,
            suites.get(c["chambre"], SuitesChambre()),
            f"{liste}?chambre={c['chambre']}&{periode}",
        )
        for c in comptes
    ]
    moyenne = visibles.filter(tenues).aggregate(m=Avg("avancement"))["m"]
    total = Rangee(
        "Total",
        sum(rangee.audiences for rangee in rangees),
        sum(rangee.dossiers for rangee in rangees),
        sum(rangee.juges for rangee in rangees),
        sum(rangee.renvoyes for rangee in rangees),
        sum(rangee.deliberes for rangee in rangees),
        sum(rangee.a_finir for rangee in rangees),
        int(moyenne) if moyenne is not None else None,
        ensemble,
    )
    contexte = {
        "titre": "Pilotage par chambre",
        "form": filtre,
        "mois": mois_annee(premier),
        "rangees": rangees,
        "total": total,
        "phrase": _phrase(total, mois_annee(premier)),
    }
    return render(request, "audiences/pilotage.html", contexte)


def _phrase(total: Rangee, mois: str) -> str:
    if not total.dossiers:
        return f"Aucun dossier n’est au rôle en {mois}."
    debut = (
        f"En {mois}, {compter(total.dossiers, 'dossier')} au rôle de {compter(total.audiences, 'audience')}"
    )
    taux = f", taux de renvoi {total.taux}" if total.taux != "–" else ""
    reste = (
        f" ; {compter(total.a_finir, 'audience')} à finir."
        if total.a_finir
        else " ; aucune audience n’attend."
    )
    return f"{debut}{taux}{reste}"
