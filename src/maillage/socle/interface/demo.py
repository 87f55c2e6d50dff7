"""What the site of the demonstration says to all: one message, and the documents of its footer."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.utils import timezone

from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.interface.contenus.actions import publier_annonce, publier_document
from maillage.socle.interface.models import DocumentSite

MESSAGE = "Cette démonstration repart de données neuves quand on le demande. N’y saisissez rien de réel."
TEXTES = Path(__file__).parent / "donnees" / "site"


def peupler(_volume: str) -> None:
    agent, jour = agent_systeme(), timezone.localdate()
    with agir_comme(agent, motif=MOTIF):
        if DocumentSite.objects.exists():
            return
        for code in DocumentSite.Code:
            texte = (TEXTES / f"{code}.txt").read_text(encoding="utf-8")
            publier_document(agent=agent, code=code, texte=texte, motif="Première version")
        publier_annonce(agent=agent, texte=MESSAGE, date_debut=jour, date_fin=jour + dt.timedelta(days=365))
