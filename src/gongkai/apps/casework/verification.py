"""Proof that the ledger was not touched and that the cases' rows are what it amounts to (核验台账)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.apps.casework.hashing import digest_of, hash_of
from gongkai.apps.casework.intake_forms import request_digest
from gongkai.apps.casework.ledger import Ledger, projection_of
from gongkai.apps.casework.models import Case, CaseEvent, CaseQuerySet
from gongkai.apps.casework.working_calendar import almanac
from gongkai.statute.case_acts import ActKind
from gongkai.statute.errors import StatuteError
from gongkai.statute.procedure import Calendars

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing that is wrong with a case (台账断点). ``seq`` is 0 where the row and not an event is wrong."""

    case: Case
    seq: int
    message: str

    def __str__(self) -> str:
        place = f"第{self.seq}项" if self.seq else "登记行"
        return f"{self.case.agency.name} {self.case.number}（{self.case.reference}）{place}：{self.message}"


def verify(cases: CaseQuerySet) -> Iterator[Break | None]:
    """Yield for each case its first break, None for a whole one (逐件核验)."""
    known = almanac()
    for case in (
        cases.select_related("agency")
        .prefetch_related("events", "letters", "joint_answers__letter")
        .iterator(chunk_size=_CHUNK)
    ):
        yield break_of(case, find_calendar=known.calendars(case.agency))


def break_of(case: Case, *, find_calendar: Calendars) -> Break | None:
    """Return the first break of a case's chain, its acts, its letters or its row (首个断点)."""
    events = sorted(case.events.all(), key=lambda event: event.seq)
    return _chain(case, events) or _request(case, events) or _letters(case, events) or _row(case, events, find_calendar)


def _chain(case: Case, events: Sequence[CaseEvent]) -> Break | None:
    previous = ""
    for place, event in enumerate(events, 1):
        if event.seq != place:
            return Break(case, place, "缺少这一项")
        if event.previous_hash != previous:
            return Break(case, place, "与上一项不相衔接")
        if event.hash != hash_of(event, reference=case.reference):
            return Break(case, place, "内容与摘要不符，可能被改动")
        previous = event.hash
    if (case.last_seq, case.last_hash) != (len(events), previous):
        return Break(case, len(events) + 1, "登记行记载的末项与台账不符，可能缺少末项")
    return None


def _request(case: Case, events: Sequence[CaseEvent]) -> Break | None:
    told = request_digest(title=case.title, document_number=case.document_number, description=case.request_text or "")
    if events and events[0].details.get("request_digest") != told:
        return Break(case, 1, "申请内容与收到时的摘要不符")
    return None


def _letters(case: Case, events: Sequence[CaseEvent]) -> Break | None:
    letters = (*case.letters.all(), *(joint.letter for joint in case.joint_answers.all()))
    issued = {letter.number: letter.digest for letter in letters}
    changed = next((letter for letter in letters if digest_of(letter.content) != letter.digest), None)
    if changed:
        return Break(case, 0, f"函件{changed.number}的内容与摘要不符，可能被改动")
    for event in events:
        if event.kind in (ActKind.DECIDED, ActKind.LETTER_ISSUED):
            number = event.details.get("number", "")
            if number in issued and issued[number] != event.details.get("digest"):
                return Break(case, event.seq, f"函件{number}与发出时的摘要不符")
    return None


def _row(case: Case, events: Sequence[CaseEvent], find_calendar: Calendars) -> Break | None:
    try:
        facts = Ledger(case, events, find_calendar=find_calendar).facts
    except StatuteError as refusal:
        return Break(case, 0, f"台账不能重演：{refusal}")
    wrong = [name for name, value in projection_of(facts).items() if getattr(case, name) != value]
    if wrong:
        return Break(case, 0, f"与台账重演的结果不符：{'、'.join(wrong)}")
    return None


def rebuild(case: Case, *, find_calendar: Calendars) -> tuple[str, ...]:
    """Set a case's row to what its ledger amounts to; return the fields that were wrong (按台账重建).

    Raises StatuteError where the ledger itself cannot be told again.
    """
    events = sorted(case.events.all(), key=lambda event: event.seq)
    right = projection_of(Ledger(case, events, find_calendar=find_calendar).facts)
    wrong = tuple(name for name, value in right.items() if getattr(case, name) != value)
    if wrong:
        Case.objects.filter(pk=case.pk).update(**{name: right[name] for name in wrong})
    return wrong
