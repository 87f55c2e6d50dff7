"""The matrix of proofs: what the decree and the standard ask, what answers, and what is missing, said in red.

Decree 2016-1673 of 5 December 2016 on the reliability of copies (article 1379 of the Code civil). The clauses of
NF Z42-026 are named by their subject: their numbers are to be confirmed against the bought text.
"""

from __future__ import annotations

from dataclasses import dataclass

DECRET = "Décret 2016-1673"
NORME = "NF Z42-026 (intitulé à confirmer)"


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the auditor's file of a lot holds."""

    mode: str = ""
    """How the copy is made reliable, as the agreement says."""
    dossiers: int = 0
    manifestes: int = 0
    mouvements: int = 0
    dossiers_sans_garde: int = 0
    """Records of which no handover is known."""
    tirages: int = 0
    verdicts: int = 0
    est_accepte: bool = False
    scelles: int = 0
    a_un_jeton: bool = False
    verifications: int = 0
    est_verifie: bool = False
    """The last check found everything right."""
    evenements: int = 0
    evenements_prouves: int = 0
    """Those whose place in a sealed block of the journal is proven."""
    audits_de_tri: int = 0
    incidents_ouverts: int = 0
    formations: int = 0
    communications: int = 0
    """Sessions of the centres of the lot, and of the whole service."""


@dataclass(frozen=True, slots=True)
class LigneMatrice:
    """One requirement, the files that answer, and what is missing; nothing missing: it is met."""

    texte: str
    reference: str
    exigence: str
    preuves: tuple[str, ...]
    manques: tuple[str, ...] = ()

    @property
    def est_satisfaite(self) -> bool:
        return not self.manques


def matrice(pieces: Pieces) -> list[LigneMatrice]:
    """Seven articles, then the subjects of the standard."""
    return [*_decret(pieces), *_norme(pieces)]


def _si(condition: object, phrase: str) -> tuple[str, ...]:
    return () if condition else (phrase,)


def _decret(p: Pieces) -> list[LigneMatrice]:
    scellee = _si(p.scelles and p.scelles == p.dossiers, "Tous les dossiers du lot ne sont pas scellés.")
    return [
        LigneMatrice(
            DECRET, "article 1", "Le mode qui rend la copie fiable est dit.", ("convention.json",),
            _si(p.mode, "La convention ne dit pas le mode."),
        ),
        LigneMatrice(
            DECRET, "article 2", "Contexte et date de chaque copie ; qualité établie par des essais, vérifiée par des "
            "contrôles.", ("dossiers.csv", "controle/"),
            (
                *_si(p.dossiers, "Aucun dossier n’est décrit."),
                *_si(p.verdicts, "Aucun contrôle n’a conclu."),
                "Essais de qualification du numériseur sur des documents semblables : à joindre.",
            ),
        ),
        LigneMatrice(
            DECRET, "article 3", "Une empreinte rend toute modification détectable.",
            ("scelles/fichiers.csv", "scelles/jeton.der", "scelles/preuves.json"),
            (*scellee, *_si(p.a_un_jeton, "Le lot n’a pas de jeton d’horodatage.")),
        ),
        LigneMatrice(
            DECRET, "article 4", "La copie est conservée sans que sa forme ni son contenu puissent être altérés.",
            ("verifications.csv",),
            (
                *_si(p.verifications, "Les preuves du lot n’ont pas encore été vérifiées."),
                *_si(p.est_verifie or not p.verifications, "La dernière vérification a trouvé un défaut."),
            ),
        ),
        LigneMatrice(
            DECRET, "article 5", "Empreintes et traces sont conservées aussi longtemps que la copie, sans pouvoir être "
            "modifiées.", ("journal/evenements.jsonl", "journal/preuves.json"),
            (
                *_si(p.evenements, "Aucun événement n’est journalisé."),
                *_si(
                    p.evenements_prouves,
                    "Le journal n’est pas encore scellé pour ce lot : demandez le dossier dans quelques minutes.",
                ),
            ),
        ),
        LigneMatrice(
            DECRET, "article 6", "L’accès à la capture et à la conservation est protégé.", ("acces.csv",),
            ("Attestation d’hébergement de données de santé de l’hébergeur : à joindre.",),
        ),
        LigneMatrice(
            DECRET, "article 7", "Une documentation décrit le procédé, conservée aussi longtemps que la copie.",
            ("convention.json", "LISEZMOI.txt"),
            ("Spécifications techniques et procédure d’archivage signées : à joindre.",),
        ),
    ]  # fmt: skip


def _norme(p: Pieces) -> list[LigneMatrice]:
    return [
        LigneMatrice(
            NORME, "convention", "Donneur d’ordre et opérateur ont convenu de ce qui est numérisé, et comment.",
            ("convention.json",), _si(p.mode, "Aucune convention."),
        ),
        LigneMatrice(
            NORME, "compétences", "Les personnes qui prennent part au procédé y sont formées, et en sont informées.",
            ("seances.csv", "acces.csv"),
            (
                *_si(p.formations, "Aucune séance de formation n’est enregistrée."),
                *_si(p.communications, "Aucune séance de communication n’est enregistrée."),
            ),
        ),
        LigneMatrice(
            NORME, "collecte", "Chaque remise est tracée, du centre au prestataire.", ("chaine-de-garde.csv",),
            (
                *_si(p.mouvements, "Aucune remise n’est tracée."),
                *_si(not p.dossiers_sans_garde, f"Dossiers sans remise connue : {p.dossiers_sans_garde}."),
            ),
        ),
        LigneMatrice(
            NORME, "préparation", "Les documents sont triés, et le tri est audité.", ("audits.csv",),
            _si(p.audits_de_tri, "Aucun audit du tri n’est clos dans les centres de ce lot."),
        ),
        LigneMatrice(
            NORME, "numérisation", "Le lot est annoncé par un manifeste, confronté à ce qui est livré.",
            ("manifestes/", "dossiers.csv"), _si(p.manifestes, "Aucun manifeste."),
        ),
        LigneMatrice(
            NORME, "contrôle", "Un échantillon est tiré, vu et jugé.", ("controle/",),
            (
                *_si(p.tirages, "Aucun échantillon n’est tiré."),
                *_si(p.verdicts, "Aucun verdict."),
                *_si(p.est_accepte or not p.verdicts, "Le dernier verdict refuse le lot."),
            ),
        ),
        LigneMatrice(
            NORME, "anomalies", "Les incidents du lot sont traités.", ("incidents.csv",),
            _si(not p.incidents_ouverts, f"Incidents ouverts : {p.incidents_ouverts}."),
        ),
        LigneMatrice(
            NORME, "livrables", "La copie fidèle est livrée avec ses éléments de traçabilité et d’intégrité.",
            ("scelles/", "verifications.csv"), _si(p.a_un_jeton, "Le lot n’est pas scellé."),
        ),
    ]  # fmt: skip
