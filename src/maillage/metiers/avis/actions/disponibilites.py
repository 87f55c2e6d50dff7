"""What a specialist says of his time: how many half-days a week, his usual week, his absences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.avis.droits import GARDE_TENIR
from maillage.metiers.avis.models import Garde, Indisponibilite, Souhait, Specialiste
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent

QUOTA_MAXIMUM = 10
DUREE_MAXIMALE = dt.timedelta(days=366)
Semaine = Mapping[tuple[int, str], str]
"""(day of the week, half-day) → what he says of it; empty: available."""


def regler_quota(*, agent: Agent, specialiste: Specialiste, quota: int) -> Specialiste:
    """How many half-days a week he accepts; none: no new duty. His own decision."""
    exiger(agent, GARDE_TENIR, specialiste.exercice)
    if not 0 <= quota <= QUOTA_MAXIMUM:
        raise ValidationError({"quota": "Choisissez de 0 à 10 demi-journées par semaine."})
    if specialiste.quota_demi_journees != quota:
        # The network keeps the rows of its specialists; this one figure is theirs.
        with agir_comme(agent_systeme(), motif="Quota choisi par le spécialiste"):
            specialiste.quota_demi_journees = quota
            specialiste.save(update_fields=["quota_demi_journees"])
    return specialiste


def regler_semaine(*, agent: Agent, specialiste: Specialiste, semaine: Semaine) -> int:
    """The usual week, whole: what is not said is available. Returns how many half-days changed."""
    exiger(agent, GARDE_TENIR, specialiste.exercice)
    with transaction.atomic():
        connus = {(s.jour, s.demi_journee): s for s in Souhait.objects.filter(specialiste=specialiste)}
        voulus = {cle: dit for cle, dit in semaine.items() if dit}
        change = 0
        for cle, souhait in connus.items():
            if cle not in voulus:
                souhait.delete()
                change += 1
            elif souhait.preference != voulus[cle]:
                souhait.preference = voulus[cle]
                souhait.full_clean(exclude=["specialiste", "exercice", "gestionnaire"])
                souhait.save(update_fields=["preference"])
                change += 1
        for jour, demi_journee in voulus.keys() - connus.keys():
            nouveau = Souhait(
                specialiste=specialiste,
                exercice_id=specialiste.exercice_id,
                gestionnaire_id=specialiste.gestionnaire_id,
                jour=jour,
                demi_journee=demi_journee,
                preference=voulus[jour, demi_journee],
            )
            nouveau.full_clean(exclude=["specialiste", "exercice", "gestionnaire"])
            nouveau.save()
            change += 1
    return change


def declarer_absence(
    *, agent: Agent, specialiste: Specialiste, debut: dt.date, fin: dt.date, demi_journee: str = ""
) -> tuple[Indisponibilite, int]:
    """Days when he cannot. Returns also how many published duties fall in them: they stay his."""
    exiger(agent, GARDE_TENIR, specialiste.exercice)
    if fin < timezone.localdate():
        raise ValidationError({"date_fin": "Cette absence est déjà passée."})
    if fin < debut:
        raise ValidationError({"date_fin": "La fin de l’absence précède son début."})
    if fin - debut > DUREE_MAXIMALE:
        raise ValidationError(
            {
                "date_fin": "Une absence dure un an au plus : mettez plutôt votre nombre de demi-journées à zéro."
            }
        )
    with transaction.atomic():
        absence = Indisponibilite.objects.create(
            specialiste=specialiste,
            exercice_id=specialiste.exercice_id,
            gestionnaire_id=specialiste.gestionnaire_id,
            date_debut=debut,
            date_fin=fin,
            demi_journee=demi_journee,
        )
        gardes = Garde.objects.publiees().filter(specialiste=specialiste, date__range=(debut, fin))
        gardes = gardes.filter(horodatage_debut__gt=timezone.now())
        if demi_journee:
            gardes = gardes.filter(demi_journee=demi_journee)
        return absence, gardes.count()


def retirer_absence(*, agent: Agent, absence: Indisponibilite) -> None:
    exiger(agent, GARDE_TENIR, absence.specialiste.exercice)
    absence.delete()


def phrase_gardes_en_conflit(nombre: int) -> str:
    """What to do of the duties that fall within an absence."""
    return (
        f"{compter(nombre, 'garde publiée', 'gardes publiées')} "
        f"{'tombe' if nombre == 1 else 'tombent'} dans cette absence : proposez-"
        f"{'la' if nombre == 1 else 'les'} à vos confrères, elle"
        f"{' reste' if nombre == 1 else 's restent'} à votre nom jusque-là."
    )
