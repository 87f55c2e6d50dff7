import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("annuaire", "0002_france"),
        ("annuaire", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Empreinte",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "code_controle",
                    models.CharField(max_length=19, unique=True, verbose_name="code de contrôle"),
                ),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="empreinte SHA-256")),
                ("genre", models.CharField(max_length=120, verbose_name="genre")),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("organisation_nom", models.CharField(max_length=200, verbose_name="structure émettrice")),
                ("date_production", models.DateField(verbose_name="produit le")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("en_vigueur", "en vigueur"),
                            ("remplace", "remplacé"),
                            ("annule", "annulé"),
                        ],
                        default="en_vigueur",
                        max_length=20,
                        verbose_name="statut",
                    ),
                ),
                ("date_statut", models.DateField(verbose_name="depuis le")),
            ],
            options={
                "verbose_name": "empreinte",
                "verbose_name_plural": "empreintes",
            },
        ),
        migrations.CreateModel(
            name="DocumentProduit",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("genre", models.CharField(max_length=120, verbose_name="genre")),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("rang", models.PositiveIntegerField(verbose_name="rang dans l’année")),
                ("objet_type", models.CharField(max_length=100, verbose_name="type de l’objet")),
                ("objet_id", models.BigIntegerField(verbose_name="identifiant de l’objet")),
                ("droit_lecture", models.CharField(max_length=120, verbose_name="droit de lecture")),
                ("sha256", models.CharField(max_length=64, unique=True, verbose_name="empreinte SHA-256")),
                ("taille", models.PositiveIntegerField(verbose_name="taille en octets")),
                (
                    "code_controle",
                    models.CharField(max_length=19, unique=True, verbose_name="code de contrôle"),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("en_vigueur", "en vigueur"),
                            ("remplace", "remplacé"),
                            ("annule", "annulé"),
                        ],
                        default="en_vigueur",
                        max_length=20,
                        verbose_name="statut",
                    ),
                ),
                ("horodatage_production", models.DateTimeField(verbose_name="produit le")),
                (
                    "motif_annulation",
                    models.CharField(blank=True, max_length=500, verbose_name="motif d’annulation"),
                ),
                (
                    "horodatage_annulation",
                    models.DateTimeField(blank=True, null=True, verbose_name="annulé le"),
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
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="structure émettrice",
                    ),
                ),
                (
                    "remplace",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplace_par",
                        to="documents.documentproduit",
                        verbose_name="remplace",
                    ),
                ),
            ],
            options={
                "verbose_name": "document produit",
                "verbose_name_plural": "documents produits",
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["objet_type", "objet_id", "id"], name="documents_objet"),
                    models.Index(fields=["organisation", "id"], name="documents_organisation"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "genre", "annee", "rang"), name="documents_numero_unique"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("horodatage_annulation__isnull", False),
                                ("statut", "annule"),
                                models.Q(("motif_annulation", ""), _negated=True),
                            ),
                            models.Q(
                                models.Q(("statut", "annule"), _negated=True),
                                ("horodatage_annulation__isnull", True),
                                ("motif_annulation", ""),
                            ),
                            _connector="OR",
                        ),
                        name="documents_annulation_motivee",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LotDocuments",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("genre", models.CharField(max_length=120, verbose_name="genre")),
                ("libelle", models.CharField(max_length=200, verbose_name="libellé")),
                ("motif", models.CharField(blank=True, max_length=500, verbose_name="motif")),
                ("horodatage_demande", models.DateTimeField(verbose_name="demandé le")),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "lot de documents",
                "verbose_name_plural": "lots de documents",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="ElementLot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("objet_type", models.CharField(max_length=100, verbose_name="type de l’objet")),
                ("objet_id", models.BigIntegerField(verbose_name="identifiant de l’objet")),
                ("erreur", models.CharField(blank=True, max_length=500, verbose_name="erreur")),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.documentproduit",
                    ),
                ),
                (
                    "lot",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="elements",
                        to="documents.lotdocuments",
                    ),
                ),
            ],
            options={
                "verbose_name": "élément de lot",
                "verbose_name_plural": "éléments de lot",
                "ordering": ["id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("lot", "objet_type", "objet_id"), name="documents_lot_sans_doublon"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Compteur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("genre", models.CharField(max_length=120, verbose_name="genre")),
                ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                ("dernier", models.PositiveIntegerField(verbose_name="dernier rang donné")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "compteur",
                "verbose_name_plural": "compteurs",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "genre", "annee"), name="documents_compteur_unique"
                    )
                ],
            },
        ),
    ]
