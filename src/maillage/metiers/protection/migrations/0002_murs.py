"""Row-level security and history; the same words as `perimetres` in the models.

`Mouvement` has no history of its own: it is read again from the log, which is itself never changed.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

ANNUAIRE = "protection.annuaire.lire"
PROFIL = {"organisation_id": "protection.profil.tenir"}
LISTE = {"autorite_id": "protection.liste.tenir"}
DECLARATION_LUE = {
    "organisation_id": "protection.declaration.lire",
    "autorite_id": "protection.declaration.lire",
}
DECLARATION_ECRITE = {"organisation_id": "protection.declaration.etablir"}
ENQUETE_SUIVIE = {"autorite_id": "protection.enquete.suivre"}
MESURE_LUE = {"tribunal_id": "protection.mesure.lire", "gestionnaire_id": "protection.mesure.lire"}
MESURE_ECRITE = {"tribunal_id": "protection.mesure.designer", "gestionnaire_id": "protection.mesure.tenir"}
FICHES = ("Confirmation", "Antenne", "Rattachement", "Zone", "Absence")

AJOUT_SEUL = """
CREATE TRIGGER evenement_ajout_seul BEFORE UPDATE OR DELETE ON protection_evenementmesure
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
CREATE TRIGGER confirmation_ajout_seul BEFORE UPDATE OR DELETE ON protection_confirmation
    FOR EACH STATEMENT EXECUTE FUNCTION journal_ajout_seul();
"""
SANS_AJOUT_SEUL = """
DROP TRIGGER evenement_ajout_seul ON protection_evenementmesure;
DROP TRIGGER confirmation_ajout_seul ON protection_confirmation;
"""
EFFACEMENT = """
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
SANS_EFFACEMENT = """
DROP POLICY effacement_lecture ON protection_mesure;
DROP POLICY effacement ON protection_evenementmesure;
DROP POLICY effacement_lecture ON protection_evenementmesure;
DROP FUNCTION protection_effacer_faits(bigint[]);
"""
"""The one way to empty what the log says of places and motives."""


class Migration(migrations.Migration):
    dependencies = [("protection", "0001_initial"), ("journal", "0005_effacement")]

    operations = [
        Proteger("Mandataire", PROFIL, {**PROFIL, **LISTE}, partout=ANNUAIRE),
        Proteger("Inscription", PROFIL, {**PROFIL, **LISTE}, partout=ANNUAIRE),
        Proteger("ArreteListe", LISTE, partout=ANNUAIRE),
        *(Proteger(nom, PROFIL, partout=ANNUAIRE) for nom in FICHES),
        *(
            Proteger(nom, MESURE_LUE, MESURE_ECRITE)
            for nom in ("Mesure", "EvenementMesure", "Mouvement", "Reservation")
        ),
        Proteger("Declaration", DECLARATION_LUE, DECLARATION_ECRITE),
        Proteger("ReponseEnquete", {**DECLARATION_ECRITE, **ENQUETE_SUIVIE}),
        Proteger("Enquete", {"organisation_id": "protection.enquete.ouvrir"}, partout=ANNUAIRE),
        Proteger("RappelFraicheur", {**PROFIL, **ENQUETE_SUIVIE}, PROFIL),
        Proteger("Simulation", {"autorite_id": "protection.statistiques.lire"}, LISTE),
        Proteger("Proposition", {"tribunal_id": "protection.mesure.designer"}),
        Proteger("ObjectifSchema", {"autorite_id": "protection.schema.fixer"}, partout=ANNUAIRE),
        Proteger("EffacementMesures", ENQUETE_SUIVIE),
        *(
            Tracer(nom, organisation="organisation_id")
            for nom in (
                *("Mandataire", "Inscription", *FICHES),
                *("Declaration", "ReponseEnquete", "Enquete", "RappelFraicheur"),
            )
        ),
        *(
            Tracer(nom, organisation="autorite_id")
            for nom in ("ArreteListe", "Simulation", "ObjectifSchema", "EffacementMesures")
        ),
        *(
            Tracer(nom, organisation="gestionnaire_id")
            for nom in ("Mesure", "EvenementMesure", "Reservation")
        ),
        Tracer("Proposition", organisation="tribunal_id"),
        migrations.RunSQL(AJOUT_SEUL, SANS_AJOUT_SEUL),
        migrations.RunSQL(EFFACEMENT, SANS_EFFACEMENT),
    ]
