"""Missions received so far, sealed. The wall also blinds the owner: lifted here, for the time of the copy.

What the journal copied of them in clear stays until the end of its retention, behind the right to read it.
"""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.conf import settings
from django.db import migrations

from maillage.commun.chiffrement import sceller

LOT = 1_000
AGENT = "SELECT set_config('maillage.agent', (SELECT id::text FROM annuaire_agent WHERE est_systeme), true)"
MUR = "ALTER TABLE medecine_legale_requisition {} ROW LEVEL SECURITY"
AJOUT = """
WITH cle AS (
    INSERT INTO acces_cle (enveloppe, horodatage_creation) VALUES (%s, now()) RETURNING id
)
INSERT INTO medecine_legale_missionrequisition (structure_id, requisition_id, cle_id, contenu)
SELECT %s, %s, id, %s FROM cle
"""


def reprendre(_apps: Any, editeur: Any) -> None:
    with editeur.connection.cursor() as curseur:
        curseur.execute(AGENT)
        curseur.execute(MUR.format("NO FORCE"))
        curseur.execute(
            "SELECT id, structure_id, mission FROM medecine_legale_requisition WHERE mission <> '' ORDER BY id"
        )
        lignes = curseur.fetchall()
        for debut in range(0, len(lignes), LOT):
            curseur.executemany(AJOUT, [_sceller(*ligne) for ligne in lignes[debut : debut + LOT]])
        curseur.execute("UPDATE medecine_legale_requisition SET version_mission = 1 WHERE mission <> ''")
        curseur.execute("SET CONSTRAINTS ALL IMMEDIATE")
        curseur.execute(MUR.format("FORCE"))


def _sceller(requisition: int, structure: int, mission: str) -> tuple[str, int, int, str]:
    """As `acces.chiffrement.chiffrer` does, on the owner's connection."""
    brute = secrets.token_urlsafe(32)
    enveloppe = sceller(brute, cles=[settings.MAILLAGE_CLE_MAITRESSE], usage="cle")
    contenu = sceller(json.dumps({"mission": mission}, ensure_ascii=False), cles=[brute], usage="contenu")
    return enveloppe, structure, requisition, contenu


class Migration(migrations.Migration):
    dependencies = [("medecine_legale", "0019_mission_scellee")]

    operations = [migrations.RunPython(reprendre, migrations.RunPython.noop)]
