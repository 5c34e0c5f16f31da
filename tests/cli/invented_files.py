"""Invented reports as files, for the tests of the command."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from gongkai.reports.writers import docx
from gongkai.statute.report_form import Value
from reports.checks.invented_reports import report

BALANCED: Mapping[str, Value] = {
    "applications.new.natural_person": 3,
    "applications.new.total": 3,
    "applications.granted.natural_person": 2,
    "applications.granted.total": 2,
    "applications.total.natural_person": 2,
    "applications.total.total": 2,
    "applications.carried_out.natural_person": 1,
    "applications.carried_out.total": 1,
}
"""Three came in, two were granted, one is carried over."""

UNBALANCED: Mapping[str, Value] = {**BALANCED, "applications.new.natural_person": 5, "applications.new.total": 5}

ONE_CARRIED_IN: Mapping[str, Value] = {
    "applications.carried_in.natural_person": 1,
    "applications.carried_in.total": 1,
    "applications.granted.natural_person": 1,
    "applications.granted.total": 1,
    "applications.total.natural_person": 1,
    "applications.total.total": 1,
}


def write_report(path: Path, figures: Mapping[str, Value], *, year: int = 2022, agency: str = "清江县水利局") -> Path:
    """Write a report as a Word document and return its path."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(docx.write(report(figures=figures, year=year, agency=agency)))
    return path
