from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from maillage.socle.acces.comptes.tests.conftest import MOT_DE_PASSE
from maillage.socle.annuaire.models import Agent


def ouvrir(role="essai.national", **options):
    sortie = StringIO()
    call_command(
        "creer_administrateur",
        courriel="Premiere@exemple.invalid",
        nom="Un",
        role=role,
        stdout=sortie,
        **options,
    )
    return sortie.getvalue()


def test_the_first_administrator_is_opened_from_the_server_and_chooses_his_password():
    lien = ouvrir().split("http://testserver")[1].strip()
    client = Client()
    client.post(lien, {"password1": MOT_DE_PASSE, "password2": MOT_DE_PASSE})
    agent = Agent.objects.get(email="premiere@exemple.invalid")
    assert agent.check_password(MOT_DE_PASSE)
    assert str(agent.habilitations.get().territoire) == "France"
    assert "déjà un mot de passe" in ouvrir()
    assert agent.habilitations.count() == 1


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"role": "essai.inconnu"}, "Rôle inconnu"),
        ({"role": "essai.administrateur"}, "donnez --organisation"),
        ({"organisation": 999999}, "Aucune organisation"),
    ],
)
def test_a_mistake_on_the_command_line_is_told_and_opens_nothing(options, message):
    with pytest.raises(CommandError, match=message):
        ouvrir(**options)
    assert not Agent.objects.filter(email="premiere@exemple.invalid").exists()


def test_a_role_of_a_structure_is_opened_in_a_structure(umj_lille):
    ouvrir("essai.administrateur", organisation=umj_lille.pk)
    assert Agent.objects.get(email="premiere@exemple.invalid").habilitations.get().organisation == umj_lille
    with pytest.raises(CommandError, match="retirez --organisation"):
        ouvrir(organisation=umj_lille.pk)
