"""Last figures are kept without the zeros that begin them, as they are said: « 41 » finds « 2026-00041 ».

The column is derived from the number, which does not change: nothing is written to the history.
"""

from django.db import migrations

ACTES = "medecine_legale_actemedicolegal"


def reecrire(valeur: str, condition: str) -> str:
    return f"""
        ALTER TABLE {ACTES} NO FORCE ROW LEVEL SECURITY;
        ALTER TABLE {ACTES} DISABLE TRIGGER USER;
        UPDATE {ACTES} SET cle_suite = {valeur} WHERE cle_suite <> '' AND {condition};
        ALTER TABLE {ACTES} ENABLE TRIGGER USER;
        ALTER TABLE {ACTES} FORCE ROW LEVEL SECURITY;
    """  # noqa: S608 (nothing here comes from outside)


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0029_lecture_des_cumuls")]

    operations = [
        migrations.RunSQL(
            reecrire("coalesce(nullif(ltrim(cle_suite, '0'), ''), '0')", "cle_suite LIKE '0%'"),
            reecrire("substring(numero_interne from '([0-9]+)[^0-9]*$')", "true"),
        )
    ]
