"""Rollups that the writes of the facts keep: passages, adjournments, minutes, hearings."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

DROIT = "audiences.statistiques.lire"
PASSAGE = {"organisation": "chambre_id", "date": "date", "condition": "est_audience", "droit": DROIT}


class Migration(migrations.Migration):
    # The last one before the first three took in all that followed them: a base that had it has everything.
    replaces = [("audiences", "0006_phrases_murs")]
    dependencies = [("audiences", "0002_murs")]

    operations = [
        CreerCumul(
            "FaitPassage",
            nom="passages",
            dimensions={"nature": "nature", "issue": "statut"},
            mesures={
                "examinees": "NOT est_lecture",
                "juges": "statut = 'jugee'",
                "renvois": "famille_renvoi = 'renvoi'",
                "deliberes": "statut = 'delibere'",
                "jours_audiencement": "jours_audiencement",
                "avec_saisine": "jours_audiencement IS NOT NULL",
                "prevenus_juges": "prevenus_juges",
                "prevenus_a_signifier": "prevenus_a_signifier",
                "prevenus_defaut": "prevenus_defaut",
                "minutes_a_etablir": "statut = 'jugee' AND NOT est_minute_etablie",
                "minutes_signees": "est_minute_signee",
                "jours_minute": "jours_minute",
                "minutes_a_temps": "est_minute_a_temps",
                "notes_visees": "est_note_visee",
                "notes_a_temps": "est_note_visee_a_temps",
            },
            **PASSAGE,
        ),
        CreerCumul(
            "FaitPassage",
            nom="renvois",
            dimensions={"motif": "motif_renvoi", "famille": "famille_renvoi", "nature": "nature"},
            **{**PASSAGE, "condition": "est_audience AND famille_renvoi <> ''"},
        ),
        CreerCumul(
            "FaitPassage",
            nom="minutes",
            dimensions={"delai": "least(jours_minute, 365)"},
            **{**PASSAGE, "condition": "est_minute_signee"},
        ),
        CreerCumul(
            "FaitAudience",
            nom="audiences",
            organisation="chambre_id",
            date="date",
            dimensions={"nature": "nature", "type": "type"},
            mesures={
                "minutes": "minutes",
                "dossiers": "dossiers",
                "tardives": "est_apres_21h",
                "surchargees": "est_surchargee",
            },
            droit=DROIT,
        ),
    ]
