"""What a coordinator types: lines, specialists, proofs."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.timezone import localdate

from maillage.metiers.avis.actions.listes import specialites_du
from maillage.metiers.avis.actions.reseau import ValeursFiliere, ValeursSpecialiste
from maillage.metiers.avis.enums.eligibilite import (
    GenrePiece,
    ModeRemuneration,
    StatutExercice,
    StatutOrdinal,
)
from maillage.metiers.avis.enums.gardes import DemiJournee
from maillage.metiers.avis.models import Filiere, Specialiste
from maillage.metiers.avis.regles.calendrier import Calendrier
from maillage.metiers.avis.regles.questions import ecrire_questions, lire_questions
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.interface.filtres import FiltreListe

LIGNES = "Un par ligne."


def specialites() -> list[tuple[str, str]]:
    return [(s.code, f"{s.libelle} ({s.code})") for s in specialites_du(localdate()).values()]


def par_lignes(texte: str) -> tuple[str, ...]:
    return tuple(ligne.strip() for ligne in texte.splitlines() if ligne.strip())


def _jours(libelle: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=libelle,
        choices=[(str(rang), str(nom).capitalize()) for rang, nom in WEEKDAYS.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


def _heure(libelle: str) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"data-largeur": "court", "type": "time"}, format="%H:%M")
    return forms.TimeField(label=libelle.capitalize(), required=False, widget=widget)


def initial_de_la_filiere(filiere: Filiere | None) -> dict[str, Any]:
    """The form of a line, or of a new one: the week by default."""
    initial: dict[str, Any] = {}
    if filiere:
        noms = ("nom", "description", "specialites", "charge_maximale", "est_active")
        initial = {nom: getattr(filiere, nom) for nom in noms}
        initial |= {nom: "\n".join(getattr(filiere, nom)) for nom in ("sujets", "signes_alerte")}
        initial["questions"] = ecrire_questions(filiere.questions)
    calendrier = Calendrier.lire(filiere.horaires if filiere else [])
    for demi in DemiJournee.values:
        jours, debut, fin = calendrier.de_la_semaine(demi)
        initial |= {f"{demi}_jours": [str(j) for j in jours], f"{demi}_debut": debut, f"{demi}_fin": fin}
    return initial


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
    questions = forms.CharField(
        label="Petites questions",
        required=False,
        help_text="Une par ligne, huit au plus. « Évolue depuis » attend des mots ; « Saigne : oui / non » ou « Siège :"
        " visage / tronc / membres », un choix. Une étoile à la fin rend la réponse obligatoire.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    matin_jours = _jours("Ouverte le matin")
    matin_debut, matin_fin = _heure("de"), _heure("à")
    apres_midi_jours = _jours("Ouverte l’après-midi")
    apres_midi_debut, apres_midi_fin = _heure("de"), _heure("à")
    charge_maximale = forms.IntegerField(
        label="Demandes ouvertes par spécialiste, au plus", min_value=1, max_value=50, initial=8
    )
    est_active = forms.BooleanField(label="Ouverte aux demandes", required=False, initial=True)

    def __init__(self, data: Any = None, **options: Any) -> None:
        super().__init__(data, **options)
        champ: Any = self.fields["specialites"]
        siennes = set(self.initial.get("specialites", ()))
        champ.choices = sorted(specialites(), key=lambda choix: choix[0] not in siennes)  # its own first
        self.order_fields(["nom", "description", "sujets", "signes_alerte", "questions"])
        self.fields["specialites"] = self.fields.pop("specialites")  # seventy of them: last

    def clean_questions(self) -> tuple[dict[str, Any], ...]:
        try:
            return tuple(lire_questions(self.cleaned_data["questions"].splitlines()))
        except ValueError as erreur:
            raise forms.ValidationError(str(erreur)) from erreur

    def clean(self) -> dict[str, Any]:
        d = super().clean() or self.cleaned_data
        semaine = {}
        for demi in DemiJournee.values:
            jours, debut, fin = (d.get(f"{demi}_{nom}") for nom in ("jours", "debut", "fin"))
            if jours and not (debut and fin) and not self.errors:
                self.add_error(
                    f"{demi}_{'fin' if debut else 'debut'}", "Dites de quelle heure à quelle heure."
                )
            semaine[demi] = ([int(jour) for jour in jours or ()], debut, fin)
        if not self.errors:
            try:
                d["horaires"] = Calendrier.composer(semaine)
            except ValueError as erreur:
                self.add_error("matin_jours", str(erreur))
        return d

    def valeurs(self) -> ValeursFiliere:
        d = self.cleaned_data
        return ValeursFiliere(
            nom=d["nom"],
            description=d["description"],
            specialites=tuple(d["specialites"]),
            sujets=par_lignes(d["sujets"]),
            signes_alerte=par_lignes(d["signes_alerte"]),
            questions=d["questions"],
            horaires=tuple(d["horaires"]),
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
