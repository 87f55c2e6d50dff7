"""Failed sign-ins per network address and slice of time; the address is hashed; lost without harm in a crash."""

from django.db import migrations

CREER = """
CREATE UNLOGGED TABLE comptes_echec (
    cle varchar(32) NOT NULL,
    tranche timestamp with time zone NOT NULL,
    nombre integer NOT NULL,
    PRIMARY KEY (cle, tranche)
);
"""


class Migration(migrations.Migration):
    dependencies = [("comptes", "0001_cache")]

    operations = [migrations.RunSQL(CREER, "DROP TABLE comptes_echec")]
