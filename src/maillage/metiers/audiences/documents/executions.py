"""What makes a penalty be served: warrants, slip for the prison, obligations, notices to other registers.

One shape for all: who, what was decided, what is ordered or told, by which text. A content that was recalled and not
read in a text says « à confirmer ».
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from maillage.commun.textes import date_longue
from maillage.metiers.audiences.actions.listes import delais_du, obligations_du
from maillage.metiers.audiences.documents.commun import (
    AffaireDonnees,
    Dossier,
    InfractionDonnees,
    PersonneDonnees,
)
from maillage.metiers.audiences.documents.condamnations import ouvrir
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import Execution, Interdiction, NaturePeine, Piece, RoleMembre, Sursis
from maillage.metiers.audiences.models import Decision, Partie
from maillage.metiers.audiences.regles import delais as regles_delais
from maillage.metiers.audiences.regles.dispositif import en_toutes_lettres
from maillage.metiers.audiences.regles.peines import LigneDecision, Peine
from maillage.metiers.audiences.regles.pieces import a_des_obligations
from maillage.metiers.audiences.regles.textes import citer
from maillage.socle.documents.genre import GenreDocument, declarer_genre

A_REMPLIR = "……………………………………"


@dataclass(frozen=True)
class LigneExecution:
    libelle: str
    valeur: str


@dataclass(frozen=True)
class ExecutionDonnees:
    """A paper of enforcement; `personnes` are those whom it is about, `dispositif` what was decided of them."""

    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    titre: str
    destinataire: str
    personnes: tuple[PersonneDonnees, ...]
    chapeau: str
    details: tuple[LigneExecution, ...]
    infractions: tuple[InfractionDonnees, ...]
    dispositif: tuple[str, ...]
    consignes: tuple[str, ...]
    fondement: str
    reserve: str
    """What a reader has to check, in words; empty when everything was read in a text."""
    signataire: str
    qualite: str
    est_remis: bool


@dataclass(frozen=True)
class Rendue:
    """A decision and the day it was given."""

    ligne: LigneDecision
    jour: dt.date


@dataclass(frozen=True)
class Modele:
    """How a paper is worded: what changes from one to another."""

    destinataire: str
    chapeau: str
    textes: tuple[str, ...] = ()
    reserve: str = ""
    signe: RoleMembre = RoleMembre.GREFFIER
    est_remis: bool = False
    details: Callable[[Rendue], Sequence[tuple[str, str]]] = lambda _: ()
    consignes: Callable[[Rendue], Sequence[str]] = lambda _: ()


def duree_en_lettres(peine: Peine) -> str:
    return en_toutes_lettres(peine.duree) if peine.duree else ""


def _emprisonnement(rendue: Rendue) -> list[tuple[str, str]]:
    """The penalty to be served, in letters."""
    peine = rendue.ligne.emprisonnement
    if peine is None:
        return []
    details = [("Peine prononcée", f"emprisonnement de {duree_en_lettres(peine)}")]
    if peine.duree_ferme and peine.duree_ferme != peine.duree:
        details.append(("Part à exécuter", en_toutes_lettres(peine.duree_ferme)))
    return details


def _ecrou(rendue: Rendue) -> list[tuple[str, str]]:
    peine = rendue.ligne.emprisonnement
    titre = str(Execution(peine.execution).label) if peine else ""
    return [
        ("Titre de détention", f"{titre}, {date_longue(rendue.jour)}"),
        *_emprisonnement(rendue),
        ("Établissement", A_REMPLIR),
        ("Numéro d’écrou", A_REMPLIR),
    ]


def _differe(rendue: Rendue) -> list[tuple[str, str]]:
    delai = delais_du(rendue.jour)[regles_delais.DEPOT_DIFFERE]
    limite = delai.fin(rendue.jour)
    return [
        *_emprisonnement(rendue),
        ("Convocation par le procureur", f"au plus tard le {date_longue(limite)} ({delai.article})"),
        ("Date d’incarcération", A_REMPLIR),
    ]


def _obligations(rendue: Rendue) -> list[str]:
    """Each obligation of each penalty; a probation without any keeps the general measures of control."""
    connues = obligations_du(rendue.jour)
    dites = {
        code: None for peine in rendue.ligne.peines if a_des_obligations(peine) for code in peine.obligations
    }
    textes = [connues[code] for code in dites if code in connues]
    if not textes and any(peine.sursis == Sursis.PROBATOIRE for peine in rendue.ligne.peines):
        return ["les mesures de contrôle prévues par la loi, sans obligation particulière"]
    return textes


def _suivi(rendue: Rendue) -> list[tuple[str, str]]:
    details = []
    for peine in filter(a_des_obligations, rendue.ligne.peines):
        details.append(("Peine", str(NaturePeine(peine.nature).label)))
        if peine.heures:
            details.append(("Durée", f"{peine.heures} heures"))
        if peine.delai:
            quoi = "À accomplir dans un délai de" if peine.heures else "Pendant"
            details.append((quoi, en_toutes_lettres(peine.delai)))
        if peine.duree_defaut:
            details.append(("Encouru à défaut", f"emprisonnement de {en_toutes_lettres(peine.duree_defaut)}"))
    return details


def _permis(rendue: Rendue) -> list[tuple[str, str]]:
    natures = (NaturePeine.SUSPENSION_PERMIS, NaturePeine.ANNULATION_PERMIS)
    details = []
    for peine in rendue.ligne.peines:
        if peine.nature in natures:
            details.append(
                (str(NaturePeine(peine.nature).label), duree_en_lettres(peine) or "sans délai fixé")
            )
            provisoire = peine.est_execution_provisoire or rendue.ligne.est_execution_provisoire
            details.append(("Exécution provisoire", "oui" if provisoire else "non"))
            if peine.objet:
                details.append(("Précision", peine.objet))
    return [*details, ("Permis n°, délivré le, par", A_REMPLIR), ("Remis au greffe le", A_REMPLIR)]


def _arme(rendue: Rendue) -> list[tuple[str, str]]:
    interdictions = [peine for peine in rendue.ligne.peines if peine.precision == Interdiction.ARME]
    return [
        (
            "Interdiction",
            "définitive" if peine.est_definitive else duree_en_lettres(peine) or "sans durée dite",
        )
        for peine in interdictions
    ]


MODELES: dict[Piece, Modele] = {
    Piece.MANDAT_DEPOT: Modele(
        "Le chef de l’établissement pénitentiaire",
        "Le {tribunal} ordonne au chef de l’établissement pénitentiaire de recevoir et de détenir {nom}.",
        ("mandat", "forme_mandats"),
        signe=RoleMembre.PRESIDENT,
        details=_emprisonnement,
    ),
    Piece.MANDAT_ARRET: Modele(
        "Les agents de la force publique",
        "Le {tribunal} ordonne de rechercher {nom} et de le conduire à l’établissement pénitentiaire, où il sera reçu"
        " et détenu.",
        ("mandat", "forme_mandats"),
        signe=RoleMembre.PRESIDENT,
        details=_emprisonnement,
    ),
    Piece.MANDAT_DIFFERE: Modele(
        "Le procureur de la République",
        "Le {tribunal} décerne mandat de dépôt à effet différé à l’encontre de {nom}. Le procureur de la République le"
        " convoque pour fixer la date de son incarcération.",
        ("execution_ferme",),
        signe=RoleMembre.PRESIDENT,
        details=_differe,
    ),
    Piece.EXTRAIT_ECROU: Modele(
        "Le greffe de l’établissement pénitentiaire",
        "Extrait du jugement à l’égard de {nom}, pour l’écrou.",
        ("mandat",),
        "Les mentions que l’établissement attend sont à confirmer avec lui.",
        details=_ecrou,
    ),
    Piece.OBLIGATIONS: Modele(
        "",
        "{nom}, vous êtes soumis, par ce jugement, à ce qui suit.",
        ("obligations",),
        "Ce qui est encouru si ces obligations ne sont pas respectées est dit par le président.",
        est_remis=True,
        details=_suivi,
        consignes=_obligations,
    ),
    Piece.PERMIS: Modele(
        "Le service du permis de conduire",
        "Le {tribunal} a prononcé à l’encontre de {nom} la mesure suivante.",
        (),
        "Destinataire et formulaire (« référence 7 ») : à confirmer.",
        details=_permis,
    ),
    Piece.FINIADA: Modele(
        "Le service du fichier des interdits d’acquisition et de détention d’armes",
        "Le {tribunal} a interdit à {nom} de détenir ou de porter une arme soumise à autorisation.",
        ("finiada",),
        "Destinataire et forme de l’avis : à confirmer.",
        details=_arme,
    ),
    Piece.FIJAIS: Modele(
        "",
        "Le {tribunal} a ordonné l’inscription de {nom} au fichier judiciaire national automatisé des auteurs"
        " d’infractions sexuelles ou violentes.",
        ("fijais",),
        "Les obligations de justification d’adresse, leur fréquence et leurs sanctions sont à compléter : à confirmer.",
        est_remis=True,
        details=lambda _: (
            ("Adresse déclarée, à compter du", A_REMPLIR),
            ("Justification de l’adresse", A_REMPLIR),
            ("Auprès de", A_REMPLIR),
        ),
    ),
}


def _donnees(decision: Decision, piece: Piece) -> ExecutionDonnees:
    dossier, lue = ouvrir(decision, piece)
    partie, modele = lue.decision.partie, MODELES[piece]
    rendue = Rendue(lue.ligne, dossier.audience.date)
    return composer(
        dossier,
        [partie],
        titre=str(piece.label),
        destinataire=modele.destinataire,
        chapeau=modele.chapeau.format(tribunal=dossier.textes["tribunal"], nom=dossier.nom(partie)),
        details=modele.details(rendue),
        infractions=tuple(
            dossier.infraction(infraction)
            for infraction in dossier.infractions
            if partie in dossier.accuses.get(infraction.pk, [])
        ),
        dispositif=dossier.dispositif(lue),
        consignes=tuple(modele.consignes(rendue)),
        textes=modele.textes,
        reserve=modele.reserve,
        signe=modele.signe,
        est_remis=modele.est_remis,
    )


def composer(
    dossier: Dossier,
    parties: Sequence[Partie],
    *,
    titre: str,
    destinataire: str,
    chapeau: str,
    details: Sequence[tuple[str, str]],
    textes: Sequence[str] = (),
    reserve: str = "",
    signe: RoleMembre = RoleMembre.GREFFIER,
    est_remis: bool = False,
    infractions: tuple[InfractionDonnees, ...] = (),
    dispositif: tuple[str, ...] = (),
    consignes: tuple[str, ...] = (),
) -> ExecutionDonnees:
    """The data of one paper of this shape."""
    return ExecutionDonnees(
        affaire=dossier.affaire_donnees(),
        titre=titre,
        destinataire=destinataire,
        personnes=tuple(dossier.personne(partie) for partie in parties),
        chapeau=chapeau,
        details=tuple(LigneExecution(libelle, valeur) for libelle, valeur in details),
        infractions=infractions,
        dispositif=dispositif,
        consignes=consignes,
        fondement=citer(dossier.audience.date, *textes),
        reserve=reserve,
        signataire=dossier.membre(signe),
        qualite=f"Le {str(signe.label).lower()}",
        est_remis=est_remis,
    )


def declarer(piece: Piece, construire: Callable[[Any], ExecutionDonnees]) -> GenreDocument[ExecutionDonnees]:
    return declarer_genre(
        code=f"audiences.{piece.value}",
        libelle=str(piece.label),
        donnees=ExecutionDonnees,
        gabarit="execution.typ",
        droit=AUDIENCE_TENIR,
        droit_lecture=AUDIENCE_LIRE,
        construire=construire,
        organisation="chambre",
    )


def _construire(piece: Piece) -> Callable[[Decision], ExecutionDonnees]:
    return lambda decision: _donnees(decision, piece)


EXECUTIONS: dict[Piece, GenreDocument[ExecutionDonnees]] = {
    piece: declarer(piece, _construire(piece)) for piece in MODELES
}
