"""Whether the agent of the context holds a right somewhere: for tables that a right opens whole."""

from django.db import migrations

DETIENT = """
CREATE FUNCTION acces_detient(le_droit text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
AS $$
    SELECT EXISTS (
        SELECT FROM acces_habilitation_active h
        JOIN acces_roledroit r ON r.role = h.role AND r.droit = le_droit
        WHERE h.agent_id = acces_agent()
    )
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("acces", "0004_scellement")]

    operations = [migrations.RunSQL(DETIENT, "DROP FUNCTION acces_detient(text)")]
