"""The command line: what it refuses, what it says, and the pieces it is made of."""

import http.server
import io
import json
import os
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image

from maillage.commun.mesure import Mesure, chronometrer, memoire_maximale
from maillage.config import demonstration
from maillage.config.cli import bench, captures
from maillage.config.cli.client import Client
from maillage.config.cli.journal import Echec
from maillage.config.cli.processus import Groupe, port_libre
from maillage.config.postgres import RACINE


def maillage(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 (our own command)
        [str(RACINE / "maillage"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_help_needs_no_environment_and_lists_every_command() -> None:
    resultat = subprocess.run(  # noqa: S603 (our own command)
        [str(RACINE / "maillage"), "--help"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "MAILLAGE_VENV": "/nulle-part"},
    )
    assert resultat.returncode == 0
    for commande in ("demo", "test", "serve", "worker", "captures", "bench", "manage", "stop"):
        assert f"  {commande} " in resultat.stdout


def test_an_unknown_command_is_refused_with_the_help() -> None:
    resultat = maillage("danser")
    assert resultat.returncode == 2
    assert "Commande inconnue : danser" in resultat.stderr


class Serveur(http.server.BaseHTTPRequestHandler):
    """Answers forms by what they contain."""

    recus: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        if self.path == "/vieux":
            self.send_response(302)
            self.send_header("Location", "/neuf?a=1")
            self.end_headers()
            return
        self.repondre(404 if self.path == "/absent" else 200)

    def do_POST(self) -> None:
        corps = self.rfile.read(int(self.headers["Content-Length"]))
        self.recus.append(
            {"type": self.headers["Content-Type"], "corps": corps, "temoin": self.headers["Cookie"]}
        )
        self.repondre(200)

    def repondre(self, statut: int) -> None:
        self.send_response(statut)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Set-Cookie", "session=s1; Path=/")
        self.end_headers()
        self.wfile.write('<input type="hidden" name="csrfmiddlewaretoken" value="jeton42"> é'.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def client() -> Iterator[Client]:
    Serveur.recus.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Serveur) as serveur:
        threading.Thread(target=serveur.serve_forever, daemon=True).start()
        yield Client(f"http://127.0.0.1:{serveur.server_address[1]}")
        serveur.shutdown()


def test_the_client_follows_redirections_and_returns_errors_as_answers(client: Client) -> None:
    assert client.obtenir("/vieux").adresse == "/neuf?a=1"
    assert client.obtenir("/absent").statut == 404
    assert "é" in client.obtenir("/").texte


def test_the_client_keeps_its_cookies_and_sends_the_anti_forgery_token(client: Client) -> None:
    client.obtenir("/")
    client.envoyer("/x", {"nom": "Zoé", "choix": ["a", "b"]})
    assert Serveur.recus[0]["corps"] == b"csrfmiddlewaretoken=jeton42&nom=Zo%C3%A9&choix=a&choix=b"
    assert Serveur.recus[0]["temoin"] == "session=s1"


def test_the_client_sends_files(client: Client) -> None:
    client.envoyer("/x", {"nom": "Zoé"}, {"piece": ("réq.pdf", b"%PDF\r\n\x00", "application/pdf")})
    corps = Serveur.recus[0]["corps"]
    assert (
        'name="piece"; filename="réq.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF\r\n\x00\r\n'.encode()
        in corps
    )
    assert Serveur.recus[0]["type"].startswith("multipart/form-data; boundary=")


def test_a_port_in_use_is_left_to_its_owner(client: Client) -> None:
    occupe = int(client.racine.rsplit(":", 1)[1])
    assert port_libre(occupe) != occupe


def test_a_process_that_dies_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", str(RACINE / "src"))
    groupe = Groupe(tmp_path)
    groupe.lancer("essai", "maillage.config.cli", "danser")
    groupe.processus["essai"].wait(30)
    try:
        with pytest.raises(Echec, match=r"essai s'est arrêté \(code 2\)"):
            groupe.verifier()
    finally:
        groupe.arreter()


def test_a_measure_gives_median_and_95th_percentile() -> None:
    appels: list[int] = []
    mesure = chronometrer("liste", lambda: appels.append(1), n=20, echauffement=3)
    assert len(appels) == 23
    assert mesure.valeur <= mesure.p95
    assert Mesure("x", 1, 2, 3).ligne() == {"name": "x", "value": 1, "unit": "ms", "p95": 2, "n": 3}
    assert memoire_maximale() > 1


def test_a_bench_prints_one_json_object_a_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bench").mkdir()
    banc = tmp_path / "bench" / "essai.py"
    banc.write_text(
        "def mesurer(volume):\n    yield {'name': 'liste', 'value': 2.5, 'unit': 'ms', 'p95': 3, 'n': 20}\n"
    )
    monkeypatch.setattr(bench, "RACINE", tmp_path)
    assert bench.trouver("essai") == bench.trouver("") == [banc]
    with pytest.raises(Echec, match="autre"):
        bench.trouver("autre")
    bench.afficher(bench.mesurer(banc, "petit"), en_json=True)
    assert json.loads(capsys.readouterr().out) == {
        "name": "essai.liste", "value": 2.5, "unit": "ms", "p95": 3, "n": 20, "volume": "petit",
    }  # fmt: skip
    bench.afficher(bench.mesurer(banc, "petit"), en_json=False)
    assert "essai.liste" in capsys.readouterr().out


def test_a_screenshot_is_made_light_and_left_alone_when_it_has_not_changed(tmp_path: Path) -> None:
    tampon = io.BytesIO()
    Image.effect_mandelbrot((900, 900), (-2, -1.5, 1, 1.5), 100).convert("RGB").save(tampon, "PNG")
    chemin = tmp_path / "vue.png"
    assert captures.enregistrer(tampon.getvalue(), chemin) <= captures.POIDS_MAXIMAL
    avant = chemin.stat().st_mtime_ns
    captures.enregistrer(tampon.getvalue(), chemin)
    assert chemin.stat().st_mtime_ns == avant


def test_the_register_of_screenshots_has_no_twin_and_no_unknown_key() -> None:
    liste = captures.lire_registre([])
    assert len({capture["nom"] for capture in liste}) == len(liste)
    connues = {"nom", "compte", "chemin", "attendre", "gestes", "statut", "largeurs", "hauteur"}
    assert [capture["nom"] for capture in liste if set(capture) - connues] == []
    with pytest.raises(Echec, match="inconnues"):
        captures.lire_registre(["jamais"])


def test_the_state_of_a_demonstration_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_VAR", str(tmp_path))
    etat = demonstration.Etat(
        "maillage_regional", comptes=[("Avis", "Juge", "juge@exemple.invalid")], peuple=["avis"]
    )
    etat.garder()
    assert demonstration.Etat.lire("maillage_regional") == etat
    assert demonstration.Etat.lire("autre") == demonstration.Etat("autre")


def test_each_volume_has_its_database() -> None:
    bases = [demonstration.base_du_volume(volume) for volume in demonstration.VOLUMES]
    assert bases == ["maillage", "maillage_regional", "maillage_national", "maillage_decennal"]


def test_the_directory_is_made_before_what_leans_on_it() -> None:
    labels = [label for label, _ in demonstration.modules("demo", "verifier")]
    assert labels[0] == "config"
    references = [label for label, _ in demonstration.modules("references", "charger")]
    assert references[:1] in ([], ["annuaire"])
