import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0002_france"),
        ("annuaire", "__first__"),
        ("medecine_legale", "0008_murs_certificats_et_memoires"),
    ]

    operations = [
        migrations.CreateModel(
            name="EtatEffectif",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mois", models.DateField(help_text="Premier jour du mois.", verbose_name="mois")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("attendu", "À saisir"),
                            ("saisi", "Saisi"),
                            ("valide", "Validé"),
                            ("signe", "Signé"),
                        ],
                        default="attendu",
                        max_length=10,
                        verbose_name="statut",
                    ),
                ),
                ("rang", models.PositiveSmallIntegerField(default=0, verbose_name="nombre de signatures")),
                (
                    "empreinte",
                    models.CharField(blank=True, max_length=64, verbose_name="empreinte des valeurs signées"),
                ),
                (
                    "horodatage_validation",
                    models.DateTimeField(blank=True, null=True, verbose_name="validé le"),
                ),
                (
                    "horodatage_signature",
                    models.DateTimeField(blank=True, null=True, verbose_name="signé le"),
                ),
                (
                    "auteur_signature",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signé par",
                    ),
                ),
                (
                    "auteur_validation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="validé par",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="etats_effectif",
                        to="annuaire.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "état mensuel des effectifs",
                "verbose_name_plural": "états mensuels des effectifs",
                "ordering": ["-mois", "structure_id"],
                "constraints": [
                    models.UniqueConstraint(fields=("structure", "mois"), name="medecine_legale_mois_unique"),
                    models.CheckConstraint(
                        condition=models.Q(("mois__day", 1)), name="medecine_legale_mois_premier"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("statut", "signe"), _negated=True),
                            models.Q(
                                ("auteur_signature__isnull", False),
                                ("horodatage_signature__isnull", False),
                                models.Q(("empreinte", ""), _negated=True),
                                ("rang__gte", 1),
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_mois_signature",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ExerciceEffectif",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("horodatage_cloture", models.DateTimeField(blank=True, null=True, verbose_name="clos le")),
                (
                    "auteur_cloture",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="clos par",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="exercices_effectif",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "exercice des effectifs",
                "verbose_name_plural": "exercices des effectifs",
                "ordering": ["-annee", "structure_id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("structure", "annee"), name="medecine_legale_exercice_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("auteur_cloture__isnull", True), ("horodatage_cloture__isnull", True)),
                            models.Q(
                                ("auteur_cloture__isnull", False), ("horodatage_cloture__isnull", False)
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_exercice_cloture",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LigneEffectif",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mois", models.DateField(verbose_name="mois")),
                ("profession", models.CharField(max_length=60, verbose_name="profession")),
                (
                    "etp",
                    models.DecimalField(
                        decimal_places=2, max_digits=7, verbose_name="équivalent temps plein"
                    ),
                ),
                (
                    "etat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lignes",
                        to="medecine_legale.etateffectif",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "effectif d’une profession",
                "verbose_name_plural": "effectifs par profession",
                "ordering": ["mois", "id"],
                "indexes": [models.Index(fields=["structure", "mois"], name="effectif_structure_mois")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("etat", "profession"), name="medecine_legale_effectif_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("etp__gte", 0)), name="medecine_legale_effectif_positif"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReferenceEffectif",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="en vigueur à partir du")),
                ("profession", models.CharField(max_length=60, verbose_name="profession")),
                (
                    "etp",
                    models.DecimalField(
                        decimal_places=2, max_digits=7, verbose_name="équivalent temps plein"
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "effectif de référence",
                "verbose_name_plural": "effectifs de référence",
                "ordering": ["-date_debut", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("structure", "date_debut", "profession"),
                        name="medecine_legale_reference_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_debut__day", 1), ("etp__gte", 0)),
                        name="medecine_legale_reference_juste",
                    ),
                ],
            },
        ),
    ]
