"""``captures``: the guide's screenshots, taken on the demonstration, listed in docs/guide/captures.toml."""

import argparse
import io
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image
from playwright.sync_api import Error as EchecNavigateur

from maillage.config import postgres
from maillage.config.cli import demo, navigateur
from maillage.config.cli.client import PAGE_DE_CONNEXION
from maillage.config.cli.journal import Echec, annoncer
from maillage.config.cli.processus import Groupe, port_libre
from maillage.config.postgres import RACINE, dossier_var

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

REGISTRE = RACINE / "docs" / "guide" / "captures.toml"
IMAGES = RACINE / "docs" / "guide" / "images"
EXEMPLES = RACINE / "docs" / "guide" / "exemples"
LARGEURS = {1440: 900, 390: 844}
HAUTEUR_MAXIMALE = 2400
POIDS_MAXIMAL = 150_000
ATTENTE = 15_000
COULEURS = (256, 128, 64, 32, 16)


def principal(arguments: list[str]) -> int:
    """Take all screenshots, or those named."""
    analyseur = argparse.ArgumentParser(prog="./maillage captures")
    analyseur.add_argument("noms", nargs="*", help="seulement celles-ci")
    analyseur.add_argument("--volume", default="petit")
    analyseur.add_argument("--neuf", action="store_true", help="repart de données neuves")
    options = analyseur.parse_args(arguments)
    captures = lire_registre(options.noms)
    navigateur.assurer()
    demarre = demo.preparer(options.volume, neuf=options.neuf)
    try:
        with Groupe(dossier_var() / "journaux") as groupe:
            adresse = demo.lancer_services(groupe, port_libre(8000))
            if not groupe.attendre_reponse(f"{adresse}/pret?travailleur"):
                return demo.CODE_INTERROMPU
            with navigateur.ouvrir() as chromium:
                return photographier(chromium, adresse, captures)
    finally:
        if demarre:
            postgres.serveur().arreter()


def lire_registre(noms: list[str]) -> list[dict[str, Any]]:
    """Return the list: ``nom``, ``compte`` (e-mail, or nothing), ``chemin``, ``attendre``, ``gestes``."""
    if not REGISTRE.exists():
        raise Echec(f"{REGISTRE.relative_to(RACINE)} n'existe pas.")
    captures: list[dict[str, Any]] = tomllib.loads(REGISTRE.read_text(encoding="utf-8")).get("capture", [])
    inconnus = set(noms) - {capture["nom"] for capture in captures}
    if inconnus:
        raise Echec(f"Captures inconnues : {', '.join(sorted(inconnus))}.")
    return [capture for capture in captures if not noms or capture["nom"] in noms]


def photographier(chromium: "Browser", adresse: str, captures: list[dict[str, Any]]) -> int:
    """Take each at each width; return 1 when a page does not answer or an image stays too heavy."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    echecs = 0
    for compte in sorted({capture.get("compte", "") for capture in captures}):
        contexte = chromium.new_context(locale="fr-FR", timezone_id="Europe/Paris", reduced_motion="reduce")
        page = contexte.new_page()
        page.set_default_timeout(ATTENTE)
        if compte:
            connecter(page, adresse, compte)
        for capture in captures:
            if capture.get("compte", "") == compte:
                for largeur in capture.get("largeurs", LARGEURS):
                    try:
                        echecs += not _photographier(page, adresse, capture, largeur)
                    except EchecNavigateur as erreur:
                        annoncer(f"ÉCHEC {capture['nom']}-{largeur} {str(erreur).splitlines()[0]}")
                        echecs += 1
        contexte.close()
    return 1 if echecs else 0


def connecter(page: "Page", adresse: str, compte: str) -> None:
    """Sign in by the card of the demonstration's sign-in page."""
    page.goto(adresse + PAGE_DE_CONNEXION)
    page.locator(f'button[name="compte"][value="{compte}"]').click()
    page.wait_for_load_state("networkidle")


def _photographier(page: "Page", adresse: str, capture: dict[str, Any], largeur: int) -> bool:
    page.set_viewport_size({"width": largeur, "height": LARGEURS.get(largeur, 900)})
    reponse = page.goto(adresse + capture["chemin"])
    for geste in capture.get("gestes", []):  # what each may be is said at the top of the register
        if "cliquer" in geste:
            page.locator(geste["cliquer"]).first.click()
        elif "saisir" in geste:
            page.locator(geste["saisir"]).first.fill(geste["texte"])
        elif "deposer" in geste:
            page.locator(geste["deposer"]).first.set_input_files(EXEMPLES / geste["fichier"])
        elif "touche" in geste:
            page.keyboard.press(geste["touche"])
    if capture.get("attendre"):
        page.locator(capture["attendre"]).first.wait_for()
    page.wait_for_load_state("networkidle")
    hauteur = page.evaluate("document.documentElement.scrollHeight")
    hauteur = max(min(hauteur, capture.get("hauteur", HAUTEUR_MAXIMALE)), LARGEURS.get(largeur, 900))
    page.set_viewport_size(
        {"width": largeur, "height": hauteur}
    )  # bars stuck to the bottom of the window go there
    page.evaluate("window.scrollTo(0, 0)")
    image = page.screenshot(animations="disabled")
    chemin = IMAGES / f"{capture['nom']}-{largeur}.png"
    poids = enregistrer(image, chemin)
    attendu = capture.get("statut", 200)
    bonne = poids <= POIDS_MAXIMAL and reponse is not None and reponse.status == attendu
    statut = reponse.status if reponse else "sans réponse"
    annoncer(f"{'ok   ' if bonne else 'ÉCHEC'} {chemin.name} {poids // 1000} ko, {statut}")
    return bonne


def enregistrer(image: bytes, chemin: Path) -> int:
    """Write the image with as few colours as it takes to be light; return its weight."""
    complete = Image.open(io.BytesIO(image)).convert("RGB")
    for couleurs in COULEURS:
        tampon = io.BytesIO()
        reduite = complete.quantize(couleurs, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        reduite.save(tampon, "PNG", optimize=True)
        if tampon.tell() <= POIDS_MAXIMAL:
            break
    if not chemin.exists() or chemin.read_bytes() != tampon.getvalue():
        provisoire = chemin.with_suffix(".partiel")
        provisoire.write_bytes(tampon.getvalue())
        provisoire.replace(chemin)
    return tampon.tell()
