"""The annual survey, for those who follow it: opened, followed, validated or given back, summed, exported."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from maillage.commun.tableur import Feuille
from maillage.commun.textes import nombre
from maillage.metiers.protection.actions import enquetes as actions
from maillage.metiers.protection.droits import ENQUETE_OUVRIR, ENQUETE_SUIVRE
from maillage.metiers.protection.enums import StatutReponse, TypeMandataire
from maillage.metiers.protection.forms.enquetes import FiltreReponse, OuvertureEnqueteForm
from maillage.metiers.protection.models import Enquete, ReponseEnquete
from maillage.metiers.protection.views.stocks import FORMATS, fichier
from maillage.metiers.protection.views.tables_enquete import somme_structures, tables
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.listes import Colonne, Liste

TONS = {
    StatutReponse.ATTENDUE: "neutre",
    StatutReponse.BROUILLON: "info",
    StatutReponse.DEPOSEE: "attention",
    StatutReponse.VALIDEE: "succes",
}


def badge(reponse: ReponseEnquete) -> Badge:
    statut = StatutReponse(reponse.statut)
    return Badge(str(statut.label), TONS[statut])  # type: ignore[arg-type]


REPONSES_LISTE = Liste(
    code="protection.reponse",
    titre="Réponses à l’enquête annuelle",
    nom=("réponse", "réponses"),
    colonnes=[
        Colonne("enquete.annee", "Année", tri="enquete__annee", valeur=lambda r: str(r.enquete.annee)),
        Colonne("organisation.nom", "Mandataire", tri="organisation__nom"),
        Colonne("departement.nom", "Département"),
        Colonne("mandataire.type", "Type"),
        Colonne("enquete.date_limite", "À rendre avant le", genre="date"),
        Colonne("statut", "Statut", tri=True, valeur=badge),
    ],
    tri="-enquete__annee",
    lien=lambda reponse: reverse("protection:reponse", args=[reponse.pk]),
    vide="La direction nationale ouvre l’enquête chaque année ; votre réponse sera déjà comptée.",
    filtre=FiltreReponse,
    est_exportable=False,
)


@lecture(ENQUETE_SUIVRE)
def suivi(request: RequeteAgent) -> HttpResponse:
    """Each survey, and where the replies of the agent's territory stand."""
    comptes: dict[int, dict[str, int]] = {}
    par_statut = (
        ReponseEnquete.objects.visibles_par(request.user).order_by().values_list("enquete__annee", "statut")
    )
    for annee, statut, n in par_statut.annotate(n=Count("id")):
        comptes.setdefault(annee, {})[statut] = n
    contexte = {
        "titre": "Enquête annuelle",
        "enquetes": [
            {
                "annee": enquete.annee,
                "date_limite": enquete.date_limite,
                "comptes": [
                    nombre(comptes.get(enquete.annee, {}).get(statut, 0)) for statut in StatutReponse
                ],
            }
            for enquete in Enquete.objects.visibles_par(request.user).order_by("-annee")
        ],
        "statuts": [str(statut.label) for statut in StatutReponse],
        "peut_ouvrir": a_droit(request.user, ENQUETE_OUVRIR),
    }
    return render(request, "protection/enquetes.html", contexte)


@lecture(ENQUETE_SUIVRE)
def reponses(request: RequeteAgent) -> HttpResponseBase:
    """Replies of the agent's territory."""
    return REPONSES_LISTE.reponse(request, reponses_lues(request))


@ecriture(ENQUETE_OUVRIR)
def ouvrir(request: RequeteAgent) -> HttpResponse:
    form = OuvertureEnqueteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        direction = (
            Organisation.objects.filter(
                pk__in=perimetre(request.user, ENQUETE_OUVRIR), type=TypeOrganisation.MINISTERE
            )
            .order_by("id")
            .first()
        )
        try:
            if direction is None:
                raise ValidationError("Aucune direction nationale n’est dans votre périmètre.")
            enquete = actions.ouvrir_enquete(agent=request.user, organisation=direction, **form.cleaned_data)
        except ValidationError as erreur:
            for champ, refus in (
                erreur.error_dict.items() if hasattr(erreur, "error_dict") else [(None, erreur)]
            ):
                form.add_error(champ, refus)
        else:
            messages.success(
                request, f"L’{str(enquete).lower()} est ouverte ; chaque réponse est déjà comptée."
            )
            return redirect("protection:enquete_suivi")
    retour = reverse("protection:enquete_suivi")
    contexte = {
        "form": form,
        "titre": "Ouvrir l’enquête annuelle",
        "texte": "Chaque mandataire inscrit dans l’année reçoit une réponse par département, déjà comptée.",
        "libelle": "Ouvrir l’enquête",
        "retour": retour,
        "fil": [("Enquête annuelle", retour), ("Ouvrir", "")],
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


@require_POST
@ecriture(ENQUETE_SUIVRE)
def valider(request: RequeteAgent, pk: int) -> HttpResponse:
    return _instruire(request, pk, actions.valider_reponse, "La réponse est validée.")


@require_POST
@ecriture(ENQUETE_SUIVRE)
def rendre(request: RequeteAgent, pk: int) -> HttpResponse:
    return _instruire(request, pk, actions.rendre_reponse, "La réponse est rendue au mandataire.")


@lecture(ENQUETE_SUIVRE)
@require_safe
def agregat(request: RequeteAgent, annee: int) -> HttpResponse:
    """The sum of the replies handed in, in the agent's territory: what was counted, then what was typed."""
    deposees, attendues = _deposees(request, annee)
    par_profil: dict[str, list[actions.Agregat]] = {genre: [] for genre in TypeMandataire.values}
    for ligne in actions.agreger_saisies(deposees):
        if ligne.valeur:
            par_profil[ligne.profil].append(ligne)
    comptes = Counter(reponse.mandataire.type for reponse in deposees)
    contexte = {
        "tables": tables(actions.agreger(deposees), somme_structures(deposees)),
        "profils": [
            (TypeMandataire(genre).label, comptes[genre], lignes)
            for genre, lignes in par_profil.items()
            if lignes
        ],
        "titre": f"Enquête {annee}, ensemble",
        "annee": annee,
        "deposees": len(deposees),
        "attendues": attendues,
        "formats": list(FORMATS),
        "fil": [("Enquête annuelle", reverse("protection:enquete_suivi")), (f"Ensemble {annee}", "")],
    }
    return render(request, "protection/agregat.html", contexte)


@lecture(ENQUETE_SUIVRE)
@require_safe
def exporter(request: RequeteAgent, annee: int, format_: str) -> HttpResponseBase:
    """Everything: the tables, what was typed question by question, and each reply. A CSV holds the first sheet."""
    deposees, _ = _deposees(request, annee)
    comptees = tables(actions.agreger(deposees), somme_structures(deposees), est_complet=True)
    agregats = actions.agreger_saisies(deposees)
    ensemble: list[Sequence[object]] = [
        *([table.titre, nom, colonne, "" if valeur is None else valeur]
          for table in comptees for nom, valeurs in table.lignes
          for colonne, valeur in zip(table.colonnes, valeurs, strict=True)),
        *([f"{TypeMandataire(a.profil).label}, {a.section}", a.question, a.modalite, a.valeur] for a in agregats),
    ]  # fmt: skip
    feuilles = [Feuille("Ensemble", ["Tableau", "Ligne", "Colonne", "Nombre"], ensemble)]
    feuilles += [
        Feuille(table.titre[:31], [table.entete, *table.colonnes],
                [[nom, *("" if v is None else v for v in valeurs)] for nom, valeurs in table.lignes])
        for table in comptees
    ]  # fmt: skip
    feuilles += [
        Feuille(str(TypeMandataire(genre).label)[:31], ["Section", "Question", "Modalité", "Valeur"],
                [[a.section, a.question, a.modalite, a.valeur] for a in agregats if a.profil == genre])
        for genre in TypeMandataire.values
    ]  # fmt: skip
    feuilles.append(
        Feuille("Réponses", ["Département", "Mandataire", "Type", "Section", "Question", "Réponse"],
                ([str(r.departement), r.organisation.nom, r.mandataire.get_type_display(), *dit]
                 for r in deposees for dit in actions.saisies(r)))
    )  # fmt: skip
    return fichier(feuilles, format_, f"enquete_{annee}")


def _deposees(request: RequeteAgent, annee: int) -> tuple[list[ReponseEnquete], int]:
    reponses = list(reponses_lues(request).filter(enquete__annee=annee).order_by("departement__code", "id"))
    if not reponses:
        raise AccesRefuse("Aucune réponse pour cette année.")
    finies = (StatutReponse.DEPOSEE, StatutReponse.VALIDEE)
    return [reponse for reponse in reponses if reponse.statut in finies], len(reponses)


def reponses_lues(request: RequeteAgent) -> Any:
    return ReponseEnquete.objects.visibles_par(request.user).select_related(
        "enquete", "organisation", "mandataire", "autorite", "departement"
    )


def retour_des_reponses(request: RequeteAgent) -> str:
    if a_droit(request.user, ENQUETE_SUIVRE):
        return reverse("protection:enquete_reponses")
    return reverse("protection:declarations")


def _instruire(request: RequeteAgent, pk: int, action: Any, succes: str) -> HttpResponse:
    try:
        action(agent=request.user, reponse=obtenir(reponses_lues(request), pk=pk))
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        messages.success(request, succes)
    return redirect("protection:reponse", pk)
