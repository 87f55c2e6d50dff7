"""Shipments: prepared, handed over, received box by box. A gap is an incident by itself."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter, date_courte
from maillage.metiers.numerisation.actions import expeditions as actions
from maillage.metiers.numerisation.documents.expeditions import BORDEREAU
from maillage.metiers.numerisation.droits import BOITE_LIRE, BOITE_TENIR, RECEPTION_TENIR
from maillage.metiers.numerisation.enums.boites import StatutBoite, StatutExpedition
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.forms.boites import (
    ExpeditionForm,
    FiltreExpedition,
    RecevoirForm,
    RemettreForm,
)
from maillage.metiers.numerisation.forms.dossiers import centres_de
from maillage.metiers.numerisation.models import Boite, Dossier, Expedition
from maillage.metiers.numerisation.views.boites import badge_boite, compte_des_dossiers
from maillage.metiers.numerisation.views.commun import Fil, noter, refuser, saisie
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Organisation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.interface.composants import Badge, Bouton, Fait, Ton
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

TONS: dict[str, Ton] = {StatutExpedition.PREPAREE: "attention", StatutExpedition.ARRIVEE: "succes"}


def badge(expedition: Expedition) -> Badge:
    return Badge(str(expedition.get_statut_display()), TONS.get(expedition.statut, "info"))


EXPEDITIONS = Liste(
    code="numerisation.expedition",
    titre="Expéditions",
    nom=("expédition", "expéditions"),
    colonnes=[
        Colonne("statut", "État", valeur=badge),
        Colonne("code", "Étiquette", valeur=lambda e: e.etiquette.lisible, tri="pk"),
        Colonne("centre.nom", "Centre"),
        Colonne("prestataire.nom", "Prestataire"),
        Colonne("date_prevue", "Enlèvement", tri=True, genre="date"),
        Colonne("boites_remises", "Boîtes remises", genre="nombre"),
        Colonne("boites_recues", "Boîtes reçues", genre="nombre"),
    ],
    tri="-pk",
    lien=lien_vers("numerisation:expedition"),
    filtre=FiltreExpedition,
    nouveau=ActionListe("Préparer une expédition", "numerisation:expedition_preparer", BOITE_TENIR),
    est_exportable=False,
    titre_vide="Aucune expédition pour l’instant",
    vide="Fermez des boîtes, puis préparez leur bordereau.",
)


@lecture(BOITE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    expeditions = Expedition.objects.visibles_par(request.user).select_related("centre", "prestataire")
    return EXPEDITIONS.reponse(request, expeditions)


@ecriture(BOITE_TENIR)
def expedition_preparer(request: RequeteAgent) -> HttpResponse:
    """Closed boxes of the centre; all of them are proposed."""
    centre = _centre(request)
    boites = list(
        Boite.objects.filter(centre=centre, statut=StatutBoite.FERMEE, expedition__isnull=True).order_by(
            "numero"
        )
    )
    prestataires = actions.prestataires_de(centre)
    form = ExpeditionForm(request.POST or None, centres=[], boites=boites, prestataires=prestataires)
    if request.method == "POST" and form.is_valid():
        valeurs = form.cleaned_data
        try:
            expedition = actions.preparer(
                agent=request.user,
                centre=centre,
                prestataire=next(p for p in prestataires if str(p.pk) == valeurs["prestataire"]),
                date_prevue=valeurs["date_prevue"],
                boites=[int(boite) for boite in valeurs["boites"]],
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{expedition} est prête : imprimez son bordereau.")
            return redirect("numerisation:expedition", expedition.pk)
    return saisie(
        request,
        form,
        titre="Préparer une expédition",
        texte=centre.nom
        if boites
        else f"{centre.nom} : aucune boîte fermée n’attend. Fermez d’abord une boîte.",
        libelle="Préparer",
        retour=reverse("numerisation:expeditions"),
        fil=[("Expéditions", reverse("numerisation:expeditions")), ("Préparer", "")],
    )


def _centre(request: RequeteAgent) -> Organisation:
    """The one asked, or the first that has closed boxes."""
    centres = [centre.organisation for centre in centres_de(request.user, BOITE_TENIR)]
    if not centres:
        raise AccesRefuse("Votre centre ne participe à aucune campagne de numérisation.")
    demande = request.GET.get("centre", "")
    attendent = set(
        Boite.objects.filter(
            centre__in=centres, statut=StatutBoite.FERMEE, expedition__isnull=True
        ).values_list("centre", flat=True)
    )
    return next(
        (c for c in centres if str(c.pk) == demande),
        next((c for c in centres if c.pk in attendent), centres[0]),
    )


def _obtenir(request: RequeteAgent, pk: int) -> Expedition:
    expeditions = Expedition.objects.visibles_par(request.user)
    return obtenir(
        expeditions.select_related(
            "centre", "prestataire", "auteur_depart__personne", "auteur_arrivee__personne"
        ),
        pk=pk,
    )


def _fil(ici: Expedition, *suite: tuple[str, str]) -> Fil:
    adresse = reverse("numerisation:expedition", args=[ici.pk])
    return [("Expéditions", reverse("numerisation:expeditions")), (str(ici), adresse), *suite]


@lecture(BOITE_LIRE)
def expedition(request: RequeteAgent, pk: int) -> HttpResponse:
    """Its boxes, its two handovers, its papers."""
    ici = _obtenir(request, pk)
    peut_remettre = peut(request.user, BOITE_TENIR, ici.centre)
    peut_recevoir = peut(request.user, RECEPTION_TENIR, ici.prestataire)
    boites = list(
        Boite.objects.visibles_par(request.user)
        .filter(expedition=ici)
        .annotate(nombre=compte_des_dossiers())
        .order_by("numero")
    )
    est_prete = ici.statut == StatutExpedition.PREPAREE
    restent = sum(boite.statut == StatutBoite.EXPEDIEE for boite in boites)
    manquent = [
        dossier.etiquette.lisible
        for dossier in Dossier.objects.visibles_par(request.user).filter(
            boite__expedition=ici, boite__statut=StatutBoite.RECUE, etat=EtatDossier.EXPEDIE
        )
    ]
    action = None
    if peut_remettre and est_prete and boites:
        action = Bouton(
            "Remettre au transporteur", reverse("numerisation:expedition_remettre", args=[pk]), touche="r"
        )
    elif peut_recevoir and restent:
        action = Bouton(
            "Recevoir une boîte", reverse("numerisation:expedition_recevoir", args=[pk]), touche="r"
        )
    autres = []
    if peut_remettre:
        autres.append(
            Bouton("Établir le bordereau", reverse("numerisation:bordereau", args=[pk]), methode="post")
        )
    contexte = {
        "expedition": ici,
        "titre": str(ici),
        "surtitre": f"{ici.centre.nom} → {ici.prestataire.nom}",
        "statut": badge(ici),
        "action": action,
        "autres": autres,
        "faits": _faits(ici, boites, est_annoncee=est_prete and not peut_remettre),
        "fil": _fil(ici),
        "boites": [(boite, badge_boite(boite)) for boite in boites],
        "peut_retirer": peut_remettre and est_prete,
        "peut_clore": peut_recevoir and ici.statut == StatutExpedition.PARTIE,
        "restent": restent,
        "manquent": manquent,
        "est_annoncee": est_prete and not peut_remettre,
        "url_scan": reverse("numerisation:expedition_retrouver", args=[pk]) if peut_recevoir else "",
        "documents": DocumentProduit.objects.visibles_par(request.user).de(ici),
    }
    return render(request, "numerisation/expedition.html", contexte)


def _faits(ici: Expedition, boites: list[Any], *, est_annoncee: bool) -> list[Fait]:
    """`est_annoncee`: to the provider, who sees its boxes from the first handover on."""

    def remise(instant: Any, auteur: Any) -> tuple[str, str]:
        return (date_courte(localdate(instant)), str(auteur)) if instant else ("pas encore", "")

    return [
        _date_attendue(ici),
        Fait("Boîtes", "à la remise", "elles sont encore au centre")
        if est_annoncee
        else Fait(
            "Boîtes", len(boites), compter(sum(boite.nombre for boite in boites), "dossier", "dossiers")
        ),
        Fait("Remise", *remise(ici.horodatage_depart, f"à {ici.remis_a}, {ici.transporteur}")),
        Fait("Arrivée", *remise(ici.horodatage_arrivee, ici.auteur_arrivee)),
        Fait(
            "Reçues",
            f"{ici.boites_recues} sur {ici.boites_remises}" if ici.boites_remises else "–",
            compter(ici.dossiers_recus, "dossier", "dossiers") if ici.boites_recues else "",
        ),
    ]


def _date_attendue(ici: Expedition) -> Fait:
    """Taken away, then delivered."""
    if ici.date_limite_livraison is None:
        return Fait("Enlèvement prévu", date_courte(ici.date_prevue))
    faite = f"livrée le {date_courte(ici.date_livraison)}" if ici.date_livraison else ""
    retard = "" if faite or ici.date_limite_livraison >= localdate() else "en retard"
    return Fait("À livrer avant le", date_courte(ici.date_limite_livraison), faite or retard)


@require_POST
@ecriture(BOITE_TENIR)
def boite_retirer(request: RequeteAgent, pk: int) -> HttpResponse:
    boites = Boite.objects.visibles_par(request.user)
    boite = obtenir(boites.select_related("centre", "expedition"), pk=pk)
    expedition = boite.expedition_id
    try:
        actions.retirer_boite(agent=request.user, boite=boite)
        messages.success(request, f"{boite} est retirée du bordereau.")
    except ValidationError as erreur:
        refuser(request, erreur)
    return (
        redirect("numerisation:expedition", expedition) if expedition else redirect("numerisation:boite", pk)
    )


@ecriture(BOITE_TENIR)
def expedition_remettre(request: RequeteAgent, pk: int) -> HttpResponse:
    """First handover."""
    ici = _obtenir(request, pk)
    exiger(request.user, BOITE_TENIR, ici.centre)
    form = RemettreForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.remettre(agent=request.user, expedition=ici, **form.cleaned_data)
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{ici} est remise au transporteur.")
            return redirect("numerisation:expedition", pk)
    return saisie(
        request, form, titre="Remettre au transporteur", libelle="Remettre", retour=_fil(ici)[1][1],
        texte="Comptez les boîtes avec lui, vérifiez les scellés, faites signer le bordereau.",
        fil=_fil(ici, ("Remettre", "")),
    )  # fmt: skip


@require_POST
@ecriture(BOITE_TENIR)
def bordereau(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _obtenir(request, pk)
    exiger(request.user, BOITE_TENIR, ici.centre)
    document = produire(BORDEREAU.code, ici, agent=request.user)
    messages.success(request, f"Le bordereau {document.numero} est établi.")
    return redirect("numerisation:expedition", pk)


@ecriture(RECEPTION_TENIR)
def expedition_recevoir(request: RequeteAgent, pk: int) -> HttpResponse:
    """Second handover, a box at a time."""
    ici = _obtenir(request, pk)
    exiger(request.user, RECEPTION_TENIR, ici.prestataire)
    form = RecevoirForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        valeurs = form.cleaned_data
        try:
            boite, ecarts = actions.recevoir_boite(
                agent=request.user,
                expedition=ici,
                lu=valeurs["lu"],
                numero_scelle=valeurs["numero_scelle"],
                est_scelle_intact=not valeurs["est_scelle_brise"],
                nombre=valeurs["nombre"],
                dossiers_lus=valeurs["dossiers_lus"],
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            for ecart in ecarts:
                messages.warning(request, f"{ecart.phrase} Un incident est ouvert.")
            messages.success(request, f"{boite} est reçue.")
            reste = ici.boites.filter(statut=StatutBoite.EXPEDIEE).exists()
            return redirect("numerisation:expedition_recevoir" if reste else "numerisation:expedition", pk)
    return saisie(
        request, form, titre="Recevoir une boîte", libelle="Recevoir", retour=_fil(ici)[1][1],
        texte="Lisez l’étiquette, regardez le scellé, comptez les dossiers.", fil=_fil(ici, ("Recevoir", "")),
    )  # fmt: skip


@require_POST
@ecriture(RECEPTION_TENIR)
def expedition_retrouver(request: RequeteAgent, pk: int) -> HttpResponse:
    """A record that was missing."""
    ici = _obtenir(request, pk)
    exiger(request.user, RECEPTION_TENIR, ici.prestataire)
    try:
        dossier = actions.retrouver(agent=request.user, expedition=ici, lu=request.POST.get("lu", ""))
        messages.success(request, f"{dossier} est reçu. Son incident reste à clore.")
    except ValidationError as erreur:
        refuser(request, erreur)
    return redirect("numerisation:expedition", pk)


@require_POST
@ecriture(RECEPTION_TENIR)
def expedition_clore(request: RequeteAgent, pk: int) -> HttpResponse:
    """All that came was seen."""
    ici = _obtenir(request, pk)
    exiger(request.user, RECEPTION_TENIR, ici.prestataire)
    try:
        ecarts = actions.clore_arrivee(agent=request.user, expedition=ici)
    except ValidationError as erreur:
        refuser(request, erreur)
    else:
        for ecart in ecarts:
            messages.warning(request, f"{ecart.phrase} Un incident est ouvert.")
        messages.success(request, "L’arrivée est close.")
    return redirect("numerisation:expedition", pk)
