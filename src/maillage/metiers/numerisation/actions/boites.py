"""Boxes: opened with a label, filled by scanning, closed with a seal."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.numerisation.actions.numeros import centre_de, lire_etiquette, suivants, trouver
from maillage.metiers.numerisation.actions.parcours import avancer
from maillage.metiers.numerisation.droits import BOITE_TENIR
from maillage.metiers.numerisation.enums.boites import StatutBoite
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette, TypeEvenement
from maillage.metiers.numerisation.models import Boite, Dossier
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

PLANCHE = 24
"""Labels of a sheet."""


def ouvrir(*, agent: Agent, centre: Organisation, nombre: int = 1) -> list[Boite]:
    """Open empty boxes, whose labels are then printed."""
    exiger(agent, BOITE_TENIR, centre)
    if not 1 <= nombre <= PLANCHE:
        raise ValidationError(
            {"nombre": f"Ouvrez de 1 à {PLANCHE} boîtes à la fois : une planche d’étiquettes."}
        )
    with transaction.atomic():
        etiquettes = suivants(centre_de(centre.pk), GenreEtiquette.BOITE, nombre)
        return Boite.objects.bulk_create(
            Boite(centre=centre, numero=etiquette.numero, code=etiquette.code) for etiquette in etiquettes
        )


def ranger(*, agent: Agent, boite: Boite, lu: str) -> Dossier:
    """Put in the box the record whose label was just read."""
    exiger(agent, BOITE_TENIR, boite.centre)
    etiquette = lire_etiquette(lu, GenreEtiquette.DOSSIER)
    with transaction.atomic():
        ouverte = _ouverte(boite)
        dossier = trouver(agent, Dossier, etiquette, centre=boite.centre_id)
        if dossier.boite_id == ouverte.pk:
            raise ValidationError(f"{dossier} est déjà dans cette boîte.")
        return avancer(dossier, TypeEvenement.MISE_EN_BOITE, auteur=agent, motif=str(ouverte), boite=ouverte)


def sortir(*, agent: Agent, dossier: Dossier, motif: str = "") -> Dossier:
    """Take a record out of its open box."""
    exiger(agent, BOITE_TENIR, dossier.centre)
    with transaction.atomic():
        if dossier.boite is None:
            raise ValidationError(f"{dossier} n’est dans aucune boîte.")
        _ouverte(dossier.boite)
        return avancer(dossier, TypeEvenement.SORTIE_DE_BOITE, auteur=agent, motif=motif, boite=None)


def fermer(*, agent: Agent, boite: Boite, numero_scelle: str) -> Boite:
    """Close a box and say its seal."""
    exiger(agent, BOITE_TENIR, boite.centre)
    if not numero_scelle.strip():
        raise ValidationError({"numero_scelle": "Indiquez le numéro du scellé posé sur la boîte."})
    with transaction.atomic():
        ouverte = _ouverte(boite)
        if not ouverte.dossiers.exists():
            raise ValidationError("Cette boîte est vide : lisez au moins un dossier.")
        ouverte.statut = StatutBoite.FERMEE
        ouverte.numero_scelle = numero_scelle.strip()
        ouverte.horodatage_fermeture = timezone.now()
        ouverte.full_clean(exclude=["centre", "prestataire", "expedition"])
        ouverte.save()
    return ouverte


def rouvrir(*, agent: Agent, boite: Boite, motif: str) -> Boite:
    """Open again a box that has not left: its seal is void, the next one is another."""
    exiger(agent, BOITE_TENIR, boite.centre)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous rouvrez cette boîte."})
    with motiver(motif):
        ecrite = Boite.objects.select_for_update(of=("self",)).get(pk=boite.pk)
        if ecrite.statut != StatutBoite.FERMEE:
            raise ValidationError("Seule une boîte fermée, qui n’est pas partie, se rouvre.")
        if ecrite.expedition_id:
            raise ValidationError("Cette boîte est dans une expédition : retirez-la d’abord du bordereau.")
        ecrite.statut, ecrite.numero_scelle, ecrite.horodatage_fermeture = StatutBoite.OUVERTE, "", None
        ecrite.save()
    return ecrite


def _ouverte(boite: Boite) -> Boite:
    ecrite = Boite.objects.select_for_update(of=("self",)).get(pk=boite.pk)
    if ecrite.statut != StatutBoite.OUVERTE:
        raise ValidationError(f"{ecrite} est fermée : rouvrez-la pour changer ce qu’elle contient.")
    return ecrite
