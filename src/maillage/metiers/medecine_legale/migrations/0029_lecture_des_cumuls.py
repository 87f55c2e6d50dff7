"""Whoever holds the right reads the rollups: asked once a query, without listing the structures where he holds it."""

from django.db import migrations

LIRE = "medecine_legale.statistiques.lire"
DROITS = {
    **dict.fromkeys(
        (
            "effectif", "mensuel", "profil", "activite", "personne", "violence", "origine", "horaire", "absence",
            "pv_taille", "remise", "tableau_annuel", "temps", "examens",
        ),
        LIRE,
    ),
    "pv": "medecine_legale.conservation.conduire",
}  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0028_recherche_par_perimetre"), ("acces", "0005_droit_detenu")]

    operations = [
        migrations.RunSQL(
            f"ALTER POLICY lecture ON medecine_legale_cumul_{nom} USING ((SELECT acces_detient('{droit}')))",
            migrations.RunSQL.noop,
        )
        for nom, droit in DROITS.items()
    ]
