"""A page whose owner no code says: two people type it, each alone; agreed, or raised to a health professional."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.controle import noter_defauts
from maillage.metiers.numerisation.actions.incidents import ouvrir
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.actions.parcours_lots import verrouiller_lot
from maillage.metiers.numerisation.actions.rattachement import personne_de
from maillage.metiers.numerisation.droits import SAISIE_ARBITRER, SAISIE_TENIR
from maillage.metiers.numerisation.enums.controle import NatureDefaut
from maillage.metiers.numerisation.enums.incidents import GraviteIncident, NatureIncident
from maillage.metiers.numerisation.enums.lots import IssueCodage, StatutCodage
from maillage.metiers.numerisation.enums.pieces import IssueRattachement, Trait
from maillage.metiers.numerisation.models import Lot, Page, SaisieCodage, VideoCodage
from maillage.metiers.numerisation.regles.concordance import (
    TraitLu,
    desaccords_de_saisie,
    est_nir,
    normaliser,
    rattacher,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent

A_TAPER = (StatutCodage.A_SAISIR, StatutCodage.SECONDE_SAISIE)
DEUX = 2


def file_de(agent: Agent) -> QuerySet[VideoCodage]:
    """Pages that this person may type now: those of his centres that he has not typed, the oldest first."""
    return (
        VideoCodage.objects.filter(centre__in=perimetre(agent, SAISIE_TENIR), statut__in=A_TAPER)
        .exclude(saisies__auteur=agent)
        .order_by("horodatage", "pk")
    )


def a_arbitrer(agent: Agent) -> QuerySet[VideoCodage]:
    return VideoCodage.objects.filter(
        centre__in=perimetre(agent, SAISIE_ARBITRER), statut=StatutCodage.A_ARBITRER
    ).order_by("horodatage", "pk")


def controler(traits: Mapping[Trait, str]) -> dict[str, str]:
    """What cannot be what is written: by field."""
    refus = {}
    if traits.get(Trait.NIR) and not est_nir(traits[Trait.NIR]):
        refus[Trait.NIR.value] = "Ce numéro n’est pas possible : sa clé ne correspond pas. Relisez-le."
    if traits.get(Trait.DATE_NAISSANCE) and not normaliser(
        Trait.DATE_NAISSANCE, traits[Trait.DATE_NAISSANCE]
    ):
        refus[Trait.DATE_NAISSANCE.value] = "Écrivez la date comme sur la page : 14/02/1961."
    return refus


def saisir(*, agent: Agent, codage: VideoCodage, traits: Mapping[Trait, str]) -> VideoCodage:
    """Type what the page says; nothing at all is an answer. The second one settles it, or raises it."""
    exiger(agent, SAISIE_TENIR, codage)
    saisis = {trait: traits.get(trait, "").strip() for trait in Trait}
    if refus := controler(saisis):
        raise ValidationError(refus)
    with transaction.atomic():
        codage = _verrouiller(codage.pk)
        if codage.statut not in A_TAPER:
            raise ValidationError("Cette page est déjà attribuée, ou attend un professionnel de santé.")
        precedentes = list(codage.saisies.all())
        if any(saisie.auteur_id == agent.pk for saisie in precedentes):
            raise ValidationError(
                "Vous avez déjà saisi cette page : une autre personne doit la saisir seule."
            )
        coffre = Coffre.de(codage.page.dossier)
        SaisieCodage.objects.create(
            centre_id=codage.centre_id,
            codage=codage,
            rang=len(precedentes) + 1,
            contenu=coffre.sceller({"traits": {trait.value: valeur for trait, valeur in saisis.items()}}),
            auteur=agent,
        )
        if not precedentes:
            codage.statut = StatutCodage.SECONDE_SAISIE
            codage.save(update_fields=["statut"])
            return codage
        premiere = traits_saisis(precedentes[0], coffre)
        _conclure(agent, codage, _issue(codage.page, premiere, saisis))
    return codage


def traits_saisis(saisie: SaisieCodage, coffre: Coffre) -> dict[Trait, str]:
    contenu = coffre.ouvrir(saisie.contenu).get("traits", {})
    return {trait: str(contenu.get(trait.value, "")) for trait in Trait}


def _issue(page: Page, premiere: Mapping[Trait, str], seconde: Mapping[Trait, str]) -> IssueCodage | None:
    """What two people agree on; None: they do not, or what they agree on is not enough."""
    if desaccords_de_saisie(premiere, seconde):
        return None
    lus = {trait: TraitLu(valeur) for trait, valeur in seconde.items() if valeur}
    if not lus:
        return IssueCodage.SANS_TRAIT
    with au_nom_du_service("Attribution d’une page"):
        rattachement = rattacher(lus, [personne_de(page.dossier)])
    if rattachement.issue == IssueRattachement.CONCORDANT:
        return IssueCodage.CONFIRMEE
    if rattachement.issue == IssueRattachement.A_SAISIR or rattachement.contredits:
        return IssueCodage.AUTRE_PERSONNE
    return None


def arbitrer(*, agent: Agent, codage: VideoCodage, issue: str) -> VideoCodage:
    """A health professional reads the page whole, and says."""
    exiger(agent, SAISIE_ARBITRER, codage)
    if issue not in IssueCodage.values:
        raise ValidationError({"issue": "Dites à qui est la page."})
    with transaction.atomic():
        codage = _verrouiller(codage.pk)
        if codage.statut != StatutCodage.A_ARBITRER:
            raise ValidationError("Cette page n’attend pas d’arbitrage.")
        _conclure(agent, codage, IssueCodage(issue))
    return codage


def _signaler(systeme: Agent, page: Page, lot: Lot) -> None:
    """A page of somebody else is an incident: the record waits until it is closed."""
    ouvrir(
        agent=systeme,
        organisation=page.dossier.centre,
        nature=NatureIncident.PERSONNE,
        description=f"La page {page.numero} livrée avec ce dossier est d’une autre personne.",
        gravite=GraviteIncident.CRITIQUE,
        dossier=page.dossier,
        prestataire=lot.prestataire,
        objet=lot,
        libelle=str(lot),
        url=reverse("numerisation:lot", args=[lot.pk]),
        est_automatique=True,
    )


def _verrouiller(pk: int) -> VideoCodage:
    return (
        VideoCodage.objects.select_for_update(of=("self",))
        .select_related(
            "page__dossier__cle", "page__dossier__identite", "page__dossier__centre", "page__fichier"
        )
        .get(pk=pk)
    )


def _conclure(agent: Agent, codage: VideoCodage, issue: IssueCodage | None) -> None:
    if issue is None:
        codage.statut = StatutCodage.A_ARBITRER
        codage.save(update_fields=["statut"])
        return
    codage.statut, codage.issue = StatutCodage.RESOLU, issue
    codage.auteur_resolution, codage.horodatage_resolution = agent, timezone.now()
    codage.save(update_fields=["statut", "issue", "auteur_resolution", "horodatage_resolution"])
    page = codage.page
    with au_nom_du_service("Attribution d’une page") as systeme:
        if issue == IssueCodage.AUTRE_PERSONNE:
            lot = verrouiller_lot(page.fichier.lot_id)
            Page.objects.filter(pk=page.pk).update(est_ecartee=True, raison=str(issue.label))
            noter_defauts(
                lot,
                page.pk,
                [NatureDefaut.AUTRE_PERSONNE],
                auteur=systeme,
                livraison=page.fichier.livraison,
                observation="Deux personnes ont lu une autre identité sur la page.",
            )
            _signaler(systeme, page, lot)
        else:
            Page.objects.filter(pk=page.pk).update(
                rattachement=IssueRattachement.CONCORDANT, raison=str(issue.label)
            )
