"""The directory imported from a file."""

import pytest

from maillage.socle.acces.contexte import agir_comme
from maillage.socle.acces.droits import ANNUAIRE_GERER
from maillage.socle.acces.models import RoleDroit
from maillage.socle.acces.vocabulaire import VOCABULAIRE, declarer_role
from maillage.socle.annuaire.models import Organisation
from maillage.socle.echanges.annuaire import ORGANISATIONS
from maillage.socle.echanges.droits import IMPORTER
from maillage.socle.echanges.imports.actions import appliquer_import, deposer_import
from maillage.socle.echanges.imports.application import appliquer

LIGNES = "type;name;insee;siret\ncommissariat;Commissariat de Lille;59350;\nCOMMISSARIAT;Commissariat perdu;99999;123\n"


@pytest.fixture
def operateur(creer_agent, france, umj_lille, monkeypatch):
    monkeypatch.setattr(VOCABULAIRE, "roles", dict(VOCABULAIRE.roles))
    droits = [ANNUAIRE_GERER, IMPORTER]
    RoleDroit.objects.bulk_create(RoleDroit(role="essai.operateur", droit=droit) for droit in droits)
    declarer_role("essai.operateur", "Opérateur", droits=droits, niveau=10, est_territorial=True)
    return creer_agent("operateur", "essai.operateur", territoire=france)


def test_organisations_join_their_territories_and_a_wrong_line_is_named(operateur, tmp_path, nord):
    fichier = tmp_path / "annuaire.csv"
    fichier.write_text(LIGNES)
    with agir_comme(operateur):
        importation = deposer_import(
            agent=operateur,
            declaration=ORGANISATIONS,
            organisation=None,
            chemin=fichier,
            nom_fichier="annuaire.csv",
        )
        assert (importation.nombre_nouvelles, importation.nombre_erreurs) == (1, 1)
        appliquer_import(agent=operateur, importation=importation, sans_les_erreurs=True)
        appliquer(importation.pk)
        organisation = Organisation.objects.get(nom="Commissariat de Lille")
    assert set(organisation.territoires.values_list("type", flat=True)) == {"departement", "region", "pays"}
    assert organisation.est_gestionnaire is False
