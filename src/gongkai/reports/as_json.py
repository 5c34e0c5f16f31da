"""A report as the JSON of the outside contract (机读格式)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from gongkai.documents.problems import Problem
from gongkai.reports.findings import Finding
from gongkai.reports.model import TABLES, Report
from gongkai.statute.report_form import Table, Value


def as_json(report: Report) -> dict[str, Any]:
    """Return the report as a JSON-ready mapping, keys in the contract's order (机读格式)."""
    return {
        "source": report.source,
        "edition": report.edition,
        "editions": dict(report.editions),
        "agency": report.agency,
        "year": report.year,
        "reported_on": report.reported_on.isoformat() if report.reported_on else None,
        **{key: _table(report, key) for key in TABLES},
        "sections": {str(chapter.number): chapter.text for chapter in report.chapters if chapter.number},
        "findings": [_finding(finding) for finding in report.findings],
        "problems": [_problem(problem) for problem in report.problems],
    }


def _table(report: Report, key: str) -> dict[str, Any] | None:
    table = report.table(key)
    if table is None:
        return None
    return _by_column_name(report, table) if key == "proactive" else _by_position(report, table)


def _by_column_name(report: Report, table: Table) -> dict[str, Any]:
    return {
        row.key: {column.key: _cell(report.figures[f"{table.key}.{row.key}.{column.key}"]) for column in part.columns}
        for part in table.sections
        for row in part.rows
    }


def _by_position(report: Report, table: Table) -> dict[str, Any]:
    return {
        row.key: [_cell(report.figures[f"{table.key}.{row.key}.{column.key}"]) for column in part.columns]
        for part in table.sections
        for row in part.rows
    }


def _cell(value: Value) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.code,
        "message": finding.message,
        "cells": list(finding.cells),
        "expected": finding.expected,
        "found": finding.found,
        "quote": finding.quote,
        "citation": finding.citation,
    }


def _problem(problem: Problem) -> dict[str, Any]:
    told = {"code": problem.code, "message": problem.message}
    return told if problem.table is None else {**told, "table": problem.table}
