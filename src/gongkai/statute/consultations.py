"""Time spent asking others, which the answer period leaves out (征求意见所需时间)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from gongkai.statute.deadlines import Deadline, co_maker_deadline, third_party_deadline
from gongkai.statute.working_days import WorkCalendar


class Consulted(Enum):
    """Who was asked, and what their silence means (被征求意见方)."""

    THIRD_PARTY = ("第三方", "由行政机关依法决定是否公开")
    ORGAN = ("其他机关", "视为同意公开")

    def __init__(self, label: str, silence: str) -> None:
        self.label = label
        self.silence = silence


@dataclass(frozen=True, slots=True)
class Consultation:
    """One letter that asks for an opinion (征求意见). ``limit`` is the last day that the law gives for the answer."""

    consulted: Consulted
    party: str
    asked_on: date
    limit: Deadline
    answered_on: date | None = None

    @property
    def ended_on(self) -> date:
        """The last day left out: the answer's, or the limit where none came in time (停止计算的最后一日)."""
        return min(self.answered_on or self.limit.due, self.limit.due)

    @property
    def who(self) -> str:
        """Whom to name to a reader (被征求意见方名称)."""
        return f"{self.consulted.label}{self.party}"


def consultation_limit(consulted: Consulted, delivered_on: date, *, calendar: WorkCalendar) -> Deadline:
    """Return the last day for the opinion asked for (征求意见期限)."""
    if consulted is Consulted.THIRD_PARTY:
        return third_party_deadline(delivered_on, calendar=calendar)
    return co_maker_deadline(delivered_on, calendar=calendar)


def excluded_working_days(
    consultations: Iterable[Consultation], *, after: date, through: date, calendar: WorkCalendar
) -> int:
    """Count the working days after ``after`` up to ``through`` that were spent asking (扣除的工作日).

    The day a letter is sent still counts as elapsed; the days after it, up to and including the day the answer came,
    are left out. Days shared by several consultations are left out once.
    """
    return sum(calendar.working_days_between(*span) for span in _merged(consultations, after, through))


def due_with_consultations(
    consultations: tuple[Consultation, ...], *, counted_from: date, working_days: int, calendar: WorkCalendar
) -> date:
    """Return the last day of a period from which the consultations are left out (扣除后的届满日)."""
    due = calendar.add_working_days(counted_from, working_days)
    while consultations:
        excluded = excluded_working_days(consultations, after=counted_from, through=due, calendar=calendar)
        moved = calendar.add_working_days(counted_from, working_days + excluded)
        if moved == due:
            break
        due = moved
    return due


def _merged(consultations: Iterable[Consultation], after: date, through: date) -> Iterator[tuple[date, date]]:
    """Yield the spans left out, clipped and without overlap; each excludes its first day (合并重叠)."""
    covered = after
    for consultation in sorted(consultations, key=lambda consultation: consultation.asked_on):
        opens = max(consultation.asked_on, covered)
        closes = min(consultation.ended_on, through)
        if opens < closes:
            yield opens, closes
            covered = closes
