"""Row-level security and history; the same words as `perimetres` in the models.

Facts are projections of tables that have their history: they have none of their own.
"""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.acces.vocabulaire import SOI
from maillage.socle.journal.operations import Tracer

CHAMBRE = {"chambre_id": "audiences.audience.lire"}
TENIR = {"chambre_id": "audiences.audience.tenir"}
AVANCER = {"chambre_id": "audiences.audience.avancer"}
AFFAIRE = {**CHAMBRE, "chambre_precedente_id": "audiences.audience.lire"}
AFFAIRE_ECRITE = {**TENIR, "chambre_precedente_id": "audiences.audience.tenir"}
DE_AFFAIRE = ("Affaire", "Partie", "Infraction", "Prevention")
TENUES = (
    "Seance", "Membre", "Comparution", "LigneNote", "Decision", "InfractionJugee", "PeinePrononcee", "Renvoi",
)  # fmt: skip
AVANCEES = ("Audiencement", "EtapeDossier")


class Migration(migrations.Migration):
    dependencies = [("audiences", "0001_initial")]

    operations = [
        Proteger("Audience", {"chambre_id": "audiences.statistiques.lire"}, AVANCER),
        *(Proteger(nom, AFFAIRE, AFFAIRE_ECRITE) for nom in DE_AFFAIRE),
        *(Proteger(nom, CHAMBRE, TENIR) for nom in TENUES),
        *(Proteger(nom, CHAMBRE, AVANCER) for nom in AVANCEES),
        *(Proteger(nom, CHAMBRE, AVANCER) for nom in ("FaitPassage", "FaitAudience")),
        Proteger("Phrase", {"chambre_id": "audiences.audience.tenir", "auteur_id": SOI}),
        *(
            Tracer(nom, organisation="chambre_id")
            for nom in ("Audience", *DE_AFFAIRE, *TENUES, *AVANCEES, "Phrase")
        ),
    ]
