"""A wrong counter is found, and found only when it is wrong."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from maillage.socle.indicateurs import verification
from maillage.socle.indicateurs.verification import verifier_les_cumuls


def test_a_fact_written_behind_the_triggers_is_reported(actes, umj_lille, saisir, monkeypatch) -> None:
    saisir(umj_lille, date(2026, 2, 1), 3)
    sortie = StringIO()
    call_command("verifier_cumuls", stdout=sortie)
    assert sortie.getvalue() == "ok stat_cumul_activite 0\n"
    # A recount that does not see the facts that the triggers saw.
    vraie = verification.definition

    def decalee(table, base):
        trouvee = vraie(table, base)
        object.__setattr__(trouvee, "condition", "false")
        return trouvee

    monkeypatch.setattr(verification, "definition", decalee)
    with pytest.raises(CommandError, match="à refaire"):
        call_command("verifier_cumuls", stdout=StringIO())


def test_the_check_at_migration_accepts_what_the_table_holds(actes) -> None:
    assert verifier_les_cumuls(databases=["default"]) == []
