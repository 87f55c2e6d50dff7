"""``stop``: stop the embedded server."""

from maillage.config import postgres
from maillage.config.cli.journal import annoncer


def principal(_arguments: list[str]) -> int:
    """Stop it, if it runs."""
    serveur = postgres.serveur()
    if serveur.est_demarre():
        serveur.arreter()
        annoncer("PostgreSQL embarqué arrêté.")
    else:
        annoncer("Aucun PostgreSQL embarqué ne tourne.")
    return 0
