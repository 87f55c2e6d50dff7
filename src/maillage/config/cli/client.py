"""The client of ``demo --check`` and ``bench``: the standard library is enough."""

import http.cookiejar
import re
import secrets
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

JETON = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PAGE_DE_CONNEXION = "/comptes/connexion/"
ENTREE = "/connexion/demonstration/"


@dataclass(frozen=True)
class Reponse:
    """An answer, redirections followed."""

    statut: int
    contenu: bytes
    adresse: str
    entetes: Mapping[str, str]
    millisecondes: float

    @property
    def texte(self) -> str:
        """The body as text."""
        return self.contenu.decode(errors="replace")


class _ToutStatut(urllib.request.HTTPErrorProcessor):
    """Return 4xx and 5xx as answers; redirections are still followed."""

    def http_response(self, request, response):  # type: ignore[no-untyped-def]
        """Follow a redirection, return anything else."""
        if 300 <= response.status < 400:  # noqa: PLR2004
            return super().http_response(request, response)
        return response

    https_response = http_response


class Client:
    """Cookies kept, anti-forgery token sent by itself."""

    def __init__(self, racine: str) -> None:
        self.racine = racine.rstrip("/")
        self.deconnecter()

    def deconnecter(self) -> None:
        """Forget the session."""
        self.temoins = http.cookiejar.CookieJar()
        self.navigateur = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.temoins), _ToutStatut, urllib.request.ProxyHandler({})
        )
        self.jeton = ""

    def connecter(self, courriel: str) -> Reponse:
        """Sign in through the demonstration's cards."""
        self.deconnecter()
        self.obtenir(PAGE_DE_CONNEXION)
        return self.envoyer(ENTREE, {"compte": courriel})

    def obtenir(self, chemin: str, **parametres: str) -> Reponse:
        """GET a page."""
        return self._demander(chemin + (f"?{urlencode(parametres)}" if parametres else ""))

    def envoyer(
        self,
        chemin: str,
        donnees: Mapping[str, str | list[str]],
        fichiers: Mapping[str, tuple[str, bytes, str]] | None = None,
    ) -> Reponse:
        """POST a form, with files or not."""
        complet = {"csrfmiddlewaretoken": self._jeton(), **donnees}
        if fichiers:
            type_, corps = _formulaire_en_parties(complet, fichiers)
        else:
            type_, corps = "application/x-www-form-urlencoded", urlencode(complet, doseq=True).encode()
        return self._demander(chemin, corps, {"Content-Type": type_, "Referer": self.racine + chemin})

    def _jeton(self) -> str:
        return self.jeton or next((t.value or "" for t in self.temoins if t.name.endswith("csrftoken")), "")

    def _demander(
        self, chemin: str, corps: bytes | None = None, entetes: Mapping[str, str] | None = None
    ) -> Reponse:
        requete = urllib.request.Request(self.racine + chemin, data=corps, headers=dict(entetes or {}))  # noqa: S310
        debut = time.perf_counter()
        with self.navigateur.open(requete, timeout=120) as reponse:
            contenu = reponse.read()
        recue = Reponse(
            statut=reponse.status,
            contenu=contenu,
            adresse=reponse.url.removeprefix(self.racine),
            entetes=dict(reponse.headers),
            millisecondes=(time.perf_counter() - debut) * 1000,
        )
        trouve = JETON.search(recue.texte) if "html" in recue.entetes.get("Content-Type", "") else None
        self.jeton = trouve.group(1) if trouve else self.jeton
        return recue


def _formulaire_en_parties(
    donnees: Mapping[str, str | list[str]], fichiers: Mapping[str, tuple[str, bytes, str]]
) -> tuple[str, bytes]:
    limite = secrets.token_hex(16)
    corps = bytearray()
    for nom, valeur in donnees.items():
        for element in [valeur] if isinstance(valeur, str) else valeur:
            entete = f'--{limite}\r\nContent-Disposition: form-data; name="{nom}"\r\n\r\n'
            corps += f"{entete}{element}\r\n".encode()
    for nom, (fichier, contenu, type_) in fichiers.items():
        entete = f'--{limite}\r\nContent-Disposition: form-data; name="{nom}"; filename="{fichier}"\r\n'
        corps += f"{entete}Content-Type: {type_}\r\n\r\n".encode() + contenu + b"\r\n"
    corps += f"--{limite}--\r\n".encode()
    return f"multipart/form-data; boundary={limite}", bytes(corps)
