"""Text as it may stand in a letter: nothing that cannot be seen or printed (文字清理)."""

from __future__ import annotations

import re
from unicodedata import category

_UNPRINTABLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
_BREAKS = re.compile(r"\r\n|[\r\v\f\x85\u2028\u2029]")
_SPACES = re.compile(r"[ \t\u00a0\u2000-\u200a]+")


def prose(text: str) -> tuple[str, ...]:
    """Return the paragraphs of a text, without empty ones and without what cannot be seen (分段文字)."""
    lines = (_visible(line) for line in _BREAKS.sub("\n", text).split("\n"))
    return tuple(line for line in lines if line)


def one_line(text: str) -> str:
    """Return a text as one line (单行文字). Line breaks become spaces."""
    return " ".join(prose(text))


def _visible(line: str) -> str:
    # Marks of direction and joiners could make a letter show other words than it holds. A sign of a Unicode version
    # later than ours counts as unassigned and would not be in any font either.
    shown = "".join(sign if category(sign) not in _UNPRINTABLE else " " if sign == "\t" else "" for sign in line)
    return _SPACES.sub(" ", shown).strip(" \u3000")
