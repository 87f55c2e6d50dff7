"""The function that history triggers call, written once: as it is, and for tables with long columns."""

from __future__ import annotations

ENTIERE = "to_jsonb(t)"
ABREGEE = """to_jsonb(t) || (
                SELECT jsonb_object_agg(c, 'sha256:' || encode(sha256(convert_to(to_jsonb(t) ->> c, 'UTF8')), 'hex'))
                FROM unnest(string_to_array(TG_ARGV[1], ',')) c)"""
"""The columns named by the second argument are kept by their fingerprint."""

# `OFFSET 0` keeps the planner from writing the conversion to JSON again wherever its result is used.
_FONCTION = """
CREATE FUNCTION {nom}() RETURNS trigger LANGUAGE plpgsql AS $$
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
        FROM (SELECT {ligne} AS j FROM nouvelles t OFFSET 0) n
        JOIN (SELECT {ligne} AS j FROM anciennes t OFFSET 0) a ON a.j -> 'id' = n.j -> 'id'
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
        FROM (SELECT {ligne} AS j FROM nouvelles t OFFSET 0) n;
    ELSE
        INSERT INTO journal_evenement
            (nature, objet_type, objet_id, organisation_id, agent_id, horodatage, motif, requete, avant, apres)
        SELECT 'suppression', TG_TABLE_NAME, (a.j ->> 'id')::bigint, (a.j ->> colonne)::bigint, acteur,
               clock_timestamp(), raison, demande, a.j, NULL
        FROM (SELECT {ligne} AS j FROM anciennes t OFFSET 0) a;
    END IF;
    RETURN NULL;
END $$;
"""


def fonction(nom: str, ligne: str) -> str:
    """SQL that creates the function of this name; `ligne` is what it keeps of a row `t`."""
    return _FONCTION.format(nom=nom, ligne=ligne)
