"""Training as one follows it: modules, graded cases, a certificate; for a specialist, the roster opens."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.avis.actions.listes import DONNEES
from maillage.metiers.avis.droits import FORMATION_SUIVRE
from maillage.metiers.avis.enums.eligibilite import GenrePiece
from maillage.metiers.avis.models import Attestation, PieceEligibilite, Specialiste
from maillage.metiers.avis.regles.formation import (
    OUVRENT_LA_GARDE,
    VALIDITE,
    Correction,
    Module,
    corriger,
    lire_module,
    ouvre_la_garde,
)
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse, exiger
from maillage.socle.acces.portee import portee
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.production import produire

DOCUMENT = "avis.attestation"


@lru_cache(maxsize=1)
def modules() -> Mapping[str, Module]:
    """Every module shipped, by code."""
    return {chemin.stem: lire_module(chemin) for chemin in sorted((DONNEES / "formation").glob("*.toml"))}


def modules_de(agent: Agent) -> list[Module]:
    """Those of the functions that he holds."""
    roles = {habilitation.role for habilitation in portee(agent).habilitations}
    return [module for module in modules().values() if module.roles & roles]


def module_de(agent: Agent, code: str) -> Module:
    trouve = next((module for module in modules_de(agent) if module.code == code), None)
    if trouve is None:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    return trouve


def acquis(agent: Agent, jour: dt.date) -> dict[str, Attestation]:
    """His certificates in force, by module; the latest of each."""
    valables = Attestation.objects.filter(agent=agent, date_expiration__gte=jour).order_by("date", "id")
    return {attestation.module: attestation for attestation in valables}


def repondre_module(
    *, agent: Agent, code: str, reponses: Mapping[int, int]
) -> tuple[Correction, Attestation | None]:
    """Grade a try. Passed, a certificate is issued, once a day; failed, nothing is kept."""
    exiger(agent, FORMATION_SUIVRE)
    module = module_de(agent, code)
    if any(rang not in reponses for rang in range(len(module.cas))):
        raise ValidationError("Répondez à chaque cas : une seule réponse par cas.")
    correction = corriger(module, reponses)
    if not correction.est_reussi:
        return correction, None
    aujourd_hui = timezone.localdate()
    specialiste = (
        Specialiste.objects.visibles_par(agent)
        .filter(agent=agent)
        .select_related("exercice", "gestionnaire", "personne")
        .first()
    )
    with transaction.atomic():
        attestation, est_nouvelle = Attestation.objects.get_or_create(
            agent=agent,
            module=module.code,
            date=aujourd_hui,
            defaults={
                "organisation": specialiste.exercice if specialiste else _organisation(agent),
                "gestionnaire": specialiste.gestionnaire if specialiste else None,
                "version": module.version,
                "titre": module.titre,
                "bonnes": correction.bonnes,
                "questions": correction.questions,
                "date_expiration": aujourd_hui + VALIDITE,
            },
        )
        if est_nouvelle:
            produire(DOCUMENT, attestation, agent=agent)
            if specialiste is not None:
                _ouvrir_la_garde(agent, specialiste, aujourd_hui)
    return correction, attestation


def _organisation(agent: Agent) -> Organisation:
    """Where he works: the practice or the surgery of his function."""
    lieux = [h.organisation_id for h in portee(agent).habilitations if h.organisation_id]
    if not lieux:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    return Organisation.objects.get(pk=lieux[0])


def _ouvrir_la_garde(agent: Agent, specialiste: Specialiste, jour: dt.date) -> None:
    """Both modules in force: the proof of training is there, until the first of them ends."""
    valables = acquis(agent, jour)
    if not ouvre_la_garde(valables):
        return
    fin = min(valables[code].date_expiration for code in OUVRENT_LA_GARDE)
    systeme = agent_systeme()
    with agir_comme(systeme, motif="Formation validée"):
        PieceEligibilite.objects.create(
            specialiste=specialiste,
            exercice_id=specialiste.exercice_id,
            gestionnaire_id=specialiste.gestionnaire_id,
            genre=GenrePiece.FORMATION,
            reference="Modules réussis",
            date_debut=jour,
            date_fin=fin,
            verificateur=systeme,
        )
