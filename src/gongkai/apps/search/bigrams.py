"""Text as pairs of neighbouring characters, so that every word of two characters is found (二元切分).

Chinese is written without blanks and no dictionary knows every word; pairs find any stretch of text, exactly. The last
character of a run stands by itself too: so every character begins some term.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache


def folded(text: str) -> str:
    """Return text with full width, letter case and the like evened out, each character for itself (归一化)."""
    return "".join(_folded_character(character) for character in text)


def runs(text: str) -> Iterator[str]:
    """Yield the stretches of letters, digits and Chinese characters, evened out (连续字段)."""
    run: list[str] = []
    for character in folded(text):
        if character.isalnum():
            run.append(character)
        elif run:
            yield "".join(run)
            run.clear()
    if run:
        yield "".join(run)


def pairs(run: str) -> list[str]:
    """Return the pairs of a run; of a single character, itself (字对)."""
    return [run[start : start + 2] for start in range(len(run) - 1)] or [run]


def indexed(text: str) -> str:
    """Return the terms of a text in their order, divided by blanks (索引词串)."""
    return " ".join(term for run in runs(text) for term in (*pairs(run), *run[-1:][: len(run) - 1]))


@lru_cache(maxsize=65536)
def _folded_character(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()
