"""Walls and history of staffing, and its rollup."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.indicateurs.operations import CreerCumul
from maillage.socle.journal.operations import Tracer

LIRE = {"structure_id": "medecine_legale.effectif.lire"}
SAISIR = {"structure_id": "medecine_legale.effectif.saisir"}
SIGNER = {"structure_id": "medecine_legale.effectif.signer"}
MODELES = {
    "EtatEffectif": SAISIR,
    "LigneEffectif": SAISIR,
    "ReferenceEffectif": SIGNER,
    "ExerciceEffectif": SIGNER,
}


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0009_effectifs")]

    operations = [
        *(Proteger(modele, LIRE, ecriture) for modele, ecriture in MODELES.items()),
        *(Tracer(modele, organisation="structure_id") for modele in MODELES),
        CreerCumul(
            "LigneEffectif",
            nom="effectif",
            organisation="structure_id",
            date="mois",
            dimensions={"profession": "profession"},
            mesures={"etp": "etp"},
            droit="medecine_legale.statistiques.lire",
        ),
    ]
