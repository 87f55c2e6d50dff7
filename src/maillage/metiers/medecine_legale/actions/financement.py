"""How a structure is paid, from a day on."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.medecine_legale.droits import FINANCEMENT_GERER
from maillage.metiers.medecine_legale.enums import ModeFinancement
from maillage.metiers.medecine_legale.models import FinancementStructure
from maillage.metiers.medecine_legale.models.facturation import mode_le
from maillage.metiers.medecine_legale.regles.memoires import premier_jour_facturable
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation


def fixer_financement(
    *, agent: Agent, structure: Organisation, mode: str, date_debut: dt.date, motif: str
) -> FinancementStructure:
    """Acts done from that day on are paid so. Raises ValidationError by field."""
    exiger(agent, FINANCEMENT_GERER, structure)
    if not motif.strip():
        raise ValidationError(
            {"motif": "Dites ce qui le décide (arrêté, circulaire, convention) : le journal le garde."}
        )
    if structure.type == TypeOrganisation.RESEAU_PROXIMITE:
        raise ValidationError(
            "Un praticien du réseau de proximité est payé à l’acte par nature : rien n’est à fixer."
        )
    with transaction.atomic(), motiver(motif):
        _controler(structure, ModeFinancement(mode), date_debut)
        financement = FinancementStructure(
            structure=structure, mode=mode, date_debut=date_debut, motif=motif.strip(), auteur=agent
        )
        financement.full_clean(exclude=["structure", "auteur"])
        financement.save()
    return financement


def _controler(structure: Organisation, mode: ModeFinancement, date_debut: dt.date) -> None:
    """The grant is not put back in the past, where acts may have been billed; acts too old are not billed anyway."""
    jour = timezone.localdate()
    Organisation.objects.select_for_update(of=("self",)).get(pk=structure.pk)
    if FinancementStructure.objects.filter(structure=structure, date_debut=date_debut).exists():
        raise ValidationError({"date_debut": "Un mode de financement commence déjà ce jour-là."})
    if FinancementStructure.objects.filter(structure=structure, date_debut__gt=date_debut).exists():
        raise ValidationError(
            {"date_debut": "Un autre mode commence plus tard : choisissez une date qui le suit."}
        )
    if mode_le(structure, date_debut) == mode:
        raise ValidationError(
            {"mode": f"À cette date, la structure est déjà financée ainsi : {mode.label.lower()}."}
        )
    if mode == ModeFinancement.DOTATION and date_debut < jour:
        raise ValidationError(
            {
                "date_debut": "Le retour à la dotation ne se fixe pas dans le passé : des actes ont pu être facturés."
            }
        )
    if mode == ModeFinancement.A_L_ACTE and date_debut < premier_jour_facturable(jour):
        raise ValidationError(
            {"date_debut": "Des actes aussi anciens sont forclos : fixez une date de moins d’un an."}
        )
