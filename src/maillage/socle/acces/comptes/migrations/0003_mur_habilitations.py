"""Second wall of account management: PostgreSQL refuses a habilitation outside the places of whoever gives it.

The first wall (`comptes.portee`) also compares services and levels. This one knows only places and persons, so that a
mistake in the code cannot give access to another structure, to a wider territory, or to oneself.
"""

from django.db import migrations

PORTEE = """
CREATE FUNCTION comptes_dans_portee(l_organisation bigint, le_territoire bigint) RETURNS boolean
LANGUAGE sql STABLE AS $$
    WITH RECURSIVE remontee(id) AS (
        SELECT le_territoire WHERE le_territoire IS NOT NULL
        UNION
        SELECT t.parent_id FROM remontee r JOIN annuaire_territoire t ON t.id = r.id WHERE t.parent_id IS NOT NULL
    )
    SELECT EXISTS (
        SELECT FROM acces_habilitation_active h
        WHERE h.agent_id = acces_agent() AND (
            EXISTS (SELECT FROM annuaire_ascendance a
                    WHERE a.ancetre_id = h.organisation_id AND a.descendant_id = l_organisation)
            OR EXISTS (SELECT FROM annuaire_appartenance p
                       WHERE p.territoire_id = h.territoire_id AND p.organisation_id = l_organisation)
            OR h.territoire_id IN (SELECT id FROM remontee)
        )
    )
$$;
"""

GARDE = """
CREATE FUNCTION comptes_garder_habilitation() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    acteur bigint := acces_agent();
BEGIN
    IF acteur IS NULL OR EXISTS (SELECT FROM annuaire_agent WHERE id = acteur AND est_systeme) THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF TG_OP <> 'INSERT'
       AND (OLD.agent_id = acteur OR NOT comptes_dans_portee(OLD.organisation_id, OLD.territoire_id)) THEN
        RAISE EXCEPTION 'Cette habilitation est hors de votre portée.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP <> 'DELETE'
       AND (NEW.agent_id = acteur OR NOT comptes_dans_portee(NEW.organisation_id, NEW.territoire_id)) THEN
        RAISE EXCEPTION 'Cette habilitation est hors de votre portée.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER comptes_garde BEFORE INSERT OR UPDATE OR DELETE ON annuaire_habilitation
    FOR EACH ROW EXECUTE FUNCTION comptes_garder_habilitation();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("comptes", "0002_echec"),
        ("acces", "0002_portees"),
        ("annuaire", "0002_france"),
    ]

    operations = [
        migrations.RunSQL(PORTEE, "DROP FUNCTION comptes_dans_portee(bigint, bigint)"),
        migrations.RunSQL(
            GARDE,
            "DROP TRIGGER comptes_garde ON annuaire_habilitation; DROP FUNCTION comptes_garder_habilitation()",
        ),
    ]
