"""Rollups that the writes keep: records and their steps, pages, defects, verdicts, incidents, doors, copies, plan."""

from django.db import migrations

from maillage.socle.indicateurs.operations import CreerCumul

DROIT = "numerisation.statistiques.lire"
DU_CENTRE = {"organisation": "centre_id", "droit": DROIT}


def jour(instant):
    return f"({instant} AT TIME ZONE 'Europe/Paris')::date"


AVANT_TRI = "'inventorie', 'en_tri'"
AVANT_DEPART = f"{AVANT_TRI}, 'trie', 'audite', 'en_boite'"
AVANT_NUMERISATION = f"{AVANT_DEPART}, 'expedie', 'recu'"
SCELLES = "'scelle', 'integre', 'detruit'"
NOUVELLE = "type = 'numerisation' AND avant <> 'refuse'"


class Migration(migrations.Migration):
    dependencies = [("numerisation", "0002_murs")]

    operations = [
        CreerCumul(
            "FaitDossier",
            nom="dossiers",
            date="date",
            dimensions={"epaisseur": "epaisseur"},
            mesures={
                "tries": f"etat NOT IN ({AVANT_TRI})",
                "audites": "est_audite",
                "expedies": f"etat NOT IN ({AVANT_DEPART})",
                "numerises": f"etat NOT IN ({AVANT_NUMERISATION})",
                "scelles": f"etat IN ({SCELLES})",
                "integres": "etat IN ('integre', 'detruit')",
                "detruits": "etat = 'detruit'",
            },
            **DU_CENTRE,
        ),
        CreerCumul(
            "FaitDossier",
            nom="delais",
            date="date_integration",
            dimensions={},
            mesures={"jours": "jours_ecran"},
            condition="jours_ecran IS NOT NULL",
            **DU_CENTRE,
        ),
        CreerCumul(
            "EvenementDossier",
            nom="etapes",
            date=jour("horodatage"),
            dimensions={},
            mesures={
                "inventories": "type = 'inventaire'",
                "tries": "type = 'fin_tri'",
                "expedies": "type = 'expedition'",
                "numerises": NOUVELLE,
                "repris": "type = 'numerisation' AND avant = 'refuse'",
                "juges": "type IN ('acceptation', 'refus')",
                "refuses": "type = 'refus'",
                "integres": "type = 'integration'",
            },
            **DU_CENTRE,
        ),
        CreerCumul(
            "Incident",
            nom="incidents",
            organisation="organisation_id",
            date="date",
            dimensions={"nature": "nature", "gravite": "gravite"},
            mesures={
                "clos": "etat = 'clos'",
                "clos_vite": f"etat = 'clos' AND {jour('horodatage_cloture')} <= date + 5",
                "ecarts": "nature = 'ecart'",
                "violations": "qualification IN ('sans_risque', 'a_notifier', 'notifiee')",
                "notifiees": "qualification = 'notifiee'",
                "notifiees_a_temps": "qualification = 'notifiee' AND horodatage_notification <="
                " horodatage_connaissance + interval '72 hours'",
            },
            droit=DROIT,
        ),
        CreerCumul(
            "Porte",
            nom="portes",
            date="date",
            dimensions={"avis": "avis"},
            mesures={"examinees": "avis <> 'a_examiner'", "justifiees": "avis = 'justifie'"},
            **DU_CENTRE,
        ),
        CreerCumul(
            "Copie",
            nom="copies",
            date="date_demande",
            dimensions={"genre": "genre"},
            mesures={
                "remises": "date_remise IS NOT NULL",
                "a_temps": "date_remise IS NOT NULL AND date_remise <= date_limite",
            },
            **DU_CENTRE,
        ),
        CreerCumul(
            "Cadence", nom="cadences", date="semaine", dimensions={}, mesures={"prevus": "prevu"}, **DU_CENTRE
        ),
        CreerCumul(
            "Page",
            nom="pages",
            date=jour("horodatage"),
            dimensions={"partie": "partie"},
            mesures={
                "vierges": "encre = 'vierge'",
                "douteuses": "encre = 'douteuse'",
                "non_reconnues": "rattachement IN ('a_confirmer', 'a_saisir')",
                "ecartees": "est_ecartee",
            },
            **DU_CENTRE,
        ),
        CreerCumul(
            "Defaut",
            nom="defauts",
            organisation="service_id",
            date=jour("horodatage"),
            dimensions={"classe": "classe", "nature": "nature"},
            mesures={"autres_personnes": "nature = 'autre_personne'"},
            droit=DROIT,
        ),
        CreerCumul(
            "Verdict",
            nom="verdicts",
            organisation="service_id",
            date=jour("horodatage"),
            dimensions={},
            mesures={"refuses": "NOT est_accepte"},
            droit=DROIT,
        ),
    ]
