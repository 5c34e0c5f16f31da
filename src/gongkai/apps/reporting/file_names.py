"""Names of files that came from outside, made safe to show (外来文件名)."""

from __future__ import annotations

import unicodedata

_LONGEST = 120
UNNAMED = "未命名文件"


def shown_name(name: str) -> str:
    """Return the last part of a name without controls, marks of direction or surplus length (可显示的文件名).

    The name is shown and stored as text only; no path is ever made of it.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(mark for mark in unicodedata.normalize("NFC", last) if unicodedata.category(mark)[0] != "C")
    clean = clean.strip(" .")
    if len(clean) <= _LONGEST:
        return clean or UNNAMED
    stem, dot, suffix = clean.rpartition(".")
    if dot and len(suffix) <= 8:
        return f"{stem[: _LONGEST - len(suffix) - 2]}….{suffix}"
    return f"{clean[: _LONGEST - 1]}…"
