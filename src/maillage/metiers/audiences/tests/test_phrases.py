"""The library: a short cut becomes its sentence; one's own wins, and stays one's own."""

import pytest
from django.core.exceptions import ValidationError

from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.note import consigner
from maillage.metiers.audiences.actions.phrases import garder_phrase, retirer_phrase
from maillage.metiers.audiences.models import Phrase
from maillage.metiers.audiences.regles.phrases import developper
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse

PHRASES = {"ic": "Renvoi sur intérêts civils.", "b1": "Le bulletin n° 1 manque."}


def test_a_short_cut_is_written_in_full_and_what_is_not_one_stays():
    assert developper("#ic puis #B1", PHRASES) == "Renvoi sur intérêts civils. puis Le bulletin n° 1 manque."
    assert developper("lot#ic, ##b1, #inconnu", PHRASES) == "lot#ic, ##b1, #inconnu"


def test_a_chamber_shares_its_sentences_and_one_s_own_wins(alice, directrice, chloe, passage, sixieme):
    with agir_comme(directrice):
        garder_phrase(agent=directrice, raccourci="#ic", texte="Celle de la chambre.", chambre=sixieme)
        garder_phrase(agent=directrice, raccourci="b1", texte="À elle seule.")
    with agir_comme(alice):
        ligne = consigner(agent=alice, passage=passage, genre="libre", texte="#ic #b1")
        assert Coffre(passage.affaire).ouvrir(ligne.contenu)["texte"] == "Celle de la chambre. #b1"
        garder_phrase(agent=alice, raccourci="ic", texte="La mienne.")
        ligne = consigner(agent=alice, passage=passage, genre="libre", texte="#ic")
        assert Coffre(passage.affaire).ouvrir(ligne.contenu)["texte"] == "La mienne."
    with agir_comme(chloe):
        assert Phrase.objects.count() == 0
        with pytest.raises(AccesRefuse):
            garder_phrase(agent=chloe, raccourci="ic", texte="Ailleurs.", chambre=sixieme)


def test_a_short_cut_is_refused_twice_or_ill_formed_and_goes_when_asked(alice):
    with agir_comme(alice):
        phrase = garder_phrase(agent=alice, raccourci="ic", texte="Une phrase.")
        with pytest.raises(ValidationError, match="déjà une phrase"):
            garder_phrase(agent=alice, raccourci="ic", texte="Une autre.")
        with pytest.raises(ValidationError, match="sans accent"):
            garder_phrase(agent=alice, raccourci="intérêts", texte="Une autre.")
        retirer_phrase(agent=alice, phrase=phrase)
        assert Phrase.objects.count() == 0
