"""Wall and history of the erasing; the one way to empty what the log says of places and motives."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

FONCTION = """
CREATE FUNCTION protection_effacer_faits(les_mesures bigint[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT AS $$
DECLARE
    nombre bigint;
BEGIN
    IF NOT EXISTS (SELECT FROM annuaire_agent WHERE est_systeme
                   AND id = NULLIF(current_setting('maillage.agent', true), '')::bigint) THEN
        RAISE EXCEPTION 'Seul le compte technique efface, en fin de conservation.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    PERFORM set_config('maillage.effacement', 'oui', true);
    UPDATE protection_evenementmesure SET commune_id = NULL, etablissement_id = NULL, antenne_id = NULL,
        type_etablissement = '', motif = CASE WHEN motif = '' THEN '' ELSE 'Effacé en fin de conservation' END
    WHERE mesure_id = ANY (les_mesures)
      AND mesure_id IN (SELECT id FROM protection_mesure WHERE horodatage_purge IS NOT NULL);
    GET DIAGNOSTICS nombre = ROW_COUNT;
    PERFORM set_config('maillage.effacement', '', true);
    RETURN nombre;
END $$;
CREATE POLICY effacement_lecture ON protection_evenementmesure FOR SELECT TO CURRENT_USER USING (true);
CREATE POLICY effacement ON protection_evenementmesure FOR UPDATE TO CURRENT_USER USING (true) WITH CHECK (true);
CREATE POLICY effacement_lecture ON protection_mesure FOR SELECT TO CURRENT_USER USING (true);
"""
SANS_FONCTION = """
DROP POLICY effacement_lecture ON protection_mesure;
DROP POLICY effacement ON protection_evenementmesure;
DROP POLICY effacement_lecture ON protection_evenementmesure;
DROP FUNCTION protection_effacer_faits(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("protection", "0017_conservation"), ("journal", "0005_effacement")]

    operations = [
        Proteger("EffacementMesures", {"autorite_id": "protection.enquete.suivre"}),
        Tracer("EffacementMesures", organisation="autorite_id"),
        migrations.RunSQL(FONCTION, SANS_FONCTION),
    ]
