"""Two narrow rollups replace a wide one: time depends on how many complementary examinations were made, not on which.

They take its counts, which hold for the acts whose content has been erased since.
"""

# ruff: noqa: S608 (names written here)

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul, SupprimerCumul

REALISE = "NOT est_annule AND statut = 'realise'"
FAIT = {
    "organisation": "structure_id",
    "date": "date_examen",
    "condition": REALISE,
    "droit": "medecine_legale.statistiques.lire",
    "fige": "horodatage_purge IS NOT NULL",
}
MINEURS = "'de_0_a_2', 'de_3_a_5', 'de_6_a_10', 'de_11_a_14', 'de_15_a_17', 'mineur'"
CLASSE = {
    "profil": "profil",
    "type_examen": "types_examen",
    "nature": "natures_violence",
    "majorite": (
        f"CASE WHEN age = '' THEN '' WHEN age IN ({MINEURS}) THEN 'mineur' WHEN age = 'non_determine' THEN age"
        " ELSE 'majeur' END"
    ),
    "lieu_charge": (
        "CASE WHEN lieu IN ('service_public', 'service_prive') THEN 'service' WHEN lieu IN ('', 'umj') THEN 'unite'"
        " ELSE 'exterieur' END"
    ),
    "duree": "duree",
}


def reprendre(nom, colonnes, lues):
    """Put the counts of the wide rollup in place of those of the facts."""
    return migrations.RunSQL(
        f"""
        DELETE FROM medecine_legale_cumul_{nom};
        INSERT INTO medecine_legale_cumul_{nom} (organisation_id, mois, {colonnes}, nombre)
        SELECT organisation_id, mois, {lues}, sum(nombre) FROM medecine_legale_cumul_charge
        GROUP BY organisation_id, mois, {lues} ORDER BY organisation_id, mois, {lues};
        """,
        migrations.RunSQL.noop,
    )


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0026_financement_murs")]

    operations = [
        CreerCumul(
            "ActeMedicoLegal",
            nom="temps",
            dimensions={**CLASSE, "nombre_examens": "cardinality(examens)"},
            **FAIT,
        ),
        CreerCumul(
            "ActeMedicoLegal", nom="examens", dimensions={"profil": "profil", "examen": "examens"}, **FAIT
        ),
        reprendre(
            "temps", ", ".join([*CLASSE, "nombre_examens"]), ", ".join([*CLASSE, "cardinality(examen)::text"])
        ),
        reprendre("examens", "profil, examen", "profil, examen"),
        SupprimerCumul("ActeMedicoLegal", nom="charge", dimensions={**CLASSE, "examen": "examens"}, **FAIT),
    ]
