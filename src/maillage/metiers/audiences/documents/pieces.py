"""The papers of a case: those that it calls for, those that exist, those that what was typed since has made old."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max, Q

from maillage.metiers.audiences.actions.lecture_decisions import DecisionLue
from maillage.metiers.audiences.documents.audiences import BORDEREAU, ROLE, ROLE_ANNOTE
from maillage.metiers.audiences.documents.commun import Dossier
from maillage.metiers.audiences.documents.condamnations import (
    AVIS_PAIEMENT,
    CONVOCATION_JAP,
    CONVOCATION_SPIP,
    RELEVE,
)
from maillage.metiers.audiences.documents.executions import EXECUTIONS
from maillage.metiers.audiences.documents.jugements import MINUTE
from maillage.metiers.audiences.documents.notes import NOTE
from maillage.metiers.audiences.documents.presences import (
    ATTESTATION_AIDE,
    ATTESTATION_INTERPRETE,
    EXTRACTION,
)
from maillage.metiers.audiences.documents.renvois import AVIS_RENVOI
from maillage.metiers.audiences.enums import DETENUS, ISSUES, Etape, Piece, StatutAudience
from maillage.metiers.audiences.models import Audience, Audiencement, EtapeDossier, LigneNote
from maillage.metiers.audiences.regles.pieces import pieces_de_presence, pieces_dues
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.genre import GenreDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire

GENRES: dict[Piece, GenreDocument[Any]] = {
    Piece.RELEVE: RELEVE,
    Piece.AVIS_DROIT_FIXE: AVIS_PAIEMENT,
    Piece.CONVOCATION_JAP: CONVOCATION_JAP,
    Piece.CONVOCATION_SPIP: CONVOCATION_SPIP,
    Piece.AIDE_JURIDICTIONNELLE: ATTESTATION_AIDE,
    Piece.INTERPRETE: ATTESTATION_INTERPRETE,
    **EXECUTIONS,
}

ETAPES_NOTE = (Etape.NOTE_SIGNEE, Etape.NOTE_VISEE)


@dataclass(frozen=True)
class PieceVoulue:
    """A paper that is called for: of what, for whom, why, and when what it says last changed."""

    genre: GenreDocument[Any]
    objet: models.Model
    raison: str
    pour: str = ""
    horodatage_modification: dt.datetime | None = None

    @property
    def cle(self) -> tuple[str, str, int]:
        return self.genre.code, self.objet._meta.label_lower, int(self.objet.pk)


@dataclass(frozen=True)
class EtatPiece:
    """A paper and the document in force that holds it, if any."""

    voulue: PieceVoulue
    document: DocumentProduit | None = None

    @property
    def est_a_refaire(self) -> bool:
        """What it says changed since it was issued."""
        change = self.voulue.horodatage_modification
        # A document is dated to the second.
        change = change.replace(microsecond=0) if change else None
        return bool(self.document and change and change > self.document.horodatage_production)

    @property
    def est_a_etablir(self) -> bool:
        return self.document is None or self.est_a_refaire


def notes_modifiees(passages: Collection[int]) -> dict[int, dt.datetime]:
    """When the note of each passage last changed: a line, a signature, a visa, a correction. Three queries."""
    lignes = LigneNote.objects.filter(audiencement__in=passages).order_by()
    modifiees = dict(lignes.values_list("audiencement").annotate(dernier=Max("horodatage_modification")))
    etapes = EtapeDossier.objects.filter(audiencement__in=modifiees, genre__in=ETAPES_NOTE).order_by()
    for passage, dernier in etapes.values_list("audiencement").annotate(dernier=Max("horodatage")):
        modifiees[passage] = max(modifiees[passage], dernier)
    repris = Audiencement.objects.filter(pk__in=modifiees, horodatage_reprise_note__isnull=False)
    for passage, dernier in repris.order_by().values_list("pk", "horodatage_reprise_note"):
        modifiees[passage] = max(modifiees[passage], dernier)
    return modifiees


def pieces_du_dossier(dossier: Dossier, note_modifiee: dt.datetime | None) -> list[PieceVoulue]:
    """What this passage calls for, in the order it is used; nothing as long as nothing happened in it."""
    passage = dossier.passage
    pieces = []
    if note_modifiee:
        pieces.append(PieceVoulue(NOTE, passage, "la note est tenue", horodatage_modification=note_modifiee))
    rendues = [lue for lue in dossier.decisions if not lue.ligne.est_en_delibere and lue.ligne.sorts]
    if rendues:
        instants = [lue.decision.horodatage_modification for lue in rendues]
        change = max(filter(None, [*instants, passage.horodatage_reprise_minute]))
        pieces.append(PieceVoulue(MINUTE, passage, "le tribunal a statué", horodatage_modification=change))
    for lue in rendues:
        pieces += _pieces_de(dossier, lue)
    if dossier.renvoi:
        pieces.append(
            PieceVoulue(
                AVIS_RENVOI,
                dossier.renvoi,
                "une date est fixée",
                "chaque partie",
                horodatage_modification=dossier.renvoi.horodatage,
            )
        )
        if any(partie.categorie_penale in DETENUS for partie in dossier.prevenus()):
            pieces.append(
                PieceVoulue(
                    EXTRACTION,
                    dossier.renvoi,
                    "un prévenu est détenu",
                    horodatage_modification=dossier.renvoi.horodatage,
                )
            )
    pieces += _pieces_de_presence(dossier)
    return pieces


def _pieces_de_presence(dossier: Dossier) -> Iterable[PieceVoulue]:
    passage = dossier.passage
    if passage.statut not in ISSUES:
        return
    change = max(filter(None, [passage.horodatage_issue, passage.horodatage_reprise_note]), default=None)
    for partie in dossier.parties:
        comparution = dossier.comparutions.get(partie.pk)
        if comparution is None:
            continue
        for due in pieces_de_presence(
            est_aidee=partie.est_aide_juridictionnelle,
            a_un_avocat=bool(comparution.avocat),
            a_un_interprete=comparution.est_interprete_present,
        ):
            yield PieceVoulue(GENRES[due.piece], comparution, due.raison, dossier.nom(partie), change)


def _pieces_de(dossier: Dossier, lue: DecisionLue) -> Iterable[PieceVoulue]:
    partie = lue.decision.partie
    for due in pieces_dues(lue.ligne, est_present=dossier.est_present(partie), est_mineur=partie.est_mineur):
        if due.piece in GENRES:
            yield PieceVoulue(
                GENRES[due.piece],
                lue.decision,
                due.raison,
                dossier.nom(partie),
                lue.decision.horodatage_modification,
            )


def pieces_de_l_audience(audience: Audience) -> list[PieceVoulue]:
    """The roll; once the hearing has risen, the roll annotated and the slip."""
    pieces = [PieceVoulue(ROLE, audience, "avant l’audience")]
    if audience.statut == StatutAudience.CLOSE:
        pieces += [
            PieceVoulue(ROLE_ANNOTE, audience, "l’audience est levée"),
            PieceVoulue(BORDEREAU, audience, "les décisions sont à reporter"),
        ]
    return pieces


def etats(voulues: Iterable[PieceVoulue], agent: Agent) -> list[EtatPiece]:
    """Each paper with its document in force. One query."""
    voulues = list(voulues)
    condition = Q(pk__in=[])
    for voulue in voulues:
        genre, objet_type, objet_id = voulue.cle
        condition |= Q(genre=genre, objet_type=objet_type, objet_id=objet_id)
    documents = DocumentProduit.objects.visibles_par(agent).filter(
        condition, statut=StatutDocument.EN_VIGUEUR
    )
    connus = {(d.genre, d.objet_type, d.objet_id): d for d in documents.order_by("id")}
    return [EtatPiece(voulue, connus.get(voulue.cle)) for voulue in voulues]


def etablir(pieces: Iterable[EtatPiece], *, agent: Agent, est_force: bool = False) -> list[DocumentProduit]:
    """Issue what is missing or old (everything when it is forced); what is replaced is kept."""
    return [
        produire(piece.voulue.genre.code, piece.voulue.objet, agent=agent, remplace=piece.document)
        for piece in pieces
        if est_force or piece.est_a_etablir
    ]
