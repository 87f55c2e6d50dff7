import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("annuaire", "0003_types_protection"),
        ("annuaire", "__first__"),
    ]

    operations = [
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
                    models.UniqueConstraint(fields=("departement", "numero"), name="protection_arrete_unique")
                ],
            },
        ),
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
                                ("mesure_accompagnement_judiciaire", "Mesure d’accompagnement judiciaire"),
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
                ("est_langue_signes", models.BooleanField(default=False, verbose_name="langue des signes")),
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
                ("est_suspendu", models.BooleanField(default=False, verbose_name="ne prend plus de mesure")),
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
                    models.Index(fields=["horodatage_confirmation", "id"], name="mandataire_fraicheur"),
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
                                ("mesure_accompagnement_judiciaire", "Mesure d’accompagnement judiciaire"),
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
                ("est_financeur", models.BooleanField(default=False, verbose_name="département financeur")),
                (
                    "nombre_autorise",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="mesures autorisées"),
                ),
                (
                    "points_autorises",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=9, null=True, verbose_name="points autorisés"
                    ),
                ),
                (
                    "nombre_souhaite",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="mesures souhaitées"),
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
                "indexes": [models.Index(fields=["departement", "date_fin"], name="inscription_departement")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("date_fin", None)),
                        fields=("mandataire", "departement"),
                        name="protection_inscription_unique",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("date_fin", None), ("date_fin__gte", models.F("date_debut")), _connector="OR"
                        ),
                        name="protection_inscription_dates",
                    ),
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
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="mesures au plus"),
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
                    models.UniqueConstraint(fields=("organisation", "nom"), name="protection_antenne_unique")
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
                ("numero_rg", models.CharField(db_collation="C", max_length=8, verbose_name="numéro RG")),
                (
                    "numero_dossier",
                    models.CharField(blank=True, max_length=60, verbose_name="numéro de dossier interne"),
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
                ("annee_naissance", models.PositiveSmallIntegerField(verbose_name="année de naissance")),
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
                            ("mesure_accompagnement_judiciaire", "Mesure d’accompagnement judiciaire"),
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
                            ("etablissement_conservation_domicile", "Établissement, domicile conservé"),
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
                            ("autre_etablissement_s_ms", "Autre établissement social ou médico-social"),
                            ("etablissement_hospitalier", "Établissement hospitalier"),
                            ("etablissement_psychiatrique", "Établissement psychiatrique"),
                            ("autre_etablissement", "Autre établissement"),
                        ],
                        max_length=40,
                        verbose_name="type d’établissement",
                    ),
                ),
                ("pays", models.CharField(default="FR", max_length=2, verbose_name="pays")),
                ("date_nomination", models.DateField(blank=True, null=True, verbose_name="nomination")),
                (
                    "date_protection_en_cours",
                    models.DateField(blank=True, null=True, verbose_name="protection en cours depuis"),
                ),
                ("date_decision", models.DateField(blank=True, null=True, verbose_name="dernière décision")),
                (
                    "duree_mois",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="durée (mois)"),
                ),
                ("date_terme", models.DateField(blank=True, null=True, verbose_name="à renouveler avant le")),
                ("est_terme_presume", models.BooleanField(default=False, verbose_name="durée présumée")),
                ("nombre_revisions", models.PositiveSmallIntegerField(default=0, verbose_name="révisions")),
                ("date_revision", models.DateField(blank=True, null=True, verbose_name="dernière révision")),
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
                            ("dessaisissement_autre_mjpm", "Dessaisissement au profit d’un autre mandataire"),
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
                            ("dessaisissement_autre_mjpm", "Dessaisissement au profit d’un autre mandataire"),
                            ("dessaisissement_tribunal", "Dessaisissement au profit d’un autre tribunal"),
                        ],
                        max_length=40,
                        verbose_name="cause de sortie",
                    ),
                ),
                (
                    "points",
                    models.DecimalField(decimal_places=2, default=1, max_digits=6, verbose_name="points"),
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
            ],
            options={
                "verbose_name": "mesure",
                "verbose_name_plural": "mesures",
                "ordering": ["-date_nomination", "-id"],
                "indexes": [
                    models.Index(fields=["gestionnaire", "statut", "date_terme"], name="mesure_gestionnaire"),
                    models.Index(fields=["tribunal", "statut", "date_terme"], name="mesure_tribunal"),
                    models.Index(fields=["tribunal", "numero_rg"], name="mesure_rg"),
                    models.Index(
                        fields=["gestionnaire", "-date_nomination", "-id"], name="mesure_portefeuille"
                    ),
                    models.Index(fields=["tribunal", "-date_nomination", "-id"], name="mesure_du_tribunal"),
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
                                ("date_fin__isnull", False), models.Q(("cause_sortie", ""), _negated=True)
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
                            ("mesure_accompagnement_judiciaire", "Mesure d’accompagnement judiciaire"),
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
                            ("etablissement_conservation_domicile", "Établissement, domicile conservé"),
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
                            ("autre_etablissement_s_ms", "Autre établissement social ou médico-social"),
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
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="durée (mois)"),
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
                            ("dessaisissement_autre_mjpm", "Dessaisissement au profit d’un autre mandataire"),
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
                            ("dessaisissement_autre_mjpm", "Dessaisissement au profit d’un autre mandataire"),
                            ("dessaisissement_tribunal", "Dessaisissement au profit d’un autre tribunal"),
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
                            models.Q(("racine__isnull", False), models.Q(("motif", ""), _negated=True)),
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
                            ("mesure_accompagnement_judiciaire", "Mesure d’accompagnement judiciaire"),
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
                            ("etablissement_conservation_domicile", "Établissement, domicile conservé"),
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
    ]
