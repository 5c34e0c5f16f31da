"""The figures of a version: what the records give, what was told by hand, and what was frozen (报告数据)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from gongkai.apps.agencies.models import Agency
from gongkai.apps.reporting.cell_sources import Asked, compiled
from gongkai.apps.reporting.cell_values import value_told
from gongkai.apps.reporting.models import CellEntry, ReportVersion
from gongkai.apps.reporting.selectors.rollups import Rollup, rollup_of
from gongkai.apps.reporting.selectors.territories import Counted, counted_now
from gongkai.statute.editions import form_for
from gongkai.statute.report_deadlines import Scope
from gongkai.statute.report_form import Value
from gongkai.statute.report_sums import with_sums


@dataclass(frozen=True, slots=True)
class VersionFigures:
    """What a version reports, by path (报告数据).

    ``compiled`` is what the records give, or for a territory its parts. ``entries`` are the cells told by hand.
    ``known_at`` is None for figures of this moment. ``rollup`` are the parts of a territory's figures of this moment.
    ``asked`` is whose records an organ's own figures count; None for a territory and a published file.
    """

    values: Mapping[str, Value]
    compiled: Mapping[str, Value]
    entries: Mapping[str, CellEntry]
    known_at: datetime | None = None
    rollup: Rollup | None = None
    asked: Asked | None = None

    @property
    def is_frozen(self) -> bool:
        """Whether somebody vouched for them (是否定格)."""
        return self.known_at is not None

    @property
    def blanks(self) -> tuple[str, ...]:
        """The cells that nothing gives yet, in the order of the form (未填单元格)."""
        return tuple(path for path, value in self.values.items() if value is None)


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that would be compiled otherwise now than it was frozen (与定格数据的差异)."""

    path: str
    name: str
    frozen: Value
    now: Value


def asked_of(agency: Agency, *, year: int, known_at: datetime | None = None, counted: Counted | None = None) -> Asked:
    """Return whose records an organ's own report counts: its own, and theirs that answer in its name (统计口径)."""
    found = counted_now(agency, year=year, scope=Scope.OWN) if counted is None else counted
    return Asked(tuple(number for number, _ in found), year, known_at)


def asked_for(version: ReportVersion) -> Asked:
    """Return whose records an organ's own version counts: as frozen, once it was checked (报告统计口径)."""
    report, kept = version.report, None if version.is_open else version.snapshot
    if kept is None:
        return asked_of(report.agency, year=report.year)
    return asked_of(report.agency, year=report.year, known_at=kept.known_at, counted=kept.counted)


def compile_figures(
    agency: Agency, *, year: int, scope: Scope, known_at: datetime | None = None, counted: Counted | None = None
) -> tuple[dict[str, Value], Rollup | None]:
    """Return every cell of the form as the records give it, for a territory with its parts (编制数据).

    With ``known_at`` they are as they could be known at that moment, whatever happened since; with ``counted`` of those
    organs, wherever they stand since.
    """
    edition = form_for(year).edition
    if scope is Scope.TERRITORY:
        rollup = rollup_of(agency, year=year, known_at=known_at, counted=counted)
        return with_sums(edition, rollup.figures), rollup
    return with_sums(edition, compiled(asked_of(agency, year=year, known_at=known_at, counted=counted))), None


def figures_now(
    version: ReportVersion, *, known_at: datetime | None = None, counted: Counted | None = None
) -> VersionFigures:
    """Return the figures as they are now, or were at a moment, with what was told by hand (现时数据)."""
    report, asked = version.report, None
    if report.scope is Scope.OWN:
        counted = counted_now(report.agency, year=report.year, scope=report.scope) if counted is None else counted
        asked = asked_of(report.agency, year=report.year, known_at=known_at, counted=counted)
    found, rollup = compile_figures(
        report.agency, year=report.year, scope=report.scope, known_at=known_at, counted=counted
    )
    entries = entries_of(version)
    told = {path: value_told(report.form.by_path[path], entry.value) for path, entry in entries.items()}
    return VersionFigures(with_sums(report.form.edition, {**found, **told}), found, entries, None, rollup, asked)


def figures_of(version: ReportVersion) -> VersionFigures:
    """Return the figures that a version has: the frozen ones once it was checked (报告数据)."""
    snapshot = version.snapshot
    if snapshot is None or version.is_open:
        return figures_now(version)
    asked = asked_for(version) if version.report.scope is Scope.OWN and not version.imported_id else None
    return VersionFigures(
        snapshot.values, snapshot.compiled_values, entries_of(version), snapshot.known_at, asked=asked
    )


def entries_of(version: ReportVersion) -> dict[str, CellEntry]:
    """Return what stands of what was told by hand, by path (填报数据)."""
    newest: dict[str, CellEntry] = {}
    for entry in version.entries.select_related("by").order_by("pk"):
        newest[entry.path] = entry
    return {path: entry for path, entry in newest.items() if not entry.is_withdrawn}


def differences(version: ReportVersion) -> Sequence[Difference]:
    """Return the cells that a compile now would give otherwise than was frozen (与定格数据的差异).

    Empty before anything was frozen, and for a report that was taken from a published file.
    """
    if version.snapshot is None or version.imported_id:
        return []
    form, frozen, now = version.report.form, version.snapshot.values, figures_now(version).values
    return [
        Difference(path, form.name(path), frozen.get(path), now[path])
        for path in form.by_path
        if frozen.get(path) != now[path]
    ]
