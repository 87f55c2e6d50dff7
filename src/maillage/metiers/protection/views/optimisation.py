"""« What if » for directions, proposals for courts, and when each département will be full."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter, nombre
from maillage.metiers.protection.actions import optimisation as actions
from maillage.metiers.protection.droits import ENQUETE_SUIVRE, LISTE_TENIR, MESURE_DESIGNER, STATISTIQUES_LIRE
from maillage.metiers.protection.enums import GenreProposition, StatutProposition
from maillage.metiers.protection.forms.optimisation import DecisionForm, SimulationForm
from maillage.metiers.protection.indicateurs.previsions import previsions as prevoir_tous
from maillage.metiers.protection.models import Proposition, Simulation
from maillage.metiers.protection.regles.previsions import HORIZON_MOIS
from maillage.metiers.protection.views.mesures import noter
from maillage.socle.acces.exiger import exiger, obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.composants import Badge, Ton
from maillage.socle.interface.listes import Colonne, Liste

DERNIERES = 10
FIGURES = (
    ("km", "Kilomètres jusqu’aux personnes", "km"),
    ("km_moyen", "Distance moyenne", "km"),
    ("sans_mandataire", "Dossiers sans mandataire", ""),
    ("surcapacite", "Mesures en surcapacité", ""),
    ("ecart", "Écart type des taux d’occupation", "points"),
    ("maximum", "Occupation la plus forte", "%"),
)
TONS: dict[StatutProposition, Ton] = {
    StatutProposition.PROPOSEE: "info",
    StatutProposition.ACCEPTEE: "succes",
    StatutProposition.ECARTEE: "neutre",
}


def badge(proposition: Proposition) -> Badge:
    statut = StatutProposition(proposition.statut)
    return Badge(str(statut.label), TONS[statut])


PROPOSITIONS = Liste(
    code="protection.proposition",
    titre="Propositions de rééquilibrage",
    nom=("proposition", "propositions"),
    colonnes=[
        Colonne("mesure.numero_rg", "N° RG"),
        Colonne("nature", "Nature", valeur=lambda p: p.mesure.get_nature_display()),
        Colonne("genre", "Objet"),
        Colonne(
            "actuel",
            "Aujourd’hui, ou sollicité",
            valeur=lambda p: f"{p.actuel.organisation.nom}, {p.km_avant} km",
        ),
        Colonne("propose", "Proposé", valeur=lambda p: f"{p.propose.organisation.nom}, {p.km_apres} km"),
        Colonne(
            "statut",
            "Décision",
            valeur=lambda p: Badge(p.get_statut_display(), TONS[StatutProposition(p.statut)]),
        ),
    ],
    tri="-id",
    lien=lambda p: reverse("protection:proposition_accepter", args=[p.pk]),
    titre_vide="Aucune proposition",
    vide="Quand la direction départementale simule une autre répartition, ses propositions paraissent ici.",
)


@ecriture(LISTE_TENIR)
def et_si(request: RequeteAgent) -> HttpResponse:
    form = SimulationForm(request.POST or None, agent=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            calculee = actions.simuler(agent=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            return redirect("protection:simulation", calculee.pk)
    dernieres = Simulation.objects.visibles_par(request.user).select_related("departement")[:DERNIERES]
    contexte = {"form": form, "titre": "Et si l’on répartissait autrement ?", "dernieres": dernieres}
    return render(request, "protection/et_si.html", contexte, status=422 if form.is_bound else 200)


@lecture(STATISTIQUES_LIRE)
def simulation(request: RequeteAgent, pk: int) -> HttpResponse:
    calculee = obtenir(
        Simulation.objects.visibles_par(request.user).select_related("departement", "auteur__personne"), pk=pk
    )
    avant, apres = calculee.avant, calculee.apres
    contexte = {
        "titre": f"{calculee.departement}, {calculee.get_arbitrage_display().lower()}",
        "fil": [("Et si ?", reverse("protection:et_si")), (str(calculee), "")],
        "simulation": calculee,
        "phrase": _phrase(calculee),
        "figures": [(mot, avant[cle], apres[cle], unite) for cle, mot, unite in FIGURES if cle in avant],
    }
    return render(request, "protection/simulation.html", contexte)


def _phrase(calculee: Simulation) -> str:
    if not calculee.proposees:
        return "Aucune place n’est libre ailleurs pour ces mesures : la capacité du département est en cause."
    avant, apres = calculee.avant, calculee.apres
    km = avant["km"] - apres["km"]
    effets = [
        f"{nombre(abs(km))} km de {'moins' if km >= 0 else 'plus'}" if km else "",
        _gain(avant["surcapacite"] - apres["surcapacite"], "mesure", "de moins en surcapacité"),
        _gain(
            avant.get("sans_mandataire", 0) - apres.get("sans_mandataire", 0), "dossier", "qui trouve preneur"
        ),
    ]
    return f"{compter(calculee.proposees, 'proposition')} : {', '.join(filter(None, effets)) or 'aucun gain'}"


def _gain(valeur: int, mot: str, suite: str) -> str:
    if suite.startswith("qui") and valeur > 1:
        suite = "qui trouvent preneur"
    return f"{compter(valeur, mot)} {suite}" if valeur > 0 else ""


@lecture(MESURE_DESIGNER)
def propositions(request: RequeteAgent) -> HttpResponseBase:
    visibles = (
        Proposition.objects.visibles_par(request.user)
        .filter(mesure__horodatage_purge=None)
        .select_related("mesure", "actuel__organisation", "propose__organisation")
    )
    return PROPOSITIONS.reponse(request, visibles)


@ecriture(MESURE_DESIGNER)
def accepter(request: RequeteAgent, pk: int) -> HttpResponse:
    proposition = _obtenir(request, pk)
    if proposition.genre == GenreProposition.DESIGNATION:
        texte = (
            f"{proposition.actuel.organisation.nom} ne prend pas ce dossier, ou n’a pas répondu. La place est réservée"
            f" auprès de {proposition.propose.organisation.nom} ({proposition.km_apres} km), qui est prévenu ; la"
            " demande restée sans réponse est retirée, avec votre motif."
        )
        return _decider(request, proposition, actions.accepter_proposition, "Réserver le dossier", texte)
    texte = (
        f"{proposition.actuel.organisation.nom} ({proposition.km_avant} km) est dessaisi aujourd’hui au profit de"
        f" {proposition.propose.organisation.nom} ({proposition.km_apres} km) ; la mesure continue, avec son terme."
    )
    return _decider(request, proposition, actions.accepter_proposition, "Confier la mesure", texte)


@ecriture(MESURE_DESIGNER)
def ecarter(request: RequeteAgent, pk: int) -> HttpResponse:
    texte = "La mesure reste à son mandataire. Le motif est conservé."
    return _decider(
        request, _obtenir(request, pk), actions.ecarter_proposition, "Écarter la proposition", texte
    )


def _obtenir(request: RequeteAgent, pk: int) -> Proposition:
    visibles = Proposition.objects.visibles_par(request.user).select_related(
        "mesure", "tribunal", "actuel__organisation", "propose__organisation"
    )
    proposition = obtenir(visibles, pk=pk)
    exiger(request.user, MESURE_DESIGNER, proposition.tribunal)
    return proposition


def _decider(
    request: RequeteAgent, proposition: Proposition, action: Any, libelle: str, texte: str
) -> HttpResponse:
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            action(agent=request.user, proposition=proposition, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{libelle} : c’est fait ({proposition.mesure}).")
            return redirect("protection:propositions")
    retour = reverse("protection:propositions")
    contexte = {
        "form": form,
        "titre": f"{libelle} {proposition.mesure}",
        "texte": texte,
        "libelle": libelle,
        "retour": retour,
        "fil": [("Propositions", retour), (str(proposition.mesure), "")],
        "autre": ""
        if action is actions.ecarter_proposition
        else reverse("protection:proposition_ecarter", args=[proposition.pk]),
    }
    return render(request, "protection/proposition.html", contexte, status=422 if form.is_bound else 200)


@lecture(ENQUETE_SUIVRE)
def previsions(request: RequeteAgent) -> HttpResponse:
    contexte = {
        "titre": "Prévisions de saturation",
        "lignes": prevoir_tous(request.user, timezone.localdate()),
        "aujourd_hui": timezone.localdate(),
        "annees": HORIZON_MOIS // 12,
    }
    return render(request, "protection/previsions.html", contexte)
