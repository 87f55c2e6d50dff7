"""The half-yearly declaration: counted, completed in a page, printed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate

from maillage.metiers.protection.actions import declarations as actions
from maillage.metiers.protection.documents import DECLARATION
from maillage.metiers.protection.droits import DECLARATION_ETABLIR, DECLARATION_LIRE, ENQUETE_SUIVRE
from maillage.metiers.protection.enums import Nature, StatutReponse
from maillage.metiers.protection.forms.declarations import DeclarationForm, FiltreDeclaration, attendus
from maillage.metiers.protection.forms.filtres import mandataires_de
from maillage.metiers.protection.models import Declaration, ReponseEnquete
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.portee import a_droit
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge
from maillage.socle.interface.listes import Colonne, Liste, tableau


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


@lecture(DECLARATION_LIRE)
def declaration(request: RequeteAgent, pk: int) -> HttpResponse:
    objet = obtenir(
        Declaration.objects.visibles_par(request.user).select_related("organisation", "autorite"), pk=pk
    )
    est_recue = a_droit(request.user, ENQUETE_SUIVRE)
    retour = "protection:declarations_recues" if est_recue else "protection:declarations"
    contexte = {
        "titre": str(objet),
        "declaration": objet,
        "natures": [
            (tribunal["tribunal"], str(Nature(nature).label), nombre)
            for tribunal in objet.chiffres
            for nature, nombre in sorted(tribunal["natures"].items())
        ],
        "documents": DocumentProduit.objects.visibles_par(request.user).de(objet),
        "fil": [("Déclarations reçues" if est_recue else "Déclarations", reverse(retour)), (str(objet), "")],
    }
    return render(request, "protection/declaration.html", contexte)


def _etat(mandataire: Any) -> Badge:
    return Badge("Reçue", "succes") if mandataire.declaration_id else Badge("Manquante", "attention")


def _recue_le(mandataire: Any) -> object:
    return localdate(mandataire.horodatage_recue) if mandataire.horodatage_recue else ""


def _total(mandataire: Any) -> int | str:
    return sum(sum(t["natures"].values()) for t in mandataire.chiffres) if mandataire.declaration_id else ""


RECUES = Liste(
    code="protection.declaration_recue",
    titre="Déclarations reçues",
    nom=("mandataire", "mandataires"),
    colonnes=[
        Colonne("organisation.nom", "Mandataire", tri="organisation__nom"),
        Colonne("type", "Type"),
        Colonne("autorite.commune.departement.nom", "Département"),
        Colonne("total", "Mesures", valeur=_total, genre="nombre"),
        Colonne("quotite", "Part du temps (%)", valeur=lambda m: m.quotite, genre="nombre"),
        Colonne(
            "recue",
            "Reçue le",
            valeur=lambda m: m.horodatage_recue and localdate(m.horodatage_recue),
            genre="date",
        ),
        Colonne("etat", "État", valeur=_etat),
    ],
    tri="organisation__nom",
    lien=lambda m: (
        reverse("protection:declaration", args=[m.declaration_id])
        if m.declaration_id
        else reverse("protection:mandataire", args=[m.pk])
    ),
    filtre=FiltreDeclaration,
    exporter="protection.declarations_recues",
    titre_vide="Aucune déclaration attendue",
    vide="Les mandataires individuels inscrits au dernier jour du semestre déclarent leurs mesures aux juges ; vous en"
    " recevez copie ici (art. R. 472-10 CASF).",
)


@lecture(ENQUETE_SUIVRE)
def recues(request: RequeteAgent) -> HttpResponseBase:
    """Who declared, and who has not, for a half-year: the prefect's copies (art. R. 472-10 CASF)."""
    return RECUES.reponse(request, attendus(request.user))
