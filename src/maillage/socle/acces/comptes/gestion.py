"""Pages of the accounts one manages."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from maillage.socle.acces.comptes import actions, portee
from maillage.socle.acces.comptes.forms import (
    AdresseForm,
    DatesForm,
    IdentiteForm,
    InvitationForm,
    MotifForm,
    PlaceForm,
    libelle_habilitation,
)
from maillage.socle.acces.comptes.pages import essayer, lignes, page_formulaire
from maillage.socle.acces.comptes.second_facteur import a_second_facteur
from maillage.socle.acces.droits import COMPTES_GERER
from maillage.socle.acces.exiger import AccesRefuse, obtenir
from maillage.socle.acces.vues import RequeteAgent, ecriture, lecture
from maillage.socle.annuaire.models import Agent, Habilitation
from maillage.socle.journal.traces import historique

AGENTS_PAR_PAGE = 50
EVENEMENTS = 50


def _cible(request: RequeteAgent, pk: int) -> Agent:
    return obtenir(portee.agents_visibles(request.user).select_related("personne"), pk=pk)


@lecture(COMPTES_GERER)
def agents(request: RequeteAgent) -> HttpResponse:
    """List the accounts of one's structures."""
    recherche = request.GET.get("q", "").strip()
    comptes = portee.agents_visibles(request.user).select_related("personne")
    if recherche:
        comptes = comptes.filter(
            Q(personne__nom__icontains=recherche)
            | Q(personne__prenom__icontains=recherche)
            | Q(email__icontains=recherche)
        )
    page = Paginator(comptes.order_by("personne__nom", "email"), AGENTS_PAR_PAGE).get_page(
        request.GET.get("page")
    )
    organisations = {o.pk for o in portee.organisations_gerees(request.user)}
    places: dict[int, list[str]] = {}
    for h in (
        Habilitation.objects.actives(timezone.localdate())
        .filter(agent__in=list(page), organisation__in=organisations)
        .select_related("organisation", "territoire")
        .order_by("id")
    ):
        places.setdefault(h.agent_id, []).append(libelle_habilitation(h))
    return render(
        request,
        "comptes/agents.html",
        {
            "titre": "Comptes de ma structure",
            "page": page,
            "lignes": [(agent, places.get(agent.pk, [])) for agent in page],
            "recherche": recherche,
        },
    )


@ecriture(COMPTES_GERER)
def inviter(request: RequeteAgent) -> HttpResponse:
    """Invite a colleague."""
    formulaire = InvitationForm(request.POST or None, auteur=request.user)
    retour = reverse("comptes:liste")
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(formulaire, lambda: actions.inviter_agent(auteur=request.user, **formulaire.cleaned_data))
    ):
        messages.success(
            request,
            f"L’invitation part à {formulaire.cleaned_data['email']} ; le lien est valable sept jours.",
        )
        return redirect(retour)
    return page_formulaire(request, "Inviter un agent", formulaire, "Envoyer l’invitation", retour)


@lecture(COMPTES_GERER)
def agent(request: RequeteAgent, pk: int) -> HttpResponse:
    """Show one account: its roles here, what may be done, its history."""
    cible = _cible(request, pk)
    habilitations = portee.habilitations_visibles(request.user, cible)
    roles = lignes(habilitations)
    for ligne in roles:
        ligne["est_modifiable"] = not ligne["est_echue"] and portee.peut_toucher(
            request.user, ligne["habilitation"]
        )
    evenements = sorted(
        [e for objet in (cible, *habilitations) for e in historique(objet)[:EVENEMENTS]],
        key=lambda e: (e.horodatage, e.pk),
        reverse=True,
    )
    return render(
        request,
        "comptes/agent.html",
        {
            "titre": str(cible),
            "cible": cible,
            "est_gere": portee.gere(request.user, cible),
            "a_facteur": a_second_facteur(cible),
            "est_invite": not cible.has_usable_password(),
            "habilitations": roles,
            "evenements": evenements[:EVENEMENTS],
        },
    )


def _exiger_gere(request: RequeteAgent, cible: Agent) -> None:
    if not portee.gere(request.user, cible):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")


@ecriture(COMPTES_GERER)
def modifier(request: RequeteAgent, pk: int) -> HttpResponse:
    """Correct a name."""
    cible = _cible(request, pk)
    _exiger_gere(request, cible)
    personne = cible.personne
    initial = {c: getattr(personne, c, "") for c in ("civilite", "titre", "prenom", "nom")}
    formulaire = IdentiteForm(request.POST or None, initial=initial)
    retour = reverse("comptes:agent", args=[cible.pk])
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(
            formulaire,
            lambda: actions.modifier_identite(auteur=request.user, cible=cible, **formulaire.cleaned_data),
        )
    ):
        messages.success(request, "L’identité est corrigée.")
        return redirect(retour)
    return page_formulaire(request, "Corriger l’identité", formulaire, "Enregistrer", retour)


@ecriture(COMPTES_GERER)
def corriger_adresse(request: RequeteAgent, pk: int) -> HttpResponse:
    """Correct the address of an invitation that was not accepted."""
    cible = _cible(request, pk)
    _exiger_gere(request, cible)
    formulaire = AdresseForm(request.POST or None, initial={"email": cible.email})
    retour = reverse("comptes:agent", args=[cible.pk])
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(
            formulaire,
            lambda: actions.corriger_adresse(auteur=request.user, cible=cible, **formulaire.cleaned_data),
        )
    ):
        messages.success(request, "L’adresse est corrigée et l’invitation renvoyée.")
        return redirect(retour)
    return page_formulaire(request, "Corriger l’adresse", formulaire, "Corriger et renvoyer", retour)


@require_POST
@ecriture(COMPTES_GERER)
def renvoyer(request: RequeteAgent, pk: int) -> HttpResponse:
    """Send the invitation again."""
    cible = _cible(request, pk)
    try:
        actions.renvoyer_invitation(auteur=request.user, cible=cible)
    except ValidationError as refus:
        messages.error(request, " ".join(refus.messages))
    else:
        messages.success(request, "L’invitation est renvoyée.")
    return redirect("comptes:agent", pk=cible.pk)


@ecriture(COMPTES_GERER)
def desactiver(request: RequeteAgent, pk: int) -> HttpResponse:
    """Close an account, with a reason."""
    cible = _cible(request, pk)
    _exiger_gere(request, cible)
    formulaire = MotifForm(request.POST or None)
    retour = reverse("comptes:agent", args=[cible.pk])
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(
            formulaire,
            lambda: actions.desactiver_agent(auteur=request.user, cible=cible, **formulaire.cleaned_data),
        )
    ):
        messages.success(request, "Le compte est désactivé et ses sessions sont fermées.")
        return redirect(retour)
    return page_formulaire(
        request,
        "Désactiver ce compte ?",
        formulaire,
        "Désactiver",
        retour,
        est_dangereux=True,
        consequences=[
            "La personne est déconnectée tout de suite et ne peut plus se connecter.",
            "Ses délégations s’arrêtent.",
            "Ce qu’elle a fait reste dans l’historique.",
        ],
    )


@ecriture(COMPTES_GERER)
def retirer_second_facteur(request: RequeteAgent, pk: int) -> HttpResponse:
    """Take lost second factors away, with a reason."""
    cible = _cible(request, pk)
    _exiger_gere(request, cible)
    formulaire = MotifForm(request.POST or None)
    retour = reverse("comptes:agent", args=[cible.pk])
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(
            formulaire,
            lambda: actions.retirer_second_facteur(
                auteur=request.user, cible=cible, **formulaire.cleaned_data
            ),
        )
    ):
        messages.success(request, "La double authentification est retirée ; la personne en est avertie.")
        return redirect(retour)
    return page_formulaire(
        request,
        "Retirer la double authentification ?",
        formulaire,
        "Retirer",
        retour,
        est_dangereux=True,
        consequences=[
            "Assurez-vous d’abord que la demande vient bien de la personne.",
            "Elle se connectera avec son seul mot de passe, que vous ne connaissez pas.",
            "Ses appareils sont déconnectés et un message la prévient.",
        ],
    )


@require_POST
@ecriture(COMPTES_GERER)
def reactiver(request: RequeteAgent, pk: int) -> HttpResponse:
    """Open a closed account again."""
    cible = _cible(request, pk)
    actions.reactiver_agent(auteur=request.user, cible=cible)
    messages.success(request, "Le compte est réactivé.")
    return redirect("comptes:agent", pk=cible.pk)


@ecriture(COMPTES_GERER)
def accorder(request: RequeteAgent, pk: int) -> HttpResponse:
    """Give one more role."""
    cible = _cible(request, pk)
    formulaire = PlaceForm(request.POST or None, auteur=request.user)
    retour = reverse("comptes:agent", args=[cible.pk])
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(
            formulaire,
            lambda: actions.accorder_habilitation(
                auteur=request.user, cible=cible, **formulaire.cleaned_data
            ),
        )
    ):
        messages.success(request, "Le rôle est accordé.")
        return redirect(retour)
    return page_formulaire(request, f"Ajouter un rôle à {cible}", formulaire, "Accorder", retour)


def _habilitation(request: RequeteAgent, pk: int) -> Habilitation:
    visibles = Habilitation.objects.filter(agent__in=portee.agents_visibles(request.user)).select_related(
        "agent__personne", "organisation", "territoire", "delegation_de"
    )
    habilitation = obtenir(visibles, pk=pk)
    if not portee.peut_toucher(request.user, habilitation):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    return habilitation


@ecriture(COMPTES_GERER)
def dates(request: RequeteAgent, pk: int) -> HttpResponse:
    """Change the dates of a role."""
    habilitation = _habilitation(request, pk)
    initial = {"date_debut": habilitation.date_debut, "date_fin": habilitation.date_fin}
    formulaire = DatesForm(request.POST or None, initial=initial)
    retour = reverse("comptes:agent", args=[habilitation.agent_id])
    if (
        request.method == "POST"
        and formulaire.is_valid()
        and essayer(
            formulaire,
            lambda: actions.modifier_dates(
                auteur=request.user, habilitation=habilitation, **formulaire.cleaned_data
            ),
        )
    ):
        messages.success(request, "Les dates sont modifiées.")
        return redirect(retour)
    return page_formulaire(request, libelle_habilitation(habilitation), formulaire, "Enregistrer", retour)


@require_POST
@ecriture(COMPTES_GERER)
def clore(request: RequeteAgent, pk: int) -> HttpResponse:
    """End a role now."""
    habilitation = _habilitation(request, pk)
    actions.clore_habilitation(auteur=request.user, habilitation=habilitation)
    messages.success(request, "Le rôle a pris fin.")
    return redirect("comptes:agent", pk=habilitation.agent_id)
