"""A hearing from its opening to the minutes: what is typed once, and what follows."""

import datetime as dt
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.audiences.actions import affaires, audiences, decisions, etapes, note, parties, renvois
from maillage.metiers.audiences.actions.avancement import recalculer, recompte_unique
from maillage.metiers.audiences.actions.comparutions import ValeursComparution, noter_comparution
from maillage.metiers.audiences.actions.identites import Coffre
from maillage.metiers.audiences.actions.lecture_decisions import lire_decisions
from maillage.metiers.audiences.enums import APRES_AUDIENCE, Etape, StatutPassage
from maillage.metiers.audiences.models import (
    Affaire,
    Audience,
    Audiencement,
    Comparution,
    Infraction,
    LigneNote,
    Partie,
)
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.echeances.models import Echeance


@pytest.fixture
def tenir(alice):
    """Open the hearing, and act as its clerk."""
    with agir_comme(alice):
        yield alice


def prevenu(passage, rang=1):
    return Partie.objects.get(affaire=passage.affaire_id, rang=rang)


def relu(objet):
    return type(objet).objects.get(pk=objet.pk)


def consigner(agent, passage, genre, texte="", **options):
    return note.consigner(agent=agent, passage=relu(passage), genre=genre, texte=texte, **options)


def decider(agent, passage, texte, partie=None, **options):
    options = {"motivation": "Au regard des faits.", **options}
    return decisions.decider(
        agent=agent, passage=relu(passage), partie=partie or prevenu(passage), texte=texte, **options
    )


def test_the_buttons_of_the_note_fill_call_presence_rights_and_standing(tenir, audience, passage):
    audiences.ouvrir(agent=tenir, audience=audience)
    consigner(tenir, passage, "appel")
    consigner(tenir, passage, "identite", partie=prevenu(passage))
    consigner(tenir, passage, "silence")
    consigner(tenir, passage, "constitution", partie=prevenu(passage, 2))
    lignes = LigneNote.objects.filter(audiencement=passage)
    textes = [Coffre(passage.affaire).ouvrir(ligne.contenu)["texte"] for ligne in lignes]
    assert textes[0] == "L’affaire est appelée."
    assert "LEFÈVRE Zoé" in textes[1]
    assert textes[3] == "MARCHAND Ève se constitue partie civile."
    comparution = Comparution.objects.get(audiencement=passage, partie=prevenu(passage))
    assert (comparution.mode, comparution.est_silence_notifie) == ("CMP", True)
    assert prevenu(passage, 2).statut == "partie_civile"
    assert relu(passage).statut == StatutPassage.APPELE
    consigner(tenir, passage, "requisitions", "Deux mois avec sursis.")
    assert relu(passage).statut == StatutPassage.DEBATTU


@pytest.mark.parametrize(
    "genres",
    [
        ("identite", "appel", "appel", "rapport", "declaration"),
        ("requisitions", "plaidoirie", "appel", "dernier_mot"),
        ("libre", "silence", "dernier_mot", "rapport"),
    ],
)
def test_a_line_that_moves_nothing_is_not_recounted_and_a_recount_finds_nothing_more(
    tenir, audience, passage, genres
):
    audiences.ouvrir(agent=tenir, audience=audience)
    for genre in genres:
        consigner(tenir, passage, genre, "Texte.", partie=prevenu(passage))
        ecrit = relu(passage)
        recalculer(relu(audience))
        assert (relu(passage).statut, relu(passage).avancement) == (ecrit.statut, ecrit.avancement), genre


def test_gestures_made_together_are_counted_once_at_their_end_and_give_what_they_give_apart(
    tenir, audience, passage, django_assert_max_num_queries
):
    audiences.ouvrir(agent=tenir, audience=audience)
    consigner(tenir, passage, "appel")
    with recompte_unique():
        with django_assert_max_num_queries(20):
            consigner(tenir, passage, "declaration", "Je regrette.")
        decider(tenir, passage, "COUP ; AM 300")
        assert relu(passage).statut == StatutPassage.APPELE
        assert relu(audience).juges == 0
    ensemble = relu(passage).statut, relu(passage).avancement, relu(audience).juges
    recalculer(relu(audience))
    assert ensemble == (relu(passage).statut, relu(passage).avancement, relu(audience).juges)
    assert ensemble[0] == StatutPassage.JUGE


def test_gestures_made_together_are_kept_together_or_not_at_all(tenir, audience, passage):
    audiences.ouvrir(agent=tenir, audience=audience)

    @recompte_unique()
    def appeler_puis_se_tromper():
        consigner(tenir, passage, "appel")
        decider(tenir, passage, " ")

    with pytest.raises(ValidationError):
        appeler_puis_se_tromper()
    assert not LigneNote.objects.exists()
    consigner(tenir, passage, "appel")
    assert relu(passage).statut == StatutPassage.APPELE  # the wait has ended: this one counts at once


def test_a_line_sent_twice_exists_once_and_a_line_changed_by_two_loses_no_word(tenir, passage):
    cle = uuid.uuid4()
    ligne = consigner(tenir, passage, "libre", "Incident.", cle_client=cle)
    assert consigner(tenir, passage, "libre", "Incident.", cle_client=cle).pk == ligne.pk
    note.modifier_ligne(agent=tenir, ligne=ligne, texte="Incident levé.", version=1)
    with pytest.raises(note.VersionDepassee) as refus:
        note.modifier_ligne(agent=tenir, ligne=ligne, texte="Autre texte.", version=1)
    assert refus.value.actuel == "Incident levé."
    assert note.modifier_ligne(agent=tenir, ligne=ligne, texte="Incident levé.", version=1).version == 2


def test_the_line_of_decision_becomes_penalties_and_comes_back_the_same(tenir, passage):
    decision = decider(tenir, passage, "COUP ; EMP 8M SP 2A ; AM 300")
    assert not decision.est_incomplete
    (lue,) = lire_decisions([relu(decision)], Coffre(passage.affaire))
    emprisonnement, amende = lue.ligne.peines
    assert (emprisonnement.duree.mois, emprisonnement.sursis, emprisonnement.delai.annees) == (
        8,
        "probatoire",
        2,
    )
    assert amende.montant == 300
    assert lue.ligne.issue_de(1) == "culpabilite"
    assert lue.texte == "COUP ; EMP 8M SP 2A ; AM 300"
    assert relu(passage).statut == StatutPassage.JUGE


def test_what_is_not_read_is_kept_and_blocks_the_signature_alone(tenir, audience, passage):
    audiences.ouvrir(agent=tenir, audience=audience)
    decision = decider(tenir, passage, "COUP ; AM 300 ; ZZZ")
    assert decision.est_incomplete
    audiences.clore(agent=tenir, audience=audience)
    etapes.marquer(agent=tenir, audience=audience, etape=Etape.MINUTE_ETABLIE)
    with pytest.raises(ValidationError, match="à compléter"):
        etapes.marquer(agent=tenir, audience=audience, etape=Etape.MINUTE_SIGNEE, passages=[passage])
    with pytest.raises(ValidationError, match="dites pourquoi"):
        decider(tenir, passage, "COUP ; AM 300", version=1)
    decider(tenir, passage, "COUP ; AM 300", version=1, motif="Faute de frappe")
    assert relu(passage).etapes.count() == 0, "a minute whose decision changes is drawn up again"


def test_two_clerks_do_not_overwrite_a_decision(tenir, passage):
    decider(tenir, passage, "COUP ; AM 300")
    with pytest.raises(decisions.DecisionModifiee):
        decider(tenir, passage, "RELAXE")
    assert decider(tenir, passage, "RELAXE", version=1).version == 2


def test_a_decision_is_copied_to_the_others_and_says_what_does_not_fit_them(tenir, audience, inscrire):
    passage = inscrire(audience, prevenus=("Lefèvre", "Durand"))
    parties.ajouter_infraction(
        agent=tenir,
        passage=passage,
        valeurs=parties.ValeursInfraction(natinf="7215", qualification="RECEL"),
        accuses=[prevenu(passage, 1)],
    )
    premiere = decider(tenir, passage, "COUP 1,2 ; AM 300")
    (copie,) = decisions.copier(agent=tenir, decision=premiere, parties=[prevenu(passage, 2)])
    assert (copie.copie_de_id, premiere.est_incomplete, copie.est_incomplete) == (premiere.pk, False, True)


def test_an_adjournment_puts_the_case_on_the_roll_of_its_day_and_keeps_the_first_passage(
    tenir, audience, passage
):
    jour = timezone.localdate() + dt.timedelta(days=40)
    valeurs = renvois.ValeursRenvoi(jour, dt.time(9, 0), "demande_parties")
    (renvoi,) = renvois.renvoyer(agent=tenir, passages=[passage], valeurs=valeurs)
    suivant = relu(renvoi.suivant)
    assert (suivant.audience.date, suivant.affaire_id, suivant.precedent_id) == (
        jour, passage.affaire_id, passage.pk)  # fmt: skip
    assert relu(passage).statut == StatutPassage.RENVOYE
    assert (relu(audience).renvoyes, Audience.objects.get(date=jour).dossiers) == (1, 1)
    plus_tard = renvois.ValeursRenvoi(jour + dt.timedelta(days=7), dt.time(9, 0), "demande_parties")
    renvois.renvoyer(agent=tenir, passages=[relu(passage)], valeurs=plus_tard)
    assert Audiencement.objects.filter(affaire=passage.affaire_id).count() == 2
    assert Audience.objects.get(date=jour).dossiers == 0


def test_an_immediate_appearance_comes_back_within_its_window(tenir, passage):
    Partie.objects.filter(affaire=passage.affaire_id, statut="prevenu").update(mode_poursuite="PV-CI")

    def renvoyer(jours, **options):
        date = timezone.localdate() + dt.timedelta(days=jours)
        valeurs = renvois.ValeursRenvoi(date, dt.time(9, 0), "delai_defense", **options)
        return renvois.renvoyer(agent=tenir, passages=[relu(passage)], valeurs=valeurs)

    with pytest.raises(ValidationError, match="n’est pas possible avant"):
        renvoyer(10)
    with pytest.raises(ValidationError, match="au plus tard"):
        renvoyer(80)
    assert renvoyer(10, est_renonce=True) and renvoyer(40)


def test_a_selection_is_adjourned_at_once_or_not_at_all(tenir, audience, inscrire):
    libre, jugee = inscrire(audience, "26325000001"), inscrire(audience, "26325000002")
    decider(tenir, jugee, "COUP ; AM 300")
    jour = timezone.localdate() + dt.timedelta(days=40)
    valeurs = renvois.ValeursRenvoi(jour, dt.time(9, 0), "absence_interprete")
    with pytest.raises(ValidationError, match="jugée"):
        renvois.renvoyer(agent=tenir, passages=[libre, relu(jugee)], valeurs=valeurs)
    assert relu(libre).statut == StatutPassage.INSCRIT


def test_a_reserved_judgment_is_read_another_day_and_is_no_adjournment(tenir, audience, passage):
    jour = timezone.localdate() + dt.timedelta(days=20)
    decider(tenir, passage, f"DELIB {jour:%d/%m/%Y}")
    assert relu(passage).statut == StatutPassage.DELIBERE
    assert (relu(audience).deliberes, relu(audience).renvoyes) == (1, 0)
    assert Audience.objects.get(date=jour).nature == "deliberes"


def test_a_requalification_keeps_the_offence_charged_and_is_locked_once_decided(tenir, passage):
    premiere = Infraction.objects.get(affaire=passage.affaire_id)
    valeurs = parties.ValeursInfraction(natinf="7215", qualification="RECEL DE BIEN PROVENANT D’UN VOL")
    nouvelle = parties.requalifier(
        agent=tenir, passage=passage, infraction=premiere, valeurs=valeurs, accuses=[prevenu(passage)]
    )
    assert (nouvelle.remplace_id, [i.pk for i in decisions.infractions_reprochees(prevenu(passage))]) == (
        premiere.pk, [nouvelle.pk])  # fmt: skip
    decider(tenir, passage, "COUP 2 ; AM 300")
    with pytest.raises(ValidationError, match="décision porte"):
        parties.requalifier(
            agent=tenir, passage=passage, infraction=nouvelle, valeurs=valeurs, accuses=[prevenu(passage)]
        )


def test_after_the_hearing_each_hand_signs_its_own_and_the_deadlines_follow(
    alice, presidente, audience, passage
):
    with agir_comme(alice):
        audiences.ouvrir(agent=alice, audience=audience)
        for genre in ("appel", "requisitions"):
            consigner(alice, passage, genre, "Texte.")
        decider(alice, passage, "COUP ; AM 300")
        noter_comparution(
            agent=alice,
            passage=passage,
            partie=prevenu(passage),
            valeurs=ValeursComparution(mode="CMP", nature_jugement="C"),
        )
        audiences.clore(agent=alice, audience=audience)
        assert set(Echeance.objects.values_list("genre", "statut")) == {
            (f"audiences.{nom}", "a_faire") for nom in ("signature", "visa", "depot")
        }
        with pytest.raises(AccesRefuse):
            etapes.marquer(agent=alice, audience=audience, etape=Etape.NOTE_VISEE)
    with agir_comme(presidente), pytest.raises(ValidationError, match="pas encore signée"):
        etapes.marquer(agent=presidente, audience=audience, etape=Etape.NOTE_VISEE, passages=[passage])
    with agir_comme(alice):
        etapes.marquer(agent=alice, audience=audience, etape=Etape.NOTE_SIGNEE)
    with agir_comme(presidente):
        assert etapes.marquer(agent=presidente, audience=audience, etape=Etape.NOTE_VISEE) == 1
    with agir_comme(alice):
        assert not Echeance.objects.filter(genre="audiences.visa", statut="a_faire").exists()
        for etape in APRES_AUDIENCE[2:]:
            etapes.marquer(agent=alice, audience=audience, etape=etape)
        assert (relu(passage).avancement, relu(audience).avancement) == (100, 100)
        assert not Echeance.objects.filter(statut="a_faire").exists()


def test_a_minute_is_not_signed_before_its_judgment_is_said_contradictory_or_not(tenir, audience, passage):
    audiences.ouvrir(agent=tenir, audience=audience)
    decider(tenir, passage, "COUP ; AM 300")
    audiences.clore(agent=tenir, audience=audience)
    etapes.marquer(agent=tenir, audience=audience, etape=Etape.MINUTE_ETABLIE)
    with pytest.raises(ValidationError, match="nature du jugement"):
        etapes.marquer(agent=tenir, audience=audience, etape=Etape.MINUTE_SIGNEE, passages=[passage])


def test_a_note_changed_after_its_signature_says_why_and_is_signed_again(tenir, audience, passage):
    audiences.ouvrir(agent=tenir, audience=audience)
    ligne = consigner(tenir, passage, "libre", "Un mot.")
    audiences.clore(agent=tenir, audience=audience)
    etapes.marquer(agent=tenir, audience=audience, etape=Etape.NOTE_SIGNEE)
    with pytest.raises(ValidationError, match="dites pourquoi"):
        note.modifier_ligne(agent=tenir, ligne=relu(ligne), texte="Un autre.", version=1)
    note.modifier_ligne(agent=tenir, ligne=relu(ligne), texte="Un autre.", version=1, motif="Erreur")
    assert not relu(passage).etapes.exists()


def test_the_hours_of_a_hearing_are_corrected_without_overlap(tenir, audience):
    debut = timezone.now() - dt.timedelta(hours=3)
    audiences.ouvrir(agent=tenir, audience=audience, instant=debut)
    audiences.suspendre(agent=tenir, audience=audience, instant=debut + dt.timedelta(hours=1))
    audiences.ouvrir(agent=tenir, audience=audience, instant=debut + dt.timedelta(hours=2))
    premiere, seconde = audience.seances.all()
    with pytest.raises(ValidationError, match="chevauchent"):
        audiences.corriger_seance(
            agent=tenir, seance=premiere, debut=debut, fin=seconde.horodatage_debut + dt.timedelta(minutes=5)
        )


def test_a_case_already_known_of_the_court_is_found_not_doubled(
    directrice, audience, passage, ouvrir_au_role, septieme
):
    autre = ouvrir_au_role(agent=directrice, chambre=septieme)
    with agir_comme(directrice):
        seconde = affaires.inscrire_affaire(agent=directrice, audience=autre, numero_parquet="26 325 000 123")
        assert seconde.affaire_id == passage.affaire_id
        affaire = Affaire.objects.get()
        assert (affaire.chambre_id, affaire.chambre_precedente_id) == (septieme.pk, audience.chambre_id)


def test_a_case_held_by_a_chamber_that_one_does_not_read_is_not_taken(
    chloe, passage, ouvrir_au_role, septieme
):
    ailleurs = ouvrir_au_role(agent=chloe, chambre=septieme)
    with agir_comme(chloe):
        with pytest.raises(ValidationError, match="autre chambre"):
            affaires.inscrire_affaire(
                agent=chloe, audience=ailleurs, numero_parquet=passage.affaire.numero_parquet
            )
        assert Audiencement.objects.count() == 0


def test_another_chamber_writes_nothing(chloe, audience, passage):
    with agir_comme(chloe):
        with pytest.raises(AccesRefuse):
            audiences.ouvrir(agent=chloe, audience=audience)
        with pytest.raises(AccesRefuse):
            note.consigner(agent=chloe, passage=passage, genre="libre", texte="Texte.")
