"""The decision on an accused: typed on one line, read as it is typed, previewed as the court will say it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.metiers.audiences.actions import decisions as actions
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.lecture_decisions import lire_decisions
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import JUGEABLES
from maillage.metiers.audiences.forms.audiences import MotifForm
from maillage.metiers.audiences.forms.direct import DecisionForm
from maillage.metiers.audiences.models import Audiencement, Comparution, Decision, Partie, Prevention
from maillage.metiers.audiences.regles.dispositif import dispositif
from maillage.metiers.audiences.views.acces import (
    fil_passage,
    noter,
    obtenir_partie,
    obtenir_passage,
    url_direct,
)
from maillage.metiers.audiences.views.calendrier import saisie
from maillage.metiers.audiences.views.dossier import InfractionVue, contexte_dispositif
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture

ABREGES = (
    ("Sur les faits", "COUP 1,2 · COUP 1 REC · RELAXE 3 · NLS · IRRT"),
    ("Emprisonnement", "EMP 8M · EMP 8M SS · EMP 10M SP 2A OBL 1,5 · EMP 1A DONT 6M SP 2A DDSE"),
    ("Part ferme", "DDSE · SL · PE · JAP (convocation) · MD · MDD (effet différé) · MA · MAINT"),
    ("Amende", "AM 300 · AM 500 DONT 200 SS · JA 60x10"),
    ("Travail, stage", "TIG 105H 18M · STAGE CIT 6M · STAGE SR 6M"),
    ("Permis", "SUSP 6M · ANN 1A"),
    ("Interdire, confisquer", "INT ARME 5A · INT CONTACT 3A · CONF SCELLES"),
    ("Sans peine", "DISP · AJOURN SIMPLE AU 12/05/2027"),
    ("Délibéré", "DELIB 12/01/2027"),
    ("Mentions", "EP (exécution provisoire) · CASIER (hors bulletin n° 2) · FIJAIS"),
)


def _infractions(passage: Audiencement, partie: Partie) -> list[InfractionVue]:
    """What the accused answers for now, in the order of the case."""
    coffre = Coffre(passage.affaire)
    vues = []
    for prevention in Prevention.objects.filter(partie=partie, est_disqualifiee=False).select_related(
        "infraction"
    ):
        contenu = coffre.ouvrir(prevention.infraction.contenu)
        vues.append(
            InfractionVue(
                prevention.infraction, str(contenu.get("lieu", "")), "", prevention.get_modalite_display()
            )
        )
    return sorted(vues, key=lambda vue: vue.infraction.rang)


def _apercu(passage: Audiencement, partie: Partie, texte: str, motivation: str) -> dict[str, Any]:
    """What is read of the line, what is not, what the law asks, and the operative part."""
    examen = actions.examiner(passage=passage, partie=partie, texte=texte, motivation=motivation)
    comparution = Comparution.objects.filter(audiencement=passage, partie=partie).first()
    coffre = Coffre(passage.affaire)
    contexte = contexte_dispositif(passage, partie, coffre, _infractions(passage, partie), comparution)
    ligne = examen.lecture.ligne
    return {
        "examen": examen,
        "est_vide": not texte.strip(),
        "dispositif": () if ligne.est_vide else dispositif(ligne, contexte),
    }


@require_POST
@ecriture(AUDIENCE_TENIR)
def lire(request: RequeteAgent, pk: int, partie: int) -> HttpResponse:
    """The reading of a line that is being typed. Nothing is written; it is posted so that no address holds it."""
    passage = obtenir_passage(request, pk)
    accuse = _accuse(request, passage, partie)
    apercu = _apercu(passage, accuse, request.POST.get("ligne", ""), request.POST.get("motivation", ""))
    return render(request, "audiences/decision.html#lecture", apercu)


def _accuse(request: RequeteAgent, passage: Audiencement, partie: int) -> Partie:
    accuse = obtenir_partie(request, passage, partie)
    if not accuse.est_jugeable:
        raise AccesRefuse("Seul un prévenu reçoit une décision pénale.")
    return accuse


@ecriture(AUDIENCE_TENIR)
def decider(request: RequeteAgent, pk: int, partie: int) -> HttpResponse:
    passage = obtenir_passage(request, pk)
    accuse = _accuse(request, passage, partie)
    coffre = Coffre(passage.affaire)
    existante = (
        Decision.objects.visibles_par(request.user).filter(audiencement=passage, partie=accuse).first()
    )
    initial: dict[str, Any] = {}
    if existante is not None:
        (lue,) = lire_decisions([existante], coffre)
        initial = {"ligne": lue.texte, "motivation": lue.motivation, "version": existante.version}
    form = DecisionForm(request.POST or None, est_correction=passage.audience.est_close, initial=initial)
    if request.method == "POST" and form.is_valid():
        d = form.cleaned_data
        try:
            decision = actions.decider(
                agent=request.user,
                passage=passage,
                partie=accuse,
                texte=d["ligne"],
                motivation=d["motivation"],
                version=d["version"],
                cle_client=d["cle_client"],
                motif=form.motif_saisi,
            )
        except actions.DecisionModifiee as erreur:
            form.add_error(None, erreur)
            form.data = _avec_version(request, existante.version if existante else 0)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, _dit(decision))
            if "copier" in request.POST:
                return redirect("audiences:decision_copier", decision.pk)
            return redirect(url_direct(passage))
    nom = coffre.nom(accuse)
    autres = Partie.objects.filter(affaire=passage.affaire_id, statut__in=JUGEABLES).exclude(pk=accuse.pk)
    contexte = {
        "form": form,
        "titre": f"Décision : {nom}",
        "passage": passage,
        "partie": accuse,
        "existante": existante,
        "infractions": _infractions(passage, accuse),
        "a_d_autres": autres.exists(),
        "abreges": ABREGES,
        "retour": url_direct(passage),
        "fil": fil_passage(passage, ("Décision", "")),
        **_apercu(passage, accuse, str(form["ligne"].value() or ""), str(form["motivation"].value() or "")),
    }
    return render(request, "audiences/decision.html", contexte, status=422 if form.is_bound else 200)


def _avec_version(request: RequeteAgent, version: int) -> QueryDict:
    """What was typed, with the version to change next."""
    donnees = request.POST.copy()
    donnees["version"] = str(version)
    return donnees


def _dit(decision: Decision) -> str:
    if decision.est_incomplete:
        return "La décision est enregistrée. Elle reste à compléter avant la signature de la minute."
    return "La décision est enregistrée."


@ecriture(AUDIENCE_TENIR)
def copier(request: RequeteAgent, pk: int) -> HttpResponse:
    """The same decision for others of the case."""
    decision = _obtenir_decision(request, pk)
    passage = decision.audiencement
    coffre = Coffre(passage.affaire)
    autres = list(
        Partie.objects.visibles_par(request.user)
        .filter(affaire=passage.affaire_id, statut__in=JUGEABLES)
        .exclude(pk=decision.partie_id)
        .order_by("rang")
    )
    if request.method == "POST":
        choisis = [partie for partie in autres if str(partie.pk) in request.POST.getlist("choix")]
        try:
            copies = actions.copier(
                agent=request.user, decision=decision, parties=choisis, motif=request.POST.get("motif", "")
            )
        except ValidationError as erreur:
            messages.error(request, " ".join(erreur.messages))
            return redirect("audiences:decision_copier", pk)
        a_revoir = sum(copie.est_incomplete for copie in copies)
        messages.success(
            request,
            "La décision est copiée."
            if not a_revoir
            else "La décision est copiée ; vérifiez celles à compléter.",
        )
        return redirect(url_direct(passage))
    contexte = {
        "titre": "Copier la décision",
        "texte": f"Décision prise à l’égard de {coffre.nom(decision.partie)}.",
        "choix": [(partie, coffre.nom(partie)) for partie in autres],
        "libelle": "Copier",
        "retour": url_direct(passage),
        "fil": fil_passage(passage, ("Copier la décision", "")),
        "est_correction": passage.audience.est_close,
    }
    return render(request, "audiences/confirmer.html", contexte)


def _obtenir_decision(request: RequeteAgent, pk: int) -> Decision:
    return obtenir(
        Decision.objects.visibles_par(request.user).select_related(
            "audiencement__audience__chambre__parent", "audiencement__affaire__cle", "partie"
        ),
        pk=pk,
    )


@ecriture(AUDIENCE_TENIR)
def retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    decision = _obtenir_decision(request, pk)
    passage = decision.audiencement
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.retirer_decision(agent=request.user, decision=decision, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La décision est retirée ; l’historique la garde.")
            return redirect(url_direct(passage))
    return saisie(
        request,
        form,
        titre="Retirer une décision",
        texte=f"Décision prise à l’égard de {Coffre(passage.affaire).nom(decision.partie)}, saisie par erreur."
        " Pour la changer, corrigez-la.",
        libelle="Retirer",
        retour=reverse("audiences:decider", args=[passage.pk, decision.partie_id]),
        fil=fil_passage(passage, ("Retirer la décision", "")),
    )
