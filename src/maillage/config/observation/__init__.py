"""How the running platform is watched: logs, probes, metrics."""
