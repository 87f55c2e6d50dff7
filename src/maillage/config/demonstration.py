"""The demonstration's registry: what each app brings in its ``demo.py`` and ``references.py``.

``references.py``: ``charger() -> None`` loads the reference lists, and may be run again at any time.
``demo.py``: ``peupler(volume) -> None`` makes the fictional data, once; ``comptes()`` gives the accounts
(role in words, e-mail); ``verifier(client)`` drives one pass and yields (check, ok, figure).
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule

from maillage.config.postgres import BASE, RACINE, dossier_var

VOLUMES = ("petit", "regional", "national", "decennal")
EN_NOMBRE = ("national", "decennal")
"""Too much for one transaction: made in several, side by side."""


def base_du_volume(volume: str) -> str:
    """Return the database of a volume: they live side by side, going from one to the other costs nothing."""
    return BASE if volume == "petit" else f"{BASE}_{volume}"


@dataclass
class Etat:
    """What a database contains, kept in a file beside the server; `entame` was interrupted while being peopled."""

    base: str
    empreinte: str = ""
    marque: str = ""
    peuple: list[str] = field(default_factory=list)
    entame: str = ""
    restants: list[str] = field(default_factory=list)
    comptes: list[tuple[str, str, str]] = field(default_factory=list)

    @staticmethod
    def fichier(base: str) -> Path:
        """Return where the state of ``base`` is kept."""
        return dossier_var() / "demo" / f"{base}.json"

    @classmethod
    def lire(cls, base: str) -> "Etat":
        """Return the state kept, or a blank one."""
        fichier = cls.fichier(base)
        if not fichier.exists():
            return cls(base)
        lu = json.loads(fichier.read_text(encoding="utf-8"))
        # A file of before the services were said is made again by the preparation that follows.
        lu["comptes"] = [(c[0], c[1], c[2]) for c in lu["comptes"] if len(c) == 3]  # noqa: PLR2004
        return cls(**lu)

    def garder(self) -> None:
        """Write the state."""
        fichier = self.fichier(self.base)
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")


def empreinte_du_code() -> str:
    """Return what changes when any file of ours changes: then, and only then, the demonstration is prepared again."""
    somme = hashlib.sha256()
    for chemin in sorted((RACINE / "src" / "maillage").rglob("*")):
        if chemin.suffix == ".pyc" or "tests" in chemin.parts or not chemin.is_file():
            continue
        etat = chemin.stat()
        somme.update(f"{chemin}\0{etat.st_mtime_ns}\0{etat.st_size}\0".encode())
    for verrou in ("requirements.lock", "package-lock.json"):
        somme.update((RACINE / verrou).read_bytes())
    return somme.hexdigest()


def modules(nom: str, fonction: str) -> Iterator[tuple[str, ModuleType]]:
    """Yield (app label, module) for our apps that have a module ``nom`` with ``fonction``; the kernel comes first."""
    nos_apps = [config for config in apps.get_app_configs() if config.name.startswith("maillage.")]
    ordre = ("maillage.config", "maillage.socle.annuaire", "maillage.socle.", "maillage.metiers.")
    for config in sorted(
        nos_apps, key=lambda c: next(i for i, debut in enumerate(ordre) if c.name.startswith(debut))
    ):
        if config.module is not None and module_has_submodule(config.module, nom):
            module = import_module(f"{config.name}.{nom}")
            if hasattr(module, fonction):
                yield config.label, module
