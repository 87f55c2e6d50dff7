"""What is measured of advice: each figure is a numerator over a denominator, both shown, and a threshold to reach."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from maillage.commun.textes import compter, pluriel
from maillage.metiers.avis.enums.pilote import Comparaison

CENT = 100
REPONSES_MINIMUM = 5
"""Under it, what people think is not shown: one would know who said it."""


@dataclass(frozen=True, slots=True)
class Mesure:
    """A figure of a period. None when there is nothing to divide by, or too little to be shown."""

    code: str
    numerateur: float
    denominateur: float
    est_pourcentage: bool = True
    minimum: float = 1
    """How many are needed before it is said."""

    @property
    def est_trop_petite(self) -> bool:
        return 0 < self.denominateur < self.minimum

    @property
    def valeur(self) -> float | None:
        if not self.denominateur or self.est_trop_petite:
            return None
        return (CENT if self.est_pourcentage else 1) * self.numerateur / self.denominateur


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure in words, its unit, and whether a rise is good."""

    code: str
    libelle: str
    definition: str
    unite: str = "%"
    est_favorable_en_hausse: bool = True


MESURES: dict[str, Definition] = {
    d.code: d
    for d in (
        Definition("a_temps", "Réponses dans le délai", "Demandes répondues dans le délai de leur urgence, sur les"
                   " demandes envoyées, hors annulées et réorientées."),
        Definition("reponse_mediane", "Délai médian de réponse", "Heures, de l’envoi à la première réponse, la moitié"
                   " des demandes répondues étant plus rapides.", "h", est_favorable_en_hausse=False),
        Definition("evites", "Consultations évitées", "Clôtures où l’adressage prévu n’est plus nécessaire, sur les"
                   " clôtures du praticien."),
        Definition("sans_consultation", "Réglé sans consultation", "Clôtures sans adressage, prévu ou non, sur les"
                   " clôtures du praticien."),
        Definition("suscites", "Consultations suscitées", "Clôtures où l’avis fait adresser un patient qu’on ne"
                   " pensait pas adresser, sur les clôtures du praticien.", est_favorable_en_hausse=False),
        Definition("urgences_evitees", "Urgences évitées", "Demandes où les urgences étaient prévues et où le patient"
                   " n’y est pas allé à trente jours, sur celles dont le suivi est connu."),
        Definition("recours_malgre", "Recours malgré une consultation évitée", "Consultations dites évitées où le"
                   " patient a eu un recours à trente jours, sur celles dont le suivi est connu.",
                   est_favorable_en_hausse=False),
        Definition("satisfaction", "Satisfaction des praticiens", "Clôtures notées 4 ou 5 sur 5 par le praticien, sur"
                   " les clôtures notées ; montrée à partir de cinq."),
        Definition("apport_patient", "Apport pour le patient", "Clôtures notées 4 ou 5 sur 5 pour le patient, sur les"
                   " clôtures notées ; montrée à partir de cinq."),
        Definition("sans_retour", "Clôtures sans retour", "Demandes closes sans réponse du praticien aux questions de"
                   " clôture, sur toutes les demandes closes.", est_favorable_en_hausse=False),
        Definition("patients_informes", "Patients informés de la réponse", "Clôtures où le patient connaît la réponse,"
                   " sur les clôtures du praticien."),
        Definition("consentement", "Consentement enregistré", "Demandes envoyées dont le consentement du patient est"
                   " enregistré."),
        Definition("reassignees", "Demandes déclinées ou laissées sans réponse", "Demandes qu’au moins un spécialiste a"
                   " déclinées ou laissées sans réponse, sur les demandes envoyées.", est_favorable_en_hausse=False),
        Definition("couverture", "Demi-journées couvertes", "Demi-journées publiées qui ont un spécialiste en première"
                   " ligne, sur toutes les demi-journées publiées."),
        Definition("par_praticien", "Demandes par praticien", "Demandes envoyées, sur les praticiens qui en ont envoyé"
                   " au moins une.", "demandes"),
        Definition("formation", "Spécialistes formés", "Spécialistes dont la formation vaut le dernier jour de la"
                   " phase, ou aujourd’hui si elle court, sur ceux du réseau qui ont ce jour-là une pièce vérifiée."),
        Definition("cout_par_avis", "Coût par avis", "Montant des relevés signés des mois qui commencent dans la phase,"
                   " actes et vacations au tarif de chaque jour, sur les avis de ces relevés.", "€",
                   est_favorable_en_hausse=False),
        Definition("consultations_obtenues", "Consultations obtenues", "Consultations conseillées qui ont eu un"
                   " rendez-vous, honoré ou non, sur les consultations conseillées."),
        Definition("consultations_organisees", "Consultations organisées par le spécialiste", "Rendez-vous obtenus par"
                   " le spécialiste pour son confrère, sur les rendez-vous obtenus."),
        Definition("adoption", "Praticiens qui demandent", "Praticiens qui ont envoyé au moins une demande dans la"
                   " période, sur ceux du département qui ont un compte."),
    )
}  # fmt: skip


def mediane(valeurs: Sequence[float]) -> float | None:
    return median(valeurs) if valeurs else None


def centile(valeurs: Sequence[float], rang: int) -> float | None:
    """The smallest value under which so many percent of them are (nearest rank)."""
    if not valeurs:
        return None
    return sorted(valeurs)[max(math.ceil(rang * len(valeurs) / CENT) - 1, 0)]


@dataclass(frozen=True, slots=True)
class Seuil:
    """What a phase has to reach."""

    mesure: str
    comparaison: str
    valeur: float

    def est_atteint(self, mesure: Mesure | None) -> bool | None:
        """None when the figure is not known yet."""
        if mesure is None or mesure.valeur is None:
            return None
        if self.comparaison == Comparaison.AU_MOINS:
            return mesure.valeur >= self.valeur
        return mesure.valeur <= self.valeur


def bilan(resultats: Sequence[bool | None]) -> str:
    """What the thresholds of a phase say together, in French; the group decides."""
    if not resultats:
        return "Aucun seuil n’est fixé."
    atteints = sum(resultat is True for resultat in resultats)
    inconnus = sum(resultat is None for resultat in resultats)
    if atteints == len(resultats):
        return "Tous les seuils sont atteints."
    suite = f", {compter(inconnus, 'pas encore connu', 'pas encore connus')}" if inconnus else ""
    debut = compter(atteints, "seuil", aucun="aucun seuil").capitalize()
    return f"{debut} sur {len(resultats)} {pluriel(atteints, 'atteint')}{suite}."
