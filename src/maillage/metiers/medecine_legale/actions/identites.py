"""Who was examined: written with the act, read for a certificate, each reading traced."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from maillage.metiers.medecine_legale.droits import IDENTITE_LIRE
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, PartieNominative
from maillage.socle.acces.chiffrement import chiffrer, dechiffrer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.journal.traces import tracer_lecture


@dataclass(frozen=True)
class Identite:
    """The nominative part of an act, in clear."""

    nom: str = ""
    prenom: str = ""
    date_naissance: dt.date | None = None
    constatations: str = ""


def enregistrer_identite(*, agent: Agent, acte: ActeMedicoLegal, identite: Identite) -> None:
    """Keep, encrypted, who was examined and what was found; a second call replaces it."""
    exiger(agent, IDENTITE_LIRE, acte.structure)
    contenu = {
        "nom": identite.nom.strip(),
        "prenom": identite.prenom.strip(),
        "date_naissance": identite.date_naissance.isoformat() if identite.date_naissance else None,
        "constatations": identite.constatations.strip(),
    }
    existante = PartieNominative.objects.filter(acte=acte).select_related("cle").first()
    if existante is None:
        cle, chiffre = chiffrer(contenu)
        PartieNominative.objects.create(structure=acte.structure, acte=acte, cle=cle, contenu=chiffre)
    else:
        _, existante.contenu = chiffrer(contenu, existante.cle)
        existante.save(update_fields=["contenu"])


def lire_identite(*, agent: Agent, acte: ActeMedicoLegal, motif: str) -> Identite | None:
    """Read it, leaving a trace; None when nothing was given. Raises ContenuDetruit after the end of retention."""
    exiger(agent, IDENTITE_LIRE, acte.structure)
    fiche = PartieNominative.objects.filter(acte=acte).select_related("cle").first()
    if fiche is None:
        return None
    tracer_lecture(fiche, agent, organisation_id=acte.structure_id, motif=motif)
    contenu = dechiffrer(fiche.cle, fiche.contenu)
    naissance = contenu.pop("date_naissance")
    return Identite(date_naissance=dt.date.fromisoformat(naissance) if naissance else None, **contenu)
