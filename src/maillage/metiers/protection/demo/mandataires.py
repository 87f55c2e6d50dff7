"""Professionals of the demonstration: what each may hold, takes, speaks; and the accounts of the sign-in cards."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.demo.lieux import Departement, Ressort
from maillage.metiers.protection.enums import (
    Langue,
    MotifSuspension,
    Nature,
    Rythme,
    Specialite,
    TypeMandataire,
)
from maillage.metiers.protection.models import (
    Antenne,
    ArreteListe,
    Inscription,
    Mandataire,
    Rattachement,
    Zone,
)
from maillage.socle.annuaire.demo import DEBUT, NOMS, PRENOMS, Compte
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Commune, Organisation, Personne
from maillage.socle.annuaire.rattachement import recalculer_rattachements

VOLUMES = {
    # services, individuels, préposés; measures held by each kind
    "petit": ((8, 40, 15), ((60, 130), (10, 40), (10, 30))),
    "regional": ((18, 130, 45), ((800, 3_000), (10, 80), (20, 120))),
    "national": ((300, 8_900, 800), ((400, 1_900), (8, 45), (10, 60))),
    "decennal": ((300, 8_900, 800), ((400, 1_900), (8, 45), (10, 60))),
}
NOMS_SERVICES = (
    "Association tutélaire", "Union départementale des associations familiales", "Service de protection juridique",
    "Ariane protection", "Sauvegarde des majeurs",
)  # fmt: skip
AUTRES_NOMS = (
    "Lefebvre", "Dubois", "Lemaire", "Caron", "Delattre", "Bailly", "Hennebelle", "Vasseur", "Fontaine", "Bertin",
    "Marchand", "Poulain", "Ridez", "Leclercq", "Duhamel", "Roussel", "Wattel", "Masson", "Queval", "Noël",
)  # fmt: skip
ARRETE = dt.date(2024, 12, 12)
EFFET = dt.date(2025, 1, 1)


@dataclass
class Acteur:
    """A professional, where he works and how many measures he should hold."""

    mandataire: Mandataire
    ressorts: list[Ressort]
    cible: int
    antennes: list[Antenne]


def creer_mandataires(departements: list[Departement], volume: str, hasard: random.Random) -> list[Acteur]:
    """Set-based: organisations, then records, lists, places."""
    nombres, portefeuilles = VOLUMES[volume]
    lieux = [(d, r) for d in departements for r in d.ressorts]
    plans: list[_Plan] = []
    for rang_genre, genre in enumerate(
        (TypeMandataire.SERVICE, TypeMandataire.INDIVIDUEL, TypeMandataire.PREPOSE)
    ):
        for rang in range(nombres[rang_genre]):
            departement, ressort = lieux[rang % len(lieux)]
            cible = hasard.randint(*portefeuilles[rang_genre])
            plans.append(_Plan(genre, rang, len(plans), departement, ressort, cible))
    personnes = Personne.objects.bulk_create([plan.personne(hasard) for plan in plans])
    organisations = Organisation.objects.bulk_create(
        [plan.organisation(personne) for plan, personne in zip(plans, personnes, strict=True)],
        batch_size=1_000,
    )
    recalculer_rattachements()
    mandataires = Mandataire.objects.bulk_create(
        [
            plan.mandataire(organisation, personne, hasard)
            for plan, organisation, personne in zip(plans, organisations, personnes, strict=True)
        ],
        batch_size=1_000,
    )
    _inscrire(plans, mandataires, departements, hasard)
    antennes = _antennes(plans, mandataires)
    _rattacher(plans, mandataires)
    _zones(plans, mandataires)
    return [
        Acteur(mandataire, plan.ressorts, plan.cible, antennes.get(mandataire.pk, []))
        for plan, mandataire in zip(plans, mandataires, strict=True)
    ]


@dataclass
class _Plan:
    genre: TypeMandataire
    rang: int
    numero: int
    departement: Departement
    ressort: Ressort
    cible: int

    @property
    def ressorts(self) -> list[Ressort]:
        """Services work for every court of the département, individuals for two, préposés for one."""
        tous = self.departement.ressorts
        autres = [ressort for ressort in tous if ressort is not self.ressort]
        garde = {TypeMandataire.SERVICE: len(autres), TypeMandataire.INDIVIDUEL: 1, TypeMandataire.PREPOSE: 0}
        return [self.ressort, *autres[: garde[self.genre]]]

    @property
    def commune(self) -> Commune:
        if self.genre is TypeMandataire.INDIVIDUEL:
            return self.ressort.communes[self.rang % min(12, len(self.ressort.communes))]
        return self.ressort.commune

    def personne(self, hasard: random.Random) -> Personne:
        civilite = "madame" if hasard.random() < 0.7 else "monsieur"
        noms = (*NOMS, *AUTRES_NOMS)
        tour = self.numero // len(noms)
        prenom = PRENOMS[(self.numero * 3 + tour) % len(PRENOMS)]
        return Personne(civilite=civilite, prenom=prenom, nom=noms[self.numero % len(noms)])

    def organisation(self, personne: Personne) -> Organisation:
        genres = {
            TypeMandataire.SERVICE: TypeOrganisation.SERVICE_MANDATAIRE,
            TypeMandataire.INDIVIDUEL: TypeOrganisation.MANDATAIRE_INDIVIDUEL,
            TypeMandataire.PREPOSE: TypeOrganisation.MANDATAIRE_PREPOSE,
        }
        nom = (
            f"{NOMS_SERVICES[self.rang % len(NOMS_SERVICES)]} · {self.ressort.commune.nom}"
            if self.genre is TypeMandataire.SERVICE
            else f"{personne.nom} {personne.prenom}"
        )
        code = self.commune.codes_postaux[0] if self.commune.codes_postaux else ""
        return Organisation(
            type=genres[self.genre],
            nom=nom,
            cle_recherche=cle_recherche(f"{nom} {self.commune.nom}"),
            commune=self.commune,
            code_postal=code,
            adresse=f"{1 + self.rang % 80}, rue de la République",
            telephone=f"03 20 00 {self.rang % 100:02d} {(self.rang * 7) % 100:02d}",
            courriel=f"{self.genre}.{self.rang}@mandataires.invalid",
            est_gestionnaire=True,
        )

    def mandataire(self, organisation: Organisation, personne: Personne, hasard: random.Random) -> Mandataire:
        est_personne = self.genre is not TypeMandataire.SERVICE
        age = hasard.choice((2, 5, 9, 14, 21, 27, 33, 41, 52, 75))
        est_suspendu = hasard.random() < 0.05
        return Mandataire(
            organisation=organisation,
            autorite=self.departement.direction,
            type=self.genre,
            personne=personne if est_personne else None,
            natures=sorted(Nature.values)
            if hasard.random() < 0.7
            else ["curatelle_renforcee", "curatelle_simple", "tutelle"],
            langues=sorted(hasard.sample(Langue.values, k=hasard.choice((0, 0, 1, 1, 2)))),
            est_langue_signes=hasard.random() < 0.08,
            specialites=sorted(hasard.sample(Specialite.values, k=hasard.choice((0, 1, 2)))),
            rythme=hasard.choices(Rythme.values, weights=(80, 10, 6, 4))[0],
            est_suspendu=est_suspendu,
            motif_suspension=hasard.choice(MotifSuspension.values) if est_suspendu else "",
            horodatage_confirmation=timezone.now() - dt.timedelta(days=age, hours=3),
        )


def _inscrire(
    plans: list[_Plan], mandataires: list[Mandataire], departements: list[Departement], hasard: random.Random
) -> None:
    arretes = {
        d.territoire.pk: ArreteListe(
            autorite=d.direction,
            departement=d.territoire,
            numero=f"2024-MJPM-{d.territoire.code}",
            date_arrete=ARRETE,
            date_effet=EFFET,
        )
        for d in departements
    }
    ArreteListe.objects.bulk_create(arretes.values())
    lignes = []
    for plan, mandataire in zip(plans, mandataires, strict=True):
        autorise = round(plan.cible * hasard.choice((0.95, 1.0, 1.05, 1.1, 1.2, 1.35))) + 1
        souhaite = autorise - hasard.choice((0, 0, 3)) if plan.genre is TypeMandataire.INDIVIDUEL else None
        lignes.append(_ligne(mandataire, arretes[plan.departement.territoire.pk], autorise, souhaite))
        if plan.genre is TypeMandataire.INDIVIDUEL and plan.rang % 5 == 0 and len(departements) > 1:
            rang = departements.index(plan.departement)
            voisin = departements[(rang + 1) % len(departements)]
            lignes.append(_ligne(mandataire, arretes[voisin.territoire.pk], 5, None, est_financeur=False))
    Inscription.objects.bulk_create(lignes, batch_size=1_000)


def _ligne(
    mandataire: Mandataire,
    arrete: ArreteListe,
    autorise: int,
    souhaite: int | None,
    *,
    est_financeur: bool = True,
) -> Inscription:
    return Inscription(
        organisation_id=mandataire.organisation_id,
        mandataire=mandataire,
        autorite=arrete.autorite,
        departement=arrete.departement,
        arrete=arrete,
        natures=mandataire.natures,
        est_financeur=est_financeur,
        nombre_autorise=autorise,
        points_autorises=Decimal(autorise) * Decimal("1.25"),
        nombre_souhaite=souhaite,
        date_debut=EFFET,
    )


def _antennes(plans: list[_Plan], mandataires: list[Mandataire]) -> dict[int, list[Antenne]]:
    toutes = [
        Antenne(
            organisation_id=mandataire.organisation_id,
            mandataire=mandataire,
            nom=f"Antenne de {commune.nom}",
            commune=commune,
            nombre_max=plan.cible // 2,
        )
        for plan, mandataire in zip(plans, mandataires, strict=True)
        if plan.genre is TypeMandataire.SERVICE
        for commune in plan.ressort.communes[:3]
    ]
    par_service: dict[int, list[Antenne]] = {}
    for antenne in Antenne.objects.bulk_create(toutes, batch_size=1_000):
        par_service.setdefault(antenne.mandataire_id, []).append(antenne)
    return par_service


def _rattacher(plans: list[_Plan], mandataires: list[Mandataire]) -> None:
    Rattachement.objects.bulk_create(
        (
            Rattachement(
                organisation_id=mandataire.organisation_id,
                mandataire=mandataire,
                etablissement=etablissement,
                date_debut=DEBUT,
            )
            for plan, mandataire in zip(plans, mandataires, strict=True)
            if plan.genre is TypeMandataire.PREPOSE
            for etablissement in (plan.ressort.hopital, *plan.ressort.ehpads[plan.rang % 3 :][:1])
            if etablissement
        ),
        batch_size=1_000,
    )


def _zones(plans: list[_Plan], mandataires: list[Mandataire]) -> None:
    Zone.objects.bulk_create(
        (
            Zone(organisation_id=mandataire.organisation_id, mandataire=mandataire, tribunal=ressort.tribunal)
            for plan, mandataire in zip(plans, mandataires, strict=True)
            for ressort in plan.ressorts[:2]
        ),
        batch_size=1_000,
    )


COMPTES = [
    Compte("Juge des contentieux de la protection à Lille", "juge.lille@demo.maillage.invalid", "Agathe", "Delmotte",
           "protection.magistrat"),
    Compte("Greffière de la protection à Lille", "greffe.protection@demo.maillage.invalid", "Sabine", "Crépin",
           "protection.greffier"),
    Compte("Mandataire individuelle près de Lille", "mandataire@demo.maillage.invalid", "Claire", "Aubert",
           "protection.mandataire_individuel"),
    Compte("Préposé d’un hôpital de Lille", "prepose@demo.maillage.invalid", "Olivier", "Bertin",
           "protection.prepose"),
    Compte("Responsable d’un service mandataire à Lille", "service@demo.maillage.invalid", "Farida", "Messaoudi",
           "protection.service_administrateur"),
    Compte("Direction départementale du Nord", "direction.nord@demo.maillage.invalid", "Luc", "Hennion",
           "protection.direction_departementale", territoire=("departement", "59")),
    Compte("Direction régionale des Hauts-de-France", "direction.region@demo.maillage.invalid", "Céline", "Bouvier",
           "protection.direction_regionale", territoire=("region", "32")),
    Compte("Direction nationale de la protection des majeurs", "direction.nationale@demo.maillage.invalid", "Paul",
           "Etchegaray", "protection.direction_nationale", territoire=("pays", "FR")),
]  # fmt: skip
