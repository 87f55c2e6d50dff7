"""Pages of the reference lists: what they hold, and loading an edition (dry run, differences, apply)."""

from __future__ import annotations

import datetime as dt

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.db.models import Count, Max
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date

from maillage.commun.tableur import ErreurTableur
from maillage.commun.textes import cle_recherche
from maillage.socle.acces.droits import REFERENTIELS_GERER
from maillage.socle.acces.exiger import obtenir, peut
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.echanges.fichiers import chemin_local, empreinte, jeter, ranger, sortir
from maillage.socle.echanges.forms import EditionForm
from maillage.socle.echanges.models import Edition, Entree, Referentiel
from maillage.socle.echanges.referentiels.chargement import apercu, appliquer_edition, comparer, lire_edition

PAR_PAGE = 100
SEL = "echanges.edition"
VALIDITE = dt.timedelta(hours=2)


@lecture()
def liste(request: RequeteAgent) -> HttpResponse:
    """Every list, with its latest edition."""
    referentiels = Referentiel.objects.annotate(
        nombre=Count("entrees", distinct=True), derniere=Max("editions__date_effet")
    ).order_by("libelle", "pk")
    return render(
        request,
        "echanges/referentiels/liste.html",
        {
            "titre": "Listes de référence",
            "referentiels": referentiels,
            "peut_gerer": peut(request.user, REFERENTIELS_GERER),
        },
    )


@lecture()
def fiche(request: RequeteAgent, code: str) -> HttpResponse:
    """Entries in force on a day, search, and editions."""
    referentiel = obtenir(Referentiel.objects.all(), code=code)
    jour = parse_date(request.GET.get("jour", "")) or timezone.localdate()
    recherche = request.GET.get("recherche", "")
    entrees = Entree.objects.filter(referentiel=referentiel).en_vigueur(jour)
    if recherche:
        entrees = entrees.filter(cle_recherche__contains=cle_recherche(recherche))
    apres = request.GET.get("apres", "")
    if apres:
        entrees = entrees.filter(code__gt=apres)
    lignes = list(entrees.order_by("code", "id")[: PAR_PAGE + 1])
    return render(
        request,
        "echanges/referentiels/fiche.html",
        {
            "titre": referentiel.libelle,
            "referentiel": referentiel,
            "jour": jour,
            "recherche": recherche,
            "entrees": lignes[:PAR_PAGE],
            "suivante": lignes[PAR_PAGE - 1].code if len(lignes) > PAR_PAGE else "",
            "editions": Edition.objects.filter(referentiel=referentiel)
            .select_related("auteur__personne")
            .order_by("-date_effet", "-id"),
        },
    )


@ecriture(REFERENTIELS_GERER)
def nouvelle_edition(request: RequeteAgent) -> HttpResponse:
    """First post: read and compare, nothing is written. Second post: apply exactly what was shown."""
    if request.method == "POST" and "jeton" in request.POST:
        return _appliquer(request)
    formulaire = EditionForm(request.POST or None, request.FILES or None)
    contexte: dict[str, object] = {"titre": "Charger une édition", "form": formulaire, "difference": None}
    if request.method == "POST" and formulaire.is_valid():
        donnees = formulaire.cleaned_data
        try:
            with chemin_local(donnees["fichier"]) as chemin:
                lignes = lire_edition(chemin)
                somme, range_ = empreinte(chemin), ranger(chemin, "editions")
        except ErreurTableur as refus:
            formulaire.add_error("fichier", str(refus))
        else:
            difference = comparer(donnees["referentiel"], lignes)
            contexte |= {
                "difference": difference,
                "apercu": list(apercu(difference)),
                "nombre": len(lignes),
                "edition": donnees,
                "jeton": signing.dumps(
                    {
                        "referentiel": donnees["referentiel"].pk,
                        "nom": donnees["nom"],
                        "date_effet": donnees["date_effet"].isoformat(),
                        "fichier": range_,
                        "somme": somme,
                        "nom_fichier": donnees["fichier"].name,
                    },
                    salt=SEL,
                    compress=True,
                ),
            }
    return render(
        request,
        "echanges/referentiels/edition.html",
        contexte,
        status=422 if formulaire.errors else 200,
    )


def _appliquer(request: RequeteAgent) -> HttpResponse:
    try:
        vu = signing.loads(request.POST["jeton"], salt=SEL, max_age=VALIDITE)
    except signing.BadSignature:
        messages.error(request, "Ce rapport a plus de deux heures : déposez le fichier de nouveau.")
        return redirect("echanges:referentiel_edition")
    referentiel = obtenir(Referentiel.objects.all(), pk=vu["referentiel"])
    try:
        with sortir(vu["fichier"]) as chemin:
            lignes = lire_edition(chemin)
        edition = appliquer_edition(
            referentiel=referentiel,
            nom=vu["nom"],
            date_effet=dt.date.fromisoformat(vu["date_effet"]),
            lignes=lignes,
            auteur=request.user,
            somme=vu["somme"],
            nom_fichier=vu["nom_fichier"][-200:],
        )
    except FileNotFoundError:
        messages.error(request, "Cette édition a déjà été traitée.")
        return redirect("echanges:referentiel", referentiel.code)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
        return redirect("echanges:referentiel_edition")
    jeter(vu["fichier"])
    messages.success(
        request,
        f"L’édition « {edition.nom} » est chargée : {edition.nombre_ajouts} ajouts, "
        f"{edition.nombre_changements} changements, {edition.nombre_clotures} codes fermés.",
    )
    return redirect("echanges:referentiel", referentiel.code)
