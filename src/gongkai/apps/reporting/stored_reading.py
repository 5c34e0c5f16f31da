"""A report that was read, as the columns of a record and back (读取结果的存储).

The figures are checked against the form on the way in and on the way out: a cell the form does not have, or a table
with a cell too few, never reaches the database.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from gongkai.documents.blocks import Carrier, Place
from gongkai.documents.problems import Problem
from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import TABLES, Chapter, Report
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Value

_CARRIERS = {carrier.code: carrier for carrier in Carrier}
_SEVERITIES = {severity.code: severity for severity in Severity}
_PLACE_FIELDS = ("page", "sheet", "line", "table", "row", "column")


class NotOfTheFormError(ValueError):
    """The figures are not those of the editions they claim to follow (不符合报告格式)."""


def cells_of(editions: Mapping[str, str]) -> frozenset[str]:
    """Return the path of every cell that the tables of these editions have (应有单元格).

    Raises NotOfTheFormError for an edition or a table that does not exist.
    """
    if unknown := set(editions) - set(TABLES) | set(editions.values()) - set(BY_EDITION):
        raise NotOfTheFormError(f"没有这样的表或版本：{'、'.join(sorted(unknown))}")
    return frozenset(
        cell.path
        for key, edition in editions.items()
        for table in BY_EDITION[edition].tables
        if table.key == key
        for cell in table.cells
    )


def validate(*, figures: Mapping[str, Any], editions: Mapping[str, str]) -> None:
    """Let the figures pass or raise NotOfTheFormError (按格式校验)."""
    expected = cells_of(editions)
    if apart := expected ^ figures.keys():
        raise NotOfTheFormError(f"单元格与格式不符：{'、'.join(sorted(apart)[:5])}")
    for path, value in figures.items():
        _value(path, value)


def columns_of(report: Report) -> dict[str, Any]:
    """Return what a record keeps of a report that was read (入库字段).

    Raises NotOfTheFormError where the figures do not fit the form.
    """
    figures = plain_figures(report.figures)
    editions = dict(report.editions)
    validate(figures=figures, editions=editions)
    return {
        "title": report.title or "",
        "year": report.year,
        "edition": report.edition or "",
        "editions": editions,
        "reported_on": report.reported_on,
        "carrier": report.carrier.code if report.carrier else "",
        "figures": figures,
        "places": {path: _place_columns(place) for path, place in report.places.items()},
        "chapters": [_chapter_columns(chapter) for chapter in report.chapters],
        "findings": [finding_columns(finding) for finding in report.findings],
        "problems": [_problem_columns(problem) for problem in report.problems],
    }


def report_from(columns: Mapping[str, Any], *, source: str, agency: str | None) -> Report:
    """Return the report that :func:`columns_of` took apart (还原报告).

    Raises NotOfTheFormError where the stored figures do not fit the form.
    """
    validate(figures=columns["figures"], editions=columns["editions"])
    reported_on: date | None = columns["reported_on"]
    return Report(
        source=source,
        carrier=_CARRIERS.get(columns["carrier"]),
        title=columns["title"] or None,
        agency=agency,
        year=columns["year"],
        reported_on=reported_on,
        editions=columns["editions"],
        figures=values_from(columns["figures"]),
        places={path: Place(**place) for path, place in columns["places"].items()},
        chapters=tuple(_chapter(kept) for kept in columns["chapters"]),
        findings=tuple(finding_from(kept) for kept in columns["findings"]),
        problems=tuple(Problem(**kept) for kept in columns["problems"]),
    )


def plain_figures(figures: Mapping[str, Value]) -> dict[str, int | str | None]:
    """Return figures as JSON keeps them: an amount as a string (数据入库)."""
    return {path: _plain(value) for path, value in figures.items()}


def values_from(figures: Mapping[str, Any]) -> dict[str, Value]:
    """Return stored figures as values (还原数据).

    Raises NotOfTheFormError for what is no figure.
    """
    return {path: _value(path, value) for path, value in figures.items()}


def finding_columns(finding: Finding) -> dict[str, Any]:
    """Return a finding as JSON (发现入库)."""
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


def finding_from(kept: Mapping[str, Any]) -> Finding:
    """Return the finding that :func:`finding_columns` took apart (还原发现)."""
    return Finding(**{**kept, "severity": _SEVERITIES[kept["severity"]], "cells": tuple(kept["cells"])})


def _plain(value: Value) -> int | str | None:
    return str(value) if isinstance(value, Decimal) else value


def _value(path: str, value: Any) -> Value:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    try:
        if isinstance(value, str) and (amount := Decimal(value)).is_finite():
            return amount
    except ArithmeticError:
        pass
    raise NotOfTheFormError(f"{path} 不是数值：{value!r}")


def _place_columns(place: Place) -> dict[str, Any]:
    return {name: found for name in _PLACE_FIELDS if (found := getattr(place, name)) is not None}


def _chapter_columns(chapter: Chapter) -> dict[str, Any]:
    return {
        "number": chapter.number,
        "title": chapter.title,
        "text": chapter.text,
        "place": _place_columns(chapter.place),
    }


def _chapter(kept: Mapping[str, Any]) -> Chapter:
    return Chapter(**{**kept, "place": Place(**kept["place"])})


def _problem_columns(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "message": problem.message, "table": problem.table}
