"""Inventory: one record, in the order in which it is taken from its shelf; and the filters of the list."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet

from maillage.metiers.numerisation.actions.coffre import Salarie, marque_du_nom
from maillage.metiers.numerisation.actions.inventaire import LigneInventaire
from maillage.metiers.numerisation.droits import DOSSIER_LIRE
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.enums.pieces import Exposition
from maillage.metiers.numerisation.models import Centre, Dossier
from maillage.metiers.numerisation.regles.conservation import PeriodeExposition
from maillage.metiers.numerisation.regles.etiquettes import EtiquetteInvalide, lire
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.filtres import FiltreListe

COURT = {"data-largeur": "court", "autocomplete": "off"}
MOYEN = {"data-largeur": "moyen", "autocomplete": "off"}
NUMERO_MAXIMAL = 7


def centres_de(agent: Agent, droit: Any = DOSSIER_LIRE) -> list[Centre]:
    """Centres where this agent holds the right, by name."""
    siens = Centre.objects.filter(organisation__in=perimetre(agent, droit))
    return list(siens.select_related("organisation", "campagne").order_by("organisation__nom", "pk"))


class FiltreDossier(FiltreListe):
    """By label, by number, by the worker's name (never shown in an address of ours: it is a search)."""

    essentiels = ("recherche", "etat", "centre")
    criteres = {
        "etat": "etat",
        "centre": "centre",
        "epaisseur": "epaisseur",
        "est_retenu": "est_retenu",
        "limite": "date_limite__lt",
    }

    recherche = forms.CharField(label="Rechercher", help_text="Étiquette, numéro ou nom")
    etat = forms.ChoiceField(label="État", choices=[("", "Tous"), *EtatDossier.choices])
    centre = forms.ChoiceField(label="Centre")
    epaisseur = forms.ChoiceField(label="Épaisseur", choices=[("", "Toutes"), *EpaisseurDossier.choices])
    est_retenu = forms.BooleanField(label="Retenus seulement")
    limite = forms.DateField(label="À conserver jusqu’avant le")

    def __init__(self, data: Any = None, *, agent: Agent | None = None) -> None:
        super().__init__(data, agent=agent)
        centres = centres_de(agent) if agent else []
        choix = [(str(centre.organisation_id), centre.organisation.nom) for centre in centres]
        if len(choix) > 1:
            self.fields["centre"].choices = [("", "Tous"), *choix]  # type: ignore[attr-defined]
        else:
            del self.fields["centre"]

    def rechercher(self, queryset: QuerySet[Dossier], texte: str) -> QuerySet[Dossier]:
        try:
            return queryset.filter(code=lire(texte).code)
        except EtiquetteInvalide:
            pass
        trouves = Q(reference=texte) | Q(identite__marque_nom=marque_du_nom(texte))
        if texte.isdigit() and len(texte) <= NUMERO_MAXIMAL:
            trouves |= Q(numero=int(texte))
        return queryset.filter(trouves)


class DossierForm(forms.Form):
    """A record on its shelf: whose it is, where it is, how thick; then what fixes how long it is kept."""

    nom = forms.CharField(
        label="Nom", max_length=80, widget=forms.TextInput(attrs={**MOYEN, "autofocus": True})
    )
    prenom = forms.CharField(label="Prénom", max_length=80, widget=forms.TextInput(attrs=MOYEN))
    date_naissance = forms.DateField(label="Date de naissance", required=False)
    nir = forms.CharField(
        label="Numéro de sécurité sociale",
        max_length=21,
        required=False,
        help_text="Quinze caractères, clé comprise.",
        widget=forms.TextInput(attrs=MOYEN),
    )
    reference = forms.CharField(
        label="Numéro dans le logiciel métier",
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs=MOYEN),
    )
    rayonnage = forms.CharField(
        label="Rangement",
        max_length=40,
        required=False,
        help_text="Armoire, tiroir ou rayon.",
        widget=forms.TextInput(attrs=COURT),
    )
    epaisseur = forms.ChoiceField(
        label="Épaisseur",
        choices=EpaisseurDossier.choices,
        initial=EpaisseurDossier.MOYEN,
        widget=forms.RadioSelect(attrs={"data-touche": "e"}),
    )
    date_derniere_visite = forms.DateField(
        label="Dernière visite ou dernier examen",
        required=False,
        help_text="La conservation court de ce jour. Sans date, le dossier est gardé.",
    )
    date_deces = forms.DateField(label="Décès du salarié", required=False)
    expositions = forms.MultipleChoiceField(
        label="Expositions qui allongent la conservation",
        choices=Exposition.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"data-touche": "x"}),
    )
    date_fin_exposition = forms.DateField(
        label="Fin de la dernière exposition",
        required=False,
        help_text="Laissez vide si elle dure, ou si vous ne la connaissez pas.",
    )
    SECTIONS: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        ("Le salarié", ("nom", "prenom", "date_naissance", "nir")),
        ("Le dossier", ("reference", "rayonnage", "epaisseur")),
        (
            "Sa conservation",
            ("date_derniere_visite", "date_deces", "expositions", "date_fin_exposition"),
        ),
    )

    def __init__(self, *args: Any, centres: list[Centre], **options: Any) -> None:
        super().__init__(*args, **options)
        self.centres = {str(centre.organisation_id): centre for centre in centres}
        self._sections: list[tuple[str, tuple[str, ...]]] = list(self.SECTIONS)
        if len(centres) > 1:
            choix = [(cle, centre.organisation.nom) for cle, centre in self.centres.items()]
            self.fields["centre"] = forms.ChoiceField(label="Centre", choices=choix)
            self._sections.insert(0, ("Le centre", ("centre",)))

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        return [(titre, [self[nom] for nom in noms]) for titre, noms in self._sections]

    @property
    def centre(self) -> Centre:
        """The one chosen, or the only one."""
        choisi = self.cleaned_data.get("centre")
        return self.centres[choisi] if choisi else next(iter(self.centres.values()))

    @property
    def ligne(self) -> LigneInventaire:
        valeurs = self.cleaned_data
        fin = valeurs["date_fin_exposition"]
        return LigneInventaire(
            Salarie(
                nom=valeurs["nom"].strip(),
                prenom=valeurs["prenom"].strip(),
                date_naissance=valeurs["date_naissance"],
                nir="".join(valeurs["nir"].split()).upper(),
                date_derniere_visite=valeurs["date_derniere_visite"],
                date_deces=valeurs["date_deces"],
                expositions=tuple(
                    PeriodeExposition(Exposition(nature), fin) for nature in valeurs["expositions"]
                ),
            ),
            reference=valeurs["reference"],
            epaisseur=valeurs["epaisseur"],
            rayonnage=valeurs["rayonnage"],
        )


def initial_du_dossier(dossier: Dossier, salarie: Salarie) -> dict[str, Any]:
    """What the form shows of a record that is corrected."""
    return {
        **{nom: getattr(salarie, nom) for nom in ("nom", "prenom", "nir", "date_naissance")},
        "date_derniere_visite": salarie.date_derniere_visite,
        "date_deces": salarie.date_deces,
        "expositions": [periode.nature.value for periode in salarie.expositions],
        "date_fin_exposition": max((p.date_fin for p in salarie.expositions if p.date_fin), default=None),
        **{nom: getattr(dossier, nom) for nom in ("reference", "rayonnage", "epaisseur")},
    }


class CorrectionForm(DossierForm):
    motif = forms.CharField(
        label="Motif de la correction", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    SECTIONS: ClassVar[tuple[tuple[str, tuple[str, ...]], ...]] = (
        *DossierForm.SECTIONS,
        ("Pourquoi", ("motif",)),
    )


class MotifForm(forms.Form):
    """A reason, and nothing else."""

    motif = forms.CharField(
        label="Motif", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class RetenueForm(MotifForm):
    """Why, and until when if it is known."""

    date_fin = forms.DateField(
        label="Fin prévue",
        required=False,
        help_text="Ce jour-là, il vous sera demandé de lever ou de prolonger la retenue. Rien ne se lève tout seul.",
    )
