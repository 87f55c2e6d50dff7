"""Sessions in the database, as Django keeps them, read and written by queries written once (`SESSION_ENGINE`)."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from maillage.commun.requete_figee import Parametre, RequeteFigee

CHAMPS = [champ.attname for champ in Session._meta.concrete_fields]
EN_COURS = RequeteFigee(
    lambda: Session.objects.filter(
        session_key=Parametre("cle"), expire_date__gt=Parametre("instant")
    ).values_list(*CHAMPS)
)
ECRIRE = f"UPDATE {Session._meta.db_table} SET session_data = %s, expire_date = %s WHERE session_key = %s"  # noqa: S608


class SessionStore(db.SessionStore):
    """Every page reads its session; every message shown writes it."""

    def save(self, must_create: bool = False) -> None:
        """One statement when the session exists. Raises UpdateError when it was ended meanwhile."""
        if must_create or self.session_key is None:
            super().save(must_create=must_create)
            return
        session = self.create_model_instance(self._get_session())  # type: ignore[attr-defined]
        with connection.cursor() as curseur:
            curseur.execute(ECRIRE, [session.session_data, session.expire_date, session.session_key])
            if not curseur.rowcount:
                raise UpdateError

    def _get_session_from_db(self) -> Session | None:
        lues = EN_COURS.lignes(cle=self.session_key, instant=timezone.now())
        if not lues:
            self._session_key = None
            return None
        return Session.from_db(None, CHAMPS, lues[0])
