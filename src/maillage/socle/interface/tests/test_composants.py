"""Values in words, charts, forms: pure pieces, without a page."""

import datetime as dt
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django import forms
from django.template import engines

from maillage.socle.interface import formats
from maillage.socle.interface.composants import Badge, ChiffreCle
from maillage.socle.interface.etincelle import etincelle
from maillage.socle.interface.graphiques import Serie, barres, courbes
from maillage.socle.interface.theme import feuilles

MOIS = ["janv.", "févr.", "mars"]
JOUR = dt.date(2026, 11, 21)


@pytest.mark.parametrize(
    ("valeur", "ecrit"),
    [
        (None, ""),
        (True, "Oui"),
        (1284, "1\u202f284"),
        (Decimal("2.40"), "2,4"),
        (JOUR, "21/11/2026"),
        (dt.datetime(2026, 11, 21, 13, 5, tzinfo=dt.UTC), "21/11/2026 à 14\xa0h\xa005"),
        (dt.timedelta(minutes=80), "1\xa0h\xa020"),
        (Badge("Clos"), "Clos"),
    ],
)
def test_each_kind_of_value_is_written_as_a_person_reads_it(valeur, ecrit):
    assert formats.texte(valeur) == ecrit


@pytest.mark.parametrize(
    ("jours", "mots"),
    [
        (-40, "le 12/10/2026"),
        (-16, "il y a 16\xa0jours"),
        (-1, "hier"),
        (0, "aujourd’hui"),
        (4, "dans 4\xa0jours"),
        (60, "le 20/01/2027"),
    ],
)
def test_a_near_day_is_said_in_words(jours, mots):
    assert formats.quand(JOUR + dt.timedelta(days=jours), JOUR) == mots


@pytest.mark.parametrize(
    ("valeur", "signe"), [(7.94, "+7,9"), (-1.4, "\u22121,4"), (0.02, "0,0"), (0, "0,0")]
)
def test_a_difference_carries_its_sign(valeur, signe):
    assert formats.ecart(valeur, 1) == signe


def test_a_key_figure_compares_rates_in_points_and_volumes_in_percent():
    assert ChiffreCle("Taux", 18.2, "%", 19.6).difference == "\u22121,4 point sur un an"
    assert ChiffreCle("Actes", 1284, precedent=1190).difference == "+7,9\xa0% sur un an"
    assert ChiffreCle("Actes", 12, precedent=0).difference == ""
    assert ChiffreCle("Délai", 3, precedent=2, est_favorable_en_hausse=False).jugement == "defavorable"


def test_a_chart_names_its_series_starts_at_zero_and_comes_with_its_table():
    graphique = barres("Actes", MOIS, [Serie("2026", [120, None, 98])], unite="actes")
    dessin = graphique.dessins[0][1]
    assert "<title>Actes</title>" in dessin and ">0</text>" in dessin
    assert graphique.lignes == [["janv.", "120"], ["févr.", "n. d."], ["mars", "98"]]
    assert "de 98 (mars) à 120 (janv.)" in graphique.description


def test_no_drawing_carries_a_style_or_a_script_and_names_are_escaped():
    graphique = courbes("<b>", ["<i>", "b"], [Serie("<script>", [1, 2])], est_pleine_largeur=True)
    for _, dessin in graphique.dessins:
        assert not re.search(r"style=|<script|<b>|<i>|on\w+=", dessin)
    assert len(graphique.dessins) == 3
    assert "style=" not in etincelle([1, 2, 3], "Évolution")


def test_bars_are_as_high_as_their_value():
    hauteurs = re.findall(
        r'<rect[^>]*height="([\d.]+)"', barres("A", ["a", "b"], [Serie("s", [50, 100])]).dessins[0][1]
    )
    assert float(hauteurs[1]) == pytest.approx(2 * float(hauteurs[0]), rel=0.01)


def test_names_of_close_lines_never_overlap():
    dessin = courbes("A", MOIS, [Serie(f"Série {n}", [1, 2, 100 + n / 10]) for n in range(6)]).dessins[0][1]
    hauteurs = sorted(float(y) for y in re.findall(r'class="ml-nom[^"]*" x="[^"]*" y="([\d.]+)"', dessin))
    assert all(suivant - y >= 15.9 for y, suivant in pairwise(hauteurs))


def test_seven_series_or_a_hole_in_a_series_are_refused():
    with pytest.raises(ValueError, match="six"):
        barres("A", MOIS, [Serie(str(n), [1, 2, 3]) for n in range(7)])
    with pytest.raises(ValueError, match="3 categories"):
        courbes("A", MOIS, [Serie("s", [1, 2])])


class EssaiForm(forms.Form):
    nom = forms.CharField(label="Nom", help_text="En <capitales>")
    jour = forms.DateField(label="Jour", required=False, initial=JOUR)
    choix = forms.MultipleChoiceField(
        label="Choix", choices=[("a", "A")], widget=forms.CheckboxSelectMultiple
    )


def test_a_plain_form_is_drawn_with_the_components_and_its_errors_tied_to_the_fields():
    rendu = str(EssaiForm({"jour": "32/13/2026"}))
    assert 'class="fr-input"' in rendu and "fr-checkbox-group" in rendu
    assert 'aria-describedby="id_nom_helptext id_nom_error"' in rendu and 'id="id_nom_error"' in rendu
    assert "&lt;capitales&gt;" in rendu and "(facultatif)" in rendu
    assert 'type="date"' in str(EssaiForm()) and 'value="2026-11-21"' in str(EssaiForm())


def test_the_error_summary_links_to_each_field():
    gabarit = '{% include "interface/composants/erreurs_resume.html" with formulaire=form %}'
    rendu = engines["django"].from_string(gabarit).render({"form": EssaiForm({})})
    assert "2 points à corriger" in rendu and 'href="#id_nom"' in rendu


@pytest.mark.parametrize("theme", ["neutre", "dsfr"])
def test_the_style_sheets_of_a_theme_exist_and_weigh_little(theme):
    import gzip
    from pathlib import Path

    from django.contrib.staticfiles import finders

    notres = [
        Path(str(finders.find(f))).read_bytes() for f in feuilles(theme) if f.startswith("interface/css")
    ]
    assert len(gzip.compress(b"".join(notres))) < 40_000


def test_the_neutral_theme_takes_nothing_from_the_state():
    assert not any("dsfr" in feuille for feuille in feuilles("neutre"))


def test_the_day_of_an_instant_is_that_of_the_place():
    dit = engines["django"].from_string("{% load maillage %}{{ i|jour }} {{ d|jour }}")
    instant = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.UTC)
    assert dit.render({"i": instant, "d": instant.date()}) == "23/11/2026 22/11/2026"
