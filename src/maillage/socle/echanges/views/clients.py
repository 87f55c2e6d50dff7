"""Pages of the programs that use the API: who they are, where they act, opening and closing their access."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vocabulaire import VOCABULAIRE
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.echanges.api.jetons import (
    DROITS_DE_L_API,
    changer_secret,
    clients_geres,
    est_ouvert,
    fermer_client,
    ouvrir_client,
)
from maillage.socle.echanges.droits import CLIENTS_GERER
from maillage.socle.echanges.forms import ClientForm
from maillage.socle.echanges.models import ClientApi

TITRE = "Logiciels raccordés"


@lecture(CLIENTS_GERER)
def liste(request: RequeteAgent) -> HttpResponse:
    """Open ones first."""
    clients = clients_geres(request.user).select_related("agent").order_by("-est_actif", "libelle", "id")
    lignes = [
        {
            "client": client,
            "est_ouvert": est_ouvert(client),
            "lieux": [
                (VOCABULAIRE.roles[h.role].libelle if h.role in VOCABULAIRE.roles else h.role, h.organisation)
                for h in client.agent.habilitations.all()
            ],
        }
        for client in clients.prefetch_related("agent__habilitations__organisation")
    ]
    return render(request, "echanges/clients/liste.html", {"titre": TITRE, "lignes": lignes})


@never_cache
@ecriture(CLIENTS_GERER)
def ouvrir(request: RequeteAgent) -> HttpResponse:
    """The secret is shown by the answer to the form, and never again."""
    form = ClientForm(request.POST or None, agent=request.user, droits=DROITS_DE_L_API)
    if request.method == "POST" and form.is_valid():
        try:
            with motiver("Raccordement d’un logiciel"):
                client, secret = ouvrir_client(auteur=request.user, **form.cleaned_data)
        except ValidationError as refus:
            form.add_error("portees", refus)
        else:
            return _montrer_secret(request, client, secret)
    contexte = {"titre": "Raccorder un logiciel", "form": form}
    return render(request, "echanges/clients/ouvrir.html", contexte, status=422 if form.is_bound else 200)


@never_cache
@ecriture(CLIENTS_GERER)
def secret(request: RequeteAgent, pk: int) -> HttpResponse:
    """Give a new secret, when the former one was lost or seen."""
    client = obtenir(clients_geres(request.user).filter(est_actif=True), pk=pk)
    if request.method == "POST":
        with motiver("Nouveau secret d’un logiciel"):
            return _montrer_secret(request, client, changer_secret(auteur=request.user, client=client))
    contexte = {
        "titre": f"Donner un nouveau secret à « {client} » ?",
        "consequences": ["L’ancien secret, et les jetons déjà donnés, cessent aussitôt de fonctionner."],
        "libelle": "Donner un nouveau secret",
        "annuler": reverse("echanges:clients"),
    }
    return render(request, "interface/confirmation.html", contexte)


@ecriture(CLIENTS_GERER)
def fermer(request: RequeteAgent, pk: int) -> HttpResponse:
    client = obtenir(clients_geres(request.user).filter(est_actif=True), pk=pk)
    if request.method == "POST":
        with motiver("Fermeture de l’accès d’un logiciel"):
            fermer_client(auteur=request.user, client=client)
        messages.success(request, f"« {client} » n’a plus accès à l’API.")
        return redirect("echanges:clients")
    contexte = {
        "titre": f"Fermer l’accès de « {client} » ?",
        "consequences": [
            "Le logiciel ne pourra plus rien lire ni écrire, dès maintenant.",
            "Ce qu’il a déjà envoyé reste, et l’historique le nomme toujours.",
        ],
        "libelle": "Fermer l’accès",
        "annuler": reverse("echanges:clients"),
        "est_dangereux": True,
    }
    return render(request, "interface/confirmation.html", contexte)


def _montrer_secret(request: RequeteAgent, client: ClientApi, valeur: str) -> HttpResponse:
    contexte = {"titre": f"Secret de « {client} »", "client": client, "secret": valeur}
    return render(request, "echanges/clients/secret.html", contexte)
