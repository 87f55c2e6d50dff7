"""The pages in a real browser: nothing refused by the policy, nothing wider than the screen, axe content.

`MAILLAGE_GALERIE=folder pytest …/test_navigateur.py` also keeps the screenshots.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests import axe

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.indicateurs.gel import arreter_periode
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.tests.conftest import STATISTIQUE
from maillage.socle.indicateurs.tests.faits import creer_cumul, creer_modele, tables

pytestmark = [pytest.mark.navigateur, pytest.mark.django_db(transaction=True, databases="__all__")]
LARGEURS = {"bureau": (1440, 900), "telephone": (390, 844)}
DOSSIER = os.environ.get("MAILLAGE_GALERIE", "")


@pytest.fixture
def table_des_faits(transactional_db: None) -> Iterator[None]:
    with tables(creer_modele(), creer_cumul(droit=STATISTIQUE), label="stat", est_durable=True):
        yield


@pytest.fixture
def gel(actes: Any, honores: Any, responsable: Any, umj_lille: Any, umj_amiens: Any, saisir: Any) -> Any:
    annee = timezone.localdate().year
    for mois in range(1, 13):
        saisir(umj_lille, date(annee - 1, mois, 1), 90 + mois * 3 % 17, types=["som", "psy"], honores=80)
        saisir(umj_lille, date(annee - 1, mois, 2), 12, "gav")
        if mois <= timezone.localdate().month:
            saisir(umj_lille, date(annee, mois, 1), 100 + mois * 7 % 23, types=["som"], honores=95)
            saisir(umj_lille, date(annee, mois, 1), 9, "gav")
            saisir(umj_amiens, date(annee, mois, 1), 50)
    saisir(umj_amiens, date(annee, 1, 1), 3, "route")
    with agir_comme(responsable):
        gel = arreter_periode(
            agent=responsable, organisation=umj_lille, domaine="Essai", periode=Periode.annee(annee - 1)
        )
    saisir(umj_lille, date(annee - 1, 5, 1), 1, "gav")
    return gel


@pytest.mark.parametrize("largeur", LARGEURS)
def test_every_page_is_accessible_and_within_its_width(
    navigateur: Any, live_server: Any, client: Any, gel: Any, responsable: Any, largeur: str
) -> None:
    annee = gel.date_fin.year
    pages = {
        "catalogue": "",
        "indicateur": "essai.actes/?portee=national",
        "taux": "essai.honores/?par=organisation",
        "structure": f"essai.actes/?organisation={gel.organisation_id}&par=type_examen",
        "methode": "essai.actes/methode/",
        "gels": "periodes/",
        "gel": f"periodes/{gel.pk}/",
        "arreter": "periodes/arreter/",
        "apercu": f"periodes/arreter/?domaine=Essai&organisation={gel.organisation_id}&debut={annee}-01&fin={annee}-06",
    }
    client.force_login(responsable)
    contexte = navigateur.new_context(
        viewport=dict(zip(("width", "height"), LARGEURS[largeur], strict=True)),
        locale="fr-FR",
        reduced_motion="reduce",
    )
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    contexte.add_cookies([cookie])
    page = contexte.new_page()
    plaintes: list[str] = []
    page.on("console", lambda m: plaintes.append(f"{page.url} {m.text}") if m.type == "error" else None)
    page.on("pageerror", lambda e: plaintes.append(f"{page.url} {e}"))
    for nom, chemin in pages.items():
        reponse = page.goto(f"{live_server.url}/indicateurs/{chemin}")
        plaintes += [] if reponse.ok else [f"{nom}: {reponse.status}"]
        if DOSSIER:
            page.screenshot(path=Path(DOSSIER) / f"{nom}-{largeur}.png", full_page=True)
        debord = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        plaintes += [f"{nom}: {debord} px too wide"] if debord > 0 else []
        plaintes += [f"{nom}: {faute}" for faute in axe.examiner(page)]
    contexte.close()
    assert plaintes == []
