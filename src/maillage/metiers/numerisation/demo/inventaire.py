"""A year of records in twenty-two centres, written at once: events as the verbs write them, identity sealed."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.commun.chiffrement import sceller
from maillage.metiers.numerisation.actions import livraisons
from maillage.metiers.numerisation.actions.coffre import Coffre, Salarie
from maillage.metiers.numerisation.actions.inventaire import conserver
from maillage.metiers.numerisation.actions.listes import durees_du
from maillage.metiers.numerisation.demo.lieux import Lieux
from maillage.metiers.numerisation.demo.papiers import inventer
from maillage.metiers.numerisation.enums.boites import (
    EpaisseurDossier,
    GenreMouvement,
    StatutBoite,
    StatutExpedition,
)
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, GenreEtiquette, TypeEvenement
from maillage.metiers.numerisation.enums.pieces import DecisionTri, Exposition
from maillage.metiers.numerisation.models import (
    Boite,
    Centre,
    Dossier,
    EvenementDossier,
    Expedition,
    IdentiteDossier,
    Mouvement,
    PieceTriee,
    Tri,
)
from maillage.metiers.numerisation.regles.conservation import Durees, PeriodeExposition
from maillage.metiers.numerisation.regles.etats import SituationDossier, appliquer
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.acces.contexte import agent_systeme
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent

PAR_CENTRE, A_LILLE = 30, 210
PAR_BOITE, PAR_EXPEDITION = 10, 4
A_AUDITER = 3
"""Thick records out of five at Lille, where an audit is under way."""
_T = TypeEvenement
CHEMIN = (
    _T.DEBUT_TRI, _T.FIN_TRI, _T.MISE_EN_BOITE, _T.EXPEDITION, _T.RECEPTION, _T.NUMERISATION, _T.ACCEPTATION,
    _T.SCELLEMENT, _T.INTEGRATION,
)  # fmt: skip
ATTENTES = (6, 1, 9, 3, 1, 8, 4, 1, 1)
"""Days before each step."""
EPAISSEURS = (EpaisseurDossier.MINCE, EpaisseurDossier.MOYEN, EpaisseurDossier.MOYEN, EpaisseurDossier.GROS)
PIECES = (
    ("identification", DecisionTri.CONSERVEE, (1, 2)), ("visite", DecisionTri.CONSERVEE, (3, 6, 9, 14)),
    ("courrier", DecisionTri.CONSERVEE, (1, 2, 4)), ("doublon", DecisionTri.DOUBLON, (1, 3)),
)  # fmt: skip


@dataclass
class Lignes:
    """Rows of every table, in the order in which they are written."""

    systeme: Agent
    dossiers: list[Dossier] = field(default_factory=list)
    suites: dict[type[models.Model], list[models.Model]] = field(default_factory=dict)

    def ajouter(self, *lignes: models.Model) -> None:
        for ligne in lignes:
            self.suites.setdefault(type(ligne), []).append(ligne)

    def ecrire(self) -> None:
        for modele in (Expedition, Boite):
            modele.objects.bulk_create(self.suites.pop(modele, []), batch_size=500)  # type: ignore[arg-type]
        Dossier.objects.bulk_create(self.dossiers, batch_size=500)
        for modele_, lignes in self.suites.items():
            modele_._default_manager.bulk_create(lignes, batch_size=1000)


def engendrer_dossiers(lieux: Lieux, hasard: Random) -> None:
    """Each centre is further than the next one; the last weeks are at the sort."""
    lignes, durees = Lignes(agent_systeme()), durees_du(timezone.localdate())
    total = A_LILLE + PAR_CENTRE * (len(lieux.centres) - 1)
    cles = iter(_cles(total))
    for rang, centre in enumerate(lieux.centres.values()):
        nombre = PAR_CENTRE if rang else A_LILLE
        avance = 1 - rang / (1.4 * len(lieux.centres))
        _centre(lieux, lignes, centre, nombre, avance, cles, hasard, durees)
    lignes.ecrire()
    _attendre()


def _cles(nombre: int) -> list[Cle]:
    maitresse = [settings.MAILLAGE_CLE_MAITRESSE]
    brutes = [secrets.token_urlsafe(32) for _ in range(nombre)]
    return Cle.objects.bulk_create(Cle(enveloppe=sceller(b, cles=maitresse, usage="cle")) for b in brutes)


def _centre(
    lieux: Lieux,
    lignes: Lignes,
    centre: Centre,
    nombre: int,
    avance: float,
    cles: Iterator[Cle],
    hasard: Random,
    durees: Durees,
) -> None:
    """Records in the order of their numbers: the first inventoried are the furthest."""
    maintenant = timezone.now()
    partis: list[Dossier] = []
    for rang in range(nombre):
        age = 350 - 340 * rang / nombre + hasard.uniform(-6, 6)
        jour = (maintenant - dt.timedelta(days=max(age, 1))).replace(
            hour=8, minute=0, second=0, microsecond=0
        )
        inventaire = jour + dt.timedelta(minutes=hasard.randrange(480))
        dossier = _dossier(lieux, lignes, centre, rang + 1, next(cles), hasard, durees, inventaire)
        if nombre == A_LILLE and rang % 5 < A_AUDITER:
            dossier.epaisseur = EpaisseurDossier.GROS
        etapes = _etapes(rang / nombre, avance)
        _avancer(lignes, dossier, inventaire, etapes, hasard)
        if etapes > CHEMIN.index(_T.RECEPTION):
            partis.append(dossier)
        if etapes > CHEMIN.index(_T.FIN_TRI):
            _trier(lignes, dossier, hasard)
    _expedier(lieux, lignes, centre, partis)


def _etapes(part: float, avance: float) -> int:
    """How many steps a record has passed: the whole way for the first, none for the last ones."""
    if part < avance * 0.62:
        return len(CHEMIN)
    if part < avance * 0.72:
        return CHEMIN.index(_T.RECEPTION) + 1
    if part < avance * 0.95:
        return CHEMIN.index(_T.FIN_TRI) + 1
    return 0


def _dossier(
    lieux: Lieux,
    lignes: Lignes,
    centre: Centre,
    numero: int,
    cle: Cle,
    hasard: Random,
    durees: Durees,
    inventaire: dt.datetime,
) -> Dossier:
    etiquette = Etiquette(GenreEtiquette.DOSSIER, centre.code, numero)
    invente = inventer(hasard)
    naissance = dt.datetime.strptime(invente.date_naissance, "%d/%m/%Y").date()  # noqa: DTZ007 (a day)
    expositions: tuple[PeriodeExposition, ...] = ()
    if hasard.random() < 0.15:
        nature = hasard.choice(list(Exposition))
        expositions = (PeriodeExposition(nature, dt.date(hasard.randint(1995, 2018), 6, 30)),)
    salarie = Salarie(
        invente.nom.capitalize(),
        invente.prenom,
        naissance,
        invente.nir,
        dt.date(hasard.randint(1988, 2024), hasard.randint(1, 12), hasard.randint(1, 28)),
        None,
        expositions,
    )
    dossier = Dossier(
        centre=centre.organisation,
        campagne=lieux.campagne,
        cle=cle,
        numero=numero,
        code=etiquette.code,
        reference=f"{centre.code}-{numero + 40_000}",
        epaisseur=hasard.choice(EPAISSEURS),
        rayonnage=f"{chr(65 + numero // 40)}-{1 + numero % 40}",
        horodatage_etat=inventaire,
    )
    conserver(dossier, salarie, durees)
    lignes.dossiers.append(dossier)
    lignes.ajouter(
        IdentiteDossier(dossier=dossier, centre=centre.organisation, **Coffre(cle).identite(salarie))
    )
    return dossier


def _avancer(lignes: Lignes, dossier: Dossier, debut: dt.datetime, etapes: int, hasard: Random) -> None:
    """The events of the way, each a few days after the other; the state is what they leave."""
    maintenant = timezone.now()
    situation, quand = SituationDossier(), debut
    for rang, type_ in enumerate((_T.INVENTAIRE, *CHEMIN[:etapes])):
        avant = situation.etat
        if rang:
            attente = dt.timedelta(days=ATTENTES[rang - 1] * hasard.uniform(0.5, 1.6))
            quand = (quand + attente).replace(hour=8 + rang % 8, minute=hasard.randrange(60))
            quand = min(quand, maintenant - dt.timedelta(minutes=60 - 5 * rang))
        situation = appliquer(situation, type_)
        if situation.etat is None:
            raise ValueError("A record always has a state after an event.")
        lignes.ajouter(
            EvenementDossier(
                dossier=dossier,
                centre_id=dossier.centre_id,
                type=type_,
                avant=avant or "",
                apres=situation.etat,
                version=rang + 1,
                auteur=lignes.systeme,
                horodatage=quand,
            )
        )
        dossier.etat, dossier.version, dossier.horodatage_etat = situation.etat, rang + 1, quand


def _trier(lignes: Lignes, dossier: Dossier, hasard: Random) -> None:
    tri = Tri(
        dossier=dossier,
        centre_id=dossier.centre_id,
        auteur=lignes.systeme,
        horodatage_debut=dossier.horodatage_etat,
        horodatage_fin=dossier.horodatage_etat,
    )
    lignes.ajouter(tri)
    for genre, decision, nombres in PIECES[: 2 + dossier.numero % 3]:
        lignes.ajouter(
            PieceTriee(
                tri=tri,
                centre_id=dossier.centre_id,
                genre=genre,
                decision=decision,
                nombre=hasard.choice(nombres),
                auteur=lignes.systeme,
            )
        )


def _livraison(jour: dt.date, boites: Sequence[Sequence[Dossier]]) -> dict[str, dt.date]:
    """Delivered within the days of the contract; those still in the provider's hands are awaited by `_attendre`."""
    if any(dossier.etat == EtatDossier.RECU for boite in boites for dossier in boite):
        return {}
    return {
        "date_limite_livraison": jour + dt.timedelta(days=20),
        "date_livraison": jour + dt.timedelta(days=9),
    }


def _attendre() -> None:
    """What the provider has not delivered of all these shipments."""
    recues = Expedition.objects.filter(boites__dossiers__etat=EtatDossier.RECU).distinct()
    aujourd_hui = timezone.localdate()
    for rang, expedition in enumerate(recues.select_related("centre", "prestataire").order_by("pk")):
        age = dt.timedelta(days=3 + 5 * rang % 19)  # one is late
        expedition.date_prevue = aujourd_hui - age
        expedition.horodatage_arrivee = timezone.now() - age
        expedition.horodatage_depart = expedition.horodatage_arrivee - dt.timedelta(hours=5)
        expedition.save(update_fields=["date_prevue", "horodatage_arrivee", "horodatage_depart"])
        livraisons.attendre(expedition, aujourd_hui - age)


def _expedier(lieux: Lieux, lignes: Lignes, centre: Centre, partis: list[Dossier]) -> None:
    """Boxes of ten records, shipments of four boxes: both handovers done."""
    commun = {"centre": centre.organisation, "prestataire": lieux.prestataire}
    boites = [partis[debut : debut + PAR_BOITE] for debut in range(0, len(partis), PAR_BOITE)]
    for rang in range(0, len(boites), PAR_EXPEDITION):
        ensemble = boites[rang : rang + PAR_EXPEDITION]
        numero = rang // PAR_EXPEDITION + 1
        dernier = ensemble[-1][-1]
        depart = min(dernier.horodatage_etat, timezone.now() - dt.timedelta(days=3))
        total = sum(map(len, ensemble))
        expedition = Expedition(
            **commun,
            numero=numero,
            code=Etiquette(GenreEtiquette.EXPEDITION, centre.code, numero).code,
            statut=StatutExpedition.ARRIVEE,
            date_prevue=timezone.localdate(depart),
            transporteur="Messagerie des Flandres",
            remis_a="M. Verbeke",
            auteur_depart=lignes.systeme,
            horodatage_depart=depart,
            auteur_arrivee=lignes.systeme,
            horodatage_arrivee=depart + dt.timedelta(hours=5),
            boites_remises=len(ensemble),
            dossiers_remis=total,
            boites_recues=len(ensemble),
            dossiers_recus=total,
            **_livraison(timezone.localdate(depart), ensemble),
        )
        lignes.ajouter(expedition)
        for decalage, contenu in enumerate(ensemble, rang + 1):
            boite = Boite(
                **commun,
                numero=decalage,
                code=Etiquette(GenreEtiquette.BOITE, centre.code, decalage).code,
                statut=StatutBoite.RECUE,
                expedition=expedition,
                numero_scelle=f"SC{centre.code}{decalage:04d}",
                horodatage_creation=depart - dt.timedelta(days=4),
                horodatage_fermeture=depart - dt.timedelta(days=1),
            )
            lignes.ajouter(boite)
            for genre, instant in (
                (GenreMouvement.DEPART, depart),
                (GenreMouvement.ARRIVEE, depart + dt.timedelta(hours=5)),
            ):
                lignes.ajouter(
                    Mouvement(
                        **commun,
                        boite=boite,
                        expedition=expedition,
                        genre=genre,
                        numero_scelle=boite.numero_scelle,
                        dossiers=len(contenu),
                        auteur=lignes.systeme,
                        horodatage=instant,
                    )
                )
            for dossier in contenu:
                dossier.boite, dossier.prestataire = boite, lieux.prestataire
