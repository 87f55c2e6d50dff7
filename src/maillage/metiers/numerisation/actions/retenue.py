"""A claim or a trial holds a record: nothing of it is erased until the hold is lifted. And what has passed its day."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.inventaire import conserver
from maillage.metiers.numerisation.actions.listes import durees_du
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer
from maillage.metiers.numerisation.droits import CONSERVATION_GERER
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import Dossier, IdentiteDossier
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent


def retenir(*, agent: Agent, dossier: Dossier, motif: str) -> Dossier:
    """Hold a record, with the reason."""
    return _changer(agent, dossier, TypeEvenement.RETENUE, motif)


def lever(*, agent: Agent, dossier: Dossier, motif: str) -> Dossier:
    """Lift the hold, with the reason."""
    return _changer(agent, dossier, TypeEvenement.LEVEE_RETENUE, motif)


def _changer(agent: Agent, dossier: Dossier, evenement: TypeEvenement, motif: str) -> Dossier:
    exiger(agent, CONSERVATION_GERER, dossier.centre)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif reste dans l’historique du dossier."})
    with transaction.atomic():
        ecrit = avancer(dossier, evenement, auteur=agent, motif=motif)
        # Whoever holds (a DPO) may not read whose record it is: its last day is computed by the technical account.
        with au_nom_du_service(motif):
            lu = Dossier.objects.select_related("cle").get(pk=ecrit.pk)
            salarie = Coffre.de(lu).salarie(IdentiteDossier.objects.filter(dossier=lu).first())
            if salarie:
                conserver(lu, salarie, durees_du(timezone.localdate()))
            lu.est_suspendu = lu.est_retenu
            lu.save(update_fields=["date_limite", "est_suspendu", "est_limite_a_confirmer"])
    return lu


def echus(agent: Agent, jour: dt.date) -> QuerySet[Dossier]:
    """Records past the last day on which the law keeps them, that nothing holds."""
    return Dossier.objects.filter(
        centre__in=perimetre(agent, CONSERVATION_GERER),
        date_limite__lt=jour,
        est_retenu=False,
        horodatage_effacement__isnull=True,
    )
