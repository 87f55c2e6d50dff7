"""The half-yearly declaration (art. R. 472-10 CASF): counted from the log, completed, copied to the prefect."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.protection.actions.journal import journaux
from maillage.metiers.protection.droits import DECLARATION_ETABLIR
from maillage.metiers.protection.models import Declaration, Mandataire, Mesure
from maillage.metiers.protection.regles.enquete import Vie, photographie
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent


def vies(mesures: Iterable[Mesure]) -> list[Vie]:
    """Measures as the survey reads them; two queries whatever their number."""
    toutes = list(mesures)
    logs = journaux([mesure.pk for mesure in toutes])
    return [
        Vie(logs.get(mesure.pk, ()), mesure.civilite, mesure.annee_naissance, mesure.date_premier_mesure)
        for mesure in toutes
    ]


def etablir_declaration(
    *,
    agent: Agent,
    mandataire: Mandataire,
    date_arrete: dt.date,
    nombre_secretaires: int,
    autres_activites: str,
    quotite: int,
) -> Declaration:
    """Write, or write again, the declaration of a half-year, with the measures held on its last day."""
    exiger(agent, DECLARATION_ETABLIR, mandataire.organisation)
    if date_arrete > timezone.localdate():
        raise ValidationError({"date_arrete": "Ce semestre n’est pas terminé."})
    declaration = Declaration.objects.filter(mandataire=mandataire, date_arrete=date_arrete).first()
    declaration = declaration or Declaration(mandataire=mandataire, date_arrete=date_arrete)
    declaration.organisation_id, declaration.autorite_id = mandataire.organisation_id, mandataire.autorite_id
    declaration.nombre_secretaires = nombre_secretaires
    declaration.autres_activites, declaration.quotite = autres_activites.strip(), quotite
    declaration.chiffres = compter_par_tribunal(mandataire, date_arrete)
    declaration.auteur = agent
    declaration.full_clean(
        exclude=["organisation", "autorite", "mandataire", "auteur"], validate_unique=False
    )
    declaration.save()
    return declaration


def compter_par_tribunal(mandataire: Mandataire, jour: dt.date) -> list[dict[str, Any]]:
    """Measures held at the end of that day: for each court, how many of each nature."""
    par_tribunal: dict[str, list[Mesure]] = defaultdict(list)
    mesures = Mesure.objects.filter(gestionnaire=mandataire.organisation_id).select_related("tribunal")
    for mesure in mesures.order_by("tribunal__nom", "id"):
        par_tribunal[mesure.tribunal.nom].append(mesure)
    lignes = [
        {"tribunal": nom, "natures": photographie(vies(du_tribunal), jour)}
        for nom, du_tribunal in par_tribunal.items()
    ]
    return [ligne for ligne in lignes if ligne["natures"]]
