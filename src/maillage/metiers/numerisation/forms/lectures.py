"""Opening a record: which one, why; a door broken open; a copy; an objection; what a page is."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.numerisation.actions.listes import pieces_du
from maillage.metiers.numerisation.actions.numeros import lire_etiquette
from maillage.metiers.numerisation.enums.acces import (
    AvisPorte,
    GenreCopie,
    ModeRemise,
    MotifOuverture,
    PortionOpposee,
)
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.socle.annuaire.models import Agent, Organisation

MOTIFS = [(motif.value, motif.label) for motif in MotifOuverture if motif != MotifOuverture.PORTE]


class MotifForm(forms.Form):
    """Why this record is opened, once a day."""

    motif = forms.ChoiceField(label="Pourquoi l’ouvrez-vous ?", choices=MOTIFS, widget=forms.RadioSelect)
    precision = forms.CharField(
        label="Précision",
        max_length=150,
        required=False,
        help_text="Sans rien de médical : le salarié lira ce motif dans le relevé des accès.",
    )

    @property
    def phrase(self) -> str:
        motif = str(MotifOuverture(self.cleaned_data["motif"]).label)
        precision = self.cleaned_data["precision"].strip()
        return f"{motif} : {precision}" if precision else motif


class PorteForm(forms.Form):
    etiquette = forms.CharField(
        label="Étiquette du dossier",
        max_length=60,
        help_text="Telle qu’elle est écrite, clé comprise : DOS 059C 0001234 et sa clé.",
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
    )
    motif = forms.CharField(
        label="Pourquoi en avez-vous besoin maintenant ?",
        max_length=300,
        help_text="Sans nommer personne. Le médecin et le DPO du centre lisent ce motif.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean_etiquette(self) -> Etiquette:
        return lire_etiquette(self.cleaned_data["etiquette"], GenreEtiquette.DOSSIER)


class DelegationForm(forms.Form):
    """To whom, of what, until when, why."""

    delegataire = forms.ChoiceField(label="Assistant")
    etiquette = forms.CharField(
        label="Un seul dossier",
        max_length=60,
        required=False,
        help_text="Son étiquette. Vide : tous les dossiers du centre.",
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
    )
    date_debut = forms.DateField(label="Du", initial=timezone.localdate)
    date_fin = forms.DateField(label="Au", help_text="Un an au plus.")
    motif = forms.CharField(
        label="Motif", max_length=300, help_text="Par exemple : préparation des visites du centre."
    )

    def __init__(self, *args: Any, assistants: list[tuple[Organisation, Agent]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.assistants = {f"{centre.pk}-{agent.pk}": (centre, agent) for centre, agent in assistants}
        champ: Any = self.fields["delegataire"]
        champ.choices = [(cle, f"{agent}, {centre.nom}") for cle, (centre, agent) in self.assistants.items()]

    def clean_etiquette(self) -> Etiquette | None:
        lue = self.cleaned_data["etiquette"].strip()
        return lire_etiquette(lue, GenreEtiquette.DOSSIER) if lue else None

    @property
    def donnees(self) -> dict[str, Any]:
        """Arguments of `accorder`."""
        centre, agent = self.assistants[self.cleaned_data["delegataire"]]
        return {**self.cleaned_data, "centre": centre, "delegataire": agent}


class RevocationForm(forms.Form):
    motif = forms.CharField(label="Pourquoi la révoquer ?", max_length=300)


class ExamenForm(forms.Form):
    avis = forms.ChoiceField(
        label="Cet accès était-il justifié ?",
        choices=[(avis.value, avis.label) for avis in (AvisPorte.JUSTIFIE, AvisPorte.INJUSTIFIE)],
        widget=forms.RadioSelect,
    )
    commentaire = forms.CharField(
        label="Commentaire", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class CopieForm(forms.Form):
    genre = forms.ChoiceField(label="Pour qui", choices=GenreCopie, widget=forms.RadioSelect)
    destinataire = forms.CharField(
        label="Destinataire",
        max_length=200,
        required=False,
        help_text="L’ayant droit, ou le service qui demande le dossier. Vide pour le salarié lui-même.",
    )
    mode = forms.ChoiceField(
        label="Remise", choices=ModeRemise, widget=forms.Select(attrs={"data-largeur": "moyen"})
    )
    date_demande = forms.DateField(label="Demandée le")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_demande"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        lues = super().clean() or self.cleaned_data
        sans_nom = not str(lues.get("destinataire", "")).strip()
        if lues.get("genre") in (GenreCopie.AYANT_DROIT, GenreCopie.TRANSFERT) and sans_nom:
            self.add_error("destinataire", "Dites à qui va cette copie.")
        return lues


class RemiseForm(forms.Form):
    date_remise = forms.DateField(label="Remise le")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_remise"].initial = timezone.localdate()


class OppositionForm(forms.Form):
    portion = forms.ChoiceField(
        label="Le salarié s’oppose à", choices=PortionOpposee, widget=forms.RadioSelect
    )
    date = forms.DateField(label="Dite le")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date"].initial = timezone.localdate()


class PieceForm(forms.Form):
    """What a page is: who may read it follows."""

    piece = forms.ChoiceField(label="Cette page est")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ: Any = self.fields["piece"]
        genres = pieces_du(timezone.localdate()).values()
        champ.choices = [(genre.code, genre.libelle) for genre in genres if genre.partie]
