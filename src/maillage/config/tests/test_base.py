"""The test database is used by the application role, which cannot bypass anything."""

import pytest
from django.db import connection, connections


@pytest.mark.django_db
def test_the_tests_run_under_a_role_that_row_level_security_binds() -> None:
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = user"
        )
        assert curseur.fetchone() == ("maillage_application", False, False, False)


@pytest.mark.django_db(transaction=True, databases=["default", "proprietaire"])
def test_the_application_may_write_in_the_tables_and_not_alter_them() -> None:
    with connection.cursor() as curseur:
        curseur.execute(
            "SELECT has_table_privilege('django_session', 'INSERT'), pg_get_userbyid(relowner) "
            "FROM pg_class WHERE relname = 'django_session'"
        )
        assert curseur.fetchone() == (True, "maillage_proprietaire")
    assert connections["proprietaire"].settings_dict["NAME"] == connection.settings_dict["NAME"]
