"""The minute of a judgment (art. 485, 485-1 and 486 CPP): one a case, its operative part written from the figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.audiences.actions.lecture_decisions import DecisionLue
from maillage.metiers.audiences.actions.listes import delais_du, droits_fixes_du
from maillage.metiers.audiences.documents.commun import (
    AffaireDonnees,
    DecisionDonnees,
    Dossier,
    InfractionDonnees,
    PersonneDonnees,
)
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import ModeComparution, NatureJugement, RoleMembre
from maillage.metiers.audiences.models import Audiencement, Partie
from maillage.metiers.audiences.regles import delais as regles_delais
from maillage.metiers.audiences.regles.dispositif import NATURES
from maillage.metiers.audiences.regles.droit_fixe import DroitFixe, droit_fixe
from maillage.metiers.audiences.regles.ligne_decision import imprimer
from maillage.metiers.audiences.regles.peines import abreger
from maillage.metiers.audiences.regles.pieces import est_condamnation
from maillage.socle.documents.genre import declarer_genre
from maillage.socle.documents.production import ProductionImpossible


@dataclass(frozen=True)
class MinuteDonnees:
    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    personnes: tuple[PersonneDonnees, ...]
    infractions: tuple[InfractionDonnees, ...]
    decisions: tuple[DecisionDonnees, ...]
    droits_fixes: tuple[str, ...]
    recours: tuple[str, ...]
    president: str
    greffier: str


def droit_fixe_de(dossier: Dossier, lue: DecisionLue) -> DroitFixe:
    """What the accused owes beside the penalty, by the tariff of the day of the hearing."""
    partie = lue.decision.partie
    return droit_fixe(
        droits_fixes_du(dossier.audience.date),
        est_condamne=est_condamnation(lue.ligne),
        est_mineur=partie.est_mineur,
        est_absent=_est_absent_sachant(dossier, partie),
    )


def _est_absent_sachant(dossier: Dossier, partie: Partie) -> bool:
    """He knew and did not come; who was not reached, and for whom a lawyer without mandate spoke, did not know."""
    comparution = dossier.comparutions.get(partie.pk)
    if comparution is None or comparution.nature_jugement != NatureJugement.A_SIGNIFIER:
        return False
    return comparution.mode != ModeComparution.NCMPSM or partie.est_citee_a_personne


def precision_droit(droit: DroitFixe) -> str:
    """Why the duty is raised; nothing when it is the usual one."""
    return f" {droit.raison}." if droit.majoration_levee else ""


def recours_de(dossier: Dossier, lue: DecisionLue) -> str:
    """How long one may appeal or oppose, and from when."""
    partie = lue.decision.partie
    nature = dossier.nature(partie) or NatureJugement.CONTRADICTOIRE
    delais = delais_du(dossier.audience.date)
    appel = regles_delais.appel(nature, dossier.audience.date, delais)
    texte = (
        f"appel dans les {appel.delai.nombre} {appel.delai.unite} {appel.explication} ({appel.delai.article})"
    )
    if appel.dernier_jour:
        texte += f", soit jusqu’au {appel.dernier_jour:%d/%m/%Y} inclus"
    opposition = regles_delais.opposition(nature, delais)
    if opposition:
        texte += f" ; opposition dans les {opposition.delai.nombre} {opposition.delai.unite} {opposition.explication}"
    return f"{dossier.nom(partie)} : {texte}"


def decision_donnees(dossier: Dossier, lue: DecisionLue) -> DecisionDonnees:
    nature = dossier.nature(lue.decision.partie)
    return DecisionDonnees(
        prevenu=dossier.nom(lue.decision.partie),
        nature=NATURES[NatureJugement(nature)] if nature else "",
        dispositif=dossier.dispositif(lue),
        motivation=lue.motivation,
        ligne=imprimer(abreger(lue.ligne)),
    )


def donnees_minute(passage: Audiencement) -> MinuteDonnees:
    """Raises ProductionImpossible, saying what to do, as long as the case is not judged."""
    dossier = Dossier(passage)
    rendues = [lue for lue in dossier.decisions if not lue.ligne.est_en_delibere]
    if not rendues:
        raise ProductionImpossible(
            "Aucune décision n’est enregistrée : la minute s’établit une fois l’affaire jugée."
        )
    droits = [(lue, droit_fixe_de(dossier, lue)) for lue in rendues]
    return MinuteDonnees(
        affaire=dossier.affaire_donnees(),
        personnes=dossier.personnes(),
        infractions=tuple(dossier.infraction(i) for i in dossier.infractions),
        decisions=tuple(decision_donnees(dossier, lue) for lue in rendues),
        droits_fixes=tuple(
            f"La présente décision est assujettie à un droit fixe de procédure de {droit.montant:.0f} euros dont est"
            f" redevable {dossier.nom(lue.decision.partie)} ({droit.article}).{precision_droit(droit)}"
            for lue, droit in droits
            if droit.montant
        ),
        recours=tuple(recours_de(dossier, lue) for lue in rendues),
        president=dossier.membre(RoleMembre.PRESIDENT),
        greffier=dossier.membre(RoleMembre.GREFFIER),
    )


MINUTE = declarer_genre(
    code="audiences.minute",
    libelle="Minute du jugement",
    donnees=MinuteDonnees,
    gabarit="minute.typ",
    docx="minute.docx",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_minute,
    organisation="chambre",
)
