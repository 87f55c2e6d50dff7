"""Boxes and shipments: a seal, a date, a count."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.numerisation.actions.boites import PLANCHE
from maillage.metiers.numerisation.documents.etiquettes import MAXIMUM, PAR_PAGE
from maillage.metiers.numerisation.enums.boites import StatutBoite, StatutExpedition
from maillage.metiers.numerisation.models import Boite, Centre
from maillage.metiers.numerisation.regles.etiquettes import EtiquetteInvalide, lire
from maillage.socle.annuaire.models import Organisation
from maillage.socle.interface.filtres import FiltreListe

COURT = {"data-largeur": "court", "autocomplete": "off"}
MOYEN = {"data-largeur": "moyen", "autocomplete": "off"}
NUMERO_MAXIMAL = 7


class _FiltreEtiquette(FiltreListe):
    """By label or by number."""

    essentiels = ("recherche", "statut")
    criteres = {"statut": "statut"}
    recherche = forms.CharField(label="Rechercher", help_text="Étiquette ou numéro")

    def rechercher(self, queryset: Any, texte: str) -> Any:
        try:
            return queryset.filter(code=lire(texte).code)
        except EtiquetteInvalide:
            est_numero = texte.isdigit() and len(texte) <= NUMERO_MAXIMAL
            return queryset.filter(numero=int(texte)) if est_numero else queryset.none()


class FiltreBoite(_FiltreEtiquette):
    statut = forms.ChoiceField(label="État", choices=[("", "Tous"), *StatutBoite.choices])


class FiltreExpedition(_FiltreEtiquette):
    statut = forms.ChoiceField(label="État", choices=[("", "Tous"), *StatutExpedition.choices])


class DuCentreForm(forms.Form):
    """A form that names the centre when there are several."""

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        super().__init__(*args, **options)
        self.centres = {str(centre.organisation_id): centre for centre in centres}
        if len(centres) > 1:
            choix = [(cle, centre.organisation.nom) for cle, centre in self.centres.items()]
            self.fields = {"centre": forms.ChoiceField(label="Centre", choices=choix), **self.fields}

    @property
    def centre(self) -> Centre:
        """The one chosen, or the only one."""
        choisi = self.cleaned_data.get("centre")
        return self.centres[choisi] if choisi else next(iter(self.centres.values()))


class OuvrirBoitesForm(DuCentreForm):
    nombre = forms.IntegerField(
        label="Nombre de boîtes",
        min_value=1,
        max_value=PLANCHE,
        initial=1,
        widget=forms.NumberInput(attrs=COURT),
    )


class FermerForm(forms.Form):
    numero_scelle = forms.CharField(
        label="Numéro du scellé", max_length=40, widget=forms.TextInput(attrs=MOYEN)
    )


class PlancheForm(DuCentreForm):
    """Which labels, and from which place of the sheet."""

    du = forms.IntegerField(label="Du numéro", min_value=1, widget=forms.NumberInput(attrs=COURT))
    au = forms.IntegerField(label="Au numéro", min_value=1, widget=forms.NumberInput(attrs=COURT))
    depart = forms.IntegerField(
        label="Première étiquette libre de la planche",
        min_value=1,
        max_value=PAR_PAGE,
        initial=1,
        help_text="1 pour une planche neuve de 24 étiquettes (3 par ligne).",
        widget=forms.NumberInput(attrs=COURT),
    )

    def clean(self) -> dict[str, Any]:
        valeurs = super().clean() or {}
        du, au = valeurs.get("du"), valeurs.get("au")
        if du and au and au < du:
            self.add_error("au", "Le dernier numéro est avant le premier.")
        elif du and au and au - du >= MAXIMUM:
            self.add_error("au", f"Imprimez au plus {MAXIMUM} étiquettes à la fois.")
        return valeurs


class ExpeditionForm(DuCentreForm):
    """Closed boxes, a day and a provider."""

    prestataire = forms.ChoiceField(label="Prestataire")
    date_prevue = forms.DateField(label="Enlèvement prévu le")
    boites = forms.MultipleChoiceField(label="Boîtes", widget=forms.CheckboxSelectMultiple)

    def __init__(
        self, *args: Any, boites: list[Boite], prestataires: list[Organisation], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields.pop("centre", None)
        self.fields["prestataire"].choices = [(str(p.pk), p.nom) for p in prestataires]  # type: ignore[attr-defined]
        self.fields["boites"].choices = [  # type: ignore[attr-defined]
            (str(b.pk), f"{b.etiquette.lisible}, scellé {b.numero_scelle}") for b in boites
        ]
        self.fields["boites"].initial = [str(b.pk) for b in boites]
        self.fields["date_prevue"].initial = timezone.localdate()


class RemettreForm(forms.Form):
    transporteur = forms.CharField(label="Transporteur", max_length=120, widget=forms.TextInput(attrs=MOYEN))
    remis_a = forms.CharField(
        label="Nom de la personne qui emporte les boîtes",
        max_length=120,
        help_text="Comme elle a signé le bordereau.",
        widget=forms.TextInput(attrs=MOYEN),
    )


class RecevoirForm(forms.Form):
    """A box as it is seen on arrival."""

    lu = forms.CharField(
        label="Étiquette de la boîte",
        max_length=60,
        help_text="Lisez-la avec la douchette, ou tapez-la.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )
    numero_scelle = forms.CharField(
        label="Numéro du scellé", max_length=40, required=False, widget=forms.TextInput(attrs=MOYEN)
    )
    est_scelle_brise = forms.BooleanField(label="Le scellé est brisé ou absent", required=False)
    nombre = forms.IntegerField(
        label="Dossiers comptés", min_value=0, max_value=999, widget=forms.NumberInput(attrs=COURT)
    )
    dossiers_lus = forms.CharField(
        label="Étiquettes des dossiers, une par ligne",
        required=False,
        help_text="Seulement si le compte ne correspond pas au bordereau.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
