"""Places and people that the demonstrations of several services share: real towns, invented people.

Nothing is made by loading this module: each service asks for what it needs, in its own `demo`, and finds what another
has already made.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import make_password

from maillage.commun.textes import cle_recherche, de
from maillage.socle.annuaire.enums import TypeOrganisation, TypeTerritoire
from maillage.socle.annuaire.models import Agent, Commune, Habilitation, Organisation, Personne, Territoire

HAUTS_DE_FRANCE = {"59350": True, "80021": True, "59606": False, "62041": False}
AUTRES_VILLES = {
    "49007": True, "16015": False, "84007": False, "64024": False, "60057": False, "25056": True, "33063": True,
    "62119": False, "29019": True, "14118": True, "73065": False, "63113": True, "68066": False, "94028": True,
    "21231": True, "91228": True, "38185": True, "93066": False, "44109": True, "72181": False, "87085": True,
    "69123": True, "13055": True, "77284": False, "57463": False, "34172": True, "54395": True, "30189": False,
    "06088": True, "45234": True, "75056": True, "66136": False, "86194": True, "95500": False, "51454": True,
    "35238": True, "76540": True, "42218": True, "67482": True, "83137": False, "31555": True, "37261": True,
    "78646": True, "97105": True, "97209": True, "97411": True,
}  # fmt: skip
"""Communes (INSEE code) where a structure is placed; True when it has an institute."""

MOT_DE_PASSE = "maillage-demonstration"
MOTIF = "Données fictives de démonstration"
DEBUT = dt.date(2020, 1, 1)
NOMS = (
    "Aubert",
    "Boulanger",
    "Carpentier",
    "Dumont",
    "Evrard",
    "Fournier",
    "Guérin",
    "Hubert",
    "Imbert",
    "Jacquet",
)
PRENOMS = ("Claire", "Hugo", "Inès", "Julien", "Léa", "Malik", "Nora", "Olivier", "Pauline", "Yann")


@dataclass(frozen=True)
class Compte:
    """An account of the demonstration: who, where (commune, or territory type and code), with which role."""

    qui: str
    courriel: str
    prenom: str
    nom: str
    role: str
    commune: str = ""
    territoire: tuple[str, str] | None = None
    titre: str = ""
    rpps: str = ""


def organisation(genre: TypeOrganisation, nom: str, commune: Commune, **champs: object) -> Organisation:
    """The organisation of this name in this commune, made if nobody has."""
    trouvee, _ = Organisation.objects.get_or_create(
        type=genre,
        nom=nom,
        commune=commune,
        defaults={
            "cle_recherche": cle_recherche(f"{nom} {commune.nom}"),
            "code_postal": commune.codes_postaux[0] if commune.codes_postaux else "",
            **champs,
        },
    )
    return trouvee


def hopital(commune: Commune) -> Organisation:
    nom = f"Centre hospitalier {de(commune.nom)}"
    return organisation(TypeOrganisation.ETABLISSEMENT_SANTE, nom, commune, est_gestionnaire=True)


def tribunal(commune: Commune) -> Organisation:
    """A court keeps files: those who supervise a territory see what is counted there. Its SIRET is invented."""
    nom = f"Tribunal judiciaire {de(commune.nom)}"
    genre, siret = TypeOrganisation.TRIBUNAL_JUDICIAIRE, f"179{commune.code_insee}000017"
    return organisation(genre, nom, commune, est_gestionnaire=True, siret=siret)


@cache
def _mot_de_passe() -> str:
    """The one of all the accounts of the cards, hashed once: it takes half a second."""
    return make_password(MOT_DE_PASSE)


def creer_compte(compte: Compte, lieu: Organisation | None = None, fin: dt.date | None = None) -> Agent:
    """An account of a sign-in card, in this organisation, or on the territory that it names."""
    personne = Personne.objects.create(
        nom=compte.nom, prenom=compte.prenom, titre=compte.titre, rpps=compte.rpps
    )
    agent = Agent.objects.create(email=compte.courriel, personne=personne, password=_mot_de_passe())
    territoire = None
    if compte.territoire:
        genre, code = compte.territoire
        territoire = Territoire.objects.get(type=TypeTerritoire(genre), code=code)
    Habilitation.objects.create(
        agent=agent,
        role=compte.role,
        organisation=lieu,
        territoire=territoire,
        date_debut=DEBUT,
        date_fin=fin,
    )
    return agent
