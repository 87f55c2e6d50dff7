"""The files of a requisition name people: reading them asks for the right to see identities."""

from django.db import migrations

NOM = "medecine_legale_piecerequisition"


def politique(droit: str) -> str:
    return (
        f"ALTER POLICY lecture ON {NOM} USING"
        f" (structure_id = ANY ((SELECT acces_organisations('medecine_legale.{droit}'))::bigint[]))"
    )


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0004_cumuls_etroits")]

    operations = [migrations.RunSQL(politique("identite.lire"), politique("requisition.lire"))]
