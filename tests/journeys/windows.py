"""Windows of the browser, which wait as long as a busy machine needs."""

from __future__ import annotations

from playwright.sync_api import Browser, BrowserContext, expect

_PATIENCE = 120_000
"""Milliseconds; a page that is not as expected by then never will be."""


def new_window(browser: Browser, address: str, *, width: int = 1280, script: bool = True) -> BrowserContext:
    """Open a window of a given width on a server, with or without script."""
    expect.set_options(timeout=_PATIENCE)
    window = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": 900},
        java_script_enabled=script,
        locale="zh-CN",
        reduced_motion="reduce",
    )
    window.set_default_timeout(_PATIENCE)
    return window
