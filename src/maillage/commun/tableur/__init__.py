"""Spreadsheets in and out, whatever their format, in bounded memory.

Reading::

    with ouvrir(chemin) as lecture:                 # ErreurTableur: a French sentence, nothing read
        lecture.entetes                             # ("N° interne", "Date", …)
        for ligne in lecture.lignes():              # Ligne(numero=12, valeurs=(…), anomalie=None)
            …

Writing, from a generator::

    feuille = Feuille("Actes", ["N° interne", "Date"], ((a.numero, a.date) for a in actes))
    ecrire_csv(feuille)                             # iterator of bytes, to stream
    ecrire_xlsx(chemin, [feuille]); ecrire_ods(chemin, [feuille])
    ecrire_json_lignes(feuille)                     # iterator of bytes
"""

from maillage.commun.tableur.ecriture import Feuille, Lots, ecrire_csv, ecrire_json_lignes
from maillage.commun.tableur.erreurs import ErreurTableur, Limites, situer
from maillage.commun.tableur.excel import LIGNES_MAX, ecrire_xlsx
from maillage.commun.tableur.garde import est_formule, proteger, retirer_garde
from maillage.commun.tableur.lecture import Lecture, Ligne, ouvrir
from maillage.commun.tableur.lignes import Valeur, lettres
from maillage.commun.tableur.ods import ecrire_ods

__all__ = [
    "LIGNES_MAX",
    "ErreurTableur",
    "Feuille",
    "Lecture",
    "Ligne",
    "Limites",
    "Lots",
    "Valeur",
    "ecrire_csv",
    "ecrire_json_lignes",
    "ecrire_ods",
    "ecrire_xlsx",
    "est_formule",
    "lettres",
    "ouvrir",
    "proteger",
    "retirer_garde",
    "situer",
]
