"""The shortlist of a case: who may be appointed, ranked with the reasons; and why the others may not."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.protection.actions.journal import bareme
from maillage.metiers.protection.droits import MESURE_DESIGNER
from maillage.metiers.protection.models.candidats import candidats, lieu_du_cas
from maillage.metiers.protection.regles import normaliser_rg, points
from maillage.metiers.protection.regles.designation import (
    CRITERES,
    Candidat,
    Cas,
    apprecier,
    motif_d_exclusion,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.appariement.classement import Classe, Critere, Note, classer
from maillage.socle.appariement.distances import Point
from maillage.socle.echanges.referentiels.lecture import valeurs

CLASSEMENT = "protection.classement"


@dataclass(frozen=True)
class Ponderation:
    """A criterion of the ranking, as the list in force weighs it."""

    critere: Critere
    est_a_confirmer: bool


def ponderations() -> dict[str, Ponderation]:
    """Criteria by code (reference list `protection.classement`): the list decides what weighs and what does not.

    Without any edition of the list, every criterion weighs the same.
    """
    liste = valeurs(CLASSEMENT)
    if not liste:
        return {code: Ponderation(Critere(code, nom, 1), True) for code, nom in CRITERES.items()}
    return {
        v.code: Ponderation(Critere(v.code, v.libelle, int(v.complement["poids"])), v.est_a_confirmer)
        for v in liste
        if v.code in CRITERES
    }


@dataclass(frozen=True)
class ListeRestreinte:
    """`classes` may be appointed, best first; `ecartes` may not, each with the reason."""

    cas: Cas
    lieu: Point | None
    classes: list[Classe[Candidat]]
    ecartes: list[tuple[Candidat, str]]

    def trouver(self, mandataire: int) -> Classe[Candidat] | None:
        return next((un for un in self.classes if un.candidat.mandataire == mandataire), None)

    def motif(self, mandataire: int) -> str:
        """Why this one is not proposed; empty when he is not on the list of the département at all."""
        return next((motif for un, motif in self.ecartes if un.mandataire == mandataire), "")


def etablir_liste(*, agent: Agent, tribunal: Organisation, cas: Cas) -> ListeRestreinte:
    """Rank the list of the département of the court for this case. Raises AccesRefuse outside the agent's courts."""
    exiger(agent, MESURE_DESIGNER, tribunal)
    if tribunal.commune is None:
        raise ValidationError({"tribunal": "Ce tribunal n’a pas de commune : complétez l’annuaire."})
    cas = replace(
        cas,
        numero_rg=normaliser_rg(cas.numero_rg) if cas.numero_rg else "",
        points=points(cas.nature, cas.lieu_vie, bareme()),
    )
    jour = timezone.localdate()
    lieu = lieu_du_cas(cas)
    poids = ponderations()
    eligibles, ecartes = [], []
    for candidat in candidats(cas, lieu, jour):
        motif = motif_d_exclusion(cas, candidat)
        if motif:
            ecartes.append((candidat, motif))
            continue
        notes = [
            Note(poids[un.code].critere, un.valeur, un.phrase)
            for un in apprecier(cas, candidat, jour)
            if un.code in poids
        ]
        eligibles.append((candidat, notes))
    classes = classer(eligibles, departage=lambda candidat: (candidat.nom, candidat.mandataire))
    return ListeRestreinte(cas, lieu, classes, sorted(ecartes, key=lambda un: (un[1], un[0].nom)))
