"""The plan against what was done: every centre on one page, then one centre week by week."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, date_courte, nombre
from maillage.metiers.numerisation.actions import cadences as actions
from maillage.metiers.numerisation.droits import CADENCE_GERER, CADENCE_LIRE
from maillage.metiers.numerisation.forms.cadence import CadenceForm
from maillage.metiers.numerisation.indicateurs.dossiers import delai_ecran
from maillage.metiers.numerisation.models import Centre
from maillage.metiers.numerisation.regles.cadence import Rythme, Semaine, suivre
from maillage.metiers.numerisation.views.commun import noter, saisie
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.composants import Badge, Ton
from maillage.socle.interface.graphiques import Serie, courbes
from maillage.socle.interface.tableaux import Colonne, tableau

SEMAINES_DESSINEES = 26
JOURS_DU_DELAI = 365
TOLERANCE = 0.1
"""Behind by less than a tenth of what was planned, a centre is on its plan."""


@dataclass(frozen=True)
class CentreSuivi:
    """A centre and where it stands."""

    pk: int
    centre: str
    rythme: Rythme
    prevu_total: int

    @property
    def badge(self) -> Badge:
        if not self.prevu_total:
            return Badge("Sans plan")
        ton: Ton
        if self.rythme.derive < -TOLERANCE * max(self.rythme.prevu, 1):
            libelle, ton = "En retard", "erreur"
        elif self.rythme.derive < 0:
            libelle, ton = "Un peu en retard", "attention"
        else:
            libelle, ton = "Dans le plan", "succes"
        return Badge(libelle, ton)

    @property
    def fin(self) -> str:
        """Empty when nothing was scanned for four weeks: no day can be said."""
        est_datee = self.prevu_total and self.rythme.fin
        return f"semaine du {date_courte(self.rythme.fin)}" if est_datee and self.rythme.fin else ""


COLONNES = (
    Colonne("centre", "Centre"),
    Colonne("badge", "État"),
    Colonne("prevu", "Prévus à ce jour", valeur=lambda c: nombre(c.rythme.prevu), genre="nombre"),
    Colonne("reel", "Numérisés", valeur=lambda c: nombre(c.rythme.reel), genre="nombre"),
    Colonne("derive", "Dérive", valeur=lambda c: signe(c.rythme.derive), genre="nombre"),
    Colonne(
        "rythme",
        "Par semaine",
        valeur=lambda c: "–" if c.rythme.rythme is None else nombre(round(c.rythme.rythme)),
        genre="nombre",
    ),
    Colonne("fin", "Fin à ce rythme"),
)
COLONNES_SEMAINES = (
    Colonne("debut", "Semaine du", genre="date"),
    Colonne("prevu", "Prévus", genre="nombre"),
    Colonne("reel", "Numérisés", genre="nombre"),
    Colonne("ecart", "Écart", valeur=lambda semaine: signe(semaine.ecart), genre="nombre"),
)


def signe(valeur: int) -> str:
    return f"+{nombre(valeur)}" if valeur > 0 else nombre(valeur).replace("-", "\N{MINUS SIGN}")


def _suivis(request: RequeteAgent) -> list[CentreSuivi]:
    siens = perimetre(request.user, CADENCE_LIRE)
    centres = list(
        Centre.objects.filter(organisation__in=siens)
        .select_related("organisation")
        .order_by("organisation__nom")
    )
    semaines = actions.semaines_de(request.user, [centre.organisation_id for centre in centres])
    jour = timezone.localdate()
    return [
        CentreSuivi(
            centre.organisation_id,
            centre.organisation.nom,
            suivre(semaines[centre.organisation_id], jour),
            sum(semaine.prevu for semaine in semaines[centre.organisation_id]),
        )
        for centre in centres
    ]


@lecture(CADENCE_LIRE)
def cadence(request: RequeteAgent) -> HttpResponse:
    """A sentence first, then the centres, those most behind first."""
    suivis = sorted(_suivis(request), key=lambda suivi: suivi.rythme.derive)
    prevu, reel = sum(s.rythme.prevu for s in suivis), sum(s.rythme.reel for s in suivis)
    retards = [suivi for suivi in suivis if suivi.badge.ton == "erreur"]
    contexte = {
        "suivis": suivis,
        "prevu": prevu,
        "reel": reel,
        "derive": signe(reel - prevu),
        "retards": len(retards),
        "delai": delai_ecran(
            [suivi.pk for suivi in suivis], timezone.localdate() - dt.timedelta(days=JOURS_DU_DELAI)
        ),
        "tableau": tableau(
            "Avancement par centre",
            COLONNES,
            suivis,
            lambda suivi: reverse("numerisation:cadence_centre", args=[suivi.pk]),
        ),
        "peut_planifier": peut(request.user, CADENCE_GERER),
    }
    return render(request, "numerisation/cadence.html", contexte)


@lecture(CADENCE_LIRE)
def centre(request: RequeteAgent, pk: int) -> HttpResponse:
    siens = Organisation.objects.filter(pk__in=perimetre(request.user, CADENCE_LIRE))
    ici = obtenir(siens.filter(pk__in=Centre.objects.values("organisation")), pk=pk)
    semaines = actions.semaines_de(request.user, [ici.pk])[ici.pk]
    suivi = CentreSuivi(
        ici.pk, ici.nom, suivre(semaines, timezone.localdate()), sum(s.prevu for s in semaines)
    )
    passees = [semaine for semaine in semaines if semaine.debut <= timezone.localdate()]
    a_venir = semaines[len(passees) :]
    contexte = {
        "titre": ici.nom,
        "suivi": suivi,
        "derive": compter(abs(suivi.rythme.derive), "dossier"),
        "graphique": _dessiner(passees) if len(passees) > 1 else None,
        "semaines": tableau(
            "Semaine par semaine", COLONNES_SEMAINES, list(reversed(passees)), est_compact=True
        ),
        "prevus_a_venir": sum(semaine.prevu for semaine in a_venir),
        "derniere": a_venir[-1].debut if a_venir else None,
        "peut_planifier": peut(request.user, CADENCE_GERER, ici),
        "fil": [("Cadence", reverse("numerisation:cadence")), (ici.nom, "")],
    }
    return render(request, "numerisation/cadence_centre.html", contexte)


def _dessiner(semaines: list[Semaine]) -> object:
    """Totals since the beginning: the gap between the lines is the drift."""
    prevus, reels, prevu, reel = [], [], 0, 0
    for semaine in semaines:
        prevu, reel = prevu + semaine.prevu, reel + semaine.reel
        prevus.append(prevu)
        reels.append(reel)
    debut = max(0, len(semaines) - SEMAINES_DESSINEES)
    return courbes(
        "Dossiers numérisés depuis le début",
        [f"{semaine.debut:%d/%m}" for semaine in semaines[debut:]],
        [Serie("Numérisés", reels[debut:]), Serie("Prévus", prevus[debut:], est_reference=True)],
        unite="dossiers",
        est_pleine_largeur=True,
    )


@ecriture(CADENCE_GERER)
def planifier(request: RequeteAgent) -> HttpResponse:
    form = CadenceForm(
        request.POST or None, agent=request.user, initial={"centre": request.GET.get("centre")}
    )
    if request.method == "POST" and form.is_valid():
        try:
            semaines = actions.planifier(agent=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{compter(semaines, 'semaine')} planifiées.")
            return redirect("numerisation:cadence_centre", form.cleaned_data["centre"].pk)
    return saisie(
        request, form, titre="Planifier un centre", libelle="Planifier",
        texte="Ce qui était prévu ces semaines-là est remplacé. Ce qui a été fait n’est jamais saisi : il est compté.",
        retour=reverse("numerisation:cadence"), fil=[("Cadence", reverse("numerisation:cadence")), ("Planifier", "")],
    )  # fmt: skip
