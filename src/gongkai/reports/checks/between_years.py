"""Whether two reports of one organ, a year apart, agree (跨年核对)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.reports.findings import Finding, Severity
from gongkai.reports.model import Report
from gongkai.statute.editions import BY_EDITION, EDITIONS
from gongkai.statute.editions.shared_rows import APPLICANTS
from gongkai.statute.report_form import Form, Value

_COLUMNS = tuple(column.key for column in APPLICANTS)
_ROWS = ("regulations", "normative_documents")
_NEWEST: Form = EDITIONS[-1]
RULES_BETWEEN_YEARS = ("applications.carry_over", "proactive.continuity")
"""The rules of what :func:`compare` finds."""


@dataclass(frozen=True, slots=True)
class Stock:
    """One row of documents in table two: how many were made and repealed, and how many stand (文件存量)."""

    made: Value
    repealed: Value
    in_force: Value


@dataclass(frozen=True, slots=True)
class YearEnd:
    """What a report carries over from year to year (年末结转数).

    ``carried_in`` and ``carried_out`` follow the columns of table three, None where the cell is blank or the table was
    not recovered. ``stocks`` are the rows 规章 and 行政规范性文件 of table two, empty unless it has the 2021 form.
    """

    source: str
    agency: str | None
    year: int
    edition: str
    carried_in: tuple[Value, ...]
    carried_out: tuple[Value, ...]
    stocks: tuple[Stock, ...] = ()


def year_end(report: Report) -> YearEnd | None:
    """Return what the report carries over, or None where its year is unknown or nothing was recovered (年末结转数)."""
    if report.year is None or report.edition is None:
        return None
    return YearEnd(
        source=report.source,
        agency=report.agency,
        year=report.year,
        edition=report.edition,
        carried_in=_row(report, "carried_in"),
        carried_out=_row(report, "carried_out"),
        stocks=tuple(_stock(report, row) for row in _ROWS) if report.editions.get("proactive") == "2021" else (),
    )


def compare(earlier: YearEnd, later: YearEnd) -> tuple[Finding, ...]:
    """Return what the later report contradicts of the earlier one, of the same organ (跨年核对).

    Reports that are not exactly a year apart say nothing of each other.
    """
    if later.year != earlier.year + 1:
        return ()
    return (*_carry_over(earlier, later), *_continuity(earlier, later))


def _carry_over(earlier: YearEnd, later: YearEnd) -> Iterator[Finding]:
    pairs = zip(APPLICANTS, earlier.carried_out, later.carried_in, strict=True)
    apart = [(column, was, now) for column, was, now in pairs if was is not None and now is not None and was != now]
    if not apart:
        return
    told = "；".join(
        f"“{column.label}”上年结转为{now}，{earlier.year}年报告结转下年度为{was}" for column, was, now in apart
    )
    yield Finding(
        "applications.carry_over",
        Severity.ERROR,
        f"表三第二项与上年报告第四项不衔接：{told}。",
        cells=tuple(f"applications.carried_in.{column.key}" for column, _, _ in apart),
        expected="、".join(str(was) for _, was, _ in apart),
        found="、".join(str(now) for _, _, now in apart),
        citation=str(BY_EDITION[later.edition].instrument.at("附件表三")),
    )


def _continuity(earlier: YearEnd, later: YearEnd) -> Iterator[Finding]:
    if not (earlier.stocks and later.stocks):
        return
    for row, was, now in zip(_ROWS, earlier.stocks, later.stocks, strict=True):
        wanted = _standing_on(was, now)
        if wanted is None or wanted == now.in_force:
            continue
        path = f"proactive.{row}.in_force"
        yield Finding(
            "proactive.continuity",
            Severity.WARNING,
            f"{_NEWEST.name(path)}为{now.in_force}，而{earlier.year}年报告为{was.in_force}，"
            f"加本年制发{now.made}、减本年废止{now.repealed}应为{wanted}。",
            cells=(path, f"proactive.{row}.made", f"proactive.{row}.repealed"),
            expected=str(wanted),
            found=str(now.in_force),
            citation=str(_NEWEST.instrument.at("附件表二")),
        )


def _standing_on(was: Stock, now: Stock) -> int | Decimal | None:
    if was.in_force is None or now.made is None or now.repealed is None or now.in_force is None:
        return None
    return was.in_force + now.made - now.repealed


def _row(report: Report, row: str) -> tuple[Value, ...]:
    return tuple(report.figures.get(f"applications.{row}.{column}") for column in _COLUMNS)


def _stock(report: Report, row: str) -> Stock:
    made, repealed, in_force = (
        report.figures.get(f"proactive.{row}.{column}") for column in ("made", "repealed", "in_force")
    )
    return Stock(made, repealed, in_force)
