"""Figures in the prose that contradict the tables (正文与表格核对).

Precision comes first: a figure is compared only where the words around it leave no doubt which cell it speaks of, whose
figure it is and of which year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from gongkai.reports.checks.narrative.claims import Reading, judge, names_the_cell, together
from gongkai.reports.checks.narrative.scope import Whose
from gongkai.reports.checks.narrative.statements import Statement, statements
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report
from gongkai.statute.instruments import REGULATION_2019
from gongkai.statute.report_form import Form, Verdict, total

_CITATION = str(REGULATION_2019.at("第五十条"))


def disagreements(report: Report) -> Iterator[Finding]:
    """Yield one warning for each cell that the prose contradicts, at the first place that does (正文数字不符)."""
    seen: set[Reading] = set()
    for statement in _contradicting(report):
        cells = statement.claim.cells
        if cells not in seen:
            seen.add(cells)
            yield _finding(report, statement)


def _contradicting(report: Report) -> Iterator[Statement]:
    ours = _own_first(statement for statement in statements(report) if statement.whose is not Whose.FOREIGN)
    groups: dict[tuple[int, Reading], list[Statement]] = defaultdict(list)
    for statement in ours:
        groups[statement.sentence, statement.claim.cells].append(statement)
    for group in groups.values():
        if not names_the_cell([statement.claim for statement in group], report.figures):
            for statement in _added_up(group):
                if judge(statement.claim, report.figures) is Verdict.DISAGREES:
                    yield statement


def _added_up(group: list[Statement]) -> list[Statement]:
    """Return the statements of one sentence on one cell, or their sum where they are its parts."""
    whole = together([statement.claim for statement in group])
    if whole is None:
        return group
    return [replace(group[0], claim=whole, quote="，".join(statement.quote for statement in group))]


def _own_first(found: Iterable[Statement]) -> list[Statement]:
    """Drop what is said of the territory where the organ's own figure is given as well."""
    kept = list(found)
    own = {statement.claim.cells for statement in kept if statement.whose is Whose.OWN}
    return [statement for statement in kept if statement.whose is Whose.OWN or statement.claim.cells not in own]


def _finding(report: Report, statement: Statement) -> Finding:
    claim = statement.claim
    expected, found = str(total(claim.cells, report.figures)), _plain(claim.value.value)
    return Finding(
        "narrative.disagrees",
        Severity.WARNING,
        f"正文称“{statement.quote}”，而{_names(report, claim.cells)}为{expected}。",
        cells=claim.cells,
        expected=expected,
        found=found,
        quote=statement.quote,
        citation=_CITATION,
    )


def _names(report: Report, cells: Reading) -> str:
    form = _form(report, cells[0])
    if len(cells) == 1:
        return form.name(cells[0])
    return f"{form.name(cells[0])}等{len(cells)}格之和"


def _form(report: Report, path: str) -> Form:
    form = report.form_of(path.partition(".")[0])
    if form is None:
        raise KeyError(path)
    return form


def _plain(value: Decimal) -> str:
    """Write a number without exponent or idle zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
