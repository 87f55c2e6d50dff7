"""What is handed to a convicted person before he leaves: record, notice of payment, convocations."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from maillage.metiers.audiences.actions.lecture_decisions import DecisionLue
from maillage.metiers.audiences.actions.listes import delais_du, droits_fixes_du
from maillage.metiers.audiences.documents.commun import AffaireDonnees, Dossier, PersonneDonnees
from maillage.metiers.audiences.documents.jugements import droit_fixe_de, recours_de
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR
from maillage.metiers.audiences.enums import NaturePeine, Piece, RoleMembre
from maillage.metiers.audiences.models import Decision
from maillage.metiers.audiences.regles import delais as regles_delais
from maillage.metiers.audiences.regles.droit_fixe import avis_paiement
from maillage.metiers.audiences.regles.pieces import pieces_dues
from maillage.socle.documents.genre import declarer_genre
from maillage.socle.documents.production import ProductionImpossible


def ouvrir(decision: Decision, piece: Piece) -> tuple[Dossier, DecisionLue]:
    """The case and the decision. Raises ProductionImpossible when it does not call for this paper."""
    passage = decision.audiencement
    dossier = Dossier(passage)
    lue = next(lue for lue in dossier.decisions if lue.decision.pk == decision.pk)
    partie = lue.decision.partie
    dues = pieces_dues(lue.ligne, est_present=dossier.est_present(partie), est_mineur=partie.est_mineur)
    if piece not in [due.piece for due in dues]:
        raise ProductionImpossible(f"Cette décision n’appelle pas la pièce « {piece.label} ».")
    return dossier, lue


@dataclass(frozen=True)
class ReleveDonnees:
    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    condamne: PersonneDonnees
    dispositif: tuple[str, ...]
    droit_fixe: Decimal
    raison_droit_fixe: str
    recours: str
    greffier: str


def donnees_releve(decision: Decision) -> ReleveDonnees:
    dossier, lue = ouvrir(decision, Piece.RELEVE)
    droit = droit_fixe_de(dossier, lue)
    return ReleveDonnees(
        affaire=dossier.affaire_donnees(),
        condamne=dossier.personne(lue.decision.partie),
        dispositif=dossier.dispositif(lue),
        droit_fixe=droit.montant,
        raison_droit_fixe=droit.raison if droit.majoration_levee or not droit.montant else "",
        recours=recours_de(dossier, lue),
        greffier=dossier.membre(RoleMembre.GREFFIER),
    )


RELEVE = declarer_genre(
    code="audiences.releve_condamnation",
    libelle="Relevé de condamnation pénale",
    donnees=ReleveDonnees,
    gabarit="releve_condamnation.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_releve,
    organisation="chambre",
)


@dataclass(frozen=True)
class SommeDonnees:
    libelle: str
    montant: Decimal


@dataclass(frozen=True)
class AvisPaiementDonnees:
    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    condamne: PersonneDonnees
    sommes: tuple[SommeDonnees, ...]
    total: Decimal
    majoration_levee: Decimal
    reduction: Decimal
    total_reduit: Decimal
    taux: Decimal
    plafond: Decimal
    date_limite: dt.date | None
    article: str
    jours_amende: str


def donnees_avis_paiement(decision: Decision) -> AvisPaiementDonnees:
    """The fine and the fixed duty; days-fines are paid otherwise, so they are only recalled."""
    dossier, lue = ouvrir(decision, Piece.AVIS_DROIT_FIXE)
    bareme = droits_fixes_du(dossier.audience.date)
    droit = droit_fixe_de(dossier, lue)
    amendes = [p for p in lue.ligne.peines if p.nature == NaturePeine.AMENDE and p.montant_ferme]
    avis = avis_paiement(sum((p.montant_ferme for p in amendes), Decimal(0)), droit, bareme)
    jours_amende = [p for p in lue.ligne.peines if p.nature == NaturePeine.JOURS_AMENDE and p.montant_ferme]
    delai = delais_du(dossier.audience.date)[regles_delais.PAIEMENT_REDUIT]
    sommes = [SommeDonnees("Amende", p.montant_ferme) for p in amendes]
    if droit.montant:
        sommes.append(SommeDonnees(droit.raison[:1].upper() + droit.raison[1:], droit.montant))
    return AvisPaiementDonnees(
        affaire=dossier.affaire_donnees(),
        condamne=dossier.personne(lue.decision.partie),
        sommes=tuple(sommes),
        total=avis.total,
        majoration_levee=droit.majoration_levee,
        reduction=avis.reduction,
        total_reduit=avis.total_reduit,
        taux=bareme["reduction_taux"].valeur,
        plafond=bareme["reduction_plafond"].valeur,
        date_limite=delai.fin(dossier.audience.date) if dossier.est_present(lue.decision.partie) else None,
        article=delai.article,
        jours_amende=" ; ".join(
            f"{p.nombre} jours-amende de {p.montant:.0f} €" for p in jours_amende if p.montant is not None
        ),
    )


AVIS_PAIEMENT = declarer_genre(
    code="audiences.avis_droit_fixe",
    libelle="Avis de paiement (amende et droit fixe)",
    donnees=AvisPaiementDonnees,
    gabarit="avis_paiement.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_avis_paiement,
    organisation="chambre",
)


@dataclass(frozen=True)
class ConvocationDonnees:
    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    condamne: PersonneDonnees
    devant: str
    objet: str
    peines: tuple[str, ...]
    au_plus_tard: dt.date | None
    article: str
    greffier: str


def _convocation(decision: Decision, piece: Piece, devant: str, objet: str) -> ConvocationDonnees:
    dossier, lue = ouvrir(decision, piece)
    jap, spip = regles_delais.convocations(dossier.audience.date, delais_du(dossier.audience.date))
    limite = jap if piece == Piece.CONVOCATION_JAP else spip
    return ConvocationDonnees(
        affaire=dossier.affaire_donnees(),
        condamne=dossier.personne(lue.decision.partie),
        devant=devant,
        objet=objet,
        peines=dossier.dispositif(lue)[1:],
        au_plus_tard=limite.dernier_jour,
        article=limite.delai.article,
        greffier=dossier.membre(RoleMembre.GREFFIER),
    )


def donnees_convocation_jap(decision: Decision) -> ConvocationDonnees:
    return _convocation(
        decision,
        Piece.CONVOCATION_JAP,
        "le juge de l’application des peines",
        "déterminer les modalités d’exécution de votre peine",
    )


def donnees_convocation_spip(decision: Decision) -> ConvocationDonnees:
    return _convocation(
        decision,
        Piece.CONVOCATION_SPIP,
        "le service pénitentiaire d’insertion et de probation",
        "préparer l’exécution et le suivi de votre peine",
    )


CONVOCATION_JAP = declarer_genre(
    code="audiences.convocation_jap",
    libelle="Convocation devant le juge de l’application des peines",
    donnees=ConvocationDonnees,
    gabarit="convocation.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_convocation_jap,
    organisation="chambre",
)
CONVOCATION_SPIP = declarer_genre(
    code="audiences.convocation_spip",
    libelle="Convocation devant le SPIP",
    donnees=ConvocationDonnees,
    gabarit="convocation.typ",
    droit=AUDIENCE_TENIR,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_convocation_spip,
    organisation="chambre",
)
