"""What was announced against what was delivered, what was sent and what the agreement asks."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from maillage.commun.textes import nombre
from maillage.metiers.numerisation.regles.etiquettes import Etiquette
from maillage.metiers.numerisation.regles.manifeste import LigneManifeste, Manifeste, Refus

_JEU_RESOLUTION = 0.02
"""A sheet is never exactly as long as its format."""


@dataclass(frozen=True, slots=True)
class Exigences:
    """What the agreement in force asks of each file."""

    resolution_minimale: int = 300
    profondeurs: frozenset[int] = frozenset({24})
    niveau_pdfa: str = ""
    """Asked of the provider; empty when the platform makes the PDF/A itself."""


@dataclass(frozen=True, slots=True)
class FichierLivre:
    """What was really received under that name."""

    sha256: str
    taille: int
    pages: int
    resolution: int
    """The lowest of its pages."""
    profondeur: int
    """The lowest of its pages."""


def confronter(
    manifeste: Manifeste,
    livres: Mapping[str, FichierLivre],
    *,
    attendus: Mapping[Etiquette, Etiquette],
    exigences: Exigences,
    deja_recus: Collection[str] = (),
) -> list[Refus]:
    """What was announced against what was delivered, what was sent, and what the agreement asks.

    `attendus`: record → box in which it was sent. `deja_recus`: fingerprints of files of other lots. An empty list:
    the lot is taken; otherwise all of it is refused.
    """
    refus = []
    connus = frozenset(deja_recus)
    for ligne in manifeste.lignes:
        livre = livres.get(ligne.fichier)
        refus += [Refus(ligne.fichier, *motif) for motif in _motifs_livraison(ligne, livre)]
        refus += [Refus(ligne.fichier, *motif) for motif in _motifs_envoi(ligne, attendus)]
        refus += [Refus(ligne.fichier, *motif) for motif in _motifs_convention(ligne, exigences)]
        if ligne.sha256 in connus:
            refus.append(Refus(ligne.fichier, "sha256", "Ce fichier a déjà été reçu dans un autre lot."))
    annonces = {ligne.fichier for ligne in manifeste.lignes}
    refus += [
        Refus(nom, "fichier", "Ce fichier est livré sans être annoncé.")
        for nom in sorted(set(livres) - annonces)
    ]
    return refus


def _motifs_livraison(ligne: LigneManifeste, livre: FichierLivre | None) -> list[tuple[str, str]]:
    if livre is None:
        return [("fichier", "Ce fichier est annoncé, mais il n’est pas livré.")]
    motifs = []
    if livre.taille != ligne.taille:
        motifs.append(("taille", f"{nombre(livre.taille)} octets reçus, {nombre(ligne.taille)} annoncés."))
    if livre.sha256 != ligne.sha256:
        motifs.append(("sha256", "Le fichier reçu n’est pas celui qui est annoncé : son empreinte diffère."))
    if livre.pages != ligne.pages:
        motifs.append(("pages", f"{nombre(livre.pages)} pages reçues, {nombre(ligne.pages)} annoncées."))
    if livre.resolution < ligne.resolution * (1 - _JEU_RESOLUTION):
        recue, annoncee = livre.resolution, ligne.resolution
        motifs.append(("resolution", f"Une page a {recue} points par pouce, {annoncee} sont annoncés."))
    if livre.profondeur < ligne.profondeur:
        motifs.append(
            ("profondeur", f"Une page a {livre.profondeur} bits, {ligne.profondeur} sont annoncés.")
        )
    return motifs


def _motifs_envoi(ligne: LigneManifeste, attendus: Mapping[Etiquette, Etiquette]) -> list[tuple[str, str]]:
    boite = attendus.get(ligne.dossier)
    if boite is None:
        return [("dossier", f"Le dossier {ligne.dossier.lisible} n’a pas été envoyé à ce prestataire.")]
    if boite != ligne.boite:
        return [("boite", f"Le dossier {ligne.dossier.lisible} a été envoyé dans la boîte {boite.lisible}.")]
    return []


def _motifs_convention(ligne: LigneManifeste, exigences: Exigences) -> list[tuple[str, str]]:
    motifs = []
    if ligne.resolution < exigences.resolution_minimale:
        minimum = exigences.resolution_minimale
        motifs.append(
            ("resolution", f"{ligne.resolution} points par pouce : la convention en demande {minimum}.")
        )
    if ligne.profondeur not in exigences.profondeurs:
        demandees = " ou ".join(map(str, sorted(exigences.profondeurs)))
        motifs.append(("profondeur", f"{ligne.profondeur} bits : la convention demande {demandees} bits."))
    if exigences.niveau_pdfa and ligne.pdfa != exigences.niveau_pdfa:
        motifs.append(("pdfa", f"La convention demande le niveau PDF/A-{exigences.niveau_pdfa}."))
    return motifs
