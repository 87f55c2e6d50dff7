"""What courts and professionals do to a measure, and who may."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from maillage.commun.calendrier import ajouter_mois
from maillage.metiers.protection import actions
from maillage.metiers.protection.enums import StatutMesure, TypeMandataire
from maillage.metiers.protection.models import (
    Confirmation,
    EvenementMesure,
    Inscription,
    Mandataire,
    Mesure,
    Mouvement,
)
from maillage.metiers.protection.models.charges import charges, places
from maillage.metiers.protection.regles import Fait
from maillage.metiers.protection.taches import suivre_les_termes
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echeances.models import Echeance
from maillage.socle.indicateurs.verification import compter_les_ecarts
from maillage.socle.journal.models import Evenement

pytestmark = pytest.mark.django_db


def jour(texte):
    return dt.date.fromisoformat(texte)


def faire(agent, verbe, mesure, **champs):
    with agir_comme(agent):
        return verbe(agent=agent, mesure=mesure, **champs)


def mouvements(agent, mesure):
    with agir_comme(agent):
        return list(
            Mouvement.objects.filter(mesure=mesure)
            .order_by("date", "id")
            .values_list("genre", "nature", "solde")
        )


def test_an_opened_measure_is_held_by_its_professional_and_known_of_its_court(mesure, alice, greffiere, nord):
    assert (mesure.numero_rg, mesure.statut, mesure.departement_id) == ("21B00167", "en_cours", nord.pk)
    assert (mesure.date_terme, mesure.est_terme_presume) == (jour("2029-03-15"), True)
    for agent in (alice, greffiere):
        with agir_comme(agent):
            assert Mesure.objects.visibles_par(agent).get() == mesure


def test_another_court_another_professional_and_a_direction_see_no_measure(
    mesure, chloe, magistrate_amiens, direction, nationale
):
    for agent in (chloe, magistrate_amiens, direction, nationale):
        with agir_comme(agent):
            for modele in (Mesure, EvenementMesure, Mouvement):
                assert not modele.objects.exists(), (agent, modele)
                assert not modele.objects.visibles_par(agent).exists()


def test_nobody_opens_a_measure_for_another(ouvrir, chloe, greffiere):
    for agent in (chloe, greffiere):
        with pytest.raises(AccesRefuse):
            ouvrir(agent=agent)


def test_a_number_names_one_living_measure_of_the_court_however_it_is_written(mesure, ouvrir, alice):
    with pytest.raises(ValidationError, match="désigne déjà"):
        ouvrir("21 b 00167")
    faire(alice, actions.clore_mesure, mesure, date=jour("2025-01-05"), cause="deces")
    assert ouvrir("21 b 00167", date_nomination=jour("2025-06-01")).pk != mesure.pk


def test_a_change_of_nature_is_written_in_the_log_and_moves_the_stock(mesure, alice):
    mesure = faire(alice, actions.changer_nature, mesure, date=jour("2025-02-01"), nature="tutelle")
    assert (mesure.nature, mesure.date_protection_en_cours) == ("tutelle", jour("2025-02-01"))
    assert mesure.date_terme == jour("2029-03-15")
    assert mouvements(alice, mesure)[1:] == [
        ("changement_sortant", "curatelle_renforcee", -1),
        ("changement_entrant", "tutelle", 1),
    ]


def test_a_renewal_gives_a_new_term_within_what_the_law_allows(mesure, alice):
    with pytest.raises(ValidationError, match="20 ans au plus"):
        faire(
            alice, actions.reviser, mesure, date=jour("2026-01-10"), resultat="reconduction", duree_mois=241
        )
    mesure = faire(
        alice, actions.reviser, mesure, date=jour("2026-01-10"), resultat="reconduction", duree_mois=120
    )
    assert (mesure.date_terme, mesure.est_terme_presume) == (jour("2036-01-10"), False)


def test_a_review_that_ends_the_measure_closes_it(mesure, alice):
    mesure = faire(alice, actions.reviser, mesure, date=jour("2026-01-10"), resultat="mainlevee")
    assert (mesure.statut, mesure.cause_sortie, mesure.date_terme) == ("eteinte", "mainlevee", None)


def test_a_closed_measure_is_reopened_by_a_decision(mesure, alice):
    mesure = faire(alice, actions.clore_mesure, mesure, date=jour("2025-01-05"), cause="caducite")
    with pytest.raises(ValidationError, match="éteinte"):
        faire(alice, actions.changer_nature, mesure, date=jour("2025-02-01"), nature="tutelle")
    mesure = faire(alice, actions.rouvrir_mesure, mesure, date=jour("2025-03-01"))
    assert (mesure.statut, mesure.date_fin, mesure.date_terme) == ("en_cours", None, jour("2030-03-01"))
    assert [genre for genre, _, _ in mouvements(alice, mesure)] == ["ouverture", "caducite", "reouverture"]


def test_nothing_is_written_of_the_future(mesure, alice, aujourd_hui):
    with pytest.raises(ValidationError, match="futur"):
        faire(alice, actions.clore_mesure, mesure, date=aujourd_hui + dt.timedelta(days=1), cause="deces")


def test_the_court_hands_a_measure_over_and_the_first_day_of_protection_follows(
    mesure, alice, chloe, greffiere, autre_mandataire
):
    with pytest.raises(AccesRefuse):
        faire(alice, actions.transferer, mesure, date=jour("2025-05-01"), mandataire=autre_mandataire)
    suivante = faire(
        greffiere, actions.transferer, mesure, date=jour("2025-05-01"), mandataire=autre_mandataire
    )
    assert (suivante.date_premier_mesure, suivante.date_nomination) == (
        jour("2024-03-15"),
        jour("2025-05-01"),
    )
    with agir_comme(chloe):
        assert Mesure.objects.get() == suivante
    assert mouvements(alice, mesure)[-1] == ("transfert_sortant", "curatelle_renforcee", -1)
    assert mouvements(chloe, suivante) == [("transfert_entrant", "curatelle_renforcee", 1)]


def test_a_correction_replaces_a_fact_and_the_mistake_stays_written(mesure, alice):
    mesure = faire(alice, actions.changer_nature, mesure, date=jour("2025-02-01"), nature="tutelle")
    mesure = faire(alice, actions.clore_mesure, mesure, date=jour("2025-06-01"), cause="deces")
    with agir_comme(alice):
        erreur = EvenementMesure.objects.get(type="changement_nature")
        juste = Fait("changement_nature", jour("2025-02-01"), nature="curatelle_simple")
        with pytest.raises(ValidationError, match="pourquoi"):
            actions.corriger_evenement(agent=alice, evenement=erreur, fait=juste, motif=" ")
        actions.corriger_evenement(agent=alice, evenement=erreur, fait=juste, motif="Erreur de saisie")
        assert EvenementMesure.objects.filter(mesure=mesure).count() == 4
    assert [(genre, nature) for genre, nature, _ in mouvements(alice, mesure)] == [
        ("ouverture", "curatelle_renforcee"),
        ("changement_sortant", "curatelle_renforcee"),
        ("changement_entrant", "curatelle_simple"),
        ("deces", "curatelle_simple"),
    ]


def test_a_cancelled_fact_no_longer_counts_and_cannot_be_cancelled_twice(mesure, alice):
    mesure = faire(alice, actions.clore_mesure, mesure, date=jour("2025-06-01"), cause="deces")
    with agir_comme(alice):
        cloture = EvenementMesure.objects.get(type="cloture")
        mesure = actions.annuler_evenement(agent=alice, evenement=cloture, motif="Homonyme")
        assert (mesure.statut, mesure.date_fin) == (StatutMesure.EN_COURS, None)
        with pytest.raises(ValidationError, match="déjà été corrigé"):
            actions.annuler_evenement(agent=alice, evenement=cloture, motif="Encore")


def test_an_opening_is_not_cancelled_while_other_facts_follow_it(mesure, alice):
    mesure = faire(alice, actions.changer_nature, mesure, date=jour("2025-02-01"), nature="tutelle")
    with agir_comme(alice):
        ouverture = EvenementMesure.objects.get(type="ouverture")
        with pytest.raises(ValidationError, match="pas encore ouverte"):
            actions.annuler_evenement(agent=alice, evenement=ouverture, motif="Erreur")
        assert not EvenementMesure.objects.filter(remplace=ouverture).exists()


def test_the_log_is_never_changed_nor_erased(mesure, alice):
    for ordre in ("UPDATE protection_evenementmesure SET nature = 'tutelle'",
                  "DELETE FROM protection_evenementmesure"):  # fmt: skip
        with pytest.raises(DatabaseError), agir_comme(alice), transaction.atomic():
            connection.cursor().execute(ordre)


def test_a_corrected_number_keeps_its_reason_in_the_history(mesure, alice):
    mesure = faire(
        alice, actions.corriger_mesure, mesure, motif="Chiffre inversé", numero_rg="21/B/00176", cabinet="3",
        numero_dossier="", civilite="madame", annee_naissance=1950, date_premier_mesure=jour("2024-03-15"),
    )  # fmt: skip
    assert mesure.numero_rg == "21B00176"
    with agir_comme(alice):
        trace = Evenement.objects.get(objet_type="protection_mesure", nature="modification", motif__gt="")
        assert (trace.motif, trace.avant["numero_rg"]) == ("Chiffre inversé", "21B00167")


def test_load_is_counted_in_number_and_points_and_follows_each_write(
    ponderation, ouvrir, alice, mandataire, nord
):
    premiere = ouvrir("1")
    ouvrir("2", nature="tutelle", lieu_vie="etablissement", type_etablissement="etablissement_psychiatrique")
    cle = (mandataire.organisation_id, nord.pk)
    with agir_comme(alice):
        en_cours, en_attente, points = charges([mandataire.organisation_id])[cle]
        assert (en_cours, en_attente, float(points)) == (2, 0, 2.0)
    faire(alice, actions.clore_mesure, premiere, date=jour("2025-06-01"), cause="deces")
    with agir_comme(alice):
        assert charges([mandataire.organisation_id])[cle][0] == 1
        ligne = places(list(Inscription.objects.filter(mandataire=mandataire)))
        assert next(iter(ligne.values())).marge == 49


def test_a_professional_of_two_departements_is_never_counted_twice(
    ouvrir, alice, mandataire, nord, somme, ddets_somme, tribunal_amiens
):
    with agir_comme(agent_systeme()):
        actions.publier_arrete(
            agent=agent_systeme(), autorite=ddets_somme, departement=somme, numero="80-1",
            date_arrete=jour("2022-12-15"), date_effet=jour("2023-01-01"),
            inscrits=[actions.LigneListe(mandataire, nombre_autorise=10)],
        )  # fmt: skip
    ouvrir("1")
    ouvrir("2")
    ouvrir("1", au=tribunal_amiens)
    with agir_comme(alice):
        inscriptions = list(Inscription.objects.filter(mandataire=mandataire).order_by("departement__code"))
        tenues = places(inscriptions)
    assert [tenues[inscription.pk].occupees for inscription in inscriptions] == [2, 1]
    assert [tenues[inscription.pk].marge for inscription in inscriptions] == [48, 9]


def test_a_new_decision_closes_the_line_of_the_list_and_the_earlier_list_stays_readable(
    mandataire, direction, ddets, nord
):
    def publier(**champs):
        with agir_comme(direction):
            return actions.publier_arrete(
                agent=direction, autorite=ddets, departement=nord, date_arrete=jour("2026-01-10"),
                **{"numero": "2026-7", "date_effet": jour("2026-02-01"),
                   "inscrits": [actions.LigneListe(mandataire, nombre_autorise=60)], **champs},
            )  # fmt: skip

    publier()
    with agir_comme(direction):
        assert Inscription.objects.au(jour("2026-01-31")).get().nombre_max == 50
        assert Inscription.objects.au(jour("2026-02-01")).get().nombre_max == 60
    with pytest.raises(ValidationError, match="déjà enregistré"):
        publier(date_effet=jour("2026-03-01"))
    publier(numero="2026-8", date_effet=jour("2026-03-01"), inscrits=[], radies=[mandataire])
    with agir_comme(direction):
        assert not Inscription.objects.au(jour("2026-03-01")).exists()


def test_a_list_is_written_by_its_direction_alone(mandataire, direction, alice, ddets_somme, somme):
    for agent in (direction, alice):
        with pytest.raises(AccesRefuse), agir_comme(agent):
            actions.publier_arrete(
                agent=agent, autorite=ddets_somme, departement=somme, numero="1", date_arrete=jour("2026-01-01"),
                date_effet=jour("2026-01-01"), inscrits=[actions.LigneListe(mandataire)],
            )  # fmt: skip


def test_the_directory_is_read_by_all_of_the_service_and_written_by_its_own(
    mandataire, alice, chloe, greffiere, nationale, creer_agent
):
    for agent in (alice, chloe, greffiere, nationale):
        with agir_comme(agent):
            assert Mandataire.objects.visibles_par(agent).filter(pk=mandataire.pk).exists()
    stranger = creer_agent("zoe")
    with agir_comme(stranger):
        assert not Mandataire.objects.exists()
        assert not Mandataire.objects.visibles_par(stranger).exists()
    with agir_comme(chloe):
        assert Mandataire.objects.filter(pk=mandataire.pk).update(est_langue_signes=True) == 0


def test_a_confirmation_alone_makes_data_fresh_and_asks_for_the_next(
    mandataire, mesure, alice, chloe, aujourd_hui
):
    assert mandataire.horodatage_confirmation is None
    with pytest.raises(AccesRefuse), agir_comme(chloe):
        actions.confirmer(agent=chloe, mandataire=mandataire)
    with agir_comme(alice):
        actions.confirmer(agent=alice, mandataire=mandataire)
        actions.confirmer(agent=alice, mandataire=mandataire)
        assert Confirmation.objects.count() == 2
        ouverte = Echeance.objects.get(genre="protection.confirmation", statut="a_faire")
    assert ouverte.date_limite == aujourd_hui + dt.timedelta(days=60)
    assert ouverte.declaration.rappels == ()  # told by `actions.fraicheur`, and kept
    assert mandataire.fraicheur(aujourd_hui) == "recente"


def test_a_profile_says_what_one_takes_and_wishes(mandataire, alice):
    with agir_comme(alice):
        inscription = Inscription.objects.get(mandataire=mandataire)
        actions.modifier_profil(
            agent=alice, mandataire=mandataire, souhaits={inscription.pk: 30}, natures=["tutelle"],
            langues=["ar", "pl"], est_langue_signes=True,
        )  # fmt: skip
        inscription.refresh_from_db()
        mandataire.refresh_from_db()
    assert (inscription.nombre_max, mandataire.langues) == (30, ["ar", "pl"])
    assert mandataire.horodatage_confirmation is not None


def test_wished_places_absences_and_suspension(mandataire, alice, tribunal, lille, aujourd_hui):
    with agir_comme(alice):
        for communes in ([lille], []):
            actions.choisir_zones(agent=alice, mandataire=mandataire, tribunaux=[tribunal], communes=communes)
        assert [str(zone) for zone in mandataire.zones.order_by("id")] == ["Tribunal judiciaire de Lille"]
        with pytest.raises(ValidationError, match="précède"):
            actions.declarer_absence(
                agent=alice, mandataire=mandataire, date_debut=aujourd_hui, motif="conge",
                date_fin=aujourd_hui - dt.timedelta(days=1),
            )  # fmt: skip
        with pytest.raises(ValidationError, match="pourquoi"):
            actions.suspendre(agent=alice, mandataire=mandataire, motif="")
        actions.suspendre(agent=alice, mandataire=mandataire, motif="sante")
        actions.reprendre(agent=alice, mandataire=mandataire)


def test_a_referenced_professional_is_an_organisation_that_keeps_files(direction, ddets, lille, nord):
    with agir_comme(direction):
        mandataire = actions.referencer_mandataire(
            agent=direction,
            autorite=ddets,
            genre=TypeMandataire.SERVICE,
            nom="Association tutélaire",
            commune=lille,
        )
    organisation = Organisation.objects.get(pk=mandataire.organisation_id)
    assert (organisation.type, organisation.est_gestionnaire) == ("service_mandataire", True)
    assert organisation.appartenances.filter(territoire=nord).exists()


def test_rollups_are_what_a_recount_gives(ouvrir, alice, greffiere, autre_mandataire):
    mesure = ouvrir("1")
    ouvrir("2", nature="tutelle")
    mesure = faire(alice, actions.changer_lieu, mesure, date=jour("2025-02-01"), lieu_vie="sdf")
    faire(greffiere, actions.transferer, mesure, date=jour("2025-05-01"), mandataire=autre_mandataire)
    for table in ("charge", "flux", "stock"):
        with agir_comme(agent_systeme()):
            assert compter_les_ecarts(f"protection_cumul_{table}", connection) == 0


def test_the_clock_opens_the_deadline_of_a_term_that_comes_within_a_year_once(ouvrir, alice, aujourd_hui):
    mesure = ouvrir("1", date_nomination=aujourd_hui - dt.timedelta(days=10))
    terme = ajouter_mois(aujourd_hui, 12)
    with agir_comme(alice):
        assert not Echeance.objects.filter(genre="protection.renouvellement").exists()
        Mesure.objects.filter(pk=mesure.pk).update(date_terme=terme)
    instant = dt.datetime.combine(aujourd_hui, dt.time(12), dt.UTC).timestamp()
    for _ in range(2):
        suivre_les_termes(timestamp=int(instant))
    with agir_comme(alice):
        ouverte = Echeance.objects.get(genre="protection.renouvellement")
    assert (ouverte.date_limite, ouverte.base_legale) == (terme, "art. 441 et 442 C. civ.")
    assert ouverte.declaration.rappels == (365, 183, 91)


def test_a_measure_entered_by_mistake_is_cancelled_by_cancelling_its_opening(mesure, alice, ouvrir):
    with agir_comme(alice):
        ouverture = EvenementMesure.objects.get()
        mesure = actions.annuler_evenement(agent=alice, evenement=ouverture, motif="Mauvais dossier")
        assert mesure.statut == StatutMesure.ANNULEE
        assert not Mouvement.objects.exists()
    assert ouvrir().pk != mesure.pk


def test_the_directory_is_closed_by_postgresql_itself_to_who_holds_no_right(mandataire, creer_agent):
    stranger = creer_agent("zoe")
    with agir_comme(stranger), connection.cursor() as curseur:
        curseur.execute("SELECT count(*) FROM protection_mandataire")
        assert curseur.fetchone()[0] == 0
        curseur.execute("SELECT count(*) FROM protection_cumul_charge")
        assert curseur.fetchone()[0] == 0
