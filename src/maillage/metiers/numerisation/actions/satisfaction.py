"""What a centre thinks once its records are on screen: asked once each, counted, published from five answers on.

Answers are counted in the name of the technical account, in rows that say neither who nor when. Nothing is shown while
the survey is open: two looks, before and after an answer, would tell it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from maillage.metiers.numerisation.actions.parcours import au_nom_du_service
from maillage.metiers.numerisation.droits import SATISFACTION_MENER, SATISFACTION_REPONDRE
from maillage.metiers.numerisation.enums.accompagnement import EtatEnquete, QuestionSatisfaction
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import (
    Centre,
    Dossier,
    Enquete,
    NoteEnquete,
    ParticipationEnquete,
)
from maillage.metiers.numerisation.regles.accompagnement import (
    NOTE_MAXIMALE,
    debut_du_trimestre,
    est_publiable,
    est_unanime,
    part_de_bonnes_notes,
)
from maillage.socle.acces.exiger import exiger
from maillage.socle.acces.portee import perimetre
from maillage.socle.annuaire.models import Agent

A_L_ECRAN = (EtatDossier.INTEGRE, EtatDossier.DETRUIT)
NOTES = range(1, NOTE_MAXIMALE + 1)


def ouvrir(*, agent: Agent, centre: Centre) -> Enquete:
    """Ask the people of a centre, once they have something to judge."""
    exiger(agent, SATISFACTION_MENER, centre.service)
    if not Dossier.objects.filter(centre=centre.organisation, etat__in=A_L_ECRAN).exists():
        raise ValidationError({"centre": "Aucun dossier de ce centre n’est encore à l’écran : attendez."})
    enquete = Enquete(
        service=centre.service, centre=centre.organisation, date=timezone.localdate(), auteur=agent
    )
    if Enquete.objects.filter(centre=centre.organisation, etat=EtatEnquete.OUVERTE).exists():
        raise ValidationError({"centre": "Une enquête est déjà ouverte dans ce centre."})
    with transaction.atomic():
        enquete.save()
        with au_nom_du_service():
            NoteEnquete.objects.bulk_create(
                NoteEnquete(enquete=enquete, centre=enquete.centre, question=question, note=note)
                for question in QuestionSatisfaction
                for note in NOTES
            )
    return enquete


def a_repondre(agent: Agent) -> QuerySet[Enquete]:
    """Surveys open in the agent's centres that he has not answered."""
    siennes = Enquete.objects.filter(
        centre__in=perimetre(agent, SATISFACTION_REPONDRE), etat=EtatEnquete.OUVERTE
    )
    return siennes.exclude(pk__in=ParticipationEnquete.objects.filter(agent=agent).values("enquete"))


def repondre(*, agent: Agent, enquete: Enquete, notes: Mapping[str, int]) -> None:
    """One mark a question; that this agent answered is kept, what he answered joins the others' counts."""
    exiger(agent, SATISFACTION_REPONDRE, enquete.centre)
    if set(notes) != set(QuestionSatisfaction.values) or not all(note in NOTES for note in notes.values()):
        raise ValidationError("Répondez à chaque question, de 1 à 5.")
    with transaction.atomic():
        with au_nom_du_service():
            ecrite = Enquete.objects.select_for_update(of=("self",)).get(pk=enquete.pk)
            if ecrite.etat != EtatEnquete.OUVERTE:
                raise ValidationError("Cette enquête est close.")
        if ParticipationEnquete.objects.filter(agent=agent, enquete=enquete).exists():
            raise ValidationError("Vous avez déjà répondu à cette enquête.")
        ParticipationEnquete.objects.create(enquete=enquete, agent=agent)
        with au_nom_du_service():
            for question, note in notes.items():
                NoteEnquete.objects.filter(enquete=enquete, question=question, note=note).update(
                    nombre=F("nombre") + 1
                )
            Enquete.objects.filter(pk=enquete.pk).update(reponses=F("reponses") + 1)


def clore(*, agent: Agent, enquete: Enquete) -> Enquete:
    """Published from five answers on; under it, every mark is erased. Who had answered is erased in both cases.

    A question on which all are of one side is kept, and neither shown nor counted: it would tell each one's answer.
    """
    exiger(agent, SATISFACTION_MENER, enquete.service)
    with transaction.atomic(), au_nom_du_service():
        ecrite = Enquete.objects.select_for_update(of=("self",)).get(pk=enquete.pk)
        if ecrite.etat != EtatEnquete.OUVERTE:
            raise ValidationError("Cette enquête est déjà close.")
        notes = NoteEnquete.objects.filter(enquete=ecrite)
        if est_publiable(ecrite.reponses):
            comptes = _comptes([ecrite.pk])
            partagees = [
                q for q in QuestionSatisfaction.values if not est_unanime(comptes.get((ecrite.pk, q), {}))
            ]
            notes.filter(question__in=partagees).update(date=debut_du_trimestre(ecrite.date))
            ecrite.etat = EtatEnquete.PUBLIEE
        else:
            notes.delete()
            ecrite.etat = EtatEnquete.EFFACEE
        ParticipationEnquete.objects.filter(enquete=ecrite).delete()
        ecrite.horodatage_cloture = timezone.now()
        ecrite.save(update_fields=["etat", "horodatage_cloture"])
    return ecrite


def resultats(enquetes: Iterable[Enquete]) -> dict[int, list[tuple[str, float | None]]]:
    """Survey → each question and its share of 4 and 5, once published; nothing before, whoever asks.

    None: all answered alike, the share is not shown.
    """
    publiees = [e.pk for e in enquetes if e.etat == EtatEnquete.PUBLIEE and est_publiable(e.reponses)]
    with au_nom_du_service():
        comptes = _comptes(publiees)
    return {
        enquete: [(str(q.label), _part(comptes.get((enquete, q.value), {}))) for q in QuestionSatisfaction]
        for enquete in publiees
    }


def _part(notes: Mapping[int, int]) -> float | None:
    return None if est_unanime(notes) else part_de_bonnes_notes(notes)


def _comptes(enquetes: Collection[int]) -> dict[tuple[int, str], dict[int, int]]:
    """Survey and question → mark → how many."""
    comptes: dict[tuple[int, str], dict[int, int]] = {}
    lues = NoteEnquete.objects.filter(enquete__in=enquetes).order_by("pk")
    for enquete, question, note, nombre in lues.values_list("enquete", "question", "note", "nombre"):
        comptes.setdefault((enquete, question), {})[note] = nombre
    return comptes
