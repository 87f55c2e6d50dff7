"""The decision on an accused: a line typed in the courtroom, read as penalties, kept both ways."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from maillage.metiers.audiences.actions.audiences import verrouiller
from maillage.metiers.audiences.actions.avancement import recalculer
from maillage.metiers.audiences.actions.corrections import correction
from maillage.metiers.audiences.actions.echeances import poser_echeances
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.lecture_decisions import rangee_de
from maillage.metiers.audiences.actions.listes import bornes_du
from maillage.metiers.audiences.actions.note import consigner
from maillage.metiers.audiences.actions.renvois import prevoir_delibere
from maillage.metiers.audiences.actions.reprises import reprendre_la_minute
from maillage.metiers.audiences.droits import AUDIENCE_TENIR
from maillage.metiers.audiences.enums import PRESENTS, GenreLigne
from maillage.metiers.audiences.models import (
    Audiencement,
    Comparution,
    Decision,
    Infraction,
    InfractionJugee,
    Partie,
    PeinePrononcee,
)
from maillage.metiers.audiences.regles.controles import AControler, Remarque, controler
from maillage.metiers.audiences.regles.ligne_decision import Lecture, lire
from maillage.metiers.audiences.regles.textes import textes_du
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent


class DecisionModifiee(ValidationError):
    """Somebody else decided meanwhile: what was typed is kept on the page."""


@dataclass(frozen=True)
class Examen:
    """A typed line: what was read of it, and what the law still asks."""

    lecture: Lecture
    remarques: tuple[Remarque, ...]

    @property
    def est_bloque(self) -> bool:
        return any(remarque.est_bloquante for remarque in self.remarques)


def infractions_reprochees(partie: Partie) -> list[Infraction]:
    """What the accused answers for now, requalifications included, by rank."""
    return list(
        Infraction.objects.filter(preventions__partie=partie, preventions__est_disqualifiee=False).order_by(
            "rang"
        )
    )


def examiner(
    *, passage: Audiencement, partie: Partie, texte: str, motivation: str, jour: dt.date | None = None
) -> Examen:
    """Read a line and check it, writing nothing: the page asks while it is typed."""
    jour = jour or passage.audience.date
    lecture = lire(texte)
    comparution = Comparution.objects.filter(audiencement=passage, partie=partie).first()
    remarques = controler(
        AControler(
            ligne=lecture.ligne,
            infractions=tuple(infraction.rang for infraction in infractions_reprochees(partie)),
            est_mineur=partie.est_mineur,
            est_present=comparution is None or comparution.mode in ("", *PRESENTS),
            motivation=motivation,
            est_ligne_complete=lecture.est_complete,
        ),
        bornes_du(jour),
        textes_du(jour),
    )
    return Examen(lecture, remarques)


def decider(
    *,
    agent: Agent,
    passage: Audiencement,
    partie: Partie,
    texte: str,
    motivation: str = "",
    version: int = 0,
    cle_client: uuid.UUID | None = None,
    copie_de: Decision | None = None,
    instant: dt.datetime | None = None,
    motif: str = "",
) -> Decision:
    """Keep the decision, even when part of the line was not read: only the signature of the minute waits.

    `version` is that of the decision which the page showed, 0 for none. Raises DecisionModifiee when it moved.
    """
    exiger(agent, AUDIENCE_TENIR, passage)
    if not partie.est_jugeable or partie.affaire_id != passage.affaire_id:
        raise ValidationError("Une décision pénale concerne un prévenu de cette affaire.")
    if not texte.strip():
        raise ValidationError({"ligne": "Tapez la décision, par exemple « COUP ; EMP 8M SS ; AM 300 »."})
    with transaction.atomic():
        audience = verrouiller(passage.audience)
        existante = Decision.objects.filter(audiencement=passage, partie=partie).first()
        if existante and cle_client and existante.cle_client == cle_client:
            return existante
        if (existante.version if existante else 0) != version:
            raise DecisionModifiee(
                "Cette décision a changé pendant votre saisie. Votre ligne est gardée : relisez, puis enregistrez."
            )
        examen = examiner(passage=passage, partie=partie, texte=texte, motivation=motivation)
        ligne = examen.lecture.ligne
        if ligne.est_en_delibere and ligne.date_delibere is None:
            raise ValidationError(
                {"ligne": "Indiquez la date du délibéré, par exemple « DELIB 12/01/2027 »."}
            )
        with correction(audience, motif):
            decision = existante or Decision(
                audiencement=passage,
                partie=partie,
                chambre_id=passage.chambre_id,
                auteur=agent,
                horodatage=instant or timezone.now(),
                version=0,
            )
            decision.version += 1
            decision.cle_client = cle_client or uuid.uuid4()
            decision.copie_de = copie_de
            decision.est_incomplete = examen.est_bloque
            _ecrire(decision, examen.lecture, motivation, Coffre(passage.affaire))
            _suivre(agent, passage, decision, est_nouvelle=existante is None)
            recalculer(audience, [Audiencement.objects.get(pk=passage.pk)])
            poser_echeances(agent, audience)
    return decision


def _ecrire(decision: Decision, lecture: Lecture, motivation: str, coffre: Coffre) -> None:
    ligne = lecture.ligne
    decision.sanction = ligne.sanction_retenue or ""
    decision.date_ajournement = ligne.date_ajournement
    decision.date_delibere = ligne.date_delibere
    decision.est_execution_provisoire = ligne.est_execution_provisoire
    decision.est_hors_bulletin_2 = ligne.est_hors_bulletin_2
    decision.est_inscrit_fijais = ligne.est_inscrit_fijais
    decision.contenu = coffre.sceller({"ligne": lecture.source.strip(), "motivation": motivation.strip()})
    decision.save()
    InfractionJugee.objects.filter(decision=decision).delete()
    PeinePrononcee.objects.filter(decision=decision).delete()
    jugees = []
    for infraction in infractions_reprochees(decision.partie):
        sort = next(
            (s for s in ligne.sorts if infraction.rang in s.infractions),
            next((s for s in ligne.sorts if not s.infractions), None),
        )
        if sort is not None:
            jugees.append(
                InfractionJugee(
                    decision=decision,
                    chambre_id=decision.chambre_id,
                    infraction=infraction,
                    issue=sort.issue,
                    modulation=sort.modulation or "",
                )
            )
    InfractionJugee.objects.bulk_create(jugees)
    PeinePrononcee.objects.bulk_create(
        rangee_de(decision, rang, peine, coffre) for rang, peine in enumerate(ligne.peines, start=1)
    )


def _suivre(agent: Agent, passage: Audiencement, decision: Decision, *, est_nouvelle: bool) -> None:
    """The note says it; a judgment reserved is put on the roll of its day; what was signed is signed again."""
    if decision.date_delibere is not None:
        prevoir_delibere(agent, passage, decision.date_delibere, decision.horodatage)
    elif est_nouvelle and not passage.audience.est_close:
        consigner(
            agent=agent,
            passage=passage,
            genre=GenreLigne.DECISION,
            instant=decision.horodatage,
            texte=f"Le président prononce la décision à l’égard de {Coffre(passage.affaire).nom(decision.partie)}.",
            partie=decision.partie,
            cle_client=uuid.uuid5(decision.cle_client, "note"),
        )
    reprendre_la_minute(agent, [passage])


def copier(
    *, agent: Agent, decision: Decision, parties: Collection[Partie], motif: str = ""
) -> list[Decision]:
    """The same decision for other accused; what does not fit them is said on each."""
    coffre = Coffre(decision.audiencement.affaire)
    contenu = coffre.ouvrir(decision.contenu)
    versions = dict(
        Decision.objects.filter(audiencement=decision.audiencement_id).values_list("partie_id", "version")
    )
    return [
        decider(
            agent=agent,
            passage=decision.audiencement,
            partie=partie,
            texte=str(contenu.get("ligne", "")),
            motivation=str(contenu.get("motivation", "")),
            version=versions.get(partie.pk, 0),
            copie_de=decision,
            motif=motif,
        )
        for partie in parties
        if partie.pk != decision.partie_id
    ]


def retirer_decision(*, agent: Agent, decision: Decision, motif: str) -> None:
    """Entered for the wrong person: it goes, with its reason; the history keeps it."""
    exiger(agent, AUDIENCE_TENIR, decision)
    if not motif.strip():
        raise ValidationError(
            {"motif": "Dites pourquoi vous retirez cette décision : le motif est conservé."}
        )
    with transaction.atomic():
        passage = decision.audiencement
        audience = verrouiller(passage.audience)
        with correction(audience, motif):
            Decision.objects.filter(copie_de=decision).update(copie_de=None)
            decision.delete()
            reprendre_la_minute(agent, [passage])
            recalculer(audience, [passage])
            poser_echeances(agent, audience)
