"""Lines and where their rosters stand, for whoever runs them; preparing the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, enumerer, nombre
from maillage.metiers.avis.actions import plannings as actions
from maillage.metiers.avis.droits import GARDE_GERER, GARDE_LIRE
from maillage.metiers.avis.enums.gardes import RangGarde, StatutPlanning
from maillage.metiers.avis.forms.plannings import PlanningForm, filieres_de
from maillage.metiers.avis.models import Filiere, Garde, Planning
from maillage.metiers.avis.views.commun import noter, saisie
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture

HORIZON = 30
"""Days ahead that the page of lines counts."""


# --- The lines, and where their rosters stand


@dataclass(frozen=True)
class EtatFiliere:
    """A line: until when it is planned, how it is covered, what it needs."""

    filiere: Filiere
    jusqu_au: dt.date | None
    prevues: int
    couvertes: int
    membres: int
    brouillon: Planning | None
    publie: Planning | None

    @property
    def trous(self) -> int:
        return self.prevues - self.couvertes

    @property
    def couverture(self) -> str:
        return f"{nombre(100 * self.couvertes / self.prevues, 0)} %" if self.prevues else "–"

    @property
    def est_courte(self) -> bool:
        """Too few specialists for a line of ten half-days a week to be held whole."""
        return self.membres < MEMBRES_CONSEILLES


MEMBRES_CONSEILLES = 6


@lecture(GARDE_LIRE)
def plannings(request: RequeteAgent) -> HttpResponse:
    aujourd_hui = timezone.localdate()
    lignes = [_etat(un, aujourd_hui) for un in _filieres_lues(request, aujourd_hui)]
    trous = sum(ligne.trous for ligne in lignes)
    contexte = {
        "titre": "Plannings de garde",
        "lignes": lignes,
        "phrase": _phrase_filieres(lignes, trous),
        "membres_conseilles": MEMBRES_CONSEILLES,
        "anciens": Planning.objects.visibles_par(request.user)
        .filter(date_fin__lt=aujourd_hui, statut=StatutPlanning.PUBLIE)
        .select_related("filiere")[:8],
        "peut_gerer": peut(request.user, GARDE_GERER),
    }
    return render(request, "avis/plannings.html", contexte)


@dataclass
class _Lue:
    filiere: Filiere
    comptes: Mapping[str, Any] = field(default_factory=dict)
    plannings: list[Planning] = field(default_factory=list)


def _filieres_lues(request: RequeteAgent, aujourd_hui: dt.date) -> list[_Lue]:
    """Lines, their duties of the coming month and their rosters, in three queries."""
    visibles = Planning.objects.visibles_par(request.user)
    lues = {
        filiere.pk: _Lue(filiere)
        for filiere in filieres_de(request.user, GARDE_LIRE).annotate(
            membres=Count("rattachements", filter=Q(rattachements__specialiste__est_suspendu=False))
        )
    }
    proches = (
        Garde.objects.visibles_par(request.user)
        .filter(
            est_publiee=True,
            rang=RangGarde.PREMIERE,
            date__gt=aujourd_hui,
            date__lte=aujourd_hui + dt.timedelta(days=HORIZON),
        )
        .order_by()
        .values("filiere")
        .annotate(prevues=Count("pk"), couvertes=Count("specialiste"))
    )
    for compte in proches:
        if compte["filiere"] in lues:
            lues[compte["filiere"]].comptes = compte
    for planning in visibles.exclude(statut=StatutPlanning.REMPLACE).filter(
        Q(date_fin__gte=aujourd_hui) | Q(statut=StatutPlanning.BROUILLON)
    ):
        if planning.filiere_id in lues:
            lues[planning.filiere_id].plannings.append(planning)
    return list(lues.values())


def _etat(lue: _Lue, aujourd_hui: dt.date) -> EtatFiliere:
    publies = [p for p in lue.plannings if p.statut == StatutPlanning.PUBLIE]
    brouillons = [p for p in lue.plannings if p.est_brouillon]
    en_cours = [p for p in publies if p.date_debut <= aujourd_hui] or publies
    return EtatFiliere(
        filiere=lue.filiere,
        jusqu_au=max((p.date_fin for p in publies), default=None),
        prevues=lue.comptes.get("prevues", 0),
        couvertes=lue.comptes.get("couvertes", 0),
        membres=lue.filiere.membres,  # type: ignore[attr-defined]
        brouillon=brouillons[0] if brouillons else None,
        publie=min(en_cours, key=lambda p: p.date_debut) if en_cours else None,
    )


def _phrase_filieres(lignes: Sequence[EtatFiliere], trous: int) -> str:
    if not lignes:
        return ""
    if trous:
        return (
            f"Dans les trente jours, {compter(trous, 'demi-journée', 'demi-journées')} "
            f"{'n’a' if trous == 1 else 'n’ont'} personne."
        )
    sans = [str(ligne.filiere) for ligne in lignes if not ligne.prevues]
    if sans:
        return f"Sans planning publié : {enumerer(sans)}."
    return "Dans les trente jours, chaque demi-journée a son spécialiste."


@ecriture(GARDE_GERER)
def planning_preparer(request: RequeteAgent) -> HttpResponse:
    initial = {"filiere": request.GET.get("filiere"), "date_debut": _debut_propose(request)}
    form = PlanningForm(request.POST or None, agent=request.user, initial=initial)
    if request.method == "POST" and form.is_valid():
        debut, fin = form.periode
        try:
            planning = actions.preparer_planning(
                agent=request.user,
                filiere=form.cleaned_data["filiere"],
                debut=debut,
                fin=fin,
                avec_renfort=form.cleaned_data["avec_renfort"],
            )
        except ValidationError as erreur:
            noter(form, erreur, {"date_fin": "semaines"})
        else:
            return redirect("avis:planning", pk=planning.pk)
    contexte: dict[str, Any] = {
        "titre": "Préparer un planning",
        "texte": "Le calcul couvre d’abord le plus de demi-journées possible, puis partage les gardes selon ce que"
        " chacun a choisi. Vous le relisez avant de le publier.",
        "libelle": "Calculer le planning",
        "retour": reverse("avis:plannings"),
        "fil": [("Plannings de garde", reverse("avis:plannings")), ("Préparer", "")],
    }
    return saisie(request, form, **contexte)


def _debut_propose(request: RequeteAgent) -> dt.date:
    """The Monday after what is published already, or the next one."""
    aujourd_hui = timezone.localdate()
    fins = Planning.objects.visibles_par(request.user).filter(statut=StatutPlanning.PUBLIE)
    if filiere := request.GET.get("filiere", ""):
        fins = fins.filter(filiere=int(filiere)) if filiere.isdigit() else fins.none()
    derniere = max([aujourd_hui, *fins.order_by("id").values_list("date_fin", flat=True)])
    return derniere + dt.timedelta(days=7 - derniere.weekday())
