"""What a certificate says and the act does not; how it is given; the layout of a structure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils import timezone

from maillage.metiers.medecine_legale.actions import Identite
from maillage.metiers.medecine_legale.enums import ModeRemise, NatureCertificat, Profil
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Certificat, ModeleCertificat
from maillage.metiers.medecine_legale.regles.actes import ITT_MAXIMALE
from maillage.metiers.medecine_legale.regles.certificats import (
    LIBELLES,
    LONGUEUR_TITRE,
    REPERES,
    TITRE_PAR_DEFAUT,
    Bloc,
    GenreBloc,
)
from maillage.metiers.medecine_legale.regles.remises import DUREES

IDENTITE = ("nom", "prenom", "date_naissance", "constatations")


class CertificatForm(forms.Form):
    """The first certificate, or the next version: then it also says why."""

    nature = forms.ChoiceField(
        label="Pourquoi un nouveau certificat",
        choices=[choix for choix in NatureCertificat.choices if choix[0] != NatureCertificat.INITIAL],
    )
    motif = forms.CharField(
        label="Motif",
        max_length=300,
        help_text="Imprimé sur le certificat, et gardé avec lui. N’écrivez pas de donnée de santé.",
    )
    nom = forms.CharField(label="Nom", max_length=100)
    prenom = forms.CharField(label="Prénom", max_length=100)
    date_naissance = forms.DateField(label="Date de naissance", required=False)
    constatations = forms.CharField(
        label="Constatations",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Doléances, examen, lésions décrites, retentissement fonctionnel et psychique.",
    )
    itt_jours = forms.IntegerField(
        label="Incapacité totale de travail",
        required=False,
        min_value=0,
        max_value=ITT_MAXIMALE,
        widget=forms.NumberInput(attrs={"data-largeur": "court", "data-unite": "jours"}),
        help_text="Laissez vide si elle n’est pas fixée.",
    )
    date_reevaluation = forms.DateField(
        label="À réévaluer à partir du",
        required=False,
        help_text="Si la durée est provisoire : une échéance de l’accueil le rappellera.",
    )

    def __init__(
        self,
        *args: Any,
        acte: ActeMedicoLegal,
        identite: Identite | None,
        precedent: Certificat | None = None,
        **kwargs: Any,
    ) -> None:
        initial: dict[str, Any] = {"itt_jours": acte.itt_jours}
        if identite:
            initial |= {champ: getattr(identite, champ) for champ in IDENTITE}
        super().__init__(*args, **{**kwargs, "initial": initial})
        self.acte = acte
        if precedent is None:
            del self.fields["nature"], self.fields["motif"]
        elif precedent.date_reevaluation:
            self.fields["nature"].initial = NatureCertificat.REEVALUATION
        if acte.profil != Profil.VICTIME:
            del self.fields["itt_jours"], self.fields["date_reevaluation"]

    @property
    def identite(self) -> Identite:
        return Identite(**{champ: self.cleaned_data[champ] for champ in IDENTITE})

    @property
    def suite(self) -> dict[str, Any]:
        """The other arguments of `etablir_certificat`."""
        return {champ: valeur for champ, valeur in self.cleaned_data.items() if champ not in IDENTITE}


class RemiseForm(forms.Form):
    """How the certificate is given: what is asked depends on the way."""

    mode = forms.ChoiceField(label="Comment", choices=ModeRemise.choices, widget=forms.RadioSelect)
    destinataire = forms.CharField(
        label="Destinataire",
        max_length=200,
        help_text="Le service requérant ; aucun nom de personne examinée.",
    )
    courriel = forms.EmailField(
        label="Adresse électronique du service",
        required=False,
        help_text="Pour un lien scellé. Le message ne dit ni de qui, ni de quoi il s’agit.",
    )
    jours = forms.TypedChoiceField(
        label="Le lien reste ouvert",
        choices=[(jours, f"{jours} jours") for jours in DUREES],
        coerce=int,
        initial=DUREES[1],
    )
    date = forms.DateField(
        label="Remis ou envoyé le", required=False, help_text="Pour une remise en main propre ou un courrier."
    )

    def __init__(self, *args: Any, acte: ActeMedicoLegal, **kwargs: Any) -> None:
        requerant = acte.requerant
        initial = {
            "mode": ModeRemise.LIEN,
            "date": timezone.localdate(),
            "destinataire": requerant.nom if requerant else "",
            "courriel": requerant.courriel if requerant else "",
        }
        super().__init__(*args, **{**kwargs, "initial": initial})

    def clean(self) -> dict[str, Any]:
        lus = self.cleaned_data
        if lus.get("mode") == ModeRemise.LIEN and not lus.get("courriel") and "courriel" not in self.errors:
            self.add_error("courriel", "Indiquez l’adresse électronique du service requérant.")
        if lus.get("mode") in (ModeRemise.MAIN_PROPRE, ModeRemise.COURRIER) and not lus.get("date"):
            self.add_error("date", "Indiquez le jour de la remise.")
        return lus


class CodeForm(forms.Form):
    """What the requester types."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        help_text="Huit caractères, donnés par la structure. Les tirets et les minuscules n’ont pas d’importance.",
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "data-largeur": "moyen",
            }
        ),
    )


class ModeleForm(forms.Form):
    """The layout of certificates: a title, a line of head, and blocks."""

    titre = forms.CharField(label="Titre du certificat", max_length=LONGUEUR_TITRE)
    entete = forms.CharField(
        label="Mention d’en-tête",
        max_length=300,
        required=False,
        help_text="Sous le titre : service, numéro de téléphone, médecin responsable.",
    )
    date_debut = forms.DateField(label="En vigueur à partir du")

    def __init__(
        self,
        data: Any = None,
        *,
        blocs: Sequence[Bloc],
        courant: ModeleCertificat | None,
        jour: dt.date,
        **kwargs: Any,
    ) -> None:
        initial = {
            "titre": courant.titre if courant else TITRE_PAR_DEFAUT,
            "entete": courant.entete if courant else "",
            "date_debut": jour,
        }
        super().__init__(data, initial=initial, **kwargs)
        self.rangs = range(len(blocs))
        for rang, bloc in enumerate(blocs):
            self.fields[f"genre_{rang}"] = forms.ChoiceField(
                choices=list(LIBELLES.items()), widget=forms.HiddenInput, initial=bloc.genre
            )
            self.fields[f"titre_{rang}"] = forms.CharField(
                label="Intertitre", max_length=LONGUEUR_TITRE, required=False, initial=bloc.titre
            )
            if bloc.genre == GenreBloc.PARAGRAPHE:
                self.fields[f"texte_{rang}"] = forms.CharField(
                    label="Texte",
                    required=False,
                    initial=bloc.texte,
                    widget=forms.Textarea(attrs={"rows": 3}),
                )

    @property
    def lignes(self) -> list[tuple[int, str, list[forms.BoundField]]]:
        """(rank, kind in words, fields) of each block."""
        lignes = []
        for rang in self.rangs:
            champs = [
                self[f"{nom}_{rang}"] for nom in ("genre", "titre", "texte") if f"{nom}_{rang}" in self.fields
            ]
            lignes.append((rang, LIBELLES.get(GenreBloc(champs[0].value()), ""), champs))
        return lignes

    reperes = tuple(REPERES.items())


def lire_blocs(donnees: Any) -> list[Bloc]:
    """The blocks as posted, in their order."""
    blocs = []
    rang = 0
    while f"genre_{rang}" in donnees:
        genre = donnees[f"genre_{rang}"]
        if genre in LIBELLES:
            blocs.append(
                Bloc(
                    genre, donnees.get(f"titre_{rang}", "").strip(), donnees.get(f"texte_{rang}", "").strip()
                )
            )
        rang += 1
    return blocs


def deplacer(blocs: list[Bloc], commande: str) -> list[Bloc]:
    """Obey a button of the page: `monter_2`, `descendre_2`, `retirer_2`, `ajouter_2` (a paragraph after it)."""
    verbe, _, suffixe = commande.partition("_")
    rang = int(suffixe) if suffixe.isdecimal() else 0
    resultat = list(blocs)
    if not 0 <= rang < len(resultat):
        return resultat
    if verbe == "ajouter":
        resultat.insert(rang + 1, Bloc(GenreBloc.PARAGRAPHE))
    elif verbe == "retirer":
        del resultat[rang]
    elif verbe in ("monter", "descendre"):
        bloc = resultat.pop(rang)
        resultat.insert(max(rang - 1, 0) if verbe == "monter" else rang + 1, bloc)
    return resultat
