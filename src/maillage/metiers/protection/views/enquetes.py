"""Declarations and surveys: counted from the log, completed in a page, handed in, validated, summed."""

from __future__ import annotations

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
from maillage.metiers.protection.documents import DECLARATION
from maillage.metiers.protection.droits import DECLARATION_ETABLIR, ENQUETE_OUVRIR, ENQUETE_SUIVRE
from maillage.metiers.protection.enums import StatutReponse
from maillage.metiers.protection.forms.enquetes import (
    REPONSES,
    DeclarationForm,
    FiltreReponse,
    OuvertureEnqueteForm,
)
from maillage.metiers.protection.forms.filtres import mandataires_de
from maillage.metiers.protection.models import Declaration, Enquete, ReponseEnquete
from maillage.metiers.protection.regles.enquete import (
    AGES,
    ANCIENNETES,
    GROUPES,
    REVISIONS,
    SEXES,
    SORTIES,
    Annee,
    lignes_activite,
)
from maillage.metiers.protection.views.stocks import FORMATS, fichier
from maillage.socle.acces.exiger import AccesRefuse, obtenir, peut
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Organisation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.listes import Colonne, Liste, tableau

TONS = {
    StatutReponse.ATTENDUE: "neutre",
    StatutReponse.BROUILLON: "info",
    StatutReponse.DEPOSEE: "attention",
    StatutReponse.VALIDEE: "succes",
}
ENTETES_ACTIVITE = ("1er janvier", "Nouvelles", "Sorties", "Changements", "31 décembre")


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


@lecture(DECLARATION_ETABLIR)
def declarations(request: RequeteAgent) -> HttpResponse:
    """The professional's declarations, and his survey replies."""
    faites = Declaration.objects.visibles_par(request.user).select_related("organisation")
    lignes = list(faites.order_by("-date_arrete", "-id")[:20])
    attendues = (
        ReponseEnquete.objects.visibles_par(request.user)
        .exclude(statut=StatutReponse.VALIDEE)
        .select_related("enquete", "departement", "organisation")
        .order_by("-enquete__annee", "id")
    )
    contexte = {
        "titre": "Déclarations",
        "tableau": tableau(
            "Déclarations semestrielles",
            [
                Colonne("date_arrete", "Arrêtée au", genre="date"),
                Colonne("organisation.nom", "Mandataire"),
                Colonne("total", "Mesures", genre="nombre"),
                Colonne("quotite", "Part du temps (%)", genre="nombre"),
                Colonne("horodatage", "Établie le"),
            ],
            lignes,
            lien=lambda declaration: reverse("protection:declaration", args=[declaration.pk]),
        )
        if lignes
        else None,
        "reponses": list(attendues[:20]),
    }
    return render(request, "protection/declarations.html", contexte)


@ecriture(DECLARATION_ETABLIR)
def declarer(request: RequeteAgent) -> HttpResponse:
    """The form of the half-year: the measures are counted, the rest is asked."""
    mandataire = mandataires_de(request.user, DECLARATION_ETABLIR).first()
    if mandataire is None:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    derniere = Declaration.objects.filter(mandataire=mandataire).order_by("-date_arrete").first()
    form = DeclarationForm(request.POST or None, precedente=derniere)
    if request.method == "POST" and form.is_valid():
        try:
            declaration = actions.etablir_declaration(
                agent=request.user, mandataire=mandataire, **form.cleaned_data
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            document = produire(DECLARATION.code, declaration, agent=request.user)
            messages.success(request, f"La déclaration {document.numero} est établie.")
            return redirect("protection:declaration", declaration.pk)
    retour = reverse("protection:declarations")
    contexte = {
        "form": form,
        "titre": "Établir la déclaration semestrielle",
        "texte": "Article R. 472-10 du code de l’action sociale et des familles. Vos mesures, par tribunal et par"
        " nature, sont comptées au dernier jour du semestre : vous ne saisissez que le reste.",
        "libelle": "Établir la déclaration",
        "retour": retour,
        "fil": [("Déclarations", retour), ("Nouvelle déclaration", "")],
    }
    return render(request, "protection/saisie.html", contexte, status=422 if form.is_bound else 200)


@lecture(DECLARATION_ETABLIR)
def declaration(request: RequeteAgent, pk: int) -> HttpResponse:
    objet = obtenir(
        Declaration.objects.visibles_par(request.user).select_related("organisation", "autorite"), pk=pk
    )
    contexte = {
        "titre": str(objet),
        "declaration": objet,
        "documents": DocumentProduit.objects.visibles_par(request.user).de(objet),
        "fil": [("Déclarations", reverse("protection:declarations")), (str(objet), "")],
    }
    return render(request, "protection/declaration.html", contexte)


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
    return REPONSES_LISTE.reponse(request, _reponses(request))


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


@ecriture()
def reponse(request: RequeteAgent, pk: int) -> HttpResponse:
    """One reply: its tables counted, what is asked beside them, and what may be done of it."""
    objet = obtenir(_reponses(request), pk=pk)
    peut_saisir = peut(request.user, DECLARATION_ETABLIR, objet.organisation) and objet.statut in (
        StatutReponse.ATTENDUE,
        StatutReponse.BROUILLON,
    )
    form = REPONSES[objet.mandataire.type](request.POST or None, initial=objet.complements)
    if request.method == "POST" and not peut_saisir:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    if request.method == "POST" and form.is_valid():
        est_deposee = "deposer" in request.POST
        try:
            actions.completer_reponse(
                agent=request.user, reponse=objet, complements=form.complements, est_deposee=est_deposee
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(
                request, "Votre réponse est déposée." if est_deposee else "Votre réponse est enregistrée."
            )
            return redirect("protection:reponse", pk)
    annee = actions.prefigurer(objet) if peut_saisir or objet.chiffres else Annee()
    contexte = {
        **tables(annee),
        "titre": f"{objet.enquete} · {objet.organisation.nom}",
        "reponse": objet,
        "statut": badge(objet),
        "form": form if peut_saisir else None,
        "dits": [] if peut_saisir else _dits(objet, form),
        "peut_instruire": objet.statut == StatutReponse.DEPOSEE
        and peut(request.user, ENQUETE_SUIVRE, objet.autorite),
        "fil": [("Enquête annuelle", _retour(request)), (str(objet.organisation), "")],
        "retour": _retour(request),
    }
    return render(
        request,
        "protection/reponse.html",
        contexte,
        status=422 if request.method == "POST" else 200,
    )


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
    """The sum of the replies handed in, in the agent's territory."""
    deposees, attendues = _deposees(request, annee)
    contexte = {
        **tables(actions.agreger(deposees)),
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
    deposees, _ = _deposees(request, annee)
    somme = actions.agreger(deposees)
    lignes = [[libelle, *valeurs] for libelle, valeurs in lignes_activite(somme)]
    feuilles = [Feuille("Activité", ["Mesures", *ENTETES_ACTIVITE], lignes)]
    for nom, titre in (("ages", "Âge et sexe"), ("anciennetes", "Ancienneté"), ("sorties", "Sorties"),
                       ("revisions", "Révisions")):  # fmt: skip
        feuilles.append(Feuille(titre, ["Code", "Nombre"], sorted(getattr(somme, nom).items())))
    return fichier(feuilles, format_, f"enquete_{annee}")


def tables(annee: Annee) -> dict[str, Any]:
    """The tables of the survey, in words."""
    activite = [
        (libelle, [nombre(v) for v in valeurs]) for libelle, valeurs in lignes_activite(annee) if any(valeurs)
    ]
    ages = [
        (
            libelle,
            [nombre(sum(annee.ages[f"{groupe}.{code}.{sexe}"] for groupe in GROUPES)) for sexe in SEXES],
        )
        for code, libelle, _ in AGES
    ]
    anciennetes = [
        (libelle, nombre(sum(annee.anciennetes[f"{groupe}.{code}"] for groupe in GROUPES)))
        for code, libelle, _ in ANCIENNETES
    ]
    return {
        "entetes": ENTETES_ACTIVITE,
        "activite": activite,
        "total": [
            nombre(annee.total(c)) for c in ("janvier", "nouvelles", "sorties", "changements", "decembre")
        ],
        "ages": ages,
        "sexes": list(SEXES.values()),
        "anciennetes": anciennetes,
        "sorties": [(libelle, nombre(annee.sorties[code])) for code, libelle in SORTIES.items()],
        "revisions": [(libelle, nombre(annee.revisions[code])) for code, libelle in REVISIONS.items()],
    }


def _deposees(request: RequeteAgent, annee: int) -> tuple[list[ReponseEnquete], int]:
    reponses = list(
        ReponseEnquete.objects.visibles_par(request.user).filter(enquete__annee=annee).order_by("id")
    )
    if not reponses:
        raise AccesRefuse("Aucune réponse pour cette année.")
    finies = (StatutReponse.DEPOSEE, StatutReponse.VALIDEE)
    return [reponse for reponse in reponses if reponse.statut in finies], len(reponses)


def _reponses(request: RequeteAgent) -> Any:
    return ReponseEnquete.objects.visibles_par(request.user).select_related(
        "enquete", "organisation", "mandataire", "autorite", "departement"
    )


def _retour(request: RequeteAgent) -> str:
    if a_droit(request.user, ENQUETE_SUIVRE):
        return reverse("protection:enquete_reponses")
    return reverse("protection:declarations")


def _dits(reponse: ReponseEnquete, form: Any) -> list[tuple[str, str]]:
    return [
        (str(champ.label), str(reponse.complements[nom]))
        for nom, champ in form.fields.items()
        if reponse.complements.get(nom)
    ]


def _instruire(request: RequeteAgent, pk: int, action: Any, succes: str) -> HttpResponse:
    try:
        action(agent=request.user, reponse=obtenir(_reponses(request), pk=pk))
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        messages.success(request, succes)
    return redirect("protection:reponse", pk)
