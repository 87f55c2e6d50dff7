"""The daily reminder: one e-mail an agent and a day, numbers and verbs, no name of anyone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.conf import settings
from django.core.mail import EmailMessage
from django.db.models import Count
from django.template.loader import render_to_string

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.vocabulaire import VOCABULAIRE
from maillage.socle.annuaire.models import Agent, Habilitation
from maillage.socle.echeances.a_faire import dues_par
from maillage.socle.echeances.genres import GENRES
from maillage.socle.echeances.models import Rappel

RATTRAPAGE = dt.timedelta(days=7)


@dataclass
class Resume:
    """How many, by verb, under each heading."""

    en_retard: Counter[str] = field(default_factory=Counter)
    aujourd_hui: Counter[str] = field(default_factory=Counter)
    bientot: Counter[str] = field(default_factory=Counter)

    @property
    def total(self) -> int:
        """All that is reminded."""
        return sum(sum(compte.values()) for compte in (self.en_retard, self.aujourd_hui, self.bientot))

    @property
    def sections(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Headings that have something under them, with each verb and its number."""
        titres = (
            ("En retard", self.en_retard),
            ("Pour aujourd’hui", self.aujourd_hui),
            ("À venir", self.bientot),
        )
        return [(titre, sorted(compte.items())) for titre, compte in titres if compte]

    @property
    def objet(self) -> str:
        """The subject: « 2 échéances en retard, 1 pour aujourd’hui »."""
        retard, jour, bientot = (
            sum(compte.values()) for compte in (self.en_retard, self.aujourd_hui, self.bientot)
        )
        parties = [
            texte
            for nombre, texte in (
                (retard, f"{retard} en retard"),
                (jour, f"{jour} pour aujourd’hui"),
                (bientot, f"{bientot} à venir"),
            )
            if nombre
        ]
        return f"Échéances : {', '.join(parties)}"


def resumer(agent: Agent, jour: dt.date, *, depuis: dt.date) -> Resume:
    """What has to be reminded on that day.

    Late and due lines always; those to come when one of their reminders falls after the last reminder sent
    (`depuis`) and not later than today, so that a Sunday's reminder is given on Monday.
    """
    resume = Resume()
    lignes = (
        dues_par(agent).order_by("date_limite").values_list("genre", "date_limite").annotate(n=Count("pk"))
    )
    for code, limite, nombre in lignes:
        genre = GENRES.get(code)
        verbe = genre.verbe if genre else "Traiter"
        if limite < jour:
            resume.en_retard[verbe] += nombre
        elif limite == jour:
            resume.aujourd_hui[verbe] += nombre
        elif genre and any(depuis < limite - dt.timedelta(days=avant) <= jour for avant in genre.rappels):
            resume.bientot[verbe] += nombre
    return resume


def destinataires(jour: dt.date) -> list[int]:
    """Identifiers of the agents who may owe something: those holding the right of a declared kind."""
    droits = {genre.droit for genre in GENRES.values()}
    roles = [role.code for role in VOCABULAIRE.roles.values() if role.droits & droits]
    if not roles:
        return []
    actives = Habilitation.objects.actives(jour).filter(role__in=roles, agent__est_systeme=False)
    return sorted(set(actives.order_by("agent_id").values_list("agent_id", flat=True)))


def rappeler(agent: Agent, jour: dt.date) -> bool:
    """Prepare the reminder of the day for one agent. True if a message goes; False if none is needed or left.

    The line in `Rappel` and the job that sends the message are one transaction: done twice, or killed in the
    middle and done again, one message goes.
    """
    with agir_comme(agent, motif="Rappel quotidien des échéances"):
        if not agent.is_active:
            return False
        rappel, est_premier = Rappel.objects.get_or_create(agent=agent, jour=jour)
        if not est_premier:
            return False
        precedent = (
            Rappel.objects.filter(agent=agent, jour__lt=jour, jour__gte=jour - RATTRAPAGE)
            .order_by("-jour")
            .first()
        )
        resume = resumer(agent, jour, depuis=precedent.jour if precedent else jour - dt.timedelta(days=1))
        if not resume.total:
            return False
        rappel.nombre = resume.total
        rappel.save(update_fields=["nombre"])
        EmailMessage(
            subject=resume.objet,
            body=render_to_string(
                "echeances/courriels/rappel.txt", {"resume": resume, "adresse": settings.MAILLAGE_ADRESSE}
            ),
            to=[agent.email],
        ).send()
        return True
