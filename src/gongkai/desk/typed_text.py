"""Text as it was typed, and whether it is still what was shown (填写的文字)."""

from __future__ import annotations

import hashlib

_MARK_LENGTH = 16
_MOST_DIGITS = 18


def typed(text: str) -> str:
    """Return what somebody typed as it is kept: plain line ends, no character that no database takes (填写的文字)."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def number_in(text: str, *, otherwise: int) -> int:
    """Return the number that an address or a hidden field tells, ``otherwise`` where it is none (网址中的数)."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else otherwise


def mark_of(text: str) -> str:
    """Return the mark by which a page knows again the text it showed (文字标识)."""
    return hashlib.sha256(typed(text).strip().encode()).hexdigest()[:_MARK_LENGTH]
