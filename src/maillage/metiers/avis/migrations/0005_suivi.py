import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0005_soignants"),
        ("annuaire", "__first__"),
        ("avis", "0004_gardes_murs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                ("objectif", models.TextField(blank=True, max_length=1000, verbose_name="objectif")),
                ("date_debut", models.DateField(verbose_name="commencé le")),
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
                    "gestionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui porte le programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "programme",
                "verbose_name_plural": "programmes",
                "ordering": ["-date_debut", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Reunion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("date", models.DateField(verbose_name="date")),
                ("lieu", models.CharField(blank=True, max_length=120, verbose_name="lieu")),
                ("ordre_du_jour", models.TextField(max_length=4000, verbose_name="ordre du jour")),
                ("participants", models.TextField(blank=True, max_length=1000, verbose_name="participants")),
                ("decisions", models.TextField(blank=True, max_length=4000, verbose_name="décisions")),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui porte le programme",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="avis.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "réunion",
                "verbose_name_plural": "réunions",
                "ordering": ["-date", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ActionProjet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("libelle", models.CharField(max_length=300, verbose_name="action")),
                ("responsable", models.CharField(max_length=120, verbose_name="par qui")),
                ("date_echeance", models.DateField(verbose_name="pour le")),
                ("date_fait", models.DateField(blank=True, null=True, verbose_name="fait le")),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui porte le programme",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="avis.programme",
                        verbose_name="programme",
                    ),
                ),
                (
                    "reunion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="avis.reunion",
                        verbose_name="réunion",
                    ),
                ),
            ],
            options={
                "verbose_name": "action du projet",
                "verbose_name_plural": "actions du projet",
                "ordering": ["date_echeance", "id"],
            },
        ),
        migrations.CreateModel(
            name="FaitDemande",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("praticien", models.BigIntegerField(verbose_name="praticien, par un nombre")),
                ("date", models.DateField(verbose_name="envoyée le")),
                (
                    "urgence",
                    models.CharField(
                        choices=[
                            ("prioritaire", "Prioritaire"),
                            ("rapide", "Rapide"),
                            ("standard", "Standard"),
                        ],
                        max_length=40,
                        verbose_name="urgence",
                    ),
                ),
                (
                    "statut",
                    models.CharField(
                        choices=[
                            ("brouillon", "À envoyer"),
                            ("publiee", "En attente d’un spécialiste"),
                            ("proposee", "Proposée à un spécialiste"),
                            ("prise", "Prise en charge"),
                            ("complement", "Complément demandé"),
                            ("repondue", "Réponse reçue"),
                            ("cloturee", "Clôturée"),
                            ("annulee", "Annulée"),
                            ("reorientee", "Réorientée"),
                        ],
                        max_length=40,
                        verbose_name="état",
                    ),
                ),
                (
                    "conduite_prevue",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("adresser", "L’adresser à un spécialiste"),
                            ("urgences", "L’envoyer aux urgences"),
                            ("traiter", "Traiter moi-même"),
                            ("surveiller", "Surveiller"),
                            ("ne_sait_pas", "Je ne sais pas encore"),
                        ],
                        max_length=40,
                        verbose_name="conduite prévue",
                    ),
                ),
                (
                    "minutes_prise",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="minutes d’ouverture jusqu’à la prise en charge"
                    ),
                ),
                (
                    "minutes_reponse",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="minutes d’ouverture jusqu’à la réponse"
                    ),
                ),
                (
                    "heures_reponse",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="heures jusqu’à la réponse"
                    ),
                ),
                ("est_a_temps", models.BooleanField(default=False, verbose_name="répondue dans le délai")),
                (
                    "minutes_avis",
                    models.PositiveIntegerField(
                        blank=True, null=True, verbose_name="minutes passées par le spécialiste"
                    ),
                ),
                ("propositions", models.PositiveSmallIntegerField(default=0, verbose_name="propositions")),
                ("refus", models.PositiveSmallIntegerField(default=0, verbose_name="refus")),
                (
                    "expirations",
                    models.PositiveSmallIntegerField(default=0, verbose_name="propositions sans réponse"),
                ),
                (
                    "complements",
                    models.PositiveSmallIntegerField(default=0, verbose_name="compléments demandés"),
                ),
                (
                    "est_cloturee",
                    models.BooleanField(default=False, verbose_name="clôturée par le praticien"),
                ),
                ("est_sans_retour", models.BooleanField(default=False, verbose_name="clôturée sans retour")),
                (
                    "suite",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("evite", "Je pensais l’adresser : ce n’est plus nécessaire"),
                            ("maintenu", "Je pensais l’adresser : je l’adresse, mieux préparé"),
                            ("non_envisage", "Je ne pensais pas l’adresser, et je ne l’adresse pas"),
                            ("suscite", "Je ne pensais pas l’adresser : je l’adresse"),
                            ("sans_objet", "L’avis n’a pas aidé sur ce point"),
                            ("autre", "Autre"),
                        ],
                        max_length=40,
                        verbose_name="suite",
                    ),
                ),
                (
                    "satisfaction",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="apport pour le praticien"
                    ),
                ),
                (
                    "apport_patient",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="apport pour le patient"
                    ),
                ),
                (
                    "est_patient_informe",
                    models.BooleanField(default=False, verbose_name="patient informé de la réponse"),
                ),
                ("est_consentie", models.BooleanField(default=False, verbose_name="consentement enregistré")),
                (
                    "recours",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("aucun", "Aucun recours"),
                            ("urgences", "Passage aux urgences"),
                            ("hospitalisation", "Hospitalisation"),
                            ("specialiste", "Consultation d’un spécialiste"),
                            ("inconnu", "Je ne sais pas"),
                        ],
                        max_length=40,
                        verbose_name="recours à trente jours",
                    ),
                ),
                (
                    "demande",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="fait",
                        to="avis.demande",
                        verbose_name="demande",
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
            ],
            options={
                "verbose_name": "demande comptée",
                "verbose_name_plural": "demandes comptées",
                "ordering": ["id"],
                "indexes": [models.Index(fields=["gestionnaire", "date"], name="avis_fait_gestionnaire")],
            },
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "echelle",
                    models.CharField(
                        choices=[
                            ("cpts", "Une communauté de soignants"),
                            ("region", "Une région"),
                            ("nationale", "Le pays"),
                        ],
                        max_length=40,
                        verbose_name="échelle",
                    ),
                ),
                ("date_debut", models.DateField(verbose_name="du")),
                ("date_fin", models.DateField(verbose_name="au (inclus)")),
                ("seuils", models.JSONField(blank=True, default=list, verbose_name="seuils")),
                (
                    "decision",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("poursuivre", "Passer à la phase suivante"),
                            ("prolonger", "Prolonger et corriger"),
                            ("arreter", "Arrêter"),
                        ],
                        max_length=40,
                        verbose_name="décision",
                    ),
                ),
                ("motif", models.CharField(blank=True, max_length=500, verbose_name="motif de la décision")),
                ("date_decision", models.DateField(blank=True, null=True, verbose_name="décidée le")),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui porte le programme",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="avis.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "phase",
                "verbose_name_plural": "phases",
                "ordering": ["programme_id", "rang"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "rang"), name="avis_phase_rang"),
                    models.CheckConstraint(
                        condition=models.Q(("date_fin__gte", models.F("date_debut"))),
                        name="avis_phase_dates",
                        violation_error_message="La fin de la phase précède son début.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decision", ""), models.Q(("motif", ""), _negated=True), _connector="OR"
                        ),
                        name="avis_phase_motif",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="MembreProjet",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("nom", models.CharField(max_length=120, verbose_name="nom")),
                (
                    "qualite",
                    models.CharField(
                        choices=[
                            ("generaliste", "Médecin généraliste"),
                            ("specialiste", "Médecin spécialiste"),
                            ("ars", "Agence régionale de santé"),
                            ("solution", "Responsable de la solution"),
                            ("secretaire", "Secrétaire médicale"),
                            ("patient", "Patient ou association"),
                            ("ingenieur", "Ingénieur système"),
                            ("autre", "Autre"),
                        ],
                        max_length=40,
                        verbose_name="qualité",
                    ),
                ),
                ("est_responsable", models.BooleanField(default=False, verbose_name="conduit le projet")),
                (
                    "gestionnaire",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="annuaire.organisation",
                        verbose_name="organisation qui porte le programme",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="avis.programme",
                        verbose_name="programme",
                    ),
                ),
            ],
            options={
                "verbose_name": "membre du groupe projet",
                "verbose_name_plural": "membres du groupe projet",
                "ordering": ["-est_responsable", "nom", "id"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("est_responsable", True)),
                        fields=("programme",),
                        name="avis_membre_responsable",
                        violation_error_message="Le projet a déjà un responsable.",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleveActivite",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mois", models.DateField(verbose_name="mois")),
                (
                    "remuneration",
                    models.CharField(
                        choices=[
                            ("acte", "À l’acte"),
                            ("vacation", "À la vacation"),
                            ("benevole", "Bénévole"),
                        ],
                        max_length=40,
                        verbose_name="rémunération",
                    ),
                ),
                ("lignes", models.JSONField(default=list, verbose_name="actes")),
                ("actes", models.PositiveIntegerField(verbose_name="actes")),
                ("demi_journees", models.PositiveSmallIntegerField(verbose_name="demi-journées de garde")),
                (
                    "heures",
                    models.DecimalField(decimal_places=2, max_digits=6, verbose_name="heures de garde"),
                ),
                (
                    "taux_horaire",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=6, verbose_name="taux horaire"
                    ),
                ),
                (
                    "montant_actes",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="montant des actes"),
                ),
                (
                    "montant_vacations",
                    models.DecimalField(decimal_places=2, max_digits=9, verbose_name="montant des vacations"),
                ),
                ("est_a_confirmer", models.BooleanField(default=False, verbose_name="montants à confirmer")),
                ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="signé le")),
                (
                    "auteur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="signé par",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="releves",
                        to="avis.specialiste",
                        verbose_name="spécialiste",
                    ),
                ),
            ],
            options={
                "verbose_name": "relevé d’activité",
                "verbose_name_plural": "relevés d’activité",
                "ordering": ["-mois", "specialiste_id"],
                "indexes": [
                    models.Index(fields=["gestionnaire", "-mois"], name="avis_releve_gestionnaire"),
                    models.Index(fields=["exercice", "-mois"], name="avis_releve_exercice"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("specialiste", "mois"),
                        name="avis_releve_unique",
                        violation_error_message="Le relevé de ce mois est déjà signé.",
                    ),
                    models.CheckConstraint(condition=models.Q(("mois__day", 1)), name="avis_releve_mois"),
                ],
            },
        ),
    ]
