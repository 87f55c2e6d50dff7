"""The country, on which a national habilitation is given, and the technical account of timers."""

from typing import Any

from django.db import migrations
from django.utils import timezone


def creer(apps: Any, schema_editor: Any) -> None:
    base = schema_editor.connection.alias
    france, _ = (
        apps.get_model("annuaire", "Territoire")
        .objects.using(base)
        .get_or_create(type="pays", code="FR", defaults={"nom": "France"})
    )
    agent, _ = (
        apps.get_model("annuaire", "Agent")
        .objects.using(base)
        .get_or_create(email="systeme@maillage.invalid", defaults={"password": "!", "est_systeme": True})
    )
    apps.get_model("annuaire", "Habilitation").objects.using(base).get_or_create(
        agent=agent, role="acces.systeme", territoire=france, defaults={"date_debut": timezone.localdate()}
    )


class Migration(migrations.Migration):
    dependencies = [("annuaire", "0001_initial")]

    operations = [migrations.RunPython(creer, migrations.RunPython.noop)]
