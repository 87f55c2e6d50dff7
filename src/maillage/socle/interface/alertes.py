"""Telling people: a line under the bell and an e-mail that names nobody and no file."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit
from maillage.socle.annuaire.models import Agent, Ascendance, Habilitation, Organisation
from maillage.socle.interface.notifications import notifier

CORPS = """Bonjour,

{texte}

Ouvrez Maillage : {adresse}

Ce message ne contient volontairement aucune donnée sur la personne concernée. N’y répondez pas.
"""


def titulaires(organisation: Organisation, droit: Droit) -> list[Agent]:
    """Who holds this right at this organisation, or above it; never by a territory, which is a supervision."""
    roles = [role.code for role in VOCABULAIRE.roles.values() if droit in role.droits]
    lignee = Ascendance.objects.filter(descendant=organisation).values("ancetre")
    actives = Habilitation.objects.actives(timezone.localdate()).filter(
        role__in=roles, organisation__in=lignee, agent__est_systeme=False
    )
    return list(Agent.objects.filter(pk__in=actives.values("agent")).order_by("id"))


def prevenir(organisation: Organisation, droit: Droit, *, texte: str, detail: str, url: str) -> int:
    """Tell whoever holds this right there. Returns how many were told."""
    return prevenir_agents(titulaires(organisation, droit), texte=texte, detail=detail, url=url)


def prevenir_agents(agents: Iterable[Agent], *, texte: str, detail: str, url: str) -> int:
    """Tell each of them; `detail` is the line of the application, `texte` the e-mail's."""
    nombre = 0
    for nombre, agent in enumerate(agents, start=1):  # noqa: B007 (how many there were)
        notifier(agent, detail, url)
        EmailMessage(
            subject=texte.rstrip("."),
            body=CORPS.format(texte=texte, adresse=f"{settings.MAILLAGE_ADRESSE}{url}"),
            to=[agent.email],
        ).send()
    return nombre
