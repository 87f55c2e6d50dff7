"""The end of the paper: refused as long as something is not proven, then done by two people, then certified."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from maillage.metiers.numerisation.actions import destructions, incidents
from maillage.metiers.numerisation.documents import CERTIFICAT
from maillage.metiers.numerisation.enums.acces import EtatDestruction
from maillage.metiers.numerisation.enums.dossiers import EtatDossier
from maillage.metiers.numerisation.models import (
    Boite,
    Dossier,
    LigneDestruction,
    Sceau,
)
from maillage.metiers.numerisation.tests.conftest import CONSTAT
from maillage.socle.acces.contexte import agent_systeme, agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.documents.production import donnees_de, produire


def test_the_paper_stays_while_its_guard_runs_or_its_seals_are_not_checked(integre, dossiers, centre, rachel):
    with agir_comme(rachel):
        boites = list(Boite.objects.filter(dossiers__in=dossiers).distinct())
        with pytest.raises(ValidationError) as refus:
            destructions.demander(agent=rachel, centre=centre, boites=boites)
    phrases = " ".join(refus.value.messages)
    assert "délai de garde" in phrases
    assert "pas été vérifiés" in phrases


def test_two_people_then_the_certificate_with_the_fingerprint_of_each_copy(
    boites, dossiers, centre, rachel, maud
):
    with agir_comme(rachel):
        demandee = destructions.demander(agent=rachel, centre=centre, boites=boites)
        with pytest.raises(AccesRefuse):
            destructions.approuver(agent=rachel, destruction=demandee)
    with agir_comme(maud):
        approuvee = destructions.approuver(agent=maud, destruction=demandee)
    with agir_comme(rachel):
        faite = destructions.constater(
            agent=rachel, destruction=approuvee, date_execution=timezone.localdate(), **CONSTAT
        )
        assert set(
            Dossier.objects.filter(pk__in=[d.pk for d in dossiers]).values_list("etat", flat=True)
        ) == {EtatDossier.DETRUIT}
        certificat = donnees_de(produire(CERTIFICAT.code, faite, agent=rachel))
    with agir_comme(agent_systeme()):
        sceaux = set(Sceau.objects.values_list("sha256", flat=True))
    assert {ligne.empreinte for ligne in certificat.lignes} == sceaux
    assert (certificat.demandeur, certificat.approbateur) == (str(rachel), str(maud))
    assert certificat.poids_kg == 14


def test_the_same_person_never_asks_and_approves(boites, centre, creer_agent, nordiste, rachel):
    """Even with both rights: the rule says it, and so does the table."""
    double = creer_agent("rachel", "numerisation.medecin_coordinateur", nordiste.service)
    with agir_comme(double):
        demandee = destructions.demander(agent=double, centre=centre, boites=boites)
        with pytest.raises(ValidationError, match="même personne"):
            destructions.approuver(agent=double, destruction=demandee)


def test_what_happens_between_asking_and_approving_is_read_again(boites, dossiers, centre, rachel, maud):
    with agir_comme(rachel):
        demandee = destructions.demander(agent=rachel, centre=centre, boites=boites)
        incidents.ouvrir(
            agent=rachel,
            organisation=centre,
            nature="illisible",
            description="Une page manque à l’écran.",
            dossier=dossiers[0],
        )
    with agir_comme(maud), pytest.raises(ValidationError, match="incident"):
        destructions.approuver(agent=maud, destruction=demandee)


def test_given_up_with_a_reason_the_same_boxes_may_be_asked_again(boites, centre, rachel, maud):
    with agir_comme(rachel):
        demandee = destructions.demander(agent=rachel, centre=centre, boites=boites)
        with pytest.raises(ValidationError, match="déjà demandée"):
            destructions.demander(agent=rachel, centre=centre, boites=boites)
    with agir_comme(maud):
        refusee = destructions.abandonner(agent=maud, destruction=demandee, motif="Contrôle à refaire")
        assert refusee.etat == EtatDestruction.ABANDONNEE
    with agir_comme(rachel):
        assert destructions.demander(agent=rachel, centre=centre, boites=boites).pk != demandee.pk
        assert LigneDestruction.objects.filter(est_abandonnee=False).count() == 2


def test_the_paper_does_not_go_before_it_was_approved(boites, centre, rachel, maud):
    with agir_comme(rachel):
        demandee = destructions.demander(agent=rachel, centre=centre, boites=boites)
        with pytest.raises(ValidationError, match="à approuver"):
            destructions.constater(
                agent=rachel, destruction=demandee, date_execution=timezone.localdate(), **CONSTAT
            )
    with agir_comme(maud):
        destructions.approuver(agent=maud, destruction=demandee)
    hier = timezone.localdate() - dt.timedelta(days=1)
    with agir_comme(rachel), pytest.raises(ValidationError, match="précède"):
        destructions.constater(agent=rachel, destruction=demandee, date_execution=hier, **CONSTAT)
