"""Freezing a period: the figures of a structure are copied, sealed by their hash, and compared ever after."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from maillage.commun.textes import pluriel
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import a_droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.indicateurs import phrase as mots
from maillage.socle.indicateurs.calcul import calculer, titre_axe
from maillage.socle.indicateurs.declarations import INDICATEURS, Indicateur
from maillage.socle.indicateurs.droits import GEL_ARRETER
from maillage.socle.indicateurs.models import GelPeriode
from maillage.socle.indicateurs.periode import Periode

Valeurs = dict[str, Any]


class GelImpossible(ValueError):
    """The period cannot be frozen; the message is for the person who asked."""


@dataclass(frozen=True)
class Ecart:
    """One figure that is no longer what was frozen."""

    indicateur: str
    axe: str
    libelle: str
    arrete: str
    actuel: str


def domaines(agent: Agent) -> list[str]:
    """Sets of indicators that the agent may read."""
    return sorted({i.domaine for i in INDICATEURS.values() if i.domaine and a_droit(agent, i.droit)})


def photographier(
    agent: Agent, organisation: Organisation, domaine: str, periode: Periode, jour: date
) -> Valeurs:
    """Every indicator of the domain for this structure: total, by month and by dimension, exact figures only."""
    valeurs: Valeurs = {}
    for indicateur in INDICATEURS.values():
        if indicateur.domaine != domaine or not a_droit(agent, indicateur.droit):
            continue
        axes: dict[str, list[Any]] = {}
        for axe in ("mois", *indicateur.dimensions):
            resultat = calculer(
                indicateur,
                agent,
                periode,
                par=(axe,),
                filtres={"organisation": [str(organisation.pk)]},
                jour=jour,
            )
            if not resultat.est_exact:
                raise GelImpossible("Vous ne lisez pas tous les dossiers de cette structure.")
            axes[axe] = [
                [li.cles[0], li.libelles[0], _texte(indicateur, li.valeur)] for li in resultat.lignes
            ]
        valeurs[indicateur.code] = {
            "libelle": indicateur.libelle,
            "definition": indicateur.definition,
            "unite": indicateur.unite[1],
            "total": _texte(indicateur, resultat.total.valeur),
            "axes": axes,
        }
    if not valeurs:
        raise GelImpossible(f"Aucun indicateur de « {domaine} » ne vous est ouvert.")
    return valeurs


def arreter_periode(
    *,
    agent: Agent,
    organisation: Organisation,
    domaine: str,
    periode: Periode,
    motif: str = "",
    maintenant: datetime | None = None,
) -> GelPeriode:
    """Freeze the figures. A second freeze of the same period keeps the first and must say why.

    Raises AccesRefuse, GelImpossible.
    """
    exiger(agent, GEL_ARRETER, organisation)
    instant = maintenant or timezone.now()
    jour = timezone.localdate(instant)
    if periode.complete(jour) != periode:
        raise GelImpossible("La période n’est pas terminée : arrêtez-la après le dernier jour du mois.")
    with transaction.atomic():
        Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
        rang = versions(organisation, domaine, periode).count() + 1
        if rang > 1 and not motif.strip():
            raise GelImpossible("Cette période est déjà arrêtée : donnez le motif de la correction.")
        valeurs = photographier(agent, organisation, domaine, periode, jour)
        gel = GelPeriode(
            organisation=organisation,
            domaine=domaine,
            date_debut=periode.debut,
            date_fin=periode.fin,
            rang=rang,
            valeurs=valeurs,
            motif=motif.strip(),
            auteur=agent,
            horodatage=instant,
        )
        gel.empreinte = empreinte(gel)
        gel.full_clean()
        gel.save(force_insert=True)
    return gel


def versions(organisation: Organisation, domaine: str, periode: Periode) -> Any:
    """Every freeze of the same period, the latest first."""
    return GelPeriode.objects.filter(
        organisation=organisation, domaine=domaine, date_debut=periode.debut, date_fin=periode.fin
    ).order_by("-rang")


def empreinte(gel: GelPeriode) -> str:
    """SHA-256 of what was signed: figures, structure, period, version, author and instant."""
    signe = {
        "organisation": gel.organisation_id,
        "domaine": gel.domaine,
        "debut": gel.date_debut.isoformat(),
        "fin": gel.date_fin.isoformat(),
        "rang": gel.rang,
        "auteur": gel.auteur_id,
        "horodatage": gel.horodatage.astimezone(timezone.get_default_timezone()).isoformat(),
        "valeurs": gel.valeurs,
    }
    texte = json.dumps(signe, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(texte.encode()).hexdigest()


def est_intact(gel: GelPeriode) -> bool:
    """Tell whether the figures are those that were signed."""
    return empreinte(gel) == gel.empreinte


def ecarts(avant: Mapping[str, Any], apres: Mapping[str, Any]) -> list[Ecart]:
    """What changed between two pictures, total first; an indicator that appeared or went is said too."""
    trouves = []
    for code in dict.fromkeys([*avant, *apres]):
        a, b = avant.get(code), apres.get(code)
        libelle = (b or a or {}).get("libelle", code)
        if a is None or b is None:
            trouves.append(
                Ecart(
                    libelle,
                    "",
                    "Indicateur",
                    "absent" if a is None else "présent",
                    "présent" if b else "absent",
                )
            )
            continue
        if a["total"] != b["total"]:
            trouves.append(
                Ecart(libelle, "", "Total", _lisible(code, a["total"]), _lisible(code, b["total"]))
            )
        trouves.extend(_ecarts_par_axe(code, libelle, a["axes"], b["axes"]))
    return trouves


def _ecarts_par_axe(
    code: str, libelle: str, avant: Mapping[str, Any], apres: Mapping[str, Any]
) -> Iterator[Ecart]:
    for axe in dict.fromkeys([*avant, *apres]):
        a = {cle: (nom, valeur) for cle, nom, valeur in avant.get(axe, [])}
        b = {cle: (nom, valeur) for cle, nom, valeur in apres.get(axe, [])}
        for cle in dict.fromkeys([*a, *b]):
            nom = (b.get(cle) or a[cle])[0]
            valeurs = [cote[cle][1] if cle in cote else None for cote in (a, b)]
            if valeurs[0] != valeurs[1]:
                yield Ecart(
                    libelle, _titre(code, axe), nom, _lisible(code, valeurs[0]), _lisible(code, valeurs[1])
                )


def _titre(code: str, axe: str) -> str:
    indicateur = INDICATEURS.get(code)
    return titre_axe(indicateur, axe) if indicateur and axe in ("mois", *indicateur.dimensions) else axe


def _lisible(code: str, valeur: str | None) -> str:
    indicateur: Indicateur | None = INDICATEURS.get(code)
    if valeur is None or indicateur is None:
        return valeur or "–"
    return mots.valeur(indicateur, Decimal(valeur))


def _texte(indicateur: Indicateur, valeur: Decimal | None) -> str | None:
    """As shown: a difference nobody could see is not one."""
    return None if valeur is None else f"{mots.arrondir(valeur, mots.decimales(indicateur)):f}"


def chiffres(gel: GelPeriode) -> list[dict[str, Any]]:
    """What was frozen, ready to be read: label, total and a table for each axis."""
    return [
        {
            "libelle": chiffre["libelle"],
            "definition": chiffre["definition"],
            "total": f"{_lisible(code, chiffre['total'])} {chiffre['unite']}",
            "axes": [
                (_titre(code, axe), [(nom, _lisible(code, valeur)) for _, nom, valeur in rangees])
                for axe, rangees in chiffre["axes"].items()
                if rangees
            ],
        }
        for code, chiffre in gel.valeurs.items()
    ]


def resume(nombre: int) -> str:
    """How many figures moved, in words."""
    if not nombre:
        return "Les chiffres d’aujourd’hui sont ceux qui ont été arrêtés."
    return f"{nombre} {pluriel(nombre, 'chiffre a', 'chiffres ont')} changé depuis l’arrêt."
