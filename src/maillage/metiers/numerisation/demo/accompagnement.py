"""Sessions held, a survey that a centre answered, another that Lille is asked."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from maillage.commun.calendrier import ajouter_jours_ouvres
from maillage.metiers.numerisation.actions import satisfaction, seances
from maillage.metiers.numerisation.demo.lieux import QUALITE, Lieux
from maillage.metiers.numerisation.enums.accompagnement import GenreSeance
from maillage.metiers.numerisation.models import Centre, Enquete, NoteEnquete
from maillage.metiers.numerisation.regles.accompagnement import NOTE_MAXIMALE
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.annuaire.demo import MOTIF

ASSISTANTS, SOIGNANTS = "numerisation.assistant_equipe", "numerisation.professionnel_sante"
SEANCES = (
    (340, False, GenreSeance.COMMUNICATION, "Réunion plénière : pourquoi numériser", {ASSISTANTS: 61, SOIGNANTS: 48}),
    (325, False, GenreSeance.FORMATION, "Les informations non transmissibles", {SOIGNANTS: 44}),
    (300, True, GenreSeance.FORMATION, "Le tri des pièces, la procédure et le clavier", {ASSISTANTS: 7, SOIGNANTS: 3}),
    (42, True, GenreSeance.COMMUNICATION, "Ce que l’audit du tri a montré", {ASSISTANTS: 6, SOIGNANTS: 2}),
)  # fmt: skip
REPONSES = ((0, 1, 2, 5, 3), (1, 0, 3, 4, 3), (0, 0, 2, 4, 5))
"""Of each question, how many gave each mark."""


def engendrer_accompagnement(lieux: Lieux) -> None:
    qualite, aujourd_hui = lieux.agents[QUALITE], timezone.localdate()
    with agir_comme(qualite, motif=MOTIF):
        for jours, est_de_lille, genre, sujet, presents in SEANCES:
            seances.enregistrer(
                agent=qualite,
                campagne=lieux.campagne,
                centre=lieux.lille if est_de_lille else None,
                genre=genre,
                date=ajouter_jours_ouvres(
                    aujourd_hui - dt.timedelta(days=jours), -1
                ),  # a day when people work
                sujet=sujet,
                presents=presents,
            )
        for code in ("RBX", "LIL"):
            centre = Centre.objects.select_related("service", "organisation").get(code=code)
            enquete = satisfaction.ouvrir(agent=qualite, centre=centre)
            if code == "RBX":
                _repondre(enquete)
                satisfaction.clore(agent=qualite, enquete=enquete)


def _repondre(enquete: Enquete) -> None:
    """Nobody answers in a demonstration: the counts that eleven people would leave."""
    nombres = [nombre for question in REPONSES for nombre in question]
    with agir_comme(agent_systeme(), motif=MOTIF):
        notes = list(NoteEnquete.objects.filter(enquete=enquete).order_by("pk"))
        for note, nombre in zip(notes, nombres, strict=True):
            note.nombre = nombre
        NoteEnquete.objects.bulk_update(notes, ["nombre"])
        Enquete.objects.filter(pk=enquete.pk).update(reponses=sum(nombres) // (len(nombres) // NOTE_MAXIMALE))
