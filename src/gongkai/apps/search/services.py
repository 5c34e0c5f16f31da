"""Keeping the index up with the database, and counting what was offered (更新索引).

Whoever changes something that may be public calls ``note_change`` in the same transaction. The index follows after
the commit; where it cannot, because the program dies or another writes, the note stays and the next one takes it along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from django.db import transaction
from django.db.models import F, Q

from gongkai.apps.search import engine
from gongkai.apps.search.entries import (
    DeskEntry,
    DeskSource,
    Entry,
    Source,
    desk_entries,
    desk_sources,
    public_entries,
    sources,
)
from gongkai.apps.search.models import OfferTally, PendingChange

_BATCH = 1000
"""Written at once: each commit of an index costs the same, be it one entry or a thousand."""
Tell = Callable[[Source | DeskSource, int], None]


def note_change(*, kind: str, number: int) -> None:
    """Note that something may have become public, changed or gone (登记变动).

    To be called inside the transaction of the change.
    """
    note_changes(kind=kind, numbers=(number,))


def note_changes(*, kind: str, numbers: Iterable[int]) -> None:
    """Note the same of several of a kind (登记多项变动)."""
    PendingChange.objects.bulk_create(PendingChange(kind=kind, number=number) for number in numbers)
    transaction.on_commit(catch_up, robust=True)


def catch_up() -> int:
    """Bring the indexes up to date and return how many changes they took in (更新索引).

    Leaves one alone where another is at it: that one looks again after it has let go.
    """
    return sum(_caught_up(volume) for volume in _volumes())


def _caught_up(volume: _Volume) -> int:
    taken_in = 0
    while PendingChange.objects.filter(volume.noted).exists():
        try:
            taken_in += _take_in_batch(volume)
        except engine.WriterBusyError:
            break
    return taken_in


def rebuild(*, tell: Tell = lambda _source, _count: None) -> int:
    """Build the indexes anew from the database and return how many entries they have (重建索引).

    Searches see the old ones until the new ones are whole. Raises WriterBusyError where another is writing.
    """
    entries = sum(_rebuilt(volume, tell) for volume in _volumes())
    catch_up()
    return entries


def _rebuilt(volume: _Volume, tell: Tell) -> int:
    entries = 0
    with engine.writing(volume.book) as writer:
        noted = list(PendingChange.objects.filter(volume.noted).values_list("pk", flat=True))
        writer.forget_all()
        for source in volume.sources.values():
            for numbers in _batches(source.numbers()):
                found = list(volume.entries([(source.kind, number) for number in numbers]))
                writer.add(found)
                entries += len(found)
                tell(source, len(found))
    _forget_notes(noted)
    return entries


def count_offer(*, day: date, shown: int) -> None:
    """Count that matches were offered to somebody about to apply (登记推荐)."""
    if shown:
        _count(day, "offered")


def count_sufficed(*, day: date) -> None:
    """Count that what was offered sufficed, and no application was needed (登记已满足)."""
    with transaction.atomic():
        _tally(day)
        OfferTally.objects.filter(day=day, sufficed__lt=F("offered")).update(sufficed=F("sufficed") + 1)


def count_passed_over(*, day: date) -> None:
    """Count that what was offered did not suffice (登记仍需申请)."""
    _count(day, "passed_over")


def _count(day: date, column: str) -> None:
    with transaction.atomic():
        _tally(day)
        OfferTally.objects.filter(day=day).update(**{column: F(column) + 1})


def _tally(day: date) -> None:
    OfferTally.objects.get_or_create(day=day)


@dataclass(frozen=True, slots=True)
class _Volume:
    """An index, what is noted for it, and where its entries come from."""

    book: engine.Book
    noted: Q
    sources: Mapping[str, Source] | Mapping[str, DeskSource]
    entries: Callable[[Sequence[tuple[str, int]]], Iterable[Entry | DeskEntry]]


def _volumes() -> tuple[_Volume, _Volume]:
    of_desk = Q(kind__in=list(desk_sources()))
    return (
        _Volume(engine.PUBLIC, ~of_desk, sources(), public_entries),
        _Volume(engine.DESK, of_desk, desk_sources(), desk_entries),
    )


def _take_in_batch(volume: _Volume) -> int:
    with engine.writing(volume.book) as writer:
        waiting = PendingChange.objects.filter(volume.noted).order_by("pk")
        noted = list(waiting.values_list("pk", "kind", "number")[:_BATCH])
        keys = list(dict.fromkeys((kind, number) for _, kind, number in noted))
        writer.forget(f"{kind}:{number}" for kind, number in keys)
        writer.add(volume.entries(keys))
    _forget_notes([pk for pk, _, _ in noted])
    return len(noted)


def _forget_notes(noted: list[int]) -> None:
    for some in _batches(noted):
        PendingChange.objects.filter(pk__in=some).delete()


def _batches(numbers: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while some := list(islice(rest, _BATCH)):
        yield some
