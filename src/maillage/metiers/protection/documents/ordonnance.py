"""The order that appoints a professional: prepared from the reservation, finished and signed by the judge."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from django.utils.timezone import localdate

from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_LIRE
from maillage.metiers.protection.enums import PrioriteFamiliale, TypeMandataire
from maillage.metiers.protection.models import Reservation
from maillage.metiers.protection.regles.designation import ACTES_URGENTS
from maillage.socle.documents.genre import declarer_genre

MOTIFS = {
    PrioriteFamiliale.AUCUN_PROCHE: "aucun proche n’est connu, ou n’a pu être retrouvé",
    PrioriteFamiliale.REFUS: "les proches consultés ne peuvent ou ne souhaitent pas exercer la mesure",
    PrioriteFamiliale.CONFLIT: "un conflit familial ou une opposition d’intérêts fait obstacle à cette désignation",
    PrioriteFamiliale.ELOIGNEMENT: "les proches sont trop éloignés pour exercer la mesure",
    PrioriteFamiliale.INAPTITUDE: "les proches sont hors d’état d’exercer la mesure",
    PrioriteFamiliale.INTERET: "l’intérêt de la personne à protéger commande d’écarter les proches",
    PrioriteFamiliale.SANS_OBJET: "la désignation porte sur une mission ad hoc ou subrogée",
}


@dataclass(frozen=True)
class OrdonnanceDonnees:
    """What the order says; the identity of the person is in the file of the court, and written by hand."""

    SCHEMA: ClassVar[int] = 1

    tribunal: str
    cabinet: str
    numero_rg: str
    nature: str
    champ: str
    civilite: str
    lieu_de_vie: str
    mandataire: str
    mandataire_qualite: str
    mandataire_adresse: str
    est_prepose: bool
    est_urgente: bool
    motif_familial: str
    date_reservation: dt.date
    actes_urgents: str


def donnees_ordonnance(reservation: Reservation) -> OrdonnanceDonnees:
    mesure, organisation = reservation.mesure, reservation.gestionnaire
    commune = organisation.commune.nom if organisation.commune else ""
    adresse = " ".join(filter(None, (organisation.adresse, organisation.code_postal, commune)))
    return OrdonnanceDonnees(
        tribunal=reservation.tribunal.nom,
        cabinet=mesure.cabinet,
        numero_rg=mesure.numero_rg,
        nature=mesure.get_nature_display(),
        champ=mesure.get_champ_display(),
        civilite=mesure.get_civilite_display(),
        lieu_de_vie=str(mesure.etablissement or mesure.commune or mesure.get_lieu_vie_display()),
        mandataire=organisation.nom,
        mandataire_qualite=TypeMandataire(mesure.type_gestionnaire).label,
        mandataire_adresse=adresse,
        est_prepose=mesure.type_gestionnaire == TypeMandataire.PREPOSE,
        est_urgente=mesure.est_urgente,
        motif_familial=MOTIFS[PrioriteFamiliale(reservation.priorite_familiale)],
        date_reservation=localdate(reservation.horodatage),
        actes_urgents=ACTES_URGENTS,
    )


ORDONNANCE = declarer_genre(
    code="protection.ordonnance",
    libelle="Ordonnance de désignation d’un mandataire",
    donnees=OrdonnanceDonnees,
    gabarit="ordonnance.typ",
    docx="ordonnance.docx",
    droit=MESURE_DESIGNER,
    droit_lecture=MESURE_LIRE,
    construire=donnees_ordonnance,
    organisation="tribunal",
    destinataire="gestionnaire",
)
