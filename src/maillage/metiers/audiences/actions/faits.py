"""What is counted, read again from what happened: one row a passage, one a hearing that rose."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.forms import model_to_dict
from django.utils import timezone

from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.enums import (
    CONDAMNATIONS,
    ISSUES,
    Etape,
    FamilleRenvoi,
    NatureJugement,
    StatutAudience,
    StatutPassage,
)
from maillage.metiers.audiences.models import (
    Audience,
    Audiencement,
    Comparution,
    Decision,
    EtapeDossier,
    FaitAudience,
    FaitPassage,
    Renvoi,
    Seance,
)
from maillage.metiers.audiences.regles import delais as regles_delais
from maillage.metiers.audiences.regles.faits import est_tardive, jours_entre, minutes_siegees

DEFAUTS = (NatureJugement.DEFAUT, NatureJugement.ITERATIF_DEFAUT)


def compter_audience(audience: Audience) -> None:
    """The row of a hearing: there when it has risen, gone when it is reopened."""
    if audience.statut != StatutAudience.CLOSE:
        FaitAudience.objects.filter(audience=audience).delete()
        return
    seances = [
        (timezone.localtime(debut), timezone.localtime(fin) if fin else None)
        for debut, fin in Seance.objects.filter(audience=audience)
        .order_by("horodatage_debut")
        .values_list("horodatage_debut", "horodatage_fin")
    ]
    dossiers = Audiencement.objects.filter(audience=audience).count()
    valeurs: dict[str, Any] = {
        "chambre_id": audience.chambre_id,
        "date": audience.date,
        "nature": audience.nature,
        "type": audience.type,
        "minutes": minutes_siegees(seances),
        "dossiers": dossiers,
        "est_apres_21h": est_tardive(seances, audience.date),
        "est_surchargee": bool(audience.dossiers_maximum and dossiers > audience.dossiers_maximum),
    }
    fait = FaitAudience.objects.filter(audience=audience).first()
    if fait is None:
        FaitAudience.objects.create(audience=audience, **valeurs)
    elif any(getattr(fait, nom) != valeur for nom, valeur in valeurs.items()):
        for nom, valeur in valeurs.items():
            setattr(fait, nom, valeur)
        fait.save()


def compter_passages(passages: Collection[Audiencement]) -> None:
    """The rows of these passages. Those of a case whose key is destroyed no longer move."""
    cles = [passage.pk for passage in passages]
    lus = (
        Audiencement.objects.filter(pk__in=cles, affaire__horodatage_purge=None)
        .select_related("audience", "affaire")
        .order_by("pk")
    )
    connus = {fait.audiencement_id: fait for fait in FaitPassage.objects.filter(audiencement__in=cles)}
    lectures = _lectures(cles)
    nouveaux, changes = [], []
    for fait in _faits(lus, cles):
        connu = connus.get(fait.audiencement_id)
        # The passage that reserved the judgment may belong to a chamber that this agent does not read.
        fait.est_lecture = fait.audiencement_id in lectures or (connu is not None and connu.est_lecture)
        if connu is None:
            nouveaux.append(fait)
            continue
        fait.pk = connu.pk
        if model_to_dict(fait) != model_to_dict(connu):
            changes.append(fait)
    FaitPassage.objects.bulk_create(nouveaux)
    champs = [champ.name for champ in FaitPassage._meta.concrete_fields if not champ.primary_key]
    FaitPassage.objects.bulk_update(changes, champs)


def _lectures(cles: list[int]) -> set[int]:
    """Passages that only read a judgment reserved before."""
    reserves = Renvoi.objects.filter(suivant__in=cles, famille=FamilleRenvoi.DELIBERE)
    return set(reserves.order_by().values_list("suivant_id", flat=True))


def recompter_audience(audience: Audience) -> None:
    """Everything of a hearing: when it opens, rises or is corrected."""
    compter_passages(list(audience.audiencements.all()))
    compter_audience(audience)


def _faits(passages: QuerySet[Audiencement], cles: list[int]) -> list[FaitPassage]:
    """Six queries, whatever the number of passages."""
    renvois = {r.audiencement_id: r for r in Renvoi.objects.filter(audiencement__in=cles)}
    etapes: dict[int, dict[str, dt.datetime]] = defaultdict(dict)
    for passage, genre, instant in EtapeDossier.objects.filter(audiencement__in=cles).values_list(
        "audiencement_id", "genre", "horodatage"
    ):
        etapes[passage][genre] = instant
    natures = {
        (passage, partie): nature
        for passage, partie, nature in Comparution.objects.filter(audiencement__in=cles).values_list(
            "audiencement_id", "partie_id", "nature_jugement"
        )
    }
    juges: dict[int, Counter[str]] = defaultdict(Counter)
    condamnes = set()
    for passage, partie, sanction in Decision.objects.filter(
        audiencement__in=cles, date_delibere=None
    ).values_list("audiencement_id", "partie_id", "sanction"):
        juges[passage][natures.get((passage, partie), "")] += 1
        if sanction in CONDAMNATIONS:
            condamnes.add(passage)
    return [
        _fait(
            passage,
            renvois.get(passage.pk),
            etapes[passage.pk],
            juges[passage.pk],
            est_condamne=passage.pk in condamnes,
        )
        for passage in passages
    ]


def _fait(
    passage: Audiencement,
    renvoi: Renvoi | None,
    etapes: dict[str, dt.datetime],
    juges: Counter[str],
    *,
    est_condamne: bool,
) -> FaitPassage:
    audience = passage.audience
    est_juge = passage.statut == StatutPassage.JUGE
    remises = etapes.get(Etape.PIECES_REMISES) if est_juge and est_condamne else None
    signee, visee = etapes.get(Etape.MINUTE_SIGNEE), etapes.get(Etape.NOTE_VISEE)
    decision = timezone.localdate(passage.horodatage_issue) if passage.horodatage_issue else None
    delais = delais_du(audience.date)
    leve = timezone.localdate(audience.horodatage_cloture) if audience.horodatage_cloture else audience.date
    est_premier = passage.precedent_id is None
    return FaitPassage(
        audiencement=passage,
        chambre_id=passage.chambre_id,
        date=audience.date,
        nature=audience.nature,
        statut=passage.statut,
        famille_renvoi=renvoi.famille if renvoi else "",
        motif_renvoi=renvoi.motif if renvoi else "",
        est_audience=audience.statut == StatutAudience.CLOSE or passage.statut in ISSUES,
        jours_audiencement=jours_entre(passage.affaire.date_saisine, audience.date) if est_premier else None,
        prevenus_juges=sum(juges.values()) if est_juge else 0,
        prevenus_a_signifier=juges[NatureJugement.A_SIGNIFIER] if est_juge else 0,
        prevenus_defaut=sum(juges[nature] for nature in DEFAUTS) if est_juge else 0,
        est_minute_etablie=est_juge and Etape.MINUTE_ETABLIE in etapes,
        est_minute_signee=est_juge and signee is not None,
        est_minute_a_temps=est_juge
        and _est_a_temps(
            signee,
            regles_delais.depot_minute(
                _depuis(decision or audience.date, passage.horodatage_reprise_minute), delais
            ),
        ),
        jours_minute=jours_entre(decision, timezone.localdate(signee)) if est_juge and signee else None,
        est_pieces_attendues=est_juge and est_condamne,
        est_pieces_remises=remises is not None,
        est_pieces_le_jour_meme=remises is not None and timezone.localdate(remises) == decision,
        jours_pieces=jours_entre(decision, timezone.localdate(remises)) if remises else None,
        est_note_visee=visee is not None,
        est_note_visee_a_temps=_est_a_temps(
            visee, regles_delais.visa_note(_depuis(leve, passage.horodatage_reprise_note), delais)
        ),
    )


def _depuis(jour: dt.date, reprise: dt.datetime | None) -> dt.date:
    """The day a limit runs from: that of the correction when something signed was corrected since."""
    return max(jour, timezone.localdate(reprise)) if reprise else jour


def _est_a_temps(instant: dt.datetime | None, echeance: regles_delais.Echeance) -> bool:
    if instant is None or echeance.dernier_jour is None:
        return False
    return timezone.localdate(instant) <= echeance.dernier_jour
