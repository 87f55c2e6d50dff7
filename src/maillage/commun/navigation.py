"""What a service's ``demo.py`` sees of the client that drives one pass over HTTP."""

import time
from collections.abc import Mapping
from typing import Protocol

ESSAIS, PAUSE = 60, 0.5  # what a worker does is awaited thirty seconds at most


class Reponse(Protocol):
    """An answer, redirections followed."""

    @property
    def statut(self) -> int: ...
    @property
    def texte(self) -> str: ...
    @property
    def contenu(self) -> bytes: ...
    @property
    def adresse(self) -> str: ...
    @property
    def entetes(self) -> Mapping[str, str]: ...
    @property
    def millisecondes(self) -> float: ...


class Client(Protocol):
    """A browser without a screen: cookies kept, anti-forgery token sent by itself."""

    def connecter(self, courriel: str) -> Reponse:
        """Sign in through the demonstration's cards, as the agent whose address is ``courriel``."""
        ...

    def deconnecter(self) -> None:
        """Forget the session."""
        ...

    def obtenir(self, chemin: str, **parametres: str) -> Reponse:
        """GET a page."""
        ...

    def envoyer(
        self,
        chemin: str,
        donnees: Mapping[str, str | list[str]],
        fichiers: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> Reponse:
        """POST a form; ``fichiers`` gives for each field the file's name, content and type."""
        ...


def attendre(client: Client, chemin: str, attendu: str, **parametres: str) -> Reponse:
    """GET a page again until a job has made it show this text; return the last answer either way."""
    for _ in range(ESSAIS):
        reponse = client.obtenir(chemin, **parametres)
        if attendu in reponse.texte:
            break
        time.sleep(PAUSE)
    return reponse
