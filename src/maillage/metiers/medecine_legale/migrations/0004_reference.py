# ruff: noqa: S608 (the SQL is made of names written in this repository)
"""The reference table as delivered, its history, its version, and the trigger that holds every act to it.

One call a statement, on the transition tables: an import of 20,000 acts is one check. Most rows are judged by
comparing arrays with what their profile allowed during the whole period of the statement; only those that fail are
judged value by value, at their own date. An update is judged on the acts whose rule-bound columns changed. What is
compulsory is not asked again of old acts: at the end of retention, what describes a person is emptied.
"""

from typing import Any

from django.db import migrations

from maillage.metiers.medecine_legale.regles import CHAMPS, MULTIPLES, TABLE_INITIALE
from maillage.metiers.medecine_legale.regles.table import ATTENTAT
from maillage.socle.journal.operations import Tracer

TABLES = ("profilacte", "valeurreference", "valeurprofil")
UNIQUES = [champ for champ in CHAMPS if champ not in MULTIPLES]
COLONNES = ["profil", "statut", "structure_id", "date_examen", "est_hors_requisition", ATTENTAT, *CHAMPS]


def remplir(apps: Any, _editeur: Any) -> None:
    profil_acte = apps.get_model("medecine_legale", "ProfilActe")
    valeur_reference = apps.get_model("medecine_legale", "ValeurReference")
    valeur_profil = apps.get_model("medecine_legale", "ValeurProfil")
    apps.get_model("medecine_legale", "VersionReference").objects.create(pk=1)
    valeurs = {}
    for champ, liste in TABLE_INITIALE.listes.items():
        for rang, valeur in enumerate(liste.values()):
            dates = {"date_debut": valeur.debut, "date_fin": valeur.fin} if champ == ATTENTAT else {}
            valeurs[champ, valeur.code] = valeur_reference.objects.create(
                champ=champ,
                code=valeur.code,
                libelle=valeur.libelle,
                ordre=(rang + 1) * 10,
                est_reservee=valeur.est_reservee,
                **dates,
            )
    for rang, regles in enumerate(TABLE_INITIALE.profils.values()):
        profil = profil_acte.objects.create(
            code=regles.code,
            libelle=regles.libelle,
            ordre=(rang + 1) * 10,
            facultatifs=sorted(regles.facultatifs),
            distance_si=regles.distance_si,
            absence=regles.absence,
            admet_recueil=regles.admet_recueil,
        )
        valeur_profil.objects.bulk_create(
            valeur_profil(
                profil=profil,
                valeur=valeurs[champ, valeur.code],
                date_debut=valeur.debut,
                date_fin=valeur.fin,
            )
            for champ, permises in regles.valeurs.items()
            for valeur in permises
        )


VERSION = """
CREATE FUNCTION medecine_legale_renouveler_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE medecine_legale_versionreference SET jeton = gen_random_uuid();
  RETURN NULL;
END $$;
""" + "".join(
    f"CREATE TRIGGER version AFTER INSERT OR UPDATE OR DELETE ON medecine_legale_{table}"
    " FOR EACH STATEMENT EXECUTE FUNCTION medecine_legale_renouveler_version();\n"
    for table in TABLES
)

LIGNES = {
    "ajout": "SELECT n.*, true AS est_exigible FROM nouvelles n",
    "modification": (
        "SELECT n.*, n.date_examen > current_date - interval '3 years' AS est_exigible"
        " FROM nouvelles n JOIN anciennes a USING (id) WHERE ("
        + ", ".join(f"n.{colonne}" for colonne in COLONNES)
        + ") IS DISTINCT FROM ("
        + ", ".join(f"a.{colonne}" for colonne in COLONNES)
        + ")"
    ),
}


def _permises() -> str:
    """One array a field: the codes allowed to the profile on each day of the period."""
    return ", ".join(f"array_agg(v.code) FILTER (WHERE v.champ = '{champ}') AS {champ}" for champ in CHAMPS)


def _dans(champ: str) -> str:
    if champ in MULTIPLES:
        return f"(l.{champ} = '{{}}' OR l.{champ}::text[] <@ p.{champ}::text[])"
    return f"(l.{champ} = '' OR l.{champ} = ANY (p.{champ}::text[]))"


def _repond(champ: str) -> str:
    vide = f"l.{champ} = '{{}}'" if champ in MULTIPLES else f"l.{champ} = ''"
    if champ == "distance":
        condition = "(pa.distance_si = '' OR pa.distance_si = ANY (l.types_examen))"
        return f"NOT ({vide} AND p.distance IS NOT NULL AND {condition}) AND ({vide} OR {condition})"
    return f"NOT ({vide} AND p.{champ} IS NOT NULL AND NOT '{champ}' = ANY (pa.facultatifs))"


def _valeurs() -> str:
    """Each value of an act, as a row (field, code)."""
    lignes = [
        f"SELECT '{champ}' AS champ, unnest(l.{champ})::text AS code"
        if champ in MULTIPLES
        else f"SELECT '{champ}', l.{champ}::text WHERE l.{champ} <> ''"
        for champ in sorted(CHAMPS, key=lambda champ: champ not in MULTIPLES)
    ]
    return " UNION ALL ".join(lignes)


def controle(nom: str) -> str:
    dates = (
        "({0}.date_debut IS NULL OR {0}.date_debut <= {1}) AND ({0}.date_fin IS NULL OR {0}.date_fin >= {2})"
    )
    conditions = " AND ".join(_dans(champ) for champ in CHAMPS)
    reponses = " AND ".join(_repond(champ) for champ in CHAMPS)
    return f"""
CREATE FUNCTION medecine_legale_controler_{nom}() RETURNS trigger LANGUAGE plpgsql AS $controle$
DECLARE
  faute record;
BEGIN
  WITH lignes AS MATERIALIZED ({LIGNES[nom]}),
  bornes AS MATERIALIZED (SELECT profil, min(date_examen) AS debut, max(date_examen) AS fin FROM lignes GROUP BY profil),
  permises AS MATERIALIZED (
    SELECT b.profil, {_permises()}
    FROM bornes b
    JOIN medecine_legale_profilacte pa ON pa.code = b.profil AND {dates.format("pa", "b.debut", "b.fin")}
    LEFT JOIN medecine_legale_valeurprofil vp ON vp.profil_id = pa.id AND {dates.format("vp", "b.debut", "b.fin")}
    LEFT JOIN medecine_legale_valeurreference v ON v.id = vp.valeur_id
    GROUP BY b.profil),
  juges AS (
    SELECT l.*, p.profil IS NOT NULL AND ({conditions}) AS est_permis,
      pa.absence, pa.admet_recueil, pa.id AS profil_id,
      l.statut <> 'realise' OR NOT l.est_exigible OR coalesce({reponses}, true) AS est_complet
    FROM lignes l
    LEFT JOIN permises p ON p.profil = l.profil
    LEFT JOIN medecine_legale_profilacte pa ON pa.code = l.profil)
  SELECT l.numero_interne, l.profil,
    CASE
      WHEN l.profil_id IS NULL THEN 'ce profil n’existe pas'
      WHEN NOT coalesce(l.est_permis, false) AND ({_refus(dates)}) THEN 'une valeur n’est pas admise pour ce profil à cette date'
      WHEN l.statut <> 'realise' AND l.statut <> l.absence THEN 'ce profil n’admet pas ce statut'
      WHEN NOT l.est_complet THEN 'une réponse obligatoire manque'
      WHEN l.est_hors_requisition AND NOT l.admet_recueil THEN 'ce profil n’admet pas de recueil de preuves sans plainte'
      WHEN l.{ATTENTAT} <> '' AND ({_attentat(dates)}) THEN 'cet attentat n’est pas dans la liste à cette date'
      WHEN {_reserve()} THEN 'cet examen est réservé aux instituts médico-légaux'
    END AS motif
  INTO faute FROM juges l
  WHERE l.profil_id IS NULL OR NOT coalesce(l.est_permis, false) AND ({_refus(dates)})
    OR l.statut <> 'realise' AND l.statut <> l.absence OR NOT l.est_complet
    OR l.est_hors_requisition AND NOT l.admet_recueil
    OR l.{ATTENTAT} <> '' AND ({_attentat(dates)})
    OR {_reserve()}
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'Acte % (%) : %.', faute.numero_interne, faute.profil, faute.motif
      USING ERRCODE = 'check_violation', CONSTRAINT = 'medecine_legale_acte_profil',
            TABLE = 'medecine_legale_actemedicolegal';
  END IF;
  RETURN NULL;
END $controle$;
"""


def _refus(dates: str) -> str:
    """The precise judgement, at the act's own date, for rows that the quick one suspects."""
    return f"""NOT EXISTS (SELECT 1 FROM medecine_legale_profilacte pa WHERE pa.id = l.profil_id
        AND {dates.format("pa", "l.date_examen", "l.date_examen")})
      OR EXISTS (SELECT 1 FROM ({_valeurs()}) x WHERE NOT EXISTS (
        SELECT 1 FROM medecine_legale_valeurprofil vp JOIN medecine_legale_valeurreference v ON v.id = vp.valeur_id
        WHERE vp.profil_id = l.profil_id AND v.champ = x.champ AND v.code = x.code
          AND {dates.format("vp", "l.date_examen", "l.date_examen")}))"""


def _attentat(dates: str) -> str:
    return f"""NOT '{ATTENTAT}' = ANY (l.natures_violence) OR NOT EXISTS (
        SELECT 1 FROM medecine_legale_valeurreference v WHERE v.champ = '{ATTENTAT}' AND v.code = l.{ATTENTAT}
          AND {dates.format("v", "l.date_examen", "l.date_examen")})"""


def _reserve() -> str:
    reservees = (
        "SELECT code FROM medecine_legale_valeurreference WHERE champ = 'types_examen' AND est_reservee"
    )
    return f"""(l.types_examen::text[] && (SELECT array_agg(code::text) FROM ({reservees}) r) AND NOT EXISTS (
        SELECT 1 FROM annuaire_organisation o WHERE o.id = l.structure_id
          AND (o.type = 'institut_medico_legal' OR coalesce((o.caracteristiques ->> 'institut')::boolean, false))))"""


DECLENCHEURS = """
CREATE TRIGGER controle_ajout AFTER INSERT ON medecine_legale_actemedicolegal
  REFERENCING NEW TABLE AS nouvelles FOR EACH STATEMENT EXECUTE FUNCTION medecine_legale_controler_ajout();
CREATE TRIGGER controle_modification AFTER UPDATE ON medecine_legale_actemedicolegal
  REFERENCING OLD TABLE AS anciennes NEW TABLE AS nouvelles
  FOR EACH STATEMENT EXECUTE FUNCTION medecine_legale_controler_modification();
"""
RETRAIT = """
DROP TRIGGER controle_ajout ON medecine_legale_actemedicolegal;
DROP TRIGGER controle_modification ON medecine_legale_actemedicolegal;
DROP FUNCTION medecine_legale_controler_ajout();
DROP FUNCTION medecine_legale_controler_modification();
"""
SANS_VERSION = (
    "".join(f"DROP TRIGGER version ON medecine_legale_{table};" for table in TABLES)
    + "DROP FUNCTION medecine_legale_renouveler_version();"
)


class Migration(migrations.Migration):
    # The last one before the first four took in all that followed them: a base that had it has everything.
    replaces = [("medecine_legale", "0030_suites_sans_zeros")]
    dependencies = [("medecine_legale", "0003_cumuls")]

    operations = [
        migrations.RunPython(remplir, migrations.RunPython.noop),
        Tracer("ProfilActe"),
        Tracer("ValeurReference"),
        Tracer("ValeurProfil"),
        migrations.RunSQL(VERSION, SANS_VERSION),
        migrations.RunSQL(controle("ajout") + controle("modification") + DECLENCHEURS, RETRAIT),
    ]
