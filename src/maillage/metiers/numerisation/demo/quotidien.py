"""A day at the centre of Lille: a sort begun, a proposal to decide, boxes to send, an audit under way, a hold."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.metiers.numerisation.actions import audits, boites, expeditions, tri
from maillage.metiers.numerisation.actions.retenue import retenir
from maillage.metiers.numerisation.demo.lieux import ASSISTANTE, MEDECIN, QUALITE, Lieux
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import Dossier
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.demo import MOTIF
from maillage.socle.annuaire.models import Agent

PIECES = (("identification", 1), ("visite", 5), ("film_radio", 2))
A_METTRE_EN_BOITE, EXAMINES = 6, 9
MANQUEMENTS = {2: ["agrafes"], 6: ["doublons", "ordre"]}


def engendrer_quotidien(lieux: Lieux) -> None:
    """Through the same actions as the screens."""
    assistante = lieux.agents[ASSISTANTE]
    with agir_comme(assistante, motif=MOTIF):
        _trier(assistante, lieux)
        _expedier(assistante, lieux)
    with agir_comme(lieux.agents[QUALITE], motif=MOTIF):
        _auditer(lieux.agents[QUALITE], lieux)
    medecin = lieux.agents[MEDECIN]
    with agir_comme(medecin, motif=MOTIF):
        integre = Dossier.objects.filter(centre=lieux.lille, etat=EtatDossier.INTEGRE).order_by("-pk")[0]
        retenir(
            agent=medecin,
            dossier=integre,
            motif="Contentieux prud’homal en cours",
            date_fin=timezone.localdate() + dt.timedelta(days=24),
        )


def _du_centre(lieux: Lieux, etat: EtatDossier) -> list[Dossier]:
    return list(Dossier.objects.filter(centre=lieux.lille, etat=etat).select_related("centre").order_by("pk"))


def _trier(agent: Agent, lieux: Lieux) -> None:
    """Two records under way: pieces classed, two that a health professional decides."""
    for rang, dossier in enumerate(_du_centre(lieux, EtatDossier.INVENTORIE)[:2]):
        ouvert = tri.commencer(agent=agent, dossier=dossier)
        for genre, nombre in (
            ("identification", 1),
            ("visite", 5),
            ("notes_personnelles", 1 + rang),
            ("film_radio", 2),
        ):
            tri.classer(agent=agent, tri=ouvert, genre=genre, nombre=nombre)


def _expedier(agent: Agent, lieux: Lieux) -> None:
    """A box on the road, one on a delivery note, one closed, one open."""
    minces = [
        dossier
        for dossier in _du_centre(lieux, EtatDossier.TRIE)
        if dossier.epaisseur != EpaisseurDossier.GROS
    ]
    ouvertes = boites.ouvrir(agent=agent, centre=lieux.lille, nombre=4)
    for rang, boite in enumerate(ouvertes):
        for dossier in minces[rang::4][: A_METTRE_EN_BOITE - rang]:
            boites.ranger(agent=agent, boite=boite, lu=dossier.code)
        if boite is not ouvertes[-1]:
            boites.fermer(agent=agent, boite=boite, numero_scelle=f"SC-{7300 + rang}")
    for rang, boite in enumerate(ouvertes[:2]):
        expedition = expeditions.preparer(
            agent=agent,
            centre=lieux.lille,
            prestataire=lieux.prestataire,
            date_prevue=timezone.localdate(),
            boites=[boite.pk],
        )
        if not rang:
            expeditions.remettre(
                agent=agent,
                expedition=expedition,
                transporteur="Messagerie des Flandres",
                remis_a="M. Verbeke",
            )


def _auditer(agent: Agent, lieux: Lieux) -> None:
    audit = audits.tirer_audit(agent=agent, centre=lieux.lille)
    for audite in audit.dossiers.select_related("centre", "dossier").order_by("rang")[:EXAMINES]:
        audits.examiner(agent=agent, audite=audite, manquements=MANQUEMENTS.get(audite.rang, ()))
