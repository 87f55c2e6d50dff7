"""The scope functions read by every row-level policy, and the protection of the journal and of habilitations."""

from django.db import migrations

AGENT = """
CREATE FUNCTION acces_agent() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
AS $$ SELECT NULLIF(current_setting('maillage.agent', true), '')::bigint $$;
"""

HABILITATIONS = """
CREATE VIEW acces_habilitation_active WITH (security_invoker = true) AS
SELECT h.agent_id, h.role, h.organisation_id, h.territoire_id
FROM annuaire_habilitation h
JOIN annuaire_agent a ON a.id = h.agent_id AND a.is_active
LEFT JOIN annuaire_habilitation o ON o.id = h.delegation_de_id
LEFT JOIN annuaire_agent oa ON oa.id = o.agent_id
CROSS JOIN (SELECT (now() AT TIME ZONE 'Europe/Paris')::date AS jour) t
WHERE h.date_debut <= t.jour AND (h.date_fin IS NULL OR h.date_fin >= t.jour)
  AND (h.delegation_de_id IS NULL
       OR (o.date_debut <= t.jour AND (o.date_fin IS NULL OR o.date_fin >= t.jour) AND oa.is_active));
"""

ORGANISATIONS = """
CREATE FUNCTION acces_organisations(le_droit text) RETURNS bigint[] LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    WITH utiles AS MATERIALIZED (
        SELECT h.organisation_id, h.territoire_id
        FROM acces_habilitation_active h
        JOIN acces_roledroit r ON r.role = h.role AND r.droit = le_droit
        WHERE h.agent_id = acces_agent()
    )
    SELECT coalesce(array_agg(id), '{}') FROM (
        SELECT a.descendant_id AS id
        FROM utiles u JOIN annuaire_ascendance a ON a.ancetre_id = u.organisation_id
        UNION
        SELECT o.id
        FROM utiles u
        JOIN annuaire_appartenance p ON p.territoire_id = u.territoire_id
        JOIN annuaire_organisation o ON o.id = p.organisation_id AND o.est_gestionnaire
    ) organisations
$$;
"""

JOURNAL = """
ALTER TABLE journal_evenement ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_evenement FORCE ROW LEVEL SECURITY;
CREATE POLICY lecture ON journal_evenement FOR SELECT
    USING (agent_id = (SELECT acces_agent())
           OR organisation_id = ANY ((SELECT acces_organisations('journal.evenement.lire'))::bigint[]));
CREATE POLICY ajout ON journal_evenement FOR INSERT WITH CHECK (agent_id = (SELECT acces_agent()));
"""


class Migration(migrations.Migration):
    dependencies = [("acces", "0001_initial"), ("annuaire", "0002_france"), ("journal", "0002_declencheurs")]

    operations = [
        migrations.RunSQL(AGENT, "DROP FUNCTION acces_agent()"),
        migrations.RunSQL(HABILITATIONS, "DROP VIEW acces_habilitation_active"),
        migrations.RunSQL(ORGANISATIONS, "DROP FUNCTION acces_organisations(text)"),
        migrations.RunSQL(
            JOURNAL,
            "DROP POLICY lecture ON journal_evenement; DROP POLICY ajout ON journal_evenement;"
            " ALTER TABLE journal_evenement NO FORCE ROW LEVEL SECURITY;"
            " ALTER TABLE journal_evenement DISABLE ROW LEVEL SECURITY",
        ),
    ]
