"""The key of a record: who the worker is and what was written go in and come out sealed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from maillage.commun.textes import cle_recherche
from maillage.metiers.numerisation.enums.pieces import Exposition, Trait
from maillage.metiers.numerisation.models import Dossier, IdentiteDossier
from maillage.metiers.numerisation.regles.conservation import PeriodeExposition, Suivi
from maillage.socle.acces.chiffrement import Coffre as CoffreDuSocle
from maillage.socle.acces.chiffrement import marquer

EFFACEE = "Identité effacée à la fin de sa conservation."


def marque(genre: str, *traits: str) -> str:
    """The same for the same traits; made with a secret, so that it cannot be guessed back."""
    return marquer(f"numerisation.{genre}", "|".join(cle_recherche(trait) for trait in traits))


def marque_du_nom(nom: str) -> str:
    return marque("nom", nom)


@dataclass(frozen=True)
class Salarie:
    """Whose record it is, and what fixes its shelf life, in clear."""

    nom: str
    prenom: str
    date_naissance: dt.date | None = None
    nir: str = ""
    date_derniere_visite: dt.date | None = None
    date_deces: dt.date | None = None
    expositions: tuple[PeriodeExposition, ...] = ()

    @property
    def nom_complet(self) -> str:
        return f"{self.nom.upper()} {self.prenom}"

    @property
    def repere(self) -> str:
        """« D. M., 1958 »: enough for a centre to know a record in a list."""
        annee = f", {self.date_naissance.year}" if self.date_naissance else ""
        return f"{self.nom[:1].upper()}. {self.prenom[:1].upper()}.{annee}"

    @property
    def marque_nom(self) -> str:
        return marque_du_nom(self.nom)

    @property
    def marque_salarie(self) -> str:
        """By number when it is known, else by name and birth."""
        if self.nir:
            return marque("salarie", self.nir)
        return marque("salarie", self.nom, self.prenom, str(self.date_naissance or ""))

    @property
    def traits(self) -> dict[Trait, str]:
        """What a page may be compared with (`regles.concordance`)."""
        return {
            Trait.NIR: self.nir,
            Trait.DATE_NAISSANCE: f"{self.date_naissance:%d/%m/%Y}" if self.date_naissance else "",
            Trait.NOM: self.nom,
            Trait.PRENOM: self.prenom,
        }

    def suivi(self, *, est_retenu: bool) -> Suivi:
        """What the rule of retention needs."""
        return Suivi(
            self.date_derniere_visite, self.date_naissance, self.date_deces, self.expositions, est_retenu
        )

    def ecrire(self) -> dict[str, Any]:
        return {
            "nom": self.nom,
            "prenom": self.prenom,
            "nir": self.nir,
            **{nom: _iso(getattr(self, nom)) for nom in _JOURS},
            "expositions": [[p.nature.value, _iso(p.date_fin)] for p in self.expositions],
        }

    @classmethod
    def lire(cls, contenu: Mapping[str, Any]) -> Salarie | None:
        """None once it was erased."""
        if not contenu.get("nom"):
            return None
        expositions = tuple(
            PeriodeExposition(Exposition(nature), _jour(fin))
            for nature, fin in contenu.get("expositions", ())
        )
        return cls(
            nom=str(contenu["nom"]),
            prenom=str(contenu.get("prenom", "")),
            date_naissance=_jour(contenu.get("date_naissance")),
            nir=str(contenu.get("nir", "")),
            date_derniere_visite=_jour(contenu.get("date_derniere_visite")),
            date_deces=_jour(contenu.get("date_deces")),
            expositions=expositions,
        )


_JOURS = ("date_naissance", "date_derniere_visite", "date_deces")


def _iso(jour: dt.date | None) -> str:
    return jour.isoformat() if jour else ""


def _jour(ecrit: str | None) -> dt.date | None:
    return dt.date.fromisoformat(ecrit) if ecrit else None


class Coffre(CoffreDuSocle):
    """The key of a record."""

    @classmethod
    def de(cls, dossier: Dossier) -> Coffre:
        return cls(dossier.cle)

    def salarie(self, identite: IdentiteDossier | None) -> Salarie | None:
        """Who the worker is; None once erased."""
        return Salarie.lire(self.ouvrir(identite.contenu)) if identite else None

    def identite(self, salarie: Salarie) -> dict[str, str]:
        """Fields of `IdentiteDossier` for this worker."""
        return {
            "contenu": self.sceller(salarie.ecrire()),
            "repere": salarie.repere,
            "marque_nom": salarie.marque_nom,
            "marque_salarie": salarie.marque_salarie,
        }
