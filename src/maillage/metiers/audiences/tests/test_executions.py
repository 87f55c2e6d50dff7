"""What makes a penalty be served: each paper says what was decided, is due until it is handed, and is counted."""

import datetime as dt

import pytest
from django.utils import timezone

from maillage.metiers.audiences import documents as d
from maillage.metiers.audiences import indicateurs
from maillage.metiers.audiences.actions import audiences, comparutions, decisions, etapes, renvois
from maillage.metiers.audiences.actions.listes import delais_du
from maillage.metiers.audiences.documents import pieces
from maillage.metiers.audiences.documents.commun import Dossier
from maillage.metiers.audiences.enums import Etape, Piece
from maillage.metiers.audiences.models import Audiencement, Comparution, Partie, Renvoi
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.documents import stockage
from maillage.socle.documents.production import ProductionImpossible, donnees_de, produire
from maillage.socle.documents.tests.texte import extraire_texte
from maillage.socle.echeances.models import Echeance
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.periode import Periode


@pytest.fixture
def prevenu(passage):
    return Partie.objects.filter(affaire=passage.affaire, statut="prevenu").first


@pytest.fixture
def juger(passage, prevenu, alice):
    def juger(ligne):
        with agir_comme(alice):
            partie = prevenu()
            audiences.ouvrir(agent=alice, audience=passage.audience)
            comparutions.noter_comparution(
                agent=alice,
                passage=passage,
                partie=partie,
                valeurs=comparutions.ValeursComparution(
                    mode="CMPAM", nature_jugement="C", avocat="Me Petit", est_interprete_present=True
                ),
            )
            return decisions.decider(
                agent=alice, passage=passage, partie=partie, texte=ligne, motivation="Oui."
            )

    return juger


def etablir(genre, objet, agent):
    with agir_comme(agent):
        document = produire(genre.code, objet, agent=agent)
        return donnees_de(document), extraire_texte(stockage.lire(document.sha256))


@pytest.mark.parametrize(
    ("ligne", "piece", "attendus"),
    [
        ("EMP 2A DONT 1A SS MD", Piece.MANDAT_DEPOT, ("DEUX ANS", "UN AN", "art. 465 CPP", "à confirmer")),
        ("EMP 2A MA", Piece.MANDAT_ARRET, ("rechercher", "DEUX ANS", "art. 465 CPP")),
        ("EMP 8M MDD", Piece.MANDAT_DIFFERE, ("HUIT MOIS", "au plus tard le", "art. 464-2 CPP")),
        ("EMP 2A MAINT", Piece.EXTRAIT_ECROU, ("Maintien en détention", "Numéro d’écrou")),
        ("EMP 8M SP 2A OBL 1,13", Piece.OBLIGATIONS, ("DEUX ANS", "enseignement", "dont la victime")),
        ("TIG 105H 18M SINON 2M", Piece.OBLIGATIONS, ("105 heures", "DIX-HUIT MOIS", "DEUX MOIS")),
        ("AM 100 ; SUSP 6M EP", Piece.PERMIS, ("SIX MOIS", "oui", "à confirmer")),
        ("AM 100 ; INT ARME 5A", Piece.FINIADA, ("CINQ ANS", "à confirmer")),
        ("EMP 8M SS ; FIJAIS", Piece.FIJAIS, ("auteurs d’infractions sexuelles ou violentes", "à confirmer")),
    ],
)
def test_each_paper_says_the_penalty_its_text_and_what_is_to_be_confirmed(
    juger, alice, ligne, piece, attendus
):
    donnees, texte = etablir(d.EXECUTIONS[piece], juger(f"COUP ; {ligne}"), alice)
    assert "LEFÈVRE Zoé" in donnees.chapeau
    assert [i.natinf for i in donnees.infractions] == ["7151"]
    assert donnees.dispositif
    for attendu in attendus:
        assert attendu.replace(" ", "") in texte.replace(" ", "")


def test_a_paper_that_the_decision_does_not_call_for_is_refused(juger, alice):
    decision = juger("COUP ; AM 100")
    with agir_comme(alice), pytest.raises(ProductionImpossible, match="Mandat de dépôt"):
        produire(d.EXECUTIONS[Piece.MANDAT_DEPOT].code, decision, agent=alice)


def test_the_lawyer_and_the_interpreter_take_their_attestation_once_the_case_has_its_issue(
    juger, passage, prevenu, alice
):
    with agir_comme(alice):
        Partie.objects.filter(pk=prevenu().pk).update(
            est_aide_juridictionnelle=True, langue_interprete="Arabe"
        )
        voulues = pieces.pieces_du_dossier(Dossier(passage), None)
    assert voulues == []
    juger("COUP ; AM 100")
    with agir_comme(alice):
        relu = Audiencement.objects.select_related("audience__chambre", "affaire__cle").get(pk=passage.pk)
        genres = [voulue.genre.code for voulue in pieces.pieces_du_dossier(Dossier(relu), None)]
    assert {d.ATTESTATION_AIDE.code, d.ATTESTATION_INTERPRETE.code} <= set(genres)
    comparution = Comparution.objects.filter(audiencement=passage).first
    with agir_comme(alice):
        presence = comparution()
    donnees, texte = etablir(d.ATTESTATION_AIDE, presence, alice)
    assert donnees.destinataire == "Me Petit"
    assert "Jugé" in texte
    assert "en Arabe" in etablir(d.ATTESTATION_INTERPRETE, presence, alice)[0].chapeau


def test_an_escort_is_asked_for_whoever_is_detained_and_for_nobody_else(passage, prevenu, alice):
    with agir_comme(alice):
        renvois.renvoyer(
            agent=alice,
            passages=[passage],
            valeurs=renvois.ValeursRenvoi(
                timezone.localdate() + dt.timedelta(days=30), dt.time(9), "demande_parties"
            ),
        )
        renvoi = Renvoi.objects.get()
        with pytest.raises(ProductionImpossible, match="détenu"):
            produire(d.EXTRACTION.code, renvoi, agent=alice)
        Partie.objects.filter(pk=prevenu().pk).update(categorie_penale="DP")
    donnees, texte = etablir(d.EXTRACTION, renvoi, alice)
    assert [personne.nom for personne in donnees.personnes] == ["LEFÈVRE Zoé"]
    assert f"{renvoi.date:%d/%m/%Y}" in texte


def limites(genre):
    return [(e.statut, e.date_limite) for e in Echeance.objects.filter(genre=f"audiences.{genre}")]


@pytest.mark.parametrize(
    ("ligne", "genre", "delai"),
    [("EMP 8M MDD", "depot_differe", "depot_differe"), ("EMP 8M JAP", "convocations", "convocation_jap")],
)
def test_what_the_law_dates_is_due_until_the_papers_are_handed(juger, passage, alice, ligne, genre, delai):
    juger(f"COUP ; {ligne}")
    with agir_comme(alice):
        audience = audiences.clore(agent=alice, audience=passage.audience)
        fin = delais_du(audience.date)[delai].fin(audience.date)
        assert limites(genre) == [("a_faire", fin)]
        etapes.marquer(agent=alice, audience=audience, etape=Etape.PIECES_REMISES)
        assert limites(genre) == [("faite", fin)]
        decisions.decider(
            agent=alice,
            passage=passage,
            partie=Partie.objects.get(rang=1),
            texte=f"COUP ; {ligne} ; AM 100",
            motivation="Oui.",
            version=1,
            motif="Amende oubliée",
        )
        assert limites(genre) == [("a_faire", fin)]


def test_papers_handed_the_same_day_are_counted_and_a_discharge_hands_none(juger, passage, inscrire, alice):
    relaxee = inscrire(passage.audience, "26325000124")
    juger("COUP ; AM 100")
    jour = timezone.localdate()

    def chiffre(indicateur):
        return calculer(indicateur, alice, Periode(jour.replace(day=1), jour.replace(day=1)), jour=jour).total

    with agir_comme(alice):
        decisions.decider(
            agent=alice,
            passage=relaxee,
            partie=Partie.objects.get(affaire=relaxee.affaire, rang=1),
            texte="RELAXE",
        )
        audience = audiences.clore(agent=alice, audience=passage.audience)
        assert chiffre(indicateurs.PIECES_A_REMETTRE).valeur == 1
        etapes.marquer(agent=alice, audience=audience, etape=Etape.PIECES_REMISES)
        assert chiffre(indicateurs.PIECES_A_REMETTRE).valeur == 0
        assert chiffre(indicateurs.PIECES_LE_JOUR_MEME).valeur == 100
        assert chiffre(indicateurs.DELAI_PIECES).valeur == 0
