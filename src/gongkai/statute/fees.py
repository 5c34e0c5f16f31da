"""The information processing fee, by piece or by page (信息处理费).

For each application the organ picks one of the two, never both (政府信息公开信息处理费管理办法第三条).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count

from gongkai.statute.citations import Citation
from gongkai.statute.instruments import FEE_MEASURES
from gongkai.statute.timelines import Timeline, Version

MOST_UNITS = 100_000
"""No applicant files more in a month, and no application has more pages; a slip of the keyboard may (件数页数上限)."""


@dataclass(frozen=True, slots=True)
class Band:
    """One step of a tariff (收费档次). ``last`` is ``None`` for a step without an end; both ends belong to it."""

    first: int
    last: int | None
    yuan_each: int


@dataclass(frozen=True, slots=True)
class ChargedBand:
    """What one band contributes to a fee (分档计费). Units ``first`` to ``last`` of the count are charged."""

    first: int
    last: int
    yuan_each: int

    @property
    def units(self) -> int:
        """How many pieces or pages are charged in this band (件数或页数)."""
        return self.last - self.first + 1

    @property
    def yuan(self) -> int:
        """What they cost together (小计)."""
        return self.units * self.yuan_each


@dataclass(frozen=True, slots=True)
class Fee:
    """A fee with its reckoning (信息处理费). ``yuan`` is whole yuan."""

    yuan: int
    bands: tuple[ChargedBand, ...]
    citation: Citation


def _piece_bands() -> Iterator[Band]:
    yield Band(1, 10, 0)
    yield Band(11, 30, 100)
    for step in count():
        yield Band(31 + 10 * step, 40 + 10 * step, 200 + 100 * step)


def _page_bands() -> Iterator[Band]:
    yield Band(1, 30, 0)
    yield Band(31, 100, 10)
    yield Band(101, 200, 20)
    yield Band(201, None, 40)


Tariff = Callable[[], Iterator[Band]]
PIECE_TARIFF: Timeline[Tariff] = Timeline(
    "按件计收的收费标准", (Version(_piece_bands, FEE_MEASURES.at("第四条第二款")),)
)
PAGE_TARIFF: Timeline[Tariff] = Timeline("按量计收的收费标准", (Version(_page_bands, FEE_MEASURES.at("第五条")),))


def piece_fee(pieces: int, *, on: date, already: int = 0) -> Fee:
    """Return the fee for ``pieces`` new applications by the piece (按件计收).

    ``already`` counts what the same applicant filed with the same organ before, in the same calendar month: those take
    the cheap places and are not charged again. ``on`` is the day of the fee decision. Raises ValueError for a negative
    count, RuleNotInForce before 2021.
    """
    return _fee(PIECE_TARIFF.on(on), first=already + 1, last=already + pieces)


def page_fee(pages: int, *, on: date) -> Fee:
    """Return the fee for ``pages`` pages of one application (按量计收).

    A page is one side of A4 or smaller; pages are not added up over several applications, and what is already public
    and only pointed to costs nothing. Raises ValueError for a negative count, RuleNotInForce before 2021.
    """
    return _fee(PAGE_TARIFF.on(on), first=1, last=pages)


def _fee(tariff: Version[Tariff], *, first: int, last: int) -> Fee:
    if first < 1 or last < first - 1:
        raise ValueError("counts are not negative")
    bands = tuple(_charge(tariff.value(), first, last))
    return Fee(sum(band.yuan for band in bands), bands, tariff.citation)


def _charge(bands: Iterator[Band], first: int, last: int) -> Iterator[ChargedBand]:
    """Cut the tariff down to the units charged: ``first`` to ``last`` (逐档计算)."""
    for band in bands:
        if band.first > last:
            return
        upper = last if band.last is None else min(last, band.last)
        if upper >= first:
            yield ChargedBand(max(first, band.first), upper, band.yuan_each)
