"""Months as people type them."""

from datetime import date

import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as tirer

from maillage.commun.mois import ChampMois, lire_mois
from maillage.commun.textes import mois_annee


@given(tirer.dates(date(1000, 1, 1)), tirer.sampled_from(["{:%Y-%m}", "{:%m/%Y}", "{:%m-%Y}", " {:%m.%Y} "]))
def test_a_month_written_in_figures_is_read(jour, ecriture):
    assert lire_mois(ecriture.format(jour)) == jour.replace(day=1)


@given(tirer.dates(date(1000, 1, 1)))
def test_a_month_written_in_words_is_read(jour):
    assert lire_mois(mois_annee(jour).capitalize()) == jour.replace(day=1)


@pytest.mark.parametrize(
    "texte", ["", "2026", "13/2026", "0/2026", "2026-00", "brumaire 2026", "1/1/2026", "11/26"]
)
def test_what_is_not_a_month_is_none(texte):
    assert lire_mois(texte) is None


def test_a_field_says_how_to_write_it():
    with pytest.raises(
        forms.ValidationError, match="« brumaire » n’est pas un mois : écrivez-le comme 11/2026"
    ):
        ChampMois().clean("brumaire")
    assert ChampMois().clean("11/2026") == date(2026, 11, 1)
