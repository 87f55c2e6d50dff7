"""What a coordinator types: lines, specialists, proofs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from maillage.metiers.avis.actions.listes import specialites_du
from maillage.metiers.avis.actions.reseau import ValeursFiliere, ValeursSpecialiste
from maillage.metiers.avis.enums.eligibilite import (
    GenrePiece,
    ModeRemuneration,
    StatutExercice,
    StatutOrdinal,
)
from maillage.metiers.avis.models import Filiere, Specialiste
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.interface.filtres import FiltreListe

LIGNES = "Un par ligne."


def specialites() -> list[tuple[str, str]]:
    return [(s.code, f"{s.libelle} ({s.code})") for s in specialites_du(localdate()).values()]


def par_lignes(texte: str) -> tuple[str, ...]:
    return tuple(ligne.strip() for ligne in texte.splitlines() if ligne.strip())


class FiliereForm(forms.Form):
    nom = forms.CharField(label="Nom", max_length=80)
    description = forms.CharField(label="Ce qu’elle prend", max_length=300, required=False)
    specialites = forms.MultipleChoiceField(label="Spécialités", widget=forms.CheckboxSelectMultiple)
    sujets = forms.CharField(
        label="Sujets", required=False, help_text=LIGNES, widget=forms.Textarea(attrs={"rows": 3})
    )
    signes_alerte = forms.CharField(
        label="Signes d’alerte",
        required=False,
        help_text="Un par ligne. L’un d’eux coché arrête la demande : « Appelez le 15 ». Les signes livrés sont des"
        " propositions, à valider par la filière.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    charge_maximale = forms.IntegerField(
        label="Demandes ouvertes par spécialiste, au plus", min_value=1, max_value=50, initial=8
    )
    est_active = forms.BooleanField(label="Ouverte aux demandes", required=False, initial=True)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        champ: Any = self.fields["specialites"]
        champ.choices = specialites()

    def valeurs(self, questions: list[dict[str, Any]]) -> ValeursFiliere:
        d = self.cleaned_data
        return ValeursFiliere(
            nom=d["nom"],
            description=d["description"],
            specialites=tuple(d["specialites"]),
            sujets=par_lignes(d["sujets"]),
            signes_alerte=par_lignes(d["signes_alerte"]),
            questions=tuple(questions),
            charge_maximale=d["charge_maximale"],
            est_active=d["est_active"],
        )


class SpecialisteForm(forms.Form):
    """Who he is is asked once, when he is entered; the rest may change."""

    prenom = forms.CharField(label="Prénom", max_length=100)
    nom = forms.CharField(label="Nom", max_length=100)
    rpps = forms.CharField(
        label="Numéro RPPS", max_length=11, widget=forms.TextInput(attrs={"data-largeur": "court"})
    )
    code_postal = forms.CharField(
        label="Code postal d’exercice", max_length=5, widget=forms.TextInput(attrs={"data-largeur": "court"})
    )
    specialite = forms.ChoiceField(label="Spécialité ordinale")
    statut_ordinal = forms.ChoiceField(label="Inscription à l’ordre", choices=StatutOrdinal)
    statut_exercice = forms.ChoiceField(label="Statut d’exercice", choices=StatutExercice)
    remuneration = forms.ChoiceField(label="Rémunération", choices=ModeRemuneration)
    date_derniere_pratique = forms.DateField(label="Dernière pratique", required=False)
    quota_demi_journees = forms.IntegerField(
        label="Demi-journées par semaine, au plus", min_value=0, max_value=10, initial=2
    )
    sujets = forms.CharField(
        label="Sujets de compétence",
        required=False,
        help_text=LIGNES,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    filieres = forms.ModelMultipleChoiceField(
        label="Filières", queryset=Filiere.objects.none(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(
        self, data: Any = None, *, gestionnaire: Organisation, est_nouveau: bool = True, **options: Any
    ) -> None:
        super().__init__(data, **options)
        champ: Any = self.fields["specialite"]
        champ.choices = [("", "Choisir"), *specialites()]
        filieres: Any = self.fields["filieres"]
        filieres.queryset = Filiere.objects.filter(gestionnaire=gestionnaire)
        if not est_nouveau:
            for nom in ("prenom", "nom", "rpps", "code_postal"):
                del self.fields[nom]

    def clean_code_postal(self) -> str:
        code = str(self.cleaned_data["code_postal"])
        self.commune = Commune.objects.filter(codes_postaux__contains=[code]).order_by("-population").first()
        if self.commune is None:
            raise forms.ValidationError("Aucune commune n’a ce code postal : vérifiez-le.")
        return code

    def valeurs(self) -> ValeursSpecialiste:
        d = self.cleaned_data
        return ValeursSpecialiste(
            specialite=d["specialite"],
            statut_ordinal=d["statut_ordinal"],
            remuneration=d["remuneration"],
            statut_exercice=d["statut_exercice"],
            sujets=par_lignes(d["sujets"]),
            quota_demi_journees=d["quota_demi_journees"],
            date_derniere_pratique=d["date_derniere_pratique"],
            filieres=tuple(filiere.pk for filiere in d["filieres"]),
        )


def initial_du_specialiste(specialiste: Specialiste) -> dict[str, Any]:
    noms = (
        "specialite", "statut_ordinal", "statut_exercice", "remuneration", "date_derniere_pratique",
        "quota_demi_journees",
    )  # fmt: skip
    return {
        **{nom: getattr(specialiste, nom) for nom in noms},
        "sujets": "\n".join(specialiste.sujets),
        "filieres": list(specialiste.rattachements.values_list("filiere", flat=True)),
    }


class PieceForm(forms.Form):
    genre = forms.ChoiceField(label="Pièce vérifiée", choices=[("", "Choisir"), *GenrePiece.choices])
    reference = forms.CharField(
        label="Référence", max_length=120, required=False, help_text="Numéro, assureur…"
    )
    date_debut = forms.DateField(label="Valable du", initial=localdate)
    date_fin = forms.DateField(label="Au (inclus)", required=False)
    mentionne_teleexpertise = forms.BooleanField(
        label="La téléexpertise est nommée", required=False, initial=True, help_text="Pour l’assurance."
    )


class SuspensionForm(forms.Form):
    motif = forms.CharField(
        label="Motif", max_length=200, help_text="En quelques mots : le spécialiste et le réseau le lisent."
    )


class FiltreReseau(FiltreListe):
    essentiels = ("recherche", "filiere")
    criteres = {"filiere": "rattachements__filiere"}

    recherche = forms.CharField(label="Nom", required=False)
    filiere = forms.ModelChoiceField(label="Filière", queryset=Filiere.objects.none(), empty_label="Toutes")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        champ: Any = self.fields["filiere"]
        champ.queryset = Filiere.objects.visibles_par(agent) if agent else Filiere.objects.none()

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(personne__nom__icontains=texte)
