"""One network around Lille: its lines, practices, specialists and their proofs. Names are invented."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from django.utils import timezone

from maillage.commun.identifiants import cle_luhn
from maillage.commun.textes import cle_recherche
from maillage.metiers.avis.actions.listes import signes_alerte_du
from maillage.metiers.avis.demo.cas import LIGNES, NOMS, NOMS_MEDECINS, PRENOMS, LigneDemo
from maillage.metiers.avis.enums.eligibilite import GenrePiece, ModeRemuneration, StatutOrdinal
from maillage.metiers.avis.models import Filiere, PieceEligibilite, Rattachement, Specialiste
from maillage.socle.acces.contexte import agent_systeme
from maillage.socle.annuaire.demo import DEBUT, Compte, creer_compte, organisation
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

VILLE = "59350"
VOISINES = ("59350", "59512", "59599", "59009")
MEDECIN = "medecin.avis@demo.maillage.invalid"
SECRETAIRE = "secretaire.avis@demo.maillage.invalid"
SPECIALISTE = "dermatologue.avis@demo.maillage.invalid"
CONFRERE = "cardiologue.avis@demo.maillage.invalid"
COORDINATION = "coordination.avis@demo.maillage.invalid"
REGION = "ars.avis@demo.maillage.invalid"
RPPS_MEDECINS = 900_000


def _rpps(rang: int) -> str:
    racine = f"1000{rang:06d}"
    return racine + cle_luhn(racine)


COMPTES = (
    Compte("Médecin généraliste à Lille", MEDECIN, "Nora", "Lambert", "avis.medecin_generaliste", titre="Dr",
           rpps=_rpps(RPPS_MEDECINS)),
    Compte("Secrétaire du cabinet des Tilleuls", SECRETAIRE, "Sonia", "Dupuis", "avis.secretaire"),
    Compte("Dermatologue retraitée du réseau", SPECIALISTE, "Marie-Claude", "Vasseur", "avis.specialiste", titre="Dr",
           rpps=_rpps(1)),
    Compte("Cardiologue retraité du réseau", CONFRERE, "Jean-Pierre", "Delobel", "avis.specialiste", titre="Dr",
           rpps=_rpps(2)),
    Compte("Coordinatrice de la CPTS", COORDINATION, "Claire", "Marquant", "avis.coordinateur"),
    Compte("Pilotage régional des avis", REGION, "Régis", "Fontaine", "avis.pilotage", territoire=("region", "32")),
)  # fmt: skip
DES_CARTES = {"dermatologie": COMPTES[2], "cardiologie": COMPTES[3]}
CABINETS = (
    "Cabinet médical des Tilleuls",
    "Maison de santé du Parc",
    "Cabinet de la Deûle",
    "Cabinet Faidherbe",
)
VALIDITE = 365
FERME = "!"
PIECES_A_VOIR = {
    ("dermatologie", 5, GenrePiece.RCP): 24,
    ("endocrinologie", 3, GenrePiece.RCP): -12,
    ("cardiologie", 1, GenrePiece.FORMATION): 6,
    ("gynecologie", 2, GenrePiece.CARTE): 55,
}
"""Days left of the proofs that the coordinator has to look at: line, rank of the specialist, kind."""


@dataclass
class Reseau:
    """What the rest of the demonstration works on."""

    cpts: Organisation
    filieres: dict[str, Filiere] = field(default_factory=dict)
    specialistes: dict[str, list[Specialiste]] = field(default_factory=dict)
    medecins: list[tuple[Organisation, Agent]] = field(default_factory=list)


def creer_reseau(hasard: Random) -> Reseau:
    ville = Commune.objects.get(code_insee=VILLE)
    communes = list(Commune.objects.filter(code_insee__in=VOISINES).order_by("code_insee"))
    _territoire(ville, communes)
    cpts = organisation(
        TypeOrganisation.COMMUNAUTE_SOIGNANTE, "CPTS Lille Métropole", ville, est_gestionnaire=True
    )
    recalculer_rattachements([cpts.pk])
    reseau = Reseau(cpts, {ligne.code: _filiere(cpts, ligne) for ligne in LIGNES})
    cabinets = [
        organisation(TypeOrganisation.CABINET_MEDICAL, nom, ville, est_gestionnaire=True, code_postal="59000")
        for nom in CABINETS
    ]
    reseau.medecins = _medecins(cabinets)
    reseau.specialistes = _specialistes(reseau, communes, hasard)
    creer_compte(COMPTES[1], cabinets[0])
    creer_compte(COMPTES[4], cpts)
    creer_compte(COMPTES[5])
    exercices = [s.exercice_id for liste in reseau.specialistes.values() for s in liste]
    recalculer_rattachements([cpts.pk, *(c.pk for c in cabinets), *exercices])
    return reseau


def _territoire(ville: Commune, communes: list[Commune]) -> None:
    territoire, _ = Territoire.objects.get_or_create(
        type=TypeTerritoire.CPTS,
        code="CPTS-59-LILLE",
        defaults={"nom": "CPTS Lille Métropole", "parent": ville.departement},
    )
    for commune in communes:
        RessortCommune.objects.get_or_create(territoire=territoire, commune=commune)


def _filiere(cpts: Organisation, ligne: LigneDemo) -> Filiere:
    return Filiere.objects.create(
        gestionnaire=cpts,
        code=ligne.code,
        nom=ligne.nom,
        description=ligne.description,
        specialites=list(ligne.specialites),
        sujets=list(ligne.sujets),
        signes_alerte=[s.libelle for s in signes_alerte_du(timezone.localdate(), [ligne.code])],
        questions=[
            {"libelle": libelle, "genre": genre, "choix": list(choix), "est_obligatoire": False}
            for libelle, genre, choix in ligne.questions
        ],
    )


def _exercice(nom: str, commune: Commune | None, parent: Organisation | None = None) -> Organisation:
    """Not saved: they are written together."""
    return Organisation(
        type=TypeOrganisation.EXERCICE_MEDICAL,
        nom=nom,
        cle_recherche=cle_recherche(nom),
        commune=commune,
        parent=parent,
        code_postal=commune.codes_postaux[0] if commune and commune.codes_postaux else "",
        est_gestionnaire=True,
    )


def _installer(
    noms: list[tuple[str, Personne, Organisation]], role: str, cartes: dict[int, Compte]
) -> list[Agent]:
    """Practices and accounts, in five writes; a card's account is made with its own name."""
    Organisation.objects.bulk_create(exercice for _, _, exercice in noms)
    ordinaires = [(rang, *qui) for rang, qui in enumerate(noms) if rang not in cartes]
    Personne.objects.bulk_create(personne for _, _, personne, _ in ordinaires)
    agents = Agent.objects.bulk_create(
        Agent(email=f"{nom}.avis@demo.maillage.invalid", personne=personne, password=FERME)
        for _, nom, personne, _ in ordinaires
    )
    Habilitation.objects.bulk_create(
        Habilitation(agent=agent, role=role, organisation=exercice, date_debut=DEBUT)
        for agent, (_, _, _, exercice) in zip(agents, ordinaires, strict=True)
    )
    trouves = {rang: agent for agent, (rang, *_) in zip(agents, ordinaires, strict=True)}
    for rang, compte in cartes.items():
        trouves[rang] = creer_compte(compte, noms[rang][2])
    return [trouves[rang] for rang in range(len(noms))]


def _medecins(cabinets: list[Organisation]) -> list[tuple[Organisation, Agent]]:
    """The first is the one of the card; five share each surgery."""
    noms = []
    for rang, nom in enumerate(NOMS_MEDECINS):
        cabinet = cabinets[rang * len(cabinets) // len(NOMS_MEDECINS)]
        prenom = COMPTES[0].prenom if rang == 0 else PRENOMS[-rang % len(PRENOMS)]
        personne = Personne(titre="Dr", prenom=prenom, nom=nom, rpps=_rpps(RPPS_MEDECINS + rang))
        noms.append((f"medecin{rang}", personne, _exercice(str(personne), cabinet.commune, cabinet)))
    agents = _installer(noms, "avis.medecin_generaliste", {0: COMPTES[0]})
    return [(exercice, agent) for (_, _, exercice), agent in zip(noms, agents, strict=True)]


def _specialistes(reseau: Reseau, communes: list[Commune], hasard: Random) -> dict[str, list[Specialiste]]:
    """Every line's; the first of two lines are those of the cards; a few files have something wrong."""
    places = [(ligne, rang) for ligne in LIGNES for rang in range(ligne.specialistes)]
    cartes = {
        place: DES_CARTES[ligne.code]
        for place, (ligne, rang) in enumerate(places)
        if rang == 0 and ligne.code in DES_CARTES
    }
    noms = []
    for place in range(len(places)):
        decale = place + len(DES_CARTES)
        prenom, nom = PRENOMS[decale % len(PRENOMS)], NOMS[decale % len(NOMS)]
        if compte := cartes.get(place):
            prenom, nom = compte.prenom, compte.nom
        personne = Personne(titre="Dr", prenom=prenom, nom=nom, rpps=_rpps(100 + place))
        noms.append(
            (f"specialiste{place}", personne, _exercice(str(personne), communes[place % len(communes)]))
        )
    agents = _installer(noms, "avis.specialiste", cartes)
    crees = [
        _specialiste(reseau.cpts, ligne, rang, exercice, agent)
        for (ligne, rang), (_, _, exercice), agent in zip(places, noms, agents, strict=True)
    ]
    Specialiste.objects.bulk_create(crees)
    Rattachement.objects.bulk_create(
        Rattachement(
            specialiste=s,
            filiere=reseau.filieres[ligne.code],
            exercice=s.exercice,
            gestionnaire=reseau.cpts,
            est_referent=rang == 0,
        )
        for s, (ligne, rang) in zip(crees, places, strict=True)
    )
    _pieces([(s, ligne.code, rang) for s, (ligne, rang) in zip(crees, places, strict=True)], hasard)
    return {
        ligne.code: [s for s, (une, _) in zip(crees, places, strict=True) if une is ligne] for ligne in LIGNES
    }


def _specialiste(
    cpts: Organisation, ligne: LigneDemo, rang: int, exercice: Organisation, agent: Agent
) -> Specialiste:
    personne = agent.personne
    assert personne is not None  # noqa: S101 (every account of the demonstration names somebody)
    statut = StatutOrdinal.EN_EXERCICE if rang % 4 == 3 else StatutOrdinal.RETRAITE_ACTIF
    est_dernier = rang == ligne.specialistes - 1
    if est_dernier and ligne.code == "rhumatologie":
        statut = StatutOrdinal.RETRAITE_SANS_ACTIVITE
    return Specialiste(
        gestionnaire=cpts,
        exercice=exercice,
        personne=personne,
        agent=agent,
        specialite=ligne.specialites[rang % len(ligne.specialites)],
        sujets=list(ligne.sujets[:2]),
        statut_ordinal=statut,
        remuneration=(ModeRemuneration.ACTE, ModeRemuneration.ACTE, ModeRemuneration.VACATION)[rang % 3],
        quota_demi_journees=2 + rang % 3,
        date_derniere_pratique=timezone.localdate() - dt.timedelta(days=200 + 90 * rang),
        est_suspendu=est_dernier and ligne.code == "neurologie",
        motif_suspension="Indisponible jusqu’au printemps"
        if est_dernier and ligne.code == "neurologie"
        else "",
    )


def _pieces(specialistes: list[tuple[Specialiste, str, int]], hasard: Random) -> None:
    jour, verificateur = timezone.localdate(), agent_systeme()
    pieces = []
    for specialiste, code, rang in specialistes:
        for genre in GenrePiece:
            reste = PIECES_A_VOIR.get((code, rang, genre), hasard.randrange(80, VALIDITE - 40))
            est_sans_fin = genre in (GenrePiece.RPPS, GenrePiece.CHARTE)
            pieces.append(
                PieceEligibilite(
                    specialiste=specialiste,
                    exercice_id=specialiste.exercice_id,
                    gestionnaire_id=specialiste.gestionnaire_id,
                    genre=genre,
                    reference="Contrat annuel" if genre == GenrePiece.RCP else "",
                    date_debut=jour - dt.timedelta(days=VALIDITE - reste),
                    date_fin=None if est_sans_fin else jour + dt.timedelta(days=reste),
                    verificateur=verificateur,
                )
            )
    PieceEligibilite.objects.bulk_create(pieces)
