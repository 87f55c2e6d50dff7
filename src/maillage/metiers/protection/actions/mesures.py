"""What becomes of a measure: opened, changed, reviewed, ended, reopened, handed over. Each is a fact of its log."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from maillage.metiers.protection.actions.echeances import est_a_suivre, suivre_termes
from maillage.metiers.protection.actions.journal import Ecriture, consigner
from maillage.metiers.protection.droits import MESURE_DESIGNER, MESURE_TENIR
from maillage.metiers.protection.enums import (
    CauseSortie,
    ResultatRevision,
    Source,
    StatutMesure,
    TypeEvenement,
)
from maillage.metiers.protection.models import EvenementMesure, Mandataire, Mesure
from maillage.metiers.protection.regles import (
    Fait,
    ValeursMesure,
    controler_duree,
    controler_lieu,
    controler_mesure,
    controler_naissance,
    controler_rg,
    mois_entre,
    normaliser_rg,
)
from maillage.socle.acces.contexte import motiver
from maillage.socle.acces.exiger import AccesRefuse, exiger, peut
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Agent, Organisation

TRIBUNAUX = (TypeOrganisation.TRIBUNAL_JUDICIAIRE, TypeOrganisation.TRIBUNAL_PROXIMITE)
DOUBLON = "Ce numéro RG désigne déjà une mesure de ce tribunal dans ce portefeuille : ouvrez-la, ou corrigez le numéro."
FINS = {
    ResultatRevision.MAINLEVEE: CauseSortie.MAINLEVEE,
    ResultatRevision.DESSAISISSEMENT_FAMILLE: CauseSortie.DESSAISISSEMENT_FAMILLE,
    ResultatRevision.DESSAISISSEMENT_AUTRE_MJPM: CauseSortie.DESSAISISSEMENT_AUTRE_MJPM,
}
"""Outcomes of a review that end the mandate."""


def exiger_ecriture(agent: Agent, mesure: Mesure) -> None:
    """The professional who holds the measure, or the court that gave it. Raises AccesRefuse."""
    if not (peut(agent, MESURE_TENIR, mesure.gestionnaire) or peut(agent, MESURE_DESIGNER, mesure.tribunal)):
        raise AccesRefuse("Cette page n’existe pas, ou vous n’y avez pas accès.")


def preparer_mesure(
    *, mandataire: Mandataire, tribunal: Organisation, valeurs: ValeursMesure, agent: Agent
) -> tuple[Mesure, Fait]:
    """The row and the first fact of a new measure, not written. The values have been checked."""
    if tribunal.type not in TRIBUNAUX or tribunal.commune is None:
        raise ValidationError({"tribunal": "Choisissez un tribunal de l’annuaire."})
    mesure = Mesure(
        tribunal=tribunal,
        gestionnaire=mandataire.organisation,
        type_gestionnaire=mandataire.type,
        departement_id=tribunal.commune.departement_id,
        numero_rg=normaliser_rg(valeurs.numero_rg),
        numero_dossier=valeurs.numero_dossier.strip(),
        cabinet=valeurs.cabinet.strip(),
        civilite=valeurs.civilite,
        annee_naissance=valeurs.annee_naissance,
        date_premier_mesure=valeurs.date_premier_mesure or valeurs.date_nomination,
        pays=valeurs.pays or "FR",
        statut=StatutMesure.EN_ATTENTE,
        nature=valeurs.nature,
        lieu_vie=valeurs.lieu_vie,
        auteur=agent,
    )
    fait = Fait(
        TypeEvenement.TRANSFERT_ENTRANT if valeurs.est_transfert else TypeEvenement.OUVERTURE,
        valeurs.date_nomination,
        nature=valeurs.nature,
        champ=valeurs.champ,
        lieu_vie=valeurs.lieu_vie,
        type_etablissement=valeurs.type_etablissement,
        commune=valeurs.commune,
        etablissement=valeurs.etablissement,
        antenne=valeurs.antenne,
        duree_mois=valeurs.duree_mois,
    )
    return mesure, fait


def ouvrir_mesure(
    *,
    agent: Agent,
    mandataire: Mandataire,
    tribunal: Organisation,
    valeurs: ValeursMesure,
    source: Source = Source.ECRAN,
) -> Mesure:
    """Record a measure that the court has given. Raises AccesRefuse, or ValidationError by field."""
    exiger(agent, MESURE_TENIR, mandataire.organisation)
    erreurs = controler_mesure(valeurs, aujourd_hui=timezone.localdate())
    if "nature" not in erreurs and (
        refus := controler_duree(valeurs.nature, valeurs.duree_mois, est_renouvellement=valeurs.est_transfert)
    ):
        erreurs["duree_mois"] = refus
    if erreurs:
        raise ValidationError(erreurs)
    mesure, fait = preparer_mesure(mandataire=mandataire, tribunal=tribunal, valeurs=valeurs, agent=agent)
    with transaction.atomic():
        enregistrer(mesure)
        consigner([Ecriture(mesure, fait)], agent=agent, source=source)
        _suivre(mesure)
    return mesure


def enregistrer(mesure: Mesure) -> None:
    """Save the row of the file. Raises ValidationError when its number is taken."""
    try:
        with transaction.atomic():
            mesure.save()
    except IntegrityError as erreur:
        if "protection_mesure_unique" not in str(erreur):
            raise
        raise ValidationError({"numero_rg": DOUBLON}) from erreur


def changer_nature(
    *,
    agent: Agent,
    mesure: Mesure,
    date: dt.date,
    nature: str,
    champ: str = "",
    duree_mois: int | None = None,
) -> Mesure:
    """The judge changed the nature or the field: neither a new measure nor an exit."""
    if (nature, champ or mesure.champ) == (mesure.nature, mesure.champ):
        raise ValidationError({"nature": "C’est déjà la nature et le champ de cette mesure."})
    if refus := controler_duree(nature, duree_mois, est_renouvellement=False):
        raise ValidationError({"duree_mois": refus})
    fait = Fait(TypeEvenement.CHANGEMENT_NATURE, date, nature=nature, champ=champ, duree_mois=duree_mois)
    return _consigner(agent, mesure, [fait])


def changer_lieu(
    *,
    agent: Agent,
    mesure: Mesure,
    date: dt.date,
    lieu_vie: str,
    type_etablissement: str = "",
    commune: Any = None,
    etablissement: Organisation | None = None,
) -> Mesure:
    """The person moved."""
    if refus := controler_lieu(lieu_vie, type_etablissement):
        raise ValidationError({"type_etablissement": refus})
    fait = Fait(
        TypeEvenement.CHANGEMENT_LIEU,
        date,
        lieu_vie=lieu_vie,
        type_etablissement=type_etablissement,
        commune=commune or (etablissement.commune if etablissement else None),
        etablissement=etablissement,
    )
    return _consigner(agent, mesure, [fait])


def reviser(
    *,
    agent: Agent,
    mesure: Mesure,
    date: dt.date,
    resultat: str,
    nature: str = "",
    champ: str = "",
    duree_mois: int | None = None,
) -> Mesure:
    """The judge looked at the measure again: renewed, made heavier or lighter, or ended. Starts a new term."""
    issue = ResultatRevision(resultat)
    if issue in (ResultatRevision.AGGRAVATION, ResultatRevision.ALLEGEMENT) and not nature:
        raise ValidationError({"nature": "Indiquez la nouvelle nature de la mesure."})
    if refus := controler_duree(
        nature or mesure.nature,
        duree_mois,
        est_renouvellement=issue == ResultatRevision.RECONDUCTION,
        mois_deja_courus=mois_entre(mesure.date_premier_mesure, date),
    ):
        raise ValidationError({"duree_mois": refus})
    faits = [
        Fait(
            TypeEvenement.REVISION, date, nature=nature, champ=champ, duree_mois=duree_mois, resultat=resultat
        )
    ]
    if issue in FINS:
        faits.append(Fait(TypeEvenement.CLOTURE, date, cause=FINS[issue]))
    return _consigner(agent, mesure, faits)


def clore_mesure(*, agent: Agent, mesure: Mesure, date: dt.date, cause: str) -> Mesure:
    """The mandate ended on that day."""
    return _consigner(agent, mesure, [Fait(TypeEvenement.CLOTURE, date, cause=cause)])


def rouvrir_mesure(*, agent: Agent, mesure: Mesure, date: dt.date, duree_mois: int | None = None) -> Mesure:
    """The judge gave the same measure back to the same professional."""
    return _consigner(agent, mesure, [Fait(TypeEvenement.REOUVERTURE, date, duree_mois=duree_mois)])


def transferer(
    *,
    agent: Agent,
    mesure: Mesure,
    date: dt.date,
    mandataire: Mandataire,
    tribunal: Organisation | None = None,
    numero_rg: str = "",
) -> Mesure:
    """The court hands the measure over to another professional, or to another court; returns the measure that follows.

    An exit of the one who held it, never of the protection: the first day of protection follows.
    """
    exiger(agent, MESURE_DESIGNER, mesure.tribunal)
    destination = tribunal or mesure.tribunal
    if destination.pk != mesure.tribunal_id:
        exiger(agent, MESURE_DESIGNER, destination)
    if mandataire.organisation_id == mesure.gestionnaire_id and destination.pk == mesure.tribunal_id:
        raise ValidationError({"mandataire": "Cette mesure est déjà confiée à ce mandataire."})
    cause = (
        CauseSortie.DESSAISISSEMENT_AUTRE_MJPM
        if mandataire.organisation_id != mesure.gestionnaire_id
        else CauseSortie.DESSAISISSEMENT_TRIBUNAL
    )
    with transaction.atomic():
        quittee = _consigner(agent, mesure, [Fait(TypeEvenement.CLOTURE, date, cause=cause)])
        suivante, fait = preparer_mesure(
            mandataire=mandataire,
            tribunal=destination,
            agent=agent,
            valeurs=ValeursMesure(
                numero_rg=numero_rg or quittee.numero_rg,
                nature=quittee.nature,
                champ=quittee.champ,
                lieu_vie=quittee.lieu_vie,
                type_etablissement=quittee.type_etablissement,
                commune=quittee.commune,
                etablissement=quittee.etablissement,
                date_nomination=date,
                date_premier_mesure=quittee.date_premier_mesure,
                civilite=quittee.civilite,
                annee_naissance=quittee.annee_naissance,
                cabinet=quittee.cabinet if destination.pk == quittee.tribunal_id else "",
                duree_mois=_duree_restante(quittee, date),
                est_transfert=True,
            ),
        )
        suivante.origine = quittee
        enregistrer(suivante)
        consigner([Ecriture(suivante, fait)], agent=agent)
        _suivre(suivante)
    return suivante


def _duree_restante(mesure: Mesure, date: dt.date) -> int | None:
    """A transfer does not give a new term: what remains of the one in force, in months."""
    if mesure.date_decision is None or mesure.duree_mois is None:
        return None
    return max(mesure.duree_mois - mois_entre(mesure.date_decision, date), 1)


def corriger_evenement(*, agent: Agent, evenement: EvenementMesure, fait: Fait, motif: str) -> Mesure:
    """Say what really happened in place of a fact entered by mistake; the mistake stays written, with the reason."""
    return _remplacer(agent, evenement, fait, motif, est_annulation=False)


def annuler_evenement(*, agent: Agent, evenement: EvenementMesure, motif: str) -> Mesure:
    """This fact never happened; it stays written, with the reason, and no longer counts."""
    fait = Fait(evenement.type, evenement.date_effet)
    return _remplacer(agent, evenement, fait, motif, est_annulation=True)


def corriger_mesure(
    *,
    agent: Agent,
    mesure: Mesure,
    motif: str,
    numero_rg: str,
    cabinet: str,
    numero_dossier: str,
    civilite: str,
    annee_naissance: int,
    date_premier_mesure: dt.date,
) -> Mesure:
    """Correct what identifies the file; the history keeps what was there and why."""
    exiger_ecriture(agent, mesure)
    _exiger_motif(motif)
    nomination = mesure.date_nomination or timezone.localdate()
    erreurs = {
        champ: refus
        for champ, refus in (
            ("numero_rg", controler_rg(numero_rg)),
            ("annee_naissance", controler_naissance(annee_naissance, nomination, timezone.localdate())),
        )
        if refus
    }
    if date_premier_mesure > nomination:
        erreurs["date_premier_mesure"] = "La première mesure ne peut suivre la nomination."
    if erreurs:
        raise ValidationError(erreurs)
    with transaction.atomic(), motiver(motif):
        mesure = verrouiller(mesure)
        mesure.numero_rg = normaliser_rg(numero_rg)
        mesure.cabinet, mesure.numero_dossier = cabinet.strip(), numero_dossier.strip()
        mesure.civilite, mesure.annee_naissance = civilite, annee_naissance
        mesure.date_premier_mesure = date_premier_mesure
        enregistrer(mesure)
    return mesure


def verrouiller(mesure: Mesure) -> Mesure:
    return (
        Mesure.objects.select_for_update(of=("self",))
        .select_related("tribunal", "gestionnaire", "commune", "etablissement")
        .get(pk=mesure.pk)
    )


def _consigner(agent: Agent, mesure: Mesure, faits: Sequence[Fait]) -> Mesure:
    exiger_ecriture(agent, mesure)
    _refuser_le_futur(faits)
    with transaction.atomic():
        mesure = verrouiller(mesure)
        consigner([Ecriture(mesure, fait) for fait in faits], agent=agent)
        _suivre(mesure)
    return mesure


def _suivre(mesure: Mesure) -> None:
    if est_a_suivre(mesure):
        suivre_termes([mesure])


def _remplacer(
    agent: Agent, evenement: EvenementMesure, fait: Fait, motif: str, *, est_annulation: bool
) -> Mesure:
    exiger_ecriture(agent, evenement.mesure)
    _exiger_motif(motif)
    _refuser_le_futur([fait])
    with transaction.atomic(), motiver(motif):
        mesure = verrouiller(evenement.mesure)
        if EvenementMesure.objects.filter(remplace=evenement).exists():
            raise ValidationError("Cet événement a déjà été corrigé : corrigez sa dernière version.")
        ecriture = Ecriture(mesure, fait, motif.strip(), evenement, est_annulation)
        consigner([ecriture], agent=agent)
        _suivre(mesure)
    return mesure


def _refuser_le_futur(faits: Sequence[Fait]) -> None:
    if any(fait.date > timezone.localdate() for fait in faits):
        raise ValidationError(
            {"date": "Cette date est dans le futur : un événement s’enregistre une fois survenu."}
        )


def _exiger_motif(motif: str) -> None:
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi vous corrigez : l’historique garde ce motif."})
