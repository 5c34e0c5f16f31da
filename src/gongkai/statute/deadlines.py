"""The periods that the regulation sets, each as a short function from a day to a day (期限).

Every period of working days counts from the day after the one that starts it (民法典第二百零一条).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.statute.citations import Citation
from gongkai.statute.errors import CalendarNotPublished
from gongkai.statute.instruments import (
    DISCLOSURE_SUITS,
    FEE_MEASURES,
    HOLIDAY_MEASURES,
    REGULATION_2007,
    REGULATION_2019,
)
from gongkai.statute.timelines import Timeline, Version
from gongkai.statute.working_days import WorkCalendar

PUBLICATION_PERIOD = Timeline(
    "主动公开期限",
    (Version(20, REGULATION_2007.at("第十八条")), Version(20, REGULATION_2019.at("第二十六条"))),
)
CORRECTION_NOTICE_PERIOD = Timeline("告知补正的期限", (Version(7, REGULATION_2019.at("第三十条")),))
ANSWER_PERIOD = Timeline(
    "答复期限",
    (Version(15, REGULATION_2007.at("第二十四条第二款")), Version(20, REGULATION_2019.at("第三十三条第二款"))),
)
LONGEST_EXTENSION = Timeline(
    "延长答复期限的上限",
    (Version(15, REGULATION_2007.at("第二十四条第二款")), Version(20, REGULATION_2019.at("第三十三条第二款"))),
)
THIRD_PARTY_PERIOD = Timeline("第三方提出意见的期限", (Version(15, REGULATION_2019.at("第三十二条")),))
CO_MAKER_PERIOD = Timeline("共同制作机关提出意见的期限", (Version(15, REGULATION_2019.at("第三十四条")),))
PAYMENT_PERIOD = Timeline("缴纳信息处理费的期限", (Version(20, FEE_MEASURES.at("第六条")),))
COURT_ORDERED_PERIOD = Timeline("判决公开的期限", (Version(20, DISCLOSURE_SUITS.at("第十一条")),))


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period and why it is that day (期限届满日).

    ``counted_from`` is not counted itself; ``working_days`` is the length, ``None`` for a date that the law names.
    ``is_provisional``: a day of the period lies in a year whose holiday notice is not out.
    """

    due: date
    citation: Citation
    counted_from: date
    working_days: int | None = None
    is_provisional: bool = False

    def settled(self) -> date:
        """Return the day where it is certain, as a letter needs it (确定的届满日). Raises CalendarNotPublished."""
        if self.is_provisional:
            message = f"{self.due.year}年的放假安排尚未公布，{self.due}只是按周末推算的暂定日期"
            raise CalendarNotPublished(message, HOLIDAY_MEASURES.at(""))
        return self.due


def publication_deadline(made_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to publish what was made or changed on ``made_on`` (主动公开期限)."""
    return _count(PUBLICATION_PERIOD, made_on, calendar)


def correction_notice_deadline(received_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to ask the applicant for a correction (告知补正期限)."""
    return _count(CORRECTION_NOTICE_PERIOD, received_on, calendar)


def answer_deadline(received_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to answer an application received on ``received_on`` (答复期限).

    The law is that of the day of receipt: fifteen working days before 15 May 2019, twenty since.
    """
    return _count(ANSWER_PERIOD, received_on, calendar)


def third_party_deadline(delivered_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day for a third party's opinion, from its receipt of the letter (第三方意见期限)."""
    return _count(THIRD_PARTY_PERIOD, delivered_on, calendar)


def co_maker_deadline(delivered_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day for a co-maker's opinion; silence after it is consent (共同制作机关意见期限)."""
    return _count(CO_MAKER_PERIOD, delivered_on, calendar)


def payment_deadline(notice_received_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to pay, from the day after the applicant received the notice (缴费期限)."""
    return _count(PAYMENT_PERIOD, notice_received_on, calendar)


def court_ordered_deadline(judgment_in_force_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day to disclose what a court ordered to be disclosed (判决公开期限)."""
    return _count(COURT_ORDERED_PERIOD, judgment_in_force_on, calendar)


def _count(period: Timeline[int], counted_from: date, calendar: WorkCalendar) -> Deadline:
    version = period.on(counted_from)
    due = calendar.add_working_days(counted_from, version.value)
    return Deadline(due, version.citation, counted_from, version.value, calendar.is_provisional(counted_from, due))
