"""An officer's version of a letter's text, told apart from the text as composed (正文修改)."""

from __future__ import annotations

from django.http import HttpRequest

from gongkai.apps.casework.hashing import digest_of

_MOST_BODY = 60_000


def mark_of(composed: str) -> str:
    """Return what tells later whether somebody changed the text (拟制正文的标记)."""
    return digest_of(composed.strip())


def typed_body(request: HttpRequest) -> str | None:
    """Return the text as an officer changed it, None where it is still the one that was composed (修改后的正文)."""
    typed = request.POST.get("body", "").replace("\r\n", "\n").strip()[:_MOST_BODY]
    is_changed = bool(typed) and digest_of(typed) != request.POST.get("composed")
    return typed if is_changed and request.POST.get("step") != "reset" else None
