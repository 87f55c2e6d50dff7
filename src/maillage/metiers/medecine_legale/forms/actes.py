"""Entry of an act: the fields of the chosen profile, and no other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet, TextChoices
from django.utils import timezone

from maillage.metiers.medecine_legale.actions import Identite
from maillage.metiers.medecine_legale.droits import ACTE_LIRE, ACTE_SAISIR
from maillage.metiers.medecine_legale.enums import (
    ContexteViolence,
    Genre,
    Lieu,
    NatureViolence,
    Profil,
    StatutActe,
    TypeExamen,
)
from maillage.metiers.medecine_legale.forms.requisitions import structures
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition
from maillage.metiers.medecine_legale.regles import POST_MORTEM, PROFILS, ReglesProfil, ValeursActe
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation, Personne
from maillage.socle.interface.filtres import FiltreListe
from maillage.socle.interface.selection import ChampListe, ChampSelection, declarer_source

OBLIGATOIRES = (
    "heure_debut", "types_examen", "lieu", "distance", "duree", "age", "genre", "natures_violence",
    "contextes_violence", "cause_deces",
)  # fmt: skip
IDENTITE = ("nom", "prenom", "date_naissance")


def _requisitions(agent: Agent) -> QuerySet[Requisition]:
    visibles = Requisition.objects.visibles_par(agent).select_related("requerant")
    return visibles.order_by("-date_requisition", "-id")


declarer_source(
    "medecine_legale.requisition",
    chercher=lambda agent, texte: _requisitions(agent).rechercher(texte),  # type: ignore[attr-defined]
    recents=lambda agent: _requisitions(agent).ouvertes(),  # type: ignore[attr-defined]
    droit=ACTE_SAISIR,
    libelle=lambda requisition: f"{requisition} · {requisition.requerant}",
)


def _choix(valeurs: Iterable[TextChoices]) -> list[tuple[str, str]]:
    return [(valeur.value, str(valeur.label)) for valeur in valeurs]


def _un(libelle: str, valeurs: Iterable[TextChoices]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=libelle,
        choices=_choix(valeurs),
        widget=forms.RadioSelect(attrs={"data-touche": "1"}),
        required=False,
    )


def _plusieurs(libelle: str, valeurs: Iterable[TextChoices]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=libelle,
        choices=_choix(valeurs),
        widget=forms.CheckboxSelectMultiple(attrs={"data-touche": "1"}),
        required=False,
    )


class ActeForm(forms.Form):
    """`profil` decides which fields exist; what is compulsory is said by the rules, in one place."""

    structure = forms.ModelChoiceField(label="Structure", queryset=Organisation.objects.none())
    requisition = ChampSelection(
        "medecine_legale.requisition",
        queryset=Requisition.objects.none(),
        label="Réquisition",
        required=False,
        help_text="Les dernières d’abord ; cherchez les autres par leur numéro de PV ou de parquet.",
    )
    est_hors_requisition = forms.BooleanField(
        label="Recueil de preuves sans plainte (hors réquisition)", required=False
    )
    numero_interne = forms.CharField(
        label="Numéro interne",
        max_length=60,
        help_text="Désigne la personne, jamais par ses initiales.",
        widget=forms.TextInput(attrs={"data-largeur": "moyen", "autocomplete": "off"}),
    )
    date_examen = forms.DateField(label="Date de l’acte")
    statut = forms.ChoiceField(label="Présence", choices=StatutActe.choices, widget=forms.RadioSelect)
    heure_debut = forms.TimeField(
        label="Heure de début", required=False, help_text="Heure à laquelle l’acte a commencé."
    )
    praticien = forms.ModelChoiceField(
        label="Praticien", queryset=Personne.objects.none(), required=False, empty_label="Non précisé"
    )

    def __init__(self, *args: Any, agent: Agent, profil: Profil, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.profil = profil
        self.regles: ReglesProfil = PROFILS[profil]
        self._choisir_structure(agent)
        self._choisir_requisition(agent)
        self.fields["date_examen"].initial = timezone.localdate
        self._choisir_statut()
        self._ajouter_champs_du_profil()

    def _choisir_structure(self, agent: Agent) -> None:
        choix = list(structures(agent, ACTE_SAISIR).select_related("commune__departement"))
        champ = self.fields["structure"]
        champ.queryset = structures(agent, ACTE_SAISIR)  # type: ignore[attr-defined]
        self.est_institut = any(
            s.type == TypeOrganisation.INSTITUT_MEDICO_LEGAL or s.caracteristiques.get("institut")
            for s in choix
        )
        if len(choix) == 1:
            champ.initial = choix[0]
            champ.widget = forms.HiddenInput()
        self.fields["praticien"].queryset = (  # type: ignore[attr-defined]
            Personne.objects.filter(agent__habilitations__organisation__in=choix).exclude(rpps="").distinct()
        )

    def _choisir_requisition(self, agent: Agent) -> None:
        self.fields["requisition"].preparer(  # type: ignore[attr-defined]
            agent, Requisition.objects.visibles_par(agent).select_related("requerant")
        )
        if self.profil is not Profil.VICTIME:
            del self.fields["est_hors_requisition"]

    def _choisir_statut(self) -> None:
        champ = self.fields["statut"]
        champ.initial = StatutActe.REALISE
        if self.regles.absence is None:
            champ.widget = forms.HiddenInput()
        else:
            champ.choices = _choix([StatutActe.REALISE, self.regles.absence])  # type: ignore[attr-defined]

    def _ajouter_champs_du_profil(self) -> None:
        regles, champs = self.regles, self.fields
        est_personne = regles.concerne_une_personne
        un_choix: tuple[tuple[str, str, Iterable[TextChoices]], ...] = (
            ("genre", "Genre de la personne", Genre if est_personne else ()),
            ("age", "Âge de la personne", regles.ages),
            ("lieu", "Lieu", regles.lieux),
            ("cause_deces", "Cause du décès", regles.causes_deces),
            ("duree", "Durée (trajets, présence et rédaction)", regles.durees),
            ("distance", "Distance (aller)", regles.distances),
        )
        plusieurs_choix: tuple[tuple[str, str, Iterable[TextChoices]], ...] = (
            ("types_examen", "Type d’examen", self._types_permis()),
            ("natures_violence", "Nature des violences", NatureViolence if regles.violences else ()),
            ("contextes_violence", "Contexte des violences", ContexteViolence if regles.violences else ()),
            ("examens", "Examens complémentaires", regles.examens),
        )
        champs.update({nom: _un(libelle, valeurs) for nom, libelle, valeurs in un_choix if valeurs})
        champs.update(
            {nom: _plusieurs(libelle, valeurs) for nom, libelle, valeurs in plusieurs_choix if valeurs}
        )
        if not est_personne:
            del champs["heure_debut"]
        elif self.profil is not Profil.DECEDEE:
            champs["nom"] = forms.CharField(label="Nom", max_length=100, required=False)
            champs["prenom"] = forms.CharField(label="Prénom", max_length=100, required=False)
            champs["date_naissance"] = forms.DateField(label="Date de naissance", required=False)
        if self.profil is Profil.VICTIME:
            champs["itt_jours"] = forms.IntegerField(
                label="Incapacité totale de travail",
                required=False,
                min_value=0,
                widget=forms.NumberInput(attrs={"data-unite": "jours", "data-largeur": "court"}),
            )
        self._proposer_valeurs()
        self._marquer_obligatoires()

    def _marquer_obligatoires(self) -> None:
        """Say which fields the profile asks for; an absent person is described by none of them."""
        est_absence = self.is_bound and self.data.get("statut") not in (None, "", StatutActe.REALISE.value)
        sans_requisition = self.is_bound and self.data.get("est_hors_requisition")
        self.fields["requisition"].required = not (est_absence or sans_requisition)
        for nom in OBLIGATOIRES:
            if champ := self.fields.get(nom):
                champ.required = not est_absence
                champ.error_messages["required"] = (
                    f"Renseignez «\N{NO-BREAK SPACE}{champ.label}\N{NO-BREAK SPACE}»."
                )
        if self.regles.lieu_facultatif:
            self.fields["lieu"].required = False
        if self.regles.distance_si:
            self.fields["distance"].required = False

    def _types_permis(self) -> tuple[TypeExamen, ...]:
        return tuple(t for t in self.regles.types if self.est_institut or t not in POST_MORTEM)

    def _proposer_valeurs(self) -> None:
        """Sensible defaults: the only type there is, the unit itself."""
        types = self._types_permis()
        if len(types) == 1:
            self.fields["types_examen"].initial = [types[0].value]
        if Lieu.UMJ in self.regles.lieux:
            self.fields["lieu"].initial = Lieu.UMJ
        if self.regles.distance_si:
            self.fields["distance"].help_text = f"Seulement pour : {self.regles.distance_si.label.lower()}."

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Fields grouped in the order of the gesture; a field absent from the profile is skipped."""
        groupes = (
            ("La réquisition", ("structure", "requisition", "est_hors_requisition")),
            ("L’acte", ("numero_interne", "date_examen", "heure_debut", "statut", "praticien", "types_examen", "lieu",
                        "distance", "duree")),
            ("La personne", ("age", "genre", "natures_violence", "contextes_violence", "cause_deces")),
            ("Les suites", ("examens", "itt_jours")),
            ("Pour le certificat", IDENTITE),
            ("La correction", ("motif",)),
        )  # fmt: skip
        return [
            (titre, visibles)
            for titre, noms in groupes
            if (visibles := [self[nom] for nom in noms if nom in self.fields and not self[nom].is_hidden])
        ]

    @property
    def valeurs(self) -> ValeursActe:
        """What was typed, as the rules read it. An absence keeps nothing of the person."""
        donnees = self.cleaned_data
        realise = donnees["statut"] == StatutActe.REALISE

        def dit(nom: str, vide: Any = "") -> Any:
            return donnees.get(nom) or vide if realise else vide

        return ValeursActe(
            profil=self.profil,
            date_examen=donnees["date_examen"],
            numero_interne=donnees["numero_interne"],
            statut=donnees["statut"],
            heure_debut=dit("heure_debut", None),
            est_hors_requisition=donnees.get("est_hors_requisition", False),
            a_requisition=donnees.get("requisition") is not None,
            types_examen=tuple(dit("types_examen", ())),
            examens=tuple(dit("examens", ())),
            lieu=dit("lieu"),
            age=dit("age"),
            genre=dit("genre"),
            natures_violence=tuple(dit("natures_violence", ())),
            contextes_violence=tuple(dit("contextes_violence", ())),
            cause_deces=dit("cause_deces"),
            duree=dit("duree"),
            distance=dit("distance"),
            itt_jours=donnees.get("itt_jours") if realise else None,
        )

    @property
    def identite(self) -> Identite | None:
        """Name, first name and birth date when any was given."""
        donnees = {nom: self.cleaned_data[nom] for nom in IDENTITE if self.cleaned_data.get(nom)}
        return Identite(**donnees) if donnees else None

    def recevoir(self, erreur: ValidationError) -> None:
        """Show what the action refused, beside the field when the form has it."""
        if not hasattr(erreur, "error_dict"):
            self.add_error(None, erreur)
            return
        for champ, messages in erreur.message_dict.items():
            for message in messages:
                self.add_error(champ if champ in self.fields else None, message)


class CorrectionActeForm(ActeForm):
    """The same, filled with the act; the identity is left as it is, the reason is compulsory."""

    def __init__(self, *args: Any, acte: ActeMedicoLegal, agent: Agent, **kwargs: Any) -> None:
        initial = {champ.name: getattr(acte, champ.name) for champ in ActeMedicoLegal._meta.concrete_fields}
        super().__init__(*args, agent=agent, profil=Profil(acte.profil), initial=initial, **kwargs)
        self.fields["structure"].widget = forms.HiddenInput()
        for nom in IDENTITE:
            self.fields.pop(nom, None)
        self.fields["motif"] = forms.CharField(
            label="Motif de la correction", max_length=500, help_text="Conservé dans l’historique de l’acte."
        )


class FiltreActe(FiltreListe):
    essentiels = ("recherche", "profil", "date_du")
    criteres: ClassVar[dict[str, str]] = {
        "profil": "profil",
        "statut": "statut",
        "structure": "structure",
        "requerant": "requerant",
        "date_du": "date_examen__gte",
        "date_au": "date_examen__lte",
        "type_examen": "types_examen__contains",
    }

    recherche = forms.CharField(label="Numéro interne ou de PV", required=False)
    profil = forms.ChoiceField(label="Profil", choices=[("", "Tous"), *Profil.choices], required=False)
    date_du = forms.DateField(label="Du", required=False)
    date_au = forms.DateField(label="Au", required=False)
    statut = forms.ChoiceField(label="Statut", choices=[("", "Tous"), *StatutActe.choices], required=False)
    type_examen = forms.TypedChoiceField(
        label="Type d’examen",
        choices=[("", "Tous"), *TypeExamen.choices],
        coerce=lambda code: [code],
        empty_value=None,
        required=False,
    )
    structure = ChampListe(Organisation.objects.none(), label="Structure", empty_label="Toutes")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        if agent is not None:
            self.fields["structure"].queryset = structures(agent, ACTE_LIRE)  # type: ignore[attr-defined]

    def rechercher(self, queryset: Any, texte: str) -> Any:
        return queryset.rechercher(texte)
