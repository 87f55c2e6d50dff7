import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0002_france"),
        ("annuaire", "__first__"),
        ("documents", "0002_protections"),
        ("medecine_legale", "0006_reseau_et_second_praticien"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActeFacture",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("montant", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant")),
                ("est_libere", models.BooleanField(default=False, verbose_name="libéré")),
                (
                    "acte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="facturations",
                        to="medecine_legale.actemedicolegal",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "acte facturé",
                "verbose_name_plural": "actes facturés",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="LigneMemoire",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=60, verbose_name="code du tarif")),
                ("libelle", models.CharField(max_length=500, verbose_name="libellé")),
                ("calcul", models.CharField(max_length=200, verbose_name="calcul")),
                ("montant", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant")),
                ("explication", models.CharField(max_length=500, verbose_name="explication")),
                ("source", models.CharField(blank=True, max_length=500, verbose_name="source")),
                ("est_a_confirmer", models.BooleanField(default=False, verbose_name="à confirmer")),
                (
                    "acte_facture",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lignes",
                        to="medecine_legale.actefacture",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
            ],
            options={
                "verbose_name": "ligne de mémoire",
                "verbose_name_plural": "lignes de mémoire",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Memoire",
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
                        choices=[("simple", "Mémoire d’une réquisition"), ("groupe", "Bordereau groupé")],
                        max_length=30,
                        verbose_name="nature",
                    ),
                ),
                ("mois", models.DateField(blank=True, null=True, verbose_name="mois")),
                ("date_etablissement", models.DateField(verbose_name="établi le")),
                ("montant", models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("etabli", "À déposer"),
                            ("depose", "Déposé"),
                            ("rejete", "Rejeté"),
                            ("paye", "Payé"),
                            ("abandonne", "Abandonné"),
                        ],
                        default="etabli",
                        max_length=30,
                        verbose_name="statut",
                    ),
                ),
                ("date_forclusion", models.DateField(verbose_name="à déposer avant le")),
                (
                    "reference_depot",
                    models.CharField(blank=True, max_length=60, verbose_name="référence du dépôt"),
                ),
                ("date_depot", models.DateField(blank=True, null=True, verbose_name="déposé le")),
                ("date_rejet", models.DateField(blank=True, null=True, verbose_name="rejeté le")),
                (
                    "motif",
                    models.CharField(
                        blank=True, max_length=500, verbose_name="motif du rejet ou de l’abandon"
                    ),
                ),
                ("date_paiement", models.DateField(blank=True, null=True, verbose_name="payé le")),
                (
                    "horodatage_creation",
                    models.DateTimeField(auto_now_add=True, verbose_name="enregistré le"),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="établi par",
                    ),
                ),
                (
                    "juridiction",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="juridiction",
                    ),
                ),
                (
                    "represente",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="nouvelle_presentation",
                        to="medecine_legale.memoire",
                        verbose_name="présente de nouveau",
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memoires",
                        to="medecine_legale.requisition",
                        verbose_name="réquisition",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "mémoire de frais",
                "verbose_name_plural": "mémoires de frais",
                "ordering": ["-date_etablissement", "-id"],
                "indexes": [
                    models.Index(fields=["structure", "-date_etablissement", "-id"], name="memoire_liste")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("mois__isnull", True), ("nature", "simple"), ("requisition__isnull", False)
                            ),
                            models.Q(
                                ("mois__isnull", False), ("nature", "groupe"), ("requisition__isnull", True)
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_memoire_nature",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("montant__gt", 0)), name="medecine_legale_memoire_montant"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("date_depot__isnull", True), ("motif", ""), ("statut", "etabli")),
                            models.Q(("date_depot__isnull", False), ("motif", ""), ("statut", "depose")),
                            models.Q(
                                ("date_depot__isnull", False),
                                ("date_paiement__gte", models.F("date_depot")),
                                ("statut", "paye"),
                            ),
                            models.Q(
                                ("date_depot__isnull", False),
                                ("date_rejet__gte", models.F("date_depot")),
                                ("statut", "rejete"),
                                models.Q(("motif", ""), _negated=True),
                            ),
                            models.Q(
                                ("date_depot__isnull", True),
                                ("statut", "abandonne"),
                                models.Q(("motif", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_memoire_statut",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="actefacture",
            name="memoire",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actes",
                to="medecine_legale.memoire",
            ),
        ),
        migrations.CreateModel(
            name="ModeleCertificat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("titre", models.CharField(max_length=120, verbose_name="titre")),
                ("entete", models.CharField(blank=True, max_length=300, verbose_name="mention d’en-tête")),
                ("blocs", models.JSONField(verbose_name="blocs")),
                ("date_debut", models.DateField(verbose_name="en vigueur à partir du")),
                ("horodatage_creation", models.DateTimeField(auto_now_add=True, verbose_name="publié le")),
                (
                    "auteur",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="publié par",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "modèle de certificat",
                "verbose_name_plural": "modèles de certificat",
                "ordering": ["-date_debut", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Certificat",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveSmallIntegerField(verbose_name="version")),
                (
                    "nature",
                    models.CharField(
                        choices=[
                            ("initial", "Certificat initial"),
                            ("reevaluation", "Réévaluation de l’incapacité"),
                            ("rectification", "Certificat rectifié"),
                        ],
                        max_length=30,
                        verbose_name="nature",
                    ),
                ),
                (
                    "itt_jours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="incapacité totale de travail (jours)"
                    ),
                ),
                (
                    "date_reevaluation",
                    models.DateField(blank=True, null=True, verbose_name="à réévaluer à partir du"),
                ),
                (
                    "motif",
                    models.CharField(blank=True, max_length=300, verbose_name="motif de la nouvelle version"),
                ),
                ("date_etablissement", models.DateField(verbose_name="établi le")),
                ("date_remise", models.DateField(blank=True, null=True, verbose_name="remis le")),
                (
                    "delai_jours",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="délai de la réquisition à la remise"
                    ),
                ),
                (
                    "acte",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="certificats",
                        to="medecine_legale.actemedicolegal",
                    ),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="établi par",
                    ),
                ),
                (
                    "document",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="documents.documentproduit",
                    ),
                ),
                (
                    "remplace",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplace_par",
                        to="medecine_legale.certificat",
                        verbose_name="remplace",
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
                (
                    "modele",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="medecine_legale.modelecertificat",
                        verbose_name="modèle",
                    ),
                ),
            ],
            options={
                "verbose_name": "certificat",
                "verbose_name_plural": "certificats",
                "ordering": ["acte_id", "-rang"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("acte", "rang"), name="medecine_legale_certificat_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("nature", "initial"), ("rang", 1), ("remplace__isnull", True)),
                            models.Q(
                                ("rang__gt", 1),
                                ("remplace__isnull", False),
                                models.Q(("motif", ""), _negated=True),
                                models.Q(("nature", "initial"), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_certificat_suite",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_remise__isnull", True),
                            ("date_remise__gte", models.F("date_etablissement")),
                            _connector="OR",
                        ),
                        name="medecine_legale_certificat_remise",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Remise",
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
                        choices=[
                            ("lien", "Lien scellé"),
                            ("main_propre", "Remis en main propre"),
                            ("courrier", "Envoyé par courrier"),
                        ],
                        max_length=30,
                        verbose_name="mode",
                    ),
                ),
                ("destinataire", models.CharField(max_length=200, verbose_name="destinataire")),
                (
                    "courriel",
                    models.EmailField(blank=True, max_length=254, verbose_name="adresse électronique"),
                ),
                (
                    "empreinte_jeton",
                    models.CharField(blank=True, max_length=64, verbose_name="empreinte du jeton"),
                ),
                (
                    "empreinte_code",
                    models.CharField(blank=True, max_length=64, verbose_name="empreinte du code"),
                ),
                ("date_remise", models.DateField(verbose_name="remis le")),
                (
                    "horodatage_creation",
                    models.DateTimeField(auto_now_add=True, verbose_name="enregistrée le"),
                ),
                (
                    "horodatage_expiration",
                    models.DateTimeField(blank=True, null=True, verbose_name="expire le"),
                ),
                ("tentatives", models.PositiveSmallIntegerField(default=0, verbose_name="codes faux")),
                ("nombre_ouvertures", models.PositiveIntegerField(default=0, verbose_name="ouvertures")),
                (
                    "horodatage_ouverture",
                    models.DateTimeField(blank=True, null=True, verbose_name="ouvert la première fois le"),
                ),
                (
                    "horodatage_revocation",
                    models.DateTimeField(blank=True, null=True, verbose_name="révoqué le"),
                ),
                (
                    "motif_revocation",
                    models.CharField(blank=True, max_length=300, verbose_name="motif de la révocation"),
                ),
                (
                    "auteur",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="remis par",
                    ),
                ),
                (
                    "certificat",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remises",
                        to="medecine_legale.certificat",
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
                "verbose_name": "remise",
                "verbose_name_plural": "remises",
                "ordering": ["-id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("empreinte_jeton", ""), _negated=True),
                        fields=("empreinte_jeton",),
                        name="medecine_legale_jeton",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("mode", "lien"), _negated=True),
                            models.Q(
                                models.Q(("courriel", ""), _negated=True),
                                models.Q(("empreinte_jeton", ""), _negated=True),
                                models.Q(("empreinte_code", ""), _negated=True),
                                ("horodatage_expiration__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_remise_lien",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EtatActivite",
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
                            ("juridiction", "État d’activité pour une juridiction"),
                            ("dotation", "Actes déclarés au titre de la dotation"),
                        ],
                        max_length=30,
                        verbose_name="nature",
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au")),
                ("nombre_actes", models.PositiveIntegerField(verbose_name="actes")),
                ("empreinte", models.CharField(max_length=64, verbose_name="empreinte des actes déclarés")),
                ("est_signe", models.BooleanField(default=False, verbose_name="signé")),
                ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="établi le")),
                (
                    "auteur",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="établi par",
                    ),
                ),
                (
                    "juridiction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="juridiction",
                    ),
                ),
                (
                    "remplace",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remplace_par",
                        to="medecine_legale.etatactivite",
                        verbose_name="remplace",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "état d’activité",
                "verbose_name_plural": "états d’activité",
                "ordering": ["-horodatage", "-id"],
                "indexes": [
                    models.Index(fields=["structure", "-horodatage", "-id"], name="etat_activite_liste")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("juridiction__isnull", False), ("nature", "juridiction")),
                            models.Q(
                                ("est_signe", True), ("juridiction__isnull", True), ("nature", "dotation")
                            ),
                            _connector="OR",
                        ),
                        name="medecine_legale_etat_nature",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="medecine_legale_etat_periode",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("remplace__isnull", True)),
                        fields=("structure", "nature", "juridiction", "date_debut", "date_fin"),
                        name="medecine_legale_etat_unique",
                        nulls_distinct=False,
                        violation_error_message="Cet état existe déjà pour cette période.",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="actefacture",
            constraint=models.UniqueConstraint(
                condition=models.Q(("est_libere", False)),
                fields=("acte",),
                name="medecine_legale_acte_facture_une_fois",
                violation_error_message="Cet acte est déjà dans un mémoire.",
            ),
        ),
    ]
