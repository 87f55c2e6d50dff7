"""The paper of whole boxes: what stands in the way said record by record, two people, then the certificate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service, avancer_tous
from maillage.metiers.numerisation.droits import DESTRUCTION_APPROUVER, DESTRUCTION_DEMANDER
from maillage.metiers.numerisation.enums.acces import EtatDestruction, MethodeDestruction
from maillage.metiers.numerisation.enums.dossiers import EtatDossier, EtatLot, TypeEvenement
from maillage.metiers.numerisation.enums.lots import EtatFichier
from maillage.metiers.numerisation.models import Boite, Destruction, Dossier, Fichier, LigneDestruction
from maillage.metiers.numerisation.regles.destruction import AvantDestruction, motifs_de_non_destruction
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.echeances.actions import annuler_echeance, creer_echeance, lever_echeance
from maillage.socle.echeances.genres import declarer_genre_echeance
from maillage.socle.interface.alertes import prevenir

APPROBATION = declarer_genre_echeance(
    "numerisation.destruction",
    "Destruction à approuver",
    verbe="Approuver ou refuser une destruction",
    bouton="Ouvrir",
    droit=DESTRUCTION_APPROUVER,
    rappels=(3, 0),
)
JOURS_POUR_APPROUVER = 15
REFUS_MONTRES = 20


@dataclass(frozen=True)
class Examen:
    """A record of a box, and all that keeps its paper; nothing: it may go."""

    dossier: Dossier
    empreinte: str
    motifs: tuple[str, ...]


def examiner(
    dossiers: Iterable[Dossier], jour: dt.date, *, demandeur: str = "", approbateur: str = ""
) -> list[Examen]:
    """What stands in the way of each record, read again from what is proven today."""
    lus = sorted(dossiers, key=lambda dossier: dossier.pk)
    with au_nom_du_service():
        fichiers = {
            fichier.dossier_id: fichier
            for fichier in Fichier.objects.filter(dossier__in=[d.pk for d in lus], etat=EtatFichier.LU)
            .select_related("lot__convention", "sceau")
            .annotate(
                verifie=Max("lot__verifications__horodatage", filter=Q(lot__verifications__est_conforme=True))
            )
            .order_by("pk")
        }
    return [_examiner(dossier, fichiers.get(dossier.pk), jour, demandeur, approbateur) for dossier in lus]


def _examiner(
    dossier: Dossier, fichier: Fichier | None, jour: dt.date, demandeur: str, approbateur: str
) -> Examen:
    avant = AvantDestruction(
        etat=EtatDossier(dossier.etat),
        etat_lot=EtatLot.ANNONCE,
        date_integration=None,
        date_verification=None,
        delai_jours=0,
        est_retenu=dossier.est_retenu,
        incidents_ouverts=dossier.incidents_ouverts,
        pieces_a_rendre=dossier.pieces_a_rendre,
        demandeur=demandeur,
        approbateur=approbateur,
    )
    if fichier is None:
        return Examen(dossier, "", tuple(motifs_de_non_destruction(avant, jour)))
    lot, verifie = fichier.lot, fichier.verifie  # type: ignore[attr-defined]
    avant = replace(
        avant,
        etat_lot=EtatLot(lot.etat),
        date_integration=timezone.localdate(lot.horodatage_integration)
        if lot.horodatage_integration
        else None,
        date_verification=timezone.localdate(verifie) if verifie else None,
        delai_jours=lot.convention.delai_garde_jours,
    )
    sceau = getattr(fichier, "sceau", None)
    return Examen(dossier, sceau.sha256 if sceau else "", tuple(motifs_de_non_destruction(avant, jour)))


def bloquants(examens: Iterable[Examen], *, une_seule_personne: bool) -> list[str]:
    """Refusals by record, in sentences. Before the approval, that it is missing is not one."""
    ignores = {"Deux personnes doivent l’approuver."} if une_seule_personne else set()
    lignes = []
    for examen in examens:
        restants = [motif for motif in examen.motifs if motif not in ignores]
        if not examen.empreinte:
            restants.append("Sa copie n’est pas scellée.")
        if restants:
            lignes.append(f"{examen.dossier} : {' '.join(restants)}")
    return lignes


def _refuser(lignes: list[str]) -> None:
    if not lignes:
        return
    reste = len(lignes) - REFUS_MONTRES
    suite = [f"Et {reste} autres dossiers."] if reste > 0 else []
    raise ValidationError([*lignes[:REFUS_MONTRES], *suite])


def demander(*, agent: Agent, centre: Organisation, boites: Collection[Boite]) -> Destruction:
    """Ask for the paper of whole boxes: every record of them may go, or nothing is asked."""
    exiger(agent, DESTRUCTION_DEMANDER, centre)
    if not boites:
        raise ValidationError("Choisissez au moins une boîte.")
    with transaction.atomic():
        dossiers = list(
            Dossier.objects.visibles_par(agent)
            .filter(centre=centre, boite__in=[boite.pk for boite in boites])
            .exclude(etat=EtatDossier.DETRUIT)
            .order_by("pk")
        )
        if not dossiers:
            raise ValidationError("Ces boîtes ne contiennent plus aucun dossier papier.")
        examens = examiner(dossiers, timezone.localdate(), demandeur=str(agent.pk))
        _refuser(bloquants(examens, une_seule_personne=True))
        destruction = Destruction.objects.create(centre=centre, nombre=len(dossiers), demandeur=agent)
        lignes = [
            LigneDestruction(
                destruction=destruction,
                centre=centre,
                dossier=examen.dossier,
                boite_id=examen.dossier.boite_id,
                empreinte=examen.empreinte,
            )
            for examen in examens
        ]
        for ligne in lignes:
            ligne.validate_constraints()
        LigneDestruction.objects.bulk_create(lignes)
        _attendre_approbation(destruction)
    return destruction


def _attendre_approbation(destruction: Destruction) -> None:
    url = reverse("numerisation:destruction", args=[destruction.pk])
    with au_nom_du_service() as systeme:
        creer_echeance(
            agent=systeme,
            genre=APPROBATION,
            organisation=destruction.centre,
            objet=destruction,
            libelle=f"{destruction}, {destruction.nombre} dossiers",
            date_limite=timezone.localdate() + dt.timedelta(days=JOURS_POUR_APPROUVER),
            url=url,
        )
        prevenir(
            destruction.centre,
            DESTRUCTION_APPROUVER,
            texte="Une destruction de dossiers papier attend votre accord.",
            detail=f"{destruction} : {destruction.nombre} dossiers à approuver.",
            url=url,
        )


def _verrouiller(destruction: Destruction, *etats: EtatDestruction) -> Destruction:
    actuelle = (
        Destruction.objects.select_for_update(of=("self",))
        .select_related("centre", "demandeur")
        .get(pk=destruction.pk)
    )
    if actuelle.etat not in etats:
        raise ValidationError(f"Cette destruction est « {actuelle.get_etat_display().lower()} ».")
    return actuelle


def approuver(*, agent: Agent, destruction: Destruction) -> Destruction:
    """A second person agrees; everything is read again, since it may have changed since it was asked."""
    exiger(agent, DESTRUCTION_APPROUVER, destruction.centre)
    with transaction.atomic():
        actuelle = _verrouiller(destruction, EtatDestruction.DEMANDEE)
        _verifier(actuelle, str(agent.pk))
        actuelle.etat, actuelle.approbateur = EtatDestruction.APPROUVEE, agent
        actuelle.horodatage_approbation = timezone.now()
        actuelle.save(update_fields=["etat", "approbateur", "horodatage_approbation"])
        with au_nom_du_service() as systeme:
            lever_echeance(agent=systeme, genre=APPROBATION, objet=actuelle)
    return actuelle


def _verifier(destruction: Destruction, approbateur: str) -> None:
    with au_nom_du_service():
        dossiers = [ligne.dossier for ligne in destruction.lignes.select_related("dossier").order_by("id")]
    examens = examiner(
        dossiers, timezone.localdate(), demandeur=str(destruction.demandeur_id), approbateur=approbateur
    )
    _refuser(bloquants(examens, une_seule_personne=False))


def constater(
    *,
    agent: Agent,
    destruction: Destruction,
    date_execution: dt.date,
    methode: str,
    executant: str,
    poids_kg: int,
) -> Destruction:
    """The paper is gone: by whom, how, how much it weighed. Each record says so from now on."""
    exiger(agent, DESTRUCTION_DEMANDER, destruction.centre)
    if methode not in MethodeDestruction.values:
        raise ValidationError({"methode": "Choisissez comment le papier a été détruit."})
    if date_execution > timezone.localdate():
        raise ValidationError({"date_execution": "La date est dans le futur."})
    with transaction.atomic():
        actuelle = _verrouiller(destruction, EtatDestruction.APPROUVEE)
        if actuelle.horodatage_approbation and date_execution < timezone.localdate(
            actuelle.horodatage_approbation
        ):
            raise ValidationError({"date_execution": "La destruction précède son approbation."})
        _verifier(actuelle, str(actuelle.approbateur_id))
        actuelle.etat, actuelle.date_execution = EtatDestruction.FAITE, date_execution
        actuelle.methode, actuelle.executant, actuelle.poids_kg = methode, executant.strip(), poids_kg
        actuelle.full_clean(exclude=["centre", "demandeur", "approbateur"])
        actuelle.save(update_fields=["etat", "date_execution", "methode", "executant", "poids_kg"])
        with au_nom_du_service():
            avancer_tous(
                list(actuelle.lignes.order_by("id").values_list("dossier", flat=True)),
                TypeEvenement.DESTRUCTION,
                auteur=agent,
                motif=str(actuelle),
            )
    return actuelle


def abandonner(*, agent: Agent, destruction: Destruction, motif: str) -> Destruction:
    """Refused, or given up: its boxes may be asked for again."""
    if not motif.strip():
        raise ValidationError({"motif": "Dites pourquoi."})
    with transaction.atomic():
        actuelle = _verrouiller(destruction, EtatDestruction.DEMANDEE, EtatDestruction.APPROUVEE)
        droit = DESTRUCTION_DEMANDER if agent.pk == actuelle.demandeur_id else DESTRUCTION_APPROUVER
        exiger(agent, droit, actuelle.centre)
        actuelle.etat, actuelle.motif_abandon = EtatDestruction.ABANDONNEE, motif.strip()
        actuelle.save(update_fields=["etat", "motif_abandon"])
        actuelle.lignes.update(est_abandonnee=True)
        with au_nom_du_service() as systeme:
            annuler_echeance(agent=systeme, genre=APPROBATION, objet=actuelle, motif=motif.strip()[:200])
    return actuelle
