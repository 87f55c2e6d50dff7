"""Copies and objections: what was asked of a record, what was given, to whom."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.metiers.numerisation.actions import copies as actions
from maillage.metiers.numerisation.droits import COPIE_REMETTRE, OPPOSITION_TENIR
from maillage.metiers.numerisation.forms.lectures import CopieForm, OppositionForm, RemiseForm
from maillage.metiers.numerisation.models import Copie, Dossier, Opposition
from maillage.metiers.numerisation.views.commun import Fil, noter, saisie
from maillage.metiers.numerisation.views.lectures import fil_lecture
from maillage.socle.acces.exiger import exiger, obtenir
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.interface.composants import Badge, Bouton, Fait
from maillage.socle.interface.listes import Colonne, Liste, lien_vers
from maillage.socle.interface.tableaux import tableau
from maillage.socle.journal.traces import tracer_lecture


def badge(copie: Copie) -> Badge:
    if copie.date_remise:
        return Badge("Remise", "succes")
    if copie.date_limite < timezone.localdate():
        return Badge("En retard", "erreur")
    return Badge("À remettre", "attention")


COLONNES = (
    Colonne("date_demande", "Demandée le", tri=True, genre="date"),
    Colonne("dossier", "Dossier", valeur=lambda copie: str(copie.dossier)),
    Colonne("genre", "Pour qui"),
    Colonne("etat", "État", valeur=badge),
    Colonne("date_limite", "Avant le", tri=True, genre="date"),
    Colonne("date_remise", "Remise le", genre="date"),
)
COPIES = Liste(
    code="numerisation.copie",
    titre="Copies demandées",
    nom=("copie", "copies"),
    colonnes=COLONNES,
    tri="-date_demande",
    lien=lien_vers("numerisation:copie"),
    titre_vide="Aucune copie demandée",
    vide="Ouvrez un dossier, puis « Copies et oppositions », pour enregistrer une demande.",
)


@lecture(COPIE_REMETTRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    siennes = Copie.objects.filter(centre__in=perimetre(request.user, COPIE_REMETTRE)).select_related(
        "dossier"
    )
    return COPIES.reponse(request, siennes)


def _dossier(request: RequeteAgent, pk: int, droit: Droit) -> Dossier:
    vus = Dossier.objects.visibles_par(request.user).select_related("centre", "cle")
    ici = obtenir(vus, pk=pk)
    exiger(request.user, droit, ici.centre)
    return ici


def _fil(dossier: Dossier, *suite: tuple[str, str]) -> Fil:
    return fil_lecture(
        (str(dossier), reverse("numerisation:lire", args=[dossier.pk])),
        ("Copies et oppositions", reverse("numerisation:copies_dossier", args=[dossier.pk]) if suite else ""),
        *suite,
    )


@lecture(COPIE_REMETTRE)
def dossier(request: RequeteAgent, pk: int) -> HttpResponse:
    """What was given of a record, and what its worker objects to."""
    ici = _dossier(request, pk, COPIE_REMETTRE)
    copies = list(Copie.objects.visibles_par(request.user).filter(dossier=ici).select_related("dossier"))
    contexte = {
        "titre": str(ici),
        "dossier": ici,
        "copies": tableau("Copies du dossier", COLONNES, copies, lien_vers("numerisation:copie")),
        "oppositions": list(
            Opposition.objects.visibles_par(request.user)
            .filter(dossier=ici)
            .select_related("auteur__personne")
        ),
        "fil": _fil(ici),
    }
    return render(request, "numerisation/copies.html", contexte)


@ecriture(COPIE_REMETTRE)
def demander(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _dossier(request, pk, COPIE_REMETTRE)
    form = CopieForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            copie = actions.demander(agent=request.user, dossier=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request, "La demande est enregistrée. Préparez la copie, puis dites quand elle est remise."
            )
            return redirect("numerisation:copie", copie.pk)
    return saisie(
        request, form, titre="Enregistrer une demande de copie", libelle="Enregistrer",
        texte="La copie est due dans le mois de la demande (RGPD, art. 12).",
        retour=reverse("numerisation:copies_dossier", args=[pk]), fil=_fil(ici, ("Demander", "")),
    )  # fmt: skip


@ecriture(OPPOSITION_TENIR)
def opposer(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _dossier(request, pk, OPPOSITION_TENIR)
    form = OppositionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.opposer(agent=request.user, dossier=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "L’opposition est enregistrée : elle s’applique dès maintenant.")
            return redirect("numerisation:copies_dossier", pk)
    return saisie(
        request, form, titre="Enregistrer une opposition", libelle="Enregistrer",
        texte="Le salarié ne peut s’opposer à la création de son dossier (R. 4624-45-6 du code du travail).",
        retour=reverse("numerisation:copies_dossier", args=[pk]), fil=_fil(ici, ("Opposition", "")),
    )  # fmt: skip


@require_POST
@ecriture(OPPOSITION_TENIR)
def lever(request: RequeteAgent, pk: int) -> HttpResponse:
    opposition = obtenir(Opposition.objects.visibles_par(request.user), pk=pk)
    actions.lever_opposition(agent=request.user, opposition=opposition)
    messages.success(request, "L’opposition est levée.")
    return redirect("numerisation:copies_dossier", opposition.dossier_id)


def _copie(request: RequeteAgent, pk: int) -> Copie:
    vues = Copie.objects.visibles_par(request.user).select_related(
        "dossier__cle", "centre", "auteur__personne"
    )
    ici = obtenir(vues, pk=pk)
    exiger(request.user, COPIE_REMETTRE, ici)
    return ici


@consultation(COPIE_REMETTRE)
def copie(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _copie(request, pk)
    tracer_lecture(ici, request.user, organisation_id=ici.centre_id, motif="Copie")
    action = None
    if ici.date_remise is None:
        action = Bouton(
            "Dire qu’elle est remise", reverse("numerisation:copie_remettre", args=[pk]), touche="r"
        )
    contexte = {
        "titre": str(ici.dossier),
        "surtitre": ici.get_genre_display(),
        "statut": badge(ici),
        "action": action,
        "copie": ici,
        "faits": [
            Fait("Destinataire", actions.destinataire_de(ici) or "le salarié"),
            Fait("Remise", ici.get_mode_display()),
            Fait("Demandée le", ici.date_demande),
            Fait("Avant le", ici.date_limite),
            Fait("Remise le", ici.date_remise or "–"),
        ],
        "fil": _fil(ici.dossier, (str(ici), "")),
    }
    return render(request, "numerisation/copie.html", contexte)


@require_POST
@ecriture(COPIE_REMETTRE)
def paquet(request: RequeteAgent, pk: int) -> HttpResponse:
    """The ZIP to hand over. Its name is the label; the journal says that it was taken out."""
    ici = _copie(request, pk)
    try:
        fait = actions.composer(agent=request.user, copie=ici)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
        return redirect("numerisation:copie", pk)
    return HttpResponse(
        fait.octets,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{fait.nom}"',
            "Cache-Control": "no-store, private",
        },
    )


@ecriture(COPIE_REMETTRE)
def remettre(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _copie(request, pk)
    form = RemiseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remettre(agent=request.user, copie=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La remise est enregistrée.")
            return redirect("numerisation:copie", pk)
    return saisie(
        request, form, titre="Copie remise", libelle="Enregistrer", retour=reverse("numerisation:copie", args=[pk]),
        fil=_fil(ici.dossier, ("Remise", "")),
    )  # fmt: skip
