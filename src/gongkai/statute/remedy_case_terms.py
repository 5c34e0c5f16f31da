"""The terms that run for the organ in a reconsideration or a suit, and for who hears it (复议诉讼期限)."""

from __future__ import annotations

from datetime import date, timedelta

from gongkai.statute.deadlines import Deadline
from gongkai.statute.instruments import LITIGATION_LAW, RECONSIDERATION_LAW
from gongkai.statute.remedy_cases import RemedyState
from gongkai.statute.remedy_terms import months_after, rolled
from gongkai.statute.timelines import Timeline, Version
from gongkai.statute.working_days import WorkCalendar

REPLY_TERM = Timeline("行政复议书面答复的期限（工作日）", (Version(10, RECONSIDERATION_LAW.at("第四十八条")),))
SUMMARY_REPLY_TERM = Timeline(
    "简易程序书面答复的期限（工作日）", (Version(5, RECONSIDERATION_LAW.at("第五十四条第一款")),)
)
DEFENCE_TERM = Timeline("提交答辩状和证据的期限（日）", (Version(15, LITIGATION_LAW.at("第六十七条第一款")),))
OPINION_TERM = Timeline("报送纠正或者改进情况的期限（日）", (Version(60, RECONSIDERATION_LAW.at("第七十六条")),))
RECONSIDERING_TERM = Timeline("行政复议审理期限（日）", (Version(60, RECONSIDERATION_LAW.at("第六十二条第一款")),))
PROLONGATION = Timeline("行政复议审理期限的延长（日）", (Version(30, RECONSIDERATION_LAW.at("第六十二条第一款")),))
SUMMARY_RECONSIDERING_TERM = Timeline(
    "简易程序行政复议审理期限（日）", (Version(30, RECONSIDERATION_LAW.at("第六十二条第二款")),)
)
FIRST_INSTANCE_TERM = Timeline("第一审审理期限（月）", (Version(6, LITIGATION_LAW.at("第八十一条")),))
SUMMARY_INSTANCE_TERM = Timeline("简易程序审理期限（日）", (Version(45, LITIGATION_LAW.at("第八十三条")),))
SECOND_INSTANCE_TERM = Timeline("第二审审理期限（月）", (Version(3, LITIGATION_LAW.at("第八十八条")),))
APPEAL_TERM = Timeline("上诉期限（判决，日）", (Version(15, LITIGATION_LAW.at("第八十五条")),))
RULING_APPEAL_TERM = Timeline("上诉期限（裁定，日）", (Version(10, LITIGATION_LAW.at("第八十五条")),))

_RULINGS = ("judged.not_filed",)


def reply_deadline(state: RemedyState, *, calendar: WorkCalendar) -> Deadline | None:
    """Return the last day for the organ's reply and evidence, None where none runs (答复、答辩期限).

    Reconsideration: ten working days of receipt, five in summary procedure (行政复议法第四十八条、第五十四条). A suit:
    fifteen days (行政诉讼法第六十七条); a last day off moves on.
    """
    received_on = state.received_on
    if received_on is None or state.replied_on or not state.is_pending:
        return None
    if state.kind.is_suit:
        return _days(DEFENCE_TERM, received_on, calendar)
    version = _version(SUMMARY_REPLY_TERM if state.simple else REPLY_TERM, received_on)
    if version is None:
        return None
    due = calendar.add_working_days(received_on, version.value)
    return Deadline(due, version.citation, received_on, version.value, calendar.is_provisional(received_on, due))


def opinion_deadline(state: RemedyState, *, calendar: WorkCalendar) -> Deadline | None:
    """Return the last day to tell the reconsideration organ what was mended, None where none runs (意见书报送期限).

    Sixty days of receiving its opinion (行政复议法第七十六条).
    """
    if state.opinion_on is None or state.opinion_answered_on or state.is_struck:
        return None
    return _days(OPINION_TERM, state.opinion_on, calendar)


def decision_expected(state: RemedyState, *, calendar: WorkCalendar) -> Deadline | None:
    """Return when the instance is to end, None while it is suspended or where nothing can be told (审理期限).

    Reconsideration: sixty days, thirty more where prolonged, thirty in summary procedure. A court: six months in the
    first instance, forty-five days in summary procedure, three months in the second; what a higher court allows beyond
    has no number in law, so that a prolonged suit has no day.
    """
    since = state.appealed_on or state.received_on
    if not state.is_pending or state.is_suspended or since is None:
        return None
    if not state.kind.is_suit:
        return _reconsidered(state, since, calendar)
    if state.is_prolonged:
        return None
    if state.appealed_on:
        return _months(SECOND_INSTANCE_TERM, since, calendar)
    if state.simple:
        return _days(SUMMARY_INSTANCE_TERM, since, calendar)
    return _months(FIRST_INSTANCE_TERM, since, calendar)


def appeal_deadline(state: RemedyState, *, calendar: WorkCalendar) -> Deadline | None:
    """Return the last day to appeal: fifteen days of a judgment, ten of a ruling; None where none runs (上诉期限)."""
    if not state.kind.is_suit or state.concluded_on is None or state.appealed_on or state.is_struck:
        return None
    is_ruling = state.outcome is not None and state.outcome.code in _RULINGS
    return _days(RULING_APPEAL_TERM if is_ruling else APPEAL_TERM, state.concluded_on, calendar)


def _reconsidered(state: RemedyState, since: date, calendar: WorkCalendar) -> Deadline | None:
    version = _version(SUMMARY_RECONSIDERING_TERM if state.simple else RECONSIDERING_TERM, since)
    if version is None:
        return None
    more = PROLONGATION.on(since).value if state.is_prolonged else 0
    return rolled(version, since, since + timedelta(days=version.value + more), calendar)


def _days(term: Timeline[int], since: date, calendar: WorkCalendar) -> Deadline | None:
    version = _version(term, since)
    return rolled(version, since, since + timedelta(days=version.value), calendar) if version else None


def _months(term: Timeline[int], since: date, calendar: WorkCalendar) -> Deadline | None:
    version = _version(term, since)
    return rolled(version, since, months_after(since, version.value), calendar) if version else None


def _version(term: Timeline[int], day: date) -> Version[int] | None:
    """Return what was law on a day; None before the first version: cases of the old law are told without a term."""
    return term.on(day) if term.versions[0].in_force_on <= day else None
