"""Row-level security and history of the service's tables; the same words as `perimetres` in models.py."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0001_initial"), ("acces", "0003_cles")]

    operations = [
        Proteger(
            "Requisition",
            {"structure_id": "medecine_legale.requisition.lire"},
            {"structure_id": "medecine_legale.requisition.saisir"},
        ),
        Proteger(
            "PieceRequisition",
            {"structure_id": "medecine_legale.requisition.lire"},
            {"structure_id": "medecine_legale.requisition.saisir"},
        ),
        Proteger(
            "ActeMedicoLegal",
            {"structure_id": "medecine_legale.acte.lire"},
            {"structure_id": "medecine_legale.acte.saisir"},
        ),
        Proteger("PartieNominative", {"structure_id": "medecine_legale.identite.lire"}),
        Tracer("Requisition", organisation="structure_id"),
        Tracer("PieceRequisition", organisation="structure_id"),
        Tracer("ActeMedicoLegal", organisation="structure_id"),
        Tracer("PartieNominative", organisation="structure_id"),
    ]
