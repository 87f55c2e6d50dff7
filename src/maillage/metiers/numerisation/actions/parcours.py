"""One event of one record, or the same of many: locked, checked, written. The only way for a record to move."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.numerisation.actions.faits import compter_dossiers
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, TypeEvenement
from maillage.metiers.numerisation.models import Dossier, EvenementDossier
from maillage.metiers.numerisation.regles.etats import SituationDossier, TransitionRefusee, appliquer, rejouer
from maillage.socle.acces.contexte import agent_systeme, agir_comme, contexte_courant
from maillage.socle.annuaire.models import Agent

_LOT = 2000


@contextmanager
def au_nom_du_service(motif: str = "") -> Iterator[Agent]:
    """Work in the name of the technical account: whoever asks has been checked, and is the author of the event."""
    systeme = agent_systeme()
    if contexte_courant().agent_id == systeme.pk:
        yield systeme
        return
    with agir_comme(systeme, motif=motif):
        yield systeme


def avancer(
    dossier: Dossier, evenement: TypeEvenement, *, auteur: Agent, motif: str = "", **champs: Any
) -> Dossier:
    """Write what happens to one record. Raises ValidationError when it may not happen now."""
    return avancer_tous([dossier.pk], evenement, auteur=auteur, motif=motif, champs=champs)[0]


def avancer_tous(
    dossiers: Collection[int],
    evenement: TypeEvenement,
    *,
    auteur: Agent,
    motif: str = "",
    instant: dt.datetime | None = None,
    champs: Mapping[str, Any] | None = None,
) -> list[Dossier]:
    """Write the same event of many records: all or none. `champs` are those of the record that it sets.

    Whoever calls has asked for the right; the wall still asks that of moving records (`au_nom_du_service` otherwise).
    """
    horodatage = instant or timezone.now()
    with transaction.atomic():
        lus = list(Dossier.objects.select_for_update(of=("self",)).filter(pk__in=dossiers).order_by("pk"))
        if len(lus) != len(set(dossiers)):
            raise ValidationError("Un des dossiers n’existe pas, ou vous n’y avez pas accès.")
        evenements = [_faire(dossier, evenement, auteur, motif, horodatage, champs or {}) for dossier in lus]
        modifies = ["etat", "est_retenu", "incidents_ouverts", "version", "horodatage_etat", *(champs or {})]
        Dossier.objects.bulk_update(lus, modifies, batch_size=_LOT)
        EvenementDossier.objects.bulk_create(evenements, batch_size=_LOT)
        compter_dossiers([dossier.pk for dossier in lus])
    return lus


def _faire(
    dossier: Dossier,
    evenement: TypeEvenement,
    auteur: Agent,
    motif: str,
    horodatage: dt.datetime,
    champs: Mapping[str, Any],
) -> EvenementDossier:
    avant = EtatDossier(dossier.etat)
    try:
        apres = appliquer(dossier.situation, evenement)
    except TransitionRefusee as refus:
        raise ValidationError(f"{dossier} : {refus}") from refus
    for champ, valeur in champs.items():
        setattr(dossier, champ, valeur)
    return _poser(dossier, evenement, avant, apres, auteur, motif, horodatage)


def _poser(
    dossier: Dossier,
    evenement: TypeEvenement,
    avant: EtatDossier | None,
    apres: SituationDossier,
    auteur: Agent,
    motif: str,
    horodatage: dt.datetime,
) -> EvenementDossier:
    if apres.etat is None:
        raise TypeError("A record always has a state after an event.")
    if apres.etat != avant:
        dossier.horodatage_etat = horodatage
    dossier.etat = apres.etat
    dossier.est_retenu = apres.est_retenu
    dossier.incidents_ouverts = apres.incidents_ouverts
    dossier.version += 1
    return EvenementDossier(
        dossier=dossier,
        centre_id=dossier.centre_id,
        prestataire_id=dossier.prestataire_id,
        type=evenement,
        avant=avant or "",
        apres=apres.etat,
        version=dossier.version,
        auteur=auteur,
        motif=motif[:200],
        horodatage=horodatage,
    )


def premier_evenement(dossier: Dossier, *, auteur: Agent) -> EvenementDossier:
    """The inventory of a record that has just been written; not saved."""
    apres = appliquer(SituationDossier(), TypeEvenement.INVENTAIRE)
    dossier.version = 0
    return _poser(dossier, TypeEvenement.INVENTAIRE, None, apres, auteur, "", dossier.horodatage_etat)


def ecarts_d_etat(dossier: Dossier) -> list[str]:
    """Replay the events of a record: what differs from what is written of it; nothing when all is right."""
    types = dossier.evenements.order_by("version").values_list("type", flat=True)
    rejouee = rejouer(map(TypeEvenement, types))
    if rejouee == dossier.situation:
        return []
    return [f"Les événements disent {rejouee}, le dossier dit {dossier.situation}."]
