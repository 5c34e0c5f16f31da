"""The three statutory tables of a document, each by the surest route that finds it (法定表格定位).

Ruled grids are tried first, since they say where their cells are; then text whose values are parted; then text whose
numbers ran together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from gongkai.documents.blocks import Document, Evidence, Grid, Paragraph
from gongkai.documents.problems import Problem
from gongkai.reports import bind_applications, bind_proactive, bind_remedies
from gongkai.reports.bind_applications import ColumnEvidence
from gongkai.reports.bound_table import BoundTable, lines_dropped, missing
from gongkai.reports.dropped_lines import lost_repeated_lines
from gongkai.reports.glued_text import rows_of_glued_text
from gongkai.reports.layouts import columns_under_heads
from gongkai.reports.outline import region
from gongkai.reports.value_rows import Route, ValueRow, rows_of_grid, rows_of_text
from gongkai.statute.editions import EDITIONS

Outcome: TypeAlias = BoundTable | Problem | None
_LONGEST_TABLE_LINE = 400
_FINAL = ("table.repeated", "table.columns_moved")
"""What one route finds out about a table, no other route can know better."""


@dataclass(frozen=True)
class _Routes:
    """The ways in which a document may carry its tables, each worked out only when asked for."""

    document: Document

    @cached_property
    def grids(self) -> tuple[Grid, ...]:
        return tuple(block for block in self.document.blocks if isinstance(block, Grid))

    @cached_property
    def ruled(self) -> list[ValueRow]:
        rows: list[ValueRow] = []
        for number, grid in enumerate(self.grids):
            if grid.evidence is Evidence.RULED:
                rows += rows_of_grid(grid, number=number)
        return rows

    @cached_property
    def lines(self) -> Sequence[Paragraph]:
        """The lines of the region where the tables stand, with the rows of all grids among them as lines."""
        found: list[Paragraph] = []
        for block in self.document.blocks:
            found += [block] if isinstance(block, Paragraph) else _as_lines(block)
        return region(found)

    @cached_property
    def parted(self) -> list[ValueRow]:
        return rows_of_text(line for line in self.lines if not _is_sentence(line.text))

    @cached_property
    def lost_lines(self) -> bool:
        return lost_repeated_lines(self.lines)

    @cached_property
    def glued(self) -> list[ValueRow]:
        return rows_of_glued_text(line.text for line in self.lines)

    @cached_property
    def heads(self) -> Mapping[int, tuple[int, ...]]:
        """The columns under the applicants' heads of table three, by grid."""
        applicants = EDITIONS[-1].applications.sections[0].columns
        found: dict[int, tuple[int, ...]] = {}
        for number, grid in enumerate(self.grids):
            before = next((at for at, row in enumerate(grid.rows) if _holds(row, "本年新收")), None)
            columns = columns_under_heads(grid, before=before, columns=applicants) if before else None
            if columns:
                found[number] = columns
        return found


def bind_tables(document: Document) -> tuple[Mapping[str, BoundTable], tuple[Problem, ...]]:
    """Return the tables that were recovered by key, and why the others were not (法定表格定位)."""
    routes = _Routes(document)
    outcomes = {
        "proactive": _first(
            lambda: bind_proactive.bind(routes.ruled, route=Route.RULED),
            lambda: bind_proactive.bind(routes.parted, route=Route.PARTED),
            lambda: bind_proactive.bind(routes.glued, route=Route.GLUED),
        ),
        "applications": _first(
            lambda: bind_applications.bind(routes.ruled, ColumnEvidence(True, lambda: routes.heads)),
            lambda: bind_applications.bind(
                routes.parted, ColumnEvidence(False, has_lost_lines=lambda: routes.lost_lines)
            ),
            lambda: bind_applications.bind(routes.glued, ColumnEvidence(False)),
        ),
    }
    edition = next((one.edition for one in outcomes.values() if isinstance(one, BoundTable)), EDITIONS[-1].edition)
    in_order = all(isinstance(one, BoundTable) for one in outcomes.values())
    outcomes["remedies"] = _first(
        lambda: bind_remedies.bind(routes.ruled, edition=edition, is_ruled=True, is_in_order=True),
        lambda: bind_remedies.bind(routes.parted, edition=edition, is_ruled=False, is_in_order=in_order),
        lambda: bind_remedies.bind(routes.glued, edition=edition, is_ruled=False, is_in_order=False),
    )
    return _sorted_out(outcomes, routes)


def _first(*routes: Callable[[], Outcome]) -> Outcome:
    """Return the first table that a route recovers whole, else the first one in part, else the first problem."""
    seen: list[BoundTable | Problem] = []
    for route in routes:
        outcome = route()
        if isinstance(outcome, BoundTable) and not outcome.problems:
            return outcome
        if isinstance(outcome, Problem) and outcome.code in _FINAL:
            return outcome
        if outcome is not None:
            seen.append(outcome)
    tables = [outcome for outcome in seen if isinstance(outcome, BoundTable)]
    return next(iter(tables), next(iter(seen), None))


def _sorted_out(
    outcomes: Mapping[str, Outcome], routes: _Routes
) -> tuple[Mapping[str, BoundTable], tuple[Problem, ...]]:
    tables: dict[str, BoundTable] = {}
    problems: list[Problem] = []
    incomplete = any(not isinstance(outcome, BoundTable) or outcome.problems for outcome in outcomes.values())
    dropped = incomplete and not routes.ruled and routes.lost_lines
    for key, outcome in outcomes.items():
        if isinstance(outcome, BoundTable) and not (dropped and outcome.problems):
            tables[key] = outcome
            problems += outcome.problems
        elif dropped:
            problems.append(lines_dropped(key))
        else:
            problems.append(outcome if isinstance(outcome, Problem) else missing(key))
    return tables, tuple(problems)


def _as_lines(grid: Grid) -> Iterable[Paragraph]:
    return (Paragraph("\t".join(text or "" for text in row), grid.place) for row in grid.rows)


def _is_sentence(text: str) -> bool:
    return "。" in text or len(text) > _LONGEST_TABLE_LINE


def _holds(row: Sequence[str | None], label: str) -> bool:
    return any(text and label in "".join(text.split()) for text in row)
