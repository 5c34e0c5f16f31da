"""Reports judged by each other while they stream past (报告之间的核对)."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from gongkai.reports.checks import between_years, in_order, rollup
from gongkai.reports.checks.between_years import YearEnd
from gongkai.reports.findings import Finding
from gongkai.reports.model import Report

WINDOW = 512
"""Reports held back, so that the year before may still come after the year it bears upon."""


def with_years_compared(reports: Iterable[Report], *, window: int = WINDOW) -> Iterator[Report]:
    """Yield the reports in order, each with what it contradicts of the year before (跨年核对).

    Findings belong to the later year's report, whichever comes first. Where that one has left the window when the
    earlier year's turns up, the earlier one says so in its place. Memory: ``window`` reports, and a few figures of
    each report seen.
    """
    years = _Years()
    for report in reports:
        years.take_in(report)
        if len(years.held) > window:
            yield years.held.popitem(last=False)[1]
    yield from years.held.values()


def with_rollup(reports: Iterable[Report], *, whole: str) -> Iterator[Report]:
    """Yield the reports in order, those of the government ``whole`` compared with the sum of the rest (汇总核对).

    Reports are compared within one year. All are held until the last has been read.
    """
    everything = tuple(reports)
    for report in everything:
        if not is_of(report, whole):
            yield report
            continue
        parts = [part for part in everything if part.year == report.year and not is_of(part, whole)]
        yield _with(report, rollup.compare(report, parts))


def is_of(report: Report, government: str) -> bool:
    """Whether a report is the government's own, be it named 赣州市 or 赣州市人民政府 (是否本级政府报告)."""
    return report.agency is not None and rollup.is_of(report.agency, government)


class _Years:
    """The reports in the window, and the year-end figures of all that were seen (年末结转数索引)."""

    def __init__(self) -> None:
        self.held: OrderedDict[int, Report] = OrderedDict()
        self._seen: defaultdict[tuple[str, int], list[tuple[int, YearEnd]]] = defaultdict(list)
        self._count = 0

    def take_in(self, report: Report) -> None:
        serial, self._count = self._count, self._count + 1
        self.held[serial] = report
        end = between_years.year_end(report)
        if end is None or end.agency is None:
            return
        # A report may be there twice, as DOCX and as PDF: one copy of the year before is enough to be judged by.
        for _, earlier in self._seen.get((end.agency, end.year - 1), [])[:1]:
            self._add(serial, between_years.compare(earlier, end))
        if (end.agency, end.year) not in self._seen:
            for later_serial, later in self._seen.get((end.agency, end.year + 1), []):
                self._tell(serial, later_serial, end, later)
        self._seen[end.agency, end.year].append((serial, end))

    def _tell(self, serial: int, later_serial: int, earlier: YearEnd, later: YearEnd) -> None:
        findings = between_years.compare(earlier, later)
        if later_serial in self.held:
            self._add(later_serial, findings)
        else:
            self._add(serial, tuple(_from_afar(finding, later) for finding in findings))

    def _add(self, serial: int, findings: tuple[Finding, ...]) -> None:
        self.held[serial] = _with(self.held[serial], findings)


def _from_afar(finding: Finding, later: YearEnd) -> Finding:
    """Say of the later report, already printed, what is wrong in it; the cells are not this report's."""
    return replace(finding, message=f"{later.year}年报告（{later.source}）：{finding.message}", cells=())


def _with(report: Report, findings: tuple[Finding, ...]) -> Report:
    return replace(report, findings=in_order((*report.findings, *findings))) if findings else report
