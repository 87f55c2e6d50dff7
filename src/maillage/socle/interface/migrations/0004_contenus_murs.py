"""What the site says is read by everybody, signed in or not, and written only by who may publish; traced."""

from django.db import migrations

from maillage.socle.journal.operations import Tracer

TABLES = ("interface_annonce", "interface_documentsite")
PUBLIE = "(SELECT acces_detient('interface.contenu.gerer'))"


def murs(table: str) -> list[str]:
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY lecture ON {table} FOR SELECT USING (true)",
        f"CREATE POLICY ajout ON {table} FOR INSERT WITH CHECK ({PUBLIE})",
        f"CREATE POLICY modification ON {table} FOR UPDATE USING ({PUBLIE}) WITH CHECK ({PUBLIE})",
        f"CREATE POLICY suppression ON {table} FOR DELETE USING ({PUBLIE})",
    ]


class Migration(migrations.Migration):
    dependencies = [("interface", "0003_contenus"), ("acces", "0005_droit_detenu")]

    operations = [
        *(migrations.RunSQL(murs(table), migrations.RunSQL.noop) for table in TABLES),
        Tracer("Annonce"),
        Tracer("DocumentSite"),
    ]
