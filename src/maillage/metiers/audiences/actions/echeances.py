"""What the end of a hearing makes due: the note signed and vised, the minutes filed, each within three days."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone

from maillage.commun.textes import date_courte
from maillage.metiers.audiences.actions.corrections import sans_motif
from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.droits import AUDIENCE_TENIR, NOTE_VISER
from maillage.metiers.audiences.enums import Etape, Execution, StatutPassage
from maillage.metiers.audiences.models import Audience, Audiencement, PeinePrononcee
from maillage.metiers.audiences.regles.delais import CONVOCATION_JAP, MINUTE, Delai
from maillage.metiers.audiences.regles.delais import DEPOT_DIFFERE as DELAI_DEPOT_DIFFERE
from maillage.metiers.audiences.regles.delais import VISA as VISA_NOTE
from maillage.socle.annuaire.models import Agent
from maillage.socle.echeances.actions import creer_echeance, lever_echeance, rouvrir_echeance
from maillage.socle.echeances.genres import GenreEcheance, declarer_genre_echeance

SIGNATURE = declarer_genre_echeance(
    "audiences.signature",
    "Note d’audience à signer",
    verbe="Signer la note d’audience",
    bouton="Signer",
    droit=AUDIENCE_TENIR,
    rappels=(1,),
)
VISA = declarer_genre_echeance(
    "audiences.visa",
    "Note d’audience à viser",
    verbe="Viser la note d’audience",
    bouton="Viser",
    droit=NOTE_VISER,
    rappels=(1,),
)
DEPOT = declarer_genre_echeance(
    "audiences.depot",
    "Minutes à déposer",
    verbe="Déposer les minutes",
    bouton="Ouvrir",
    droit=AUDIENCE_TENIR,
    rappels=(1,),
)
CONVOCATIONS = declarer_genre_echeance(
    "audiences.convocations",
    "Convocations devant le JAP et le SPIP",
    verbe="Remettre les convocations devant le JAP et le SPIP",
    bouton="Établir",
    droit=AUDIENCE_TENIR,
    rappels=(10, 3),
)
DEPOT_DIFFERE = declarer_genre_echeance(
    "audiences.depot_differe",
    "Mandat de dépôt à effet différé",
    verbe="Transmettre au procureur le mandat de dépôt à effet différé",
    bouton="Établir",
    droit=AUDIENCE_TENIR,
    rappels=(15, 3),
)
EXECUTIONS: dict[GenreEcheance, tuple[Execution, str]] = {
    CONVOCATIONS: (Execution.CONVOCATION, CONVOCATION_JAP),
    DEPOT_DIFFERE: (Execution.DEPOT_DIFFERE, DELAI_DEPOT_DIFFERE),
}
"""What a firm part makes due as long as its papers are not handed, and the time limit that the law gives."""
ETAPES: dict[GenreEcheance, Etape] = {
    SIGNATURE: Etape.NOTE_SIGNEE,
    VISA: Etape.NOTE_VISEE,
    DEPOT: Etape.MINUTE_SIGNEE,
}


def poser_echeances(agent: Agent, audience: Audience) -> None:
    """Owe what is not done, lift what is. Called when the hearing rises, after each step and each correction.

    What was signed, then corrected, is owed again: its time runs from the day of the correction.
    """
    if audience.horodatage_cloture is None:
        return
    leve = timezone.localdate(audience.horodatage_cloture)
    with sans_motif():
        for genre, etape in ETAPES.items():
            _poser(agent, audience, leve, genre, etape)
        for genre, (execution, delai) in EXECUTIONS.items():
            _poser_execution(agent, audience, genre, execution, delais_du(audience.date)[delai])


def _poser(agent: Agent, audience: Audience, leve: dt.date, genre: GenreEcheance, etape: Etape) -> None:
    restants = _restants(audience, etape)
    if not restants.exists():
        lever_echeance(agent=agent, genre=genre, objet=audience)
        return
    delai = delais_du(audience.date)[MINUTE if genre is DEPOT else VISA_NOTE]
    corrige = _corrige_le(restants, "minute" if genre is DEPOT else "note")
    _devoir(
        agent,
        audience,
        genre,
        delai,
        depart=max(leve, corrige or leve),
        page="audiences:viser" if genre is VISA else "audiences:fin",
        suite=f", corrigée le {date_courte(corrige)}" if corrige else "",
    )


def _poser_execution(
    agent: Agent, audience: Audience, genre: GenreEcheance, execution: Execution, delai: Delai
) -> None:
    """Counted from the judgment itself, that the hearing rose late or not."""
    attendues = Exists(
        PeinePrononcee.objects.filter(decision__audiencement=OuterRef("pk"), execution=execution)
    )
    if not _restants(audience, Etape.PIECES_REMISES).filter(attendues).exists():
        lever_echeance(agent=agent, genre=genre, objet=audience)
        return
    _devoir(agent, audience, genre, delai, depart=audience.date, page="audiences:pieces")


def _devoir(
    agent: Agent,
    audience: Audience,
    genre: GenreEcheance,
    delai: Delai,
    *,
    depart: dt.date,
    page: str,
    suite: str = "",
) -> None:
    """Owe it, or owe it again, to this time limit from `depart`; `suite` ends what the to-do list says."""
    date_limite = delai.fin(depart)
    rouvrir_echeance(agent=agent, genre=genre, objet=audience, date_limite=date_limite)
    creer_echeance(
        agent=agent,
        genre=genre,
        organisation=audience.chambre,
        objet=audience,
        libelle=f"{audience.chambre.nom}, audience du {date_courte(audience.date)}{suite}",
        date_limite=date_limite,
        url=reverse(page, args=[audience.pk]),
        base_legale=delai.article,
    )


def limite_de_la_note(audience: Audience) -> dt.date | None:
    """The last day to sign and vise the note; none before the hearing rises."""
    if audience.horodatage_cloture is None:
        return None
    leve = timezone.localdate(audience.horodatage_cloture)
    corrige = _corrige_le(_restants(audience, Etape.NOTE_VISEE), "note")
    return delais_du(audience.date)[VISA_NOTE].fin(max(leve, corrige or leve))


def _restants(audience: Audience, etape: Etape) -> QuerySet[Audiencement]:
    """The passages of this hearing that still lack this step."""
    passages = Audiencement.objects.filter(audience=audience)
    if etape in (Etape.MINUTE_SIGNEE, Etape.PIECES_REMISES):
        passages = passages.filter(statut=StatutPassage.JUGE)
    return passages.exclude(etapes__genre=etape)


def _corrige_le(passages: QuerySet[Audiencement], quoi: str) -> dt.date | None:
    """The day when the latest of them was corrected after its signature; none when none was."""
    dernier = passages.aggregate(dernier=Max(f"horodatage_reprise_{quoi}"))["dernier"]
    return timezone.localdate(dernier) if dernier else None
