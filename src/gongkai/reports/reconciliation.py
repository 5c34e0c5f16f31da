"""Choosing one reading for every row of a table by the sums of its columns (勾稽定读).

The rows that were read for certain stand. For the others the column sums strike out readings until one is left, or
until it is plain that more than one would do: then only what all of them agree on is taken.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from gongkai.reports.placement import Candidate

Number: TypeAlias = int | Decimal
Options: TypeAlias = dict[str, list[Candidate]]
Equation: TypeAlias = tuple[tuple[str, int], ...]
"""Rows with the sign they have in a sum that comes to nothing in every column."""

_MOST_STEPS = 60


@dataclass(slots=True)
class _Search:
    equations: Sequence[Equation]
    columns: int
    steps: int = 0

    def solutions(self, options: Options, *, most: int) -> list[Options]:
        """Return up to ``most`` complete choices that satisfy every equation."""
        self.steps += 1
        narrowed = self.narrow(options)
        if narrowed is None or self.steps > _MOST_STEPS:
            return []
        open_rows = [row for row, choices in narrowed.items() if len(choices) > 1]
        if not open_rows:
            return [narrowed]
        row = min(open_rows, key=lambda name: len(narrowed[name]))
        found: list[Options] = []
        for choice in narrowed[row]:
            found += self.solutions({**narrowed, row: [choice]}, most=most - len(found))
            if len(found) >= most:
                break
        return found

    def narrow(self, options: Options) -> Options | None:
        """Strike out the readings that no choice for the other rows could balance; None if a row has none left."""
        current, changed = dict(options), True
        while changed:
            changed = False
            for equation in self.equations:
                for column in range(self.columns):
                    outcome = _strike_out(current, equation, column)
                    if outcome is None:
                        return None
                    changed = changed or outcome
        return current


def _strike_out(options: Options, equation: Equation, column: int) -> bool | None:
    """Narrow the rows of one equation in one column in place; tell whether anything went, None if a row is empty."""
    bounds = {row: _bounds(options[row], column, sign) for row, sign in equation if row in options}
    low = sum((bound[0] for bound in bounds.values()), start=0)
    high = sum((bound[1] for bound in bounds.values()), start=0)
    if low > 0 or high < 0:
        return None
    changed = False
    for row, sign in equation:
        if row not in options or len(options[row]) == 1:
            continue
        least, most = low - bounds[row][0], high - bounds[row][1]
        kept = [choice for choice in options[row] if least <= -sign * choice.vector[column] <= most]
        if not kept:
            return None
        if len(kept) < len(options[row]):
            options[row] = kept
            changed = True
    return changed


def _bounds(choices: Sequence[Candidate], column: int, sign: int) -> tuple[Number, Number]:
    values = [sign * choice.vector[column] for choice in choices]
    return min(values), max(values)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """The readings left for each row (定读结果). ``is_unique``: every row has one, by itself or by the sums."""

    options: Mapping[str, list[Candidate]]
    is_unique: bool


def reconcile(options: Options, equations: Sequence[Equation], columns: int) -> Reconciled:
    """Return what is left of the readings after the columns were added up (勾稽定读).

    Where the rows that are certain already contradict each other, the columns cannot judge: the readings come back as
    they were.
    """
    if all(len(choices) == 1 for choices in options.values()):
        return Reconciled(options, is_unique=True)
    search = _Search(equations, columns)
    narrowed = search.narrow(options)
    if narrowed is None:
        return Reconciled(options, is_unique=False)
    found = search.solutions(narrowed, most=2)
    if len(found) == 1 and search.steps <= _MOST_STEPS:
        return Reconciled(found[0], is_unique=True)
    return Reconciled(narrowed, is_unique=False)
