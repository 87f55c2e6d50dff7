"""What was signed and is corrected afterwards is due again, with its reason; saving the same thing undoes nothing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.audiences.actions import audiences, etapes, note, parties
from maillage.metiers.audiences.actions.comparutions import ValeursComparution, noter_comparution
from maillage.metiers.audiences.actions.echeances import poser_echeances
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape
from maillage.metiers.audiences.models import EtapeDossier, FaitPassage
from maillage.metiers.audiences.tests.test_tenue import consigner, decider, prevenu, relu
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.echeances.models import Echeance
from maillage.socle.interface.historique import evenements_de


@pytest.fixture
def tenir(alice):
    with agir_comme(alice):
        yield alice


def dans(jours):
    return timezone.now() + dt.timedelta(days=jours)


def limites():
    return {
        e.genre.removeprefix("audiences."): (e.statut, e.date_limite)
        for e in Echeance.objects.filter(
            genre__in=("audiences.signature", "audiences.visa", "audiences.depot")
        )
    }


def finir(agent, audience, passage, jour):
    """A hearing that rose some days ago, everything after it done since."""
    audiences.ouvrir(agent=agent, audience=audience, instant=jour)
    consigner(agent, passage, "requisitions", "Texte.", instant=jour)
    decider(agent, passage, "COUP ; AM 300")
    audiences.clore(agent=agent, audience=audience, instant=jour)
    with agir_comme(agent_systeme()):
        EtapeDossier.objects.bulk_create(
            EtapeDossier(
                audiencement=passage, chambre=audience.chambre, genre=g, auteur=agent, horodatage=jour
            )
            for g in APRES_AUDIENCE
        )
    poser_echeances(agent, relu(audience))
    assert {statut for statut, _ in limites().values()} == {"faite"}


def test_a_note_corrected_after_it_was_vised_is_due_again_with_its_reason(tenir, audience, passage):
    finir(tenir, audience, passage, dans(-20))
    comparution = ValeursComparution(mode="CMP")
    with pytest.raises(ValidationError, match="dites pourquoi"):
        noter_comparution(agent=tenir, passage=relu(passage), partie=prevenu(passage), valeurs=comparution)
    ligne = relu(passage).lignes.first()
    note.modifier_ligne(agent=tenir, ligne=ligne, texte="Trois mois.", version=1, motif="Mot oublié")
    connues, attendu = limites(), delais_du(audience.date)["visa_note"].fin(timezone.localdate())
    assert connues["signature"] == connues["visa"] == ("a_faire", attendu)
    assert connues["depot"][0] == "faite"
    assert Etape.MINUTE_SIGNEE in set(relu(passage).etapes.values_list("genre", flat=True))
    assert "corrigée le" in Echeance.objects.get(genre="audiences.visa").libelle
    dits = {
        (evenement.motif, champ)
        for evenement in evenements_de(relu(passage))
        for champ, *_ in evenement.changements
    }
    assert ("Mot oublié", "note signée, corrigée le") in dits
    etapes.marquer(agent=tenir, audience=audience, etape=Etape.NOTE_SIGNEE)
    assert limites()["signature"][0] == "faite"


def test_a_judgment_corrected_after_its_signature_is_drawn_up_signed_handed_and_entered_again(
    tenir, audience, passage
):
    finir(tenir, audience, passage, dans(-20))
    decider(tenir, passage, "COUP ; AM 400", version=1, motif="Montant")
    assert set(relu(passage).etapes.values_list("genre", flat=True)) == {Etape.NOTE_SIGNEE, Etape.NOTE_VISEE}
    connues = limites()
    assert connues["depot"] == ("a_faire", delais_du(audience.date)["minute"].fin(timezone.localdate()))
    assert connues["visa"][0] == "faite"
    assert FaitPassage.objects.get(audiencement=passage).est_minute_signee is False


def test_how_somebody_came_is_in_both_and_saving_the_same_thing_undoes_nothing(tenir, audience, passage):
    finir(tenir, audience, passage, dans(-20))
    meme = Coffre(passage.affaire).identite(prevenu(passage))
    connue = prevenu(passage)
    valeurs = parties.ValeursPartie(statut=connue.statut, mode_poursuite=connue.mode_poursuite)
    parties.modifier_partie(
        agent=tenir, passage=relu(passage), partie=connue, identite=meme, valeurs=valeurs, motif="Relu"
    )
    assert relu(passage).etapes.count() == len(APRES_AUDIENCE)
    noter_comparution(
        agent=tenir,
        passage=relu(passage),
        partie=connue,
        valeurs=ValeursComparution(mode="CMP"),
        motif="Présent",
    )
    assert not relu(passage).etapes.exists()
    assert {statut for statut, _ in limites().values()} == {"a_faire"}
    assert relu(passage).avancement < 100
