"""The signed statement of monthly staffing: evidence for payment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from maillage.metiers.medecine_legale.actions.effectifs import DOCUMENT, professions, valeurs_de
from maillage.metiers.medecine_legale.droits import EFFECTIF_LIRE, EFFECTIF_SIGNER
from maillage.metiers.medecine_legale.models import EtatEffectif, ReferenceEffectif
from maillage.metiers.medecine_legale.regles.effectifs import reference_en_vigueur
from maillage.socle.acces.contexte import contexte_courant
from maillage.socle.documents.genre import declarer_genre


@dataclass(frozen=True)
class LigneDonnees:
    """One profession."""

    code: str
    profession: str
    etp: Decimal
    reference: Decimal | None


@dataclass(frozen=True)
class EtatEffectifsDonnees:
    """What is signed."""

    SCHEMA: ClassVar[int] = 1

    structure: str
    mois: dt.date
    rang: int
    lignes: tuple[LigneDonnees, ...]
    total: Decimal
    total_reference: Decimal | None
    validateur: str
    signataire: str
    horodatage_signature: dt.datetime
    empreinte: str
    motif: str


def donnees_etat(etat: EtatEffectif) -> EtatEffectifsDonnees:
    valeurs = valeurs_de(etat)
    references = ReferenceEffectif.objects.filter(structure=etat.structure).order_by("date_debut")
    attendus = reference_en_vigueur(references.values_list("date_debut", "profession", "etp"), etat.mois)
    if etat.horodatage_signature is None:
        raise ValueError("Only a signed month has a statement.")
    return EtatEffectifsDonnees(
        structure=etat.structure.nom,
        mois=etat.mois,
        rang=etat.rang,
        lignes=tuple(
            LigneDonnees(code, nom, valeurs[code], attendus.get(code))
            for code, nom in professions(etat.mois).items()
            if code in valeurs
        ),
        total=sum(valeurs.values(), Decimal(0)),
        total_reference=sum(attendus.values(), Decimal(0)) if attendus else None,
        validateur=str(etat.auteur_validation or ""),
        signataire=str(etat.auteur_signature or ""),
        horodatage_signature=etat.horodatage_signature,
        empreinte=etat.empreinte,
        motif=contexte_courant().motif if etat.rang > 1 else "",
    )


ETAT_EFFECTIFS = declarer_genre(
    code=DOCUMENT,
    libelle="État des effectifs",
    donnees=EtatEffectifsDonnees,
    gabarit="etat_effectifs.typ",
    droit=EFFECTIF_SIGNER,
    droit_lecture=EFFECTIF_LIRE,
    construire=donnees_etat,
    organisation="structure",
)
