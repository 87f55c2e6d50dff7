"""The tables of criminal hearings."""

import uuid

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from maillage.commun.migrations import CreerTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("annuaire", "0004_chambre"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreerTables(
            [
                migrations.CreateModel(
                    name="Affaire",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero_parquet", models.CharField(max_length=40, verbose_name="numéro de parquet")),
                        ("cle_parquet", models.CharField(db_collation="C", editable=False, max_length=40)),
                        (
                            "reference_externe",
                            models.CharField(blank=True, max_length=60, verbose_name="référence au registre"),
                        ),
                        ("date_saisine", models.DateField(blank=True, null=True, verbose_name="saisine du")),
                        ("est_scelle", models.BooleanField(default=False, verbose_name="scellés")),
                        (
                            "horodatage_creation",
                            models.DateTimeField(auto_now_add=True, verbose_name="enregistrée le"),
                        ),
                        (
                            "horodatage_purge",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="données effacées le"
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "chambre_precedente",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre précédente",
                            ),
                        ),
                        (
                            "cle",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="acces.cle",
                                verbose_name="clé",
                            ),
                        ),
                        (
                            "juridiction",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="juridiction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "affaire",
                        "verbose_name_plural": "affaires",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["chambre", "-id"], name="affaire_chambre"),
                            models.Index(fields=["cle_parquet", "chambre"], name="affaire_parquet"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("juridiction", "cle_parquet"),
                                name="audiences_affaire_unique",
                                violation_error_message="Ce numéro de parquet désigne déjà une affaire de ce tribunal.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Partie",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("prevenu", "Prévenu"),
                                    ("mis_en_cause", "Mis en cause"),
                                    ("victime", "Victime"),
                                    ("juge", "Jugé"),
                                    ("personne_liee", "Personne liée"),
                                    ("partie_civile", "Partie civile"),
                                    ("partie_civile_opposant", "Partie civile et opposant"),
                                    ("partie_civile_abusive", "Partie civile abusive"),
                                    ("partie_civile_rl", "Partie civile par représentant légal"),
                                    ("civilement_responsable", "Civilement responsable"),
                                    ("temoin", "Témoin"),
                                    ("expert", "Expert"),
                                    ("representant_legal", "Représentant légal"),
                                ],
                                max_length=40,
                                verbose_name="qualité",
                            ),
                        ),
                        (
                            "est_personne_morale",
                            models.BooleanField(default=False, verbose_name="personne morale"),
                        ),
                        ("est_mineur", models.BooleanField(default=False, verbose_name="mineur")),
                        (
                            "est_identifie",
                            models.BooleanField(default=False, verbose_name="identité complète"),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="identité chiffrée")),
                        (
                            "categorie_penale",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("LIB", "Libre"),
                                    ("CJ", "Placé sous contrôle judiciaire"),
                                    ("ARSE", "Assigné à résidence sous surveillance électronique"),
                                    ("DET", "Détenu prévenu pour cette cause"),
                                    ("DP", "Détenu provisoirement"),
                                    ("DPAC", "Détenu pour autre cause"),
                                    ("ESCORTE", "Retenu sous escorte"),
                                    ("CD", "Condamné détenu"),
                                    ("CPC", "Contraint par corps"),
                                    ("CT", "Contraint-dettier"),
                                    ("CJUD", "Contrainte judiciaire"),
                                    ("DCD", "Détenu décédé"),
                                    ("FUIT", "Détenu en fuite"),
                                    ("DLC", "Détenu libérable sous réserve du versement d’un cautionnement"),
                                    ("PR", "Détenu prévenu"),
                                    ("DSL", "Détenu sous le régime de la semi-liberté"),
                                    ("DDSE", "Détenu à domicile sous surveillance électronique"),
                                    ("EVD", "Détenu évadé"),
                                    ("INCP", "Incarcéré provisoire"),
                                    ("IN", "Inconnue"),
                                    ("MDDOUAN", "Maintenu en détention sous le régime douanier"),
                                    ("MDDIFF", "Placé sous mandat de dépôt à effet différé"),
                                    ("LS", "Placé sous le régime de la liberté surveillée"),
                                    ("PSE", "Placé sous surveillance électronique"),
                                    ("PD", "Prévenu détenu pour cette cause"),
                                    ("RETADM", "Retenu administrativement"),
                                    ("PCORPS", "Sous l’effet de la prise de corps"),
                                    ("EEXTR", "Écrou extraditionnel"),
                                ],
                                max_length=40,
                                verbose_name="situation pénale",
                            ),
                        ),
                        (
                            "mode_poursuite",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("AVERTIS", "Avertissement"),
                                    ("ACONTRA", "Avis de contravention"),
                                    ("CD", "Citation directe"),
                                    ("CPP", "Citation par partie poursuivante"),
                                    ("CLASSMT", "Classement"),
                                    ("CONVGRE", "Convocation par greffier"),
                                    ("CVCEP", "Convocation par le chef d’établissement pénitentiaire"),
                                    ("COPJ", "Convocation par officier de police judiciaire"),
                                    ("CPV", "Convocation par procès-verbal du procureur"),
                                    ("CPVMIN", "Convocation par procès-verbal (mineurs)"),
                                    ("COPJMEX", "Convocation aux fins de mise en examen"),
                                    ("DESSAIS", "Dessaisissement"),
                                    ("DESCIV", "Dessaisissement en matière civile"),
                                    ("EXCOMPO", "Exécution de la composition pénale hors validation"),
                                    ("JONCT", "Jonction"),
                                    ("PROALT", "Procédure alternative aux poursuites"),
                                    ("COMPO", "Proposition de composition pénale"),
                                    ("COMPO2", "Proposition de composition pénale après délai de réflexion"),
                                    ("PV-CDD", "Comparution à délai différé"),
                                    ("PV-CI", "Comparution immédiate"),
                                    ("PV-CP", "Comparution préalable"),
                                    ("PVCRPC", "Comparution sur reconnaissance préalable de culpabilité"),
                                    ("PV-CITA", "Procès-verbal valant citation à parquet"),
                                    ("ROP", "Réquisitions d’ordonnance pénale"),
                                    ("RI", "Réquisitoire introductif"),
                                ],
                                max_length=40,
                                verbose_name="mode de poursuite",
                            ),
                        ),
                        (
                            "mode_convocation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CCPV", "Convocation par procès-verbal"),
                                    ("PVCI", "Procès-verbal de comparution immédiate"),
                                    ("COPJ", "Convocation par officier de police judiciaire"),
                                    ("ORTC", "Ordonnance de renvoi devant le tribunal correctionnel"),
                                    ("RENV", "Renvoi"),
                                    ("REFC", "Refus de comparution sur reconnaissance préalable"),
                                ],
                                max_length=40,
                                verbose_name="mode de convocation",
                            ),
                        ),
                        (
                            "date_convocation",
                            models.DateField(blank=True, null=True, verbose_name="convoqué le"),
                        ),
                        (
                            "est_citee_a_personne",
                            models.BooleanField(default=False, verbose_name="citation à personne, ou connue"),
                        ),
                        (
                            "est_aide_juridictionnelle",
                            models.BooleanField(default=False, verbose_name="aide juridictionnelle"),
                        ),
                        (
                            "langue_interprete",
                            models.CharField(blank=True, max_length=60, verbose_name="interprète en"),
                        ),
                        (
                            "lien_juridique",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Représentant légal"),
                                    ("2", "Intervenant"),
                                    ("3", "Tiers"),
                                    ("4", "Déclarant"),
                                    ("6", "Administrateur ad hoc"),
                                    ("7", "Pas de lien juridique"),
                                    ("9", "Mandataire judiciaire"),
                                ],
                                max_length=40,
                                verbose_name="lien",
                            ),
                        ),
                        (
                            "reference_externe",
                            models.CharField(blank=True, max_length=60, verbose_name="référence au registre"),
                        ),
                        (
                            "affaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="parties",
                                to="audiences.affaire",
                                verbose_name="affaire",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "chambre_precedente",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre précédente",
                            ),
                        ),
                        (
                            "represente",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="representants",
                                to="audiences.partie",
                                verbose_name="représente",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "partie",
                        "verbose_name_plural": "parties",
                        "ordering": ["rang", "id"],
                        "indexes": [models.Index(fields=["chambre", "affaire"], name="partie_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("affaire", "rang"), name="audiences_partie_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("represente", None),
                                    models.Q(("represente", models.F("id")), _negated=True),
                                    _connector="OR",
                                ),
                                name="audiences_partie_represente",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Infraction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("natinf", models.CharField(max_length=10, verbose_name="NATINF")),
                        (
                            "edition",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="édition de la nomenclature"
                            ),
                        ),
                        ("qualification", models.CharField(max_length=300, verbose_name="qualification")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("crime", "Crime"),
                                    ("delit", "Délit"),
                                    ("contravention_5", "Contravention de cinquième classe"),
                                    ("contravention", "Contravention"),
                                ],
                                default="delit",
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        ("date_debut", models.DateField(blank=True, null=True, verbose_name="faits du")),
                        ("date_fin", models.DateField(blank=True, null=True, verbose_name="au")),
                        ("commune", models.CharField(blank=True, max_length=120, verbose_name="commune")),
                        (
                            "contenu",
                            models.TextField(
                                blank=True, verbose_name="lieu et qualification développée, chiffrés"
                            ),
                        ),
                        (
                            "reference_externe",
                            models.CharField(blank=True, max_length=60, verbose_name="référence au registre"),
                        ),
                        (
                            "affaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="infractions",
                                to="audiences.affaire",
                                verbose_name="affaire",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "chambre_precedente",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre précédente",
                            ),
                        ),
                        (
                            "remplace",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="requalifications",
                                to="audiences.infraction",
                                verbose_name="requalifie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "infraction",
                        "verbose_name_plural": "infractions",
                        "ordering": ["rang", "id"],
                        "indexes": [models.Index(fields=["chambre", "affaire"], name="infraction_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("affaire", "rang"), name="audiences_infraction_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin", None),
                                    models.Q(
                                        ("date_debut__isnull", False),
                                        ("date_fin__gte", models.F("date_debut")),
                                    ),
                                    _connector="OR",
                                ),
                                name="audiences_infraction_dates",
                                violation_error_message="La fin des faits précède leur début.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Prevention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "modalite",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("1", "Tentative"),
                                    ("2", "Complicité"),
                                    ("3", "Récidive"),
                                    ("7", "Tentative en nouvelle récidive"),
                                    ("8", "Intérêt à la fraude douanière"),
                                    ("10", "Complicité de tentative"),
                                    ("11", "Tentative en récidive"),
                                    ("12", "Complicité en récidive"),
                                    ("13", "Complicité de tentative en récidive"),
                                    ("14", "Nouvelle récidive"),
                                    ("15", "Complicité en nouvelle récidive"),
                                    ("17", "Complicité de tentative en nouvelle récidive"),
                                ],
                                max_length=40,
                                verbose_name="participation",
                            ),
                        ),
                        ("est_disqualifiee", models.BooleanField(default=False, verbose_name="disqualifiée")),
                        (
                            "affaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preventions",
                                to="audiences.affaire",
                                verbose_name="affaire",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "chambre_precedente",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre précédente",
                            ),
                        ),
                        (
                            "infraction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preventions",
                                to="audiences.infraction",
                                verbose_name="infraction",
                            ),
                        ),
                        (
                            "partie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="preventions",
                                to="audiences.partie",
                                verbose_name="partie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "prévention",
                        "verbose_name_plural": "préventions",
                        "ordering": ["infraction_id", "partie_id"],
                        "indexes": [models.Index(fields=["chambre", "affaire"], name="prevention_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("infraction", "partie"), name="audiences_prevention_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audience",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField(verbose_name="date")),
                        ("heure", models.TimeField(verbose_name="heure")),
                        (
                            "type",
                            models.CharField(
                                choices=[("juge_unique", "Juge unique"), ("collegial", "Collégiale")],
                                max_length=40,
                                verbose_name="composition",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("correctionnelle", "Audience correctionnelle"),
                                    ("comparution_immediate", "Comparutions immédiates"),
                                    ("crpc", "Homologation sur reconnaissance préalable"),
                                    ("interets_civils", "Intérêts civils"),
                                    ("deliberes", "Lecture des délibérés"),
                                ],
                                default="correctionnelle",
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        ("salle", models.CharField(blank=True, max_length=60, verbose_name="salle")),
                        (
                            "dossiers_maximum",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="dossiers au plus"
                            ),
                        ),
                        (
                            "minutes_prevues",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="durée prévue (minutes)"
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("prevue", "À venir"),
                                    ("en_cours", "En cours"),
                                    ("suspendue", "Suspendue"),
                                    ("close", "Levée"),
                                ],
                                default="prevue",
                                max_length=40,
                                verbose_name="statut",
                            ),
                        ),
                        (
                            "horodatage_ouverture",
                            models.DateTimeField(blank=True, null=True, verbose_name="ouverte le"),
                        ),
                        (
                            "horodatage_cloture",
                            models.DateTimeField(blank=True, null=True, verbose_name="levée le"),
                        ),
                        (
                            "reference_externe",
                            models.CharField(blank=True, max_length=60, verbose_name="référence au registre"),
                        ),
                        ("dossiers", models.PositiveSmallIntegerField(default=0, verbose_name="dossiers")),
                        ("juges", models.PositiveSmallIntegerField(default=0, verbose_name="jugés")),
                        ("renvoyes", models.PositiveSmallIntegerField(default=0, verbose_name="renvoyés")),
                        (
                            "deliberes",
                            models.PositiveSmallIntegerField(default=0, verbose_name="en délibéré"),
                        ),
                        (
                            "avancement",
                            models.PositiveSmallIntegerField(default=0, verbose_name="avancement"),
                        ),
                        (
                            "horodatage_creation",
                            models.DateTimeField(auto_now_add=True, verbose_name="enregistrée le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audience",
                        "verbose_name_plural": "audiences",
                        "ordering": ["-date", "-heure", "-id"],
                        "indexes": [
                            models.Index(fields=["chambre", "-date", "-id"], name="audience_chambre")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("chambre", "date", "heure", "nature"),
                                name="audiences_audience_unique",
                                violation_error_message="Cette chambre a déjà cette audience, à cette date et à cette heure.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("reference_externe", ""), _negated=True),
                                fields=("chambre", "reference_externe"),
                                name="audiences_audience_reference",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statut", "prevue"),
                                    ("horodatage_ouverture__isnull", False),
                                    _connector="OR",
                                ),
                                name="audiences_audience_ouverte",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statut", "close"), _negated=True),
                                    ("horodatage_cloture__isnull", False),
                                    _connector="OR",
                                ),
                                name="audiences_audience_close",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("avancement__lte", 100)),
                                name="audiences_audience_avancement",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Seance",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("horodatage_debut", models.DateTimeField(verbose_name="début")),
                        ("horodatage_fin", models.DateTimeField(blank=True, null=True, verbose_name="fin")),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="seances",
                                to="audiences.audience",
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "séance",
                        "verbose_name_plural": "séances",
                        "ordering": ["horodatage_debut", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("horodatage_fin", None),
                                    ("horodatage_fin__gte", models.F("horodatage_debut")),
                                    _connector="OR",
                                ),
                                name="audiences_seance_ordre",
                                violation_error_message="La fin précède le début.",
                            ),
                            django.contrib.postgres.constraints.ExclusionConstraint(
                                expressions=[
                                    ("audience", "="),
                                    (
                                        models.Func(
                                            "horodatage_debut",
                                            "horodatage_fin",
                                            django.contrib.postgres.fields.ranges.RangeBoundary(),
                                            function="TSTZRANGE",
                                            output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField(),
                                        ),
                                        "&&",
                                    ),
                                ],
                                name="audiences_seance_sans_chevauchement",
                                violation_error_message="Deux séances de cette audience se chevauchent.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Membre",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("president", "Président"),
                                    ("assesseur1", "Premier assesseur"),
                                    ("assesseur2", "Second assesseur"),
                                    ("ministere", "Ministère public"),
                                    ("greffe", "Greffier"),
                                    ("greffe_stagiaire", "Greffier stagiaire"),
                                    ("auditeur1", "Auditeur de justice"),
                                    ("auditeur2", "Second auditeur de justice"),
                                ],
                                max_length=40,
                                verbose_name="fonction",
                            ),
                        ),
                        ("nom", models.CharField(max_length=150, verbose_name="nom")),
                        (
                            "agent",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="compte",
                            ),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="membres",
                                to="audiences.audience",
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "audiencement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remplacants",
                                to="audiences.audiencement",
                                verbose_name="pour cette seule affaire",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "membre",
                        "verbose_name_plural": "membres",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audience", "audiencement", "role"),
                                name="audiences_membre_unique",
                                nulls_distinct=False,
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("nom", ""), _negated=True), name="audiences_membre_nomme"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Audiencement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("position", models.PositiveSmallIntegerField(verbose_name="position au rôle")),
                        ("heure", models.TimeField(blank=True, null=True, verbose_name="convoquée à")),
                        (
                            "numero_minute",
                            models.CharField(blank=True, max_length=20, verbose_name="numéro de minute"),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("inscrit", "À appeler"),
                                    ("appele", "Appelé"),
                                    ("debattu", "Débattu"),
                                    ("jugee", "Jugé"),
                                    ("renvoyee", "Renvoyé"),
                                    ("delibere", "En délibéré"),
                                ],
                                default="inscrit",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "horodatage_appel",
                            models.DateTimeField(blank=True, null=True, verbose_name="appelée à"),
                        ),
                        (
                            "horodatage_issue",
                            models.DateTimeField(blank=True, null=True, verbose_name="terminée à"),
                        ),
                        (
                            "avancement",
                            models.PositiveSmallIntegerField(default=0, verbose_name="avancement"),
                        ),
                        (
                            "horodatage_creation",
                            models.DateTimeField(auto_now_add=True, verbose_name="enregistré le"),
                        ),
                        (
                            "affaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audiencements",
                                to="audiences.affaire",
                                verbose_name="affaire",
                            ),
                        ),
                        (
                            "audience",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="audiencements",
                                to="audiences.audience",
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "precedent",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="suivant",
                                to="audiences.audiencement",
                                verbose_name="passage précédent",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage",
                        "verbose_name_plural": "passages",
                        "ordering": ["position", "id"],
                        "indexes": [models.Index(fields=["chambre", "statut"], name="audiencement_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audience", "affaire"),
                                name="audiences_audiencement_unique",
                                violation_error_message="Cette affaire est déjà au rôle de cette audience.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("statut__in", ("jugee", "renvoyee", "delibere")), _negated=True
                                    ),
                                    ("horodatage_issue__isnull", False),
                                    _connector="OR",
                                ),
                                name="audiences_audiencement_issue",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("avancement__lte", 100)),
                                name="audiences_audiencement_avancement",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Comparution",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("CMP", "Comparant"),
                                    ("CMPAM", "Comparant assisté"),
                                    ("NCMP", "Non comparant"),
                                    ("NCMPSM", "Non comparant représenté sans mandat"),
                                    ("NCMPAM", "Non comparant représenté avec mandat"),
                                ],
                                max_length=40,
                                verbose_name="comparution",
                            ),
                        ),
                        (
                            "nature_jugement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("C", "Contradictoire"),
                                    ("CAS", "Contradictoire à signifier"),
                                    ("D", "Défaut"),
                                    ("ID", "Itératif défaut"),
                                ],
                                max_length=40,
                                verbose_name="nature du jugement",
                            ),
                        ),
                        ("avocat", models.CharField(blank=True, max_length=150, verbose_name="avocat")),
                        (
                            "est_interprete_present",
                            models.BooleanField(default=False, verbose_name="interprète présent"),
                        ),
                        ("est_visio", models.BooleanField(default=False, verbose_name="en visioconférence")),
                        (
                            "est_extraction_defaillante",
                            models.BooleanField(default=False, verbose_name="extraction défaillante"),
                        ),
                        (
                            "est_silence_notifie",
                            models.BooleanField(default=False, verbose_name="droit au silence notifié"),
                        ),
                        (
                            "est_consentement",
                            models.BooleanField(
                                blank=True, null=True, verbose_name="consent à être jugé ce jour"
                            ),
                        ),
                        (
                            "audiencement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comparutions",
                                to="audiences.audiencement",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "partie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="comparutions",
                                to="audiences.partie",
                                verbose_name="partie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "comparution",
                        "verbose_name_plural": "comparutions",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audiencement", "partie"), name="audiences_comparution_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LigneNote",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "cle_client",
                            models.UUIDField(default=uuid.uuid4, verbose_name="identifiant de la saisie"),
                        ),
                        (
                            "genre",
                            models.CharField(
                                choices=[
                                    ("appel", "Appel de l’affaire"),
                                    ("identite", "Identité constatée"),
                                    ("interprete", "Interprète"),
                                    ("silence", "Droit au silence"),
                                    ("jugement_immediat", "Consentement à être jugé"),
                                    ("constitution", "Constitution de partie civile"),
                                    ("exception", "Exception ou incident"),
                                    ("rapport", "Rapport du président"),
                                    ("declaration", "Déclaration du prévenu"),
                                    ("temoin", "Audition d’un témoin"),
                                    ("victime", "Audition de la victime"),
                                    ("demande_civile", "Demandes de la partie civile"),
                                    ("requisitions", "Réquisitions"),
                                    ("plaidoirie", "Plaidoirie"),
                                    ("dernier_mot", "Dernier mot"),
                                    ("delibere", "Mise en délibéré"),
                                    ("decision", "Décision"),
                                    ("renvoi", "Renvoi"),
                                    ("libre", "Note"),
                                ],
                                default="libre",
                                max_length=40,
                                verbose_name="genre",
                            ),
                        ),
                        ("horodatage", models.DateTimeField(verbose_name="à")),
                        ("contenu", models.TextField(blank=True, verbose_name="texte chiffré")),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                        ("est_retiree", models.BooleanField(default=False, verbose_name="retirée")),
                        (
                            "horodatage_creation",
                            models.DateTimeField(auto_now_add=True, verbose_name="enregistrée le"),
                        ),
                        (
                            "horodatage_modification",
                            models.DateTimeField(auto_now=True, verbose_name="modifiée le"),
                        ),
                        (
                            "audiencement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lignes",
                                to="audiences.audiencement",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "partie",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audiences.partie",
                                verbose_name="partie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de la note",
                        "verbose_name_plural": "lignes de la note",
                        "ordering": ["horodatage", "id"],
                        "indexes": [
                            models.Index(fields=["audiencement", "horodatage", "id"], name="ligne_note")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audiencement", "cle_client"), name="audiences_ligne_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EtapeDossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "genre",
                            models.CharField(
                                choices=[
                                    ("prepare", "Dossier préparé"),
                                    ("appele", "Affaire appelée"),
                                    ("debattu", "Débats tenus"),
                                    ("decide", "Issue enregistrée"),
                                    ("note_signee", "Note signée"),
                                    ("note_visee", "Note visée"),
                                    ("minute_etablie", "Minute mise en forme"),
                                    ("minute_signee", "Minute signée"),
                                    ("pieces_remises", "Pièces remises"),
                                    ("reporte", "Reporté au registre"),
                                ],
                                max_length=40,
                                verbose_name="étape",
                            ),
                        ),
                        ("horodatage", models.DateTimeField(verbose_name="le")),
                        (
                            "audiencement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="etapes",
                                to="audiences.audiencement",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "étape",
                        "verbose_name_plural": "étapes",
                        "ordering": ["horodatage", "id"],
                        "indexes": [models.Index(fields=["chambre", "genre"], name="etape_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audiencement", "genre"), name="audiences_etape_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    (
                                        "genre__in",
                                        (
                                            "note_signee",
                                            "note_visee",
                                            "minute_etablie",
                                            "minute_signee",
                                            "pieces_remises",
                                            "reporte",
                                        ),
                                    )
                                ),
                                name="audiences_etape_apres",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Decision",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sanction",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("ajournement_consignation", "Ajournement consignation"),
                                    ("ajournement_injonction", "Ajournement injonction"),
                                    ("ajournement_investigations", "Ajournement investigations"),
                                    ("ajournement_mae", "Ajournement MAE"),
                                    ("ajournement_simple_peine", "Ajournement simple peine"),
                                    ("amnistie", "Amnistie"),
                                    ("condamnation", "Condamnation"),
                                    ("dispense_de_peine", "Dispense de peine"),
                                    ("exemption_de_peine", "Exemption de peine"),
                                ],
                                max_length=40,
                                verbose_name="sanction",
                            ),
                        ),
                        (
                            "date_ajournement",
                            models.DateField(blank=True, null=True, verbose_name="peine ajournée au"),
                        ),
                        (
                            "date_delibere",
                            models.DateField(blank=True, null=True, verbose_name="délibéré le"),
                        ),
                        (
                            "est_execution_provisoire",
                            models.BooleanField(default=False, verbose_name="exécution provisoire"),
                        ),
                        (
                            "est_hors_bulletin_2",
                            models.BooleanField(default=False, verbose_name="hors bulletin n° 2"),
                        ),
                        (
                            "est_incomplete",
                            models.BooleanField(default=False, verbose_name="à compléter avant signature"),
                        ),
                        (
                            "contenu",
                            models.TextField(blank=True, verbose_name="ligne tapée et motivation, chiffrées"),
                        ),
                        ("version", models.PositiveSmallIntegerField(default=1, verbose_name="version")),
                        (
                            "cle_client",
                            models.UUIDField(default=uuid.uuid4, verbose_name="identifiant de la saisie"),
                        ),
                        ("horodatage", models.DateTimeField(verbose_name="rendue le")),
                        (
                            "horodatage_modification",
                            models.DateTimeField(auto_now=True, verbose_name="modifiée le"),
                        ),
                        (
                            "audiencement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="audiences.audiencement",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "copie_de",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audiences.decision",
                                verbose_name="copie de",
                            ),
                        ),
                        (
                            "partie",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="decisions",
                                to="audiences.partie",
                                verbose_name="partie",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "décision",
                        "verbose_name_plural": "décisions",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["chambre", "horodatage"], name="decision_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audiencement", "partie"),
                                name="audiences_decision_unique",
                                violation_error_message="Une décision est déjà enregistrée pour ce prévenu : corrigez-la.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="InfractionJugee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "issue",
                            models.CharField(
                                choices=[
                                    ("culpabilite", "Culpabilité"),
                                    ("irresponsabilite_penale", "Irresponsabilité pénale"),
                                    ("irresponsabilite_trouble_mental", "Irresponsabilité trouble mental"),
                                    ("non_lieu_a_statuer", "Non lieu à statuer"),
                                    ("relaxe", "Relaxe"),
                                ],
                                max_length=40,
                                verbose_name="décision",
                            ),
                        ),
                        (
                            "modulation",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("cause_legale_diminution", "Cause légale diminution peine"),
                                    ("nouvelle_recidive", "Nouvelle récidive"),
                                    ("recidive", "Récidive"),
                                    ("reduction_encourue", "Réduction de la peine encourue"),
                                ],
                                max_length=40,
                                verbose_name="modulation",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="infractions",
                                to="audiences.decision",
                                verbose_name="décision",
                            ),
                        ),
                        (
                            "infraction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audiences.infraction",
                                verbose_name="infraction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "infraction jugée",
                        "verbose_name_plural": "infractions jugées",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "infraction"), name="audiences_infraction_jugee_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PeinePrononcee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("emprisonnement", "Emprisonnement"),
                                    ("ddse", "Détention à domicile sous surveillance électronique"),
                                    ("tig", "Travail d’intérêt général"),
                                    ("amende", "Amende"),
                                    ("jours_amende", "Jours-amende"),
                                    ("stage", "Stage"),
                                    ("sanction_reparation", "Sanction-réparation"),
                                    ("suspension_permis", "Suspension du permis de conduire"),
                                    ("annulation_permis", "Annulation du permis de conduire"),
                                    ("confiscation", "Confiscation"),
                                    ("interdiction", "Interdiction"),
                                    ("ineligibilite", "Inéligibilité"),
                                    ("suivi_socio_judiciaire", "Suivi socio-judiciaire"),
                                    ("affichage", "Affichage de la décision"),
                                    ("diffusion", "Diffusion de la décision"),
                                    ("revocation_sursis", "Révocation d’un sursis antérieur"),
                                ],
                                max_length=40,
                                verbose_name="peine",
                            ),
                        ),
                        ("precision", models.CharField(blank=True, max_length=40, verbose_name="précision")),
                        ("duree_annees", models.PositiveSmallIntegerField(default=0, verbose_name="années")),
                        ("duree_mois", models.PositiveSmallIntegerField(default=0, verbose_name="mois")),
                        ("duree_jours", models.PositiveSmallIntegerField(default=0, verbose_name="jours")),
                        ("est_definitive", models.BooleanField(default=False, verbose_name="définitive")),
                        (
                            "heures",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="heures"),
                        ),
                        (
                            "nombre",
                            models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="nombre"),
                        ),
                        (
                            "montant",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="montant"
                            ),
                        ),
                        (
                            "sursis",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Sans sursis"),
                                    ("simple", "Sursis simple"),
                                    ("probatoire", "Sursis probatoire"),
                                ],
                                max_length=40,
                                verbose_name="sursis",
                            ),
                        ),
                        (
                            "sursis_annees",
                            models.PositiveSmallIntegerField(default=0, verbose_name="années de sursis"),
                        ),
                        (
                            "sursis_mois",
                            models.PositiveSmallIntegerField(default=0, verbose_name="mois de sursis"),
                        ),
                        (
                            "sursis_jours",
                            models.PositiveSmallIntegerField(default=0, verbose_name="jours de sursis"),
                        ),
                        (
                            "montant_sursis",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="montant avec sursis",
                            ),
                        ),
                        (
                            "delai_annees",
                            models.PositiveSmallIntegerField(default=0, verbose_name="délai en années"),
                        ),
                        (
                            "delai_mois",
                            models.PositiveSmallIntegerField(default=0, verbose_name="délai en mois"),
                        ),
                        (
                            "delai_jours",
                            models.PositiveSmallIntegerField(default=0, verbose_name="délai en jours"),
                        ),
                        (
                            "obligations",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.PositiveSmallIntegerField(),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="obligations",
                            ),
                        ),
                        (
                            "execution",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Non précisée"),
                                    (
                                        "ddse",
                                        "Aménagement : détention à domicile sous surveillance électronique",
                                    ),
                                    ("semi_liberte", "Aménagement : semi-liberté"),
                                    ("placement_exterieur", "Aménagement : placement à l’extérieur"),
                                    ("convocation_jap", "Convocation devant le JAP et le SPIP"),
                                    ("depot_differe", "Mandat de dépôt à effet différé"),
                                    ("mandat_depot", "Mandat de dépôt"),
                                    ("mandat_arret", "Mandat d’arrêt"),
                                    ("maintien_detention", "Maintien en détention"),
                                ],
                                max_length=40,
                                verbose_name="exécution",
                            ),
                        ),
                        (
                            "defaut_annees",
                            models.PositiveSmallIntegerField(default=0, verbose_name="années à défaut"),
                        ),
                        (
                            "defaut_mois",
                            models.PositiveSmallIntegerField(default=0, verbose_name="mois à défaut"),
                        ),
                        (
                            "defaut_jours",
                            models.PositiveSmallIntegerField(default=0, verbose_name="jours à défaut"),
                        ),
                        (
                            "montant_defaut",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=14,
                                null=True,
                                verbose_name="amende à défaut",
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="objet de la peine, chiffré")),
                        (
                            "est_execution_provisoire",
                            models.BooleanField(default=False, verbose_name="exécution provisoire"),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "decision",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="peines",
                                to="audiences.decision",
                                verbose_name="décision",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "peine",
                        "verbose_name_plural": "peines",
                        "ordering": ["rang", "id"],
                        "indexes": [models.Index(fields=["chambre", "nature"], name="peine_chambre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("decision", "rang"), name="audiences_peine_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_definitive", False),
                                    models.Q(("duree_annees", 0), ("duree_jours", 0), ("duree_mois", 0)),
                                    _connector="OR",
                                ),
                                name="audiences_peine_definitive",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Renvoi",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField(verbose_name="renvoyée au")),
                        ("heure", models.TimeField(verbose_name="heure")),
                        (
                            "motif",
                            models.CharField(
                                choices=[
                                    ("demande_parties", "À la demande des parties"),
                                    ("absence_avis_jap", "Absence avis JAP"),
                                    ("absence_enquete_sociale", "Absence enquête sociale rapide"),
                                    ("fond_sur_opposition", "Au fond sur opposition"),
                                    ("audience_collegiale", "Aux fins d’audience collégiale"),
                                    ("formation_citoyenne", "Aux fins d’audience en formation citoyenne"),
                                    (
                                        "avant_dire_droit",
                                        "Avant dire droit et sursis à statuer sur l’action publique",
                                    ),
                                    ("delai_defense", "Demande de délai pour préparer sa défense"),
                                    ("chambre_du_conseil", "En chambre du conseil"),
                                    ("continuation", "En continuation"),
                                    ("delibere", "En délibéré"),
                                    ("delibere_proroge", "En délibéré prorogé"),
                                    ("prorogation_ajournement", "En prorogation d’ajournement"),
                                    ("absence_interprete", "Pour absence d’interprète"),
                                    ("absence_b1", "Pour absence de bulletin N°1"),
                                    ("citation", "Pour citation (témoin / partie civile)"),
                                    ("comparution_personnelle", "Pour comparution personnelle"),
                                    (
                                        "tribunal_correctionnel_mineurs",
                                        "Pour compétence du tribunal correctionnel pour mineurs",
                                    ),
                                    ("consignation_auteur", "Pour consignation de l’auteur"),
                                    ("consignation_partie_civile", "Pour consignation de la partie civile"),
                                    ("designation_avocat", "Pour demande de désignation d’avocat"),
                                    ("question_prejudicielle", "Pour examen de la question préjudicielle"),
                                    (
                                        "intervention_forcee",
                                        "Pour intervention forcée (CPAM, agent judiciaire du trésor)",
                                    ),
                                    (
                                        "investigations_nouvelle_citation",
                                        "Pour investigations sur la personnalité… pour nouvelle citation",
                                    ),
                                    (
                                        "defaut_extraction",
                                        "Pour présence obligatoire suite à défaut d’extraction",
                                    ),
                                    ("recherche_opposant", "Pour recherche de l’opposant"),
                                    ("sur_ajournement", "Sur ajournement"),
                                    ("interets_civils", "Sur intérêts civils"),
                                    ("vers_collegiale", "Vers la juridiction collégiale"),
                                    ("autre", "Autre cas"),
                                ],
                                max_length=40,
                                verbose_name="motif",
                            ),
                        ),
                        (
                            "famille",
                            models.CharField(
                                choices=[
                                    ("renvoi", "Renvoi"),
                                    ("delibere", "Délibéré"),
                                    ("interets_civils", "Intérêts civils"),
                                    ("autre", "Autre suite"),
                                ],
                                max_length=40,
                                verbose_name="famille",
                            ),
                        ),
                        (
                            "est_contradictoire",
                            models.BooleanField(
                                default=True, verbose_name="les parties présentes en ont été avisées"
                            ),
                        ),
                        (
                            "mesure_surete",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("", "Aucune"),
                                    ("placement_cj", "Placement sous contrôle judiciaire"),
                                    ("maintien_cj", "Maintien du contrôle judiciaire"),
                                    ("mainlevee_cj", "Mainlevée du contrôle judiciaire"),
                                    (
                                        "placement_arse",
                                        "Assignation à résidence avec surveillance électronique",
                                    ),
                                    ("maintien_arse", "Maintien de l’assignation à résidence"),
                                    ("mainlevee_arse", "Mainlevée de l’assignation à résidence"),
                                    ("detention_provisoire", "Placement en détention provisoire"),
                                    ("maintien_detention", "Maintien en détention provisoire"),
                                    ("mise_en_liberte", "Mise en liberté"),
                                    ("mandat_arret", "Mandat d’arrêt"),
                                ],
                                max_length=40,
                                verbose_name="mesure de sûreté",
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="observations chiffrées")),
                        ("horodatage", models.DateTimeField(verbose_name="décidé le")),
                        (
                            "audiencement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="renvoi",
                                to="audiences.audiencement",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                        (
                            "suivant",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="audiences.audiencement",
                                verbose_name="passage suivant",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "renvoi",
                        "verbose_name_plural": "renvois",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["chambre", "date"], name="renvoi_chambre")],
                    },
                ),
                migrations.CreateModel(
                    name="FaitPassage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField(verbose_name="date")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("correctionnelle", "Audience correctionnelle"),
                                    ("comparution_immediate", "Comparutions immédiates"),
                                    ("crpc", "Homologation sur reconnaissance préalable"),
                                    ("interets_civils", "Intérêts civils"),
                                    ("deliberes", "Lecture des délibérés"),
                                ],
                                max_length=40,
                                verbose_name="nature de l’audience",
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("inscrit", "À appeler"),
                                    ("appele", "Appelé"),
                                    ("debattu", "Débattu"),
                                    ("jugee", "Jugé"),
                                    ("renvoyee", "Renvoyé"),
                                    ("delibere", "En délibéré"),
                                ],
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "famille_renvoi",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("renvoi", "Renvoi"),
                                    ("delibere", "Délibéré"),
                                    ("interets_civils", "Intérêts civils"),
                                    ("autre", "Autre suite"),
                                ],
                                max_length=40,
                                verbose_name="suite",
                            ),
                        ),
                        (
                            "motif_renvoi",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("demande_parties", "À la demande des parties"),
                                    ("absence_avis_jap", "Absence avis JAP"),
                                    ("absence_enquete_sociale", "Absence enquête sociale rapide"),
                                    ("fond_sur_opposition", "Au fond sur opposition"),
                                    ("audience_collegiale", "Aux fins d’audience collégiale"),
                                    ("formation_citoyenne", "Aux fins d’audience en formation citoyenne"),
                                    (
                                        "avant_dire_droit",
                                        "Avant dire droit et sursis à statuer sur l’action publique",
                                    ),
                                    ("delai_defense", "Demande de délai pour préparer sa défense"),
                                    ("chambre_du_conseil", "En chambre du conseil"),
                                    ("continuation", "En continuation"),
                                    ("delibere", "En délibéré"),
                                    ("delibere_proroge", "En délibéré prorogé"),
                                    ("prorogation_ajournement", "En prorogation d’ajournement"),
                                    ("absence_interprete", "Pour absence d’interprète"),
                                    ("absence_b1", "Pour absence de bulletin N°1"),
                                    ("citation", "Pour citation (témoin / partie civile)"),
                                    ("comparution_personnelle", "Pour comparution personnelle"),
                                    (
                                        "tribunal_correctionnel_mineurs",
                                        "Pour compétence du tribunal correctionnel pour mineurs",
                                    ),
                                    ("consignation_auteur", "Pour consignation de l’auteur"),
                                    ("consignation_partie_civile", "Pour consignation de la partie civile"),
                                    ("designation_avocat", "Pour demande de désignation d’avocat"),
                                    ("question_prejudicielle", "Pour examen de la question préjudicielle"),
                                    (
                                        "intervention_forcee",
                                        "Pour intervention forcée (CPAM, agent judiciaire du trésor)",
                                    ),
                                    (
                                        "investigations_nouvelle_citation",
                                        "Pour investigations sur la personnalité… pour nouvelle citation",
                                    ),
                                    (
                                        "defaut_extraction",
                                        "Pour présence obligatoire suite à défaut d’extraction",
                                    ),
                                    ("recherche_opposant", "Pour recherche de l’opposant"),
                                    ("sur_ajournement", "Sur ajournement"),
                                    ("interets_civils", "Sur intérêts civils"),
                                    ("vers_collegiale", "Vers la juridiction collégiale"),
                                    ("autre", "Autre cas"),
                                ],
                                max_length=40,
                                verbose_name="motif du renvoi",
                            ),
                        ),
                        ("est_audience", models.BooleanField(default=False, verbose_name="audiencée")),
                        (
                            "est_lecture",
                            models.BooleanField(default=False, verbose_name="lecture d’un délibéré"),
                        ),
                        (
                            "jours_audiencement",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="jours de la saisine à l’audience"
                            ),
                        ),
                        (
                            "prevenus_juges",
                            models.PositiveSmallIntegerField(default=0, verbose_name="prévenus jugés"),
                        ),
                        (
                            "prevenus_a_signifier",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="jugés contradictoirement à signifier"
                            ),
                        ),
                        (
                            "prevenus_defaut",
                            models.PositiveSmallIntegerField(default=0, verbose_name="jugés par défaut"),
                        ),
                        (
                            "est_minute_etablie",
                            models.BooleanField(default=False, verbose_name="minute mise en forme"),
                        ),
                        (
                            "est_minute_signee",
                            models.BooleanField(default=False, verbose_name="minute signée"),
                        ),
                        (
                            "est_minute_a_temps",
                            models.BooleanField(default=False, verbose_name="minute signée à temps"),
                        ),
                        (
                            "jours_minute",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="jours de la décision à la minute signée"
                            ),
                        ),
                        ("est_note_visee", models.BooleanField(default=False, verbose_name="note visée")),
                        (
                            "est_note_visee_a_temps",
                            models.BooleanField(default=False, verbose_name="note visée à temps"),
                        ),
                        (
                            "audiencement",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fait",
                                to="audiences.audiencement",
                                verbose_name="passage",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "passage compté",
                        "verbose_name_plural": "passages comptés",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["chambre", "date"], name="fait_passage_chambre")],
                    },
                ),
                migrations.CreateModel(
                    name="FaitAudience",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date", models.DateField(verbose_name="date")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("correctionnelle", "Audience correctionnelle"),
                                    ("comparution_immediate", "Comparutions immédiates"),
                                    ("crpc", "Homologation sur reconnaissance préalable"),
                                    ("interets_civils", "Intérêts civils"),
                                    ("deliberes", "Lecture des délibérés"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[("juge_unique", "Juge unique"), ("collegial", "Collégiale")],
                                max_length=40,
                                verbose_name="composition",
                            ),
                        ),
                        (
                            "minutes",
                            models.PositiveSmallIntegerField(default=0, verbose_name="minutes siégées"),
                        ),
                        ("dossiers", models.PositiveSmallIntegerField(default=0, verbose_name="dossiers")),
                        (
                            "est_apres_21h",
                            models.BooleanField(default=False, verbose_name="levée après 21 h"),
                        ),
                        (
                            "est_surchargee",
                            models.BooleanField(default=False, verbose_name="plus de dossiers que prévu"),
                        ),
                        (
                            "audience",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fait",
                                to="audiences.audience",
                                verbose_name="audience",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="chambre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audience comptée",
                        "verbose_name_plural": "audiences comptées",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["chambre", "date"], name="fait_audience_chambre")],
                    },
                ),
                migrations.CreateModel(
                    name="Phrase",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("raccourci", models.CharField(max_length=30, verbose_name="raccourci")),
                        ("texte", models.TextField(max_length=2000, verbose_name="texte")),
                        (
                            "horodatage_modification",
                            models.DateTimeField(auto_now=True, verbose_name="modifiée le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "chambre",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="partagée avec",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "phrase",
                        "verbose_name_plural": "phrases",
                        "ordering": ["raccourci", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("chambre__isnull", False)),
                                fields=("chambre", "raccourci"),
                                name="audiences_phrase_chambre",
                                violation_error_message="Cette chambre a déjà une phrase sous ce raccourci.",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("chambre", None)),
                                fields=("auteur", "raccourci"),
                                name="audiences_phrase_auteur",
                                violation_error_message="Vous avez déjà une phrase sous ce raccourci.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
