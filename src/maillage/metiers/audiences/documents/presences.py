"""What those who assisted somebody take away: the lawyer, the interpreter; and the escort asked for the next date."""

from __future__ import annotations

from django.utils import timezone

from maillage.commun.textes import heure
from maillage.metiers.audiences.documents.commun import Dossier
from maillage.metiers.audiences.documents.executions import A_REMPLIR, ExecutionDonnees, composer, declarer
from maillage.metiers.audiences.enums import DETENUS, Piece
from maillage.metiers.audiences.models import Comparution, Renvoi
from maillage.socle.documents.production import ProductionImpossible


def _heures(dossier: Dossier) -> list[tuple[str, str]]:
    """When the case was called and when it came to its issue."""
    passage = dossier.passage
    dites = (("Affaire appelée à", passage.horodatage_appel), ("Issue à", passage.horodatage_issue))
    return [(mots, heure(timezone.localtime(instant))) for mots, instant in dites if instant]


def donnees_aide(comparution: Comparution) -> ExecutionDonnees:
    dossier, partie = Dossier(comparution.audiencement), comparution.partie
    if not (partie.est_aide_juridictionnelle and comparution.avocat):
        raise ProductionImpossible(
            "Cette personne n’a pas l’aide juridictionnelle, ou son avocat n’est pas noté."
        )
    return composer(
        dossier,
        [partie],
        titre=str(Piece.AIDE_JURIDICTIONNELLE.label),
        destinataire=comparution.avocat,
        chapeau=f"Le greffier atteste que {comparution.avocat} a assisté {dossier.nom(partie)} devant le"
        f" {dossier.textes['tribunal']}.",
        details=[
            ("Décision d’aide juridictionnelle", A_REMPLIR),
            *_heures(dossier),
            ("Issue", str(dossier.passage.get_statut_display())),
        ],
        reserve="Nature de la mission et unités de valeur : à compléter, barème à confirmer.",
    )


def donnees_interprete(comparution: Comparution) -> ExecutionDonnees:
    dossier, partie = Dossier(comparution.audiencement), comparution.partie
    if not comparution.est_interprete_present:
        raise ProductionImpossible("Aucun interprète n’est noté présent pour cette personne.")
    langue = f" en {partie.langue_interprete}" if partie.langue_interprete else ""
    return composer(
        dossier,
        [partie],
        titre=str(Piece.INTERPRETE.label),
        destinataire="",
        chapeau=f"Le greffier atteste qu’un interprète{langue} a prêté son concours à {dossier.nom(partie)}.",
        details=[("Nom de l’interprète", A_REMPLIR), *_heures(dossier), ("Convoqué à, libéré à", A_REMPLIR)],
        reserve="La durée retenue et les frais sont certifiés à part (à confirmer).",
    )


def donnees_extraction(renvoi: Renvoi) -> ExecutionDonnees:
    """For those whom an escort brings: the day and hour of the next passage."""
    dossier = Dossier(renvoi.audiencement)
    detenus = [partie for partie in dossier.prevenus() if partie.categorie_penale in DETENUS]
    if not detenus:
        raise ProductionImpossible("Aucun prévenu de cette affaire n’est détenu.")
    suivant = renvoi.suivant.audience if renvoi.suivant else None
    salle = f", {suivant.salle}" if suivant and suivant.salle else ""
    return composer(
        dossier,
        detenus,
        titre=str(Piece.EXTRACTION.label),
        destinataire="L’autorité chargée des extractions",
        chapeau=f"L’affaire est renvoyée : la présence de {'ces personnes' if len(detenus) > 1 else 'cette personne'}"
        " est demandée à l’audience suivante.",
        details=[
            ("Audience du", f"{renvoi.date:%d/%m/%Y} à {heure(renvoi.heure)}{salle}"),
            ("Chambre", suivant.chambre.nom if suivant else renvoi.audiencement.chambre.nom),
            ("Établissement", A_REMPLIR),
            ("Visioconférence possible", A_REMPLIR),
        ],
        reserve="Autorité saisie et voie de transmission : à confirmer.",
    )


ATTESTATION_AIDE = declarer(Piece.AIDE_JURIDICTIONNELLE, donnees_aide)
ATTESTATION_INTERPRETE = declarer(Piece.INTERPRETE, donnees_interprete)
EXTRACTION = declarer(Piece.EXTRACTION, donnees_extraction)
