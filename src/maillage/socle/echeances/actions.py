"""The business verbs on deadlines. Creating and lifting are idempotent: doing them twice changes nothing."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.droits import ECHEANCES_TENIR
from maillage.socle.echeances.enums import StatutEcheance
from maillage.socle.echeances.genres import GenreEcheance
from maillage.socle.echeances.models import Echeance


class ReportImpossible(ValidationError):
    """The date cannot be moved; the message says why."""


class LeveeImpossible(ValidationError):
    """This deadline is not marked done by hand; the message says what to do."""


def creer_echeance(
    *,
    agent: Agent,
    genre: GenreEcheance,
    organisation: Organisation,
    objet: models.Model,
    libelle: str,
    date_limite: dt.date,
    url: str = "",
    base_legale: str = "",
    destinataire: Agent | None = None,
) -> Echeance:
    """Owe something by a date about an object, once.

    Called again for the same kind and object it returns the same line. If the computed date or the wording
    changed in the meantime, the line follows, unless it is closed; a date that a person postponed is kept as
    long as the computed one does not move.
    """
    exiger(agent, ECHEANCES_TENIR, organisation)
    with transaction.atomic():
        echeance, est_nouvelle = Echeance.objects.get_or_create(
            genre=genre.code,
            objet_type=objet._meta.label_lower,
            objet_id=objet.pk,
            defaults={
                "libelle": libelle,
                "organisation": organisation,
                "agent": destinataire,
                "url": url,
                "date_calculee": date_limite,
                "date_limite": date_limite,
                "base_legale": base_legale,
            },
        )
        if est_nouvelle or echeance.statut != StatutEcheance.A_FAIRE:
            return echeance
        voulu: dict[str, object] = {"libelle": libelle, "url": url, "base_legale": base_legale}
        if echeance.agent_id != (destinataire.pk if destinataire else None):
            voulu["agent"] = destinataire
        if echeance.date_calculee != date_limite:
            voulu |= {"date_calculee": date_limite, "date_limite": date_limite}
        change = {champ: valeur for champ, valeur in voulu.items() if getattr(echeance, champ) != valeur}
        if change:
            for champ, valeur in change.items():
                setattr(echeance, champ, valeur)
            echeance.save(update_fields=[*change])
        return echeance


def rouvrir_echeance(
    *, agent: Agent, genre: GenreEcheance, objet: models.Model, date_limite: dt.date, motif: str = ""
) -> bool:
    """What was done has to be done again: the line is owed by this date. True if a line was done, and is open again.

    One that was cancelled stays so: what it was about is no more.
    """
    with transaction.atomic():
        echeance = (
            Echeance.objects.select_for_update(of=("self",))
            .filter(
                genre=genre.code,
                objet_type=objet._meta.label_lower,
                objet_id=objet.pk,
                statut=StatutEcheance.FAITE,
            )
            .order_by("id")
            .first()
        )
        if echeance is None:
            return False
        exiger(agent, ECHEANCES_TENIR, Organisation(pk=echeance.organisation_id))
        echeance.statut, echeance.horodatage_cloture, echeance.motif = StatutEcheance.A_FAIRE, None, motif
        echeance.date_calculee = echeance.date_limite = date_limite
        echeance.save(update_fields=["statut", "horodatage_cloture", "motif", "date_calculee", "date_limite"])
        return True


def lever_echeance(*, agent: Agent, genre: GenreEcheance, objet: models.Model) -> bool:
    """Mark done what was owed about this object. True if a line was open, False if there was nothing to lift."""
    return _clore(agent, genre, objet, StatutEcheance.FAITE, "")


def annuler_echeance(*, agent: Agent, genre: GenreEcheance, objet: models.Model, motif: str) -> bool:
    """Cancel what was owed (the object was withdrawn, entered by mistake…). Same return as `lever_echeance`."""
    return _clore(agent, genre, objet, StatutEcheance.ANNULEE, motif)


def _clore(
    agent: Agent, genre: GenreEcheance, objet: models.Model, statut: StatutEcheance, motif: str
) -> bool:
    with transaction.atomic():
        echeance = (
            Echeance.objects.select_for_update(of=("self",))
            .filter(
                genre=genre.code,
                objet_type=objet._meta.label_lower,
                objet_id=objet.pk,
                statut=StatutEcheance.A_FAIRE,
            )
            .order_by("id")
            .first()
        )
        if echeance is None:
            return False
        exiger(agent, ECHEANCES_TENIR, Organisation(pk=echeance.organisation_id))
        _enregistrer_cloture(echeance, statut, motif)
        return True


def _enregistrer_cloture(echeance: Echeance, statut: StatutEcheance, motif: str) -> None:
    echeance.statut = statut
    echeance.motif = motif
    echeance.horodatage_cloture = timezone.now()
    echeance.save(update_fields=["statut", "motif", "horodatage_cloture"])


def marquer_faite(*, agent: Agent, echeance: Echeance) -> Echeance:
    """Mark done by hand, for the kinds that allow it. Doing it twice changes nothing."""
    exiger(agent, ECHEANCES_TENIR, Organisation(pk=echeance.organisation_id))
    if echeance.declaration is None or not echeance.declaration.est_levable:
        raise LeveeImpossible(
            "Cette échéance se lève d’elle-même quand le travail est fait. Ouvrez-la pour le faire."
        )
    with transaction.atomic():
        actuelle = Echeance.objects.select_for_update(of=("self",)).get(pk=echeance.pk)
        if actuelle.statut == StatutEcheance.A_FAIRE:
            _enregistrer_cloture(actuelle, StatutEcheance.FAITE, "")
        return actuelle


def reporter_echeance(*, agent: Agent, echeance: Echeance, date_limite: dt.date, motif: str) -> Echeance:
    """Move the date, with a reason; refused for a date fixed by law, a closed line or a date not later."""
    exiger(agent, ECHEANCES_TENIR, Organisation(pk=echeance.organisation_id))
    if not motif.strip():
        raise ReportImpossible("Indiquez le motif du report.")
    if echeance.declaration is None or not echeance.declaration.est_reportable:
        base = f" ({echeance.base_legale})" if echeance.base_legale else ""
        raise ReportImpossible(f"Cette date ne peut pas être reportée{base}.")
    with transaction.atomic(), motiver(motif.strip()):
        actuelle = Echeance.objects.select_for_update(of=("self",)).get(pk=echeance.pk)
        if actuelle.statut != StatutEcheance.A_FAIRE:
            raise ReportImpossible("Cette échéance est déjà close : il n’y a plus rien à reporter.")
        if date_limite == actuelle.date_limite:
            return actuelle
        if date_limite < actuelle.date_limite:
            raise ReportImpossible(
                f"La nouvelle date précède la date actuelle ({actuelle.date_limite:%d/%m/%Y})."
            )
        actuelle.date_limite = date_limite
        actuelle.motif = motif.strip()
        actuelle.save(update_fields=["date_limite", "motif"])
        return actuelle
