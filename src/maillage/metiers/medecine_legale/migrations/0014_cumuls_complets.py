"""Rollups of every indicator. A fact whose content is erased at the end of retention stays counted as it was."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul, SupprimerCumul

STATISTIQUES = "medecine_legale.statistiques.lire"
REALISE = "NOT est_annule AND statut = 'realise'"
HORS = {"hors_requisition": "est_hors_requisition"}
FAIT = {"organisation": "structure_id", "date": "date_examen", "droit": STATISTIQUES}
ANCIEN = {**FAIT, "mesures": HORS, "condition": REALISE}
NOUVEAU = {**FAIT, "fige": "horodatage_purge IS NOT NULL"}

PROFIL = {"profil": "profil"}
ACTIVITE = {**PROFIL, "type_examen": "types_examen", "periode_journee": "periode_journee"}
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


def anciens(operation):
    """The three rollups there were."""
    return [
        operation("ActeMedicoLegal", nom="activite", dimensions=ACTIVITE, **ANCIEN),
        operation("ActeMedicoLegal", nom="mensuel", dimensions={}, **ANCIEN),
        operation("ActeMedicoLegal", nom="profil", dimensions=PROFIL, **ANCIEN),
    ]


def cumul(nom, dimensions, mesures=None, condition=REALISE):
    return CreerCumul(
        "ActeMedicoLegal",
        nom=nom,
        dimensions=dimensions,
        mesures=mesures or {},
        condition=condition,
        **NOUVEAU,
    )


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0013_acte_statistique")]

    operations = [
        *anciens(SupprimerCumul),
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
        cumul("activite", ACTIVITE, HORS),
        cumul("personne", {**PROFIL, "age": "age", "genre": "genre"}),
        cumul("violence", {**PROFIL, "nature": "natures_violence", "contexte": "contextes_violence"}),
        cumul("origine", {"requerant": "requerant_id", "juridiction": "juridiction_id"}),
        cumul("horaire", {"heure": "to_char(heure_debut, 'HH24')"}),
        cumul(
            "charge",
            {
                **PROFIL,
                "type_examen": "types_examen",
                "nature": "natures_violence",
                "majorite": MAJORITE,
                "lieu_charge": LIEU,
                "duree": "duree",
                "examen": "examens",
            },
        ),
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
            fige="horodatage_purge IS NOT NULL",
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
    ]
