"""Certificates: establish, re-evaluate, rectify; and the layout that a structure gives them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale.actions.identites import Identite, enregistrer_identite
from maillage.metiers.medecine_legale.droits import ACTE_SAISIR, CERTIFICAT_ETABLIR, MODELE_GERER
from maillage.metiers.medecine_legale.enums import NatureCertificat, StatutActe
from maillage.metiers.medecine_legale.models import (
    ActeMedicoLegal,
    Certificat,
    ModeleCertificat,
    table_actes,
)
from maillage.metiers.medecine_legale.regles.certificats import Bloc, controler_modele
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents.enums import StatutDocument
from maillage.socle.documents.production import produire
from maillage.socle.echeances.actions import creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance

DOCUMENT = "medecine_legale.certificat"
REEVALUATION = declarer_genre_echeance(
    "medecine_legale.reevaluation",
    "Incapacité à réévaluer",
    verbe="Réévaluer l’incapacité",
    bouton="Ouvrir",
    droit=CERTIFICAT_ETABLIR,
    rappels=(7, 1),
    est_reportable=True,
)


def est_certifiable(acte: ActeMedicoLegal) -> bool:
    """A person was examined, and the act still stands."""
    profil = table_actes().profils.get(acte.profil)
    return (
        not acte.est_annule
        and acte.horodatage_purge is None
        and acte.statut == StatutActe.REALISE
        and profil is not None
        and profil.concerne_une_personne
    )


def certificat_en_vigueur(acte: ActeMedicoLegal) -> Certificat | None:
    """The last version, which nothing replaces."""
    return Certificat.objects.filter(acte=acte, remplace_par=None).select_related("document").first()


def etablir_certificat(
    *,
    agent: Agent,
    acte: ActeMedicoLegal,
    identite: Identite,
    itt_jours: int | None = None,
    date_reevaluation: dt.date | None = None,
    nature: str = NatureCertificat.INITIAL,
    motif: str = "",
) -> Certificat:
    """Issue the certificate, or its next version: the former one is kept, and marked as replaced.

    Raises ValidationError by field, ProductionImpossible when the document cannot be made.
    """
    exiger(agent, CERTIFICAT_ETABLIR, acte.structure)
    if not est_certifiable(acte):
        raise ValidationError("Un certificat s’établit pour un acte réalisé sur une personne, et non annulé.")
    with transaction.atomic(), motiver(motif):
        precedent = _verrouiller(acte)
        _controler(acte, precedent, nature, motif, date_reevaluation)
        enregistrer_identite(agent=agent, acte=acte, identite=identite)
        _fixer_incapacite(agent, acte, itt_jours)
        certificat = Certificat.objects.create(
            structure=acte.structure,
            acte=acte,
            rang=precedent.rang + 1 if precedent else 1,
            nature=nature,
            modele=modele_en_vigueur(acte.structure, timezone.localdate()),
            itt_jours=itt_jours,
            date_reevaluation=date_reevaluation,
            motif=motif.strip(),
            date_etablissement=timezone.localdate(),
            remplace=precedent,
            auteur=agent,
        )
        ancien = precedent.document if precedent else None
        remplace = ancien if ancien and ancien.statut == StatutDocument.EN_VIGUEUR else None
        certificat.document = produire(DOCUMENT, certificat, agent=agent, remplace=remplace)
        certificat.save(update_fields=["document"])
        _tenir_reevaluation(agent, certificat, precedent)
    return certificat


def _verrouiller(acte: ActeMedicoLegal) -> Certificat | None:
    """The version that this one replaces; two people at once make two versions, one after the other."""
    return (
        Certificat.objects.filter(acte=acte)
        .select_related("document")
        .select_for_update(of=("self",))
        .order_by("-rang")
        .first()
    )


def _controler(
    acte: ActeMedicoLegal,
    precedent: Certificat | None,
    nature: str,
    motif: str,
    date_reevaluation: dt.date | None,
) -> None:
    if precedent is None and nature != NatureCertificat.INITIAL:
        raise ValidationError({"nature": "Cet acte n’a pas encore de certificat : établissez le premier."})
    if precedent is not None:
        if nature == NatureCertificat.INITIAL:
            raise ValidationError(
                {"nature": "Cet acte a déjà un certificat : dites s’il est réévalué ou rectifié."}
            )
        if not motif.strip():
            raise ValidationError({"motif": "Dites pourquoi un nouveau certificat remplace le précédent."})
    if date_reevaluation is not None and date_reevaluation <= acte.date_examen:
        raise ValidationError({"date_reevaluation": "La réévaluation suit l’examen : corrigez cette date."})


def _fixer_incapacite(agent: Agent, acte: ActeMedicoLegal, itt_jours: int | None) -> None:
    """The act says what its last certificate says. What was billed at the first value stays so."""
    if acte.itt_jours == itt_jours:
        return
    exiger(agent, ACTE_SAISIR, acte.structure)
    ActeMedicoLegal.objects.filter(pk=acte.pk).update(itt_jours=itt_jours)
    acte.itt_jours = itt_jours


def _tenir_reevaluation(agent: Agent, certificat: Certificat, precedent: Certificat | None) -> None:
    if precedent is not None:
        lever_echeance(agent=agent, genre=REEVALUATION, objet=precedent)
    if certificat.date_reevaluation is not None:
        creer_echeance(
            agent=agent,
            genre=REEVALUATION,
            organisation=certificat.structure,
            objet=certificat,
            libelle=str(certificat.acte),
            date_limite=certificat.date_reevaluation,
            url=reverse("medecine_legale:acte_certificat", args=[certificat.acte_id]),
        )


def modele_en_vigueur(structure: Organisation, jour: dt.date) -> ModeleCertificat | None:
    """The layout of that day; None when the structure has composed none: the common one is used."""
    modeles = ModeleCertificat.objects.filter(structure=structure, date_debut__lte=jour)
    return modeles.order_by("-date_debut", "-id").first()


def publier_modele(
    *,
    agent: Agent,
    structure: Organisation,
    titre: str,
    entete: str,
    blocs: Sequence[Bloc],
    date_debut: dt.date,
) -> ModeleCertificat:
    """Publish a layout from a day on. Former certificates keep the one that they were made with."""
    exiger(agent, MODELE_GERER, structure)
    erreurs = controler_modele(titre, entete, blocs)
    if date_debut < timezone.localdate():
        erreurs["date_debut"] = (
            "Un modèle prend effet aujourd’hui ou plus tard : les certificats faits le restent."
        )
    if erreurs:
        raise ValidationError(erreurs)
    return ModeleCertificat.objects.create(
        structure=structure,
        titre=titre.strip(),
        entete=entete.strip(),
        blocs=[asdict(bloc) for bloc in blocs],
        date_debut=date_debut,
        auteur=agent,
    )
