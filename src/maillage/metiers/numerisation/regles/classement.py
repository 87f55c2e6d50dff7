"""Which kind of piece a page is, proposed from the words of its head; a person corrects it.

Only what the head says is read (title, first lines): a letter that mentions an audiogram is a letter. Nothing
recognised: nothing is proposed, and the page follows the one before, as the next sheet of the same piece.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from maillage.commun.textes import cle_recherche

LIGNES_DE_TETE = 6
_MOTIFS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (code, re.compile(motif))
    for code, motif in (
        ("inaptitude", r"\binaptitude\b|\binapte\b"),
        ("courrier", r"\bcher (confrere|confreres|collegue|ami)\b|\bchere consoeur\b|\bcourrier\b"),
        ("consentement", r"\bconsentement\b|\bopposition\b"),
        ("audiometrie", r"\baudio(gramme|metrie|metrique)\b"),
        ("spirometrie", r"\bspiro(metrie|gramme)\b|\bexploration fonctionnelle respiratoire\b|\befr\b"),
        ("vision", r"\bexamen (de la vision|visuel|ophtalmologique)\b|\bvisio ?test\b|\bacuite visuelle\b"),
        ("ecg", r"\belectrocardiogramme\b|\becg\b"),
        ("imagerie", r"\bradiographie\b|\bscanner\b|\bechographie\b|\bimagerie\b|\bcompte rendu radiologique\b"),
        ("biologie", r"\bbiologi(e|que)\b|\blaboratoire\b|\bnumeration\b|\bresultats d analyses?\b"),
        ("vaccination", r"\bvaccin(s|ation|ations|al)?\b"),
        ("rqth", r"\btravailleur handicape\b|\brqth\b|\bmdph\b"),
        ("at_mp", r"\baccident (du|de) travail\b|\bmaladie professionnelle\b"),
        ("exposition", r"\bexposition\b|\bfiche de nuisances?\b"),
        ("poste", r"\bfiche (d entreprise|de poste)\b|\betude de poste\b"),
        ("avis", r"\bavis d aptitude\b|\bfiche d aptitude\b|\battestation de suivi\b|\bavis\b"),
        ("questionnaire", r"\bquestionnaire\b"),
        ("visite", r"\bvisite\b|\bexamen (medical|clinique)\b|\bobservation medicale\b"),
        ("identification", r"\bidentification\b|\betat civil\b|\bdossier medical\b"),
    )
)  # fmt: skip


def classer(lignes: Sequence[str]) -> str:
    """Code of the list `pieces`, from the first lines of a page; empty when nothing says it.

    The highest line wins; on one line, the order above does.
    """
    tete = [ligne for ligne in lignes if ligne.strip()][:LIGNES_DE_TETE]
    for ligne in tete:
        cle = re.sub(r"[^a-z0-9]+", " ", cle_recherche(ligne))
        for code, motif in _MOTIFS:
            if motif.search(cle):
                return code
    return ""
