"""A service of occupational health in twenty-two towns of the North, its provider, its people. Names are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.utils import timezone

from maillage.commun.textes import de
from maillage.metiers.numerisation.models import Campagne, Centre, Convention
from maillage.socle.acces.contexte import agent_systeme
from maillage.socle.annuaire.demo import Compte, creer_compte, organisation
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.annuaire.rattachement import recalculer_rattachements

VILLES = {
    "LIL": "59350", "RBX": "59512", "TCG": "59599", "VDA": "59009", "DOU": "59178", "STO": "62765", "HAZ": "59295",
    "ARM": "59017", "SEC": "59560", "MAR": "59378", "WAT": "59650", "CRX": "59163", "LOO": "59360", "LAM": "59328",
    "HAL": "59279", "BAI": "59043", "SMN": "59574", "ORC": "59449", "LES": "59343", "WAS": "59646", "ARQ": "62040",
    "ANI": "59008",
}  # fmt: skip
"""Code of the labels → commune."""
NOM_SERVICE = "Santé au travail Nord Métropole"
ASSISTANTE = "assistante.dst@demo.maillage.invalid"
INFIRMIER = "infirmier.dst@demo.maillage.invalid"
MEDECIN = "medecin.dst@demo.maillage.invalid"
RESPONSABLE = "responsable.dst@demo.maillage.invalid"
PRESTATAIRE = "prestataire.dst@demo.maillage.invalid"
QUALITE = "qualite.dst@demo.maillage.invalid"
DPO = "dpo.dst@demo.maillage.invalid"
PILOTAGE = "pilotage.dst@demo.maillage.invalid"
COMPTES = (
    Compte("Assistante d’équipe, centre de Lille", ASSISTANTE, "Agathe", "Delmotte", "numerisation.assistant_equipe"),
    Compte("Infirmier, centre de Lille", INFIRMIER, "Ivan", "Caron", "numerisation.professionnel_sante"),
    Compte("Responsable du centre de Lille", RESPONSABLE, "Rachel", "Boulet", "numerisation.responsable_centre"),
    Compte("Médecin coordinatrice", MEDECIN, "Maud", "Leclercq", "numerisation.medecin_coordinateur", titre="Dr"),
    Compte("Opérateur du prestataire de numérisation", PRESTATAIRE, "Piotr", "Nowak", "numerisation.prestataire"),
    Compte("Contrôle qualité de la numérisation", QUALITE, "Quentin", "Flament", "numerisation.controleur_qualite"),
    Compte("Déléguée à la protection des données", DPO, "Diane", "Masson", "numerisation.dpo"),
    Compte("Pilotage de la numérisation", PILOTAGE, "Patrick", "Wallaert", "numerisation.pilotage"),
)  # fmt: skip
AU_CENTRE = (ASSISTANTE, INFIRMIER, RESPONSABLE)


@dataclass
class Lieux:
    """What the rest of the demonstration works on. `centres`: code of the labels → centre; Lille is the first."""

    service: Organisation
    prestataire: Organisation
    campagne: Campagne
    convention: Convention
    centres: dict[str, Centre] = field(default_factory=dict)
    agents: dict[str, Agent] = field(default_factory=dict)

    @property
    def lille(self) -> Organisation:
        return self.centres["LIL"].organisation


def creer_lieux() -> Lieux:
    communes = {
        commune.code_insee: commune for commune in Commune.objects.filter(code_insee__in=VILLES.values())
    }
    ville = communes[VILLES["LIL"]]
    service = organisation(
        TypeOrganisation.SERVICE_SANTE_TRAVAIL, NOM_SERVICE, ville, est_gestionnaire=True, sigle="STNM"
    )
    prestataire = organisation(
        TypeOrganisation.PRESTATAIRE_NUMERISATION,
        "Copies fidèles du Nord",
        communes["59560"],
        est_gestionnaire=True,
    )
    centres = {
        code: organisation(
            TypeOrganisation.CENTRE_SANTE_TRAVAIL,
            f"Centre de santé au travail {de(communes[insee].nom)}",
            communes[insee],
            est_gestionnaire=True,
            parent=service,
        )
        for code, insee in VILLES.items()
    }
    recalculer_rattachements([service.pk, prestataire.pk, *(centre.pk for centre in centres.values())])
    lieux = Lieux(service, prestataire, *_decider(service, prestataire))
    lieux.centres = {
        code: Centre(organisation=centre, service=service, campagne=lieux.campagne, code=code)
        for code, centre in centres.items()
    }
    Centre.objects.bulk_create(lieux.centres.values())
    for compte in COMPTES:
        chez = {PRESTATAIRE: prestataire, **dict.fromkeys(AU_CENTRE, lieux.lille)}.get(
            compte.courriel, service
        )
        lieux.agents[compte.courriel] = creer_compte(compte, chez)
    return lieux


def _decider(service: Organisation, prestataire: Organisation) -> tuple[Campagne, Convention]:
    debut = timezone.localdate() - dt.timedelta(days=365)
    campagne = Campagne.objects.create(
        service=service,
        nom="Zéro papier",
        perimetre="Dossiers des salariés suivis, dernière visite de moins de quarante ans.",
        date_debut=debut,
        date_fin=debut + dt.timedelta(days=900),
    )
    convention = Convention.objects.create(
        campagne=campagne,
        service=service,
        prestataire=prestataire,
        date_effet=debut,
        prix_page=Decimal("0.0475"),
        reference="CN-2025-07",
        auteur=agent_systeme(),
    )
    return campagne, convention
