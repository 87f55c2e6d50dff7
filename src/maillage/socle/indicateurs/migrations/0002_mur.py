"""Frozen periods: behind the wall, in the journal, and never rewritten."""

from django.db import migrations

from maillage.socle.acces.operations import Proteger
from maillage.socle.journal.operations import Tracer

REFUSER = """
CREATE FUNCTION indicateurs_refuser_reecriture() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Une période arrêtée ne se modifie pas : arrêtez une version corrigée.';
END $$;
CREATE TRIGGER indicateurs_gel_definitif BEFORE UPDATE OR DELETE ON indicateurs_gelperiode
FOR EACH ROW EXECUTE FUNCTION indicateurs_refuser_reecriture();
"""
PERMETTRE = """
DROP TRIGGER indicateurs_gel_definitif ON indicateurs_gelperiode;
DROP FUNCTION indicateurs_refuser_reecriture();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("indicateurs", "0001_initial"),
        ("acces", "0002_portees"),
        ("journal", "0001_initial"),
    ]

    operations = [
        Proteger(
            "GelPeriode",
            lecture={"organisation_id": "indicateurs.gel.lire"},
            ecriture={"organisation_id": "indicateurs.gel.arreter"},
        ),
        Tracer("GelPeriode", organisation="organisation_id"),
        migrations.RunSQL(REFUSER, PERMETTRE),
    ]
