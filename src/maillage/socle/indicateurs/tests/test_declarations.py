"""A wrong declaration is refused at start, with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.db.models import TextChoices

from maillage.socle.indicateurs import declarations, verification
from maillage.socle.indicateurs.declarations import (
    CroisementImpossible,
    Cumul,
    DeclarationIncorrecte,
    Detail,
    Dimension,
    Indicateur,
    declarer_indicateur,
)
from maillage.socle.indicateurs.operations.definition import DefinitionCumul, DimensionSql


class Profil(TextChoices):
    VICTIME = "victime", "Victime"
    GAV = "gav", "Garde à vue"


PROFIL = Dimension("profil", "Profil", Profil)
TYPE = Dimension("type_examen", "Type d’examen", {"b": "Biologie", "a": "Autopsie"}, est_multiple=True)
ETROIT = Cumul("essai_cumul_profil", (PROFIL,), ("honores",))
LARGE = Cumul("essai_cumul_tout", (PROFIL, TYPE), ("honores",))
ACTES = Indicateur(
    code="essai.actes",
    libelle="Actes",
    definition="Nombre d’actes réalisés, par date d’examen.",
    unite=("acte", "actes"),
    source="Actes saisis",
    droit="essai.statistique.lire",
    cumuls=(ETROIT, LARGE),
)


@pytest.fixture(autouse=True)
def registre(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declarations, "INDICATEURS", {})


def test_a_sound_indicator_is_registered_once() -> None:
    declarer_indicateur(ACTES)
    assert declarations.INDICATEURS == {"essai.actes": ACTES}
    with pytest.raises(DeclarationIncorrecte, match="declared twice"):
        declarer_indicateur(ACTES)


@pytest.mark.parametrize(
    ("changement", "message"),
    [
        ({"code": "Actes"}, "service.name"),
        ({"definition": "Les actes."}, "does not say what is counted"),
        ({"source": " "}, "source is empty"),
        ({"droit": ""}, "no right"),
        ({"cumuls": ()}, "no rollup"),
        ({"mesure": "minutes"}, "no measure minutes"),
        ({"numerateur": "honores"}, "numerateur and denominateur"),
        ({"seuil_secret": 0}, "seuil_secret"),
        ({"detail": Detail("x", {"autre": "a"})}, "unknown axes: autre"),
        ({"cumuls": (Cumul("t; DROP"),)}, "name of a table"),
        ({"cumuls": (Cumul("t", (PROFIL, PROFIL)),)}, "twice"),
        ({"cumuls": (Cumul("t", (Dimension("mois", "Mois"),)),)}, "reserved: mois"),
        ({"cumuls": (ETROIT, Cumul("t", (replace(PROFIL, est_multiple=True),)))}, "in one rollup only"),
    ],
)
def test_a_wrong_indicator_is_refused_with_the_reason(changement: dict[str, Any], message: str) -> None:
    with pytest.raises(DeclarationIncorrecte, match=message):
        declarer_indicateur(replace(ACTES, **changement))


def test_a_question_goes_to_the_narrowest_rollup_that_can_answer() -> None:
    assert ACTES.cumul_pour([]) is ETROIT
    assert ACTES.cumul_pour(["type_examen"]) is LARGE
    separes = replace(ACTES, cumuls=(ETROIT, Cumul("essai_cumul_type", (TYPE,))))
    with pytest.raises(CroisementImpossible, match="par Profil et Type d’examen : retirez"):
        separes.cumul_pour(["profil", "type_examen"])


def test_values_are_named_in_the_declared_order_unknown_ones_kept_and_missing_ones_said() -> None:
    assert list(PROFIL.nommer({"gav", "", "victime", "ancien"}).items()) == [
        ("victime", "Victime"),
        ("gav", "Garde à vue"),
        ("ancien", "ancien"),
        ("", "Non renseigné"),
    ]
    assert list(TYPE.nommer({"a", "b"})) == ["b", "a"]
    ouverte = Dimension("demandeur", "Demandeur", lambda codes: {code: f"n° {code}" for code in codes})
    assert ouverte.nommer({"7"}) == {"7": "n° 7"}
    assert ouverte.choix() == {}


def test_a_declaration_that_differs_from_its_table_is_reported() -> None:
    trouvee = DefinitionCumul("essai_cumul_tout", "f", "o", "d", (DimensionSql("type_examen", "t"),), ())
    assert set(verification.anomalies(LARGE, trouvee)) == {
        "essai_cumul_tout: the table has no dimension profil.",
        "essai_cumul_tout.type_examen: est_multiple must be False.",
        "essai_cumul_tout: the table has no measure honores.",
    }
    assert "CreerCumul" in next(iter(verification.anomalies(LARGE, None)))
