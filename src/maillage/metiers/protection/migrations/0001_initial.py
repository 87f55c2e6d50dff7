"""The tables of adult protection."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from maillage.commun.migrations import CreerTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("annuaire", "0003_types_protection"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreerTables(
            [
                migrations.CreateModel(
                    name="Mandataire",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("individuel", "Mandataire individuel"),
                                    ("prepose", "Préposé d’établissement"),
                                    ("service", "Service mandataire"),
                                ],
                                max_length=40,
                                verbose_name="type",
                            ),
                        ),
                        (
                            "natures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("curatelle_simple", "Curatelle simple"),
                                        ("curatelle_renforcee", "Curatelle renforcée"),
                                        ("tutelle", "Tutelle"),
                                        ("sauvegarde_justice", "Sauvegarde de justice avec mandat spécial"),
                                        (
                                            "mesure_accompagnement_judiciaire",
                                            "Mesure d’accompagnement judiciaire",
                                        ),
                                        ("subroge_curateur", "Subrogé curateur"),
                                        ("subroge_tuteur", "Subrogé tuteur"),
                                        ("mandat_protection_future", "Mandat de protection future"),
                                        ("mesure_ad_hoc", "Mesure ad hoc"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="mesures acceptées",
                            ),
                        ),
                        (
                            "langues",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("en", "Anglais"),
                                        ("ar", "Arabe"),
                                        ("es", "Espagnol"),
                                        ("it", "Italien"),
                                        ("nl", "Néerlandais"),
                                        ("pl", "Polonais"),
                                        ("pt", "Portugais"),
                                        ("tr", "Turc"),
                                        ("uk", "Ukrainien"),
                                        ("ber", "Berbère"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="langues",
                            ),
                        ),
                        (
                            "est_langue_signes",
                            models.BooleanField(default=False, verbose_name="langue des signes"),
                        ),
                        (
                            "specialites",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("handicap_psychique", "Handicap psychique"),
                                        ("handicap_mental", "Déficience intellectuelle"),
                                        ("grand_age", "Grand âge, maladies neurodégénératives"),
                                        ("addictions", "Addictions"),
                                        ("grande_precarite", "Grande précarité, sans domicile"),
                                        ("patrimoine", "Patrimoine complexe"),
                                        ("jeunes_majeurs", "Jeunes majeurs"),
                                        ("conflit_familial", "Conflits familiaux"),
                                        ("presomption_absence", "Présomption d’absence"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="spécialités",
                            ),
                        ),
                        (
                            "rythme",
                            models.CharField(
                                choices=[
                                    ("plein", "Plein exercice"),
                                    ("partiel", "Temps partiel"),
                                    ("montee", "Montée en charge"),
                                    ("descente", "Fin d’activité prévue"),
                                ],
                                default="plein",
                                max_length=40,
                                verbose_name="rythme",
                            ),
                        ),
                        ("date_rythme_fin", models.DateField(blank=True, null=True, verbose_name="jusqu’au")),
                        (
                            "entrees_par_mois",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="nouvelles mesures par mois"
                            ),
                        ),
                        (
                            "est_suspendu",
                            models.BooleanField(default=False, verbose_name="ne prend plus de mesure"),
                        ),
                        (
                            "motif_suspension",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("surcharge", "Charge trop élevée"),
                                    ("sante", "Santé"),
                                    ("effectif", "Effectif insuffisant"),
                                    ("administratif", "Situation administrative"),
                                    ("autre", "Autre motif"),
                                ],
                                max_length=40,
                                verbose_name="motif",
                            ),
                        ),
                        (
                            "horodatage_confirmation",
                            models.DateTimeField(blank=True, null=True, verbose_name="données confirmées le"),
                        ),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction de rattachement",
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mandataire",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "personne",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.personne",
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mandataire",
                        "verbose_name_plural": "mandataires",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["type", "id"], name="mandataire_type"),
                            models.Index(
                                fields=["horodatage_confirmation", "id"], name="mandataire_fraicheur"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_suspendu", False),
                                    models.Q(("motif_suspension", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protection_mandataire_suspension",
                                violation_error_message="Dites pourquoi vous ne prenez plus de mesure.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Confirmation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="le")),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="confirmations",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "confirmation",
                        "verbose_name_plural": "confirmations",
                        "ordering": ["-horodatage", "-id"],
                    },
                ),
                migrations.CreateModel(
                    name="RappelFraicheur",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("palier", models.PositiveSmallIntegerField(verbose_name="jours sans confirmation")),
                        (
                            "horodatage_confirmation",
                            models.DateTimeField(blank=True, null=True, verbose_name="dernière confirmation"),
                        ),
                        ("horodatage", models.DateTimeField(verbose_name="envoyé le")),
                        (
                            "destinataires",
                            models.PositiveSmallIntegerField(default=0, verbose_name="personnes prévenues"),
                        ),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rappels",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rappel de confirmation",
                        "verbose_name_plural": "rappels de confirmation",
                        "ordering": ["-horodatage", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mandataire", "palier", "horodatage_confirmation"),
                                name="protection_rappel_unique",
                                nulls_distinct=False,
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Antenne",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nom", models.CharField(max_length=120, verbose_name="nom")),
                        ("adresse", models.CharField(blank=True, max_length=255, verbose_name="adresse")),
                        (
                            "nombre_max",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="mesures au plus"
                            ),
                        ),
                        ("est_active", models.BooleanField(default=True, verbose_name="ouverte")),
                        (
                            "commune",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.commune",
                                verbose_name="commune",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="antennes",
                                to="protection.mandataire",
                                verbose_name="service mandataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "antenne",
                        "verbose_name_plural": "antennes",
                        "ordering": ["nom", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("organisation", "nom"), name="protection_antenne_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Rattachement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_debut", models.DateField(verbose_name="du")),
                        ("date_fin", models.DateField(blank=True, null=True, verbose_name="au")),
                        (
                            "etablissement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="établissement",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rattachements",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="préposé",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "établissement de rattachement",
                        "verbose_name_plural": "établissements de rattachement",
                        "ordering": ["date_debut", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mandataire", "etablissement", "date_debut"),
                                name="protection_rattachement_unique",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Zone",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "commune",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.commune",
                                verbose_name="commune",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="zones",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "tribunal",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="tribunal",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lieu d’intervention",
                        "verbose_name_plural": "lieux d’intervention",
                        "ordering": ["id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("commune__isnull", True), ("tribunal__isnull", False)),
                                    models.Q(("commune__isnull", False), ("tribunal__isnull", True)),
                                    _connector="OR",
                                ),
                                name="protection_zone_un_lieu",
                            ),
                            models.UniqueConstraint(
                                fields=("mandataire", "tribunal", "commune"),
                                name="protection_zone_unique",
                                nulls_distinct=False,
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Absence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_debut", models.DateField(verbose_name="du")),
                        ("date_fin", models.DateField(verbose_name="au")),
                        (
                            "motif",
                            models.CharField(
                                choices=[
                                    ("conge", "Congés"),
                                    ("formation", "Formation"),
                                    ("maladie", "Arrêt de travail"),
                                    ("autre", "Autre absence"),
                                ],
                                max_length=40,
                                verbose_name="motif",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="absences",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "absence",
                        "verbose_name_plural": "absences",
                        "ordering": ["date_debut", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                                name="protection_absence_dates",
                                violation_error_message="Le retour précède le départ.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EffacementMesures",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_borne", models.DateField(verbose_name="mesures terminées avant le")),
                        ("nombre_mesures", models.PositiveIntegerField(default=0, verbose_name="mesures")),
                        (
                            "nombre_faits",
                            models.PositiveIntegerField(default=0, verbose_name="faits de leur vie"),
                        ),
                        (
                            "nombre_fichiers",
                            models.PositiveIntegerField(default=0, verbose_name="ordonnances"),
                        ),
                        (
                            "nombre_evenements",
                            models.PositiveIntegerField(default=0, verbose_name="événements de l’historique"),
                        ),
                        ("horodatage_passage", models.DateTimeField(verbose_name="dernier passage")),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "effacement de mesures",
                        "verbose_name_plural": "effacements de mesures",
                        "ordering": ["-date_borne", "autorite_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("autorite", "date_borne"), name="protection_effacement_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Declaration",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_arrete", models.DateField(verbose_name="arrêtée au")),
                        (
                            "nombre_secretaires",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="secrétaires spécialisés"
                            ),
                        ),
                        (
                            "autres_activites",
                            models.CharField(blank=True, max_length=500, verbose_name="autres activités"),
                        ),
                        (
                            "quotite",
                            models.PositiveSmallIntegerField(
                                default=100, verbose_name="part du temps consacrée aux mesures (%)"
                            ),
                        ),
                        (
                            "chiffres",
                            models.JSONField(
                                blank=True, default=list, verbose_name="mesures par tribunal et par nature"
                            ),
                        ),
                        ("horodatage", models.DateTimeField(auto_now=True, verbose_name="établie le")),
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
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="declarations",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "déclaration semestrielle",
                        "verbose_name_plural": "déclarations semestrielles",
                        "ordering": ["-date_arrete", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("mandataire", "date_arrete"), name="protection_declaration_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("quotite__lte", 100)),
                                name="protection_declaration_quotite",
                                violation_error_message="La part du temps ne dépasse pas 100 %.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Enquete",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("annee", models.PositiveSmallIntegerField(unique=True, verbose_name="année")),
                        ("date_limite", models.DateField(verbose_name="à rendre avant le")),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="ouverte le")),
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
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "enquête annuelle",
                        "verbose_name_plural": "enquêtes annuelles",
                        "ordering": ["-annee"],
                    },
                ),
                migrations.CreateModel(
                    name="ReponseEnquete",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("attendue", "Attendue"),
                                    ("brouillon", "En cours de saisie"),
                                    ("deposee", "Déposée"),
                                    ("validee", "Validée"),
                                ],
                                default="attendue",
                                max_length=40,
                                verbose_name="statut",
                            ),
                        ),
                        (
                            "chiffres",
                            models.JSONField(blank=True, default=dict, verbose_name="tables comptées"),
                        ),
                        (
                            "complements",
                            models.JSONField(blank=True, default=dict, verbose_name="réponses saisies"),
                        ),
                        (
                            "horodatage_depot",
                            models.DateTimeField(blank=True, null=True, verbose_name="déposée le"),
                        ),
                        (
                            "horodatage_validation",
                            models.DateTimeField(blank=True, null=True, verbose_name="validée le"),
                        ),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "departement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="département",
                            ),
                        ),
                        (
                            "enquete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reponses",
                                to="protection.enquete",
                                verbose_name="enquête",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reponses",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "horodatage_gel",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="comptée pour toujours le"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réponse à l’enquête",
                        "verbose_name_plural": "réponses à l’enquête",
                        "ordering": ["departement_id", "id"],
                        "indexes": [
                            models.Index(fields=["enquete", "autorite", "statut"], name="reponse_suivi")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("enquete", "mandataire", "departement"),
                                name="protection_reponse_unique",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ArreteListe",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.CharField(max_length=60, verbose_name="numéro de l’arrêté")),
                        ("date_arrete", models.DateField(verbose_name="signé le")),
                        ("date_effet", models.DateField(verbose_name="à compter du")),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "departement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="département",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "arrêté",
                        "verbose_name_plural": "arrêtés",
                        "ordering": ["-date_effet", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("departement", "numero"), name="protection_arrete_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Inscription",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "natures",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("curatelle_simple", "Curatelle simple"),
                                        ("curatelle_renforcee", "Curatelle renforcée"),
                                        ("tutelle", "Tutelle"),
                                        ("sauvegarde_justice", "Sauvegarde de justice avec mandat spécial"),
                                        (
                                            "mesure_accompagnement_judiciaire",
                                            "Mesure d’accompagnement judiciaire",
                                        ),
                                        ("subroge_curateur", "Subrogé curateur"),
                                        ("subroge_tuteur", "Subrogé tuteur"),
                                        ("mandat_protection_future", "Mandat de protection future"),
                                        ("mesure_ad_hoc", "Mesure ad hoc"),
                                    ],
                                    max_length=40,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="mesures autorisées",
                            ),
                        ),
                        (
                            "est_financeur",
                            models.BooleanField(default=False, verbose_name="département financeur"),
                        ),
                        (
                            "nombre_autorise",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="mesures autorisées"
                            ),
                        ),
                        (
                            "points_autorises",
                            models.DecimalField(
                                blank=True,
                                decimal_places=2,
                                max_digits=9,
                                null=True,
                                verbose_name="points autorisés",
                            ),
                        ),
                        (
                            "nombre_souhaite",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="mesures souhaitées"
                            ),
                        ),
                        ("date_debut", models.DateField(verbose_name="du")),
                        ("date_fin", models.DateField(blank=True, null=True, verbose_name="au")),
                        (
                            "arrete",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inscriptions",
                                to="protection.arreteliste",
                                verbose_name="arrêté",
                            ),
                        ),
                        (
                            "arrete_fin",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.arreteliste",
                                verbose_name="arrêté qui y met fin",
                            ),
                        ),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "departement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="département",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="inscriptions",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "inscription",
                        "verbose_name_plural": "inscriptions",
                        "ordering": ["departement_id", "mandataire_id", "date_debut"],
                        "indexes": [
                            models.Index(fields=["departement", "date_fin"], name="inscription_departement")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("date_fin", None)),
                                fields=("mandataire", "departement"),
                                name="protection_inscription_unique",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin", None),
                                    ("date_fin__gte", models.F("date_debut")),
                                    _connector="OR",
                                ),
                                name="protection_inscription_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mesure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "type_gestionnaire",
                            models.CharField(
                                choices=[
                                    ("individuel", "Mandataire individuel"),
                                    ("prepose", "Préposé d’établissement"),
                                    ("service", "Service mandataire"),
                                ],
                                max_length=40,
                                verbose_name="type de mandataire",
                            ),
                        ),
                        (
                            "numero_rg",
                            models.CharField(db_collation="C", max_length=8, verbose_name="numéro RG"),
                        ),
                        (
                            "numero_dossier",
                            models.CharField(
                                blank=True, max_length=60, verbose_name="numéro de dossier interne"
                            ),
                        ),
                        ("cabinet", models.CharField(blank=True, max_length=40, verbose_name="cabinet")),
                        (
                            "civilite",
                            models.CharField(
                                choices=[("madame", "Madame"), ("monsieur", "Monsieur")],
                                max_length=40,
                                verbose_name="civilité",
                            ),
                        ),
                        (
                            "annee_naissance",
                            models.PositiveSmallIntegerField(verbose_name="année de naissance"),
                        ),
                        ("date_premier_mesure", models.DateField(verbose_name="première mesure")),
                        ("est_urgente", models.BooleanField(default=False, verbose_name="urgente")),
                        (
                            "date_jugement_attendu",
                            models.DateField(blank=True, null=True, verbose_name="jugement attendu le"),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("en_attente", "En attente"),
                                    ("en_cours", "En cours"),
                                    ("eteinte", "Éteinte"),
                                    ("annulee", "Sans suite"),
                                ],
                                max_length=40,
                                verbose_name="statut",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("curatelle_simple", "Curatelle simple"),
                                    ("curatelle_renforcee", "Curatelle renforcée"),
                                    ("tutelle", "Tutelle"),
                                    ("sauvegarde_justice", "Sauvegarde de justice avec mandat spécial"),
                                    (
                                        "mesure_accompagnement_judiciaire",
                                        "Mesure d’accompagnement judiciaire",
                                    ),
                                    ("subroge_curateur", "Subrogé curateur"),
                                    ("subroge_tuteur", "Subrogé tuteur"),
                                    ("mandat_protection_future", "Mandat de protection future"),
                                    ("mesure_ad_hoc", "Mesure ad hoc"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "champ",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("protection_bien", "Biens"),
                                    ("protection_personne", "Personne"),
                                    ("protection_bien_personne", "Biens et personne"),
                                ],
                                max_length=40,
                                verbose_name="champ",
                            ),
                        ),
                        (
                            "lieu_vie",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("domicile", "Domicile"),
                                    ("etablissement", "Établissement"),
                                    (
                                        "etablissement_conservation_domicile",
                                        "Établissement, domicile conservé",
                                    ),
                                    ("sdf", "Sans domicile fixe"),
                                ],
                                max_length=40,
                                verbose_name="lieu de vie",
                            ),
                        ),
                        (
                            "type_etablissement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("etablissement_handicapes", "Établissement pour personnes handicapées"),
                                    ("etablissement_personne_agee", "Établissement pour personnes âgées"),
                                    (
                                        "autre_etablissement_s_ms",
                                        "Autre établissement social ou médico-social",
                                    ),
                                    ("etablissement_hospitalier", "Établissement hospitalier"),
                                    ("etablissement_psychiatrique", "Établissement psychiatrique"),
                                    ("autre_etablissement", "Autre établissement"),
                                ],
                                max_length=40,
                                verbose_name="type d’établissement",
                            ),
                        ),
                        ("pays", models.CharField(default="FR", max_length=2, verbose_name="pays")),
                        (
                            "date_nomination",
                            models.DateField(blank=True, null=True, verbose_name="nomination"),
                        ),
                        (
                            "date_protection_en_cours",
                            models.DateField(
                                blank=True, null=True, verbose_name="protection en cours depuis"
                            ),
                        ),
                        (
                            "date_decision",
                            models.DateField(blank=True, null=True, verbose_name="dernière décision"),
                        ),
                        (
                            "duree_mois",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="durée (mois)"
                            ),
                        ),
                        (
                            "date_terme",
                            models.DateField(blank=True, null=True, verbose_name="à renouveler avant le"),
                        ),
                        (
                            "est_terme_presume",
                            models.BooleanField(default=False, verbose_name="durée présumée"),
                        ),
                        (
                            "nombre_revisions",
                            models.PositiveSmallIntegerField(default=0, verbose_name="révisions"),
                        ),
                        (
                            "date_revision",
                            models.DateField(blank=True, null=True, verbose_name="dernière révision"),
                        ),
                        (
                            "resultat_revision",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mainlevee", "Mainlevée"),
                                    ("reconduction", "Reconduction"),
                                    ("aggravation", "Aggravation"),
                                    ("allegement", "Allègement"),
                                    ("dessaisissement_famille", "Dessaisissement au profit de la famille"),
                                    (
                                        "dessaisissement_autre_mjpm",
                                        "Dessaisissement au profit d’un autre mandataire",
                                    ),
                                ],
                                max_length=40,
                                verbose_name="résultat de la révision",
                            ),
                        ),
                        ("date_fin", models.DateField(blank=True, null=True, verbose_name="fin de mandat")),
                        (
                            "cause_sortie",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mainlevee", "Mainlevée"),
                                    ("masp", "Mainlevée et passage en MASP"),
                                    ("deces", "Décès"),
                                    ("caducite", "Caducité"),
                                    ("dessaisissement_famille", "Dessaisissement au profit de la famille"),
                                    (
                                        "dessaisissement_autre_mjpm",
                                        "Dessaisissement au profit d’un autre mandataire",
                                    ),
                                    (
                                        "dessaisissement_tribunal",
                                        "Dessaisissement au profit d’un autre tribunal",
                                    ),
                                ],
                                max_length=40,
                                verbose_name="cause de sortie",
                            ),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                decimal_places=2, default=1, max_digits=6, verbose_name="points"
                            ),
                        ),
                        (
                            "horodatage_creation",
                            models.DateTimeField(auto_now_add=True, verbose_name="enregistrée le"),
                        ),
                        (
                            "antenne",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.antenne",
                                verbose_name="antenne",
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
                            "commune",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.commune",
                                verbose_name="commune",
                            ),
                        ),
                        (
                            "departement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="département",
                            ),
                        ),
                        (
                            "etablissement",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="établissement",
                            ),
                        ),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "origine",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.mesure",
                                verbose_name="mesure reprise",
                            ),
                        ),
                        (
                            "tribunal",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="tribunal",
                            ),
                        ),
                        (
                            "horodatage_purge",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="données effacées le"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mesure",
                        "verbose_name_plural": "mesures",
                        "ordering": ["-date_nomination", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["gestionnaire", "statut", "date_terme"], name="mesure_gestionnaire"
                            ),
                            models.Index(fields=["tribunal", "statut", "date_terme"], name="mesure_tribunal"),
                            models.Index(fields=["tribunal", "numero_rg"], name="mesure_rg"),
                            models.Index(
                                fields=["gestionnaire", "-date_nomination", "-id"], name="mesure_portefeuille"
                            ),
                            models.Index(
                                fields=["tribunal", "-date_nomination", "-id"], name="mesure_du_tribunal"
                            ),
                            models.Index(
                                condition=models.Q(("horodatage_purge", None), ("statut", "eteinte")),
                                fields=["gestionnaire", "date_fin"],
                                name="mesure_a_effacer",
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("statut__in", ["en_cours", "en_attente"])),
                                fields=("gestionnaire", "tribunal", "numero_rg"),
                                name="protection_mesure_unique",
                                violation_error_message="Ce numéro RG désigne déjà une mesure de ce tribunal.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statut", "en_cours"), _negated=True),
                                    models.Q(("date_fin", None), ("date_nomination__isnull", False)),
                                    _connector="OR",
                                ),
                                name="protection_mesure_en_cours",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statut", "eteinte"), _negated=True),
                                    models.Q(
                                        ("date_fin__isnull", False),
                                        models.Q(("cause_sortie", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="protection_mesure_eteinte",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvenementMesure",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "type",
                            models.CharField(
                                choices=[
                                    ("reservation", "Réservation par le tribunal"),
                                    ("retrait", "Réservation sans suite"),
                                    ("ouverture", "Ouverture"),
                                    ("transfert_entrant", "Reprise d’un autre mandataire"),
                                    ("changement_nature", "Changement de nature"),
                                    ("changement_lieu", "Changement de lieu de vie"),
                                    ("revision", "Révision"),
                                    ("cloture", "Fin de mandat"),
                                    ("reouverture", "Réouverture"),
                                ],
                                max_length=40,
                                verbose_name="événement",
                            ),
                        ),
                        ("date_effet", models.DateField(verbose_name="date")),
                        (
                            "nature",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("curatelle_simple", "Curatelle simple"),
                                    ("curatelle_renforcee", "Curatelle renforcée"),
                                    ("tutelle", "Tutelle"),
                                    ("sauvegarde_justice", "Sauvegarde de justice avec mandat spécial"),
                                    (
                                        "mesure_accompagnement_judiciaire",
                                        "Mesure d’accompagnement judiciaire",
                                    ),
                                    ("subroge_curateur", "Subrogé curateur"),
                                    ("subroge_tuteur", "Subrogé tuteur"),
                                    ("mandat_protection_future", "Mandat de protection future"),
                                    ("mesure_ad_hoc", "Mesure ad hoc"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "champ",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("protection_bien", "Biens"),
                                    ("protection_personne", "Personne"),
                                    ("protection_bien_personne", "Biens et personne"),
                                ],
                                max_length=40,
                                verbose_name="champ",
                            ),
                        ),
                        (
                            "lieu_vie",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("domicile", "Domicile"),
                                    ("etablissement", "Établissement"),
                                    (
                                        "etablissement_conservation_domicile",
                                        "Établissement, domicile conservé",
                                    ),
                                    ("sdf", "Sans domicile fixe"),
                                ],
                                max_length=40,
                                verbose_name="lieu de vie",
                            ),
                        ),
                        (
                            "type_etablissement",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("etablissement_handicapes", "Établissement pour personnes handicapées"),
                                    ("etablissement_personne_agee", "Établissement pour personnes âgées"),
                                    (
                                        "autre_etablissement_s_ms",
                                        "Autre établissement social ou médico-social",
                                    ),
                                    ("etablissement_hospitalier", "Établissement hospitalier"),
                                    ("etablissement_psychiatrique", "Établissement psychiatrique"),
                                    ("autre_etablissement", "Autre établissement"),
                                ],
                                max_length=40,
                                verbose_name="type d’établissement",
                            ),
                        ),
                        (
                            "duree_mois",
                            models.PositiveSmallIntegerField(
                                blank=True, null=True, verbose_name="durée (mois)"
                            ),
                        ),
                        (
                            "resultat",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mainlevee", "Mainlevée"),
                                    ("reconduction", "Reconduction"),
                                    ("aggravation", "Aggravation"),
                                    ("allegement", "Allègement"),
                                    ("dessaisissement_famille", "Dessaisissement au profit de la famille"),
                                    (
                                        "dessaisissement_autre_mjpm",
                                        "Dessaisissement au profit d’un autre mandataire",
                                    ),
                                ],
                                max_length=40,
                                verbose_name="résultat",
                            ),
                        ),
                        (
                            "cause",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("mainlevee", "Mainlevée"),
                                    ("masp", "Mainlevée et passage en MASP"),
                                    ("deces", "Décès"),
                                    ("caducite", "Caducité"),
                                    ("dessaisissement_famille", "Dessaisissement au profit de la famille"),
                                    (
                                        "dessaisissement_autre_mjpm",
                                        "Dessaisissement au profit d’un autre mandataire",
                                    ),
                                    (
                                        "dessaisissement_tribunal",
                                        "Dessaisissement au profit d’un autre tribunal",
                                    ),
                                ],
                                max_length=40,
                                verbose_name="cause",
                            ),
                        ),
                        (
                            "est_annulation",
                            models.BooleanField(default=False, verbose_name="annule l’événement corrigé"),
                        ),
                        ("motif", models.CharField(blank=True, max_length=500, verbose_name="motif")),
                        (
                            "source",
                            models.CharField(
                                choices=[
                                    ("ecran", "Saisie"),
                                    ("fichier", "Import d’un fichier"),
                                    ("logiciel", "Logiciel métier"),
                                ],
                                default="ecran",
                                max_length=40,
                                verbose_name="source",
                            ),
                        ),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="enregistré le")),
                        (
                            "antenne",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.antenne",
                                verbose_name="antenne",
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
                            "commune",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.commune",
                                verbose_name="commune",
                            ),
                        ),
                        (
                            "etablissement",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="établissement",
                            ),
                        ),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "racine",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.evenementmesure",
                                verbose_name="premier événement corrigé",
                            ),
                        ),
                        (
                            "remplace",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="remplacant",
                                to="protection.evenementmesure",
                                verbose_name="événement corrigé",
                            ),
                        ),
                        (
                            "tribunal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="tribunal",
                            ),
                        ),
                        (
                            "mesure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evenements",
                                to="protection.mesure",
                                verbose_name="mesure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "événement",
                        "verbose_name_plural": "événements",
                        "ordering": ["date_effet", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("remplace", None),
                                    models.Q(
                                        ("racine__isnull", False), models.Q(("motif", ""), _negated=True)
                                    ),
                                    _connector="OR",
                                ),
                                name="protection_evenement_correction",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_annulation", False), ("remplace__isnull", False), _connector="OR"
                                ),
                                name="protection_evenement_annulation",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Mouvement",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "type_gestionnaire",
                            models.CharField(
                                choices=[
                                    ("individuel", "Mandataire individuel"),
                                    ("prepose", "Préposé d’établissement"),
                                    ("service", "Service mandataire"),
                                ],
                                max_length=40,
                                verbose_name="type de mandataire",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="date")),
                        (
                            "genre",
                            models.CharField(
                                choices=[
                                    ("ouverture", "Ouvertures"),
                                    ("reouverture", "Réouvertures"),
                                    ("transfert_entrant", "Transferts entrants"),
                                    ("changement_entrant", "Changements, arrivées"),
                                    ("changement_sortant", "Changements, départs"),
                                    ("mainlevee", "Mainlevées"),
                                    ("masp", "Passages en MASP"),
                                    ("deces", "Décès"),
                                    ("caducite", "Caducités"),
                                    ("famille", "Dessaisissements vers la famille"),
                                    ("transfert_sortant", "Transferts sortants"),
                                ],
                                max_length=40,
                                verbose_name="mouvement",
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("curatelle_simple", "Curatelle simple"),
                                    ("curatelle_renforcee", "Curatelle renforcée"),
                                    ("tutelle", "Tutelle"),
                                    ("sauvegarde_justice", "Sauvegarde de justice avec mandat spécial"),
                                    (
                                        "mesure_accompagnement_judiciaire",
                                        "Mesure d’accompagnement judiciaire",
                                    ),
                                    ("subroge_curateur", "Subrogé curateur"),
                                    ("subroge_tuteur", "Subrogé tuteur"),
                                    ("mandat_protection_future", "Mandat de protection future"),
                                    ("mesure_ad_hoc", "Mesure ad hoc"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "champ",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("protection_bien", "Biens"),
                                    ("protection_personne", "Personne"),
                                    ("protection_bien_personne", "Biens et personne"),
                                ],
                                max_length=40,
                                verbose_name="champ",
                            ),
                        ),
                        (
                            "lieu_vie",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("domicile", "Domicile"),
                                    ("etablissement", "Établissement"),
                                    (
                                        "etablissement_conservation_domicile",
                                        "Établissement, domicile conservé",
                                    ),
                                    ("sdf", "Sans domicile fixe"),
                                ],
                                max_length=40,
                                verbose_name="lieu de vie",
                            ),
                        ),
                        ("solde", models.SmallIntegerField(verbose_name="solde")),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "mesure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mouvements",
                                to="protection.mesure",
                                verbose_name="mesure",
                            ),
                        ),
                        (
                            "tribunal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="tribunal",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mouvement",
                        "verbose_name_plural": "mouvements",
                        "ordering": ["date", "id"],
                        "indexes": [
                            models.Index(fields=["gestionnaire", "date"], name="mouvement_gestionnaire"),
                            models.Index(fields=["tribunal", "date"], name="mouvement_tribunal"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("solde__in", [1, -1])), name="protection_mouvement_solde"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Simulation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "arbitrage",
                            models.CharField(
                                choices=[
                                    ("trajets", "Raccourcir les trajets d’abord"),
                                    ("equilibre", "Trajets et charge à égalité"),
                                    ("charge", "Égaliser la charge d’abord"),
                                ],
                                max_length=40,
                                verbose_name="arbitrage",
                            ),
                        ),
                        ("examinees", models.PositiveIntegerField(verbose_name="mesures examinées")),
                        ("proposees", models.PositiveIntegerField(verbose_name="propositions")),
                        ("sans_place", models.PositiveIntegerField(verbose_name="mesures sans place")),
                        ("avant", models.JSONField(verbose_name="avant")),
                        ("apres", models.JSONField(verbose_name="après")),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="calculée le")),
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
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "departement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="département",
                            ),
                        ),
                        (
                            "en_attente",
                            models.PositiveIntegerField(default=0, verbose_name="dossiers sans mandataire"),
                        ),
                    ],
                    options={
                        "verbose_name": "simulation",
                        "verbose_name_plural": "simulations",
                        "ordering": ["-horodatage", "-id"],
                        "indexes": [
                            models.Index(fields=["autorite", "-horodatage"], name="simulation_autorite")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Proposition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("km_avant", models.PositiveSmallIntegerField(verbose_name="kilomètres aujourd’hui")),
                        ("km_apres", models.PositiveSmallIntegerField(verbose_name="kilomètres proposés")),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("proposee", "À examiner"),
                                    ("acceptee", "Acceptée"),
                                    ("ecartee", "Écartée"),
                                ],
                                default="proposee",
                                max_length=40,
                                verbose_name="statut",
                            ),
                        ),
                        ("motif", models.CharField(blank=True, max_length=500, verbose_name="motif")),
                        (
                            "horodatage",
                            models.DateTimeField(blank=True, null=True, verbose_name="décidée le"),
                        ),
                        (
                            "actuel",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.mandataire",
                                verbose_name="mandataire actuel, ou sollicité",
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="décidée par",
                            ),
                        ),
                        (
                            "mesure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.mesure",
                                verbose_name="mesure",
                            ),
                        ),
                        (
                            "propose",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.mandataire",
                                verbose_name="mandataire proposé",
                            ),
                        ),
                        (
                            "tribunal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="tribunal",
                            ),
                        ),
                        (
                            "simulation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="propositions",
                                to="protection.simulation",
                                verbose_name="simulation",
                            ),
                        ),
                        (
                            "genre",
                            models.CharField(
                                choices=[
                                    ("transfert", "Confier à un autre"),
                                    ("designation", "Dossier sans mandataire"),
                                ],
                                default="transfert",
                                max_length=40,
                                verbose_name="objet",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proposition",
                        "verbose_name_plural": "propositions",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["tribunal", "statut", "-id"], name="proposition_tribunal")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("simulation", "mesure"), name="protection_proposition_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statut", "proposee"),
                                    models.Q(("motif", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protection_proposition_motif",
                                violation_error_message="Dites pourquoi : le motif est conservé.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Reservation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("en_attente", "En attente de réponse"),
                                    ("acceptee", "Acceptée"),
                                    ("declinee", "Déclinée"),
                                    ("retiree", "Retirée par le tribunal"),
                                ],
                                default="en_attente",
                                max_length=40,
                                verbose_name="statut",
                            ),
                        ),
                        (
                            "priorite_familiale",
                            models.CharField(
                                choices=[
                                    ("aucun_proche", "Aucun proche connu ou retrouvé"),
                                    (
                                        "refus",
                                        "Les proches ne peuvent ou ne souhaitent pas exercer la mesure",
                                    ),
                                    ("conflit", "Conflit familial ou opposition d’intérêts"),
                                    ("eloignement", "Proches trop éloignés pour exercer la mesure"),
                                    ("inaptitude", "Proches hors d’état d’exercer la mesure"),
                                    ("interet", "L’intérêt de la personne commande d’écarter les proches"),
                                    ("sans_objet", "Sans objet : mandataire ad hoc ou subrogé"),
                                ],
                                max_length=40,
                                verbose_name="priorité familiale écartée",
                            ),
                        ),
                        (
                            "rang",
                            models.PositiveSmallIntegerField(verbose_name="rang dans la liste restreinte"),
                        ),
                        ("proposes", models.PositiveSmallIntegerField(verbose_name="mandataires proposés")),
                        ("score", models.DecimalField(decimal_places=1, max_digits=4, verbose_name="score")),
                        ("raisons", models.JSONField(default=list, verbose_name="raisons")),
                        ("horodatage", models.DateTimeField(verbose_name="réservée le")),
                        (
                            "horodatage_relance",
                            models.DateTimeField(blank=True, null=True, verbose_name="relancée le"),
                        ),
                        (
                            "horodatage_escalade",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="signalée au tribunal le"
                            ),
                        ),
                        (
                            "horodatage_reponse",
                            models.DateTimeField(blank=True, null=True, verbose_name="répondue le"),
                        ),
                        (
                            "motif_declin",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("surcharge", "Charge trop élevée"),
                                    ("eloignement", "Lieu de vie trop éloigné"),
                                    ("conflit", "Conflit d’intérêts ou lien avec la personne"),
                                    ("competence", "Situation qui demande une compétence que je n’ai pas"),
                                    ("absence", "Absence ou cessation d’activité prochaine"),
                                    ("autre", "Autre empêchement"),
                                ],
                                max_length=40,
                                verbose_name="empêchement",
                            ),
                        ),
                        ("motif", models.CharField(blank=True, max_length=500, verbose_name="motif")),
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
                            "auteur_reponse",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="réponse de",
                            ),
                        ),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation du mandataire",
                            ),
                        ),
                        (
                            "inscription",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="protection.inscription",
                                verbose_name="inscription",
                            ),
                        ),
                        (
                            "mandataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reservations",
                                to="protection.mandataire",
                                verbose_name="mandataire",
                            ),
                        ),
                        (
                            "mesure",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="reservation",
                                to="protection.mesure",
                                verbose_name="mesure",
                            ),
                        ),
                        (
                            "tribunal",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="tribunal",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réservation",
                        "verbose_name_plural": "réservations",
                        "ordering": ["-horodatage", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["tribunal", "statut", "-horodatage"], name="reservation_tribunal"
                            ),
                            models.Index(
                                fields=["gestionnaire", "statut", "-horodatage"],
                                name="reservation_gestionnaire",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statut", "declinee"), _negated=True),
                                    models.Q(("motif_declin", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protection_reservation_declin",
                                violation_error_message="Dites ce qui vous empêche de prendre cette mesure.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("statut", "retiree"), _negated=True),
                                    models.Q(("motif", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="protection_reservation_retrait",
                                violation_error_message="Dites pourquoi la réservation est retirée.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statut", "en_attente"),
                                    ("horodatage_reponse__isnull", False),
                                    _connector="OR",
                                ),
                                name="protection_reservation_reponse",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ObjectifSchema",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                        (
                            "places_individuel",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="mandataires individuels"
                            ),
                        ),
                        (
                            "places_prepose",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="préposés"),
                        ),
                        (
                            "places_service",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="services"),
                        ),
                        (
                            "points",
                            models.DecimalField(
                                blank=True, decimal_places=2, max_digits=10, null=True, verbose_name="points"
                            ),
                        ),
                        ("reference", models.CharField(max_length=200, verbose_name="référence")),
                        ("date_decision", models.DateField(verbose_name="arrêté le")),
                        ("horodatage", models.DateTimeField(auto_now=True, verbose_name="enregistré le")),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="fixé par",
                            ),
                        ),
                        (
                            "autorite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="direction",
                            ),
                        ),
                        (
                            "departement",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="département",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "objectif du schéma",
                        "verbose_name_plural": "objectifs du schéma",
                        "ordering": ["departement_id", "-annee"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("departement", "annee"), name="protection_objectif_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("places_individuel__isnull", False),
                                    ("places_prepose__isnull", False),
                                    ("places_service__isnull", False),
                                    _connector="OR",
                                ),
                                name="protection_objectif_places",
                                violation_error_message="Indiquez au moins un nombre de places.",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
