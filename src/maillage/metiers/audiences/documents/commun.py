"""What the documents of a case share: its persons, its offences, its decisions, read once and opened once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from maillage.commun.textes import date_longue, enumerer
from maillage.metiers.audiences.actions.identites import Coffre, Identite, Incapacite
from maillage.metiers.audiences.actions.lecture_decisions import (
    DecisionLue,
    lire_decisions,
    lire_decisions_de,
)
from maillage.metiers.audiences.actions.listes import natinfs, obligations_du
from maillage.metiers.audiences.enums import (
    JUGEABLES,
    PRESENTS,
    RoleMembre,
)
from maillage.metiers.audiences.models import (
    Audience,
    Audiencement,
    Comparution,
    Decision,
    Infraction,
    Membre,
    Partie,
    Prevention,
    Renvoi,
)
from maillage.metiers.audiences.regles.dispositif import Contexte, dispositif
from maillage.metiers.audiences.regles.textes import textes_du
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.echanges.models import Entree

M = TypeVar("M")


@dataclass(frozen=True)
class MembreDonnees:
    fonction: str
    nom: str


@dataclass(frozen=True)
class PersonneDonnees:
    """A person of the case, as printed."""

    rang: int
    qualite: str
    nom: str
    etat_civil: str
    adresse: str
    situation: str
    convocation: str
    comparution: str
    avocat: str
    est_jugeable: bool


@dataclass(frozen=True)
class InfractionDonnees:
    rang: int
    natinf: str
    qualification: str
    faits: str
    articles: str
    prevenus: str
    est_requalifiee: bool


@dataclass(frozen=True)
class DecisionDonnees:
    """What is decided on one accused: its operative part, and the line that says it in short."""

    prevenu: str
    nature: str
    dispositif: tuple[str, ...]
    motivation: str
    ligne: str


@dataclass(frozen=True)
class AffaireDonnees:
    """What identifies a case in every document."""

    tribunal: str
    juridiction: str
    chambre: str
    date: dt.date
    heure: dt.time
    numero_parquet: str
    numero_minute: str
    position: int
    membres: tuple[MembreDonnees, ...]


class Dossier:
    """A passage opened for a document. The agent of the context reads what row-level security lets him read."""

    def __init__(self, passage: Audiencement) -> None:
        self.passage = passage
        self.audience: Audience = passage.audience
        self.affaire = passage.affaire
        self.coffre = Coffre(self.affaire)
        self.textes = textes_du(self.audience.date)

    @cached_property
    def parties(self) -> list[Partie]:
        return list(Partie.objects.filter(affaire=self.affaire).order_by("rang"))

    @cached_property
    def identites(self) -> dict[int, Identite]:
        return {partie.pk: self.coffre.identite(partie) for partie in self.parties}

    @cached_property
    def comparutions(self) -> dict[int, Comparution]:
        return {c.partie_id: c for c in Comparution.objects.filter(audiencement=self.passage)}

    @cached_property
    def infractions(self) -> list[Infraction]:
        return list(Infraction.objects.filter(affaire=self.affaire).order_by("rang"))

    @cached_property
    def nomenclature(self) -> dict[str, Entree]:
        """The articles of its offences, as they were on the day of the hearing."""
        return natinfs([infraction.natinf for infraction in self.infractions], self.audience.date)

    @cached_property
    def obligations(self) -> Mapping[int, str]:
        return obligations_du(self.audience.date)

    @cached_property
    def preventions(self) -> list[Prevention]:
        return list(Prevention.objects.filter(affaire=self.affaire, est_disqualifiee=False))

    @cached_property
    def decisions(self) -> list[DecisionLue]:
        decisions = list(self.passage.decisions.select_related("partie").order_by("partie__rang"))
        return lire_decisions(decisions, self.coffre)

    @cached_property
    def renvoi(self) -> Renvoi | None:
        return Renvoi.objects.filter(audiencement=self.passage).first()

    def prevenus(self) -> list[Partie]:
        return [partie for partie in self.parties if partie.statut in JUGEABLES]

    def nom(self, partie: Partie) -> str:
        """« Madame LEFÈVRE Zoé », as a judgment names somebody."""
        identite = self.identites[partie.pk]
        if identite.raison_sociale or identite.civilite not in Civilite.values:
            return identite.nom_complet
        return f"{Civilite(identite.civilite).label} {identite.nom_complet}"

    def est_present(self, partie: Partie) -> bool:
        comparution = self.comparutions.get(partie.pk)
        return comparution is not None and comparution.mode in PRESENTS

    def personne(self, partie: Partie) -> PersonneDonnees:
        identite, comparution = self.identites[partie.pk], self.comparutions.get(partie.pk)
        return PersonneDonnees(
            rang=partie.rang,
            qualite=str(partie.get_statut_display()),
            nom=self.nom(partie),
            etat_civil=etat_civil(identite),
            adresse=identite.adresse,
            situation=partie.get_categorie_penale_display() or _itt(self.coffre.incapacite(partie)),
            convocation=convocation(partie),
            comparution=_comparution(comparution),
            avocat=comparution.avocat if comparution else "",
            est_jugeable=partie.est_jugeable,
        )

    def personnes(self) -> tuple[PersonneDonnees, ...]:
        return tuple(self.personne(partie) for partie in self.parties)

    @cached_property
    def accuses(self) -> dict[int, list[Partie]]:
        """Who answers for each offence."""
        par_pk = {partie.pk: partie for partie in self.parties}
        trouves: dict[int, list[Partie]] = {}
        for prevention in self.preventions:
            if prevention.partie_id in par_pk:
                trouves.setdefault(prevention.infraction_id, []).append(par_pk[prevention.partie_id])
        return trouves

    def infraction(self, infraction: Infraction) -> InfractionDonnees:
        contenu = self.coffre.ouvrir(infraction.contenu)
        connue = self.nomenclature.get(infraction.natinf)
        complement = connue.complement if connue else {}
        textes = [("prévue par", "Définie par"), ("réprimée par", "Réprimée par")]
        articles = [f"{mots} {complement[colonne]}" for mots, colonne in textes if complement.get(colonne)]
        requalifiees = {autre.remplace_id for autre in self.infractions}
        return InfractionDonnees(
            rang=infraction.rang,
            natinf=infraction.natinf,
            qualification=infraction.qualification,
            faits=faits(infraction, str(contenu.get("lieu", "")), str(contenu.get("developpee", ""))),
            articles=" ; ".join(articles),
            prevenus=enumerer([self.nom(partie) for partie in self.accuses.get(infraction.pk, [])]),
            est_requalifiee=infraction.pk in requalifiees,
        )

    def libelles_infractions(self, partie: Partie) -> dict[int, str]:
        """What the operative part calls each offence that this accused answers for."""
        return {
            infraction.rang: f"{infraction.qualification}{_quand(infraction)}"
            for infraction in self.infractions
            if partie in self.accuses.get(infraction.pk, [])
        }

    def nature(self, partie: Partie) -> str:
        comparution = self.comparutions.get(partie.pk)
        return comparution.nature_jugement if comparution else ""

    def dispositif(self, lue: DecisionLue) -> tuple[str, ...]:
        partie = lue.decision.partie
        identite = self.identites[partie.pk]
        contexte = Contexte(
            prevenu=self.nom(partie),
            est_feminin=identite.civilite == Civilite.MADAME or bool(identite.raison_sociale),
            nature=self.nature(partie),
            infractions=self.libelles_infractions(partie),
            obligations=self.obligations,
            textes=self.textes,
        )
        return dispositif(lue.ligne, contexte)

    @cached_property
    def membres(self) -> tuple[MembreDonnees, ...]:
        """Who sat for this case: those of the hearing, replaced where somebody was."""
        return composition(self.audience, self.passage)

    @cached_property
    def siegent(self) -> tuple[MembreDonnees, ...]:
        """Who sat at the hearing, whoever was replaced for this case."""
        return composition(self.audience)

    def affaire_donnees(self) -> AffaireDonnees:
        return AffaireDonnees(
            tribunal=self.textes["tribunal"],
            juridiction=self.affaire.juridiction.nom,
            chambre=self.passage.chambre.nom,
            date=self.audience.date,
            heure=self.passage.heure or self.audience.heure,
            numero_parquet=self.affaire.numero_parquet,
            numero_minute=self.passage.numero_minute,
            position=self.passage.position,
            membres=self.membres,
        )

    def membre(self, role: RoleMembre) -> str:
        libelle = str(role.label)
        return next((membre.nom for membre in self.membres if membre.fonction == libelle), "")


def ouvrir_dossiers(passages: Collection[Audiencement]) -> list[Dossier]:
    """Passages of one hearing, opened together: what they hold is read by kind, not case by case."""
    affaires = {passage.affaire_id for passage in passages}
    cles = [passage.pk for passage in passages]
    parties = _grouper(Partie.objects.filter(affaire__in=affaires).order_by("rang"), "affaire_id")
    infractions = _grouper(Infraction.objects.filter(affaire__in=affaires).order_by("rang"), "affaire_id")
    preventions = _grouper(
        Prevention.objects.filter(affaire__in=affaires, est_disqualifiee=False).order_by("id"), "affaire_id"
    )
    comparutions = _grouper(Comparution.objects.filter(audiencement__in=cles), "audiencement_id")
    renvois = {renvoi.audiencement_id: renvoi for renvoi in Renvoi.objects.filter(audiencement__in=cles)}
    membres = list(
        Membre.objects.filter(audience__in={passage.audience_id for passage in passages}).order_by("id")
    )
    dossiers = {passage.pk: Dossier(passage) for passage in passages}
    lues: dict[int, list[DecisionLue]] = defaultdict(list)
    decisions = Decision.objects.filter(audiencement__in=cles).select_related("partie")
    for lue in lire_decisions_de(
        decisions.order_by("partie__rang"), lambda decision: dossiers[decision.audiencement_id].coffre
    ):
        lues[lue.decision.audiencement_id].append(lue)
    codes = {infraction.natinf for rangees in infractions.values() for infraction in rangees}
    jours = {passage.audience.date for passage in passages}
    nomenclatures = {jour: natinfs(codes, jour) for jour in jours}
    obligations = {jour: obligations_du(jour) for jour in jours}
    for passage in passages:
        dossier = dossiers[passage.pk]
        dossier.nomenclature = nomenclatures[passage.audience.date]
        dossier.obligations = obligations[passage.audience.date]
        dossier.parties = parties[passage.affaire_id]
        dossier.infractions = infractions[passage.affaire_id]
        dossier.preventions = preventions[passage.affaire_id]
        dossier.comparutions = {c.partie_id: c for c in comparutions[passage.pk]}
        dossier.renvoi = renvois.get(passage.pk)
        dossier.decisions = lues[passage.pk]
        dossier.membres = composer(membres, passage)
        dossier.siegent = composer(membres)
    return list(dossiers.values())


def _grouper(rangees: Iterable[M], cle: str) -> dict[int, list[M]]:
    groupes: dict[int, list[M]] = defaultdict(list)
    for rangee in rangees:
        groupes[getattr(rangee, cle)].append(rangee)
    return groupes


def composition(audience: Audience, passage: Audiencement | None = None) -> tuple[MembreDonnees, ...]:
    """Members in the order of the bench."""
    return composer(Membre.objects.filter(audience=audience).order_by("id"), passage)


def composer(membres: Iterable[Membre], passage: Audiencement | None = None) -> tuple[MembreDonnees, ...]:
    """Those of the hearing, replaced for this passage where somebody was."""
    noms: dict[str, str] = {}
    for membre in membres:
        if membre.audiencement_id is None:
            noms.setdefault(membre.role, membre.nom)
        elif passage is not None and membre.audiencement_id == passage.pk:
            noms[membre.role] = membre.nom
    return tuple(MembreDonnees(str(role.label), noms[role]) for role in RoleMembre if role in noms)


def etat_civil(identite: Identite) -> str:
    """« né le 1er mai 1990 à Roubaix, de nationalité française, sans profession »."""
    if identite.raison_sociale:
        parties = [
            f"SIREN {identite.siren}" if identite.siren else "",
            f"représentée par {identite.representant}" if identite.representant else "",
        ]
        return ", ".join(filter(None, parties))
    ne = "née" if identite.civilite == Civilite.MADAME else "né"
    naissance = [
        f"le {date_longue(identite.date_naissance)}" if identite.date_naissance else "",
        f"à {identite.lieu_naissance}" if identite.lieu_naissance else "",
    ]
    quand = " ".join(filter(None, naissance))
    parties = [
        f"{ne} {quand}" if quand else "",
        identite.filiation,
        f"nationalité : {identite.nationalite}" if identite.nationalite else "",
        identite.profession,
    ]
    return ", ".join(filter(None, parties))


def convocation(partie: Partie) -> str:
    mode = partie.get_mode_poursuite_display() or partie.get_mode_convocation_display()
    quand = f" du {date_longue(partie.date_convocation)}" if partie.date_convocation else ""
    return f"{mode}{quand}" if mode else ""


def _itt(incapacite: Incapacite) -> str:
    return f"ITT : {incapacite.phrase}" if incapacite.phrase else ""


def _comparution(comparution: Comparution | None) -> str:
    if comparution is None or not comparution.mode:
        return ""
    details = [
        "en visioconférence" if comparution.est_visio else "",
        "extraction défaillante" if comparution.est_extraction_defaillante else "",
    ]
    return ", ".join(filter(None, [str(comparution.get_mode_display()), *details]))


def _quand(infraction: Infraction) -> str:
    debut, fin = infraction.date_debut, infraction.date_fin
    if not debut:
        return ""
    if fin and fin != debut:
        return f", faits commis du {date_longue(debut)} au {date_longue(fin)}"
    return f", faits commis le {date_longue(debut)}"


def faits(infraction: Infraction, lieu: str, developpee: str) -> str:
    """Where and when, then what was developed of the offence."""
    ou = _lieux(lieu, infraction.commune)
    quand = _quand(infraction).removeprefix(", ")
    phrase = " ".join(filter(None, [quand or ("faits commis" if ou else ""), ou]))
    return ". ".join(filter(None, [phrase[:1].upper() + phrase[1:], developpee]))


def _lieux(lieu: str, commune: str) -> str:
    precis = ", ".join(filter(None, [commune, lieu]))
    return f"à {precis}" if precis else ""
