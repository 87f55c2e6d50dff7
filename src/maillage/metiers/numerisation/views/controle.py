"""Control side by side: the page as it was delivered, what is expected of it, what is seen; then the verdict."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions import controle as actions
from maillage.metiers.numerisation.actions import regimes
from maillage.metiers.numerisation.actions.listes import pieces_du
from maillage.metiers.numerisation.actions.pages import image_de
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.documents.controle import RAPPORT
from maillage.metiers.numerisation.droits import CONTROLE_LIRE, CONTROLE_TENIR, LOT_LIVRER
from maillage.metiers.numerisation.enums.controle import Regime
from maillage.metiers.numerisation.forms.lots import DecisionControleForm, PageVueForm, VerdictForm
from maillage.metiers.numerisation.models import IdentiteDossier, Lot, PageTiree, Tirage
from maillage.metiers.numerisation.regles.severite import Severite
from maillage.metiers.numerisation.taches import demander_le_scellement
from maillage.metiers.numerisation.views.commun import saisie
from maillage.metiers.numerisation.views.lots_commun import (
    badge_du_lot,
    fil_des_lots,
    obtenir_lot,
    sentence_du_plan,
)
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.documents.production import produire
from maillage.socle.interface.alertes import prevenir
from maillage.socle.interface.composants import Badge, Fait, Ton
from maillage.socle.journal.traces import tracer_lecture

MOTIF = "Contrôle d’un lot"
TONS_REGIME: dict[str, Ton] = {
    Regime.NORMAL: "succes",
    Regime.REDUIT: "succes",
    Regime.RENFORCE: "attention",
    Regime.ARRETE: "erreur",
}


@require_POST
@ecriture(CONTROLE_TENIR)
def lot_tirer(request: RequeteAgent, pk: int) -> HttpResponse:
    vu = obtenir_lot(request, pk)
    try:
        tirage = actions.tirer_echantillon(agent=request.user, lot=vu)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
        return redirect("numerisation:lot", pk)
    messages.success(
        request, f"{compter(tirage.taille, 'page tirée', 'pages tirées')} sur {tirage.population}."
    )
    return redirect("numerisation:lot_controler", pk)


@ecriture(CONTROLE_TENIR)
def lot_controler(request: RequeteAgent, pk: int) -> HttpResponse:
    """One page at a time: image on the left, what is expected and the defects on the right."""
    vu = obtenir_lot(request, pk)
    exiger(request.user, CONTROLE_TENIR, vu.service)
    tirage = _tirage(vu)
    form = PageVueForm(request.POST or None)
    if request.method == "POST":
        return _enregistrer(request, vu, tirage, form)
    tiree = actions.page_suivante(tirage, request.user)
    if tiree is None:
        return redirect("numerisation:lot_verdict", pk)
    return _montrer(request, vu, tirage, tiree, form)


def _tirage(vu: Lot) -> Tirage:
    tirage = vu.tirages.filter(livraison=vu.livraison).first()
    if tirage is None or hasattr(tirage, "verdict"):
        raise AccesRefuse("Ce lot n’est pas en contrôle.")
    return tirage


def _enregistrer(request: RequeteAgent, vu: Lot, tirage: Tirage, form: PageVueForm) -> HttpResponse:
    cle = request.POST.get("tiree", "")
    tiree = obtenir(
        PageTiree.objects.visibles_par(request.user).select_related(
            "tirage__lot__service", "page__fichier", "page__dossier"
        ),
        pk=cle if cle.isdigit() else 0,
        tirage=tirage,
    )
    if not form.is_valid():
        return _montrer(request, vu, tirage, tiree, form)
    natures = [] if "conforme" in request.POST else form.cleaned_data["defauts"]
    try:
        actions.voir_page(
            agent=request.user, tiree=tiree, natures=natures, observation=form.cleaned_data["observation"]
        )
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    return redirect("numerisation:lot_controler", vu.pk)


def _montrer(
    request: RequeteAgent, vu: Lot, tirage: Tirage, tiree: PageTiree, form: PageVueForm
) -> HttpResponse:
    page = tiree.page
    with au_nom_du_service(MOTIF):  # a mark to compare with, never the identity: control has no right to it
        repere = (
            IdentiteDossier.objects.filter(dossier=page.dossier_id).values_list("repere", flat=True).first()
        )
    tracer_lecture(page, request.user, organisation_id=page.centre_id, motif=MOTIF)
    vues = tirage.pages.exclude(issue="").count()
    piece = pieces_du(timezone.localdate()).get(page.piece)
    est_revue = bool(tiree.issue)
    contexte = {
        "titre": f"Contrôle du {str(vu)[0].lower()}{str(vu)[1:]}",
        "lot": vu,
        "tiree": tiree,
        "form": form,
        "image": reverse("numerisation:controle_image", args=[tiree.pk]),
        "rang": tiree.rang,
        "taille": tirage.taille,
        "vues": vues,
        "est_revue": est_revue,
        "attendus": [
            Fait("Dossier", page.dossier.etiquette.lisible),
            Fait("Salarié", repere or "", precision="initiales et année de naissance"),
            Fait("Page", f"{page.numero} sur {page.fichier.pages_annoncees}"),
            Fait("Boîte", page.fichier.boite),
            Fait("Pièce", piece.libelle if piece else "non reconnue"),
            Fait("Annoncée", "vierge" if page.est_annoncee_vierge else "écrite"),
            Fait("Lue", str(page.get_encre_display()).lower()),
            Fait("Numérisée à", f"{page.resolution} points par pouce"),
        ],
        "fil": fil_des_lots((str(vu), reverse("numerisation:lot", args=[vu.pk])), ("Contrôle", "")),
    }
    statut = 422 if form.errors else 200
    return render(request, "numerisation/lots/controler.html", contexte, status=statut)


@consultation(CONTROLE_TENIR)
def controle_image(request: RequeteAgent, pk: int) -> HttpResponse:
    """The image of a page drawn, and of no other."""
    tiree = obtenir(
        PageTiree.objects.visibles_par(request.user).select_related("page__fichier", "page__dossier__cle"),
        pk=pk,
    )
    tracer_lecture(tiree.page, request.user, organisation_id=tiree.page.centre_id, motif=MOTIF)
    with au_nom_du_service(MOTIF):
        image = image_de(tiree.page)
    return reponse_image(image.octets, image.type_contenu)


def reponse_image(octets: bytes, type_contenu: str) -> HttpResponse:
    """Never kept by a browser nor by anything on the way."""
    reponse = HttpResponse(octets, content_type=type_contenu)
    reponse["Cache-Control"] = "no-store, private"
    reponse["Content-Disposition"] = "attachment; filename=page"  # shown in a page, never opened alone
    return reponse


@ecriture(CONTROLE_TENIR)
def lot_verdict(request: RequeteAgent, pk: int) -> HttpResponse:
    """What the plans say of what was seen; the controller signs it."""
    vu = obtenir_lot(request, pk)
    exiger(request.user, CONTROLE_TENIR, vu.service)
    tirage = _tirage(vu)
    form = VerdictForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verdict = actions.prononcer(
                agent=request.user, lot=vu, observation=form.cleaned_data["observation"]
            )
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
            return redirect("numerisation:lot", pk)
        produire(RAPPORT.code, verdict.lot, agent=request.user)
        if verdict.est_accepte:
            demander_le_scellement(vu.pk)
        _prevenir_le_prestataire(vu, est_accepte=verdict.est_accepte)
        messages.success(request, "Le lot est accepté." if verdict.est_accepte else "Le lot est refusé.")
        return redirect("numerisation:lot", pk)
    juge, motifs = actions.jugement(tirage), actions.empechements(tirage)
    contexte = {
        "titre": "Verdict",
        "lot": vu,
        "statut": badge_du_lot(vu),
        "form": form,
        "est_accepte": juge.est_accepte,
        "raisons": juge.raisons,
        "empechements": motifs,
        "limites": [sentence_du_plan(un) for un in tirage.plans.select_related("tirage")],
        "accord": actions.accord_des_controleurs(tirage).phrase,
        "tirage": tirage,
        "retour": reverse("numerisation:lot", args=[pk]),
        "fil": fil_des_lots((str(vu), reverse("numerisation:lot", args=[pk])), ("Verdict", "")),
    }
    return render(request, "numerisation/lots/verdict.html", contexte, status=422 if form.errors else 200)


def _prevenir_le_prestataire(vu: Lot, *, est_accepte: bool) -> None:
    mot = "accepté" if est_accepte else "refusé"
    prevenir(
        vu.prestataire,
        LOT_LIVRER,
        texte=f"Un lot que vous avez livré est {mot}.",
        detail=f"Le lot {vu.numero} est {mot}.",
        url=reverse("numerisation:lot", args=[vu.pk]),
    )


@require_POST
@ecriture(CONTROLE_TENIR)
def lot_rapport(request: RequeteAgent, pk: int) -> HttpResponse:
    vu = obtenir_lot(request, pk)
    exiger(request.user, CONTROLE_TENIR, vu.service)
    if not vu.verdicts.exists():
        raise AccesRefuse("Ce lot n’a pas de verdict.")
    document = produire(RAPPORT.code, vu, agent=request.user)
    messages.success(request, f"Le rapport {document.numero} est établi.")
    return redirect("documents:fiche", document.pk)


@lecture(CONTROLE_LIRE)
def controles(request: RequeteAgent) -> HttpResponse:
    """Where each provider stands, class by class, and what the last lots said."""
    paires = (
        Lot.objects.visibles_par(request.user)
        .order_by("prestataire__nom")
        .values_list("service_id", "prestataire_id", "prestataire__nom")
        .distinct()
    )
    lignes = [
        {
            "nom": nom,
            "prestataire": prestataire,
            "classes": [
                (
                    str(classe.label),
                    Badge(f"Contrôle {str(etat.regime.label).lower()}", TONS_REGIME[etat.regime]),
                    _phrase_regime(etat),
                )
                for classe, etat in regimes.severites(service, prestataire).items()
            ],
            "peut_decider": service in perimetre(request.user, CONTROLE_TENIR),
        }
        for service, prestataire, nom in paires
    ]
    contexte = {"titre": "Contrôle des prestataires", "lignes": lignes}
    return render(request, "numerisation/lots/controles.html", contexte)


def _phrase_regime(etat: Severite) -> str:
    if etat.regime == Regime.ARRETE:
        return "Cinq lots refusés en contrôle renforcé : plus aucun lot n’est reçu avant une action du prestataire."
    if etat.regime == Regime.RENFORCE:
        return f"{etat.acceptes_de_suite} lot(s) accepté(s) de suite : il en faut cinq pour revenir au contrôle normal."
    if etat.regime == Regime.REDUIT:
        return "Un seul lot refusé ramène au contrôle normal."
    refuses = etat.derniers.count(False)
    suite = " Il peut être réduit, si la production est régulière." if etat.peut_reduire else ""
    refus = compter(refuses, "lot refusé", "lots refusés", aucun="aucun lot refusé").capitalize()
    return f"{refus} parmi les cinq derniers ; deux le renforceraient.{suite}"


@ecriture(CONTROLE_TENIR)
def controle_decider(request: RequeteAgent, pk: int) -> HttpResponse:
    """A stop is lifted, or control reduced: by a person, with a reason."""
    lot = Lot.objects.visibles_par(request.user).filter(prestataire=pk).select_related("service").first()
    if lot is None:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    prestataire = obtenir(Organisation.objects.all(), pk=pk)
    exiger(request.user, CONTROLE_TENIR, lot.service)
    form = DecisionControleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            regimes.decider_du_controle(
                agent=request.user, service=lot.service, prestataire=prestataire, **form.cleaned_data
            )
        except ValidationError as erreur:
            form.add_error(None, erreur.messages)
        else:
            messages.success(request, "La décision est enregistrée.")
            return redirect("numerisation:controles")
    contexte: dict[str, Any] = {
        "titre": f"Décider du contrôle : {prestataire.nom}",
        "texte": "Le régime suit les lots contrôlés. Une personne décide de reprendre après un arrêt, et de réduire.",
        "libelle": "Enregistrer la décision",
        "retour": reverse("numerisation:controles"),
        "fil": [("Contrôle des prestataires", reverse("numerisation:controles")), ("Décider", "")],
    }
    return saisie(request, form, **contexte)
