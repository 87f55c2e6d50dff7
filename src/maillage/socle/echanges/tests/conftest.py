"""A small import on a table of the kernel, for the tests of the registry: organisations, by FINESS number."""

from __future__ import annotations

import datetime as dt

import pytest
from procrastinate.contrib.django import app

from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.annuaire.enums import TypeOrganisation
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.imports import (
    IMPORTS,
    Colonne,
    Contexte,
    Erreur,
    Existant,
    Genre,
    LigneImport,
    Lot,
    RefusImport,
    declarer_import,
)
from maillage.socle.echanges.imports.actions import deposer_import

ROLE = "echanges.importateur_essai"
EN_TETES = "FINESS;Nom;Nature;Ouverture"

COLONNES = (
    Colonne("finess", "N° FINESS", alias=("finess",), est_obligatoire=True, longueur_max=9),
    Colonne("nom", "Dénomination", alias=("nom",), est_obligatoire=True),
    Colonne("type", "Nature", Genre.CHOIX, choix=TypeOrganisation, est_obligatoire=True),
    Colonne("ouverture", "Date d’ouverture", Genre.DATE, alias=("ouverture",)),
    Colonne("lits", "Lits", Genre.ENTIER),
)


def ouverture(organisation: Organisation) -> dt.date | None:
    texte = organisation.caracteristiques.get("ouverture")
    return dt.date.fromisoformat(texte) if texte else None


def existants(cles: list[tuple], contexte: Contexte) -> dict[tuple, Existant]:
    trouvees = Organisation.objects.filter(finess__in=[cle[0] for cle in cles]).order_by("pk")
    return {
        (o.finess,): Existant(o.pk, {"nom": o.nom, "type": o.type, "ouverture": ouverture(o)})
        for o in trouvees
    }


def valider(ligne: LigneImport, contexte: Contexte):
    if ligne.valeurs.get("ouverture") and ligne.valeurs["ouverture"] > contexte.jour:
        yield Erreur("ouverture", "La date d’ouverture est dans le futur.")


def appliquer(lot: Lot, contexte: Contexte) -> list[int]:
    for ligne in lot.modifiees:
        Organisation.objects.filter(pk=ligne.objet_id or 0).update(
            **{code: v for code, v in ligne.changements.items() if code in ("nom", "type")}
        )
    if any(ligne.valeurs["nom"] == "interdit" for ligne in lot.nouvelles):
        raise RefusImport("Ce nom est interdit.")
    crees = Organisation.objects.bulk_create(
        Organisation(
            finess=ligne.valeurs["finess"],
            nom=ligne.valeurs["nom"],
            type=ligne.valeurs["type"],
            parent=contexte.organisation,
            caracteristiques={"ouverture": str(ligne.valeurs.get("ouverture") or "")},
        )
        for ligne in lot.nouvelles
    )
    return [o.pk for o in crees]


def annuler(lot: Lot, contexte: Contexte) -> None:
    Organisation.objects.filter(pk__in=[ligne.objet_id for ligne in lot.nouvelles]).delete()
    for ligne in lot.modifiees:
        Organisation.objects.filter(pk=ligne.objet_id or 0).update(**ligne.avant)


@pytest.fixture
def declaration():
    nouvelle = declarer_import(
        "essai.organisations",
        "Organisations",
        droit=IMPORTER,
        colonnes=COLONNES,
        cle=("finess",),
        valider=valider,
        existants=existants,
        appliquer=appliquer,
        annuler=annuler,
    )
    yield nouvelle
    del IMPORTS["essai.organisations"]


@pytest.fixture
def role(db, monkeypatch):
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    RoleDroit.objects.get_or_create(role=ROLE, droit=IMPORTER)
    return declarer_role(ROLE, "Importateur", droits=[IMPORTER], niveau=10).code


@pytest.fixture
def alice(creer_agent, role, umj_lille):
    return creer_agent("alice", role, umj_lille)


@pytest.fixture
def bruno(creer_agent, role, umj_lille):
    return creer_agent("bruno", role, umj_lille)


@pytest.fixture
def chloe(creer_agent, role, umj_amiens):
    return creer_agent("chloe", role, umj_amiens)


@pytest.fixture
def deposer(declaration, tmp_path, alice, umj_lille):
    """Deposit a text (lines under the usual headers) or bytes as a file, in the name of Alice."""

    def faire(contenu: str | bytes, nom: str = "organisations.csv", **options):
        chemin = tmp_path / nom
        chemin.write_bytes(contenu if isinstance(contenu, bytes) else f"{EN_TETES}\n{contenu}".encode())
        return deposer_import(
            agent=options.pop("agent", alice),
            declaration=declaration,
            organisation=options.pop("organisation", umj_lille),
            chemin=chemin,
            nom_fichier=nom,
            **options,
        )

    return faire


@pytest.fixture
def travailler():
    """Do every job that is due, as the worker does."""

    def faire() -> None:
        connecteur = app.connector.get_worker_connector()  # type: ignore[attr-defined]
        with app.replace_connector(connecteur) as application:
            application.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)

    return faire
