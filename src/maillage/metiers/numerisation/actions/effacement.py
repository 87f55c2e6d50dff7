"""The end of retention: the key of a record is destroyed, and nothing of it can be read any more, back-ups included.

What stays: that the record existed, what happened to it, and the fingerprints by which its lot is still proven.
Somebody decides it, record by record; the law says only from which day it is due (R. 4624-45-9).
"""

from __future__ import annotations

from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer
from maillage.metiers.numerisation.actions.rangement import effacer as effacer_fichier
from maillage.metiers.numerisation.droits import CONSERVATION_GERER
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import Dossier, Fichier, IdentiteDossier
from maillage.socle.acces.chiffrement import detruire
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.journal.effacement import effacer_contenus

DOCUMENTS = ("numerisation.releve_acces",)
"""Papers that name the worker."""


def motif_de_garder(dossier: Dossier) -> str:
    """Why the law still keeps this record; empty once its day is past."""
    if dossier.date_limite is None:
        return "Rien ne dit jusqu’à quand la loi le garde : complétez l’inventaire (dernière visite, expositions)."
    if dossier.est_limite_a_confirmer:
        return "La durée qui le garde est à confirmer : faites-la confirmer dans la liste des durées."
    if dossier.date_limite >= timezone.localdate():
        return f"La loi le garde jusqu’au {date_courte(dossier.date_limite)}."
    return ""


def effacer(*, agent: Agent, dossier: Dossier, motif: str) -> Dossier:
    """Erase a record past its day. Raises ValidationError while the law, a claim, an incident or its paper keeps it."""
    exiger(agent, CONSERVATION_GERER, dossier.centre)
    if not motif.strip():
        raise ValidationError(
            {"motif": "Dites qui l’a décidé : le motif reste dans l’historique du dossier."}
        )
    with transaction.atomic():
        lu = Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
        if garde := motif_de_garder(lu):
            raise ValidationError(garde)
        lu = avancer(
            lu,
            TypeEvenement.EFFACEMENT,
            auteur=agent,
            motif=motif,
            horodatage_effacement=timezone.now(),
            reference="",
        )
        with au_nom_du_service(motif):
            _detruire(lu)
    return lu


def _detruire(dossier: Dossier) -> None:
    """The key, what was in clear and its history; stored files once all of it is committed."""
    fichiers = (
        Fichier.objects.filter(dossier=dossier)
        .order_by("pk")
        .values_list("rangement_livre", "rangement_pdfa")
    )
    for range_ in {range_ for paire in fichiers for range_ in paire if range_}:
        transaction.on_commit(partial(effacer_fichier, range_))
    effacer_fichiers(Dossier, [dossier.pk], DOCUMENTS)
    detruire(dossier.cle)
    identites = list(
        IdentiteDossier.objects.filter(dossier=dossier).values_list("pk", flat=True).order_by("pk")
    )
    IdentiteDossier.objects.filter(pk__in=identites).update(repere="", marque_nom="", marque_salarie="")
    effacer_contenus(IdentiteDossier._meta.db_table, identites)
    effacer_contenus(Dossier._meta.db_table, [dossier.pk])
