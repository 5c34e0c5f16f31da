"""The cases that an officer may see, and what there is to do today (可见申请件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case, CaseQuerySet
from gongkai.apps.casework.permissions import POLICY, CaseAct
from gongkai.apps.casework.working_calendar import current
from gongkai.statute.case_stages import Stage

SOON_WORKING_DAYS = 3
_WITH_OTHERS = [stage.code for stage in Stage if stage.awaits_others]


@dataclass(frozen=True, slots=True)
class DeskCounts:
    """How much there is to do (今日待办). ``soon`` is due within three working days, today not among them."""

    open: int
    overdue: int
    due_today: int
    soon: int
    waiting_for_others: int
    mine: int
    unassigned: int


def cases_visible_to(rights: Rights) -> CaseQuerySet:
    """Return the cases of the organs where somebody may read them (可见申请件)."""
    visible = POLICY.narrow(Case.objects.all(), CaseAct.READ, rights=rights)
    assert isinstance(visible, CaseQuerySet)
    return visible


def case_for(number: int, *, rights: Rights) -> Case:
    """Return one case with its organ and applicant (单个申请件). Raises Case.DoesNotExist if not visible."""
    return (
        cases_visible_to(rights)
        .select_related("agency__answers_as", "applicant", "assignee", "split_from")
        .get(pk=number)
    )


def counts_for_day(rights: Rights, *, today: date) -> DeskCounts:
    """Return how many open cases are due, late, waiting and one's own, in one query (今日待办)."""
    soon = current(None).add_working_days(today, SOON_WORKING_DAYS)
    counted = (
        cases_visible_to(rights)
        .open()
        .aggregate(
            open=Count("pk"),
            overdue=Count("pk", filter=Q(due_on__lt=today)),
            due_today=Count("pk", filter=Q(due_on=today)),
            soon=Count("pk", filter=Q(due_on__gt=today, due_on__lte=soon)),
            waiting_for_others=Count("pk", filter=Q(stage_code__in=_WITH_OTHERS)),
            mine=Count("pk", filter=Q(assignee=rights.officer_id)),
            unassigned=Count("pk", filter=Q(assignee=None)),
        )
    )
    return DeskCounts(**counted)
