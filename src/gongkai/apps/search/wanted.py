"""What somebody looks for (检索条件)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MOST_CHARACTERS = 100
MOST_PAGES = 50
_FIRST_YEAR, _LAST_YEAR = 1949, 2199


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty or None does not restrict (检索条件)."""

    words: str = ""
    kind: str = ""
    agency: str = ""
    year: int | None = None
    page: int = 1

    @property
    def is_empty(self) -> bool:
        """Whether nothing at all was asked (未填条件)."""
        return not (self.words or self.kind or self.agency or self.year)


def wanted_from(given: Mapping[str, str]) -> Wanted:
    """Return what the parameters of an address ask for, passing over what makes no sense (解析检索条件)."""
    year = _number(given.get("year", ""))
    page = _number(given.get("page", "")) or 1
    return Wanted(
        words=" ".join(given.get("q", "").split())[:MOST_CHARACTERS],
        kind=given.get("kind", "")[:20],
        agency=given.get("agency", "")[:200],
        year=year if year and _FIRST_YEAR <= year <= _LAST_YEAR else None,
        page=min(max(page, 1), MOST_PAGES),
    )


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
