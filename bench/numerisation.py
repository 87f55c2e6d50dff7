"""The chain of paper records, measured from the delivered file to the seal, on pages drawn for it.

Each figure is the processor time of a page (this process and its children), which is about what it takes on a machine
at rest; `pages_seconde` depends on the neighbours, which `charge` tells. `erreurs` is the share of letters
misread on clean print: typed archives read far worse, handwriting is not read. OCRmyPDF, the usual tool, is measured
in the same run with its defaults when its command is there.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from maillage.metiers.numerisation.chaine.dossier import mettre_en_pdfa, travaux
from maillage.metiers.numerisation.chaine.lecture import ouvrir
from maillage.metiers.numerisation.chaine.ocr import traiter_pages
from maillage.metiers.numerisation.chaine.sceau import sceller_dossier
from maillage.metiers.numerisation.chaine.verification import Confiance, verifier_fichier
from maillage.metiers.numerisation.demo.autorite import cachet_fictif
from maillage.metiers.numerisation.demo.papiers import engendrer
from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.regles.etiquettes import Etiquette

PAGES = {"petit": 8, "regional": 20, "national": 40, "decennal": 40}


class _Montre:
    """Elapsed and processor time of a step."""

    reelle = 0.0
    processeur = 0.0

    def ligne(self, nom: str, pages: int, **autres: Any) -> dict[str, Any]:
        return {
            "name": nom,
            "value": round(self.processeur / pages, 3),
            "unit": "CPU-s/page",
            "n": pages,
            "pages_seconde": round(pages / self.reelle, 2),
            "charge": round(os.getloadavg()[0], 1),
            **autres,
        }


def _processeur() -> float:
    usages = (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


@contextmanager
def _chronometrer() -> Iterator[_Montre]:
    montre = _Montre()
    debut, processeur = time.perf_counter(), _processeur()
    yield montre
    montre.reelle, montre.processeur = time.perf_counter() - debut, _processeur() - processeur


def mesurer(volume: str) -> Iterator[dict[str, Any]]:
    nombre = PAGES[volume]
    papier = engendrer(Etiquette(GenreEtiquette.DOSSIER, "059C", 1), nombre)
    livre, cachet = papier.livrer(), cachet_fictif()
    with _chronometrer() as lecture, ouvrir(livre) as livraison:
        resultats = {
            resultat.numero: resultat
            for resultat in traiter_pages(
                list(travaux(livraison)), settings.TESSDATA, processus=os.cpu_count() or 1
            )
        }
    ecrites = [(resultats[n].texte, p.texte) for n, p in enumerate(papier.pages, start=1) if not p.est_vierge]
    erreurs = sum(_distance(lu, vrai) for lu, vrai in ecrites) / sum(len(vrai) for _, vrai in ecrites)
    yield lecture.ligne(
        "lecture", nombre, erreurs=round(erreurs, 4), caracteres=sum(len(v) for _, v in ecrites)
    )
    with _chronometrer() as scellement:
        scelle = sceller_dossier(mettre_en_pdfa(livre, resultats), cachet)
    yield scellement.ligne("pdfa_et_sceau", nombre, octets_ajoutes=len(scelle.octets) - len(livre))
    with _chronometrer() as verification:
        rapport = verifier_fichier(
            scelle.octets, scelle.temoin, Confiance(cachet.autorites, cachet.autorites_horodatage)
        )
    yield verification.ligne("verification", nombre, conforme=rapport.est_conforme)
    yield from _ocrmypdf(livre, nombre)


def _ocrmypdf(livre: bytes, nombre: int) -> Iterator[dict[str, Any]]:
    """The same delivered file through OCRmyPDF's defaults."""
    commande = shutil.which("ocrmypdf")
    if commande is None:
        return
    with tempfile.TemporaryDirectory() as dossier:
        entree, sortie = Path(dossier) / "entree.pdf", Path(dossier) / "sortie.pdf"
        entree.write_bytes(livre)
        with _chronometrer() as montre:
            arguments = ["-l", "fra", "--jobs", str(os.cpu_count() or 1), str(entree), str(sortie)]
            fini = subprocess.run([commande, *arguments], capture_output=True, check=False)  # noqa: S603 (our own command)
        if fini.returncode == 0:
            yield montre.ligne("ocrmypdf", nombre)


def _distance(lu: str, vrai: str) -> int:
    """Letters to change from one text to the other."""
    precedente = list(range(len(vrai) + 1))
    for rang, a in enumerate(lu, start=1):
        ligne = [rang]
        for colonne, b in enumerate(vrai, start=1):
            ligne.append(min(precedente[colonne] + 1, ligne[-1] + 1, precedente[colonne - 1] + (a != b)))
        precedente = ligne
    return precedente[-1]
