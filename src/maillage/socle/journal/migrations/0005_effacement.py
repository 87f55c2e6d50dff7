"""Erasing the content of events at the end of retention, without breaking the seals."""

from django.db import migrations, models

FONCTIONS = """
CREATE OR REPLACE FUNCTION journal_ajout_seul() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- The owner's function journal_effacer, and nothing else, may empty what an event holds.
    IF TG_OP = 'UPDATE' AND current_setting('maillage.effacement', true) = 'oui'
       AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = TG_RELID) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION 'Le journal ne se modifie pas et ne s’efface pas.' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION journal_empreinte_effacement(le_lot bigint) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
SET search_path FROM CURRENT AS $$
    SELECT encode(sha256(string_agg(f.feuille || sha256(convert_to(jsonb_build_array(
               e.id, e.nature, e.objet_type, e.objet_id, e.organisation_id, e.agent_id,
               extract(epoch FROM e.horodatage), e.motif, e.requete, e.transaction
           )::text, 'UTF8')), ''::bytea ORDER BY e.id)), 'hex')
    FROM journal_effacement f JOIN journal_evenement e ON e.id = f.evenement_id WHERE f.lot_id = le_lot
$$;

CREATE FUNCTION journal_effacer(la_table text, les_objets bigint[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
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
      AND (e.avant IS NOT NULL OR e.apres IS NOT NULL)
      AND NOT EXISTS (SELECT FROM journal_effacement f WHERE f.evenement_id = e.id);
    GET DIAGNOSTICS nombre = ROW_COUNT;
    IF nombre = 0 THEN
        RETURN 0;
    END IF;
    PERFORM set_config('maillage.effacement', 'oui', true);
    UPDATE journal_evenement e
    SET avant = CASE WHEN avant IS NULL THEN NULL ELSE '{}'::jsonb END,
        apres = CASE WHEN apres IS NULL THEN NULL ELSE '{}'::jsonb END
    FROM journal_effacement f WHERE f.lot_id = le_lot AND e.id = f.evenement_id;
    PERFORM set_config('maillage.effacement', '', true);
    INSERT INTO journal_evenement
        (id, nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
    VALUES (le_lot, 'effacement', la_table, 0, NULL, acteur, clock_timestamp(), left(raison, 500), '', NULL,
            jsonb_build_object('nombre', nombre, 'empreinte', journal_empreinte_effacement(le_lot)));
    RETURN nombre;
END $$;

CREATE FUNCTION journal_agents_connectes(depuis timestamptz) RETURNS SETOF bigint LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM annuaire_agent WHERE est_systeme
                   AND id = NULLIF(current_setting('maillage.agent', true), '')::bigint) THEN
        RAISE EXCEPTION 'Seul le compte technique le demande.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN QUERY SELECT DISTINCT e.agent_id FROM journal_evenement e
        WHERE e.nature = 'connexion' AND e.horodatage >= depuis;
END $$;
CREATE INDEX journal_connexions ON journal_evenement (horodatage) WHERE nature = 'connexion';
"""
AVANT = """
DROP INDEX journal_connexions;
DROP FUNCTION journal_agents_connectes(timestamptz);
DROP FUNCTION journal_effacer(text, bigint[]);
DROP FUNCTION journal_empreinte_effacement(bigint);
CREATE OR REPLACE FUNCTION journal_ajout_seul() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Le journal ne se modifie pas et ne s’efface pas.' USING ERRCODE = 'insufficient_privilege';
END $$;
"""
POLITIQUES = """
CREATE POLICY effacement_lecture ON journal_evenement FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY effacement ON journal_evenement FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
"""
SANS_POLITIQUES = (
    "DROP POLICY effacement_lecture ON journal_evenement; DROP POLICY effacement ON journal_evenement"
)
RETRAIT = """
DO $retrait$
DECLARE beneficiaire record;
BEGIN
  FOR beneficiaire IN
    SELECT DISTINCT a.grantee::regrole::text AS nom FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.oid = 'journal_effacement'::regclass AND a.grantee NOT IN (0, c.relowner)
  LOOP
    EXECUTE format('REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON journal_effacement FROM %s', beneficiaire.nom);
  END LOOP;
END $retrait$
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0004_bloc")]

    operations = [
        migrations.AlterField(
            model_name="evenement",
            name="nature",
            field=models.CharField(
                choices=[
                    ("creation", "création"),
                    ("modification", "modification"),
                    ("suppression", "suppression"),
                    ("lecture", "consultation"),
                    ("connexion", "connexion"),
                    ("export", "export"),
                    ("effacement", "effacement en fin de conservation"),
                ],
                max_length=20,
                verbose_name="nature",
            ),
        ),
        migrations.CreateModel(
            name="Effacement",
            fields=[
                (
                    "evenement_id",
                    models.BigIntegerField(primary_key=True, serialize=False, verbose_name="événement"),
                ),
                ("feuille", models.BinaryField(verbose_name="empreinte scellée")),
                ("lot_id", models.BigIntegerField(db_index=True, verbose_name="événement d’effacement")),
            ],
            options={"verbose_name": "effacement", "verbose_name_plural": "effacements"},
        ),
        migrations.RunSQL(FONCTIONS, AVANT),
        migrations.RunSQL(POLITIQUES, SANS_POLITIQUES),
        migrations.RunSQL(RETRAIT, migrations.RunSQL.noop),
    ]
