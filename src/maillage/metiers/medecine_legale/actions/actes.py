"""Record, correct and cancel an act."""

from __future__ import annotations

from copy import copy
from dataclasses import asdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.commun.calendrier import est_ferie, zone_du_departement
from maillage.metiers.medecine_legale.actions.forclusions import proteger_facture, suivre_facturation
from maillage.metiers.medecine_legale.droits import ACTE_SAISIR
from maillage.metiers.medecine_legale.enums import Reseau, StatutActe, StatutRequisition
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, Requisition, table_actes
from maillage.metiers.medecine_legale.regles import (
    ValeursActe,
    cle_numero,
    controler_acte,
    periode_journee,
    suite_numero,
)
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation, Personne

CLES_ETRANGERES = (
    "structure",
    "requisition",
    "requerant",
    "juridiction",
    "praticien",
    "second_praticien",
    "auteur",
)
DOUBLON = (
    "Ce numéro interne désigne déjà un acte de votre structure : vérifiez-le, ou ouvrez l’acte existant."
)
TABLE_CHANGEE = (
    "Une liste vient d’être changée par l’administrateur : rechargez la page, vos réponses restent à l’écran."
)


def enregistrer_acte(
    *,
    agent: Agent,
    structure: Organisation,
    valeurs: ValeursActe,
    requisition: Requisition | None = None,
    praticien: Personne | None = None,
    second_praticien: Personne | None = None,
) -> ActeMedicoLegal:
    """Record an act. The requisition received becomes « en cours ».

    Raises AccesRefuse outside the agent's perimeter, ValidationError by field when a rule refuses the act.
    """
    exiger(agent, ACTE_SAISIR, structure)
    acte = ActeMedicoLegal(structure=structure, auteur=agent)
    _remplir(acte, valeurs, requisition, praticien, second_praticien)
    _enregistrer(acte)
    if requisition is not None and requisition.statut == StatutRequisition.RECUE:
        Requisition.objects.filter(pk=requisition.pk).update(statut=StatutRequisition.EN_COURS)
    suivre_facturation(agent, acte)
    return acte


def corriger_acte(
    *,
    agent: Agent,
    acte: ActeMedicoLegal,
    motif: str,
    valeurs: ValeursActe,
    requisition: Requisition | None = None,
    praticien: Personne | None = None,
    second_praticien: Personne | None = None,
) -> ActeMedicoLegal:
    """Correct an act, with a reason that the journal keeps beside what changed."""
    exiger(agent, ACTE_SAISIR, acte)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous corrigez cet acte : le journal garde ce motif."})
    with transaction.atomic(), motiver(motif):
        acte = ActeMedicoLegal.objects.select_for_update(of=("self",)).get(pk=acte.pk)
        if acte.est_annule:
            raise ValidationError("Cet acte est annulé : il ne se corrige plus.")
        _refuser_si_efface(acte)
        avant = copy(acte)
        _remplir(acte, valeurs, requisition, praticien, second_praticien)
        proteger_facture(avant, acte)
        _enregistrer(acte)
        suivre_facturation(agent, acte, avant.requisition)
    return acte


def annuler_acte(*, agent: Agent, acte: ActeMedicoLegal, motif: str) -> ActeMedicoLegal:
    """Cancel an act recorded by mistake: it stays readable, counts nowhere, and frees its internal number."""
    exiger(agent, ACTE_SAISIR, acte)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous annulez cet acte : le journal garde ce motif."})
    with transaction.atomic(), motiver(motif):
        acte = ActeMedicoLegal.objects.select_for_update(of=("self",)).get(pk=acte.pk)
        proteger_facture(acte)
        _refuser_si_efface(acte)
        acte.est_annule = True
        acte.save(update_fields=["est_annule"])
        suivre_facturation(agent, acte)
    return acte


def _refuser_si_efface(acte: ActeMedicoLegal) -> None:
    if acte.horodatage_purge is not None:
        raise ValidationError(
            "Les données de cet acte ont été effacées en fin de conservation : il ne change plus."
        )


def est_institut(structure: Organisation) -> bool:
    """An institut médico-légal, or a unit that has one: it does autopsies."""
    return structure.type == TypeOrganisation.INSTITUT_MEDICO_LEGAL or bool(
        structure.caracteristiques.get("institut")
    )


def reseau_de(structure: Organisation) -> Reseau:
    """A practitioner outside a structure has an organisation of his own, of the kind « réseau de proximité »."""
    est_proximite = structure.type == TypeOrganisation.RESEAU_PROXIMITE
    return Reseau.PROXIMITE if est_proximite else Reseau.STRUCTURE


def _remplir(
    acte: ActeMedicoLegal,
    valeurs: ValeursActe,
    requisition: Requisition | None,
    praticien: Personne | None,
    second_praticien: Personne | None,
) -> None:
    if requisition is not None and requisition.structure_id != acte.structure_id:
        raise ValidationError({"requisition": "Cette réquisition a été reçue par une autre structure."})
    if second_praticien is not None and second_praticien == praticien:
        raise ValidationError({"second_praticien": "Le second praticien est une autre personne."})
    preparer_acte(
        acte,
        valeurs,
        numero_pv=requisition.numero_pv if requisition else "",
        requerant=requisition.requerant if requisition else None,
        institut=est_institut(acte.structure),
    )
    acte.requisition = requisition
    acte.juridiction_id = requisition.juridiction_id if requisition else None
    acte.date_requisition = requisition.date_requisition if requisition else None
    acte.praticien = praticien
    acte.second_praticien = second_praticien


def preparer_acte(
    acte: ActeMedicoLegal,
    valeurs: ValeursActe,
    *,
    numero_pv: str,
    requerant: Organisation | None,
    institut: bool,
    est_reprise: bool = False,
) -> None:
    """Put the values on the row and derive what follows from them. Raises ValidationError by field."""
    erreurs = controler_acte(
        valeurs,
        table=table_actes(),
        aujourd_hui=timezone.localdate(),
        est_institut=institut,
        est_reprise=est_reprise,
    )
    if erreurs:
        raise ValidationError(erreurs)
    for champ, valeur in _champs(valeurs).items():
        setattr(acte, champ, valeur)
    acte.reseau = reseau_de(acte.structure)
    acte.requerant = requerant
    acte.numero_pv = numero_pv
    acte.cle_interne = cle_numero(acte.numero_interne)
    acte.cle_suite = suite_numero(acte.numero_interne)
    acte.cle_pv = cle_numero(numero_pv)
    acte.periode_journee = _periode(acte, valeurs)


def _champs(valeurs: ValeursActe) -> dict[str, Any]:
    champs = asdict(valeurs)
    del champs["a_requisition"]
    champs["numero_interne"] = valeurs.numero_interne.strip()
    for liste in ("types_examen", "examens", "natures_violence", "contextes_violence"):
        champs[liste] = sorted(set(champs[liste]))
    return champs


def _periode(acte: ActeMedicoLegal, valeurs: ValeursActe) -> str:
    if acte.heure_debut is None or acte.statut != StatutActe.REALISE:
        return valeurs.periode_journee
    commune = acte.structure.commune
    ferie = commune is not None and est_ferie(acte.date_examen, zone_du_departement(commune.departement.code))
    return periode_journee(acte.date_examen, acte.heure_debut, est_ferie=ferie)


def _enregistrer(acte: ActeMedicoLegal) -> None:
    acte.full_clean(exclude=CLES_ETRANGERES, validate_constraints=False)
    try:
        with transaction.atomic():
            acte.save()
    except IntegrityError as erreur:
        if "medecine_legale_acte_profil" in str(erreur):
            raise ValidationError(TABLE_CHANGEE) from erreur
        if "medecine_legale_acte_unique" not in str(erreur):
            raise
        raise ValidationError({"numero_interne": DOUBLON}) from erreur
