"""The letter to the colleague who will see the patient: the question, the answer, what is asked of him."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.utils import timezone

from maillage.metiers.avis.actions.coffre import EFFACE, Clinique, Coffre, Patient
from maillage.metiers.avis.documents.compte_rendu import (
    Paragraphe,
    PatientDonnees,
    Professionnel,
    patient_de,
    praticien,
)
from maillage.metiers.avis.droits import AVIS_LIRE, DEMANDE_ENVOYER
from maillage.metiers.avis.models import Adressage
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LettreDonnees:
    SCHEMA: ClassVar[int] = 1

    discipline: str
    delai: str
    requerant: Professionnel
    patient: PatientDonnees
    question: str
    elements: tuple[Paragraphe, ...]
    specialiste: str
    avis_le: dt.datetime
    conclusion: str
    conduite: str


def donnees_lettre(adressage: Adressage) -> LettreDonnees:
    demande, avis = adressage.demande, adressage.avis
    coffre = Coffre.de(demande)
    clinique = Clinique.lire(coffre.ouvrir(demande.question.contenu))
    return LettreDonnees(
        discipline=adressage.discipline or demande.filiere.nom,
        delai=str(adressage.get_delai_display()).lower(),
        requerant=praticien(demande.praticien, str(demande.requerant.parent or demande.requerant)),
        patient=patient_de(Patient.lire(coffre.ouvrir(demande.identite.contenu))),
        question=clinique.question or EFFACE,
        elements=tuple(Paragraphe(titre, texte) for titre, texte in clinique.paragraphes),
        specialiste=f"{avis.specialiste}, {demande.filiere.nom.lower()}",
        avis_le=timezone.localtime(avis.horodatage),
        conclusion=str(avis.get_conclusion_display()),
        conduite=coffre.ouvrir(avis.contenu).get("conduite", EFFACE),
    )


LETTRE = declarer_genre(
    code="avis.lettre",
    libelle="Lettre d’adressage",
    donnees=LettreDonnees,
    gabarit="lettre.typ",
    droit=DEMANDE_ENVOYER,
    droit_lecture=AVIS_LIRE,
    construire=donnees_lettre,
    organisation="requerant",
)
