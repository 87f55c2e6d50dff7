"""Cases on the roll: put on it, ordered, taken off it. A case known of the court is found, never doubled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Max

from maillage.metiers.audiences.actions.audiences import verrouiller
from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.reprises import reprendre_la_minute, reprendre_la_note
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Infraction,
    Partie,
    Prevention,
)
from maillage.metiers.audiences.regles.affaires import cle_parquet, controler_parquet
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation


def inscrire_affaire(
    *,
    agent: Agent,
    audience: Audience,
    numero_parquet: str,
    heure: dt.time | None = None,
    date_saisine: dt.date | None = None,
    est_scelle: bool = False,
    motif: str = "",
) -> Audiencement:
    """Put a case on the roll of a hearing: the one that the court already knows under this number, else a new one."""
    exiger(agent, AUDIENCE_TENIR, audience)
    if refus := controler_parquet(numero_parquet):
        raise ValidationError({"numero_parquet": refus})
    with transaction.atomic():
        audience = verrouiller(audience)
        with correction(audience, motif):
            affaire = _trouver_ou_creer(agent, audience, numero_parquet, date_saisine, est_scelle=est_scelle)
            passage = audiencer(agent, audience, affaire, heure=heure)
            recalculer(audience, [passage])
    return passage


def _trouver_ou_creer(
    agent: Agent, audience: Audience, numero: str, date_saisine: dt.date | None, *, est_scelle: bool
) -> Affaire:
    juridiction, cle = juridiction_de(audience.chambre), cle_parquet(numero)
    connue = Affaire.objects.visibles_par(agent).filter(juridiction=juridiction, cle_parquet=cle).first()
    if connue is not None:
        return confier(connue, audience.chambre)
    enveloppe, _ = chiffrer({})
    affaire = Affaire(
        chambre=audience.chambre,
        juridiction=juridiction,
        numero_parquet=numero.strip(),
        cle_parquet=cle,
        cle=enveloppe,
        date_saisine=date_saisine,
        est_scelle=est_scelle,
        auteur=agent,
    )
    affaire.full_clean(exclude=["chambre", "juridiction", "cle", "auteur"])
    try:
        with transaction.atomic():
            affaire.save()
    except IntegrityError as erreur:  # a chamber that this agent does not read holds it
        raise ValidationError(
            {
                "numero_parquet": "Cette affaire est tenue par une autre chambre du tribunal : son greffe, ou la"
                " direction de greffe, peut la renvoyer à la vôtre."
            }
        ) from erreur
    return affaire


def juridiction_de(chambre: Organisation) -> Organisation:
    """The court of a chamber; a court without chambers is its own."""
    return chambre.parent or chambre


def audiencer(
    agent: Agent,
    audience: Audience,
    affaire: Affaire,
    *,
    heure: dt.time | None = None,
    precedent: Audiencement | None = None,
) -> Audiencement:
    """Add the case at the end of the roll. The hearing is locked by the caller."""
    derniere = Audiencement.objects.filter(audience=audience).aggregate(m=Max("position"))["m"] or 0
    passage = Audiencement(
        audience=audience,
        affaire=affaire,
        chambre_id=audience.chambre_id,
        position=derniere + 1,
        heure=heure,
        precedent=precedent,
        auteur=agent,
    )
    passage.full_clean(exclude=["audience", "affaire", "chambre", "precedent", "auteur"])
    passage.save()
    return passage


def confier(affaire: Affaire, chambre: Organisation) -> Affaire:
    """The case goes to another chamber; the one that held it still reads it."""
    if affaire.chambre_id != chambre.pk:
        for modele in (Partie, Infraction, Prevention):
            modele.objects.filter(affaire=affaire).update(
                chambre=chambre, chambre_precedente=affaire.chambre_id
            )
        affaire.chambre_precedente_id, affaire.chambre = affaire.chambre_id, chambre
        affaire.save(update_fields=["chambre", "chambre_precedente"])
    return affaire


def modifier_affaire(
    *,
    agent: Agent,
    passage: Audiencement,
    heure: dt.time | None,
    date_saisine: dt.date | None,
    est_scelle: bool,
    numero_minute: str = "",
    motif: str = "",
) -> None:
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic(), correction(passage.audience, motif):
        affaire, numero = passage.affaire, numero_minute.strip()
        change_note = affaire.est_scelle != est_scelle
        change_minute = passage.numero_minute not in ("", numero)
        affaire.date_saisine, affaire.est_scelle = date_saisine, est_scelle
        affaire.save(update_fields=["date_saisine", "est_scelle"])
        passage.heure, passage.numero_minute = heure, numero
        passage.save(update_fields=["heure", "numero_minute"])
        est_a_reprendre = change_note and reprendre_la_note(agent, [passage])
        if (change_minute and reprendre_la_minute(agent, [passage])) or est_a_reprendre:
            recalculer(passage.audience, [passage])


def retirer_du_role(*, agent: Agent, passage: Audiencement, motif: str = "") -> None:
    """Put on the roll by mistake: only a passage where nothing happened yet goes."""
    exiger(agent, AUDIENCE_TENIR, passage)
    with transaction.atomic():
        audience = verrouiller(passage.audience)
        with correction(audience, motif):
            if (
                passage.horodatage_appel
                or passage.lignes.exists()
                or passage.decisions.exists()
                or passage.etapes.exists()
                or hasattr(passage, "renvoi")
            ):
                raise ValidationError(
                    "Cette affaire a déjà été appelée : elle reste au rôle. Renvoyez-la, ou retirez d’abord la note."
                )
            if passage.precedent_id:
                raise ValidationError(
                    "Cette affaire vient d’un renvoi : corrigez le renvoi pour changer sa date."
                )
            passage.comparutions.all().delete()
            passage.remplacants.all().delete()
            position = passage.position
            passage.delete()
            Audiencement.objects.filter(audience=audience, position__gt=position).update(
                position=F("position") - 1
            )
            recalculer(audience, [])


def ordonner(*, agent: Agent, audience: Audience, ordre: Sequence[int]) -> None:
    """The order in which cases are called; those not named keep theirs, after."""
    exiger(agent, AUDIENCE_TENIR, audience)
    with transaction.atomic():
        audience = verrouiller(audience)
        rangs = {cle: rang for rang, cle in enumerate(ordre)}
        passages = sorted(
            Audiencement.objects.filter(audience=audience),
            key=lambda passage: (rangs.get(passage.pk, len(rangs)), passage.position),
        )
        changes = []
        for position, passage in enumerate(passages, start=1):
            if passage.position != position:
                passage.position = position
                changes.append(passage)
        Audiencement.objects.bulk_update(changes, ["position"])
