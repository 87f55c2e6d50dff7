"""The journal's own column defaults, its append-only rule and the function that every history trigger calls."""

from django.db import migrations

from maillage.socle.journal.declencheurs import ENTIERE, fonction

AJOUT_SEUL = """
CREATE FUNCTION journal_ajout_seul() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Le journal ne se modifie pas et ne s’efface pas.' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER journal_ajout_seul BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_evenement
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE journal_evenement ADD COLUMN transaction bigint NOT NULL"
            " DEFAULT (pg_current_xact_id()::text::bigint)",
            "ALTER TABLE journal_evenement DROP COLUMN transaction",
        ),
        migrations.RunSQL(fonction("journal_tracer", ENTIERE), "DROP FUNCTION journal_tracer()"),
        migrations.RunSQL(
            AJOUT_SEUL,
            "DROP TRIGGER journal_ajout_seul ON journal_evenement; DROP FUNCTION journal_ajout_seul()",
        ),
    ]
