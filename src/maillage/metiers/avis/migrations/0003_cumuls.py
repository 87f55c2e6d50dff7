"""Rollups that the writes of the facts keep: requests, what followed, rosters and their exchanges."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

DROIT = "avis.statistiques.lire"
FAIT = {"organisation": "gestionnaire_id", "date": "date", "droit": DROIT}
VALABLE = "statut NOT IN ('annulee', 'reorientee')"
CONNU = "recours NOT IN ('', 'inconnu')"
AUX_URGENCES = "recours IN ('urgences', 'hospitalisation')"


class Migration(migrations.Migration):
    # The last one before the first three took in all that followed them: a base that had it has everything.
    replaces = [("avis", "0007_formation")]
    dependencies = [("avis", "0002_murs")]

    operations = [
        CreerCumul(
            "FaitDemande",
            nom="demandes",
            dimensions={"filiere": "filiere_id", "urgence": "urgence"},
            mesures={
                "valables": VALABLE,
                "repondues": "heures_reponse IS NOT NULL",
                "a_temps": f"est_a_temps AND {VALABLE}",
                "heures_reponse": "heures_reponse",
                "prises": "minutes_prise IS NOT NULL",
                "minutes_prise": "minutes_prise",
                "cloturees": "est_cloturee",
                "evites": "est_cloturee AND suite = 'evite'",
                "sans_consultation": "est_cloturee AND suite IN ('evite', 'non_envisage')",
                "suscites": "est_cloturee AND suite = 'suscite'",
                "urgences_prevues": f"conduite_prevue = 'urgences' AND {CONNU}",
                "urgences_evitees": f"conduite_prevue = 'urgences' AND {CONNU} AND NOT ({AUX_URGENCES})",
                "evites_suivis": f"suite = 'evite' AND {CONNU}",
                "recours_malgre": f"suite = 'evite' AND {CONNU} AND recours <> 'aucun'",
                "notees": "satisfaction IS NOT NULL",
                "satisfaites": "COALESCE(satisfaction, 0) >= 4",
                "notees_patient": "apport_patient IS NOT NULL",
                "apport_patient": "COALESCE(apport_patient, 0) >= 4",
                "closes": "est_cloturee OR est_sans_retour",
                "sans_retour": "est_sans_retour",
                "informes": "est_patient_informe",
                "consenties": "est_consentie",
                "reassignees": "refus > 0 OR expirations > 0",
                "minutes_avis": "minutes_avis",
            },
            **FAIT,
        ),
        CreerCumul(
            "FaitDemande",
            nom="suites",
            dimensions={"suite": "suite", "filiere": "filiere_id"},
            **FAIT,
            condition="est_cloturee",
        ),
        CreerCumul(
            "Garde",
            nom="gardes",
            dimensions={"filiere": "filiere_id"},
            mesures={"couvertes": "specialiste_id IS NOT NULL"},
            **FAIT,
            condition="est_publiee AND rang = 'premiere'",
        ),
        CreerCumul(
            "Garde",
            nom="renforts",
            dimensions={"filiere": "filiere_id"},
            mesures={"couvertes": "specialiste_id IS NOT NULL"},
            **FAIT,
            condition="est_publiee AND rang = 'renfort'",
        ),
        CreerCumul(
            "EchangeGarde",
            nom="echanges",
            organisation="gestionnaire_id",
            date="(horodatage_conclusion AT TIME ZONE 'Europe/Paris')::date",
            dimensions={"genre": "genre"},
            condition="statut = 'conclu'",
            droit=DROIT,
        ),
    ]
