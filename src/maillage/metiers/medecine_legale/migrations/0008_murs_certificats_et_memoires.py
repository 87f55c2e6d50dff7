"""Row-level security and history of certificates, deliveries, mémoires and statements."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

MEMOIRE = (
    {"structure_id": "medecine_legale.memoire.lire"},
    {"structure_id": "medecine_legale.memoire.etablir"},
)
CERTIFICAT = "medecine_legale.certificat.etablir"


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0007_certificats_et_memoires")]

    operations = [
        Proteger(
            "ModeleCertificat", {"structure_id": CERTIFICAT}, {"structure_id": "medecine_legale.modele.gerer"}
        ),
        Proteger("Certificat", {"structure_id": "medecine_legale.acte.lire"}, {"structure_id": CERTIFICAT}),
        Proteger("Remise", {"structure_id": CERTIFICAT}),
        Proteger("Memoire", *MEMOIRE),
        Proteger("ActeFacture", *MEMOIRE),
        Proteger("LigneMemoire", *MEMOIRE),
        Proteger(
            "EtatActivite",
            {"structure_id": "medecine_legale.acte.lire"},
            {"structure_id": "medecine_legale.etat.etablir"},
        ),
        *(
            Tracer(modele, organisation="structure_id")
            for modele in (
                "ModeleCertificat",
                "Certificat",
                "Remise",
                "Memoire",
                "ActeFacture",
                "LigneMemoire",
                "EtatActivite",
            )
        ),
    ]
