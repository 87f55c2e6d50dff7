"""What is decided: a campaign, the centres that take part, the editions of the contract with a provider."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q, QuerySet

from maillage.metiers.numerisation.droits import CAMPAGNE_GERER, CONVENTION_LIRE
from maillage.metiers.numerisation.models import Campagne, Centre, Convention
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation


def campagnes_de(agent: Agent) -> QuerySet[Campagne]:
    """Campaigns of the agent's services, or under whose contract he works."""
    conventions = Convention.objects.visibles_par(agent).values("campagne")
    return Campagne.objects.filter(Q(service__in=perimetre(agent, CONVENTION_LIRE)) | Q(pk__in=conventions))


def services_de(agent: Agent) -> list[Organisation]:
    """Services for which this agent decides."""
    siens = Organisation.objects.filter(
        pk__in=perimetre(agent, CAMPAGNE_GERER), type=TypeOrganisation.SERVICE_SANTE_TRAVAIL
    )
    return list(siens.order_by("nom", "pk"))


def ouvrir_campagne(
    *,
    agent: Agent,
    service: Organisation,
    nom: str,
    perimetre: str,
    date_debut: dt.date,
    date_fin: dt.date | None = None,
) -> Campagne:
    """Decide of a scope. Raises AccesRefuse outside the agent's services, ValidationError by field."""
    exiger(agent, CAMPAGNE_GERER, service)
    if date_fin and date_fin < date_debut:
        raise ValidationError({"date_fin": "La fin est avant le début."})
    if Campagne.objects.filter(service=service, nom=nom.strip()).exists():
        raise ValidationError({"nom": "Une campagne de ce service porte déjà ce nom."})
    campagne = Campagne(
        service=service,
        nom=nom.strip(),
        perimetre=perimetre.strip(),
        date_debut=date_debut,
        date_fin=date_fin,
    )
    campagne.full_clean(exclude=["service"])
    campagne.save()
    return campagne


def centres_a_inscrire(campagne: Campagne) -> list[Organisation]:
    """Centres of the service that take part in no campaign yet."""
    inscrits = Centre.objects.filter(service=campagne.service_id).values("organisation")
    centres = Organisation.objects.filter(
        parent=campagne.service_id, type=TypeOrganisation.CENTRE_SANTE_TRAVAIL
    )
    return list(centres.exclude(pk__in=inscrits).order_by("nom", "pk"))


def inscrire_centre(*, agent: Agent, campagne: Campagne, organisation: Organisation, code: str) -> Centre:
    """A centre takes part: the code of its labels is its own in the whole house, and does not change."""
    exiger(agent, CAMPAGNE_GERER, campagne.service)
    if organisation.parent_id != campagne.service_id:
        raise ValidationError({"organisation": "Ce centre n’est pas de ce service."})
    centre = Centre(
        organisation=organisation,
        service_id=campagne.service_id,
        campagne=campagne,
        code=code.strip().upper(),
    )
    if Centre.objects.filter(code=centre.code).exists():
        raise ValidationError({"code": "Un autre centre imprime déjà ce code sur ses étiquettes."})
    centre.full_clean(exclude=["organisation", "service", "campagne"], validate_unique=False)
    centre.save()
    return centre


def enregistrer_convention(
    *,
    agent: Agent,
    campagne: Campagne,
    prestataire: Organisation,
    date_effet: dt.date,
    nqa_majeur: Decimal,
    nqa_mineur: Decimal,
    resolution: int,
    est_couleur: bool,
    delai_livraison_jours: int,
    delai_garde_jours: int,
    mode: str,
    prix_page: Decimal | None = None,
    reference: str = "",
) -> Convention:
    """The next edition of the contract: the former ones stay, for the lots delivered under them."""
    exiger(agent, CAMPAGNE_GERER, campagne.service)
    if prestataire.type != TypeOrganisation.PRESTATAIRE_NUMERISATION:
        raise ValidationError({"prestataire": "Cet organisme n’est pas un prestataire de numérisation."})
    with transaction.atomic():
        Campagne.objects.select_for_update(of=("self",)).get(pk=campagne.pk)
        anciennes = Convention.objects.filter(campagne=campagne, prestataire=prestataire)
        derniere = anciennes.aggregate(edition=Max("edition"), effet=Max("date_effet"))
        if derniere["effet"] and date_effet < derniere["effet"]:
            raise ValidationError({"date_effet": "Une édition plus récente est déjà enregistrée."})
        convention = Convention(
            campagne=campagne,
            service_id=campagne.service_id,
            prestataire=prestataire,
            edition=(derniere["edition"] or 0) + 1,
            date_effet=date_effet,
            mode=mode,
            resolution=resolution,
            est_couleur=est_couleur,
            delai_livraison_jours=delai_livraison_jours,
            delai_garde_jours=delai_garde_jours,
            nqa_majeur=nqa_majeur,
            nqa_mineur=nqa_mineur,
            prix_page=prix_page,
            reference=reference.strip(),
            auteur=agent,
        )
        convention.full_clean(exclude=["campagne", "service", "prestataire", "auteur"])
        convention.save()
    return convention
