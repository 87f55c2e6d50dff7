"""Reservations of the demonstration, in each of their states, made by the actions as people would."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.protection.actions.liste_restreinte import etablir_liste
from maillage.metiers.protection.actions.reservations import (
    ValeursReservation,
    accepter,
    decliner,
    reserver,
    retirer,
)
from maillage.metiers.protection.enums import LieuVie, Nature, PrioriteFamiliale
from maillage.metiers.protection.models import Mandataire, Reservation
from maillage.metiers.protection.regles.designation import Cas
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent, Commune, Organisation

CAS = (
    # days ago, nature, commune, urgent, language, what becomes of it (« moi »: at the professional of the cards)
    (1, Nature.CURATELLE_RENFORCEE, "59350", False, "", "moi"),
    (2, Nature.TUTELLE, "59512", True, "ar", "attente"),
    (4, Nature.CURATELLE_RENFORCEE, "59599", False, "", "service"),
    (9, Nature.TUTELLE, "59328", False, "", "moi"),
    (12, Nature.SAUVEGARDE_JUSTICE, "59350", True, "", "declinee"),
    (17, Nature.TUTELLE, "59009", False, "", "attente"),
    (21, Nature.CURATELLE_SIMPLE, "59368", False, "", "retiree"),
    (25, Nature.CURATELLE_RENFORCEE, "59378", False, "", "acceptee"),
    (34, Nature.TUTELLE, "59350", False, "pl", "acceptee"),
)


def engendrer_reservations(juge: Agent, tribunal: Organisation, comptes: dict[str, Mandataire]) -> int:
    """Returns how many were made; a case that nobody on the list may take is left out."""
    communes = {c.code_insee: c for c in Commune.objects.filter(code_insee__in=[cas[2] for cas in CAS])}
    faites = 0
    for rang, (jours, nature, code, est_urgente, langue, issue) in enumerate(CAS, start=1):
        if code not in communes or tribunal.commune is None:
            continue
        cas = Cas(
            tribunal=tribunal.pk,
            departement=tribunal.commune.departement_id,
            nature=nature,
            lieu_vie=LieuVie.DOMICILE,
            commune=communes[code].pk,
            est_urgente=est_urgente,
            langue=langue,
        )
        instant = timezone.now() - dt.timedelta(days=jours, hours=2)
        faites += _faire(juge, tribunal, cas, f"{instant:%y}/R/{rang:05d}", instant, issue, comptes)
    return faites


def _faire(
    juge: Agent,
    tribunal: Organisation,
    cas: Cas,
    numero: str,
    instant: dt.datetime,
    issue: str,
    comptes: dict[str, Mandataire],
) -> bool:
    with agir_comme(juge, motif=MOTIF):
        liste = etablir_liste(agent=juge, tribunal=tribunal, cas=cas)
        if not liste.classes:
            return False
        voulu = comptes.get(issue)
        choisi = voulu if voulu and liste.trouver(voulu.pk) else None
        choisi = choisi or Mandataire.objects.select_related("organisation").get(
            pk=liste.classes[0].candidat.mandataire
        )
        valeurs = ValeursReservation(
            numero, "madame", 1946, PrioriteFamiliale.REFUS, "protection_bien_personne", "2"
        )
        try:
            reservation = reserver(
                agent=juge,
                tribunal=tribunal,
                mandataire=choisi,
                cas=cas,
                valeurs=valeurs,
                instant=instant,
            )
        except ValidationError:
            return False
        if issue == "retiree":
            retirer(agent=juge, reservation=reservation, motif="Un proche s’est proposé à l’audience.")
    _repondre(reservation, issue, instant)
    return True


def _repondre(reservation: Reservation, issue: str, instant: dt.datetime) -> None:
    systeme = agent_systeme()
    with agir_comme(systeme, motif=MOTIF):
        if issue == "declinee":
            decliner(agent=systeme, reservation=reservation, motif="surcharge", assure_urgence=True)
        elif issue == "acceptee":
            jugement = timezone.localdate(instant + dt.timedelta(days=11))
            accepter(agent=systeme, reservation=reservation, date_nomination=jugement, duree_mois=60)
