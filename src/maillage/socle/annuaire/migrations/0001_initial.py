import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Territoire",
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
                            ("pays", "pays"),
                            ("region", "région"),
                            ("departement", "département"),
                            ("cour_appel", "ressort de cour d’appel"),
                            ("tribunal_judiciaire", "ressort de tribunal judiciaire"),
                            ("tribunal_proximite", "ressort de tribunal de proximité"),
                            ("cpts", "communauté professionnelle territoriale de santé"),
                        ],
                        max_length=30,
                        verbose_name="type",
                    ),
                ),
                ("code", models.CharField(max_length=20, verbose_name="code")),
                ("nom", models.CharField(max_length=150, verbose_name="nom")),
                ("edition", models.CharField(blank=True, max_length=40, verbose_name="édition de la source")),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enfants",
                        to="annuaire.territoire",
                        verbose_name="territoire supérieur",
                    ),
                ),
            ],
            options={
                "verbose_name": "territoire",
                "verbose_name_plural": "territoires",
                "ordering": ["type", "nom"],
                "constraints": [
                    models.UniqueConstraint(fields=("type", "code"), name="annuaire_territoire_unique")
                ],
            },
        ),
        migrations.CreateModel(
            name="Commune",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code_insee", models.CharField(max_length=5, unique=True, verbose_name="code INSEE")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "cle_recherche",
                    models.CharField(db_index=True, max_length=120, verbose_name="clé de recherche"),
                ),
                (
                    "codes_postaux",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=5),
                        default=list,
                        size=None,
                        verbose_name="codes postaux",
                    ),
                ),
                ("population", models.PositiveIntegerField(null=True, verbose_name="population")),
                ("latitude", models.FloatField(null=True, verbose_name="latitude")),
                ("longitude", models.FloatField(null=True, verbose_name="longitude")),
                (
                    "est_position_approchee",
                    models.BooleanField(default=False, verbose_name="position approchée"),
                ),
            ],
            options={
                "verbose_name": "commune",
                "verbose_name_plural": "communes",
                "ordering": ["cle_recherche", "code_insee"],
            },
        ),
        migrations.AddField(
            model_name="commune",
            name="departement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="communes",
                to="annuaire.territoire",
                verbose_name="département",
            ),
        ),
        migrations.CreateModel(
            name="Personne",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "civilite",
                    models.CharField(
                        blank=True,
                        choices=[("madame", "Madame"), ("monsieur", "Monsieur")],
                        max_length=10,
                        verbose_name="civilité",
                    ),
                ),
                ("nom", models.CharField(max_length=100, verbose_name="nom")),
                ("prenom", models.CharField(blank=True, max_length=100, verbose_name="prénom")),
                (
                    "titre",
                    models.CharField(
                        blank=True, help_text="« Dr », « Pr »…", max_length=60, verbose_name="titre"
                    ),
                ),
                ("rpps", models.CharField(blank=True, max_length=11, verbose_name="numéro RPPS")),
            ],
            options={
                "verbose_name": "personne",
                "verbose_name_plural": "personnes",
                "ordering": ["nom", "prenom", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("rpps", ""), _negated=True),
                        fields=("rpps",),
                        name="annuaire_rpps_unique",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
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
                            ("etablissement_sante", "établissement de santé"),
                            ("unite_medico_judiciaire", "unité médico-judiciaire"),
                            ("institut_medico_legal", "institut médico-légal"),
                            ("reseau_proximite", "réseau de proximité"),
                            ("cour_appel", "cour d’appel"),
                            ("tribunal_judiciaire", "tribunal judiciaire"),
                            ("tribunal_proximite", "tribunal de proximité"),
                            ("commissariat", "commissariat de police"),
                            ("brigade_gendarmerie", "unité de gendarmerie"),
                            ("service_national", "service national"),
                            ("agence_regionale_sante", "agence régionale de santé"),
                            ("ministere", "ministère"),
                            ("autre", "autre organisme"),
                        ],
                        max_length=40,
                        verbose_name="type",
                    ),
                ),
                ("nom", models.CharField(max_length=200, verbose_name="nom")),
                ("sigle", models.CharField(blank=True, max_length=30, verbose_name="sigle")),
                (
                    "cle_recherche",
                    models.CharField(
                        blank=True, db_collation="C", max_length=260, verbose_name="clé de recherche"
                    ),
                ),
                ("finess", models.CharField(blank=True, max_length=9, verbose_name="numéro FINESS")),
                ("siret", models.CharField(blank=True, max_length=14, verbose_name="numéro SIRET")),
                ("adresse", models.CharField(blank=True, max_length=255, verbose_name="adresse")),
                ("code_postal", models.CharField(blank=True, max_length=5, verbose_name="code postal")),
                ("telephone", models.CharField(blank=True, max_length=20, verbose_name="téléphone")),
                (
                    "courriel",
                    models.EmailField(blank=True, max_length=254, verbose_name="adresse électronique"),
                ),
                (
                    "est_gestionnaire",
                    models.BooleanField(
                        default=False,
                        help_text="Faux pour un simple correspondant, par exemple une brigade qui requiert.",
                        verbose_name="tient des dossiers",
                    ),
                ),
                ("est_active", models.BooleanField(default=True, verbose_name="active")),
                (
                    "caracteristiques",
                    models.JSONField(blank=True, default=dict, verbose_name="caractéristiques"),
                ),
                (
                    "commune",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="organisations",
                        to="annuaire.commune",
                        verbose_name="commune",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enfants",
                        to="annuaire.organisation",
                        verbose_name="rattachement",
                    ),
                ),
            ],
            options={
                "verbose_name": "organisation",
                "verbose_name_plural": "organisations",
                "ordering": ["nom", "id"],
            },
        ),
        migrations.CreateModel(
            name="Agent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "email",
                    models.EmailField(max_length=254, unique=True, verbose_name="adresse électronique"),
                ),
                ("is_active", models.BooleanField(default=True, verbose_name="actif")),
                ("est_systeme", models.BooleanField(default=False, verbose_name="compte technique")),
                ("horodatage_creation", models.DateTimeField(auto_now_add=True, verbose_name="créé le")),
                (
                    "personne",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="agent",
                        to="annuaire.personne",
                        verbose_name="personne",
                    ),
                ),
            ],
            options={
                "verbose_name": "agent",
                "verbose_name_plural": "agents",
                "ordering": ["email"],
            },
        ),
        migrations.CreateModel(
            name="RessortCommune",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "territoire_id",
                        "commune_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("est_approche", models.BooleanField(default=False, verbose_name="approché")),
                (
                    "commune",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="annuaire.commune"),
                ),
                (
                    "territoire",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="annuaire.territoire"),
                ),
            ],
            options={
                "verbose_name": "ressort",
                "verbose_name_plural": "ressorts",
            },
        ),
        migrations.CreateModel(
            name="Ascendance",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "ancetre_id",
                        "descendant_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "ancetre",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
                (
                    "descendant",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="ascendances",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "ascendance",
                "verbose_name_plural": "ascendances",
            },
        ),
        migrations.CreateModel(
            name="Appartenance",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "territoire_id",
                        "organisation_id",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "territoire",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="annuaire.territoire"),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="appartenances",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "appartenance",
                "verbose_name_plural": "appartenances",
            },
        ),
        migrations.CreateModel(
            name="Habilitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=80, verbose_name="rôle")),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(blank=True, null=True, verbose_name="au (inclus)")),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="habilitations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "delegation_de",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="delegations",
                        to="annuaire.habilitation",
                        verbose_name="délégation de",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="habilitations",
                        to="annuaire.organisation",
                    ),
                ),
                (
                    "territoire",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="habilitations",
                        to="annuaire.territoire",
                    ),
                ),
            ],
            options={
                "verbose_name": "habilitation",
                "verbose_name_plural": "habilitations",
                "ordering": ["agent_id", "date_debut", "id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("organisation__isnull", False), ("territoire__isnull", True)),
                            models.Q(("organisation__isnull", True), ("territoire__isnull", False)),
                            _connector="OR",
                        ),
                        name="annuaire_habilitation_une_portee",
                        violation_error_message="Une habilitation porte sur une organisation ou sur un territoire, et un seul.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin__isnull", True),
                            ("date_fin__gte", models.F("date_debut")),
                            _connector="OR",
                        ),
                        name="annuaire_habilitation_dates",
                        violation_error_message="La date de fin précède la date de début.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="organisation",
            name="territoires",
            field=models.ManyToManyField(
                related_name="organisations", through="annuaire.Appartenance", to="annuaire.territoire"
            ),
        ),
        migrations.AddField(
            model_name="commune",
            name="ressorts",
            field=models.ManyToManyField(
                related_name="communes_du_ressort",
                through="annuaire.RessortCommune",
                to="annuaire.territoire",
            ),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(fields=["cle_recherche"], name="annuaire_org_recherche"),
        ),
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(
                condition=models.Q(("est_gestionnaire", True)),
                fields=["id"],
                name="annuaire_org_gestionnaire",
            ),
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("siret", ""), _negated=True),
                fields=("siret",),
                name="annuaire_siret_unique",
            ),
        ),
    ]
