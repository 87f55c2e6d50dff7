"""« Mes audiences »: the month, the list, and what a hearing is put on the calendar with."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.commun.textes import compter, heure, mois_annee
from maillage.metiers.audiences.actions import audiences as actions
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR, STATISTIQUES_LIRE
from maillage.metiers.audiences.enums import StatutAudience
from maillage.metiers.audiences.forms.audiences import AudienceForm, FiltreAudience, FiltreMois
from maillage.metiers.audiences.models import Audience
from maillage.metiers.audiences.views.acces import fil_audience, noter, obtenir_audience
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import Badge, Ton
from maillage.socle.interface.listes import ActionListe, Colonne, Liste

TONS: dict[str, Ton] = {
    StatutAudience.PREVUE: "neutre",
    StatutAudience.EN_COURS: "info",
    StatutAudience.SUSPENDUE: "attention",
    StatutAudience.CLOSE: "succes",
}
JOURS = ("Lundi", "Mardi", "Mercredi", "Jeudi", "Vendredi", "Samedi", "Dimanche")
SEMAINE_OUVREE = 5


def badge(audience: Audience) -> Badge:
    return Badge(str(StatutAudience(audience.statut).label), TONS[audience.statut])


def lien(audience: Audience) -> str:
    return reverse("audiences:audience", args=[audience.pk])


AUDIENCES = Liste(
    code="audiences.audience",
    titre="Audiences",
    nom=("audience", "audiences"),
    colonnes=[
        Colonne("date", "Date", tri=True, genre="date"),
        Colonne("heure", "Heure", valeur=lambda a: heure(a.heure)),
        Colonne("chambre.nom", "Chambre"),
        Colonne("nature", "Nature"),
        Colonne("dossiers", "Dossiers", genre="nombre"),
        Colonne("avancement", "Avancement", valeur=lambda a: f"{a.avancement} %" if a.dossiers else "–"),
        Colonne("statut", "État", valeur=badge),
    ],
    tri="-date",
    lien=lien,
    filtre=FiltreAudience,
    nouveau=ActionListe("Ajouter une audience", "audiences:creer", AUDIENCE_TENIR),
    titre_vide="Aucune audience",
    vide="Ajoutez une audience, puis mettez des affaires à son rôle.",
)


def sans_lien(agent: Agent) -> bool:
    """Heads of court read the figures of a hearing, and open none."""
    return not perimetre(agent, AUDIENCE_LIRE)


@lecture(STATISTIQUES_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    visibles = Audience.objects.visibles_par(request.user).select_related("chambre")
    if sans_lien(request.user):
        return LISTE_SANS_LIEN.reponse(request, visibles)
    return AUDIENCES.reponse(request, visibles)


LISTE_SANS_LIEN = Liste(**{**vars(AUDIENCES), "lien": None, "code": "audiences.audience_chiffres"})


@dataclass(frozen=True)
class CarteAudience:
    audience: Audience
    url: str

    @property
    def badge(self) -> Badge:
        return badge(self.audience)

    @property
    def resume(self) -> str:
        nombre = compter(self.audience.dossiers, "dossier", aucun="Rôle vide")
        maximum = self.audience.dossiers_maximum
        return f"{nombre} sur {maximum}" if maximum and self.audience.dossiers else nombre


@dataclass(frozen=True)
class Jour:
    date: dt.date
    est_du_mois: bool
    est_aujourd_hui: bool
    cartes: list[CarteAudience]


@lecture(STATISTIQUES_LIRE)
def calendrier(request: RequeteAgent) -> HttpResponse:
    """The month by weeks; week-ends appear when a hearing falls on them."""
    filtre, aujourd_hui = FiltreMois.lire(request.GET, request.user), timezone.localdate()
    premier = filtre.premier_jour(aujourd_hui)
    semaines = calendar.Calendar().monthdatescalendar(premier.year, premier.month)
    visibles = (
        Audience.objects.visibles_par(request.user)
        .filter(date__range=(semaines[0][0], semaines[-1][-1]))
        .select_related("chambre")
        .order_by("heure", "chambre__nom", "id")
    )
    if chambre := filtre.chambre_choisie:
        visibles = visibles.filter(chambre=chambre)
    cartes: dict[dt.date, list[CarteAudience]] = {}
    ferme = sans_lien(request.user)
    for audience in visibles:
        cartes.setdefault(audience.date, []).append(CarteAudience(audience, "" if ferme else lien(audience)))
    nombre = 7 if any(jour.weekday() >= SEMAINE_OUVREE for jour in cartes) else SEMAINE_OUVREE
    contexte = {
        "titre": "Mes audiences",
        "form": filtre,
        "mois": mois_annee(premier),
        "jours": JOURS[:nombre],
        "semaines": [
            [
                Jour(jour, jour.month == premier.month, jour == aujourd_hui, cartes.get(jour, []))
                for jour in semaine[:nombre]
            ]
            for semaine in semaines
        ],
        "nombre": nombre,
        "total": sum(len(c) for jour, c in cartes.items() if jour.month == premier.month),
        "precedent": _adresse(ajouter_mois(premier, -1), chambre),
        "suivant": _adresse(ajouter_mois(premier, 1), chambre),
        "peut_creer": peut(request.user, AUDIENCE_TENIR),
    }
    return render(request, "audiences/calendrier.html", contexte)


def _adresse(premier: dt.date, chambre: Any) -> str:
    suite = f"&chambre={chambre.pk}" if chambre else ""
    return f"{reverse('audiences:calendrier')}?mois={premier:%Y-%m}{suite}"


@ecriture(AUDIENCE_TENIR)
def creer(request: RequeteAgent) -> HttpResponse:
    form = AudienceForm(request.POST or None, agent=request.user, initial=_initial(request))
    if request.method == "POST" and form.is_valid():
        try:
            audience = actions.creer_audience(
                agent=request.user, chambre=form.cleaned_data["chambre"], valeurs=form.valeurs
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’audience est au calendrier. Dites maintenant qui siège.")
            return redirect("audiences:composer", audience.pk)
    return saisie(
        request,
        form,
        titre="Ajouter une audience",
        retour=reverse("audiences:calendrier"),
        fil=[("Audiences", reverse("audiences:calendrier")), ("Nouvelle audience", "")],
    )


def _initial(request: RequeteAgent) -> dict[str, Any]:
    """The day pressed on the calendar."""
    jour = request.GET.get("date", "")
    try:
        return {"date": dt.date.fromisoformat(jour)} if jour else {}
    except ValueError:
        return {}


@ecriture(AUDIENCE_TENIR)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    audience = obtenir_audience(request, pk)
    noms = ("date", "heure", "type", "nature", "salle", "dossiers_maximum", "minutes_prevues")
    form = AudienceForm(
        request.POST or None,
        agent=request.user,
        est_correction=audience.est_close,
        initial={nom: getattr(audience, nom) for nom in noms},
    )
    del form.fields["chambre"]
    if request.method == "POST" and form.is_valid():
        try:
            actions.modifier_audience(
                agent=request.user, audience=audience, valeurs=form.valeurs, motif=form.motif_saisi
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’audience est modifiée.")
            return redirect("audiences:audience", audience.pk)
    return saisie(
        request,
        form,
        titre="Modifier l’audience",
        retour=lien(audience),
        fil=fil_audience(audience, ("Modifier", "")),
    )


def saisie(request: RequeteAgent, form: Any, **contexte: Any) -> HttpResponse:
    contexte = {"libelle": "Enregistrer", "form": form, **contexte}
    return render(request, "audiences/saisie.html", contexte, status=422 if form.is_bound else 200)
