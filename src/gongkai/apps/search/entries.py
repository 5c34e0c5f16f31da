"""What is found, and where it comes from (检索条目与来源)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

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


@dataclass(frozen=True, slots=True)
class DeskEntry:
    """One record as the index of the desk knows it (工作台检索条目).

    ``number`` names what is written anew as a whole, one record or several; ``row`` is the record. A search narrows by
    ``labels``, which say all that it can be narrowed by, and sorts by one of ``orders``: text that sorts as the list.
    """

    kind: str
    number: int
    row: int
    labels: tuple[str, ...]
    title: str
    text: str
    orders: tuple[str, ...]

    @property
    def key(self) -> str:
        """What it is called in the index, with the others of its number (条目标识)."""
        return f"{self.kind}:{self.number}"


@dataclass(frozen=True, slots=True)
class DeskSource:
    """A kind of record that officers find by its words, public or not (工作台检索来源).

    ``entries`` returns those of the numbers given; ``numbers`` all there are. Who may see what, the list asks of the
    database, and never of the index.
    """

    kind: str
    label: str
    entries: Callable[[Sequence[int]], Iterable[DeskEntry]]
    numbers: Callable[[], Iterable[int]]


@cache
def _loaded(paths: tuple[str, ...]) -> Mapping[str, Any]:
    return {source.kind: source for source in (import_string(path) for path in paths)}


def sources() -> Mapping[str, Source]:
    """Return the sources that the settings name, by kind (全部来源)."""
    return _loaded(tuple(settings.SEARCH_SOURCES))


def desk_sources() -> Mapping[str, DeskSource]:
    """Return the sources of the desk that the settings name, by kind (工作台来源)."""
    return _loaded(tuple(settings.DESK_SEARCH_SOURCES))


def desk_entries(keys: Sequence[tuple[str, int]]) -> Iterator[DeskEntry]:
    """Yield the records behind what is named by kind and number (工作台条目)."""
    for kind, source in desk_sources().items():
        numbers = [number for of_kind, number in keys if of_kind == kind]
        if numbers:
            yield from source.entries(numbers)


def public_entries(keys: Sequence[tuple[str, int]]) -> Iterator[Entry]:
    """Yield those of the things named by kind and number that are public now (公开条目)."""
    for kind, source in sources().items():
        numbers = [number for of_kind, number in keys if of_kind == kind]
        if numbers:
            yield from source.public(numbers)
