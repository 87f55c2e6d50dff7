"""Forms of persons and offences. What they show of somebody was opened by the view, which traced it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.timezone import localdate

from maillage.metiers.audiences.actions.identites import Identite, Incapacite
from maillage.metiers.audiences.actions.listes import chercher_natinf
from maillage.metiers.audiences.actions.parties import ValeursInfraction, ValeursPartie
from maillage.metiers.audiences.enums import (
    VICTIMES,
    CategoriePenale,
    LienJuridique,
    ModeConvocation,
    ModePoursuite,
    NatureInfraction,
    SituationFamiliale,
    StatutPersonne,
)
from maillage.metiers.audiences.forms.audiences import Motive
from maillage.metiers.audiences.forms.incapacites import lire_source
from maillage.metiers.audiences.models import Partie
from maillage.socle.annuaire.enums import Civilite

IDENTITE = (
    "civilite", "nom", "nom_usage", "prenoms", "date_naissance", "lieu_naissance", "nationalite", "adresse",
    "profession", "situation_familiale", "filiation", "telephone", "raison_sociale", "siren", "representant",
)  # fmt: skip
QUALITE = (
    "statut", "categorie_penale", "mode_poursuite", "mode_convocation", "date_convocation", "est_citee_a_personne",
    "est_aide_juridictionnelle", "langue_interprete", "represente", "lien_juridique",
)  # fmt: skip

INCAPACITE = ("jours_itt", "date_itt", "source_itt")

CHIFFRES_NATINF, PROPOSEES = 6, 6


def _texte(libelle: str, longueur: int = 150, largeur: str = "moyen", **options: Any) -> forms.CharField:
    return forms.CharField(
        label=libelle,
        max_length=longueur,
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": largeur, "autocomplete": "off"}),
        **options,
    )


def _choix(libelle: str, choix: Any, vide: str = "Non précisé", **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=libelle, choices=[("", vide), *choix.choices], required=False, **options)


class PartieForm(Motive):
    """In the order in which the president asks; then how the person was summoned."""

    field_order = ("statut", *IDENTITE[:5], *INCAPACITE, *IDENTITE[5:], *QUALITE[1:], "motif")

    statut = forms.ChoiceField(label="Qualité", choices=StatutPersonne.choices)
    civilite = forms.ChoiceField(
        label="Civilité", choices=Civilite.choices, required=False,
        widget=forms.RadioSelect(attrs={"data-touche": "c"}),
    )  # fmt: skip
    nom = _texte("Nom")
    nom_usage = _texte("Nom d’usage")
    prenoms = _texte("Prénoms")
    date_naissance = forms.DateField(label="Né le", required=False)
    lieu_naissance = _texte("Lieu de naissance")
    nationalite = _texte("Nationalité", 60)
    adresse = forms.CharField(label="Adresse", max_length=300, required=False)
    profession = _texte("Profession")
    situation_familiale = _choix("Situation familiale", SituationFamiliale)
    filiation = forms.CharField(
        label="Filiation", max_length=200, required=False, help_text="Père et mère, comme à l’état civil."
    )
    telephone = _texte("Téléphone", 30)
    raison_sociale = _texte("Raison sociale", 200, help_text="Pour une personne morale, à la place du nom.")
    siren = _texte("SIREN", 14, "court")
    representant = _texte("Représentée par", 150)
    jours_itt = forms.IntegerField(
        label="Incapacité totale de travail",
        required=False,
        min_value=0,
        widget=forms.NumberInput(attrs={"data-largeur": "court", "data-unite": "jours"}),
    )
    date_itt = forms.DateField(label="Fixée à l’examen du", required=False)
    source_itt = forms.CharField(required=False, widget=forms.HiddenInput)
    categorie_penale = _choix("Situation pénale", CategoriePenale, "Sans objet")
    mode_poursuite = _choix("Mode de poursuite", ModePoursuite)
    mode_convocation = _choix("Mode de convocation", ModeConvocation)
    date_convocation = forms.DateField(label="Convoqué le", required=False)
    est_citee_a_personne = forms.BooleanField(
        label="Citation à personne, ou dont il a eu connaissance", required=False
    )
    est_aide_juridictionnelle = forms.BooleanField(label="Aide juridictionnelle", required=False)
    langue_interprete = _texte(
        "Interprète en", 60, help_text="La langue, si la personne ne parle pas français."
    )
    represente = forms.ChoiceField(label="Représente", choices=[("", "Personne")], required=False)
    lien_juridique = _choix("Lien", LienJuridique, "Sans objet")

    def __init__(self, *args: Any, autres: list[tuple[Partie, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.autres = {str(partie.pk): partie for partie, _ in autres}
        if autres:
            self.fields["represente"].choices = [  # type: ignore[attr-defined]
                ("", "Personne"),
                *((str(partie.pk), nom) for partie, nom in autres),
            ]
        else:
            del self.fields["represente"], self.fields["lien_juridique"]
        statut = self.data.get("statut") or self.get_initial_for_field(self.fields["statut"], "statut")
        self.est_victime = statut in VICTIMES
        if not self.est_victime:
            for nom in INCAPACITE:
                del self.fields[nom]

    @property
    def incapacite(self) -> Incapacite | None:
        """None when the form does not ask it: what was known stays."""
        if not self.est_victime:
            return None
        jours, date = self.cleaned_data["jours_itt"], self.cleaned_data["date_itt"]
        return Incapacite(jours, date, lire_source(self.cleaned_data["source_itt"], jours, date))

    @property
    def identite(self) -> Identite:
        return Identite(**{nom: self.cleaned_data[nom] for nom in IDENTITE})

    @property
    def valeurs(self) -> ValeursPartie:
        d = {nom: self.cleaned_data[nom] for nom in QUALITE if nom in self.fields}
        d["represente"] = self.autres.get(str(d.get("represente", "")))
        return ValeursPartie(**d)


class InfractionForm(Motive):
    field_order = (
        "natinf", "qualification", "nature", "date_debut", "date_fin", "commune", "lieu", "developpee", "accuses",
        "motif",
    )  # fmt: skip

    natinf = forms.CharField(
        label="NATINF",
        max_length=100,
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
        help_text="Le code, par exemple 7151, ou des mots de la qualification.",
    )
    qualification = forms.CharField(
        label="Qualification",
        max_length=300,
        required=False,
        help_text="Vide : celle de la nomenclature.",
    )
    nature = forms.ChoiceField(
        label="Nature", choices=NatureInfraction.choices, initial=NatureInfraction.DELIT
    )
    date_debut = forms.DateField(label="Faits du", required=False)
    date_fin = forms.DateField(label="au", required=False, help_text="Si les faits durent.")
    commune = _texte("Commune", 120)
    lieu = _texte("Lieu précis", 200)
    developpee = forms.CharField(
        label="Qualification développée",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Elle nomme des personnes : elle est conservée chiffrée.",
    )
    accuses = forms.MultipleChoiceField(
        label="Reprochée à", choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def clean_natinf(self) -> str:
        """A code is taken as it is; words, when one offence in force holds them all."""
        texte = str(self.cleaned_data["natinf"]).strip()
        if texte.isdecimal():
            if len(texte) > CHIFFRES_NATINF:
                raise forms.ValidationError("Un code NATINF a six chiffres au plus, par exemple 7151.")
            return texte
        trouvees = chercher_natinf(texte, localdate())
        if len(trouvees) == 1:
            return str(trouvees[0].code)
        if not trouvees:
            raise forms.ValidationError(
                "Aucune infraction de la nomenclature ne contient tous ces mots : tapez son code, ou d’autres mots."
            )
        suite = " ; …" if len(trouvees) > PROPOSEES else ""
        proposees = " ; ".join(f"{entree.code} {entree.libelle}" for entree in trouvees[:PROPOSEES])
        raise forms.ValidationError(
            f"Plusieurs infractions contiennent ces mots, tapez un code : {proposees}{suite}."
        )

    def __init__(self, *args: Any, jugeables: list[tuple[Partie, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.jugeables = {str(partie.pk): partie for partie, _ in jugeables}
        self.fields["accuses"].choices = [(str(p.pk), nom) for p, nom in jugeables]  # type: ignore[attr-defined]
        self.fields["accuses"].initial = list(self.jugeables)
        if not jugeables:
            del self.fields["accuses"]

    @property
    def accuses_choisis(self) -> list[Partie]:
        return [self.jugeables[cle] for cle in self.cleaned_data.get("accuses", [])]

    @property
    def valeurs(self) -> ValeursInfraction:
        noms = (
            "natinf",
            "qualification",
            "nature",
            "date_debut",
            "date_fin",
            "commune",
            "lieu",
            "developpee",
        )
        return ValeursInfraction(**{nom: self.cleaned_data[nom] for nom in noms})
