"""Each court accepts or puts aside what is proposed to it, with its reason."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.protection.actions.mesures import transferer
from maillage.metiers.protection.actions.places import prendre_la_place
from maillage.metiers.protection.actions.reservations import ValeursReservation, reserver, retirer
from maillage.metiers.protection.droits import MESURE_DESIGNER
from maillage.metiers.protection.enums import (
    GenreProposition,
    StatutProposition,
    StatutReservation,
)
from maillage.metiers.protection.models import (
    Inscription,
    Mandataire,
    Mesure,
    Proposition,
    Reservation,
)
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

COMPLET = "{} n’a plus de place : écartez cette proposition."


def accepter_proposition(*, agent: Agent, proposition: Proposition, motif: str) -> Mesure:
    """The court hands the measure over today, or reserves, with its reason. Returns the measure that follows.

    Takes its place as a reservation does, under the lock of the same row. Raises ValidationError when it may no longer.
    """
    exiger(agent, MESURE_DESIGNER, proposition.tribunal)
    with transaction.atomic(), motiver(motif.strip() or "Proposition acceptée"):
        mesure = _ouverte(proposition, motif).mesure
        propose = Mandataire.objects.select_related("organisation").get(pk=proposition.propose_id)
        if proposition.genre == GenreProposition.DESIGNATION:
            suivante = reprendre(agent, mesure, propose, motif.strip())
        else:
            inscription = Inscription.objects.ouvertes().filter(
                mandataire=propose, departement=mesure.departement_id
            )
            cle = inscription.order_by("id").values_list("pk", flat=True).first()
            if cle is None:
                raise ValidationError(COMPLET.format(propose))
            prendre_la_place(cle, mesure.points, sinon=COMPLET.format(propose))
            suivante = transferer(agent=agent, mesure=mesure, date=timezone.localdate(), mandataire=propose)
        _decider(agent, proposition, StatutProposition.ACCEPTEE, motif)
    return suivante


def reprendre(agent: Agent, mesure: Mesure, propose: Mandataire, motif: str) -> Mesure:
    """The same case, reserved at somebody else; the request without an answer is taken back first."""
    ancienne = Reservation.objects.select_related("mesure", "tribunal", "gestionnaire").get(mesure=mesure)
    if ancienne.statut == StatutReservation.EN_ATTENTE:
        retirer(agent=agent, reservation=ancienne, motif=motif)
    elif ancienne.statut != StatutReservation.DECLINEE:
        raise ValidationError("Ce dossier a déjà trouvé son mandataire : écartez cette proposition.")
    return reserver(
        agent=agent,
        tribunal=ancienne.tribunal,
        mandataire=propose,
        cas=Cas(
            tribunal=mesure.tribunal_id,
            departement=mesure.departement_id,
            nature=mesure.nature,
            lieu_vie=mesure.lieu_vie,
            commune=mesure.commune_id,
            etablissement=mesure.etablissement_id,
            est_urgente=mesure.est_urgente,
        ),
        valeurs=ValeursReservation(
            numero_rg=mesure.numero_rg,
            civilite=mesure.civilite,
            annee_naissance=mesure.annee_naissance,
            priorite_familiale=ancienne.priorite_familiale,
            champ=mesure.champ,
            cabinet=mesure.cabinet,
            type_etablissement=mesure.type_etablissement,
            date_jugement_attendu=mesure.date_jugement_attendu,
        ),
    ).mesure


def ecarter_proposition(*, agent: Agent, proposition: Proposition, motif: str) -> None:
    exiger(agent, MESURE_DESIGNER, proposition.tribunal)
    with transaction.atomic():
        _ouverte(proposition, motif)
        _decider(agent, proposition, StatutProposition.ECARTEE, motif)


def _ouverte(proposition: Proposition, motif: str) -> Proposition:
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif est conservé."})
    actuelle = (
        Proposition.objects.select_for_update(of=("self",))
        .select_related("mesure__tribunal")
        .get(pk=proposition.pk)
    )
    if actuelle.statut != StatutProposition.PROPOSEE:
        raise ValidationError("Cette proposition est déjà décidée.")
    return actuelle


def _decider(agent: Agent, proposition: Proposition, statut: StatutProposition, motif: str) -> None:
    proposition.statut, proposition.motif = statut, motif.strip()
    proposition.auteur, proposition.horodatage = agent, timezone.now()
    proposition.save(update_fields=["statut", "motif", "auteur", "horodatage"])
