"""How a structure is paid, from a day on: dated, traced, and what follows from it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from maillage.metiers.medecine_legale import references
from maillage.metiers.medecine_legale.actions.financement import fixer_financement
from maillage.metiers.medecine_legale.actions.tarifs import bareme_du
from maillage.metiers.medecine_legale.enums import ModeFinancement
from maillage.metiers.medecine_legale.models import ActeMedicoLegal, FinancementStructure
from maillage.metiers.medecine_legale.models.facturation import a_facturer, mode_le
from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.exiger import AccesRefuse
from maillage.socle.journal.models import Evenement

JOUR = timezone.localdate()


@pytest.fixture
def nadia(creer_agent, france, settings):
    settings.COMPTES_SECOND_FACTEUR = False
    return creer_agent("nadia", "medecine_legale.super_administrateur", territoire=france)


@pytest.fixture
def fixer(nadia, umj_lille):
    def fixer(mode=ModeFinancement.A_L_ACTE, date_debut=JOUR, motif="Convention du 3 mars", **autres):
        with agir_comme(autres.get("agent", nadia)):
            return fixer_financement(
                **{"agent": nadia, "structure": umj_lille, **autres},
                mode=mode,
                date_debut=date_debut,
                motif=motif,
            )

    return fixer


def nombre_a_facturer(agent):
    references.charger()
    with agir_comme(agent):
        return a_facturer(ActeMedicoLegal.objects.visibles_par(agent), bareme_du(JOUR)).count()


def test_acts_are_to_bill_from_the_day_on_and_not_before(fixer, alice, enregistrer, umj_lille):
    enregistrer(numero_interne="A-1", date_examen=JOUR - dt.timedelta(days=10))
    enregistrer(numero_interne="A-2", date_examen=JOUR)
    assert nombre_a_facturer(alice) == 0
    fixer(date_debut=JOUR - dt.timedelta(days=5))
    assert nombre_a_facturer(alice) == 1
    with agir_comme(alice):
        assert mode_le(umj_lille, JOUR - dt.timedelta(days=6)) == ModeFinancement.DOTATION
        assert mode_le(umj_lille, JOUR) == ModeFinancement.A_L_ACTE


def test_when_the_grant_comes_back_earlier_acts_are_still_to_bill(fixer, alice, enregistrer):
    fixer(date_debut=JOUR - dt.timedelta(days=5))
    enregistrer(numero_interne="A-2", date_examen=JOUR)
    fixer(mode=ModeFinancement.DOTATION, date_debut=JOUR + dt.timedelta(days=1))
    assert nombre_a_facturer(alice) == 1


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({"motif": " "}, "motif"),
        ({"mode": ModeFinancement.DOTATION}, "mode"),
        ({"date_debut": JOUR - dt.timedelta(days=500)}, "date_debut"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(fixer, champs, champ):
    with pytest.raises(ValidationError) as refus:
        fixer(**champs)
    assert champ in refus.value.message_dict


def test_the_grant_is_not_put_back_in_the_past(fixer):
    fixer(date_debut=JOUR - dt.timedelta(days=30))
    with pytest.raises(ValidationError, match="dans le passé"):
        fixer(mode=ModeFinancement.DOTATION, date_debut=JOUR - dt.timedelta(days=2))


def test_only_the_national_administrator_says_it_and_a_practitioner_outside_is_paid_by_nature(
    fixer, responsable, cabinet
):
    with pytest.raises(AccesRefuse):
        fixer(agent=responsable)
    with pytest.raises(ValidationError, match="par nature"):
        fixer(structure=cabinet)


def test_from_the_list_to_the_mode_with_its_reason_in_the_history(connecter, nadia, umj_lille):
    navigateur = connecter(nadia)
    assert "Dotation annuelle" in navigateur.get(reverse("medecine_legale:structures")).content.decode()
    fiche = reverse("medecine_legale:structure", args=[umj_lille.pk])
    formulaire = reverse("medecine_legale:structure_financement", args=[umj_lille.pk])
    assert "ce que cela change" in navigateur.get(formulaire).content.decode()
    envoi = {"mode": "a_l_acte", "date_debut": JOUR.isoformat(), "motif": "Convention du 3 mars"}
    assert navigateur.post(formulaire, envoi).url == fiche
    page = navigateur.get(fiche).content.decode()
    assert "Payée à l’acte" in page
    assert "Convention du 3 mars" in page
    with agir_comme(nadia):
        ligne = FinancementStructure.objects.get()
        trace = Evenement.objects.get(objet_type=ligne._meta.db_table, objet_id=ligne.pk)
    assert (trace.motif, trace.agent) == ("Convention du 3 mars", nadia)
