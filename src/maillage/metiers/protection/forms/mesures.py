"""Entry of a measure and of what happens to it. Each event form gives the fact that the action records."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from maillage.commun.textes import cle_recherche
from maillage.metiers.protection.actions.mesures import TRIBUNAUX
from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_LIRE, MESURE_TENIR
from maillage.metiers.protection.enums import (
    CauseSortie,
    Champ,
    LieuVie,
    Nature,
    ResultatRevision,
    TypeEtablissement,
    TypeEvenement,
)
from maillage.metiers.protection.forms.filtres import mandataires_de
from maillage.metiers.protection.models import Antenne, EvenementMesure, Mandataire, Mesure
from maillage.metiers.protection.regles import Fait, ValeursMesure
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.annuaire.models import Agent, Commune, Organisation
from maillage.socle.interface.selection import ChampSelection, declarer_source

INCHANGE = [("", "Inchangé")]


def chercher_communes(_agent: Agent, texte: str) -> QuerySet[Commune]:
    """By the beginning of the name, or the postal code."""
    cle = cle_recherche(texte)
    if cle.isdigit():
        return Commune.objects.filter(codes_postaux__contains=[cle]).order_by("cle_recherche")
    return Commune.objects.filter(cle_recherche__startswith=cle).order_by("-population", "id")


def communes_recentes(agent: Agent) -> QuerySet[Commune]:
    """Where the people of the latest measures live."""
    dernieres = Mesure.objects.visibles_par(agent).order_by("-id").values("commune")[:60]
    return Commune.objects.filter(pk__in=dernieres).order_by("cle_recherche")


def chercher_mandataires(agent: Agent, texte: str) -> QuerySet[Mandataire]:
    return Mandataire.objects.visibles_par(agent).rechercher(texte).order_by("organisation__nom", "id")


def mandataires_recents(agent: Agent) -> QuerySet[Mandataire]:
    dernieres = Mesure.objects.visibles_par(agent).order_by("-id").values("gestionnaire")[:60]
    return (
        Mandataire.objects.visibles_par(agent)
        .filter(organisation__in=dernieres)
        .order_by("organisation__nom")
    )


def chercher_tribunaux(_agent: Agent, texte: str) -> QuerySet[Organisation]:
    mots = [Q(cle_recherche__contains=mot) for mot in cle_recherche(texte).split()]
    return Organisation.objects.filter(*mots, type__in=TRIBUNAUX, est_active=True).order_by("nom", "id")


def tribunaux_recents(agent: Agent) -> QuerySet[Organisation]:
    derniers = Mesure.objects.visibles_par(agent).order_by("-id").values("tribunal")[:200]
    return Organisation.objects.filter(pk__in=derniers).order_by("nom", "id")


declarer_source(
    "protection.commune", chercher=chercher_communes, recents=communes_recentes, droit=MESURE_LIRE
)
declarer_source(
    "protection.mandataire",
    chercher=lambda agent, texte: chercher_mandataires(agent, texte).select_related("organisation"),
    recents=lambda agent: mandataires_recents(agent).select_related("organisation"),
    droit=MESURE_DESIGNER,
)
declarer_source(
    "protection.tribunal", chercher=chercher_tribunaux, recents=tribunaux_recents, droit=MESURE_LIRE
)


def _jour(libelle: str) -> forms.DateField:
    return forms.DateField(label=libelle, initial=timezone.localdate)


def _radios(libelle: str, choix: Any, touche: str, **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=libelle, choices=choix, widget=forms.RadioSelect(attrs={"data-touche": touche}), **options
    )


def _duree() -> forms.IntegerField:
    return forms.IntegerField(
        label="Durée fixée par le jugement",
        required=False,
        min_value=1,
        max_value=240,
        widget=forms.NumberInput(attrs={"data-unite": "mois", "data-largeur": "court"}),
        help_text="Vide : la durée la plus longue de la loi est présumée, et la fiche le dit.",
    )


class FormulaireMesure(forms.Form):
    """Prepares the fields that look up the directory."""

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agent = agent
        for champ in self.fields.values():
            if isinstance(champ, ChampSelection):
                champ.preparer(agent)


class LieuForm(FormulaireMesure):
    lieu_vie = _radios("Lieu de vie", LieuVie.choices, "l")
    type_etablissement = forms.ChoiceField(
        label="Type d’établissement",
        choices=[("", "Sans objet"), *TypeEtablissement.choices],
        required=False,
        help_text="Si la personne vit en établissement.",
    )
    commune = ChampSelection(
        "protection.commune", queryset=Commune.objects.all(), label="Commune", required=False,
        help_text="Nom ou code postal.",
    )  # fmt: skip


class OuvertureForm(LieuForm):
    """In the order in which the judgment is read."""

    field_order = (
        "mandataire", "tribunal", "numero_rg", "cabinet", "nature", "champ", "date_nomination", "duree_mois",
        "civilite", "annee_naissance", "lieu_vie", "type_etablissement", "commune", "est_transfert",
        "date_premier_mesure", "numero_dossier", "antenne",
    )  # fmt: skip

    mandataire = forms.ModelChoiceField(label="Mandataire", queryset=Mandataire.objects.none())
    tribunal = ChampSelection(
        "protection.tribunal", queryset=Organisation.objects.filter(type__in=TRIBUNAUX), label="Tribunal"
    )
    numero_rg = forms.CharField(
        label="Numéro RG",
        max_length=30,
        widget=forms.TextInput(attrs={"data-largeur": "moyen"}),
        help_text="Comme sur le jugement, par exemple 21/B/00167.",
    )
    cabinet = forms.CharField(
        label="Cabinet",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"data-largeur": "court"}),
    )
    nature = forms.ChoiceField(label="Nature", choices=[("", "Choisir"), *Nature.choices])
    champ = _radios("Porte sur", Champ.choices, "p", required=False)
    date_nomination = forms.DateField(
        label="Date de nomination", help_text="Date du jugement qui vous désigne."
    )
    duree_mois = _duree()
    civilite = _radios("Civilité", Civilite.choices, "c")
    annee_naissance = forms.IntegerField(
        label="Année de naissance", widget=forms.NumberInput(attrs={"data-largeur": "court"})
    )
    est_transfert = forms.BooleanField(label="Mesure reprise d’un autre mandataire", required=False)
    date_premier_mesure = forms.DateField(
        label="Première mesure de protection", required=False, help_text="Vide : la nomination."
    )
    numero_dossier = forms.CharField(label="Votre numéro de dossier", max_length=60, required=False)
    antenne = forms.ModelChoiceField(
        label="Antenne", queryset=Antenne.objects.none(), required=False, empty_label="Aucune"
    )

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, agent=agent, **kwargs)
        choix = mandataires_de(agent, MESURE_TENIR)
        champ = self.fields["mandataire"]
        champ.queryset = choix  # type: ignore[attr-defined]
        propres = list(choix[:2])
        if len(propres) == 1:
            champ.initial = propres[0]
            champ.widget = forms.HiddenInput()
        antennes = Antenne.objects.filter(mandataire__in=choix, est_active=True).order_by("nom", "id")
        self.fields["antenne"].queryset = antennes  # type: ignore[attr-defined]
        if not antennes[:1]:
            del self.fields["antenne"]

    @property
    def valeurs(self) -> ValeursMesure:
        dites = {
            nom: valeur for nom, valeur in self.cleaned_data.items() if nom not in ("mandataire", "tribunal")
        }
        return ValeursMesure(**{nom: valeur for nom, valeur in dites.items() if valeur not in (None, "")})


class EvenementForm(FormulaireMesure):
    """What one event asks; `fait` is what it says."""

    genre: ClassVar[TypeEvenement]
    consigne: ClassVar[str] = ""

    date = _jour("Date")

    def __init__(self, *args: Any, mesure: Mesure, **kwargs: Any) -> None:
        self.mesure = mesure
        super().__init__(*args, **kwargs)

    @property
    def dit(self) -> dict[str, Any]:
        """Arguments of the action."""
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "motif"}

    @property
    def fait(self) -> Fait:
        connus = {nom: valeur for nom, valeur in self.dit.items() if valeur not in (None, "")}
        return Fait(self.genre, **connus)


class NatureForm(EvenementForm):
    genre = TypeEvenement.CHANGEMENT_NATURE
    consigne = "Un changement de nature n’est ni une mesure nouvelle ni une sortie."
    nature = _radios("Nouvelle nature", Nature.choices, "n")
    champ = _radios("Porte sur", [*INCHANGE, *Champ.choices], "p", required=False)
    duree_mois = _duree()


class ChangementLieuForm(EvenementForm, LieuForm):
    genre = TypeEvenement.CHANGEMENT_LIEU


class RevisionForm(EvenementForm):
    genre = TypeEvenement.REVISION
    consigne = "La décision fait partir une nouvelle durée. Une mainlevée met fin au mandat."
    resultat = _radios("Décision", ResultatRevision.choices, "r")
    duree_mois = _duree()
    nature = forms.ChoiceField(
        label="Nouvelle nature", choices=[*INCHANGE, *Nature.choices], required=False,
        help_text="En cas d’aggravation ou d’allègement.",
    )  # fmt: skip
    champ = forms.ChoiceField(label="Porte sur", choices=[*INCHANGE, *Champ.choices], required=False)


class ClotureForm(EvenementForm):
    genre = TypeEvenement.CLOTURE
    cause = _radios("Cause", CauseSortie.choices, "c")


class ReouvertureForm(EvenementForm):
    genre = TypeEvenement.REOUVERTURE
    consigne = "Le juge vous confie de nouveau la même mesure."
    duree_mois = _duree()


class EntreeForm(EvenementForm, LieuForm):
    """Only to correct an opening."""

    genre = TypeEvenement.OUVERTURE
    nature = _radios("Nature", Nature.choices, "n")
    champ = _radios("Porte sur", Champ.choices, "p", required=False)
    duree_mois = _duree()


EVENEMENTS: dict[str, type[EvenementForm]] = {
    "nature": NatureForm,
    "lieu": ChangementLieuForm,
    "revision": RevisionForm,
    "fin": ClotureForm,
    "reouverture": ReouvertureForm,
}
CORRECTIONS: dict[str, type[EvenementForm]] = {
    **{form.genre: form for form in EVENEMENTS.values()},
    TypeEvenement.OUVERTURE: EntreeForm,
    TypeEvenement.TRANSFERT_ENTRANT: EntreeForm,
}


def initial_de(evenement: EvenementMesure) -> dict[str, Any]:
    """What an event says, to be corrected."""
    champs = (
        "nature",
        "champ",
        "lieu_vie",
        "type_etablissement",
        "commune",
        "duree_mois",
        "resultat",
        "cause",
    )
    return {"date": evenement.date_effet, **{champ: getattr(evenement, champ) for champ in champs}}


def motiver(classe: type[EvenementForm]) -> type[EvenementForm]:
    """The same form, with the reason of a correction."""
    motif = forms.CharField(
        label="Motif de la correction", max_length=500, help_text="Conservé dans l’historique de la mesure."
    )
    return type(f"{classe.__name__}Motive", (classe,), {"motif": motif})


class MotifForm(forms.Form):
    motif = forms.CharField(
        label="Motif",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Conservé dans l’historique.",
    )


class TransfertForm(FormulaireMesure):
    date = _jour("Date de la décision")
    mandataire = ChampSelection(
        "protection.mandataire", queryset=Mandataire.objects.all(), label="Nouveau mandataire",
        help_text="Nom ou commune.",
    )  # fmt: skip

    def __init__(self, *args: Any, agent: Agent, **kwargs: Any) -> None:
        super().__init__(*args, agent=agent, **kwargs)
        visibles = Mandataire.objects.visibles_par(agent).select_related("organisation")
        self.fields["mandataire"].preparer(agent, visibles)  # type: ignore[attr-defined]


class IdentifiantsForm(forms.Form):
    """What identifies the file, with the reason."""

    numero_rg = forms.CharField(label="Numéro RG", max_length=30)
    cabinet = forms.CharField(label="Cabinet", max_length=40, required=False)
    numero_dossier = forms.CharField(label="Numéro de dossier interne", max_length=60, required=False)
    civilite = _radios("Civilité", Civilite.choices, "c")
    annee_naissance = forms.IntegerField(label="Année de naissance")
    date_premier_mesure = forms.DateField(label="Première mesure de protection")
    motif = forms.CharField(
        label="Motif de la correction", max_length=500, help_text="Conservé dans l’historique de la mesure."
    )

    def __init__(self, *args: Any, mesure: Mesure, **kwargs: Any) -> None:
        initial = {champ: getattr(mesure, champ) for champ in self.base_fields if hasattr(mesure, champ)}
        super().__init__(*args, **{**kwargs, "initial": initial})
