"""The roll received by a file: cases and persons are put where they are missing; what was typed is kept.

Nothing leaves the roll because it left the file, and the same case on another date is another passage.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from maillage.metiers.audiences.actions.affaires import inscrire_affaire
from maillage.metiers.audiences.actions.audiences import ValeursAudience, creer_audience
from maillage.metiers.audiences.actions.avancement import recompte_unique
from maillage.metiers.audiences.actions.identites import Coffre, Identite
from maillage.metiers.audiences.actions.parties import (
    ValeursInfraction,
    ValeursPartie,
    ajouter_infraction,
    ajouter_partie,
    modifier_partie,
)
from maillage.metiers.audiences.droits import AUDIENCE_IMPORTER
from maillage.metiers.audiences.models import Audience, Audiencement, Infraction, Partie, Prevention
from maillage.metiers.audiences.regles.affaires import cle_parquet
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

MOTIF = "Import du rôle"
IDENTITE = (
    "civilite",
    "nom",
    "prenoms",
    "date_naissance",
    "lieu_naissance",
    "nationalite",
    "adresse",
    "raison_sociale",
)
QUALITE = (
    "statut", "categorie_penale", "mode_poursuite", "mode_convocation", "date_convocation", "langue_interprete",
)  # fmt: skip
Cle = tuple[dt.date, str, int]


@dataclass(frozen=True)
class PersonneDuRole:
    """A line of the roll: one person of one case, one day."""

    date: dt.date
    heure: dt.time
    type: str
    nature: str
    numero_parquet: str
    rang: int
    dit: Mapping[str, Any]
    """Values by name of `IDENTITE` and `QUALITE`; what is absent or empty says nothing."""
    natinf: tuple[str, ...] = ()
    date_faits: dt.date | None = None
    commune: str = ""
    remplaces: frozenset[str] = field(default=frozenset())
    """Names whose received value wins over the one typed: the choice of whoever imports."""


def connus(
    agent: Agent, chambre: Organisation, cles: Collection[Cle]
) -> dict[Cle, tuple[int, dict[str, Any]]]:
    """What the chamber already holds under these keys: the person's number, and his values by name."""
    dates, numeros = {cle[0] for cle in cles}, {cle_parquet(cle[1]) for cle in cles}
    passages = (
        Audiencement.objects.visibles_par(agent)
        .filter(audience__chambre=chambre, audience__date__in=dates, affaire__cle_parquet__in=numeros)
        .select_related("audience", "affaire__cle")
    )
    parties: dict[int, list[Partie]] = {}
    for partie in Partie.objects.visibles_par(agent).filter(affaire__in=[p.affaire_id for p in passages]):
        parties.setdefault(partie.affaire_id, []).append(partie)
    trouves: dict[Cle, tuple[int, dict[str, Any]]] = {}
    for passage in passages:
        coffre = Coffre(passage.affaire)
        for partie in parties.get(passage.affaire_id, ()):
            identite = coffre.identite(partie)
            valeurs = {nom: getattr(identite, nom) for nom in IDENTITE}
            valeurs |= {nom: getattr(partie, nom) for nom in QUALITE}
            trouves[passage.audience.date, passage.affaire.cle_parquet, partie.rang] = (partie.pk, valeurs)
    return {
        cle: trouves[courte] for cle in cles if (courte := (cle[0], cle_parquet(cle[1]), cle[2])) in trouves
    }


def importer_role(*, agent: Agent, chambre: Organisation, lignes: Collection[PersonneDuRole]) -> list[int]:
    """Write the lines; returns the number of the person of each. Twice the same file changes nothing."""
    exiger(agent, AUDIENCE_IMPORTER, chambre)
    passages: dict[tuple[dt.date, dt.time, str, str], Audiencement] = {}
    with recompte_unique():
        return [_importer(agent, chambre, ligne, passages) for ligne in lignes]


def _importer(
    agent: Agent, chambre: Organisation, ligne: PersonneDuRole, passages: dict[Any, Audiencement]
) -> int:
    cle = (ligne.date, ligne.heure, ligne.nature, cle_parquet(ligne.numero_parquet))
    if cle not in passages:
        passages[cle] = _passage(agent, chambre, ligne)
    passage = passages[cle]
    connue = Partie.objects.filter(affaire=passage.affaire_id, rang=ligne.rang).first()
    if connue is None:
        identite, valeurs = _lire(ligne, {})
        partie = ajouter_partie(
            agent=agent, passage=passage, identite=identite, valeurs=valeurs, rang=ligne.rang, motif=MOTIF
        )
        _reprocher(agent, passage, partie, ligne)
        return partie.pk
    _completer(agent, passage, connue, ligne)
    return connue.pk


def _passage(agent: Agent, chambre: Organisation, ligne: PersonneDuRole) -> Audiencement:
    """The passage of this case that day, on the hearing of this hour; both are made when they are missing."""
    cle = cle_parquet(ligne.numero_parquet)
    du_jour = Audiencement.objects.filter(
        audience__chambre=chambre, audience__date=ligne.date, affaire__cle_parquet=cle
    ).select_related("audience", "affaire__cle")
    if (passage := du_jour.first()) is not None:
        return passage
    audience = Audience.objects.filter(
        chambre=chambre, date=ligne.date, heure=ligne.heure, nature=ligne.nature
    ).first()
    if audience is None:
        valeurs = ValeursAudience(date=ligne.date, heure=ligne.heure, type=ligne.type, nature=ligne.nature)
        audience = creer_audience(agent=agent, chambre=chambre, valeurs=valeurs)
    return inscrire_affaire(
        agent=agent, audience=audience, numero_parquet=ligne.numero_parquet, heure=ligne.heure, motif=MOTIF
    )


def _lire(ligne: PersonneDuRole, actuelles: Mapping[str, Any]) -> tuple[Identite, ValeursPartie]:
    """What to keep: the value typed, unless it is empty or the choice was made to replace it."""
    recues = {
        nom: recu
        for nom, recu in ligne.dit.items()
        if recu not in (None, "") and (not actuelles.get(nom) or nom in ligne.remplaces)
    }
    voulu = {**actuelles, **recues}
    identite = Identite(**{nom: voulu[nom] for nom in IDENTITE if voulu.get(nom)})
    return identite, ValeursPartie(**{nom: voulu[nom] for nom in QUALITE if voulu.get(nom)})


def _completer(agent: Agent, passage: Audiencement, partie: Partie, ligne: PersonneDuRole) -> None:
    connue = Coffre(passage.affaire).identite(partie)
    actuelles = {nom: getattr(connue, nom) for nom in IDENTITE} | {
        nom: getattr(partie, nom) for nom in QUALITE
    }
    identite, valeurs = _lire(ligne, actuelles)
    voulues = {nom: getattr(identite, nom) for nom in IDENTITE} | {
        nom: getattr(valeurs, nom) for nom in QUALITE
    }
    if voulues != actuelles:
        modifier_partie(
            agent=agent,
            passage=passage,
            partie=partie,
            identite=replace(connue, **{nom: voulues[nom] for nom in IDENTITE}),
            valeurs=replace(
                valeurs,
                est_citee_a_personne=partie.est_citee_a_personne,
                est_aide_juridictionnelle=partie.est_aide_juridictionnelle,
                represente=partie.represente,
                lien_juridique=partie.lien_juridique,
                reference_externe=partie.reference_externe,
            ),
            motif=MOTIF,
        )
    if not Prevention.objects.filter(partie=partie).exists():
        _reprocher(agent, passage, partie, ligne)


def _reprocher(agent: Agent, passage: Audiencement, partie: Partie, ligne: PersonneDuRole) -> None:
    """The offences of a person who answers for none yet; one charged to several persons of the case is one offence."""
    if not partie.est_jugeable:
        return
    for code in ligne.natinf:
        commune = (
            Infraction.objects.filter(
                affaire=passage.affaire_id, natinf=code, date_debut=ligne.date_faits, remplace=None
            )
            .exclude(preventions__partie=partie)
            .first()
        )
        if commune is not None:
            Prevention.objects.create(
                affaire_id=passage.affaire_id,
                chambre_id=commune.chambre_id,
                chambre_precedente_id=commune.chambre_precedente_id,
                infraction=commune,
                partie=partie,
            )
            continue
        ajouter_infraction(
            agent=agent,
            passage=passage,
            valeurs=ValeursInfraction(
                natinf=code, qualification="", date_debut=ligne.date_faits, commune=ligne.commune
            ),
            accuses=[partie],
            motif=MOTIF,
        )
