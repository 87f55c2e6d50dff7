"""Lots, pages, control and proofs: their tables."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import maillage.commun.migrations


class Migration(migrations.Migration):
    dependencies = [
        ("annuaire", "0006_sante_travail"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("numerisation", "0004_consultation_murs"),
    ]

    operations = [
        maillage.commun.migrations.CreerTables(
            operations=[
                migrations.CreateModel(
                    name="Lot",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.CharField(max_length=60, verbose_name="numéro du prestataire")),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("annonce", "Annoncé"),
                                    ("rejete", "Rejeté à la réception"),
                                    ("recu", "Reçu, manifeste vérifié"),
                                    ("traite", "Lu et mis en PDF/A"),
                                    ("en_controle", "En contrôle"),
                                    ("accepte", "Accepté"),
                                    ("refuse", "Refusé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                ],
                                default="annonce",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        ("nombre_fichiers", models.PositiveIntegerField(default=0, verbose_name="dossiers")),
                        ("nombre_pages", models.PositiveIntegerField(default=0, verbose_name="pages")),
                        ("date_numerisation", models.DateField(verbose_name="date du manifeste")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="livré le"),
                        ),
                        (
                            "horodatage_reception",
                            models.DateTimeField(blank=True, null=True, verbose_name="reçu le"),
                        ),
                        (
                            "horodatage_verdict",
                            models.DateTimeField(blank=True, null=True, verbose_name="contrôlé le"),
                        ),
                        (
                            "horodatage_integration",
                            models.DateTimeField(blank=True, null=True, verbose_name="consultable depuis le"),
                        ),
                        (
                            "convention",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.convention",
                                verbose_name="convention",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "lot",
                        "verbose_name_plural": "lots",
                        "ordering": ["-id"],
                        "indexes": [
                            models.Index(fields=["service", "etat", "-id"], name="num_lot_service"),
                            models.Index(fields=["prestataire", "-id"], name="num_lot_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("prestataire", "numero"), name="numerisation_lot_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Jeton",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("racine", models.CharField(max_length=64, verbose_name="racine du lot")),
                        ("nombre", models.PositiveIntegerField(verbose_name="fichiers")),
                        ("jeton", models.TextField(verbose_name="jeton, en base 64")),
                        ("autorite", models.CharField(max_length=200, verbose_name="autorité")),
                        ("horodatage", models.DateTimeField(verbose_name="instant du jeton")),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="jeton",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "jeton d’horodatage",
                        "verbose_name_plural": "jetons d’horodatage",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["service"], name="num_jeton_service")],
                    },
                ),
                migrations.CreateModel(
                    name="Fichier",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        ("nom", models.CharField(max_length=130, verbose_name="fichier")),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("a_lire", "À lire"),
                                    ("lu", "Lu, en PDF/A"),
                                    ("illisible", "Lecture impossible"),
                                    ("remplace", "Remplacé par une nouvelle livraison"),
                                ],
                                default="a_lire",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("refus", models.CharField(blank=True, max_length=400, verbose_name="pourquoi")),
                        ("boite", models.CharField(max_length=40, verbose_name="boîte")),
                        ("pages_annoncees", models.PositiveIntegerField(verbose_name="pages")),
                        (
                            "pages_vierges",
                            models.JSONField(
                                blank=True, default=list, verbose_name="pages annoncées vierges"
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(max_length=64, verbose_name="empreinte du fichier livré"),
                        ),
                        ("taille", models.BigIntegerField(verbose_name="taille")),
                        ("numeriseur", models.CharField(max_length=60, verbose_name="numériseur")),
                        ("operateur", models.CharField(max_length=60, verbose_name="opérateur")),
                        ("resolution", models.PositiveSmallIntegerField(verbose_name="points par pouce")),
                        ("profondeur", models.PositiveSmallIntegerField(verbose_name="bits par pixel")),
                        ("horodatage_numerisation", models.DateTimeField(verbose_name="numérisé le")),
                        (
                            "horodatage_lecture",
                            models.DateTimeField(blank=True, null=True, verbose_name="lu le"),
                        ),
                        (
                            "cle_livree",
                            models.TextField(blank=True, verbose_name="clé du fichier livré, scellée"),
                        ),
                        (
                            "rangement_livre",
                            models.CharField(max_length=64, verbose_name="fichier livré, rangé"),
                        ),
                        ("cle_pdfa", models.TextField(blank=True, verbose_name="clé du PDF/A, scellée")),
                        (
                            "rangement_pdfa",
                            models.CharField(blank=True, max_length=64, verbose_name="PDF/A, rangé"),
                        ),
                        (
                            "empreinte_pdfa",
                            models.CharField(
                                blank=True, max_length=64, verbose_name="empreinte du PDF/A avant le sceau"
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
                                related_name="fichiers",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="fichiers",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "fichier livré",
                        "verbose_name_plural": "fichiers livrés",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["lot", "etat"], name="num_fichier_lot"),
                            models.Index(fields=["sha256"], name="num_fichier_empreinte"),
                            models.Index(fields=["centre"], name="num_fichier_centre"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                condition=models.Q(("etat", "remplace"), _negated=True),
                                fields=("dossier",),
                                name="numerisation_fichier_courant",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="EvenementLot",
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
                                    ("annonce", "Annonce"),
                                    ("rejet", "Rejet : le manifeste ne correspond pas"),
                                    ("reception", "Réception conforme au manifeste"),
                                    ("traitement", "Lecture et mise en PDF/A"),
                                    ("tirage", "Tirage de l’échantillon"),
                                    ("acceptation", "Acceptation"),
                                    ("refus", "Refus"),
                                    ("nouvelle_livraison", "Nouvelle livraison après reprise"),
                                    ("scellement", "Scellement"),
                                    ("integration", "Mise à disposition à l’écran"),
                                ],
                                max_length=40,
                                verbose_name="événement",
                            ),
                        ),
                        (
                            "etat",
                            models.CharField(
                                choices=[
                                    ("annonce", "Annoncé"),
                                    ("rejete", "Rejeté à la réception"),
                                    ("recu", "Reçu, manifeste vérifié"),
                                    ("traite", "Lu et mis en PDF/A"),
                                    ("en_controle", "En contrôle"),
                                    ("accepte", "Accepté"),
                                    ("refuse", "Refusé"),
                                    ("scelle", "Scellé"),
                                    ("integre", "Consultable à l’écran"),
                                ],
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        ("precision", models.CharField(blank=True, max_length=400, verbose_name="précision")),
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
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="evenements",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "événement d’un lot",
                        "verbose_name_plural": "événements des lots",
                        "ordering": ["horodatage", "id"],
                    },
                ),
                migrations.CreateModel(
                    name="Manifeste",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(verbose_name="livraison")),
                        ("sha256", models.CharField(max_length=64, verbose_name="empreinte du manifeste")),
                        ("est_accepte", models.BooleanField(verbose_name="accepté")),
                        ("refus", models.JSONField(blank=True, default=list, verbose_name="refus")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="livré par",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="manifestes",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "manifeste",
                        "verbose_name_plural": "manifestes",
                        "ordering": ["id"],
                    },
                ),
                migrations.CreateModel(
                    name="Page",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("numero", models.PositiveIntegerField(verbose_name="page")),
                        ("largeur", models.PositiveIntegerField(verbose_name="largeur")),
                        ("hauteur", models.PositiveIntegerField(verbose_name="hauteur")),
                        ("resolution", models.PositiveSmallIntegerField(verbose_name="points par pouce")),
                        (
                            "quarts",
                            models.PositiveSmallIntegerField(default=0, verbose_name="quarts de tour"),
                        ),
                        (
                            "empreinte_image",
                            models.CharField(max_length=64, verbose_name="empreinte de l’image livrée"),
                        ),
                        (
                            "debut",
                            models.BigIntegerField(
                                blank=True, null=True, verbose_name="début de l’image dans le PDF/A"
                            ),
                        ),
                        (
                            "longueur",
                            models.BigIntegerField(blank=True, null=True, verbose_name="longueur de l’image"),
                        ),
                        (
                            "encre",
                            models.CharField(
                                choices=[
                                    ("vierge", "Vierge"),
                                    ("douteuse", "Presque vierge, à regarder"),
                                    ("ecrite", "Écrite"),
                                ],
                                max_length=10,
                                verbose_name="encre",
                            ),
                        ),
                        ("part_encre", models.FloatField(verbose_name="part d’encre")),
                        (
                            "est_annoncee_vierge",
                            models.BooleanField(default=False, verbose_name="annoncée vierge"),
                        ),
                        ("piece", models.CharField(blank=True, max_length=40, verbose_name="pièce")),
                        (
                            "partie",
                            models.CharField(
                                blank=True, max_length=2, verbose_name="partie du dossier (R. 4624-45-4)"
                            ),
                        ),
                        (
                            "rattachement",
                            models.CharField(
                                choices=[
                                    ("certain", "Rattachée par son étiquette"),
                                    ("concordant", "Rattachée : les traits concordent"),
                                    ("a_confirmer", "Proposée, à confirmer par une personne"),
                                    ("a_saisir", "À saisir : personne n’est reconnu"),
                                ],
                                max_length=40,
                                verbose_name="rattachement",
                            ),
                        ),
                        ("raison", models.CharField(blank=True, max_length=200, verbose_name="pourquoi")),
                        (
                            "est_ecartee",
                            models.BooleanField(default=False, verbose_name="n’est pas de ce dossier"),
                        ),
                        (
                            "contenu",
                            models.TextField(blank=True, verbose_name="texte, mots et vignette chiffrés"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="lue le"),
                        ),
                        (
                            "auteur_piece",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="pièce choisie par",
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
                                related_name="pages",
                                to="numerisation.dossier",
                                verbose_name="dossier",
                            ),
                        ),
                        (
                            "fichier",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pages",
                                to="numerisation.fichier",
                                verbose_name="fichier",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page",
                        "verbose_name_plural": "pages",
                        "ordering": ["fichier", "numero"],
                        "indexes": [
                            models.Index(fields=["dossier", "numero"], name="num_page_dossier"),
                            models.Index(fields=["centre"], name="num_page_centre"),
                            models.Index(fields=["service"], name="num_page_service"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("fichier", "numero"), name="numerisation_page_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Defaut",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(default=1, verbose_name="livraison")),
                        (
                            "nature",
                            models.CharField(
                                choices=[
                                    ("autre_personne", "Page d’une autre personne"),
                                    ("page_manquante", "Page manquante"),
                                    ("illisible", "Page illisible"),
                                    ("coupee", "Image coupée"),
                                    ("deformee", "Image floue ou déformée"),
                                    ("ordre", "Page hors de sa place"),
                                    ("vierge_a_tort", "Page écrite marquée vierge"),
                                    ("sens", "Page tournée"),
                                    ("tache", "Trait ou tache du numériseur"),
                                    ("classement", "Pièce mal classée"),
                                ],
                                max_length=40,
                                verbose_name="nature",
                            ),
                        ),
                        (
                            "classe",
                            models.CharField(
                                choices=[
                                    ("critique", "Critique"),
                                    ("majeur", "Majeur"),
                                    ("mineur", "Mineur"),
                                ],
                                max_length=40,
                                verbose_name="classe",
                            ),
                        ),
                        (
                            "observation",
                            models.CharField(blank=True, max_length=300, verbose_name="observation"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vu par",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="defauts",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="numerisation.page",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "défaut",
                        "verbose_name_plural": "défauts",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service", "classe"], name="num_defaut_service"),
                            models.Index(fields=["prestataire", "classe"], name="num_defaut_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("page", "nature"), name="numerisation_defaut_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="RepriseControle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "classe",
                            models.CharField(
                                choices=[
                                    ("critique", "Critique"),
                                    ("majeur", "Majeur"),
                                    ("mineur", "Mineur"),
                                ],
                                max_length=40,
                                verbose_name="classe",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal"),
                                    ("renforce", "Renforcé"),
                                    ("reduit", "Réduit"),
                                    ("arrete", "Arrêté"),
                                ],
                                max_length=40,
                                verbose_name="nouveau contrôle",
                            ),
                        ),
                        ("motif", models.CharField(max_length=500, verbose_name="motif")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="décidé par",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "décision sur le contrôle",
                        "verbose_name_plural": "décisions sur le contrôle",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(
                                fields=["service", "prestataire", "classe"], name="num_reprise_service"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Sceau",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "sha256",
                            models.CharField(max_length=64, verbose_name="empreinte du fichier scellé"),
                        ),
                        ("taille", models.BigIntegerField(verbose_name="taille du fichier scellé")),
                        ("taille_avant_sceau", models.BigIntegerField(verbose_name="taille avant le sceau")),
                        (
                            "sha256_avant_sceau",
                            models.CharField(max_length=64, verbose_name="empreinte avant le sceau"),
                        ),
                        ("images", models.JSONField(default=list, verbose_name="empreintes des images")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="scellé le"),
                        ),
                        (
                            "fichier",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="sceau",
                                to="numerisation.fichier",
                                verbose_name="fichier",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "sceau",
                        "verbose_name_plural": "sceaux",
                        "ordering": ["id"],
                        "indexes": [models.Index(fields=["service"], name="num_sceau_service")],
                    },
                ),
                migrations.CreateModel(
                    name="Tirage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(verbose_name="livraison")),
                        ("graine", models.CharField(max_length=64, verbose_name="graine")),
                        ("population", models.PositiveIntegerField(verbose_name="pages du lot")),
                        (
                            "empreinte_population",
                            models.CharField(max_length=64, verbose_name="empreinte de la population"),
                        ),
                        ("taille", models.PositiveIntegerField(verbose_name="pages tirées")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="tiré le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="tiré par",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tirages",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "tirage",
                        "verbose_name_plural": "tirages",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service"], name="num_tirage_service"),
                            models.Index(fields=["prestataire"], name="num_tirage_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("lot", "livraison"), name="numerisation_tirage_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PlanControle",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "classe",
                            models.CharField(
                                choices=[
                                    ("critique", "Critique"),
                                    ("majeur", "Majeur"),
                                    ("mineur", "Mineur"),
                                ],
                                max_length=40,
                                verbose_name="classe",
                            ),
                        ),
                        (
                            "regime",
                            models.CharField(
                                choices=[
                                    ("normal", "Normal"),
                                    ("renforce", "Renforcé"),
                                    ("reduit", "Réduit"),
                                    ("arrete", "Arrêté"),
                                ],
                                max_length=40,
                                verbose_name="contrôle",
                            ),
                        ),
                        (
                            "nqa",
                            models.DecimalField(
                                decimal_places=2, max_digits=5, verbose_name="niveau de qualité acceptable"
                            ),
                        ),
                        ("lettre", models.CharField(max_length=1, verbose_name="lettre-code")),
                        ("taille", models.PositiveIntegerField(verbose_name="pages à voir")),
                        ("accepte", models.PositiveIntegerField(verbose_name="défauts admis")),
                        (
                            "defauts",
                            models.PositiveIntegerField(
                                blank=True, null=True, verbose_name="pages en défaut"
                            ),
                        ),
                        (
                            "est_premiere_presentation",
                            models.BooleanField(default=True, verbose_name="première présentation"),
                        ),
                        (
                            "est_a_confirmer",
                            models.BooleanField(default=False, verbose_name="plan à confirmer"),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "tirage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="plans",
                                to="numerisation.tirage",
                                verbose_name="tirage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "plan de contrôle",
                        "verbose_name_plural": "plans de contrôle",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service"], name="num_plan_service"),
                            models.Index(fields=["prestataire", "classe"], name="num_plan_prestataire"),
                        ],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tirage", "classe"), name="numerisation_plan_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="PageTiree",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveIntegerField(verbose_name="rang")),
                        (
                            "issue",
                            models.CharField(
                                blank=True,
                                choices=[("conforme", "Conforme"), ("defaut", "Avec défaut")],
                                max_length=40,
                                verbose_name="avis du contrôleur",
                            ),
                        ),
                        ("horodatage", models.DateTimeField(blank=True, null=True, verbose_name="vue le")),
                        (
                            "est_a_revoir",
                            models.BooleanField(default=False, verbose_name="à revoir en aveugle"),
                        ),
                        (
                            "seconde_issue",
                            models.CharField(
                                blank=True,
                                choices=[("conforme", "Conforme"), ("defaut", "Avec défaut")],
                                max_length=40,
                                verbose_name="avis du second contrôleur",
                            ),
                        ),
                        (
                            "horodatage_seconde",
                            models.DateTimeField(blank=True, null=True, verbose_name="revue le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="vue par",
                            ),
                        ),
                        (
                            "auteur_seconde",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="revue par",
                            ),
                        ),
                        (
                            "page",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="tirages",
                                to="numerisation.page",
                                verbose_name="page",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "tirage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="pages",
                                to="numerisation.tirage",
                                verbose_name="tirage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page tirée",
                        "verbose_name_plural": "pages tirées",
                        "ordering": ["rang"],
                        "indexes": [models.Index(fields=["service"], name="num_tiree_service")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("tirage", "page"), name="numerisation_page_tiree_unique"
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verdict",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("livraison", models.PositiveSmallIntegerField(verbose_name="livraison")),
                        ("est_accepte", models.BooleanField(verbose_name="accepté")),
                        ("raisons", models.JSONField(blank=True, default=list, verbose_name="raisons")),
                        (
                            "observation",
                            models.CharField(blank=True, max_length=500, verbose_name="observation"),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="prononcé par",
                            ),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdicts",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "prestataire",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="prestataire",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                        (
                            "tirage",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verdict",
                                to="numerisation.tirage",
                                verbose_name="tirage",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "verdict",
                        "verbose_name_plural": "verdicts",
                        "ordering": ["id"],
                        "indexes": [
                            models.Index(fields=["service", "horodatage"], name="num_verdict_service"),
                            models.Index(
                                fields=["prestataire", "horodatage"], name="num_verdict_prestataire"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Verification",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("est_conforme", models.BooleanField(verbose_name="conforme")),
                        ("fichiers", models.PositiveIntegerField(verbose_name="fichiers vérifiés")),
                        ("constats", models.JSONField(default=list, verbose_name="constats")),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="vérifié le"
                            ),
                        ),
                        (
                            "horodatage_sceau",
                            models.DateTimeField(blank=True, null=True, verbose_name="premier sceau"),
                        ),
                        (
                            "lot",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="verifications",
                                to="numerisation.lot",
                                verbose_name="lot",
                            ),
                        ),
                        (
                            "service",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="annuaire.organisation",
                                verbose_name="service",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "vérification",
                        "verbose_name_plural": "vérifications",
                        "ordering": ["-horodatage", "-id"],
                        "indexes": [
                            models.Index(fields=["service", "-horodatage"], name="num_verif_service")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VideoCodage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "statut",
                            models.CharField(
                                choices=[
                                    ("a_saisir", "À saisir"),
                                    ("seconde_saisie", "À saisir par une seconde personne"),
                                    ("a_arbitrer", "À arbitrer par un professionnel de santé"),
                                    ("resolu", "Attribuée"),
                                ],
                                default="a_saisir",
                                max_length=40,
                                verbose_name="état",
                            ),
                        ),
                        ("raison", models.CharField(max_length=200, verbose_name="pourquoi")),
                        (
                            "issue",
                            models.CharField(
                                blank=True,
                                choices=[
                                    ("confirmee", "La page est bien du dossier"),
                                    ("autre_personne", "La page est d’une autre personne"),
                                    ("sans_trait", "Rien sur la page ne dit de qui elle est"),
                                ],
                                max_length=40,
                                verbose_name="issue",
                            ),
                        ),
                        (
                            "horodatage",
                            models.DateTimeField(
                                default=django.utils.timezone.now, verbose_name="en file depuis le"
                            ),
                        ),
                        (
                            "horodatage_resolution",
                            models.DateTimeField(blank=True, null=True, verbose_name="attribuée le"),
                        ),
                        (
                            "auteur_resolution",
                            models.ForeignKey(
                                blank=True,
                                db_index=False,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="attribuée par",
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
                            "page",
                            models.OneToOneField(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="videocodage",
                                to="numerisation.page",
                                verbose_name="page",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "page à attribuer",
                        "verbose_name_plural": "pages à attribuer",
                        "ordering": ["horodatage", "id"],
                        "indexes": [
                            models.Index(
                                condition=models.Q(
                                    ("statut__in", ["a_saisir", "seconde_saisie", "a_arbitrer"])
                                ),
                                fields=["centre", "horodatage"],
                                name="num_codage_file",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="SaisieCodage",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("rang", models.PositiveSmallIntegerField(verbose_name="rang")),
                        ("contenu", models.TextField(blank=True, verbose_name="traits saisis, chiffrés")),
                        (
                            "horodatage",
                            models.DateTimeField(default=django.utils.timezone.now, verbose_name="saisi le"),
                        ),
                        (
                            "auteur",
                            models.ForeignKey(
                                db_index=False,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                                verbose_name="saisi par",
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
                            "codage",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="saisies",
                                to="numerisation.videocodage",
                                verbose_name="page à attribuer",
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "saisie d’une page",
                        "verbose_name_plural": "saisies des pages",
                        "ordering": ["rang"],
                        "indexes": [models.Index(fields=["centre"], name="num_saisie_centre")],
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("codage", "auteur"), name="numerisation_saisie_deux_personnes"
                            ),
                            models.UniqueConstraint(
                                fields=("codage", "rang"), name="numerisation_saisie_rang"
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
