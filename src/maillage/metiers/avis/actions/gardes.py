"""Who is on duty: now, next, and the members of a line as a roster takes them.

Whoever asks (a practitioner, a timer) is told who answers, and may not read rosters: they are read in the name of the
technical account.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from maillage.metiers.avis.actions.eligibilite import calendrier_de, dossiers
from maillage.metiers.avis.enums.eligibilite import StatutExercice
from maillage.metiers.avis.enums.gardes import Preference, RangGarde
from maillage.metiers.avis.models import Filiere, Garde, Indisponibilite, Souhait, Specialiste
from maillage.metiers.avis.regles.calendrier import Creneau
from maillage.metiers.avis.regles.eligibilite import est_eligible
from maillage.metiers.avis.regles.gardes import Affectation, Membre, Probleme
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.interface.alertes import prevenir_agents

SEMAINES_REPORTEES = 8
REPORT_MAXIMUM = 2
"""What was held too much before counts, without making somebody pay for a whole year."""


def _tenues() -> QuerySet[Garde]:
    return Garde.objects.publiees().tenues().select_related("specialiste__personne", "specialiste__agent")


def en_garde(filiere: Filiere, instant: dt.datetime) -> list[Garde]:
    """Duties of the line at that instant: who answers first, then the backup. Empty when nobody is on duty."""
    with agir_comme(agent_systeme()):
        return sorted(
            _tenues().filter(filiere=filiere).a_l_instant(instant),  # type: ignore[attr-defined]
            key=lambda garde: garde.rang != RangGarde.PREMIERE,
        )


def prochaine_garde(filiere: Filiere, instant: dt.datetime) -> Garde | None:
    """The next duty of the line that starts after that instant, first lines before backups."""
    with agir_comme(agent_systeme()):
        return (
            _tenues()
            .filter(filiere=filiere, horodatage_debut__gt=instant)
            .order_by("horodatage_debut", "rang")
            .first()
        )


def prochaines_gardes(filiere: Filiere, instant: dt.datetime) -> dict[int, dt.datetime]:
    """When each specialist of the line is next on duty after that instant."""
    with agir_comme(agent_systeme()):
        lues = _tenues().filter(filiere=filiere, horodatage_debut__gt=instant).order_by("-horodatage_debut")
        return {g.specialiste_id: g.horodatage_debut for g in lues if g.specialiste_id}


def prevenir_specialistes(specialistes: Iterable[Specialiste], texte: str, url: str) -> int:
    """Tell those who have an account; nothing of a patient is in the text. Returns how many were told."""
    comptes = [s.agent for s in specialistes if s.agent is not None and s.agent.is_active]
    return prevenir_agents(comptes, texte=texte, detail=texte, url=url)


def membres_de(filiere: Filiere) -> list[Specialiste]:
    """Specialists of the line who are not suspended, by name."""
    return list(
        Specialiste.objects.actifs()
        .filter(rattachements__filiere=filiere)
        .select_related("personne", "agent", "exercice")
        .order_by("personne__nom", "personne__prenom", "id")
    )


def probleme_de(
    filiere: Filiere,
    debut: dt.date,
    fin: dt.date,
    *,
    avec_renfort: bool = True,
    imposees: Iterable[Affectation] = (),
    specialistes: Sequence[Specialiste] | None = None,
) -> Probleme:
    """What the line has to cover between two days, and with whom."""
    calendrier = calendrier_de(filiere)
    creneaux = calendrier.creneaux(debut, fin)
    connus = membres_de(filiere) if specialistes is None else specialistes
    return Probleme(
        tuple(creneaux),
        tuple(_membres(filiere, connus, creneaux, debut)),
        {creneau: calendrier.bornes(creneau) for creneau in creneaux},
        frozenset(imposees),
        frozenset(
            Affectation(garde.creneau, garde.rang, garde.specialiste_id)
            for garde in Garde.objects.publiees()
            .tenues()
            .filter(filiere=filiere, date__range=(debut, fin))
            .order_by("id")
            if garde.specialiste_id
        ),
        avec_renfort,
    )


def _membres(
    filiere: Filiere, specialistes: Sequence[Specialiste], creneaux: Sequence[Creneau], debut: dt.date
) -> Iterable[Membre]:
    pieces = dossiers(specialistes)
    absences = _absences(specialistes, creneaux)
    semaine = {
        (s.specialiste_id, s.jour, s.demi_journee): s.preference
        for s in Souhait.objects.filter(specialiste__in=specialistes).order_by("id")
    }
    ailleurs = _de_garde_ailleurs(filiere, specialistes, creneaux)
    reports = _reports(filiere, specialistes, debut)
    couvertes = frozenset(filiere.specialites)
    for specialiste in specialistes:
        eligible = {
            jour: est_eligible(pieces[specialiste.pk], jour, specialites_filiere=couvertes)
            for jour in {creneau.jour for creneau in creneaux}
        }
        dits = {c: semaine.get((specialiste.pk, c.jour.weekday(), c.demi_journee)) for c in creneaux}
        yield Membre(
            specialiste.pk,
            specialiste.quota_demi_journees,
            indisponibles=absences[specialiste.pk]
            | ailleurs[specialiste.pk]
            | {creneau for creneau, dit in dits.items() if dit == Preference.JAMAIS},
            ineligibles=frozenset(creneau for creneau in creneaux if not eligible[creneau.jour]),
            souhaits={c: dit for c, dit in dits.items() if dit and dit != Preference.JAMAIS},
            report=reports[specialiste.pk],
            est_salarie=specialiste.statut_exercice == StatutExercice.SALARIE,
        )


def _absences(
    specialistes: Sequence[Specialiste], creneaux: Sequence[Creneau]
) -> dict[int, frozenset[Creneau]]:
    trouvees: dict[int, set[Creneau]] = defaultdict(set)
    if creneaux:
        dites = Indisponibilite.objects.filter(
            specialiste__in=specialistes, date_debut__lte=creneaux[-1].jour, date_fin__gte=creneaux[0].jour
        )
        for absence in dites.order_by("id"):
            trouvees[absence.specialiste_id] |= {
                c
                for c in creneaux
                if absence.date_debut <= c.jour <= absence.date_fin
                and absence.demi_journee in ("", c.demi_journee)
            }
    return {s.pk: frozenset(trouvees[s.pk]) for s in specialistes}


def _de_garde_ailleurs(
    filiere: Filiere, specialistes: Sequence[Specialiste], creneaux: Sequence[Creneau]
) -> dict[int, frozenset[Creneau]]:
    """Half-days that they hold for another line."""
    tenues: dict[int, set[Creneau]] = defaultdict(set)
    if creneaux:
        autres = (
            Garde.objects.publiees()
            .filter(specialiste__in=specialistes, date__range=(creneaux[0].jour, creneaux[-1].jour))
            .exclude(filiere=filiere)
        )
        for garde in autres.order_by("id"):
            if garde.specialiste_id:
                tenues[garde.specialiste_id].add(garde.creneau)
    return {s.pk: frozenset(tenues[s.pk]) for s in specialistes}


def _reports(filiere: Filiere, specialistes: Sequence[Specialiste], debut: dt.date) -> dict[int, int]:
    """What each held beyond his share in the weeks before; nothing for whoever held none, who may be new."""
    depuis = debut - dt.timedelta(weeks=SEMAINES_REPORTEES)
    tenues = Counter(
        Garde.objects.publiees()
        .filter(filiere=filiere, specialiste__in=specialistes, date__gte=depuis, date__lt=debut)
        .order_by("id")
        .values_list("specialiste_id", flat=True)
    )
    presents = [s for s in specialistes if tenues[s.pk]]
    quotas = sum(s.quota_demi_journees for s in presents) or 1
    reports = {s.pk: 0 for s in specialistes}
    for specialiste in presents:
        part = tenues.total() * specialiste.quota_demi_journees / quotas
        ecart = round(tenues[specialiste.pk] - part)
        reports[specialiste.pk] = max(-REPORT_MAXIMUM, min(REPORT_MAXIMUM, ecart))
    return reports
