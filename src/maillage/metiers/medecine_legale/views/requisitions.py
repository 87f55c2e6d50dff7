"""Requisitions: list, reception, record."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.metiers.medecine_legale import actions
from maillage.metiers.medecine_legale.actions.missions import lire_mission
from maillage.metiers.medecine_legale.documents import RECEPISSE
from maillage.metiers.medecine_legale.droits import (
    ACTE_SAISIR,
    IDENTITE_LIRE,
    REQUISITION_LIRE,
    REQUISITION_SAISIR,
)
from maillage.metiers.medecine_legale.enums import StatutRequisition
from maillage.metiers.medecine_legale.forms import (
    CorrectionRequisitionForm,
    FiltreRequisition,
    MotifForm,
    RequisitionForm,
)
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Certificat, PieceRequisition, Requisition
from maillage.metiers.medecine_legale.views.colonnes import sans_colonne_inutile
from maillage.metiers.medecine_legale.views.delais import delais
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.documents.depot import lire_depot
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge, Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture

TONS = {
    StatutRequisition.RECUE: "nouveau",
    StatutRequisition.EN_COURS: "info",
    StatutRequisition.ACHEVEE: "succes",
    StatutRequisition.ANNULEE: "neutre",
}


def badge(requisition: Requisition) -> Badge:
    return Badge(requisition.get_statut_display(), TONS[StatutRequisition(requisition.statut)])  # type: ignore[arg-type]


REQUISITIONS = Liste(
    code="medecine_legale.requisition",
    titre="Réquisitions",
    nom=("réquisition", "réquisitions"),
    colonnes=[
        Colonne("numero_pv", "N° de PV"),
        Colonne("date_requisition", "Date", tri=True, genre="date"),
        Colonne("requerant.nom", "Service requérant"),
        Colonne("structure.nom", "Structure"),
        Colonne("nombre_actes", "Actes", genre="nombre"),
        Colonne("date_limite", "À rendre avant le", genre="date"),
        Colonne("statut", "Statut", valeur=badge),
    ],
    tri="-date_requisition",
    lien=lien_vers("medecine_legale:requisition"),
    filtre=FiltreRequisition,
    nouveau=ActionListe(
        "Recevoir une réquisition", "medecine_legale:requisition_recevoir", REQUISITION_SAISIR
    ),
    exporter="medecine_legale.requisitions",
    vide="Recevez la première : ses actes, son certificat et ses échéances en découleront.",
)


# Counted for the rows of the page alone: a join would be grouped for every requisition first.
NOMBRE_ACTES = (
    ActeMedicoLegal.objects.en_vigueur()
    .filter(requisition=OuterRef("pk"))
    .order_by()
    .values("requisition")
    .annotate(nombre=Count("pk"))
    .values("nombre")
)


@lecture(REQUISITION_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    visibles = Requisition.objects.visibles_par(request.user).select_related("requerant", "structure")
    queryset = visibles.annotate(nombre_actes=Coalesce(Subquery(NOMBRE_ACTES), 0))
    return sans_colonne_inutile(REQUISITIONS, request.user, REQUISITION_LIRE).reponse(request, queryset)


@ecriture(REQUISITION_SAISIR)
def recevoir(request: RequeteAgent) -> HttpResponse:
    depot = lire_depot(request, RequisitionForm)
    if depot.est_demande:
        form = RequisitionForm(agent=request.user, initial=depot.initial)
    else:
        form = RequisitionForm(request.POST or None, request.FILES or None, agent=request.user)
    if form.is_bound and form.is_valid():
        try:
            requisition = actions.recevoir_requisition(agent=request.user, **form.donnees)
            if fichier := form.cleaned_data["fichier"]:
                actions.deposer_piece(agent=request.user, requisition=requisition, contenu=fichier.read())
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, f"La réquisition {requisition} est enregistrée.")
            if "saisir_acte" in request.POST:
                return redirect(f"{reverse('medecine_legale:acte_saisir')}?requisition={requisition.pk}")
            return redirect("medecine_legale:requisition", requisition.pk)
    fil = [("Réquisitions", reverse("medecine_legale:requisitions")), ("Nouvelle réquisition", "")]
    contexte = {"form": form, "fil": fil, "depot": depot}
    return render(request, "medecine_legale/requisition_form.html", contexte, status=_statut(form))


def _statut(form: Any) -> int:
    return 422 if form.is_bound else 200


@consultation(REQUISITION_LIRE)
def fiche(request: RequeteAgent, pk: int) -> HttpResponse:
    requisition = _obtenir(request, pk)
    tracer_lecture(requisition, request.user, organisation_id=requisition.structure_id)
    actes = ActeMedicoLegal.objects.visibles_par(request.user).filter(requisition=requisition).en_vigueur()
    premier = actes.comptes().order_by("date_examen", "id").first()
    certificats = Certificat.objects.visibles_par(request.user).filter(acte=premier)
    contexte = {
        **_cadre(request, requisition, "details"),
        "delais": delais(requisition, premier, list(certificats)),
        "actes": actes.order_by("date_examen", "id"),
        "mission": lire_mission(requisition),
        "peut_nommer": peut(request.user, IDENTITE_LIRE, requisition.structure),
        "pieces": PieceRequisition.objects.visibles_par(request.user).filter(requisition=requisition),
    }
    return render(request, "medecine_legale/requisition.html", contexte)


@ecriture(REQUISITION_SAISIR)
def corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    requisition = _obtenir(request, pk)
    form = CorrectionRequisitionForm(request.POST or None, agent=request.user, requisition=requisition)
    if request.method == "POST" and form.is_valid():
        try:
            actions.corriger_requisition(
                agent=request.user, requisition=requisition, motif=form.cleaned_data["motif"], **form.donnees
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, "La correction est enregistrée ; l’historique garde son motif.")
            return redirect("medecine_legale:requisition", pk)
    fil = [*_fil(requisition), ("Corriger", "")]
    return render(
        request,
        "medecine_legale/requisition_form.html",
        {"form": form, "fil": fil, "requisition": requisition},
        status=_statut(form),
    )


@ecriture(REQUISITION_SAISIR)
def annuler(request: RequeteAgent, pk: int) -> HttpResponse:
    requisition = _obtenir(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.annuler_requisition(
                agent=request.user, requisition=requisition, motif=form.cleaned_data["motif"]
            )
        except ValidationError as erreur:
            form.add_error(None, erreur)
        else:
            messages.success(request, "La réquisition est annulée.")
            return redirect("medecine_legale:requisition", pk)
    contexte = {
        "form": form,
        "fil": [*_fil(requisition), ("Annuler", "")],
        "titre": "Annuler cette réquisition ?",
        "texte": "Elle restera lisible, avec le motif, et ne comptera plus.",
        "libelle": "Annuler la réquisition",
        "retour": reverse("medecine_legale:requisition", args=[pk]),
    }
    return render(request, "medecine_legale/annulation.html", contexte, status=_statut(form))


@require_POST
@ecriture(REQUISITION_SAISIR)
def achever(request: RequeteAgent, pk: int) -> HttpResponse:
    try:
        actions.achever_requisition(agent=request.user, requisition=_obtenir(request, pk))
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    else:
        messages.success(request, "La réquisition est achevée.")
    return redirect("medecine_legale:requisition", pk)


@require_POST
@ecriture(REQUISITION_SAISIR)
def recepisse(request: RequeteAgent, pk: int) -> HttpResponse:
    document = produire(RECEPISSE.code, _obtenir(request, pk), agent=request.user)
    messages.success(request, f"Le récépissé {document.numero} est établi.")
    return redirect("documents:fiche", document.pk)


@consultation(IDENTITE_LIRE)
def piece(request: RequeteAgent, pk: int, piece: int) -> FileResponse:
    objet = obtenir(PieceRequisition.objects.visibles_par(request.user), pk=piece, requisition=pk)
    tracer_lecture(objet, request.user, organisation_id=objet.structure_id)
    extension = objet.type_contenu.rpartition("/")[2]
    return FileResponse(
        default_storage.open(actions.chemin_piece(objet.sha256)),
        as_attachment=True,
        filename=f"requisition-{pk}-piece-{objet.pk}.{extension}",
        content_type=objet.type_contenu,
    )


@lecture(REQUISITION_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    requisition = _obtenir(request, pk)
    contexte = {**_cadre(request, requisition, "historique"), "evenements": evenements_de(requisition)}
    return render(request, "medecine_legale/historique.html", contexte)


def _obtenir(request: RequeteAgent, pk: int) -> Requisition:
    queryset = Requisition.objects.visibles_par(request.user)
    return obtenir(queryset.select_related("structure", "requerant", "juridiction"), pk=pk)


def _fil(requisition: Requisition) -> list[tuple[str, str]]:
    return [
        ("Réquisitions", reverse("medecine_legale:requisitions")),
        (str(requisition), reverse("medecine_legale:requisition", args=[requisition.pk])),
    ]


def _cadre(request: RequeteAgent, requisition: Requisition, onglet: str) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""
    pk = requisition.pk
    peut_saisir = peut(request.user, REQUISITION_SAISIR, requisition)
    est_ouverte = requisition.statut in (StatutRequisition.RECUE, StatutRequisition.EN_COURS)
    action = None
    if est_ouverte and peut(request.user, ACTE_SAISIR, requisition.structure):
        adresse = f"{reverse('medecine_legale:acte_saisir')}?requisition={pk}"
        action = Bouton("Saisir un acte", adresse, icone="add-line", touche="n")
    autres = []
    if peut_saisir:
        autres.append(Bouton("Établir un récépissé", _adresse("requisition_recepisse", pk), methode="post"))
        autres.append(Bouton("Corriger", _adresse("requisition_corriger", pk)))
        if requisition.statut == StatutRequisition.EN_COURS:
            autres.append(Bouton("Marquer achevée", _adresse("requisition_achever", pk), methode="post"))
        if est_ouverte:
            autres.append(Bouton("Annuler", _adresse("requisition_annuler", pk), est_dangereux=True))
    return {
        "fil": _fil(requisition),
        "requisition": requisition,
        "surtitre": "Réquisition",
        "titre": str(requisition),
        "statut": badge(requisition),
        "action": action,
        "autres": autres,
        "faits": [
            Fait("Service requérant", requisition.requerant.nom, precision=requisition.nom_opj),
            Fait("Numéro de parquet", requisition.numero_parquet),
            Fait("Juridiction", requisition.juridiction.nom if requisition.juridiction else ""),
            Fait("Date", requisition.date_requisition),
            Fait("À rendre avant le", requisition.date_limite),
        ],
        "onglets": [
            Onglet("details", "Détails", _adresse("requisition", pk)),
            Onglet("historique", "Historique", _adresse("requisition_historique", pk)),
        ],
        "onglet": onglet,
    }


def _adresse(nom: str, pk: int) -> str:
    return reverse(f"medecine_legale:{nom}", args=[pk])
