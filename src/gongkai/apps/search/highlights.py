"""The place in a text where the words stand, with the words marked (命中摘录)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.apps.search.bigrams import folded, runs

_BEFORE = 30
_LENGTH = 120
_LEAST_SHARED = 3
_LONGEST_COMPARED = 300
_ELLIPSIS = "……"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text, marked where it is what was looked for (文字片段)."""

    text: str
    is_marked: bool = False


def marked(text: str, words: str) -> tuple[Stretch, ...]:
    """Return the whole text with the words marked (全文标记)."""
    return tuple(_stretches(text, _places(text, words)))


def excerpt(text: str, words: str) -> tuple[Stretch, ...]:
    """Return about 120 characters around the first place where the words stand, else the beginning (摘录)."""
    flat = " ".join(text.split())
    places = _places(flat, words)
    start = max(0, places[0][0] - _BEFORE) if places else 0
    end = min(len(flat), start + _LENGTH)
    inside = [(max(begin, start) - start, min(stop, end) - start) for begin, stop in places if start <= begin < end]
    body = tuple(_stretches(flat[start:end], inside))
    before = (Stretch(_ELLIPSIS),) if start else ()
    after = (Stretch(_ELLIPSIS),) if end < len(flat) else ()
    return before + body + after


def shared(text: str, words: str) -> str:
    """Return the stretches of at least three characters that a text has in common with many words (共有字段)."""
    even, found = folded(text), []
    for run in runs(words[:_LONGEST_COMPARED]):
        start = 0
        while start + _LEAST_SHARED <= len(run):
            length = _shared_length(even, run[start:])
            if length:
                found.append(run[start : start + length])
            start += max(length, 1)
    return " ".join(found)


def _shared_length(text: str, run: str) -> int:
    length = _LEAST_SHARED
    if run[:length] not in text:
        return 0
    while length < len(run) and run[: length + 1] in text:
        length += 1
    return length


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Return where the runs of the words stand, as half-open ranges that do not overlap, in order."""
    # A character may become several when evened out; then places are sought in its plain form instead.
    even = folded(text)
    even = even if len(even) == len(text) else text
    found = sorted(place for run in set(runs(words)) for place in _occurrences(even, run))
    places: list[tuple[int, int]] = []
    for begin, stop in found:
        if places and begin <= places[-1][1]:
            places[-1] = (places[-1][0], max(stop, places[-1][1]))
        else:
            places.append((begin, stop))
    return places


def _occurrences(text: str, run: str) -> Iterator[tuple[int, int]]:
    at = text.find(run)
    while at >= 0:
        yield at, at + len(run)
        at = text.find(run, at + len(run))


def _stretches(text: str, places: Sequence[tuple[int, int]]) -> Iterator[Stretch]:
    position = 0
    for begin, stop in places:
        if begin > position:
            yield Stretch(text[position:begin])
        yield Stretch(text[begin:stop], is_marked=True)
        position = stop
    if position < len(text):
        yield Stretch(text[position:])
