"""The half-yearly declaration to the judges (art. R. 472-10 CASF)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from maillage.metiers.protection.droits import DECLARATION_ETABLIR, DECLARATION_LIRE
from maillage.metiers.protection.enums import Nature
from maillage.metiers.protection.models import Declaration
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LigneDeclaree:
    tribunal: str
    nature: str
    nombre: int


@dataclass(frozen=True)
class DeclarationDonnees:
    SCHEMA: ClassVar[int] = 1

    mandataire: str
    type_mandataire: str
    adresse: str
    siret: str
    direction: str
    date_arrete: dt.date
    total: int
    lignes: tuple[LigneDeclaree, ...]
    tribunaux: tuple[str, ...]
    nombre_secretaires: int
    autres_activites: str
    quotite: int


def donnees_declaration(declaration: Declaration) -> DeclarationDonnees:
    organisation = declaration.organisation
    lignes = tuple(
        LigneDeclaree(tribunal["tribunal"], str(Nature(nature).label), nombre)
        for tribunal in declaration.chiffres
        for nature, nombre in sorted(tribunal["natures"].items())
    )
    commune = organisation.commune.nom if organisation.commune else ""
    return DeclarationDonnees(
        mandataire=organisation.nom,
        type_mandataire=declaration.mandataire.get_type_display(),
        adresse=", ".join(
            filter(None, [organisation.adresse, f"{organisation.code_postal} {commune}".strip()])
        ),
        siret=organisation.siret,
        direction=declaration.autorite.nom,
        date_arrete=declaration.date_arrete,
        total=declaration.total,
        lignes=lignes,
        tribunaux=tuple(tribunal["tribunal"] for tribunal in declaration.chiffres),
        nombre_secretaires=declaration.nombre_secretaires,
        autres_activites=declaration.autres_activites,
        quotite=declaration.quotite,
    )


DECLARATION = declarer_genre(
    code="protection.declaration",
    libelle="Déclaration semestrielle d’activité",
    donnees=DeclarationDonnees,
    gabarit="declaration.typ",
    droit=DECLARATION_ETABLIR,
    droit_lecture=DECLARATION_LIRE,
    construire=donnees_declaration,
    organisation="organisation",
    destinataire="autorite",
)
