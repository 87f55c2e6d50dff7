"""The house checked as a whole: tables behind their wall, declarations equal to policies, shapes, names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection, models

from maillage.socle.acces.models import ModeleProtege
from maillage.socle.acces.operations import expression
from maillage.socle.acces.service import services

SOURCES = Path(__file__).parents[1] / "src" / "maillage"
LIGNES_MAXIMALES = 600
TIROIRS = {"utils", "helpers", "misc", "common", "mixins", "tools"}

SANS_MUR = {
    # Read before anybody is known, or about the account itself.
    "annuaire_agent": "sign-in reads it before there is a context",
    "annuaire_personne": "the directory of professionals, read by every agent",
    "annuaire_habilitation": "the wall itself is computed from it",
    "annuaire_organisation": "the directory, read by every agent",
    "annuaire_ascendance": "the wall itself is computed from it",
    "annuaire_appartenance": "the wall itself is computed from it",
    "annuaire_territoire": "public reference",
    "annuaire_commune": "public reference",
    "annuaire_ressortcommune": "public reference",
    "acces_roledroit": "the wall itself is computed from it",
    "acces_cle": "wrapped keys only; useless without the row that they open, which is behind the wall",
    "echanges_referentiel": "public reference",
    "echanges_edition": "public reference",
    "echanges_entree": "public reference",
    "echanges_clientapi": "read to know who calls, before there is a context; secrets are hashed",
    "echeances_minuteur": "timers of the kernel, run by the technical account; no personal data",
    "comptes_echec": "counts of failures, written before anybody is known; addresses are hashed",
    "medecine_legale_profilacte": "public lists of what may be entered",
    "medecine_legale_valeurreference": "public lists of what may be entered",
    "medecine_legale_valeurprofil": "public lists of what may be entered",
    "medecine_legale_versionreference": "one technical row: the version of these lists",
    "journal_bloc": "hashes only",
    "journal_effacement": "hashes only",
    "medecine_legale_editionouverte": "published open data",
    "comptes_cache": "counters of sign-in attempts, shared by the web processes; keys are hashed",
    "documents_empreinte": "the public check page reads it; no personal data",
}
TECHNIQUES = (
    "dsfr_",
    "django_",
    "auth_",
    "account_",
    "mfa_",
    "procrastinate_",
    "socialaccount_",
    "usersessions_",
)


def tables() -> dict[str, tuple[bool, bool]]:
    """Table → (row security enabled, forced)."""
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class c"
            " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relkind IN ('r', 'p') AND nspname = 'public'"
        )
        return {nom: (active, forcee) for nom, active, forcee in curseur.fetchall()}


def proteges() -> list[type[ModeleProtege]]:
    return [modele for modele in apps.get_models() if issubclass(modele, ModeleProtege)]


@pytest.mark.django_db
def test_every_table_is_behind_its_wall_or_on_the_commented_list():
    ouvertes = {
        nom
        for nom, (active, forcee) in tables().items()
        if not (active and forcee) and not nom.startswith(TECHNIQUES)
    }
    assert ouvertes == set(SANS_MUR) & set(tables()), ouvertes ^ set(SANS_MUR)


@pytest.mark.django_db
@pytest.mark.parametrize("modele", proteges(), ids=lambda modele: modele._meta.label)
def test_the_policies_in_postgresql_are_those_that_the_model_declares(modele):
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT policyname, coalesce(qual, with_check) FROM pg_policies"
            " WHERE tablename = %s AND permissive = 'PERMISSIVE'",
            [modele._meta.db_table],
        )
        politiques = dict(curseur.fetchall())
    colonnes = {modele._meta.get_field(champ).column: droit for champ, droit in modele.perimetres.items()}
    attendue = expression(colonnes, modele.lecture_partout or "")
    assert droits_cites(politiques["lecture"]) == droits_cites(attendue)
    ecriture = modele.perimetres_ecriture or modele.perimetres
    colonnes = {modele._meta.get_field(champ).column: droit for champ, droit in ecriture.items()}
    for politique in ("modification", "suppression"):
        if politique in politiques:
            assert droits_cites(politiques[politique]) <= droits_cites(expression(colonnes))


def droits_cites(sql: str) -> set[tuple[str, str]]:
    """(column, right) pairs of a policy, whatever its spelling."""
    trouves = re.findall(r"\"?(\w+)\"? = ANY \(\(+\s*SELECT acces_organisations\('([\w.]+)'", sql)
    miens = re.findall(r"\"?(\w+)\"? = \(+\s*SELECT acces_agent\(\)", sql)
    partout = re.findall(r"SELECT acces_detient\('([\w.]+)'", sql)
    return {*trouves, *((colonne, "soi") for colonne in miens), *(("", droit) for droit in partout)}


@pytest.mark.parametrize("modele", apps.get_models(), ids=lambda modele: modele._meta.label)
def test_labels_of_our_models_are_lower_case_french(modele):
    if not modele.__module__.startswith("maillage."):
        return
    libelles = [str(modele._meta.verbose_name)] + [
        str(champ.verbose_name) for champ in modele._meta.get_fields() if isinstance(champ, models.Field)
    ]
    for libelle in libelles:
        assert libelle[:1] == libelle[:1].lower() or libelle[:2].isupper(), libelle


def test_every_service_is_known_to_the_kernel():
    noms = {dossier.name for dossier in (SOURCES / "metiers").iterdir() if (dossier / "apps.py").exists()}
    assert {service.label for service in services()} == noms


def fichiers() -> list[Path]:
    return [f for f in SOURCES.rglob("*.py") if "migrations" not in f.parts]


def test_no_file_is_too_long_to_be_read():
    longs = {
        str(f.relative_to(SOURCES)): nombre
        for f in fichiers()
        if (nombre := len(f.read_text(encoding="utf-8").splitlines())) > LIGNES_MAXIMALES
    }
    assert longs == {}


def test_no_file_is_a_drawer():
    assert [f for f in fichiers() if f.stem in TIROIRS] == []


def test_no_signal_and_no_logic_in_save():
    signaux = re.compile(r"@receiver\(|(post|pre)_(save|delete)\.connect")
    assert [
        str(f) for f in fichiers() if "tests" not in f.parts and signaux.search(f.read_text("utf-8"))
    ] == []
    modeles = [modele for modele in apps.get_models() if modele.__module__.startswith("maillage.")]
    assert [modele for modele in modeles if "save" in vars(modele) or "delete" in vars(modele)] == []


def test_the_day_and_the_hour_of_an_instant_are_asked_of_the_place():
    """They are kept in universal time: an hour or two around midnight, that is another day."""
    en_temps_universel = re.compile(r"horodatage\w*(:%|\.date\(\)|\.strftime\()")
    metiers = [f for f in fichiers() if not {"tests", "regles"} & set(f.parts)]
    assert [str(f) for f in metiers if en_temps_universel.search(f.read_text(encoding="utf-8"))] == []


def test_models_have_at_most_two_bases_beside_model():
    for modele in apps.get_models():
        if modele.__module__.startswith("maillage."):
            assert len(modele.__bases__) <= 2, modele


def test_templates_write_nothing_inline():
    en_ligne = re.compile(
        r"<[^>]+\s(on[a-z]+|style)=|<script(?![^>]*(src=|nonce=|application/json))", re.IGNORECASE
    )
    fautifs = [str(f) for f in SOURCES.rglob("*.html") if en_ligne.search(f.read_text(encoding="utf-8"))]
    assert fautifs == []
