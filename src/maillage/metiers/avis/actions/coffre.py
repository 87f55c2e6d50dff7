"""The key of a request: what is said goes in and comes out sealed; past retention, everything comes out empty."""

from __future__ import annotations

import base64
import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any

from maillage.commun.textes import cle_recherche
from maillage.metiers.avis.models import Demande
from maillage.socle.acces.chiffrement import Coffre as CoffreDuSocle
from maillage.socle.acces.chiffrement import chiffrer, dechiffrer, marquer

EFFACE = "Contenu effacé à la fin de sa conservation."


class Coffre(CoffreDuSocle):
    """The key of a request."""

    @classmethod
    def de(cls, demande: Demande) -> Coffre:
        return cls(demande.cle)

    def sceller_octets(self, octets: bytes) -> bytes:
        return chiffrer({"octets": base64.b64encode(octets).decode()}, self.cle)[1].encode()

    def ouvrir_octets(self, scelles: bytes) -> bytes:
        """Raises ContenuDetruit past retention."""
        return base64.b64decode(dechiffrer(self.cle, scelles.decode())["octets"])


@dataclass(frozen=True)
class Patient:
    """Who the patient is, in clear."""

    nom: str
    prenom: str
    date_naissance: dt.date
    sexe: str
    ins: str = ""

    @property
    def nom_complet(self) -> str:
        return f"{self.nom.upper()} {self.prenom}"

    @property
    def repere(self) -> str:
        """« D. M., 1958 »: enough for the practice to know its patient in a list."""
        return f"{self.nom[:1].upper()}. {self.prenom[:1].upper()}., {self.date_naissance.year}"

    @property
    def empreinte(self) -> str:
        """The same for two requests about one person; made with a secret, so that it cannot be guessed back."""
        traits = self.ins or f"{cle_recherche(self.nom)}|{cle_recherche(self.prenom)}|{self.date_naissance}"
        return marquer("avis.patient", traits)

    def ecrire(self) -> dict[str, Any]:
        return {**asdict(self), "date_naissance": self.date_naissance.isoformat()}

    @classmethod
    def lire(cls, contenu: Mapping[str, Any]) -> Patient | None:
        """None once it was erased, or in a draft that does not say who yet."""
        if not contenu.get("date_naissance"):
            return None
        connus = {champ.name for champ in fields(cls)} - {"date_naissance"}
        return cls(
            date_naissance=dt.date.fromisoformat(contenu["date_naissance"]),
            **{nom: str(contenu.get(nom, "")) for nom in connus},
        )


@dataclass(frozen=True)
class Clinique:
    """What is asked, in clear. `reponses`: (question of the line, answer)."""

    question: str = ""
    contexte: str = ""
    traitements: str = ""
    examen: str = ""
    deja_fait: str = ""
    reponses: tuple[tuple[str, str], ...] = ()

    TEXTES = (
        ("contexte", "Contexte et antécédents"),
        ("examen", "Examen"),
        ("traitements", "Traitements en cours"),
        ("deja_fait", "Déjà fait"),
    )

    @classmethod
    def lire(cls, contenu: Mapping[str, Any]) -> Clinique:
        textes = {nom: str(contenu.get(nom, "")) for nom in ("question", *(code for code, _ in cls.TEXTES))}
        return cls(**textes, reponses=tuple((str(q), str(r)) for q, r in contenu.get("reponses", ())))

    def ecrire(self) -> dict[str, Any]:
        return {**asdict(self), "reponses": [list(paire) for paire in self.reponses]}

    @property
    def paragraphes(self) -> list[tuple[str, str]]:
        """(title, text) of what was said besides the question, in the order of the form."""
        dits = [(titre, getattr(self, nom)) for nom, titre in self.TEXTES if getattr(self, nom)]
        return [*self.reponses, *dits]
