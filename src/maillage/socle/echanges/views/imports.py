"""Pages of an import: drop, mapping, report and differences, progress, result and undo."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.tableur import ErreurTableur, Feuille, Limites
from maillage.commun.tableur.erreurs import taille_lisible
from maillage.commun.textes import compter, nombre
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.echanges import progression
from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.enums import FormatExport, NatureLigne, StatutImport
from maillage.socle.echanges.exports.flux import repondre
from maillage.socle.echanges.fichiers import chemin_local
from maillage.socle.echanges.forms import CorrespondanceForm, DepotForm
from maillage.socle.echanges.imports.actions import (
    abandonner_import,
    annuler_import,
    appliquer_import,
    associer_colonnes,
    deposer_import,
    lancer_analyse,
)
from maillage.socle.echanges.imports.analyse import sujet
from maillage.socle.echanges.imports.application import peut_annuler
from maillage.socle.echanges.imports.conversion_lot import choix_de
from maillage.socle.echanges.imports.declaration import IMPORTS, Contexte, DeclarationImport, RefusImport
from maillage.socle.echanges.imports.presentation import LIGNES_ERREUR, Presentation
from maillage.socle.echanges.models import Importation

PAR_PAGE = 50
EN_COURS = (StatutImport.DEPOSEE, StatutImport.EN_APPLICATION)
TONS = {
    StatutImport.APPLIQUEE: "success",
    StatutImport.EN_ECHEC: "error",
    StatutImport.A_ASSOCIER: "warning",
    StatutImport.ANALYSEE: "new",
}


def _declarations(agent: Agent) -> list[DeclarationImport]:
    return sorted(
        (d for d in IMPORTS.values() if peut(agent, d.droit)), key=lambda declaration: declaration.libelle
    )


def _prendre(request: RequeteAgent, pk: int) -> Importation:
    importation = obtenir(
        Importation.objects.visibles_par(request.user).select_related("organisation", "auteur__personne"),
        pk=pk,
    )
    declaration = IMPORTS.get(importation.genre)
    if declaration is None:
        raise Http404
    exiger(request.user, declaration.droit, importation.organisation)
    return importation


@lecture(IMPORTER)
def liste(request: RequeteAgent) -> HttpResponse:
    """Imports of the perimeter, latest first, and what can be imported."""
    declarations = _declarations(request.user)
    importations = (
        Importation.objects.visibles_par(request.user)
        .filter(genre__in=[declaration.code for declaration in declarations])
        .select_related("organisation", "auteur__personne")
        .order_by("-id")
    )
    avant = request.GET.get("avant", "")
    if avant.isdigit():
        importations = importations.filter(pk__lt=int(avant))
    lignes = list(importations[: PAR_PAGE + 1])
    return render(
        request,
        "echanges/imports/liste.html",
        {
            "titre": "Imports",
            "declarations": declarations,
            "libelles": {declaration.code: declaration.libelle for declaration in declarations},
            "importations": [
                {
                    "objet": ligne,
                    "libelle": IMPORTS[ligne.genre].libelle,
                    "ton": TONS.get(StatutImport(ligne.statut), "info"),
                }
                for ligne in lignes[:PAR_PAGE]
            ],
            "suivante": lignes[PAR_PAGE - 1].pk if len(lignes) > PAR_PAGE else None,
        },
    )


@ecriture(IMPORTER)
def deposer(request: RequeteAgent, genre: str) -> HttpResponse:
    """Drop a file. A refusal is told beside the field, and nothing is kept."""
    declaration = IMPORTS.get(genre)
    if declaration is None or not peut(request.user, declaration.droit):
        raise Http404
    formulaire = DepotForm(
        request.POST or None, request.FILES or None, agent=request.user, declaration=declaration
    )
    if request.method == "POST" and formulaire.is_valid():
        fichier = formulaire.cleaned_data["fichier"]
        try:
            with chemin_local(fichier) as chemin:
                importation = deposer_import(
                    agent=request.user,
                    declaration=declaration,
                    organisation=formulaire.cleaned_data.get("organisation"),
                    chemin=chemin,
                    nom_fichier=fichier.name,
                )
        except ErreurTableur as refus:
            formulaire.add_error("fichier", str(refus))
        else:
            return redirect("echanges:import", importation.pk)
    return render(
        request,
        "echanges/imports/deposer.html",
        {
            "titre": f"Importer : {declaration.libelle}",
            "declaration": declaration,
            "form": formulaire,
            "choix_structure": next(
                (c for c in formulaire.visible_fields() if c.name == "organisation"), None
            ),
            "formats": f"CSV, Excel, OpenDocument ou JSON, {taille_lisible(Limites().octets)} au plus",
        },
        status=422 if formulaire.errors else 200,
    )


@lecture(IMPORTER)
def modele(request: RequeteAgent, genre: str) -> HttpResponseBase:
    """Return an empty workbook with the expected columns, an example, and the values of the choices."""
    declaration = IMPORTS.get(genre)
    if declaration is None or not peut(request.user, declaration.droit):
        raise Http404
    contexte = Contexte(request.user, None, timezone.localdate())
    feuilles = [
        Feuille(
            declaration.libelle,
            [c.libelle for c in declaration.colonnes],
            [[c.exemple for c in declaration.colonnes]],
        ),
        Feuille(
            "Mode d’emploi",
            ["Colonne", "Obligatoire", "Nature", "Aide"],
            [[c.libelle, c.est_obligatoire, c.genre.value, c.aide] for c in declaration.colonnes],
        ),
        Feuille(
            "Valeurs possibles",
            ["Colonne", "Code", "Libellé"],
            [
                [colonne.libelle, code, libelle]
                for colonne in declaration.colonnes
                for code, libelle in choix_de(colonne, contexte).items()
            ],
        ),
    ]
    return repondre(request.user, f"modele_{declaration.code}", FormatExport.XLSX, lambda: feuilles)


@lecture(IMPORTER)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    """Show where the import is, and the one thing to do next."""
    importation = _prendre(request, pk)
    if importation.statut == StatutImport.A_ASSOCIER:
        return redirect("echanges:import_colonnes", pk)
    presentation = Presentation(importation)
    nature = request.GET.get("nature", "")
    if nature not in (NatureLigne.NOUVELLE, NatureLigne.MODIFIEE):
        nature = NatureLigne.MODIFIEE if importation.nombre_modifiees else NatureLigne.NOUVELLE
    apres = request.GET.get("apres", "0")
    lignes = presentation.apercu(NatureLigne(nature), int(apres) if apres.isdigit() else 0)
    erreurs = list(presentation.erreurs()) if importation.nombre_erreurs else []
    return render(
        request,
        "echanges/imports/fiche.html",
        {
            "titre": f"{presentation.declaration.libelle} : {importation.nom_fichier}",
            "importation": importation,
            "declaration": presentation.declaration,
            "etat": _etat(importation),
            "en_cours": importation.statut in EN_COURS,
            "est_prete": importation.statut == StatutImport.ANALYSEE,
            "est_appliquee": importation.statut == StatutImport.APPLIQUEE,
            "est_refusee": importation.statut == StatutImport.EN_ECHEC,
            "est_close": importation.statut in (StatutImport.ANNULEE, StatutImport.ABANDONNEE),
            "ton": TONS.get(StatutImport(importation.statut), "info"),
            "erreurs": erreurs,
            "erreurs_tronquees": importation.nombre_erreurs > LIGNES_ERREUR,
            "nature": nature,
            "lignes": lignes,
            "suivantes": lignes[-1].numero if lignes and len(lignes) == 100 else None,  # noqa: PLR2004 (a full page)
            "peut_annuler": peut_annuler(importation),
            "a_importer": compter(importation.nombre_a_appliquer, "ligne"),
            "a_corriger": compter(importation.nombre_erreurs, "ligne"),
            "nouvelles": compter(importation.nombre_nouvelles, "ligne nouvelle", "lignes nouvelles"),
            "modifiees": compter(importation.nombre_modifiees, "ligne modifiée", "lignes modifiées"),
            "bilan": _bilan(importation),
            "etape": 3 if importation.statut in (StatutImport.DEPOSEE, StatutImport.ANALYSEE) else 4,
        },
    )


def _bilan(importation: Importation) -> str:
    """What was done, in a sentence."""
    morceaux = [
        compter(importation.nombre_nouvelles, "fiche créée", "fiches créées", aucun="aucune fiche créée"),
        compter(importation.nombre_modifiees, "modifiée", "modifiées", aucun="aucune modifiée"),
        f"{nombre(importation.nombre_identiques)} déjà à jour",
    ]
    if importation.est_partielle:
        laissees = compter(importation.nombre_erreurs, "ligne laissée", "lignes laissées")
        morceaux.append(f"{laissees} de côté")
    return ", ".join(morceaux).capitalize() + "."


def _etat(importation: Importation) -> SimpleNamespace:
    """What the progress component draws."""
    avance = progression.avancement(sujet(importation)) if importation.statut in EN_COURS else None
    fait, total = avance or (0, 0)
    est_analyse = importation.statut == StatutImport.DEPOSEE
    return SimpleNamespace(
        titre="Lecture et vérification du fichier" if est_analyse else "Import en cours",
        fait=fait,
        total=total if total > 1 else 0,
        est_termine=importation.statut not in EN_COURS,
        est_en_echec=False,
        message=f"{fait} lignes lues" if est_analyse and fait else "",
    )


@lecture(IMPORTER)
def avancement(request: RequeteAgent, pk: int) -> HttpResponse:
    """Draw the progress again; the whole page is asked again when it is over."""
    importation = _prendre(request, pk)
    reponse = render(
        request,
        "interface/composants/progression.html",
        {"etat": _etat(importation), "url": reverse("echanges:import_avancement", args=[pk])},
    )
    if importation.statut not in EN_COURS:
        reponse["HX-Refresh"] = "true"
    return reponse


@ecriture(IMPORTER)
def colonnes(request: RequeteAgent, pk: int) -> HttpResponse:
    """Say which column of the file is which."""
    importation = _prendre(request, pk)
    declaration = IMPORTS[importation.genre]
    formulaire = CorrespondanceForm(request.POST or None, importation=importation, declaration=declaration)
    if request.method == "POST" and formulaire.is_valid():
        try:
            associer_colonnes(
                agent=request.user,
                importation=importation,
                rangs=formulaire.rangs,
                feuille=formulaire.cleaned_data.get("feuille", ""),
            )
        except ValidationError as refus:
            formulaire.add_error(None, refus)
        else:
            return redirect("echanges:import", pk)
    return render(
        request,
        "echanges/imports/colonnes.html",
        {
            "titre": f"Associer les colonnes de {importation.nom_fichier}",
            "importation": importation,
            "declaration": declaration,
            "form": formulaire,
        },
        status=422 if formulaire.errors else 200,
    )


@require_POST
@ecriture(IMPORTER)
def appliquer(request: RequeteAgent, pk: int) -> HttpResponse:
    """Start the job."""
    importation = _prendre(request, pk)
    try:
        appliquer_import(
            agent=request.user,
            importation=importation,
            sans_les_erreurs=request.POST.get("sans_les_erreurs") == "oui",
        )
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    return redirect("echanges:import", pk)


@require_POST
@ecriture(IMPORTER)
def relancer(request: RequeteAgent, pk: int) -> HttpResponse:
    """Analyse again, against the data of now."""
    importation = _prendre(request, pk)
    if importation.fichier and importation.statut == StatutImport.ANALYSEE:
        lancer_analyse(importation)
    return redirect("echanges:import", pk)


@ecriture(IMPORTER)
def annuler(request: RequeteAgent, pk: int) -> HttpResponse:
    """Ask, then undo."""
    importation = _prendre(request, pk)
    if not peut_annuler(importation):
        raise Http404
    if request.method == "POST":
        try:
            annuler_import(agent=request.user, importation=importation)
        except RefusImport as refus:
            messages.error(request, str(refus))
        else:
            messages.success(request, "L’import est annulé : tout est redevenu comme avant.")
        return redirect("echanges:import", pk)
    contexte: dict[str, Any] = {
        "titre": "Annuler cet import ?",
        "consequences": [
            f"Fiches créées qui seront supprimées : {importation.nombre_nouvelles}.",
            f"Fiches modifiées qui retrouveront leurs valeurs : {importation.nombre_modifiees}.",
            "Si quelque chose a été construit sur ces fiches depuis, rien ne sera changé.",
        ],
        "libelle": "Annuler l’import",
        "annuler": reverse("echanges:import", args=[pk]),
        "champ_motif": None,
        "est_dangereux": True,
    }
    return render(request, "interface/confirmation.html", contexte)


@require_POST
@ecriture(IMPORTER)
def abandonner(request: RequeteAgent, pk: int) -> HttpResponse:
    """Forget the file."""
    importation = _prendre(request, pk)
    try:
        abandonner_import(agent=request.user, importation=importation)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect("echanges:import", pk)
    messages.success(request, "Le fichier est abandonné, rien n’a été importé.")
    return redirect("echanges:imports")


@lecture(IMPORTER)
def rapport(request: RequeteAgent, pk: int, format_: str) -> HttpResponseBase:
    """Download every line to correct."""
    presentation = Presentation(_prendre(request, pk))
    return repondre(
        request.user,
        f"a_corriger_import_{pk}",
        FormatExport(format_),
        lambda: [presentation.feuille_erreurs()],
    )
