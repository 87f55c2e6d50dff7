"""Starting a job in the transaction of the write that needs it.

In a web process Procrastinate already uses Django's connection. In a worker it does not: a job started by a
job would go through another connection, and would exist even if the first one is rolled back. `differer`
always uses Django's connection, so that a job exists if and only if the write it follows is committed.
"""

import datetime as dt
from typing import Any

from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.jobs import JobDeferrer
from procrastinate.manager import JobManager
from procrastinate.tasks import Task

_gestionnaire = JobManager(DjangoConnector())


def differer(
    tache: Task[..., Any, ...],
    *,
    quand: dt.datetime | None = None,
    verrou: str | None = None,
    **arguments: Any,
) -> int:
    """Put one job in the queue and return its number. Two jobs with the same `verrou` never run together."""
    preparee = tache.configure(schedule_at=quand, lock=verrou)
    return JobDeferrer(job_manager=_gestionnaire, job=preparee.job).defer(**arguments)


def differer_lot(tache: Task[..., Any, ...], arguments: list[dict[str, Any]]) -> list[int]:
    """Put many jobs of one kind in the queue with one query."""
    if not arguments:
        return []
    return JobDeferrer(job_manager=_gestionnaire, job=tache.configure().job).batch_defer(*arguments)
