"""Today's work as groups of cases: what falls due, who is waited for, what waits for me (今日办理)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.lookups import Exact

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case, CaseEvent, CaseQuerySet
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.selectors.caseload import SOON_WORKING_DAYS
from gongkai.apps.casework.working_calendar import current
from gongkai.apps.people.models import Officer
from gongkai.desk.cases.case_rows import as_rows
from gongkai.statute.case_acts import ActKind
from gongkai.statute.case_stages import Stage

SHOWN = 8
_WITH_OTHERS = tuple(stage.code for stage in Stage if stage.awaits_others)
_STEPS = {
    Stage.UNCONFIRMED: CaseAct.REGISTER,
    Stage.RECEIVED: CaseAct.REGISTER,
    Stage.IN_REVIEW: CaseAct.REVIEW,
    Stage.AWAITING_APPROVAL: CaseAct.APPROVE,
}
"""Stages whose next step is not the assignee's but that of whoever holds the right."""
_PENDING = (
    (CaseAct.CONSENT, ActKind.EXTENSION_PROPOSED, (ActKind.EXTENSION_APPROVED, ActKind.EXTENSION_RETURNED)),
    (CaseAct.TAKE_PAYMENT, ActKind.PAYMENT_REPORTED, (ActKind.FEE_PAID, ActKind.FEE_WAIVED, ActKind.FEE_LAPSED)),
)
"""Acts that wait for whoever holds a right until one of some others settles them; the stage does not tell."""


class Bucket(Enum):
    """The groups of the day, in the order of their urgency (当日分组). ``code`` is also the list's filter."""

    OVERDUE = ("overdue", "已经逾期", "没有逾期未答复的申请。")
    TODAY = ("today", "今日到期", "今天没有到期的申请。")
    SOON = ("soon", "三个工作日内到期", "三个工作日内没有到期的申请。")
    MINE = ("mine", "等我办理", "没有等您办理的申请。")
    OTHERS = ("others", "等待他人", "没有在等申请人、第三方或者其他机关的申请。")

    def __init__(self, code: str, label: str, empty: str) -> None:
        self.code = code
        self.label = label
        self.empty = empty


BUCKETS = {bucket.code: bucket for bucket in Bucket}


@dataclass(frozen=True, slots=True)
class Group:
    """One group with its first rows and how many there are (分组)."""

    bucket: Bucket
    cases: tuple[Case, ...]
    total: int


def condition_of(bucket: Bucket, *, officer: Officer, rights: Rights, today: date) -> Q:
    """Return what the cases of a group have in common (分组条件).

    A case whose clock runs falls due whoever is waited for, and an issued one until it is delivered; where the clock
    waits there is no due day. Who waits for others sees there what is not yet due: no case stands in both.
    """
    running = Q(is_open=True)
    soon = current(None).add_working_days(today, SOON_WORKING_DAYS)
    conditions: Mapping[Bucket, Q] = {
        Bucket.OVERDUE: running & Q(due_on__lt=today),
        Bucket.TODAY: running & Q(due_on=today),
        Bucket.SOON: running & Q(due_on__gt=today, due_on__lte=soon),
        Bucket.OTHERS: Q(stage_code__in=_WITH_OTHERS) & (Q(due_on=None) | Q(due_on__gt=soon)),
        Bucket.MINE: _mine(officer, rights),
    }
    return conditions[bucket]


def groups_of_the_day(cases: CaseQuerySet, *, officer: Officer, rights: Rights, today: date) -> tuple[Group, ...]:
    """Return every group, most urgent first; one query for the counts and one a group (今日办理)."""
    conditions = {bucket: condition_of(bucket, officer=officer, rights=rights, today=today) for bucket in Bucket}
    opened = cases.filter(is_open=True)
    totals = opened.aggregate(**{bucket.code: Count("pk", filter=found) for bucket, found in conditions.items()})
    rows = as_rows(opened)
    return tuple(
        Group(bucket, tuple(_in_order(rows.filter(found), bucket)[:SHOWN]), totals[bucket.code])
        for bucket, found in conditions.items()
    )


def _in_order(cases: CaseQuerySet, bucket: Bucket) -> CaseQuerySet:
    return cases.order_by("awaited_until" if bucket is Bucket.OTHERS else "due_on", "pk")


def _mine(officer: Officer, rights: Rights) -> Q:
    """Return the cases whose next step is this officer's: assigned, or at a stage that their role takes on."""
    assigned = Q(assignee=officer, stage_code__in=(Stage.HANDLING.code, Stage.APPROVED.code, Stage.ISSUED.code))
    found = assigned
    for stage, act in _STEPS.items():
        if POLICY.allows_everywhere(act, rights=rights):
            found |= Q(stage_code=stage.code)
        elif POLICY.allows_somewhere(act, rights=rights):
            found |= Q(stage_code=stage.code, agency__in=POLICY.agencies(act, rights=rights).values("pk"))
    for act, asked, settled in _PENDING:
        if POLICY.allows_somewhere(act, rights=rights):
            agencies = POLICY.agencies(act, rights=rights).values("pk")
            found |= Q(agency__in=agencies) & Q(Exact(_latest_of(asked, *settled), Value(asked.code)))
    return found


def _latest_of(*kinds: ActKind) -> Subquery:
    """Return which of some kinds a case saw last."""
    events = CaseEvent.objects.filter(case=OuterRef("pk"), kind_code__in=[kind.code for kind in kinds])
    return Subquery(events.order_by("-seq").values("kind_code")[:1])
