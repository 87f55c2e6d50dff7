"""Who is who: what names somebody goes in and comes out sealed, under the key of the case."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields

from maillage.commun.textes import compter
from maillage.metiers.audiences.models import Affaire, Partie
from maillage.socle.acces.chiffrement import Coffre as CoffreDuSocle

EFFACEE = "Identité effacée"


@dataclass(frozen=True)
class Identite:
    """A person in clear: natural, or legal (`raison_sociale`)."""

    civilite: str = ""
    nom: str = ""
    nom_usage: str = ""
    prenoms: str = ""
    date_naissance: dt.date | None = None
    lieu_naissance: str = ""
    nationalite: str = ""
    adresse: str = ""
    profession: str = ""
    situation_familiale: str = ""
    filiation: str = ""
    telephone: str = ""
    raison_sociale: str = ""
    siren: str = ""
    representant: str = ""

    @property
    def nom_complet(self) -> str:
        """« Dupont Jean », as the roll calls it."""
        if self.raison_sociale:
            return self.raison_sociale
        usage = f" ({self.nom_usage})" if self.nom_usage else ""
        return f"{self.nom.upper()}{usage} {self.prenoms}".strip() or "Identité à compléter"

    @property
    def est_complete(self) -> bool:
        """What a summons and a judgment need (art. 550 and 485 CPP)."""
        if self.raison_sociale:
            return bool(self.adresse and self.representant)
        return bool(
            self.nom and self.prenoms and self.date_naissance and self.lieu_naissance and self.adresse
        )


@dataclass(frozen=True)
class Incapacite:
    """Days of total incapacity for work of a victim, when they were fixed, and the document that says so."""

    jours: int | None = None
    date: dt.date | None = None
    source: str = ""

    @property
    def phrase(self) -> str:
        """« 12 jours, le 02/03/2026 (certificat n° 2026-00012, …) »; empty when none is known."""
        if self.jours is None:
            return ""
        quand = f", le {self.date:%d/%m/%Y}" if self.date else ""
        source = f" ({self.source[:1].lower()}{self.source[1:]})" if self.source else ""
        return f"{compter(self.jours, 'jour', aucun='aucun jour')}{quand}{source}"


class Coffre(CoffreDuSocle):
    """The key of a case, and who is who in it."""

    def __init__(self, affaire: Affaire) -> None:
        super().__init__(affaire.cle)

    def sceller_identite(self, identite: Identite, incapacite: Incapacite) -> str:
        naissance, fixee = identite.date_naissance, incapacite.date
        return self.sceller(
            {
                **{nom: v.strip() if isinstance(v, str) else v for nom, v in asdict(identite).items()},
                "date_naissance": naissance.isoformat() if naissance else "",
                "incapacite": {
                    "jours": incapacite.jours,
                    "date": fixee.isoformat() if fixee else "",
                    "source": incapacite.source,
                },
            }
        )

    def identite(self, partie: Partie) -> Identite:
        contenu = self.ouvrir(partie.contenu)
        naissance = contenu.pop("date_naissance", "")
        connus = {champ.name for champ in fields(Identite)}
        return Identite(
            date_naissance=dt.date.fromisoformat(naissance) if naissance else None,
            **{nom: valeur for nom, valeur in contenu.items() if nom in connus},
        )

    def incapacite(self, partie: Partie) -> Incapacite:
        """Nothing as long as none was typed, or once the key is destroyed."""
        contenu = self.ouvrir(partie.contenu).get("incapacite") or {}
        fixee = contenu.get("date", "")
        return Incapacite(
            contenu.get("jours"), dt.date.fromisoformat(fixee) if fixee else None, contenu.get("source", "")
        )

    def nom(self, partie: Partie) -> str:
        return EFFACEE if self.est_detruit else self.identite(partie).nom_complet
