"""Who manages whom. Pure questions; every action asks one of them before it writes.

An account manager acts through a *mandate*: one of his own habilitations, in force today, whose role holds
`acces.compte.gerer`. Through a mandate he gives only roles of the same service and of a level strictly below its
own role, and only inside its own organisation or territory. He never gives himself anything.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.socle.acces.droits import COMPTES_GERER
from maillage.socle.acces.portee import HabilitationLue, perimetre, portee
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Role
from maillage.socle.annuaire.models import (
    Agent,
    Appartenance,
    Ascendance,
    Habilitation,
    Organisation,
    Territoire,
)


def service(code_role: str) -> str:
    """The service a role belongs to: the first word of its code."""
    return code_role.partition(".")[0]


def habilitations_de(agent: Agent) -> QuerySet[Habilitation]:
    """Habilitations of the agent in force today, with their places."""
    en_vigueur = Habilitation.objects.actives(timezone.localdate()).filter(agent=agent)
    return en_vigueur.select_related("organisation", "territoire")


def mandats(agent: Agent) -> list[tuple[HabilitationLue, Role]]:
    """Habilitations through which the agent manages accounts today."""
    return [
        (habilitation, role)
        for habilitation in portee(agent).habilitations
        if (role := VOCABULAIRE.roles.get(habilitation.role)) and COMPTES_GERER in role.droits
    ]


def _couvre(mandat: HabilitationLue, organisation_id: int | None, territoire_id: int | None) -> bool:
    if organisation_id and mandat.organisation_id:
        return Ascendance.objects.filter(ancetre=mandat.organisation_id, descendant=organisation_id).exists()
    if organisation_id:
        return Appartenance.objects.filter(
            territoire=mandat.territoire_id, organisation=organisation_id, organisation__est_gestionnaire=True
        ).exists()
    if territoire_id and mandat.territoire_id:
        return _contient(mandat.territoire_id, territoire_id)
    return False


def _contient(haut: int, bas: int) -> bool:
    courant: int | None = bas
    while courant is not None and courant != haut:
        courant = Territoire.objects.filter(pk=courant).order_by().values_list("parent", flat=True).first()
    return courant == haut


def peut_accorder(
    agent: Agent,
    code_role: str,
    *,
    organisation: Organisation | None = None,
    territoire: Territoire | None = None,
) -> bool:
    """Tell whether the agent may give (or change, or end) this role there."""
    return _peut_accorder(
        agent, code_role, organisation.pk if organisation else None, territoire.pk if territoire else None
    )


def _peut_accorder(
    agent: Agent, code_role: str, organisation_id: int | None, territoire_id: int | None
) -> bool:
    role = VOCABULAIRE.roles.get(code_role)
    if (
        role is None
        or bool(organisation_id) == bool(territoire_id)
        or role.est_territorial != bool(territoire_id)
    ):
        return False
    return any(
        service(role_mandat.code) == service(code_role)
        and role.niveau < role_mandat.niveau
        and _couvre(mandat, organisation_id, territoire_id)
        for mandat, role_mandat in mandats(agent)
    )


def peut_toucher(agent: Agent, habilitation: Habilitation) -> bool:
    """Tell whether the agent may change or end this habilitation, which is not his own."""
    return habilitation.agent_id != agent.pk and _peut_accorder(
        agent, habilitation.role, habilitation.organisation_id, habilitation.territoire_id
    )


def gere(agent: Agent, cible: Agent) -> bool:
    """Tell whether the agent manages the whole account: all it may do, now or later, is within his reach.

    Someone who also works elsewhere, or holds a higher role, is managed by nobody here: changing such an
    account would be acting beyond one's structure. An account of nobody (a machine's) is not managed here either.
    """
    if cible.pk == agent.pk or cible.est_systeme or cible.personne_id is None:
        return False
    vivantes = list(cible.habilitations.filter(_non_echue()).order_by("id"))
    if not vivantes:
        vivantes = list(cible.habilitations.order_by("-date_fin", "-id")[:1])
    return bool(vivantes) and all(peut_toucher(agent, habilitation) for habilitation in vivantes)


def _non_echue() -> Q:
    return Q(date_fin=None) | Q(date_fin__gte=timezone.localdate())


def agents_visibles(agent: Agent) -> QuerySet[Agent]:
    """Accounts that have, or had, a habilitation in an organisation whose accounts this agent manages."""
    organisations = perimetre(agent, COMPTES_GERER)
    territoires = [mandat.territoire_id for mandat, _ in mandats(agent) if mandat.territoire_id]
    return Agent.objects.filter(
        Q(habilitations__organisation__in=organisations) | Q(habilitations__territoire__in=territoires),
        est_systeme=False,
        personne__isnull=False,
    ).distinct()


def habilitations_visibles(agent: Agent, cible: Agent) -> list[Habilitation]:
    """Habilitations of an account, as far as the agent manages accounts: what it holds elsewhere is not shown."""
    organisations = perimetre(agent, COMPTES_GERER)
    territoires = {mandat.territoire_id for mandat, _ in mandats(agent) if mandat.territoire_id}
    return [
        habilitation
        for habilitation in cible.habilitations.select_related(
            "organisation", "territoire", "delegation_de__agent__personne"
        ).order_by("-date_debut", "-id")
        if habilitation.organisation_id in organisations or habilitation.territoire_id in territoires
    ]


def roles_accordables(agent: Agent) -> list[Role]:
    """Roles that at least one mandate of the agent allows, weakest first."""
    par_mandat = [role for _, role in mandats(agent)]
    return sorted(
        (
            role
            for role in VOCABULAIRE.roles.values()
            if any(service(m.code) == service(role.code) and role.niveau < m.niveau for m in par_mandat)
        ),
        key=lambda role: (service(role.code), role.niveau, role.libelle),
    )


def organisations_gerees(agent: Agent) -> QuerySet[Organisation]:
    """Organisations in which the agent manages accounts."""
    return Organisation.objects.filter(pk__in=perimetre(agent, COMPTES_GERER), est_active=True)


def libelles(roles: Iterable[Role]) -> list[tuple[str, str]]:
    """Choices of a form."""
    return [(role.code, role.libelle) for role in roles]
