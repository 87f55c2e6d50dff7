"""Structures, requesting services and people of the demonstration."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from maillage.commun.textes import de
from maillage.metiers.medecine_legale.enums import ModeFinancement
from maillage.metiers.medecine_legale.models import FinancementStructure
from maillage.socle.acces.contexte import agent_systeme
from maillage.socle.annuaire.demo import (
    AUTRES_VILLES,
    DEBUT,
    HAUTS_DE_FRANCE,
    NOMS,
    PRENOMS,
    Compte,
    creer_compte,
    hopital,
    organisation,
    tribunal,
)
from maillage.socle.annuaire.enums import TypeOrganisation, TypeTerritoire
from maillage.socle.annuaire.models import (
    Agent,
    Commune,
    Habilitation,
    Organisation,
    Personne,
    RessortCommune,
    Territoire,
)
from maillage.socle.annuaire.rattachement import recalculer_rattachements

HORS_DOTATION = "62041"
"""Commune (INSEE code) of the unit that is paid for each act."""

MOTIF_HORS_DOTATION = "Structure restée hors de la dotation annuelle"

RESSORT = "douai"
"""The only jurisdiction of a court of appeal that the demonstration draws: the two départements of the north."""

COMPTES = [
    Compte("Secrétaire à l’unité médico-judiciaire de Lille", "secretaire.lille@demo.maillage.invalid", "Nadia",
           "Verbeke", "medecine_legale.gestionnaire", "59350"),
    Compte("Médecin légiste à Lille", "legiste.lille@demo.maillage.invalid", "Étienne", "Delcroix",
           "medecine_legale.gestionnaire", "59350", titre="Dr", rpps="10999000019"),
    Compte("Responsable de l’unité médico-judiciaire de Lille", "responsable.lille@demo.maillage.invalid", "Hélène",
           "Vasseur", "medecine_legale.administrateur", "59350", titre="Pr"),
    Compte("Affaires médicales de l’hôpital, pour l’unité de Lille", "effectifs.lille@demo.maillage.invalid", "Claire",
           "Dumortier", "medecine_legale.gestionnaire_effectifs", "59350"),
    Compte("Secrétaire et référente des effectifs à Lille", "generale.lille@demo.maillage.invalid", "Aline", "Dubois",
           "medecine_legale.gestionnaire_general", "59350"),
    Compte("Secrétaire à l’unité médico-judiciaire d’Amiens", "secretaire.amiens@demo.maillage.invalid", "Mathilde",
           "Lenglet", "medecine_legale.gestionnaire", "80021"),
    Compte("Inspectrice en mission à Lille", "inspection@demo.maillage.invalid", "Irène", "Castel",
           "medecine_legale.invite", "59350"),
    Compte("Gestionnaire de facturation à l’hôpital d’Arras", "facturation.arras@demo.maillage.invalid", "Jeanne",
           "Caron", "medecine_legale.facturation", HORS_DOTATION),
    Compte("Chargé de mission à l’agence régionale de santé", "regional@demo.maillage.invalid", "Karim", "Benali",
           "medecine_legale.superviseur_regional", territoire=("region", "32")),
    Compte("Suivi de la médecine légale à la cour d’appel de Douai", "appel@demo.maillage.invalid", "Marc", "Leroux",
           "medecine_legale.superviseur_regional", territoire=("cour_appel", RESSORT)),
    Compte("Offre de soins au ministère de la santé", "sante@demo.maillage.invalid", "Inès", "Garnier",
           "medecine_legale.superviseur_national", territoire=("pays", "FR")),
    Compte("Police et gendarmerie au ministère de l’intérieur", "interieur@demo.maillage.invalid", "Yann", "Prigent",
           "medecine_legale.superviseur_national", territoire=("pays", "FR")),
    Compte("Médecine légale au ministère de la justice", "national@demo.maillage.invalid", "Solène", "Marchand",
           "medecine_legale.superviseur_national", territoire=("pays", "FR")),
    Compte("Administrateur national", "administration@demo.maillage.invalid", "Bastien", "Roux",
           "medecine_legale.super_administrateur", territoire=("pays", "FR")),
]  # fmt: skip


@dataclass
class Structure:
    """A structure with those who work there and those who send it requisitions."""

    organisation: Organisation
    departement: str
    est_institut: bool
    auteur: Agent
    praticiens: list[Personne]
    requerants: list[Organisation] = field(default_factory=list)
    tribunal: Organisation | None = None


def creer_structures(*, est_national: bool) -> list[Structure]:
    """One hospital and its unit in each town, with the police stations, brigades and court around it."""
    villes = {**HAUTS_DE_FRANCE, **(AUTRES_VILLES if est_national else {})}
    communes = {
        commune.code_insee: commune
        for commune in Commune.objects.filter(code_insee__in=villes).select_related("departement")
    }
    structures = [_creer_structure(communes[code], institut) for code, institut in villes.items()]
    _tracer_le_ressort()
    recalculer_rattachements()
    _mettre_hors_dotation(structures)
    return structures


def _mettre_hors_dotation(structures: list[Structure]) -> None:
    """Once the organisation is attached: the wall of its lines needs it."""
    for structure in structures:
        commune = structure.organisation.commune
        if commune is not None and commune.code_insee == HORS_DOTATION:
            FinancementStructure.objects.get_or_create(
                structure=structure.organisation,
                date_debut=DEBUT,
                defaults={
                    "mode": ModeFinancement.A_L_ACTE,
                    "motif": MOTIF_HORS_DOTATION,
                    "auteur": agent_systeme(),
                },
            )


def _creer_structure(commune: Commune, est_institut: bool) -> Structure:
    unite = organisation(
        TypeOrganisation.UNITE_MEDICO_JUDICIAIRE,
        f"Unité médico-judiciaire {de(commune.nom)}",
        commune,
        parent=hopital(commune),
        sigle="UMJ",
        adresse="1, avenue de l’Hôpital",
        est_gestionnaire=True,
        caracteristiques={
            "institut": est_institut,
        },
    )
    praticiens = _creer_praticiens(commune.code_insee)
    secretaire = Personne.objects.create(
        nom=NOMS[len(commune.nom) % 10], prenom=PRENOMS[len(commune.nom) % 7]
    )
    auteur = Agent.objects.create_user(
        f"secretariat.{commune.code_insee}@demo.maillage.invalid", personne=secretaire
    )
    Habilitation.objects.create(
        agent=auteur, role="medecine_legale.gestionnaire", organisation=unite, date_debut=DEBUT
    )
    return Structure(
        organisation=unite,
        departement=commune.departement.code,
        est_institut=est_institut,
        auteur=auteur,
        praticiens=praticiens,
        requerants=_creer_requerants(commune),
        tribunal=tribunal(commune),
    )


def _tracer_le_ressort() -> None:
    ressort, _ = Territoire.objects.get_or_create(
        type=TypeTerritoire.COUR_APPEL, code=RESSORT, defaults={"nom": "Ressort de la cour d’appel de Douai"}
    )
    communes = Commune.objects.filter(departement__code__in=["59", "62"]).order_by("pk")
    RessortCommune.objects.bulk_create(
        [RessortCommune(territoire=ressort, commune=commune) for commune in communes], ignore_conflicts=True
    )


def _creer_praticiens(code: str) -> list[Personne]:
    rang = sum(ord(caractere) for caractere in code)
    return Personne.objects.bulk_create(
        Personne(titre="Dr", prenom=PRENOMS[(rang + 3 * i) % 10], nom=NOMS[(rang + 7 * i) % 10])
        for i in range(4)
    )


def _creer_requerants(commune: Commune) -> list[Organisation]:
    """The police hold the towns, the gendarmerie the country."""
    voisines = Commune.objects.filter(departement=commune.departement).exclude(pk=commune.pk)
    villes = [commune, *voisines.order_by("-population")[:2]]
    bourgs = voisines.filter(population__range=(3_000, 7_000)).order_by("-population")[:3]
    return [
        *(
            organisation(TypeOrganisation.COMMISSARIAT, f"Commissariat de police {de(ville.nom)}", ville)
            for ville in villes
        ),
        *(
            organisation(
                TypeOrganisation.BRIGADE_GENDARMERIE, f"Brigade de gendarmerie {de(bourg.nom)}", bourg
            )
            for bourg in bourgs
        ),
    ]


def creer_comptes(structures: list[Structure]) -> None:
    """The accounts of the sign-in cards; all have the same password, said by the demonstration."""
    unites = {s.organisation.commune.code_insee: s.organisation for s in structures if s.organisation.commune}
    for compte in COMPTES:
        fin = timezone.localdate() + dt.timedelta(days=90) if compte.role.endswith("invite") else None
        creer_compte(compte, unites.get(compte.commune), fin)
