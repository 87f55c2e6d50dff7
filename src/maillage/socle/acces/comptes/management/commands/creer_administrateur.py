"""Open the first account, from the server: the accounts that follow are opened from the pages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.socle.acces.comptes.invitations import creer_jeton
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.vocabulaire import VOCABULAIRE
from maillage.socle.annuaire.enums import TypeTerritoire
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation, Personne, Territoire


class Command(BaseCommand):
    """Prints an invitation link, used once, valid a week; no password is ever given on the command line."""

    help = "Ouvre un compte d’administrateur et affiche son lien d’invitation."

    def add_arguments(self, parser: CommandParser) -> None:
        """Say who, with which role, where (the whole country unless an organisation is given)."""
        parser.add_argument("--courriel", required=True)
        parser.add_argument("--nom", required=True)
        parser.add_argument("--prenom", default="")
        parser.add_argument("--role", required=True, help="par exemple medecine_legale.super_administrateur")
        parser.add_argument("--organisation", type=int, help="identifiant ; sans elle, le pays entier")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        """Create what is missing; running it again gives a new link as long as no password was chosen."""
        role = VOCABULAIRE.roles.get(options["role"])
        if role is None:
            raise CommandError(f"Rôle inconnu. Rôles : {', '.join(sorted(VOCABULAIRE.roles))}")
        organisation = self._organisation(options["organisation"])
        if role.est_territorial == bool(organisation):
            raise CommandError(
                "Ce rôle s’exerce sur un territoire : retirez --organisation."
                if organisation
                else "Ce rôle s’exerce dans une structure : donnez --organisation."
            )
        france = None if organisation else Territoire.objects.get(type=TypeTerritoire.PAYS, code="FR")
        with agir_comme(agent_systeme(), motif="Compte ouvert depuis le serveur"):
            agent = self._agent(options)
            Habilitation.objects.get_or_create(
                agent=agent,
                role=role.code,
                organisation=organisation,
                territoire=france,
                date_fin=None,
                defaults={"date_debut": timezone.localdate()},
            )
        if agent.has_usable_password():
            self.stdout.write(f"{agent.email} avait déjà un mot de passe : le rôle lui est donné.")
            return
        lien = settings.MAILLAGE_ADRESSE + reverse("comptes:accepter", args=[creer_jeton(agent)])
        self.stdout.write(f"Lien d’invitation, valable sept jours :\n{lien}")

    def _organisation(self, numero: int | None) -> Organisation | None:
        if numero is None:
            return None
        organisation = Organisation.objects.filter(pk=numero).order_by().first()
        if organisation is None:
            raise CommandError(f"Aucune organisation ne porte le numéro {numero}.")
        return organisation

    def _agent(self, options: dict[str, Any]) -> Agent:
        adresse = options["courriel"].strip().lower()
        agent = Agent.objects.filter(email=adresse).order_by().first()
        if agent is None:
            personne = Personne.objects.create(nom=options["nom"], prenom=options["prenom"])
            try:
                agent = Agent.objects.create_user(adresse, None, personne=personne)
            except ValidationError as erreur:
                raise CommandError(" ".join(erreur.messages)) from erreur
        if agent.est_systeme or not agent.is_active:
            raise CommandError("Ce compte est technique ou désactivé.")
        return agent
