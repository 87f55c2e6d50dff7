"""The paper that may go: boxes and what keeps them, requests, approval, certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, instant_court
from maillage.metiers.numerisation.actions import destructions as actions
from maillage.metiers.numerisation.documents import CERTIFICAT
from maillage.metiers.numerisation.droits import (
    DESTRUCTION_APPROUVER,
    DESTRUCTION_DEMANDER,
    DESTRUCTION_LIRE,
)
from maillage.metiers.numerisation.enums.acces import EtatDestruction
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.forms.destructions import AbandonForm, ConstatForm, FiltreDestruction
from maillage.metiers.numerisation.models import Boite, Destruction, Dossier
from maillage.metiers.numerisation.views.commun import Fil, noter, saisie
from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge, Bouton, Fait, Ton
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

TONS: dict[str, Ton] = {
    EtatDestruction.DEMANDEE: "attention",
    EtatDestruction.APPROUVEE: "info",
    EtatDestruction.FAITE: "succes",
    EtatDestruction.ABANDONNEE: "neutre",
}
DESTRUCTIONS = Liste(
    code="numerisation.destruction",
    titre="Destructions",
    nom=("destruction", "destructions"),
    colonnes=[
        Colonne("numero", "N°", tri="pk"),
        Colonne("etat", "État", valeur=lambda d: Badge(d.get_etat_display(), TONS[d.etat])),
        Colonne("centre.nom", "Centre"),
        Colonne("nombre", "Dossiers", genre="nombre"),
        Colonne("demandeur", "Demandée par", valeur=lambda d: str(d.demandeur)),
        Colonne("date_execution", "Exécutée le", genre="date"),
    ],
    tri="-pk",
    lien=lien_vers("numerisation:destruction"),
    filtre=FiltreDestruction,
    nouveau=ActionListe(
        "Demander une destruction", "numerisation:destruction_demander", DESTRUCTION_DEMANDER
    ),
    titre_vide="Aucune destruction",
    vide="Le papier d’une boîte se détruit quand ses dossiers sont scellés, vérifiés, et leur garde passée.",
)
BOITES = 200


@lecture(DESTRUCTION_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    vues = Destruction.objects.visibles_par(request.user).select_related("centre", "demandeur__personne")
    return DESTRUCTIONS.reponse(request, vues)


def _fil(*suite: tuple[str, str]) -> Fil:
    return [("Destructions", reverse("numerisation:destructions")), *suite]


@ecriture(DESTRUCTION_DEMANDER)
def demander(request: RequeteAgent) -> HttpResponse:
    """Boxes all of whose records are on screen; the others wait. What keeps one is said by record."""
    choisies = [int(cle) for cle in request.POST.getlist("boites") if cle.isdigit()]
    refus: list[str] = []
    if request.method == "POST":
        boites = list(_boites_pretes(request.user).filter(pk__in=choisies).order_by("pk"))
        centres = {boite.centre_id for boite in boites}
        try:
            if len(centres) != 1:
                raise ValidationError("Choisissez des boîtes d’un même centre.")
            destruction = actions.demander(
                agent=request.user, centre=Organisation.objects.get(pk=centres.pop()), boites=boites
            )
        except ValidationError as erreur:
            refus = erreur.messages
        else:
            messages.success(request, f"{destruction} est demandée : une seconde personne doit l’approuver.")
            return redirect("numerisation:destruction", destruction.pk)
    contexte = {
        "boites": list(_boites_pretes(request.user).select_related("centre")[:BOITES]),
        "choisies": choisies,
        "refus": refus,
        "fil": _fil(("Demander", "")),
    }
    return render(request, "numerisation/destruction_demander.html", contexte, status=422 if refus else 200)


def _boites_pretes(agent: Agent) -> Any:
    """Boxes with paper left, and nothing in them still on its way."""
    siens = perimetre(agent, DESTRUCTION_DEMANDER)
    return (
        Boite.objects.filter(centre__in=siens)
        .annotate(
            papiers=Count("dossiers", filter=Q(dossiers__etat=EtatDossier.INTEGRE)),
            ailleurs=Count(
                "dossiers", filter=~Q(dossiers__etat__in=[EtatDossier.INTEGRE, EtatDossier.DETRUIT])
            ),
        )
        .filter(papiers__gt=0, ailleurs=0)
        .order_by("centre_id", "numero")
    )


def _obtenir(request: RequeteAgent, pk: int) -> Destruction:
    vues = Destruction.objects.visibles_par(request.user)
    return obtenir(vues.select_related("centre", "demandeur__personne", "approbateur__personne"), pk=pk)


@lecture(DESTRUCTION_LIRE)
def destruction(request: RequeteAgent, pk: int) -> HttpResponse:
    """What was asked, by whom; before the paper goes, what stands in the way today."""
    ici = _obtenir(request, pk)
    lignes = list(ici.lignes.select_related("dossier", "boite").order_by("id"))
    refus = []
    if ici.etat in (EtatDestruction.DEMANDEE, EtatDestruction.APPROUVEE):
        refus = _refus_du_jour(ici, [ligne.dossier for ligne in lignes], request.user)
    action, autres = _gestes(request.user, ici)
    contexte = {
        "titre": str(ici),
        "surtitre": "Destruction du papier",
        "statut": Badge(ici.get_etat_display(), TONS[ici.etat]),
        "action": action,
        "autres": autres,
        "faits": _faits(ici),
        "destruction": ici,
        "lignes": lignes,
        "refus": refus,
        "documents": DocumentProduit.objects.visibles_par(request.user).de(ici),
        "fil": _fil((str(ici), "")),
    }
    return render(request, "numerisation/destruction.html", contexte)


def _refus_du_jour(ici: Destruction, dossiers: list[Dossier], agent: Agent) -> list[str]:
    approbateur = str(ici.approbateur_id or (agent.pk if agent.pk != ici.demandeur_id else ""))
    examens = actions.examiner(
        dossiers, timezone.localdate(), demandeur=str(ici.demandeur_id), approbateur=approbateur
    )
    return actions.bloquants(examens, une_seule_personne=True)


def _faits(ici: Destruction) -> list[Fait]:
    approuvee = ici.horodatage_approbation
    return [
        Fait("Centre", ici.centre.nom),
        Fait("Dossiers", compter(ici.nombre, "dossier")),
        Fait("Demandée par", ici.demandeur, precision=instant_court(timezone.localtime(ici.horodatage))),
        Fait(
            "Approuvée par",
            ici.approbateur or "–",
            precision=instant_court(timezone.localtime(approuvee)) if approuvee else "",
        ),
        Fait("Exécutée le", ici.date_execution or "–", precision=ici.executant),
    ]


def _gestes(agent: Agent, ici: Destruction) -> tuple[Bouton | None, list[Bouton]]:
    def bouton(libelle: str, nom: str, touche: str = "", **options: Any) -> Bouton:
        return Bouton(
            libelle, reverse(f"numerisation:destruction_{nom}", args=[ici.pk]), touche=touche, **options
        )

    est_demandeur = agent.pk == ici.demandeur_id
    action: Bouton | None = None
    approuve = peut(agent, DESTRUCTION_APPROUVER, ici.centre) and not est_demandeur
    if ici.etat == EtatDestruction.DEMANDEE and approuve:
        action = bouton("Approuver", "approuver", "a", methode="post")
    if ici.etat == EtatDestruction.APPROUVEE and peut(agent, DESTRUCTION_DEMANDER, ici.centre):
        action = bouton("Constater la destruction", "constater", "d")
    if ici.etat == EtatDestruction.FAITE and peut(agent, CERTIFICAT.droit, ici.centre):
        action = bouton("Établir le certificat", "certifier", "e", methode="post")
    autres = []
    demande = est_demandeur and peut(agent, DESTRUCTION_DEMANDER, ici.centre)
    if ici.etat in (EtatDestruction.DEMANDEE, EtatDestruction.APPROUVEE) and (approuve or demande):
        autres.append(bouton("Refuser, abandonner", "abandonner", est_dangereux=True))
    return action, autres


@require_POST
@ecriture(DESTRUCTION_APPROUVER)
def approuver(request: RequeteAgent, pk: int) -> HttpResponse:
    return _faire(
        request,
        pk,
        lambda ici: actions.approuver(agent=request.user, destruction=ici),
        "Destruction approuvée.",
    )


@require_POST
@ecriture(DESTRUCTION_LIRE)
def certifier(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    if ici.etat != EtatDestruction.FAITE:
        messages.error(request, "Une destruction se certifie une fois faite.")
        return redirect("numerisation:destruction", pk)
    document = produire(CERTIFICAT.code, ici, agent=request.user)
    messages.success(request, f"Le certificat {document.numero} est établi.")
    return redirect("documents:fiche", document.pk)


def _faire(request: RequeteAgent, pk: int, geste: Callable[[Destruction], object], fait: str) -> HttpResponse:
    try:
        geste(_obtenir(request, pk))
        messages.success(request, fait)
    except ValidationError as erreur:
        messages.error(request, " ".join(erreur.messages))
    return redirect("numerisation:destruction", pk)


@ecriture(DESTRUCTION_DEMANDER)
def constater(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    exiger(request.user, DESTRUCTION_DEMANDER, ici.centre)
    form = ConstatForm(request.POST or None, initial={"date_execution": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.constater(agent=request.user, destruction=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La destruction est constatée. Établissez le certificat.")
            return redirect("numerisation:destruction", pk)
    return _saisie(request, form, ici, "Constater la destruction", "Enregistrer")


@ecriture(DESTRUCTION_LIRE)
def abandonner(request: RequeteAgent, pk: int) -> HttpResponse:
    """Whoever asked gives up, whoever approves refuses."""
    ici = _obtenir(request, pk)
    droit = DESTRUCTION_DEMANDER if request.user.pk == ici.demandeur_id else DESTRUCTION_APPROUVER
    exiger(request.user, droit, ici.centre)
    form = AbandonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.abandonner(agent=request.user, destruction=ici, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "La destruction n’aura pas lieu : le papier reste.")
            return redirect("numerisation:destruction", pk)
    return _saisie(request, form, ici, "Refuser ou abandonner", "Abandonner la destruction")


def _saisie(request: RequeteAgent, form: Any, ici: Destruction, titre: str, libelle: str) -> HttpResponse:
    retour = reverse("numerisation:destruction", args=[ici.pk])
    return saisie(
        request, form, titre=titre, libelle=libelle, retour=retour, fil=_fil((str(ici), retour), (titre, ""))
    )
