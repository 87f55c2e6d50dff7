"""The tables of forensic medicine."""

import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from maillage.commun.migrations import CreerTables
from maillage.metiers.medecine_legale.models import ChoixReference


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("annuaire", "0003_types_protection"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("documents", "0002_protections"),
        ("echanges", "0002_lignes_sans_contrainte"),
    ]

    operations = [
        CreerTables(
            [
                migrations.CreateModel(
                    name="ProfilActe",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("code", models.SlugField(max_length=30, unique=True, verbose_name="code")),
                        ("libelle", models.CharField(max_length=100, verbose_name="libellé")),
                        ("ordre", models.PositiveSmallIntegerField(default=100, verbose_name="ordre")),
                        (
                            "facultatifs",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=[
                                        ("types_examen", "types_examen"),
                                        ("lieu", "lieu"),
                                        ("age", "age"),
                                        ("genre", "genre"),
                                        ("natures_violence", "natures_violence"),
                                        ("contextes_violence", "contextes_violence"),
                                        ("cause_deces", "cause_deces"),
                                        ("examens", "examens"),
                                        ("duree", "duree"),
                                        ("distance", "distance"),
                                    ],
                                    max_length=30,
                                ),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="champs facultatifs",
                            ),
                        ),
                        (
                            "distance_si",
                            models.CharField(
                                blank=True, max_length=30, verbose_name="distance demandée seulement pour"
                            ),
                        ),
                        (
                            "absence",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("rendez_vous_non_honore", "Rendez-vous non honoré"),
                                    ("personne_absente", "Personne non présentée"),
                                ],
                                max_length=30,
                                verbose_name="absence possible",
                            ),
                        ),
                        (
                            "admet_recueil",
                            models.BooleanField(
                                default=False, verbose_name="admet un recueil de preuves sans plainte"
                            ),
                        ),
                        ("date_debut", models.DateField(blank=True, null=True, verbose_name="à partir du")),
                        (
                            "date_fin",
                            models.DateField(blank=True, null=True, verbose_name="jusqu’au (inclus)"),
                        ),
                    ],
                    options={
                        "verbose_name": "profil d’acte",
                        "verbose_name_plural": "profils d’acte",
                        "ordering": ["ordre", "id"],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin__isnull", True),
                                    ("date_debut__isnull", True),
                                    ("date_fin__gte", models.F("date_debut")),
                                    _connector="OR",
                                ),
                                name="medecine_legale_profil_periode",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValeurReference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "champ",
                            models.CharField(
                                choices=[
                                    ("types_examen", "Types d’examen"),
                                    ("lieu", "Lieux"),
                                    ("age", "Âges"),
                                    ("genre", "Genres"),
                                    ("natures_violence", "Natures de violence"),
                                    ("contextes_violence", "Contextes de violence"),
                                    ("cause_deces", "Causes du décès"),
                                    ("examens", "Examens complémentaires"),
                                    ("duree", "Durées"),
                                    ("distance", "Distances"),
                                    ("attentat", "Attentats"),
                                ],
                                max_length=30,
                                verbose_name="liste",
                            ),
                        ),
                        ("code", models.SlugField(max_length=60, verbose_name="code")),
                        ("libelle", models.CharField(max_length=150, verbose_name="libellé")),
                        ("ordre", models.PositiveSmallIntegerField(default=100, verbose_name="ordre")),
                        (
                            "est_reservee",
                            models.BooleanField(
                                default=False, verbose_name="réservée aux instituts médico-légaux"
                            ),
                        ),
                        ("date_debut", models.DateField(blank=True, null=True, verbose_name="à partir du")),
                        (
                            "date_fin",
                            models.DateField(blank=True, null=True, verbose_name="jusqu’au (inclus)"),
                        ),
                    ],
                    options={
                        "verbose_name": "valeur de référence",
                        "verbose_name_plural": "valeurs de référence",
                        "ordering": ["champ", "ordre", "id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("champ", "code"),
                                name="medecine_legale_valeur_unique",
                                violation_error_message="Ce code existe déjà dans cette liste.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin__isnull", True),
                                    ("date_debut__isnull", True),
                                    ("date_fin__gte", models.F("date_debut")),
                                    _connector="OR",
                                ),
                                name="medecine_legale_valeur_periode",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ValeurProfil",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_debut", models.DateField(blank=True, null=True, verbose_name="à partir du")),
                        (
                            "date_fin",
                            models.DateField(blank=True, null=True, verbose_name="jusqu’au (inclus)"),
                        ),
                        (
                            "profil",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="autorisations",
                                to="medecine_legale.profilacte",
                            ),
                        ),
                        (
                            "valeur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="autorisations",
                                to="medecine_legale.valeurreference",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "valeur d’un profil",
                        "verbose_name_plural": "valeurs des profils",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("date_fin", None)),
                                fields=("profil", "valeur"),
                                name="medecine_legale_valeur_profil_ouverte",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_fin__isnull", True),
                                    ("date_debut__isnull", True),
                                    ("date_fin__gte", models.F("date_debut")),
                                    _connector="OR",
                                ),
                                name="medecine_legale_valeur_profil_periode",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VersionReference",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("jeton", models.UUIDField(default=uuid.uuid4, verbose_name="version")),
                    ],
                    options={
                        "verbose_name": "version des listes",
                        "verbose_name_plural": "versions des listes",
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
                        (
                            "numero_pv",
                            models.CharField(max_length=60, verbose_name="numéro de procès-verbal"),
                        ),
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
                        (
                            "date_limite",
                            models.DateField(blank=True, null=True, verbose_name="à rendre avant le"),
                        ),
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
                        (
                            "horodatage_purge",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="données effacées le"
                            ),
                        ),
                        (
                            "version_mission",
                            models.PositiveSmallIntegerField(
                                db_default=0, default=0, verbose_name="version de la mission"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "réquisition",
                        "verbose_name_plural": "réquisitions",
                        "ordering": ["-date_requisition", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["structure", "-date_requisition", "-id"], name="requisition_liste"
                            ),
                            models.Index(
                                fields=["-date_requisition", "-id"], name="requisition_liste_nationale"
                            ),
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
                    name="MissionRequisition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("contenu", models.TextField(verbose_name="contenu chiffré")),
                        (
                            "cle",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="acces.cle"
                            ),
                        ),
                        (
                            "requisition",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="texte_mission",
                                to="medecine_legale.requisition",
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
                        "verbose_name": "mission d’une réquisition",
                        "verbose_name_plural": "missions des réquisitions",
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
                            models.BooleanField(
                                default=False, verbose_name="recueil de preuves sans plainte"
                            ),
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
                                blank=True,
                                editable=False,
                                max_length=60,
                                verbose_name="numéro de procès-verbal",
                            ),
                        ),
                        ("cle_interne", models.CharField(db_collation="C", editable=False, max_length=60)),
                        (
                            "cle_suite",
                            models.CharField(blank=True, db_collation="C", editable=False, max_length=60),
                        ),
                        (
                            "cle_pv",
                            models.CharField(blank=True, db_collation="C", editable=False, max_length=60),
                        ),
                        (
                            "profil",
                            models.CharField(
                                choices=ChoixReference("profil"), max_length=30, verbose_name="profil"
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
                        (
                            "heure_debut",
                            models.TimeField(blank=True, null=True, verbose_name="heure de début"),
                        ),
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
                                    choices=ChoixReference("types_examen"), max_length=30
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
                                base_field=models.CharField(choices=ChoixReference("examens"), max_length=30),
                                blank=True,
                                default=list,
                                size=None,
                                verbose_name="examens complémentaires",
                            ),
                        ),
                        (
                            "lieu",
                            models.CharField(
                                blank=True, choices=ChoixReference("lieu"), max_length=30, verbose_name="lieu"
                            ),
                        ),
                        (
                            "age",
                            models.CharField(
                                blank=True, choices=ChoixReference("age"), max_length=30, verbose_name="âge"
                            ),
                        ),
                        (
                            "genre",
                            models.CharField(
                                blank=True,
                                choices=ChoixReference("genre"),
                                max_length=30,
                                verbose_name="genre",
                            ),
                        ),
                        (
                            "natures_violence",
                            django.contrib.postgres.fields.ArrayField(
                                base_field=models.CharField(
                                    choices=ChoixReference("natures_violence"), max_length=30
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
                                    choices=ChoixReference("contextes_violence"), max_length=30
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
                                choices=ChoixReference("cause_deces"),
                                max_length=30,
                                verbose_name="cause du décès",
                            ),
                        ),
                        (
                            "duree",
                            models.CharField(
                                blank=True,
                                choices=ChoixReference("duree"),
                                max_length=30,
                                verbose_name="durée",
                            ),
                        ),
                        (
                            "distance",
                            models.CharField(
                                blank=True,
                                choices=ChoixReference("distance"),
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
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actes_medico_legaux",
                                to="annuaire.organisation",
                                verbose_name="structure",
                            ),
                        ),
                        (
                            "requisition",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actes",
                                to="medecine_legale.requisition",
                                verbose_name="réquisition",
                            ),
                        ),
                        (
                            "attentat",
                            models.CharField(
                                blank=True,
                                choices=ChoixReference("attentat"),
                                db_default="",
                                default="",
                                max_length=60,
                                verbose_name="attentat",
                            ),
                        ),
                        (
                            "reseau",
                            models.CharField(
                                choices=[
                                    ("structure", "Structure hospitalière"),
                                    ("proximite", "Réseau de proximité"),
                                ],
                                db_default="structure",
                                default="structure",
                                max_length=30,
                                verbose_name="réseau",
                            ),
                        ),
                        (
                            "second_praticien",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                help_text="Une autopsie faite à deux est un seul acte.",
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.personne",
                                verbose_name="second praticien",
                            ),
                        ),
                        (
                            "date_requisition",
                            models.DateField(
                                blank=True, editable=False, null=True, verbose_name="date de la réquisition"
                            ),
                        ),
                        (
                            "horodatage_purge",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="données effacées le"
                            ),
                        ),
                        (
                            "juridiction",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                editable=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="juridiction",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acte médico-légal",
                        "verbose_name_plural": "actes médico-légaux",
                        "ordering": ["-date_examen", "-id"],
                        "indexes": [
                            models.Index(fields=["structure", "-date_examen", "-id"], name="acte_liste"),
                            models.Index(fields=["-date_examen", "-id"], name="acte_liste_nationale"),
                            models.Index(fields=["cle_interne", "structure"], name="acte_numero_interne"),
                            models.Index(
                                condition=models.Q(("cle_suite", ""), _negated=True),
                                fields=["cle_suite", "structure"],
                                name="acte_suite",
                            ),
                            models.Index(
                                condition=models.Q(("cle_pv", ""), _negated=True),
                                fields=["cle_pv", "structure"],
                                name="acte_pv",
                            ),
                            models.Index(fields=["requerant", "-date_examen", "-id"], name="acte_requerant"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("est_annule", False)),
                                fields=("structure", "cle_interne"),
                                name="medecine_legale_acte_unique",
                                violation_error_message="Ce numéro interne désigne déjà un acte de votre structure.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("second_praticien__isnull", True),
                                    models.Q(("second_praticien", models.F("praticien")), _negated=True),
                                    _connector="OR",
                                ),
                                name="medecine_legale_acte_second_praticien",
                                violation_error_message="Le second praticien est une autre personne que le premier.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("reseau__in", ["structure", "proximite"])),
                                name="medecine_legale_acte_reseau",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_hors_requisition", False),
                                    ("requisition__isnull", True),
                                    _connector="OR",
                                ),
                                name="medecine_legale_acte_hors_requisition",
                            ),
                        ],
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
                    name="ModeleCertificat",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("titre", models.CharField(max_length=120, verbose_name="titre")),
                        (
                            "entete",
                            models.CharField(blank=True, max_length=300, verbose_name="mention d’en-tête"),
                        ),
                        ("blocs", models.JSONField(verbose_name="blocs")),
                        ("date_debut", models.DateField(verbose_name="en vigueur à partir du")),
                        (
                            "horodatage_creation",
                            models.DateTimeField(auto_now_add=True, verbose_name="publié le"),
                        ),
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
                            models.CharField(
                                blank=True, max_length=300, verbose_name="motif de la nouvelle version"
                            ),
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
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="documents.documentproduit",
                                verbose_name="document",
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
                            models.EmailField(
                                blank=True, max_length=254, verbose_name="adresse électronique"
                            ),
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
                        (
                            "tentatives",
                            models.PositiveSmallIntegerField(default=0, verbose_name="codes faux"),
                        ),
                        (
                            "nombre_ouvertures",
                            models.PositiveIntegerField(default=0, verbose_name="ouvertures"),
                        ),
                        (
                            "horodatage_ouverture",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="ouvert la première fois le"
                            ),
                        ),
                        (
                            "horodatage_revocation",
                            models.DateTimeField(blank=True, null=True, verbose_name="révoqué le"),
                        ),
                        (
                            "motif_revocation",
                            models.CharField(
                                blank=True, max_length=300, verbose_name="motif de la révocation"
                            ),
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
                    name="EffacementConservation",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_borne", models.DateField(verbose_name="données antérieures au")),
                        ("nombre_actes", models.PositiveIntegerField(default=0, verbose_name="actes")),
                        (
                            "nombre_identites",
                            models.PositiveIntegerField(default=0, verbose_name="parties nominatives"),
                        ),
                        (
                            "nombre_requisitions",
                            models.PositiveIntegerField(default=0, verbose_name="réquisitions"),
                        ),
                        ("nombre_fichiers", models.PositiveIntegerField(default=0, verbose_name="fichiers")),
                        (
                            "nombre_evenements",
                            models.PositiveIntegerField(default=0, verbose_name="événements du journal"),
                        ),
                        (
                            "horodatage_debut",
                            models.DateTimeField(auto_now_add=True, verbose_name="commencé le"),
                        ),
                        (
                            "horodatage_fin",
                            models.DateTimeField(blank=True, null=True, verbose_name="achevé le"),
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
                        "verbose_name": "effacement en fin de conservation",
                        "verbose_name_plural": "effacements en fin de conservation",
                        "ordering": ["-date_borne", "structure_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("horodatage_fin", None)),
                                fields=("structure", "date_borne"),
                                name="medecine_legale_effacement_en_cours",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EditionOuverte",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_fin", models.DateField(unique=True, verbose_name="dernier mois")),
                        ("fichier", models.CharField(max_length=200, verbose_name="emplacement")),
                        ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256")),
                        ("taille", models.PositiveIntegerField(verbose_name="taille")),
                        ("nombre_lignes", models.PositiveIntegerField(verbose_name="lignes")),
                        ("horodatage", models.DateTimeField(verbose_name="publié le")),
                    ],
                    options={
                        "verbose_name": "édition de données ouvertes",
                        "verbose_name_plural": "éditions de données ouvertes",
                        "ordering": ["-date_fin"],
                    },
                ),
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
                        (
                            "rang",
                            models.PositiveSmallIntegerField(default=0, verbose_name="nombre de signatures"),
                        ),
                        (
                            "empreinte",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="empreinte des valeurs signées"
                            ),
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
                            models.UniqueConstraint(
                                fields=("structure", "mois"), name="medecine_legale_mois_unique"
                            ),
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
                        "indexes": [
                            models.Index(fields=["structure", "mois"], name="effectif_structure_mois")
                        ],
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
                        (
                            "horodatage_cloture",
                            models.DateTimeField(blank=True, null=True, verbose_name="clos le"),
                        ),
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
                                    models.Q(
                                        ("auteur_cloture__isnull", True), ("horodatage_cloture__isnull", True)
                                    ),
                                    models.Q(
                                        ("auteur_cloture__isnull", False),
                                        ("horodatage_cloture__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="medecine_legale_exercice_cloture",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="FinancementStructure",
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
                                choices=[("dotation", "Dotation annuelle"), ("a_l_acte", "À l’acte")],
                                max_length=20,
                                verbose_name="mode de financement",
                            ),
                        ),
                        ("date_debut", models.DateField(verbose_name="à partir du")),
                        ("motif", models.CharField(max_length=500, verbose_name="motif")),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="fixé le")),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="fixé par",
                            ),
                        ),
                        (
                            "structure",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="financements_legaux",
                                to="annuaire.organisation",
                                verbose_name="structure",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mode de financement",
                        "verbose_name_plural": "modes de financement",
                        "ordering": ["-date_debut", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("structure", "date_debut"),
                                name="medecine_legale_financement_unique",
                                violation_error_message="Un mode de financement commence déjà ce jour-là.",
                            )
                        ],
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
                                choices=[
                                    ("simple", "Mémoire d’une réquisition"),
                                    ("groupe", "Bordereau groupé"),
                                ],
                                max_length=30,
                                verbose_name="nature",
                            ),
                        ),
                        ("mois", models.DateField(blank=True, null=True, verbose_name="mois")),
                        ("date_etablissement", models.DateField(verbose_name="établi le")),
                        (
                            "montant",
                            models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant"),
                        ),
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
                        (
                            "horodatage_purge",
                            models.DateTimeField(
                                blank=True, editable=False, null=True, verbose_name="pièce effacée le"
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "mémoire de frais",
                        "verbose_name_plural": "mémoires de frais",
                        "ordering": ["-date_etablissement", "-id"],
                        "indexes": [
                            models.Index(
                                fields=["structure", "-date_etablissement", "-id"], name="memoire_liste"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(
                                        ("mois__isnull", True),
                                        ("nature", "simple"),
                                        ("requisition__isnull", False),
                                    ),
                                    models.Q(
                                        ("mois__isnull", False),
                                        ("nature", "groupe"),
                                        ("requisition__isnull", True),
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
                                    models.Q(
                                        ("date_depot__isnull", True), ("motif", ""), ("statut", "etabli")
                                    ),
                                    models.Q(
                                        ("date_depot__isnull", False), ("motif", ""), ("statut", "depose")
                                    ),
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
                migrations.CreateModel(
                    name="ActeFacture",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "montant",
                            models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant"),
                        ),
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
                        (
                            "memoire",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="actes",
                                to="medecine_legale.memoire",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "acte facturé",
                        "verbose_name_plural": "actes facturés",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("est_libere", False)),
                                fields=("acte",),
                                name="medecine_legale_acte_facture_une_fois",
                                violation_error_message="Cet acte est déjà dans un mémoire.",
                            )
                        ],
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
                        (
                            "montant",
                            models.DecimalField(decimal_places=2, max_digits=10, verbose_name="montant"),
                        ),
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
                        (
                            "empreinte",
                            models.CharField(max_length=64, verbose_name="empreinte des actes déclarés"),
                        ),
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
                            models.Index(
                                fields=["structure", "-horodatage", "-id"], name="etat_activite_liste"
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("juridiction__isnull", False), ("nature", "juridiction")),
                                    models.Q(
                                        ("est_signe", True),
                                        ("juridiction__isnull", True),
                                        ("nature", "dotation"),
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
                migrations.CreateModel(
                    name="TableauAnnuel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("annee", models.PositiveSmallIntegerField(verbose_name="année")),
                        ("version", models.PositiveSmallIntegerField(verbose_name="version")),
                        ("est_en_vigueur", models.BooleanField(default=True, verbose_name="en vigueur")),
                        ("nom_fichier", models.CharField(max_length=200, verbose_name="fichier")),
                        ("empreinte", models.CharField(max_length=64, verbose_name="SHA-256 du fichier")),
                        ("horodatage", models.DateTimeField(auto_now_add=True, verbose_name="importé le")),
                        (
                            "auteur",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="importé par",
                            ),
                        ),
                        (
                            "importation",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="echanges.importation",
                                verbose_name="import",
                            ),
                        ),
                        (
                            "remplace",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="medecine_legale.tableauannuel",
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
                        "verbose_name": "tableau annuel",
                        "verbose_name_plural": "tableaux annuels",
                        "ordering": ["-annee", "structure_id", "-version"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("structure", "annee", "version"),
                                name="medecine_legale_tableau_version",
                            ),
                            models.UniqueConstraint(
                                condition=models.Q(("est_en_vigueur", True)),
                                fields=("structure", "annee"),
                                name="medecine_legale_tableau_en_vigueur",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("annee__gte", 1985), ("annee__lte", 2100)),
                                name="medecine_legale_tableau_annee",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LigneTableauAnnuel",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("date_debut", models.DateField(verbose_name="année")),
                        (
                            "rubrique",
                            models.CharField(
                                choices=[
                                    ("victimes", "Examens de victimes"),
                                    ("garde_a_vue", "Examens de personnes gardées à vue"),
                                    ("age_osseux", "Examens d’âge osseux"),
                                    ("autres_vivants", "Autres examens de personnes vivantes"),
                                    ("levees_corps", "Levées de corps"),
                                    ("examens_externes", "Examens externes de corps"),
                                    ("autopsies", "Autopsies"),
                                    ("autres_decedes", "Autres examens de personnes décédées"),
                                    ("assises", "Dépositions aux assises"),
                                    ("autres_missions", "Autres missions (dossiers, reconstitutions)"),
                                    ("biologie", "Quantité : biologie"),
                                    ("imagerie", "Quantité : imagerie"),
                                    ("toxicologie", "Quantité : toxicologie"),
                                    ("anatomopathologie", "Quantité : anatomopathologie"),
                                ],
                                max_length=30,
                                verbose_name="rubrique",
                            ),
                        ),
                        ("quantite", models.PositiveIntegerField(verbose_name="quantité")),
                        ("est_remplacee", models.BooleanField(default=False, verbose_name="remplacée")),
                        (
                            "structure",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                            ),
                        ),
                        (
                            "tableau",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="lignes",
                                to="medecine_legale.tableauannuel",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "ligne de tableau annuel",
                        "verbose_name_plural": "lignes de tableaux annuels",
                        "ordering": ["id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tableau", "rubrique"), name="medecine_legale_tableau_rubrique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("date_debut__day", 1), ("date_debut__month", 1)),
                                name="medecine_legale_tableau_janvier",
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
