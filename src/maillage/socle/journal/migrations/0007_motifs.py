"""The free reason of an event may name somebody: it is erased with what the event copied, reads included.

Of a row that stays as evidence (an issued document), the reason alone goes. The erasing's own events keep theirs: it
says why everything else is gone.
"""

from django.db import migrations

EFFACER = """
DROP FUNCTION journal_effacer(text, bigint[]);
CREATE FUNCTION journal_effacer(la_table text, les_objets bigint[], motifs_seuls boolean) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    acteur bigint := NULLIF(current_setting('maillage.agent', true), '')::bigint;
    raison text := coalesce(current_setting('maillage.motif', true), '');
    le_lot bigint;
    nombre bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM annuaire_agent WHERE id = acteur AND est_systeme) THEN
        RAISE EXCEPTION 'Seul le compte technique efface, en fin de conservation.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    le_lot := nextval(pg_get_serial_sequence('journal_evenement', 'id'));
    INSERT INTO journal_effacement (evenement_id, feuille, lot_id)
    SELECT e.id, sha256(convert_to(jsonb_build_array(
               e.id, e.nature, e.objet_type, e.objet_id, e.organisation_id, e.agent_id,
               extract(epoch FROM e.horodatage), e.motif, e.requete, e.avant, e.apres, e.transaction
           )::text, 'UTF8')), le_lot
    FROM journal_evenement e
    WHERE e.objet_type = la_table AND e.objet_id = ANY (les_objets) AND e.nature <> 'effacement'
      AND (e.motif <> '' OR NOT motifs_seuls AND (e.avant IS NOT NULL OR e.apres IS NOT NULL))
      AND NOT EXISTS (SELECT FROM journal_effacement f WHERE f.evenement_id = e.id);
    GET DIAGNOSTICS nombre = ROW_COUNT;
    IF nombre = 0 THEN
        RETURN 0;
    END IF;
    PERFORM set_config('maillage.effacement', 'oui', true);
    UPDATE journal_evenement e
    SET avant = CASE WHEN avant IS NULL OR motifs_seuls THEN avant ELSE '{}'::jsonb END,
        apres = CASE WHEN apres IS NULL OR motifs_seuls THEN apres ELSE '{}'::jsonb END,
        motif = CASE WHEN transaction = pg_current_xact_id()::text::bigint THEN motif ELSE '' END
    FROM journal_effacement f WHERE f.lot_id = le_lot AND e.id = f.evenement_id;
    PERFORM set_config('maillage.effacement', '', true);
    INSERT INTO journal_evenement
        (id, nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
    VALUES (le_lot, 'effacement', la_table, 0, NULL, acteur, clock_timestamp(), left(raison, 500), '', NULL,
            jsonb_build_object('nombre', nombre, 'empreinte', journal_empreinte_effacement(le_lot)));
    RETURN nombre;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0006_colonnes_longues")]

    operations = [migrations.RunSQL(EFFACER, migrations.RunSQL.noop)]
