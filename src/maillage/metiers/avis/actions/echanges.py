"""A duty changes hands: given to whoever takes it, exchanged with one colleague. It is never nobody's meanwhile."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.avis.actions.gardes import prevenir_specialistes
from maillage.metiers.avis.actions.plannings import controler_garde
from maillage.metiers.avis.droits import GARDE_TENIR
from maillage.metiers.avis.enums.gardes import GenreEchange, StatutEchange
from maillage.metiers.avis.models import EchangeGarde, Garde, Rattachement, Specialiste
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse, exiger
from maillage.socle.annuaire.models import Agent

LIES = ("filiere__gestionnaire", "specialiste__personne", "specialiste__agent")
PLUS_OUVERT = "Cette garde n’est plus à reprendre."


def specialiste_de(agent: Agent) -> Specialiste:
    """The specialist that this account is. Raises AccesRefuse when it is none."""
    trouve = (
        Specialiste.objects.visibles_par(agent)
        .filter(agent=agent)
        .select_related("personne", "exercice", "gestionnaire")
        .first()
    )
    if trouve is None:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    return trouve


def dire(garde: Garde) -> str:
    """« 24/11/2026, matin »."""
    return f"{date_courte(garde.date)}, {garde.get_demi_journee_display().lower()}"


def proposer_garde(
    *, agent: Agent, garde: Garde, destinataire: Specialiste | None = None, contre: Garde | None = None
) -> EchangeGarde:
    """Ask all the colleagues of the line, or one; against one of his duties, it is an exchange."""
    moi = specialiste_de(agent)
    exiger(agent, GARDE_TENIR, moi.exercice)
    with transaction.atomic():
        actuelle = Garde.objects.select_for_update(of=("self",)).select_related(*LIES).get(pk=garde.pk)
        if actuelle.specialiste_id != moi.pk or not actuelle.est_publiee:
            raise ValidationError("Cette garde n’est plus à votre nom.")
        if actuelle.horodatage_debut <= timezone.now():
            raise ValidationError("Cette garde a commencé : appelez votre coordinateur.")
        if EchangeGarde.objects.filter(garde=actuelle, statut=StatutEchange.OUVERT).exists():
            raise ValidationError("Cette garde est déjà proposée à vos confrères.")
        if contre is not None:
            if contre.specialiste_id in (None, moi.pk) or contre.filiere_id != actuelle.filiere_id:
                raise ValidationError({"contre": "Choisissez une garde d’un confrère de la filière."})
            destinataire = contre.specialiste
        echange = EchangeGarde.objects.create(
            garde=actuelle,
            gestionnaire_id=actuelle.gestionnaire_id,
            genre=GenreEchange.TROC if contre else GenreEchange.CESSION,
            demandeur=moi,
            exercice_id=moi.exercice_id,
            destinataire=destinataire,
            exercice_destinataire_id=destinataire.exercice_id if destinataire else None,
            contre=contre,
            auteur=agent,
        )
        with agir_comme(agent_systeme()):
            sollicites = [destinataire] if destinataire else confreres(moi, actuelle.filiere_id)
            suite = f", contre la vôtre du {dire(contre)}" if contre else ""
            prevenir_specialistes(
                sollicites,
                f"{moi} propose sa garde du {dire(actuelle)}{suite}.",
                reverse("avis:mes_gardes"),
            )
    return echange


def confreres(moi: Specialiste, filiere: int) -> list[Specialiste]:
    """The other specialists of a line; read in the name of the technical account."""
    return list(
        Specialiste.objects.actifs()
        .filter(rattachements__filiere=filiere)
        .exclude(pk=moi.pk)
        .select_related("personne", "agent", "exercice")
        .order_by("personne__nom", "personne__prenom", "id")
    )


def filieres_de(specialiste: Specialiste) -> list[int]:
    return list(
        Rattachement.objects.filter(specialiste=specialiste)
        .order_by("id")
        .values_list("filiere_id", flat=True)
    )


def confreres_de_la_filiere(agent: Agent, filiere: int) -> list[Specialiste]:
    """For whoever is of the line alone."""
    moi = specialiste_de(agent)
    if filiere not in filieres_de(moi):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    with agir_comme(agent_systeme()):
        return confreres(moi, filiere)


def gardes_des_confreres(agent: Agent, garde: Garde, jusqu_au: dt.date | None = None) -> list[Garde]:
    """Duties to come of the colleagues of the line, that one may ask against one's own."""
    moi = specialiste_de(agent)
    if garde.filiere_id not in filieres_de(moi):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    with agir_comme(agent_systeme()):
        lues = (
            Garde.objects.publiees()
            .tenues()
            .filter(filiere=garde.filiere_id, rang=garde.rang, horodatage_debut__gt=timezone.now())
            .exclude(specialiste=moi)
            .select_related("specialiste__personne", "filiere")
        )
        if jusqu_au:
            lues = lues.filter(date__lte=jusqu_au)
        return list(lues.order_by("horodatage_debut", "id"))


def semaine_de_mes_filieres(agent: Agent, debut: dt.date, fin: dt.date) -> list[Garde]:
    """Who is on duty in the lines of this specialist, between two days; holes included."""
    moi = specialiste_de(agent)
    filieres = filieres_de(moi)
    with agir_comme(agent_systeme()):
        return list(
            Garde.objects.publiees()
            .filter(filiere__in=filieres, date__range=(debut, fin))
            .select_related("specialiste__personne", "filiere")
            .order_by("filiere__nom", "horodatage_debut", "rang")
        )


def propositions_pour(agent: Agent) -> list[EchangeGarde]:
    """Duties that colleagues of one's lines propose to all, or to oneself."""
    moi = specialiste_de(agent)
    filieres = filieres_de(moi)
    with agir_comme(agent_systeme()):
        return list(
            EchangeGarde.objects.filter(
                Q(destinataire=None) | Q(destinataire=moi),
                statut=StatutEchange.OUVERT,
                garde__filiere__in=filieres,
                garde__horodatage_debut__gt=timezone.now(),
            )
            .exclude(demandeur=moi)
            .select_related("garde__filiere", "demandeur__personne", "contre__filiere")
            .order_by("garde__horodatage_debut", "id")
        )


def reprendre_garde(*, agent: Agent, echange: int) -> EchangeGarde:
    """Take the duty that a colleague proposes; in an exchange he takes the other. The first who says yes has it."""
    moi = specialiste_de(agent)
    exiger(agent, GARDE_TENIR, moi.exercice)
    filieres = filieres_de(moi)
    with transaction.atomic(), agir_comme(agent_systeme(), motif=f"Garde reprise par {moi}"):
        ouvert = _verrouiller(echange)
        garde, maintenant = ouvert.garde, timezone.now()
        if garde.filiere_id not in filieres or ouvert.destinataire_id not in (None, moi.pk):
            raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
        if ouvert.statut != StatutEchange.OUVERT or garde.specialiste_id != ouvert.demandeur_id:
            raise ValidationError(PLUS_OUVERT)
        if garde.horodatage_debut <= maintenant or not garde.est_publiee:
            raise ValidationError(PLUS_OUVERT)
        if ouvert.demandeur_id == moi.pk:
            raise ValidationError("C’est votre propre garde.")
        contre = ouvert.contre
        if contre is not None and (contre.specialiste_id != moi.pk or contre.horodatage_debut <= maintenant):
            raise ValidationError("La garde demandée en échange n’est plus à votre nom.")
        if contre is not None:
            _controler_sans(contre, ouvert.demandeur, sauf=garde)
        _controler_sans(garde, moi, sauf=contre)
        _confier(garde, moi, contre, ouvert.demandeur)
        ouvert.statut, ouvert.repreneur, ouvert.horodatage_conclusion = StatutEchange.CONCLU, moi, maintenant
        ouvert.save(update_fields=["statut", "repreneur", "horodatage_conclusion"])
        prevenir_specialistes(
            [ouvert.demandeur],
            f"{moi} reprend votre garde du {dire(garde)}.",
            reverse("avis:mes_gardes"),
        )
    return ouvert


def _verrouiller(echange: int) -> EchangeGarde:
    """The exchange, then its duties, locked in the order of their keys."""
    lu = (
        EchangeGarde.objects.select_for_update(of=("self",))
        .select_related("demandeur__personne", "demandeur__agent", "demandeur__exercice")
        .filter(pk=echange)
        .order_by("id")
        .first()
    )
    if lu is None:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    gardes = {
        garde.pk: garde
        for garde in Garde.objects.select_for_update(of=("self",))
        .select_related("filiere")
        .filter(pk__in=[cle for cle in (lu.garde_id, lu.contre_id) if cle])
        .order_by("id")
    }
    lu.garde = gardes[lu.garde_id]
    lu.contre = gardes.get(lu.contre_id) if lu.contre_id else None
    return lu


def _controler_sans(garde: Garde, specialiste: Specialiste, *, sauf: Garde | None) -> None:
    """Whether he may hold it, once he has let go of the other one."""
    if sauf is not None and sauf.creneau == garde.creneau:
        raise ValidationError("Ces deux gardes sont à la même demi-journée.")
    controler_garde(garde, specialiste)


def _confier(garde: Garde, moi: Specialiste, contre: Garde | None, autre: Specialiste) -> None:
    for tenue, par in ((garde, moi), (contre, autre)):
        if tenue is not None:
            tenue.specialiste, tenue.exercice_id = par, par.exercice_id
            tenue.save(update_fields=["specialiste", "exercice"])


def retirer_proposition(*, agent: Agent, echange: EchangeGarde) -> None:
    """He keeps his duty after all."""
    moi = specialiste_de(agent)
    exiger(agent, GARDE_TENIR, moi.exercice)
    if echange.demandeur_id != moi.pk:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")
    with transaction.atomic():
        actuel = EchangeGarde.objects.select_for_update(of=("self",)).get(pk=echange.pk)
        if actuel.statut == StatutEchange.OUVERT:
            actuel.statut, actuel.horodatage_conclusion = StatutEchange.RETIRE, timezone.now()
            actuel.save(update_fields=["statut", "horodatage_conclusion"])
