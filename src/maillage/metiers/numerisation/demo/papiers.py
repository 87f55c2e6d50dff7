"""Pages of a fictional record, as a scanner gives them: drawn, turned a little, faded, noisy, with their exact text.

The same seed gives the same pages. Some are blank backs, through which the front shows; the first bears its label.
"""

from __future__ import annotations

import io
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pikepdf
import typst
from PIL import Image, ImageFilter

from maillage.metiers.numerisation.chaine.datamatrix import dessiner
from maillage.metiers.numerisation.regles.etiquettes import Etiquette

RESOLUTION = 300
_GABARIT = Path(__file__).with_name("papiers.typ")
_POUCE = 72
_PAPIER = 244
_NOMS = (
    "LEFEVRE",
    "MARTEL",
    "DUBOIS",
    "VERHAEGHE",
    "CARPENTIER",
    "OLIVIER",
    "DELATTRE",
    "NGUYEN",
    "BENALI",
    "PETIT",
)
_PRENOMS = ("Marie", "Jean", "Nadia", "Paul", "Sophie", "Karim", "Claire", "Luc", "Fatima", "Hugo")
_POSTES = ("cariste", "soudeuse", "agent d'entretien", "peintre industriel", "aide-soignante", "chauffeur")
_RISQUES = ("bruit", "port de charges", "solvants", "poussières de bois", "travail de nuit", "vibrations")
_DEBUTS = ("Le", "Visite du", "Vu le", "Examen du", "Revu le")
_PHRASES = (
    "Se plaint de douleurs lombaires en fin de poste, sans irradiation.",
    "Examen clinique sans particularité. Tension artérielle 13/8.",
    "Audiogramme stable par rapport à l'examen précédent.",
    "Port des protections auditives rappelé, bouchons moulés demandés.",
    "Vaccination contre le tétanos à jour, rappel prévu dans cinq ans.",
    "Étude du poste à prévoir avec l'employeur avant la fin du trimestre.",
    "Le salarié déclare ne pas fumer et pratiquer la marche régulièrement.",
    "Avis donné à l'issue de la visite : apte, à revoir dans vingt-quatre mois.",
    "Pas de contre-indication au travail en hauteur à ce jour.",
    "Adressé à son médecin traitant pour un bilan biologique.",
)


@dataclass(frozen=True, slots=True)
class Salarie:
    """An invented worker."""

    nom: str
    prenom: str
    date_naissance: str
    nir: str


@dataclass(frozen=True, slots=True)
class PagePapier:
    """A scanned page and what is written on it."""

    jpeg: bytes
    texte: str
    est_vierge: bool = False


@dataclass(frozen=True, slots=True)
class DossierPapier:
    """A scanned record."""

    etiquette: Etiquette
    salarie: Salarie
    pages: tuple[PagePapier, ...]

    def livrer(self) -> bytes:
        """The PDF that a provider delivers: an image a page, nothing else."""
        return mettre_en_pdf([page.jpeg for page in self.pages])


def engendrer(
    etiquette: Etiquette,
    nombre: int,
    *,
    graine: str = "demonstration",
    resolution: int = RESOLUTION,
    couleur: bool = True,
    densite: int = 28,
) -> DossierPapier:
    """A record of that many pages of `densite` lines, every fourth one a blank back."""
    hasard = random.Random(f"{graine} {etiquette.code}")  # noqa: S311 (a fixed seed, for credible data)
    salarie = inventer(hasard)
    pages: list[PagePapier] = []
    for rang in range(nombre):
        if rang % 4 == 3:
            pages.append(PagePapier(_verso(pages[-1].jpeg, hasard, couleur=couleur), "", est_vierge=True))
            continue
        titre, lignes = _contenu(rang, salarie, hasard, densite)
        image = dessiner_page(
            titre, lignes, etiquette if rang == 0 else None, resolution, machine=rang % 3 != 1
        )
        texte = "\n".join([titre, *lignes])
        pages.append(PagePapier(_salir(image, hasard, couleur=couleur, resolution=resolution), texte))
    return DossierPapier(etiquette, salarie, tuple(pages))


def inventer(hasard: random.Random) -> Salarie:
    """A worker whose number has a right key."""
    annee, mois, jour = hasard.randint(1958, 1999), hasard.randint(1, 12), hasard.randint(1, 28)
    rang, commune = hasard.randint(1, 999), hasard.randint(1, 999)
    corps = f"{hasard.choice('12')}{annee % 100:02d}{mois:02d}99{commune:03d}{rang:03d}"
    nir = f"{corps}{97 - int(corps) % 97:02d}"
    return Salarie(hasard.choice(_NOMS), hasard.choice(_PRENOMS), f"{jour:02d}/{mois:02d}/{annee}", nir)


def mettre_en_pdf(jpegs: Sequence[bytes]) -> bytes:
    """JPEG files as they are, one a page."""
    with pikepdf.new() as pdf:
        for jpeg in jpegs:
            with Image.open(io.BytesIO(jpeg)) as image:
                largeur, hauteur, mode = image.width, image.height, image.mode
                points = image.info.get("dpi", (RESOLUTION, RESOLUTION))
            espace = pikepdf.Name.DeviceGray if mode == "L" else pikepdf.Name.DeviceRGB
            objet = pdf.make_stream(
                jpeg, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=largeur, Height=hauteur,
                ColorSpace=espace, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
            )  # fmt: skip
            taille = (largeur * _POUCE / float(points[0]), hauteur * _POUCE / float(points[1]))
            page = pdf.add_blank_page(page_size=taille)
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=objet))
            page.contents_add(f"q {taille[0]:.3f} 0 0 {taille[1]:.3f} 0 0 cm /Im0 Do Q".encode())
        flux = io.BytesIO()
        pdf.save(flux, deterministic_id=True)
        return flux.getvalue()


def couverture(salarie: Salarie, hasard: random.Random) -> tuple[str, list[str]]:
    """What the cover of a record says: whose it is, his work."""
    return "DOSSIER MÉDICAL EN SANTÉ AU TRAVAIL", [
        f"Nom : {salarie.nom}",
        f"Prénom : {salarie.prenom}",
        f"Né(e) le {salarie.date_naissance}",
        f"Numéro de sécurité sociale : {salarie.nir[:13]} {salarie.nir[13:]}",
        f"Poste : {hasard.choice(_POSTES)}",
        f"Risques : {', '.join(hasard.sample(_RISQUES, 3))}",
    ]


def _contenu(rang: int, salarie: Salarie, hasard: random.Random, densite: int) -> tuple[str, list[str]]:
    if rang == 0:
        return couverture(salarie, hasard)
    titre = ("VISITES PÉRIODIQUES", "COURRIER AU MÉDECIN TRAITANT", "FICHE D'EXAMEN")[rang % 3]
    annee = hasard.randint(1990, 1999)
    return titre, [
        f"{salarie.prenom} {salarie.nom}, né(e) le {salarie.date_naissance}",
        *(
            f"{hasard.choice(_DEBUTS)} {hasard.randint(1, 28):02d}/{hasard.randint(1, 12):02d}/{annee + numero // 2}, "
            f"{hasard.choice(_PHRASES)}"
            for numero in range(densite)
        ),
    ]


def dessiner_page(
    titre: str, lignes: Sequence[str], etiquette: Etiquette | None, resolution: int, *, machine: bool
) -> Image.Image:
    """A clean sheet, in grey."""
    page = {
        "titre": titre,
        "lignes": lignes,
        "machine": machine,
        "lisible": etiquette.lisible if etiquette else "",
    }
    octets = _compilateur().compile(
        input=str(_GABARIT),
        format="png",
        ppi=resolution,
        sys_inputs={
            "page": json.dumps(page),
            "etiquette": dessiner(etiquette) if etiquette else "",
        },
    )
    if not isinstance(octets, bytes):
        raise RuntimeError("A fictional page must hold on one sheet.")
    return Image.open(io.BytesIO(octets)).convert("L")


@cache
def _compilateur() -> typst.Compiler:
    return typst.Compiler(root=str(_GABARIT.parent), ignore_system_fonts=True)


def _salir(image: Image.Image, hasard: random.Random, *, couleur: bool, resolution: int) -> bytes:
    angle = hasard.uniform(-1.5, 1.5)
    tournee = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=255)
    points = np.asarray(
        tournee.filter(ImageFilter.GaussianBlur(0.7 * resolution / RESOLUTION)), dtype=np.float32
    )
    return _en_jpeg(
        _PAPIER - (255 - points) * hasard.uniform(0.72, 0.9), hasard, couleur=couleur, resolution=resolution
    )


def _verso(recto: bytes, hasard: random.Random, *, couleur: bool) -> bytes:
    """The back of a sheet: what shows through is mirrored, blurred and pale."""
    with Image.open(io.BytesIO(recto)) as image:
        resolution = round(float(image.info["dpi"][0]))
        miroir = (
            image.convert("L").transpose(Image.Transpose.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(3))
        )
    points = np.asarray(miroir, dtype=np.float32)
    return _en_jpeg(_PAPIER - (_PAPIER - points) * 0.1, hasard, couleur=couleur, resolution=resolution)


def _en_jpeg(points: np.ndarray, hasard: random.Random, *, couleur: bool, resolution: int) -> bytes:
    bruit = np.random.default_rng(hasard.getrandbits(64)).normal(0, 6, points.shape).astype(np.float32)
    gris = np.clip(points + bruit, 0, 255)
    teinte = (1.0, 0.985, 0.94) if couleur else (1.0,)
    plans = [Image.fromarray((gris * part).astype(np.uint8)) for part in teinte]
    image = Image.merge("RGB", plans) if couleur else plans[0]
    flux = io.BytesIO()
    image.save(flux, "JPEG", quality=75, dpi=(resolution, resolution))
    return flux.getvalue()
