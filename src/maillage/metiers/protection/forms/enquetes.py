"""What only the professional knows: the rest of the declaration and of the survey is counted."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from maillage.commun.textes import cle_recherche, date_longue
from maillage.metiers.protection.enums import StatutReponse, TypeMandataire
from maillage.metiers.protection.forms.filtres import choix
from maillage.metiers.protection.models import Declaration
from maillage.metiers.protection.regles.enquete import semestre
from maillage.socle.interface.filtres import FiltreListe

SEMESTRES = 6


def semestres(jour: dt.date) -> list[dt.date]:
    """Last days of the latest half-years, the latest first."""
    fins = [semestre(jour)]
    while len(fins) < SEMESTRES:
        fins.append(semestre(fins[-1]) if fins[-1].month == 12 else dt.date(fins[-1].year - 1, 12, 31))  # noqa: PLR2004
    return fins


class DeclarationForm(forms.Form):
    date_arrete = forms.TypedChoiceField(label="Situation arrêtée au", coerce=dt.date.fromisoformat)
    nombre_secretaires = forms.IntegerField(
        label="Secrétaires spécialisés",
        min_value=0,
        max_value=1_000,
        initial=0,
        widget=forms.NumberInput(attrs={"data-largeur": "court"}),
    )
    autres_activites = forms.CharField(
        label="Autres activités exercées",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Vide : aucune.",
    )
    quotite = forms.IntegerField(
        label="Part du temps consacrée aux mesures",
        min_value=0,
        max_value=100,
        initial=100,
        widget=forms.NumberInput(attrs={"data-unite": "%", "data-largeur": "court"}),
    )

    def __init__(self, *args: Any, precedente: Declaration | None, **kwargs: Any) -> None:
        initial = {}
        if precedente is not None:
            champs = ("nombre_secretaires", "autres_activites", "quotite")
            initial = {champ: getattr(precedente, champ) for champ in champs}
        super().__init__(*args, **{**kwargs, "initial": initial})
        fins = semestres(timezone.localdate())
        self.fields["date_arrete"].choices = [  # type: ignore[attr-defined]
            (fin.isoformat(), f"{date_longue(fin)}") for fin in fins
        ]


_NOMBRE = {"min_value": 0, "required": False}


def _nombre(libelle: str, unite: str = "", **options: Any) -> forms.DecimalField:
    attrs = {"data-largeur": "court", **({"data-unite": unite} if unite else {})}
    return forms.DecimalField(
        label=libelle,
        max_digits=12,
        decimal_places=2,
        widget=forms.NumberInput(attrs=attrs),
        **{**_NOMBRE, **options},
    )


class ReponseForm(forms.Form):
    """Common to the three profiles."""

    heures_formation = _nombre("Heures de formation dans l’année", "heures")
    observations = forms.CharField(
        label="Observations", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    @property
    def complements(self) -> dict[str, Any]:
        """What was typed, as it is kept."""
        return {
            nom: str(valeur) if valeur is not None else ""
            for nom, valeur in self.cleaned_data.items()
            if valeur not in (None, "")
        }


class ReponseIndividuelForm(ReponseForm):
    forme_juridique = forms.ChoiceField(
        label="Forme juridique",
        required=False,
        choices=[("", "Choisir"), *((nom.lower(), nom) for nom in (
            "EI", "EURL", "SARL", "SCOP", "SA", "SAS", "SNC", "SEL", "SCP"))],
    )  # fmt: skip
    est_benevole = forms.BooleanField(label="Bénévole", required=False)
    etp = _nombre("Temps de travail", "ETP", max_value=1)
    secretariat_etp = _nombre("Secrétariat", "ETP")
    annee_agrement = forms.IntegerField(label="Année du premier agrément", required=False, min_value=1970)


class ReponsePreposeForm(ReponseForm):
    preposes = _nombre("Préposés")
    preposes_etp = _nombre("Préposés", "ETP")
    autres_personnels_etp = _nombre("Autres personnels", "ETP")
    charges_personnel = _nombre("Charges de personnel", "€")
    charges_fonctionnement = _nombre("Charges de fonctionnement", "€")
    produits_bareme = _nombre("Participation des personnes protégées", "€")


class ReponseServiceForm(ReponseForm):
    delegues = _nombre("Délégués mandataires")
    delegues_etp = _nombre("Délégués mandataires", "ETP")
    delegues_certifies = _nombre("Délégués titulaires du certificat national")
    autres_personnels_etp = _nombre("Autres personnels", "ETP")
    federation = forms.ChoiceField(
        label="Fédération",
        required=False,
        choices=[("", "Aucune"), *((nom.lower(), nom) for nom in ("UNAF", "UNAPEI", "FNAT", "CNAPE")),
                 ("autre", "Autre")],
    )  # fmt: skip


REPONSES: dict[str, type[ReponseForm]] = {
    TypeMandataire.INDIVIDUEL: ReponseIndividuelForm,
    TypeMandataire.PREPOSE: ReponsePreposeForm,
    TypeMandataire.SERVICE: ReponseServiceForm,
}


class FiltreReponse(FiltreListe):
    essentiels = ("recherche", "annee", "statut", "type")
    criteres: ClassVar[dict[str, str]] = {
        "annee": "enquete__annee",
        "statut": "statut",
        "type": "mandataire__type",
    }

    recherche = forms.CharField(label="Mandataire")
    annee = forms.IntegerField(label="Année")
    statut = forms.ChoiceField(label="Statut", choices=choix(StatutReponse))
    type = forms.ChoiceField(label="Type", choices=choix(TypeMandataire))

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.filter(organisation__cle_recherche__contains=cle_recherche(texte))


class OuvertureEnqueteForm(forms.Form):
    annee = forms.TypedChoiceField(label="Année sur laquelle porte l’enquête", coerce=int)
    date_limite = forms.DateField(label="À rendre avant le")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        annee = timezone.localdate().year
        self.fields["annee"].choices = [  # type: ignore[attr-defined]
            (un, str(un)) for un in range(annee - 1, annee - 6, -1)
        ]
