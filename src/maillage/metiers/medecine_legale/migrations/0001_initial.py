import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acces", "0003_cles"),
        ("annuaire", "0002_france"),
        ("annuaire", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActeMedicoLegal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "est_hors_requisition",
                    models.BooleanField(default=False, verbose_name="recueil de preuves sans plainte"),
                ),
                (
                    "numero_interne",
                    models.CharField(
                        help_text="Désigne la personne, jamais par ses initiales. Exemple : 2026-23091",
                        max_length=60,
                        verbose_name="numéro interne",
                    ),
                ),
                (
                    "numero_pv",
                    models.CharField(
                        blank=True, editable=False, max_length=60, verbose_name="numéro de procès-verbal"
                    ),
                ),
                ("cle_interne", models.CharField(db_collation="C", editable=False, max_length=60)),
                ("cle_suite", models.CharField(blank=True, db_collation="C", editable=False, max_length=60)),
                ("cle_pv", models.CharField(blank=True, db_collation="C", editable=False, max_length=60)),
                (
                    "profil",
                    models.CharField(
                        choices=[
                            ("victime", "Victime (vivante)"),
                            ("garde_a_vue", "Personne gardée à vue"),
                            ("age_osseux", "Personne pour âge osseux (hors garde à vue)"),
                            ("ofpra", "Examen pour l’asile (OFPRA)"),
                            ("decedee", "Personne décédée"),
                            ("retenue", "Personne retenue"),
                            ("route", "Examen lié à la route"),
                            ("ivresse", "Ivresse publique et manifeste"),
                            ("assises", "Déposition aux assises"),
                            ("reconstitution", "Reconstitution"),
                            ("dossier", "Étude de dossier"),
                        ],
                        max_length=30,
                        verbose_name="profil",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("realise", "Réalisé"),
                            ("rendez_vous_non_honore", "Rendez-vous non honoré"),
                            ("personne_absente", "Personne non présentée"),
                        ],
                        default="realise",
                        max_length=30,
                        verbose_name="statut",
                    ),
                ),
                ("date_examen", models.DateField(verbose_name="date de l’acte")),
                ("heure_debut", models.TimeField(blank=True, null=True, verbose_name="heure de début")),
                (
                    "periode_journee",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("nuit", "Nuit profonde"),
                            ("matin", "Matin"),
                            ("journee", "Journée"),
                            ("apres_midi", "Après-midi"),
                            ("soiree", "Soirée"),
                        ],
                        max_length=30,
                        verbose_name="moment de la journée",
                    ),
                ),
                (
                    "types_examen",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("somatique", "Somatique"),
                                ("psychiatrique", "Psychiatrique"),
                                ("examen_externe", "Examen externe"),
                                ("levee_corps", "Levée de corps"),
                                ("autopsie", "Autopsie"),
                                ("anthropologie", "Anthropologie"),
                                ("odontologie", "Odontologie"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="types d’examen",
                    ),
                ),
                (
                    "examens",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("biologie", "Biologie"),
                                ("imagerie", "Imagerie"),
                                ("toxicologie", "Toxicologie"),
                                ("anatomopathologie", "Anatomopathologie"),
                                ("genetique", "Génétique"),
                                ("scanner", "Scanner"),
                                ("radiographie", "Radiographie"),
                                ("panoramique_dentaire", "Panoramique dentaire"),
                                ("autres", "Autres"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="examens complémentaires",
                    ),
                ),
                (
                    "lieu",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("umj", "Unité médico-judiciaire"),
                            ("service_public", "Service d’hospitalisation public"),
                            ("service_prive", "Service d’hospitalisation privé"),
                            ("penitentiaire", "Établissement pénitentiaire"),
                            ("retention", "Centre de rétention"),
                            ("maison_retraite", "Maison de retraite"),
                            ("commissariat", "Commissariat"),
                            ("gendarmerie", "Gendarmerie"),
                            ("uaped", "Unité d’accueil pour enfants en danger (UAPED)"),
                            ("tribunal", "Tribunal"),
                            ("douane", "Locaux douaniers"),
                            ("lieu_controle", "Lieu de contrôle"),
                        ],
                        max_length=30,
                        verbose_name="lieu",
                    ),
                ),
                (
                    "age",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("de_0_a_2", "0-2 ans"),
                            ("de_3_a_5", "3-5 ans"),
                            ("de_6_a_10", "6-10 ans"),
                            ("de_11_a_14", "11-14 ans"),
                            ("de_15_a_17", "15-17 ans"),
                            ("mineur", "Mineur"),
                            ("majeur", "18 ans et plus"),
                            ("non_determine", "Non déterminé"),
                        ],
                        max_length=30,
                        verbose_name="âge",
                    ),
                ),
                (
                    "genre",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("feminin", "Féminin"),
                            ("masculin", "Masculin"),
                            ("autre", "Autre genre"),
                            ("non_determine", "Non déterminé"),
                        ],
                        max_length=30,
                        verbose_name="genre",
                    ),
                ),
                (
                    "natures_violence",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("coups", "Coups et blessures"),
                                ("sexuelle", "Violence sexuelle"),
                                ("maltraitance", "Maltraitance"),
                                ("psychologique", "Violence psychologique"),
                                ("soumission_chimique", "Soumission chimique"),
                                ("accident_collectif", "Accident collectif"),
                                ("accident_non_collectif", "Accident non collectif"),
                                ("attentat", "Attentat"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="nature des violences",
                    ),
                ),
                (
                    "contextes_violence",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("conjugale", "Conjugale"),
                                ("infra_familiale", "Infra-familiale (hors conjugale)"),
                                ("travail", "Travail"),
                                ("voie_publique", "Voie publique"),
                                ("institution", "Institution"),
                                ("scolaire", "Scolaire"),
                                ("autre", "Autre"),
                            ],
                            max_length=30,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                        verbose_name="contexte des violences",
                    ),
                ),
                (
                    "cause_deces",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("suicide", "Suicide"),
                            ("suicide_probable", "Suicide probable"),
                            ("autre", "Autre"),
                        ],
                        max_length=30,
                        verbose_name="cause du décès",
                    ),
                ),
                (
                    "duree",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("moins_2", "Moins de 2 heures"),
                            ("de_2_a_4", "2 à 4 heures"),
                            ("moins_4", "Moins de 4 heures"),
                            ("de_4_a_8", "4 à 8 heures"),
                            ("plus_8", "Plus de 8 heures"),
                        ],
                        max_length=30,
                        verbose_name="durée",
                    ),
                ),
                (
                    "distance",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("visio", "En visioconférence"),
                            ("moins_50", "Moins de 50 km"),
                            ("de_50_a_150", "50 à 150 km"),
                            ("plus_150", "Plus de 150 km"),
                        ],
                        max_length=30,
                        verbose_name="distance (aller)",
                    ),
                ),
                (
                    "itt_jours",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="incapacité totale de travail (jours)"
                    ),
                ),
                ("est_annule", models.BooleanField(default=False, verbose_name="annulé")),
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
                        verbose_name="auteur",
                    ),
                ),
                (
                    "praticien",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.personne",
                        verbose_name="praticien",
                    ),
                ),
                (
                    "requerant",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="service requérant",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="actes_medico_legaux",
                        to="annuaire.organisation",
                        verbose_name="structure",
                    ),
                ),
            ],
            options={
                "verbose_name": "acte médico-légal",
                "verbose_name_plural": "actes médico-légaux",
                "ordering": ["-date_examen", "-id"],
            },
        ),
        migrations.CreateModel(
            name="PartieNominative",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("contenu", models.TextField(verbose_name="contenu chiffré")),
                (
                    "acte",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="partie_nominative",
                        to="medecine_legale.actemedicolegal",
                    ),
                ),
                (
                    "cle",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="acces.cle"
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
                "verbose_name": "partie nominative",
                "verbose_name_plural": "parties nominatives",
            },
        ),
        migrations.CreateModel(
            name="Requisition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("numero_pv", models.CharField(max_length=60, verbose_name="numéro de procès-verbal")),
                (
                    "numero_parquet",
                    models.CharField(blank=True, max_length=60, verbose_name="numéro de parquet"),
                ),
                ("cle_pv", models.CharField(db_collation="C", editable=False, max_length=60)),
                (
                    "cle_parquet",
                    models.CharField(blank=True, db_collation="C", editable=False, max_length=60),
                ),
                (
                    "nom_opj",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="officier ou magistrat requérant"
                    ),
                ),
                ("date_requisition", models.DateField(verbose_name="date de la réquisition")),
                ("horodatage_reception", models.DateTimeField(verbose_name="reçue le")),
                ("mission", models.TextField(max_length=4000, verbose_name="mission")),
                ("date_limite", models.DateField(blank=True, null=True, verbose_name="à rendre avant le")),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("recue", "Reçue"),
                            ("en_cours", "En cours"),
                            ("achevee", "Achevée"),
                            ("annulee", "Annulée"),
                        ],
                        default="recue",
                        max_length=30,
                        verbose_name="statut",
                    ),
                ),
                (
                    "juridiction",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requisitions_du_ressort",
                        to="annuaire.organisation",
                        verbose_name="juridiction",
                    ),
                ),
                (
                    "requerant",
                    models.ForeignKey(
                        help_text="Brigade, commissariat, tribunal…",
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requisitions_emises",
                        to="annuaire.organisation",
                        verbose_name="service requérant",
                    ),
                ),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="requisitions_recues",
                        to="annuaire.organisation",
                        verbose_name="structure requise",
                    ),
                ),
            ],
            options={
                "verbose_name": "réquisition",
                "verbose_name_plural": "réquisitions",
                "ordering": ["-date_requisition", "-id"],
                "indexes": [
                    models.Index(fields=["structure", "-date_requisition", "-id"], name="requisition_liste"),
                    models.Index(fields=["-date_requisition", "-id"], name="requisition_liste_nationale"),
                    models.Index(fields=["cle_pv"], name="requisition_pv"),
                    models.Index(
                        condition=models.Q(("cle_parquet", ""), _negated=True),
                        fields=["cle_parquet"],
                        name="requisition_parquet",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_limite__isnull", True),
                            ("date_limite__gte", models.F("date_requisition")),
                            _connector="OR",
                        ),
                        name="medecine_legale_requisition_limite",
                        violation_error_message="La date limite précède la date de la réquisition.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="PieceRequisition",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sha256", models.CharField(max_length=64, verbose_name="empreinte")),
                ("type_contenu", models.CharField(max_length=60, verbose_name="type")),
                ("taille", models.PositiveBigIntegerField(verbose_name="taille (octets)")),
                ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="déposée le")),
                (
                    "structure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                    ),
                ),
                (
                    "requisition",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pieces",
                        to="medecine_legale.requisition",
                    ),
                ),
            ],
            options={
                "verbose_name": "pièce",
                "verbose_name_plural": "pièces",
                "ordering": ["horodatage", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("requisition", "sha256"), name="medecine_legale_piece_unique"
                    )
                ],
            },
        ),
        migrations.AddField(
            model_name="actemedicolegal",
            name="requisition",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="actes",
                to="medecine_legale.requisition",
                verbose_name="réquisition",
            ),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(fields=["structure", "-date_examen", "-id"], name="acte_liste"),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(fields=["-date_examen", "-id"], name="acte_liste_nationale"),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(fields=["cle_interne"], name="acte_numero_interne"),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(
                condition=models.Q(("cle_suite", ""), _negated=True), fields=["cle_suite"], name="acte_suite"
            ),
        ),
        migrations.AddIndex(
            model_name="actemedicolegal",
            index=models.Index(
                condition=models.Q(("cle_pv", ""), _negated=True), fields=["cle_pv"], name="acte_pv"
            ),
        ),
        migrations.AddConstraint(
            model_name="actemedicolegal",
            constraint=models.UniqueConstraint(
                condition=models.Q(("est_annule", False)),
                fields=("structure", "cle_interne"),
                name="medecine_legale_acte_unique",
                violation_error_message="Ce numéro interne désigne déjà un acte de votre structure.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actemedicolegal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "profil__in",
                        [
                            "victime",
                            "garde_a_vue",
                            "age_osseux",
                            "ofpra",
                            "decedee",
                            "retenue",
                            "route",
                            "ivresse",
                            "assises",
                            "reconstitution",
                            "dossier",
                        ],
                    )
                ),
                name="medecine_legale_acte_profil",
            ),
        ),
        migrations.AddConstraint(
            model_name="actemedicolegal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("statut", "realise"),
                    models.Q(("profil", "victime"), ("statut", "rendez_vous_non_honore")),
                    models.Q(("profil", "garde_a_vue"), ("statut", "personne_absente")),
                    _connector="OR",
                ),
                name="medecine_legale_acte_statut",
            ),
        ),
        migrations.AddConstraint(
            model_name="actemedicolegal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("statut", "realise"), _negated=True),
                    models.Q(
                        models.Q(("genre", ""), _negated=True),
                        models.Q(("types_examen", []), _negated=True),
                        (
                            "profil__in",
                            [
                                "victime",
                                "garde_a_vue",
                                "age_osseux",
                                "ofpra",
                                "decedee",
                                "retenue",
                                "route",
                                "ivresse",
                            ],
                        ),
                    ),
                    models.Q(("genre", ""), ("profil__in", ["assises", "reconstitution", "dossier"])),
                    _connector="OR",
                ),
                name="medecine_legale_acte_personne",
            ),
        ),
        migrations.AddConstraint(
            model_name="actemedicolegal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("est_hors_requisition", False),
                    models.Q(("profil", "victime"), ("requisition__isnull", True)),
                    _connector="OR",
                ),
                name="medecine_legale_acte_hors_requisition",
            ),
        ),
    ]
