"""Which applications one letter could answer together (可以合并答复的申请)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from gongkai.apps.casework.joint_letters import Joined, joint_facts
from gongkai.apps.casework.ledger import Ledger
from gongkai.apps.casework.lettering import draft
from gongkai.apps.casework.models import Case, CaseEvent, CaseQuerySet, JointAnswer
from gongkai.apps.casework.selectors.ledgers import LedgerView
from gongkai.apps.casework.working_calendar import calendars
from gongkai.letters.letter import Letter
from gongkai.statute import procedure
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import ActRefused, StatuteError
from gongkai.statute.joint_answers import require_joint

_MOST = 50


@dataclass(frozen=True, slots=True)
class Candidate:
    """An application that could be answered with another (合并候选). ``reason`` says why it cannot yet."""

    joined: Joined
    reason: str = ""

    @property
    def case(self) -> Case:
        """The application (申请件)."""
        return self.joined.case

    @property
    def mark(self) -> str:
        """Which application, and how far it was seen (选择标记)."""
        return f"{self.case.pk}.{self.case.last_seq}"


def candidates_for(view: LedgerView, *, today: date) -> tuple[Candidate, ...]:
    """Return the open applications of the applicant, or for the same, at the same organ, ready ones first (合并候选).

    Two queries, however many there are.
    """
    first = joined_of(view)
    candidates = [_candidate(each, first, today) for each in _related(view, Case.objects.open())]
    return tuple(sorted(candidates, key=lambda each: bool(each.reason)))


def judged_alike(view: LedgerView) -> tuple[Case, ...]:
    """Return the applications for which the same was proposed and that wait for the same judgement (一并审批的申请件).

    Only such as could be answered together with this one. Three queries, however many there are; none where nothing
    waits here.
    """
    first, proposal = joined_of(view), view.facts.proposal
    if proposal is None or proposal.is_approved:
        return ()
    waiting = Case.objects.open().filter(stage_code=proposal.stage.code)
    return tuple(each.case for each in _related(view, waiting) if _is_alike(first, each))


def joined_of(view: LedgerView) -> Joined:
    """Return a case as the joint letter takes it (合并答复的申请件)."""
    return Joined(view.case, view.facts, view.events)


def joint_letter_preview(joined: Sequence[Joined], *, code: str, body: str | None = None) -> Letter:
    """Return the joint letter, without number and date (合并答复预览). Raises LetterIncomplete."""
    return draft(code, joint_facts(joined, code=code), body=body)


def answered_with(case: Case) -> tuple[Case, ...]:
    """Return the other applications that the same letters answered (一并答复的申请)."""
    letters = Q(letter__case=case.pk) | Q(letter__joint_answers__case=case.pk)
    joint = JointAnswer.objects.filter(letters).select_related("case", "letter__case").order_by("pk")
    found = {each.pk: each for link in joint for each in (link.letter.case, link.case)}
    return tuple(each for number, each in sorted(found.items()) if number != case.pk)


def _related(view: LedgerView, cases: CaseQuerySet) -> list[Joined]:
    """Return those of some cases that are the applicant's, or for the same, at the same organ."""
    case = view.case
    same = Q(request_mark=case.request_mark) | Q(title=case.title) | Q(item=case.matter)
    if case.applicant_mark:
        same |= Q(applicant_mark=case.applicant_mark)
    others = cases.filter(same, agency=case.agency_id).exclude(pk=case.pk)
    found = others.select_related("applicant", "agency__answers_as").prefetch_related("events").order_by("pk")[:_MOST]
    find = calendars(case.agency)
    ledgers = [Ledger(each, _events(each), find_calendar=find) for each in found]
    return [Joined(each.case, each.facts, each.events) for each in ledgers]


def _is_alike(first: Joined, other: Joined) -> bool:
    try:
        require_joint([first.proposed, other.proposed])
    except ActRefused:
        return False
    return True


def _events(case: Case) -> list[CaseEvent]:
    return sorted(case.events.all(), key=lambda event: event.seq)


def _candidate(joined: Joined, first: Joined, today: date) -> Candidate:
    try:
        procedure.ensure(joined.facts, ActKind.DECIDED, on=today)
        require_joint([first.answerable, joined.answerable])
    except (ActRefused, StatuteError) as refusal:
        return Candidate(joined, refusal.message)
    return Candidate(joined)
