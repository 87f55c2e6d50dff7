"""Reference lists: what the product ships is what the rules get, edition after edition."""

import datetime as dt
from decimal import Decimal

import pytest

from maillage.metiers.audiences import references
from maillage.metiers.audiences.actions import listes
from maillage.metiers.audiences.enums import NatureInfraction
from maillage.metiers.audiences.regles import delais as d
from maillage.metiers.audiences.regles.droit_fixe import droit_fixe
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echanges.models import Edition, Entree
from maillage.socle.echanges.referentiels.chargement import charger_edition, lire_edition

JOUR = dt.date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["livrees", "chargees"])
def fonds(request):
    if request.param == "chargees":
        references.charger()
        references.charger()  # once is enough


def test_the_tariff_is_that_of_the_day(fonds):
    def du(jour):
        return droit_fixe(listes.droits_fixes_du(jour), est_condamne=True, est_mineur=False, est_absent=True)

    assert du(dt.date(2025, 2, 15)).montant == Decimal(254)
    assert du(dt.date(2025, 2, 16)).montant == Decimal(508)
    assert du(dt.date(2025, 2, 15)).est_a_confirmer and not du(JOUR).est_a_confirmer


def test_every_time_limit_and_bound_of_the_rules_is_in_the_lists(fonds):
    voulus = {
        d.APPEL, d.APPEL_INCIDENT, d.APPEL_PROCUREUR_GENERAL, d.OPPOSITION, d.OPPOSITION_ETRANGER, d.VISA, d.MINUTE,
        d.RENVOI_CI_MINIMUM, d.RENVOI_CI_MAXIMUM, d.DETENTION_CI, d.CONVOCATION_JAP, d.CONVOCATION_SPIP,
        d.DEPOT_DIFFERE, d.PAIEMENT_REDUIT, d.CONSERVATION,
    }  # fmt: skip
    delais = listes.delais_du(JOUR)
    assert set(delais) == voulus
    assert d.visa_note(dt.date(2026, 11, 19), delais).dernier_jour == JOUR
    bornes = listes.bornes_du(JOUR)
    assert bornes["jours_amende_nombre"].valeur == 360 and not bornes["jours_amende_nombre"].est_a_confirmer
    assert bornes["tig_heures_maximum"].est_a_confirmer
    assert listes.obligations_du(JOUR)[5].startswith("réparer")


def test_an_offence_is_found_by_its_number_or_its_words_and_keeps_its_edition():
    references.charger()
    assert [entree.code for entree in listes.chercher_natinf("715", JOUR)] == ["7151", "7154", "7156"]
    (trouvee,) = listes.chercher_natinf("vol ruse", JOUR)
    assert trouvee.code == "7160"
    assert listes.chercher_natinf(" ", JOUR) == []
    assert listes.natinf("7151", JOUR).libelle == "VOL"
    assert listes.natinf("9999", JOUR) is None
    assert listes.nature_infraction(trouvee) == NatureInfraction.DELIT
    assert listes.edition_natinf(JOUR) == "01/07/2026"
    assert Edition.objects.filter(referentiel__code=listes.NATINF).count() == 1


OFFICIEL = (
    "Numéro NATINF;Nature de l'infraction;Qualification de l'infraction;Définie par;Réprimée par\r\n"
    "7151;Délit;VOL DE 2e ÉDITION;ART.311-1 C.PENAL.;ART.311-3 C.PENAL.\r\n"
    "23;Contravention de classe 5;VIOLENCE LÉGÈRE;ART.R.625-1 C.PENAL.;ART.R.625-1 C.PENAL.\r\n"
)


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "cp850"])
def test_the_official_file_is_read_in_the_encodings_it_came_in(encodage, tmp_path):
    chemin = tmp_path / "natinf.csv"
    chemin.write_bytes(OFFICIEL.encode(encodage))
    premiere, seconde = lire_edition(chemin)
    assert (premiere.code, premiere.libelle) == ("7151", "VOL DE 2e ÉDITION")
    assert premiere.complement["Réprimée par"] == "ART.311-3 C.PENAL."
    assert seconde.complement["Nature de l'infraction"] == "Contravention de classe 5"


def test_the_next_edition_changes_closes_and_adds_but_a_case_of_before_keeps_its_words(tmp_path):
    references.charger()
    chemin = tmp_path / "natinf.csv"
    chemin.write_bytes(OFFICIEL.encode("cp850"))
    octobre = dt.date(2026, 10, 1)
    with agir_comme(agent_systeme()):
        edition = charger_edition(code=listes.NATINF, nom="octobre 2026", date_effet=octobre, chemin=chemin)
    assert (edition.nombre_ajouts, edition.nombre_changements) == (1, 1)
    assert edition.nombre_clotures == Entree.objects.filter(date_fin=dt.date(2026, 9, 30)).count() - 1
    assert listes.natinf("7151", dt.date(2026, 9, 30)).libelle == "VOL"
    assert listes.natinf("7151", octobre).libelle == "VOL DE 2e ÉDITION"
    assert listes.natinf("58", octobre) is None
    (legere,) = listes.chercher_natinf("violence légère", octobre)
    assert listes.nature_infraction(legere) == NatureInfraction.CONTRAVENTION_5
