"""The end of retention: the key of a record is destroyed, and nothing of it can be read any more, back-ups included.

What stays: that the record existed, what happened to it and when, and the fingerprints by which its lot is still
proven. What people typed goes, from rows and from the journal: a reason may name somebody. Why it was erased stays.
Somebody decides it, record by record; the law says only from which day it is due (R. 4624-45-9).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.numerisation.actions.lectures import MOTIF_EFFACE
from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer
from maillage.metiers.numerisation.actions.rangement import effacer as effacer_fichier
from maillage.metiers.numerisation.droits import CONSERVATION_GERER
from maillage.metiers.numerisation.enums.acces import AvisPorte
from maillage.metiers.numerisation.enums.dossiers import TypeEvenement
from maillage.metiers.numerisation.models import (
    ActionCorrective,
    Copie,
    Defaut,
    Delegation,
    Dossier,
    EvenementDossier,
    Fichier,
    IdentiteDossier,
    Incident,
    Opposition,
    Page,
    Porte,
    SaisieCodage,
    VideoCodage,
)
from maillage.socle.acces.chiffrement import detruire
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.models import Cle
from maillage.socle.annuaire.models import Agent
from maillage.socle.documents.effacement import effacer_fichiers
from maillage.socle.echeances.models import Echeance
from maillage.socle.journal.effacement import effacer_contenus

DOCUMENTS = ("numerisation.releve_acces",)
"""Papers that name the worker."""


@dataclass(frozen=True)
class Reste:
    """Rows about a record: how they are found, what of them is in clear and goes, what takes its place."""

    modele: type[models.Model]
    chemin: str
    textes: tuple[str, ...] = ()
    vides: tuple[str, ...] = ()


RESTES = (
    Reste(Dossier, "pk", vides=("rayonnage",)),
    Reste(EvenementDossier, "dossier"),
    Reste(IdentiteDossier, "dossier", vides=("repere", "marque_nom", "marque_salarie")),
    Reste(Page, "dossier"),
    Reste(Porte, "dossier", textes=("motif", "commentaire")),
    Reste(Delegation, "dossier", textes=("motif", "motif_revocation")),
    Reste(Opposition, "dossier"),
    Reste(Copie, "dossier"),
    Reste(Incident, "dossier"),
    Reste(ActionCorrective, "incident__dossier", textes=("libelle", "responsable")),
    Reste(Defaut, "page__dossier", textes=("observation",)),
    Reste(VideoCodage, "page__dossier"),
    Reste(SaisieCodage, "codage__page__dossier"),
)
"""Each loses what its history copied and the reasons typed beside; what it holds sealed is noise without its key."""


def motif_de_garder(dossier: Dossier) -> str:
    """Why the law, or somebody who waits, still keeps this record; empty once nothing does."""
    if dossier.date_limite is None:
        return "Rien ne dit jusqu’à quand la loi le garde : complétez l’inventaire (dernière visite, expositions)."
    if dossier.est_limite_a_confirmer:
        return "La durée qui le garde est à confirmer : faites-la confirmer dans la liste des durées."
    if dossier.date_limite >= timezone.localdate():
        return f"La loi le garde jusqu’au {date_courte(dossier.date_limite)}."
    with au_nom_du_service():
        if Copie.objects.filter(dossier=dossier, date_remise=None).exists():
            return "Une copie en est demandée et n’est pas remise : remettez-la d’abord."
        if Porte.objects.filter(dossier=dossier, avis=AvisPorte.A_EXAMINER).exists():
            return "Un accès d’exception attend l’avis du DPO : son motif serait effacé avant d’être lu."
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
    """Keys, what was in clear, then its history; stored files once all of it is committed."""
    fichiers = (
        Fichier.objects.filter(dossier=dossier)
        .order_by("pk")
        .values_list("rangement_livre", "rangement_pdfa")
    )
    for range_ in {range_ for paire in fichiers for range_ in paire if range_}:
        transaction.on_commit(partial(effacer_fichier, range_))
    effacer_fichiers(Dossier, [dossier.pk], DOCUMENTS)
    detruire(dossier.cle)
    for recit in Cle.objects.filter(pk__in=Incident.objects.filter(dossier=dossier).values("cle")).order_by(
        "pk"
    ):
        detruire(recit)
    with connection.cursor() as curseur:
        curseur.execute("SELECT numerisation_effacer_motifs(%s)", [[dossier.pk]])
    for reste in RESTES:
        _vider(reste, dossier)


def _vider(reste: Reste, dossier: Dossier) -> None:
    """In clear first: that is written in the history too, which goes last."""
    lignes = reste.modele._default_manager.filter(**{reste.chemin: dossier.pk})
    identifiants = list(lignes.order_by("pk").values_list("pk", flat=True))
    siennes = reste.modele._default_manager.filter(pk__in=identifiants)
    for champ in reste.textes:
        siennes.exclude(**{champ: ""}).update(**{champ: MOTIF_EFFACE})
    if reste.vides:
        siennes.update(**dict.fromkeys(reste.vides, ""))
    effacer_contenus(reste.modele._meta.db_table, identifiants)
    _vider_les_echeances(reste.modele, identifiants)


def _vider_les_echeances(modele: type[models.Model], identifiants: list[int]) -> None:
    """What was due of these rows repeats their words, and the reasons for which it was put off."""
    dues = Echeance.objects.filter(objet_type=modele._meta.label_lower, objet_id__in=identifiants)
    siennes = list(dues.order_by("pk").values_list("pk", flat=True))
    Echeance.objects.filter(pk__in=siennes).update(libelle=MOTIF_EFFACE, motif="")
    effacer_contenus(Echeance._meta.db_table, siennes)
