"""Monthly staffing: expect, enter, validate, sign, close the year, correct afterwards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import enumerer, mois_annee
from maillage.metiers.medecine_legale.droits import EFFECTIF_SAISIR, EFFECTIF_SIGNER
from maillage.metiers.medecine_legale.enums import StatutEtatEffectif
from maillage.metiers.medecine_legale.models import (
    EtatEffectif,
    ExerciceEffectif,
    LigneEffectif,
    ReferenceEffectif,
)
from maillage.metiers.medecine_legale.regles import effectifs as regles
from maillage.metiers.medecine_legale.regles.effectifs import Valeurs
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire
from maillage.socle.echanges.referentiels import libelles
from maillage.socle.echeances.actions import creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

DOCUMENT = "medecine_legale.etat_effectifs"
PROFESSIONS = "medecine_legale.profession"
TYPES_STRUCTURE = (TypeOrganisation.UNITE_MEDICO_JUDICIAIRE, TypeOrganisation.INSTITUT_MEDICO_LEGAL)

MOIS_A_SAISIR = declarer_genre_echeance(
    "medecine_legale.effectif_mensuel",
    "État mensuel des effectifs",
    verbe="Saisir et valider les effectifs",
    bouton="Ouvrir la grille",
    droit=EFFECTIF_SAISIR,
    rappels=(4, 1),
)
ANNEE_A_CLORE = declarer_genre_echeance(
    "medecine_legale.cloture_effectifs",
    "Clôture annuelle des effectifs",
    verbe="Signer et clore les effectifs",
    bouton="Ouvrir l’année",
    droit=EFFECTIF_SIGNER,
    rappels=(30, 15, 4, 1),
)


def structures_declarantes() -> QuerySet[Organisation]:
    """Structures that declare their staffing: units and institutes, not practitioners paid by the act."""
    return Organisation.objects.filter(type__in=TYPES_STRUCTURE, est_active=True, est_gestionnaire=True)


def professions(mois: dt.date) -> dict[str, str]:
    """Code → label of the professions declared in a month, from the dated reference list."""
    return libelles(PROFESSIONS, mois)


def attendre_mois(*, agent: Agent, structure: Organisation, mois: dt.date) -> EtatEffectif:
    """Expect a month: it is shown as to be filled in, and due before the 5th of the next one. Twice is once."""
    exiger(agent, EFFECTIF_SAISIR, structure)
    etat, _ = EtatEffectif.objects.get_or_create(structure=structure, mois=mois)
    if etat.statut in (StatutEtatEffectif.ATTENDU, StatutEtatEffectif.SAISI):
        creer_echeance(
            agent=agent,
            genre=MOIS_A_SAISIR,
            organisation=structure,
            objet=etat,
            libelle=f"{mois_annee(mois).capitalize()} · {structure.nom}",
            date_limite=regles.date_limite_saisie(mois),
            url=reverse("medecine_legale:effectifs_grille", args=[structure.pk, mois.year]),
            base_legale="Guide national de décompte",
        )
    return etat


def attendre_annee(*, agent: Agent, structure: Organisation, annee: int) -> ExerciceEffectif:
    """Open a year: it is to be closed by 5 January of the next one. Twice is once."""
    exiger(agent, EFFECTIF_SIGNER, structure)
    exercice, _ = ExerciceEffectif.objects.get_or_create(structure=structure, annee=annee)
    if not exercice.est_clos:
        creer_echeance(
            agent=agent,
            genre=ANNEE_A_CLORE,
            organisation=structure,
            objet=exercice,
            libelle=f"Année {annee} · {structure.nom}",
            date_limite=exercice.date_cloture_due,
            url=reverse("medecine_legale:effectifs_grille", args=[structure.pk, annee]),
            base_legale="Circulaire du 25 avril 2012",
        )
    return exercice


def enregistrer_effectifs(
    *,
    agent: Agent,
    structure: Organisation,
    valeurs: Mapping[dt.date, Valeurs],
    motif: str = "",
) -> list[EtatEffectif]:
    """Write the cells that differ; None empties one. Returns the months that changed.

    A validated or signed month that changes has to be validated and signed again; a signed one asks a reason. In a
    closed year, see `corriger_mois_clos`. Raises ValidationError under the key « AAAA-MM » or « AAAA-MM.profession ».
    """
    exiger(agent, EFFECTIF_SAISIR, structure)
    erreurs = _controler(valeurs)
    if erreurs:
        raise ValidationError(erreurs)
    with transaction.atomic(), motiver(motif.strip()):
        closes = set(_annees_closes(structure))
        changes = []
        for mois in sorted(valeurs):
            etat = _etat_verrouille(structure, mois)
            actuelles = valeurs_de(etat)
            if all(actuelles.get(p) == v for p, v in valeurs[mois].items()):
                continue
            if mois.year in closes:
                raise ValidationError(
                    f"L’année {mois.year} est close : un mois se corrige seul, avec un motif et une nouvelle"
                    " signature."
                )
            if etat.est_signe and not motif.strip():
                raise ValidationError(
                    f"{mois_annee(mois).capitalize()} est signé : donnez le motif de la correction."
                )
            _ecrire(etat, valeurs[mois])
            _rouvrir(etat)
            changes.append(etat)
    return changes


def valider_mois(*, agent: Agent, etat: EtatEffectif) -> EtatEffectif:
    """Declare a month complete. Every profession must be filled in, if only with a zero."""
    exiger(agent, EFFECTIF_SAISIR, etat)
    with transaction.atomic():
        etat = (
            EtatEffectif.objects.select_for_update(of=("self",)).select_related("structure").get(pk=etat.pk)
        )
        if etat.statut in (StatutEtatEffectif.VALIDE, StatutEtatEffectif.SIGNE):
            return etat
        noms = professions(etat.mois)
        vides = regles.manquantes(valeurs_de(etat), list(noms))
        if vides:
            raise ValidationError(
                f"Renseignez {enumerer([noms[p] for p in vides])} : une case vide n’est pas un zéro."
            )
        etat.statut = StatutEtatEffectif.VALIDE
        etat.auteur_validation, etat.horodatage_validation = agent, timezone.now()
        etat.save(update_fields=["statut", "auteur_validation", "horodatage_validation"])
        lever_echeance(agent=agent, genre=MOIS_A_SAISIR, objet=etat)
    return etat


def signer_mois(*, agent: Agent, etat: EtatEffectif, motif: str = "") -> EtatEffectif:
    """Sign a validated month: its figures are hashed, and the document « état des effectifs » is issued."""
    exiger(agent, EFFECTIF_SIGNER, etat)
    with transaction.atomic(), motiver(motif.strip()):
        etat = (
            EtatEffectif.objects.select_for_update(of=("self",)).select_related("structure").get(pk=etat.pk)
        )
        if etat.est_signe:
            return etat
        if etat.statut != StatutEtatEffectif.VALIDE:
            raise ValidationError("Ce mois n’est pas validé : faites-le valider avant de le signer.")
        etat.rang += 1
        etat.statut = StatutEtatEffectif.SIGNE
        etat.auteur_signature, etat.horodatage_signature = agent, timezone.now()
        etat.empreinte = regles.empreinte(
            structure=etat.structure_id, mois=etat.mois, rang=etat.rang, valeurs=valeurs_de(etat)
        )
        etat.save(update_fields=["rang", "statut", "auteur_signature", "horodatage_signature", "empreinte"])
        precedent = DocumentProduit.objects.de(etat).filter(genre=DOCUMENT, statut="en_vigueur").first()
        produire(DOCUMENT, etat, agent=agent, remplace=precedent)
    return etat


def est_intact(etat: EtatEffectif) -> bool:
    """Tell whether the figures are those that were signed."""
    return etat.empreinte == regles.empreinte(
        structure=etat.structure_id, mois=etat.mois, rang=etat.rang, valeurs=valeurs_de(etat)
    )


def clore_annee(*, agent: Agent, structure: Organisation, annee: int) -> ExerciceEffectif:
    """Close a year that is over and whose twelve months are signed."""
    exiger(agent, EFFECTIF_SIGNER, structure)
    if timezone.localdate() <= dt.date(annee, 12, 31):
        raise ValidationError(f"L’année {annee} n’est pas terminée : elle se clôt à partir du 1er janvier.")
    with transaction.atomic():
        signes = set(
            EtatEffectif.objects.select_for_update(of=("self",))
            .filter(structure=structure, mois__year=annee, statut=StatutEtatEffectif.SIGNE)
            .order_by("mois")
            .values_list("mois", flat=True)
        )
        restants = [m for m in regles.mois_de_l_annee(annee) if m not in signes]
        if restants:
            raise ValidationError(
                f"Il reste à signer : {enumerer([mois_annee(m) for m in restants])}. L’année se clôt ensuite."
            )
        exercice, _ = ExerciceEffectif.objects.select_for_update(of=("self",)).get_or_create(
            structure=structure, annee=annee
        )
        if not exercice.est_clos:
            exercice.auteur_cloture, exercice.horodatage_cloture = agent, timezone.now()
            exercice.save(update_fields=["auteur_cloture", "horodatage_cloture"])
            lever_echeance(agent=agent, genre=ANNEE_A_CLORE, objet=exercice)
    return exercice


def corriger_mois_clos(*, agent: Agent, etat: EtatEffectif, valeurs: Valeurs, motif: str) -> EtatEffectif:
    """After the closing: a reason, the new figures and a new signature, all at once or nothing."""
    exiger(agent, EFFECTIF_SIGNER, etat)
    if not motif.strip():
        raise ValidationError(
            {"motif": "Dites pourquoi vous corrigez un mois clos : la signature le rappelle."}
        )
    erreurs = _controler({etat.mois: valeurs})
    if erreurs:
        raise ValidationError(erreurs)
    with transaction.atomic(), motiver(motif.strip()):
        etat = _etat_verrouille(etat.structure, etat.mois)
        actuelles = valeurs_de(etat)
        if all(actuelles.get(p) == v for p, v in valeurs.items()):
            raise ValidationError("Aucune valeur ne change : il n’y a rien à corriger.")
        _ecrire(etat, valeurs)
        _rouvrir(etat)
        etat = valider_mois(agent=agent, etat=etat)
        return signer_mois(agent=agent, etat=etat, motif=motif)


def fixer_reference(
    *, agent: Agent, structure: Organisation, date_debut: dt.date, valeurs: Mapping[str, Decimal]
) -> None:
    """Set the expected staffing from a month on; a second call for the same month replaces it."""
    exiger(agent, EFFECTIF_SIGNER, structure)
    erreurs = {p: refus for p, v in valeurs.items() if (refus := regles.controler_etp(v))}
    if date_debut.day != 1:
        erreurs["date_debut"] = "Une référence commence le premier jour d’un mois."
    if not valeurs:
        erreurs["__all__"] = "Indiquez au moins une profession."
    if erreurs:
        raise ValidationError(erreurs)
    ReferenceEffectif.objects.bulk_create(
        [
            ReferenceEffectif(structure=structure, date_debut=date_debut, profession=profession, etp=etp)
            for profession, etp in sorted(valeurs.items())
        ],
        update_conflicts=True,
        unique_fields=["structure", "profession", "date_debut"],
        update_fields=["etp"],
    )


def valeurs_de(etat: EtatEffectif) -> dict[str, Decimal]:
    """Figures of a month, by profession."""
    return dict(LigneEffectif.objects.filter(etat=etat).order_by("id").values_list("profession", "etp"))


def _controler(valeurs: Mapping[dt.date, Valeurs]) -> dict[str, str]:
    aujourd_hui = timezone.localdate()
    erreurs: dict[str, str] = {}
    for mois, ligne in valeurs.items():
        if refus := regles.controler_mois(mois, aujourd_hui):
            erreurs[f"{mois:%Y-%m}"] = refus
        connues = professions(mois)
        for profession, valeur in ligne.items():
            refus = regles.controler_etp(valeur)
            if profession not in connues:
                refus = f"« {profession} » n’est pas une profession déclarée ce mois-là."
            if refus:
                erreurs[f"{mois:%Y-%m}.{profession}"] = refus
    return erreurs


def _annees_closes(structure: Organisation) -> QuerySet[ExerciceEffectif, int]:
    exercices = ExerciceEffectif.objects.filter(structure=structure, horodatage_cloture__isnull=False)
    return exercices.order_by("annee").values_list("annee", flat=True)


def _etat_verrouille(structure: Organisation, mois: dt.date) -> EtatEffectif:
    EtatEffectif.objects.get_or_create(structure=structure, mois=mois)
    return (
        EtatEffectif.objects.select_for_update(of=("self",))
        .select_related("structure")
        .get(structure=structure, mois=mois)
    )


def _ecrire(etat: EtatEffectif, valeurs: Valeurs) -> None:
    existantes = {ligne.profession: ligne for ligne in LigneEffectif.objects.filter(etat=etat).order_by("id")}
    for profession, etp in sorted(valeurs.items()):
        ligne = existantes.get(profession)
        if etp is None:
            if ligne is not None:
                ligne.delete()
        elif ligne is None:
            LigneEffectif.objects.create(
                structure=etat.structure, etat=etat, mois=etat.mois, profession=profession, etp=etp
            )
        elif ligne.etp != etp:
            ligne.etp = etp
            ligne.save(update_fields=["etp"])


def _rouvrir(etat: EtatEffectif) -> None:
    """The figures moved: validation and signature no longer stand; past signatures stay in the documents."""
    etat.statut = StatutEtatEffectif.SAISI
    if not LigneEffectif.objects.filter(etat=etat).exists():
        etat.statut = StatutEtatEffectif.ATTENDU
    etat.auteur_validation = etat.horodatage_validation = None
    etat.auteur_signature = etat.horodatage_signature = None
    etat.empreinte = ""
    etat.save(
        update_fields=[
            "statut",
            "auteur_validation",
            "horodatage_validation",
            "auteur_signature",
            "horodatage_signature",
            "empreinte",
        ]
    )
