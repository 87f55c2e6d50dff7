"""Rollups of every indicator, kept by the writes themselves.

A fact whose content is erased at the end of retention stays counted as it was. Narrow rollups first: the year of the
country is read in a few thousand rows.
"""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

STATISTIQUES = "medecine_legale.statistiques.lire"
REALISE = "NOT est_annule AND statut = 'realise'"
FIGE = "horodatage_purge IS NOT NULL"
HORS = {"hors_requisition": "est_hors_requisition"}

PROFIL = {"profil": "profil"}
RATTACHEMENT = (
    "CASE WHEN est_hors_requisition THEN 'recueil' WHEN cle_pv <> '' THEN 'avec_pv' ELSE 'sans_pv' END"
)
JOURS = "date_examen - date_requisition"
DELAI = (
    f"CASE WHEN date_requisition IS NULL THEN '' WHEN {JOURS} <= 0 THEN 'jour_meme' WHEN {JOURS} = 1 THEN 'lendemain'"
    f" WHEN {JOURS} <= 3 THEN 'de_2_a_3' WHEN {JOURS} <= 7 THEN 'de_4_a_7' WHEN {JOURS} <= 30 THEN 'de_8_a_30'"
    " ELSE 'plus_30' END"
)
MINEURS = "'de_0_a_2', 'de_3_a_5', 'de_6_a_10', 'de_11_a_14', 'de_15_a_17', 'mineur'"
MAJORITE = (
    f"CASE WHEN age = '' THEN '' WHEN age IN ({MINEURS}) THEN 'mineur' WHEN age = 'non_determine' THEN age"
    " ELSE 'majeur' END"
)
LIEU = (
    "CASE WHEN lieu IN ('service_public', 'service_prive') THEN 'service' WHEN lieu IN ('', 'umj') THEN 'unite'"
    " ELSE 'exterieur' END"
)
COMPLEMENTAIRES = "'biologie', 'imagerie', 'toxicologie', 'anatomopathologie'"


def cumul(nom, dimensions, mesures=None, condition=REALISE):
    return CreerCumul(
        "ActeMedicoLegal",
        nom=nom,
        organisation="structure_id",
        date="date_examen",
        dimensions=dimensions,
        mesures=mesures,
        condition=condition,
        droit=STATISTIQUES,
        fige=FIGE,
    )


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0002_murs")]

    operations = [
        cumul(
            "mensuel",
            {"reseau": "reseau", "rattachement": RATTACHEMENT, "delai": DELAI},
            {
                **HORS,
                "jours_delai": f"CASE WHEN date_requisition IS NOT NULL THEN greatest({JOURS}, 0) ELSE 0 END",
                "avec_delai": "date_requisition IS NOT NULL",
            },
        ),
        cumul("profil", {**PROFIL, "rattachement": RATTACHEMENT}, HORS),
        cumul(
            "activite",
            {**PROFIL, "type_examen": "types_examen", "periode_journee": "periode_journee"},
            HORS,
        ),
        cumul("personne", {**PROFIL, "age": "age", "genre": "genre"}),
        cumul("violence", {**PROFIL, "nature": "natures_violence", "contexte": "contextes_violence"}),
        cumul("origine", {"requerant": "requerant_id", "juridiction": "juridiction_id"}),
        cumul("horaire", {"heure": "to_char(heure_debut, 'HH24')"}),
        # Time depends on how many complementary examinations were made, not on which.
        cumul(
            "temps",
            {
                **PROFIL,
                "type_examen": "types_examen",
                "nature": "natures_violence",
                "majorite": MAJORITE,
                "lieu_charge": LIEU,
                "duree": "duree",
                "nombre_examens": "cardinality(examens)",
            },
        ),
        cumul("examens", {**PROFIL, "examen": "examens"}),
        cumul("absence", {**PROFIL, "statut": "statut"}, condition="NOT est_annule AND statut <> 'realise'"),
        # One row a procès-verbal and a year, read by nobody: the next rollup counts its rows by their size.
        CreerCumul(
            "ActeMedicoLegal",
            nom="pv",
            organisation="structure_id",
            date="date_trunc('year', date_examen::timestamp)::date",
            dimensions={"pv": "md5(cle_pv)"},
            condition=f"{REALISE} AND cle_pv <> ''",
            droit="medecine_legale.conservation.conduire",
            fige=FIGE,
        ),
        CreerCumul(
            "ActeMedicoLegal",
            sur="pv",
            nom="pv_taille",
            organisation="organisation_id",
            date="mois",
            dimensions={"taille": "least(nombre, 5)"},
            mesures={"actes": "nombre", "partages": "CASE WHEN nombre > 1 THEN nombre ELSE 0 END"},
            condition="nombre > 0",
            droit=STATISTIQUES,
        ),
        CreerCumul(
            "Certificat",
            nom="remise",
            organisation="structure_id",
            date="date_remise",
            dimensions={"nature": "nature"},
            mesures={"jours": "delai_jours"},
            condition="delai_jours IS NOT NULL",
            droit=STATISTIQUES,
        ),
        CreerCumul(
            "LigneEffectif",
            nom="effectif",
            organisation="structure_id",
            date="mois",
            dimensions={"profession": "profession"},
            mesures={"etp": "etp"},
            droit=STATISTIQUES,
        ),
        # Acts declared, without complementary quantities.
        CreerCumul(
            "LigneTableauAnnuel",
            nom="tableau_annuel",
            organisation="structure_id",
            date="date_debut",
            dimensions={"rubrique": "rubrique"},
            mesures={"quantite": "quantite"},
            condition=f"NOT est_remplacee AND rubrique NOT IN ({COMPLEMENTAIRES})",
            droit=STATISTIQUES,
        ),
    ]
