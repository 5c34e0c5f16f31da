"""Everything that can be found wrong in a report (年度报告核查).

:func:`findings_of` judges one report by itself; :mod:`between_years` and :mod:`rollup` judge reports by each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gongkai.reports.checks.cells import blank_cells, invalid_cells
from gongkai.reports.checks.citations import citation_years
from gongkai.reports.checks.lateness import late_report
from gongkai.reports.checks.narrative import disagreements
from gongkai.reports.checks.sections import fee_statement, missing_sections, section_order
from gongkai.reports.checks.sums import sums
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report

Check = Callable[[Report], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    sums,
    invalid_cells,
    blank_cells,
    disagreements,
    citation_years,
    missing_sections,
    section_order,
    fee_statement,
    late_report,
)

RULES = (
    "applications.balance",
    "applications.total",
    "applications.row_sum",
    "remedies.block_sum",
    "cell.invalid",
    "cell.blank",
    "applications.carry_over",
    "proactive.continuity",
    "narrative.disagrees",
    "narrative.citation_year",
    "section.missing",
    "section.order",
    "section.fee_statement",
    "report.late",
    "rollup.sum",
)
"""Every rule in the order in which findings of one severity are told."""

_GRAVITY = {severity: rank for rank, severity in enumerate(Severity)}
_RANK = {rule: rank for rank, rule in enumerate(RULES)}


def findings_of(report: Report) -> tuple[Finding, ...]:
    """Return what is wrong in one report: errors first, then warnings, then notices (核查发现).

    Within a severity findings follow the rules' order, within a rule the order of the form or of the text.
    """
    return in_order(tuple(finding for check in CHECKS for finding in check(report)))


def in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Return the findings gravest first, and by rule within a severity (发现排序)."""
    return tuple(sorted(findings, key=lambda finding: (_GRAVITY[finding.severity], _RANK[finding.rule])))
