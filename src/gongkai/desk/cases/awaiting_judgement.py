"""What waits for review, approval or consent in several cases, alike ones together (待审核、待批准)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.agencies.rights import Rights
from gongkai.apps.casework.models import Case
from gongkai.apps.casework.permissions import ACT_OF, POLICY
from gongkai.apps.casework.selectors import LedgerView, ledgers_of
from gongkai.apps.casework.services import JUDGING
from gongkai.apps.casework.told_events import Detail, details_of
from gongkai.desk.cases.chosen_cases import mark_of_case
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import StatuteError

_ASKED = {
    ActKind.PROPOSED: (ActKind.REVIEW_PASSED, ActKind.REVIEW_RETURNED, ActKind.APPROVED, ActKind.RETURNED),
    ActKind.EXTENSION_PROPOSED: (ActKind.EXTENSION_APPROVED, ActKind.EXTENSION_RETURNED),
}
"""By which acts each kind of proposal is judged."""


@dataclass(frozen=True, slots=True)
class Awaiting:
    """One case with what somebody may do about its proposals (待审签的申请件)."""

    case: Case
    kinds: tuple[ActKind, ...]
    proposed: tuple[Detail, ...]

    @property
    def mark(self) -> str:
        """Which case, and how far it was seen (选择标记)."""
        return mark_of_case(self.case)


@dataclass(frozen=True, slots=True)
class Matter:
    """The cases in which the same was proposed (相同的拟办意见)."""

    proposed: tuple[Detail, ...]
    cases: tuple[Awaiting, ...]


def awaiting_of(cases: Sequence[Case], *, rights: Rights, today: date) -> tuple[Awaiting, ...]:
    """Return what may be judged in each of some cases; two queries, however many they are (待审签的申请件)."""
    return tuple(_awaiting(view, rights, today) for view in ledgers_of(cases))


def in_matters(awaiting: Sequence[Awaiting]) -> tuple[Matter, ...]:
    """Return those with something to judge, alike ones together, in the order in which they were given (归并)."""
    found: dict[tuple[Detail, ...], list[Awaiting]] = {}
    for each in awaiting:
        if each.kinds:
            found.setdefault(each.proposed, []).append(each)
    return tuple(Matter(proposed, tuple(cases)) for proposed, cases in found.items())


def counts_of(awaiting: Sequence[Awaiting]) -> Mapping[ActKind, int]:
    """Return in how many cases each act is possible, in the order of the work, without the impossible (可办件数)."""
    counts = {kind: sum(kind in each.kinds for each in awaiting) for kind in JUDGING}
    return {kind: cases for kind, cases in counts.items() if cases}


def _awaiting(view: LedgerView, rights: Rights, today: date) -> Awaiting:
    kinds = tuple(kind for kind in JUDGING if _may(kind, view, rights, today))
    asked = [kind for kind, judged_by in _ASKED.items() if set(judged_by) & set(kinds)]
    return Awaiting(view.case, kinds, tuple(detail for kind in asked for detail in _told(kind, view)))


def _may(kind: ActKind, view: LedgerView, rights: Rights, today: date) -> bool:
    if not POLICY.allows(ACT_OF[kind], rights=rights, agency=view.case.agency):
        return False
    try:
        procedure.ensure(view.facts, kind, on=today)
    except StatuteError:
        return False
    return True


def _told(kind: ActKind, view: LedgerView) -> Iterator[Detail]:
    proposed = next((event for event in reversed(view.events) if event.kind is kind), None)
    if proposed is not None:
        yield from details_of(kind, proposed.details)
