"""Prometheus metrics: counted as requests go by, and read from the database when they are collected."""

import os
from collections.abc import Iterable

from django.db import connections
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest, multiprocess
from prometheus_client.core import REGISTRY, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

REQUETES = Counter("maillage_requetes", "Requêtes servies.", ["methode", "route", "statut"])
DUREE = Histogram(
    "maillage_requete_secondes",
    "Durée des requêtes.",
    ["route"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)

TACHES = """
SELECT queue_name, status::text, count(*),
       coalesce(extract(epoch FROM now() - min(scheduled_at) FILTER (WHERE scheduled_at < now())), 0)
FROM procrastinate_jobs WHERE status IN ('todo', 'doing', 'failed') GROUP BY 1, 2 ORDER BY 1, 2
"""
TRAVAILLEURS = """
SELECT count(*), coalesce(extract(epoch FROM now() - max(last_heartbeat)), -1) FROM procrastinate_workers
"""


class CollecteurBase(Collector):
    """Jobs, workers and the connection pool, as they are now."""

    def collect(self) -> Iterable[Metric]:
        """Read them."""
        connexion = connections["default"]
        taches = GaugeMetricFamily("maillage_taches", "Tâches par file et état.", labels=["file", "etat"])
        with connexion.cursor() as curseur:
            curseur.execute(TACHES)
            for file, etat, nombre, _ in curseur.fetchall():
                taches.add_metric([file, etat], nombre)
            yield taches
            curseur.execute(TRAVAILLEURS)
            nombre, silence = curseur.fetchone()
        yield GaugeMetricFamily("maillage_travailleurs", "Processus de tâches de fond connus.", value=nombre)
        yield GaugeMetricFamily(
            "maillage_travailleur_silence_secondes",
            "Âge du dernier signe de vie (-1 : aucun).",
            value=float(silence),
        )
        if reserve := getattr(connexion, "pool", None):
            mesures = reserve.get_stats()
            reserves = GaugeMetricFamily("maillage_connexions", "Connexions à la base.", labels=["etat"])
            etats = {"ouvertes": "pool_size", "libres": "pool_available", "attendues": "requests_waiting"}
            for etat, cle in etats.items():
                reserves.add_metric([etat], mesures.get(cle, 0))
            yield reserves


def registre() -> CollectorRegistry:
    """Return what this process counted, or what all processes of this server did when they share a folder."""
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    commun = CollectorRegistry()
    multiprocess.MultiProcessCollector(commun)  # type: ignore[no-untyped-call]
    return commun


def exposer() -> bytes:
    """Return the metrics of this server, and the database's."""
    base = CollectorRegistry()
    base.register(CollecteurBase())
    return generate_latest(registre()) + generate_latest(base)
