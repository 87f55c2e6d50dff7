"""Who read what: of one record, broken doors, and what the DPO looks at."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import instant_court
from maillage.metiers.numerisation.actions import portes as actions
from maillage.metiers.numerisation.actions.lectures import acces_au_dossier
from maillage.metiers.numerisation.actions.surveillance import surveiller
from maillage.metiers.numerisation.documents.acces import RELEVE
from maillage.metiers.numerisation.droits import ACCES_EXAMINER, ACCES_FORCER, ACCES_LIRE, PAGE_LIRE
from maillage.metiers.numerisation.enums.acces import AvisPorte
from maillage.metiers.numerisation.forms.lectures import ExamenForm, PorteForm
from maillage.metiers.numerisation.models import Dossier, Incident, Opposition, Porte
from maillage.metiers.numerisation.views.commun import noter, saisie
from maillage.metiers.numerisation.views.lectures import fil_lecture
from maillage.socle.acces.droits import JOURNAL_LIRE
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge, Bouton, Fait, Ton
from maillage.socle.interface.listes import Colonne, Liste, lien_vers
from maillage.socle.interface.tableaux import tableau
from maillage.socle.journal.models import Nature

AVIS: dict[str, Ton] = {
    AvisPorte.A_EXAMINER: "attention",
    AvisPorte.JUSTIFIE: "succes",
    AvisPorte.INJUSTIFIE: "erreur",
}
LIGNES = 500
JOURS = 30


# --- of one record


def _dossier(request: RequeteAgent, pk: int) -> Dossier:
    """The record, for its health professionals and for whoever watches accesses."""
    ici = obtenir(Dossier.objects.visibles_par(request.user).select_related("centre", "cle"), pk=pk)
    if not (peut(request.user, PAGE_LIRE, ici.centre) or peut(request.user, ACCES_LIRE, ici.centre)):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    return ici


@lecture(JOURNAL_LIRE)
def dossier(request: RequeteAgent, pk: int) -> HttpResponse:
    """Who opened it, which pages, why: latest first (R. 4624-45-5)."""
    ici = _dossier(request, pk)
    lignes = acces_au_dossier(ici, limite=LIGNES)
    colonnes = (
        Colonne("quand", "Quand", valeur=lambda acces: instant_court(timezone.localtime(acces.horodatage))),
        Colonne("agent", "Qui"),
        Colonne("page", "Quoi", valeur=_quoi),
        Colonne("motif", "Pourquoi"),
    )
    contexte = {
        "titre": f"Qui a lu : {ici}",
        "dossier": ici,
        "acces": tableau("Accès au dossier", colonnes, lignes, est_compact=True),
        "nombre": len(lignes),
        "personnes": len({ligne.agent for ligne in lignes}),
        "est_tronque": len(lignes) == LIGNES,
        "documents": DocumentProduit.objects.visibles_par(request.user).de(ici).filter(genre=RELEVE.code),
        "peut_produire": peut(request.user, RELEVE.droit, ici.centre),
        "fil": fil_lecture((str(ici), reverse("numerisation:lire", args=[pk])), ("Accès", "")),
    }
    return render(request, "numerisation/acces.html", contexte)


def _quoi(ligne: Any) -> str:
    if ligne.nature == Nature.EXPORT:
        return "Copie"
    return f"Page {ligne.page}" if ligne.page else "Dossier"


@require_POST
@ecriture(JOURNAL_LIRE)
def releve(request: RequeteAgent, pk: int) -> HttpResponse:
    """The report of accesses that a worker may ask for."""
    document = produire(RELEVE.code, _dossier(request, pk), agent=request.user)
    messages.success(request, f"Le relevé {document.numero} est établi : remettez-le au salarié.")
    return redirect("documents:fiche", document.pk)


# --- doors


@ecriture(ACCES_FORCER)
def forcer(request: RequeteAgent) -> HttpResponse:
    form = PorteForm(request.POST or None, initial={"etiquette": request.GET.get("etiquette", "")})
    if request.method == "POST" and form.is_valid():
        try:
            ouverte = actions.forcer(agent=request.user, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request, "Le dossier vous est ouvert pour une heure. Le médecin et le DPO sont prévenus."
            )
            return redirect("numerisation:lire", ouverte.dossier_id)
    return saisie(
        request, form, titre="Ouvrir par exception", libelle="Ouvrir pour une heure",
        texte="Pour un dossier d’un autre centre, quand on ne peut attendre. Tout ce que vous lirez est tracé.",
        retour=reverse("numerisation:consulter"), fil=fil_lecture(("Ouvrir par exception", "")),
    )  # fmt: skip


PORTES = Liste(
    code="numerisation.porte",
    titre="Accès d’exception",
    nom=("accès d’exception", "accès d’exception"),
    colonnes=[
        Colonne(
            "horodatage",
            "Ouvert le",
            valeur=lambda p: instant_court(timezone.localtime(p.horodatage)),
            tri="pk",
        ),
        Colonne("agent", "Par", valeur=lambda p: str(p.agent)),
        Colonne("centre.nom", "Centre du dossier"),
        Colonne("motif", "Motif"),
        Colonne("avis", "Avis du DPO", valeur=lambda p: Badge(p.get_avis_display(), AVIS[p.avis])),
    ],
    tri="-pk",
    lien=lien_vers("numerisation:porte"),
    titre_vide="Aucun accès d’exception",
    vide="Quand un professionnel ouvre le dossier d’un autre centre, il apparaît ici.",
)


@lecture(ACCES_LIRE)
def portes(request: RequeteAgent) -> HttpResponseBase:
    vues = Porte.objects.visibles_par(request.user).select_related("centre", "agent__personne")
    return PORTES.reponse(request, vues)


@ecriture(ACCES_LIRE)
def porte(request: RequeteAgent, pk: int) -> HttpResponse:
    """One broken door: why, what was read, and what the DPO says of it."""
    vues = Porte.objects.visibles_par(request.user).select_related("centre", "agent__personne", "dossier")
    ici = obtenir(vues, pk=pk)
    exiger(request.user, ACCES_LIRE, ici)
    form = ExamenForm(
        request.POST or None,
        initial={
            "avis": ici.avis if ici.avis != AvisPorte.A_EXAMINER else "",
            "commentaire": ici.commentaire,
        },
    )
    if request.method == "POST":
        exiger(request.user, ACCES_EXAMINER, ici)
        if form.is_valid():
            try:
                actions.examiner(agent=request.user, porte=ici, **form.cleaned_data)
            except ValidationError as erreur:
                noter(form, erreur)
            else:
                messages.success(request, "Votre avis est enregistré.")
                return redirect("numerisation:porte", pk)
    lus = [
        acces
        for acces in acces_au_dossier(ici.dossier, limite=LIGNES)
        if ici.horodatage <= acces.horodatage <= ici.horodatage_fin and acces.agent == str(ici.agent)
    ]
    contexte = {
        "titre": str(ici),
        "surtitre": "Accès d’exception",
        "statut": Badge(ici.get_avis_display(), AVIS[ici.avis]),
        "porte": ici,
        "form": form,
        "peut_examiner": peut(request.user, ACCES_EXAMINER, ici) and ici.agent_id != request.user.pk,
        "pages": sorted({acces.page for acces in lus if acces.page}),
        "faits": [
            Fait("Par", ici.agent),
            Fait("Dossier", ici.dossier),
            Fait("Centre", ici.centre.nom),
            Fait("Refermé", instant_court(timezone.localtime(ici.horodatage_fin))),
        ],
        "fil": [("Confidentialité", reverse("numerisation:confidentialite")), (str(ici), "")],
    }
    return render(request, "numerisation/porte.html", contexte, status=422 if form.errors else 200)


# --- what the DPO looks at


@lecture(ACCES_LIRE)
def confidentialite(request: RequeteAgent) -> HttpResponse:
    """Doors to examine, reads that ask to be looked at, breaches whose hours run, objections."""
    agent, depuis = request.user, timezone.localdate() - dt.timedelta(days=JOURS)
    vues = Porte.objects.visibles_par(agent).select_related("centre", "agent__personne")
    recentes = Counter(vues.filter(date__gte=depuis).values_list("avis", flat=True))
    bilan = surveiller(agent, depuis)
    contexte = {
        "jours": JOURS,
        "a_examiner": list(vues.filter(avis=AvisPorte.A_EXAMINER).order_by("horodatage", "id")[:20]),
        "portes_recentes": recentes.total(),
        "injustifiees": recentes[AvisPorte.INJUSTIFIE],
        "bilan": bilan,
        "violations": list(
            Incident.objects.visibles_par(agent).en_attente_du_dpo().select_related("organisation")[:20]
        ),
        "oppositions": Opposition.objects.filter(date_levee=None).count(),
        "actions": [Bouton("Tous les accès d’exception", reverse("numerisation:portes"))],
    }
    return render(request, "numerisation/confidentialite.html", contexte)
