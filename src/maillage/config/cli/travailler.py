"""``worker``: run the jobs; as many processes, on as many machines, as needed."""

import argparse
import asyncio
import os

from maillage.config.cli.servir import controler


def principal(arguments: list[str]) -> int:
    """Check as the web server does, then work until told to stop: the job under way is finished first."""
    analyseur = argparse.ArgumentParser(prog="./maillage worker")
    analyseur.add_argument("--demo", action="store_true", help=argparse.SUPPRESS)
    analyseur.add_argument("--files", default="", help="files à servir, séparées par des virgules (toutes)")
    analyseur.add_argument("--simultanees", type=int, default=2, help="tâches menées en même temps")
    options = analyseur.parse_args(arguments)
    if options.demo:
        os.environ["DJANGO_SETTINGS_MODULE"] = "maillage.config.settings.demo"
    controler()
    from procrastinate.app import WorkerOptions
    from procrastinate.contrib.django import app

    from maillage.config.memoire import alleger_ramassage

    alleger_ramassage()

    files = [nom.strip() for nom in options.files.split(",") if nom.strip()]

    choix: WorkerOptions = {"concurrency": options.simultanees}
    if files:
        choix["queues"] = files

    async def travailler() -> None:
        async with app.open_async():
            await app.run_worker_async(**choix)

    with app.replace_connector(app.connector.get_worker_connector()):  # type: ignore[attr-defined]
        asyncio.run(travailler())
    return 0
