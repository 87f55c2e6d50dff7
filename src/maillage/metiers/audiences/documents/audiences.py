"""Of a whole hearing: its roll, before and after; the slip that is copied into the ministry's register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.commun.textes import date_courte
from maillage.metiers.audiences.actions.lecture_decisions import DecisionLue
from maillage.metiers.audiences.documents.commun import (
    Dossier,
    MembreDonnees,
    PersonneDonnees,
    composition,
    ouvrir_dossiers,
)
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import VICTIMES, DecisionPrevention, MotifRenvoi, NatureJugement
from maillage.metiers.audiences.models import Audience, Audiencement, Comparution, Partie
from maillage.metiers.audiences.regles.grammaire import ecrire_peine
from maillage.metiers.audiences.regles.ligne_decision import imprimer
from maillage.metiers.audiences.regles.peines import abreger
from maillage.metiers.audiences.regles.textes import textes_du
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LigneRole:
    """A case of the roll."""

    position: int
    heure: dt.time
    numero_parquet: str
    numero_minute: str
    etat: str
    prevenus: tuple[PersonneDonnees, ...]
    victimes: tuple[str, ...]
    infractions: tuple[str, ...]
    remplacements: tuple[str, ...]
    suite: tuple[str, ...]


@dataclass(frozen=True)
class RoleDonnees:
    SCHEMA: ClassVar[int] = 1

    tribunal: str
    chambre: str
    date: dt.date
    heure: dt.time
    nature: str
    composition: str
    salle: str
    membres: tuple[MembreDonnees, ...]
    lignes: tuple[LigneRole, ...]
    est_annote: bool


def passages_de(audience: Audience) -> list[Audiencement]:
    return list(
        audience.audiencements.select_related(
            "audience__chambre", "affaire__cle", "affaire__juridiction", "chambre"
        ).order_by("position", "id")
    )


def _ligne(dossier: Dossier, *, est_annote: bool) -> LigneRole:
    passage = dossier.passage
    communs = {(membre.fonction, membre.nom) for membre in dossier.siegent}
    infractions = [dossier.infraction(infraction) for infraction in dossier.infractions]
    return LigneRole(
        position=passage.position,
        heure=passage.heure or passage.audience.heure,
        numero_parquet=dossier.affaire.numero_parquet,
        numero_minute=passage.numero_minute,
        etat=str(passage.get_statut_display()),
        prevenus=tuple(dossier.personne(partie) for partie in dossier.prevenus()),
        victimes=tuple(dossier.nom(partie) for partie in dossier.parties if partie.statut in VICTIMES),
        infractions=tuple(
            f"{i.rang}. {i.qualification} ({i.natinf})" for i in infractions if not i.est_requalifiee
        ),
        remplacements=tuple(
            f"{membre.fonction} : {membre.nom}"
            for membre in dossier.membres
            if (membre.fonction, membre.nom) not in communs
        ),
        suite=suite_de(dossier) if est_annote else (),
    )


def suite_de(dossier: Dossier) -> tuple[str, ...]:
    """What became of the case, in short: the line of each decision, the adjournment."""
    lignes = [
        f"{dossier.nom(lue.decision.partie)} : {imprimer(abreger(lue.ligne)) or lue.texte}"
        for lue in dossier.decisions
    ]
    if dossier.renvoi:
        motif = str(MotifRenvoi(dossier.renvoi.motif).label)
        lignes.append(f"{date_courte(dossier.renvoi.date)} : {motif[:1].lower()}{motif[1:]}")
    return tuple(lignes)


def _role(audience: Audience, *, est_annote: bool) -> RoleDonnees:
    dossiers = ouvrir_dossiers(passages_de(audience))
    return RoleDonnees(
        tribunal=textes_du(audience.date)["tribunal"],
        chambre=audience.chambre.nom,
        date=audience.date,
        heure=audience.heure,
        nature=str(audience.get_nature_display()),
        composition=str(audience.get_type_display()),
        salle=audience.salle,
        membres=composition(audience),
        lignes=tuple(_ligne(dossier, est_annote=est_annote) for dossier in dossiers),
        est_annote=est_annote,
    )


def donnees_role(audience: Audience) -> RoleDonnees:
    return _role(audience, est_annote=False)


def donnees_role_annote(audience: Audience) -> RoleDonnees:
    return _role(audience, est_annote=True)


ROLE = declarer_genre(
    code="audiences.role",
    libelle="Rôle de l’audience",
    donnees=RoleDonnees,
    gabarit="role.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_role,
    organisation="chambre",
)
ROLE_ANNOTE = declarer_genre(
    code="audiences.role_annote",
    libelle="Rôle annoté de l’audience",
    donnees=RoleDonnees,
    gabarit="role.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_role_annote,
    organisation="chambre",
)


@dataclass(frozen=True)
class SaisieDonnees:
    """What is entered in the register for one accused, in the order of its screen."""

    position: int
    numero_parquet: str
    numero_minute: str
    prevenu: str
    mode_comparution: str
    nature_jugement: str
    infractions: tuple[str, ...]
    decision_sanction: str
    peines: tuple[str, ...]
    ligne: str
    renvoi: str
    reference_externe: str


@dataclass(frozen=True)
class BordereauDonnees:
    SCHEMA: ClassVar[int] = 1

    juridiction: str
    chambre: str
    date: dt.date
    reference_externe: str
    saisies: tuple[SaisieDonnees, ...]


COLONNES = {
    "position": "N° au rôle",
    "numero_parquet": "N° de parquet",
    "numero_minute": "N° de minute",
    "prevenu": "Prévenu",
    "mode_comparution": "Mode de comparution",
    "nature_jugement": "Nature du jugement",
    "infractions": "Décision sur la prévention",
    "decision_sanction": "Décision sur la sanction",
    "peines": "Peines",
    "ligne": "Ligne de décision",
    "renvoi": "Renvoi",
    "reference_externe": "Référence au registre",
}
"""The order of the register's screen: what the slip and its CSV follow."""


def saisies_de(dossier: Dossier) -> list[SaisieDonnees]:
    """One entry an accused: decided, adjourned or reserved."""
    lues = {lue.decision.partie_id: lue for lue in dossier.decisions}
    renvoi = ""
    if dossier.renvoi:
        motif = str(MotifRenvoi(dossier.renvoi.motif).label)
        renvoi = f"{date_courte(dossier.renvoi.date)} · {motif}"
    saisies = []
    for partie in dossier.prevenus():
        lue, comparution = lues.get(partie.pk), dossier.comparutions.get(partie.pk)
        nature = comparution.nature_jugement if comparution else ""
        saisies.append(
            SaisieDonnees(
                position=dossier.passage.position,
                numero_parquet=dossier.affaire.numero_parquet,
                numero_minute=dossier.passage.numero_minute,
                prevenu=dossier.nom(partie),
                mode_comparution=_mode(comparution),
                nature_jugement=f"{nature} {NatureJugement(nature).label}" if nature else "",
                infractions=_preventions(dossier, partie, lue),
                decision_sanction=_sanction(lue),
                peines=_peines(lue),
                ligne=imprimer(abreger(lue.ligne)) if lue else "",
                renvoi=renvoi,
                reference_externe=partie.reference_externe,
            )
        )
    return saisies


def _preventions(dossier: Dossier, partie: Partie, lue: DecisionLue | None) -> tuple[str, ...]:
    if lue is None:
        return ()
    textes = []
    for infraction in dossier.infractions:
        issue = lue.ligne.issue_de(infraction.rang)
        if issue and partie in dossier.accuses.get(infraction.pk, []):
            textes.append(f"{infraction.natinf} : {DecisionPrevention(issue).label}")
    return tuple(textes)


def _mode(comparution: Comparution | None) -> str:
    return f"{comparution.mode} {comparution.get_mode_display()}" if comparution and comparution.mode else ""


def _sanction(lue: DecisionLue | None) -> str:
    return str(lue.ligne.sanction_retenue.label) if lue and lue.ligne.sanction_retenue else ""


def _peines(lue: DecisionLue | None) -> tuple[str, ...]:
    return tuple(f"{peine.nature.label} · {ecrire_peine(peine)}" for peine in lue.ligne.peines) if lue else ()


def donnees_bordereau(audience: Audience) -> BordereauDonnees:
    saisies = [s for dossier in ouvrir_dossiers(passages_de(audience)) for s in saisies_de(dossier)]
    return BordereauDonnees(
        juridiction=audience.chambre.parent.nom if audience.chambre.parent else audience.chambre.nom,
        chambre=audience.chambre.nom,
        date=audience.date,
        reference_externe=audience.reference_externe,
        saisies=tuple(saisies),
    )


BORDEREAU = declarer_genre(
    code="audiences.bordereau",
    libelle="Bordereau de saisie au registre",
    donnees=BordereauDonnees,
    gabarit="bordereau.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_bordereau,
    organisation="chambre",
)
