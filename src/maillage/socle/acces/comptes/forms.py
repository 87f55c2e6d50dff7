"""Forms of the accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.socle.acces.comptes import portee
from maillage.socle.acces.comptes.actions import collegues
from maillage.socle.acces.vocabulaire import VOCABULAIRE
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.annuaire.models import Agent, Habilitation, Organisation, Territoire


def _jour(libelle: str, *, requis: bool = True, aide: str = "") -> forms.DateField:
    return forms.DateField(
        label=libelle, required=requis, help_text=aide, widget=forms.DateInput(attrs={"type": "date"})
    )


class OubliForm(forms.Form):
    """The forgotten password: nothing is looked up here, so that the answer is the same for every address."""

    email = forms.EmailField(
        label="Adresse électronique professionnelle",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_email(self) -> str:
        """Normalise only."""
        return str(self.cleaned_data["email"]).strip().lower()


class MotDePasseForm(forms.Form):
    """Choose a password, twice."""

    password1 = forms.CharField(
        label="Mot de passe",
        strip=False,
        help_text="12 caractères au moins, de trois sortes (minuscules, majuscules, chiffres, signes).",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(
        label="Le même, une seconde fois",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, agent: Agent, **options: Any) -> None:
        super().__init__(*args, **options)
        self.agent = agent

    def clean(self) -> dict[str, Any]:
        """Check that both agree, then the policy."""
        from django.contrib.auth.password_validation import validate_password

        valeurs = super().clean() or {}
        premier, second = valeurs.get("password1"), valeurs.get("password2")
        if premier and second and premier != second:
            self.add_error("password2", "Les deux mots de passe diffèrent.")
        elif premier:
            try:
                validate_password(premier, self.agent)
            except forms.ValidationError as erreur:
                self.add_error("password1", erreur)
        return valeurs


class IdentiteForm(forms.Form):
    """Who the person is."""

    civilite = forms.ChoiceField(label="Civilité", choices=[("", "—"), *Civilite.choices], required=False)
    titre = forms.CharField(label="Titre", max_length=60, required=False, help_text="« Dr », « Pr »…")
    prenom = forms.CharField(label="Prénom", max_length=100, required=False)
    nom = forms.CharField(label="Nom", max_length=100)


class PlaceForm(forms.Form):
    """A role, where, and between which dates; only what the author may give is offered."""

    role = forms.ChoiceField(label="Rôle")
    organisation = forms.ModelChoiceField(
        label="Structure",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="Choisir une structure",
    )
    territoire = forms.ModelChoiceField(
        label="Territoire",
        queryset=Territoire.objects.none(),
        required=False,
        empty_label="Choisir un territoire",
        help_text="Pour un rôle de supervision seulement.",
    )
    date_debut = _jour("À partir du")
    date_fin = _jour("Jusqu’au (inclus)", requis=False, aide="Laissez vide si aucune fin n’est prévue.")

    def __init__(self, *args: Any, auteur: Agent, **options: Any) -> None:
        super().__init__(*args, **options)
        roles = portee.roles_accordables(auteur)
        organisations = portee.organisations_gerees(auteur).order_by("nom", "id")
        territoriaux = any(role.est_territorial for role in roles) and any(
            mandat.territoire_id for mandat, _ in portee.mandats(auteur)
        )
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.code, role.libelle) for role in roles if territoriaux or not role.est_territorial
        ]
        self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]
        self.fields["territoire"].queryset = Territoire.objects.order_by("type", "nom")  # type: ignore[attr-defined]
        self.fields["date_debut"].initial = timezone.localdate
        if not territoriaux:
            del self.fields["territoire"]
            self.fields["organisation"].required = True
        seule = list(organisations[:2])
        if len(seule) == 1:
            self.fields["organisation"].initial = seule[0]

    def clean(self) -> dict[str, Any]:
        """Exactly one place, the right kind for the role, dates in order."""
        valeurs = super().clean() or {}
        role = VOCABULAIRE.roles.get(valeurs.get("role", ""))
        if role and role.est_territorial:
            valeurs["organisation"] = None
            if not valeurs.get("territoire"):
                self.add_error("territoire", "Ce rôle s’exerce sur un territoire : choisissez-le.")
        elif role:
            valeurs["territoire"] = None
            if not valeurs.get("organisation") and "organisation" not in self.errors:
                self.add_error("organisation", "Choisissez la structure.")
        _ordonner(self, valeurs)
        return valeurs


def _ordonner(formulaire: forms.Form, valeurs: dict[str, Any]) -> None:
    debut, fin = valeurs.get("date_debut"), valeurs.get("date_fin")
    if debut and fin and fin < debut:
        formulaire.add_error("date_fin", "La date de fin précède la date de début.")


class InvitationForm(IdentiteForm, PlaceForm):
    """A new colleague."""

    email = forms.EmailField(label="Adresse électronique professionnelle")
    field_order = ["email", "civilite", "titre", "prenom", "nom", "role", "organisation", "territoire"]


class DatesForm(forms.Form):
    """Dates of a habilitation."""

    date_debut = _jour("À partir du")
    date_fin = _jour("Jusqu’au (inclus)", requis=False)

    def clean(self) -> dict[str, Any]:
        """Dates in order."""
        valeurs = super().clean() or {}
        _ordonner(self, valeurs)
        return valeurs


class AdresseForm(forms.Form):
    """Another address for an invitation nobody accepted."""

    email = forms.EmailField(label="Adresse électronique professionnelle")


class MotifForm(forms.Form):
    """Why."""

    motif = forms.CharField(label="Motif", max_length=200)


class DelegationForm(forms.Form):
    """Lend a role during an absence."""

    habilitation = forms.ModelChoiceField(
        label="Rôle délégué", queryset=Habilitation.objects.none(), empty_label=None
    )
    delegataire = forms.ChoiceField(label="À qui")
    date_debut = _jour("Du")
    date_fin = _jour("Au (inclus)")

    def __init__(self, *args: Any, auteur: Agent, **options: Any) -> None:
        super().__init__(*args, **options)
        propres = portee.habilitations_de(auteur).filter(delegation_de=None)
        champ = self.fields["habilitation"]
        champ.queryset = propres  # type: ignore[attr-defined]
        champ.label_from_instance = libelle_habilitation  # type: ignore[attr-defined]
        candidats = {agent.pk: agent for h in propres for agent in collegues(h)}
        self.fields["delegataire"].choices = [  # type: ignore[attr-defined]
            ("", "Choisissez un collègue"),
            *((cle, str(agent)) for cle, agent in candidats.items()),
        ]
        self.candidats = candidats
        self.fields["date_debut"].initial = timezone.localdate

    def clean_delegataire(self) -> Agent:
        """Return the colleague himself."""
        return self.candidats[int(self.cleaned_data["delegataire"])]


def libelle_habilitation(habilitation: Habilitation) -> str:
    """« Gestionnaire d’actes · Unité médico-judiciaire de Lille »."""
    role = VOCABULAIRE.roles.get(habilitation.role)
    return f"{role.libelle if role else habilitation.role} · {habilitation.organisation or habilitation.territoire}"
