"""The tables of paper records."""

from decimal import Decimal

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from maillage.commun.migrations import CreerTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("annuaire", "0006_sante_travail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreerTables(
            [
                migrations.CreateModel(
                    name="Expedition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="numéro dans le centre")),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="étiquette")),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("preparee", "Préparée"),
                                    ("partie", "Remise au transporteur"),
                                    ("arrivee", "Arrivée"),
                                ],
                                default="preparee",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("date_prevue", models.DateField(verbose_name="enlèvement prévu le")),
                        (
                            "transporteur",
                            models.CharField(blank=True, max_length=120, verbose_name="transporteur"),
                        ),
                        ("remis_a", models.CharField(blank=True, max_length=120, verbose_name="remise à")),
                        (
                            "horodatage_depart",
                            models.DateTimeField(blank=True, null=True, verbose_name="partie le"),
                        ),
                        (
                            "horodatage_arrivee",
                            models.DateTimeField(blank=True, null=True, verbose_name="arrivée le"),
                        ),
                        (
                            "boites_remises",
                            models.PositiveIntegerField(default=0, verbose_name="boîtes remises"),
                        ),
                        (
                            "dossiers_remis",
                            models.PositiveIntegerField(default=0, verbose_name="dossiers remis"),
                        ),
                        (
                            "boites_recues",
                            models.PositiveIntegerField(default=0, verbose_name="boîtes reçues"),
                        ),
                        (
                            "dossiers_recus",
                            models.PositiveIntegerField(default=0, verbose_name="dossiers reçus"),
                        ),
                        (
                            "auteur_arrivee",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="reçue par",
                            ),
                        ),
                        (
                            "auteur_depart",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="remise par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "expédition",
                        "verbose_name_plural": "expéditions",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "statut", "-id"], name="numerisation_exp_centre"),
                            models.Index(
                                fields=["prestataire", "statut", "-id"], name="numerisation_exp_prest"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "numero"), name="numerisation_expedition_numero"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Boite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="numéro dans le centre")),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="étiquette")),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("ouverte", "Ouverte"),
                                    ("fermee", "Fermée et scellée"),
                                    ("expediee", "Remise au transporteur"),
                                    ("recue", "Reçue par le prestataire"),
                                ],
                                default="ouverte",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "numero_scelle",
                            models.CharField(blank=True, max_length=40, verbose_name="numéro du scellé"),
                        ),
                        (
                            "horodatage_creation",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ouverte le"
                            ),
                        ),
                        (
                            "horodatage_fermeture",
                            models.DateTimeField(blank=True, null=True, verbose_name="fermée le"),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "expedition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="boites",
                                to="numerisation.expedition",
                                verbose_name="expédition",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "boîte",
                        "verbose_name_plural": "boîtes",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                fields=["centre", "statut", "-id"], name="numerisation_boite_centre"
                            ),
                            models.Index(
                                fields=["prestataire", "statut", "-id"], name="numerisation_boite_prest"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "numero"), name="numerisation_boite_numero"
                            )
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
                            "genre",
                            models.CharField(
                                choices=[
                                    ("depart", "Remise au transporteur"),
                                    ("arrivee", "Reçue par le prestataire"),
                                ],
                                max_length=40,
                                verbose_name="mouvement",
                            ),
                        ),
                        (
                            "numero_scelle",
                            models.CharField(blank=True, max_length=40, verbose_name="numéro du scellé"),
                        ),
                        (
                            "est_scelle_intact",
                            models.BooleanField(default=True, verbose_name="scellé intact"),
                        ),
                        ("dossiers", models.PositiveIntegerField(default=0, verbose_name="dossiers")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="horodatage"
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
                            "boite",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mouvements",
                                to="numerisation.boite",
                                verbose_name="boîte",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "expedition",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="mouvements",
                                to="numerisation.expedition",
                                verbose_name="expédition",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mouvement d’une boîte",
                        "verbose_name_plural": "mouvements des boîtes",
                        "ordering": ["boite_id", "id"],
                        "indexes": [
                            models.Index(fields=["centre", "horodatage"], name="numerisation_mvt_centre"),
                            models.Index(fields=["prestataire", "horodatage"], name="numerisation_mvt_prest"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("boite", "expedition", "genre"), name="numerisation_mouvement_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cadence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("semaine", models.DateField(verbose_name="semaine du")),
                        ("prevu", models.PositiveIntegerField(verbose_name="dossiers prévus")),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cadence",
                        "verbose_name_plural": "cadences",
                        "ordering": ["semaine", "centre_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "semaine"), name="numerisation_cadence_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("semaine__iso_week_day", 1)),
                                name="numerisation_cadence_lundi",
                                violation_error_message="Une semaine est désignée par son lundi.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Campagne",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("nom", models.CharField(max_length=120, verbose_name="nom")),
                        ("perimetre", models.TextField(blank=True, verbose_name="dossiers concernés")),
                        ("date_debut", models.DateField(verbose_name="début")),
                        ("date_fin", models.DateField(blank=True, null=True, verbose_name="fin prévue")),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service de santé au travail",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "campagne de numérisation",
                        "verbose_name_plural": "campagnes de numérisation",
                        "ordering": ["-date_debut", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("service", "nom"), name="numerisation_campagne_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin__isnull", True),
                                    ("date_fin__gte", models.F("date_debut")),
                                    _connector="OR",
                                ),
                                name="numerisation_campagne_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Centre",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "code",
                            models.CharField(
                                max_length=6,
                                unique=True,
                                validators=[
                                    django.core.validators.RegexValidator(
                                        "^[0-9A-Z]{2,6}$", "De 2 à 6 lettres majuscules ou chiffres."
                                    )
                                ],
                                verbose_name="code des étiquettes",
                            ),
                        ),
                        (
                            "campagne",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="centres",
                                to="numerisation.campagne",
                                verbose_name="campagne en cours",
                            ),
                        ),
                        (
                            "organisation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service de santé au travail",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "centre",
                        "verbose_name_plural": "centres",
                        "ordering": ["code"],
                    },
                ),
                migrations.CreateModel(
                    name="Convention",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("edition", models.PositiveIntegerField(default=1, verbose_name="édition")),
                        ("date_effet", models.DateField(verbose_name="en vigueur à partir du")),
                        (
                            "mode",
                            models.CharField(
                                choices=[
                                    ("procede", "Procédé électronique (articles 2 à 6)"),
                                    ("support", "Support à modification irréversible (article 1)"),
                                ],
                                default="procede",
                                max_length=40,
                                verbose_name="copie fiable par",
                            ),
                        ),
                        (
                            "resolution",
                            models.PositiveIntegerField(
                                default=300, verbose_name="résolution (points par pouce)"
                            ),
                        ),
                        (
                            "est_couleur",
                            models.BooleanField(default=True, verbose_name="en couleur, 24 bits"),
                        ),
                        (
                            "delai_livraison_jours",
                            models.PositiveIntegerField(default=20, verbose_name="jours pour livrer un lot"),
                        ),
                        (
                            "delai_garde_jours",
                            models.PositiveIntegerField(
                                default=180,
                                verbose_name="jours de garde du papier après la mise à disposition",
                            ),
                        ),
                        (
                            "nqa_majeur",
                            models.DecimalField(
                                choices=[
                                    (Decimal("0.10"), "0,10 %"),
                                    (Decimal("0.15"), "0,15 %"),
                                    (Decimal("0.25"), "0,25 %"),
                                    (Decimal("0.40"), "0,40 %"),
                                    (Decimal("0.65"), "0,65 %"),
                                    (Decimal("1.0"), "1,0 %"),
                                    (Decimal("1.5"), "1,5 %"),
                                    (Decimal("2.5"), "2,5 %"),
                                    (Decimal("4.0"), "4,0 %"),
                                    (Decimal("6.5"), "6,5 %"),
                                ],
                                decimal_places=2,
                                default=Decimal("1.0"),
                                max_digits=4,
                                verbose_name="défauts majeurs acceptés",
                            ),
                        ),
                        (
                            "nqa_mineur",
                            models.DecimalField(
                                choices=[
                                    (Decimal("0.10"), "0,10 %"),
                                    (Decimal("0.15"), "0,15 %"),
                                    (Decimal("0.25"), "0,25 %"),
                                    (Decimal("0.40"), "0,40 %"),
                                    (Decimal("0.65"), "0,65 %"),
                                    (Decimal("1.0"), "1,0 %"),
                                    (Decimal("1.5"), "1,5 %"),
                                    (Decimal("2.5"), "2,5 %"),
                                    (Decimal("4.0"), "4,0 %"),
                                    (Decimal("6.5"), "6,5 %"),
                                ],
                                decimal_places=2,
                                default=Decimal("2.5"),
                                max_digits=4,
                                verbose_name="défauts mineurs acceptés",
                            ),
                        ),
                        (
                            "reference",
                            models.CharField(blank=True, max_length=120, verbose_name="référence du contrat"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="enregistrée par",
                            ),
                        ),
                        (
                            "campagne",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="conventions",
                                to="numerisation.campagne",
                                verbose_name="campagne",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service de santé au travail",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "convention de numérisation",
                        "verbose_name_plural": "conventions de numérisation",
                        "ordering": ["campagne_id", "prestataire_id", "edition"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("campagne", "prestataire", "edition"),
                                name="numerisation_convention_unique",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Dossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="numéro dans le centre")),
                        ("code", models.CharField(max_length=30, unique=True, verbose_name="étiquette")),
                        (
                            "reference",
                            models.CharField(
                                blank=True, max_length=40, verbose_name="numéro dans le logiciel métier"
                            ),
                        ),
                        (
                            "epaisseur",
                            models.CharField(
                                choices=[("mince", "Mince"), ("moyen", "Moyen"), ("gros", "Gros")],
                                default="moyen",
                                max_length=40,
                                verbose_name="épaisseur",
                            ),
                        ),
                        ("rayonnage", models.CharField(blank=True, max_length=40, verbose_name="rangement")),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("inventorie", "Inventorié"),
                                    ("en_tri", "En tri"),
                                    ("trie", "Trié"),
                                    ("audite", "Tri audité"),
                                    ("en_boite", "Mis en boîte"),
                                    ("expedie", "Expédié"),
                                    ("recu", "Reçu par le prestataire"),
                                    ("numerise", "Numérisé"),
                                    ("refuse", "Refusé, à numériser de nouveau"),
                                    ("controle", "Contrôlé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                    ("detruit", "Papier détruit"),
                                ],
                                default="inventorie",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("est_retenu", models.BooleanField(default=False, verbose_name="retenu")),
                        (
                            "incidents_ouverts",
                            models.PositiveIntegerField(default=0, verbose_name="incidents ouverts"),
                        ),
                        (
                            "pieces_a_rendre",
                            models.PositiveIntegerField(default=0, verbose_name="pièces hors champ à rendre"),
                        ),
                        (
                            "version",
                            models.PositiveIntegerField(default=0, verbose_name="rang du dernier événement"),
                        ),
                        ("horodatage_etat", models.DateTimeField(verbose_name="dans cet état depuis")),
                        (
                            "date_limite",
                            models.DateField(blank=True, null=True, verbose_name="à conserver jusqu’au"),
                        ),
                        (
                            "est_suspendu",
                            models.BooleanField(default=False, verbose_name="fin de conservation suspendue"),
                        ),
                        (
                            "est_limite_a_confirmer",
                            models.BooleanField(default=False, verbose_name="durée à confirmer"),
                        ),
                        (
                            "horodatage_effacement",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="effacé le"
                            ),
                        ),
                        (
                            "boite",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossiers",
                                to="numerisation.boite",
                                verbose_name="boîte",
                            ),
                        ),
                        (
                            "campagne",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="dossiers",
                                to="numerisation.campagne",
                                verbose_name="campagne",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
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
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier papier",
                        "verbose_name_plural": "dossiers papier",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                fields=["centre", "etat", "-id"], name="numerisation_dossier_centre"
                            ),
                            models.Index(fields=["centre", "-id"], name="numerisation_dossier_liste"),
                            models.Index(
                                fields=["prestataire", "etat", "-id"], name="numerisation_dossier_prest"
                            ),
                            models.Index(fields=["reference"], name="numerisation_dossier_ref"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "numero"), name="numerisation_dossier_numero"
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("reference", ""), _negated=True),
                                fields=("centre", "reference"),
                                name="numerisation_dossier_reference",
                                violation_error_message="Un dossier de ce centre porte déjà ce numéro.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentiteDossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="identité chiffrée")),
                        ("repere", models.CharField(blank=True, max_length=20, verbose_name="repère")),
                        ("marque_nom", models.CharField(blank=True, editable=False, max_length=64)),
                        ("marque_salarie", models.CharField(blank=True, editable=False, max_length=64)),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="identite",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "identité d’un dossier",
                        "verbose_name_plural": "identités des dossiers",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["centre", "marque_nom"], name="numerisation_identite_nom"),
                            models.Index(
                                fields=["centre", "marque_salarie"], name="numerisation_identite_salarie"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvenementDossier",
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
                                    ("inventaire", "Inventaire"),
                                    ("debut_tri", "Début du tri"),
                                    ("fin_tri", "Fin du tri"),
                                    ("audit_tri", "Audit du tri"),
                                    ("reprise_tri", "Tri à reprendre"),
                                    ("mise_en_boite", "Mise en boîte"),
                                    ("sortie_de_boite", "Sortie de boîte"),
                                    ("expedition", "Remise au transporteur"),
                                    ("reception", "Réception par le prestataire"),
                                    ("numerisation", "Numérisation"),
                                    ("acceptation", "Lot accepté au contrôle"),
                                    ("refus", "Lot refusé au contrôle"),
                                    ("scellement", "Scellement"),
                                    ("integration", "Mise à disposition à l’écran"),
                                    ("destruction", "Destruction du papier"),
                                    ("effacement", "Effacement à la fin de la conservation"),
                                    ("retenue", "Retenue (réclamation ou contentieux)"),
                                    ("levee_retenue", "Levée de la retenue"),
                                    ("incident", "Incident ouvert"),
                                    ("cloture_incident", "Incident clos"),
                                ],
                                max_length=40,
                                verbose_name="événement",
                            ),
                        ),
                        (
                            "avant",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("inventorie", "Inventorié"),
                                    ("en_tri", "En tri"),
                                    ("trie", "Trié"),
                                    ("audite", "Tri audité"),
                                    ("en_boite", "Mis en boîte"),
                                    ("expedie", "Expédié"),
                                    ("recu", "Reçu par le prestataire"),
                                    ("numerise", "Numérisé"),
                                    ("refuse", "Refusé, à numériser de nouveau"),
                                    ("controle", "Contrôlé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                    ("detruit", "Papier détruit"),
                                ],
                                max_length=40,
                                verbose_name="état avant",
                            ),
                        ),
                        (
                            "apres",
                            models.CharField(
                                choices=[
                                    ("inventorie", "Inventorié"),
                                    ("en_tri", "En tri"),
                                    ("trie", "Trié"),
                                    ("audite", "Tri audité"),
                                    ("en_boite", "Mis en boîte"),
                                    ("expedie", "Expédié"),
                                    ("recu", "Reçu par le prestataire"),
                                    ("numerise", "Numérisé"),
                                    ("refuse", "Refusé, à numériser de nouveau"),
                                    ("controle", "Contrôlé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                    ("detruit", "Papier détruit"),
                                ],
                                max_length=40,
                                verbose_name="état après",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(verbose_name="rang")),
                        ("motif", models.CharField(blank=True, max_length=200, verbose_name="motif")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="horodatage"
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
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evenements",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "événement d’un dossier",
                        "verbose_name_plural": "événements des dossiers",
                        "ordering": ["dossier_id", "version"],
                        "indexes": [
                            models.Index(
                                fields=["centre", "type", "horodatage"], name="numerisation_evt_centre"
                            ),
                            models.Index(
                                fields=["prestataire", "type", "horodatage"], name="numerisation_evt_prest"
                            ),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("dossier", "version"), name="numerisation_evenement_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Porte",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("motif", models.CharField(max_length=300, verbose_name="motif")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ouverte le"
                            ),
                        ),
                        ("horodatage_fin", models.DateTimeField(verbose_name="refermée le")),
                        ("date", models.DateField(verbose_name="jour")),
                        (
                            "avis",
                            models.CharField(
                                choices=[
                                    ("a_examiner", "À examiner"),
                                    ("justifie", "Justifié"),
                                    ("injustifie", "Non justifié"),
                                ],
                                default="a_examiner",
                                max_length=40,
                                verbose_name="avis du DPO",
                            ),
                        ),
                        (
                            "commentaire",
                            models.CharField(blank=True, max_length=500, verbose_name="commentaire du DPO"),
                        ),
                        (
                            "horodatage_avis",
                            models.DateTimeField(blank=True, null=True, verbose_name="examinée le"),
                        ),
                        (
                            "agent",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ouverte par",
                            ),
                        ),
                        (
                            "auteur_avis",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="examinée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre du dossier",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portes",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "accès d’exception",
                        "verbose_name_plural": "accès d’exception",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="numerisation_porte_centre"),
                            models.Index(
                                fields=["agent", "dossier", "horodatage_fin"], name="numerisation_porte_agent"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("horodatage_fin__gt", models.F("horodatage"))),
                                name="numerisation_porte_duree",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("avis", "a_examiner"),
                                    models.Q(
                                        ("auteur_avis__isnull", False), ("horodatage_avis__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_porte_examinee",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("auteur_avis", None),
                                    models.Q(("auteur_avis", models.F("agent")), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_porte_tiers",
                                violation_error_message="Nul n’examine son propre accès.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opposition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "portion",
                            models.CharField(
                                choices=[
                                    (
                                        "premiere",
                                        "Accès du médecin praticien correspondant et des professionnels du service",
                                    ),
                                    (
                                        "autres_services",
                                        "Accès d’un autre service de prévention et de santé au travail",
                                    ),
                                    ("transfert", "Transfert du dossier au nouveau service"),
                                ],
                                max_length=40,
                                verbose_name="s’oppose à",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="dite le")),
                        ("date_levee", models.DateField(blank=True, null=True, verbose_name="levée le")),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recueillie par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oppositions",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opposition",
                        "verbose_name_plural": "oppositions",
                        "ordering": ["-date", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("date_levee", None)),
                                fields=("dossier", "portion"),
                                name="numerisation_opposition_unique",
                                violation_error_message="Cette opposition est déjà enregistrée.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_levee", None),
                                    ("date_levee__gte", models.F("date")),
                                    _connector="OR",
                                ),
                                name="numerisation_opposition_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Copie",
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
                                    ("salarie", "Copie pour le salarié"),
                                    ("ayant_droit", "Copie pour un ayant droit"),
                                    ("transfert", "Transfert au nouveau service"),
                                ],
                                max_length=40,
                                verbose_name="genre",
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="destinataire chiffré")),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("main", "En main propre"),
                                    ("poste", "Par courrier recommandé"),
                                    ("messagerie", "Par messagerie sécurisée de santé"),
                                ],
                                max_length=40,
                                verbose_name="remise",
                            ),
                        ),
                        ("date_demande", models.DateField(verbose_name="demandée le")),
                        ("date_limite", models.DateField(verbose_name="à remettre avant le")),
                        ("date_remise", models.DateField(blank=True, null=True, verbose_name="remise le")),
                        (
                            "empreinte",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="empreinte de ce qui est remis"
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="enregistrée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "copie remise",
                        "verbose_name_plural": "copies remises",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="numerisation_copie_centre"),
                            models.Index(
                                condition=models.Q(("date_remise", None)),
                                fields=["centre", "date_limite"],
                                name="numerisation_copie_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_remise", None),
                                    models.Q(("mode", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_copie_remise",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Lot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.CharField(max_length=60, verbose_name="numéro du prestataire")),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("annonce", "Annoncé"),
                                    ("rejete", "Rejeté à la réception"),
                                    ("recu", "Reçu, manifeste vérifié"),
                                    ("traite", "Lu et mis en PDF/A"),
                                    ("en_controle", "En contrôle"),
                                    ("accepte", "Accepté"),
                                    ("refuse", "Refusé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                ],
                                default="annonce",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        ("nombre_fichiers", models.PositiveIntegerField(default=0, verbose_name="dossiers")),
                        ("nombre_pages", models.PositiveIntegerField(default=0, verbose_name="pages")),
                        ("date_numerisation", models.DateField(verbose_name="date du manifeste")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="livré le"),
                        ),
                        (
                            "horodatage_reception",
                            models.DateTimeField(blank=True, null=True, verbose_name="reçu le"),
                        ),
                        (
                            "horodatage_verdict",
                            models.DateTimeField(blank=True, null=True, verbose_name="contrôlé le"),
                        ),
                        (
                            "horodatage_integration",
                            models.DateTimeField(blank=True, null=True, verbose_name="consultable depuis le"),
                        ),
                        (
                            "convention",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.convention",
                                verbose_name="convention",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lot",
                        "verbose_name_plural": "lots",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["service", "etat", "-id"], name="num_lot_service"),
                            models.Index(fields=["prestataire", "-id"], name="num_lot_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("prestataire", "numero"), name="numerisation_lot_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvenementLot",
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
                                    ("annonce", "Annonce"),
                                    ("rejet", "Rejet : le manifeste ne correspond pas"),
                                    ("reception", "Réception conforme au manifeste"),
                                    ("traitement", "Lecture et mise en PDF/A"),
                                    ("tirage", "Tirage de l’échantillon"),
                                    ("acceptation", "Acceptation"),
                                    ("refus", "Refus"),
                                    ("nouvelle_livraison", "Nouvelle livraison après reprise"),
                                    ("scellement", "Scellement"),
                                    ("integration", "Mise à disposition à l’écran"),
                                ],
                                max_length=40,
                                verbose_name="événement",
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("annonce", "Annoncé"),
                                    ("rejete", "Rejeté à la réception"),
                                    ("recu", "Reçu, manifeste vérifié"),
                                    ("traite", "Lu et mis en PDF/A"),
                                    ("en_controle", "En contrôle"),
                                    ("accepte", "Accepté"),
                                    ("refuse", "Refusé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                ],
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        ("precision", models.CharField(blank=True, max_length=400, verbose_name="précision")),
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
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evenements",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "événement d’un lot",
                        "verbose_name_plural": "événements des lots",
                        "ordering": ["horodatage", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Manifeste",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(verbose_name="livraison")),
                        ("sha256", models.CharField(max_length=64, verbose_name="empreinte du manifeste")),
                        ("est_accepte", models.BooleanField(verbose_name="accepté")),
                        ("refus", models.JSONField(blank=True, default=list, verbose_name="refus")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="livré par",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manifestes",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "manifeste",
                        "verbose_name_plural": "manifestes",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Fichier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        ("nom", models.CharField(max_length=130, verbose_name="fichier")),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("a_lire", "À lire"),
                                    ("lu", "Lu, en PDF/A"),
                                    ("illisible", "Lecture impossible"),
                                    ("remplace", "Remplacé par une nouvelle livraison"),
                                ],
                                default="a_lire",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("refus", models.CharField(blank=True, max_length=400, verbose_name="pourquoi")),
                        ("boite", models.CharField(max_length=40, verbose_name="boîte")),
                        ("pages_annoncees", models.PositiveIntegerField(verbose_name="pages")),
                        (
                            "pages_vierges",
                            models.JSONField(
                                blank=True, default=list, verbose_name="pages annoncées vierges"
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(max_length=64, verbose_name="empreinte du fichier livré"),
                        ),
                        ("taille", models.BigIntegerField(verbose_name="taille")),
                        ("numeriseur", models.CharField(max_length=60, verbose_name="numériseur")),
                        ("operateur", models.CharField(max_length=60, verbose_name="opérateur")),
                        ("resolution", models.PositiveSmallIntegerField(verbose_name="points par pouce")),
                        ("profondeur", models.PositiveSmallIntegerField(verbose_name="bits par pixel")),
                        ("horodatage_numerisation", models.DateTimeField(verbose_name="numérisé le")),
                        (
                            "horodatage_lecture",
                            models.DateTimeField(blank=True, null=True, verbose_name="lu le"),
                        ),
                        (
                            "cle_livree",
                            models.TextField(blank=True, verbose_name="clé du fichier livré, scellée"),
                        ),
                        (
                            "rangement_livre",
                            models.CharField(max_length=64, verbose_name="fichier livré, rangé"),
                        ),
                        ("cle_pdfa", models.TextField(blank=True, verbose_name="clé du PDF/A, scellée")),
                        (
                            "rangement_pdfa",
                            models.CharField(blank=True, max_length=64, verbose_name="PDF/A, rangé"),
                        ),
                        (
                            "empreinte_pdfa",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="empreinte du PDF/A avant le sceau"
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fichiers",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fichiers",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fichier livré",
                        "verbose_name_plural": "fichiers livrés",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["lot", "etat"], name="num_fichier_lot"),
                            models.Index(fields=["sha256"], name="num_fichier_empreinte"),
                            models.Index(fields=["centre"], name="num_fichier_centre"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("etat", "remplace"), _negated=True),
                                fields=("dossier",),
                                name="numerisation_fichier_courant",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Page",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="page")),
                        ("largeur", models.PositiveIntegerField(verbose_name="largeur")),
                        ("hauteur", models.PositiveIntegerField(verbose_name="hauteur")),
                        ("resolution", models.PositiveSmallIntegerField(verbose_name="points par pouce")),
                        (
                            "quarts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="quarts de tour"),
                        ),
                        (
                            "empreinte_image",
                            models.CharField(max_length=64, verbose_name="empreinte de l’image livrée"),
                        ),
                        (
                            "debut",
                            models.BigIntegerField(
                                blank=True, null=True, verbose_name="début de l’image dans le PDF/A"
                            ),
                        ),
                        (
                            "longueur",
                            models.BigIntegerField(blank=True, null=True, verbose_name="longueur de l’image"),
                        ),
                        (
                            "encre",
                            models.CharField(
                                choices=[
                                    ("vierge", "Vierge"),
                                    ("douteuse", "Presque vierge, à regarder"),
                                    ("ecrite", "Écrite"),
                                ],
                                max_length=10,
                                verbose_name="encre",
                            ),
                        ),
                        ("part_encre", models.FloatField(verbose_name="part d’encre")),
                        (
                            "est_annoncee_vierge",
                            models.BooleanField(default=False, verbose_name="annoncée vierge"),
                        ),
                        ("piece", models.CharField(blank=True, max_length=40, verbose_name="pièce")),
                        (
                            "partie",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="partie du dossier (R. 4624-45-4)"
                            ),
                        ),
                        (
                            "rattachement",
                            models.CharField(
                                choices=[
                                    ("certain", "Rattachée par son étiquette"),
                                    ("concordant", "Rattachée : les traits concordent"),
                                    ("a_confirmer", "Proposée, à confirmer par une personne"),
                                    ("a_saisir", "À saisir : personne n’est reconnu"),
                                ],
                                max_length=40,
                                verbose_name="rattachement",
                            ),
                        ),
                        ("raison", models.CharField(blank=True, max_length=200, verbose_name="pourquoi")),
                        (
                            "est_ecartee",
                            models.BooleanField(default=False, verbose_name="n’est pas de ce dossier"),
                        ),
                        (
                            "contenu",
                            models.TextField(blank=True, verbose_name="texte, mots et vignette chiffrés"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="lue le"),
                        ),
                        (
                            "auteur_piece",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pièce choisie par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pages",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "fichier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pages",
                                to="numerisation.fichier",
                                verbose_name="fichier",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page",
                        "verbose_name_plural": "pages",
                        "ordering": ["fichier", "numero"],
                        "indexes": [
                            models.Index(fields=["dossier", "numero"], name="num_page_dossier"),
                            models.Index(fields=["centre"], name="num_page_centre"),
                            models.Index(fields=["service"], name="num_page_service"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fichier", "numero"), name="numerisation_page_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VideoCodage",
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
                                    ("a_saisir", "À saisir"),
                                    ("seconde_saisie", "À saisir par une seconde personne"),
                                    ("a_arbitrer", "À arbitrer par un professionnel de santé"),
                                    ("resolu", "Attribuée"),
                                ],
                                default="a_saisir",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("raison", models.CharField(max_length=200, verbose_name="pourquoi")),
                        (
                            "issue",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("confirmee", "La page est bien du dossier"),
                                    ("autre_personne", "La page est d’une autre personne"),
                                    ("sans_trait", "Rien sur la page ne dit de qui elle est"),
                                ],
                                max_length=40,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="en file depuis le"
                            ),
                        ),
                        (
                            "horodatage_resolution",
                            models.DateTimeField(blank=True, null=True, verbose_name="attribuée le"),
                        ),
                        (
                            "auteur_resolution",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="attribuée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="videocodage",
                                to="numerisation.page",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page à attribuer",
                        "verbose_name_plural": "pages à attribuer",
                        "ordering": ["horodatage", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("statut__in", ["a_saisir", "seconde_saisie", "a_arbitrer"])
                                ),
                                fields=["centre", "horodatage"],
                                name="num_codage_file",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SaisieCodage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("contenu", models.TextField(blank=True, verbose_name="traits saisis, chiffrés")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="saisi le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="saisi par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "codage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saisies",
                                to="numerisation.videocodage",
                                verbose_name="page à attribuer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saisie d’une page",
                        "verbose_name_plural": "saisies des pages",
                        "ordering": ["rang"],
                        "indexes": [models.Index(fields=["centre"], name="num_saisie_centre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("codage", "auteur"), name="numerisation_saisie_deux_personnes"
                            ),
                            models.UniqueConstraint(
                                fields=("codage", "rang"), name="numerisation_saisie_rang"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tirage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(verbose_name="livraison")),
                        ("graine", models.CharField(max_length=64, verbose_name="graine")),
                        ("population", models.PositiveIntegerField(verbose_name="pages du lot")),
                        (
                            "empreinte_population",
                            models.CharField(max_length=64, verbose_name="empreinte de la population"),
                        ),
                        ("taille", models.PositiveIntegerField(verbose_name="pages tirées")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="tiré le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tiré par",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tirages",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tirage",
                        "verbose_name_plural": "tirages",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service"], name="num_tirage_service"),
                            models.Index(fields=["prestataire"], name="num_tirage_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lot", "livraison"), name="numerisation_tirage_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanControle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "classe",
                            models.CharField(
                                choices=[
                                    ("critique", "Critique"),
                                    ("majeur", "Majeur"),
                                    ("mineur", "Mineur"),
                                ],
                                max_length=40,
                                verbose_name="classe",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal"),
                                    ("renforce", "Renforcé"),
                                    ("reduit", "Réduit"),
                                    ("arrete", "Arrêté"),
                                ],
                                max_length=40,
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "nqa",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="niveau de qualité acceptable"
                            ),
                        ),
                        ("lettre", models.CharField(max_length=1, verbose_name="lettre-code")),
                        ("taille", models.PositiveIntegerField(verbose_name="pages à voir")),
                        ("accepte", models.PositiveIntegerField(verbose_name="défauts admis")),
                        (
                            "defauts",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="pages en défaut"
                            ),
                        ),
                        (
                            "est_premiere_presentation",
                            models.BooleanField(default=True, verbose_name="première présentation"),
                        ),
                        (
                            "est_a_confirmer",
                            models.BooleanField(default=False, verbose_name="plan à confirmer"),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "tirage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="numerisation.tirage",
                                verbose_name="tirage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan de contrôle",
                        "verbose_name_plural": "plans de contrôle",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service"], name="num_plan_service"),
                            models.Index(fields=["prestataire", "classe"], name="num_plan_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tirage", "classe"), name="numerisation_plan_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageTiree",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveIntegerField(verbose_name="rang")),
                        (
                            "issue",
                            models.CharField(
                                blank=True,
                                choices=[("conforme", "Conforme"), ("defaut", "Avec défaut")],
                                max_length=40,
                                verbose_name="avis du contrôleur",
                            ),
                        ),
                        ("horodatage", models.DateTimeField(blank=True, null=True, verbose_name="vue le")),
                        (
                            "est_a_revoir",
                            models.BooleanField(default=False, verbose_name="à revoir en aveugle"),
                        ),
                        (
                            "seconde_issue",
                            models.CharField(
                                blank=True,
                                choices=[("conforme", "Conforme"), ("defaut", "Avec défaut")],
                                max_length=40,
                                verbose_name="avis du second contrôleur",
                            ),
                        ),
                        (
                            "horodatage_seconde",
                            models.DateTimeField(blank=True, null=True, verbose_name="revue le"),
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
                                verbose_name="vue par",
                            ),
                        ),
                        (
                            "auteur_seconde",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="revue par",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tirages",
                                to="numerisation.page",
                                verbose_name="page",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "tirage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pages",
                                to="numerisation.tirage",
                                verbose_name="tirage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page tirée",
                        "verbose_name_plural": "pages tirées",
                        "ordering": ["rang"],
                        "indexes": [models.Index(fields=["service"], name="num_tiree_service")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tirage", "page"), name="numerisation_page_tiree_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Defaut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("autre_personne", "Page d’une autre personne"),
                                    ("page_manquante", "Page manquante"),
                                    ("illisible", "Page illisible"),
                                    ("coupee", "Image coupée"),
                                    ("deformee", "Image floue ou déformée"),
                                    ("ordre", "Page hors de sa place"),
                                    ("vierge_a_tort", "Page écrite marquée vierge"),
                                    ("sens", "Page tournée"),
                                    ("tache", "Trait ou tache du numériseur"),
                                    ("classement", "Pièce mal classée"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "classe",
                            models.CharField(
                                choices=[
                                    ("critique", "Critique"),
                                    ("majeur", "Majeur"),
                                    ("mineur", "Mineur"),
                                ],
                                max_length=40,
                                verbose_name="classe",
                            ),
                        ),
                        (
                            "observation",
                            models.CharField(blank=True, max_length=300, verbose_name="observation"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vu par",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="defauts",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.page",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "défaut",
                        "verbose_name_plural": "défauts",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service", "classe"], name="num_defaut_service"),
                            models.Index(fields=["prestataire", "classe"], name="num_defaut_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "nature"), name="numerisation_defaut_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(verbose_name="livraison")),
                        ("est_accepte", models.BooleanField(verbose_name="accepté")),
                        ("raisons", models.JSONField(blank=True, default=list, verbose_name="raisons")),
                        (
                            "observation",
                            models.CharField(blank=True, max_length=500, verbose_name="observation"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="prononcé par",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdicts",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "tirage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdict",
                                to="numerisation.tirage",
                                verbose_name="tirage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verdict",
                        "verbose_name_plural": "verdicts",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service", "horodatage"], name="num_verdict_service"),
                            models.Index(
                                fields=["prestataire", "horodatage"], name="num_verdict_prestataire"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepriseControle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "classe",
                            models.CharField(
                                choices=[
                                    ("critique", "Critique"),
                                    ("majeur", "Majeur"),
                                    ("mineur", "Mineur"),
                                ],
                                max_length=40,
                                verbose_name="classe",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal"),
                                    ("renforce", "Renforcé"),
                                    ("reduit", "Réduit"),
                                    ("arrete", "Arrêté"),
                                ],
                                max_length=40,
                                verbose_name="nouveau contrôle",
                            ),
                        ),
                        ("motif", models.CharField(max_length=500, verbose_name="motif")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="décidé par",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "décision sur le contrôle",
                        "verbose_name_plural": "décisions sur le contrôle",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                fields=["service", "prestataire", "classe"], name="num_reprise_service"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Destruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("demandee", "À approuver par une seconde personne"),
                                    ("approuvee", "Approuvée, à exécuter"),
                                    ("faite", "Papier détruit"),
                                    ("abandonnee", "Abandonnée"),
                                ],
                                default="demandee",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("nombre", models.PositiveIntegerField(verbose_name="dossiers")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="demandée le"
                            ),
                        ),
                        (
                            "horodatage_approbation",
                            models.DateTimeField(blank=True, null=True, verbose_name="approuvée le"),
                        ),
                        (
                            "date_execution",
                            models.DateField(blank=True, null=True, verbose_name="exécutée le"),
                        ),
                        (
                            "methode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("broyage", "Broyage"),
                                    ("incineration", "Incinération"),
                                    ("pilon", "Mise au pilon sous scellé"),
                                ],
                                max_length=40,
                                verbose_name="méthode",
                            ),
                        ),
                        (
                            "executant",
                            models.CharField(blank=True, max_length=120, verbose_name="exécutée par"),
                        ),
                        (
                            "poids_kg",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="poids (kg)"),
                        ),
                        (
                            "motif_abandon",
                            models.CharField(blank=True, max_length=300, verbose_name="motif de l’abandon"),
                        ),
                        (
                            "approbateur",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approuvée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "demandeur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="demandée par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "destruction",
                        "verbose_name_plural": "destructions",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "etat", "-id"], name="numerisation_destruction_c")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approbateur", None),
                                    models.Q(("approbateur", models.F("demandeur")), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_deux",
                                violation_error_message="La même personne ne peut demander et approuver.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat__in", ["approuvee", "faite"]), _negated=True),
                                    models.Q(
                                        ("approbateur__isnull", False),
                                        ("horodatage_approbation__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_approuvee",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "faite"), _negated=True),
                                    models.Q(
                                        ("date_execution__isnull", False),
                                        ("poids_kg__gt", 0),
                                        models.Q(("methode", ""), _negated=True),
                                        models.Q(("executant", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_faite",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "abandonnee"), _negated=True),
                                    models.Q(("motif_abandon", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_abandon",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LigneDestruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "empreinte",
                            models.CharField(max_length=64, verbose_name="empreinte de la copie scellée"),
                        ),
                        ("est_abandonnee", models.BooleanField(default=False, verbose_name="abandonnée")),
                        (
                            "boite",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.boite",
                                verbose_name="boîte",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "destruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lignes",
                                to="numerisation.destruction",
                                verbose_name="destruction",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier à détruire",
                        "verbose_name_plural": "dossiers à détruire",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["centre"], name="numerisation_ligne_centre")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("est_abandonnee", False)),
                                fields=("dossier",),
                                name="numerisation_ligne_unique",
                                violation_error_message="La destruction de ce dossier est déjà demandée.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FaitDossier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "epaisseur",
                            models.CharField(
                                choices=[("mince", "Mince"), ("moyen", "Moyen"), ("gros", "Gros")],
                                max_length=40,
                                verbose_name="épaisseur",
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("inventorie", "Inventorié"),
                                    ("en_tri", "En tri"),
                                    ("trie", "Trié"),
                                    ("audite", "Tri audité"),
                                    ("en_boite", "Mis en boîte"),
                                    ("expedie", "Expédié"),
                                    ("recu", "Reçu par le prestataire"),
                                    ("numerise", "Numérisé"),
                                    ("refuse", "Refusé, à numériser de nouveau"),
                                    ("controle", "Contrôlé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                    ("detruit", "Papier détruit"),
                                ],
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("est_audite", models.BooleanField(default=False, verbose_name="tri audité")),
                        ("date", models.DateField(verbose_name="inventorié le")),
                        (
                            "date_integration",
                            models.DateField(blank=True, null=True, verbose_name="consultable depuis le"),
                        ),
                        (
                            "jours_ecran",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="jours de la boîte à l’écran"
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="fait",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier compté",
                        "verbose_name_plural": "dossiers comptés",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["centre", "date"], name="numerisation_fait_centre"),
                            models.Index(
                                condition=models.Q(("jours_ecran__isnull", False)),
                                fields=["centre", "date_integration"],
                                name="numerisation_fait_delai",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "objet_type",
                            models.CharField(blank=True, max_length=60, verbose_name="genre de l’objet"),
                        ),
                        ("objet_id", models.BigIntegerField(blank=True, null=True, verbose_name="objet")),
                        (
                            "objet_libelle",
                            models.CharField(blank=True, max_length=120, verbose_name="sur quoi"),
                        ),
                        (
                            "objet_url",
                            models.CharField(blank=True, max_length=200, verbose_name="page de l’objet"),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("perte", "Dossier ou boîte perdus"),
                                    ("personne", "Erreur de personne"),
                                    ("fuite", "Divulgation, accès indu"),
                                    ("scelle", "Scellé de boîte brisé ou absent"),
                                    ("ecart", "Écart de comptage"),
                                    ("degradation", "Papier abîmé"),
                                    ("illisible", "Page illisible ou manquante"),
                                    ("retard", "Retard"),
                                    ("autre", "Autre"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "gravite",
                            models.CharField(
                                choices=[
                                    ("mineure", "Mineure"),
                                    ("majeure", "Majeure"),
                                    ("critique", "Critique"),
                                ],
                                max_length=40,
                                verbose_name="gravité",
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[("ouvert", "Ouvert"), ("clos", "Clos")],
                                default="ouvert",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "qualification",
                            models.CharField(
                                choices=[
                                    ("sans_objet", "Sans donnée personnelle en cause"),
                                    ("a_qualifier", "À qualifier par le DPO"),
                                    ("aucune", "Pas une violation de données"),
                                    ("sans_risque", "Violation sans risque : consignée au registre"),
                                    ("a_notifier", "Violation à notifier à l’autorité de contrôle"),
                                    ("notifiee", "Violation notifiée à l’autorité de contrôle"),
                                ],
                                max_length=40,
                                verbose_name="données personnelles",
                            ),
                        ),
                        (
                            "est_automatique",
                            models.BooleanField(default=False, verbose_name="ouvert par le comptage"),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="récit chiffré")),
                        ("date", models.DateField(verbose_name="ouvert le")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="signalé le"
                            ),
                        ),
                        (
                            "horodatage_connaissance",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="connu le"),
                        ),
                        (
                            "horodatage_notification",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="notifié à l’autorité le"
                            ),
                        ),
                        (
                            "horodatage_cloture",
                            models.DateTimeField(blank=True, null=True, verbose_name="clos le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signalé par",
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
                            "dossier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre ou service",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire en cause",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "incident",
                        "verbose_name_plural": "incidents",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                fields=["organisation", "etat", "-id"], name="numerisation_incident_org"
                            ),
                            models.Index(fields=["prestataire", "etat"], name="numerisation_incident_presta"),
                            models.Index(
                                fields=["objet_type", "objet_id"], name="numerisation_incident_objet"
                            ),
                            models.Index(
                                condition=models.Q(("etat", "ouvert")),
                                fields=["-id"],
                                name="numerisation_incident_ouvert",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "ouvert"), ("horodatage_cloture", None)),
                                    models.Q(("etat", "clos"), ("horodatage_cloture__isnull", False)),
                                    _connector="OR",
                                ),
                                name="numerisation_incident_clos",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "clos"), _negated=True),
                                    models.Q(
                                        ("qualification__in", frozenset(["a_notifier", "a_qualifier"])),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_incident_qualifie",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("qualification", "notifiee"), _negated=True),
                                    ("horodatage_notification__isnull", False),
                                    _connector="OR",
                                ),
                                name="numerisation_incident_notifie",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionCorrective",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("immediate", "Immédiate : arrêter les effets"),
                                    ("corrective", "Corrective : supprimer la cause"),
                                    ("preventive", "Préventive : éviter que cela revienne"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        ("libelle", models.CharField(max_length=300, verbose_name="action")),
                        ("responsable", models.CharField(max_length=120, verbose_name="par qui")),
                        ("date_echeance", models.DateField(verbose_name="pour le")),
                        ("date_fait", models.DateField(blank=True, null=True, verbose_name="faite le")),
                        ("est_efficace", models.BooleanField(blank=True, null=True, verbose_name="efficace")),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre ou service",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire en cause",
                            ),
                        ),
                        (
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="numerisation.incident",
                                verbose_name="incident",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "action corrective",
                        "verbose_name_plural": "actions correctives",
                        "ordering": ["date_echeance", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("date_fait", None)),
                                fields=["organisation", "date_echeance"],
                                name="numerisation_action_ouverte",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_efficace", None), ("date_fait__isnull", False), _connector="OR"
                                ),
                                name="numerisation_action_verifiee",
                                violation_error_message="Une action se vérifie une fois faite.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sceau",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(max_length=64, verbose_name="empreinte du fichier scellé"),
                        ),
                        ("taille", models.BigIntegerField(verbose_name="taille du fichier scellé")),
                        ("taille_avant_sceau", models.BigIntegerField(verbose_name="taille avant le sceau")),
                        (
                            "sha256_avant_sceau",
                            models.CharField(max_length=64, verbose_name="empreinte avant le sceau"),
                        ),
                        ("images", models.JSONField(default=list, verbose_name="empreintes des images")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="scellé le"),
                        ),
                        (
                            "fichier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sceau",
                                to="numerisation.fichier",
                                verbose_name="fichier",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sceau",
                        "verbose_name_plural": "sceaux",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["service"], name="num_sceau_service")],
                    },
                ),
                migrations.CreateModel(
                    name="Jeton",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("racine", models.CharField(max_length=64, verbose_name="racine du lot")),
                        ("nombre", models.PositiveIntegerField(verbose_name="fichiers")),
                        ("jeton", models.TextField(verbose_name="jeton, en base 64")),
                        ("autorite", models.CharField(max_length=200, verbose_name="autorité")),
                        ("horodatage", models.DateTimeField(verbose_name="instant du jeton")),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jeton",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "jeton d’horodatage",
                        "verbose_name_plural": "jetons d’horodatage",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["service"], name="num_jeton_service")],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("est_conforme", models.BooleanField(verbose_name="conforme")),
                        ("fichiers", models.PositiveIntegerField(verbose_name="fichiers vérifiés")),
                        ("constats", models.JSONField(default=list, verbose_name="constats")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="vérifié le"
                            ),
                        ),
                        (
                            "horodatage_sceau",
                            models.DateTimeField(blank=True, null=True, verbose_name="premier sceau"),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vérification",
                        "verbose_name_plural": "vérifications",
                        "ordering": ["-horodatage", "-id"],
                        "indexes": [
                            models.Index(fields=["service", "-horodatage"], name="num_verif_service")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Tri",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "horodatage_debut",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="commencé le"
                            ),
                        ),
                        (
                            "horodatage_fin",
                            models.DateTimeField(blank=True, null=True, verbose_name="terminé le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="trié par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tri",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tri",
                        "verbose_name_plural": "tris",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "horodatage_fin"], name="numerisation_tri_centre")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PieceTriee",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("genre", models.CharField(max_length=40, verbose_name="pièce")),
                        (
                            "decision",
                            models.CharField(
                                choices=[
                                    ("conservee", "Conservée"),
                                    ("non_transmissible", "Non transmissible"),
                                    ("hors_champ", "Hors du champ de la copie fidèle"),
                                    ("doublon", "Doublon"),
                                    ("ecartee", "Écartée (vierge, brouillon, papier sans rapport)"),
                                ],
                                max_length=40,
                                verbose_name="décision",
                            ),
                        ),
                        ("nombre", models.PositiveSmallIntegerField(default=1, verbose_name="nombre")),
                        (
                            "horodatage_signature",
                            models.DateTimeField(blank=True, null=True, verbose_name="signée le"),
                        ),
                        (
                            "horodatage_restitution",
                            models.DateTimeField(blank=True, null=True, verbose_name="rendue le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="proposée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "signataire",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signée par",
                            ),
                        ),
                        (
                            "tri",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="numerisation.tri",
                                verbose_name="tri",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pièce triée",
                        "verbose_name_plural": "pièces triées",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["centre", "decision"], name="numerisation_piece_centre")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tri", "genre", "decision"), name="numerisation_piece_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("horodatage_signature__isnull", True), ("signataire__isnull", True)
                                    ),
                                    models.Q(
                                        ("horodatage_signature__isnull", False), ("signataire__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_piece_signee",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="AuditTri",
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
                                    ("en_cours", "En cours"),
                                    ("debriefe", "Débriefing fait"),
                                    ("clos", "Clos, compte rendu établi"),
                                ],
                                default="en_cours",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("graine", models.CharField(max_length=64, verbose_name="graine du tirage")),
                        (
                            "population",
                            models.PositiveIntegerField(
                                default=0, verbose_name="gros dossiers triés du centre"
                            ),
                        ),
                        (
                            "empreinte_population",
                            models.CharField(max_length=64, verbose_name="empreinte de la population"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="tiré le"),
                        ),
                        (
                            "date_debriefing",
                            models.DateField(blank=True, null=True, verbose_name="débriefing le"),
                        ),
                        ("conclusion", models.TextField(blank=True, verbose_name="conclusion et actions")),
                        (
                            "horodatage_cloture",
                            models.DateTimeField(blank=True, null=True, verbose_name="clos le"),
                        ),
                        (
                            "auditeur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auditeur",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "audit du tri",
                        "verbose_name_plural": "audits du tri",
                        "ordering": ["-id"],
                        "indexes": [models.Index(fields=["centre", "-id"], name="numerisation_audit_centre")],
                    },
                ),
                migrations.CreateModel(
                    name="DossierAudite",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang du tirage")),
                        ("est_conforme", models.BooleanField(blank=True, null=True, verbose_name="conforme")),
                        (
                            "manquements",
                            models.JSONField(blank=True, default=list, verbose_name="points non conformes"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(blank=True, null=True, verbose_name="examiné le"),
                        ),
                        (
                            "audit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="dossiers",
                                to="numerisation.audittri",
                                verbose_name="audit",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier audité",
                        "verbose_name_plural": "dossiers audités",
                        "ordering": ["audit_id", "rang"],
                        "indexes": [models.Index(fields=["centre"], name="numerisation_audite_centre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("audit", "dossier"), name="numerisation_audite_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("est_conforme__isnull", True), ("horodatage__isnull", True)),
                                    models.Q(("est_conforme__isnull", False), ("horodatage__isnull", False)),
                                    _connector="OR",
                                ),
                                name="numerisation_audite_examine",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
