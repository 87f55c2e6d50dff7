"""The year's grid of staffing: twelve months by professions, empty cells apart from zeros."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django import forms

from maillage.commun.textes import date_courte, mois_annee, nombre
from maillage.metiers.medecine_legale.actions.effectifs import professions
from maillage.metiers.medecine_legale.enums import StatutEtatEffectif
from maillage.metiers.medecine_legale.models import (
    EtatEffectif,
    ExerciceEffectif,
    LigneEffectif,
    ReferenceEffectif,
)
from maillage.metiers.medecine_legale.regles.effectifs import (
    Valeurs,
    controler_mois,
    mois_de_l_annee,
    reference_en_vigueur,
)
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.imports.conversions import Inconvertible, en_decimal
from maillage.socle.interface.composants import Badge

TONS: dict[str, Any] = {
    StatutEtatEffectif.ATTENDU: "attention",
    StatutEtatEffectif.SAISI: "info",
    StatutEtatEffectif.VALIDE: "nouveau",
    StatutEtatEffectif.SIGNE: "succes",
}


def badge_etat(statut: str) -> Badge:
    return Badge(StatutEtatEffectif(statut).label, TONS[StatutEtatEffectif(statut)])


@dataclass
class Case:
    """One cell: its name in the form, its text, what is wrong with it."""

    nom: str
    libelle: str
    texte: str
    erreur: str = ""


@dataclass
class Rangee:
    """One month."""

    mois: dt.date
    etat: EtatEffectif | None
    cases: list[Case]
    est_ouverte: bool
    total: Decimal | None
    reference: Decimal | None
    erreur: str = ""

    @property
    def libelle(self) -> str:
        return mois_annee(self.mois).partition(" ")[0].capitalize()

    @property
    def statut(self) -> Badge | None:
        return badge_etat(self.etat.statut) if self.etat else None

    @property
    def ecart(self) -> str:
        if self.total is None or self.reference is None or self.total == self.reference:
            return ""
        difference = self.total - self.reference
        return f"{'+' if difference > 0 else ''}{nombre(difference, 2)}"


@dataclass
class GrilleEffectifs:
    """What is stored for a year, and, once `lire` is called, what was typed over it."""

    structure: Organisation
    annee: int
    aujourd_hui: dt.date
    est_modifiable: bool
    colonnes: dict[str, str] = field(init=False)
    erreurs: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.colonnes = professions(dt.date(self.annee, 12, 31))
        etats = EtatEffectif.objects.filter(structure=self.structure, mois__year=self.annee).order_by("mois")
        self.etats = {etat.mois: etat for etat in etats}
        lignes = LigneEffectif.objects.filter(structure=self.structure, mois__year=self.annee).order_by("id")
        self.valeurs = {
            (mois, profession): etp
            for mois, profession, etp in lignes.values_list("mois", "profession", "etp")
        }
        references = ReferenceEffectif.objects.filter(structure=self.structure).order_by("date_debut")
        self.references = list(references.values_list("date_debut", "profession", "etp"))
        exercices = ExerciceEffectif.objects.filter(structure=self.structure, annee=self.annee)
        self.exercice = exercices.select_related("auteur_cloture__personne").first()
        self.textes: dict[tuple[dt.date, str], str] = {}

    @property
    def est_close(self) -> bool:
        return bool(self.exercice and self.exercice.est_clos)

    @property
    def version(self) -> str:
        """Hash of what is stored: two people who fill the same grid do not overwrite each other unseen."""
        texte = "|".join(f"{m}{p}{v}" for (m, p), v in sorted(self.valeurs.items()))
        return hashlib.sha256(texte.encode()).hexdigest()[:16]

    @property
    def mois(self) -> list[dt.date]:
        return mois_de_l_annee(self.annee)

    @property
    def nombre_saisis(self) -> int:
        return len({mois for mois, _ in self.valeurs})

    @property
    def nombre_signes(self) -> int:
        return sum(etat.est_signe for etat in self.etats.values())

    def est_ouvert(self, mois: dt.date) -> bool:
        return self.est_modifiable and not self.est_close and not controler_mois(mois, self.aujourd_hui)

    def lire(self, donnees: Mapping[str, str]) -> Mapping[dt.date, Valeurs]:
        """Cells as typed, for the months that may be changed; wrong ones are noted in `erreurs`."""
        lues: dict[dt.date, dict[str, Decimal | None]] = {}
        if donnees.get("version") != self.version:
            self.erreurs[""] = (
                "Ces effectifs ont été modifiés depuis l’ouverture de la page : relisez les valeurs ci-dessous,"
                " puis enregistrez de nouveau."
            )
        for mois in filter(self.est_ouvert, self.mois):
            for profession in self.colonnes:
                nom = f"{mois:%Y-%m}.{profession}"
                texte = donnees.get(nom, "").strip()
                self.textes[mois, profession] = texte
                try:
                    lues.setdefault(mois, {})[profession] = en_decimal(texte) if texte else None
                except Inconvertible as refus:
                    self.erreurs[nom] = str(refus)
        return lues

    def recevoir(self, messages: Mapping[str, list[str]] | list[str]) -> None:
        """Note what the action refused."""
        if isinstance(messages, list):
            self.erreurs[""] = " ".join(messages)
            return
        for cle, textes in messages.items():
            self.erreurs[cle if cle != "__all__" else ""] = " ".join(textes)

    @property
    def rangees(self) -> Iterator[Rangee]:
        for mois in self.mois:
            attendus = reference_en_vigueur(self.references, mois)
            connues = {p: self.valeurs[mois, p] for p in self.colonnes if (mois, p) in self.valeurs}
            yield Rangee(
                mois=mois,
                etat=self.etats.get(mois),
                cases=[self._case(mois, p, libelle) for p, libelle in self.colonnes.items()],
                est_ouverte=self.est_ouvert(mois),
                total=sum(connues.values(), Decimal(0)) if connues else None,
                reference=sum(attendus.values(), Decimal(0)) if attendus else None,
                erreur=self.erreurs.get(f"{mois:%Y-%m}", ""),
            )

    def _case(self, mois: dt.date, profession: str, libelle: str) -> Case:
        nom = f"{mois:%Y-%m}.{profession}"
        texte = self.textes.get((mois, profession))
        if texte is None:
            valeur = self.valeurs.get((mois, profession))
            texte = "" if valeur is None else nombre(valeur)
        return Case(nom, f"{libelle}, {mois_annee(mois)}", texte, self.erreurs.get(nom, ""))

    @property
    def moyennes(self) -> list[str]:
        """Mean of the months filled in, by profession, then of the totals."""
        moyennes = []
        for profession in self.colonnes:
            valeurs = [v for (_, p), v in self.valeurs.items() if p == profession]
            moyennes.append(nombre(sum(valeurs, Decimal(0)) / len(valeurs), 2) if valeurs else "–")
        total = sum(self.valeurs.values(), Decimal(0))
        moyennes.append(nombre(total / self.nombre_saisis, 2) if self.nombre_saisis else "–")
        return moyennes

    @property
    def resume_erreurs(self) -> list[tuple[str, str]]:
        """(identifier of the cell, message), for the summary at the top."""
        cases = {case.nom: case.libelle for rangee in self.rangees for case in rangee.cases}
        return [
            (cle if cle in cases else "", f"{cases[cle]} : {texte}" if cle in cases else texte)
            for cle, texte in self.erreurs.items()
        ]


class _ChampsProfessions(forms.Form):
    """One decimal field a profession."""

    def _ajouter(self, jour: dt.date, *, obligatoires: bool) -> None:
        for code, libelle in professions(jour).items():
            self.fields[code] = forms.DecimalField(
                label=libelle,
                min_value=0,
                max_digits=5,
                decimal_places=2,
                required=obligatoires,
                localize=True,
                widget=forms.TextInput(
                    attrs={"data-unite": "ETP", "data-largeur": "court", "inputmode": "decimal"}
                ),
            )

    @property
    def valeurs(self) -> dict[str, Decimal]:
        ignores = {"motif", "date_debut"}
        return {c: v for c, v in self.cleaned_data.items() if c not in ignores and v is not None}


class CorrectionMoisForm(_ChampsProfessions):
    """A month of a closed year: every figure, and the reason."""

    def __init__(self, *args: Any, mois: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ajouter(mois, obligatoires=True)
        self.fields["motif"] = forms.CharField(
            label="Motif de la correction",
            max_length=500,
            help_text="Il figure sur le nouvel état signé et dans l’historique.",
        )


class ReferenceForm(_ChampsProfessions):
    """Expected staffing from a month on."""

    def __init__(self, *args: Any, aujourd_hui: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["date_debut"] = forms.DateField(
            label="En vigueur à partir du",
            initial=aujourd_hui.replace(day=1),
            help_text=f"Premier jour d’un mois, par exemple {date_courte(aujourd_hui.replace(day=1))}.",
        )
        self._ajouter(aujourd_hui, obligatoires=False)
