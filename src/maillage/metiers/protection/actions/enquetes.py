"""The half-yearly declaration and the annual survey: counted from the log, completed, handed in, validated."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from maillage.metiers.protection.actions.journal import journaux
from maillage.metiers.protection.droits import DECLARATION_ETABLIR, ENQUETE_OUVRIR, ENQUETE_SUIVRE
from maillage.metiers.protection.enums import StatutReponse
from maillage.metiers.protection.models import (
    Declaration,
    Enquete,
    Inscription,
    Mandataire,
    Mesure,
    ReponseEnquete,
)
from maillage.metiers.protection.regles.enquete import Annee, Vie, compter_annee, photographie
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

PREMIERE_ANNEE = 2015
LOT = 1_000


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


def ouvrir_enquete(*, agent: Agent, organisation: Organisation, annee: int, date_limite: dt.date) -> Enquete:
    """Ask every professional who was on a list in the year, once in each of his own départements."""
    exiger(agent, ENQUETE_OUVRIR, organisation)
    aujourd_hui = timezone.localdate()
    if not PREMIERE_ANNEE <= annee <= aujourd_hui.year:
        raise ValidationError(
            {"annee": f"L’enquête porte sur une année de {PREMIERE_ANNEE} à {aujourd_hui.year}."}
        )
    if date_limite <= aujourd_hui:
        raise ValidationError({"date_limite": "Laissez du temps : cette date est passée."})
    if Enquete.objects.filter(annee=annee).exists():
        raise ValidationError({"annee": f"L’enquête {annee} est déjà ouverte."})
    with transaction.atomic():
        enquete = Enquete.objects.create(
            organisation=organisation, annee=annee, date_limite=date_limite, auteur=agent
        )
        inscriptions = Inscription.objects.filter(
            Q(date_fin=None) | Q(date_fin__gte=dt.date(annee, 1, 1)),
            date_debut__lte=dt.date(annee, 12, 31),
        ).order_by("mandataire_id", "departement_id", "date_debut")
        ReponseEnquete.objects.bulk_create(
            (
                ReponseEnquete(
                    enquete=enquete,
                    organisation_id=inscription.organisation_id,
                    mandataire_id=inscription.mandataire_id,
                    autorite_id=inscription.autorite_id,
                    departement_id=inscription.departement_id,
                )
                for inscription in _a_rendre(inscriptions)
            ),
            batch_size=LOT,
        )
    return enquete


def _a_rendre(inscriptions: Iterable[Inscription]) -> list[Inscription]:
    """One line a professional and a département: his financing ones, else all that he has."""
    distinctes: dict[int, dict[int, Inscription]] = defaultdict(dict)
    for inscription in inscriptions:
        distinctes[inscription.mandataire_id][inscription.departement_id] = inscription
    rendues = []
    for lignes in distinctes.values():
        financeurs = [ligne for ligne in lignes.values() if ligne.est_financeur]
        rendues += financeurs or list(lignes.values())
    return rendues


def prefigurer(reponse: ReponseEnquete) -> Annee:
    """The tables of a reply: frozen once handed in, else counted from the log now."""
    if reponse.statut in (StatutReponse.DEPOSEE, StatutReponse.VALIDEE):
        return Annee.de_json(reponse.chiffres)
    mesures = Mesure.objects.filter(
        gestionnaire=reponse.organisation_id, departement=reponse.departement_id
    ).order_by("id")
    return compter_annee(vies(mesures), reponse.enquete.annee)


def completer_reponse(
    *, agent: Agent, reponse: ReponseEnquete, complements: dict[str, Any], est_deposee: bool
) -> ReponseEnquete:
    """Keep what was typed; handed in, the tables are frozen with it and the direction is asked to validate."""
    exiger(agent, DECLARATION_ETABLIR, Organisation(pk=reponse.organisation_id))
    with transaction.atomic():
        reponse = _verrouiller(reponse)
        if reponse.statut in (StatutReponse.DEPOSEE, StatutReponse.VALIDEE):
            raise ValidationError("Cette réponse est déposée : demandez à votre direction de vous la rendre.")
        reponse.complements = complements
        reponse.statut = StatutReponse.BROUILLON
        if est_deposee:
            reponse.chiffres = prefigurer(reponse).en_json()
            reponse.statut = StatutReponse.DEPOSEE
            reponse.horodatage_depot = timezone.now()
        reponse.save(update_fields=["complements", "statut", "chiffres", "horodatage_depot"])
    return reponse


def valider_reponse(*, agent: Agent, reponse: ReponseEnquete) -> ReponseEnquete:
    """The direction accepts a reply that was handed in."""
    return _instruire(agent, reponse, StatutReponse.VALIDEE)


def rendre_reponse(*, agent: Agent, reponse: ReponseEnquete) -> ReponseEnquete:
    """The direction gives a reply back to be corrected; its tables are counted again."""
    return _instruire(agent, reponse, StatutReponse.BROUILLON)


def _instruire(agent: Agent, reponse: ReponseEnquete, statut: StatutReponse) -> ReponseEnquete:
    exiger(agent, ENQUETE_SUIVRE, Organisation(pk=reponse.autorite_id))
    with transaction.atomic():
        reponse = _verrouiller(reponse)
        if reponse.statut not in (StatutReponse.DEPOSEE, StatutReponse.VALIDEE):
            raise ValidationError("Cette réponse n’est pas encore déposée.")
        reponse.statut = statut
        reponse.horodatage_validation = timezone.now() if statut == StatutReponse.VALIDEE else None
        reponse.save(update_fields=["statut", "horodatage_validation"])
    return reponse


def _verrouiller(reponse: ReponseEnquete) -> ReponseEnquete:
    return ReponseEnquete.objects.select_for_update(of=("self",)).select_related("enquete").get(pk=reponse.pk)


def agreger(reponses: Iterable[ReponseEnquete]) -> Annee:
    """The sum of the replies handed in."""
    somme = Annee()
    for reponse in reponses:
        if reponse.statut in (StatutReponse.DEPOSEE, StatutReponse.VALIDEE):
            somme.ajouter(Annee.de_json(reponse.chiffres))
    return somme
