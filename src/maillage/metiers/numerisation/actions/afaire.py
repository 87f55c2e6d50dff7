"""What waits for somebody in the service, in the order in which it matters. Each line names its button."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import compter
from maillage.metiers.numerisation.actions.delegations import bientot_finies
from maillage.metiers.numerisation.actions.retenue import echus
from maillage.metiers.numerisation.actions.satisfaction import a_repondre
from maillage.metiers.numerisation.droits import (
    AUDIT_TENIR,
    BOITE_LIRE,
    BOITE_TENIR,
    CONSERVATION_GERER,
    DELEGATION_DONNER,
    DELEGATION_RECEVOIR,
    LOT_LIRE,
    LOT_LIVRER,
    RECEPTION_TENIR,
    SATISFACTION_REPONDRE,
    TRI_SIGNER,
    TRI_TENIR,
)
from maillage.metiers.numerisation.enums.audits import StatutAudit
from maillage.metiers.numerisation.enums.boites import StatutBoite, StatutExpedition
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.enums.pieces import DecisionTri
from maillage.metiers.numerisation.models import AuditTri, Boite, Dossier, Expedition, PieceTriee
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.registres import Tache

NOMBRE = 5


def taches_du_service(agent: Agent) -> Iterator[Tache]:
    """All of them."""
    yield from _a_decider(agent)
    yield from _a_trier(agent)
    yield from _a_expedier(agent)
    yield from _a_recevoir(agent)
    yield from _en_retard(agent)
    yield from _a_auditer(agent)
    yield from _echus(agent)
    yield from _delegations(agent)
    yield from _enquetes(agent)


def _a_decider(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, TRI_SIGNER):
        return
    pieces = PieceTriee.objects.filter(
        centre__in=perimetre(agent, TRI_SIGNER),
        decision=DecisionTri.NON_TRANSMISSIBLE,
        signataire__isnull=True,
        tri__dossier__etat=EtatDossier.EN_TRI,
    )
    if nombre := pieces.count():
        yield Tache(
            "Décider",
            compter(
                nombre,
                "proposition de pièces à ne pas transmettre",
                "propositions de pièces à ne pas transmettre",
            ),
            reverse("numerisation:a_signer"),
            precision="Le tri de ces dossiers attend votre signature",
            bouton="Décider",
        )


def _a_trier(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, TRI_TENIR):
        return
    siens = Dossier.objects.filter(centre__in=perimetre(agent, TRI_TENIR))
    for dossier in siens.filter(etat=EtatDossier.EN_TRI, tri__auteur=agent).order_by("pk")[:NOMBRE]:
        yield Tache(
            "Finir le tri",
            str(dossier),
            reverse("numerisation:trier", args=[dossier.pk]),
            precision=dossier.rayonnage,
            bouton="Reprendre",
        )
    if nombre := siens.filter(etat=EtatDossier.INVENTORIE).count():
        yield Tache(
            "Trier", compter(nombre, "dossier", "dossiers"), reverse("numerisation:a_trier"), bouton="Trier"
        )


def _a_expedier(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, BOITE_TENIR):
        return
    siens = perimetre(agent, BOITE_TENIR)
    aujourd_hui = timezone.localdate()
    attendues = Expedition.objects.filter(
        centre__in=siens, statut=StatutExpedition.PREPAREE, date_prevue__lte=aujourd_hui
    )
    for expedition in attendues.order_by("date_prevue", "pk")[:NOMBRE]:
        yield Tache(
            "Remettre au transporteur",
            str(expedition),
            reverse("numerisation:expedition", args=[expedition.pk]),
            expedition.date_prevue,
            bouton="Ouvrir",
        )
    fermees = Boite.objects.filter(centre__in=siens, statut=StatutBoite.FERMEE, expedition__isnull=True)
    if nombre := fermees.count():
        yield Tache(
            "Préparer l’expédition",
            compter(nombre, "boîte fermée", "boîtes fermées"),
            reverse("numerisation:expedition_preparer"),
            bouton="Préparer",
        )


def _a_recevoir(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, RECEPTION_TENIR):
        return
    en_route = Expedition.objects.filter(
        prestataire__in=perimetre(agent, RECEPTION_TENIR), statut=StatutExpedition.PARTIE
    )
    for expedition in en_route.select_related("centre").order_by("horodatage_depart", "pk")[:NOMBRE]:
        yield Tache(
            "Recevoir",
            str(expedition),
            reverse("numerisation:expedition", args=[expedition.pk]),
            precision=f"{expedition.centre.nom}, {compter(expedition.boites_remises, 'boîte', 'boîtes')}",
            bouton="Recevoir",
        )


def livraisons_dues(agent: Agent) -> Iterator[Tache]:
    """What the provider has in hand, the first due first. His home page has it too, as a deadline."""
    if not a_droit(agent, LOT_LIVRER):
        return
    dues = Expedition.objects.filter(
        prestataire__in=perimetre(agent, LOT_LIVRER),
        date_limite_livraison__isnull=False,
        date_livraison__isnull=True,
    )
    for expedition in dues.select_related("centre").order_by("date_limite_livraison", "pk")[:NOMBRE]:
        yield Tache(
            "Livrer",
            str(expedition),
            reverse("numerisation:expedition", args=[expedition.pk]),
            expedition.date_limite_livraison,
            precision=f"{expedition.centre.nom}, {compter(expedition.dossiers_recus, 'dossier')}",
        )


def _en_retard(agent: Agent) -> Iterator[Tache]:
    """Shipments that the provider should have delivered by now, for those who wait for them."""
    if not (a_droit(agent, LOT_LIRE) and a_droit(agent, BOITE_LIRE)):
        return
    attendues = Expedition.objects.filter(
        centre__in=perimetre(agent, LOT_LIRE) & perimetre(agent, BOITE_LIRE),
        date_limite_livraison__lt=timezone.localdate(),
        date_livraison__isnull=True,
    )
    for expedition in attendues.select_related("prestataire").order_by("date_limite_livraison", "pk")[
        :NOMBRE
    ]:
        yield Tache(
            "Relancer le prestataire",
            str(expedition),
            reverse("numerisation:expedition", args=[expedition.pk]),
            expedition.date_limite_livraison,
            precision=f"{expedition.prestataire.nom} devait livrer ces dossiers",
        )


def _a_auditer(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, AUDIT_TENIR):
        return
    ouverts = AuditTri.objects.filter(centre__in=perimetre(agent, AUDIT_TENIR)).exclude(
        statut=StatutAudit.CLOS
    )
    for audit in ouverts.select_related("centre").order_by("pk")[:NOMBRE]:
        yield Tache(
            "Poursuivre l’audit",
            audit.centre.nom,
            reverse("numerisation:audit", args=[audit.pk]),
            precision=str(audit.get_statut_display()),
        )


def _echus(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, CONSERVATION_GERER):
        return
    aujourd_hui = timezone.localdate()
    if nombre := echus(agent, aujourd_hui).count():
        yield Tache(
            "Examiner",
            compter(nombre, "dossier au terme de sa conservation", "dossiers au terme de leur conservation"),
            f"{reverse('numerisation:dossiers')}?limite={aujourd_hui.isoformat()}",
            bouton="Voir",
        )


def _delegations(agent: Agent) -> Iterator[Tache]:
    """Whoever gave it renews it; whoever holds it knows until when he reads."""
    if not a_droit(agent, DELEGATION_DONNER) and not a_droit(agent, DELEGATION_RECEVOIR):
        return
    finissantes = bientot_finies(agent, timezone.localdate()).select_related(
        "medecin__personne", "delegataire__personne", "dossier"
    )
    for delegation in finissantes.order_by("date_fin", "pk")[:NOMBRE]:
        quoi = delegation.dossier.etiquette.lisible if delegation.dossier else "tous les dossiers du centre"
        if delegation.medecin_id == agent.pk:
            yield Tache(
                "Renouveler la délégation",
                str(delegation.delegataire),
                f"{reverse('numerisation:delegation_accorder')}?suite={delegation.pk}",
                delegation.date_fin,
                precision=f"Lecture de {quoi}",
                bouton="Renouveler",
            )
        else:
            yield Tache(
                "Votre délégation finit",
                f"donnée par {delegation.medecin}",
                reverse("numerisation:consulter"),
                delegation.date_fin,
                precision=f"Demandez-lui de la renouveler : {quoi}",
                bouton="Consulter",
            )


def _enquetes(agent: Agent) -> Iterator[Tache]:
    if not a_droit(agent, SATISFACTION_REPONDRE):
        return
    for enquete in a_repondre(agent).select_related("centre").order_by("pk")[:NOMBRE]:
        yield Tache(
            "Donner votre avis",
            enquete.centre.nom,
            reverse("numerisation:enquete_repondre", args=[enquete.pk]),
            precision="Trois questions, sans votre nom",
            bouton="Répondre",
        )
