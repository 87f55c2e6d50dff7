"""A service of two centres around Lille, its provider; and another service at Amiens, that must never see them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.metiers.numerisation.actions.coffre import Salarie
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire
from maillage.metiers.numerisation.models import Campagne, Centre, Convention
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

SALARIE = Salarie("Lefèvre", "Zoé", dt.date(1962, 5, 1), "262059912345617", dt.date(2019, 3, 4))


def ligne(nom: str = "Lefèvre", **champs: object) -> LigneInventaire:
    """A record to inventory."""
    valeurs = {"reference": "", "epaisseur": "moyen", "rayonnage": "A-12", **champs}
    return LigneInventaire(Salarie(nom, "Zoé", dt.date(1962, 5, 1), "", dt.date(2019, 3, 4)), **valeurs)  # type: ignore[arg-type]


def organisation(
    genre: TypeOrganisation, nom: str, commune: Commune, parent: Organisation | None = None
) -> Organisation:
    with agir_comme(agent_systeme()):
        creee = Organisation.objects.create(
            type=genre,
            nom=nom,
            cle_recherche=nom.lower(),
            commune=commune,
            parent=parent,
            est_gestionnaire=True,
        )
        recalculer_rattachements([creee.pk])
    return creee


@dataclass
class ServiceEssai:
    """A service of occupational health, its centres, its campaign."""

    service: Organisation
    centres: list[Organisation]
    campagne: Campagne


def creer_service(nom: str, commune: Commune, codes: tuple[str, ...]) -> ServiceEssai:
    """A service and a centre for each code of label."""
    service = organisation(TypeOrganisation.SERVICE_SANTE_TRAVAIL, f"Santé au travail {nom}", commune)
    centres = [
        organisation(TypeOrganisation.CENTRE_SANTE_TRAVAIL, f"Centre {nom} {code}", commune, service)
        for code in codes
    ]
    with agir_comme(agent_systeme()):
        campagne = Campagne.objects.create(service=service, nom="Zéro papier", date_debut=dt.date(2026, 1, 5))
        for centre, code in zip(centres, codes, strict=True):
            Centre.objects.create(organisation=centre, service=service, campagne=campagne, code=code)
    return ServiceEssai(service, centres, campagne)


def creer_prestataire(lieu: ServiceEssai, commune: Commune) -> Organisation:
    """A provider under contract with this service."""
    prestataire = organisation(TypeOrganisation.PRESTATAIRE_NUMERISATION, "Copies du Nord", commune)
    with agir_comme(agent_systeme()):
        Convention.objects.create(
            campagne=lieu.campagne,
            service=lieu.service,
            prestataire=prestataire,
            date_effet=dt.date(2026, 1, 5),
            auteur=agent_systeme(),
        )
    return prestataire
