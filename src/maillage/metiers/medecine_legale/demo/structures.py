"""Structures, requesting services and people of the demonstration."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.utils import timezone

from maillage.commun.textes import cle_recherche, de
from maillage.socle.annuaire.enums import TypeOrganisation, TypeTerritoire
from maillage.socle.annuaire.models import Agent, Commune, Habilitation, Organisation, Personne, Territoire
from maillage.socle.annuaire.rattachement import recalculer_rattachements

HAUTS_DE_FRANCE = {"59350": True, "80021": True, "59606": False, "62041": False}
AUTRES_VILLES = {
    "49007": True, "16015": False, "84007": False, "64024": False, "60057": False, "25056": True, "33063": True,
    "62119": False, "29019": True, "14118": True, "73065": False, "63113": True, "68066": False, "94028": True,
    "21231": True, "91228": True, "38185": True, "93066": False, "44109": True, "72181": False, "87085": True,
    "69123": True, "13055": True, "77284": False, "57463": False, "34172": True, "54395": True, "30189": False,
    "06088": True, "45234": True, "75056": True, "66136": False, "86194": True, "95500": False, "51454": True,
    "35238": True, "76540": True, "42218": True, "67482": True, "83137": False, "31555": True, "37261": True,
    "78646": True, "97105": True, "97209": True, "97411": True,
}  # fmt: skip
"""Communes (INSEE code) where a structure is placed; True when it has an institute."""

MOT_DE_PASSE = "maillage-demonstration"
DEBUT = dt.date(2020, 1, 1)


@dataclass(frozen=True)
class Compte:
    """An account of the demonstration: who, where (commune, or territory type and code), with which role."""

    qui: str
    courriel: str
    prenom: str
    nom: str
    role: str
    commune: str = ""
    territoire: tuple[str, str] | None = None
    titre: str = ""
    rpps: str = ""


COMPTES = [
    Compte("Secrétaire à l’unité médico-judiciaire de Lille", "secretaire.lille@demo.maillage.invalid", "Nadia",
           "Verbeke", "medecine_legale.gestionnaire", "59350"),
    Compte("Médecin légiste à Lille", "legiste.lille@demo.maillage.invalid", "Étienne", "Delcroix",
           "medecine_legale.gestionnaire", "59350", titre="Dr", rpps="10999000019"),
    Compte("Responsable de l’unité médico-judiciaire de Lille", "responsable.lille@demo.maillage.invalid", "Hélène",
           "Vasseur", "medecine_legale.administrateur", "59350", titre="Pr"),
    Compte("Secrétaire à l’unité médico-judiciaire d’Amiens", "secretaire.amiens@demo.maillage.invalid", "Mathilde",
           "Lenglet", "medecine_legale.gestionnaire", "80021"),
    Compte("Inspectrice en mission à Lille", "inspection@demo.maillage.invalid", "Irène", "Castel",
           "medecine_legale.invite", "59350"),
    Compte("Chargé de mission à l’agence régionale de santé", "regional@demo.maillage.invalid", "Karim", "Benali",
           "medecine_legale.superviseur_regional", territoire=("region", "32")),
    Compte("Bureau de la médecine légale au ministère", "national@demo.maillage.invalid", "Solène", "Marchand",
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
    recalculer_rattachements()
    return structures


def _organisation(genre: TypeOrganisation, nom: str, commune: Commune, **champs: object) -> Organisation:
    organisation, _ = Organisation.objects.get_or_create(
        type=genre,
        nom=nom,
        commune=commune,
        defaults={
            "cle_recherche": cle_recherche(f"{nom} {commune.nom}"),
            "code_postal": commune.codes_postaux[0] if commune.codes_postaux else "",
            **champs,
        },
    )
    return organisation


def _creer_structure(commune: Commune, est_institut: bool) -> Structure:
    hopital = _organisation(
        TypeOrganisation.ETABLISSEMENT_SANTE,
        f"Centre hospitalier {de(commune.nom)}",
        commune,
        est_gestionnaire=True,
    )
    unite = _organisation(
        TypeOrganisation.UNITE_MEDICO_JUDICIAIRE,
        f"Unité médico-judiciaire {de(commune.nom)}",
        commune,
        parent=hopital,
        sigle="UMJ",
        adresse="1, avenue de l’Hôpital",
        est_gestionnaire=True,
        caracteristiques={"institut": est_institut},
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
        tribunal=_organisation(
            TypeOrganisation.TRIBUNAL_JUDICIAIRE, f"Tribunal judiciaire {de(commune.nom)}", commune
        ),
    )


NOMS = (
    "Aubert",
    "Boulanger",
    "Carpentier",
    "Dumont",
    "Evrard",
    "Fournier",
    "Guérin",
    "Hubert",
    "Imbert",
    "Jacquet",
)
PRENOMS = ("Claire", "Hugo", "Inès", "Julien", "Léa", "Malik", "Nora", "Olivier", "Pauline", "Yann")


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
            _organisation(TypeOrganisation.COMMISSARIAT, f"Commissariat de police {de(ville.nom)}", ville)
            for ville in villes
        ),
        *(
            _organisation(
                TypeOrganisation.BRIGADE_GENDARMERIE, f"Brigade de gendarmerie {de(bourg.nom)}", bourg
            )
            for bourg in bourgs
        ),
    ]


def creer_comptes(structures: list[Structure]) -> None:
    """The accounts of the sign-in cards; all have the same password, said by the demonstration."""
    unites = {s.organisation.commune.code_insee: s.organisation for s in structures if s.organisation.commune}
    for compte in COMPTES:
        personne = Personne.objects.create(
            nom=compte.nom, prenom=compte.prenom, titre=compte.titre, rpps=compte.rpps
        )
        agent = Agent.objects.create_user(compte.courriel, MOT_DE_PASSE, personne=personne)
        territoire = None
        if compte.territoire:
            genre, code = compte.territoire
            territoire = Territoire.objects.get(type=TypeTerritoire(genre), code=code)
        Habilitation.objects.create(
            agent=agent,
            role=compte.role,
            organisation=unites.get(compte.commune),
            territoire=territoire,
            date_debut=DEBUT,
            date_fin=timezone.localdate() + dt.timedelta(days=90) if compte.role.endswith("invite") else None,
        )
