"""Boxes: opened, filled by scanning, closed; and the sheets of labels."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Max, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions import boites as actions
from maillage.metiers.numerisation.actions.numeros import MODELES
from maillage.metiers.numerisation.documents.etiquettes import planches
from maillage.metiers.numerisation.droits import BOITE_LIRE, BOITE_TENIR
from maillage.metiers.numerisation.enums.boites import StatutBoite
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.forms.boites import FermerForm, FiltreBoite, OuvrirBoitesForm, PlancheForm
from maillage.metiers.numerisation.forms.dossiers import MotifForm, centres_de
from maillage.metiers.numerisation.models import Boite, Dossier
from maillage.metiers.numerisation.views.commun import Fil, noter, obtenir_dossier, refuser, saisie
from maillage.socle.acces.exiger import AccesRefuse, exiger, obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface.composants import Badge, Bouton, Fait, Ton
from maillage.socle.interface.listes import ActionListe, Colonne, Liste, lien_vers

TONS: dict[str, Ton] = {StatutBoite.OUVERTE: "attention", StatutBoite.RECUE: "succes"}
GENRES = {"dossiers": GenreEtiquette.DOSSIER, "boites": GenreEtiquette.BOITE}


def badge_boite(boite: Boite) -> Badge:
    return Badge(str(boite.get_statut_display()), TONS.get(boite.statut, "info"))


BOITES = Liste(
    code="numerisation.boite",
    titre="Boîtes",
    nom=("boîte", "boîtes"),
    colonnes=[
        Colonne("statut", "État", valeur=badge_boite),
        Colonne("code", "Étiquette", valeur=lambda b: b.etiquette.lisible, tri="pk"),
        Colonne("nombre", "Dossiers", genre="nombre"),
        Colonne("numero_scelle", "Scellé"),
        Colonne(
            "expedition",
            "Expédition",
            valeur=lambda b: b.expedition.etiquette.lisible if b.expedition else "",
        ),
        Colonne("centre.nom", "Centre"),
    ],
    tri="-pk",
    lien=lien_vers("numerisation:boite"),
    filtre=FiltreBoite,
    nouveau=ActionListe("Ouvrir des boîtes", "numerisation:boites_ouvrir", BOITE_TENIR),
    est_exportable=False,
    titre_vide="Aucune boîte pour l’instant",
    vide="Ouvrez une boîte, collez son étiquette, puis lisez celles des dossiers triés.",
)


def compte_des_dossiers() -> Any:
    """Records of each box, as a sub-query: a join would count twice."""
    comptes = (
        Dossier.objects.filter(boite=OuterRef("pk"))
        .order_by()
        .values("boite")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(comptes), 0)


@lecture(BOITE_LIRE)
def liste(request: RequeteAgent) -> HttpResponseBase:
    boites = Boite.objects.visibles_par(request.user).select_related("centre", "expedition")
    return BOITES.reponse(request, boites.annotate(nombre=compte_des_dossiers()))


@ecriture(BOITE_TENIR)
def boites_ouvrir(request: RequeteAgent) -> HttpResponse:
    centres = _centres(request)
    form = OuvrirBoitesForm(request.POST or None, centres=centres)
    if request.method == "POST" and form.is_valid():
        try:
            ouvertes = actions.ouvrir(
                agent=request.user, centre=form.centre.organisation, nombre=form.cleaned_data["nombre"]
            )
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(
                request,
                f"{compter(len(ouvertes), 'boîte est ouverte', 'boîtes sont ouvertes')} : imprimez leurs étiquettes.",
            )
            if len(ouvertes) == 1:
                return redirect("numerisation:boite", ouvertes[0].pk)
            return redirect("numerisation:etiquettes", "boites")
    return saisie(
        request,
        form,
        titre="Ouvrir des boîtes",
        texte="Chaque boîte reçoit un numéro ; son étiquette s’imprime ensuite.",
        libelle="Ouvrir",
        retour=reverse("numerisation:boites"),
        fil=[("Boîtes", reverse("numerisation:boites")), ("Ouvrir", "")],
    )


def _centres(request: RequeteAgent) -> list[Any]:
    centres = centres_de(request.user, BOITE_TENIR)
    if not centres:
        raise AccesRefuse("Votre centre ne participe à aucune campagne de numérisation.")
    return centres


def _obtenir(request: RequeteAgent, pk: int) -> Boite:
    boites = Boite.objects.visibles_par(request.user)
    return obtenir(boites.select_related("centre", "prestataire", "expedition"), pk=pk)


def _tenue(request: RequeteAgent, pk: int) -> Boite:
    boite = _obtenir(request, pk)
    exiger(request.user, BOITE_TENIR, boite.centre)
    return boite


def _fil(boite: Boite, *suite: tuple[str, str]) -> Fil:
    adresse = reverse("numerisation:boite", args=[boite.pk])
    return [("Boîtes", reverse("numerisation:boites")), (str(boite), adresse), *suite]


@lecture(BOITE_LIRE)
def boite(request: RequeteAgent, pk: int) -> HttpResponse:
    """What it holds; while it is open, a place to scan."""
    ici = _obtenir(request, pk)
    peut_tenir = peut(request.user, BOITE_TENIR, ici.centre)
    dossiers = list(
        Dossier.objects.visibles_par(request.user).filter(boite=ici).order_by("-horodatage_etat", "-pk")
    )
    est_ouverte = ici.statut == StatutBoite.OUVERTE
    adresse = {
        nom: reverse(f"numerisation:{nom}", args=[ici.pk])
        for nom in ("boite_fermer", "boite_rouvrir", "boite_ranger")
    }
    action = None
    autres = []
    if peut_tenir and est_ouverte and dossiers:
        action = Bouton("Fermer la boîte", adresse["boite_fermer"], touche="f")
    if peut_tenir and ici.statut == StatutBoite.FERMEE and not ici.expedition_id:
        autres.append(Bouton("Rouvrir la boîte", adresse["boite_rouvrir"]))
    contexte = {
        "boite": ici,
        "titre": str(ici),
        "surtitre": ici.centre.nom,
        "statut": badge_boite(ici),
        "action": action,
        "autres": autres,
        "faits": [
            Fait("Dossiers", len(dossiers)),
            Fait("Scellé", ici.numero_scelle or "pas encore"),
            Fait("Expédition", ici.expedition or "pas encore"),
            Fait("Chez", ici.prestataire or ici.centre),
        ],
        "fil": _fil(ici),
        "dossiers": dossiers,
        "peut_ranger": peut_tenir and est_ouverte,
        "url_scan": adresse["boite_ranger"],
        "mouvements": list(ici.mouvements.select_related("auteur__personne", "expedition").order_by("pk")),
    }
    return render(request, "numerisation/boite.html", contexte)


@require_POST
@ecriture(BOITE_TENIR)
def boite_ranger(request: RequeteAgent, pk: int) -> HttpResponse:
    """A label was read: its record is in the box, and the next one can be read."""
    ici = _tenue(request, pk)
    try:
        dossier = actions.ranger(agent=request.user, boite=ici, lu=request.POST.get("lu", ""))
        messages.success(request, f"{dossier} est dans la boîte.")
    except ValidationError as erreur:
        refuser(request, erreur)
    return redirect("numerisation:boite", pk)


@require_POST
@ecriture(BOITE_TENIR)
def dossier_sortir(request: RequeteAgent, pk: int) -> HttpResponse:
    dossier = obtenir_dossier(request, pk)
    boite = dossier.boite_id
    try:
        actions.sortir(agent=request.user, dossier=dossier)
        messages.success(request, f"{dossier} est sorti de la boîte.")
    except ValidationError as erreur:
        refuser(request, erreur)
    return redirect("numerisation:boite", boite) if boite else redirect("numerisation:dossier", pk)


@ecriture(BOITE_TENIR)
def boite_fermer(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _tenue(request, pk)
    form = FermerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.fermer(agent=request.user, boite=ici, numero_scelle=form.cleaned_data["numero_scelle"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            messages.success(request, f"{ici} est fermée.")
            return redirect("numerisation:boite", pk)
    return saisie(
        request, form, titre=f"Fermer {ici.etiquette.lisible}", libelle="Fermer", retour=_fil(ici)[1][1],
        texte="Posez le scellé, puis lisez ou tapez son numéro : il est vérifié à l’arrivée.",
        fil=_fil(ici, ("Fermer", "")),
    )  # fmt: skip


@ecriture(BOITE_TENIR)
def boite_rouvrir(request: RequeteAgent, pk: int) -> HttpResponse:
    ici = _tenue(request, pk)
    form = MotifForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.rouvrir(agent=request.user, boite=ici, motif=form.cleaned_data["motif"])
        except ValidationError as erreur:
            noter(form, erreur)
        else:
            return redirect("numerisation:boite", pk)
    return saisie(
        request, form, titre=f"Rouvrir {ici.etiquette.lisible}", libelle="Rouvrir", retour=_fil(ici)[1][1],
        texte="Son scellé ne vaut plus : il faudra en poser un autre.", fil=_fil(ici, ("Rouvrir", "")),
    )  # fmt: skip


@lecture(BOITE_TENIR)
def etiquettes(request: RequeteAgent, genre: str) -> HttpResponse:
    """A sheet of labels to print: those of the day are proposed."""
    if genre not in GENRES:
        raise AccesRefuse("Cette planche n’existe pas.")
    centres = _centres(request)
    est_demandee = "du" in request.GET
    form = PlancheForm(
        request.GET if est_demandee else None, centres=centres, initial=_du_jour(centres[0], genre)
    )
    if est_demandee and form.is_valid():
        valeurs = form.cleaned_data
        lignes = MODELES[GENRES[genre]].objects.filter(
            centre=form.centre.organisation_id, numero__range=(valeurs["du"], valeurs["au"])
        )
        trouvees = [ligne.etiquette for ligne in lignes.order_by("numero")]
        if trouvees:
            octets = planches(form.centre.organisation.nom, trouvees, depart=valeurs["depart"])
            reponse = HttpResponse(octets, content_type="application/pdf")
            reponse["Content-Disposition"] = f'inline; filename="etiquettes-{genre}.pdf"'
            return reponse
        form.add_error("du", "Aucune étiquette ne porte ces numéros dans ce centre.")
    contexte = {
        "form": form,
        "titre": "Étiquettes des dossiers" if genre == "dossiers" else "Étiquettes des boîtes",
        "retour": reverse(f"numerisation:{genre}"),
        "fil": [
            ("Dossiers" if genre == "dossiers" else "Boîtes", reverse(f"numerisation:{genre}")),
            ("Étiquettes", ""),
        ],
    }
    return render(request, "numerisation/etiquettes.html", contexte, status=422 if form.errors else 200)


def _du_jour(centre: Any, genre: str) -> dict[str, Any]:
    """Numbers made today, or the last one."""
    champ = "horodatage_etat" if genre == "dossiers" else "horodatage_creation"
    lignes = MODELES[GENRES[genre]].objects.filter(centre=centre.organisation_id)
    bornes = lignes.filter(
        **{f"{champ}__gte": _minuit(), **({"etat": "inventorie"} if genre == "dossiers" else {})}
    )
    lus = bornes.aggregate(du=Min("numero"), au=Max("numero"))
    if lus["du"] is None:
        dernier = lignes.aggregate(dernier=Max("numero"))["dernier"]
        lus = {"du": dernier, "au": dernier}
    return {"centre": str(centre.organisation_id), **lus, "depart": 1}


def _minuit() -> Any:
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
