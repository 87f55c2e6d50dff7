"""Pages of the statistics: catalogue, indicator, method, export, frozen periods."""

from __future__ import annotations

import re
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.db import connection
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from maillage.commun.criteres import Criteres, est_fragment, fragment
from maillage.commun.mois import SaisieMois
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.indicateurs import exports, gel
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS, CroisementImpossible, Indicateur
from maillage.socle.indicateurs.demande import Demande, DemandeForm
from maillage.socle.indicateurs.droits import GEL_ARRETER, GEL_LIRE
from maillage.socle.indicateurs.models import GelPeriode
from maillage.socle.indicateurs.page import composer
from maillage.socle.indicateurs.periode import Periode, PeriodeIncorrecte, code_mois
from maillage.socle.indicateurs.verification import definition

GELS_PAR_PAGE = 100


def _ouverts(agent: Agent) -> list[Indicateur]:
    return [i for i in INDICATEURS.values() if a_droit(agent, i.droit)]


def _indicateur(agent: Agent, code: str) -> Indicateur:
    indicateur = INDICATEURS.get(code)
    if indicateur is None or not a_droit(agent, indicateur.droit):
        raise AccesRefuse("Cet indicateur n’existe pas, ou vous n’y avez pas accès.")
    return indicateur


@lecture()
@require_safe
def catalogue(request: RequeteAgent) -> HttpResponse:
    """Every indicator the agent may read, by domain, each with its definition. No figure is computed."""
    domaines: dict[str, list[Indicateur]] = {}
    for indicateur in _ouverts(request.user):
        domaines.setdefault(indicateur.domaine or "Autres", []).append(indicateur)
    contexte = {
        "titre": "Indicateurs",
        "domaines": domaines,
        "a_gels": a_droit(request.user, GEL_LIRE),
    }
    return render(request, "indicateurs/catalogue.html", contexte)


@lecture()
@require_safe
def indicateur(request: RequeteAgent, code: str) -> HttpResponse:
    """One indicator: sentence, chart, table, filters in the address."""
    declaration = _indicateur(request.user, code)
    aujourd_hui = timezone.localdate()
    erreur, statut = "", HTTPStatus.OK
    try:
        demande = Demande.lire(declaration, request.GET, request.user, aujourd_hui)
        if est_fragment(request):
            return fragment(request, DemandeForm(demande, request.user, est_complet=True).secondaires())
        page = composer(demande, request.user, aujourd_hui)
    except (PeriodeIncorrecte, CroisementImpossible) as refus:
        erreur, statut, page = str(refus), HTTPStatus.BAD_REQUEST, None
        demande = Demande.lire(declaration, type(request.GET)(""), request.user, aujourd_hui)
    criteres = Criteres(request, est_ouvert=bool(demande.filtres))
    contexte = {
        "titre": declaration.libelle,
        "indicateur": declaration,
        "demande": demande,
        "criteres": criteres,
        "formulaire": DemandeForm(demande, request.user, est_complet=criteres.est_ouvert),
        "page": page,
        "erreur": erreur,
        "adresse": demande.adresse(),
        "formats": list(exports.TYPES),
    }
    return render(request, "indicateurs/indicateur.html", contexte, status=statut)


@lecture()
@require_safe
def exporter(request: RequeteAgent, code: str, format_: str) -> HttpResponseBase:
    """The table of the page, as a file."""
    declaration = _indicateur(request.user, code)
    if format_ not in exports.TYPES:
        raise AccesRefuse("Ce format n’existe pas.")
    instant = timezone.localtime()
    try:
        demande = Demande.lire(declaration, request.GET, request.user, instant.date())
        resultat = calculer(
            declaration,
            request.user,
            demande.periode,
            par=(demande.par,),
            filtres=demande.filtres_de_calcul,
            jour=instant.date(),
        )
    except (PeriodeIncorrecte, CroisementImpossible) as refus:
        messages.error(request, str(refus))
        return redirect("indicateurs:indicateur", code)
    return exports.repondre(resultat, format_, instant)


@lecture()
@require_safe
def methode(request: RequeteAgent, code: str) -> HttpResponse:
    """How the figure is made: definition, source, exact queries, secrecy."""
    declaration = _indicateur(request.user, code)
    periode = Periode.annee_en_cours(timezone.localdate())
    resultat = calculer(declaration, request.user, periode)
    trouvee = definition(resultat.cumul.table, connection)
    contexte = {
        "titre": f"Méthode : {declaration.libelle}",
        "indicateur": declaration,
        "requete": resultat.sql,
        "comptage": _aerer(trouvee.recompte()) if trouvee else "",
        "condition": trouvee.condition if trouvee else "",
    }
    return render(request, "indicateurs/methode.html", contexte)


def _aerer(sql: str) -> str:
    """One clause a line."""
    return re.sub(r" (FROM|WHERE|AND|GROUP BY) ", r"\n\1 ", sql)


@lecture(GEL_LIRE)
@require_safe
def gels(request: RequeteAgent) -> HttpResponse:
    """Frozen periods of the agent's structures, the latest first."""
    visibles = GelPeriode.objects.visibles_par(request.user).defer("valeurs")
    contexte = {
        "titre": "Périodes arrêtées",
        "gels": visibles.select_related("organisation", "auteur__personne")[:GELS_PAR_PAGE],
        "est_arretable": a_droit(request.user, GEL_ARRETER),
    }
    return render(request, "indicateurs/gels.html", contexte)


@lecture(GEL_LIRE)
@require_safe
def gel_fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    """A frozen period: its figures, whether they are intact, and what has changed since."""
    visibles = GelPeriode.objects.visibles_par(request.user)
    trouve = obtenir(visibles.select_related("organisation", "auteur__personne"), pk=pk)
    versions = list(
        gel.versions(trouve.organisation, trouve.domaine, trouve.periode).select_related("auteur__personne")
    )
    precedente = next((v for v in versions if v.rang == trouve.rang - 1), None)
    ecarts, raison = [], ""
    try:
        actuel = gel.photographier(
            request.user, trouve.organisation, trouve.domaine, trouve.periode, timezone.localdate()
        )
        ecarts = gel.ecarts(trouve.valeurs, actuel)
    except (AccesRefuse, gel.GelImpossible) as refus:
        raison = str(refus)
    contexte = {
        "titre": str(trouve),
        "gel": trouve,
        "est_intact": gel.est_intact(trouve),
        "chiffres": gel.chiffres(trouve),
        "empreinte": [trouve.empreinte[rang : rang + 8] for rang in range(0, 64, 8)],
        "ecarts": ecarts,
        "resume": gel.resume(len(ecarts)),
        "raison": raison,
        "versions": versions,
        "corrections": gel.ecarts(precedente.valeurs, trouve.valeurs) if precedente else [],
        "est_derniere": versions[0].pk == trouve.pk,
        "est_arretable": trouve.organisation_id in perimetre(request.user, GEL_ARRETER),
    }
    return render(request, "indicateurs/gel.html", contexte)


class GelForm(forms.Form):
    """Which figures, of which structure, over which months."""

    domaine = forms.ChoiceField(label="Indicateurs")
    organisation = forms.ModelChoiceField(
        label="Structure", queryset=Organisation.objects.none(), empty_label="Choisissez la structure"
    )
    debut = forms.CharField(label="Du mois de", widget=SaisieMois)
    fin = forms.CharField(label="Au mois de", widget=SaisieMois)
    motif = forms.CharField(
        label="Motif de la correction",
        required=False,
        max_length=300,
        help_text="Seulement si cette période est déjà arrêtée.",
    )

    def __init__(self, data: object, agent: Agent) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        domaine, organisation = self.fields["domaine"], self.fields["organisation"]
        assert isinstance(domaine, forms.ChoiceField)  # noqa: S101 (for the type checker)
        assert isinstance(organisation, forms.ModelChoiceField)  # noqa: S101 (for the type checker)
        domaine.choices = [(nom, nom) for nom in gel.domaines(agent)]
        organisation.queryset = Organisation.objects.filter(pk__in=perimetre(agent, GEL_ARRETER)).order_by(
            "nom"
        )

    def clean(self) -> dict[str, object]:
        """Read both months as a period."""
        valeurs = super().clean() or {}
        try:
            valeurs["periode"] = Periode.lire(valeurs.get("debut", ""), valeurs.get("fin", ""))
        except PeriodeIncorrecte as refus:
            raise forms.ValidationError(str(refus)) from refus
        return valeurs


@ecriture(GEL_ARRETER)
@require_http_methods(["GET", "POST"])
def arreter(request: RequeteAgent) -> HttpResponse:
    """Choose what to freeze (GET), see it, then confirm (POST)."""
    precedent = Periode.annee(timezone.localdate().year - 1)
    initial = {"debut": code_mois(precedent.debut), "fin": code_mois(precedent.fin)}
    donnees = request.POST or request.GET or None
    formulaire = GelForm(donnees, request.user)
    formulaire.initial = initial
    apercu: list[tuple[str, str]] = []
    if donnees is not None and formulaire.is_valid():
        choix = formulaire.cleaned_data
        try:
            if request.method == "POST":
                arrete = gel.arreter_periode(
                    agent=request.user,
                    organisation=choix["organisation"],
                    domaine=choix["domaine"],
                    periode=choix["periode"],
                    motif=choix["motif"],
                )
                messages.success(request, f"Période arrêtée : {arrete}.")
                return redirect("indicateurs:gel", arrete.pk)
            apercu = _apercu(request.user, choix)
        except gel.GelImpossible as refus:
            formulaire.add_error(None, str(refus))
    contexte = {
        "titre": "Arrêter une période",
        "formulaire": formulaire,
        "apercu": apercu,
        "annuler": reverse("indicateurs:gels"),
    }
    statut = HTTPStatus.UNPROCESSABLE_ENTITY if formulaire.errors else HTTPStatus.OK
    return render(request, "indicateurs/arreter.html", contexte, status=statut)


def _apercu(agent: Agent, choix: dict[str, object]) -> list[tuple[str, str]]:
    """The sentence of each indicator that would be frozen."""
    organisation, periode = choix["organisation"], choix["periode"]
    assert isinstance(organisation, Organisation)  # noqa: S101 (validated by the form)
    assert isinstance(periode, Periode)  # noqa: S101 (validated by the form)
    if periode.complete(timezone.localdate()) != periode:
        raise gel.GelImpossible("La période n’est pas terminée : arrêtez-la après le dernier jour du mois.")
    filtres = {"organisation": [str(organisation.pk)]}
    return [
        (i.libelle, calculer(i, agent, periode, filtres=filtres).phrase)
        for i in _ouverts(agent)
        if i.domaine == choix["domaine"]
    ]
