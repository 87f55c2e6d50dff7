"""Failed sign-ins per network address, counted in the database without any lock.

A whole hospital often shares one address: what is counted is failures, never successes, and nobody waits for
somebody else's attempt. The number of failures per account is counted apart, by allauth.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

SEL = "maillage.comptes.tentatives"
TRANCHE = dt.timedelta(minutes=5)
ECHECS_PERMIS = 60  # in this slice of time and the one before


def _cle(adresse_ip: str) -> str:
    return salted_hmac(SEL, adresse_ip, algorithm="sha256").hexdigest()[:32]


def _tranche() -> dt.datetime:
    secondes = int(TRANCHE.total_seconds())
    return dt.datetime.fromtimestamp(int(timezone.now().timestamp()) // secondes * secondes, dt.UTC)


def enregistrer_echec(adresse_ip: str) -> None:
    """Add one. Atomic: failures at the same instant are all counted."""
    with connection.cursor() as curseur:
        curseur.execute(
            "INSERT INTO comptes_echec (cle, tranche, nombre) VALUES (%s, %s, 1)"
            " ON CONFLICT (cle, tranche) DO UPDATE SET nombre = comptes_echec.nombre + 1",
            [_cle(adresse_ip), _tranche()],
        )


def est_bloquee(adresse_ip: str) -> bool:
    """Tell whether this address failed too often in the last five to ten minutes."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT coalesce(sum(nombre), 0) FROM comptes_echec WHERE cle = %s AND tranche >= %s",
            [_cle(adresse_ip), _tranche() - TRANCHE],
        )
        return bool(curseur.fetchone()[0] >= ECHECS_PERMIS)


def oublier_echecs() -> None:
    """Delete what no longer counts."""
    with connection.cursor() as curseur:
        curseur.execute("DELETE FROM comptes_echec WHERE tranche < %s", [_tranche() - TRANCHE])
