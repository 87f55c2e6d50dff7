"""The roster of a month on paper says what is published, day after day, and replaces the one before."""

import datetime as dt
from collections import Counter

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.avis.actions.tableaux import etablir_tableau, mois_du_planning
from maillage.metiers.avis.models import Garde, Planning, Specialiste
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents import stockage
from maillage.socle.documents.models import DocumentProduit
from maillage.socle.documents.production import donnees_de
from maillage.socle.documents.tests.texte import extraire_texte

pytestmark = pytest.mark.django_db
DEBUT, FIN = dt.date(2026, 12, 28), dt.date(2027, 2, 3)
JANVIER = dt.date(2027, 1, 1)


@pytest.fixture
def planning(clarisse, filiere, sacha, cpts):
    """Five weeks that touch three months: mornings to one, a backup on Mondays, a hole each Thursday."""
    with agir_comme(agent_systeme()):
        moi = Specialiste.objects.get(agent=sacha)
        planning = Planning.objects.create(
            filiere=filiere, gestionnaire=cpts, version=1, date_debut=DEBUT, date_fin=FIN, statut="publie",
            auteur=clarisse, horodatage_publication=timezone.now(), auteur_publication=clarisse,
        )  # fmt: skip
        jours = [DEBUT + dt.timedelta(days=n) for n in range((FIN - DEBUT).days + 1)]
        places = [
            (jour, "premiere", None if jour.weekday() == 3 else moi) for jour in jours if jour.weekday() < 5
        ]
        places += [(jour, "renfort", None) for jour in jours if jour.weekday() == 0]
        for jour, rang, qui in places:
            debut = timezone.make_aware(dt.datetime.combine(jour, dt.time(8)))
            Garde.objects.create(
                planning=planning, gestionnaire=cpts, filiere=filiere, specialiste=qui,
                exercice=qui.exercice if qui else None, date=jour, demi_journee="matin", rang=rang,
                horodatage_debut=debut, horodatage_fin=debut + dt.timedelta(hours=5), est_publiee=True,
            )  # fmt: skip
    return planning


def test_the_paper_of_a_month_says_every_duty_of_it_and_no_other(planning, connecter, clarisse, sacha):
    assert mois_du_planning(planning) == [dt.date(2026, 12, 1), JANVIER, dt.date(2027, 2, 1)]
    client, page = connecter(clarisse), reverse("avis:planning", args=[planning.pk])
    assert "Pas encore établi" in client.get(page).content.decode()
    client.post(reverse("avis:planning_tableau", args=[planning.pk]), {"mois": "2027-01"})
    with agir_comme(clarisse):
        document = DocumentProduit.objects.get(genre="avis.tableau_garde")
        donnees = donnees_de(document)
        gardes = list(
            Garde.objects.filter(date__year=2027, date__month=1).select_related("specialiste__personne")
        )
    dits = Counter(
        (jour.date, rang, nom)
        for semaine in donnees.semaines
        for jour in semaine.jours
        for demi in jour.demi_journees
        for rang, nom in (("premiere", demi.premiere), ("renfort", demi.renfort))
        if nom is not None
    )
    attendus = Counter((g.date, g.rang, str(g.specialiste) if g.specialiste else "") for g in gardes)
    assert dits == attendus
    assert (donnees.mois, donnees.jours[0], len(donnees.jours)) == ("janvier 2027", "Lundi", 5)
    assert (donnees.demi_journees, donnees.sans_personne) == (21, 4)
    assert "Tableaudegarde,janvier2027" in extraire_texte(stockage.lire(document.sha256))
    assert document.numero in client.get(page).content.decode()


def test_made_again_it_replaces_the_former_and_an_empty_month_makes_none(planning, clarisse, filiere):
    with agir_comme(clarisse):
        ancien = etablir_tableau(agent=clarisse, filiere=filiere, mois=JANVIER)
        nouveau = etablir_tableau(agent=clarisse, filiere=filiere, mois=JANVIER + dt.timedelta(days=20))
        autre = etablir_tableau(agent=clarisse, filiere=filiere, mois=dt.date(2027, 2, 1))
        ancien.refresh_from_db()
        assert (ancien.statut, nouveau.remplace_id, autre.remplace_id) == ("remplace", ancien.pk, None)
        with pytest.raises(ValidationError, match="publiez d’abord"):
            etablir_tableau(agent=clarisse, filiere=filiere, mois=dt.date(2027, 6, 1))


def test_a_specialist_makes_no_paper_for_the_line(planning, sacha, filiere):
    with agir_comme(sacha), pytest.raises(AccesRefuse):
        etablir_tableau(agent=sacha, filiere=filiere, mois=JANVIER)
