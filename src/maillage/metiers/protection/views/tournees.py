"""The professional's week: which places, which order, how many kilometres; on screen, on paper, in the calendar."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.agenda import Rendez
from maillage.commun.agenda import en_ics as ecrire_ics
from maillage.commun.textes import compter, date_longue, nombre
from maillage.metiers.protection.droits import MESURE_TENIR
from maillage.metiers.protection.forms.tournees import BORNES, LIEUX_MAX, TourneeForm
from maillage.metiers.protection.indicateurs.tournees import (
    JourneeTournee,
    LieuVisite,
    Semaine,
    choisir,
    depart_de,
    lieux_de,
    organiser,
)
from maillage.metiers.protection.models import Mandataire
from maillage.socle.acces.vues import RequeteAgent, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.plan import Repere, plan

PROPOSES = 12


@lecture(MESURE_TENIR)
def tournees(request: RequeteAgent) -> HttpResponse:
    """The week asked for in the address; nothing is kept."""
    form = TourneeForm(request.GET if "semaine" in request.GET else None, agent=request.user)
    contexte: dict[str, Any] = {"form": form, "titre": "Tournées", "max": LIEUX_MAX}
    mandataire = _mandataire(form)
    if mandataire is None:
        return render(request, "protection/tournees.html", contexte)
    lieux = lieux_de(request.user, mandataire)
    cles = set(request.GET.getlist("lieu")) or {lieu.cle for lieu in lieux[:PROPOSES]}
    contexte |= {"lieux": lieux, "choisis": cles}
    if form.is_bound and form.is_valid():
        semaine = preparer(form, choisir(lieux, cles)[:LIEUX_MAX], mandataire)
        if semaine is None:
            contexte["sans_depart"] = True
        else:
            contexte |= {
                "semaine": semaine,
                "phrase": _phrase(semaine),
                "jours": [
                    (date_longue(journee.date, avec_jour=True), journee) for journee in semaine.journees
                ],
                "plan": _dessiner(semaine, mandataire),
                "ics": f"{reverse('protection:tournees_ics')}?{request.GET.urlencode()}",
            }
    return render(request, "protection/tournees.html", contexte)


@lecture(MESURE_TENIR)
def calendrier(request: RequeteAgent) -> HttpResponse:
    """The same week for a calendar: places and hours, never a person."""
    form = TourneeForm(request.GET, agent=request.user)
    semaine = None
    if form.is_valid():
        mandataire = form.cleaned_data["mandataire"]
        semaine = preparer(form, _voulus(request.user, mandataire, request.GET.getlist("lieu")), mandataire)
    reponse = HttpResponse(
        en_ics(semaine.journees if semaine else []), content_type="text/calendar; charset=utf-8"
    )
    reponse["Content-Disposition"] = 'attachment; filename="tournee.ics"'
    return reponse


def _voulus(agent: Agent, mandataire: Mandataire, cles: list[str]) -> list[LieuVisite]:
    lieux = lieux_de(agent, mandataire)
    return choisir(lieux, set(cles) or {lieu.cle for lieu in lieux[:PROPOSES]})[:LIEUX_MAX]


def _mandataire(form: TourneeForm) -> Mandataire | None:
    """The one asked for, else the agent's first."""
    if form.is_bound and form.is_valid():
        return form.cleaned_data["mandataire"]
    return form.fields["mandataire"].queryset.first()  # type: ignore[attr-defined]


def preparer(form: TourneeForm, lieux: list[LieuVisite], mandataire: Mandataire) -> Semaine | None:
    depart = depart_de(mandataire)
    if depart is None:
        return None
    dites = form.cleaned_data
    return organiser(
        lieux,
        depart=depart,
        dates=form.dates,
        horaires=form.horaires,
        durees={False: dites["domicile"], True: dites["etablissement"]},
        ouverture=BORNES[dites["creneau"]],
        fuseau=timezone.get_current_timezone(),
    )


def _phrase(semaine: Semaine) -> str:
    faits = sum(len(journee.arrets) for journee in semaine.journees)
    if not faits:
        return "Aucune visite ne tient dans ces jours et ces heures."
    debut = f"{compter(faits, 'lieu', 'lieux')}, {nombre(round(semaine.km))} km"
    if semaine.epargne >= 1:
        moins, liste = nombre(round(semaine.epargne)), nombre(round(semaine.km_liste))
        return f"{debut}, soit {moins} km de moins que dans l’ordre de la liste ({liste} km)"
    return debut


def _dessiner(semaine: Semaine, mandataire: Mandataire) -> Any:
    depart = depart_de(mandataire)
    if depart is None:
        return ""
    reperes = [Repere(*depart, "Départ", "lieu", "départ")]
    chemins = []
    rang = 0
    for journee in semaine.journees:
        chemins.append([depart, *(arret.lieu.position for arret in journee.arrets), depart])
        for arret in journee.arrets:
            rang += 1
            reperes.append(Repere(*arret.lieu.position, arret.lieu.nom, "etape", str(rang)))
    return plan("Visites de la semaine", reperes, chemins=chemins)


def en_ics(journees: list[JourneeTournee]) -> str:
    """One event a stop."""
    return ecrire_ics(
        (
            Rendez(
                f"{journee.date:%Y%m%d}-{arret.lieu.cle}",
                f"{arret.lieu.nom} ({compter(arret.lieu.nombre, 'visite')})",
                arret.debut,
                arret.fin,
                arret.lieu.commune,
            )
            for journee in journees
            for arret in journee.arrets
        ),
        produit="Tournees",
        instant=timezone.now(),
    )
