"""When each département that the agent follows will be full, from its own figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection.indicateurs.disponibilites import Departement, disponibilites
from maillage.metiers.protection.indicateurs.stocks import Ligne, stock_et_flux, total
from maillage.metiers.protection.regles.previsions import Prevision, prevoir
from maillage.socle.annuaire.models import Agent, Organisation


@dataclass(frozen=True)
class LignePrevision:
    code: str
    departement: str
    stock: int
    capacite: int
    prevision: Prevision


def previsions(
    agent: Agent, jour: dt.date, departements: Sequence[Departement] | None = None
) -> list[LignePrevision]:
    """The fullest first. Entries and exits of the last twelve whole months, transfers left out."""
    dernier = ajouter_mois(jour.replace(day=1), -1)
    annee = {
        ligne.cle[0]: ligne for ligne in stock_et_flux(ajouter_mois(dernier, -11), dernier, axes=["tribunal"])
    }
    departements = disponibilites(agent) if departements is None else departements
    tribunaux: dict[int, list[Ligne]] = {}
    lieux = Organisation.objects.filter(pk__in=annee, commune__departement__in=[d.pk for d in departements])
    for cle, departement in lieux.values_list("pk", "commune__departement"):
        if departement is not None:
            tribunaux.setdefault(departement, []).append(annee[cle])
    lignes = []
    for dispo in departements:
        somme = total(tribunaux.get(dispo.pk, []))
        places = dispo.total
        tenues = places.en_cours + places.en_attente
        prevision = prevoir(
            stock=tenues,
            capacite=places.capacite,
            entrees_annee=somme.entrees,
            sorties_annee=somme.sorties,
            aujourd_hui=jour,
        )
        lignes.append(LignePrevision(dispo.code, dispo.nom, tenues, places.capacite, prevision))
    lointain = dt.date.max
    return sorted(lignes, key=lambda ligne: (ligne.prevision.date_saturation or lointain, ligne.departement))
