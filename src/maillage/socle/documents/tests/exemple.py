"""A kind of document that only the tests know: every type, every component of the common template."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar

from maillage.socle.acces.vocabulaire import VOCABULAIRE, Droit, declarer_droit
from maillage.socle.documents.genre import GenreDocument, declarer_genre, genres
from maillage.socle.documents.rendu import Emetteur, Identite


class Statut(StrEnum):
    TITULAIRE = "titulaire"
    STAGIAIRE = "stagiaire"

    @property
    def label(self) -> str:
        return {"titulaire": "Agent titulaire", "stagiaire": "Stagiaire"}[self.value]


@dataclass(frozen=True)
class Destinataire:
    nom: str
    adresse: str


@dataclass(frozen=True)
class Module:
    intitule: str
    duree: Decimal
    montant: Decimal | None


@dataclass(frozen=True)
class AttestationDonnees:
    SCHEMA: ClassVar[int] = 2

    nom: str
    intitule: str
    statut: Statut
    date_session: date
    heure_debut: time
    horodatage_inscription: datetime
    destinataire: Destinataire
    modules: tuple[Module, ...]
    total: Decimal
    jours: int
    date_naissance: date | None = None
    est_repas_compris: bool = False
    observations: str = ""


ATTESTATION = AttestationDonnees(
    nom="Zoé Lefèvre-Œuvrard",
    intitule="Accueil des victimes : de l'appel à l'examen",
    statut=Statut.STAGIAIRE,
    date_session=date(2026, 11, 1),
    heure_debut=time(9, 5),
    horodatage_inscription=datetime(2026, 10, 3, 14, 5, tzinfo=UTC),
    destinataire=Destinataire("Centre hospitalier de l'Exemple", "12, rue des Écoles, 59000 Lille"),
    modules=(
        Module("Cadre juridique de la réquisition", Decimal("3.5"), Decimal("1250.5")),
        Module("Entretien et écoute", Decimal(7), Decimal(980)),
        Module("Rédaction du certificat", Decimal("3.5"), None),
    ),
    total=Decimal("2230.50"),
    jours=2,
    observations=(
        "Première ligne.\nDeuxième ligne, avec #texte *littéral* $x$ <balise> \\commande."
        "\n\nSecond paragraphe."
    ),
)

IDENTITE = Identite(
    emetteur=Emetteur(
        nom="Institut de formation de l'Exemple",
        service="Direction des études",
        lignes=("3, place du Palais", "59000 Lille", "Tél. 03 00 00 00 00"),
    ),
    horodatage=datetime(2026, 11, 21, 9, 30, tzinfo=UTC),
    numero="2026-000123",
    code_controle="7KQ2-M9XD-4TRB-VN6H",
    adresse_controle="https://maillage.example.fr/controle/?code=7KQ2-M9XD-4TRB-VN6H",
)


def ajouter_jours(donnees: dict[str, Any]) -> dict[str, Any]:
    """Version 1 did not count the days."""
    return {**donnees, "jours": 1}


def droit_essai(code: str) -> Droit:
    """A right of the tests, declared once per process."""
    return VOCABULAIRE.droits.get(code) or declarer_droit(code, code)


def genre_attestation() -> GenreDocument[AttestationDonnees]:
    """Declared once per process."""
    for genre in genres():
        if genre.code == "essai.attestation":
            return genre
    return declarer_genre(
        code="essai.attestation",
        libelle="Attestation de présence",
        donnees=AttestationDonnees,
        gabarit="attestation.typ",
        droit=droit_essai("essai.attestation.emettre"),
        droit_lecture=droit_essai("essai.attestation.lire"),
        organisation=lambda organisation: organisation,
        construire=lambda organisation: replace(ATTESTATION, nom=str(organisation)),
        docx="note.docx",
        conversions={1: ajouter_jours},
    )
