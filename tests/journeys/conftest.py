"""A real browser, and fixtures of these tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.db.backends.sqlite3.base import DatabaseOperations
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from apps.fixtures import _files_kept_apart, _one_day_for_all, _quick_passwords
from gongkai.apps.audit import triggers
from journeys.windows import new_window

__all__ = ["_files_kept_apart", "_one_day_for_all", "_quick_passwords"]

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def _frozen_tables_can_be_emptied() -> Iterator[None]:
    """Let the tables that refuse every change be emptied between two journeys, and refuse again after."""
    empty = DatabaseOperations.execute_sql_flush

    def without_triggers(operations: DatabaseOperations, statements: list[str]) -> None:
        triggers.remove(operations.connection, triggers.frozen_tables())
        empty(operations, statements)
        triggers.install(operations.connection, triggers.frozen_tables())

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(DatabaseOperations, "execute_sql_flush", without_triggers)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The machine's Chromium."""
    executable = shutil.which("chromium")
    if executable is None and not os.environ.get("CI"):
        pytest.skip("no Chromium on this machine: install the package chromium")
    # Playwright keeps an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, live_server) -> Iterator[Callable[..., Page]]:
    """A function that opens an address in a new window of a given width, with or without script.

    Whatever the page complains of on its console, a broken policy above all, fails the test.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_page(address: str, *, width: int = 1280, script: bool = True) -> Page:
        contexts.append(new_window(browser, live_server.url, width=width, script=script))
        page = contexts[-1].new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []
