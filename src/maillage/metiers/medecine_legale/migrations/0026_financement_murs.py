"""Marks that structures already had become dated lines; then the wall and the history of these lines."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

REPRENDRE = [
    "SELECT set_config('maillage.agent', (SELECT id::text FROM annuaire_agent WHERE est_systeme), true)",
    "INSERT INTO medecine_legale_financementstructure (structure_id, mode, date_debut, motif, auteur_id, horodatage)"
    " SELECT o.id, 'a_l_acte', DATE '2011-01-15', 'Repris de la fiche de la structure, date de début à confirmer', a.id,"
    " now() FROM annuaire_organisation AS o, annuaire_agent AS a"
    " WHERE a.est_systeme AND (o.caracteristiques ->> 'paiement_a_l_acte')::boolean",
    "UPDATE annuaire_organisation SET caracteristiques = caracteristiques - 'paiement_a_l_acte'"
    " WHERE caracteristiques ? 'paiement_a_l_acte'",
    "SET CONSTRAINTS ALL IMMEDIATE",
]


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0025_financement")]

    operations = [
        migrations.RunSQL(REPRENDRE, migrations.RunSQL.noop),
        Proteger(
            "FinancementStructure",
            {"structure_id": "medecine_legale.acte.lire"},
            {"structure_id": "medecine_legale.financement.gerer"},
        ),
        Tracer("FinancementStructure", organisation="structure_id"),
    ]
