"""Training and cost of a pilot are what anybody counts one by one; opinions are shown from five of them."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.urls import reverse

from maillage.metiers.avis.actions import pilote
from maillage.metiers.avis.indicateurs.pilote import mesurer
from maillage.metiers.avis.models import PieceEligibilite, Programme, ReleveActivite
from maillage.metiers.avis.regles.mesures import Mesure, Seuil
from maillage.metiers.avis.tests.reseau import recruter
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.indicateurs.calcul import calculer
from maillage.socle.indicateurs.declarations import INDICATEURS
from maillage.socle.indicateurs.periode import Periode
from maillage.socle.indicateurs.verification import compter_les_ecarts

pytestmark = pytest.mark.django_db
DEBUT, FIN = dt.date(2026, 7, 15), dt.date(2026, 9, 30)


@pytest.fixture
def equipe(filiere, lille):
    """Five of the network: one whose training ended before the end, one who never had it, one suspended."""
    equipe = [recruter(filiere, nom, lille) for nom in ("Ada", "Bao", "Cléa", "Dan", "Eli")]
    with agir_comme(agent_systeme()):
        formations = {s: PieceEligibilite.objects.filter(specialiste=s, genre="formation") for s in equipe}
        formations[equipe[1]].update(date_fin=FIN - dt.timedelta(days=1))
        formations[equipe[2]].delete()
        equipe[3].est_suspendu = True
        equipe[3].save(update_fields=["est_suspendu"])
    return equipe


@pytest.fixture
def signer(clarisse):
    def signer(specialiste, mois, actes, montant, vacations="0", remuneration="acte"):
        with agir_comme(agent_systeme()):
            return ReleveActivite.objects.create(
                specialiste=specialiste, exercice=specialiste.exercice, gestionnaire=specialiste.gestionnaire,
                mois=mois, remuneration=remuneration, actes=actes, demi_journees=0, heures=0, auteur=clarisse,
                montant_actes=Decimal(montant), montant_vacations=Decimal(vacations),
            )  # fmt: skip

    return signer


def test_training_and_cost_are_what_one_counts_by_hand(equipe, signer, clarisse, cpts):
    mois = [dt.date(2026, m, 1) for m in (6, 7, 8, 9, 10)]
    signes = [signer(equipe[0], jour, 3 + rang, f"{69 + 23 * rang}.00") for rang, jour in enumerate(mois)]
    signes += [signer(equipe[1], mois[2], 4, "0", "612.50", "vacation"), signer(equipe[4], mois[3], 2, "0")]
    comptes = [r for r in signes if DEBUT <= r.mois <= FIN]
    total = sum(r.montant_actes + r.montant_vacations for r in comptes)
    with agir_comme(clarisse):
        mesures = mesurer([cpts.pk], DEBUT, FIN)
        dit = calculer(
            INDICATEURS["avis.cout_par_avis"], clarisse, Periode(mois[2], mois[3]), jour=dt.date(2026, 11, 1)
        ).total.valeur
    cout = mesures["cout_par_avis"]
    assert (Decimal(str(cout.numerateur)), cout.denominateur) == (total, sum(r.actes for r in comptes))
    assert float(dit) == pytest.approx(cout.valeur)
    assert (mesures["formation"].numerateur, mesures["formation"].denominateur) == (2, 4)
    with agir_comme(agent_systeme()):
        assert compter_les_ecarts("avis_cumul_honoraires", connection) == 0


def test_whoever_only_follows_the_pilot_reads_the_same_figures(
    equipe, signer, clarisse, creer_agent, hauts_de_france, cpts, connecter
):
    signer(equipe[0], dt.date(2026, 8, 1), 4, "92.00")
    regine = creer_agent("regine", "avis.pilotage", territoire=hauts_de_france)
    with agir_comme(clarisse):
        lu = pilote.ouvrir_programme(
            agent=clarisse, gestionnaire=cpts, nom="Pilote", objectif="", date_debut=DEBUT
        )
        valeurs = {"nom": "Une", "echelle": "cpts", "date_debut": DEBUT, "date_fin": FIN}
        pilote.ajouter_phase(agent=clarisse, programme=lu, seuils={"formation": 90.0}, valeurs=valeurs)
    page = connecter(regine).get(reverse("avis:programme", args=[lu.pk])).content.decode()
    assert "23,00\u00a0€" in page
    assert "92,00\u00a0€ pour 4\u00a0avis" in page
    assert "non atteint : au moins 90" in page
    with agir_comme(regine):
        assert Programme.objects.get().pk == lu.pk
        assert not ReleveActivite.objects.exists()


def test_an_opinion_of_fewer_than_five_is_neither_shown_nor_held_against_a_threshold():
    peu, assez = Mesure("satisfaction", 4, 4, minimum=5), Mesure("satisfaction", 4, 5, minimum=5)
    seuil = Seuil("satisfaction", "au_moins", 80)
    assert (peu.valeur, peu.est_trop_petite, seuil.est_atteint(peu)) == (None, True, None)
    assert (assez.valeur, assez.est_trop_petite, seuil.est_atteint(assez)) == (80, False, True)
    assert Mesure("satisfaction", 0, 0, minimum=5).est_trop_petite is False
