"""What is found, and where it comes from (检索条目与来源)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Entry:
    """One public thing as the index knows it (检索条目).

    ``number`` is its number among its kind; ``year`` is the year it speaks of, 0 where it has none.
    """

    kind: str
    number: int
    title: str
    text: str
    agency: str
    year: int = 0
    published_on: date | None = None

    @property
    def key(self) -> str:
        """What it is called in the index (条目标识)."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True, slots=True)
class Source:
    """A kind of thing that the public may find (检索来源).

    ``public`` returns, of the numbers given, the entries that are public at this moment; ``numbers`` all those that
    are. Both read the database: it is the truth, and the index never is.
    """

    kind: str
    label: str
    public: Callable[[Sequence[int]], Iterable[Entry]]
    numbers: Callable[[], Iterable[int]]


@cache
def _loaded(paths: tuple[str, ...]) -> Mapping[str, Source]:
    return {source.kind: source for source in (import_string(path) for path in paths)}


def sources() -> Mapping[str, Source]:
    """Return the sources that the settings name, by kind (全部来源)."""
    return _loaded(tuple(settings.SEARCH_SOURCES))


def public_entries(keys: Sequence[tuple[str, int]]) -> Iterator[Entry]:
    """Yield those of the things named by kind and number that are public now (公开条目)."""
    for kind, source in sources().items():
        numbers = [number for of_kind, number in keys if of_kind == kind]
        if numbers:
            yield from source.public(numbers)
