"""Records: the list, the inventory one by one, the record's page, its corrections."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from maillage.commun.textes import date_courte
from maillage.metiers.numerisation.actions import inventaire
from maillage.metiers.numerisation.actions.coffre import Coffre, Salarie
from maillage.metiers.numerisation.actions.effacement import motif_de_garder
from maillage.metiers.numerisation.actions.lectures import CONSULTABLES
from maillage.metiers.numerisation.actions.listes import durees_du, pieces_du
from maillage.metiers.numerisation.droits import (
    ACCES_LIRE,
    BOITE_LIRE,
    CONSERVATION_GERER,
    DOSSIER_LIRE,
    IDENTITE_LIRE,
    INCIDENT_DECLARER,
    INVENTAIRE_TENIR,
    PAGE_ADMINISTRATIVE_LIRE,
    PAGE_LIRE,
    TRI_LIRE,
    TRI_TENIR,
)
from maillage.metiers.numerisation.enums.dossiers import A_MOTIF_SAISI, EtatDossier
from maillage.metiers.numerisation.forms.dossiers import (
    CorrectionForm,
    DossierForm,
    FiltreDossier,
    centres_de,
    initial_du_dossier,
)
from maillage.metiers.numerisation.models import Dossier, EvenementDossier, IdentiteDossier, PieceTriee
from maillage.metiers.numerisation.regles.conservation import Conservation, calculer
from maillage.metiers.numerisation.views.commun import (
    badge_dossier,
    fil_dossier,
    lien,
    noter,
    obtenir_dossier,
)
from maillage.socle.acces.exiger import AccesRefuse, exiger, peut
from maillage.socle.acces.vues import RequeteAgent, consultation, ecriture, lecture
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.interface.composants import Bouton, Fait, Onglet
from maillage.socle.interface.historique import evenements_de
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers
from maillage.socle.journal.traces import tracer_lecture


def _colonnes(*, est_du_centre: bool) -> list[Colonne]:
    colonnes = [
        Colonne("etat", "État", valeur=badge_dossier),
        Colonne("code", "Étiquette", valeur=lambda d: d.etiquette.lisible, tri="pk"),
        Colonne("centre.nom", "Centre"),
        Colonne("epaisseur", "Épaisseur"),
        Colonne("boite", "Boîte", valeur=lambda d: d.boite.etiquette.lisible if d.boite else ""),
        Colonne(
            "horodatage_etat",
            "Depuis le",
            valeur=lambda d: timezone.localdate(d.horodatage_etat),
            tri=True,
            genre="date",
        ),
    ]
    if est_du_centre:
        colonnes.insert(2, Colonne("identite.repere", "Salarié"))
    return colonnes


def _liste(*, est_du_centre: bool) -> Liste:
    return Liste(
        code="numerisation.dossier" if est_du_centre else "numerisation.dossier_suivi",
        titre="Dossiers",
        nom=("dossier", "dossiers"),
        colonnes=_colonnes(est_du_centre=est_du_centre),
        tri="-pk",
        lien=lien_vers("numerisation:dossier"),
        filtre=FiltreDossier,
        nouveau=ActionListe("Inventorier un dossier", "numerisation:inventorier", INVENTAIRE_TENIR),
        est_exportable=False,
        titre_vide="Aucun dossier pour l’instant",
        vide="Inventoriez un dossier, ou importez l’inventaire du centre : chacun reçoit son étiquette.",
    )


DU_CENTRE, SUIVIS = _liste(est_du_centre=True), _liste(est_du_centre=False)


@lecture(DOSSIER_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    dossiers = Dossier.objects.visibles_par(request.user).select_related("centre", "boite")
    if peut(request.user, IDENTITE_LIRE):
        return DU_CENTRE.reponse(request, dossiers.select_related("identite"))
    return SUIVIS.reponse(request, dossiers)


@ecriture(INVENTAIRE_TENIR)
def inventorier(request: RequeteAgent) -> HttpResponse:
    """One record at a time: saved, its label is said, and the next one can be typed."""
    centres = centres_de(request.user, INVENTAIRE_TENIR)
    if not centres:
        raise AccesRefuse("Votre centre ne participe à aucune campagne de numérisation.")
    form = DossierForm(request.POST or None, centres=centres, initial=_suite(request))
    if request.method == "POST" and form.is_valid():
        try:
            dossier = inventaire.inventorier(
                agent=request.user, centre=form.centre.organisation, ligne=form.ligne
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"Collez l’étiquette {dossier.etiquette.lisible}.")
            if "fini" in request.POST:
                return redirect("numerisation:etiquettes", "dossiers")
            suite = f"{reverse('numerisation:inventorier')}?apres={dossier.pk}"
            return redirect(suite)
    contexte = {
        "form": form,
        "titre": "Inventorier un dossier",
        "libelle": "Enregistrer et passer au suivant",
        "secondaire": "Enregistrer et imprimer les étiquettes",
        "secondaire_nom": "fini",
        "retour": reverse("numerisation:dossiers"),
        "fil": [("Dossiers", reverse("numerisation:dossiers")), ("Inventorier", "")],
        "premier": "nom",
    }
    return render(request, "numerisation/inventorier.html", contexte, status=422 if form.errors else 200)


def _suite(request: RequeteAgent) -> dict[str, Any]:
    """The next record is on the same shelf, in the same centre."""
    apres = request.GET.get("apres", "")
    dossier = (
        Dossier.objects.visibles_par(request.user).filter(pk=int(apres)).first() if apres.isdigit() else None
    )
    return {"centre": dossier.centre_id, "rayonnage": dossier.rayonnage} if dossier else {}


@ecriture(INVENTAIRE_TENIR)
def corriger(request: RequeteAgent, pk: int) -> HttpResponse:
    dossier = obtenir_dossier(request, pk)
    exiger(request.user, INVENTAIRE_TENIR, dossier.centre)
    tracer_lecture(dossier, request.user, organisation_id=dossier.centre_id, motif="Correction")
    salarie = _salarie(dossier)
    if salarie is None:
        raise AccesRefuse("L’identité de ce dossier a été effacée à la fin de sa conservation.")
    form = CorrectionForm(request.POST or None, centres=[], initial=initial_du_dossier(dossier, salarie))
    if request.method == "POST" and form.is_valid():
        try:
            inventaire.corriger(
                agent=request.user, dossier=dossier, ligne=form.ligne, motif=form.cleaned_data["motif"]
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, "Le dossier est corrigé.")
            return redirect(lien(dossier))
    contexte = {
        "form": form,
        "titre": f"Corriger l’inventaire, {dossier.etiquette.lisible}",
        "libelle": "Enregistrer",
        "retour": lien(dossier),
        "fil": fil_dossier(dossier, ("Corriger", "")),
    }
    return render(request, "numerisation/inventorier.html", contexte, status=422 if form.errors else 200)


def _salarie(dossier: Dossier) -> Salarie | None:
    return Coffre.de(dossier).salarie(IdentiteDossier.objects.filter(dossier=dossier).first())


@consultation(DOSSIER_LIRE)
def dossier(request: RequeteAgent, pk: int) -> HttpResponse:
    """Where it is, whose it is for those who may know, how it was sorted, until when it is kept."""
    ici = obtenir_dossier(request, pk)
    tracer_lecture(ici, request.user, organisation_id=ici.centre_id, motif="Fiche du dossier")
    agent = request.user
    salarie = _salarie(ici) if peut(agent, IDENTITE_LIRE, ici.centre) else None
    conservation = (
        calculer(salarie.suivi(est_retenu=ici.est_retenu), durees_du(timezone.localdate()))
        if salarie
        else None
    )
    contexte = {
        **cadre(agent, ici, "dossier"),
        "salarie": salarie,
        "est_du_centre": peut(agent, IDENTITE_LIRE, ici.centre),
        "conservation": conservation,
        "limite": _limite(conservation),
        "pieces": _pieces(ici) if peut(agent, TRI_LIRE, ici.centre) else [],
        "etapes": _etapes(agent, ici),
        "documents": DocumentProduit.objects.visibles_par(agent).de(ici),
    }
    return render(request, "numerisation/dossier.html", contexte)


def _etapes(agent: Agent, ici: Dossier) -> list[EvenementDossier]:
    """What happened to it. A provider does not read why it is held: the reason may name its worker."""
    etapes = list(
        EvenementDossier.objects.visibles_par(agent)
        .filter(dossier=ici)
        .select_related("auteur__personne")
        .order_by("-version")
    )
    if not peut(agent, DOSSIER_LIRE, ici.centre):
        for etape in etapes:
            etape.motif = "" if etape.type in A_MOTIF_SAISI else etape.motif
    return etapes


def _limite(conservation: Conservation | None) -> str:
    if conservation is None:
        return ""
    if conservation.est_suspendue:
        return "suspendue"
    if conservation.date_limite is None:
        return "sans limite connue"
    return f"jusqu’au {date_courte(conservation.date_limite)}"


def _pieces(ici: Dossier) -> list[tuple[str, PieceTriee]]:
    """Pieces of the sort, named as the list of the day does."""
    genres = pieces_du(timezone.localdate())
    pieces = PieceTriee.objects.filter(tri__dossier=ici).select_related("signataire__personne").order_by("pk")
    return [(genres[p.genre].libelle if p.genre in genres else p.genre, p) for p in pieces]


@lecture(DOSSIER_LIRE)
def historique(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = obtenir_dossier(request, pk)
    contexte = {**cadre(request.user, ici, "historique"), "evenements": evenements_de(ici)}
    return render(request, "numerisation/historique.html", contexte)


def cadre(agent: Agent, ici: Dossier, onglet: str) -> dict[str, Any]:
    """Head and tabs of the record, the same on each of its pages."""
    action, autres = _gestes(agent, ici)
    return {
        "dossier": ici,
        "titre": str(ici),
        "surtitre": ici.centre.nom,
        "statut": badge_dossier(ici),
        "action": action,
        "autres": autres,
        "faits": [
            Fait(
                "État",
                ici.get_etat_display(),
                f"depuis le {date_courte(timezone.localdate(ici.horodatage_etat))}",
            ),
            Fait("Rangement", ici.rayonnage or "–"),
            _retenue(ici) if ici.est_retenu else Fait("Épaisseur", ici.get_epaisseur_display()),
            Fait("Boîte", ici.boite or "aucune", url=_lien_boite(agent, ici)),
            Fait("Chez", ici.prestataire or ici.centre),
        ],
        "fil": fil_dossier(ici),
        "onglet": onglet,
        "onglets": [
            Onglet("dossier", "Dossier", lien(ici)),
            Onglet("historique", "Historique", reverse("numerisation:dossier_historique", args=[ici.pk])),
        ],
    }


def _retenue(ici: Dossier) -> Fait:
    fin = f"jusqu’au {date_courte(ici.date_fin_retenue)}" if ici.date_fin_retenue else "sans fin prévue"
    return Fait("Retenu", fin, "rien ne se lève sans une personne")


def _lien_boite(agent: Agent, ici: Dossier) -> str:
    est_lisible = ici.boite_id and peut(agent, BOITE_LIRE, ici)
    return reverse("numerisation:boite", args=[ici.boite_id]) if est_lisible else ""


def _gestes(agent: Agent, ici: Dossier) -> tuple[Bouton | None, list[Bouton]]:
    def bouton(libelle: str, nom: str, **options: Any) -> Bouton:
        return Bouton(libelle, reverse(f"numerisation:{nom}", args=[ici.pk]), **options)

    action = None
    if peut(agent, TRI_TENIR, ici.centre) and ici.etat in (EtatDossier.INVENTORIE, EtatDossier.EN_TRI):
        action = bouton("Trier", "trier", touche="t")
    if peut(agent, PAGE_ADMINISTRATIVE_LIRE, ici.centre) and ici.etat in CONSULTABLES:
        action = bouton("Lire à l’écran", "ouvrir", touche="l")
    autres = []
    if peut(agent, ACCES_LIRE, ici.centre) or peut(agent, PAGE_LIRE, ici.centre):
        autres.append(bouton("Qui a lu ce dossier", "acces_dossier"))
    if peut(agent, INCIDENT_DECLARER, ici.centre):
        etiquette = urlencode({"etiquette": ici.etiquette.lisible})
        autres.append(
            Bouton("Déclarer un incident", f"{reverse('numerisation:incident_declarer')}?{etiquette}")
        )
    if peut(agent, INVENTAIRE_TENIR, ici.centre) and not ici.horodatage_effacement:
        autres.append(bouton("Corriger l’inventaire", "dossier_corriger"))
    autres += [bouton(libelle, nom) for libelle, nom in _gestes_de_conservation(agent, ici)]
    return action, autres


def _gestes_de_conservation(agent: Agent, ici: Dossier) -> list[tuple[str, str]]:
    if not peut(agent, CONSERVATION_GERER, ici.centre) or ici.horodatage_effacement:
        return []
    if ici.est_retenu:
        return [
            ("Lever la retenue", "dossier_liberer"),
            ("Changer la fin de la retenue", "dossier_prolonger"),
        ]
    gestes = [("Retenir ce dossier", "dossier_retenir")]
    if ici.etat == EtatDossier.DETRUIT and not motif_de_garder(ici):
        gestes.append(("Effacer ce dossier", "dossier_effacer"))
    return gestes
