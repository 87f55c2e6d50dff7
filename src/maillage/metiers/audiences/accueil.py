"""What the service adds to the common pages: key figures, search, recent cases, help. Deadlines come by themselves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse
from django.utils.timezone import localdate

from maillage.commun.textes import compter, date_courte, heure
from maillage.metiers.audiences.droits import AUDIENCE_LIRE, AUDIENCE_TENIR, NOTE_VISER, STATISTIQUES_LIRE
from maillage.metiers.audiences.enums import Etape, StatutAudience
from maillage.metiers.audiences.indicateurs import suites_par_chambre
from maillage.metiers.audiences.models import Audience, Audiencement
from maillage.socle.acces.portee import a_droit, perimetre
from maillage.socle.annuaire.models import Agent
from maillage.socle.interface.composants import ChiffreCle
from maillage.socle.interface.registres import (
    Resultat,
    Tache,
    declarer_a_faire,
    declarer_aide,
    declarer_chiffre_cle,
    declarer_recents,
    declarer_recherche,
)

NOMBRE = 5
MOIS = dt.timedelta(days=30)


def audiences_du_jour(agent: Agent) -> Iterator[Tache]:
    """The hearings that one holds today, and those that were left open."""
    if not a_droit(agent, AUDIENCE_TENIR):
        return
    aujourd_hui = localdate()
    a_tenir = (
        Audience.objects.visibles_par(agent)
        .filter(date__gt=aujourd_hui - MOIS, date__lte=aujourd_hui)
        .exclude(statut=StatutAudience.CLOSE)
        .select_related("chambre")
        .order_by("date", "heure", "id")
    )
    for audience in a_tenir[: 2 * NOMBRE]:
        yield Tache(
            "Tenir l’audience",
            f"{audience.chambre.nom}, {heure(audience.heure)}",
            reverse("audiences:direct", args=[audience.pk]),
            audience.date,
            f"{compter(audience.dossiers, 'dossier')}, {audience.get_nature_display().lower()}",
            "Tenir",
        )


def _passage(passage: Audiencement) -> Resultat:
    return Resultat(
        str(passage.affaire),
        reverse("audiences:passage", args=[passage.pk]),
        f"{passage.audience.chambre.nom}, {date_courte(passage.audience.date)}"
        f" · {passage.get_statut_display().lower()}",
    )


def chercher_affaires(agent: Agent, texte: str) -> Iterator[Resultat]:
    """By the prosecutor's number, never by a name: identities are sealed."""
    cle = "".join(c for c in texte.upper() if c.isalnum())
    if not any(c.isdigit() for c in cle):
        return
    passages = (
        Audiencement.objects.visibles_par(agent)
        .filter(affaire__cle_parquet__gte=cle, affaire__cle_parquet__lt=f"{cle}\U0010ffff")
        .select_related("affaire", "audience__chambre")
    )
    yield from map(_passage, passages.order_by("-audience__date", "-id")[:NOMBRE])


def recents(agent: Agent) -> Iterator[Resultat]:
    if a_droit(agent, AUDIENCE_TENIR):
        passages = Audiencement.objects.visibles_par(agent).filter(auteur=agent)
        yield from map(
            _passage, passages.select_related("affaire", "audience__chambre").order_by("-id")[:NOMBRE]
        )


def audiences_a_finir(agent: Agent) -> ChiffreCle | None:
    if not a_droit(agent, STATISTIQUES_LIRE):
        return None
    nombre = Audience.objects.visibles_par(agent).a_finir().count()
    return ChiffreCle("Audiences à finir", nombre, url=f"{reverse('audiences:audiences')}?a_finir=on")


def notes_a_viser(agent: Agent) -> ChiffreCle | None:
    """For whoever vises: passages whose note is signed and waits."""
    if not a_droit(agent, NOTE_VISER):
        return None
    signees = Audiencement.objects.visibles_par(agent).filter(etapes__genre=Etape.NOTE_SIGNEE)
    nombre = signees.exclude(etapes__genre=Etape.NOTE_VISEE).count()
    return ChiffreCle("Notes à viser", nombre, url=reverse("audiences:a_viser"))


def taux_de_renvoi(agent: Agent) -> ChiffreCle | None:
    """Of this month, and the same figure as the steering page's."""
    if not a_droit(agent, STATISTIQUES_LIRE):
        return None
    mois = localdate().replace(day=1)
    _, ensemble = suites_par_chambre(sorted(perimetre(agent, STATISTIQUES_LIRE)), mois, mois)
    part = None if ensemble.taux_renvoi is None else 100 * ensemble.taux_renvoi
    return ChiffreCle(
        "Taux de renvoi du mois", part, unite="%", decimales=1, url=reverse("audiences:pilotage")
    )


declarer_a_faire(audiences_du_jour)
declarer_chiffre_cle(notes_a_viser, ordre=30)
declarer_chiffre_cle(audiences_a_finir, ordre=31)
declarer_chiffre_cle(taux_de_renvoi, ordre=32)
declarer_recherche("audiences.affaire", "Affaires", chercher_affaires, droit=AUDIENCE_LIRE)
declarer_recents(recents)
declarer_aide(
    "audiences",
    "Audiences pénales",
    taches=[
        ("Préparer une audience", "Calendrier, un jour : l’audience, qui siège, puis les affaires par leur numéro de"
         " parquet. Une affaire déjà connue revient avec ses personnes."),
        ("Tenir une audience", "« Tenir l’audience » : une lettre écrit une ligne de la note et remplit la présence."),
        ("Décider", "À l’audience, x : « COUP 1,2 ; EMP 8M SP 2A ; AM 300 ». Le dispositif s’écrit à côté."),
        ("Renvoyer", "Une affaire (z), ou celles cochées au rôle : elles sont au rôle de la date choisie."),
        ("Finir une audience", "« Finir l’audience » : chaque dossier dit ce qui lui manque ; un bouton par étape."),
        ("Viser une note", "Notes à viser : lire, puis viser, dans les trois jours."),
    ],
    raccourcis=[("a i s", "Appel, identité, droit au silence"), ("r l f", "Réquisitions, plaidoirie, dernier mot"),
                ("n", "Note libre"), ("x", "Décider"), ("z", "Renvoyer"), ("j k", "Affaire suivante, précédente")],
    droit=STATISTIQUES_LIRE,
)  # fmt: skip
