"""Figures of an invented report, sound in themselves and with the year before (虚构数据)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from gongkai.statute.editions import BY_EDITION
from gongkai.statute.editions.shared_rows import APPLICANTS
from gongkai.statute.report_form import Value
from gongkai.statute.report_sums import with_sums

EDITION = "2021"
_COLUMNS = tuple(column.key for column in APPLICANTS if column.key != "total")
_OUTCOMES = ("granted", "partly_granted", "unavailable.not_held", "refused.other_law", "declined.repeat")
_RESULTS = ("upheld", "corrected", "other", "pending")


@dataclass(frozen=True, slots=True)
class YearEndFigures:
    """What the next year begins with (年末数据)."""

    carried_out: Mapping[str, int]
    in_force: int


def opening(chance: Random) -> YearEndFigures:
    """Return what an organ's first year begins with (期初数据)."""
    return YearEndFigures(dict.fromkeys(_COLUMNS, 0) | {"natural_person": chance.randint(1, 4)}, chance.randint(5, 60))


def year_of(chance: Random, before: YearEndFigures) -> tuple[dict[str, Value], YearEndFigures]:
    """Return every cell of one year's report, and what it hands on (一年数据).

    Natural persons have at least one of each: new, carried over, granted, so that an error has something to bite on.
    """
    cells: dict[str, Value] = {path: 0 for path in BY_EDITION[EDITION].by_path}
    handed_on = {column: _column(chance, cells, column, carried_in=before.carried_out[column]) for column in _COLUMNS}
    made, repealed = chance.randint(0, 6), chance.randint(0, min(4, before.in_force))
    in_force = before.in_force + made - repealed
    cells |= {
        "proactive.normative_documents.made": made,
        "proactive.normative_documents.repealed": repealed,
        "proactive.normative_documents.in_force": in_force,
        "proactive.licensing.decisions": chance.randint(0, 400),
        "proactive.penalties.decisions": chance.randint(0, 90),
        "proactive.charges.amount": Decimal(chance.randint(0, 90_000)) / 100,
    }
    for block in ("reconsideration", "litigation_direct", "litigation_after_reconsideration"):
        cells |= {f"remedies.{block}.{result}": chance.choice((0, 0, 0, 1, 2)) for result in _RESULTS}
    return with_sums(EDITION, cells), YearEndFigures(handed_on, in_force)


def added(left: Mapping[str, Value], right: Mapping[str, Value]) -> dict[str, Value]:
    """Return the sum of two reports, cell by cell; both have every cell (合并数据)."""
    return {path: (left[path] or 0) + (right[path] or 0) for path in left}


def _column(chance: Random, cells: dict[str, Value], column: str, *, carried_in: int) -> int:
    """Fill one column of table three so that it balances; return what it carries over (一类申请人)."""
    is_person = column == "natural_person"
    new = chance.randint(5, 60) if is_person else chance.choice((0, 0, 0, 1, 2, 5))
    carried_out = chance.randint(1, 3) if is_person else min(new, chance.choice((0, 0, 0, 1)))
    left = new + carried_in - carried_out
    cells |= {
        f"applications.new.{column}": new,
        f"applications.carried_in.{column}": carried_in,
        f"applications.carried_out.{column}": carried_out,
    }
    for outcome in _OUTCOMES[1:]:
        share = chance.randint(0, left // 3)
        cells[f"applications.{outcome}.{column}"] = share
        left -= share
    cells[f"applications.{_OUTCOMES[0]}.{column}"] = left
    return carried_out
