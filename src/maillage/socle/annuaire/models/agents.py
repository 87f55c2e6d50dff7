"""Persons, the accounts they sign in with, and what each account is entitled to, when and where."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from maillage.commun.requete_figee import Parametre
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.annuaire.models.organisations import Organisation
from maillage.socle.annuaire.models.territoires import Territoire


class Personne(models.Model):
    """A professional, with or without an account."""

    civilite = models.CharField("civilité", max_length=10, choices=Civilite, blank=True)
    nom = models.CharField("nom", max_length=100)
    prenom = models.CharField("prénom", max_length=100, blank=True)
    titre = models.CharField("titre", max_length=60, blank=True, help_text="« Dr », « Pr »…")
    rpps = models.CharField("numéro RPPS", max_length=11, blank=True)

    class Meta:
        verbose_name = "personne"
        verbose_name_plural = "personnes"
        ordering = ["nom", "prenom", "id"]
        constraints = [
            models.UniqueConstraint(fields=["rpps"], condition=~Q(rpps=""), name="annuaire_rpps_unique"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.titre, self.prenom, self.nom) if part)


class AgentManager(BaseUserManager["Agent"]):
    def create_user(self, email: str, password: str | None = None, **champs: Any) -> Agent:
        agent = self.model(email=self.normalize_email(email).lower(), **champs)
        agent.set_password(password)
        agent.full_clean(exclude=["password"])
        agent.save(using=self._db)
        return agent

    def get_by_natural_key(self, username: str | None) -> Agent:
        return self.get(email=(username or "").lower())


class Agent(AbstractBaseUser):
    """An account. What it may do comes from its habilitations, never from the account itself."""

    last_login = None  # the journal tells when someone signed in
    email = models.EmailField("adresse électronique", unique=True)
    personne = models.OneToOneField(
        Personne,
        verbose_name="personne",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="agent",
    )
    is_active = models.BooleanField("actif", default=True)
    est_systeme = models.BooleanField("compte technique", default=False)
    horodatage_creation = models.DateTimeField("créé le", auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = AgentManager()

    class Meta:
        verbose_name = "agent"
        verbose_name_plural = "agents"
        ordering = ["email"]

    def __str__(self) -> str:
        if self.est_systeme:
            return "Traitement automatique"
        return str(self.personne) if self.personne_id else self.email


class HabilitationQuerySet(models.QuerySet["Habilitation"]):
    def actives(self, jour: dt.date | Parametre) -> HabilitationQuerySet:
        """Habilitations in force on that day; a delegation also needs the one it comes from to be in force."""

        def en_vigueur(prefixe: str) -> Q:
            return Q(**{f"{prefixe}date_debut__lte": jour}) & (
                Q(**{f"{prefixe}date_fin": None}) | Q(**{f"{prefixe}date_fin__gte": jour})
            )

        origine = en_vigueur("delegation_de__") & Q(delegation_de__agent__is_active=True)
        return self.filter(en_vigueur(""), Q(delegation_de=None) | origine, agent__is_active=True)


class Habilitation(models.Model):
    """An agent holds a role in one organisation (and those below it) or on one territory, between two dates."""

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="habilitations")
    role = models.CharField("rôle", max_length=80)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="habilitations"
    )
    territoire = models.ForeignKey(
        Territoire, null=True, blank=True, on_delete=models.PROTECT, related_name="habilitations"
    )
    date_debut = models.DateField("du")
    date_fin = models.DateField("au (inclus)", null=True, blank=True)
    delegation_de = models.ForeignKey(
        "self",
        verbose_name="délégation de",
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="delegations",
    )

    objects = HabilitationQuerySet.as_manager()

    class Meta:
        verbose_name = "habilitation"
        verbose_name_plural = "habilitations"
        ordering = ["agent_id", "date_debut", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False, territoire__isnull=True)
                | Q(organisation__isnull=True, territoire__isnull=False),
                name="annuaire_habilitation_une_portee",
                violation_error_message="Une habilitation porte sur une organisation ou sur un territoire, et un seul.",
            ),
            models.CheckConstraint(
                condition=Q(date_fin__isnull=True) | Q(date_fin__gte=F("date_debut")),
                name="annuaire_habilitation_dates",
                violation_error_message="La date de fin précède la date de début.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} · {self.organisation or self.territoire}"
