"""Two years of hearings: a model week, held through the actions, is copied from week to week with its dates moved.

Sealed contents are copied as they are, each case with its own envelope of the same key: destroying one leaves the
others. Cases past their retention are copied as their erasing leaves them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from random import Random
from typing import Any

from django.db.models import Model
from django.utils import timezone

from maillage.commun.calendrier import est_jour_ouvre
from maillage.metiers.audiences.actions.conservation import borne
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Comparution,
    Decision,
    EtapeDossier,
    FaitAudience,
    FaitPassage,
    Infraction,
    InfractionJugee,
    LigneNote,
    Membre,
    Partie,
    PeinePrononcee,
    Prevention,
    Renvoi,
    Seance,
)
from maillage.metiers.audiences.regles.affaires import cle_parquet
from maillage.socle.acces.models import Cle

SEMAINES = 104
AOUT, DECEMBRE = 8, 12
TENUE, TENUE_EN_VACANCES = 0.6, 0.25
"""Shares of the hearings held: no two months are alike."""
SUITES = (Comparution, Decision, Renvoi, EtapeDossier, FaitPassage)
"""What hangs from a passage, and outlives the erasing of its case."""


def recopier(modeles: list[Audience], hasard: Random, numeros: Iterator[str]) -> None:
    """Copy these hearings, all of one week and finished, until last week. Their chambers are the context's."""
    depart = max(audience.date for audience in modeles)
    ecarts = [dt.timedelta(weeks=rang) for rang in range(1, SEMAINES)]
    ecarts = [ecart for ecart in ecarts if depart + ecart < timezone.localdate() - dt.timedelta(days=9)]
    copie = _Copie(ecarts, borne(timezone.localdate()), hasard)
    copie.ranger(Audience, modeles, est_gardee=copie.est_tenue)
    passages = list(Audiencement.objects.filter(audience__in=modeles))
    copie.ranger(Seance, Seance.objects.filter(audience__in=modeles))
    copie.ranger(Membre, Membre.objects.filter(audience__in=modeles, audiencement=None))
    affaires = copie.ranger_affaires(passages, numeros)
    copie.ranger(Partie, Partie.objects.filter(affaire__in=affaires))
    copie.ranger(Infraction, Infraction.objects.filter(affaire__in=affaires))
    copie.ranger(Prevention, Prevention.objects.filter(affaire__in=affaires))
    copie.ranger(Audiencement, passages)
    for suite in SUITES:
        copie.ranger(suite, suite.objects.filter(audiencement__in=passages))
    copie.ranger(LigneNote, LigneNote.objects.filter(audiencement__in=passages), est_gardee=copie.est_lisible)
    copie.ranger(InfractionJugee, InfractionJugee.objects.filter(decision__audiencement__in=passages))
    copie.ranger(PeinePrononcee, PeinePrononcee.objects.filter(decision__audiencement__in=passages))
    copie.ranger(FaitAudience, FaitAudience.objects.filter(audience__in=modeles))


class _Copie:
    """What was copied, by model, week and original: a row goes with those that it hangs from, or is left out."""

    def __init__(self, ecarts: list[dt.timedelta], avant: dt.date, hasard: Random) -> None:
        self.ecarts, self.avant, self.hasard = ecarts, avant, hasard
        self.faites: dict[type[Model], dict[tuple[dt.timedelta, int], Any]] = {}

    def est_tenue(self, audience: Any) -> bool:
        vacances = audience.date.month == AOUT or (audience.date.month == DECEMBRE and audience.date.day > 18)
        part = TENUE_EN_VACANCES if vacances else TENUE
        return est_jour_ouvre(audience.date) and self.hasard.random() < part

    def est_lisible(self, ligne: Any) -> bool:
        return ligne.audiencement.affaire.horodatage_purge is None

    def ranger(
        self,
        modele: type[Any],
        originaux: Iterable[Any],
        *,
        est_gardee: Callable[[Any], bool] = lambda _copie: True,
    ) -> None:
        originaux = list(originaux)
        faites = {
            (ecart, original.pk): faite
            for ecart in self.ecarts
            for original in originaux
            if (faite := self._copier(original, ecart)) is not None and est_gardee(faite)
        }
        modele.objects.bulk_create(faites.values(), batch_size=2000)
        self.faites[modele] = faites

    def _copier(self, original: Any, ecart: dt.timedelta) -> Any | None:
        """The row that many weeks later; none when what it hangs from was not kept."""
        valeurs: dict[str, Any] = {}
        for champ in original._meta.concrete_fields:
            valeur = getattr(original, champ.attname)
            if champ.related_model in self.faites and valeur is not None:
                valeur = self.faites[champ.related_model].get((ecart, valeur))
                if valeur is None:
                    return None
                valeurs[champ.name] = valeur
            elif not champ.primary_key:
                valeurs[champ.attname] = _plus_tard(valeur, ecart)
        return type(original)(**valeurs)

    def ranger_affaires(self, passages: list[Audiencement], numeros: Iterator[str]) -> list[Affaire]:
        """The cases of these passages, each with a number and a key of its own; returns the originals."""
        originales = Affaire.objects.select_related("cle").in_bulk([p.affaire_id for p in passages])
        faites: dict[tuple[dt.timedelta, int], Any] = {}
        for ecart in self.ecarts:
            for passage in passages:
                audience = self.faites[Audience].get((ecart, passage.audience_id))
                if audience is None:
                    continue
                originale = originales[passage.affaire_id]
                faite: Any = self._copier(originale, ecart)
                numero = next(numeros)
                if audience.date < self.avant:
                    faite.cle = Cle(enveloppe="", horodatage_destruction=timezone.now())
                    faite.horodatage_purge, numero = timezone.now(), f"efface-{numero}"
                else:
                    faite.cle = Cle(enveloppe=originale.cle.enveloppe)
                faite.numero_parquet, faite.cle_parquet = numero, cle_parquet(numero)
                faites[ecart, originale.pk] = faite
        Cle.objects.bulk_create([affaire.cle for affaire in faites.values()])
        for affaire in faites.values():
            affaire.cle = affaire.cle  # the key is numbered only now
        Affaire.objects.bulk_create(faites.values(), batch_size=2000)
        self.faites[Affaire] = faites
        return list(originales.values())


def _plus_tard(valeur: Any, ecart: dt.timedelta) -> Any:
    """A day or an instant moved, at the same hour of the clock; anything else as it is."""
    if isinstance(valeur, dt.datetime):
        return timezone.make_aware(timezone.localtime(valeur).replace(tzinfo=None) + ecart)
    return valeur + ecart if isinstance(valeur, dt.date) else valeur
