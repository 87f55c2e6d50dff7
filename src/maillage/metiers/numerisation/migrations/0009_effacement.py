"""Reasons of an erased record: they may name its worker. The one door in the walls of its history, for that alone."""

from django.db import migrations

FONCTION = """
CREATE FUNCTION numerisation_effacer_motifs(les_dossiers bigint[]) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
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
    -- Those that people type. Why it was erased stays: it is the proof of the decision.
    UPDATE numerisation_evenementdossier e SET motif = ''
    FROM numerisation_dossier d
    WHERE d.id = e.dossier_id AND d.id = ANY (les_dossiers) AND d.horodatage_effacement IS NOT NULL
      AND e.motif <> '' AND e.type IN ('reprise_tri', 'sortie_de_boite', 'retenue', 'prolongation_retenue', 'levee_retenue');
    GET DIAGNOSTICS nombre = ROW_COUNT;
    PERFORM set_config('maillage.effacement', '', true);
    RETURN nombre;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("numerisation", "0008_murs_delegations"),
        ("journal", "0007_motifs"),
    ]

    operations = [migrations.RunSQL(FONCTION, "DROP FUNCTION numerisation_effacer_motifs(bigint[]);")]
