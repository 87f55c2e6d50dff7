"""A job for the tests: its effect is one row, and its first attempt never ends."""

import os
import threading

from django.db import connection, transaction
from procrastinate import JobContext
from procrastinate.contrib.django import app


@app.task(name="essai.ecrire", pass_context=True)
def ecrire(contexte: JobContext, cle: str) -> None:
    with transaction.atomic():
        with connection.cursor() as curseur:
            curseur.execute("INSERT INTO essai_effet (cle) VALUES (%s) ON CONFLICT DO NOTHING", [cle])
        print(f"commence {os.getpid()}", flush=True)  # noqa: T201 (read by the test)
        if contexte.job.attempts == 0:
            threading.Event().wait()  # until the process is killed
    print(f"fini {os.getpid()}", flush=True)  # noqa: T201 (read by the test)
