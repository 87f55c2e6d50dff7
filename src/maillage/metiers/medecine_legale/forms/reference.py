"""Forms of the reference table of acts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.medecine_legale.models import ProfilActe, ValeurReference, table_actes
from maillage.metiers.medecine_legale.regles import ATTENTAT, CHAMPS

MOTIF = "Conservé dans l’historique : décision, circulaire, demande des structures."


class ValeurForm(forms.Form):
    """A value of a list. An attack belongs to no profile: whoever chooses « Attentat » names it."""

    libelle = forms.CharField(label="Libellé", max_length=150)
    profils = forms.ModelMultipleChoiceField(
        label="Profils qui l’admettent",
        queryset=ProfilActe.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    est_reservee = forms.BooleanField(label="Réservée aux instituts médico-légaux", required=False)
    date_effet = forms.DateField(
        label="À partir du", help_text="Les actes antérieurs gardent les règles de leur date."
    )
    date_fin = forms.DateField(
        label="Proposé jusqu’au",
        required=False,
        help_text="Vide : sans limite. Les actes déjà enregistrés gardent ce nom.",
    )
    motif = forms.CharField(label="Motif", max_length=500, help_text=MOTIF)

    def __init__(self, data: Any = None, *, champ: str, valeur: ValeurReference | None = None) -> None:
        initial: dict[str, Any] = {"date_effet": timezone.localdate()}
        if valeur is not None:
            initial |= {
                "libelle": valeur.libelle,
                "est_reservee": valeur.est_reservee,
                "date_fin": valeur.date_fin,
                "profils": list(
                    valeur.autorisations.filter(date_fin=None).values_list("profil_id", flat=True)
                ),
            }
        super().__init__(data, initial=initial)
        self.fields["profils"].queryset = ProfilActe.objects.order_by("ordre", "id")  # type: ignore[attr-defined]
        if champ == ATTENTAT:
            del self.fields["profils"]
            self.fields["date_effet"].label = "Date de l’attentat"
            if valeur is not None:
                del self.fields["date_effet"]
        if champ != ATTENTAT or valeur is None:
            del self.fields["date_fin"]
        if champ != "types_examen":
            del self.fields["est_reservee"]

    @property
    def donnees(self) -> dict[str, Any]:
        """Arguments common to adding and changing."""
        dit = self.cleaned_data
        return {
            "libelle": dit["libelle"],
            "profils": list(dit.get("profils", ())),
            "date_effet": dit.get("date_effet") or timezone.localdate(),
            "est_reservee": dit.get("est_reservee", False),
            "motif": dit["motif"],
        }


class NouveauProfilForm(forms.Form):
    libelle = forms.CharField(label="Libellé", max_length=100)
    modele = forms.ModelChoiceField(
        label="Sur le modèle de",
        queryset=ProfilActe.objects.order_by("ordre", "id"),
        empty_label=None,
        help_text="Il en reprend les champs et les valeurs ; vous les changez ensuite dans chaque liste.",
    )
    date_effet = forms.DateField(label="À partir du", initial=timezone.localdate)
    motif = forms.CharField(label="Motif", max_length=500, help_text=MOTIF)


class ProfilForm(forms.Form):
    libelle = forms.CharField(label="Libellé", max_length=100)
    facultatifs = forms.MultipleChoiceField(
        label="Champs facultatifs", widget=forms.CheckboxSelectMultiple, required=False
    )
    absence = forms.ChoiceField(label="Absence possible", required=False)
    admet_recueil = forms.BooleanField(label="Admet un recueil de preuves sans plainte", required=False)
    date_fin = forms.DateField(
        label="Saisi jusqu’au", required=False, help_text="Vide : sans limite. Les actes antérieurs restent."
    )
    motif = forms.CharField(label="Motif", max_length=500, help_text=MOTIF)

    def __init__(self, data: Any = None, *, profil: ProfilActe) -> None:
        initial = {
            nom: getattr(profil, nom)
            for nom in ("libelle", "facultatifs", "absence", "admet_recueil", "date_fin")
        }
        super().__init__(data, initial=initial)
        regles = table_actes().profils[profil.code]
        self.fields["facultatifs"].choices = [  # type: ignore[attr-defined]
            (champ, nom[0].upper() + nom[1:]) for champ, nom in CHAMPS.items() if regles.a(champ)
        ]
        absences = ProfilActe._meta.get_field("absence").choices or ()
        self.fields["absence"].choices = [("", "Aucune"), *absences]  # type: ignore[attr-defined]
