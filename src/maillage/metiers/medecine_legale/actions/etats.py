"""Statements of activity: for a court, or signed as evidence for the annual grant."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.medecine_legale.droits import ETAT_ETABLIR, ETAT_SIGNER
from maillage.metiers.medecine_legale.enums import ModeFinancement, NatureEtat
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, EtatActivite
from maillage.metiers.medecine_legale.models.actes import ActeQuerySet
from maillage.metiers.medecine_legale.models.facturation import mode_le
from maillage.metiers.medecine_legale.regles.etats import controler_periode, empreinte_actes
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import produire

DOCUMENT = "medecine_legale.etat_activite"


def actes_de_l_etat(etat: EtatActivite) -> ActeQuerySet:
    """The acts that a statement declares, as they are now: done, not cancelled, in the period."""
    actes = ActeMedicoLegal.objects.filter(
        structure=etat.structure_id, date_examen__range=(etat.date_debut, etat.date_fin)
    ).comptes()
    return actes.filter(requisition__juridiction=etat.juridiction_id) if etat.juridiction_id else actes


def empreinte_actuelle(etat: EtatActivite) -> str:
    """The print of these acts now; another than the statement's says that they changed since."""
    return empreinte_actes(
        actes_de_l_etat(etat).order_by("pk").values_list("pk", "date_examen", "profil", "types_examen")
    )


def etablir_etat(
    *,
    agent: Agent,
    structure: Organisation,
    nature: str,
    date_debut: dt.date,
    date_fin: dt.date,
    juridiction: Organisation | None = None,
) -> EtatActivite:
    """Establish a statement; that of the grant is signed by the same gesture: dated, sealed by its document, traced.

    The same period again gives a new version, if the acts changed; the former one is kept and marked as replaced.
    """
    exiger(agent, ETAT_ETABLIR, structure)
    _controler(agent, structure, nature, juridiction, (date_debut, date_fin))
    if erreurs := controler_periode(date_debut, date_fin, aujourd_hui=timezone.localdate()):
        raise ValidationError(erreurs)
    with transaction.atomic():
        precedent = (
            EtatActivite.objects.select_for_update(of=("self",))
            .filter(
                structure=structure,
                nature=nature,
                juridiction=juridiction,
                date_debut=date_debut,
                date_fin=date_fin,
                remplace_par=None,
            )
            .first()
        )
        etat = EtatActivite(
            structure=structure,
            nature=nature,
            juridiction=juridiction,
            date_debut=date_debut,
            date_fin=date_fin,
            est_signe=nature == NatureEtat.DOTATION,
            remplace=precedent,
            auteur=agent,
        )
        etat.empreinte = empreinte_actuelle(etat)
        if precedent is not None and precedent.empreinte == etat.empreinte:
            raise ValidationError("Cet état existe déjà, et aucun acte n’a changé depuis : il fait foi.")
        etat.nombre_actes = actes_de_l_etat(etat).count()
        etat.save()
        produire(DOCUMENT, etat, agent=agent, remplace=_document(precedent))
    return etat


def _controler(
    agent: Agent,
    structure: Organisation,
    nature: str,
    juridiction: Organisation | None,
    jours: tuple[dt.date, dt.date],
) -> None:
    if nature == NatureEtat.JURIDICTION:
        if juridiction is None:
            raise ValidationError({"juridiction": "Choisissez la juridiction à qui l’état est destiné."})
        return
    if nature != NatureEtat.DOTATION:
        raise ValidationError({"nature": "Choisissez un état dans la liste."})
    exiger(agent, ETAT_SIGNER, structure)
    if juridiction is not None:
        raise ValidationError(
            {"juridiction": "Les actes de la dotation se déclarent toutes juridictions ensemble."}
        )
    if ModeFinancement.A_L_ACTE in {mode_le(structure, jour) for jour in jours}:
        raise ValidationError(
            {"nature": "Cette structure est payée à l’acte pendant la période : elle établit des mémoires."}
        )


def _document(etat: EtatActivite | None) -> DocumentProduit | None:
    if etat is None:
        return None
    return DocumentProduit.objects.de(etat).filter(statut=StatutDocument.EN_VIGUEUR).first()
