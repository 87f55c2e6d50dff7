"""When the papers of a conviction were handed: said of what is already counted, then kept by a rollup."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

LUES = ("audiences_faitpassage", "audiences_audiencement", "audiences_decision", "audiences_etapedossier")
REPRENDRE = """
UPDATE audiences_faitpassage f SET
    est_pieces_attendues = true,
    est_pieces_remises = e.jour IS NOT NULL,
    est_pieces_le_jour_meme = coalesce(e.jour = p.decision, false),
    jours_pieces = greatest(0, e.jour - p.decision)
FROM (
    SELECT id, (horodatage_issue AT TIME ZONE 'Europe/Paris')::date AS decision FROM audiences_audiencement
    WHERE statut = 'jugee'
) p
LEFT JOIN (
    SELECT audiencement_id, (horodatage AT TIME ZONE 'Europe/Paris')::date AS jour FROM audiences_etapedossier
    WHERE genre = 'pieces_remises'
) e ON e.audiencement_id = p.id
WHERE f.audiencement_id = p.id AND EXISTS (
    SELECT FROM audiences_decision d WHERE d.audiencement_id = p.id AND d.date_delibere IS NULL
      AND d.sanction IN ('condamnation', 'dispense_de_peine', 'exemption_de_peine')
)
"""
"""As `actions.faits` counts it."""


def murs(mot: str) -> str:
    return "; ".join(f"ALTER TABLE {table} {mot} ROW LEVEL SECURITY" for table in LUES)


class Migration(migrations.Migration):
    dependencies = [("audiences", "0005_executions")]

    operations = [
        # The owner of the tables is behind their wall too.
        migrations.RunSQL(murs("NO FORCE"), murs("FORCE")),
        migrations.RunSQL(REPRENDRE, migrations.RunSQL.noop),
        migrations.RunSQL(murs("FORCE"), murs("NO FORCE")),
        CreerCumul(
            "FaitPassage",
            nom="pieces",
            organisation="chambre_id",
            date="date",
            condition="est_audience AND est_pieces_attendues",
            dimensions={"nature": "nature"},
            mesures={
                "a_remettre": "NOT est_pieces_remises",
                "remises": "est_pieces_remises",
                "le_jour_meme": "est_pieces_le_jour_meme",
                "jours_pieces": "jours_pieces",
            },
            droit="audiences.statistiques.lire",
        ),
    ]
