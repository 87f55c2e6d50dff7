"""What a password must be, beyond its length and the lists of known ones."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError

from maillage.socle.annuaire.models import Agent

PHRASE = 20
RESSEMBLANCE = 0.7
LONGUEUR_UTILE = 4
DIFFERENTS = 6
RESTE = 8
GENRES = (r"[a-zà-öø-ÿ]", r"[A-ZÀ-ÖØ-Þ]", r"[0-9]", r"[^A-Za-zÀ-ÿ0-9]")
GENRES_VOULUS = 3


class VarieteValidator:
    """Three kinds of characters out of four, unless it is a passphrase of 20 characters; no mere repetition."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError, in French, when it is too uniform."""
        if len(set(password)) < DIFFERENTS:
            raise ValidationError("Ce mot de passe répète trop peu de caractères.", code="password_repeated")
        genres = sum(bool(re.search(motif, password)) for motif in GENRES)
        if genres < GENRES_VOULUS and len(password) < PHRASE:
            raise ValidationError(self.get_help_text(), code="password_uniform")

    def get_help_text(self) -> str:
        """Say what is expected."""
        return (
            "Mêlez au moins trois sortes de caractères parmi minuscules, majuscules, chiffres et signes,"
            f" ou choisissez une phrase d’au moins {PHRASE} caractères."
        )


class IdentiteValidator:
    """Neither the address, nor the name, nor something close to them."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Raise ValidationError, in French, when the password looks like its owner."""
        if not isinstance(user, Agent):
            return
        valeurs = [user.email, *re.split(r"[\W_]+", user.email)]
        if user.personne_id and user.personne:
            valeurs += [user.personne.nom, user.personne.prenom]
        clair = password.lower()
        connues = sorted({v.lower() for v in valeurs if len(v) >= LONGUEUR_UTILE}, key=len, reverse=True)
        reste = clair
        for valeur in connues:
            reste = reste.replace(valeur, "")
            if SequenceMatcher(a=clair, b=valeur).quick_ratio() >= RESSEMBLANCE:
                raise ValidationError(self.get_help_text(), code="password_too_similar")
        if len(reste) < min(RESTE, len(clair)):
            raise ValidationError(self.get_help_text(), code="password_too_similar")

    def get_help_text(self) -> str:
        """Say what is expected."""
        return "Le mot de passe ne doit pas ressembler à votre nom ni à votre adresse."
