"""Pages of one's own account."""

from __future__ import annotations

from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.socle.acces.comptes import actions, portee
from maillage.socle.acces.comptes.federation import NOMS
from maillage.socle.acces.comptes.forms import (
    DelegationForm,
)
from maillage.socle.acces.comptes.pages import essayer, lignes, page_formulaire
from maillage.socle.acces.comptes.second_facteur import a_second_facteur, doit_avoir_second_facteur
from maillage.socle.acces.comptes.sessions import sessions_ouvertes
from maillage.socle.acces.exiger import obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture
from maillage.socle.annuaire.models import Habilitation


@ecriture()
def mon_compte(request: RequeteAgent) -> HttpResponse:
    """Show one's roles, delegations, security and open sessions."""
    agent = request.user
    donnees = Habilitation.objects.filter(delegation_de__agent=agent).exclude(
        date_fin__lt=timezone.localdate()
    )
    return render(
        request,
        "comptes/mon_compte.html",
        {
            "titre": "Mon compte",
            "agent": agent,
            "habilitations": lignes(list(portee.habilitations_de(agent))),
            "delegations_donnees": [
                {**ligne, "beneficiaire": ligne["habilitation"].agent}
                for ligne in lignes(
                    list(
                        donnees.select_related(
                            "agent__personne", "organisation", "territoire", "delegation_de__agent__personne"
                        ).order_by("date_debut", "id")
                    )
                )
            ],
            "sessions": sessions_ouvertes(agent),
            "session_courante": request.session.session_key,
            "identites": [
                (NOMS.get(compte.provider, compte.provider), compte)
                for compte in SocialAccount.objects.filter(user=agent).order_by("provider", "pk")
            ],
            "a_second_facteur": a_second_facteur(agent),
            "doit_avoir_second_facteur": doit_avoir_second_facteur(agent),
            "gere_des_comptes": bool(portee.mandats(agent)),
        },
    )


@require_POST
@ecriture()
def deconnecter_partout(request: RequeteAgent) -> HttpResponse:
    """End one's sessions on every other device."""
    nombre = actions.deconnecter_partout(agent=request.user, sauf=request.session.session_key)
    messages.success(
        request,
        "Aucun autre appareil n’était connecté."
        if not nombre
        else f"{nombre} autre{'s' if nombre > 1 else ''} appareil{'s' if nombre > 1 else ''} déconnecté"
        f"{'s' if nombre > 1 else ''}.",
    )
    return redirect("comptes:mon_compte")


@ecriture()
def deleguer(request: RequeteAgent) -> HttpResponse:
    """Lend a role during an absence."""
    formulaire = DelegationForm(request.POST or None, auteur=request.user)
    retour = reverse("comptes:mon_compte")
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(formulaire, lambda: actions.deleguer(auteur=request.user, **formulaire.cleaned_data))
    ):
        messages.success(request, "La délégation est enregistrée ; elle prendra fin d’elle-même.")
        return redirect(retour)
    return page_formulaire(request, "Déléguer pendant une absence", formulaire, "Déléguer", retour)


@require_POST
@ecriture()
def terminer_delegation(request: RequeteAgent, pk: int) -> HttpResponse:
    """Take back what one lent."""
    habilitation = obtenir(Habilitation.objects.filter(delegation_de__agent=request.user), pk=pk)
    actions.clore_habilitation(
        auteur=request.user, habilitation=habilitation, motif="Fin anticipée de la délégation"
    )
    messages.success(request, "La délégation a pris fin.")
    return redirect("comptes:mon_compte")
