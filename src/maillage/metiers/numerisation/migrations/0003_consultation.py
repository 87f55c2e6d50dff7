"""Incidents, doors broken open, objections, copies, destructions, the plan."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import maillage.commun.migrations


class Migration(migrations.Migration):
    dependencies = [
        ("acces", "0005_droit_detenu"),
        ("annuaire", "0006_sante_travail"),
        ("numerisation", "0002_murs"),
    ]

    operations = [
        maillage.commun.migrations.CreerTables(
            operations=[
                migrations.CreateModel(
                    name="Destruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("demandee", "À approuver par une seconde personne"),
                                    ("approuvee", "Approuvée, à exécuter"),
                                    ("faite", "Papier détruit"),
                                    ("abandonnee", "Abandonnée"),
                                ],
                                default="demandee",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("nombre", models.PositiveIntegerField(verbose_name="dossiers")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="demandée le"
                            ),
                        ),
                        (
                            "horodatage_approbation",
                            models.DateTimeField(blank=True, null=True, verbose_name="approuvée le"),
                        ),
                        (
                            "date_execution",
                            models.DateField(blank=True, null=True, verbose_name="exécutée le"),
                        ),
                        (
                            "methode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("broyage", "Broyage"),
                                    ("incineration", "Incinération"),
                                    ("pilon", "Mise au pilon sous scellé"),
                                ],
                                max_length=40,
                                verbose_name="méthode",
                            ),
                        ),
                        (
                            "executant",
                            models.CharField(blank=True, max_length=120, verbose_name="exécutée par"),
                        ),
                        (
                            "poids_kg",
                            models.PositiveIntegerField(blank=True, null=True, verbose_name="poids (kg)"),
                        ),
                        (
                            "motif_abandon",
                            models.CharField(blank=True, max_length=300, verbose_name="motif de l’abandon"),
                        ),
                        (
                            "approbateur",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="approuvée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "demandeur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="demandée par",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "destruction",
                        "verbose_name_plural": "destructions",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "etat", "-id"], name="numerisation_destruction_c")
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("approbateur", None),
                                    models.Q(("approbateur", models.F("demandeur")), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_deux",
                                violation_error_message="La même personne ne peut demander et approuver.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat__in", ["approuvee", "faite"]), _negated=True),
                                    models.Q(
                                        ("approbateur__isnull", False),
                                        ("horodatage_approbation__isnull", False),
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_approuvee",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "faite"), _negated=True),
                                    models.Q(
                                        ("date_execution__isnull", False),
                                        ("poids_kg__gt", 0),
                                        models.Q(("methode", ""), _negated=True),
                                        models.Q(("executant", ""), _negated=True),
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_faite",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "abandonnee"), _negated=True),
                                    models.Q(("motif_abandon", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_destruction_abandon",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Incident",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "objet_type",
                            models.CharField(blank=True, max_length=60, verbose_name="genre de l’objet"),
                        ),
                        ("objet_id", models.BigIntegerField(blank=True, null=True, verbose_name="objet")),
                        (
                            "objet_libelle",
                            models.CharField(blank=True, max_length=120, verbose_name="sur quoi"),
                        ),
                        (
                            "objet_url",
                            models.CharField(blank=True, max_length=200, verbose_name="page de l’objet"),
                        ),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("perte", "Dossier ou boîte perdus"),
                                    ("personne", "Erreur de personne"),
                                    ("fuite", "Divulgation, accès indu"),
                                    ("scelle", "Scellé de boîte brisé ou absent"),
                                    ("ecart", "Écart de comptage"),
                                    ("degradation", "Papier abîmé"),
                                    ("illisible", "Page illisible ou manquante"),
                                    ("retard", "Retard"),
                                    ("autre", "Autre"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "gravite",
                            models.CharField(
                                choices=[
                                    ("mineure", "Mineure"),
                                    ("majeure", "Majeure"),
                                    ("critique", "Critique"),
                                ],
                                max_length=40,
                                verbose_name="gravité",
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[("ouvert", "Ouvert"), ("clos", "Clos")],
                                default="ouvert",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        (
                            "qualification",
                            models.CharField(
                                choices=[
                                    ("sans_objet", "Sans donnée personnelle en cause"),
                                    ("a_qualifier", "À qualifier par le DPO"),
                                    ("aucune", "Pas une violation de données"),
                                    ("sans_risque", "Violation sans risque : consignée au registre"),
                                    ("a_notifier", "Violation à notifier à l’autorité de contrôle"),
                                    ("notifiee", "Violation notifiée à l’autorité de contrôle"),
                                ],
                                max_length=40,
                                verbose_name="données personnelles",
                            ),
                        ),
                        (
                            "est_automatique",
                            models.BooleanField(default=False, verbose_name="ouvert par le comptage"),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="récit chiffré")),
                        ("date", models.DateField(verbose_name="ouvert le")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="signalé le"
                            ),
                        ),
                        (
                            "horodatage_connaissance",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="connu le"),
                        ),
                        (
                            "horodatage_notification",
                            models.DateTimeField(
                                blank=True, null=True, verbose_name="notifié à l’autorité le"
                            ),
                        ),
                        (
                            "horodatage_cloture",
                            models.DateTimeField(blank=True, null=True, verbose_name="clos le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="signalé par",
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
                            "dossier",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="incidents",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre ou service",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire en cause",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "incident",
                        "verbose_name_plural": "incidents",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(
                                fields=["organisation", "etat", "-id"], name="numerisation_incident_org"
                            ),
                            models.Index(fields=["prestataire", "etat"], name="numerisation_incident_presta"),
                            models.Index(
                                fields=["objet_type", "objet_id"], name="numerisation_incident_objet"
                            ),
                            models.Index(
                                condition=models.Q(("etat", "ouvert")),
                                fields=["-id"],
                                name="numerisation_incident_ouvert",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "ouvert"), ("horodatage_cloture", None)),
                                    models.Q(("etat", "clos"), ("horodatage_cloture__isnull", False)),
                                    _connector="OR",
                                ),
                                name="numerisation_incident_clos",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("etat", "clos"), _negated=True),
                                    models.Q(
                                        ("qualification__in", frozenset(["a_notifier", "a_qualifier"])),
                                        _negated=True,
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_incident_qualifie",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    models.Q(("qualification", "notifiee"), _negated=True),
                                    ("horodatage_notification__isnull", False),
                                    _connector="OR",
                                ),
                                name="numerisation_incident_notifie",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="ActionCorrective",
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
                                    ("immediate", "Immédiate : arrêter les effets"),
                                    ("corrective", "Corrective : supprimer la cause"),
                                    ("preventive", "Préventive : éviter que cela revienne"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        ("libelle", models.CharField(max_length=300, verbose_name="action")),
                        ("responsable", models.CharField(max_length=120, verbose_name="par qui")),
                        ("date_echeance", models.DateField(verbose_name="pour le")),
                        ("date_fait", models.DateField(blank=True, null=True, verbose_name="faite le")),
                        ("est_efficace", models.BooleanField(blank=True, null=True, verbose_name="efficace")),
                        (
                            "organisation",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre ou service",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire en cause",
                            ),
                        ),
                        (
                            "incident",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="actions",
                                to="numerisation.incident",
                                verbose_name="incident",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "action corrective",
                        "verbose_name_plural": "actions correctives",
                        "ordering": ["date_echeance", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(("date_fait", None)),
                                fields=["organisation", "date_echeance"],
                                name="numerisation_action_ouverte",
                            )
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("est_efficace", None), ("date_fait__isnull", False), _connector="OR"
                                ),
                                name="numerisation_action_verifiee",
                                violation_error_message="Une action se vérifie une fois faite.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="LigneDestruction",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "empreinte",
                            models.CharField(max_length=64, verbose_name="empreinte de la copie scellée"),
                        ),
                        ("est_abandonnee", models.BooleanField(default=False, verbose_name="abandonnée")),
                        (
                            "boite",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.boite",
                                verbose_name="boîte",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "destruction",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="lignes",
                                to="numerisation.destruction",
                                verbose_name="destruction",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "dossier à détruire",
                        "verbose_name_plural": "dossiers à détruire",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["centre"], name="numerisation_ligne_centre")],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("est_abandonnee", False)),
                                fields=("dossier",),
                                name="numerisation_ligne_unique",
                                violation_error_message="La destruction de ce dossier est déjà demandée.",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Opposition",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "portion",
                            models.CharField(
                                choices=[
                                    (
                                        "premiere",
                                        "Accès du médecin praticien correspondant et des professionnels du service",
                                    ),
                                    (
                                        "autres_services",
                                        "Accès d’un autre service de prévention et de santé au travail",
                                    ),
                                    ("transfert", "Transfert du dossier au nouveau service"),
                                ],
                                max_length=40,
                                verbose_name="s’oppose à",
                            ),
                        ),
                        ("date", models.DateField(verbose_name="dite le")),
                        ("date_levee", models.DateField(blank=True, null=True, verbose_name="levée le")),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="recueillie par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="oppositions",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "opposition",
                        "verbose_name_plural": "oppositions",
                        "ordering": ["-date", "-id"],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("date_levee", None)),
                                fields=("dossier", "portion"),
                                name="numerisation_opposition_unique",
                                violation_error_message="Cette opposition est déjà enregistrée.",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_levee", None),
                                    ("date_levee__gte", models.F("date")),
                                    _connector="OR",
                                ),
                                name="numerisation_opposition_dates",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Porte",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("motif", models.CharField(max_length=300, verbose_name="motif")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="ouverte le"
                            ),
                        ),
                        ("horodatage_fin", models.DateTimeField(verbose_name="refermée le")),
                        ("date", models.DateField(verbose_name="jour")),
                        (
                            "avis",
                            models.CharField(
                                choices=[
                                    ("a_examiner", "À examiner"),
                                    ("justifie", "Justifié"),
                                    ("injustifie", "Non justifié"),
                                ],
                                default="a_examiner",
                                max_length=40,
                                verbose_name="avis du DPO",
                            ),
                        ),
                        (
                            "commentaire",
                            models.CharField(blank=True, max_length=500, verbose_name="commentaire du DPO"),
                        ),
                        (
                            "horodatage_avis",
                            models.DateTimeField(blank=True, null=True, verbose_name="examinée le"),
                        ),
                        (
                            "agent",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="ouverte par",
                            ),
                        ),
                        (
                            "auteur_avis",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="examinée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre du dossier",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="portes",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "accès d’exception",
                        "verbose_name_plural": "accès d’exception",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="numerisation_porte_centre"),
                            models.Index(
                                fields=["agent", "dossier", "horodatage_fin"], name="numerisation_porte_agent"
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("horodatage_fin__gt", models.F("horodatage"))),
                                name="numerisation_porte_duree",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("avis", "a_examiner"),
                                    models.Q(
                                        ("auteur_avis__isnull", False), ("horodatage_avis__isnull", False)
                                    ),
                                    _connector="OR",
                                ),
                                name="numerisation_porte_examinee",
                            ),
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("auteur_avis", None),
                                    models.Q(("auteur_avis", models.F("agent")), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_porte_tiers",
                                violation_error_message="Nul n’examine son propre accès.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Cadence",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("semaine", models.DateField(verbose_name="semaine du")),
                        ("prevu", models.PositiveIntegerField(verbose_name="dossiers prévus")),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "cadence",
                        "verbose_name_plural": "cadences",
                        "ordering": ["semaine", "centre_id"],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("centre", "semaine"), name="numerisation_cadence_unique"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("semaine__iso_week_day", 1)),
                                name="numerisation_cadence_lundi",
                                violation_error_message="Une semaine est désignée par son lundi.",
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Copie",
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
                                    ("salarie", "Copie pour le salarié"),
                                    ("ayant_droit", "Copie pour un ayant droit"),
                                    ("transfert", "Transfert au nouveau service"),
                                ],
                                max_length=40,
                                verbose_name="genre",
                            ),
                        ),
                        ("contenu", models.TextField(blank=True, verbose_name="destinataire chiffré")),
                        (
                            "mode",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("main", "En main propre"),
                                    ("poste", "Par courrier recommandé"),
                                    ("messagerie", "Par messagerie sécurisée de santé"),
                                ],
                                max_length=40,
                                verbose_name="remise",
                            ),
                        ),
                        ("date_demande", models.DateField(verbose_name="demandée le")),
                        ("date_limite", models.DateField(verbose_name="à remettre avant le")),
                        ("date_remise", models.DateField(blank=True, null=True, verbose_name="remise le")),
                        (
                            "empreinte",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="empreinte de ce qui est remis"
                            ),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="enregistrée par",
                            ),
                        ),
                        (
                            "centre",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="centre",
                            ),
                        ),
                        (
                            "dossier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="copies",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "copie remise",
                        "verbose_name_plural": "copies remises",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["centre", "-id"], name="numerisation_copie_centre"),
                            models.Index(
                                condition=models.Q(("date_remise", None)),
                                fields=["centre", "date_limite"],
                                name="numerisation_copie_due",
                            ),
                        ],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(
                                    ("date_remise", None),
                                    models.Q(("mode", ""), _negated=True),
                                    _connector="OR",
                                ),
                                name="numerisation_copie_remise",
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
