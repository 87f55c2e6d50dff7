"""Open data: one long table a month, as whoever reads no file would see it, small cells hidden."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from maillage.commun.tableur import Feuille, ecrire_csv
from maillage.metiers.medecine_legale.droits import STATISTIQUES_LIRE
from maillage.metiers.medecine_legale.indicateurs.actes import ACTES
from maillage.metiers.medecine_legale.models import EditionOuverte
from maillage.metiers.medecine_legale.regles.effectifs import mois_precedent
from maillage.socle.acces.exiger import exiger
from maillage.socle.annuaire.models import Agent
from maillage.socle.indicateurs.calcul import Ligne, calculer, titre_axe
from maillage.socle.indicateurs.periode import Periode

ANNEES = 3
AXES = (
    "profil", "rattachement", "reseau", "delai", "type_examen", "periode_journee", "heure", "age", "genre", "nature",
    "contexte", "examen", "region", "departement",
)  # fmt: skip
DICTIONNAIRE = {
    "annee": "Année de l’acte.",
    "mois": "Mois de l’acte, de 1 à 12 ; vide pour l’année, jusqu’au dernier mois terminé.",
    "ventilation": "Ce selon quoi les actes sont répartis ; « total » pour l’ensemble.",
    "code": "Code de la modalité : celui des listes de référence, ou le code officiel du territoire.",
    "libelle": "La modalité, en clair.",
    "actes": "Nombre d’actes réalisés ; vide quand il est masqué. Un acte à plusieurs modalités compte dans chacune.",
    "est_masque": "1 quand la valeur est cachée : petit effectif (1 à 4), valeur qui en trahirait un, structure seule.",
}
LICENCE = "Licence Ouverte 2.0 (Etalab)"


def publier(*, agent: Agent, jour: dt.date) -> EditionOuverte:
    """Make the file up to the last month that is over; twice is once."""
    exiger(agent, STATISTIQUES_LIRE)
    fin = mois_precedent(jour)
    existante = EditionOuverte.objects.filter(date_fin=fin).first()
    if existante is not None:
        return existante
    lignes = list(_lignes(agent, fin, jour))
    contenu = b"".join(ecrire_csv(Feuille("actes", list(DICTIONNAIRE), iter(lignes))))
    empreinte = hashlib.sha256(contenu).hexdigest()
    nom = default_storage.save(
        f"ouvert/medecine_legale-{fin:%Y-%m}-{empreinte[:12]}.csv", ContentFile(contenu)
    )
    return EditionOuverte.objects.create(
        date_fin=fin,
        fichier=nom,
        empreinte=empreinte,
        taille=len(contenu),
        nombre_lignes=len(lignes),
        horodatage=timezone.now(),
    )


def _lignes(agent: Agent, fin: dt.date, jour: dt.date) -> Iterator[list[object]]:
    for annee in range(fin.year - ANNEES + 1, fin.year + 1):
        periode = Periode(dt.date(annee, 1, 1), fin if annee == fin.year else dt.date(annee, 12, 1))
        mensuel = calculer(ACTES, agent, periode, par=("mois",), jour=jour, est_public=True)
        yield [annee, "", "total", "", "Ensemble", *_valeur(mensuel.total)]
        for ligne in mensuel.lignes:
            yield [annee, int(ligne.cles[0][5:]), "total", "", "Ensemble", *_valeur(ligne)]
        for axe in AXES:
            resultat = calculer(ACTES, agent, periode, par=(axe,), jour=jour, est_public=True)
            for ligne in resultat.lignes:
                if ligne.valeur or ligne.est_masquee:
                    yield [
                        annee,
                        "",
                        titre_axe(ACTES, axe),
                        ligne.cles[0],
                        ligne.libelles[0],
                        *_valeur(ligne),
                    ]


def _valeur(ligne: Ligne) -> tuple[object, int]:
    valeur, est_masquee = ligne.valeur, ligne.est_masquee
    return (None if est_masquee or valeur is None else int(valeur)), int(est_masquee)
