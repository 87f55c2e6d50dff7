"""Common pages: home, search, notifications, help, account, saved views, drafts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from maillage.socle.acces.exiger import exiger, obtenir, peut
from maillage.socle.acces.portee import portee
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.interface import brouillons
from maillage.socle.interface.accueil import composer, rechercher
from maillage.socle.interface.formats import heure
from maillage.socle.interface.forms import VueForm
from maillage.socle.interface.models import Notification, VueEnregistree
from maillage.socle.interface.notifications import marquer_lues
from maillage.socle.interface.registres import REGISTRES
from maillage.socle.interface.selection import SOURCES, SUFFIXE, options
from maillage.socle.interface.theme import adresse

RESULTATS_PAR_PAGE = 30
NOTIFICATIONS_MAXIMALES = 100


@lecture()
@require_GET
def accueil(request: RequeteAgent) -> HttpResponse:
    page = composer(request.user, timezone.localdate())
    return render(request, "interface/accueil.html", {"accueil": page, "titre": "Accueil"})


@lecture()
@require_GET
def recherche(request: RequeteAgent) -> HttpResponse:
    """Show the results, by kind; under the search field when HTMX asks."""
    texte = request.GET.get("q", "").strip()
    est_fragment = bool(getattr(request, "htmx", False))
    groupes = rechercher(request.user, texte, **({} if est_fragment else {"par_groupe": RESULTATS_PAR_PAGE}))
    gabarit = "interface/recherche.html#resultats" if est_fragment else "interface/recherche.html"
    return render(request, gabarit, {"groupes": groupes, "texte": texte, "titre": "Recherche"})


@lecture()
@require_GET
def notifications(request: RequeteAgent) -> HttpResponse:
    lignes = list(Notification.objects.visibles_par(request.user)[:NOTIFICATIONS_MAXIMALES])
    contexte = {"notifications": lignes, "titre": "Notifications", "conservees": NOTIFICATIONS_MAXIMALES}
    return render(request, "interface/notifications.html", contexte)


@ecriture()
def notification(request: RequeteAgent, pk: int) -> HttpResponse:
    """Open what a notification leads to, and mark it read."""
    ligne = obtenir(Notification.objects.visibles_par(request.user), pk=pk)
    marquer_lues(request.user, pk=pk)
    return redirect(ligne.url or "interface:notifications")


@ecriture()
@require_POST
def notifications_lues(request: RequeteAgent) -> HttpResponse:
    marquer_lues(request.user)
    return redirect("interface:notifications")


@lecture()
@require_GET
def aide(request: RequeteAgent) -> HttpResponse:
    aides = [a for a in REGISTRES.aides.values() if a.droit is None or peut(request.user, a.droit)]
    return render(request, "interface/aide.html", {"aides": aides, "titre": "Aide"})


@ecriture()
@require_POST
def structure(request: RequeteAgent) -> HttpResponse:
    """Choose the function under which one works; it prefills forms, and changes no right."""
    choisie = request.POST.get("habilitation", "")
    for habilitation in portee(request.user).habilitations:
        if str(habilitation.pk) == choisie:
            request.session["habilitation"] = habilitation.pk
            messages.success(request, f"Vous travaillez pour {habilitation.lieu}.")
    return redirect("interface:accueil")


@ecriture()
@require_POST
def vue_enregistrer(request: RequeteAgent) -> HttpResponse:
    """Keep the filters of a list under a name; the same name replaces."""
    form = VueForm(request.POST)
    if not form.is_valid():
        messages.error(
            request, "La vue n’a pas été enregistrée : donnez-lui un nom de 60 caractères au plus."
        )
        return _retour(request)
    donnees = form.cleaned_data
    VueEnregistree.objects.update_or_create(
        agent=request.user,
        liste=donnees["liste"],
        nom=donnees["nom"],
        defaults={"parametres": donnees["parametres"]},
    )
    messages.success(request, f"Vue « {donnees['nom']} » enregistrée.")
    return _retour(request, donnees["parametres"])


@ecriture()
@require_POST
def vue_supprimer(request: RequeteAgent, pk: int) -> HttpResponse:
    vue = obtenir(VueEnregistree.objects.visibles_par(request.user), pk=pk)
    vue.delete()
    messages.success(request, f"Vue « {vue.nom} » oubliée.")
    return _retour(request)


def _retour(request: RequeteAgent, parametres: str = "") -> HttpResponseRedirect:
    """Go back to the list one came from, never to another site."""
    retour = request.POST.get("retour", "")
    if not url_has_allowed_host_and_scheme(retour, allowed_hosts=None):
        retour = adresse("interface:accueil")
    return HttpResponseRedirect(f"{retour}?{parametres}" if parametres else retour)


@ecriture()
@require_POST
def brouillon(request: RequeteAgent, cle: str) -> HttpResponse:
    """Keep a draft; answer with the sentence shown beside the buttons."""
    try:
        garde = brouillons.enregistrer(request.user, cle, request.POST)
    except ValueError:
        return HttpResponseBadRequest("Brouillon trop long : enregistrez le formulaire.")
    return HttpResponse(f"Brouillon enregistré à {heure(garde.horodatage_modification)}" if garde else "")


@ecriture()
@require_POST
def brouillon_effacer(request: RequeteAgent, cle: str) -> HttpResponse:
    """Start the form again from nothing."""
    brouillons.effacer(request.user, cle)
    return _retour(request)


@lecture()
@require_GET
def choix(request: RequeteAgent, code: str) -> HttpResponse:
    """Options of a field of choice while one types, see selection.py."""
    source = SOURCES.get(code)
    if source is None:
        raise Http404
    exiger(request.user, source.droit)
    texte = next((valeur for nom, valeur in request.GET.items() if nom.endswith(SUFFIXE)), "")
    lignes = [(ligne.pk, source.libelle(ligne)) for ligne in options(source, request.user, str(texte)[:100])]
    return render(request, "interface/formulaire/selection_options.html", {"lignes": lignes})
