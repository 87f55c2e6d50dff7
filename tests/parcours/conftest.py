"""A browser signed in as somebody of the cast, a keyboard, a worker."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, FilePayload, Page
from procrastinate.contrib.django import app

from maillage.socle.annuaire.models import Agent
from tests.monde import Monde

LARGEURS = {"bureau": (1440, 900), "telephone": (390, 844)}
TABULATIONS = 150

Ouvrir = Callable[..., Page]
Identifier = Callable[[BrowserContext, Agent | None], None]


def retenir(page: Page, message: ConsoleMessage) -> None:
    """Keep an error of the console, with the address it is about.

    A fragment opened by itself names no icon: the browser then asks for the one of custom, which is not there.
    """
    adresse = message.location.get("url", "")
    if message.type == "error" and not adresse.endswith("/favicon.ico"):
        page.plaintes.append(f"{message.text} {adresse}")  # type: ignore[attr-defined]


@pytest.fixture
def identifier(live_server: Any, monde: Monde) -> Identifier:
    """Make a browser that of an agent, or of nobody; what it keeps of our files stays."""

    def identifier(contexte: BrowserContext, agent: Agent | None) -> None:
        contexte.clear_cookies()
        if agent is not None:
            session = monde.client(agent).cookies["sessionid"].value
            contexte.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])

    return identifier


@pytest.fixture
def ouvrir(navigateur: Browser, live_server: Any, identifier: Identifier, settings: Any) -> Iterator[Ouvrir]:
    """Open a page as an agent, or as nobody. What the browser refuses or cannot do is collected in `plaintes`."""
    contextes = []

    def ouvrir(
        agent: Agent | None,
        chemin: str = "/",
        *,
        theme: str = "neutre",
        largeur: str = "bureau",
        javascript: bool = True,
    ) -> Page:
        settings.MAILLAGE_THEME = theme
        contexte = navigateur.new_context(
            viewport={"width": LARGEURS[largeur][0], "height": LARGEURS[largeur][1]},
            locale="fr-FR",
            timezone_id="Europe/Paris",
            java_script_enabled=javascript,
            reduced_motion="reduce",
            base_url=live_server.url,
        )
        contextes.append(contexte)
        identifier(contexte, agent)
        page = contexte.new_page()
        page.plaintes = []  # type: ignore[attr-defined]
        page.on("console", partial(retenir, page))
        page.on("pageerror", lambda e: page.plaintes.append(str(e)))  # type: ignore[attr-defined]
        page.goto(chemin)
        return page

    yield ouvrir
    for contexte in contextes:
        contexte.close()


class Clavier:
    """Somebody without a mouse: goes from one control to the next, writes, presses keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def aller(self, selecteur: str) -> None:
        """Press Tab until the control has the focus, and check that the focus is seen."""
        for _ in range(TABULATIONS):
            if self.page.evaluate("s => document.activeElement?.matches(s) ?? false", selecteur):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{selecteur} is not reached by Tab on {self.page.url}")

    def activer(self, selecteur: str) -> None:
        self.aller(selecteur)
        self.page.keyboard.press("Enter")

    def ecrire(self, selecteur: str, texte: str) -> None:
        self.aller(selecteur)
        self.page.keyboard.type(texte)

    def presser(self, touche: str) -> None:
        self.page.keyboard.press(touche)

    def deposer(self, selecteur: str, nom: str, contenu: bytes) -> None:
        """Reach the field with the keyboard, and give it a file (the chooser itself is the system's window)."""
        self.aller(selecteur)
        fichier: FilePayload = {"name": nom, "mimeType": "application/octet-stream", "buffer": contenu}
        self.page.locator(selecteur).set_input_files(fichier)


@pytest.fixture
def travailler() -> Callable[[], None]:
    """Do every job that is due, as the worker does (elsewhere: the browser keeps this thread's event loop)."""

    def executer(fautes: list[BaseException]) -> None:
        try:
            connecteur = app.connector.get_worker_connector()  # type: ignore[attr-defined]
            with app.replace_connector(connecteur) as application:
                application.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)
        except BaseException as faute:  # noqa: BLE001 (told to the test)
            fautes.append(faute)
        finally:
            connections.close_all()

    def travailler() -> None:
        fautes: list[BaseException] = []
        fil = threading.Thread(target=executer, args=[fautes])
        fil.start()
        fil.join(timeout=60)
        assert not fil.is_alive()
        assert not fautes, fautes

    return travailler
