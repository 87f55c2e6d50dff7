"""Labels that see typing errors, and whose page it is: in doubt, a person says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maillage.metiers.numerisation.enums.dossiers import GenreEtiquette
from maillage.metiers.numerisation.enums.pieces import IssueRattachement, Trait
from maillage.metiers.numerisation.regles.concordance import (
    Personne,
    TraitLu,
    desaccords_de_saisie,
    est_nir,
    rattacher,
)
from maillage.metiers.numerisation.regles.etiquettes import (
    Etiquette,
    EtiquetteInvalide,
    cle_iso7064,
    est_cle_iso7064,
    lire,
)

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
etiquettes = st.builds(
    Etiquette,
    st.sampled_from(list(GenreEtiquette)),
    st.text(ALPHABET, min_size=2, max_size=6),
    st.integers(1, 9_999_999),
)


# --- labels


def test_the_check_characters_are_those_of_the_standards_own_example():
    assert cle_iso7064("ISO79") == "3W"
    assert est_cle_iso7064("ISO793W") and not est_cle_iso7064("ISO973W") and not est_cle_iso7064("3W")


@given(etiquettes)
def test_a_label_scanned_or_typed_is_the_same(etiquette):
    assert lire(etiquette.code) == lire(etiquette.lisible) == etiquette
    assert lire(f"  {etiquette.lisible.lower().replace(' ', '-')} ") == etiquette
    assert lire(etiquette.lisible.replace(" ", "")) == etiquette


@given(etiquettes, st.data())
def test_one_wrong_character_is_always_seen(etiquette, donnees):
    texte = etiquette.genre.value + etiquette.centre + f"{etiquette.numero:07d}" + etiquette.cle
    rang = donnees.draw(st.integers(0, len(texte) - 1))
    autre = donnees.draw(st.sampled_from([c for c in ALPHABET if c != texte[rang]]))
    assert est_cle_iso7064("MAI1" + texte)
    assert not est_cle_iso7064("MAI1" + texte[:rang] + autre + texte[rang + 1 :])


@given(etiquettes, st.data())
def test_two_characters_exchanged_are_always_seen(etiquette, donnees):
    texte = "MAI1" + etiquette.genre.value + etiquette.centre + f"{etiquette.numero:07d}" + etiquette.cle
    rang = donnees.draw(st.integers(0, len(texte) - 2))
    echange = texte[:rang] + texte[rang + 1] + texte[rang] + texte[rang + 2 :]
    assert echange == texte or not est_cle_iso7064(echange)


def test_letters_read_for_figures_are_forgiven_and_nothing_else():
    etiquette = Etiquette(GenreEtiquette.DOSSIER, "059C", 1050)
    assert lire(etiquette.lisible.replace("0001050", "OOOLO5O")) == etiquette


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "bonjour",
        "DOS 059C 0001234",
        "XYZ 059C 0001234 8I",
        "DOS 059C 0001234 AA",
        "MAI2|DOS|059C|0001234|8I",
    ],
)
def test_what_is_not_a_label_is_refused_with_what_to_do(texte):
    with pytest.raises(EtiquetteInvalide, match=r"\.$"):
        lire(texte)


@pytest.mark.parametrize(("centre", "numero"), [("a", 1), ("059c", 1), ("059C", 0), ("059C", 10**7)])
def test_a_label_that_could_not_be_read_back_is_not_made(centre, numero):
    with pytest.raises(EtiquetteInvalide):
        Etiquette(GenreEtiquette.BOITE, centre, numero)


# --- whose page

NIR = "185057800608436"
MARIE = Personne(
    "marie",
    {
        Trait.NIR: "2 69 05 49 588 157 80",
        Trait.DATE_NAISSANCE: "1969-05-12",
        Trait.NOM: "Lefèvre-Dumont",
        Trait.PRENOM: "Marie",
    },
)
JEANNE = Personne("jeanne", {**MARIE.traits, Trait.NIR: "", Trait.PRENOM: "Jeanne"})


def lus(confiance=95, **traits):
    return {Trait(nom): TraitLu(valeur, confiance) for nom, valeur in traits.items()}


def test_a_social_security_number_is_checked_by_its_key():
    assert est_nir("2 69 05 49 588 157 80")
    assert not est_nir("2 69 05 49 588 157 81") and not est_nir("269054958815") and not est_nir("A" * 15)


@pytest.mark.parametrize(("departement", "vaut"), [("2A", "19"), ("2B", "18")])
def test_corsica_has_letters_in_the_number(departement, vaut):
    cle = 97 - int(f"18505{vaut}006084") % 97
    assert est_nir(f"18505{departement}006084{cle:02d}")


def test_two_traits_that_agree_link_a_page():
    lien = rattacher(lus(nom="LEFEVRE DUMONT", date_naissance="12/05/1969", prenom="Marie"), [MARIE, JEANNE])
    assert (lien.issue, lien.cle) == (IssueRattachement.CONCORDANT, "marie")
    assert set(lien.concordants) == {Trait.NOM, Trait.PRENOM, Trait.DATE_NAISSANCE}


def test_twins_are_told_apart_by_a_person():
    lien = rattacher(lus(nom="Lefèvre Dumont", date_naissance="12.05.1969"), [MARIE, JEANNE])
    assert (lien.issue, lien.cle) == (IssueRattachement.A_CONFIRMER, "")
    assert lien.raison.startswith("2 personnes")


@pytest.mark.parametrize(
    ("traits", "mot"),
    [
        ({"nom": "Lefevre Dumont"}, "Un seul"),
        ({"nom": "Lefevre Dumont", "prenom": "Marie"}, "homonymes"),
        ({"nom": "Lefevre Dumont", "date_naissance": "13/05/1969"}, "contredit"),
    ],
)
def test_a_doubt_goes_to_a_person(traits, mot):
    lien = rattacher(lus(**traits), [MARIE])
    assert (lien.issue, lien.cle) == (IssueRattachement.A_CONFIRMER, "marie")
    assert mot in lien.raison


def test_what_was_read_badly_counts_for_nothing():
    traits = {"nom": "Lefevre Dumont", "date_naissance": "12/05/1969"}
    assert rattacher(lus(79, **traits), [MARIE]).issue == IssueRattachement.A_SAISIR
    assert rattacher(lus(80, **traits), [MARIE]).issue == IssueRattachement.CONCORDANT
    faux_nir = lus(nir="269054958815781", nom="Lefevre Dumont")
    assert rattacher(faux_nir, [MARIE]).issue == IssueRattachement.A_CONFIRMER


def test_the_label_of_a_record_links_its_pages_unless_one_says_otherwise():
    assert rattacher({}, [], etiquetee=MARIE).issue == IssueRattachement.CERTAIN
    glissee = rattacher(lus(date_naissance="01/01/1980"), [], etiquetee=MARIE)
    assert glissee.issue == IssueRattachement.A_CONFIRMER and glissee.contredits == (Trait.DATE_NAISSANCE,)


valeurs = st.sampled_from(["Lefèvre", "Martin", "12/05/1969", "01/01/1980", NIR, "2 69 05 49 588 157 80", ""])
traits_lus = st.dictionaries(st.sampled_from(list(Trait)), st.builds(TraitLu, valeurs, st.integers(0, 100)))
traits_connus = st.dictionaries(st.sampled_from(list(Trait)), valeurs)


@given(traits_lus, st.lists(traits_connus, min_size=1, max_size=4))
def test_a_page_is_never_linked_alone_against_a_trait_or_on_a_shared_one(page, connus):
    personnes = [Personne(str(rang), traits) for rang, traits in enumerate(connus)]
    lien = rattacher(page, personnes)
    assert lien == rattacher(page, personnes[::-1])
    if lien.issue == IssueRattachement.CONCORDANT:
        assert len(lien.concordants) >= 2 and not lien.contredits
        assert set(lien.concordants) - {Trait.NOM, Trait.PRENOM}


def test_two_people_who_typed_the_same_page_are_compared_on_what_they_mean():
    premiere = {Trait.NOM: "LEFEVRE-DUMONT", Trait.DATE_NAISSANCE: "12/05/1969", Trait.PRENOM: "Marie"}
    seconde = {Trait.NOM: "Lefèvre Dumont", Trait.DATE_NAISSANCE: "1969-05-12", Trait.PRENOM: "Maria"}
    assert desaccords_de_saisie(premiere, seconde) == (Trait.PRENOM,)
