"""Fictional lots: one in each state, with a page that two people must type."""

from random import Random

from maillage.metiers.numerisation.actions import regimes
from maillage.metiers.numerisation.demo import lots as demo
from maillage.metiers.numerisation.demo.lots import Cadre, engendrer_lots
from maillage.metiers.numerisation.enums.controle import ClasseDefaut, Regime
from maillage.metiers.numerisation.enums.dossiers import EtatLot
from maillage.metiers.numerisation.models import Convention, Lot, Verification, VideoCodage
from maillage.socle.acces.contexte import agent_systeme, agir_comme


def test_the_demonstration_has_a_lot_in_each_state_its_proofs_checked(
    centre, prestataire, piotr, quentin, cachet, monkeypatch
):
    for nom, nombre in {"SCELLES": 1, "REFUSES": 1, "EN_CONTROLE": 2, "LUS": 1, "PASSES": 12}.items():
        monkeypatch.setattr(demo, nom, nombre)
    with agir_comme(agent_systeme()):
        convention = Convention.objects.select_related("service", "prestataire").get(prestataire=prestataire)
    lots = engendrer_lots(Cadre(centre, convention, piotr, quentin, Random(1)), cachet)  # noqa: S311 (a fixed seed)
    with agir_comme(agent_systeme()):
        etats = {lot.pk: lot.etat for lot in Lot.objects.all()}
        assert [etats[lot.pk] for lot in lots] == [
            EtatLot.INTEGRE, EtatLot.REFUSE, EtatLot.EN_CONTROLE, EtatLot.TRAITE,
        ]  # fmt: skip
        assert EtatLot.REJETE in etats.values()
        assert Verification.objects.get().est_conforme
        assert VideoCodage.objects.count() == 1
        severites = regimes.severites(convention.service_id, prestataire.pk)
    assert severites[ClasseDefaut.MAJEUR].regime in (Regime.NORMAL, Regime.RENFORCE)
