"""Who is who: what names somebody goes in and comes out sealed, under the key of the case."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass, fields

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


class Coffre(CoffreDuSocle):
    """The key of a case, and who is who in it."""

    def __init__(self, affaire: Affaire) -> None:
        super().__init__(affaire.cle)

    def sceller_identite(self, identite: Identite) -> str:
        naissance = identite.date_naissance
        return self.sceller(
            {
                **{nom: v.strip() if isinstance(v, str) else v for nom, v in asdict(identite).items()},
                "date_naissance": naissance.isoformat() if naissance else "",
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

    def nom(self, partie: Partie) -> str:
        return EFFACEE if self.est_detruit else self.identite(partie).nom_complet
