"""One roster, for whoever runs the line: read with its holes explained, mended, published."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from maillage.commun.mois import lire_mois
from maillage.commun.textes import compter, date_courte, date_longue, enumerer, mois_annee, nombre
from maillage.metiers.avis.actions import plannings as actions
from maillage.metiers.avis.actions import tableaux
from maillage.metiers.avis.actions.gardes import membres_de, probleme_de
from maillage.metiers.avis.droits import GARDE_GERER, GARDE_LIRE
from maillage.metiers.avis.enums.gardes import DemiJournee, MotifTrou, RangGarde, StatutPlanning
from maillage.metiers.avis.forms.plannings import AttributionForm
from maillage.metiers.avis.models import Garde, Planning, Specialiste
from maillage.metiers.avis.regles.gardes import Affectation, Qualite, motif_pour
from maillage.metiers.avis.views.commun import noter, saisie
from maillage.metiers.avis.views.gardes import jour_dit
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Badge, Bouton, Ton

TONS: dict[str, Ton] = {
    StatutPlanning.BROUILLON: "attention",
    StatutPlanning.PUBLIE: "succes",
    StatutPlanning.REMPLACE: "neutre",
}


@dataclass(frozen=True)
class Case:
    """A half-day of a day of the roster."""

    libelle: str
    premiere: Garde | None
    renfort: Garde | None


@dataclass(frozen=True)
class JourPlanning:
    date: str
    cases: list[Case]
    est_passe: bool


@dataclass(frozen=True)
class TrouExplique:
    garde: Garde
    quand: str
    raisons: list[str]


@dataclass(frozen=True)
class Charge:
    """What one specialist holds, beside his fair share."""

    nom: str
    quota: int
    premieres: int
    renforts: int
    part: str
    est_surchargee: bool

    @property
    def total(self) -> int:
        return self.premieres + self.renforts


@lecture(GARDE_LIRE)
def planning(request: RequeteAgent, pk: int) -> HttpResponse:
    lu = _obtenir(request, pk)
    gardes = list(
        Garde.objects.visibles_par(request.user)
        .filter(planning=lu)
        .select_related("specialiste__personne")
        .order_by("date", "-demi_journee", "rang")
    )
    membres = {m.pk: m for m in membres_de(lu.filiere)}
    mesure = actions.qualite_du_planning(lu, gardes)
    noms = {**{pk: str(m) for pk, m in membres.items()}, **_noms_anciens(gardes)}
    peut_gerer = peut(request.user, GARDE_GERER, lu)
    contexte = {
        "titre": str(lu.filiere),
        "planning": lu,
        "periode": f"du {date_longue(lu.date_debut)} au {date_longue(lu.date_fin)}",
        "badge": Badge(str(StatutPlanning(lu.statut).label), TONS[lu.statut]),
        "phrase": _phrase_qualite(mesure),
        "semaines": _semaines(gardes),
        "trous": [
            _expliquer(g, noms) for g in gardes if not g.specialiste_id and g.rang == RangGarde.PREMIERE
        ],
        "renforts_manquants": sum(not g.specialiste_id and g.rang == RangGarde.RENFORT for g in gardes),
        "charges": _charges(gardes, mesure, membres, noms),
        "peut_gerer": peut_gerer and lu.statut != StatutPlanning.REMPLACE,
        "tableaux": _tableaux(request.user, lu) if lu.statut == StatutPlanning.PUBLIE else [],
        "fil": [("Plannings de garde", reverse("avis:plannings")), (str(lu.filiere), "")],
        "actions": _commandes(lu) if peut_gerer else [],
    }
    return render(request, "avis/planning.html", contexte)


@dataclass(frozen=True)
class TableauMois:
    """A month of the roster on paper: the one in force, if it was made."""

    mois: dt.date
    libelle: str
    document: DocumentProduit | None


def _tableaux(agent: Agent, lu: Planning) -> list[TableauMois]:
    connus = tableaux.tableaux_en_vigueur(lu.filiere, agent)
    return [TableauMois(mois, mois_annee(mois), connus.get(mois)) for mois in tableaux.mois_du_planning(lu)]


def _obtenir(request: RequeteAgent, pk: int) -> Planning:
    lies = ("filiere__gestionnaire__commune__departement", "gestionnaire", "auteur_publication__personne")
    return obtenir(Planning.objects.visibles_par(request.user).select_related(*lies), pk=pk)


def _noms_anciens(gardes: Sequence[Garde]) -> dict[int, str]:
    """Those who hold something and have left the line since."""
    return {g.specialiste_id: str(g.specialiste) for g in gardes if g.specialiste_id}


def _commandes(lu: Planning) -> list[Bouton]:
    if lu.est_brouillon:
        return [
            Bouton("Calculer de nouveau", reverse("avis:planning_recalculer", args=[lu.pk]), methode="post"),
            Bouton("Supprimer ce brouillon", reverse("avis:planning_supprimer", args=[lu.pk])),
        ]
    if lu.statut == StatutPlanning.PUBLIE:
        suite = f"{reverse('avis:planning_preparer')}?filiere={lu.filiere_id}"
        return [Bouton("Préparer la suite", suite)]
    return []


def _phrase_qualite(mesure: Qualite) -> str:
    manque = mesure.demi_journees - mesure.couvertes
    debut = (
        f"{compter(manque, 'demi-journée', 'demi-journées')} sur {nombre(mesure.demi_journees)} sans personne"
        if manque
        else f"Les {nombre(mesure.demi_journees)} demi-journées ont leur spécialiste"
    )
    suite = [f"couverture {nombre(mesure.couverture or 0, 1)} %"]
    if mesure.equilibre is not None:
        suite.append(f"équilibre {mesure.equilibre} %")
    if mesure.souhaits:
        suite.append(f"souhaits suivis {nombre(100 * mesure.souhaits_exauces / mesure.souhaits, 0)} %")
    return f"{debut} : {', '.join(suite)}."


def _semaines(gardes: Sequence[Garde]) -> list[tuple[str, list[JourPlanning]]]:
    aujourd_hui = timezone.localdate()
    semaines = []
    for _, de_la_semaine in groupby(gardes, key=lambda g: g.date.isocalendar()[:2]):
        jours = []
        for jour, du_jour in groupby(de_la_semaine, key=lambda g: g.date):
            connues = {(g.demi_journee, g.rang): g for g in du_jour}
            cases = [
                Case(
                    str(demi.label),
                    connues.get((demi, RangGarde.PREMIERE)),
                    connues.get((demi, RangGarde.RENFORT)),
                )
                for demi in DemiJournee
                if any(cle[0] == demi for cle in connues)
            ]
            jours.append((jour, JourPlanning(jour_dit(jour), cases, jour < aujourd_hui)))
        lundi = jours[0][0] - dt.timedelta(days=jours[0][0].weekday())
        semaines.append((f"Semaine du {date_longue(lundi)}", [un for _, un in jours]))
    return semaines


def _expliquer(garde: Garde, noms: dict[int, str]) -> TrouExplique:
    """« Dr A et Dr B : indisponibles »: people under each reason, in the order of the reasons."""
    par_motif: dict[str, list[str]] = {}
    for cle, motif in garde.motifs:
        par_motif.setdefault(motif, []).append(noms.get(cle, "un ancien membre"))
    raisons = [f"{enumerer(par_motif[motif])} : {motif.label}" for motif in MotifTrou if motif in par_motif]
    return TrouExplique(
        garde,
        f"{date_longue(garde.date, avec_jour=True).capitalize()}, {garde.get_demi_journee_display().lower()}",
        raisons or ["La filière n’a aucun spécialiste."],
    )


def _charges(
    gardes: Sequence[Garde], mesure: Qualite, membres: dict[int, Specialiste], noms: dict[int, str]
) -> list[Charge]:
    comptes = Counter((g.specialiste_id, g.rang) for g in gardes if g.specialiste_id)
    tous = sorted({*membres, *(cle for cle, _ in comptes)}, key=lambda cle: noms[cle])
    return [
        Charge(
            nom=noms[cle],
            quota=membres[cle].quota_demi_journees if cle in membres else 0,
            premieres=comptes[cle, RangGarde.PREMIERE],
            renforts=comptes[cle, RangGarde.RENFORT],
            part=nombre(mesure.parts.get(cle, 0.0), 1),
            est_surchargee=cle in mesure.surcharges,
        )
        for cle in tous
    ]


@ecriture(GARDE_GERER)
def planning_recalculer(request: RequeteAgent, pk: int) -> HttpResponse:
    lu = _obtenir(request, pk)
    if request.method == "POST":
        _tenter(
            request,
            lambda: actions.recalculer_planning(agent=request.user, planning=lu),
            "Le planning est recalculé ; vos choix sont conservés.",
        )
    return redirect("avis:planning", pk=pk)


@ecriture(GARDE_GERER)
def planning_publier(request: RequeteAgent, pk: int) -> HttpResponse:
    lu = _obtenir(request, pk)
    if request.method == "POST":
        _tenter(
            request,
            lambda: actions.publier_planning(agent=request.user, planning=lu),
            "Le planning est publié : chaque spécialiste est prévenu de ses gardes.",
        )
        return redirect("avis:planning", pk=pk)
    trous = Garde.objects.visibles_par(request.user).filter(planning=lu).trous().count()
    consequences = [
        f"Période : du {date_courte(lu.date_debut)} au {date_courte(lu.date_fin)}.",
        "Chaque spécialiste reçoit ses gardes ; elles remplacent celles déjà publiées sur cette période.",
    ]
    if trous:
        restent = compter(trous, "demi-journée reste", "demi-journées restent")
        consequences.append(f"{restent} sans personne : vous serez relancé à 30, 14 et 7 jours.")
    contexte = {
        "titre": f"Publier le planning {lu.filiere} ?",
        "consequences": consequences,
        "libelle": "Publier",
        "annuler": reverse("avis:planning", args=[pk]),
    }
    return render(request, "interface/confirmation.html", contexte)


@ecriture(GARDE_GERER)
def planning_tableau(request: RequeteAgent, pk: int) -> HttpResponse:
    """The paper of a month, to print."""
    lu = _obtenir(request, pk)
    if request.method == "POST":
        mois = lire_mois(request.POST.get("mois", ""))
        if mois is None:
            messages.error(request, "Choisissez le mois du tableau.")
        else:
            try:
                document = tableaux.etablir_tableau(agent=request.user, filiere=lu.filiere, mois=mois)
            except ValidationError as refus:
                messages.error(request, " ".join(refus.messages))
            else:
                messages.success(request, f"Le tableau de garde de {mois_annee(mois)} est établi.")
                return redirect("documents:fiche", document.pk)
    return redirect("avis:planning", pk=pk)


@ecriture(GARDE_GERER)
def planning_supprimer(request: RequeteAgent, pk: int) -> HttpResponse:
    lu = _obtenir(request, pk)
    if request.method == "POST":
        if _tenter(
            request,
            lambda: actions.supprimer_brouillon(agent=request.user, planning=lu),
            "Le brouillon est supprimé.",
        ):
            return redirect("avis:plannings")
        return redirect("avis:planning", pk=pk)
    contexte = {
        "titre": "Supprimer ce brouillon ?",
        "consequences": ["Aucune garde publiée ne change."],
        "libelle": "Supprimer",
        "est_dangereux": True,
        "annuler": reverse("avis:planning", args=[pk]),
    }
    return render(request, "interface/confirmation.html", contexte)


def _tenter(request: RequeteAgent, faire: Any, message: str) -> bool:
    try:
        faire()
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
        return False
    messages.success(request, message)
    return True


@ecriture(GARDE_GERER)
def garde_attribuer(request: RequeteAgent, pk: int) -> HttpResponse:
    lies = (
        "planning",
        "filiere__gestionnaire__commune__departement",
        "gestionnaire",
        "specialiste__personne",
    )
    garde = obtenir(Garde.objects.visibles_par(request.user).select_related(*lies), pk=pk)
    membres = membres_de(garde.filiere)
    form = AttributionForm(
        request.POST or None,
        garde=garde,
        membres=membres,
        empechements=_empechements(garde, membres),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.attribuer_garde(
                agent=request.user,
                garde=garde,
                specialiste=form.choisi,
                motif=form.cleaned_data.get("motif", ""),
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La garde est attribuée." if form.choisi else "La garde est libérée.")
            return redirect(f"{reverse('avis:planning', args=[garde.planning_id])}#g{garde.pk}")
    retour = reverse("avis:planning", args=[garde.planning_id])
    contexte: dict[str, Any] = {
        "titre": f"{date_longue(garde.date, avec_jour=True).capitalize()}, {garde.get_demi_journee_display().lower()}",
        "texte": f"{garde.filiere}, {garde.get_rang_display().lower()}. Qui tient cette demi-journée ?",
        "libelle": "Enregistrer",
        "retour": retour,
        "fil": [
            ("Plannings de garde", reverse("avis:plannings")),
            (str(garde.filiere), retour),
            ("Attribuer une garde", ""),
        ],
    }
    return saisie(request, form, **contexte)


def _empechements(garde: Garde, membres: Sequence[Specialiste]) -> dict[int, str]:
    """What speaks against each, on the roster as it is; the coordinator decides."""
    autres = list(
        Garde.objects.filter(planning=garde.planning_id, specialiste__isnull=False)
        .exclude(pk=garde.pk)
        .order_by("id")
    )
    lundi = garde.date - dt.timedelta(days=garde.date.weekday())
    probleme = probleme_de(garde.filiere, lundi, lundi + dt.timedelta(days=6), specialistes=membres)
    tenues = [Affectation(g.creneau, g.rang, g.specialiste_id) for g in autres if g.specialiste_id]
    return {
        membre.cle: str(motif.label)
        for membre in probleme.membres
        if (motif := motif_pour(probleme, tenues, membre.cle, garde.creneau, garde.rang))
    }
