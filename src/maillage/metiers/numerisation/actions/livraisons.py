"""What a provider owes: the records of a shipment, delivered within the days of the contract after they arrived.

The day is written on the shipment when its first box is received, so that whoever waits sees it too: the deadline
itself is the provider's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.numeros import centre_de
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import LOT_LIVRER
from maillage.metiers.numerisation.enums.boites import StatutExpedition
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import Convention, Dossier, Expedition
from maillage.socle.echeances.actions import creer_echeance, lever_echeance, rouvrir_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

LIVRAISON = declarer_genre_echeance(
    "numerisation.livraison",
    "Livraison des dossiers reçus",
    verbe="Livrer les dossiers reçus",
    bouton="Ouvrir",
    droit=LOT_LIVRER,
    rappels=(7, 1, 0),
)
_CHAMPS = ["date_limite_livraison", "date_livraison"]


def attendre(expedition: Expedition, jour: dt.date) -> None:
    """A box of it was received that day, or a record found: its records are due, from the first box on.

    What arrives once all the rest was delivered has its own days, from the day when it arrived.
    """
    est_de_retour = expedition.date_livraison is not None
    expedition.date_livraison = None
    if est_de_retour or expedition.date_limite_livraison is None:
        _ecrire_la_date(expedition, jour, est_de_retour=est_de_retour)
    expedition.save(update_fields=_CHAMPS)


def _ecrire_la_date(expedition: Expedition, jour: dt.date, *, est_de_retour: bool) -> None:
    with au_nom_du_service() as systeme:
        conventions = Convention.objects.filter(
            campagne=centre_de(expedition.centre_id).campagne_id,
            prestataire=expedition.prestataire_id,
            date_effet__lte=jour,
        )
        convention = conventions.order_by("-date_effet", "-edition").first()
        if convention is None:
            return
        expedition.date_limite_livraison = jour + dt.timedelta(days=convention.delai_livraison_jours)
        if est_de_retour:
            rouvrir_echeance(
                agent=systeme,
                genre=LIVRAISON,
                objet=expedition,
                date_limite=expedition.date_limite_livraison,
                motif="Une boîte est arrivée après la livraison des autres",
            )
            return
        creer_echeance(
            agent=systeme,
            genre=LIVRAISON,
            organisation=expedition.prestataire,
            objet=expedition,
            libelle=f"{expedition}, {expedition.centre.nom}"[:200],
            date_limite=expedition.date_limite_livraison,
            url=reverse("numerisation:expedition", args=[expedition.pk]),
            base_legale=f"{convention} : {convention.delai_livraison_jours} jours",
        )


def constater(expeditions: Collection[int]) -> None:
    """Once their arrival is closed and nothing received of them is left to deliver, they are delivered."""
    arrivees = (
        Expedition.objects.select_for_update(of=("self",))
        .filter(pk__in=expeditions, statut=StatutExpedition.ARRIVEE, date_livraison__isnull=True)
        .order_by("pk")
    )
    a_livrer = set(_a_livrer(expeditions))
    for expedition in arrivees:
        if expedition.pk in a_livrer or not expedition.dossiers_recus:
            continue
        expedition.date_livraison = timezone.localdate()
        expedition.save(update_fields=_CHAMPS)
        with au_nom_du_service() as systeme:
            lever_echeance(agent=systeme, genre=LIVRAISON, objet=expedition)


def _a_livrer(expeditions: Collection[int]) -> list[int]:
    """Those of which a record is still in the provider's hands, not delivered."""
    recus = Dossier.objects.filter(boite__expedition__in=expeditions, etat=EtatDossier.RECU)
    return list(recus.values_list("boite__expedition", flat=True).distinct())
