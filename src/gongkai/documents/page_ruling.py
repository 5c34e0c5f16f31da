"""Ruling lines of a page, cleaned: doubled, broken and slightly crooked lines become one track each (表格线)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

SAME_LINE = 3.0
"""Two parallel lines nearer than this are one line drawn twice; the lowest row of a form is above 6 points."""
_WIDEST_TRACK = 4.5
_BRIDGED_GAP = 3.0
_SHORTEST_SPAN = 5.0


class Segment(NamedTuple):
    """One straight stroke along an axis: where it lies across its direction, and from where to where (线段)."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Track:
    """All strokes that lie on one line; ``spans`` are sorted and do not touch (线轨)."""

    at: float
    spans: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """The horizontal (``across``) and vertical (``down``) lines of a page, each sorted by position (页面表格线)."""

    across: tuple[Track, ...] = ()
    down: tuple[Track, ...] = ()
    _ys: tuple[float, ...] = ()
    _xs: tuple[float, ...] = ()

    def walls(self, *, left: float, right: float, middle: float) -> tuple[float, ...]:
        """Return the x of each vertical line that stands inside ``left``–``right`` at height ``middle`` (隔线)."""
        first, last = bisect_left(self._xs, left), bisect_left(self._xs, right)
        return tuple([track.at for track in self.down[first:last] if _covers(track, middle)]) if first < last else ()

    def shelves(self, *, top: float, bottom: float, middle: float) -> tuple[float, ...]:
        """Return the y of each horizontal line that lies inside ``top``–``bottom`` at ``middle`` (横隔线)."""
        first, last = bisect_left(self._ys, top), bisect_left(self._ys, bottom)
        return tuple([track.at for track in self.across[first:last] if _covers(track, middle)]) if first < last else ()


def rule_up(*, across: Iterable[Segment], down: Iterable[Segment]) -> Ruling:
    """Gather strokes into tracks: near parallels become one, pieces of a line are bridged (归并线段)."""
    rows, columns = _tracks(across), _tracks(down)
    return Ruling(rows, columns, tuple(track.at for track in rows), tuple(track.at for track in columns))


def _tracks(segments: Iterable[Segment]) -> tuple[Track, ...]:
    tracks: list[Track] = []
    group: list[Segment] = []
    for segment in sorted(segments):
        if group and (segment.at - group[-1].at > SAME_LINE or segment.at - group[0].at > _WIDEST_TRACK):
            tracks.extend(_one_track(group))
            group = []
        group.append(segment)
    if group:
        tracks.extend(_one_track(group))
    return tuple(tracks)


def _one_track(group: list[Segment]) -> Iterable[Track]:
    spans: list[tuple[float, float]] = []
    start = end = None
    for _, left, right in sorted(group, key=itemgetter(1)):
        if start is None or end is None:
            start, end = left, right
        elif left <= end + _BRIDGED_GAP:
            end = max(end, right)
        else:
            spans.append((start, end))
            start, end = left, right
    if start is not None and end is not None:
        spans.append((start, end))
    long_enough = tuple(span for span in spans if span[1] - span[0] >= _SHORTEST_SPAN)
    if long_enough:
        yield Track((group[0].at + group[-1].at) / 2, long_enough)


def _covers(track: Track, middle: float) -> bool:
    return any(start - SAME_LINE <= middle <= end + SAME_LINE for start, end in track.spans)
