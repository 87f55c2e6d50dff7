"""The business verbs on accounts. Each asks `portee` first; what is refused is « introuvable »."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.comptes import portee
from maillage.socle.acces.comptes.courriels import envoyer
from maillage.socle.acces.comptes.invitations import inviter
from maillage.socle.acces.comptes.sessions import fermer_sessions
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.acces.portee import oublier_portee
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation, Personne, Territoire
from maillage.socle.journal.models import Nature
from maillage.socle.journal.traces import tracer

DELEGATION_MAXIMALE = dt.timedelta(days=92)


def _exiger(est_permis: bool) -> None:
    if not est_permis:
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")


def _tracer_compte(auteur: Agent, cible: Agent, motif: str) -> None:
    """Write a line about the account in each structure of the manager that the account belongs to."""
    visibles = portee.habilitations_visibles(auteur, cible)
    organisations = {habilitation.organisation_id for habilitation in visibles} or {None}
    for organisation_id in sorted(organisations, key=str):
        tracer(Nature.MODIFICATION, objet=cible, agent=auteur, organisation_id=organisation_id, motif=motif)


def inviter_agent(
    *,
    auteur: Agent,
    email: str,
    nom: str,
    prenom: str,
    role: str,
    date_debut: dt.date,
    civilite: str = "",
    titre: str = "",
    organisation: Organisation | None = None,
    territoire: Territoire | None = None,
    date_fin: dt.date | None = None,
) -> Agent:
    """Open an account, or give an existing one its place here, and send the message that goes with it.

    The name of an account that exists already is not changed: it belongs to the person.
    """
    _exiger(portee.peut_accorder(auteur, role, organisation=organisation, territoire=territoire))
    adresse = email.strip().lower()
    with transaction.atomic():
        agent = Agent.objects.select_for_update().filter(email=adresse).order_by().first()
        if agent is None:
            personne = Personne(
                civilite=civilite, nom=nom.strip(), prenom=prenom.strip(), titre=titre.strip()
            )
            personne.full_clean()
            personne.save()
            agent = Agent.objects.create_user(adresse, None, personne=personne)
            _creer_habilitation(agent, role, organisation, territoire, date_debut, date_fin)
            _tracer_compte(auteur, agent, "Compte ouvert")
            inviter(agent)
            return agent
        if agent.est_systeme or not agent.is_active:
            raise ValidationError(
                "Ce compte est désactivé : demandez qu’il soit réactivé avant d’y ajouter un rôle."
            )
        _exiger(agent.pk != auteur.pk)
        _creer_habilitation(agent, role, organisation, territoire, date_debut, date_fin)
        if agent.has_usable_password():
            envoyer("acces", "Un nouvel accès dans Maillage", agent.email, reverse("comptes:mon_compte"))
        else:
            inviter(agent)
        return agent


def _creer_habilitation(
    agent: Agent,
    role: str,
    organisation: Organisation | None,
    territoire: Territoire | None,
    date_debut: dt.date,
    date_fin: dt.date | None,
    delegation_de: Habilitation | None = None,
) -> Habilitation:
    memes = Habilitation.objects.filter(
        agent=agent, role=role, organisation=organisation, territoire=territoire
    ).order_by("id")
    for autre in memes:
        if autre.date_debut <= (date_fin or dt.date.max) and date_debut <= (autre.date_fin or dt.date.max):
            raise ValidationError("Cette personne tient déjà ce rôle à cet endroit pendant cette période.")
    habilitation = Habilitation(
        agent=agent,
        role=role,
        organisation=organisation,
        territoire=territoire,
        date_debut=date_debut,
        date_fin=date_fin,
        delegation_de=delegation_de,
    )
    habilitation.full_clean()
    habilitation.save()
    oublier_portee(agent)
    return habilitation


def accorder_habilitation(
    *,
    auteur: Agent,
    cible: Agent,
    role: str,
    date_debut: dt.date,
    organisation: Organisation | None = None,
    territoire: Territoire | None = None,
    date_fin: dt.date | None = None,
) -> Habilitation:
    """Give one more role to an account that the author sees; never to himself."""
    _exiger(
        cible.pk != auteur.pk
        and not cible.est_systeme
        and cible.is_active
        and portee.agents_visibles(auteur).filter(pk=cible.pk).exists()
        and portee.peut_accorder(auteur, role, organisation=organisation, territoire=territoire)
    )
    with transaction.atomic():
        return _creer_habilitation(cible, role, organisation, territoire, date_debut, date_fin)


def modifier_dates(
    *, auteur: Agent, habilitation: Habilitation, date_debut: dt.date, date_fin: dt.date | None
) -> Habilitation:
    """Change the dates of a habilitation that the author could have given. A delegation is only ended."""
    _exiger(portee.peut_toucher(auteur, habilitation))
    if habilitation.delegation_de_id:
        raise ValidationError(
            "Une délégation ne se prolonge pas : mettez-y fin, son auteur en donnera une autre."
        )
    habilitation.date_debut, habilitation.date_fin = date_debut, date_fin
    habilitation.full_clean()
    habilitation.save(update_fields=["date_debut", "date_fin"])
    oublier_portee(habilitation.agent)
    return habilitation


def clore_habilitation(*, auteur: Agent, habilitation: Habilitation, motif: str = "") -> None:
    """End a habilitation now. Its delegations fall with it. Ending twice changes nothing."""
    _exiger(portee.peut_toucher(auteur, habilitation) or _est_delegant(auteur, habilitation))
    _clore(habilitation, motif or "Fin de l’habilitation")


def _est_delegant(auteur: Agent, habilitation: Habilitation) -> bool:
    origine = habilitation.delegation_de
    return origine is not None and origine.agent_id == auteur.pk


def _clore(habilitation: Habilitation, motif: str) -> None:
    hier = timezone.localdate() - dt.timedelta(days=1)
    if habilitation.date_fin and habilitation.date_fin <= hier:
        return
    with motiver(motif):
        if habilitation.date_debut > hier:
            habilitation.delete()
        else:
            habilitation.date_fin = hier
            habilitation.save(update_fields=["date_fin"])
    oublier_portee(habilitation.agent)


def modifier_identite(
    *, auteur: Agent, cible: Agent, nom: str, prenom: str, civilite: str = "", titre: str = ""
) -> Agent:
    """Correct the name of somebody whose whole account the author manages."""
    _exiger(portee.gere(auteur, cible))
    with transaction.atomic():
        personne = cible.personne or Personne()
        personne.civilite, personne.nom = civilite, nom.strip()
        personne.prenom, personne.titre = prenom.strip(), titre.strip()
        personne.full_clean()
        personne.save()
        if cible.personne_id is None:
            cible.personne = personne
            cible.save(update_fields=["personne"])
        _tracer_compte(auteur, cible, "Identité corrigée")
    return cible


def corriger_adresse(*, auteur: Agent, cible: Agent, email: str) -> Agent:
    """Correct the address of an invitation nobody has accepted yet, and send it again.

    Once a password is chosen the address is the person's key: changing it would let a manager receive the reset
    link and enter in his place.
    """
    _exiger(portee.gere(auteur, cible))
    adresse = email.strip().lower()
    if cible.has_usable_password():
        raise ValidationError(
            "Ce compte est déjà activé : son adresse ne peut plus être changée par un tiers."
        )
    with transaction.atomic():
        cible.email = adresse
        cible.full_clean(exclude=["password"])
        cible.save(update_fields=["email"])
        _tracer_compte(auteur, cible, "Adresse corrigée avant activation")
        inviter(cible)
    return cible


def renvoyer_invitation(*, auteur: Agent, cible: Agent) -> None:
    """Send the invitation again, as long as no password was chosen."""
    _exiger(portee.gere(auteur, cible) and cible.is_active)
    if cible.has_usable_password():
        raise ValidationError(
            "Cette personne a déjà choisi son mot de passe. Si elle l’a oublié, elle le change elle-même"
            " depuis la page de connexion."
        )
    inviter(cible)
    _tracer_compte(auteur, cible, "Invitation renvoyée")


def desactiver_agent(*, auteur: Agent, cible: Agent, motif: str) -> None:
    """Close an account and end its sessions at once. Closing twice changes nothing.

    The technical account does it too, for accounts that nobody uses any more.
    """
    _exiger(auteur.est_systeme or portee.gere(auteur, cible))
    if not motif.strip():
        raise ValidationError("Indiquez le motif de la désactivation.")
    if not cible.is_active:
        return
    with transaction.atomic():
        cible.is_active = False
        cible.save(update_fields=["is_active"])
        oublier_portee(cible)
        fermer_sessions(cible)
        _tracer_compte(auteur, cible, f"Compte désactivé : {motif.strip()}")


def reactiver_agent(*, auteur: Agent, cible: Agent) -> None:
    """Open a closed account again; its habilitations still in force are found again, its sessions are not."""
    _exiger(portee.gere(auteur, cible))
    if cible.is_active:
        return
    with transaction.atomic():
        cible.is_active = True
        cible.save(update_fields=["is_active"])
        oublier_portee(cible)
        _tracer_compte(auteur, cible, "Compte réactivé")


def retirer_second_facteur(*, auteur: Agent, cible: Agent, motif: str) -> None:
    """Take away the second factors of somebody who lost them, and say so by e-mail.

    The author does not learn the password, so he cannot enter; a role that demands a second factor asks for a
    new one at the next sign-in.
    """
    _exiger(portee.gere(auteur, cible))
    if not motif.strip():
        raise ValidationError("Indiquez le motif.")
    if not Authenticator.objects.filter(user=cible).exists():
        return
    with transaction.atomic():
        Authenticator.objects.filter(user=cible).delete()
        fermer_sessions(cible)
        _tracer_compte(auteur, cible, f"Double authentification retirée : {motif.strip()}")
        envoyer(
            "second_facteur_retire",
            "Double authentification retirée de votre compte Maillage",
            cible.email,
            reverse("mfa_index"),
        )


def deleguer(
    *, auteur: Agent, habilitation: Habilitation, delegataire: Agent, date_debut: dt.date, date_fin: dt.date
) -> Habilitation:
    """Lend one's own role to a colleague of the same place during an absence.

    What was received by delegation is not lent again; the loan ends by itself, and at the latest with the role
    it comes from.
    """
    _exiger(habilitation.agent_id == auteur.pk)
    aujourd_hui = timezone.localdate()
    if habilitation.delegation_de_id:
        raise ValidationError("Ce rôle vous est délégué : il ne peut pas être délégué à nouveau.")
    if not Habilitation.objects.actives(aujourd_hui).filter(pk=habilitation.pk).exists():
        raise ValidationError("Vous ne tenez plus ce rôle aujourd’hui.")
    if delegataire not in collegues(habilitation):
        raise ValidationError("Choisissez une personne habilitée au même endroit que vous.")
    if date_debut < aujourd_hui:
        raise ValidationError("La délégation ne peut pas commencer dans le passé.")
    if date_fin < date_debut:
        raise ValidationError("La date de fin précède la date de début.")
    if date_fin - date_debut > DELEGATION_MAXIMALE:
        raise ValidationError("Une délégation dure trois mois au plus.")
    if habilitation.date_fin and date_fin > habilitation.date_fin:
        raise ValidationError(f"Votre propre rôle prend fin le {habilitation.date_fin:%d/%m/%Y}.")
    with transaction.atomic(), motiver("Délégation pour absence"):
        return _creer_habilitation(
            delegataire,
            habilitation.role,
            habilitation.organisation,
            habilitation.territoire,
            date_debut,
            date_fin,
            delegation_de=habilitation,
        )


def collegues(habilitation: Habilitation) -> list[Agent]:
    """Agents in office at the same place as this habilitation, its holder excepted."""
    actives = Habilitation.objects.actives(timezone.localdate()).filter(
        organisation=habilitation.organisation_id, territoire=habilitation.territoire_id
    )
    return list(
        Agent.objects.filter(pk__in=actives.values("agent"), is_active=True, est_systeme=False)
        .exclude(pk=habilitation.agent_id)
        .select_related("personne")
        .order_by("personne__nom", "email")
    )


def deconnecter_partout(*, agent: Agent, sauf: str | None = None) -> int:
    """End all one's own sessions but the present one. Returns how many were ended."""
    nombre = fermer_sessions(agent, sauf=sauf)
    tracer(Nature.MODIFICATION, objet=agent, agent=agent, motif="Déconnexion de tous les appareils")
    return nombre
