"""The certificate of findings, and the preview of the layout that a structure composes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from django.utils import timezone

from maillage.commun.textes import date_longue
from maillage.metiers.medecine_legale.actions.certificats import DOCUMENT
from maillage.metiers.medecine_legale.actions.missions import lire_mission
from maillage.metiers.medecine_legale.droits import CERTIFICAT_ETABLIR, IDENTITE_LIRE
from maillage.metiers.medecine_legale.enums import NatureCertificat
from maillage.metiers.medecine_legale.models import Certificat, ModeleCertificat, PartieNominative
from maillage.metiers.medecine_legale.regles.certificats import (
    BLOCS_PAR_DEFAUT,
    TITRE_PAR_DEFAUT,
    Bloc,
    GenreBloc,
    composer,
)
from maillage.socle.acces.chiffrement import ContenuDetruit, dechiffrer
from maillage.socle.documents.genre import declarer_genre
from maillage.socle.documents.production import ProductionImpossible


@dataclass(frozen=True)
class BlocDonnees:
    """A block as printed: its text is already filled."""

    genre: str
    titre: str
    texte: str


@dataclass(frozen=True)
class CertificatDonnees:
    """What a physician certifies. The identity comes from the encrypted record, read for this document only."""

    SCHEMA: ClassVar[int] = 2

    structure: str
    numero_interne: str
    nom: str
    prenom: str
    date_naissance: dt.date | None
    praticien: str
    date_examen: dt.date
    heure_debut: dt.time | None
    types_examen: tuple[str, ...]
    lieu: str
    numero_pv: str
    requerant: str
    mission: str
    constatations: str
    itt_jours: int | None
    titre: str
    entete: str
    blocs: tuple[BlocDonnees, ...]
    nature: str
    remplace: str
    motif: str
    date_reevaluation: dt.date | None


def _composer_blocs(blocs: Iterable[Bloc], valeurs: dict[str, str]) -> tuple[BlocDonnees, ...]:
    return tuple(
        BlocDonnees(GenreBloc(bloc.genre).value, composer(bloc.titre, valeurs), composer(bloc.texte, valeurs))
        for bloc in blocs
    )


def blocs_de(modele: ModeleCertificat | None) -> list[Bloc]:
    """The layout of a template, or the common one."""
    return [Bloc(**bloc) for bloc in modele.blocs] if modele else list(BLOCS_PAR_DEFAUT)


def donnees_certificat(certificat: Certificat) -> CertificatDonnees:
    """Data of one version; the nominative part is opened here, under the right to issue that was just asked."""
    acte, modele, precedent = certificat.acte, certificat.modele, certificat.remplace
    contenu = _ouvrir(certificat)
    naissance = contenu["date_naissance"]
    valeurs = {
        "structure": acte.structure.nom,
        "praticien": str(acte.praticien or ""),
        "date_examen": date_longue(acte.date_examen),
        "lieu": acte.get_lieu_display(),
        "numero_interne": acte.numero_interne,
        "numero_pv": acte.numero_pv,
        "requerant": acte.requerant.nom if acte.requerant else "",
    }
    return CertificatDonnees(
        structure=valeurs["structure"],
        numero_interne=acte.numero_interne,
        nom=contenu["nom"],
        prenom=contenu["prenom"],
        date_naissance=dt.date.fromisoformat(naissance) if naissance else None,
        praticien=valeurs["praticien"],
        date_examen=acte.date_examen,
        heure_debut=acte.heure_debut,
        types_examen=tuple(acte.libelles_types),
        lieu=valeurs["lieu"],
        numero_pv=acte.numero_pv,
        requerant=valeurs["requerant"],
        mission=lire_mission(acte.requisition) if acte.requisition else "",
        constatations=contenu["constatations"],
        itt_jours=certificat.itt_jours,
        titre=composer(modele.titre, valeurs) if modele else TITRE_PAR_DEFAUT,
        entete=composer(modele.entete, valeurs) if modele else "",
        blocs=_composer_blocs(blocs_de(modele), valeurs),
        nature="" if certificat.nature == NatureCertificat.INITIAL else certificat.get_nature_display(),
        remplace=f"{precedent.document.numero} du {date_longue(precedent.date_etablissement)}"
        if precedent and precedent.document
        else "",
        motif=certificat.motif,
        date_reevaluation=certificat.date_reevaluation,
    )


def _ouvrir(certificat: Certificat) -> dict[str, Any]:
    partie = PartieNominative.objects.filter(acte=certificat.acte_id).select_related("cle").first()
    if partie is None:
        raise ProductionImpossible(
            "L’identité et les constatations manquent : depuis l’acte, « Établir le certificat » les demande."
        )
    try:
        return dechiffrer(partie.cle, partie.contenu)
    except ContenuDetruit as erreur:
        raise ProductionImpossible(
            "L’identité a été effacée à la fin de sa durée de conservation : ce certificat ne s’établit plus."
        ) from erreur


def _de_1_vers_2(donnees: dict[str, Any]) -> dict[str, Any]:
    """Certificates of the first schema had one layout, and one version."""
    valeurs = {
        cle: str(donnees[cle] or "") for cle in ("structure", "praticien", "numero_interne", "numero_pv")
    }
    return {
        **donnees,
        "titre": TITRE_PAR_DEFAUT,
        "entete": "",
        "blocs": [asdict(bloc) for bloc in _composer_blocs(BLOCS_PAR_DEFAUT, valeurs)],
        "nature": "",
        "remplace": "",
        "motif": "",
        "date_reevaluation": None,
    }


CERTIFICAT = declarer_genre(
    code=DOCUMENT,
    libelle="Certificat de constatation",
    donnees=CertificatDonnees,
    gabarit="certificat.typ",
    droit=CERTIFICAT_ETABLIR,
    droit_lecture=IDENTITE_LIRE,
    construire=donnees_certificat,
    organisation="structure",
    conversions={1: _de_1_vers_2},
)


def donnees_apercu(modele: ModeleCertificat) -> CertificatDonnees:
    """A layout filled with an example, so that it is judged before being published."""
    jour = timezone.localdate()
    valeurs = {
        "structure": modele.structure.nom,
        "praticien": "Dr Exemple",
        "date_examen": date_longue(jour),
        "lieu": "Unité médico-judiciaire",
        "numero_interne": "EXEMPLE-001",
        "numero_pv": "EXEMPLE/001",
        "requerant": "Commissariat d’exemple",
    }
    return CertificatDonnees(
        structure=valeurs["structure"],
        numero_interne=valeurs["numero_interne"],
        nom="Exemple",
        prenom="Camille",
        date_naissance=dt.date(1990, 1, 1),
        praticien=valeurs["praticien"],
        date_examen=jour,
        heure_debut=dt.time(10, 5),
        types_examen=("Somatique",),
        lieu=valeurs["lieu"],
        numero_pv=valeurs["numero_pv"],
        requerant=valeurs["requerant"],
        mission="Examiner la personne, décrire les lésions et fixer l’incapacité totale de travail.",
        constatations="Texte des constatations, tel que le médecin l’écrira.",
        itt_jours=5,
        titre=composer(modele.titre, valeurs),
        entete=composer(modele.entete, valeurs),
        blocs=_composer_blocs(blocs_de(modele), valeurs),
        nature="",
        remplace="",
        motif="",
        date_reevaluation=None,
    )


APERCU = declarer_genre(
    code="medecine_legale.apercu_certificat",
    libelle="Aperçu d’un modèle de certificat",
    donnees=CertificatDonnees,
    gabarit="certificat.typ",
    droit=CERTIFICAT_ETABLIR,
    construire=donnees_apercu,
    organisation="structure",
)
