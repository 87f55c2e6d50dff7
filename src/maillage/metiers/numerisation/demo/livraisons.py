"""What a provider delivers of fictional records: light pages at the resolution of the agreement, manifest, ZIP."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from random import Random

from PIL import Image

from maillage.metiers.numerisation.demo import papiers
from maillage.metiers.numerisation.demo.papiers import DossierPapier, PagePapier
from maillage.metiers.numerisation.regles.etiquettes import Etiquette

RESOLUTION, _REDUCTION = 300, 2
_FEUILLES: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "VISITE PÉRIODIQUE",
        (
            "Visite du 12/03/1996, pas de plainte. Tension artérielle 13/8.",
            "Port des protections auditives rappelé, bouchons moulés demandés.",
            "Avis donné à l'issue de la visite : apte, à revoir dans vingt-quatre mois.",
        ),
    ),
    (
        "AUDIOMÉTRIE TONALE",
        (
            "Examen du 04/06/1997, oreille droite et oreille gauche.",
            "Audiogramme stable par rapport à l'examen précédent.",
        ),
    ),
    (
        "FICHE DE POSTE",
        ("Atelier de peinture, cabine ventilée.", "Port de charges, solvants, travail en équipe."),
    ),
    (
        "COURRIER AU MÉDECIN TRAITANT",
        ("Cher confrère, je vous adresse ce salarié pour un bilan biologique.", "Confraternellement."),
    ),
)


def _jpeg(image: Image.Image) -> bytes:
    flux = io.BytesIO()
    agrandie = image.resize((image.width * _REDUCTION, image.height * _REDUCTION), Image.Resampling.BILINEAR)
    agrandie.convert("RGB").save(flux, "JPEG", quality=45, dpi=(RESOLUTION, RESOLUTION))
    return flux.getvalue()


@cache
def _feuille(rang: int) -> PagePapier:
    """A sheet that names nobody, the same in every record."""
    titre, lignes = _FEUILLES[rang % len(_FEUILLES)]
    image = papiers.dessiner_page(titre, lignes, None, RESOLUTION // _REDUCTION, machine=rang % 2 == 0)
    return PagePapier(_jpeg(image), "\n".join([titre, *lignes]))


@cache
def _verso() -> PagePapier:
    return PagePapier(_jpeg(Image.new("L", (1240, 1754), 244)), "", est_vierge=True)


def dossier_leger(etiquette: Etiquette, hasard: Random, nombre: int = 4) -> DossierPapier:
    """A cover with its label and its worker, sheets that name nobody, a blank back."""
    salarie = papiers.inventer(hasard)
    titre, lignes = papiers.couverture(salarie, hasard)
    image = papiers.dessiner_page(titre, lignes, etiquette, RESOLUTION // _REDUCTION, machine=True)
    couverture = PagePapier(_jpeg(image), "\n".join([titre, *lignes]))
    feuilles = [_feuille(hasard.randrange(len(_FEUILLES))) for _ in range(max(nombre - 2, 0))]
    return DossierPapier(etiquette, salarie, (couverture, *feuilles, _verso()))


def manifester(
    fichiers: Mapping[str, tuple[DossierPapier, bytes]],
    boite: Etiquette,
    *,
    lot: str,
    resolution: int = RESOLUTION,
    profondeur: int = 24,
    **entete: object,
) -> bytes:
    """The manifest that announces these files, each under the name by which it is delivered."""
    lignes = [
        {
            "fichier": nom,
            "boite": boite.lisible,
            "dossier": papier.etiquette.lisible,
            "pages": len(papier.pages),
            "pages_vierges": [n for n, page in enumerate(papier.pages, 1) if page.est_vierge],
            "sha256": hashlib.sha256(octets).hexdigest(),
            "taille": len(octets),
            "numeriseur": "SN-4471",
            "operateur": "op12",
            "resolution": resolution,
            "profondeur": profondeur,
            "horodatage": "2026-11-20T10:22:00+01:00",
            "pdfa": "",
        }
        for nom, (papier, octets) in fichiers.items()
    ]
    dit = {
        "version": "1", "lot": lot, "prestataire": "Copies du Nord", "convention": "1", "date": "2026-11-20", **entete,
    }  # fmt: skip
    return json.dumps({**dit, "fichiers": lignes}).encode()


def empaqueter(manifeste: bytes, fichiers: Mapping[str, bytes]) -> io.BytesIO:
    """The ZIP of a delivery."""
    flux = io.BytesIO()
    with zipfile.ZipFile(flux, "w") as archive:
        archive.writestr("manifeste.json", manifeste)
        for nom, octets in fichiers.items():
            archive.writestr(nom, octets)
    flux.seek(0)
    return flux


def livraison(
    papiers_livres: Sequence[DossierPapier],
    boite: Etiquette,
    *,
    lot: str,
    resolution: int = RESOLUTION,
    profondeur: int = 24,
    **entete: object,
) -> io.BytesIO:
    """A right delivery of these records."""
    octets = {f"d{rang}.pdf": papier.livrer() for rang, papier in enumerate(papiers_livres, 1)}
    fichiers = {nom: (papier, octets[nom]) for nom, papier in zip(octets, papiers_livres, strict=True)}
    manifeste = manifester(fichiers, boite, lot=lot, resolution=resolution, profondeur=profondeur, **entete)
    return empaqueter(manifeste, octets)
