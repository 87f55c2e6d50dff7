"""Row policies, history, and what no program may change in an issued document."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.journal.operations import Tracer

LIRE = "documents.document.lire"
PRODUIRE = "documents.document.produire"

# A second, restrictive policy: in an organisation where two services live, the right to read documents does not
# open those of the other service. The exact pair (right, organisation) is checked by `visibles_par`.
GENRE = """
CREATE FUNCTION documents_droits() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT r.droit), '{}')
    FROM acces_habilitation_active h JOIN acces_roledroit r ON r.role = h.role
    WHERE h.agent_id = acces_agent()
$$;
CREATE POLICY genre ON documents_documentproduit AS RESTRICTIVE FOR SELECT
    USING (droit_lecture = ANY ((SELECT documents_droits())::text[]));
"""
SANS_GENRE = "DROP POLICY genre ON documents_documentproduit; DROP FUNCTION documents_droits()"

FIGER = """
CREATE FUNCTION documents_figer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    modifiables text[] := string_to_array(TG_ARGV[0], ',');
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Un document produit ne s’efface pas : il s’annule.' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(NEW) - modifiables IS DISTINCT FROM to_jsonb(OLD) - modifiables THEN
        RAISE EXCEPTION 'Un document produit ne se modifie pas : il se remplace.'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.statut <> 'en_vigueur' AND NEW.statut <> OLD.statut THEN
        RAISE EXCEPTION 'Un document % ne change plus de statut.', OLD.statut
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_figer BEFORE UPDATE OR DELETE ON documents_documentproduit
    FOR EACH ROW EXECUTE FUNCTION documents_figer('statut,motif_annulation,horodatage_annulation');
CREATE TRIGGER documents_figer BEFORE UPDATE OR DELETE ON documents_empreinte
    FOR EACH ROW EXECUTE FUNCTION documents_figer('statut,date_statut');
"""
SANS_FIGER = """
DROP TRIGGER documents_figer ON documents_documentproduit;
DROP TRIGGER documents_figer ON documents_empreinte;
DROP FUNCTION documents_figer();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("acces", "0002_portees"),
        ("journal", "0002_declencheurs"),
    ]

    operations = [
        Proteger(
            "DocumentProduit", lecture={"organisation_id": LIRE}, ecriture={"organisation_id": PRODUIRE}
        ),
        migrations.RunSQL(GENRE, SANS_GENRE),
        Proteger("Compteur", lecture={"organisation_id": PRODUIRE}),
        Proteger("LotDocuments", lecture={"auteur_id": SOI}),
        Proteger("ElementLot", lecture={"auteur_id": SOI}),
        Tracer("DocumentProduit", organisation="organisation_id"),
        migrations.RunSQL(FIGER, SANS_FIGER),
    ]
