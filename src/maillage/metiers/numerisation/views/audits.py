"""Audit of the sort: drawn, examined one record at a time, talked over, reported."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, date_courte
from maillage.metiers.numerisation.actions import audits as actions
from maillage.metiers.numerisation.documents.audits import RAPPORT_AUDIT
from maillage.metiers.numerisation.droits import AUDIT_LIRE, AUDIT_TENIR
from maillage.metiers.numerisation.enums.audits import PointAudit, StatutAudit
from maillage.metiers.numerisation.forms.audits import DebrieferForm, ExaminerForm, TirerForm
from maillage.metiers.numerisation.forms.dossiers import centres_de
from maillage.metiers.numerisation.models import AuditTri, DossierAudite
from maillage.metiers.numerisation.views.commun import Fil, noter, refuser, saisie
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge, Bouton, Fait, Ton
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

TONS: dict[str, Ton] = {StatutAudit.EN_COURS: "attention", StatutAudit.CLOS: "succes"}


class SansFiltre(FiltreListe):
    """A few lines a centre: nothing to look for."""

    essentiels = ()


def badge(audit: AuditTri) -> Badge:
    return Badge(str(audit.get_statut_display()), TONS.get(audit.statut, "info"))


AUDITS = Liste(
    code="numerisation.audit",
    titre="Audits du tri",
    nom=("audit", "audits"),
    colonnes=[
        Colonne("statut", "État", valeur=badge),
        Colonne("centre.nom", "Centre"),
        Colonne("horodatage", "Tiré le", tri=True, genre="date"),
        Colonne("vus", "Examinés", valeur=lambda a: f"{a.vus} sur {a.tires}", genre="nombre"),
        Colonne("ecarts", "Non conformes", genre="nombre"),
        Colonne("auditeur", "Auditeur"),
    ],
    tri="-horodatage",
    lien=lien_vers("numerisation:audit"),
    filtre=SansFiltre,
    nouveau=ActionListe("Tirer un audit", "numerisation:audit_tirer", AUDIT_TENIR),
    est_exportable=False,
    titre_vide="Aucun audit pour l’instant",
    vide="Un audit tire au sort vingt-quatre gros dossiers triés d’un centre.",
)


@lecture(AUDIT_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    audits = AuditTri.objects.visibles_par(request.user).select_related("centre", "auditeur__personne")
    return AUDITS.reponse(
        request,
        audits.annotate(
            tires=Count("dossiers"),
            vus=Count("dossiers", filter=Q(dossiers__est_conforme__isnull=False)),
            ecarts=Count("dossiers", filter=Q(dossiers__est_conforme=False)),
        ),
    )


@ecriture(AUDIT_TENIR)
def audit_tirer(request: RequeteAgent) -> HttpResponse:
    centres = centres_de(request.user, AUDIT_TENIR)
    if not centres:
        raise AccesRefuse("Aucun centre ne participe à une campagne de numérisation.")
    form = TirerForm(request.POST or None, centres=centres)
    if request.method == "POST" and form.is_valid():
        centre = form.centres[form.cleaned_data["centre"]].organisation
        try:
            audit = actions.tirer_audit(agent=request.user, centre=centre)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le tirage est fait ; sa graine est gardée.")
            return redirect("numerisation:audit", audit.pk)
    return saisie(
        request,
        form,
        titre="Tirer un audit",
        texte="Vingt-quatre gros dossiers triés du centre, tirés au sort ; tous, s’il y en a moins.",
        libelle="Tirer au sort",
        retour=reverse("numerisation:audits"),
        fil=[("Audits", reverse("numerisation:audits")), ("Tirer", "")],
    )


def _obtenir(request: RequeteAgent, pk: int) -> AuditTri:
    return obtenir(
        AuditTri.objects.visibles_par(request.user).select_related("centre", "auditeur__personne"), pk=pk
    )


def _fil(ici: AuditTri, *suite: tuple[str, str]) -> Fil:
    return [
        ("Audits", reverse("numerisation:audits")),
        (ici.centre.nom, reverse("numerisation:audit", args=[ici.pk])),
        *suite,
    ]


@lecture(AUDIT_LIRE)
def audit(request: RequeteAgent, pk: int) -> HttpResponse:
    """The grid, and what it allows to say."""
    ici = _obtenir(request, pk)
    peut_tenir = peut(request.user, AUDIT_TENIR, ici.centre)
    lignes = list(ici.dossiers.select_related("dossier").order_by("rang"))
    suivant = next((ligne for ligne in lignes if ligne.est_conforme is None), None)
    constat = actions.constat_de(ici)
    contexte = {
        "audit": ici,
        "titre": f"Audit du tri, {ici.centre.nom}",
        "statut": badge(ici),
        "action": _action(ici, suivant) if peut_tenir else None,
        "faits": [
            Fait("Tiré le", date_courte(timezone.localdate(ici.horodatage)), str(ici.auditeur)),
            Fait("Population", compter(ici.population, "gros dossier trié", "gros dossiers triés")),
            Fait("Débriefing", date_courte(ici.date_debriefing) if ici.date_debriefing else "pas encore"),
        ],
        "fil": _fil(ici),
        "phrase": constat.phrase if constat else "",
        "lignes": [(ligne, [PointAudit(p).label for p in ligne.manquements]) for ligne in lignes],
        "peut_examiner": peut_tenir and ici.statut == StatutAudit.EN_COURS,
        "documents": DocumentProduit.objects.visibles_par(request.user).de(ici),
    }
    return render(request, "numerisation/audit.html", contexte)


def _action(ici: AuditTri, suivant: DossierAudite | None) -> Bouton | None:
    if ici.statut == StatutAudit.EN_COURS and suivant:
        adresse = reverse("numerisation:audit_examiner", args=[suivant.pk])
        return Bouton(f"Examiner le n° {suivant.rang}", adresse, touche="e")
    if ici.statut == StatutAudit.EN_COURS:
        return Bouton("Débriefer", reverse("numerisation:audit_debriefer", args=[ici.pk]), touche="d")
    if ici.statut == StatutAudit.DEBRIEFE:
        adresse = reverse("numerisation:audit_clore", args=[ici.pk])
        return Bouton("Établir le compte rendu et clore", adresse, methode="post")
    return None


@ecriture(AUDIT_TENIR)
def examiner(request: RequeteAgent, pk: int) -> HttpResponse:
    """One record, its grid; then the next one."""
    audites = DossierAudite.objects.visibles_par(request.user)
    audite = obtenir(audites.select_related("audit__centre", "dossier", "centre"), pk=pk)
    exiger(request.user, AUDIT_TENIR, audite.centre)
    form = ExaminerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.examiner(agent=request.user, audite=audite, manquements=form.cleaned_data["manquements"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"Le n° {audite.rang} est examiné.")
            suivant = audite.audit.dossiers.filter(est_conforme__isnull=True).order_by("rang").first()
            if suivant:
                return redirect("numerisation:audit_examiner", suivant.pk)
            return redirect("numerisation:audit", audite.audit_id)
    return saisie(
        request,
        form,
        titre=f"{audite.rang}. {audite.dossier}",
        texte=f"Rangement : {audite.dossier.rayonnage}" if audite.dossier.rayonnage else "",
        libelle="Enregistrer et passer au suivant",
        retour=reverse("numerisation:audit", args=[audite.audit_id]),
        fil=_fil(audite.audit, (f"Dossier {audite.rang}", "")),
    )


@ecriture(AUDIT_TENIR)
def audit_debriefer(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    exiger(request.user, AUDIT_TENIR, ici.centre)
    initial = {"date": ici.date_debriefing or timezone.localdate(), "conclusion": ici.conclusion}
    form = DebrieferForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.debriefer(agent=request.user, audit=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            return redirect("numerisation:audit", pk)
    constat = actions.constat_de(ici)
    return saisie(
        request,
        form,
        titre="Débriefing avec l’équipe",
        texte=constat.phrase if constat else "",
        libelle="Enregistrer",
        retour=reverse("numerisation:audit", args=[pk]),
        fil=_fil(ici, ("Débriefing", "")),
    )


@require_POST
@ecriture(AUDIT_TENIR)
def audit_clore(request: RequeteAgent, pk: int) -> HttpResponse:
    """The report is made, and nothing of the audit changes any more."""
    ici = _obtenir(request, pk)
    exiger(request.user, AUDIT_TENIR, ici.centre)
    try:
        with transaction.atomic():
            clos = actions.clore(agent=request.user, audit=ici)
            document = produire(RAPPORT_AUDIT.code, clos, agent=request.user)
    except ValidationError as erreur:
        refuser(request, erreur)
    else:
        messages.success(request, f"Le compte rendu {document.numero} est établi, l’audit est clos.")
    return redirect("numerisation:audit", pk)
