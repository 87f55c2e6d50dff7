"""The journal's own column defaults, its append-only rule and the function that every history trigger calls."""

from django.db import migrations

# `OFFSET 0` keeps the planner from writing the conversion to JSON again wherever its result is used.
TRACER = """
CREATE FUNCTION journal_tracer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    colonne text := TG_ARGV[0];
    acteur bigint := NULLIF(current_setting('maillage.agent', true), '')::bigint;
    raison text := coalesce(current_setting('maillage.motif', true), '');
    demande text := coalesce(current_setting('maillage.requete', true), '');
    vide boolean;
BEGIN
    IF acteur IS NULL THEN
        IF TG_OP = 'DELETE' THEN
            SELECT NOT EXISTS (SELECT FROM anciennes) INTO vide;
        ELSE
            SELECT NOT EXISTS (SELECT FROM nouvelles) INTO vide;
        END IF;
        IF NOT vide THEN
            RAISE EXCEPTION 'Écriture sans contexte sur % : agir_comme() dit qui agit.', TG_TABLE_NAME
                USING ERRCODE = 'insufficient_privilege';
        END IF;
        RETURN NULL;
    END IF;
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO journal_evenement
            (nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
        SELECT 'modification', TG_TABLE_NAME, (n.j ->> 'id')::bigint, (n.j ->> colonne)::bigint, acteur,
               clock_timestamp(), raison, demande, d.avant, d.apres
        FROM (SELECT to_jsonb(t) AS j FROM nouvelles t OFFSET 0) n
        JOIN (SELECT to_jsonb(t) AS j FROM anciennes t OFFSET 0) a ON a.j -> 'id' = n.j -> 'id'
        CROSS JOIN LATERAL (
            SELECT jsonb_object_agg(k.key, a.j -> k.key) AS avant, jsonb_object_agg(k.key, k.value) AS apres
            FROM jsonb_each(n.j) k WHERE k.value IS DISTINCT FROM a.j -> k.key
        ) d
        WHERE d.apres IS NOT NULL;
    ELSIF TG_OP = 'INSERT' THEN
        INSERT INTO journal_evenement
            (nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
        SELECT 'creation', TG_TABLE_NAME, (n.j ->> 'id')::bigint, (n.j ->> colonne)::bigint, acteur,
               clock_timestamp(), raison, demande, NULL, n.j
        FROM (SELECT to_jsonb(t) AS j FROM nouvelles t OFFSET 0) n;
    ELSE
        INSERT INTO journal_evenement
            (nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
        SELECT 'suppression', TG_TABLE_NAME, (a.j ->> 'id')::bigint, (a.j ->> colonne)::bigint, acteur,
               clock_timestamp(), raison, demande, a.j, NULL
        FROM (SELECT to_jsonb(t) AS j FROM anciennes t OFFSET 0) a;
    END IF;
    RETURN NULL;
END $$;
"""

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
        migrations.RunSQL(TRACER, "DROP FUNCTION journal_tracer()"),
        migrations.RunSQL(
            AJOUT_SEUL,
            "DROP TRIGGER journal_ajout_seul ON journal_evenement; DROP FUNCTION journal_ajout_seul()",
        ),
    ]
