"""The period of the day in which an act begins."""

from __future__ import annotations

import datetime as dt

from maillage.metiers.medecine_legale.enums import PeriodeJournee

MATIN, MIDI_SAMEDI, SOIR_SAMEDI, SOIR = dt.time(8, 30), dt.time(12, 30), dt.time(18), dt.time(18, 30)
SAMEDI = 5


def periode_journee(jour: dt.date, heure: dt.time, *, est_ferie: bool) -> PeriodeJournee:
    """Period of the day in which an act begins; Saturday has its own division, a holiday has that of the week."""
    if heure < MATIN:
        return PeriodeJournee.NUIT
    if jour.weekday() == SAMEDI and not est_ferie:
        if heure < MIDI_SAMEDI:
            return PeriodeJournee.MATIN
        return PeriodeJournee.APRES_MIDI if heure < SOIR_SAMEDI else PeriodeJournee.SOIREE
    return PeriodeJournee.JOURNEE if heure < SOIR else PeriodeJournee.SOIREE
