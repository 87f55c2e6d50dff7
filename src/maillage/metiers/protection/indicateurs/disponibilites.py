"""Capacity by département and kind of professional: authorised, held, free, over. Each line of a list counts once."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Q
from django.utils.timezone import localdate

from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.droits import STATISTIQUES_LIRE
from maillage.metiers.protection.enums import TypeMandataire
from maillage.metiers.protection.models import Inscription
from maillage.metiers.protection.models.charges import places
from maillage.metiers.protection.regles import Place
from maillage.socle.acces.portee import perimetre, portee
from maillage.socle.acces.vocabulaire import droits_du_role
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Agent, Organisation, Territoire


@dataclass
class Somme:
    """Sums over lines of lists."""

    libelle: str = "Ensemble"
    code: str = ""
    inscrits: int = 0
    autorise: int = 0
    points_autorises: Decimal = Decimal(0)
    capacite: int = 0
    en_cours: int = 0
    en_attente: int = 0
    disponibles: int = 0
    surcapacite: int = 0
    interrompus: int = 0
    sans_capacite: int = 0
    points: Decimal = Decimal(0)

    def compter(self, inscription: Inscription, place: Place) -> None:
        est_interrompu = inscription.mandataire.est_suspendu
        self.inscrits += 1
        self.autorise += inscription.nombre_autorise or 0
        self.points_autorises += inscription.points_autorises or 0
        self.capacite += place.nombre_max or 0
        self.en_cours += place.en_cours
        self.en_attente += place.en_attente
        self.disponibles += 0 if est_interrompu else place.disponibles
        self.surcapacite += place.surcapacite
        self.interrompus += est_interrompu
        self.sans_capacite += place.nombre_max is None
        self.points += place.points

    def __add__(self, autre: Somme) -> Somme:
        nombres = {
            nom: getattr(self, nom) + getattr(autre, nom)
            for nom in self.__dataclass_fields__
            if nom not in ("libelle", "code")
        }
        return Somme(self.libelle, self.code, **nombres)

    @property
    def taux(self) -> float | None:
        """Measures held for a hundred authorised."""
        return 100 * (self.en_cours + self.en_attente) / self.capacite if self.capacite else None


@dataclass
class Departement:
    pk: int
    code: str
    nom: str
    region: str
    code_region: str
    par_type: list[Somme] = field(default_factory=list)
    total: Somme = field(default_factory=Somme)


def tribunaux_suivis(agent: Agent) -> dict[int, Organisation]:
    """Courts whose figures the agent reads, by identifier, in the order of their names."""
    courts = Organisation.objects.filter(pk__in=perimetre(agent, STATISTIQUES_LIRE), type__in=TRIBUNAUX)
    return {cour.pk: cour for cour in courts.select_related("commune__departement").order_by("nom", "id")}


def departements_suivis(agent: Agent) -> list[Territoire]:
    """Départements of the agent's territories, and of the courts where he works."""
    territoires, organisations = set(), set()
    for habilitation in portee(agent).habilitations:
        if STATISTIQUES_LIRE in droits_du_role(habilitation.role):
            territoires.add(habilitation.territoire_id)
            organisations.add(habilitation.organisation_id)
    territoires.discard(None)
    organisations.discard(None)
    return list(
        Territoire.objects.filter(
            Q(pk__in=territoires)
            | Q(parent__in=territoires)
            | Q(parent__parent__in=territoires)
            | Q(communes__organisations__in=organisations),
            type=TypeTerritoire.DEPARTEMENT,
        )
        .select_related("parent")
        .distinct()
        .order_by("code")
    )


def disponibilites(agent: Agent) -> list[Departement]:
    """The départements that the agent follows where somebody is on a list. Three queries."""
    suivis = departements_suivis(agent)
    inscriptions = list(
        Inscription.objects.visibles_par(agent)
        .au(localdate())
        .filter(departement__in=suivis)
        .select_related("mandataire")
        .order_by("id")
    )
    tenues = places(inscriptions)
    resultat = []
    for territoire in suivis:
        du_departement = [i for i in inscriptions if i.departement_id == territoire.pk]
        if not du_departement:
            continue
        region = territoire.parent
        departement = Departement(
            territoire.pk,
            territoire.code,
            territoire.nom,
            region.nom if region else "",
            region.code if region else "",
        )
        sommes = {genre: Somme(str(genre.label), str(genre)) for genre in TypeMandataire}
        for inscription in du_departement:
            for somme in (sommes[TypeMandataire(inscription.mandataire.type)], departement.total):
                somme.compter(inscription, tenues[inscription.pk])
        departement.par_type = [somme for somme in sommes.values() if somme.inscrits]
        resultat.append(departement)
    return resultat
