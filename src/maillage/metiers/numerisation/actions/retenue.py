"""A claim or a trial holds a record: nothing of it is erased until the hold is lifted. And what has passed its day.

A hold may say when it should end: on that day somebody is asked, and nothing moves by itself. A trial lasts longer than
was thought more often than not, and what is erased does not come back.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.coffre import Coffre
from maillage.metiers.numerisation.actions.inventaire import conserver
from maillage.metiers.numerisation.actions.listes import durees_du
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer
from maillage.metiers.numerisation.droits import CONSERVATION_GERER
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import Dossier, EvenementDossier, IdentiteDossier
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

FIN_DE_RETENUE = declarer_genre_echeance(
    "numerisation.retenue",
    "Fin prévue d’une retenue",
    verbe="Lever ou prolonger une retenue",
    bouton="Ouvrir",
    droit=CONSERVATION_GERER,
    rappels=(30, 7, 0),
)


def retenir(*, agent: Agent, dossier: Dossier, motif: str, date_fin: dt.date | None = None) -> Dossier:
    """Hold a record, with the reason; until when, if it is known."""
    return _changer(agent, dossier, TypeEvenement.RETENUE, motif, date_fin)


def prolonger(*, agent: Agent, dossier: Dossier, motif: str, date_fin: dt.date | None = None) -> Dossier:
    """Another end for a hold, or none."""
    return _changer(agent, dossier, TypeEvenement.PROLONGATION_RETENUE, motif, date_fin)


def lever(*, agent: Agent, dossier: Dossier, motif: str) -> Dossier:
    """Lift the hold, with the reason."""
    return _changer(agent, dossier, TypeEvenement.LEVEE_RETENUE, motif, None)


def _changer(
    agent: Agent, dossier: Dossier, evenement: TypeEvenement, motif: str, date_fin: dt.date | None
) -> Dossier:
    exiger(agent, CONSERVATION_GERER, dossier.centre)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi : le motif reste dans l’historique du dossier."})
    if date_fin and date_fin <= timezone.localdate():
        raise ValidationError({"date_fin": "Cette fin est passée : donnez un jour à venir, ou laissez vide."})
    with transaction.atomic():
        ecrit = avancer(dossier, evenement, auteur=agent, motif=motif, date_fin_retenue=date_fin)
        # Whoever holds (a DPO) may not read whose record it is: its last day is computed by the technical account.
        with au_nom_du_service(str(evenement.label)) as systeme:
            lu = Dossier.objects.select_related("cle", "centre").get(pk=ecrit.pk)
            salarie = Coffre.de(lu).salarie(IdentiteDossier.objects.filter(dossier=lu).first())
            if salarie:
                conserver(lu, salarie, durees_du(timezone.localdate()))
            lu.est_suspendu = lu.est_retenu
            lu.save(update_fields=["date_limite", "est_suspendu", "est_limite_a_confirmer"])
            _attendre_la_fin(systeme, lu)
    return lu


def _attendre_la_fin(systeme: Agent, dossier: Dossier) -> None:
    """Owed about the event that began the hold: a record held twice owes twice."""
    debut = EvenementDossier.objects.filter(dossier=dossier, type=TypeEvenement.RETENUE).latest("version")
    if not dossier.est_retenu:
        lever_echeance(agent=systeme, genre=FIN_DE_RETENUE, objet=debut)
    elif dossier.date_fin_retenue is None:
        annuler_echeance(agent=systeme, genre=FIN_DE_RETENUE, objet=debut, motif="Retenue sans fin prévue")
    else:
        creer_echeance(
            agent=systeme,
            genre=FIN_DE_RETENUE,
            organisation=dossier.centre,
            objet=debut,
            libelle=str(dossier),
            date_limite=dossier.date_fin_retenue,
            url=reverse("numerisation:dossier", args=[dossier.pk]),
            base_legale="Code du travail, R. 4624-45-9",
        )


def echus(agent: Agent, jour: dt.date) -> QuerySet[Dossier]:
    """Records past the last day on which the law keeps them, that nothing holds."""
    return Dossier.objects.filter(
        centre__in=perimetre(agent, CONSERVATION_GERER),
        date_limite__lt=jour,
        est_retenu=False,
        horodatage_effacement__isnull=True,
    )
