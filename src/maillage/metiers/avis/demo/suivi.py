"""Fictional statements, and a pilot with its phases."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.avis.actions import pilote
from maillage.metiers.avis.actions.faits import compter_demandes
from maillage.metiers.avis.actions.releves import mois_a_signer, signer_releve
from maillage.metiers.avis.enums.pilote import DecisionPhase, Echelle, QualiteMembre
from maillage.metiers.avis.models import Demande
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF

if TYPE_CHECKING:
    from maillage.metiers.avis.demo.lieux import Reseau

GROUPE = (
    ("Dr Nora Lambert", QualiteMembre.GENERALISTE),
    ("Dr Marie-Claude Vasseur", QualiteMembre.SPECIALISTE),
    ("Régis Fontaine", QualiteMembre.ARS),
    ("Sonia Dupuis", QualiteMembre.SECRETAIRE),
    ("Association des patients du Nord", QualiteMembre.PATIENT),
)


def engendrer_suivi(reseau: Reseau) -> None:
    """Facts of every request, months signed by the dermatologist of the card but the last, the pilot of the network."""
    with agir_comme(agent_systeme(), motif=MOTIF):
        compter_demandes(list(Demande.objects.order_by("id").values_list("pk", flat=True)))
        _pilote(reseau)
    moi = reseau.specialistes["dermatologie"][0]
    assert moi.agent is not None  # noqa: S101 (the one of the card)
    with agir_comme(moi.agent, motif=MOTIF):
        for mois in mois_a_signer(moi, timezone.localdate())[:-1]:
            signer_releve(agent=moi.agent, specialiste=moi, mois=mois)


def _pilote(reseau: Reseau) -> None:
    agent, aujourd_hui = agent_systeme(), timezone.localdate()
    debut = ajouter_mois(aujourd_hui.replace(day=1), -18)
    programme = pilote.ouvrir_programme(
        agent=agent,
        gestionnaire=reseau.cpts,
        nom="Des spécialistes retraités en soutien des généralistes",
        objectif="Montrer qu’un avis rendu à temps évite des consultations, sans risque pour le patient.",
        date_debut=debut,
    )
    seuils = {code: valeur for code, (_, valeur) in pilote.SEUILS_PROPOSES.items()}
    bornes = (debut, ajouter_mois(debut, 6), ajouter_mois(debut, 20))
    phases = [
        pilote.ajouter_phase(
            agent=agent,
            programme=programme,
            seuils=seuils,
            valeurs={
                "nom": nom,
                "echelle": Echelle.CPTS,
                "date_debut": du,
                "date_fin": au - dt.timedelta(days=1),
            },
        )
        for nom, du, au in (
            ("Deux filières", bornes[0], bornes[1]),
            ("Toutes les filières", bornes[1], bornes[2]),
        )
    ]
    pilote.decider_phase(
        agent=agent,
        phase=phases[0],
        decision=DecisionPhase.POURSUIVRE,
        motif="Les praticiens demandent davantage de filières ; les délais et la couverture restent à améliorer.",
    )
    for rang, (nom, qualite) in enumerate(GROUPE):
        pilote.ajouter_membre(
            agent=agent,
            programme=programme,
            valeurs={"nom": nom, "qualite": qualite, "est_responsable": rang == 0},
        )
    pilote.ajouter_reunion(
        agent=agent,
        programme=programme,
        valeurs={
            "date": aujourd_hui - dt.timedelta(days=40),
            "lieu": "Lille",
            "ordre_du_jour": "Délais de réponse\nClôtures sans retour\nRecrutement en endocrinologie",
            "participants": ", ".join(nom for nom, _ in GROUPE[:4]),
            "decisions": "Rappeler les clôtures à deux jours.\nChercher deux endocrinologues dans la région.",
        },
    )
    for libelle, qui, jours in (
        ("Former les secrétaires à la préparation des demandes", "Sonia Dupuis", 20),
        ("Chercher deux endocrinologues retraités", "Régis Fontaine", -6),
    ):
        pilote.ajouter_action(
            agent=agent,
            programme=programme,
            valeurs={
                "libelle": libelle,
                "responsable": qui,
                "date_echeance": aujourd_hui + dt.timedelta(days=jours),
            },
        )
