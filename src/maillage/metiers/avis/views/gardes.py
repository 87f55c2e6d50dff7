"""« Mes gardes »: what one holds, what colleagues propose, what one can; for a specialist of the network."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.agenda import Rendez, en_ics
from maillage.commun.textes import date_longue, heure, mois_annee
from maillage.metiers.avis.actions import disponibilites, echanges
from maillage.metiers.avis.droits import GARDE_TENIR
from maillage.metiers.avis.enums.gardes import StatutEchange
from maillage.metiers.avis.forms.gardes import AbsenceForm, PropositionForm, QuotaForm, SemaineForm
from maillage.metiers.avis.models import EchangeGarde, Filiere, Garde, Indisponibilite, Souhait, Specialiste
from maillage.metiers.avis.regles.calendrier import Calendrier
from maillage.metiers.avis.views.commun import noter, saisie
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture

SEMAINE = 7
VENDREDI = 4


def jour_dit(jour: dt.date) -> str:
    """« mardi 24 novembre »: the year is said by the heading, or is the one that comes."""
    return date_longue(jour, avec_jour=True).rsplit(" ", 1)[0]


@dataclass(frozen=True)
class LigneGarde:
    """One duty as the page shows it, and what is being done of it."""

    garde: Garde
    echange: EchangeGarde | None

    @property
    def heures(self) -> str:
        debut, fin = map(timezone.localtime, (self.garde.horodatage_debut, self.garde.horodatage_fin))
        return f"{heure(debut)} à {heure(fin)}"

    @property
    def quand(self) -> str:
        return jour_dit(self.garde.date)

    @property
    def est_commencee(self) -> bool:
        return self.garde.horodatage_debut <= timezone.now()


@lecture(GARDE_TENIR)
def mes_gardes(request: RequeteAgent) -> HttpResponse:
    moi = echanges.specialiste_de(request.user)
    maintenant, aujourd_hui = timezone.now(), timezone.localdate()
    gardes = list(_a_venir(moi, maintenant))
    ouverts = {
        e.garde_id: e
        for e in EchangeGarde.objects.visibles_par(request.user)
        .filter(demandeur=moi, statut=StatutEchange.OUVERT)
        .select_related("destinataire__personne")
    }
    lignes = [LigneGarde(garde, ouverts.get(garde.pk)) for garde in gardes]
    contexte = {
        "titre": "Mes gardes",
        "phrase": _phrase(lignes),
        "mois": [
            (mois_annee(jour).capitalize(), list(groupe))
            for jour, groupe in groupby(lignes, key=lambda ligne: ligne.garde.date.replace(day=1))
        ],
        "propositions": [(jour_dit(e.garde.date), e) for e in echanges.propositions_pour(request.user)],
        "semaine": _equipe(
            echanges.semaine_de_mes_filieres(
                request.user, aujourd_hui, aujourd_hui + dt.timedelta(days=SEMAINE - 1)
            ),
            moi,
        ),
        "nombre": len(gardes),
        "quota": moi.quota_demi_journees,
    }
    return render(request, "avis/mes_gardes.html", contexte)


def _a_venir(moi: Specialiste, instant: dt.datetime) -> Any:
    return (
        Garde.objects.publiees()
        .filter(specialiste=moi, horodatage_fin__gt=instant)
        .select_related("filiere")
        .order_by("horodatage_debut", "id")
    )


def _phrase(lignes: list[LigneGarde]) -> str:
    if not lignes:
        return "Vous n’avez aucune garde prévue."
    premiere = lignes[0]
    rang = premiere.garde.get_rang_display().lower()
    if premiere.est_commencee:
        fin = heure(timezone.localtime(premiere.garde.horodatage_fin))
        return f"Vous êtes de garde maintenant, jusqu’à {fin} : {premiere.garde.filiere}, {rang}."
    quand = premiere.quand
    return f"Votre prochaine garde : {quand}, de {premiere.heures}, {premiere.garde.filiere}, {rang}."


@dataclass(frozen=True)
class JourEquipe:
    """Who is on duty on a day, in one line."""

    jour: str
    gardes: list[tuple[Garde, str, bool]]


def _equipe(gardes: list[Garde], moi: Specialiste) -> list[tuple[str, list[JourEquipe]]]:
    """By line, then by day: (duty, name, whether it is oneself)."""
    rangees = []
    for filiere, siennes in groupby(gardes, key=lambda g: g.filiere.nom):
        jours = [
            JourEquipe(
                jour_dit(jour),
                [
                    (g, str(g.specialiste) if g.specialiste else "", g.specialiste_id == moi.pk)
                    for g in du_jour
                ],
            )
            for jour, du_jour in groupby(siennes, key=lambda g: g.date)
        ]
        rangees.append((filiere, jours))
    return rangees


@lecture(GARDE_TENIR)
def agenda(request: RequeteAgent) -> HttpResponse:
    """The same duties for a calendar: a line and hours, never a patient."""
    moi = echanges.specialiste_de(request.user)
    texte = en_ics(
        (
            Rendez(
                f"garde-{garde.pk}",
                f"Garde {garde.filiere}, {garde.get_rang_display().lower()}",
                garde.horodatage_debut,
                garde.horodatage_fin,
            )
            for garde in _a_venir(moi, timezone.now())
        ),
        produit="Gardes",
        instant=timezone.now(),
    )
    reponse = HttpResponse(texte, content_type="text/calendar; charset=utf-8")
    reponse["Content-Disposition"] = 'attachment; filename="gardes.ics"'
    return reponse


# --- Availability


@ecriture(GARDE_TENIR)
def mes_disponibilites(request: RequeteAgent) -> HttpResponse:
    """Three things, each with its own button: how much, which half-days, which absences."""
    moi = echanges.specialiste_de(request.user)
    envoi = request.POST.get("quoi", "") if request.method == "POST" else ""
    formulaires: dict[str, Any] = {
        "quota": QuotaForm(
            request.POST if envoi == "quota" else None, initial={"quota": moi.quota_demi_journees}
        ),
        "semaine": SemaineForm(
            request.POST if envoi == "semaine" else None,
            jours=_jours_ouverts(moi),
            semaine={(s.jour, s.demi_journee): s.preference for s in Souhait.objects.filter(specialiste=moi)},
        ),
        "absence": AbsenceForm(request.POST if envoi == "absence" else None),
    }
    if envoi in formulaires and formulaires[envoi].is_valid():
        try:
            message = _enregistrer(request, moi, envoi, formulaires[envoi])
        except ValidationError as erreur:
            noter(formulaires[envoi], erreur)
        else:
            messages.success(request, message)
            return redirect("avis:mes_disponibilites")
    absences = Indisponibilite.objects.filter(specialiste=moi, date_fin__gte=timezone.localdate())
    contexte = {
        "titre": "Mes disponibilités",
        **{f"form_{nom}": form for nom, form in formulaires.items()},
        "refuse": formulaires.get(envoi),
        "absences": absences,
        "fil": [("Mes gardes", reverse("avis:mes_gardes")), ("Mes disponibilités", "")],
    }
    return render(request, "avis/mes_disponibilites.html", contexte, status=422 if envoi else 200)


def _jours_ouverts(moi: Specialiste) -> list[int]:
    """Days of the week when one of his lines opens; the usual week when he has none."""
    horaires = (
        Filiere.objects.filter(rattachements__specialiste=moi)
        .order_by("id")
        .values_list("horaires", flat=True)
    )
    jours = {plage.jour for dits in horaires for plage in Calendrier.lire(dits).plages}
    return sorted(jours or range(VENDREDI + 1))


def _enregistrer(request: RequeteAgent, moi: Specialiste, quoi: str, form: Any) -> str:
    if quoi == "quota":
        disponibilites.regler_quota(agent=request.user, specialiste=moi, quota=form.cleaned_data["quota"])
        return "C’est noté : le prochain planning en tiendra compte."
    if quoi == "semaine":
        disponibilites.regler_semaine(agent=request.user, specialiste=moi, semaine=form.semaine)
        return "Votre semaine est notée : le prochain planning en tiendra compte."
    debut, fin = form.periode
    absence, conflits = disponibilites.declarer_absence(
        agent=request.user,
        specialiste=moi,
        debut=debut,
        fin=fin,
        demi_journee=form.cleaned_data["demi_journee"],
    )
    if conflits:
        messages.warning(request, disponibilites.phrase_gardes_en_conflit(conflits))
    return f"{absence} : c’est noté."


@ecriture(GARDE_TENIR)
def absence_retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    moi = echanges.specialiste_de(request.user)
    siennes = Indisponibilite.objects.visibles_par(request.user).filter(specialiste=moi)
    absence = obtenir(siennes.select_related("specialiste__exercice"), pk=pk)
    if request.method == "POST":
        disponibilites.retirer_absence(agent=request.user, absence=absence)
        messages.success(request, "L’absence est retirée.")
        return redirect("avis:mes_disponibilites")
    contexte = {
        "titre": f"Retirer l’absence {str(absence).removeprefix('Absence ')} ?",
        "consequences": ["Le prochain planning pourra vous confier des gardes ces jours-là."],
        "libelle": "Retirer l’absence",
        "annuler": reverse("avis:mes_disponibilites"),
    }
    return render(request, "interface/confirmation.html", contexte)


# --- A duty that changes hands


@ecriture(GARDE_TENIR)
def garde_proposer(request: RequeteAgent, pk: int) -> HttpResponse:
    moi = echanges.specialiste_de(request.user)
    siennes = Garde.objects.visibles_par(request.user).filter(specialiste=moi, est_publiee=True)
    garde = obtenir(siennes.select_related("filiere"), pk=pk)
    form = PropositionForm(
        request.POST or None,
        confreres=echanges.confreres_de_la_filiere(request.user, garde.filiere_id),
        gardes=echanges.gardes_des_confreres(request.user, garde),
    )
    if request.method == "POST" and form.is_valid():
        try:
            echange = echanges.proposer_garde(
                agent=request.user, garde=garde, destinataire=form.destinataire, contre=form.garde
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            qui = str(echange.destinataire) if echange.destinataire else "vos confrères"
            messages.success(
                request, f"C’est proposé à {qui}. La garde reste à votre nom tant que personne ne l’a prise."
            )
            return redirect("avis:mes_gardes")
    ligne = LigneGarde(garde, None)
    contexte: dict[str, Any] = {
        "titre": "Proposer ma garde à un confrère",
        "texte": f"{garde.filiere}, {date_longue(garde.date, avec_jour=True)}, de {ligne.heures},"
        f" {garde.get_rang_display().lower()}. Elle reste à votre nom tant que personne ne l’a prise.",
        "libelle": "Proposer ma garde",
        "retour": reverse("avis:mes_gardes"),
        "fil": [("Mes gardes", reverse("avis:mes_gardes")), ("Proposer ma garde", "")],
    }
    return saisie(request, form, **contexte)


@ecriture(GARDE_TENIR)
def echange_reprendre(request: RequeteAgent, pk: int) -> HttpResponse:
    if request.method != "POST":
        return redirect("avis:mes_gardes")
    try:
        echange = echanges.reprendre_garde(agent=request.user, echange=pk)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        garde = echange.garde
        messages.success(request, f"Cette garde est à vous : {date_longue(garde.date, avec_jour=True)}.")
    return redirect("avis:mes_gardes")


@ecriture(GARDE_TENIR)
def echange_retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    moi = echanges.specialiste_de(request.user)
    siens = EchangeGarde.objects.visibles_par(request.user).filter(demandeur=moi)
    echange = obtenir(siens, pk=pk)
    if request.method == "POST":
        echanges.retirer_proposition(agent=request.user, echange=echange)
        messages.success(request, "Vous gardez cette garde ; vos confrères ne la voient plus.")
    return redirect("avis:mes_gardes")
