"""A published annual report after reading (年度报告读取结果)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.documents.blocks import NOWHERE, Carrier, Place
from gongkai.documents.problems import Problem
from gongkai.reports.findings import Finding, Severity
from gongkai.statute.editions import BY_EDITION
from gongkai.statute.report_form import Form, Table, Value

TABLES = ("proactive", "applications", "remedies")


@dataclass(frozen=True, slots=True)
class Chapter:
    """One of the six parts of a report (报告章节).

    ``number`` is 1 to 6 as in the form, whatever the report itself prints; 0 for the preface before part one.
    ``text`` is the prose of the part without its tables, one paragraph a line.
    """

    number: int
    title: str
    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Report:
    """What one published report says, where it says it, and what is wrong with it (年度报告).

    ``editions`` names, for each table that was recovered, the edition whose rows it has. ``figures`` holds every cell
    of those tables by its path; a blank cell is there and is None. A table that was not recovered is in neither, and
    a problem says why. ``places`` tells where a cell was found. ``title`` is the title as printed; ``agency`` the organ
    it names, its place completed from the text; ``year`` the reporting year; ``reported_on`` the report's own date.
    ``signed_by`` is who signs it, where that is not ``agency``: a territory's report bears the name of the place.
    ``unread`` are the cells that are None because they could not be read, and not because they are blank.
    """

    source: str
    carrier: Carrier | None = None
    title: str | None = None
    agency: str | None = None
    signed_by: str | None = None
    year: int | None = None
    reported_on: date | None = None
    editions: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, Value] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict)
    chapters: tuple[Chapter, ...] = ()
    findings: tuple[Finding, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: frozenset[str] = frozenset()

    @property
    def edition(self) -> str | None:
        """The edition of table three, or of whichever table was recovered (版本)."""
        for table in ("applications", "proactive", "remedies"):
            if table in self.editions:
                return self.editions[table]
        return None

    def form_of(self, table: str) -> Form | None:
        """Return the form that one of the three tables follows, or None where it was not recovered."""
        edition = self.editions.get(table)
        return None if edition is None else BY_EDITION[edition]

    def table(self, key: str) -> Table | None:
        """Return the table of the form whose cells ``figures`` holds, or None where it was not recovered."""
        form = self.form_of(key)
        return None if form is None else getattr(form, key)

    @property
    def is_readable(self) -> bool:
        """Whether anything of a report was recovered at all."""
        return bool(self.editions)

    @property
    def worst(self) -> Severity | None:
        """The gravest severity among the findings, or None where there is none (最高严重程度)."""
        present = {finding.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in present), None)
