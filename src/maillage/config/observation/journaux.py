"""One JSON object a line, with the request's identifier and the agent's number, and no personal data.

Messages are written by us or by known packages; what comes from the data (values in an exception's text,
arguments of a job, query strings) is left out: an exception is its class and the places it went through.
"""

import datetime as dt
import json
import logging
import traceback
from types import TracebackType
from typing import Any

from maillage.commun.requete import agent_courant, identifiant_courant

CHAMPS = ("methode", "route", "statut", "duree_ms", "tache", "numero_tache", "duree")
FICHIERS_DES_PILES = 12


class FormatJSON(logging.Formatter):
    """Write a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        ligne: dict[str, Any] = {
            "horodatage": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(
                timespec="milliseconds"
            ),
            "niveau": record.levelname,
            "source": record.name,
            "message": message_sans_donnees(record),
        }
        if identifiant := identifiant_courant.get():
            ligne["requete"] = identifiant
        if (agent := agent_courant.get()) is not None:
            ligne["agent"] = agent
        ligne |= {champ: getattr(record, champ) for champ in CHAMPS if hasattr(record, champ)}
        ligne |= champs_de_tache(record)
        if record.exc_info and record.exc_info[1] is not None:
            ligne["exception"] = type(record.exc_info[1]).__qualname__
            ligne["pile"] = pile(record.exc_info[2])
        return json.dumps(ligne, ensure_ascii=False, default=str)


def message_sans_donnees(record: logging.LogRecord) -> str:
    """Return the message; Procrastinate's holds the job's arguments and Django's the address asked for."""
    if record.name.startswith("procrastinate"):
        return str(getattr(record, "action", "") or record.msg)[:200]
    if record.name.startswith("django.request"):
        return f"réponse {getattr(record, 'status_code', '')}".strip()
    if record.name.startswith("django.security"):
        return record.name
    return record.getMessage()


def champs_de_tache(record: logging.LogRecord) -> dict[str, Any]:
    """Return the job's name and number, never its arguments."""
    tache = getattr(record, "job", None)
    if not isinstance(tache, dict):
        return {}
    return {"tache": tache.get("task_name"), "numero_tache": tache.get("id"), "essais": tache.get("attempts")}


def pile(trace: TracebackType | None) -> list[str]:
    """Return the places the exception went through, last ones first, without the values."""
    lieux = traceback.extract_tb(trace)
    return [f"{lieu.filename}:{lieu.lineno} {lieu.name}" for lieu in reversed(lieux)][:FICHIERS_DES_PILES]


def reglages(niveau: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "maillage.config.observation.journaux.FormatJSON"}},
        "handlers": {"sortie": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["sortie"], "level": niveau},
        "loggers": {
            "django": {"handlers": [], "level": niveau, "propagate": True},
            "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
            "procrastinate.periodic": {"level": "WARNING"},
            "procrastinate.blueprints": {"level": "WARNING"},
            "procrastinate.jobs": {"level": "WARNING"},
            "psycopg.pool": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
        },
    }
