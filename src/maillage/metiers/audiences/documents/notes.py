"""The note of a case: who sat, who came, what was said and when (art. 453 CPP)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from maillage.metiers.audiences.documents.commun import (
    AffaireDonnees,
    Dossier,
    InfractionDonnees,
    PersonneDonnees,
)
from maillage.metiers.audiences.droits import AUDIENCE_AVANCER, AUDIENCE_LIRE
from maillage.metiers.audiences.enums import Etape, GenreLigne, NatureJugement, RoleMembre
from maillage.metiers.audiences.models import Audiencement, EtapeDossier, LigneNote, Seance
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LigneDonnees:
    heure: dt.time
    genre: str
    texte: str


@dataclass(frozen=True)
class NatureDonnees:
    """The four boxes of an accused."""

    prevenu: str
    code: str


@dataclass(frozen=True)
class NoteDonnees:
    SCHEMA: ClassVar[int] = 1

    affaire: AffaireDonnees
    seances: tuple[str, ...]
    est_scelle: bool
    personnes: tuple[PersonneDonnees, ...]
    infractions: tuple[InfractionDonnees, ...]
    natures: tuple[NatureDonnees, ...]
    lignes: tuple[LigneDonnees, ...]
    greffier: str
    president: str
    signature: str
    visa: str


def _heure(instant: dt.datetime) -> str:
    local = timezone.localtime(instant)
    return f"{local.hour} h {local.minute:02}"


def _etape(passage: Audiencement, etape: Etape) -> str:
    """« le 24/11/2026 à 9 h 05 par Alice Martin »; empty when it is not done."""
    faite = (
        EtapeDossier.objects.filter(audiencement=passage, genre=etape)
        .select_related("auteur__personne")
        .first()
    )
    if faite is None:
        return ""
    local = timezone.localtime(faite.horodatage)
    return f"le {local:%d/%m/%Y} à {_heure(faite.horodatage)} par {faite.auteur}"


def donnees_note(passage: Audiencement) -> NoteDonnees:
    dossier = Dossier(passage)
    seances = Seance.objects.filter(audience=passage.audience_id).order_by("horodatage_debut")
    lignes = LigneNote.objects.filter(audiencement=passage, est_retiree=False).order_by("horodatage", "id")
    return NoteDonnees(
        affaire=dossier.affaire_donnees(),
        seances=tuple(
            f"de {_heure(s.horodatage_debut)}"
            + (f" à {_heure(s.horodatage_fin)}" if s.horodatage_fin else "")
            for s in seances
        ),
        est_scelle=dossier.affaire.est_scelle,
        personnes=dossier.personnes(),
        infractions=tuple(dossier.infraction(infraction) for infraction in dossier.infractions),
        natures=tuple(
            NatureDonnees(dossier.nom(partie), dossier.nature(partie)) for partie in dossier.prevenus()
        ),
        lignes=tuple(
            LigneDonnees(
                timezone.localtime(ligne.horodatage).time().replace(second=0, microsecond=0),
                str(GenreLigne(ligne.genre).label),
                str(dossier.coffre.ouvrir(ligne.contenu).get("texte", "")),
            )
            for ligne in lignes
        ),
        greffier=dossier.membre(RoleMembre.GREFFIER),
        president=dossier.membre(RoleMembre.PRESIDENT),
        signature=_etape(passage, Etape.NOTE_SIGNEE),
        visa=_etape(passage, Etape.NOTE_VISEE),
    )


NATURES = tuple((nature.value, str(nature.label)) for nature in NatureJugement)
NOTE = declarer_genre(
    code="audiences.note",
    libelle="Note d’audience",
    donnees=NoteDonnees,
    gabarit="note.typ",
    droit=AUDIENCE_AVANCER,
    droit_lecture=AUDIENCE_LIRE,
    construire=donnees_note,
    organisation="chambre",
)
