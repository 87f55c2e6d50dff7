"""The table of the shared cache, in which sign-in attempts are counted.

Several processes must agree on the count, so it is in the database; it may be lost in a crash, so it is not logged.
"""

from django.db import migrations

CREER = """
CREATE UNLOGGED TABLE comptes_cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX comptes_cache_expires ON comptes_cache (expires);
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [migrations.RunSQL(CREER, "DROP TABLE comptes_cache")]
