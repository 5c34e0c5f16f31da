"""Terms of the day beside those of applications: replies in remedies, annual reports, documents (其他期限)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.disclosure.permissions import POLICY as DISCLOSURE
from gongkai.apps.disclosure.permissions import DisclosureAct
from gongkai.apps.disclosure.selectors.documents import ending_soon
from gongkai.apps.remedies.selectors.remedy_cases import owed_in, replies_due
from gongkai.apps.reporting.permissions import ANNUAL_POLICY, ReportAct
from gongkai.apps.reporting.selectors.annual_lateness import OrganStanding, reminders
from gongkai.apps.reporting.selectors.annual_reports import awaiting
from gongkai.statute.report_deadlines import publication_due

SHOWN = 8


@dataclass(frozen=True, slots=True)
class DayTerm:
    """Something an organ owes by a day, and where it is done (期限)."""

    address: str
    title: str
    owed: str
    agency: str
    due_on: date
    is_late: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class TermGroup:
    """The terms of one kind, the most urgent first; ``address`` shows them all (一类期限)."""

    code: str
    label: str
    address: str
    terms: tuple[DayTerm, ...]
    total: int


def terms_of_the_day(rights: Rights, *, today: date) -> tuple[TermGroup, ...]:
    """Return the groups that have something; a constant number of queries (其他期限)."""
    found = (_remedies(rights, today), _steps(rights, today), _reports(rights, today), _documents(rights, today))
    return tuple(group for group in found if group.total)


def _group(code: str, label: str, address: str, terms: Iterator[DayTerm]) -> TermGroup:
    told = tuple(terms)
    return TermGroup(code, label, address, told[:SHOWN], len(told))


def _remedies(rights: Rights, today: date) -> TermGroup:
    due = (
        _term(reverse("desk:remedy", args=[each.pk]), str(each), owed_in(each), each.agency.name, each.due_on, today)
        for each in replies_due(rights, today=today)
        if each.due_on
    )
    return _group("remedies", "复议诉讼期限", reverse("desk:remedies"), due)


def _steps(rights: Rights, today: date) -> TermGroup:
    waiting = (
        _term(
            reverse("desk:annual_report", args=[report.pk]),
            f"{report.year}年度报告（{report.scope.label}）",
            f"{act.label}，现为“{report.state.label}”",
            report.agency.name,
            publication_due(report.scope, year=report.year).on,
            today,
        )
        for report, act in awaiting(rights)
    )
    return _group("steps", "等我办理的年度报告", reverse("desk:annual"), waiting)


def _reports(rights: Rights, today: date) -> TermGroup:
    year = today.year - 1
    address = f"{reverse('desk:annual')}?year={year}"
    # Who only reads reports has nothing to do about them.
    acting = any(
        ANNUAL_POLICY.allows_somewhere(act, rights=rights)
        for act in (ReportAct.DRAFT, ReportAct.APPROVE, ReportAct.ACCEPT)
    )
    awaited = reminders(rights, year=year, today=today) if acting else []
    awaited.sort(key=lambda each: each.due.on)
    return _group("reports", "年度报告期限", address, (_of_report(each, address, year, today) for each in awaited))


def _of_report(standing: OrganStanding, address: str, year: int, today: date) -> DayTerm:
    report = standing.report
    where = reverse("desk:annual_report", args=[report.pk]) if report else address
    state = report.state.label if report else "没有开始"
    title = f"{year}年度报告（{standing.scope.label}）"
    owed = "修改后重新报送" if standing.is_returned else "报送"
    # What was given back was handed in once; the day it was owed by has passed all the same.
    is_late = standing.is_late or (standing.is_returned and standing.due.on < today)
    return DayTerm(
        where, title, f"{owed}，现为“{state}”", standing.agency.name, standing.due.on, is_late, is_today=False
    )


def _documents(rights: Rights, today: date) -> TermGroup:
    # Whoever keeps documents prolongs them or lets them lapse.
    acting = DISCLOSURE.allows_somewhere(DisclosureAct.CHANGE_DOCUMENT, rights=rights)
    ending = ending_soon(rights, today=today) if acting else ()
    terms = (
        _term(
            reverse("desk:document", args=[each.pk]), each.title, "评估是否延长有效期", each.agency.name, until, today
        )
        for each in ending
        if (until := each.valid_until)
    )
    return _group("documents", "文件有效期九十天内届满", reverse("desk:documents"), terms)


def _term(address: str, title: str, owed: str, agency: str, due_on: date, today: date) -> DayTerm:
    return DayTerm(address, title, owed, agency, due_on, due_on < today, due_on == today)
