"""A session is written down once, with what proves it; the auditor's file finds it there."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.metiers.numerisation.actions.rangement import ranger, sortir
from maillage.metiers.numerisation.droits import SEANCE_TENIR
from maillage.metiers.numerisation.enums.accompagnement import GenreSeance
from maillage.metiers.numerisation.models import Campagne, Lot, Seance
from maillage.metiers.numerisation.regles.accompagnement import motif_des_presents
from maillage.socle.acces.chiffrement import Coffre, chiffrer
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.vocabulaire import VOCABULAIRE, Role
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.pieces import nettoyer


def roles_presents() -> list[Role]:
    """Roles of the service, those of the field first."""
    roles = [role for role in VOCABULAIRE.roles.values() if role.code.startswith("numerisation.")]
    return sorted(roles, key=lambda role: (role.niveau, role.libelle))


def enregistrer(
    *,
    agent: Agent,
    campagne: Campagne,
    centre: Organisation | None,
    genre: str,
    date: dt.date,
    sujet: str,
    presents: Mapping[str, int],
    piece: bytes = b"",
) -> Seance:
    """Write a session down, with its paper if there is one. Raises ValidationError by field."""
    exiger(agent, SEANCE_TENIR, centre or campagne.service)
    if genre not in GenreSeance.values:
        raise ValidationError({"genre": "Choisissez le genre de la séance."})
    if date > timezone.localdate():
        raise ValidationError(
            {"date": "Cette séance n’a pas encore eu lieu : enregistrez-la quand elle est faite."}
        )
    if not sujet.strip():
        raise ValidationError({"sujet": "Dites de quoi la séance a parlé."})
    if centre is not None and centre.parent_id != campagne.service_id:
        raise ValidationError({"centre": "Ce centre n’est pas de ce service."})
    venus = {role.code: presents[role.code] for role in roles_presents() if presents.get(role.code)}
    if motif := motif_des_presents(venus):
        raise ValidationError(motif)
    with transaction.atomic():
        seance = Seance(
            service_id=campagne.service_id,
            centre=centre,
            campagne=campagne,
            genre=genre,
            date=date,
            sujet=sujet.strip(),
            presents=venus,
            auteur=agent,
        )
        if piece:
            _joindre(seance, piece)
        seance.full_clean(exclude=["service", "centre", "campagne", "cle", "auteur"])
        seance.save()
    return seance


def _joindre(seance: Seance, piece: bytes) -> None:
    try:
        octets, seance.type_contenu = nettoyer(piece)
    except ValidationError as erreur:
        raise ValidationError({"piece": erreur.messages}) from erreur
    seance.cle = chiffrer({})[0]
    range_ = ranger(octets, Coffre(seance.cle))
    seance.rangement, seance.cle_piece = range_.empreinte, range_.cle
    seance.empreinte = hashlib.sha256(octets).hexdigest()


def piece_de(seance: Seance) -> bytes:
    """The paper of a session. `seance` with its `cle`."""
    if seance.cle is None:
        raise ValidationError("Cette séance n’a pas de pièce.")
    return sortir(seance.rangement, seance.cle_piece, Coffre(seance.cle))


def seances_du_lot(lot: Lot) -> QuerySet[Seance]:
    """What was told and taught to those whose records are in this lot, and to the whole service."""
    centres = lot.fichiers.values("centre")
    siennes = Seance.objects.filter(Q(centre__isnull=True) | Q(centre__in=centres))
    return siennes.filter(campagne=lot.convention.campagne_id).select_related("centre").order_by("date", "pk")
