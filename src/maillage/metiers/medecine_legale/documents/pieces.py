"""The ZIP that goes with a mémoire: what the court asks for, and what is missing, said."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.files.storage import default_storage
from django.http import StreamingHttpResponse

from maillage.commun.tableur import Feuille, ecrire_csv
from maillage.metiers.medecine_legale.actions import chemin_piece
from maillage.metiers.medecine_legale.actions.memoires import ATTESTATION
from maillage.metiers.medecine_legale.droits import IDENTITE_LIRE
from maillage.metiers.medecine_legale.models import LigneMemoire, Memoire, PieceRequisition, Requisition
from maillage.socle.acces.exiger import peut
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents import stockage
from maillage.socle.documents.archive import Lecteur, repondre_fichiers
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.journal.traces import tracer_lecture

TITRES = (
    "Numéro interne",
    "Numéro de PV",
    "Date",
    "Heure",
    "Prestation",
    "Calcul",
    "Montant",
    "Pourquoi",
    "Texte",
)


def archive_memoire(memoire: Memoire, *, agent: Agent) -> StreamingHttpResponse:
    """Mémoire, lines, attestations and requisitions; each reading traced. Requisitions name people: their own right."""
    fichiers: list[tuple[str, Lecteur]] = []
    manques: list[str] = []
    for document in _documents(memoire, agent):
        if not stockage.existe(document.sha256):
            manques.append(f"{document.nom_fichier} : effacé en fin de conservation")
            continue
        tracer_lecture(document, agent, organisation_id=document.organisation_id, motif="Pièces d’un mémoire")
        fichiers.append((document.nom_fichier, _lire_document(document)))
    requisitions = Requisition.objects.filter(actes__facturations__memoire=memoire).distinct().order_by("pk")
    for rang, requisition in enumerate(requisitions, 1):
        fichiers += _requisition(rang, requisition, agent, manques)
    lignes = _lignes(memoire)
    fichiers.append(("lignes.csv", lambda: lignes))
    if manques:
        texte = "Pièces qui ne sont pas dans ce fichier :\n" + "".join(f"- {manque}\n" for manque in manques)
        fichiers.append(("LISEZ-MOI.txt", texte.encode))
    return repondre_fichiers(fichiers, nom=f"memoire-{memoire.pk}")


def _documents(memoire: Memoire, agent: Agent) -> Iterator[DocumentProduit]:
    visibles = DocumentProduit.objects.visibles_par(agent)
    yield from visibles.de(memoire).filter(statut=StatutDocument.EN_VIGUEUR)


def _requisition(
    rang: int, requisition: Requisition, agent: Agent, manques: list[str]
) -> Iterator[tuple[str, Lecteur]]:
    attestation = (
        DocumentProduit.objects.visibles_par(agent)
        .de(requisition)
        .filter(genre=ATTESTATION, statut=StatutDocument.EN_VIGUEUR)
        .first()
    )
    if attestation is None:
        manques.append(f"{requisition} : attestation de mission, visée par le service requérant")
    elif stockage.existe(attestation.sha256):
        tracer_lecture(
            attestation, agent, organisation_id=attestation.organisation_id, motif="Pièces d’un mémoire"
        )
        yield f"{rang:02d}-attestation-a-viser.pdf", _lire_document(attestation)
    if not peut(agent, IDENTITE_LIRE, requisition.structure):
        manques.append(f"{requisition} : réquisition (elle nomme des personnes, demandez-la à la structure)")
        return
    pieces = list(PieceRequisition.objects.visibles_par(agent).filter(requisition=requisition))
    if not pieces:
        manques.append(f"{requisition} : réquisition, qui n’a pas été numérisée à la réception")
    for numero, piece in enumerate(pieces, 1):
        tracer_lecture(piece, agent, organisation_id=piece.structure_id, motif="Pièces d’un mémoire")
        extension = piece.type_contenu.rpartition("/")[2]
        yield f"{rang:02d}-requisition-{numero}.{extension}", _lire_piece(piece)


def _lire_document(document: DocumentProduit) -> Lecteur:
    return lambda: stockage.lire(document.sha256)


def _lire_piece(piece: PieceRequisition) -> Lecteur:
    def lire() -> bytes:
        with default_storage.open(chemin_piece(piece.sha256)) as fichier:
            return bytes(fichier.read())

    return lire


def _lignes(memoire: Memoire) -> bytes:
    lignes = LigneMemoire.objects.filter(acte_facture__memoire=memoire).select_related("acte_facture__acte")
    return b"".join(
        ecrire_csv(Feuille("Lignes", TITRES, map(_cellules, lignes.order_by("acte_facture_id", "id"))))
    )


def _cellules(ligne: LigneMemoire) -> tuple[object, ...]:
    acte = ligne.acte_facture.acte
    return (
        acte.numero_interne,
        acte.numero_pv,
        acte.date_examen,
        acte.heure_debut,
        ligne.libelle,
        ligne.calcul,
        ligne.montant,
        ligne.explication,
        ligne.source,
    )
