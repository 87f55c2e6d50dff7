"""Sessions in the database, as Django keeps them, read by a query written once (`SESSION_ENGINE`)."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from maillage.commun.requete_figee import Parametre, RequeteFigee

CHAMPS = [champ.attname for champ in Session._meta.concrete_fields]
EN_COURS = RequeteFigee(
    lambda: Session.objects.filter(
        session_key=Parametre("cle"), expire_date__gt=Parametre("instant")
    ).values_list(*CHAMPS)
)


class SessionStore(db.SessionStore):
    """Every page reads its session."""

    def _get_session_from_db(self) -> Session | None:
        lues = EN_COURS.lignes(cle=self.session_key, instant=timezone.now())
        if not lues:
            self._session_key = None
            return None
        return Session.from_db(None, CHAMPS, lues[0])
