"""Lots: what was delivered, where each one is, what was refused of it; the delivery by the provider."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from maillage.commun.textes import euros, nombre
from maillage.metiers.numerisation.actions.controle import empechements, jugement
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.actions.reception import LivraisonRefusee, livrer
from maillage.metiers.numerisation.documents.controle import RAPPORT
from maillage.metiers.numerisation.droits import (
    CONTROLE_LIRE,
    CONTROLE_TENIR,
    CONVENTION_LIRE,
    LOT_LIRE,
    LOT_LIVRER,
    PREUVE_LIRE,
    SCEAU_APPOSER,
)
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.enums.lots import OUVERTS, EtatFichier
from maillage.metiers.numerisation.forms.lots import FiltreLot, LivraisonForm
from maillage.metiers.numerisation.models import Fichier, Lot, Page, Tirage, VideoCodage
from maillage.metiers.numerisation.taches import prendre_en_charge
from maillage.metiers.numerisation.views.lots_commun import (
    badge_du_fichier,
    badge_du_lot,
    fil_des_lots,
    obtenir_lot,
    sentence_du_plan,
)
from maillage.socle.acces.exiger import peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Bouton, Fait
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.interface.tableaux import tableau

LOTS = Liste(
    code="numerisation.lot",
    titre="Lots livrés",
    nom=("lot", "lots"),
    colonnes=[
        Colonne("numero", "Lot", tri=True),
        Colonne("etat", "État", valeur=badge_du_lot),
        Colonne("prestataire.nom", "Prestataire"),
        Colonne("nombre_fichiers", "Dossiers", genre="nombre"),
        Colonne("nombre_pages", "Pages", genre="nombre"),
        Colonne("horodatage", "Livré le", tri=True, genre="date"),
        Colonne("livraison", "Livraison", genre="nombre"),
    ],
    tri="-horodatage",
    lien=lien_vers("numerisation:lot"),
    filtre=FiltreLot,
    nouveau=ActionListe("Livrer un lot", "numerisation:lot_livrer", LOT_LIVRER),
    titre_vide="Aucun lot livré",
    vide="Le prestataire livre ses lots ici : un ZIP, son manifeste et un PDF par dossier.",
)
FICHIERS_MONTRES = 200
COLONNES_FICHIERS = (
    Colonne("dossier", "Dossier", valeur=lambda f: f.dossier.etiquette.lisible),
    Colonne("boite", "Boîte"),
    Colonne("etat", "État", valeur=badge_du_fichier),
    Colonne("pages_annoncees", "Pages", genre="nombre"),
    Colonne("vierges", "dont vierges", genre="nombre"),
    Colonne("a_attribuer", "À attribuer", genre="nombre"),
    Colonne("sceau", "Scellé", valeur=lambda f: "oui" if f.est_scelle else ""),
)


@lecture(LOT_LIRE)
def lots(request: RequeteAgent) -> HttpResponseBase:
    return LOTS.reponse(request, Lot.objects.visibles_par(request.user).select_related("prestataire"))


@ecriture(LOT_LIVRER)
def lot_livrer(request: RequeteAgent) -> HttpResponse:
    """The provider's door: one file, and every refusal at once."""
    form = LivraisonForm(request.POST or None, request.FILES or None, agent=request.user, droit=LOT_LIVRER)
    refus: list[tuple[str, str, str]] = []
    if request.method == "POST" and form.is_valid():
        try:
            recu = livrer(
                agent=request.user,
                prestataire=form.cleaned_data["prestataire"],
                flux=form.cleaned_data["archive"].file,
            )
        except LivraisonRefusee as erreur:
            refus = [(un.fichier or "Lot", un.champ, un.phrase) for un in erreur.refus]
            form.add_error(
                "archive", "Ce lot n’est pas pris : voyez pourquoi ci-dessous, puis livrez-le de nouveau."
            )
        else:
            prendre_en_charge(recu)
            if recu.est_accepte:
                messages.success(request, f"Le lot {recu.lot.numero} est reçu : il est lu, puis contrôlé.")
            else:
                messages.error(request, f"Le lot {recu.lot.numero} est refusé : rien n’en est gardé.")
            return redirect("numerisation:lot", recu.lot_id)
    contexte = {
        "titre": "Livrer un lot",
        "form": form,
        "refus": refus,
        "retour": reverse("numerisation:lots"),
        "fil": fil_des_lots(("Livrer un lot", "")),
    }
    statut = 422 if form.errors else 200
    return render(request, "numerisation/lots/livrer.html", contexte, status=statut)


@dataclass(frozen=True)
class _Etape:
    libelle: str
    quand: object
    precision: str
    auteur: str


@lecture(LOT_LIRE)
def lot(request: RequeteAgent, pk: int) -> HttpResponse:
    """One lot: where it is, what it holds, what was refused, its control and its proofs."""
    vu = obtenir_lot(request, pk)
    agent = request.user
    fichiers = list(
        Fichier.objects.visibles_par(agent)
        .filter(lot=vu, livraison=vu.livraison)
        .select_related("dossier")
        .order_by("pk")[:FICHIERS_MONTRES]
    )
    _completer(fichiers)
    dernier = vu.manifestes.order_by("-pk").first()
    tirage = vu.tirages.filter(livraison=vu.livraison).first()
    controle = peut(agent, CONTROLE_LIRE, vu)
    contexte: dict[str, Any] = {
        "lot": vu,
        "titre": str(vu),
        "statut": badge_du_lot(vu),
        "faits": _faits(agent, vu),
        "action": _action(agent, vu, tirage),
        "autres": _autres(agent, vu),
        "refus": dernier.refus if dernier and not dernier.est_accepte else [],
        "tableau": tableau("Dossiers du lot", COLONNES_FICHIERS, fichiers, est_compact=True),
        "illisibles": [f for f in fichiers if f.etat == EtatFichier.ILLISIBLE],
        "est_tronque": vu.nombre_fichiers > FICHIERS_MONTRES,
        "fil": fil_des_lots((str(vu), "")),
        "etapes": [
            _Etape(e.get_type_display(), e.horodatage, e.precision, str(e.auteur))
            for e in vu.evenements.select_related("auteur__personne")
        ],
        **(_controle(agent, vu, tirage) if controle and tirage else {}),
        **(_preuves(vu) if peut(agent, PREUVE_LIRE, vu.service) else {}),
    }
    if controle:
        contexte["documents"] = DocumentProduit.objects.visibles_par(agent).de(vu)
    return render(request, "numerisation/lots/lot.html", contexte)


def _completer(fichiers: list[Fichier]) -> None:
    """What each line also says, in three queries for all of them."""
    cles = [fichier.pk for fichier in fichiers]
    with au_nom_du_service("Suivi d’un lot"):  # counts alone: queues and seals have their own readers
        a_attribuer = dict(
            VideoCodage.objects.filter(page__fichier__in=cles, statut__in=OUVERTS)
            .values_list("page__fichier")
            .annotate(nombre=Count("pk"))
        )
        scelles = set(Fichier.objects.filter(pk__in=cles, sceau__isnull=False).values_list("pk", flat=True))
        vierges = dict(
            Page.objects.filter(fichier__in=cles, encre="vierge")
            .values_list("fichier")
            .annotate(nombre=Count("pk"))
        )
    for fichier in fichiers:
        fichier.vierges = vierges.get(fichier.pk, 0)  # type: ignore[attr-defined]
        fichier.a_attribuer = a_attribuer.get(fichier.pk, 0)  # type: ignore[attr-defined]
        fichier.est_scelle = fichier.pk in scelles  # type: ignore[attr-defined]


def _faits(agent: Agent, vu: Lot) -> list[Fait]:
    cout = []
    if vu.cout_centimes is not None and (
        peut(agent, CONVENTION_LIRE, vu.service) or peut(agent, CONVENTION_LIRE, vu.prestataire)
    ):
        prix = f"hors taxe, {euros(vu.convention.prix_page or 0, 4)} la page"
        cout = [Fait("Coût", euros(Decimal(vu.cout_centimes) / 100), prix)]
    return [
        Fait("Prestataire", vu.prestataire.nom),
        Fait("Dossiers", nombre(vu.nombre_fichiers)),
        Fait("Pages", nombre(vu.nombre_pages)),
        Fait("Livré le", vu.horodatage, precision=f"livraison {vu.livraison}" if vu.livraison > 1 else ""),
        Fait("Convention", f"édition {vu.convention.edition}"),
        *cout,
    ]


def _action(agent: Agent, vu: Lot, tirage: Tirage | None) -> Bouton | None:
    """The one thing that the lot calls for, by whom."""
    if peut(agent, LOT_LIVRER, vu.prestataire) and vu.etat in (EtatLot.REJETE, EtatLot.REFUSE):
        return Bouton("Livrer de nouveau", reverse("numerisation:lot_livrer"), touche="n")
    if not peut(agent, CONTROLE_TENIR, vu.service):
        return None
    if vu.etat == EtatLot.TRAITE:
        return Bouton(
            "Tirer l’échantillon", reverse("numerisation:lot_tirer", args=[vu.pk]), methode="post", touche="t"
        )
    if vu.etat == EtatLot.EN_CONTROLE and tirage is not None:
        if empechements(tirage):
            return Bouton("Contrôler", reverse("numerisation:lot_controler", args=[vu.pk]), touche="c")
        return Bouton("Prononcer le verdict", reverse("numerisation:lot_verdict", args=[vu.pk]), touche="v")
    return None


def _autres(agent: Agent, vu: Lot) -> list[Bouton]:
    boutons = []
    if vu.verdicts.exists() and peut(agent, RAPPORT.droit, vu.service):
        adresse = reverse("numerisation:lot_rapport", args=[vu.pk])
        boutons.append(Bouton("Établir le rapport de contrôle", adresse, methode="post"))
    if vu.etat in (EtatLot.SCELLE, EtatLot.INTEGRE):
        if peut(agent, SCEAU_APPOSER, vu.service):
            adresse = reverse("numerisation:lot_verifier", args=[vu.pk])
            boutons.append(Bouton("Vérifier les preuves maintenant", adresse, methode="post"))
        if peut(agent, PREUVE_LIRE, vu.service):
            boutons.append(
                Bouton("Dossier de l’auditeur (ZIP)", reverse("numerisation:lot_auditeur", args=[vu.pk]))
            )
    return boutons


def _controle(agent: Agent, vu: Lot, tirage: Tirage) -> dict[str, Any]:
    plans = list(tirage.plans.select_related("tirage"))
    verdict = vu.verdicts.filter(livraison=vu.livraison).first()
    juge = jugement(tirage) if verdict is None else None
    lisible = peut(agent, CONTROLE_TENIR, vu.service)
    return {
        "tirage": tirage,
        "plans": plans,
        "limites": [sentence_du_plan(un) for un in plans],
        "verdict": verdict,
        "raisons": verdict.raisons if verdict else (juge.raisons if juge else []),
        "restant": tirage.pages.filter(issue="").count() if lisible and verdict is None else None,
        "defauts": vu.defauts.filter(livraison=vu.livraison).select_related("page__dossier")
        if lisible
        else vu.defauts.filter(livraison=vu.livraison),
    }


def _preuves(vu: Lot) -> dict[str, Any]:
    jeton = getattr(vu, "jeton", None)
    return {
        "jeton": jeton,
        "verification": vu.verifications.order_by("-horodatage").first() if jeton else None,
    }
