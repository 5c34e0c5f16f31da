"""Which value of a row belongs in which column, where the carrier does not say (落位).

Blanks fall out in conversion, a number is wrapped over a line end, a page number stands between, or nothing parts the
numbers at all. Every way to read the row that satisfies the row's own sum is a candidate; the table's other sums choose
among them (:mod:`gongkai.reports.reconciliation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import combinations

from gongkai.reports.cell_values import Printed
from gongkai.reports.value_rows import Token

MAX_CANDIDATES = 400
_MOST_MERGES = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a row (候选读法): the token of each column, None where the row has none for it.

    ``was_laid_out``: the row had fewer values than columns, and arithmetic laid them out.
    """

    tokens: tuple[Token | None, ...]
    was_laid_out: bool = False
    vector: tuple[int | Decimal, ...] = field(init=False)
    """The numbers as they enter a sum: what is missing adds nothing."""

    def __post_init__(self) -> None:
        vector = tuple([0 if token is None else token.printed.number or 0 for token in self.tokens])
        object.__setattr__(self, "vector", vector)

    def sums_up(self, widths: tuple[int, ...]) -> bool:
        """Tell whether every group of columns ends in the sum of the ones before it (合计成立)."""
        vector, start = self.vector, 0
        for width in widths:
            end = start + width
            if sum(vector[start : end - 1]) != vector[end - 1]:
                return False
            start = end
        return True


def candidates(filled: Sequence[Token], widths: tuple[int, ...]) -> list[Candidate]:
    """Return the readings of some values as columns in groups of ``widths``, each group ending in its sum (候选读法).

    ``widths`` is ``(7,)`` for a row of table three and ``(5, 5, 5)`` for table four. Readings with the same numbers in
    the same columns count once. An empty list means that no reading satisfies the sums, or that there are too many.
    """
    size = sum(widths)
    if len(filled) == 1 and len(filled[0].text) >= size and filled[0].text.isdecimal():
        found = _segmented(filled[0], widths)
    elif len(filled) < size:
        found = _spread(filled, size)
    else:
        found = _condensed(list(filled), size)
    unique: dict[tuple[int | Decimal, ...], Candidate] = {}
    for candidate in found:
        if candidate.sums_up(widths):
            unique.setdefault(candidate.vector, candidate)
            if len(unique) > MAX_CANDIDATES:
                return []
    return list(unique.values())


def _spread(filled: Sequence[Token], size: int) -> Iterator[Candidate]:
    """Yield every way to lay fewer values than columns, in order."""
    if size > 7 and size - len(filled) > 4:
        return
    for positions in combinations(range(size), len(filled)):
        laid: list[Token | None] = [None] * size
        for position, token in zip(positions, filled, strict=True):
            laid[position] = token
        yield Candidate(tuple(laid), was_laid_out=True)


def _condensed(filled: list[Token], size: int) -> Iterator[Candidate]:
    """Yield every way to bring more values than columns down: wrapped numbers joined, page numbers left out."""
    surplus = len(filled) - size
    if surplus == 0:
        yield Candidate(tuple(filled))
    elif surplus <= _MOST_MERGES:
        for position in range(len(filled)):
            if position + 1 < len(filled) and _can_join(filled[position], filled[position + 1]):
                joined = _join(filled[position], filled[position + 1])
                yield from _condensed([*filled[:position], joined, *filled[position + 2 :]], size)
            yield from _condensed(filled[:position] + filled[position + 1 :], size)


def _can_join(first: Token, second: Token) -> bool:
    return first.text.isdecimal() and second.text.isdecimal() and first.text[0] != "0"


def _join(first: Token, second: Token) -> Token:
    text = first.text + second.text
    return Token(text, Printed(int(text)), first.place, first.column)


def _segmented(run: Token, widths: tuple[int, ...]) -> Iterator[Candidate]:
    """Yield every way to cut a run of digits into numbers whose groups add up."""
    for numbers in _cut_groups(run.text, widths):
        yield Candidate(tuple(Token(text, Printed(int(text)), run.place) for text in numbers))


def _cut_groups(digits: str, widths: tuple[int, ...]) -> Iterator[tuple[str, ...]]:
    if not widths:
        if not digits:
            yield ()
        return
    rest = sum(widths[1:])
    for size in range(widths[0], len(digits) - rest + 1):
        if not rest and size != len(digits):
            continue
        for group in _cut_group(digits[:size], widths[0]):
            for others in _cut_groups(digits[size:], widths[1:]):
                yield group + others


def _cut_group(digits: str, width: int) -> Iterator[tuple[str, ...]]:
    """Yield the cuts of one group: the last number is the sum of the others; none begins with a needless zero."""
    for size in range(1, len(digits) - width + 2):
        last = digits[-size:]
        if last[0] != "0" or size == 1:
            for parts in _cut_to_sum(digits[:-size], width - 1, int(last)):
                yield (*parts, last)


def _cut_to_sum(digits: str, width: int, total: int) -> Iterator[tuple[str, ...]]:
    if width == 1:
        if digits and (digits[0] != "0" or len(digits) == 1) and int(digits) == total:
            yield (digits,)
        return
    longest = 1 if digits[:1] == "0" else min(len(str(total)), len(digits) - width + 1)
    for size in range(1, longest + 1):
        first = int(digits[:size])
        if first <= total:
            for rest in _cut_to_sum(digits[size:], width - 1, total - first):
                yield (digits[:size], *rest)
