"""A real browser for the tests of pages; `navigateur.new_context()` gives each test its own cookies."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from maillage.config.cli import navigateur as chromium

ATTENTE = 30_000  # milliseconds; a loaded machine is slow, a wrong page stays wrong


@pytest.fixture(scope="module")
def navigateur() -> Iterator[Browser]:
    """Open Chromium for the tests of a module."""
    expect.set_options(timeout=ATTENTE)
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread: Django would refuse the queries of the test itself.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with chromium.ouvrir(pour_tests=True) as ouvert:
            yield ouvert
