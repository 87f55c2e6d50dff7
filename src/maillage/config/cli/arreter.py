"""``stop``: stop the embedded servers."""

from maillage.config import postgres
from maillage.config.cli.journal import annoncer


def principal(_arguments: list[str]) -> int:
    """Stop it, if it runs, and that of the tests, which pytest leaves running."""
    demarres = [s for s in (postgres.serveur(), postgres.serveur_des_essais()) if s.est_demarre()]
    for serveur in demarres:
        serveur.arreter()
    annoncer("PostgreSQL embarqué arrêté." if demarres else "Aucun PostgreSQL embarqué ne tourne.")
    return 0
