import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0005_soignants"),
        ("annuaire", "__first__"),
        ("avis", "0002_murs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Planning",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("version", models.PositiveIntegerField(verbose_name="version")),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                (
                    "avec_renfort",
                    models.BooleanField(default=True, verbose_name="avec un renfort à chaque demi-journée"),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[("brouillon", "Brouillon"), ("publie", "Publié"), ("remplace", "Remplacé")],
                        default="brouillon",
                        max_length=40,
                        verbose_name="état",
                    ),
                ),
                ("est_optimal", models.BooleanField(default=True, verbose_name="meilleur planning prouvé")),
                ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="préparé le")),
                (
                    "horodatage_publication",
                    models.DateTimeField(blank=True, null=True, verbose_name="publié le"),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="préparé par",
                    ),
                ),
                (
                    "auteur_publication",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="publié par",
                    ),
                ),
                (
                    "filiere",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="plannings",
                        to="avis.filiere",
                        verbose_name="filière",
                    ),
                ),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui tient la filière",
                    ),
                ),
            ],
            options={
                "verbose_name": "planning",
                "verbose_name_plural": "plannings",
                "ordering": ["-date_debut", "-version"],
                "indexes": [
                    models.Index(
                        fields=["gestionnaire", "statut", "-date_debut"], name="avis_planning_gestion"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("filiere", "version"), name="avis_planning_version"),
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="avis_planning_dates",
                        violation_error_message="La fin du planning précède son début.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Garde",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                (
                    "demi_journee",
                    models.CharField(
                        choices=[("matin", "Matin"), ("apres_midi", "Après-midi")],
                        max_length=40,
                        verbose_name="demi-journée",
                    ),
                ),
                (
                    "rang",
                    models.CharField(
                        choices=[("premiere", "Première ligne"), ("renfort", "Renfort")],
                        max_length=40,
                        verbose_name="rang",
                    ),
                ),
                ("horodatage_debut", models.DateTimeField(verbose_name="commence le")),
                ("horodatage_fin", models.DateTimeField(verbose_name="finit le")),
                ("est_publiee", models.BooleanField(default=False, verbose_name="publiée")),
                (
                    "est_imposee",
                    models.BooleanField(default=False, verbose_name="choisie par le coordinateur"),
                ),
                ("motifs", models.JSONField(blank=True, default=list, verbose_name="empêchements")),
                (
                    "exercice",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="exercice du spécialiste",
                    ),
                ),
                (
                    "filiere",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="avis.filiere",
                        verbose_name="filière",
                    ),
                ),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui tient la filière",
                    ),
                ),
                (
                    "specialiste",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="gardes",
                        to="avis.specialiste",
                        verbose_name="spécialiste",
                    ),
                ),
                (
                    "planning",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="gardes",
                        to="avis.planning",
                        verbose_name="planning",
                    ),
                ),
            ],
            options={
                "verbose_name": "garde",
                "verbose_name_plural": "gardes",
                "ordering": ["horodatage_debut", "rang", "id"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("est_publiee", True)),
                        fields=["filiere", "horodatage_fin"],
                        name="avis_garde_filiere",
                    ),
                    models.Index(fields=["exercice", "horodatage_debut"], name="avis_garde_exercice"),
                    models.Index(fields=["gestionnaire", "horodatage_debut"], name="avis_garde_gestionnaire"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("planning", "date", "demi_journee", "rang"), name="avis_garde_unique"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("est_publiee", True)),
                        fields=("filiere", "date", "demi_journee", "rang"),
                        name="avis_garde_publiee_unique",
                        violation_error_message="Cette demi-journée est déjà au planning publié de la filière.",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("est_publiee", True), ("specialiste__isnull", False)),
                        fields=("specialiste", "date", "demi_journee"),
                        name="avis_garde_une_seule",
                        violation_error_message="Ce spécialiste est déjà de garde à cette demi-journée.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("exercice", None), ("specialiste", None)),
                            models.Q(("exercice__isnull", False), ("specialiste__isnull", False)),
                            _connector="OR",
                        ),
                        name="avis_garde_tenue",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("horodatage_fin__gt", models.F("horodatage_debut"))),
                        name="avis_garde_heures",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Souhait",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("jour", models.PositiveSmallIntegerField(verbose_name="jour de la semaine")),
                (
                    "demi_journee",
                    models.CharField(
                        choices=[("matin", "Matin"), ("apres_midi", "Après-midi")],
                        max_length=40,
                        verbose_name="demi-journée",
                    ),
                ),
                (
                    "preference",
                    models.CharField(
                        choices=[("prefere", "Je préfère"), ("evite", "J’évite"), ("jamais", "Jamais")],
                        max_length=40,
                        verbose_name="souhait",
                    ),
                ),
                (
                    "exercice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="exercice",
                    ),
                ),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui tient le réseau",
                    ),
                ),
                (
                    "specialiste",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="souhaits",
                        to="avis.specialiste",
                        verbose_name="spécialiste",
                    ),
                ),
            ],
            options={
                "verbose_name": "souhait",
                "verbose_name_plural": "souhaits",
                "ordering": ["jour", "-demi_journee"],
                "indexes": [
                    models.Index(fields=["exercice"], name="avis_souhait_exercice"),
                    models.Index(fields=["gestionnaire"], name="avis_souhait_gestionnaire"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("specialiste", "jour", "demi_journee"), name="avis_souhait_unique"
                    ),
                    models.CheckConstraint(condition=models.Q(("jour__lte", 6)), name="avis_souhait_jour"),
                ],
            },
        ),
        migrations.CreateModel(
            name="EchangeGarde",
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
                        choices=[("cession", "À reprendre"), ("troc", "À échanger")],
                        max_length=40,
                        verbose_name="échange",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("ouvert", "Ouvert"),
                            ("conclu", "Conclu"),
                            ("retire", "Retiré"),
                            ("perime", "Date passée"),
                        ],
                        default="ouvert",
                        max_length=40,
                        verbose_name="état",
                    ),
                ),
                ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="demandé le")),
                (
                    "horodatage_conclusion",
                    models.DateTimeField(blank=True, null=True, verbose_name="conclu le"),
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
                    "demandeur",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="avis.specialiste",
                        verbose_name="demandé par",
                    ),
                ),
                (
                    "destinataire",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="avis.specialiste",
                        verbose_name="demandé à",
                    ),
                ),
                (
                    "exercice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="exercice du demandeur",
                    ),
                ),
                (
                    "exercice_destinataire",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="exercice du destinataire",
                    ),
                ),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui tient la filière",
                    ),
                ),
                (
                    "repreneur",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="avis.specialiste",
                        verbose_name="reprise par",
                    ),
                ),
                (
                    "contre",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="avis.garde",
                        verbose_name="contre la garde",
                    ),
                ),
                (
                    "garde",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="echanges",
                        to="avis.garde",
                        verbose_name="garde",
                    ),
                ),
            ],
            options={
                "verbose_name": "échange de garde",
                "verbose_name_plural": "échanges de gardes",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["gestionnaire", "statut"], name="avis_echange_gestion"),
                    models.Index(fields=["exercice", "statut"], name="avis_echange_exercice"),
                    models.Index(fields=["exercice_destinataire", "statut"], name="avis_echange_destin"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("statut", "ouvert")),
                        fields=("garde",),
                        name="avis_echange_ouvert",
                        violation_error_message="Cette garde est déjà proposée à vos confrères.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("contre", None), ("genre", "cession")),
                            models.Q(
                                ("contre__isnull", False), ("destinataire__isnull", False), ("genre", "troc")
                            ),
                            _connector="OR",
                        ),
                        name="avis_echange_genre",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Indisponibilite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                (
                    "demi_journee",
                    models.CharField(
                        blank=True,
                        choices=[("matin", "Matin"), ("apres_midi", "Après-midi")],
                        max_length=40,
                        verbose_name="demi-journée",
                    ),
                ),
                (
                    "exercice",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="exercice",
                    ),
                ),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui tient le réseau",
                    ),
                ),
                (
                    "specialiste",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="indisponibilites",
                        to="avis.specialiste",
                        verbose_name="spécialiste",
                    ),
                ),
            ],
            options={
                "verbose_name": "indisponibilité",
                "verbose_name_plural": "indisponibilités",
                "ordering": ["date_debut", "id"],
                "indexes": [
                    models.Index(fields=["specialiste", "date_fin"], name="avis_indispo_specialiste"),
                    models.Index(fields=["exercice"], name="avis_indispo_exercice"),
                    models.Index(fields=["gestionnaire", "date_fin"], name="avis_indispo_gestion"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="avis_indisponibilite_dates",
                        violation_error_message="La fin de l’absence précède son début.",
                    )
                ],
            },
        ),
    ]
