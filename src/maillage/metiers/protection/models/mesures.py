"""Measures: the file at the court, the log of what happened to it, and the steps of the stock read from the log.

No name, no date of birth, no free text about the person: the court's number is enough to speak of a measure.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection import droits
from maillage.metiers.protection.enums import (
    CauseSortie,
    Champ,
    GenreMouvement,
    LieuVie,
    Nature,
    ResultatRevision,
    Source,
    StatutMesure,
    TypeEtablissement,
    TypeEvenement,
    TypeMandataire,
)
from maillage.metiers.protection.models.annuaire import Antenne, code, vers
from maillage.metiers.protection.regles import ALERTES_MOIS, normaliser_rg
from maillage.socle.acces.models import ModeleProtege, ProtegeQuerySet
from maillage.socle.acces.vocabulaire import Droit
from maillage.socle.annuaire.enums import Civilite
from maillage.socle.annuaire.models import Agent, Commune, Organisation, Territoire

DERNIER_CARACTERE = "\U0010ffff"
LECTURE: dict[str, Droit] = {"tribunal": droits.MESURE_LIRE, "gestionnaire": droits.MESURE_LIRE}
ECRITURE: dict[str, Droit] = {"tribunal": droits.MESURE_DESIGNER, "gestionnaire": droits.MESURE_TENIR}


class MesureQuerySet(ProtegeQuerySet["Mesure"]):
    def en_cours(self) -> MesureQuerySet:
        return self.filter(statut=StatutMesure.EN_COURS)

    def conservees(self) -> MesureQuerySet:
        """All but those erased at the end of retention, which are only counted."""
        return self.filter(horodatage_purge=None)

    def a_renouveler(self) -> MesureQuerySet:
        """Held, with a term gone by or within the twelve months of the first warning."""
        return self.en_cours().filter(date_terme__lte=ajouter_mois(localdate(), max(ALERTES_MOIS)))

    def rechercher(self, texte: str) -> MesureQuerySet:
        """By the beginning of the court's number or of the professional's own."""
        brut = "".join(c for c in texte.upper() if c.isalnum())
        if not brut:
            return self
        rg = Q(numero_rg__gte=brut, numero_rg__lt=brut + DERNIER_CARACTERE) | Q(numero_rg=normaliser_rg(brut))
        return self.filter(rg | Q(numero_dossier__istartswith=texte.strip()))


class Mesure(ModeleProtege):
    """A measure entrusted to one professional by one court: what is true now. The log says how it came to be."""

    perimetres: ClassVar[dict[str, Droit]] = LECTURE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITURE

    tribunal = vers(Organisation, "tribunal")
    gestionnaire = vers(Organisation, "mandataire")
    type_gestionnaire = code(TypeMandataire, "type de mandataire", facultatif=False)
    departement = vers(Territoire, "département")
    numero_rg = models.CharField("numéro RG", max_length=8, db_collation="C")
    numero_dossier = models.CharField("numéro de dossier interne", max_length=60, blank=True)
    cabinet = models.CharField("cabinet", max_length=40, blank=True)
    civilite = code(Civilite, "civilité", facultatif=False)
    annee_naissance = models.PositiveSmallIntegerField("année de naissance")
    date_premier_mesure = models.DateField("première mesure")
    est_urgente = models.BooleanField("urgente", default=False)
    date_jugement_attendu = models.DateField("jugement attendu le", null=True, blank=True)
    origine = vers("self", "mesure reprise", est_facultatif=True)
    # What follows is the projection of the log, written by `actions.journal` alone.
    statut = code(StatutMesure, "statut", facultatif=False)
    nature = code(Nature, "nature", facultatif=False)
    champ = code(Champ, "champ")
    lieu_vie = code(LieuVie, "lieu de vie")
    type_etablissement = code(TypeEtablissement, "type d’établissement")
    etablissement = vers(Organisation, "établissement", est_facultatif=True)
    commune = vers(Commune, "commune", est_facultatif=True)
    pays = models.CharField("pays", max_length=2, default="FR")
    antenne = vers(Antenne, "antenne", est_facultatif=True)
    date_nomination = models.DateField("nomination", null=True, blank=True)
    date_protection_en_cours = models.DateField("protection en cours depuis", null=True, blank=True)
    date_decision = models.DateField("dernière décision", null=True, blank=True)
    duree_mois = models.PositiveSmallIntegerField("durée (mois)", null=True, blank=True)
    date_terme = models.DateField("à renouveler avant le", null=True, blank=True)
    est_terme_presume = models.BooleanField("durée présumée", default=False)
    nombre_revisions = models.PositiveSmallIntegerField("révisions", default=0)
    date_revision = models.DateField("dernière révision", null=True, blank=True)
    resultat_revision = code(ResultatRevision, "résultat de la révision")
    date_fin = models.DateField("fin de mandat", null=True, blank=True)
    cause_sortie = code(CauseSortie, "cause de sortie")
    points = models.DecimalField("points", max_digits=6, decimal_places=2, default=1)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage_creation = models.DateTimeField("enregistrée le", auto_now_add=True)
    horodatage_purge = models.DateTimeField("données effacées le", null=True, blank=True, editable=False)

    objects = MesureQuerySet.as_manager()  # type: ignore[misc]  # the plugin makes it an instance variable

    class Meta:
        verbose_name = "mesure"
        verbose_name_plural = "mesures"
        ordering = ["-date_nomination", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["gestionnaire", "tribunal", "numero_rg"],
                condition=Q(statut__in=[StatutMesure.EN_COURS, StatutMesure.EN_ATTENTE]),
                name="protection_mesure_unique",
                violation_error_message="Ce numéro RG désigne déjà une mesure de ce tribunal.",
            ),
            models.CheckConstraint(
                condition=~Q(statut=StatutMesure.EN_COURS) | Q(date_nomination__isnull=False, date_fin=None),
                name="protection_mesure_en_cours",
            ),
            models.CheckConstraint(
                condition=~Q(statut=StatutMesure.ETEINTE) | Q(date_fin__isnull=False) & ~Q(cause_sortie=""),
                name="protection_mesure_eteinte",
            ),
        ]
        indexes = [
            models.Index(
                fields=["gestionnaire", "date_fin"],
                condition=Q(statut=StatutMesure.ETEINTE, horodatage_purge=None),
                name="mesure_a_effacer",
            ),
            models.Index(fields=["gestionnaire", "statut", "date_terme"], name="mesure_gestionnaire"),
            models.Index(fields=["tribunal", "statut", "date_terme"], name="mesure_tribunal"),
            models.Index(fields=["tribunal", "numero_rg"], name="mesure_rg"),
            models.Index(fields=["gestionnaire", "-date_nomination", "-id"], name="mesure_portefeuille"),
            models.Index(fields=["tribunal", "-date_nomination", "-id"], name="mesure_du_tribunal"),
        ]

    def __str__(self) -> str:
        return "Mesure effacée" if self.horodatage_purge else f"RG {self.numero_rg}"


class EvenementMesure(ModeleProtege):
    """A fact of the log. Never changed, never erased: an error is corrected by another fact that replaces it."""

    perimetres: ClassVar[dict[str, Droit]] = LECTURE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITURE

    mesure = vers(Mesure, "mesure", related_name="evenements")
    tribunal = vers(Organisation, "tribunal", db_index=False)
    gestionnaire = vers(Organisation, "mandataire", db_index=False)
    type = code(TypeEvenement, "événement", facultatif=False)
    date_effet = models.DateField("date")
    nature = code(Nature, "nature")
    champ = code(Champ, "champ")
    lieu_vie = code(LieuVie, "lieu de vie")
    type_etablissement = code(TypeEtablissement, "type d’établissement")
    commune = vers(Commune, "commune", est_facultatif=True, db_index=False)
    etablissement = vers(Organisation, "établissement", est_facultatif=True, db_index=False)
    antenne = vers(Antenne, "antenne", est_facultatif=True, db_index=False)
    duree_mois = models.PositiveSmallIntegerField("durée (mois)", null=True, blank=True)
    resultat = code(ResultatRevision, "résultat")
    cause = code(CauseSortie, "cause")
    remplace = models.OneToOneField(
        "self",
        verbose_name="événement corrigé",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="remplacant",
    )
    racine = vers("self", "premier événement corrigé", est_facultatif=True)
    est_annulation = models.BooleanField("annule l’événement corrigé", default=False)
    motif = models.CharField("motif", max_length=500, blank=True)
    source = code(Source, "source", facultatif=False, default=Source.ECRAN)
    auteur = vers(Agent, "auteur", db_index=False)
    horodatage = models.DateTimeField("enregistré le", auto_now_add=True)

    class Meta:
        verbose_name = "événement"
        verbose_name_plural = "événements"
        ordering = ["date_effet", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(remplace=None) | Q(racine__isnull=False) & ~Q(motif=""),
                name="protection_evenement_correction",
            ),
            models.CheckConstraint(
                condition=Q(est_annulation=False) | Q(remplace__isnull=False),
                name="protection_evenement_annulation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_type_display()} du {self.date_effet:%d/%m/%Y}"


class Mouvement(ModeleProtege):
    """A step of the stock, read from the log of one measure; what is counted by month is summed from here."""

    perimetres: ClassVar[dict[str, Droit]] = LECTURE
    perimetres_ecriture: ClassVar[dict[str, Droit]] = ECRITURE

    mesure = vers(Mesure, "mesure", related_name="mouvements")
    tribunal = vers(Organisation, "tribunal", db_index=False)
    gestionnaire = vers(Organisation, "mandataire", db_index=False)
    type_gestionnaire = code(TypeMandataire, "type de mandataire", facultatif=False)
    date = models.DateField("date")
    genre = code(GenreMouvement, "mouvement", facultatif=False)
    nature = code(Nature, "nature", facultatif=False)
    champ = code(Champ, "champ")
    lieu_vie = code(LieuVie, "lieu de vie")
    solde = models.SmallIntegerField("solde")

    class Meta:
        verbose_name = "mouvement"
        verbose_name_plural = "mouvements"
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(solde__in=[1, -1]), name="protection_mouvement_solde"),
        ]
        indexes = [
            models.Index(fields=["gestionnaire", "date"], name="mouvement_gestionnaire"),
            models.Index(fields=["tribunal", "date"], name="mouvement_tribunal"),
        ]

    def __str__(self) -> str:
        return f"{self.get_genre_display()} du {self.date:%d/%m/%Y}"
