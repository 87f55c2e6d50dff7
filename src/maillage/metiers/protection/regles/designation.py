"""Who may be appointed, and what speaks for each: the judge decides, these rules only advise.

The family comes first (art. 449 C. civ.); a professional is appointed when nobody close can act, among those of the
departmental list (art. 450); a préposé for the people of his establishment (art. 451).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from maillage.metiers.protection.enums import (
    Langue,
    MotifSuspension,
    PrioriteFamiliale,
    Rythme,
    Specialite,
    TypeMandataire,
)
from maillage.metiers.protection.regles.charge import SEUILS_FRAICHEUR, Place

RAYON_TOURNEE_KM = 10
DISTANCE_IDEALE_KM, DISTANCE_LIMITE_KM = 5.0, 60.0
TOURNEE_PLEINE = 10
"""Measures nearby from which the journey is as good as made already."""
CRITERES = {
    "charge": "Charge",
    "proximite": "Proximité",
    "besoins": "Besoins de la personne",
    "tournee": "Tournée déjà faite",
    "continuite": "Continuité",
    "fraicheur": "Fraîcheur des données",
    "souhait": "Souhait",
}
"""What is looked at; what each weighs is dated reference data."""
ACTES_URGENTS = (
    "Le mandataire désigné ne peut refuser d’accomplir les actes urgents que commande l’intérêt de la personne"
    " (art. 450 C. civ.)."
)


@dataclass(frozen=True)
class Cas:
    """What the court knows of the person, without any name."""

    tribunal: int
    departement: int
    nature: str
    lieu_vie: str
    commune: int | None = None
    etablissement: int | None = None
    est_urgente: bool = False
    langue: str = ""
    est_langue_signes: bool = False
    specialite: str = ""
    genre: str = ""
    numero_rg: str = ""
    points: Decimal = Decimal(1)

    @property
    def a_des_besoins(self) -> bool:
        return bool(self.langue or self.est_langue_signes or self.specialite or self.genre)


@dataclass(frozen=True)
class Candidat:
    """A line of the list and what is known of its professional, at the moment when the judge looks."""

    inscription: int
    mandataire: int
    organisation: int
    nom: str
    type: str
    civilite: str
    commune: str
    natures_autorisees: frozenset[str]
    natures_acceptees: frozenset[str]
    place: Place
    est_suspendu: bool = False
    motif_suspension: str = ""
    rythme: str = Rythme.PLEIN
    langues: frozenset[str] = frozenset()
    est_langue_signes: bool = False
    specialites: frozenset[str] = frozenset()
    date_confirmation: dt.date | None = None
    absent_jusqu_au: dt.date | None = None
    souhaite_tribunal: bool = False
    souhaite_commune: bool = False
    est_prepose_du_lieu: bool = False
    km: float | None = None
    depart: str = ""
    proches: int = 0
    dans_l_etablissement: int = 0
    a_suivi: bool = False
    date_declin: dt.date | None = None
    latitude: float | None = None
    longitude: float | None = None


class Appreciation(NamedTuple):
    """One criterion: from 0 to 1, and the sentence that says why."""

    code: str
    valeur: float
    phrase: str


def motif_d_exclusion(cas: Cas, candidat: Candidat) -> str:  # noqa: PLR0911 (one case a reason)
    """Why this professional may not be proposed; empty when he may."""
    if cas.nature not in candidat.natures_autorisees:
        return "Cette nature de mesure n’est pas autorisée par la liste départementale."
    if candidat.type == TypeMandataire.PREPOSE and not candidat.est_prepose_du_lieu:
        return "Préposé d’un autre établissement (art. 451 C. civ.)."
    if cas.nature not in candidat.natures_acceptees:
        return "Ne prend pas cette nature de mesure."
    if candidat.date_declin:
        return f"Sollicité pour cette affaire, a décliné le {candidat.date_declin:%d/%m/%Y}."
    if candidat.est_suspendu:
        motif = candidat.motif_suspension
        suite = f" : {MotifSuspension(motif).label.lower()}" if motif else ""
        return f"Ne prend plus de mesure{suite}."
    if candidat.absent_jusqu_au:
        return f"Absent jusqu’au {candidat.absent_jusqu_au:%d/%m/%Y}."
    if not candidat.place.peut_prendre(cas.points):
        return _complet(candidat.place)
    return ""


def _complet(place: Place) -> str:
    if place.marge is not None and place.marge < 1:
        return f"Complet : {place.occupees} mesures pour {place.nombre_max} autorisées ou souhaitées."
    return f"Complet en points : {_entier(place.points)} pour {_entier(place.points_max or Decimal(0))} autorisés."


def apprecier(cas: Cas, candidat: Candidat, aujourd_hui: dt.date) -> Iterator[Appreciation]:
    """What speaks for or against, criterion by criterion. Those that do not apply to the case are left out."""
    yield _charge(cas, candidat)
    if cas.commune or cas.etablissement:
        yield _proximite(candidat)
        yield _tournee(candidat)
    if cas.a_des_besoins:
        yield _besoins(cas, candidat)
    if cas.numero_rg:
        yield _continuite(candidat)
    yield _fraicheur(candidat, aujourd_hui)
    yield _souhait(candidat)


def _charge(cas: Cas, candidat: Candidat) -> Appreciation:
    place = candidat.place
    if place.marge is None:
        return Appreciation("charge", 0.5, "Capacité non renseignée")
    maximum = place.nombre_max or 1
    en_nombre = (place.occupees + 1) / maximum
    phrase = f"{_places(place.marge)} sur {maximum}, {_pourcent(en_nombre)} de sa capacité après cette mesure"
    apres = en_nombre
    if place.points_max:
        en_points = float((place.points + cas.points) / place.points_max)
        phrase += f" ({_pourcent(en_points)} en points)"
        apres = max(en_nombre, en_points)
    valeur = _borner(1.0 - apres)
    if candidat.rythme == Rythme.DESCENTE:
        valeur, phrase = valeur / 2, f"{phrase} ; fin d’activité prévue"
    elif candidat.rythme != Rythme.PLEIN:
        phrase = f"{phrase} ; {Rythme(candidat.rythme).label.lower()}"
    return Appreciation("charge", valeur, phrase)


def _proximite(candidat: Candidat) -> Appreciation:
    if candidat.est_prepose_du_lieu:
        return Appreciation(
            "proximite", 1.0, "Préposé de l’établissement où vit la personne (art. 451 C. civ.)"
        )
    if candidat.km is None:
        return Appreciation("proximite", 0.0, "Distance inconnue")
    valeur = _borner((DISTANCE_LIMITE_KM - candidat.km) / (DISTANCE_LIMITE_KM - DISTANCE_IDEALE_KM))
    depuis = f" depuis {candidat.depart}" if candidat.depart else ""
    return Appreciation("proximite", valeur, f"À environ {round(candidat.km)} km{depuis}")


def _tournee(candidat: Candidat) -> Appreciation:
    valeur = _borner((candidat.proches + 2 * candidat.dans_l_etablissement) / TOURNEE_PLEINE)
    if candidat.dans_l_etablissement:
        phrase = f"Suit déjà {_mesures(candidat.dans_l_etablissement)} dans cet établissement"
        if candidat.proches > candidat.dans_l_etablissement:
            phrase += f", {candidat.proches} dans un rayon d’environ {RAYON_TOURNEE_KM} km"
        return Appreciation("tournee", valeur, phrase)
    if candidat.proches:
        return Appreciation(
            "tournee",
            valeur,
            f"Suit déjà {_mesures(candidat.proches)} dans un rayon d’environ {RAYON_TOURNEE_KM} km",
        )
    return Appreciation(
        "tournee", 0.0, f"Ne suit aucune mesure dans un rayon d’environ {RAYON_TOURNEE_KM} km"
    )


def _besoins(cas: Cas, candidat: Candidat) -> Appreciation:
    """What is asked for the person; a service may answer a wish about who comes."""
    verdicts = []
    if cas.langue:
        langue = Langue(cas.langue).label.lower()
        verdicts.append((cas.langue in candidat.langues, f"parle {langue}", f"ne parle pas {langue}"))
    if cas.est_langue_signes:
        verdicts.append(
            (candidat.est_langue_signes, "pratique la langue des signes", "sans langue des signes")
        )
    if cas.specialite:
        nom = Specialite(cas.specialite).label.lower()
        verdicts.append(
            (cas.specialite in candidat.specialites, f"spécialité {nom}", f"sans spécialité {nom}")
        )
    if cas.genre:
        est_service = candidat.type == TypeMandataire.SERVICE
        souhait = "une femme" if cas.genre == "madame" else "un homme"
        verdicts.append(
            (
                est_service or candidat.civilite == cas.genre,
                "le service peut répondre au souhait" if est_service else f"{souhait}, selon le souhait",
                f"n’est pas {souhait}",
            )
        )
    tenus = [oui if est_tenu else non for est_tenu, oui, non in verdicts]
    nombre = sum(est_tenu for est_tenu, _, _ in verdicts)
    phrase = ", ".join(tenus)
    return Appreciation("besoins", nombre / len(verdicts), phrase[0].upper() + phrase[1:])


def _continuite(candidat: Candidat) -> Appreciation:
    if candidat.a_suivi:
        return Appreciation("continuite", 1.0, "A déjà suivi cette personne pour cette affaire")
    return Appreciation("continuite", 0.0, "N’a jamais suivi cette affaire")


def _fraicheur(candidat: Candidat, aujourd_hui: dt.date) -> Appreciation:
    if candidat.date_confirmation is None:
        return Appreciation("fraicheur", 0.0, "Données jamais confirmées")
    age = (aujourd_hui - candidat.date_confirmation).days
    valeur = _borner((SEUILS_FRAICHEUR[-1] - age) / SEUILS_FRAICHEUR[-1])
    if age <= 0:
        return Appreciation("fraicheur", valeur, "Données confirmées aujourd’hui")
    return Appreciation("fraicheur", valeur, f"Données confirmées il y a {age} jour{'s' if age > 1 else ''}")


def _souhait(candidat: Candidat) -> Appreciation:
    lieux = [
        mot
        for mot, est_voulu in (
            ("ce tribunal", candidat.souhaite_tribunal),
            ("cette commune", candidat.souhaite_commune),
        )
        if est_voulu
    ]
    if lieux:
        return Appreciation("souhait", 1.0, f"Souhaite être désigné pour {' et '.join(lieux)}")
    return Appreciation("souhait", 0.0, "N’a pas exprimé de souhait pour ce tribunal")


def controler_priorite(priorite: str) -> str | None:
    """The order must say why no relative is appointed."""
    if priorite not in PrioriteFamiliale.values:
        return "Dites pourquoi aucun proche n’est désigné (art. 449 et 450 C. civ.) : l’ordonnance le motive."
    return None


def _borner(valeur: float) -> float:
    return min(max(valeur, 0.0), 1.0)


def _places(nombre: int) -> str:
    return f"{nombre} place{'s' if nombre > 1 else ''}"


def _mesures(nombre: int) -> str:
    return f"{nombre} mesure{'s' if nombre > 1 else ''}"


def _pourcent(part: float) -> str:
    return f"{round(part * 100)}\N{NARROW NO-BREAK SPACE}%"


def _entier(valeur: Decimal) -> str:
    return f"{valeur:.0f}"
