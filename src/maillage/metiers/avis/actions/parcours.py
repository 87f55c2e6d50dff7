"""One transition: locked, checked against the state in the database, written as an event. The only way to move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.avis.actions.faits import compter_demandes
from maillage.metiers.avis.enums.demandes import StatutDemande, TypeEvenement
from maillage.metiers.avis.models import Demande, EvenementDemande, Specialiste
from maillage.metiers.avis.regles.parcours import REFUS, passer
from maillage.socle.acces.contexte import agent_systeme, agir_comme, contexte_courant
from maillage.socle.annuaire.models import Agent


@contextmanager
def au_nom_du_reseau(motif: str = "") -> Iterator[Agent]:
    """Work in the name of the technical account: whoever asks has been checked, and is the author of the event.

    A specialist proposed may not change a request, he may only take it; a practitioner proposes to nobody himself.
    """
    systeme = agent_systeme()
    if contexte_courant().agent_id == systeme.pk:
        yield systeme
        return
    with agir_comme(systeme, motif=motif):
        yield systeme


def _verrou() -> Any:
    return Demande.objects.select_for_update(of=("self",)).select_related(
        "filiere__gestionnaire__commune__departement",
        "gestionnaire",
        "requerant",
        "requis",
        "cle",
        "praticien",
        "specialiste__personne",
    )


def verrouiller(demande: int) -> Demande:
    """The request as it is now, until the end of the transaction."""
    ligne: Demande = _verrou().get(pk=demande)
    return ligne


def avancer(
    demande: Demande,
    evenement: TypeEvenement,
    *,
    auteur: Agent,
    instant: dt.datetime | None = None,
    specialiste: Specialiste | None = None,
    motif: str = "",
    **champs: Any,
) -> EvenementDemande:
    """Write what happened to a locked request, and what it changes. Raises ValidationError when it may not happen.

    `specialiste` is whom the event is about; `champs` are those of the request that it sets (`preneur` is the
    specialist who has it from now on).
    """
    if "preneur" in champs:
        demande.specialiste = champs.pop("preneur")
        champs_specialiste = ["specialiste"]
    else:
        champs_specialiste = []
    avant = StatutDemande(demande.statut)
    apres = passer(avant, evenement)
    if apres is None:
        raise ValidationError(REFUS[avant])
    demande.statut = apres
    demande.version += 1
    for champ, valeur in champs.items():
        setattr(demande, champ, valeur)
    demande.save(update_fields=["statut", "version", *champs_specialiste, *champs])
    return EvenementDemande.objects.create(
        demande=demande,
        requerant_id=demande.requerant_id,
        requis_id=demande.requis_id,
        gestionnaire_id=demande.gestionnaire_id,
        type=evenement,
        avant=avant,
        apres=apres,
        version=demande.version,
        auteur=auteur,
        specialiste=specialiste,
        motif=motif[:200],
        horodatage=instant or timezone.now(),
    )


@contextmanager
def en_transition(demande: Demande, *, motif: str = "", est_du_reseau: bool = False) -> Iterator[None]:
    """Lock the request and read it again, in one transaction; `est_du_reseau` when whoever acts may not write it."""
    with transaction.atomic():
        if est_du_reseau:
            with au_nom_du_reseau(motif):
                demande.refresh_from_db(from_queryset=_verrou())
                yield
        else:
            demande.refresh_from_db(from_queryset=_verrou())
            yield
        compter_demandes([demande.pk])
