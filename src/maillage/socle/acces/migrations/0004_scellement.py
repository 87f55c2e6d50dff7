"""The technical account reads the whole journal, to seal and to verify it; blocks are never rewritten."""

from django.db import migrations

LECTURE = """
CREATE FUNCTION acces_est_systeme() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT EXISTS (SELECT FROM annuaire_agent WHERE id = acces_agent() AND est_systeme) $$;
CREATE POLICY scellement ON journal_evenement FOR SELECT USING ((SELECT acces_est_systeme()));
CREATE TRIGGER journal_ajout_seul BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_bloc
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
"""


class Migration(migrations.Migration):
    dependencies = [("acces", "0003_cles"), ("journal", "0004_bloc")]

    operations = [
        migrations.RunSQL(
            LECTURE,
            "DROP TRIGGER journal_ajout_seul ON journal_bloc; DROP POLICY scellement ON journal_evenement;"
            " DROP FUNCTION acces_est_systeme()",
        ),
    ]
