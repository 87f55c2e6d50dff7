"""Mémoires: their list, their record, their pieces, what becomes of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, euros
from maillage.metiers.medecine_legale.actions import memoires as actions
from maillage.metiers.medecine_legale.documents import ATTESTATION_MISSION
from maillage.metiers.medecine_legale.documents.pieces import archive_memoire
from maillage.metiers.medecine_legale.droits import MEMOIRE_ETABLIR, MEMOIRE_LIRE
from maillage.metiers.medecine_legale.enums import StatutMemoire
from maillage.metiers.medecine_legale.forms import FiltreMemoire
from maillage.metiers.medecine_legale.forms.memoires import AbandonForm, DepotForm, PaiementForm, RejetForm
from maillage.metiers.medecine_legale.models import ActeFacture, Memoire, Requisition
from maillage.metiers.medecine_legale.views.colonnes import sans_colonne_inutile
from maillage.metiers.medecine_legale.views.facturation import badge, compte_a_rebours, onglets
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.documents.lots import produire_plus_tard
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import Colonne, Liste
from maillage.socle.journal.traces import tracer_lecture

MEMOIRES = Liste(
    code="medecine_legale.memoire",
    titre="Mémoires de frais",
    nom=("mémoire", "mémoires"),
    colonnes=[
        Colonne("objet", "Mémoire", valeur=lambda memoire: memoire.requisition or memoire),
        Colonne("date_etablissement", "Établi le", tri=True, genre="date"),
        Colonne("juridiction.nom", "Juridiction"),
        Colonne("structure.nom", "Structure"),
        Colonne("montant", "Montant", valeur=lambda memoire: euros(memoire.montant), genre="nombre"),
        Colonne("forclusion", "À déposer avant le",
                valeur=lambda m: compte_a_rebours(m.date_forclusion) if m.statut == StatutMemoire.ETABLI else ""),
        Colonne("statut", "Statut", valeur=badge),
    ],
    tri="-date_etablissement",
    lien=lambda memoire: reverse("medecine_legale:memoire", args=[memoire.pk]),
    filtre=FiltreMemoire,
    exporter="medecine_legale.memoires",
    vide="Cochez des actes dans « À établir » : leur mémoire apparaîtra ici.",
    gabarit="medecine_legale/facturation.html",
)  # fmt: skip


@lecture(MEMOIRE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    queryset = Memoire.objects.visibles_par(request.user).select_related(
        "requisition", "juridiction", "structure"
    )
    contexte = {"onglets": onglets(request.user), "onglet": "memoires"}
    return sans_colonne_inutile(MEMOIRES, request.user, MEMOIRE_LIRE).reponse(request, queryset, contexte)


@consultation(MEMOIRE_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    memoire = _obtenir(request, pk)
    tracer_lecture(memoire, request.user, organisation_id=memoire.structure_id)
    factures = (
        ActeFacture.objects.filter(memoire=memoire)
        .select_related("acte__requisition")
        .prefetch_related("lignes")
        .order_by("acte__date_examen", "acte_id")
    )
    contexte = {**_cadre(request, memoire, "details"), "factures": factures, "total": euros(memoire.montant)}
    return render(request, "medecine_legale/memoire.html", contexte)


@lecture(MEMOIRE_LIRE)
def documents(request: RequeteAgent, pk: int) -> HttpResponse:
    memoire = _obtenir(request, pk)
    requisitions = memoire.actes.values("acte__requisition")
    attestations = DocumentProduit.objects.visibles_par(request.user).filter(
        genre=ATTESTATION_MISSION.code, objet_id__in=requisitions
    )
    produits = DocumentProduit.objects.visibles_par(request.user).de(memoire)
    contexte = {
        **_cadre(request, memoire, "documents"),
        "documents": [*produits, *attestations.order_by("objet_id", "-id")],
        "peut_attester": peut(request.user, MEMOIRE_ETABLIR, memoire),
    }
    return render(request, "medecine_legale/memoire_documents.html", contexte)


@require_POST
@ecriture(MEMOIRE_ETABLIR)
def attestations(request: RequeteAgent, pk: int) -> HttpResponse:
    """One attestation a requisition, made by a job: a month may hold many."""
    memoire = _obtenir(request, pk)
    requisitions = Requisition.objects.visibles_par(request.user).filter(actes__facturations__memoire=memoire)
    lot = produire_plus_tard(
        ATTESTATION_MISSION.code, requisitions.distinct().order_by("pk"), agent=request.user
    )
    return redirect("documents:lot", lot.pk)


@consultation(MEMOIRE_LIRE)
def pieces(request: RequeteAgent, pk: int) -> HttpResponseBase:
    """The ZIP to deposit: mémoire, attestations, requisitions, lines."""
    memoire = _obtenir(request, pk)
    tracer_lecture(
        memoire, request.user, organisation_id=memoire.structure_id, motif="Téléchargement des pièces"
    )
    return archive_memoire(memoire, agent=request.user)


@lecture(MEMOIRE_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    memoire = _obtenir(request, pk)
    contexte = {**_cadre(request, memoire, "historique"), "evenements": evenements_de(memoire)}
    return render(request, "medecine_legale/historique.html", contexte)


@dataclass(frozen=True)
class Verbe:
    """A step of a mémoire: its form, its action, its words."""

    formulaire: type[forms.Form]
    action: Callable[..., Memoire]
    titre: str
    texte: str
    libelle: str
    reussite: str
    depuis: StatutMemoire


VERBES = {
    "deposer": Verbe(
        DepotForm, actions.deposer_memoire, "Marquer le mémoire comme déposé",
        "Une fois déposé, il ne se modifie plus : la juridiction le paie ou le rejette.", "Marquer déposé",
        "Le mémoire est déposé.", StatutMemoire.ETABLI),
    "payer": Verbe(
        PaiementForm, actions.payer_memoire, "Marquer le mémoire comme payé", "", "Marquer payé",
        "Le mémoire est payé.", StatutMemoire.DEPOSE),
    "rejeter": Verbe(
        RejetForm, actions.rejeter_memoire, "Enregistrer un rejet",
        "Ses actes redeviennent à facturer ; le motif reste attaché à ce mémoire.", "Enregistrer le rejet",
        "Le rejet est enregistré : présentez de nouveau ses actes avant la forclusion.", StatutMemoire.DEPOSE),
    "abandonner": Verbe(
        AbandonForm, actions.abandonner_memoire, "Abandonner ce mémoire ?",
        "Il restera lisible, et ses actes redeviendront à facturer.", "Abandonner le mémoire",
        "Le mémoire est abandonné.", StatutMemoire.ETABLI),
}  # fmt: skip


@ecriture(MEMOIRE_ETABLIR)
def suivre(request: RequeteAgent, pk: int, verbe: str) -> HttpResponse:
    etape = VERBES.get(verbe)
    if etape is None:
        raise Http404
    memoire = _obtenir(request, pk)
    form = etape.formulaire(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            etape.action(agent=request.user, memoire=memoire, **form.cleaned_data)
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, etape.reussite)
            return redirect("medecine_legale:memoire", pk)
    contexte = {
        "form": form,
        "fil": [*_fil(memoire), (etape.libelle, "")],
        "titre": etape.titre,
        "texte": etape.texte,
        "libelle": etape.libelle,
        "retour": reverse("medecine_legale:memoire", args=[pk]),
    }
    return render(request, "medecine_legale/verbe_form.html", contexte, status=422 if form.is_bound else 200)


def _obtenir(request: RequeteAgent, pk: int) -> Memoire:
    queryset = Memoire.objects.visibles_par(request.user).select_related(
        "structure", "juridiction", "requisition__requerant", "represente", "auteur__personne"
    )
    return obtenir(queryset.annotate(suivant=F("nouvelle_presentation__pk")), pk=pk)


def _fil(memoire: Memoire) -> list[tuple[str, str]]:
    return [
        ("Facturation", reverse("medecine_legale:facturation")),
        ("Mémoires", reverse("medecine_legale:memoires")),
        (str(memoire), reverse("medecine_legale:memoire", args=[memoire.pk])),
    ]


def _cadre(request: RequeteAgent, memoire: Memoire, onglet: str) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""

    def adresse(nom: str, *arguments: Any) -> str:
        return reverse(f"medecine_legale:{nom}", args=[memoire.pk, *arguments])

    action = None
    autres = [Bouton("Télécharger les pièces (ZIP)", adresse("memoire_pieces"))]
    if peut(request.user, MEMOIRE_ETABLIR, memoire):
        verbes = [nom for nom, verbe in VERBES.items() if verbe.depuis == memoire.statut]
        boutons = [
            Bouton(
                VERBES[nom].libelle,
                adresse("memoire_suivre", nom),
                est_dangereux=nom in ("abandonner", "rejeter"),
            )
            for nom in verbes
        ]
        if boutons:
            action, *suite = boutons
            autres += suite
        elif memoire.statut in (StatutMemoire.REJETE, StatutMemoire.ABANDONNE) and not memoire.suivant:  # type: ignore[attr-defined]
            retour = f"{reverse('medecine_legale:memoire_etablir')}?represente={memoire.pk}"
            action = Bouton("Présenter de nouveau", retour, icone="refresh-line")
    requisition = memoire.requisition
    return {
        "fil": _fil(memoire),
        "memoire": memoire,
        "surtitre": memoire.get_nature_display(),
        "titre": str(requisition) if requisition else str(memoire),
        "statut": badge(memoire),
        "action": action and replace(action, touche="e"),
        "autres": autres,
        "faits": [
            Fait("Montant", euros(memoire.montant)),
            Fait("Juridiction", memoire.juridiction.nom),
            Fait("Structure", memoire.structure.nom),
            Fait("Établi le", memoire.date_etablissement, precision=f"par {memoire.auteur}"),
            _fait_suivant(memoire),
        ],
        "onglets": [
            Onglet("details", "Détails", adresse("memoire")),
            Onglet("documents", "Documents", adresse("memoire_documents")),
            Onglet("historique", "Historique", adresse("memoire_historique")),
        ],
        "onglet": onglet,
    }


def _fait_suivant(memoire: Memoire) -> Fait:
    """What one waits for: the deposit, the decision, the payment."""
    reference = f"référence {memoire.reference_depot}" if memoire.reference_depot else ""
    if memoire.statut == StatutMemoire.ETABLI:
        reste = (memoire.date_forclusion - timezone.localdate()).days
        precision = compter(reste, "jour") + " avant la forclusion" if reste >= 0 else "forclos"
        return Fait("À déposer avant le", memoire.date_forclusion, precision=precision)
    if memoire.statut == StatutMemoire.PAYE:
        return Fait("Payé le", memoire.date_paiement, precision=reference)
    if memoire.statut == StatutMemoire.REJETE:
        return Fait("Rejeté le", memoire.date_rejet, precision=reference)
    return Fait("Déposé le", memoire.date_depot, precision=reference)
