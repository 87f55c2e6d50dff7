"""Forms of the exchanges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from maillage.socle.acces.portee import perimetre
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echanges.api.jetons import roles_ouvrables
from maillage.socle.echanges.droits import CLIENTS_GERER
from maillage.socle.echanges.imports.declaration import DeclarationImport
from maillage.socle.echanges.models import Importation, Referentiel


class DepotForm(forms.Form):
    """The file, and the structure when there are several."""

    fichier = forms.FileField(
        label="Fichier à importer",
        error_messages={
            "required": "Choisissez un fichier.",
            "empty": "Le fichier est vide. Vérifiez que l’export d’origine s’est terminé.",
        },
        widget=forms.ClearableFileInput(
            attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.xlsb,.ods,.json,.jsonl"}
        ),
    )
    organisation = forms.ModelChoiceField(
        label="Structure concernée",
        queryset=Organisation.objects.none(),
        empty_label="Choisissez une structure",
    )

    def __init__(self, *args: Any, agent: Agent, declaration: DeclarationImport, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possibles = Organisation.objects.filter(pk__in=perimetre(agent, declaration.droit)).order_by(
            "nom", "pk"
        )
        champ = self.fields["organisation"]
        assert isinstance(champ, forms.ModelChoiceField)  # noqa: S101 (tells mypy)
        champ.queryset = possibles
        if not declaration.avec_organisation:
            del self.fields["organisation"]
        elif len(possibles[:2]) == 1:
            champ.initial = possibles[0]
            champ.widget = forms.HiddenInput()


class CorrespondanceForm(forms.Form):
    """One list a column: which column of the file feeds it."""

    use_required_attribute = False  # so that another sheet may be chosen first

    def __init__(
        self, *args: Any, importation: Importation, declaration: DeclarationImport, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choix = [("", "Aucune"), *((str(rang), titre) for rang, titre in enumerate(importation.entetes))]
        if len(importation.feuilles) > 1:
            self.fields["feuille"] = forms.ChoiceField(
                label="Feuille du classeur",
                choices=[(nom, nom) for nom in importation.feuilles],
                initial=importation.feuille,
            )
        for colonne in declaration.colonnes:
            self.fields[f"colonne_{colonne.code}"] = forms.TypedChoiceField(
                label=colonne.libelle,
                help_text=colonne.aide,
                choices=choix,
                coerce=int,
                empty_value=None,
                required=colonne.est_obligatoire and colonne.defaut is None,
                error_messages={"required": f"Associez une colonne à « {colonne.libelle} »."},
                initial=str(importation.correspondance.get(colonne.code, "")),
            )

    def clean(self) -> dict[str, Any]:
        """Another sheet has other columns: what was chosen for the first one does not matter."""
        feuille = self.fields.get("feuille")
        if feuille is not None and self.cleaned_data.get("feuille") not in (None, feuille.initial):
            for nom in [nom for nom in self.errors if nom.startswith("colonne_")]:
                del self.errors[nom]
        return self.cleaned_data

    @property
    def rangs(self) -> dict[str, int]:
        return {
            nom.removeprefix("colonne_"): rang
            for nom, rang in self.cleaned_data.items()
            if nom.startswith("colonne_") and rang is not None
        }


class EditionForm(forms.Form):
    """A new edition of a reference list."""

    referentiel = forms.ModelChoiceField(
        label="Liste de référence",
        queryset=Referentiel.objects.order_by("libelle", "pk"),
        empty_label="Choisissez une liste",
    )
    nom = forms.CharField(
        label="Édition", max_length=60, help_text="Telle que la source la nomme, par exemple « 2026-2 »."
    )
    date_effet = forms.DateField(
        label="Date d’effet",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Les codes disparus sont clos la veille.",
    )
    fichier = forms.FileField(
        label="Fichier",
        error_messages={"required": "Choisissez un fichier.", "empty": "Le fichier est vide."},
    )


class ClientForm(forms.Form):
    """A program, where it acts, as which role, and which of that role's rights it needs."""

    libelle = forms.CharField(label="Logiciel", max_length=150, help_text="Son nom et son éditeur.")
    organisation = forms.ModelChoiceField(
        label="Structure", queryset=Organisation.objects.none(), empty_label="Choisissez une structure"
    )
    role = forms.ChoiceField(
        label="Rôle", help_text="Le logiciel agit comme une personne qui aurait ce rôle."
    )
    portees = forms.MultipleChoiceField(
        label="Droits demandés",
        help_text="Le moins possible : ce que le rôle ne donne pas est refusé.",
        widget=forms.CheckboxSelectMultiple,
    )
    date_expiration = forms.DateField(label="Valable jusqu’au", required=False)

    def __init__(self, *args: Any, agent: Agent, droits: Iterable[Droit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        geree: Any = self.fields["organisation"]
        geree.queryset = Organisation.objects.filter(pk__in=perimetre(agent, CLIENTS_GERER), est_active=True)
        role: Any = self.fields["role"]
        role.choices = [(r.code, r.libelle) for r in sorted(roles_ouvrables(agent), key=lambda r: r.libelle)]
        portees: Any = self.fields["portees"]
        portees.choices = [(str(d), d.libelle) for d in sorted(droits, key=lambda d: d.libelle)]
