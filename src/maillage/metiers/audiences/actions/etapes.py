"""After the hearing: the note signed and vised, the minute drawn up and signed, papers handed, the register told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.audiences.actions.audiences import verrouiller
from maillage.metiers.audiences.actions.avancement import lire_faits, recalculer
from maillage.metiers.audiences.actions.echeances import poser_echeances
from maillage.metiers.audiences.actions.reprises import defaire
from maillage.metiers.audiences.droits import AUDIENCE_AVANCER, AUDIENCE_TENIR, NOTE_VISER
from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape
from maillage.metiers.audiences.models import Audience, Audiencement, EtapeDossier
from maillage.metiers.audiences.regles import avancement as regles
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent

DROITS: dict[Etape, Droit] = {
    Etape.NOTE_SIGNEE: AUDIENCE_TENIR,
    Etape.NOTE_VISEE: NOTE_VISER,
    Etape.MINUTE_ETABLIE: AUDIENCE_TENIR,
    Etape.MINUTE_SIGNEE: AUDIENCE_AVANCER,
    Etape.PIECES_REMISES: AUDIENCE_TENIR,
    Etape.REPORTE: AUDIENCE_TENIR,
}
AVANT: dict[Etape, tuple[Etape, str]] = {
    Etape.NOTE_VISEE: (Etape.NOTE_SIGNEE, "la note n’est pas encore signée par le greffier"),
    Etape.MINUTE_SIGNEE: (Etape.MINUTE_ETABLIE, "la minute n’est pas encore mise en forme"),
}
SUITES = {
    Etape.NOTE_SIGNEE: (Etape.NOTE_VISEE,),
    Etape.MINUTE_ETABLIE: (Etape.MINUTE_SIGNEE,),
}


def marquer(
    *,
    agent: Agent,
    audience: Audience,
    etape: Etape,
    passages: Collection[Audiencement] | None = None,
    instant: dt.datetime | None = None,
) -> int:
    """Say this step done for these passages, or all those that it concerns; returns how many it was.

    Twice changes nothing. Named passages that cannot be refuse with the reason; of a whole hearing, they are passed by.
    """
    exiger(agent, DROITS[etape], audience)
    if etape not in APRES_AUDIENCE:
        raise ValidationError("Cette étape se lit dans l’audience : elle ne se coche pas.")
    with transaction.atomic():
        audience = verrouiller(audience)
        if not audience.est_close:
            raise ValidationError("L’audience n’est pas levée : levez-la d’abord.")
        tous = list(Audiencement.objects.filter(audience=audience))
        voulus = {passage.pk for passage in passages} if passages is not None else None
        faits, faites = lire_faits(tous), []
        for passage in tous:
            if voulus is not None and passage.pk not in voulus:
                continue
            refus = _refus(faits[passage.pk], etape)
            if refus and voulus is not None:
                raise ValidationError(f"{passage} : {refus}.")
            if not refus and etape not in faits[passage.pk].etapes:
                faites.append(passage)
        maintenant = instant or timezone.now()
        EtapeDossier.objects.bulk_create(
            EtapeDossier(
                audiencement=passage,
                chambre_id=passage.chambre_id,
                genre=etape,
                auteur=agent,
                horodatage=maintenant,
            )
            for passage in faites
        )
        recalculer(audience, faites)
        poser_echeances(agent, audience)
    return len(faites)


def _refus(faits: regles.Faits, etape: Etape) -> str:
    """Why this step cannot be said done; empty when it can."""
    if etape not in regles.applicables(faits):
        return "cette étape ne concerne pas cette affaire"
    avant = AVANT.get(etape)
    if avant and avant[0] not in faits.etapes:
        return avant[1]
    if etape == Etape.MINUTE_SIGNEE and (motif := regles.peut_etre_signee(faits)):
        return motif[:1].lower() + motif[1:].rstrip(".")
    return ""


def demarquer(*, agent: Agent, passage: Audiencement, etape: Etape, motif: str) -> None:
    """It was not done: the step and what followed it go, with the reason."""
    exiger(agent, DROITS[etape], passage)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif est conservé."})
    with transaction.atomic(), motiver(motif.strip()[:500]):
        audience = verrouiller(passage.audience)
        defaire([passage], (etape, *SUITES.get(etape, ())))
        recalculer(audience, [passage])
        poser_echeances(agent, audience)
