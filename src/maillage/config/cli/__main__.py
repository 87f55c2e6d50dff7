"""Run the command named by the first argument; a failure we foresaw is one sentence, not a stack trace."""

import sys
from importlib import import_module

from maillage.config.cli.journal import Echec
from maillage.config.environnement import ReglageManquant
from maillage.config.postgres import BaseIndisponible

COMMANDES = {
    "demo": "demo",
    "test": "tester",
    "serve": "servir",
    "worker": "travailler",
    "captures": "captures",
    "bench": "bench",
    "manage": "gerer",
    "stop": "arreter",
}


def principal(arguments: list[str]) -> int:
    """Return the exit code of the command."""
    if not arguments or arguments[0] not in COMMANDES:
        print(f"Commandes : {', '.join(COMMANDES)}.", file=sys.stderr)
        return 2
    commande = import_module(f"maillage.config.cli.{COMMANDES[arguments[0]]}")
    try:
        code: int = commande.principal(arguments[1:])
    except (Echec, ReglageManquant, BaseIndisponible) as erreur:
        print(erreur, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(principal(sys.argv[1:]))
