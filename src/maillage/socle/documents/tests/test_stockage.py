import hashlib
import os
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Agent, Organisation
from maillage.socle.documents import stockage
from maillage.socle.documents.production import produire

CLE, SECRET = "essai", "essai-secret"


@pytest.fixture
def serveur_s3(tmp_path: Path) -> Iterator[str]:
    """A real S3 server on the loopback."""
    with socket.socket() as libre:
        libre.bind(("127.0.0.1", 0))
        port = libre.getsockname()[1]
    rclone = Path(sys.executable).parent / "rclone"
    (tmp_path / "seau").mkdir()
    processus = subprocess.Popen(  # noqa: S603  our own test server
        [rclone, "serve", "s3", f"--addr=127.0.0.1:{port}", f"--auth-key={CLE},{SECRET}", str(tmp_path)],
        env={**os.environ, "RCLONE_CONFIG": os.devnull},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert processus.stderr is not None
    for ligne in processus.stderr:
        if "Starting" in ligne or "Serving" in ligne or "listening" in ligne.lower():
            break
    yield f"http://127.0.0.1:{port}"
    processus.terminate()
    processus.wait(timeout=10)
    processus.stderr.close()


@pytest.mark.lent
def test_a_document_goes_to_s3_and_comes_back(
    serveur_s3: str,
    alice: Agent,
    umj_lille: Organisation,
    settings,
) -> None:
    prive = {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": "seau",
            "endpoint_url": serveur_s3,
            "access_key": CLE,
            "secret_key": SECRET,
            "default_acl": None,
            "location": "documents",
            "file_overwrite": True,
        },
    }
    settings.STORAGES = {**settings.STORAGES, "documents": prive}
    with agir_comme(alice):
        document = produire("essai.attestation", umj_lille, agent=alice)
        octets = stockage.lire(document.sha256)
        assert stockage.deposer(octets) == document.sha256
        assert list(stockage.orphelins()) == []
    assert hashlib.sha256(octets).hexdigest() == document.sha256
    seau: Any = storages["documents"].bucket  # type: ignore[attr-defined]
    (objet,) = seau.objects.all()
    assert objet.key == f"documents/{stockage.nom_de(document.sha256)}"
    objet.delete()
    with pytest.raises(stockage.FichierIndisponible):
        stockage.lire(document.sha256)


def test_on_disk_only_we_can_read_and_no_name_says_anything(tmp_path: Path, settings) -> None:
    prive = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(tmp_path / "documents"),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
    settings.STORAGES = {**settings.STORAGES, "documents": prive}
    sha256 = stockage.deposer(b"%PDF-1.7 contenu")
    assert stockage.deposer(b"%PDF-1.7 contenu") == sha256
    (fichier,) = [chemin for chemin in tmp_path.rglob("*") if chemin.is_file()]
    assert fichier.name == f"{sha256}.pdf"
    assert stat.S_IMODE(fichier.stat().st_mode) == 0o600
    assert stat.S_IMODE(fichier.parent.stat().st_mode) == 0o700
    assert stockage.lire(sha256) == b"%PDF-1.7 contenu"
