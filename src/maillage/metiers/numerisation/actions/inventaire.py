"""Inventory: a record is said once, and gets its label; what was said is corrected with a reason."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.numerisation.actions.coffre import Coffre, Salarie
from maillage.metiers.numerisation.actions.faits import compter_dossiers
from maillage.metiers.numerisation.actions.listes import durees_du
from maillage.metiers.numerisation.actions.numeros import centre_de, suivants
from maillage.metiers.numerisation.actions.parcours import premier_evenement
from maillage.metiers.numerisation.droits import INVENTAIRE_TENIR
from maillage.metiers.numerisation.enums.boites import EpaisseurDossier
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.models import Dossier, EvenementDossier, IdentiteDossier
from maillage.metiers.numerisation.regles.conservation import Durees, calculer
from maillage.metiers.numerisation.regles.inventaire import controler_salarie
from maillage.socle.acces.chiffrement import chiffrer
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation

_LOT = 1000


@dataclass(frozen=True)
class LigneInventaire:
    """What is said of a record when it is taken from its shelf."""

    salarie: Salarie
    reference: str = ""
    epaisseur: str = EpaisseurDossier.MOYEN
    rayonnage: str = ""


def inventorier(*, agent: Agent, centre: Organisation, ligne: LigneInventaire) -> Dossier:
    """Record one record. Raises AccesRefuse outside the agent's centre, ValidationError by field."""
    exiger(agent, INVENTAIRE_TENIR, centre)
    return inventorier_tous(agent=agent, centre=centre, lignes=[ligne])[0]


def inventorier_tous(
    *,
    agent: Agent,
    centre: Organisation,
    lignes: Sequence[LigneInventaire],
    instant: dt.datetime | None = None,
) -> list[Dossier]:
    """Record many at once, in their order: all or none. `instant`: when it was done, now unless said."""
    exiger(agent, INVENTAIRE_TENIR, centre)
    with transaction.atomic():
        participant = centre_de(centre.pk)
        _controler_references(centre.pk, [ligne.reference.strip() for ligne in lignes])
        etiquettes = suivants(participant, GenreEtiquette.DOSSIER, len(lignes))
        maintenant, durees = instant or timezone.now(), durees_du(timezone.localdate())
        dossiers, coffres = [], []
        for ligne, etiquette in zip(lignes, etiquettes, strict=True):
            _controler(ligne)
            cle, _ = chiffrer({})
            coffres.append(Coffre(cle))
            dossier = Dossier(
                centre=centre,
                campagne=participant.campagne,
                cle=cle,
                numero=etiquette.numero,
                code=etiquette.code,
                reference=ligne.reference.strip(),
                epaisseur=ligne.epaisseur,
                rayonnage=ligne.rayonnage.strip(),
                horodatage_etat=maintenant,
            )
            conserver(dossier, ligne.salarie, durees)
            dossiers.append(dossier)
        evenements = [premier_evenement(dossier, auteur=agent) for dossier in dossiers]
        Dossier.objects.bulk_create(dossiers, batch_size=_LOT)
        EvenementDossier.objects.bulk_create(evenements, batch_size=_LOT)
        IdentiteDossier.objects.bulk_create(
            (
                IdentiteDossier(dossier=dossier, centre=centre, **coffre.identite(ligne.salarie))
                for dossier, coffre, ligne in zip(dossiers, coffres, lignes, strict=True)
            ),
            batch_size=_LOT,
        )
        compter_dossiers([dossier.pk for dossier in dossiers])
    return dossiers


def corriger(*, agent: Agent, dossier: Dossier, ligne: LigneInventaire, motif: str) -> Dossier:
    """Correct what was said; the reason is kept in the history."""
    exiger(agent, INVENTAIRE_TENIR, dossier)
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous corrigez l’inventaire."})
    _controler(ligne)
    with motiver(motif):
        ecrit = Dossier.objects.select_for_update(of=("self",)).select_related("cle").get(pk=dossier.pk)
        coffre = Coffre.de(ecrit)
        ecrit.reference, ecrit.rayonnage = ligne.reference.strip(), ligne.rayonnage.strip()
        ecrit.epaisseur = ligne.epaisseur
        conserver(ecrit, ligne.salarie, durees_du(timezone.localdate()))
        _controler_references(ecrit.centre_id, [ecrit.reference], sauf=ecrit.pk)
        ecrit.full_clean(exclude=["centre", "campagne", "cle", "prestataire", "boite"])
        ecrit.save()
        IdentiteDossier.objects.filter(dossier=ecrit).update(**coffre.identite(ligne.salarie))
    return ecrit


def conserver(dossier: Dossier, salarie: Salarie, durees: Durees) -> None:
    """Set until when the law keeps this record; not saved."""
    trouvee = calculer(salarie.suivi(est_retenu=dossier.est_retenu), durees)
    dossier.date_limite = trouvee.date_limite
    dossier.est_suspendu = trouvee.est_suspendue
    dossier.est_limite_a_confirmer = trouvee.est_a_confirmer


def _controler_references(centre: int, references: Sequence[str], sauf: int = 0) -> None:
    """Each number of the business software names one record of the centre. Raises ValidationError otherwise."""
    dites = [reference for reference in references if reference]
    doubles = {reference for reference, fois in Counter(dites).items() if fois > 1}
    if dites:
        connus = Dossier.objects.filter(centre=centre, reference__in=dites).exclude(pk=sauf)
        doubles |= set(connus.values_list("reference", flat=True))
    if doubles:
        raise ValidationError(
            {"reference": f"Un dossier de ce centre porte déjà ce numéro : {', '.join(sorted(doubles))}."}
        )


def _controler(ligne: LigneInventaire) -> None:
    salarie = ligne.salarie
    erreurs = controler_salarie(
        nom=salarie.nom,
        prenom=salarie.prenom,
        nir=salarie.nir,
        date_naissance=salarie.date_naissance,
        date_derniere_visite=salarie.date_derniere_visite,
        date_deces=salarie.date_deces,
        aujourd_hui=timezone.localdate(),
    )
    if erreurs:
        raise ValidationError(erreurs)
