"""A real browser for the tests of pages; `navigateur.new_context()` gives each test its own cookies."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from maillage.config.cli import navigateur as chromium


@pytest.fixture(scope="module")
def navigateur() -> Iterator[Browser]:
    """Open Chromium for the tests of a module."""
    with pytest.MonkeyPatch.context() as patch:
        # Playwright keeps an event loop in this thread: Django would refuse the queries of the test itself.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        with chromium.ouvrir(pour_tests=True) as ouvert:
            yield ouvert
