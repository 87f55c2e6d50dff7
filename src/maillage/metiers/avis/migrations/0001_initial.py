"""The tables of specialist advice."""

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from maillage.commun.migrations import CreerTables


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("annuaire", "0005_soignants"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        CreerTables(
            [
                migrations.CreateModel(
                    name="Filiere",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=40, verbose_name="code")),
                        ("nom", models.CharField(max_length=80, verbose_name="nom")),
                        (
                            "description",
                            models.CharField(blank=True, max_length=300, verbose_name="ce qu’elle prend"),
                        ),
                        (
                            "specialites",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=4),
                                default=list,
                                size=None,
                                verbose_name="codes de spécialité",
                            ),
                        ),
                        (
                            "sujets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="sujets",
                            ),
                        ),
                        (
                            "horaires",
                            models.JSONField(blank=True, default=list, verbose_name="heures ouvrées"),
                        ),
                        (
                            "signes_alerte",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=200),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="signes d’alerte",
                            ),
                        ),
                        (
                            "questions",
                            models.JSONField(blank=True, default=list, verbose_name="questions posées"),
                        ),
                        (
                            "charge_maximale",
                            models.PositiveSmallIntegerField(
                                default=8, verbose_name="demandes ouvertes par spécialiste, au plus"
                            ),
                        ),
                        ("est_active", models.BooleanField(default=True, verbose_name="ouverte")),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation qui la tient",
                            ),
                        ),
                        (
                            "territoire",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.territoire",
                                verbose_name="territoire couvert",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "filière",
                        "verbose_name_plural": "filières",
                        "ordering": ["nom", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("gestionnaire", "code"),
                                name="avis_filiere_unique",
                                violation_error_message="Une filière porte déjà ce nom dans cette organisation.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("charge_maximale__gte", 1)), name="avis_filiere_charge"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Specialiste",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("specialite", models.CharField(max_length=4, verbose_name="spécialité ordinale")),
                        (
                            "sujets",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(max_length=80),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="sujets",
                            ),
                        ),
                        (
                            "statut_ordinal",
                            models.CharField(
                                choices=[
                                    ("en_exercice", "En exercice"),
                                    ("retraite_actif", "Retraité actif"),
                                    ("retraite_sans_activite", "Retraité sans activité"),
                                    ("radie", "Radié"),
                                ],
                                max_length=40,
                                verbose_name="inscription à l’ordre",
                            ),
                        ),
                        (
                            "statut_exercice",
                            models.CharField(
                                choices=[("liberal", "Libéral"), ("salarie", "Salarié ou vacataire")],
                                default="liberal",
                                max_length=40,
                                verbose_name="statut d’exercice",
                            ),
                        ),
                        (
                            "remuneration",
                            models.CharField(
                                choices=[
                                    ("acte", "À l’acte"),
                                    ("vacation", "À la vacation"),
                                    ("benevole", "Bénévole"),
                                ],
                                default="acte",
                                max_length=40,
                                verbose_name="rémunération",
                            ),
                        ),
                        (
                            "date_derniere_pratique",
                            models.DateField(blank=True, null=True, verbose_name="dernière pratique"),
                        ),
                        (
                            "quota_demi_journees",
                            models.PositiveSmallIntegerField(
                                default=2, verbose_name="demi-journées par semaine, au plus"
                            ),
                        ),
                        ("est_suspendu", models.BooleanField(default=False, verbose_name="suspendu")),
                        (
                            "motif_suspension",
                            models.CharField(
                                blank=True, max_length=200, verbose_name="motif de la suspension"
                            ),
                        ),
                        (
                            "agent",
                            models.OneToOneField(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="compte",
                            ),
                        ),
                        (
                            "exercice",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice",
                            ),
                        ),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation qui tient le réseau",
                            ),
                        ),
                        (
                            "personne",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.personne",
                                verbose_name="personne",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "spécialiste",
                        "verbose_name_plural": "spécialistes",
                        "ordering": ["personne__nom", "personne__prenom", "id"],
                        "indexes": [
                            models.Index(fields=["gestionnaire", "id"], name="avis_specialiste_reseau")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("quota_demi_journees__lte", 10)),
                                name="avis_specialiste_quota",
                                violation_error_message="Une semaine compte dix demi-journées.",
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
                        (
                            "est_referent",
                            models.BooleanField(default=False, verbose_name="référent de la filière"),
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
                            "filiere",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="rattachements",
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
                                verbose_name="organisation qui tient le réseau",
                            ),
                        ),
                        (
                            "specialiste",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="rattachements",
                                to="avis.specialiste",
                                verbose_name="spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "rattachement",
                        "verbose_name_plural": "rattachements",
                        "ordering": ["filiere_id", "specialiste_id"],
                        "indexes": [
                            models.Index(fields=["filiere", "specialiste"], name="avis_rattachement_filiere")
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("specialiste", "filiere"), name="avis_rattachement_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PieceEligibilite",
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
                                    ("rpps", "Inscription au RPPS"),
                                    ("ordre", "Inscription au tableau de l’Ordre"),
                                    ("rcp", "Assurance de responsabilité civile professionnelle"),
                                    ("carte", "e-CPS en état de marche"),
                                    ("charte", "Charte signée"),
                                    ("formation", "Formation validée"),
                                ],
                                max_length=40,
                                verbose_name="pièce",
                            ),
                        ),
                        ("reference", models.CharField(blank=True, max_length=120, verbose_name="référence")),
                        ("date_debut", models.DateField(verbose_name="valable du")),
                        ("date_fin", models.DateField(blank=True, null=True, verbose_name="au (inclus)")),
                        (
                            "mentionne_teleexpertise",
                            models.BooleanField(default=True, verbose_name="nomme la téléexpertise"),
                        ),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="vérifiée le")),
                        (
                            "horodatage_retrait",
                            models.DateTimeField(blank=True, null=True, verbose_name="retirée le"),
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
                            "verificateur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vérifiée par",
                            ),
                        ),
                        (
                            "specialiste",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="avis.specialiste",
                                verbose_name="spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "pièce d’éligibilité",
                        "verbose_name_plural": "pièces d’éligibilité",
                        "ordering": ["genre", "-date_debut", "-id"],
                        "indexes": [
                            models.Index(fields=["specialiste", "genre"], name="avis_piece_specialiste"),
                            models.Index(fields=["gestionnaire", "date_fin"], name="avis_piece_fin"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin", None),
                                    ("date_fin__gte", models.F("date_debut")),
                                    _connector="OR",
                                ),
                                name="avis_piece_dates",
                                violation_error_message="La fin de validité précède son début.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Demande",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("empreinte_patient", models.CharField(blank=True, editable=False, max_length=64)),
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
                                verbose_name="conduite prévue sans avis",
                            ),
                        ),
                        (
                            "est_adressage_permis",
                            models.BooleanField(
                                default=False, verbose_name="le spécialiste peut organiser la consultation"
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
                                default="brouillon",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "etape",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("premiere", "Spécialiste de garde"),
                                    ("renfort", "Renfort"),
                                    ("tous", "Tous ceux de garde, puis la région"),
                                    ("coordinateur", "Coordinateur"),
                                ],
                                max_length=40,
                                verbose_name="recherche",
                            ),
                        ),
                        ("version", models.PositiveIntegerField(default=0)),
                        (
                            "horodatage_creation",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="préparée le"
                            ),
                        ),
                        (
                            "horodatage_publication",
                            models.DateTimeField(blank=True, null=True, verbose_name="envoyée le"),
                        ),
                        (
                            "horodatage_prochaine_garde",
                            models.DateTimeField(blank=True, null=True, verbose_name="prochaine garde"),
                        ),
                        (
                            "horodatage_limite_prise",
                            models.DateTimeField(blank=True, null=True, verbose_name="à prendre avant"),
                        ),
                        (
                            "horodatage_limite_reponse",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="réponse attendue avant"
                            ),
                        ),
                        (
                            "horodatage_prise",
                            models.DateTimeField(blank=True, null=True, verbose_name="prise en charge le"),
                        ),
                        (
                            "horodatage_reponse",
                            models.DateTimeField(blank=True, null=True, verbose_name="répondue le"),
                        ),
                        (
                            "horodatage_cloture",
                            models.DateTimeField(blank=True, null=True, verbose_name="clôturée le"),
                        ),
                        (
                            "horodatage_purge",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="contenu effacé le"
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="préparée par",
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
                            "praticien",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="praticien",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="demandes",
                                to="avis.filiere",
                                verbose_name="filière",
                            ),
                        ),
                        (
                            "specialiste",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="demandes",
                                to="avis.specialiste",
                                verbose_name="spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "demande d’avis",
                        "verbose_name_plural": "demandes d’avis",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["requerant", "-id"], name="avis_demande_requerant"),
                            models.Index(fields=["requis", "statut"], name="avis_demande_requis"),
                            models.Index(
                                fields=["gestionnaire", "statut", "-id"], name="avis_demande_gestionnaire"
                            ),
                            models.Index(
                                condition=models.Q(("empreinte_patient", ""), _negated=True),
                                fields=["empreinte_patient"],
                                name="avis_demande_patient",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("statut", "brouillon"),
                                    ("horodatage_publication__isnull", False),
                                    ("statut", "annulee"),
                                    _connector="OR",
                                ),
                                name="avis_demande_envoyee",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("statut__in", ["prise", "complement", "repondue", "cloturee"]),
                                        _negated=True,
                                    ),
                                    models.Q(("requis__isnull", False), ("specialiste__isnull", False)),
                                    _connector="OR",
                                ),
                                name="avis_demande_prise",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Question",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="question chiffrée")),
                        (
                            "demande",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="question",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                    ],
                    options={
                        "verbose_name": "question",
                        "verbose_name_plural": "questions",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["requerant"], name="avis_question_requerant"),
                            models.Index(fields=["requis"], name="avis_question_requis"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="IdentitePatient",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="identité chiffrée")),
                        ("repere", models.CharField(blank=True, max_length=20, verbose_name="repère")),
                        (
                            "demande",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="identite",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                    ],
                    options={
                        "verbose_name": "identité du patient",
                        "verbose_name_plural": "identités des patients",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["requerant"], name="avis_identite_requerant"),
                            models.Index(fields=["requis"], name="avis_identite_requis"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Consentement",
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
                                    ("oral", "À l’oral, noté au dossier"),
                                    ("ecrit", "Par écrit"),
                                    ("representant", "Par le représentant légal"),
                                ],
                                max_length=40,
                                verbose_name="recueilli",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="le")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="enregistré le"
                            ),
                        ),
                        (
                            "horodatage_retrait",
                            models.DateTimeField(blank=True, null=True, verbose_name="retiré le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recueilli par",
                            ),
                        ),
                        (
                            "auteur_retrait",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="retrait enregistré par",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                            "demande",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="consentement",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "consentement",
                        "verbose_name_plural": "consentements",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["requerant"], name="avis_consent_requerant"),
                            models.Index(fields=["requis"], name="avis_consent_requis"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PieceJointe",
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
                                    ("photo", "Photo"),
                                    ("trace", "Tracé (ECG…)"),
                                    ("imagerie", "Imagerie"),
                                    ("biologie", "Biologie"),
                                    ("courrier", "Courrier ou compte rendu"),
                                    ("autre", "Autre document"),
                                ],
                                default="autre",
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "empreinte",
                            models.CharField(max_length=64, verbose_name="empreinte du fichier scellé"),
                        ),
                        ("type_contenu", models.CharField(max_length=60, verbose_name="type")),
                        ("taille", models.PositiveIntegerField(verbose_name="taille en octets")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="déposée le"
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="déposée par",
                            ),
                        ),
                        (
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="pieces",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                    ],
                    options={
                        "verbose_name": "pièce jointe",
                        "verbose_name_plural": "pièces jointes",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["requerant", "demande"], name="avis_pj_requerant"),
                            models.Index(fields=["requis", "demande"], name="avis_pj_requis"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Message",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sens",
                            models.CharField(
                                choices=[
                                    ("demande", "Complément demandé"),
                                    ("reponse", "Complément apporté"),
                                    ("precision", "Précision"),
                                ],
                                max_length=40,
                                verbose_name="sens",
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="message chiffré")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="écrit le"),
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
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="messages",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                    ],
                    options={
                        "verbose_name": "message",
                        "verbose_name_plural": "messages",
                        "ordering": ["horodatage", "id"],
                        "indexes": [
                            models.Index(fields=["requerant", "demande"], name="avis_message_requerant"),
                            models.Index(fields=["requis", "demande"], name="avis_message_requis"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvenementDemande",
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
                                    ("creation", "Préparée"),
                                    ("publication", "Envoyée"),
                                    ("attente", "Mise en attente de la prochaine garde"),
                                    ("proposition", "Proposée à un spécialiste"),
                                    ("refus", "Déclinée par un spécialiste"),
                                    ("expiration", "Restée sans réponse d’un spécialiste"),
                                    ("signalement", "Signalée au coordinateur"),
                                    ("orientation", "Proposée par le coordinateur"),
                                    ("prise", "Prise en charge"),
                                    ("complement_demande", "Complément demandé"),
                                    ("complement_apporte", "Complément apporté"),
                                    ("renvoi", "Rendue par le spécialiste"),
                                    ("retard", "Réponse attendue au-delà du délai"),
                                    ("reponse", "Réponse donnée"),
                                    ("cloture", "Clôturée"),
                                    ("cloture_automatique", "Clôturée sans retour"),
                                    ("annulation", "Annulée"),
                                    ("reorientation", "Réorientée en urgence"),
                                    ("reouverture", "Rouverte"),
                                    ("retrait_consentement", "Consentement retiré"),
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
                                verbose_name="état avant",
                            ),
                        ),
                        (
                            "apres",
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
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evenements",
                                to="avis.demande",
                                verbose_name="demande",
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
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                            "specialiste",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="avis.specialiste",
                                verbose_name="spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "événement d’une demande",
                        "verbose_name_plural": "événements des demandes",
                        "ordering": ["demande_id", "version"],
                        "indexes": [
                            models.Index(fields=["requerant", "demande"], name="avis_evt_requerant"),
                            models.Index(fields=["requis", "demande"], name="avis_evt_requis"),
                            models.Index(fields=["gestionnaire", "demande"], name="avis_evt_gestionnaire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("demande", "version"), name="avis_evenement_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Affectation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "etape",
                            models.CharField(
                                choices=[
                                    ("premiere", "Spécialiste de garde"),
                                    ("renfort", "Renfort"),
                                    ("tous", "Tous ceux de garde, puis la région"),
                                    ("coordinateur", "Coordinateur"),
                                ],
                                max_length=40,
                                verbose_name="recherche",
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("score", models.FloatField(verbose_name="score")),
                        ("raisons", models.JSONField(default=list, verbose_name="raisons")),
                        ("classement", models.JSONField(blank=True, default=dict, verbose_name="classement")),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("proposee", "En attente de réponse"),
                                    ("prise", "Prise en charge"),
                                    ("declinee", "Déclinée"),
                                    ("expiree", "Sans réponse"),
                                    ("retiree", "Prise par un confrère"),
                                    ("rendue", "Rendue"),
                                ],
                                default="proposee",
                                max_length=40,
                                verbose_name="réponse",
                            ),
                        ),
                        (
                            "motif",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("indisponible", "Je ne suis pas disponible"),
                                    ("competence", "Hors de ma compétence"),
                                    ("examen", "Un examen en présence est nécessaire"),
                                    ("dossier", "Dossier insuffisant"),
                                    ("interet", "Lien d’intérêt avec le patient ou le demandeur"),
                                ],
                                max_length=40,
                                verbose_name="motif",
                            ),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="proposée le"
                            ),
                        ),
                        (
                            "horodatage_limite",
                            models.DateTimeField(blank=True, null=True, verbose_name="à prendre avant"),
                        ),
                        (
                            "horodatage_reponse",
                            models.DateTimeField(blank=True, null=True, verbose_name="réponse le"),
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
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du spécialiste",
                            ),
                        ),
                        (
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="affectations",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "specialiste",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="affectations",
                                to="avis.specialiste",
                                verbose_name="spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "proposition",
                        "verbose_name_plural": "propositions",
                        "ordering": ["horodatage", "id"],
                        "indexes": [
                            models.Index(fields=["requis", "statut"], name="avis_affectation_requis"),
                            models.Index(fields=["requerant", "demande"], name="avis_affectation_requerant"),
                            models.Index(fields=["gestionnaire", "demande"], name="avis_affectation_gestion"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("statut", "proposee")),
                                fields=("demande", "specialiste"),
                                name="avis_affectation_unique",
                                violation_error_message="Cette demande est déjà proposée à ce spécialiste.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Apercu",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="aperçu chiffré")),
                        (
                            "affectation",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="apercu",
                                to="avis.affectation",
                                verbose_name="proposition",
                            ),
                        ),
                        (
                            "cle",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="acces.cle",
                                verbose_name="clé",
                            ),
                        ),
                        (
                            "requis",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "aperçu",
                        "verbose_name_plural": "aperçus",
                        "ordering": ["id"],
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
                                blank=True,
                                null=True,
                                verbose_name="minutes d’ouverture jusqu’à la prise en charge",
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
                        (
                            "est_a_temps",
                            models.BooleanField(default=False, verbose_name="répondue dans le délai"),
                        ),
                        (
                            "minutes_avis",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="minutes passées par le spécialiste"
                            ),
                        ),
                        (
                            "propositions",
                            models.PositiveSmallIntegerField(default=0, verbose_name="propositions"),
                        ),
                        ("refus", models.PositiveSmallIntegerField(default=0, verbose_name="refus")),
                        (
                            "expirations",
                            models.PositiveSmallIntegerField(
                                default=0, verbose_name="propositions sans réponse"
                            ),
                        ),
                        (
                            "complements",
                            models.PositiveSmallIntegerField(default=0, verbose_name="compléments demandés"),
                        ),
                        (
                            "est_cloturee",
                            models.BooleanField(default=False, verbose_name="clôturée par le praticien"),
                        ),
                        (
                            "est_sans_retour",
                            models.BooleanField(default=False, verbose_name="clôturée sans retour"),
                        ),
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
                        (
                            "est_consentie",
                            models.BooleanField(default=False, verbose_name="consentement enregistré"),
                        ),
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
                        "indexes": [
                            models.Index(fields=["gestionnaire", "date"], name="avis_fait_gestionnaire")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Attestation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("module", models.SlugField(max_length=40, verbose_name="module")),
                        ("version", models.PositiveSmallIntegerField(verbose_name="version du module")),
                        ("titre", models.CharField(max_length=120, verbose_name="titre")),
                        ("bonnes", models.PositiveSmallIntegerField(verbose_name="bonnes réponses")),
                        ("questions", models.PositiveSmallIntegerField(verbose_name="questions")),
                        ("date", models.DateField(verbose_name="obtenue le")),
                        ("date_expiration", models.DateField(verbose_name="valable jusqu’au")),
                        (
                            "agent",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="personne",
                            ),
                        ),
                        (
                            "gestionnaire",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation qui tient le réseau",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="organisation où elle exerce",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "attestation de formation",
                        "verbose_name_plural": "attestations de formation",
                        "ordering": ["-date", "-id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("bonnes__lte", models.F("questions"))),
                                name="avis_attestation_points",
                            ),
                            models.UniqueConstraint(
                                fields=("agent", "module", "date"), name="avis_attestation_unique"
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
                                choices=[
                                    ("prefere", "Je préfère"),
                                    ("evite", "J’évite"),
                                    ("jamais", "Jamais"),
                                ],
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
                            models.CheckConstraint(
                                condition=models.Q(("jour__lte", 6)), name="avis_souhait_jour"
                            ),
                        ],
                    },
                ),
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
                            models.BooleanField(
                                default=True, verbose_name="avec un renfort à chaque demi-journée"
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("brouillon", "Brouillon"),
                                    ("publie", "Publié"),
                                    ("remplace", "Remplacé"),
                                ],
                                default="brouillon",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "est_optimal",
                            models.BooleanField(default=True, verbose_name="meilleur planning prouvé"),
                        ),
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
                            models.UniqueConstraint(
                                fields=("filiere", "version"), name="avis_planning_version"
                            ),
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
                            models.Index(
                                fields=["gestionnaire", "horodatage_debut"], name="avis_garde_gestionnaire"
                            ),
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
                            models.Index(
                                fields=["exercice_destinataire", "statut"], name="avis_echange_destin"
                            ),
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
                                        ("contre__isnull", False),
                                        ("destinataire__isnull", False),
                                        ("genre", "troc"),
                                    ),
                                    _connector="OR",
                                ),
                                name="avis_echange_genre",
                            ),
                        ],
                    },
                ),
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
                        (
                            "motif",
                            models.CharField(blank=True, max_length=500, verbose_name="motif de la décision"),
                        ),
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
                        (
                            "est_responsable",
                            models.BooleanField(default=False, verbose_name="conduit le projet"),
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
                        (
                            "participants",
                            models.TextField(blank=True, max_length=1000, verbose_name="participants"),
                        ),
                        (
                            "decisions",
                            models.TextField(blank=True, max_length=4000, verbose_name="décisions"),
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
                        (
                            "demi_journees",
                            models.PositiveSmallIntegerField(verbose_name="demi-journées de garde"),
                        ),
                        (
                            "heures",
                            models.DecimalField(
                                decimal_places=2, max_digits=6, verbose_name="heures de garde"
                            ),
                        ),
                        (
                            "taux_horaire",
                            models.DecimalField(
                                decimal_places=2, default=0, max_digits=6, verbose_name="taux horaire"
                            ),
                        ),
                        (
                            "montant_actes",
                            models.DecimalField(
                                decimal_places=2, max_digits=9, verbose_name="montant des actes"
                            ),
                        ),
                        (
                            "montant_vacations",
                            models.DecimalField(
                                decimal_places=2, max_digits=9, verbose_name="montant des vacations"
                            ),
                        ),
                        (
                            "est_a_confirmer",
                            models.BooleanField(default=False, verbose_name="montants à confirmer"),
                        ),
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
                            models.CheckConstraint(
                                condition=models.Q(("mois__day", 1)), name="avis_releve_mois"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Avis",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(default=1, verbose_name="rang")),
                        (
                            "conclusion",
                            models.CharField(
                                choices=[
                                    ("confirme", "Je confirme votre conduite"),
                                    ("conduite", "Je propose une autre conduite"),
                                    ("examens", "Des examens d’abord"),
                                    ("traitement", "Traitement à mettre en place"),
                                    ("consultation", "Consultation spécialisée, sans urgence"),
                                    ("consultation_rapide", "Consultation spécialisée rapide"),
                                    ("urgences", "Urgences maintenant"),
                                ],
                                max_length=40,
                                verbose_name="conclusion",
                            ),
                        ),
                        (
                            "certitude",
                            models.CharField(
                                choices=[
                                    ("elevee", "Élevée"),
                                    ("moyenne", "Moyenne"),
                                    ("faible", "Faible : à réévaluer"),
                                ],
                                max_length=40,
                                verbose_name="certitude",
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="réponse chiffrée")),
                        ("minutes", models.PositiveSmallIntegerField(verbose_name="minutes passées")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="donnée le"),
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
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="avis",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "specialiste",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="avis.specialiste",
                                verbose_name="spécialiste",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "avis",
                        "verbose_name_plural": "avis",
                        "ordering": ["demande_id", "rang"],
                        "indexes": [
                            models.Index(fields=["requerant", "demande"], name="avis_avis_requerant"),
                            models.Index(fields=["requis", "-horodatage"], name="avis_avis_requis"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(fields=("demande", "rang"), name="avis_avis_unique"),
                            models.CheckConstraint(
                                condition=models.Q(("minutes__range", (1, 480))),
                                name="avis_avis_minutes",
                                violation_error_message="Indiquez le temps passé, en minutes.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Adressage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("discipline", models.CharField(max_length=120, verbose_name="auprès de")),
                        (
                            "delai",
                            models.CharField(
                                choices=[
                                    ("immediat", "Immédiatement"),
                                    ("semaine", "Sous une semaine"),
                                    ("mois", "Sous un mois"),
                                    ("trimestre", "Sous trois mois"),
                                ],
                                max_length=40,
                                verbose_name="délai",
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("a_organiser", "À organiser"),
                                    ("pris", "Rendez-vous pris"),
                                    ("honore", "Honoré"),
                                    ("non_honore", "Non honoré"),
                                    ("abandonne", "Abandonné"),
                                ],
                                default="a_organiser",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "date_rendez_vous",
                            models.DateField(blank=True, null=True, verbose_name="rendez-vous le"),
                        ),
                        (
                            "horodatage_statut",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="état du"),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                            "avis",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adressage",
                                to="avis.avis",
                                verbose_name="avis",
                            ),
                        ),
                        (
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="adressages",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "adressage",
                        "verbose_name_plural": "adressages",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["requerant", "statut"], name="avis_adressage_requerant"),
                            models.Index(fields=["requis"], name="avis_adressage_requis"),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cloture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "apport",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("confirme", "Il a confirmé ce que je pensais faire"),
                                    ("nouveau", "Il m’a fait faire autrement, ou davantage"),
                                    ("peu_utile", "Il m’a peu aidé"),
                                    ("sans_effet", "Il n’a rien changé"),
                                ],
                                max_length=40,
                                verbose_name="la réponse",
                            ),
                        ),
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
                                verbose_name="la consultation avec un spécialiste",
                            ),
                        ),
                        (
                            "valeur_patient",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("5", "5, très grand"),
                                    ("4", "4"),
                                    ("3", "3"),
                                    ("2", "2"),
                                    ("1", "1, nul"),
                                ],
                                max_length=40,
                                verbose_name="apport pour le patient",
                            ),
                        ),
                        (
                            "valeur_praticien",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("5", "5, très grand"),
                                    ("4", "4"),
                                    ("3", "3"),
                                    ("2", "2"),
                                    ("1", "1, nul"),
                                ],
                                max_length=40,
                                verbose_name="apport pour vous",
                            ),
                        ),
                        (
                            "est_patient_informe",
                            models.BooleanField(default=False, verbose_name="le patient connaît la réponse"),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="commentaire chiffré")),
                        ("est_automatique", models.BooleanField(default=False, verbose_name="sans retour")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="clôturée le"
                            ),
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
                            "avis",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="cloture",
                                to="avis.avis",
                                verbose_name="avis",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                            "demande",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="clotures",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "clôture",
                        "verbose_name_plural": "clôtures",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["requerant", "demande"], name="avis_cloture_requerant"),
                            models.Index(fields=["requis", "demande"], name="avis_cloture_requis"),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_automatique", True),
                                    models.Q(
                                        models.Q(("apport", ""), _negated=True),
                                        models.Q(("suite", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="avis_cloture_dite",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Suivi",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_prevue", models.DateField(verbose_name="prévu le")),
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
                                verbose_name="recours du patient",
                            ),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(blank=True, null=True, verbose_name="répondu le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="auteur",
                            ),
                        ),
                        (
                            "demande",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="suivi",
                                to="avis.demande",
                                verbose_name="demande",
                            ),
                        ),
                        (
                            "requerant",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="exercice du demandeur",
                            ),
                        ),
                        (
                            "requis",
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
                    ],
                    options={
                        "verbose_name": "suivi à trente jours",
                        "verbose_name_plural": "suivis à trente jours",
                        "ordering": ["date_prevue", "id"],
                        "indexes": [
                            models.Index(fields=["requerant", "date_prevue"], name="avis_suivi_requerant"),
                            models.Index(fields=["requis"], name="avis_suivi_requis"),
                        ],
                    },
                ),
            ],
        ),
    ]
