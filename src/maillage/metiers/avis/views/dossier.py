"""What a request says, opened once for the page that shows it. The view traces that it was read."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions.coffre import EFFACE, Clinique, Coffre, Patient
from maillage.metiers.avis.actions.reponses import Reponse
from maillage.metiers.avis.models import (
    Adressage,
    Avis,
    Cloture,
    Consentement,
    Demande,
    Message,
    PieceJointe,
    Suivi,
)
from maillage.metiers.avis.regles.patients import age
from maillage.socle.annuaire.models import Agent


@dataclass(frozen=True)
class MessageVu:
    message: Message
    texte: str


@dataclass(frozen=True)
class AvisVu:
    avis: Avis
    paragraphes: list[tuple[str, str]]
    adressage: Adressage | None
    cloture: Cloture | None
    commentaire: str


@dataclass(frozen=True)
class Dossier:
    demande: Demande
    est_efface: bool
    patient: Patient | None
    clinique: Clinique
    consentement: Consentement | None
    pieces: list[PieceJointe]
    messages: list[MessageVu]
    avis: list[AvisVu]
    suivi: Suivi | None

    @property
    def age(self) -> int | None:
        if self.patient is None:
            return None
        return age(self.patient.date_naissance, timezone.localdate(self.demande.horodatage_creation))


def ouvrir_dossier(agent: Agent, demande: Demande) -> Dossier:
    coffre = Coffre.de(demande)
    siens = {"demande": demande}
    adressages = {a.avis_id: a for a in Adressage.objects.visibles_par(agent).filter(**siens)}
    clotures = {c.avis_id: c for c in Cloture.objects.visibles_par(agent).filter(**siens)}
    avis = (
        Avis.objects.visibles_par(agent)
        .filter(**siens)
        .select_related("specialiste__personne")
        .order_by("-rang")
    )
    return Dossier(
        demande=demande,
        est_efface=coffre.est_detruit,
        patient=Patient.lire(coffre.ouvrir(demande.identite.contenu)),
        clinique=Clinique.lire(coffre.ouvrir(demande.question.contenu)),
        consentement=Consentement.objects.visibles_par(agent)
        .filter(**siens)
        .select_related("auteur__personne")
        .first(),
        pieces=list(PieceJointe.objects.visibles_par(agent).filter(**siens)),
        messages=[
            MessageVu(m, coffre.ouvrir(m.contenu).get("texte", EFFACE))
            for m in Message.objects.visibles_par(agent).filter(**siens).select_related("auteur__personne")
        ],
        avis=[_avis(coffre, a, adressages.get(a.pk), clotures.get(a.pk)) for a in avis],
        suivi=Suivi.objects.visibles_par(agent).filter(**siens).first(),
    )


def _avis(coffre: Coffre, avis: Avis, adressage: Adressage | None, cloture: Cloture | None) -> AvisVu:
    textes = coffre.ouvrir(avis.contenu)
    return AvisVu(
        avis,
        [(titre, textes[nom]) for nom, titre in Reponse.TEXTES if textes.get(nom)],
        adressage,
        cloture,
        coffre.ouvrir(cloture.contenu).get("commentaire", "") if cloture else "",
    )


def pieces_du_dossier(dossier: Dossier, *, est_brouillon: bool = False) -> list[dict[str, object]]:
    """Files as the page shows them; those of a draft may be taken out."""
    return [
        {
            "libelle": piece.get_genre_display(),
            "url": reverse("avis:piece", args=[piece.demande_id, piece.pk]),
            "url_retirer": reverse("avis:piece_retirer", args=[piece.demande_id, piece.pk])
            if est_brouillon
            else "",
            "est_image": piece.type_contenu.startswith("image/"),
        }
        for piece in dossier.pieces
        if not dossier.est_efface
    ]
