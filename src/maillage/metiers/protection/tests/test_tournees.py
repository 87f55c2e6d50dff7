"""A week of visits: places grouped, hours held, kilometres saved, and a calendar that programs can read."""

import datetime as dt

import pytest
from django.urls import reverse

from maillage.metiers.protection.indicateurs.tournees import depart_de, lieux_de, organiser
from maillage.metiers.protection.models import Mesure
from maillage.metiers.protection.views.tournees import en_ics
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.annuaire.models import Commune

pytestmark = pytest.mark.django_db
LUNDI = dt.date(2026, 11, 23)


@pytest.fixture
def communes(nord):
    places = {"Roubaix": (50.69, 3.17), "Douai": (50.37, 3.08), "Tourcoing": (50.72, 3.16)}
    return [
        Commune.objects.create(
            code_insee=f"5990{rang}",
            nom=nom,
            cle_recherche=nom.lower(),
            departement=nord,
            latitude=la,
            longitude=lo,
        )
        for rang, (nom, (la, lo)) in enumerate(places.items())
    ]


@pytest.fixture
def portefeuille(ouvrir, communes):
    for rang, commune in enumerate([communes[0], communes[1], communes[2], communes[2]]):
        ouvrir(f"24/B/{rang:05d}", commune=commune)


def semaine(alice, mandataire, **options):
    with agir_comme(alice):
        return organiser(
            lieux_de(alice, mandataire),
            depart=depart_de(mandataire),
            **{
                "dates": [LUNDI],
                "horaires": (540, 1080),
                "durees": {False: 45, True: 30},
                "ouverture": (540, 1080),
                "fuseau": dt.UTC,
                **options,
            },
        )


def test_people_of_one_place_are_visited_together(portefeuille, alice, mandataire):
    with agir_comme(alice):
        lieux = lieux_de(alice, mandataire)
    assert [(lieu.nom, lieu.nombre) for lieu in lieux] == [("Tourcoing", 2), ("Douai", 1), ("Roubaix", 1)]


def test_the_week_holds_its_hours_and_saves_kilometres(portefeuille, alice, mandataire):
    plan = semaine(alice, mandataire)
    (journee,) = plan.journees
    assert plan.omis == []
    assert sum((arret.fin - arret.debut).seconds // 60 for arret in journee.arrets) == 4 * 45
    assert journee.retour.hour < 18
    assert plan.epargne > 10  # Tourcoing and Roubaix are neighbours; Douai lies the other way


def test_what_does_not_fit_is_said(portefeuille, alice, mandataire):
    assert len(semaine(alice, mandataire, horaires=(540, 640)).omis) == 2


def test_a_colleague_of_another_organisation_sees_no_place(portefeuille, chloe, mandataire):
    with agir_comme(chloe):
        assert lieux_de(chloe, mandataire) == []


def test_the_calendar_names_places_and_hours_and_no_file(portefeuille, alice, mandataire):
    texte = en_ics(semaine(alice, mandataire).journees)
    assert texte.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
    assert texte.count("BEGIN:VEVENT") == texte.count("END:VEVENT") == 3
    assert "SUMMARY:Tourcoing (2\N{NO-BREAK SPACE}visites)" in texte
    assert "24B" not in texte
    assert all(len(ligne.encode()) <= 75 for ligne in texte.split("\r\n"))


def test_the_page_and_the_file_say_the_same_week(portefeuille, alice, connecter):
    client = connecter(alice)
    with agir_comme(alice):
        assert Mesure.objects.count() == 4
    question = {
        "mandataire": client.get(reverse("protection:tournees")).context["form"]["mandataire"].initial,
        "semaine": LUNDI.isoformat(), "jours": ["0"], "debut": "09:00", "fin": "18:00",
        "domicile": 45, "etablissement": 30, "creneau": "journee",
    }  # fmt: skip
    page = client.get(reverse("protection:tournees"), question).content.decode()
    assert "3\N{NO-BREAK SPACE}lieux" in page
    assert "km de moins" in page
    assert client.get(reverse("protection:tournees_ics"), question).content.count(b"BEGIN:VEVENT") == 3
    refuse = client.get(reverse("protection:tournees"), {**question, "fin": "08:00"}).content.decode()
    assert "Le retour précède le départ" in refuse
